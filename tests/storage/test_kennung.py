"""Ids of rows sort as they were made, whatever the clock does."""

import time
import uuid
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.storage.kennung import new_id

YEAR_2026, YEAR_2100 = 1_767_225_600_000, 4_102_444_800_000
"""In Unix milliseconds."""


def test_an_id_is_a_uuid_of_version_7_that_begins_with_the_time() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


@given(st.lists(st.integers(YEAR_2026, YEAR_2100), max_size=50))
def test_ids_ascend_while_the_clock_stands_still_or_is_set(moments: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("myk_tui.storage.kennung._latest", 0)
        made = [new_id()]
        for moment in moments:
            patch.setattr("myk_tui.storage.kennung.time.time_ns", lambda moment=moment: moment * 1_000_000)
            made += [new_id(), new_id()]
    assert all(earlier < later for earlier, later in pairwise(made))
    assert {uuid.UUID(text).version for text in made} == {7}


def test_ids_go_on_ascending_when_the_counter_of_a_millisecond_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("myk_tui.storage.kennung._latest", (YEAR_2100 + 1 << 42) - 2)
    made = [new_id() for _ in range(3)]
    assert made == sorted(made)
    assert uuid.UUID(made[-1]).int >> 80 == YEAR_2100 + 1
