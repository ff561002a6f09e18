"""Minutes that are missing come from the items that are left; minutes that are over go to them."""

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import PunktArt
from myk_tui.domain.treffen import Tagesordnungspunkt, take_minutes

MINUTES = st.lists(st.integers(0, 90), min_size=1, max_size=30)


def items(minutes: list[int]) -> list[Tagesordnungspunkt]:
    return [Tagesordnungspunkt(str(n), PunktArt.SONSTIGES, str(n), minuten=length) for n, length in enumerate(minutes)]


def test_a_short_item_is_not_raised_to_shorten_the_evening() -> None:
    assert take_minutes(items([5, 30, 5, 40, 45]), 5) == [5, 29, 5, 38, 43]


def test_an_empty_agenda_gives_nothing() -> None:
    assert take_minutes([], 5) == take_minutes([], -5) == []


@given(before=MINUTES, less=st.integers(0, 3000))
def test_shortening_raises_no_item_and_adds_up(before: list[int], less: int) -> None:
    after = take_minutes(items(before), less)
    assert all(new <= old for old, new in zip(before, after, strict=True))
    assert all(new >= min(old, 1) for old, new in zip(before, after, strict=True))
    least = sum(min(old, 1) for old in before)
    assert sum(after) == max(sum(before) - less, least)


@given(before=MINUTES, more=st.integers(0, 300))
def test_minutes_to_give_shrink_no_item_and_add_up(before: list[int], more: int) -> None:
    after = take_minutes(items(before), -more)
    assert all(new >= old for old, new in zip(before, after, strict=True))
    assert sum(after) == sum(before) + more
