"""The snapshot: complete, canonical, byte-stable, in step with its published schema."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from myk_tui.domain.text import forbidden_character
from myk_tui.errors import NothingToUndo
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.kennung import new_id
from myk_tui.storage.snapshot import (
    TABLES,
    all_rows,
    checksum,
    dump_snapshot,
    encode_rows,
    read_snapshot,
    replace_content,
)
from myk_tui.storage.snapshot_checks import ROW_RULES

ROOT = Path(__file__).parents[2]

HOSTILE = (
    "[/]",
    "Ziel [Q3]",
    '"; DROP TABLE idee; --',
    "back\\slash \\u0041 {klammer}",
    "‮rechts nach links‬",
    "Zeilentrenner \u2028 innen",
    "e" + "\u0301" * 300,
    "👩‍👩‍👧‍👦 Familie 🏳️‍🌈",
    "Äpfel, Öl, Übung, Straße",
    "=1+1",
    "",
)


def exported(database: Database) -> bytes:
    with database.read() as connection:
        return dump_snapshot(connection)


def test_the_bytes_are_those_of_canonical_json(database: Database) -> None:
    make_region(database)
    raw = exported(database)
    document = json.loads(raw)
    assert raw.decode() == json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    assert document["pruefsumme"] == checksum(document)


def test_everything_is_in_it_but_the_state_of_windows(database: Database) -> None:
    make_region(database)
    database.remember("seite", 3)
    document = json.loads(exported(database))
    assert set(document["daten"]) == {table.name for table in t.ENTITIES + t.HISTORY}
    assert document["anzahl"] == {name: len(rows) for name, rows in document["daten"].items()}
    assert document["daten"]["journal"] and document["daten"]["schritt"]
    assert document["daten"] == {
        name: sorted(rows, key=lambda row: [row[column.name] for column in t.BY_NAME[name].primary_key.columns])
        for name, rows in _rows(database).items()
    }


def _rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    with database.read() as connection:
        return all_rows(connection)


def test_importing_twice_into_files_with_content_gives_the_same_bytes(make_database: Callable[[], Database]) -> None:
    source = make_database()
    make_region(source, cards=3)
    raw = exported(source)
    target = make_database()
    make_region(target)
    target.remember("seite", 3)
    for _round in range(2):
        replace_content(target, read_snapshot(raw))
        assert exported(target) == raw
    assert target.remembered("seite") is None


def test_the_history_goes_along_so_that_undo_works_after_an_import(make_database: Callable[[], Database]) -> None:
    source = make_database()
    empty = contents(source)
    region = make_region(source)
    with source.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="Anders")
    raw = exported(source)
    target = make_database()
    replace_content(target, read_snapshot(raw))
    assert target.undo().titel == "Umbenannt"
    target.undo()
    assert contents(target) == empty
    target.redo()
    target.redo()
    wanted = json.loads(raw)["daten"]
    assert contents(target) == {table.name: wanted[table.name] for table in t.ENTITIES}


def test_rows_encode_to_the_same_bytes_as_the_database(database: Database) -> None:
    make_region(database)
    raw = exported(database)
    assert encode_rows(json.loads(raw)["daten"]) == raw


def test_a_reformatted_file_is_still_accepted(database: Database) -> None:
    make_region(database)
    document = json.loads(exported(database))
    for raw in (
        json.dumps(document).encode(),
        json.dumps(document, indent=4, ensure_ascii=False).replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + json.dumps(document).encode(),
    ):
        assert read_snapshot(raw).rows == document["daten"]


def test_a_file_made_by_hand_may_leave_out_checksum_and_counts(database: Database) -> None:
    document = json.loads(exported(database))
    del document["pruefsumme"], document["anzahl"]
    assert read_snapshot(json.dumps(document).encode()).rows == document["daten"]


def test_the_published_schema_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import make_schema

    assert make_schema.TARGET.read_text(encoding="utf-8") == make_schema.schema_text()


def test_every_constraint_over_several_columns_has_its_sentence() -> None:
    single = {(table.name, column.name) for table in t.ENTITIES for column in table.columns}
    named = {
        (table.name, str(constraint.name).removeprefix(f"ck_{table.name}_"))
        for table in t.ENTITIES
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert named - single == set(ROW_RULES)


def test_pydantic_is_imported_only_when_a_snapshot_is_read() -> None:
    script = "import sys, myk_tui.storage.snapshot, myk_tui.storage.vorlagen; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# --- any database at all ------------------------------------------------------------


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), filled=st.booleans(), steps=st.integers(0, 30))
def test_any_database_survives_the_round_trip(
    make_database: Callable[[], Database], seed: int, filled: bool, steps: int
) -> None:
    source, random = make_database(), Random(seed)
    _begin(source)
    if filled:
        _fill(source, random)
    for _step in range(steps):
        _change_something(source, random)
    raw, before = exported(source), contents(source)
    _undo_all(source)
    start = contents(source)
    target = make_database()
    replace_content(target, read_snapshot(raw))
    assert exported(target) == raw
    assert contents(target) == before
    _undo_all(target)
    assert contents(target) == start


def _undo_all(database: Database) -> None:
    try:
        while True:
            database.undo()
    except NothingToUndo:
        return


def _begin(database: Database) -> None:
    """Put the one programme in, without a step that could be taken back."""
    with database.write("Programm") as writer:
        writer.connection.execute(t.programm.insert(), {"id": new_id(), "name": "Programm"})


def _fill(database: Database, random: Random) -> None:
    """Put two rows into every table, and leave the one programme alone."""
    for table in t.ENTITIES:
        while table is not t.programm and len(contents(database)[table.name]) < 2:
            _insert(database, table, random)


def _insert(database: Database, table: sa.Table, random: Random) -> None:
    """Insert a row; what the constraints refuse did not happen."""
    there = {name: [row["id"] for row in rows] for name, rows in contents(database).items()}
    values = _values(table, there, random)
    if values is not None:
        with contextlib.suppress(sa.exc.IntegrityError), database.write("Etwas Neues") as writer:
            writer.insert(table, **values)


def _change_something(database: Database, random: Random) -> None:
    """Insert, change, delete, undo or redo."""
    table = random.choice([table for table in t.ENTITIES if table is not t.programm])
    ids = [row["id"] for row in contents(database)[table.name]]
    action = random.choice(("insert", "insert", "insert", "update", "delete", "undo", "redo"))
    with contextlib.suppress(NothingToUndo):
        if action == "insert":
            _insert(database, table, random)
        elif action in ("undo", "redo"):
            getattr(database, action)()
        elif ids:
            with database.write(random.choice(HOSTILE)[:100]) as writer:
                if action == "delete":
                    writer.delete(table, random.choice(ids))
                else:
                    texts = [column for column in table.columns if column.info["kind"] in ("line", "text")]
                    unique = {name for key in _unique(table) for name in key}
                    changes = {c.name: _value(c, random) for c in texts if c.name not in unique}
                    writer.update(table, random.choice(ids), **changes)


def _unique(table: sa.Table) -> list[list[str]]:
    return [[c.name for c in key.columns] for key in table.constraints if isinstance(key, sa.UniqueConstraint)]


def _values(table: sa.Table, there: dict[str, list[str]], random: Random) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "id":
            continue
        target = next((key.column.table.name for key in column.foreign_keys), None)
        if target is None:
            values[column.name] = None if column.nullable and random.random() < 0.4 else _value(column, random)
        elif there[target] and (not column.nullable or random.random() < 0.4):
            values[column.name] = random.choice(there[target])
        elif not column.nullable:
            return None
    return values


def _value(column: sa.Column[Any], random: Random) -> Any:
    info = column.info
    match info["kind"]:
        case "word":
            return random.choice(info["words"])
        case "date":
            return (date(2000, 1, 1) + timedelta(days=random.randrange(30_000))).isoformat()
        case "time":
            return f"20{random.randrange(10, 99)}-02-28T{random.randrange(10, 24)}:59:00.{random.randrange(100, 999)}Z"
        case "order":
            return random.choice(("V", "A1", "zzz", "0V"))
        case "json":
            return random.choice(("", '{"a":[1,"ä"]}'))
        case "line" | "text":
            text = "".join(random.choice(HOSTILE) for _ in range(random.randrange(4))) or "x"
            text += "\n zweite Zeile" if info["kind"] == "text" else ""
            assert forbidden_character(text) is None
            return text[: min(info["max"], 300)]
        case _:
            return random.choice((info["low"], info["high"], random.randint(info["low"], info["high"])))


def test_the_random_databases_have_rows_in_every_table(make_database: Callable[[], Database]) -> None:
    database = make_database()
    _begin(database)
    _fill(database, Random(1))
    assert all(_rows(database).values())
    assert len(_rows(database)) == len(TABLES)
