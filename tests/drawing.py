"""What a line-drawing widget draws again, and whether the screen shows what it would draw now."""

from typing import Any

from textual.strip import Strip

from myk_tui.widgets.linien import Linienflaeche
from myk_tui.widgets.rollbar import Rollbar


def drawn_again(widget: Rollbar) -> set[int]:
    """Return the lines of a widget that wait for being drawn again."""
    return {y for region in widget._repaint_regions for y in region.line_range}


def note_drawing(widget: Rollbar) -> set[int]:
    """Return a set to which every line is added that the widget draws from now on."""
    noted: set[int] = set()
    draw = widget.render_line

    def noting(y: int) -> Strip:
        noted.add(y)
        return draw(y)

    widget.render_line = noting  # type: ignore[method-assign]
    return noted


def stale_lines(app: Any) -> list[tuple[int, str, str]]:
    """Return (line, on the screen, as it should be) of all lines that the screen does not show as they are now."""
    compositor = app.screen._compositor
    shown = compositor.render_strips()
    for widget in app.screen.query(Linienflaeche):
        widget._kept_lines.clear()
    for widget in app.screen.query(Rollbar):
        widget._fresh.clear()
    fresh = compositor.render_strips()
    return [
        (y, old.text, new.text)
        for y, (old, new) in enumerate(zip(shown, fresh, strict=True))
        if _looks(old) != _looks(new)
    ]


def _looks(strip: Strip) -> list[tuple[str, str]]:
    return [(segment.text, str(segment.style)) for segment in strip.simplify()]
