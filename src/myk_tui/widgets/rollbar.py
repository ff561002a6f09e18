"""What line-drawing widgets share: own scrolling and its bar, styles looked up once, redrawing only what changed."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from myk_tui.widgets.linien import Linienflaeche

WHEEL_LINES = 3

Zeile = tuple[tuple[str, str], ...]
"""A line as it is drawn: texts, each with the names of its styles; of several (``"karte cursor"``) the later lie on top."""


class Rollbar(Linienflaeche):
    """A widget that draws its lines itself and scrolls by itself.

    Subclasses say how many lines there are (``content_height``) and what a line
    looks like (``draw_line``); ``_top`` is the first line in sight. Whatever has
    changed, ``refresh_changed`` finds what has to be drawn again.

    The piece of a line under the cursor has the style ``cursor``; without the
    focus it is drawn as ``still``. That is no pseudo-class: it would mean the
    whole style sheet and every line anew for one line.

    Attributes:
        HEAD_LINES: how many lines at the top stay where they are.
    """

    STYLE_PREFIX: ClassVar[str] = ""
    HEAD_LINES: ClassVar[int] = 0

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._top = 0
        self._looked_up: dict[str, Style] = {}
        self._drawn: dict[int, Zeile] = {}
        self._fresh: dict[int, Zeile] = {}
        self._fresh_size = Size(0, 0)
        self._buchstaben: Mapping[int, str] = {}

    @property
    def content_height(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def sprungorte(self) -> dict[int, str]:
        """The places in sight one can jump to: by the line of the window what ``springe`` takes."""
        return {}

    def springe(self, ort: str) -> None:
        """Put the cursor on a place of ``sprungorte``."""
        raise NotImplementedError

    def beschrifte(self, buchstaben: Mapping[int, str]) -> None:
        """Show letters before these lines of the window, or none any more."""
        self._buchstaben = buchstaben
        self.refresh_changed()

    def draw_line(self, y: int, size: Size) -> Zeile:
        """Return line ``y`` of a window of this size, together as wide as the window.

        It is asked for often: it has to be cheap and must not look at ``self.size``, which is not.
        """
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window and remember how it looks."""
        size = self.size
        fresh = self._fresh.get(y) if size == self._fresh_size else None
        line = self._drawn[y] = fresh or self.draw_line(y, size)
        return Strip([Segment(text, self._style(names)) for text, names in line], size.width)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again, from what is there now."""
        self._fresh = {}
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_changed(self, lines: Iterable[int] | None = None) -> None:
        """Redraw what no longer looks as it was drawn: in these lines of the window, or in all."""
        size, regions, fresh = self.size, [], {}
        for y in range(size.height) if lines is None else lines:
            if 0 <= y < size.height:
                old, new = self._drawn.get(y, ()), self.draw_line(y, size)
                if old != new:
                    fresh[y] = new
                    regions.append(_changed_part(old, new, y, size.width))
        if 2 * len(regions) > size.height:  # another page: one region costs less than many
            self.refresh()
        elif regions:  # without a region everything would be drawn again
            self.refresh(*regions)
        self._fresh, self._fresh_size = fresh, size

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor as it looks with the focus or without it."""
        lines = [y for y, line in self._drawn.items() if any("cursor" in names for _text, names in line)]
        if lines:  # without a region everything would be drawn again
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    def notify_style_update(self) -> None:
        """Forget styles when the theme changes."""
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

    def _style(self, names: str) -> Style:
        """Return the widget's own style with these component styles over it; both are costly to compute."""
        if "cursor" in names and not self.has_focus:
            names = names.replace("cursor", "still")
        style = self._looked_up.get(names)
        if style is None:
            style = self.rich_style
            for name in names.split():
                style += self.get_component_styles(f"{self.STYLE_PREFIX}{name}").partial_rich_style
            self._looked_up[names] = style
        return style

    def _bar_character(self, y: int, size: Size) -> str:
        """Return the piece of the scroll bar in line ``y`` of the window; empty if all fits."""
        height, count = size.height - self.HEAD_LINES, self.content_height
        if count <= height or height <= 0:
            return ""
        length = max(1, height * height // count)
        start = self.HEAD_LINES + (height - length) * self._top // max(1, count - height)
        return "┃" if start <= y < start + length else "│"

    def _scroll(self, step: int) -> None:
        height = self.size.height - self.HEAD_LINES
        self._top = max(0, min(self._top + step, self.content_height - height))
        self.refresh_changed()


def _changed_part(old: Zeile, new: Zeile, y: int, width: int) -> Region:
    """Return the part of line ``y`` that differs: what lies between equal beginnings and equal ends."""
    shared = min(len(old), len(new))
    first = last = 0
    while first < shared and old[first] == new[first]:
        first += 1
    while last < shared - first and old[-1 - last] == new[-1 - last]:
        last += 1
    left = sum(cell_len(text) for text, _names in new[:first])
    right = sum(cell_len(text) for text, _names in new[len(new) - last :])
    return Region(left, y, width - left - right, 1) or Region(0, y, width, 1)
