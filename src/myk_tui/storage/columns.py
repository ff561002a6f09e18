"""Building blocks of the schema: columns whose ``info`` says what a value means.

See ``tables`` for the kinds.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.text import TEXT_MAX, TITEL_MAX, ZEILE_MAX

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Column = sa.Column[Any]

TEXT = sa.Text()
"""One for all columns; a class would be made an object of for each."""


def id_column() -> Column:
    """Key of a row: a UUID of version 7 as text."""
    return sa.Column("id", TEXT, primary_key=True, nullable=False, info={"kind": "id"})


def reference(
    name: str, target: str, *, required: bool = False, with_parent: bool | None = None, later: bool = False
) -> Column:
    """Reference to another row.

    ``with_parent`` says whether the row goes when the target is deleted
    (default: if the reference is required); otherwise the reference is emptied.
    ``later`` marks the one reference that closes a circle between tables.
    """
    goes = required if with_parent is None else with_parent
    return sa.Column(
        name,
        TEXT,
        sa.ForeignKey(f"{target}.id", use_alter=later),
        nullable=not required,
        index=True,
        info={"kind": "id", "with_parent": goes},
    )


def line_column(name: str, *, required: bool = False, maximum: int = ZEILE_MAX) -> Column:
    """One line of text of at most ``maximum`` letters."""
    return sa.Column(
        name,
        TEXT,
        nullable=False,
        server_default=None if required else "",
        info={"kind": "line", "max": maximum, "required": required},
    )


def title_column(name: str = "titel") -> Column:
    """The line a row is called by; never empty."""
    return line_column(name, required=True, maximum=TITEL_MAX)


def text_column(name: str) -> Column:
    """Several lines of text."""
    return sa.Column(name, TEXT, nullable=False, server_default="", info={"kind": "text", "max": TEXT_MAX})


def word_column(name: str, words: type[StrEnum], default: StrEnum | None = None, *, required: bool = True) -> list[Any]:
    """One of a fixed set of words."""
    values = [word.value for word in words]
    allowed = ", ".join(f"'{value}'" for value in values)
    column = sa.Column(
        name,
        TEXT,
        nullable=not required,
        server_default=None if default is None else default.value,
        info={"kind": "word", "words": values},
    )
    return [column, sa.CheckConstraint(f"{name} IN ({allowed})", name=name)]


def date_column(name: str, *, required: bool = False) -> Column:
    """A day, ``YYYY-MM-DD``."""
    return sa.Column(name, TEXT, nullable=not required, info={"kind": "date"})


def time_column(name: str, *, required: bool = False) -> Column:
    """A moment in UTC, to the millisecond."""
    return sa.Column(name, TEXT, nullable=not required, info={"kind": "time"})


def order_column() -> Column:
    """Place among siblings, a fractional index."""
    return sa.Column("ordnung", TEXT, nullable=False, info={"kind": "order"})


def int_column(name: str, low: int, high: int, default: int | None = None, *, kind: str = "int") -> list[Any]:
    """A whole number from ``low`` to ``high``; without a default it may be missing."""
    column = sa.Column(
        name,
        sa.Integer,
        nullable=default is None,
        server_default=None if default is None else str(default),
        info={"kind": kind, "low": low, "high": high},
    )
    return [column, sa.CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=name)]


def bool_column(name: str) -> list[Any]:
    """0 or 1, 0 unless said otherwise."""
    return int_column(name, 0, 1, 0, kind="bool")


def cent_column(name: str) -> list[Any]:
    """An amount in euro cents, or nothing."""
    return int_column(name, 0, 100_000_000_000, kind="cent")


def weight_column() -> list[Any]:
    """Weight among siblings, 1 unless said otherwise."""
    return int_column("gewicht", 1, 100, 1)


def origin_columns() -> list[Any]:
    """Where a record comes from: address of the public source; marked as example or assumed."""
    return [line_column("quelle", maximum=2_000), *bool_column("beispiel")]


def make_table(name: str, *parts: Column | sa.schema.SchemaItem | Sequence[Any]) -> sa.Table:
    """Make a STRICT table of columns, lists of columns with their constraints, and constraints."""
    flat: list[Any] = []
    for part in parts:
        flat.extend(part) if isinstance(part, list) else flat.append(part)
    return sa.Table(name, metadata, *flat, sqlite_strict=True)
