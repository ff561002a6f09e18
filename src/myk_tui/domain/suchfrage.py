"""What is asked of a search or a filter: words, and short terms like ``typ:beschluss methode:konsent q:2025-3``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from myk_tui.domain.text import fold

Kennzeichen = Mapping[str, tuple[str, ...]]
"""By the name of a short term the folded words that it may begin."""

SHORT_TERMS = {"typ": "typ", "art": "typ", "status": "status", "stand": "status", "methode": "methode"}
SHORT_TERMS |= {"q": "q", "quartal": "q"}
"""How the short terms of the search are written, and what each compares."""

_QUARTER = re.compile(r"(?P<jahr>20\d\d)(?:[-/. ]?q?(?P<q>[1-4])?)?|q?(?P<vorn>[1-4])[-/.](?P<danach>20\d\d)")


@dataclass(frozen=True)
class Suchfrage:
    """A question that has been taken apart.

    Attributes:
        woerter: folded words that must occur.
        bedingungen: (name, folded beginning) of what short terms ask for; all must hold.
    """

    woerter: tuple[str, ...] = ()
    bedingungen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str, terms: Mapping[str, str] = SHORT_TERMS) -> "Suchfrage":
        """Take a line apart; a term nobody knows is a word like others, one without a value asks nothing yet."""
        words, conditions = [], []
        for part in text.split():
            name, colon, value = part.partition(":")
            known = terms.get(fold(name)) if colon else None
            if known is None:
                words += fold(part).split()
            elif value:
                conditions.append((known, quarter_term(value) if known == "q" else fold(value)))
        return cls(tuple(words), tuple(conditions))

    @property
    def leer(self) -> bool:
        """Whether nothing is asked."""
        return not self.woerter and not self.bedingungen

    def fits(self, kennzeichen: Kennzeichen) -> bool:
        """Whether everything the short terms ask for holds."""
        return all(
            any(word.startswith(wanted) for word in kennzeichen.get(name, ())) for name, wanted in self.bedingungen
        )


def quarter_term(text: str) -> str:
    """Return a quarter as it is compared, ``2025-3``, however it is written; a year alone stands for its quarters."""
    found = _QUARTER.fullmatch(fold(text))
    if found is None:
        return fold(text)
    year, quarter = found["jahr"] or found["danach"], found["q"] or found["vorn"]
    return f"{year}-{quarter}" if quarter else f"{year}-"


def state_words(stored: str, shown: str) -> tuple[str, ...]:
    """Return what ``status:`` may begin: the stored word, the shown one and each word of it."""
    folded = fold(shown)
    return tuple(dict.fromkeys((stored, folded, *folded.split())))
