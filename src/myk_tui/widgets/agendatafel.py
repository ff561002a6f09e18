"""Columns of cards drawn line by line, only what is in sight; an empty column is a narrow strip."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from myk_tui.domain.agenda import STAENDE, Agendakarte
from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.i18n import _
from myk_tui.widgets.rollbar import Rollbar, Zeile
from myk_tui.widgets.text import cells, short, wrap
from myk_tui.widgets.wunsch import Wunsch

COLUMN_MIN = 14
"""So many cells take a few words of a title; what then does not fit beside each other comes into sight with the cursor."""

STRIP = 3
"""How wide an empty column is: its name stands in it from top to bottom."""

TITLE_LINES = 3
DRAG_CELLS = 2


class Titelzeile(NamedTuple):
    """A line of a column: which card, whether it is its first one, text."""

    zeile: int
    anfang: bool
    text: str


class Saeule(NamedTuple):
    """A column in sight: which one, where it begins and how wide it is."""

    spalte: int
    links: int
    breite: int


class Agendatafel(Rollbar, can_focus=True):
    """As many columns as fit beside each other; the cursor brings the others into sight."""

    DEFAULT_CSS = """
    Agendatafel { height: 1fr; width: 1fr; background: $background; color: $foreground; }
    Agendatafel > .agenda--kopf { text-style: bold; color: $text-primary; }
    Agendatafel > .agenda--aktiv { text-style: bold underline; color: $text-primary; }
    Agendatafel > .agenda--leise { text-style: dim; }
    Agendatafel > .agenda--ablage { background: $success-muted; }
    Agendatafel > .agenda--still { background: $block-cursor-blurred-background; }
    Agendatafel > .agenda--cursor { background: $primary-muted; text-style: bold; }
    Agendatafel > .agenda--leiste { color: $primary; }
    """
    COMPONENT_CLASSES = {
        f"agenda--{name}" for name in ("kopf", "aktiv", "leise", "ablage", "cursor", "still", "leiste")
    }
    STYLE_PREFIX = "agenda--"
    HEAD_LINES = 1
    BINDINGS: list[BindingType] = [
        Binding("left", "daneben(-1)", _("Stand links"), tooltip=_("Eine Spalte nach links."), show=False),
        Binding("right", "daneben(1)", _("Stand rechts"), tooltip=_("Eine Spalte nach rechts."), show=False),
        Binding("up", "wandern(-1)", _("hoch"), tooltip=_("Zur Maßnahme darüber."), show=False),
        Binding("down", "wandern(1)", _("runter"), tooltip=_("Zur Maßnahme darunter."), show=False),
        Binding("pageup", "seite(-1)", _("Seite hoch"), tooltip=_("Eine Seite nach oben."), show=False),
        Binding("pagedown", "seite(1)", _("Seite runter"), tooltip=_("Eine Seite nach unten."), show=False),
        Binding("home", "wandern(-99999)", _("Anfang"), tooltip=_("Zur ersten Maßnahme."), show=False),
        Binding("end", "wandern(99999)", _("Ende"), tooltip=_("Zur letzten Maßnahme."), show=False),
        Binding("enter", "waehlen", _("zeigen"), tooltip=_("Im Zielbaum zeigen."), show=False),
    ]

    class Markiert(Message):
        """The cursor stands on another card."""

    class Gewaehlt(Wunsch):
        """A card was chosen by Enter or a double click."""

    class VerschiebenGewuenscht(Message):
        """A card was dragged into another column."""

        def __init__(self, karte: Agendakarte, status: MassnahmeStatus) -> None:
            super().__init__()
            self.karte = karte
            self.status = status

    def __init__(self) -> None:
        super().__init__()
        self._spalten: tuple[tuple[Agendakarte, ...], ...] = tuple(() for _status in STAENDE)
        self._spalte = self._zeile = self._links = 0
        self._zeilen: list[list[Titelzeile] | None] = [None for _status in STAENDE]
        self._griff: tuple[int, int, Agendakarte] | None = None
        self._ablage: int | None = None

    @property
    def content_height(self) -> int:
        """As many lines as the longest column takes."""
        return max(
            len(cards if lines is None else lines) for cards, lines in zip(self._spalten, self._zeilen, strict=True)
        )

    @property
    def karte(self) -> Agendakarte | None:
        """The card under the cursor; None only if there is none at all."""
        cards = self._spalten[self._spalte]
        return cards[self._zeile] if self._zeile < len(cards) else None

    def show(self, spalten: Sequence[tuple[Agendakarte, ...]]) -> None:
        """Show these columns; the cursor follows its card wherever it is now, else it takes the nearest one."""
        kept = self.karte
        self._spalten = tuple(spalten)
        self._lay_out()
        if kept is None or not self.move_to(kept.id):
            self._go(self._nearest(self._spalte), self._zeile)
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

    def action_daneben(self, step: int) -> None:
        """Move the cursor to the next column that is not empty."""
        spalte = self._spalte + step
        while 0 <= spalte < len(STAENDE):
            if self._spalten[spalte]:
                self._go(spalte, self._zeile)
                return
            spalte += step

    def action_wandern(self, rows: int) -> None:
        """Move the cursor by cards."""
        self._go(self._spalte, self._zeile + rows)

    def action_seite(self, step: int) -> None:
        """Move the cursor by a page."""
        self._go(self._spalte, self._zeile + step * max(1, self.size.height - self.HEAD_LINES - 1))

    def action_waehlen(self) -> None:
        """Choose the card under the cursor."""
        if self.karte is not None:
            self.post_message(self.Gewaehlt())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is; from here on the card may be dragged."""
        found = self._card_under(event.x, event.y)
        if found is None:
            return
        event.stop()
        self._go(*found)
        if event.button == 1 and self.karte is not None:
            self._griff = (event.x, event.y, self.karte)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show into which column the dragged card would go."""
        if self._griff is None:
            return
        event.stop()
        if self._ablage is None and max(abs(event.x - self._griff[0]), abs(event.y - self._griff[1])) < DRAG_CELLS:
            return
        self._ablage = self._column_under(event.x)
        self.refresh_changed()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Ask for the dragged card to go where it was let go."""
        if self._griff is None:
            return
        event.stop()
        karte, target = self._griff[2], self._ablage
        self.let_go()
        if target is not None and STAENDE[target] is not karte.status:
            self.post_message(self.VerschiebenGewuenscht(karte, STAENDE[target]))

    def on_mouse_release(self) -> None:
        """End the dragging if the mouse went to somebody else."""
        if self._griff is not None and self.app.mouse_captured is not self:
            self._griff, self._ablage = None, None
            self.refresh_changed()

    def let_go(self) -> bool:
        """Leave a dragged card where it was; returns whether there was one."""
        dragged = self._ablage is not None
        if self._griff is not None:
            self.release_mouse()
        self._griff, self._ablage = None, None
        self.refresh_changed()
        return dragged

    def on_click(self, event: events.Click) -> None:
        """A second click chooses."""
        if event.chain == 2 and self._card_under(event.x, event.y) == (self._spalte, self._zeile):
            event.stop()
            self.action_waehlen()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._lay_out()
        self._go(self._spalte, self._zeile)
        self.refresh()

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Return one line of the window: the heads of the columns, or the cards beside each other."""
        columns = self._columns(size.width)
        line = [self._head(column) if y < self.HEAD_LINES else self._piece(column, y) for column in columns]
        rest = size.width - sum(column.breite for column in columns)
        bar = self._bar_character(y, size) if rest else ""
        return (*line, (" " * (rest - len(bar)) + bar, "leiste")) if rest else tuple(line)

    def _head(self, column: Saeule) -> tuple[str, str]:
        spalte, count = column.spalte, str(len(self._spalten[column.spalte]))
        style = "ablage" if spalte == self._ablage else "aktiv" if spalte == self._spalte else "kopf"
        mark = "▶" if spalte == self._ablage else " "
        if column.breite == STRIP:
            return cells(f"{mark}{count}", STRIP), style
        name = short(label(STAENDE[spalte]), column.breite - len(count) - 3)
        return cells(f"{mark}{name} {count}", column.breite), style

    def _piece(self, column: Saeule, y: int) -> tuple[str, str]:
        spalte, line = column.spalte, self._top + y - self.HEAD_LINES
        cards = self._spalten[spalte]
        landing = "ablage" if spalte == self._ablage else ""
        if column.breite == STRIP and not cards:
            name = label(STAENDE[spalte])
            return cells(f" {name[line]}" if line < len(name) else "", STRIP), landing or "leise"
        found = self._line(spalte, line)
        if found is None:
            return " " * column.breite, landing
        here = spalte == self._spalte and found.zeile == self._zeile
        mark = "›" if here and found.anfang else "│" if here else " "
        indent = "" if found.anfang else " "
        return mark + cells(indent + found.text, column.breite - 2) + " ", "cursor" if here else landing

    def _line(self, spalte: int, line: int) -> Titelzeile | None:
        """Return a line of a column; where titles take one line each they were not laid out."""
        cards, lines = self._spalten[spalte], self._zeilen[spalte]
        if lines is not None:
            return lines[line] if line < len(lines) else None
        return Titelzeile(line, True, cards[line].aufschrift) if line < len(cards) else None

    def _lay_out(self) -> None:
        """Break the titles of each column into as many lines as there is room for, all of them alike."""
        room = max(1, self.size.height - self.HEAD_LINES)
        widths = {column.spalte: column.breite - 3 for column in self._columns(self.size.width)}
        width = min((widths[spalte] for spalte in widths if self._spalten[spalte]), default=COLUMN_MIN)
        self._zeilen = [_broken(cards, width, room) for cards in self._spalten]

    def _columns(self, width: int) -> list[Saeule]:
        """Return the columns in sight; empty ones are strips, the others share the rest, a cell is left for the bar."""
        shown: list[int] = []
        taken = 0
        for spalte in range(self._links, len(STAENDE)):
            needed = COLUMN_MIN if self._spalten[spalte] else STRIP
            if shown and taken + needed > width - 1:
                break
            shown.append(spalte)
            taken += needed
        filled = [spalte for spalte in shown if self._spalten[spalte]]
        room = width - 1 - STRIP * (len(shown) - len(filled))
        wide = max(4, room // max(1, len(filled)))
        found, left = [], 0
        for spalte in shown:
            own = wide if self._spalten[spalte] else STRIP
            found.append(Saeule(spalte, left, own))
            left += own
        return found

    def _column_under(self, x: int) -> int:
        columns = self._columns(self.size.width)
        return next((column.spalte for column in columns if x < column.links + column.breite), columns[-1].spalte)

    def _card_under(self, x: int, y: int) -> tuple[int, int] | None:
        spalte = self._column_under(x)
        found = None if y < self.HEAD_LINES else self._line(spalte, self._top + y - self.HEAD_LINES)
        return None if found is None else (spalte, found.zeile)

    def _nearest(self, spalte: int) -> int:
        """Return the nearest column with cards, the same one if there is no card at all."""
        filled = [place for place, cards in enumerate(self._spalten) if cards]
        return min(filled, key=lambda place: abs(place - spalte), default=spalte)

    def _go(self, spalte: int, zeile: int) -> None:
        before = self.karte
        self._spalte = max(0, min(spalte, len(STAENDE) - 1))
        self._zeile = max(0, min(zeile, len(self._spalten[self._spalte]) - 1))
        width, height = self.size
        if width and height > self.HEAD_LINES:
            self._links = min(self._links, self._spalte)
            while self._spalte not in [column.spalte for column in self._columns(width)]:
                self._links += 1
            while self._links and len(self._columns(width)) < len(STAENDE):  # as many as fit, the cursor among them
                self._links -= 1
                if self._spalte not in [column.spalte for column in self._columns(width)] or not self._reaches_end(
                    width
                ):
                    self._links += 1
                    break
            room, (first, last) = height - self.HEAD_LINES, self._span(self._spalte, self._zeile)
            self._top = max(last + 1 - room, min(self._top, first, max(0, self.content_height - room)))
        self.refresh_changed()
        if before is not self.karte:
            self.post_message(self.Markiert())

    def _span(self, spalte: int, zeile: int) -> tuple[int, int]:
        """Return first and last line of a card in its column."""
        lines = self._zeilen[spalte]
        own = [zeile] if lines is None else [number for number, line in enumerate(lines) if line.zeile == zeile] or [0]
        return own[0], own[-1]

    def _reaches_end(self, width: int) -> bool:
        return self._columns(width)[-1].spalte == len(STAENDE) - 1


def _broken(cards: tuple[Agendakarte, ...], width: int, room: int) -> list[Titelzeile] | None:
    """Return the titles in lines of ``width`` cells, in as many as fit into the room; None: one line each."""
    for most in range(TITLE_LINES, 1, -1):
        if len(cards) > room:
            return None
        lines = [
            Titelzeile(zeile, part == 0, text)
            for zeile, karte in enumerate(cards)
            for part, text in enumerate(wrap(karte.aufschrift, width, most))
        ]
        if len(lines) <= room:
            return lines
    return None
