"""To which Lösung or Zielbild an idea probably belongs: from its words, without any network."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from myk_tui.domain.dubletten import FILLERS
from myk_tui.domain.text import fold

SUGGESTED = 3
"""How many places are suggested at most."""

STEM_LETTERS = 5
"""From how many letters on a word counts that is only a part of a compound: Mobil in Mobilität, Bus in none."""

TITLE_WEIGHT, TEXT_WEIGHT = 3, 1
"""A word of a title says more about what a place is for than one of its description."""

ENOUGH = 2.0
"""Below this nothing is suggested: one rare word of a title reaches it, a few frequent ones of texts do not."""

_COMMON = frozenset(
    {
        *("wird", "werden", "wurde", "soll", "sollen", "kann", "konnen", "mehr", "alle", "auch", "nicht"),
        *("dass", "sich", "ihre", "ihren", "sind", "dort"),
    }
)
"""Folded words that stand in many texts and say nothing about their subject."""


@dataclass(frozen=True)
class Platz:
    """Where an idea can belong to.

    Attributes:
        id: of a Lösung or a Zielbild.
        art: „Lösung“ or „Zielbild“, as it is said.
        titel: its title.
        ueber: the titles above it, which speak for it as well.
        text: descriptions of it and of what stands above it, and names of Handlungsfelder of its Maßnahmen.
    """

    id: str
    art: str
    titel: str
    ueber: str = ""
    text: str = ""


@dataclass(frozen=True)
class Vorschlag:
    """A place that an idea probably belongs to, and the words that say so."""

    platz: Platz
    wegen: tuple[str, ...]


class Platzverzeichnis:
    """All places, their words folded once."""

    def __init__(self, plaetze: Iterable[Platz]) -> None:
        self._plaetze = tuple(plaetze)
        read = cache(_words_of)  # what stands above many places is read once
        self._words = [_weighted(platz, read) for platz in self._plaetze]
        found: Counter[str] = Counter(word for words in self._words for word in words)
        self._rarity = {word: math.log(1 + len(self._plaetze) / count) for word, count in found.items()}

    def suggest(self, titel: str, beschreibung: str = "") -> tuple[Vorschlag, ...]:
        """Return the most probable places, the best first; none if the words say too little."""
        wanted = dict.fromkeys((*_words_of(titel), *_words_of(beschreibung)))
        own = {fold(word): word for word in re.findall(r"\w+", f"{beschreibung} {titel}")}
        matches = {word: self._matching(word) for word in wanted}
        ranked = []
        for place, words in enumerate(self._words):
            points: dict[str, float] = {}
            for word, known in matches.items():
                best = max((words[other] * self._rarity[other] for other in known if other in words), default=0.0)
                if best:
                    points[word] = best
            if sum(points.values()) >= ENOUGH:
                because = sorted(points, key=lambda word: -points[word])[:SUGGESTED]
                ranked.append((sum(points.values()), -place, tuple(own.get(word, word) for word in because)))
        ranked.sort(reverse=True)
        return tuple(Vorschlag(self._plaetze[-place], because) for _points, place, because in ranked[:SUGGESTED])

    def _matching(self, word: str) -> Sequence[str]:
        """Return the known words that mean the same: equal, or one a part of the other."""
        if len(word) < STEM_LETTERS:
            return [word] if word in self._rarity else []
        return [other for other in self._rarity if word in other or (len(other) >= STEM_LETTERS and other in word)]


def _weighted(platz: Platz, read: Callable[[str], list[str]]) -> dict[str, int]:
    texts = (*platz.text.split("\n"), platz.ueber)
    words = dict.fromkeys((word for text in texts for word in read(text)), TEXT_WEIGHT)
    return words | dict.fromkeys(read(platz.titel), TITLE_WEIGHT)


def _words_of(text: str) -> list[str]:
    words = re.findall(r"\w+", fold(text))
    return [word for word in words if len(word) > 2 and word not in FILLERS and word not in _COMMON]
