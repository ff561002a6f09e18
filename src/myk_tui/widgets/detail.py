"""A list and, beside it or below, what is known of the row under its cursor; that scrolls while the cursor stays."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from myk_tui.i18n import _


class Zweispaltig(Horizontal):
    """List and detail side by side, one below the other in a narrow window; they cover it."""

    BLANK = True


class Detail(VerticalScroll, can_focus=False):
    """A text to read; ``rollen`` scrolls it by whole windows less a line."""

    DEFAULT_CSS = """
    Detail { scrollbar-size-vertical: 1; }
    Detail > Static { height: auto; min-height: 100%; }
    """

    def __init__(self, *, text_id: str = "") -> None:
        super().__init__(classes="detail")
        self._text_id = text_id or None
        self._owner: str | None = None
        self._mehr = False

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(id=self._text_id)

    def show(self, content: Content | str, owner: str | None) -> None:
        """Show what is known of ``owner``; the text of another row begins at its top."""
        self._write(content)
        if owner != self._owner:
            self._owner = owner
            self.scroll_home(animate=False)

        self.call_after_refresh(self._look)

    def _write(self, content: Content | str) -> None:
        """Put the text there; the screen is laid out anew, which costs half of the key, only if it scrolls or did."""
        text, room = self.query_one(Static), self.scrollable_content_region.size
        text.update(content, layout=False)
        if max(text.size.height, text.get_content_height(room, room, text.size.width)) > room.height or not room:
            text.refresh(layout=True)

    def on_resize(self) -> None:
        """See anew whether there is more than fits."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        more = self.max_scroll_y > 0
        if more != self._mehr:
            self._mehr = more
            self.border_title = _(". blättert weiter") if more else ""
            self.screen.refresh_bindings()

    def hat_mehr(self, step: int) -> bool:
        """Whether there is more that way."""
        return self.scroll_y < self.max_scroll_y if step > 0 else self.scroll_y > 0

    def rollen(self, step: int) -> None:
        """Scroll by a window."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Offer to scroll back as soon as there is something to go back to."""
        super().watch_scroll_y(old_value, new_value)
        self.screen.refresh_bindings()
