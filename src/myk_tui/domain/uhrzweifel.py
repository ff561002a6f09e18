"""Which times of the journal are doubtful: steps are numbered as they were made, so a time that runs backwards is wrong."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

from myk_tui.i18n import _

SPIELRAUM = timedelta(minutes=5)
"""How far clocks may disagree before anything is said: two laptops never agree quite, and a clock is put right in small steps."""

_DAY = 86_400


class _Lauf(NamedTuple):
    """Steps of one day, one after the other, in which the time never runs backwards: from the first to the last moment."""

    von: float
    bis: float
    zahl: int


def doubtful_steps(schritte: Sequence[tuple[int, datetime]]) -> frozenset[int]:
    """Return the numbers of the steps whose time is contradicted by their neighbours; ``schritte`` in their order.

    The time jumps back, but was it wrong before or is it wrong since? Believed
    are the days of the longest series that never runs backwards: of a year with
    one evening by the wrong clock the evening is doubted, however much was
    written in it. Where two series are equally long nobody knows which one is
    right, and what only one of them holds is doubted too, as far as another
    step contradicts it at all.
    """
    moments = _evened([moment.timestamp() for _nr, moment in schritte])
    runs = _runs(moments)
    believed = [sure for run, sure in zip(runs, _sure(runs), strict=True) for _step in range(run.zahl)]
    highest_before = accumulate(moments, max)
    lowest_after = [*accumulate(reversed(moments), min)][::-1]
    return frozenset(
        nr
        for (nr, _moment), own, sure, high, low in zip(
            schritte, moments, believed, highest_before, lowest_after, strict=True
        )
        if not sure and (high > own or low < own)
    )


def show_zweifel(text: str, *, unsicher: bool) -> str:
    """Return a time as it is written, with a word behind it if it is doubtful."""
    return _("{zeit}, Zeit unsicher").format(zeit=text) if unsicher else text


def _evened(moments: Iterable[float]) -> list[float]:
    """Return the moments, in seconds; one that lies hardly before its neighbour counts as at the same time."""
    found: list[float] = []
    for moment in moments:
        back = found[-1] - moment if found else 0
        found.append(found[-1] if 0 < back <= SPIELRAUM.total_seconds() else moment)
    return found


def _runs(moments: Sequence[float]) -> list[_Lauf]:
    breaks = [
        place for place, (one, other) in enumerate(pairwise(moments), 1) if other < one or other // _DAY != one // _DAY
    ]
    ends = [*breaks, len(moments)] if moments else []
    return [
        _Lauf(moments[begin], moments[end - 1], end - begin) for begin, end in zip([0, *breaks], ends, strict=False)
    ]


def _sure(runs: Sequence[_Lauf]) -> list[bool]:
    """Return for each run whether every longest series holds it."""
    before = _lengths((run.von, run.bis) for run in runs)
    after = _lengths((-run.bis, -run.von) for run in reversed(runs))[::-1]
    longest = max(before, default=0)
    inside = [ahead + behind - 1 == longest for ahead, behind in zip(before, after, strict=True)]
    rivals = Counter(place for place, belongs in zip(before, inside, strict=True) if belongs)
    return [belongs and rivals[place] == 1 for place, belongs in zip(before, inside, strict=True)]


def _lengths(spans: Iterable[tuple[float, float]]) -> list[int]:
    """Return for each span how long the longest series is that ends with it and never runs backwards."""
    ends: list[float] = []
    lengths = []
    for begin, end in spans:
        place = bisect_right(ends, begin)
        if place == len(ends):
            ends.append(end)
        ends[place] = min(ends[place], end)
        lengths.append(place + 1)
    return lengths
