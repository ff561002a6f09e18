"""What the tellers of the practice data share: a clock that stands where the story is, and finding rows by title."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from myk_tui.domain.clock import to_text
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer


class StepClock:
    """A clock that stands where the story is."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 4, 2, 16, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment of the story."""
        return self.moment

    def asleep(self) -> float:
        """Return 0: it never sleeps."""
        return 0.0

    def today(self) -> date:
        """Return its date."""
        return self.moment.date()

    def go(self, month: int, day: int, hour: int = 16) -> None:
        """Go on to a later day of 2026."""
        self.moment = datetime(2026, month, day, hour, 0, tzinfo=UTC)

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
