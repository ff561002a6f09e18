"""What all widgets share that draw their lines themselves: a line that was not refreshed is not looked at again."""

from typing import Self

from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Linienflaeche(Widget):
    """A widget of lines (``render_line``) that has neither border nor padding nor opacity.

    The framework's own way sees to those for every widget in every frame, and asks the filters for every line: together
    more than what one key changes costs to draw.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._kept_lines: dict[int, Strip] = {}
        self._kept_size = Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return these lines of the window; those that were not refreshed are as they were."""
        size, lines = self.size, crop.line_range
        if size != self._kept_size:
            self._kept_lines, self._kept_size = {}, size
        missing = [y for y in lines if y not in self._kept_lines]
        if missing:
            _base, background = self.background_colors
            for y in missing:
                self._kept_lines[y] = self._filtered(self.render_line(y), background)
        first, last = crop.column_span
        strips = [self._kept_lines[y] for y in lines]
        return strips if (first, last) == (0, size.width) else [strip.crop(first, last) for strip in strips]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Forget how these parts of the window look, or all of it, and have them drawn again."""
        if repaint and not regions:
            self._kept_lines = {}
        for region in regions:
            for y in region.line_range:
                self._kept_lines.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _filtered(self, strip: Strip, background: Color) -> Strip:
        """Return a line as it goes to the terminal: in colours that every terminal knows, and harmless."""
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip
