"""Which files are ours and which schema they have; known without importing SQLAlchemy."""

HEADER = b"SQLite format 3\x00"
"""First bytes of every SQLite file."""

APPLICATION_ID = 0x4D594B31
"""``PRAGMA application_id`` of our files: "MYK1"."""

SCHEMA_VERSION = 3
"""``PRAGMA user_version``: number of the newest migration."""

SCHEMA_REVISION = "0003"
"""Alembic revision that belongs to ``SCHEMA_VERSION``; ``make check`` compares it with ``migrations/``."""


def revision_of(version: int) -> str:
    """Return the Alembic revision of a schema version; both count the migrations."""
    return f"{version:04d}"


def is_present(header: bytes) -> bool:
    """Whether the first 100 bytes of a file are those of a database of ours with the present schema."""
    return (
        header.startswith(HEADER)
        and int.from_bytes(header[68:72], "big") == APPLICATION_ID
        and int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    )
