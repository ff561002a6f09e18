from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import NothingToUndo, RuleViolation
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer, full_row, latest
from other_process import run_python

REFERENCES: dict[str, list[tuple[str, str]]] = {
    "zielbild": [],
    "ziel": [("zielbild_id", "zielbild")],
    "loesung": [("ziel_id", "ziel")],
    "massnahme": [("loesung_id", "loesung"), ("vorgaenger_id", "massnahme"), ("herkunft_idee_id", "idee")],
    "idee": [("dublette_von_id", "idee"), ("zielbild_id", "zielbild"), ("herkunft_massnahme_id", "massnahme")],
}
"""Tables of the property test with the references it fills; idea and Maßnahme close a circle."""

REQUIRED = {"ziel": "zielbild_id", "loesung": "ziel_id"}


def ids(writer: Writer, name: str) -> list[str]:
    table = t.BY_NAME[name]
    return list(writer.connection.scalars(table.select().with_only_columns(table.c.id).order_by(table.c.id)))


def one_change(data: st.DataObject, writer: Writer, number: int) -> None:
    """Add, change or delete one row of one table; what it refers to is drawn from what is there."""
    name = data.draw(st.sampled_from(list(REFERENCES)), label="table")
    table, present = t.BY_NAME[name], ids(writer, name)
    action = data.draw(st.sampled_from(["insert", "insert", "update", "delete"]), label="action")
    values: dict[str, Any] = {"titel": data.draw(st.sampled_from([f"Titel {number}", "[/]", "Größe\x1b"]))}
    for column, target in REFERENCES[name]:
        choices: list[str | None] = [*ids(writer, target)]
        if REQUIRED.get(name) != column:
            choices.append(None)
        if not choices:
            return
        values[column] = data.draw(st.sampled_from(choices), label=column)
    if action == "insert" or not present:
        if "ordnung" in table.c:
            values["ordnung"] = f"V{number}V"
        writer.insert(table, **values)
    elif action == "update":
        writer.update(table, data.draw(st.sampled_from(present), label="row"), **values)
    else:
        writer.delete(table, data.draw(st.sampled_from(present), label="row"))


def undo_all(database: Database) -> int:
    steps = 0
    while True:
        try:
            database.undo()
        except NothingToUndo:
            return steps
        steps += 1


def redo_all(database: Database) -> int:
    steps = 0
    while True:
        try:
            database.redo()
        except NothingToUndo:
            return steps
        steps += 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_undoing_everything_gives_the_beginning_and_redoing_everything_the_end(
    make_database: Callable[[], Database], data: st.DataObject
):
    database = make_database()
    states = [contents(database)]
    for step in range(data.draw(st.integers(1, 8), label="steps")):
        before = database.last_saved
        with database.write(f"Schritt {step}") as writer:
            for change in range(data.draw(st.integers(1, 4), label="changes")):
                one_change(data, writer, step * 10 + change)
        if database.last_saved is not before:
            states.append(contents(database))
    for state in reversed(states[:-1]):
        database.undo()
        assert contents(database) == state
    with pytest.raises(NothingToUndo):
        database.undo()
    for state in states[1:]:
        database.redo()
        assert contents(database) == state
    with pytest.raises(NothingToUndo):
        database.redo()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_undo_redo_and_work_in_any_mixture_behave_like_a_pile_of_states(
    make_database: Callable[[], Database], data: st.DataObject
):
    database = make_database()
    pile, undone = [contents(database)], []
    for step in range(data.draw(st.integers(1, 14), label="steps")):
        action = data.draw(st.sampled_from(["work", "work", "undo", "undo", "redo"]), label="action")
        if action == "work":
            with database.write(f"Schritt {step}") as writer:
                one_change(data, writer, step)
            if contents(database) != pile[-1]:
                pile.append(contents(database))
                undone.clear()
        elif action == "undo" and len(pile) > 1:
            database.undo()
            undone.append(pile.pop())
        elif action == "redo" and undone:
            database.redo()
            pile.append(undone.pop())
        else:
            with pytest.raises(NothingToUndo):
                database.undo() if action == "undo" else database.redo()
        assert contents(database) == pile[-1]
    database.close()
    assert [finding for finding in check_file(database.path) if finding.art == "verlauf"] == []


def test_steps_can_be_taken_back_after_a_restart_by_another_process(database: Database):
    before = contents(database)
    make_region(database)
    after = contents(database)
    path = database.path
    database.close()
    code = """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.storage.opening import open_file
opened = open_file(Path(sys.argv[1]), FrozenClock())
print(getattr(opened.database, sys.argv[2])().titel)
opened.close()
"""
    for action, expected in (("undo", before), ("redo", after)):
        result = run_python(code, path, action)
        assert result.stdout == "Testregion\n", result.stderr
        again = Database(path, FrozenClock())
        assert contents(again) == expected
        again.close()


