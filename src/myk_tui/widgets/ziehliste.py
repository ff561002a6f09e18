"""A list whose rows are dragged with the mouse; where a row may land, others decide."""

from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from myk_tui.widgets.rollbar import Zeile
from myk_tui.widgets.zeilenliste import Zeilenliste

T = TypeVar("T")

ROLL_SECONDS = 0.12
"""How long a row held at the edge waits before the list rolls by a line."""


class Ziehliste(Zeilenliste[T]):
    """Shows where the dragged row would land: ``▶`` on a place that takes it, ``✗`` on one that does not."""

    DEFAULT_CSS = """
    Ziehliste > .liste--ablage { background: $success-muted; }
    Ziehliste > .liste--sperre { background: $error-muted; }
    """
    COMPONENT_CLASSES = {"liste--ablage", "liste--sperre"}

    class Gezogen(Message):
        """A row is being dragged and now is over another one; None: over nothing."""

        def __init__(self, id: str, ziel_id: str | None) -> None:
            super().__init__()
            self.id = id
            self.ziel_id = ziel_id

    class Abgelegt(Message):
        """A row was let go over another one."""

        def __init__(self, id: str, ziel_id: str) -> None:
            super().__init__()
            self.id = id
            self.ziel_id = ziel_id

    def __init__(
        self,
        *,
        leer: str = "",
        id: str | None = None,
        classes: str | None = None,
        nimmt: Callable[[str, str], bool] = lambda row_id, target_id: True,
    ) -> None:
        """``nimmt`` says whether a row may be dropped on another one."""
        super().__init__(leer=leer, id=id, classes=classes)
        self._nimmt = nimmt
        self._griff: tuple[int, str] | None = None
        self._ziel: str | None = None
        self._zieht = False
        self._maus = (0, 0)
        self._rollt: Timer | None = None

    @property
    def taken(self) -> bool:
        """Whether a row is being dragged."""
        return self._griff is not None and self._zieht

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """From here on the row under the mouse may be dragged."""
        self._zieht = False
        place = self._top + event.y
        if event.button == 1 and 0 <= place < len(self._ids):
            self._griff = (event.y, self._ids[place])
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the dragged row would land; at the edge the list rolls."""
        if self._griff is None:
            return
        event.stop()
        y, row_id = self._griff
        if not self._zieht:
            if event.y == y:  # a press becomes a drag when the mouse leaves the row
                return
            if row_id not in self._ids:  # gone meanwhile
                self.let_go()
                return
            self._zieht = True
            self._set_cursor(self._ids.index(row_id), follow=False)
        self._maus = (event.x, event.y)
        self._roll()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the dragged row go."""
        if self._griff is None:
            return
        (_y, row_id), target, dragged = self._griff, self._ziel, self._zieht
        self.let_go()
        self._zieht = dragged  # the click that follows is the end of the drag
        if dragged:
            event.stop()
            if target is not None:
                self.post_message(self.Abgelegt(row_id, target))

    def on_mouse_release(self, event: events.MouseRelease) -> None:
        """End the dragging if the mouse went to somebody else, a dialog for one; it is nobody's wish then."""
        if self._griff is not None and self.app.mouse_captured is not self:
            self._end()

    def on_click(self, event: events.Click) -> None:
        """A click that ends a drag chooses nothing."""
        if self._zieht:
            self._zieht = False
            event.stop()
            event.prevent_default()

    def let_go(self) -> bool:
        """Leave a dragged row where it was; returns whether there was one."""
        taken = self.taken
        if self._griff is not None:
            self._end()
            self.release_mouse()
            self._zieht = taken
        return taken

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Mark the row on which the dragged one would land."""
        line = super().draw_line(y, size)
        place = self._top + y
        if self._ziel is None or self._griff is None or place >= len(self._ids) or self._ids[place] != self._ziel:
            return line
        takes = self._nimmt(self._griff[1], self._ziel)
        names = "ablage" if takes else "sperre"
        (_mark, first), *rest = line
        return ((("▶ " if takes else "✗ ")[: size.width], f"{first} {names}"), *((t, f"{s} {names}") for t, s in rest))

    def _end(self) -> None:
        self._griff, self._ziel, self._zieht = None, None, False
        if self._rollt is not None:
            self._rollt.stop()
            self._rollt = None
        self.refresh_changed()

    def _roll(self) -> None:
        """Roll by a line if the mouse has left the list at its edge, again and again while it stays there; then aim."""
        height = self.size.height
        step = -1 if self._maus[1] < 0 else 1 if self._maus[1] >= height else 0
        before = self._top
        if step and self.taken:
            self._top = max(0, min(self._top + step, len(self._ids) - height))
        self._aim()
        self.refresh_changed()
        rolling = before != self._top
        if rolling and self._rollt is None:
            self._rollt = self.set_interval(ROLL_SECONDS, self._roll)
        elif not rolling and self._rollt is not None:
            self._rollt.stop()
            self._rollt = None

    def _scroll(self, step: int) -> None:
        super()._scroll(step)
        if self.taken:
            self._aim()
            self.refresh_changed()

    def _aim(self) -> None:
        if self._griff is None:
            return
        row_id, (x, y), size = self._griff[1], self._maus, self.size
        inside = 0 <= x < size.width and 0 <= y < min(size.height, len(self._ids) - self._top)
        target = self._ids[self._top + y] if inside else None
        if target == row_id:
            target = None
        if target != self._ziel:
            self._ziel = target
            self.post_message(self.Gezogen(row_id, target))
