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
    if table.name not in _BY_ID:
        _BY_ID[table.name] = sa.select(table).where(table.c.id == sa.bindparam("row_id"))
    row = connection.execute(_BY_ID[table.name], {"row_id": row_id}).one_or_none()
    if row is None:
        raise gone()
    return row


def gone() -> NotFound:
    """Return the refusal to work on what is not there any more."""
    return NotFound(_("Dieser Eintrag ist nicht mehr da. Die Ansicht zeigt jetzt den neuen Stand."))


_BY_ID: dict[str, sa.Select[Any]] = {}
"""The query for one row per table, built once."""
