"""What the house looks like: rules of the layout that no import contract can say."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 400
PLACES = ("uebersicht", "zielbaum", "ideenspeicher", "sprintboard", "entscheidung", "treffen")


@pytest.mark.parametrize("folder", ["src", "tools", "benchmarks"])
def test_no_file_holds_two_ideas(folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("place", PLACES)
def test_no_place_imports_another_place(place: str) -> None:
    """Dialogs may be opened from anywhere; the six screens are reached through the app alone."""
    for path in (ROOT / "src" / "myk_tui" / "screens").glob("*.py"):
        if path.stem != place:
            assert f"from myk_tui.screens.{place} import" not in path.read_text(encoding="utf-8"), path.stem
