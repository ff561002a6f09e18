"""Where everything stands on the board: lanes, columns, lines; no drawing, no terminal.

A lane is laid out once and kept as long as its value stays the same, so that a
moved card costs the layout of its own lane only.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import Bahn, Karte
from myk_tui.i18n import _, language, ngettext
from myk_tui.widgets.text import wrap

SPALTEN = tuple(Spalte)
_PLACES = {spalte: place for place, spalte in enumerate(SPALTEN)}
TITLE_LINES = 3
DETAIL_LINES = 2
"""How many lines a card gets at most for its title and for its details."""


@lru_cache(maxsize=8)
def column_widths(width: int) -> tuple[int, ...]:
    """Return how wide the columns are in a window of ``width`` cells; the last cell is for the scroll bar."""
    inner = width - 1
    return tuple(inner // len(SPALTEN) + (number < inner % len(SPALTEN)) for number in range(len(SPALTEN)))


class Platz(NamedTuple):
    """A place on the board: lane, column, and which card there (None: the column is empty)."""

    bahn: int
    spalte: int
    karte: int | None


class Kartenzeile(NamedTuple):
    """One line of a card: which card of the column, its title or its details, filled up with blanks."""

    karte: int
    text: str
    titel: bool
    warnung: bool = False
    anfang: bool = False

    @property
    def stil(self) -> str:
        """Name of the style."""
        return "karte" if self.titel else "warnung" if self.warnung else "leise"


@dataclass(frozen=True)
class Kopfzeile:
    """One line above the cards of a lane: text, what stands at the right edge, style."""

    text: str
    rechts: str
    stil: str


class Bahnplan:
    """The layout of one lane.

    Attributes:
        kopf: lines above the cards: Zielbild (if it begins here), Maßnahme with its numbers, team and Sprintziel.
        spalten: per column the cards.
        zeilen: per column the lines of its cards.
    """

    def __init__(self, bahn: Bahn, mit_zielbild: bool, breite: int, before: "Bahnplan | None" = None) -> None:
        self.bahn = bahn
        self.mit_zielbild = mit_zielbild
        self.kopf: list[Kopfzeile] = []
        if mit_zielbild:
            self.kopf.append(Kopfzeile(bahn.zielbild or _("ohne Zielbild"), "", "zielbild"))
        self.kopf.append(Kopfzeile(bahn.massnahme, _numbers(bahn), "bahn"))
        goal = _(" · Ziel: {ziel}").format(ziel=bahn.sprintziel) if bahn.sprintziel else ""
        self.kopf += [Kopfzeile(line, "", "ziel") for line in wrap(bahn.team + goal, 4 * breite - 1, 2)]
        self.spalten: list[list[Karte]] = [[] for _spalte in SPALTEN]
        for karte in bahn.karten:
            self.spalten[_PLACES[karte.spalte]].append(karte)
        self.zeilen = [
            before.zeilen[place] if before is not None and before.spalten[place] == cards else _lines(cards, breite - 3)
            for place, cards in enumerate(self.spalten)
        ]
        self.hoehe_karten = max(1, *(len(lines) for lines in self.zeilen))
        self.hoehe = len(self.kopf) + self.hoehe_karten + 1

    def span(self, spalte: int, karte: int) -> tuple[int, int]:
        """Return first and last line of a card, counted from the first line of the cards."""
        own = [number for number, line in enumerate(self.zeilen[spalte]) if line.karte == karte]
        return own[0], own[-1]


class Brettplan:
    """The layout of the whole board, for columns of ``breite`` cells."""

    def __init__(self, bahnen: Sequence[Bahn], breite: int, before: "Brettplan | None" = None) -> None:
        self.breite = breite
        same_width = before is not None and before.breite == breite
        known = {plan.bahn.id: plan for plan in before.bahnen} if before is not None and same_width else {}
        self.bahnen: list[Bahnplan] = []
        zielbild: tuple[str | None, str] | None = None
        for bahn in bahnen:
            first = (bahn.zielbild_id, bahn.zielbild) != zielbild  # two Zielbilder may bear the same title
            zielbild = (bahn.zielbild_id, bahn.zielbild)
            old = known.get(bahn.id)
            keep = old is not None and old.mit_zielbild == first and (old.bahn is bahn or old.bahn == bahn)
            self.bahnen.append(old if keep and old is not None else Bahnplan(bahn, first, breite, old))
        self.start: list[int] = []
        line = 0
        for plan in self.bahnen:
            self.start.append(line)
            line += plan.hoehe
        self.hoehe = line

    @cached_property
    def anzahlen(self) -> list[int]:
        """How many cards stand in each column."""
        return [sum(len(plan.spalten[place]) for plan in self.bahnen) for place in range(len(SPALTEN))]

    def bahn_at(self, line: int) -> int | None:
        """Return the number of the lane that covers a line, or None below the last."""
        if not 0 <= line < self.hoehe:
            return None
        return bisect_right(self.start, line) - 1

    def first_card_line(self, bahn: int) -> int:
        """Return the line of the first card row of a lane."""
        return self.start[bahn] + len(self.bahnen[bahn].kopf)

    def lines_of(self, platz: Platz) -> tuple[int, int]:
        """Return first and last line of a place."""
        base = self.first_card_line(platz.bahn)
        if platz.karte is None:
            return base, base
        first, last = self.bahnen[platz.bahn].span(platz.spalte, platz.karte)
        return base + first, base + last

    def place_at(self, line: int, spalte: int) -> Platz | None:
        """Return the place under a line of a column; None outside of all cards."""
        bahn = self.bahn_at(line)
        if bahn is None:
            return None
        plan = self.bahnen[bahn]
        row = line - self.first_card_line(bahn)
        if not 0 <= row < plan.hoehe_karten:
            return None
        lines = plan.zeilen[spalte]
        if not lines:
            return Platz(bahn, spalte, None)
        return Platz(bahn, spalte, lines[min(row, len(lines) - 1)].karte)

    def drop_at(self, line: int, spalte: int) -> tuple[int, int, int] | None:
        """Return (lane, column, position) for a card let go over a line of a column."""
        bahn = self.bahn_at(line)
        if bahn is None:
            return None
        plan = self.bahnen[bahn]
        row = line - self.first_card_line(bahn)
        lines = plan.zeilen[spalte]
        if row < 0:
            return bahn, spalte, 0
        if row >= len(lines):
            return bahn, spalte, len(plan.spalten[spalte])
        return bahn, spalte, lines[row].karte

    def find(self, karte_id: str) -> Platz | None:
        """Return where a card stands now."""
        for bahn, plan in enumerate(self.bahnen):
            for spalte, cards in enumerate(plan.spalten):
                for number, karte in enumerate(cards):
                    if karte.id == karte_id:
                        return Platz(bahn, spalte, number)
        return None

    def clamp(self, bahn: int, spalte: int, karte: int | None) -> Platz | None:
        """Return the nearest place that exists; None on an empty board."""
        if not self.bahnen:
            return None
        bahn = max(0, min(bahn, len(self.bahnen) - 1))
        spalte = max(0, min(spalte, len(SPALTEN) - 1))
        cards = self.bahnen[bahn].spalten[spalte]
        if not cards:
            return Platz(bahn, spalte, None)
        return Platz(bahn, spalte, max(0, min(karte or 0, len(cards) - 1)))


LONG_DAYS = 2
"""From how many days on a card says how long it has been worked on."""


def _numbers(bahn: Bahn) -> str:
    parts = []
    if bahn.in_folge > 1:
        parts.append(_("{n}. Sprint in Folge").format(n=bahn.in_folge))
    parts.append(_("{fertig}/{alle} fertig").format(fertig=bahn.fertig, alle=len(bahn.karten)))
    if bahn.grenze is not None and bahn.in_arbeit > bahn.grenze:
        parts.append(_("▲ {n} von {grenze} in Arbeit").format(n=bahn.in_arbeit, grenze=bahn.grenze))
    if bahn.bitten_offen:
        parts.append(ngettext("{n} Bitte offen", "{n} Bitten offen", bahn.bitten_offen).format(n=bahn.bitten_offen))
    if bahn.gesperrt:
        parts.append(_("nur lesen"))
    return " · ".join(parts)


def _lines(cards: Sequence[Karte], width: int) -> list[Kartenzeile]:
    spoken = language()
    return [
        Kartenzeile(number, text, titel, warning, anfang)
        for number, karte in enumerate(cards)
        for text, titel, warning, anfang in _card_lines(karte, width, spoken)
    ]


@lru_cache(maxsize=256)
def _card_lines(karte: Karte, width: int, _language: str) -> tuple[tuple[str, bool, bool, bool], ...]:
    """Return text, title or not, warning, first or not, for each line of a card: the same wherever it stands."""
    lines = [
        (_filled(text, width), True, False, place == 0)
        for place, text in enumerate(wrap(("◆ " if karte.markiert else "") + karte.titel, width, TITLE_LINES))
    ]
    details, warning = _details(karte)
    if details:
        lines += [(_filled(text, width), False, warning, False) for text in wrap(details, width, DETAIL_LINES)]
    return tuple(lines)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _details(karte: Karte) -> tuple[str, bool]:
    """Return the second line of a card, only with what is filled in; and whether it warns."""
    parts = []
    if karte.blockiert_grund and karte.spalte is Spalte.BLOCKIERT:
        parts.append(f"! {karte.blockiert_grund}")
    if karte.faellig is not None and karte.spalte is not Spalte.FERTIG:
        mark = "!" if karte.ueberfaellig else _("bis")
        parts.append(f"{mark} {show_date(karte.faellig)[:6]}")
    if karte.wer:
        parts.append(karte.wer)
    if karte.tage >= LONG_DAYS:
        parts.append(_("seit {n} Tagen in Arbeit").format(n=karte.tage))
    if karte.punkte:
        parts.append(f"☑ {karte.punkte_fertig}/{karte.punkte}")
    return " · ".join(parts), karte.ueberfaellig or bool(karte.blockiert_grund and karte.spalte is Spalte.BLOCKIERT)
