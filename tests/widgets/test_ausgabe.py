"""The last gate before the terminal."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from hostile import STEERING, TITLES
from myk_tui.widgets.ausgabe import Ausgabefilter


@pytest.mark.parametrize("name", TITLES)
def test_nothing_that_steers_or_hides_passes_the_gate_and_no_line_changes_its_width(name: str) -> None:
    raw = TITLES[name]
    text = "".join(segment.text for segment in Ausgabefilter().apply([Segment(raw)], Color(0, 0, 0)))
    assert not STEERING.search(text.replace("\n", ""))
    assert not set("\u200b\u2060\ufeff") & set(text)
    if "\x00" not in raw:
        assert cell_len(text) == cell_len(raw)


def test_marks_do_not_pile_up_on_one_letter() -> None:
    text = "".join(s.text for s in Ausgabefilter().apply([Segment("Z" + "\u0301" * 400 + "lgo äö")], Color(0, 0, 0)))
    assert len(text) < 30 and text.endswith("lgo äö")