def test_deleting_a_zielbild_takes_everything_below_and_empties_other_references(database: Database):
    region = make_region(database, cards=2)
    before = contents(database)
    with database.write("Zielbild gelöscht") as writer:
        writer.delete(t.zielbild, region.zielbilder[0])
    after = contents(database)
    assert {row["titel"] for row in after["massnahme"]} == {"Maßnahme 2", "Geplante 2", "Maßnahme 3", "Geplante 3"}
    assert len(after["aufgabe"]) == 16
    assert {row["zielbild_id"] for row in after["sprintteam"]} == {None, *region.zielbilder[1:]}
    database.undo()
    assert contents(database) == before


def test_a_step_whose_rows_were_changed_behind_its_back_is_not_undone(database: Database):
    region = make_region(database)
    with database.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu")
        writer.update(t.ziel, region.ziele[1], titel="auch neu")
    with database._immediate(), database._connection.begin():
        database._connection.execute(t.ziel.update().where(t.ziel.c.id == region.ziele[0]), {"titel": "fremd"})
    before = contents(database)
    with pytest.raises(RuleViolation, match="auf anderem Weg geändert"):
        database.undo()
    assert contents(database) == before


def test_without_a_change_there_is_no_step(database: Database):
    region = make_region(database)
    with database.read() as connection:
        number = latest(connection).nr
    with database.write("Nichts") as writer:
        assert not writer.update(t.ziel, region.ziele[0], titel="Ziel 1")
    assert database.last_saved is not None
    assert database.last_saved.titel == "Testregion"
    with database.read() as connection:
        assert latest(connection).nr == number


def test_an_update_records_only_what_differs(database: Database):
    region = make_region(database)
    with database.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu", gewicht=1)
    with database.read() as connection:
        entry = connection.execute(t.journal.select().order_by(t.journal.c.schritt_nr.desc())).first()
    assert (entry.vorher, entry.nachher) == ('{"titel":"Ziel 1"}', '{"titel":"neu"}')


def test_steps_are_numbered_one_after_the_other_although_the_clock_jumps(database: Database, clock: FrozenClock):
    for moment in ("2026-11-23T18:00:00Z", "2031-01-01T00:00:00Z", "1999-12-31T23:59:59Z"):
        clock.set(moment)
        with database.write(moment) as writer:
            writer.insert(t.idee, titel=moment)
    assert [database.undo().titel for _step in range(2)] == ["1999-12-31T23:59:59Z", "2031-01-01T00:00:00Z"]


def test_a_column_that_does_not_exist_is_a_mistake_of_the_program(database: Database):
    with pytest.raises(KeyError, match="farbe"):
        full_row(t.idee, {"farbe": "rot"})
    with pytest.raises(KeyError), database.write("Falsch") as writer:
        writer.update(t.idee, "gibt es nicht", titel="neu")
    with pytest.raises(KeyError), database.write("Falsch") as writer:
        writer.delete(t.idee, "gibt es nicht")


def test_in_a_new_file_there_is_nothing_to_undo_or_redo(database: Database):
    assert undo_all(database) == 0
    assert redo_all(database) == 0


def test_a_long_history_can_be_taken_back_whole(database: Database):
    before = contents(database)
    for number in range(60):
        with database.write(f"Idee {number}") as writer:
            writer.insert(t.idee, titel=f"Idee {number}")
    after = contents(database)
    assert undo_all(database) == 60
    assert contents(database) == before
    assert redo_all(database) == 60
    assert contents(database) == after


def test_a_step_with_very_many_rows_is_undone_and_redone_whole_or_not_at_all(database: Database):
    with database.write("Eingelesen") as writer:
        many = [writer.insert(t.idee, titel=f"Idee {number}", eingang="2026-11-01") for number in range(6_000)]
    after = contents(database)
    database.undo()
    assert contents(database)["idee"] == []
    database.redo()
    assert contents(database) == after
    with database.write("Dazwischen") as writer:
        writer.connection.execute(t.idee.update().where(t.idee.c.id == many[4_999]).values(titel="auf anderem Weg"))
        writer.insert(t.idee, titel="danach", eingang="2026-11-01")
    database.undo()
    before = contents(database)
    with pytest.raises(RuleViolation, match="auf anderem Weg geändert"):
        database.undo()
    assert contents(database) == before


def test_deleting_an_idea_empties_the_references_to_it(database: Database):
    region = make_region(database)
    with database.write("Dublette") as writer:
        writer.update(t.idee, region.ideen[1], status="dublette", dublette_von_id=region.ideen[0])
        writer.update(t.massnahme, region.massnahmen[0], herkunft_idee_id=region.ideen[0])
    before = contents(database)
    with database.write("Idee gelöscht") as writer:
        writer.delete(t.idee, region.ideen[0])
        assert writer.row(t.idee, region.ideen[1])["dublette_von_id"] is None
        assert writer.row(t.massnahme, region.massnahmen[0])["herkunft_idee_id"] is None
    database.undo()
    assert contents(database) == before


