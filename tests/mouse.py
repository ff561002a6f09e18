"""What Textual's pilot cannot do with the mouse."""

from typing import Any

from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widget import Widget


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
