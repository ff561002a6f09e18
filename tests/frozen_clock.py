"""A clock that stands still until it is told to move, as clocks do somewhere between two whole seconds."""

from datetime import UTC, date, datetime, timedelta


class FrozenClock:
    """Stands on an evening in November 2026."""

    def __init__(self, moment: str = "2026-11-23T18:00:00.357Z") -> None:
        self.set(moment)
        self._slept = 0.0

    def asleep(self) -> float:
        return self._slept

    def sleep(self, **amount: float) -> None:
        """Let the laptop sleep: the time goes on, the program does not."""
        self.tick(**amount)
        self._slept += timedelta(**amount).total_seconds()

    def set(self, moment: str) -> None:
        self._now = datetime.fromisoformat(moment).astimezone(UTC)

    def tick(self, **amount: float) -> None:
        self._now += timedelta(**amount)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()
