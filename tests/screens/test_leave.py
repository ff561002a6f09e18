"""Leaving the app, in whatever way."""

import asyncio

from textual.widget import Widget

from myk_tui.fenster import Fenster


class Slow(Widget):
    """Takes its time to go."""

    going = False

    async def on_unmount(self) -> None:
        self.going = True
        await asyncio.sleep(0.05)


async def test_no_timer_ticks_while_the_screens_are_taken_down() -> None:
    app, slow, late = Fenster(), Slow(), []
    ticked = asyncio.Event()

    def tick() -> None:
        ticked.set()
        if slow.going:
            late.append(list(app.screen_stack))

    async with app.run_test():
        await app.mount(slow)
        app.set_interval(0.001, tick)
        slow.screen.set_interval(0.001, tick)
        await asyncio.wait_for(ticked.wait(), 60)
    assert slow.going
    assert late == []
