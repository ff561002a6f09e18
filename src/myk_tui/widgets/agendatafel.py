"""Columns of cards drawn line by line: one line per card, only what is in sight."""

from collections.abc import Sequence

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from myk_tui.domain.agenda import STAENDE, Agendakarte
from myk_tui.domain.begriffe import label
from myk_tui.domain.text import visible
from myk_tui.i18n import _
from myk_tui.widgets.rollbar import Rollbar, Zeile
from myk_tui.widgets.text import cells
from myk_tui.widgets.wunsch import Wunsch

COLUMN_MIN = 25
"""So many cells take „wartet auf Freigabe“ and a number of four digits."""


class Agendatafel(Rollbar, can_focus=True):
    """As many columns as fit beside each other; the cursor brings the others into sight."""

    DEFAULT_CSS = """
    Agendatafel { height: 1fr; width: 1fr; background: $background; color: $foreground; }
    Agendatafel > .agenda--kopf { text-style: bold; color: $text-primary; }
    Agendatafel > .agenda--aktiv { text-style: bold underline; color: $text-primary; }
    Agendatafel > .agenda--leise { text-style: dim; }
    Agendatafel > .agenda--cursor { background: $block-cursor-blurred-background; }
    Agendatafel:focus > .agenda--cursor { background: $primary-muted; text-style: bold; }
    Agendatafel > .agenda--leiste { color: $primary; }
    """
    COMPONENT_CLASSES = {f"agenda--{name}" for name in ("kopf", "aktiv", "leise", "cursor", "leiste")}
    STYLE_PREFIX = "agenda--"
    HEAD_LINES = 1
    BINDINGS: list[BindingType] = [
        Binding("left", "wandern(0,-1)", _("Stand links"), tooltip=_("Eine Spalte nach links."), show=False),
        Binding("right", "wandern(0,1)", _("Stand rechts"), tooltip=_("Eine Spalte nach rechts."), show=False),
        Binding("up", "wandern(-1,0)", _("hoch"), tooltip=_("Zur Maßnahme darüber."), show=False),
        Binding("down", "wandern(1,0)", _("runter"), tooltip=_("Zur Maßnahme darunter."), show=False),
        Binding("pageup", "seite(-1)", _("Seite hoch"), tooltip=_("Eine Seite nach oben."), show=False),
        Binding("pagedown", "seite(1)", _("Seite runter"), tooltip=_("Eine Seite nach unten."), show=False),
        Binding("home", "wandern(-99999,0)", _("Anfang"), tooltip=_("Zur ersten Maßnahme."), show=False),
        Binding("end", "wandern(99999,0)", _("Ende"), tooltip=_("Zur letzten Maßnahme."), show=False),
        Binding("enter", "waehlen", _("zeigen"), tooltip=_("Im Zielbaum zeigen."), show=False),
    ]

    class Markiert(Message):
        """The cursor stands on another card."""

    class Gewaehlt(Wunsch):
        """A card was chosen by Enter or a double click."""

    def __init__(self) -> None:
        super().__init__()
        self._spalten: tuple[tuple[Agendakarte, ...], ...] = tuple(() for _status in STAENDE)
        self._spalte = self._zeile = self._links = 0

    @property
    def content_height(self) -> int:
        """As many lines as the longest column has cards."""
        return max(map(len, self._spalten))

    @property
    def karte(self) -> Agendakarte | None:
        """The card under the cursor; None in an empty column."""
        cards = self._spalten[self._spalte]
        return cards[self._zeile] if self._zeile < len(cards) else None

    def show(self, spalten: Sequence[tuple[Agendakarte, ...]]) -> None:
        """Show these columns; the cursor follows its card wherever it is now, at first it takes the first one."""
        kept = self.karte
        self._spalten = tuple(spalten)
        if kept is None or not self.move_to(kept.id):
            if kept is None and not self._spalten[self._spalte]:
                self._spalte = next((place for place, cards in enumerate(self._spalten) if cards), self._spalte)
            self._go(self._spalte, self._zeile)
        self.refresh_changed()
        self.post_message(self.Markiert())

    def move_to(self, massnahme_id: str) -> bool:
        """Put the cursor on a card; returns whether it is there."""
        for spalte, cards in enumerate(self._spalten):
            for zeile, karte in enumerate(cards):
                if karte.id == massnahme_id:
                    self._go(spalte, zeile)
                    return True
        return False

    def action_wandern(self, rows: int, columns: int) -> None:
        """Move the cursor by cards or by columns."""
        self._go(self._spalte + columns, self._zeile + rows)

    def action_seite(self, step: int) -> None:
        """Move the cursor by a page."""
        self._go(self._spalte, self._zeile + step * max(1, self.size.height - self.HEAD_LINES - 1))

    def action_waehlen(self) -> None:
        """Choose the card under the cursor."""
        if self.karte is not None:
            self.post_message(self.Gewaehlt())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses."""
        first, count, width = self._columns(self.size.width)
        spalte, zeile = first + min(event.x // width, count - 1), self._top + event.y - self.HEAD_LINES
        if event.y < self.HEAD_LINES or zeile >= len(self._spalten[spalte]):
            return
        event.stop()
        self._go(spalte, zeile)
        if event.chain == 2:
            self.action_waehlen()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._go(self._spalte, self._zeile)
        self.refresh()

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Return one line of the window: the heads of the columns, or the cards beside each other."""
        first, count, width = self._columns(size.width)
        line: list[tuple[str, str]] = []
        for spalte in range(first, first + count):
            cards, zeile = self._spalten[spalte], self._top + y - self.HEAD_LINES
            here = spalte == self._spalte
            if y < self.HEAD_LINES:
                line.append((cells(f" {label(STAENDE[spalte])} {len(cards)}", width), "aktiv" if here else "kopf"))
            elif zeile < len(cards):
                mark = "›" if here and zeile == self._zeile else " "
                line.append(
                    (mark + cells(visible(cards[zeile].titel), width - 2) + " ", "cursor" if mark == "›" else "")
                )
            else:
                line.append((cells(" –" if not cards and not zeile else "", width), "leise"))
        rest = size.width - count * width
        bar = self._bar_character(y, size) if rest else ""
        return (*line, (" " * (rest - len(bar)) + bar, "leiste")) if rest else tuple(line)

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the first column in sight, how many there are and how wide; a cell is left for the scroll bar."""
        count = max(1, min(len(STAENDE), (width - 1) // COLUMN_MIN))
        return min(self._links, len(STAENDE) - count), count, max(4, (width - 1) // count)

    def _go(self, spalte: int, zeile: int) -> None:
        before = self.karte
        self._spalte = max(0, min(spalte, len(STAENDE) - 1))
        self._zeile = max(0, min(zeile, len(self._spalten[self._spalte]) - 1))
        width, height = self.size
        if width and height > self.HEAD_LINES:
            _first, count, _width = self._columns(width)
            self._links = max(self._spalte - count + 1, min(self._links, self._spalte))
            room = height - self.HEAD_LINES
            self._top = max(self._zeile - room + 1, min(self._top, self._zeile, max(0, self.content_height - room)))
        self.refresh_changed()
        if before is not self.karte:
            self.post_message(self.Markiert())
