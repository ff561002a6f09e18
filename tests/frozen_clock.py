"""A clock that stands still until it is told to move."""

from datetime import UTC, date, datetime, timedelta


class FrozenClock:
    """Stands on an evening in November 2026."""

    def __init__(self, moment: str = "2026-11-23T18:00:00Z") -> None:
        self.set(moment)

    def set(self, moment: str) -> None:
        self._now = datetime.fromisoformat(moment).astimezone(UTC)

    def tick(self, **amount: float) -> None:
        self._now += timedelta(**amount)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()
