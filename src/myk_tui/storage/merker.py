"""Where a window stands, and what no undo may reach: values by name beside the history, inside a transaction."""

import json
from typing import Any

import sqlalchemy as sa

from myk_tui.storage import tables as t
from myk_tui.storage.journal import dump_json

_KEEP = sa.text(
    "INSERT INTO merker (schluessel, wert) VALUES (:schluessel, :wert)"
    " ON CONFLICT (schluessel) DO UPDATE SET wert = excluded.wert"
)


def keep(connection: sa.Connection, schluessel: str, wert: object) -> None:
    """Keep a JSON value under this key, in place of what was kept there."""
    connection.execute(_KEEP, {"schluessel": schluessel, "wert": dump_json(wert)})


def kept(connection: sa.Connection, schluessel: str) -> Any:
    """Return the value that is kept under this key, or None."""
    text = connection.scalar(sa.select(t.merker.c.wert).where(t.merker.c.schluessel == schluessel))
    return None if text is None else json.loads(text)
