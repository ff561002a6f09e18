"""A copy of the program with one migration more: how the next version looks to today's files."""

import shutil
from pathlib import Path

from myk_tui.storage import tables as t
from myk_tui.storage.version import revision_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "myk_tui"
NEXT = t.SCHEMA_VERSION + 1

MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}
"""


def copy_program(folder: Path) -> Path:
    """Copy program and migrations as the wheel lays them out; return the folder for ``PYTHONPATH``."""
    leave_out = shutil.ignore_patterns("__pycache__", "locale")
    shutil.copytree(PACKAGE, folder / "myk_tui", ignore=leave_out)
    shutil.copytree(ROOT / "migrations", folder / "myk_tui" / "migrations", ignore=leave_out)
    return folder


def make_newer(folder: Path, body: str) -> Path:
    """Copy the program and add a migration that does ``body``; return the folder for ``PYTHONPATH``."""
    copy_program(folder)
    numbers = folder / "myk_tui" / "storage" / "version.py"
    source = numbers.read_text(encoding="utf-8")
    source = source.replace(f"SCHEMA_VERSION = {t.SCHEMA_VERSION}\n", f"SCHEMA_VERSION = {NEXT}\n")
    source = source.replace(f'SCHEMA_REVISION = "{t.SCHEMA_REVISION}"', f'SCHEMA_REVISION = "{revision_of(NEXT)}"')
    numbers.write_text(source, encoding="utf-8")
    add_migration(folder / "myk_tui" / "migrations", body)
    return folder


def add_migration(migrations: Path, body: str) -> None:
    """Write the next migration into a folder of migrations; ``body`` are its statements."""
    indented = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    text = MIGRATION.format(revision=revision_of(NEXT), before=t.SCHEMA_REVISION, body=indented)
    (migrations / "versions" / f"{revision_of(NEXT)}_morgen.py").write_text(text, encoding="utf-8")
