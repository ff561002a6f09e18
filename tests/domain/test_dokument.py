import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.dokument import EDGE, WIDEST, Tabelle

CELLS = st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=4)


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3), CELLS)
def test_the_columns_of_a_table_share_the_whole_width_and_none_has_nothing(
    head: list[str], rows: list[list[str]]
) -> None:
    shares = Tabelle(tuple(head), tuple(map(tuple, rows))).anteile()
    assert len(shares) == 3
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0


def test_a_column_is_as_wide_as_its_longest_cell_or_the_longest_word_of_its_head() -> None:
    table = Tabelle(("Punkt", "Minuten gedauert"), (("x" * 200, "5"),))
    wide, narrow = WIDEST + EDGE, len("gedauert") + EDGE
    assert table.anteile() == pytest.approx((wide / (wide + narrow), narrow / (wide + narrow)))
