"""The history that the journal consists of, and where windows stand."""

import sqlalchemy as sa

from myk_tui.domain.text import ZEILE_MAX
from myk_tui.storage.columns import (
    metadata,
)

schritt = sa.Table(
    "schritt",
    metadata,
    sa.Column("nr", sa.Integer, primary_key=True, nullable=False, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("id", sa.Text, nullable=False, unique=True, info={"kind": "id"}),
    sa.Column("titel", sa.Text, nullable=False, info={"kind": "line", "max": ZEILE_MAX}),
    sa.Column("um", sa.Text, nullable=False, info={"kind": "time"}),
    sa.Column("akteur", sa.Text, nullable=False, server_default="", info={"kind": "line", "max": ZEILE_MAX}),
    sa.Column("art", sa.Text, nullable=False, info={"kind": "word", "words": ["tun", "zurueck", "wieder"]}),
    # A linked list that makes undo and redo one look-up each, see ``journal``.
    sa.Column("bezug_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("zurueck_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("davor_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("wieder_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("danach_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.CheckConstraint("art IN ('tun', 'zurueck', 'wieder')", name="art"),
    sa.Index("ix_schritt_bezug_nr", "bezug_nr"),
    sqlite_strict=True,
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column(
        "schritt_nr",
        sa.Integer,
        sa.ForeignKey("schritt.nr"),
        primary_key=True,
        nullable=False,
        info={"kind": "int", "low": 1, "high": 2**53},
    ),
    sa.Column("pos", sa.Integer, primary_key=True, nullable=False, info={"kind": "int", "low": 0, "high": 2**53}),
    sa.Column("tabelle", sa.Text, nullable=False, info={"kind": "line", "max": 60}),
    sa.Column("zeile_id", sa.Text, nullable=False, info={"kind": "id"}),
    sa.Column("vorher", sa.Text, info={"kind": "json"}),
    sa.Column("nachher", sa.Text, info={"kind": "json"}),
    sa.Index("ix_journal_zeile", "tabelle", "zeile_id", "schritt_nr"),
    sqlite_strict=True,
)

merker = sa.Table(
    "merker",
    metadata,
    sa.Column("schluessel", sa.Text, primary_key=True, nullable=False, info={"kind": "line", "max": 200}),
    sa.Column("wert", sa.Text, nullable=False, info={"kind": "json"}),
    sqlite_strict=True,
)
"""Where a window stands (open page of the wizard, folded nodes): no content, not journaled, in no snapshot."""
