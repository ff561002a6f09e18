"""Make the pictures of the manual from the running app, with the practice data.

Run: ``python tools/make_bilder.py``. Pictures are SVG, 120 columns by 36 lines.
"""

import asyncio
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from myk_tui.app import MykApp
from myk_tui.services.schnappschuss import create_programm

TARGET = Path(__file__).parents[1] / "docs" / "bilder"
PAGES: dict[str, tuple[str, ...]] = {
    "uebersicht": ("1",),
    "seitdem": ("v", "right"),
    "zielbaum": ("escape", "2", "right", "down", "right", "down", "right", "down"),
    "ideenspeicher": ("3", "down"),
    "sprintboard": ("4", "down"),
    "sprintteams": ("T",),
    "agenda": ("escape", "v"),
    "frueherer-sprint": ("escape", "o", "enter"),
    "unterstuetzung": ("escape", "h"),
    "sprintverlauf": ("escape", "c"),
    "entscheidung": ("escape", "5"),
    "entscheidung-wahl": ("enter", "end"),
    "entscheidung-vorschau": ("home", "enter", "1", "ctrl+s", "right", "v"),
    "treffen": ("escape", "6", "enter", "enter"),
    "beamer": ("b",),
    "protokoll": ("escape", "p"),
}


class PictureClock:
    """Always the same evening, so that pictures change only when the app does."""

    def now(self) -> datetime:
        """Return a moment near the end of a quarter."""
        return datetime(2026, 12, 8, 17, 0, tzinfo=UTC)

    def asleep(self) -> float:
        """Return 0: it never sleeps."""
        return 0.0

    def today(self) -> date:
        """Return its date."""
        return date(2026, 12, 8)


async def _settle(pilot: Pilot[Any]) -> None:
    for _round in range(4):
        await pilot.pause()


async def main() -> None:
    """Walk through the screens and save each."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        create_programm(path, "demo", PictureClock())
        app = MykApp(path, PictureClock(), uebung=True)
        async with app.run_test(size=(120, 36)) as pilot:
            while app._services is None:
                await pilot.pause()
            for name, keys in PAGES.items():
                for key in keys:
                    await pilot.press(key)
                    await _settle(pilot)
                svg = app.export_screenshot(title="myk_tui")
                (TARGET / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
