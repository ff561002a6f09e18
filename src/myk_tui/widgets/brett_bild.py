"""How the sprint board looks: what stands in each line of its window, and what lies under the mouse."""

from rich.cells import cell_len
from textual.geometry import Size
from textual.strip import Strip

from myk_tui.domain.spaltennamen import GEWOHNT
from myk_tui.i18n import _
from myk_tui.widgets.brett_plan import SPALTEN, Brettplan, Kartenzeile, Kopfzeile, Platz, column_widths
from myk_tui.widgets.rollbar import Rollbar, Zeile
from myk_tui.widgets.text import cells, short

AHEAD_THIRDS = 2
"""How much of the window is shown ahead of the cursor when it leaves it; the lane it has come to fills the rest."""

NARROWEST = 20
"""Below this many cells a column has no room for its mark; the line is cut."""


class Brettbild(Rollbar):
    """Draws a plan of the board with one cursor and, while a card is dragged, the place where it would land."""

    DEFAULT_CSS = """
    Brettbild { height: 1fr; background: $background; color: $foreground; }
    Brettbild > .brett--spalte { text-style: bold; background: $panel; }
    Brettbild > .brett--zielbild { text-style: bold; color: $text-primary; }
    Brettbild > .brett--bahn { text-style: bold; background: $surface; }
    Brettbild > .brett--ziel { text-style: dim; background: $surface; }
    Brettbild > .brett--karte { color: $foreground; }
    Brettbild > .brett--leise { text-style: dim; }
    Brettbild > .brett--warnung { color: $text-error; text-style: bold; }
    Brettbild > .brett--still { background: $block-cursor-blurred-background; }
    Brettbild > .brett--cursor { background: $primary-muted; text-style: bold; }
    Brettbild > .brett--ablage { background: $success-muted; }
    Brettbild > .brett--leiste { color: $primary; }
    """
    COMPONENT_CLASSES = {
        f"brett--{name}"
        for name in (
            *("spalte", "zielbild", "bahn", "ziel", "karte", "leise", "warnung"),
            *("cursor", "still", "ablage", "leiste"),
        )
    }
    STYLE_PREFIX = "brett--"
    HEAD_LINES = 1

    def __init__(self) -> None:
        super().__init__()
        self._plan = Brettplan((), 20)
        self._namen = GEWOHNT
        self._platz: Platz | None = None
        self._ablage: tuple[int, int, int] | None = None
        self._genommen_platz: Platz | None = None

    @property
    def content_height(self) -> int:
        """The lines of all lanes."""
        return self._plan.hoehe

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Return one line: the heads of the columns, or a line of the lanes."""
        if y == 0:
            return self._column_heads(size.width)
        line = self._top + y - 1
        bahn = self._plan.bahn_at(line)
        if bahn is None:
            return ((" " * size.width, ""),)
        plan = self._plan.bahnen[bahn]
        row = line - self._plan.start[bahn]
        if row < len(plan.kopf):
            pieces = _head_row(plan.kopf[row], size.width - 1, self._buchstaben.get(y, ""))
        else:  # the blank line below the cards too: it is where a card is dropped at the end of a full column
            pieces = self._card_row(bahn, row - len(plan.kopf), column_widths(size.width))
        return (*pieces, (self._bar_character(y, size) or " ", "leiste"))

    def render_line(self, y: int) -> Strip:
        """Draw one line; cut it where the columns have no room for their marks."""
        strip, width = super().render_line(y), self.size.width
        return strip if width >= NARROWEST else Strip(strip).adjust_cell_length(width, self._style(""))

    def _column_heads(self, width: int) -> Zeile:
        heads = []
        for number, column in enumerate(column_widths(width)):
            count = self._plan.zaehlungen[number]
            name = short(self._namen.name(SPALTEN[number]), column - cell_len(count) - 2)
            heads.append((cells(f" {name} {count}", column), "spalte"))
        return (*heads, (" ", "spalte"))

    def _card_row(self, bahn: int, row: int, widths: tuple[int, ...]) -> Zeile:
        plan, here, ablage, taken = self._plan.bahnen[bahn], self._platz, self._ablage, self._genommen_platz
        filled = widths[-1] == self._plan.breite  # not so for the moment between a new size and its plan
        pieces = []
        for spalte, width in enumerate(widths):
            lines = plan.zeilen[spalte]
            line = lines[row] if row < len(lines) else None
            karte, names, text, begins = None, "", "", True
            if line is not None:
                karte, names, text, begins = line.karte, line.stil, line.text, line.anfang
            mark = "▪ " if line is not None and begins else "  "
            if here is not None and here == (bahn, spalte, karte) and (line is not None or row == 0):
                names += " cursor"
                mark = "› " if begins else "│ "
            if taken is not None and begins and line is not None and taken == (bahn, spalte, karte):
                mark = "↕ "
            if ablage is not None and ablage[:2] == (bahn, spalte):
                names += " ablage"
                if row == _first_line(lines, ablage[2]):
                    locked = plan.bahn.gesperrt
                    mark, text = "✗ " if locked else "▶ ", text or (_("nur lesen") if locked else _("hier ablegen"))
            if not text:
                shown = mark.ljust(width - 1)[: max(0, width - 1)]
            elif line is not None and filled and width > NARROWEST // 4:
                shown = mark + text + " " * (width - self._plan.breite)
            else:
                shown = cells(mark + text, width - 1)
            if "cursor" in names or "ablage" in names:
                pieces += [(shown, names), (" ", "")]  # a coloured place ends before the gap
            else:
                pieces.append((f"{shown} ", names))
        return tuple(pieces)

    def _column_at(self, x: int) -> int:
        right = 0
        for spalte, width in enumerate(column_widths(self.size.width)):
            right += width
            if x < right:
                return spalte
        return len(SPALTEN) - 1

    def _place_under(self, x: int, y: int) -> Platz | None:
        return None if y < 1 else self._plan.place_at(self._top + y - 1, self._column_at(x))

    def _drop_under(self, x: int, y: int) -> tuple[int, int, int] | None:
        return None if y < 1 else self._plan.drop_at(self._top + y - 1, self._column_at(x))

    def _window_lines(self, platz: Platz) -> range:
        first, last = self._plan.lines_of(platz)
        return range(first - self._top + 1, last - self._top + 2)

    def _in_sight(self, platz: Platz) -> bool:
        lines = self._window_lines(platz)
        return lines.start >= self.HEAD_LINES and lines.stop <= self.size.height

    def _keep_visible(self, *, ahead: bool = False) -> None:
        """Bring the cursor into sight; with ``ahead`` what follows too, so that not each step moves the whole board."""
        height = self.size.height - 1
        if height <= 0:
            return
        if self._platz is not None:
            first, last = self._plan.lines_of(self._platz)
            plan, start = self._plan.bahnen[self._platz.bahn], self._plan.start[self._platz.bahn]
            if plan.hoehe - 1 <= height:  # a lane comes into sight as a whole: it is read as one, and scrolls once
                first, last = start, start + plan.hoehe - 2
            elif self._platz.karte in (None, 0):
                first = start
            more = max(0, min(height * AHEAD_THIRDS // 3, height - (last - first + 1))) if ahead else 0
            if first < self._top:
                self._top = first - more
            elif last - height + 1 > self._top:
                self._top = last - height + 1 + more
        self._top = max(0, min(self._top, self._plan.hoehe - height))


def _head_row(kopf: Kopfzeile, width: int, buchstabe: str = "") -> Zeile:
    right = f" {short(kopf.rechts, width - 3)} " if kopf.rechts and width > 3 else ""
    mark = ((f"{buchstabe} ", "cursor"),) if buchstabe else ()
    text = cells(f" {kopf.text}", max(0, width - cell_len(right) - 2 * len(mark)))
    return (*mark, (text, kopf.stil), (right, kopf.stil))


def _first_line(lines: list[Kartenzeile], karte: int) -> int:
    """Return the first line of a card in its column, the one below all if there is no such card."""
    return next((number for number, line in enumerate(lines) if line.karte == karte), len(lines))
