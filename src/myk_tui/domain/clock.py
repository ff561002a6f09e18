"""The one source of time. Everything that needs to know the time is handed a clock."""

import sys
import time
from datetime import UTC, date, datetime
from typing import Protocol

_SLEEP_CLOCKS = {
    "linux": ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
    "darwin": ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"),
}
"""By platform, which clock goes on while the machine sleeps, and which one stands still."""


class Clock(Protocol):
    """What the program knows about time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        ...

    def today(self) -> date:
        """Return the date on the wall of the room (local time zone)."""
        ...

    def asleep(self) -> float:
        """Return for how many seconds the machine has slept so far; only differences count, 0 if it cannot be known."""
        ...


class SystemClock:
    """The clock of the laptop."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local date."""
        return datetime.now().date()

    def asleep(self) -> float:
        """Return the difference of the two clocks of the system of which only one goes on while it sleeps."""
        going_on, standing_still = _SLEEP_CLOCKS.get(sys.platform, (None, None))
        if going_on is None or standing_still is None:
            return 0.0  # Windows has no such pair that Python can read
        return time.clock_gettime(getattr(time, going_on)) - time.clock_gettime(getattr(time, standing_still))


def to_text(moment: datetime) -> str:
    """Write a moment as it stands in the database: UTC, milliseconds, sortable as text.

    >>> to_text(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    '2026-11-23T18:00:00.000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read a moment written by ``to_text``; raises ValueError for anything else."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
