"""The one source of time. Everything that needs to know the time is handed a clock."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """What the program knows about time."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        ...

    def today(self) -> date:
        """Return the date on the wall of the room (local time zone)."""
        ...


class SystemClock:
    """The clock of the laptop."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local date."""
        return datetime.now().date()


def to_text(moment: datetime) -> str:
    """Write a moment as it stands in the database: UTC, milliseconds, sortable as text.

    >>> to_text(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
    '2026-11-23T18:00:00.000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read a moment written by ``to_text``; raises ValueError for anything else."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
