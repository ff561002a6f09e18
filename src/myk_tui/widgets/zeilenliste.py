"""A list that draws its lines itself: one widget for any number of rows.

A key costs two redrawn lines, whatever the length: nothing is mounted, and
``draw`` is called once for each row that comes into sight.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from myk_tui.domain.text import visible
from myk_tui.i18n import _
from myk_tui.widgets.rollbar import Rollbar, Zeile
from myk_tui.widgets.text import cells
from myk_tui.widgets.wunsch import Wunsch

Stueck = tuple[str, str]
"""A piece of a line: text and the name of its style."""

T = TypeVar("T")

STYLES = ("titel", "kopf", "leise", "zahl", "balken", "akzent", "gut", "warnung", "fehler")


class Zeilenliste(Rollbar, Generic[T], can_focus=True):
    """A scrolling list with one cursor; subclasses say what a row is and how it looks."""

    DEFAULT_CSS = """
    Zeilenliste { height: 1fr; width: 1fr; background: $background; color: $foreground; }
    Zeilenliste > .liste--kopf { text-style: bold; color: $text-primary; }
    Zeilenliste > .liste--leise { text-style: dim; }
    Zeilenliste > .liste--zahl { text-style: bold; }
    Zeilenliste > .liste--balken { color: $success; }
    Zeilenliste > .liste--akzent { color: $text-accent; }
    Zeilenliste > .liste--gut { color: $text-success; }
    Zeilenliste > .liste--warnung { color: $text-warning; }
    Zeilenliste > .liste--fehler { color: $text-error; text-style: bold; }
    Zeilenliste > .liste--titel { color: $foreground; }
    Zeilenliste > .liste--still { background: $block-cursor-blurred-background; }
    Zeilenliste > .liste--cursor { background: $primary-muted; text-style: bold; }
    Zeilenliste > .liste--leiste { color: $primary; }
    """
    COMPONENT_CLASSES = {f"liste--{name}" for name in (*STYLES, "cursor", "still", "leiste")}
    STYLE_PREFIX = "liste--"
    BINDINGS: list[BindingType] = [
        Binding("up", "cursor(-1)", _("hoch"), tooltip=_("Eine Zeile nach oben."), show=False, id="liste.hoch"),
        Binding("down", "cursor(1)", _("runter"), tooltip=_("Eine Zeile nach unten."), show=False, id="liste.runter"),
        Binding(
            "pageup",
            "seite(-1)",
            _("Seite hoch"),
            tooltip=_("Eine Seite nach oben."),
            show=False,
            id="liste.seite-hoch",
        ),
        Binding(
            "pagedown",
            "seite(1)",
            _("Seite runter"),
            tooltip=_("Eine Seite nach unten."),
            show=False,
            id="liste.seite-runter",
        ),
        Binding("home", "ende(-1)", _("Anfang"), tooltip=_("Zur ersten Zeile."), show=False, id="liste.anfang"),
        Binding("end", "ende(1)", _("Ende der Liste"), tooltip=_("Zur letzten Zeile."), show=False, id="liste.ende"),
        Binding("enter", "waehlen", _("öffnen"), tooltip=_("Die Zeile öffnen."), show=False, id="liste.waehlen"),
    ]

    class Markiert(Message):
        """The cursor stands on another row (None: there is none)."""

        def __init__(self, liste: "Zeilenliste[T]", id: str | None) -> None:
            super().__init__()
            self.liste = liste
            self.id = id

        @property
        def control(self) -> "Zeilenliste[T]":
            """The list."""
            return self.liste

    class Gewaehlt(Wunsch):
        """A row was chosen by Enter or a double click."""

        def __init__(self, liste: "Zeilenliste[T]", id: str) -> None:
            super().__init__()
            self.liste = liste
            self.id = id

        @property
        def control(self) -> "Zeilenliste[T]":
            """The list."""
            return self.liste

    def __init__(self, *, leer: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.leer = leer
        self.eintraege: Sequence[T] = ()
        self._ids: list[str] = []
        self._cursor = -1
        self._rows: dict[int, Zeile] = {}
        self._row_width = 0

    # --- what subclasses say

    def id_of(self, eintrag: T) -> str:
        """Return the id of a row."""
        raise NotImplementedError

    def draw(self, eintrag: T, width: int) -> list[Stueck]:
        """Return the pieces of a row; asked once until the next ``show``, so they follow from the row alone."""
        raise NotImplementedError

    def draw_right(self, eintrag: T) -> list[Stueck]:
        """Return pieces that stand at the right edge."""
        return []

    def waehlbar(self, eintrag: T) -> bool:
        """Whether the cursor can stand on a row."""
        return True

    @property
    def content_height(self) -> int:
        """One line per row."""
        return len(self._ids)

    # --- state

    @property
    def cursor_id(self) -> str | None:
        """Id of the row under the cursor."""
        return self._ids[self._cursor] if 0 <= self._cursor < len(self._ids) else None

    @property
    def current(self) -> T | None:
        """The row under the cursor."""
        return self.eintraege[self._cursor] if 0 <= self._cursor < len(self.eintraege) else None

    @property
    def sprungorte(self) -> dict[int, str]:
        """The rows in sight that can be chosen."""
        shown = range(self._top, min(self._top + self.size.height, len(self._ids)))
        return {place - self._top: self._ids[place] for place in shown if self.waehlbar(self.eintraege[place])}

    def springe(self, ort: str) -> None:
        """Put the cursor on a row."""
        self.move_to(ort)

    def show(self, eintraege: Sequence[T]) -> None:
        """Show these rows; the cursor stays on its row, or goes near it and says so if the row is gone."""
        kept, place = self.cursor_id, self._cursor
        self.eintraege = eintraege
        self._ids = [self.id_of(eintrag) for eintrag in eintraege]
        self._rows = {}
        if kept is not None and kept in self._ids:
            self._cursor = self._ids.index(kept)
        else:
            self._cursor = self._selectable(max(0, min(place, len(self._ids) - 1)), 1)
        self._keep_visible()
        self.refresh_changed()
        if kept is not None and kept != self.cursor_id:
            self.post_message(self.Markiert(self, self.cursor_id))

    def redraw(self) -> None:
        """Ask for the pieces of all rows anew: what they follow from has changed."""
        self._rows = {}
        self.refresh_changed()

    def move_to(self, row_id: str) -> bool:
        """Put the cursor on a row; returns whether it is there."""
        if row_id not in self._ids:
            return False
        self._set_cursor(self._ids.index(row_id))
        return True

    def move_by(self, step: int) -> None:
        """Move the cursor by rows that can be chosen."""
        if not self._ids:
            return
        place = self._selectable(max(0, min(self._cursor + step, len(self._ids) - 1)), 1 if step > 0 else -1)
        self._set_cursor(place)

    # --- keys and mouse

    def action_cursor(self, step: int) -> None:
        """Move by one row."""
        self.move_by(step)

    def action_seite(self, step: int) -> None:
        """Move by one page."""
        self.move_by(step * max(1, self.size.height - 1))

    def action_ende(self, step: int) -> None:
        """Move to the first or last row."""
        self.move_by(step * self.content_height)

    def action_waehlen(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Gewaehlt(self, self.cursor_id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses. Nothing moves under the mouse."""
        place = self._top + event.y
        if not 0 <= place < len(self._ids) or not self.waehlbar(self.eintraege[place]):
            return
        event.stop()
        same = place == self._cursor
        self._set_cursor(place, follow=False)
        if event.chain == 2 or (same and self.click_chooses):
            self.action_waehlen()

    click_chooses = False
    """Whether a single click on the row under the cursor chooses it."""

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._keep_visible()
        self.refresh()

    # --- drawing

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Return one line of the window: marker, row, piece of the scroll bar."""
        width, place = size.width, self._top + y
        if not self._ids:
            return ((cells(" " + self.leer, width) if y == 0 else " " * width, "leise"),)
        if place >= len(self._ids):
            return ((" " * width, ""),)
        bar = self._bar_character(y, size) if width > 2 else ""
        row = self._row(place, width - 2 - len(bar))
        if y in self._buchstaben:
            line = ((f"{self._buchstaben[y]} "[:width], "cursor"), *row)
        elif place == self._cursor:
            line = (("› "[:width], "cursor"), *((text, f"cursor {style}") for text, style in row))
        else:
            line = (("  "[:width], ""), *row)
        return (*line, (bar, "leiste")) if bar else line

    def _row(self, place: int, width: int) -> Zeile:
        """Return a row as it looks without the cursor, drawn when it first comes into sight."""
        if width != self._row_width:
            self._rows, self._row_width = {}, width
        if place not in self._rows:
            self._rows[place] = self._pieces(self.eintraege[place], width)
        return self._rows[place]

    @property
    def cut_text(self) -> str:
        """What the row under the cursor says, if its line has no room for all of it; else empty."""
        eintrag = self.current
        if eintrag is None or not self.size.width:
            return ""
        room = self.room_of(eintrag)
        text = "".join(text for text, _style in self.draw(eintrag, room))
        return text if cell_len(visible(text)) > room else ""

    def room_of(self, eintrag: T) -> int:
        """Return how many cells a row has for itself."""
        return self._share(eintrag, self.size.width - 2 - len(self._bar_character(0, self.size)))[1]

    def _share(self, eintrag: T, width: int) -> tuple[list[Stueck], int]:
        """Return what stands at the right edge of a row, and the cells that are left for the row itself."""
        right = [(visible(text), style) for text, style in self.draw_right(eintrag)]
        right_width = sum(cell_len(text) for text, _style in right)
        if right_width >= width:
            right, right_width = [], 0  # too narrow for both: the title matters more
        return right, max(0, width - right_width - (1 if right else 0))

    def _pieces(self, eintrag: T, width: int) -> Zeile:
        right, room = self._share(eintrag, width)
        pieces: list[Stueck] = []
        for text, style in self.draw(eintrag, room):
            if room <= 0:
                break
            shown = visible(text)
            length = cell_len(shown)
            if length > room:
                shown, length = cells(shown, room), room
            pieces.append((shown, style))
            room -= length
        if room or right:
            pieces.append((" " * (room + (1 if right else 0)), ""))
        return (*pieces, *right)

    # --- inner workings

    def _selectable(self, place: int, direction: int) -> int:
        """Return the nearest row that can be chosen, first looking in ``direction``."""
        for way in (direction, -direction):
            candidate = place
            while 0 <= candidate < len(self.eintraege):
                if self.waehlbar(self.eintraege[candidate]):
                    return candidate
                candidate += way
        return -1

    def _set_cursor(self, place: int, *, follow: bool = True) -> None:
        if place == self._cursor:
            return
        old, top = self._cursor, self._top
        self._cursor = place
        if follow:
            self._keep_visible()
        self.refresh_changed((old - top, place - top) if top == self._top else None)
        self.post_message(self.Markiert(self, self.cursor_id))

    def _keep_visible(self) -> None:
        height = self.size.height
        if height == 0:
            return
        if self._cursor >= 0:
            self._top = min(self._top, self._cursor)
            self._top = max(self._top, self._cursor - height + 1)
            # A heading above the first row that can be chosen stays in sight.
            if self._cursor == self._selectable(0, 1) and self._cursor < height:
                self._top = 0
        self._top = max(0, min(self._top, len(self._ids) - height))
