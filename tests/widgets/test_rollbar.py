from hypothesis import given
from hypothesis import strategies as st

from myk_tui.widgets.rollbar import Zeile, _changed_part
from myk_tui.widgets.text import cells

WIDTH = 24

PIECES = st.lists(st.tuples(st.text("ab 漢é", max_size=5), st.sampled_from(["", "karte", "karte cursor"])), max_size=6)


def filled(pieces: list[tuple[str, str]]) -> Zeile:
    """Make a line of exactly ``WIDTH`` cells of pieces that may be too few."""
    rest = WIDTH - sum(len(cells_of([piece])) for piece in pieces)
    return (*pieces, (cells("", rest), "")) if rest >= 0 else ((cells("", WIDTH), ""),)


def cells_of(line: list[tuple[str, str]] | Zeile) -> list[tuple[str, str]]:
    """Return what stands in each cell of a line, and how; a wide character takes two."""
    return [
        (character, names) for text, names in line for character in text for _cell in range(1 + (character == "漢"))
    ]


@given(PIECES, PIECES, st.integers(0, 6), st.integers(0, 6))
def test_the_changed_part_over_the_old_line_makes_the_new_one(
    one: list[tuple[str, str]], other: list[tuple[str, str]], left: int, right: int
) -> None:
    old, new = filled(one), filled([*one[:left], *other, *one[len(one) - right :]])
    if old == new:
        return
    part = _changed_part(old, new, 3, WIDTH)
    assert (part.y, part.height) == (3, 1)
    assert 0 <= part.x < part.right <= WIDTH
    was, shall = cells_of(old), cells_of(new)
    assert [*was[: part.x], *shall[part.x : part.right], *was[part.right :]] == shall


def test_of_a_line_never_drawn_before_everything_is_new() -> None:
    part = _changed_part((), (("ab", ""), ("c", "")), 0, 3)
    assert (part.x, part.width) == (0, 3)
