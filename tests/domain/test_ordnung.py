import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.ordnung import DIGITS, key_at, key_between, keys_for

KEYS = st.text(alphabet=DIGITS, min_size=1, max_size=12).filter(lambda key: key[-1] != DIGITS[0])


def is_valid(key: str) -> bool:
    return bool(key) and key[-1] != DIGITS[0] and all(digit in DIGITS for digit in key)


def test_digits_sort_as_they_do_in_the_database():
    assert list(DIGITS) == sorted(DIGITS)
    assert [digit.encode() for digit in DIGITS] == sorted(digit.encode() for digit in DIGITS)


@given(st.sets(KEYS, min_size=2, max_size=2))
def test_between_two_different_keys_there_is_always_room(pair: set[str]):
    before, after = sorted(pair)
    key = key_between(before, after)
    assert before < key < after
    assert is_valid(key)


@given(KEYS)
def test_there_is_always_room_at_both_ends(key: str):
    assert key_between(None, key) < key < key_between(key, None)
    assert is_valid(key_between(None, key))
    assert is_valid(key_between(key, None))


@pytest.mark.parametrize(("before", "after"), [("A", "A"), ("B", "A"), ("AB", "A")])
def test_neighbours_in_the_wrong_order_are_a_mistake(before: str, after: str):
    with pytest.raises(ValueError, match="not in order"):
        key_between(before, after)


@given(st.lists(st.integers(0, 30), max_size=120))
def test_inserting_anywhere_any_number_of_times_keeps_the_order(positions: list[int]):
    keys: list[str] = []
    for position in positions:
        key = key_at(keys, position)
        keys.insert(min(position, len(keys)), key)
        assert is_valid(key)
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("position", [-5, 0, 3, 4, 99])
def test_a_position_outside_the_list_means_its_end(position: int):
    keys = keys_for(4)
    key = key_at(keys, position)
    expected = max(0, min(position, 4))
    assert sorted([*keys, key]).index(key) == expected


@given(st.integers(0, 5_000))
def test_keys_for_an_empty_list_are_valid_different_and_in_order(count: int):
    keys = keys_for(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(is_valid(key) for key in keys)


def test_keys_stay_short_when_a_thousand_cards_are_added_at_the_end():
    keys: list[str] = []
    for _card in range(1_000):
        keys.append(key_at(keys, len(keys)))
    assert max(len(key) for key in keys) <= 40


def test_keys_stay_usable_when_a_thousand_cards_are_put_into_the_same_gap():
    low, high = keys_for(2)
    for _card in range(1_000):
        high = key_between(low, high)
        assert low < high
    assert len(high) <= 250


@given(st.lists(st.tuples(st.integers(-2, 60), st.booleans(), st.integers(0, 60)), max_size=80))
def test_keys_follow_any_inserting_and_removing(wishes: list[tuple[int, bool, int]]):
    """The model is a plain list; the keys alone have to give the same order."""
    keys: dict[int, str] = {}
    order: list[int] = []
    for name, (position, remove, which) in enumerate(wishes):
        if remove and order:
            del keys[order.pop(which % len(order))]
        keys[name] = key_at([keys[other] for other in order], position)
        order.insert(max(0, min(position, len(order))), name)
        assert sorted(keys, key=lambda other: keys[other]) == order


def test_keys_stay_short_when_a_thousand_cards_come_to_random_places():
    dice = random.Random(20261123)
    keys: list[str] = []
    for _card in range(1_000):
        position = dice.randint(0, len(keys))
        keys.insert(position, key_at(keys, position))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 12
