"""What the tellers of the practice data share: a clock that stands where the story is, and finding rows by title."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import sqlalchemy as sa

from myk_tui.domain.clock import to_text
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

Tag = tuple[int, int]
"""Month and day of 2026."""


class StepClock:
    """A clock that stands where the story is, and lets happen on the way what was planned."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
        self._planned: list[tuple[datetime, Callable[[], object]]] = []

    def now(self) -> datetime:
        """Return the moment of the story."""
        return self.moment

    def asleep(self) -> float:
        """Return 0: it never sleeps."""
        return 0.0

    def today(self) -> date:
        """Return its date."""
        return self.moment.date()

    def plan(self, tag: Tag, hour: int, act: Callable[[], object]) -> None:
        """Let something happen at an hour of a later day, when the story goes there."""
        self._planned.append((datetime(2026, *tag, hour, 0, tzinfo=UTC), act))

    def go(self, month: int, day: int, hour: int = 16) -> None:
        """Go on to a later day of 2026; what was planned until then happens first, at its own time."""
        there = datetime(2026, month, day, hour, 0, tzinfo=UTC)
        due = sorted((one for one in self._planned if one[0] <= there), key=lambda one: one[0])
        self._planned = [one for one in self._planned if one[0] > there]
        for self.moment, act in due:
            act()
        self.moment = there

    def at(self, wall: str) -> str:
        """Go on to a time on the wall of the same day in summer; return it as it is stored."""
        hour, minute = wall.split(":")
        self.moment = self.moment.replace(hour=int(hour) - 2, minute=int(minute))
        return to_text(self.moment)


def row_id(writer: Writer, table: sa.Table, titel: str) -> str:
    """Return the id of the row with this title or name."""
    columns = table.c
    name = columns.titel if "titel" in columns else columns.name
    found = writer.connection.execute(table.select().where(name == titel)).one()
    return str(found.id)


def lookup(database: Database, table: sa.Table, titel: str) -> str:
    """Return the same, outside a step."""
    with database.read() as connection:
        return row_id(Writer(connection), table, titel)


def sprint_id(writer: Writer) -> str:
    """Return the id of the running sprint."""
    return str(writer.connection.execute(t.sprint.select().where(t.sprint.c.status == "aktiv")).one().id)
