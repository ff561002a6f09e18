"""Search over everything: what matches, and in which order it is shown."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from myk_tui.domain.text import fold
from myk_tui.i18n import N_, _


class Fundart(StrEnum):
    """Kinds of what can be found; the value is the name of the table."""

    ZIELBILD = "zielbild"
    ZIEL = "ziel"
    LOESUNG = "loesung"
    MASSNAHME = "massnahme"
    IDEE = "idee"
    AUFGABE = "aufgabe"
    SPRINTTEAM = "sprintteam"
    ENTSCHEIDUNG = "entscheidung"


NAMES = {
    Fundart.ZIELBILD: N_("Zielbild"),
    Fundart.ZIEL: N_("Ziel"),
    Fundart.LOESUNG: N_("Lösung"),
    Fundart.MASSNAHME: N_("Maßnahme"),
    Fundart.IDEE: N_("Idee"),
    Fundart.AUFGABE: N_("Karte"),
    Fundart.SPRINTTEAM: N_("Sprintteam"),
    Fundart.ENTSCHEIDUNG: N_("Beschluss"),
}

PLACES = {
    Fundart.ZIELBILD: "zielbaum",
    Fundart.ZIEL: "zielbaum",
    Fundart.LOESUNG: "zielbaum",
    Fundart.MASSNAHME: "zielbaum",
    Fundart.IDEE: "ideenspeicher",
    Fundart.AUFGABE: "sprintboard",
    Fundart.SPRINTTEAM: "sprintboard",
    Fundart.ENTSCHEIDUNG: "entscheidung",
}
"""On which screen a find is shown."""


class Fund(NamedTuple):
    """One thing that can be found.

    Attributes:
        stelle: id of the row its screen puts the cursor on (for a decision: its Zielbild).
        zusatz: a few words that tell it from others of the same title.
    """

    art: Fundart
    id: str
    stelle: str
    titel: str
    zusatz: str = ""

    @property
    def ziel(self) -> str:
        """The screen it leads to."""
        return PLACES[self.art]

    @property
    def art_name(self) -> str:
        """Its kind in the language of the interface."""
        return _(NAMES[self.art])


class Suchverzeichnis:
    """Everything that can be found, folded once, so that each key only compares."""

    def __init__(self, funde: Iterable[Fund] = ()) -> None:
        self._funde: list[Fund] = []
        self._titles: list[str] = []
        self._folded: list[str] = []
        self._rests: dict[str, str] = {}
        self.add(funde)

    def add(self, funde: Iterable[Fund]) -> None:
        """Take in what can be found as well, after all that is there."""
        for fund in funde:
            # The words that follow are the same for many; title and rest can be folded apart, for a blank lies between.
            rest = self._rests.get(fund.zusatz)
            if rest is None:
                rest = self._rests[fund.zusatz] = fold(fund.zusatz)
            title = fold(fund.titel)
            self._funde.append(fund)
            self._titles.append(title)
            self._folded.append(f"{title} {rest}")

    def search(self, text: str, limit: int = 50) -> list[Fund]:
        """Return what contains every word of ``text``; umlauts, ß and parts of compounds match.

        Titles that begin with the text come first, then titles that contain
        it, then the rest, each in the order of the programme.
        """
        words = fold(text).split()
        if not words:
            return []
        whole = " ".join(words)
        ranked: tuple[list[Fund], ...] = ([], [], [])
        for fund, folded, title in zip(self._funde, self._folded, self._titles, strict=True):
            if all(word in folded for word in words):
                place = 0 if title.startswith(whole) else 1 if words[0] in title else 2
                ranked[place].append(fund)
        return [*ranked[0], *ranked[1], *ranked[2]][:limit]
