"""The report, by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import press, running, type_text, visible_text, wait_for_text


async def test_the_report_is_read_narrowed_to_one_zielbild_and_saved(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await press(pilot, "r")
        await wait_for_text(pilot, "Stand: Testregion")
        await press(pilot, "z")
        await wait_for_text(pilot, "Stand: MYK verändert sich")
        await press(pilot, "s", "end", *["backspace"] * len("bericht.html"))
        await type_text(pilot, "stand.md")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✓ Geschrieben:")
        await press(pilot, "escape")
        assert "Stand:" not in visible_text(pilot.app)
    written = (database_path.parent / "stand.md").read_text(encoding="utf-8")
    assert "# Stand: MYK verändert sich" in written and "Maßnahme 2" not in written
