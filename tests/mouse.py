"""What Textual's pilot cannot do with the mouse."""

from typing import Any

from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widget import Widget

from pilot_tools import visible_text, wait_for_text


async def turn_wheel(pilot: Pilot[Any], widget: Widget, notches: int) -> None:
    """Turn the wheel over the middle of a widget: down by ``notches``, up if negative."""
    x, y = widget.region.center
    kind = MouseScrollDown if notches > 0 else MouseScrollUp
    for _notch in range(abs(notches)):
        widget.screen._forward_event(
            kind(
                widget,
                x=int(x),
                y=int(y),
                delta_x=0,
                delta_y=1 if notches > 0 else -1,
                button=0,
                shift=False,
                meta=False,
                ctrl=False,
                screen_x=int(x),
                screen_y=int(y),
            )
        )
    await pilot.pause()


async def click_text(pilot: Pilot[Any], text: str, *, times: int = 1) -> None:
    """Wait until ``text`` can be read on the screen, and click into it."""
    await wait_for_text(pilot, text)
    lines = visible_text(pilot.app).split("\n")
    row = next(number for number, line in enumerate(lines) if text in line)
    await pilot.click(offset=(cell_len(lines[row][: lines[row].index(text)]) + 1, row), times=times)
    await pilot.pause()
