"""Minutes in the app, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.services.schnappschuss import discard_copy, rehearsal_copy
from pilot_tools import press, running, type_text, visible_text, wait_for_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_minutes_are_read_and_saved(
    programme: Callable[[str], Path], clock: FrozenClock, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(programme("demo"), clock, size=size) as pilot:
        await press(pilot, "p")
        await wait_for_text(pilot, "Protokoll von welchem Treffen?")
        await type_text(pilot, "17.09.2026")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Beschluss 2026-04")
        await press(pilot, "h")
        await wait_for_text(pilot, "Einladung:")
        await press(pilot, "h", "s")
        await wait_for_text(pilot, "Als Datei sichern")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✓ Geschrieben:")
        assert "Beschluss 2026-04" in (tmp_path / "protokoll-2026-09-17.html").read_text(encoding="utf-8")
        await press(pilot, "s")
        await wait_for_text(pilot, "protokoll-2026-09-17-2.html")
        await press(pilot, "end", *(["backspace"] * len("-2.html")))
        await type_text(pilot, ".html")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Diese Datei gibt es schon.")
        assert "protokoll-2026-09-17.html" in visible_text(pilot.app)


async def test_without_a_meeting_it_is_said(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "p")
        await wait_for_text(pilot, "Es gibt noch kein Treffen.")


async def test_what_is_saved_from_a_practice_copy_stays_when_the_copy_is_thrown_away(
    clock: FrozenClock, own_home: Path
) -> None:
    copy = rehearsal_copy(clock)
    async with running(copy, clock) as pilot:
        await press(pilot, "p")
        await wait_for_text(pilot, "Protokoll von welchem Treffen?")
        await press(pilot, "enter")
        await wait_for_text(pilot, "s: als Datei")
        await press(pilot, "s")
        await wait_for_text(pilot, "Als Datei sichern")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✓ Geschrieben:")
    discard_copy(copy)
    assert not copy.exists()
    (saved,) = own_home.glob("protokoll-20*.html")
    assert "<!doctype html>" in saved.read_text(encoding="utf-8")
