"""Choices of which some are candidates: those stand in columns under a heading, the numbers below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from myk_tui.domain.text import visible
from myk_tui.widgets.optionen import TITLE_KEPT, Option, Optionen
from myk_tui.widgets.text import cells
from myk_tui.widgets.zeilenliste import Stueck

TITLE_MIN = 26
"""A title keeps so many cells; columns that would leave it less get narrow or are dropped, the least important first."""


@dataclass(frozen=True)
class Spalte:
    """A column.

    Attributes:
        breite: how wide it gets at most.
        rechts: whether it is a number.
        rang: the higher, the sooner it is dropped when room is short; 0: never.
        knapp: how narrow it gets before any column is dropped; 0: it does not.
    """

    name: str
    breite: int
    rechts: bool = False
    rang: int = 0
    knapp: int = 0


@dataclass(frozen=True)
class Tafelzeile(Option):
    """An option in columns; ``werte`` before and after the title, in the order of the columns.

    Attributes:
        marke: sign in front of the title.
        vergeben: stands in place of the columns after the title.
    """

    werte: tuple[str, ...] = ()
    marke: str = ""


class Wahltafel(Optionen):
    """Options of one line, and candidates in columns."""

    def __init__(self, vorn: Sequence[Spalte], hinten: Sequence[Spalte], *, id: str | None = None) -> None:
        """Take the columns before and after the title."""
        super().__init__(id=id)
        self._vorn = tuple(vorn)
        self._spalten = (*vorn, *hinten)
        self._needed: tuple[int, ...] = ()
        self._widths: tuple[int, tuple[int, ...]] = (-1, ())

    def show(self, eintraege: Sequence[Option]) -> None:
        """Show these options; a column in which nothing stands takes no room."""
        rows = [zeile.werte for zeile in eintraege if isinstance(zeile, Tafelzeile) and not zeile.ueberschrift]
        self._needed = tuple(self._width(place, rows) for place in range(len(self._spalten)))
        self._widths = (-1, ())
        super().show(eintraege)

    def draw(self, eintrag: Option, width: int) -> list[Stueck]:
        """Draw an option in columns, or as a line."""
        if not isinstance(eintrag, Tafelzeile):
            return super().draw(eintrag, width)
        widths = self._fitting(width)
        head, count = eintrag.ueberschrift, len(self._vorn)
        texts = [spalte.name for spalte in self._spalten] if head else list(eintrag.werte)
        front = "".join(self._cell(place, texts[place], widths[place]) for place in range(count))
        back = "".join(self._cell(place, texts[place], widths[place]) for place in range(count, len(widths)))
        if eintrag.vergeben:  # in room of the title if need be, of which as much stays as says what it is about
            most = max(1, width - 2 - cell_len(front) - TITLE_KEPT)
            back = cells(eintrag.vergeben, max(cell_len(back), min(cell_len(eintrag.vergeben), most)))
        room = max(1, width - 2 - cell_len(front) - cell_len(back))
        if head:
            return [(f"  {front}{cells(eintrag.text, room - 1)} {back}", "kopf")]
        mark = ("✓ ", "gut") if eintrag.gewaehlt else ("  ", "titel")
        marked = [(f"{eintrag.marke} ", "akzent")] if eintrag.marke else []
        title = cells(visible(eintrag.text), room - (2 if marked else 0) - 1) + " "
        after = "warnung" if eintrag.vergeben else "leise"
        return [mark, (front, "zahl"), *marked, (title, "titel"), (back, after)]

    @property
    def cursor_cut(self) -> bool:
        """Whether the row under the cursor says more behind its title than can be read there."""
        row = self.current
        if not isinstance(row, Tafelzeile) or not self.size.width:
            return False
        behind, widths = range(len(self._vorn), len(self._spalten)), self._fitting(self.room_of(row))
        return any(
            row.werte[place] and (row.vergeben or cell_len(row.werte[place]) >= widths[place]) for place in behind
        )

    def _width(self, place: int, rows: Sequence[tuple[str, ...]]) -> int:
        longest = max((cell_len(row[place]) for row in rows), default=0)
        spalte = self._spalten[place]
        return 0 if longest == 0 else min(spalte.breite, max(longest, cell_len(spalte.name))) + 1

    def _fitting(self, width: int) -> tuple[int, ...]:
        if self._widths[0] != width:
            places = sorted(range(len(self._needed)), key=lambda place: -self._spalten[place].rang)
            chosen = [
                min(needed, spalte.knapp + 1) if spalte.knapp else needed
                for needed, spalte in zip(self._needed, self._spalten, strict=True)
            ]
            room = width - 2 - TITLE_MIN
            for place in places:
                if sum(chosen) > room and self._spalten[place].rang:
                    chosen[place] = 0
            for place in reversed(places):
                if chosen[place]:
                    chosen[place] += max(0, min(self._needed[place] - chosen[place], room - sum(chosen)))
            self._widths = (width, tuple(chosen))
        return self._widths[1]

    def _cell(self, place: int, text: str, width: int) -> str:
        if width == 0:
            return ""
        shown = cells(text, width - 1)
        if self._spalten[place].rechts:
            shown = shown.strip().rjust(width - 1)
        return shown + " "
