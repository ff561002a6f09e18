"""What line-drawing widgets share: their own scrolling, its bar, and styles looked up once."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.widget import Widget

WHEEL_LINES = 3


class Rollbar(Widget):
    """A widget that draws its lines itself and scrolls by itself.

    Subclasses say how many lines there are (``content_height``) and how many
    fit (``window_height``); ``_top`` is the first line in sight.
    """

    STYLE_PREFIX: ClassVar[str] = ""
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._top = 0
        self._looked_up: dict[str, Style] = {}

    @property
    def content_height(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def window_height(self) -> int:
        """How many of them fit."""
        return self.size.height

    def notify_style_update(self) -> None:
        """Forget styles when the theme or the focus changes."""
        super().notify_style_update()
        self._looked_up = {}

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self._scroll(WHEEL_LINES)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self._scroll(-WHEEL_LINES)
        event.stop()

    def _base(self) -> Style:
        """Return the widget's own style; it is asked for in every line and costly to compute."""
        if "" not in self._looked_up:
            self._looked_up[""] = self.rich_style
        return self._looked_up[""]

    def _style(self, name: str) -> Style:
        """Return only what a component style adds, so that states can be laid over each other."""
        if name not in self._looked_up:
            self._looked_up[name] = self.get_component_styles(f"{self.STYLE_PREFIX}{name}").partial_rich_style
        return self._looked_up[name]

    def _bar_character(self, y: int) -> str:
        """Return the piece of the scroll bar beside line ``y`` of the window; empty if all fits."""
        height, count = self.window_height, self.content_height
        if count <= height or height <= 0:
            return ""
        size = max(1, height * height // count)
        start = (height - size) * self._top // max(1, count - height)
        return "┃" if start <= y < start + size else "│"

    def _scroll(self, step: int) -> None:
        top = max(0, min(self._top + step, self.content_height - self.window_height))
        if top != self._top:
            self._top = top
            self.refresh()
