"""Taking a name out of texts for good: what counts as the name, and what stands there afterwards."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from myk_tui.domain.text import letters
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

ERSATZ = "Anonym"
"""What stands for a removed name, with a number: „Anonym 3“."""

BESTAETIGUNG = "ENTFERNEN"
"""The word that has to be typed."""

KURZ = "–"
"""Stands for the name where „Anonym 3“ would make a text longer than its field may be."""

NOTHING = "(?!)"
"""Pattern that is found nowhere: a name of blanks alone must not be found everywhere."""


@dataclass(frozen=True)
class Anonymisierung:
    """What removing a name would change.

    Attributes:
        namen: the name, and every name this person was kept under before.
        ersatz: what will stand there.
        stellen: how many fields change, by what they belong to.
        verlauf: how many entries of the history change, besides.
        beispiele: some of the texts that hold more than the name, as they are now.
        gleiche: somebody else is called the same and keeps the name.
        dateien: backups and snapshots beside the file, which keep the name.
    """

    namen: tuple[str, ...]
    ersatz: str
    stellen: tuple[tuple[str, int], ...] = ()
    verlauf: int = 0
    beispiele: tuple[str, ...] = ()
    gleiche: bool = False
    dateien: tuple[str, ...] = ()

    @property
    def gesamt(self) -> int:
        """All places together."""
        return sum(count for _name, count in self.stellen) + self.verlauf


class Namensfilter:
    """Puts the replacement where a name stands as whole words, in capitals or not, with a genitive s or not.

    Names in ``bleiben`` are left alone, also where a removed name is a part of
    them: „Anna Berg (Schule)“ stays when „Anna Berg“ goes.
    """

    def __init__(self, namen: Iterable[str], bleiben: Iterable[str], ersatz: str) -> None:
        self.ersatz = ersatz
        gone = [_words(name) for name in sorted(set(namen), key=len, reverse=True) if name.split()] or [NOTHING]
        alone = re.compile("|".join(gone), re.IGNORECASE)
        kept = [_words(name) for name in sorted(set(bleiben), key=len, reverse=True) if alone.search(name)]
        first = f"(?P<bleibt>{'|'.join(kept)})|" if kept else ""
        self._pattern = re.compile(rf"(?<!\w)(?:{first}(?:{'|'.join(gone)}))(?=s?(?!\w))", re.IGNORECASE)

    def clean(self, text: str, maximum: int | None = None) -> str:
        """Return ``text`` without the names; it never becomes longer than ``maximum`` letters by that."""
        if not self._pattern.search(text):
            return text
        cleaned = self._pattern.sub(lambda found: self._instead(found, self.ersatz), text)
        if maximum is not None and letters(cleaned) > maximum:
            return self._pattern.sub(lambda found: self._instead(found, KURZ), text)
        return cleaned

    def clean_json(self, value: Any) -> Any:
        """Return a JSON value with every text in it cleaned, keys included."""
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, list):
            return [self.clean_json(part) for part in value]
        if isinstance(value, dict):
            return {self.clean(key): self.clean_json(part) for key, part in value.items()}
        return value

    @staticmethod
    def _instead(found: re.Match[str], ersatz: str) -> str:
        return found[0] if found.groupdict().get("bleibt") else ersatz


def _words(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def next_ersatz(texts: Iterable[str]) -> str:
    """Return the first replacement that stands in none of ``texts`` yet.

    >>> next_ersatz(["Anonym 1", "Anonym 3"])
    'Anonym 4'
    """
    found = [int(number) for text in texts for number in re.findall(rf"{ERSATZ} (\d{{1,9}})", text)]
    return f"{ERSATZ} {max(found, default=0) + 1}"


def check_bestaetigung(typed: str) -> None:
    """Raise RuleViolation unless the word was typed."""
    if typed.strip().casefold() != BESTAETIGUNG.casefold():
        raise RuleViolation(_("Zum Bestätigen bitte {wort} eintippen.").format(wort=BESTAETIGUNG), feld="wort")


def explain_anonymisierung(vorschau: Anonymisierung, beispiele: int = 5, dateien: int = 8) -> list[str]:
    """Say what will change, that it is for good, and where the name stays."""
    names = ", ".join(f"„{name}“" for name in vorschau.namen)
    changed = ngettext("{n} Stelle ändert sich", "{n} Stellen ändern sich", vorschau.gesamt).format(n=vorschau.gesamt)
    parts = [f"{name} {count}" for name, count in vorschau.stellen]
    if vorschau.verlauf:
        parts.append(_("Verlauf {n}").format(n=vorschau.verlauf))
    lines = [
        _("{namen} wird überall zu „{ersatz}“: {stellen} ({teile}).").format(
            namen=names, ersatz=vorschau.ersatz, stellen=changed, teile=", ".join(parts)
        )
    ]
    lines += [f"  • {text}" for text in vorschau.beispiele[:beispiele]]
    if vorschau.gleiche:
        lines.append(_("! Eine zweite Person heißt genauso; nur ihr eigener Eintrag behält den Namen."))
    lines.append(_("! Das lässt sich nicht rückgängig machen, auch nicht mit u."))
    lines.append(_("Andere Schreibweisen findet die Suche (/); sie bleiben stehen."))
    return [*lines, *_files(vorschau.dateien, dateien)]


def _files(names: Sequence[str], shown: int) -> list[str]:
    if not names:
        return [_("Ältere Sicherungen und Schnappschüsse an anderen Orten behalten den Namen.")]
    lines = [_("! Ältere Sicherungen und Schnappschüsse behalten den Namen. Neben der Datei liegen:")]
    lines += [f"  • {name}" for name in names[:shown]]
    if len(names) > shown:
        lines.append(_("  … und {n} weitere").format(n=len(names) - shown))
    return lines
