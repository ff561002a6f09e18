"""Places among siblings."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.ordnung import BASE, DIGITS, key_at, key_between, keys_for

KEYS = st.text(DIGITS, min_size=1, max_size=6).filter(lambda key: not key.endswith(DIGITS[0]))


def is_key(text: str) -> bool:
    return bool(text) and not text.endswith(DIGITS[0]) and all(digit in DIGITS for digit in text)


def test_digits_are_in_the_order_in_which_sqlite_compares_them() -> None:
    assert list(DIGITS) == sorted(DIGITS, key=str.encode)
    assert len(set(DIGITS)) == BASE


@given(st.one_of(st.none(), KEYS), st.one_of(st.none(), KEYS))
def test_a_new_key_lies_between_its_neighbours(before: str | None, after: str | None) -> None:
    if before is not None and after is not None and before >= after:
        with pytest.raises(ValueError, match="not in order"):
            key_between(before, after)
        return
    key = key_between(before, after)
    assert is_key(key)
    assert before is None or before < key
    assert after is None or key < after


@given(KEYS)
def test_there_is_room_between_a_key_and_its_closest_successor(key: str) -> None:
    closest = key + DIGITS[0] * 3 + DIGITS[1]
    between = key_between(key, closest)
    assert key < between < closest
    assert is_key(between)


@given(st.lists(st.tuples(st.integers(-2, 60), st.booleans(), st.integers(0, 60)), max_size=80))
def test_keys_follow_any_inserting_removing_and_moving(wishes: list[tuple[int, bool, int]]) -> None:
    """The model is a plain list; the keys alone have to give the same order."""
    keys: dict[int, str] = {}
    order: list[int] = []
    for name, (position, remove, which) in enumerate(wishes):
        if remove and order:
            keys.pop(order.pop(which % len(order)))
        place = max(0, min(position, len(order)))
        keys[name] = key_at([keys[other] for other in order], position)
        order.insert(place, name)
        assert sorted(keys, key=lambda other: keys[other]) == order
    assert all(is_key(key) for key in keys.values())


@given(st.integers(0, 5_000))
def test_keys_for_an_empty_list_are_in_order_and_leave_room_everywhere(count: int) -> None:
    keys = keys_for(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(is_key(key) for key in keys)
    if keys:
        assert key_between(None, keys[0]) < keys[0]
        assert keys[-1] < key_between(keys[-1], None)
    assert max(map(len, keys), default=1) <= 3


def test_a_thousand_appended_keys_stay_short() -> None:
    keys: list[str] = []
    for _number in range(1_000):
        keys.append(key_at(keys, len(keys)))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 1_000 // 30 + 1


def test_a_thousand_keys_put_first_stay_orderly() -> None:
    keys: list[str] = []
    for _number in range(1_000):
        keys.insert(0, key_at(keys, 0))
    assert keys == sorted(set(keys))
    assert all(is_key(key) for key in keys)
    assert max(map(len, keys)) <= 1_000 // 5 + 1


def test_a_thousand_keys_at_random_places_stay_short() -> None:
    chance = random.Random(20261123)
    keys: list[str] = []
    for _number in range(1_000):
        position = chance.randint(0, len(keys))
        keys.insert(position, key_at(keys, position))
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 12


@pytest.mark.parametrize(("position", "expected"), [(-5, 0), (0, 0), (1, 1), (2, 2), (99, 2)])
def test_positions_outside_the_list_mean_its_begin_or_end(position: int, expected: int) -> None:
    key = key_at(["K", "V"], position)
    assert sorted(["K", "V", key]).index(key) == expected