def test_a_circle_of_duplicates_can_be_deleted_and_brought_back(database: Database):
    region = make_region(database)
    with database.write("Kreis") as writer:
        for one, other in zip(region.ideen, [*region.ideen[1:], region.ideen[0]], strict=True):
            writer.update(t.idee, one, dublette_von_id=other)
        writer.insert(t.idee, id="selbst", titel="Dublette von sich", dublette_von_id="selbst")
    before = contents(database)
    with database.write("Alle weg") as writer:
        for row_id in [*region.ideen, "selbst"]:
            writer.delete(t.idee, row_id)
    assert contents(database)["idee"] == []
    database.undo()
    assert contents(database) == before


def _other_way(database: Database, sql: str) -> None:
    """Change the file past the journal, as another program would."""
    with database._connection.begin():
        database._connection.exec_driver_sql(sql)


def steps(database: Database) -> list[sa.Row]:
    with database.read() as connection:
        return list(connection.execute(sa.select(t.schritt).order_by(t.schritt.c.nr)))


@pytest.mark.parametrize("wish", ["undo", "redo"])
@pytest.mark.parametrize(
    "change",
    ["UPDATE idee SET titel = 'von anderswo' WHERE titel IN ('eins', 'zwei')", "DELETE FROM idee WHERE id = 'x'"],
)
def test_what_was_changed_on_another_way_is_not_overwritten(database: Database, wish: str, change: str):
    with database.write("Idee") as writer:
        writer.insert(t.idee, id="x", titel="eins")
    with database.write("Umbenannt") as writer:
        writer.insert(t.idee, id="y", titel="auch")
        writer.update(t.idee, "x", titel="zwei")
    if wish == "redo":
        database.undo()
    _other_way(database, change)
    before = contents(database)
    with pytest.raises(RuleViolation, match="auf anderem Weg geändert"):
        getattr(database, wish)()
    assert contents(database) == before
    assert [row.art for row in steps(database)] == (["tun", "tun"] if wish == "undo" else ["tun", "tun", "zurueck"])


def test_undoing_a_deletion_is_refused_when_the_id_is_there_again(database: Database):
    with database.write("Idee") as writer:
        writer.insert(t.idee, id="x", titel="eins")
    with database.write("Gelöscht") as writer:
        writer.delete(t.idee, "x")
    _other_way(database, "INSERT INTO idee (id, titel) VALUES ('x', 'von anderswo')")
    with pytest.raises(RuleViolation):
        database.undo()
    assert [row["titel"] for row in contents(database)["idee"]] == ["von anderswo"]


def test_a_change_of_another_column_does_not_hinder_undo(database: Database):
    with database.write("Idee") as writer:
        writer.insert(t.idee, id="x", titel="eins")
    with database.write("Umbenannt") as writer:
        writer.update(t.idee, "x", titel="zwei")
    _other_way(database, "UPDATE idee SET unterstuetzer = 7")
    database.undo()
    assert [(row["titel"], row["unterstuetzer"]) for row in contents(database)["idee"]] == [("eins", 7)]


def test_a_step_says_what_was_done_when_and_by_whom(database_path, clock: FrozenClock):
    database = Database(database_path, clock, akteur="Moderation")
    with database.write("Idee erfasst") as writer:
        writer.insert(t.idee, titel="eins")
    clock.tick(seconds=1.5)
    undone = database.undo()
    assert (undone.nr, undone.titel) == (1, "Idee erfasst")
    assert [(row.nr, row.titel, row.um, row.akteur, row.art, row.bezug_nr) for row in steps(database)] == [
        (1, "Idee erfasst", "2026-11-23T18:00:00.357Z", "Moderation", "tun", None),
        (2, "Rückgängig: Idee erfasst", "2026-11-23T18:00:01.857Z", "Moderation", "zurueck", 1),
    ]
    assert database.last_saved is not None
    assert database.last_saved.nr == 2
    database.close()


@pytest.mark.parametrize("table", t.ENTITIES, ids=lambda table: table.name)
def test_the_defaults_of_the_journal_are_those_of_the_database(database: Database, table: sa.Table):
    """A row is noted before SQLite has seen it: a default that differs would make undo refuse."""
    required = {column.name for column in table.columns if not column.nullable and column.server_default is None}
    values: dict[str, str] = dict.fromkeys(required, "2026-01-01")
    for column in table.columns:
        if column.info["kind"] == "word" and column.name in required:
            values[column.name] = column.info["words"][0]
    ours = full_row(table, values)
    with database._connection.begin() as transaction:
        database._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        database._connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        database._connection.execute(table.insert(), values)
        stored = dict(database._connection.execute(table.select()).one()._mapping)
        transaction.rollback()
    assert stored == ours
