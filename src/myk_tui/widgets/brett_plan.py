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
from myk_tui.domain.sprintboard import Bahn, Karte, show_rest
from myk_tui.i18n import _, language, ngettext
from myk_tui.widgets.text import wrap

SPALTEN = tuple(Spalte)
_PLACES = {spalte: place for place, spalte in enumerate(SPALTEN)}
TITLE_LINES = 3
DETAIL_LINES = 3
REASON_LINES = 4
"""How many lines a card gets at most for its title, for its details and for what blocks it."""

WHOLE_LINES = 99
"""So many for each of them where a lane is shown alone: a card is never that long."""

TITLE_CELLS = 16
"""So much of a Maßnahme is read at least in the head of its lane before a number goes to the next line."""


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
        kopf: lines above the cards: Zielbild (if it begins here), Maßnahme with its numbers, the numbers that have no
            room there, team and Sprintziel.
        spalten: per column the cards.
        zeilen: per column the lines of its cards.
    """

    def __init__(
        self, bahn: Bahn, mit_zielbild: bool, breite: int, before: "Bahnplan | None" = None, *, voll: bool = False
    ) -> None:
        self.bahn = bahn
        self.mit_zielbild = mit_zielbild
        self.kopf: list[Kopfzeile] = []
        if mit_zielbild:
            self.kopf.append(Kopfzeile(bahn.zielbild or _("ohne Zielbild"), "", "zielbild"))
        self.kopf += _heads(bahn, 4 * breite - 1)
        self.spalten: list[list[Karte]] = [[] for _spalte in SPALTEN]
        for karte in bahn.karten:
            self.spalten[_PLACES[karte.spalte]].append(karte)
        self.zeilen = [
            before.zeilen[place]
            if before is not None and before.spalten[place] == cards
            else _lines(cards, breite - 3, voll)
            for place, cards in enumerate(self.spalten)
        ]
        self.hoehe_karten = max(1, *(len(lines) for lines in self.zeilen))
        self.hoehe = len(self.kopf) + self.hoehe_karten + 1

    def span(self, spalte: int, karte: int) -> tuple[int, int]:
        """Return first and last line of a card, counted from the first line of the cards."""
        own = [number for number, line in enumerate(self.zeilen[spalte]) if line.karte == karte]
        return own[0], own[-1]


class Brettplan:
    """The layout of the whole board, for columns of ``breite`` cells; ``voll`` shows cards whole, however long they are."""

    def __init__(
        self,
        bahnen: Sequence[Bahn],
        breite: int,
        before: "Brettplan | None" = None,
        *,
        voll: bool = False,
        ganze: tuple[int, ...] | None = None,
    ) -> None:
        self.breite, self.voll, self.ganze = breite, voll, ganze
        same = before is not None and before.breite == breite and before.voll is voll
        known = {plan.bahn.id: plan for plan in before.bahnen} if before is not None and same else {}
        self.bahnen: list[Bahnplan] = []
        zielbild: tuple[str | None, str] | None = None
        for bahn in bahnen:
            first = (bahn.zielbild_id, bahn.zielbild) != zielbild  # two Zielbilder may bear the same title
            zielbild = (bahn.zielbild_id, bahn.zielbild)
            old = known.get(bahn.id)
            keep = old is not None and old.mit_zielbild == first and (old.bahn is bahn or old.bahn == bahn)
            self.bahnen.append(old if keep and old is not None else Bahnplan(bahn, first, breite, old, voll=voll))
        self.start: list[int] = []
        line = 0
        for plan in self.bahnen:
            self.start.append(line)
            line += plan.hoehe
        self.hoehe = line

    @cached_property
    def anzahlen(self) -> list[int]:
        """How many cards stand in each column here."""
        return [sum(len(plan.spalten[place]) for plan in self.bahnen) for place in range(len(SPALTEN))]

    @cached_property
    def zaehlungen(self) -> list[str]:
        """How many cards each column has, in words: „(3)“, „(1 von 3)“ while a filter hides some."""
        if self.ganze is None:
            return [f"({count})" for count in self.anzahlen]
        return [
            f"({shown})" if shown == whole else _("({n} von {alle})").format(n=shown, alle=whole)
            for shown, whole in zip(self.anzahlen, self.ganze, strict=True)
        ]

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
"""From how many days on a card says how long it has been worked on or blocked."""


NEXT = (Spalte.OFFEN, Spalte.IN_ARBEIT)
"""Where the next step of a team stands."""


def _heads(bahn: Bahn, width: int) -> list[Kopfzeile]:
    """Return the lines with Maßnahme, numbers, team and Sprintziel.

    What has to be seen stands beside the Maßnahme, however short that becomes. The rest stands there too if there is
    room beside the whole of it, otherwise before the team. The days left go to the right of the team before any of it
    needs a line of its own; they are never left out.
    """
    first, more, days = _numbers(bahn), _remarks(bahn), _days_left(bahn)
    line, left = " · ".join(first), [*more, *days]
    for parts, rest in (([*more, *days, *first], []), ([*more, *first], days)):
        if cell_len(" · ".join(parts)) + cell_len(bahn.massnahme) + 3 <= width:
            line, left = " · ".join(parts), rest
            break
    while first and cell_len(line) + min(TITLE_CELLS, cell_len(bahn.massnahme)) + 3 > width:
        left = [first.pop(), *left]
        line = " · ".join(first)
    heads = [Kopfzeile(bahn.massnahme, line, "bahn")]
    if left and left != days:
        heads += [Kopfzeile(text, "", "bahn") for text in wrap(" · ".join(left), width - 1, 3)]
    right = " · ".join(left) if left == days else ""
    goal = _(" · Ziel: {ziel}").format(ziel=bahn.sprintziel) if bahn.sprintziel else ""
    if bahn.team + goal:
        lines = wrap(bahn.team + goal, width - cell_len(right) - 3, 3) if right else wrap(bahn.team + goal, width, 2)
        heads += [Kopfzeile(text, "" if place else right, "ziel") for place, text in enumerate(lines)]
    return heads


def _numbers(bahn: Bahn) -> list[str]:
    """Return what the head of a lane never leaves out, the most important first."""
    if bahn.leer:
        return []
    parts = [_("{fertig}/{alle} fertig").format(fertig=bahn.fertig, alle=len(bahn.alle))]
    if bahn.gesperrt:
        parts.append(_("nur lesen"))
    if bahn.grenze is not None and bahn.in_arbeit > bahn.grenze:
        parts.append(_("▲ {n} von {grenze} in Arbeit").format(n=bahn.in_arbeit, grenze=bahn.grenze))
    if bahn.ganz is not None:
        parts.append(_("{n} von {alle} gezeigt").format(n=len(bahn.karten), alle=len(bahn.ganz)))
    return parts


def _remarks(bahn: Bahn) -> list[str]:
    """Return what is worth knowing about a lane besides."""
    parts = [_("◌ Team ruht")] if bahn.ruht else []
    if not (bahn.gesperrt or any(karte.spalte in NEXT for karte in bahn.alle)):
        parts.append(_("? kein nächster Schritt"))
    if bahn.ruhig is not None:
        parts.append(bahn.ruhig.kurz)
    if bahn.in_folge > 1:
        parts.append(_("{n}. Sprint in Folge").format(n=bahn.in_folge))
    if bahn.bitten_offen:
        parts.append(ngettext("{n} Bitte offen", "{n} Bitten offen", bahn.bitten_offen).format(n=bahn.bitten_offen))
    return parts


def _days_left(bahn: Bahn) -> list[str]:
    return [] if bahn.tage is None else [show_rest(bahn.tage, bahn.beginnt)]


def _lines(cards: Sequence[Karte], width: int, voll: bool) -> list[Kartenzeile]:
    spoken = language()
    return [
        Kartenzeile(number, text, titel, warning, anfang)
        for number, karte in enumerate(cards)
        for text, titel, warning, anfang in _card_lines(karte, width, spoken, voll)
    ]


@lru_cache(maxsize=256)
def _card_lines(karte: Karte, width: int, _language: str, voll: bool) -> tuple[tuple[str, bool, bool, bool], ...]:
    """Return text, title or not, warning, first or not, for each line of a card: the same wherever it stands."""
    title = ("◆ " if karte.markiert else "") + karte.titel
    details, reasons = _details(karte), _reasons(karte)
    limits = (WHOLE_LINES, WHOLE_LINES, WHOLE_LINES) if voll else (TITLE_LINES, DETAIL_LINES, REASON_LINES)
    lines = [(text, True, False, place == 0) for place, text in enumerate(wrap(title, width, limits[0]))]
    if details:
        lines += [(text, False, karte.ueberfaellig, False) for text in wrap(details, width, limits[1])]
    for reason in reasons:
        lines += [(text, False, True, False) for text in wrap(reason, width, limits[2])]
    return tuple((_filled(text, width), title_line, warning, begins) for text, title_line, warning, begins in lines)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _details(karte: Karte) -> str:
    """Return the second line of a card, only with what is filled in, what is short and what warns first."""
    parts = []
    if karte.faellig is not None and karte.spalte is not Spalte.FERTIG:
        mark = "!" if karte.ueberfaellig else _("bis")
        parts.append(f"{mark} {show_date(karte.faellig)[:6]}")
    if karte.punkte:
        parts.append(f"☑ {karte.punkte_fertig}/{karte.punkte}")
    if karte.wer:
        parts.append(karte.wer)
    if karte.sprints > 1:
        parts.append(_("{n}. Sprint").format(n=karte.sprints))
    if karte.tage >= LONG_DAYS and karte.spalte is Spalte.IN_ARBEIT:
        parts.append(_("seit {n} Tagen in Arbeit").format(n=karte.tage))
    return " · ".join(parts)


def _reasons(karte: Karte) -> list[str]:
    """Return why a card is blocked, and since when and who can free it; empty where nothing is known or blocked."""
    if karte.spalte is not Spalte.BLOCKIERT:
        return []
    rest = []
    if karte.tage >= LONG_DAYS:
        rest.append(_("seit {n} Tagen blockiert").format(n=karte.tage))
    if karte.blockiert_loest:
        rest.append(_("löst: {wer}").format(wer=karte.blockiert_loest))
    reasons = [f"× {karte.blockiert_grund}"] if karte.blockiert_grund else []
    return [*reasons, *([", ".join(rest)] if rest else [])]
