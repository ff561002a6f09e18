"""Reading: rows of the database to frozen values of the domain, a file per area."""

import datetime as dt
import sqlite3
from typing import Any

import sqlalchemy as sa

from myk_tui.errors import NotFound
from myk_tui.i18n import _


def to_date(text: str | None) -> dt.date | None:
    """Return the date a column of kind ``date`` holds."""
    return None if text is None else dt.date.fromisoformat(text)


def plain_connection(connection: sa.Connection) -> sqlite3.Connection:
    """Return the driver's own connection, inside the same transaction, for plain SQL."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def require_row(connection: sa.Connection, table: sa.Table, row_id: str) -> Any:
    """Return a row by id; raises NotFound if it is gone (deleted here or in another window)."""
    row = connection.execute(sa.select(table).where(table.c.id == row_id)).one_or_none()
    if row is None:
        raise NotFound(_("Dieser Eintrag ist nicht mehr da. Die Ansicht zeigt jetzt den neuen Stand."))
    return row
