"""Check that the migrations lead exactly to the tables of the program.

One head, its revision and number as ``storage.tables`` says, nothing left to
migrate, and the same SQL as the tables would make (Alembic itself does not
compare CHECK constraints). Exit 1 with a message otherwise.
"""

import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from myk_tui.storage import tables as t
from myk_tui.storage.migrate import create_file, migrations_dir


def findings(folder: Path) -> list[str]:
    """Return what does not fit, in sentences; empty if all is well."""
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    found = []
    if scripts.get_heads() != [t.SCHEMA_REVISION]:
        found.append(f"heads are {scripts.get_heads()}, tables.SCHEMA_REVISION is {t.SCHEMA_REVISION}")
    if len(list(scripts.walk_revisions())) != t.SCHEMA_VERSION:
        found.append(f"{len(list(scripts.walk_revisions()))} migrations, tables.SCHEMA_VERSION is {t.SCHEMA_VERSION}")
    migrated, made = folder / "migrated.db", folder / "made.db"
    create_file(migrated)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(migrated)))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found += [f"differs: {difference}" for difference in compare_metadata(context, t.metadata)]
    engine.dispose()
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(made)))
    t.metadata.create_all(engine)
    engine.dispose()
    ours, theirs = _sql(made), _sql(migrated)
    found += [f"other SQL for {name}" for name in ours | theirs if ours.get(name) != theirs.get(name)]
    return found


def _sql(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: _parts(sql) for name, sql in rows if name != "alembic_version"}


def _parts(sql: str) -> list[str]:
    """Return the pieces of a CREATE statement, so that it does not count where a constraint stands, and in which order."""
    line = re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")").replace(" CONSTRAINT ", ", CONSTRAINT ")
    line = line.replace(",, ", ", ")
    head, _bracket, body = line.partition("(")
    return [head.strip(), *sorted(part.strip() for part in body.replace(") STRICT", "").split(", "))]


def main() -> int:
    """Print the findings; return 1 if there are any."""
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Path(folder))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
