"""Driving the app in tests: wait for conditions, read what is on the screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from myk_tui.app import MykApp
from myk_tui.domain.clock import Clock
from myk_tui.screens.base import MykScreen
from myk_tui.widgets.wahltafel import Wahltafel


@pytest.fixture(autouse=True)
def shorter_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look every millisecond, not every 20, whether the app has nothing left to do: the pilot does so three times per key."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 1000)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 2000)


async def wait_for(pilot: Pilot[Any], condition: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    """Wait until ``condition`` holds; fail with what was waited for and what is on the screen."""
    deadline = monotonic() + seconds
    while not condition():
        if getattr(pilot.app, "crash", None) is not None:
            raise pilot.app.crash
        assert not pilot.app._exit, f"the app has ended ({pilot.app._exit_renderables}) while waiting for {what}"
        assert monotonic() < deadline, f"waited {seconds} s for {what}; on the screen:\n{visible_text(pilot.app)}"
        await pilot.pause()


async def wait_for_text(pilot: Pilot[Any], text: str) -> None:
    """Wait until ``text`` can be read on the screen."""
    await wait_for(pilot, lambda: text in visible_text(pilot.app), f"„{text}“")


def visible_text(app: Any) -> str:
    """Return what is on the screen, as lines of text."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


@asynccontextmanager
async def running(path: Path, clock: Clock, *, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[Any]]:
    """Run the app on a file until its data are on the screen."""
    app = MykApp(path, clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_for(pilot, lambda: app._services is not None, "the file to be open")
        await pilot.pause()
        yield pilot
        if app.crash is not None:
            raise app.crash


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each with its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type text as a person does."""
    names = {" ": "space", "ä": "ä", "ö": "ö", "ü": "ü"}
    await press(pilot, *(names.get(character, character) for character in text))


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste text into the field that has the focus."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()


async def resize(pilot: Pilot[Any], columns: int, rows: int) -> None:
    """Change the size of the terminal and wait until the screen is laid out for it."""
    await pilot.resize_terminal(columns, rows)
    screen = pilot.app.screen
    await wait_for(pilot, lambda: screen._compositor.size == screen.size == (columns, rows), f"{columns}x{rows}")
    await pilot.pause()


async def go(pilot: Pilot[Any], key: str, ziel: str) -> None:
    """Go to a screen by its key."""
    await press(pilot, key)
    await wait_for(
        pilot, lambda: isinstance(pilot.app.screen, MykScreen) and ziel == pilot.app.screen.ZIEL, f"the screen {ziel}"
    )
    await wait_for_text(pilot, f"▸{key} ")  # painted, not only brought to the front
    await pilot.pause()


async def to_row(pilot: Pilot[Any], row_id: str) -> None:
    """Put the cursor on a line of a choice page of the decision, by arrows alone."""
    await press(pilot, "home")
    tafel = pilot.app.screen.query_one(Wahltafel)
    while tafel.cursor_id != row_id:
        before = tafel.cursor_id
        await press(pilot, "down")
        assert tafel.cursor_id != before, f"no line {row_id}"
