import json
from collections.abc import Callable
from dataclasses import dataclass, field

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
from myk_tui.storage.journal import full_row

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)

OPERATIONS = st.sampled_from(
    ["new_ziel", "new_idee", "new_karte", "rename", "number", "move_ziel", "duplicate", "delete", "nothing"]
)

STEPS = st.lists(st.lists(st.tuples(OPERATIONS, st.integers(0, 10_000), TEXTS), min_size=1, max_size=4), max_size=8)
"""Steps of some operations each: what, which row, with which text."""

DELETABLE = (t.zielbild, t.ziel, t.loesung, t.massnahme, t.auftrag, t.aufgabe, t.sprintteam, t.sprint, t.idee)
TITLED = (t.zielbild, t.ziel, t.loesung, t.massnahme, t.aufgabe, t.idee)

property_test = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass
class Play:
    """Random operations on whatever rows are there."""

    database: Database
    states: list[dict[str, list[dict[str, object]]]] = field(default_factory=list)
    """Contents before the first step and after each that changed something."""

    def play(self, steps: list[list[tuple[str, int, str]]]) -> None:
        self.states.append(contents(self.database))
        for step in steps:
            with self.database.write("Zufall") as writer:
                for operation, number, text in step:
                    getattr(self, f"_{operation}")(writer, number, text)
                changed = writer.has_changes
            if changed:
                self.states.append(contents(self.database))

    @staticmethod
    def _pick(writer, table, number):
        ids = writer.connection.scalars(sa.select(table.c.id).order_by(table.c.id)).all()
        return ids[number % len(ids)] if ids else None

    def _new_ziel(self, writer, number, text):
        parent = self._pick(writer, t.zielbild, number)
        if parent is not None:
            writer.insert(t.ziel, zielbild_id=parent, titel=text, ordnung="V")

    def _new_idee(self, writer, number, text):
        of = self._pick(writer, t.idee, number)
        writer.insert(t.idee, titel=text, status="dublette" if of else "neu", dublette_von_id=of)

    def _new_karte(self, writer, number, text):
        parent = self._pick(writer, t.auftrag, number)
        if parent is not None:
            writer.insert(t.aufgabe, auftrag_id=parent, titel=text, ordnung="V")

    def _rename(self, writer, number, text):
        table = TITLED[number % len(TITLED)]
        row = self._pick(writer, table, number)
        if row is not None:
            writer.update(table, row, titel=text, beschreibung=text[::-1])

    def _number(self, writer, number, _text):
        row = self._pick(writer, t.massnahme, number)
        if row is not None:
            writer.update(t.massnahme, row, kosten_cent=number or None, fortschritt=number % 101)

    def _move_ziel(self, writer, number, _text):
        row, parent = self._pick(writer, t.ziel, number), self._pick(writer, t.zielbild, number // 7)
        if row is not None and parent is not None:
            writer.update(t.ziel, row, zielbild_id=parent)

    def _duplicate(self, writer, number, _text):
        one, other = self._pick(writer, t.idee, number), self._pick(writer, t.idee, number // 3)
        if one is not None:
            writer.update(t.idee, one, dublette_von_id=other)

    def _delete(self, writer, number, _text):
        table = DELETABLE[number % len(DELETABLE)]
        row = self._pick(writer, table, number // len(DELETABLE))
        if row is not None:
            writer.delete(table, row)

    def _nothing(self, writer, number, _text):
        row = self._pick(writer, t.zielbild, number)
        if row is not None:
            writer.update(t.zielbild, row, titel=writer.row(t.zielbild, row)["titel"])


def undo_all(database: Database) -> int:
    """Undo everything; return how many steps that were."""
    done = 0
    while True:
        try:
            database.undo()
        except NothingToUndo:
            return done
        done += 1


@property_test
@given(steps=STEPS)
def test_undoing_all_gives_the_start_and_redoing_all_the_end(make_database: Callable[[], Database], steps):
    database = make_database()
    make_region(database)
    play = Play(database)
    play.play(steps)
    for state in reversed(play.states[:-1]):
        database.undo()
        assert contents(database) == state
    for state in play.states[1:]:
        database.redo()
        assert contents(database) == state
    with pytest.raises(NothingToUndo):
        database.redo()
    database.close()
    assert not {finding.art for finding in check_file(database.path)} & {"beschaedigt", "verweis", "verlauf", "json"}


@property_test
@given(steps=STEPS, walk=st.lists(st.sampled_from(["undo", "undo", "redo", "new"]), max_size=25))
def test_any_walk_back_and_forth_shows_the_states_of_an_editor(make_database: Callable[[], Database], steps, walk):
    """The model is what every editor does: a list of states and a place in it; a new step cuts off what follows."""
    database = make_database()
    play = Play(database)
    make_region(database)
    play.play(steps)
    states = [{name: [] for name in play.states[0]}, *play.states]
    place = len(states) - 1
    for wish in walk:
        if wish == "undo" and place > 0:
            place -= 1
            database.undo()
        elif wish == "redo" and place < len(states) - 1:
            place += 1
            database.redo()
        elif wish == "new":
            with database.write("Neue Idee") as writer:
                writer.insert(t.idee, titel="neu")
            states[place + 1 :] = [contents(database)]
            place += 1
        else:
            with pytest.raises(NothingToUndo):
                getattr(database, wish)()
        assert contents(database) == states[place]


def test_undo_goes_on_after_closing_and_opening_again(database_path, clock: FrozenClock):
    database = Database(database_path, clock)
    start = contents(database)
    make_region(database)
    end = contents(database)
    with database.write("Idee") as writer:
        writer.insert(t.idee, titel="noch eine")
    database.undo()
    database.close()

    again = Database(database_path, clock)
    again.undo()
    assert contents(again) == start
    again.redo()
    assert contents(again) == end
    again.redo()
    again.close()


def test_deleting_a_zielbild_takes_its_children_along_and_undo_brings_every_one_back(database: Database):
    region = make_region(database, cards=3)
    before = contents(database)
    with database.write("Zielbild gelöscht") as writer:
        writer.delete(t.zielbild, region.zielbilder[0])
    after = contents(database)
    gone = {row["id"] for rows in before.values() for row in rows} - {
        row["id"] for rows in after.values() for row in rows
    }
    expected = {region.zielbilder[0], region.ziele[0], region.loesungen[0], region.massnahmen[0], region.geplant[0]}
    expected |= {region.auftraege[0], *region.karten[0]}
    assert gone == expected
    team = next(row for row in after["sprintteam"] if row["id"] == region.teams[0])
    assert team["zielbild_id"] is None
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


def steps(database: Database) -> list[sa.Row]:
    with database.read() as connection:
        return list(connection.execute(sa.select(t.schritt).order_by(t.schritt.c.nr)))


def entries(database: Database, nr: int) -> list[sa.Row]:
    with database.read() as connection:
        return list(
            connection.execute(sa.select(t.journal).where(t.journal.c.schritt_nr == nr).order_by(t.journal.c.pos))
        )


def test_a_step_says_what_was_done_when_and_by_whom(database_path, clock: FrozenClock):
    database = Database(database_path, clock, akteur="Moderation")
    with database.write("Idee erfasst") as writer:
        writer.insert(t.idee, titel="eins")
    clock.tick(seconds=1.5)
    undone = database.undo()
    assert (undone.nr, undone.titel) == (1, "Idee erfasst")
    assert [(row.nr, row.titel, row.um, row.akteur, row.art, row.bezug_nr) for row in steps(database)] == [
        (1, "Idee erfasst", "2026-11-23T18:00:00.000Z", "Moderation", "tun", None),
        (2, "Rückgängig: Idee erfasst", "2026-11-23T18:00:01.500Z", "Moderation", "zurueck", 1),
    ]
    assert database.last_saved is not None
    assert database.last_saved.nr == 2
    database.close()


def test_the_order_of_steps_does_not_depend_on_the_clock(database: Database, clock: FrozenClock):
    with database.write("zuerst") as writer:
        writer.insert(t.idee, titel="eins")
    clock.set("1999-12-31T23:59:59Z")
    with database.write("danach") as writer:
        writer.insert(t.idee, titel="zwei")
    assert database.undo().titel == "danach"
    assert database.undo().titel == "zuerst"


def test_an_update_notes_only_the_columns_that_differ(database: Database):
    with database.write("Idee") as writer:
        writer.insert(t.idee, id="x", titel="eins", beschreibung="bleibt")
    with database.write("Umbenannt") as writer:
        assert writer.update(t.idee, "x", titel="zwei", beschreibung="bleibt")
    (entry,) = entries(database, 2)
    assert (json.loads(entry.vorher), json.loads(entry.nachher)) == ({"titel": "eins"}, {"titel": "zwei"})


def test_a_new_row_is_noted_with_every_column(database: Database):
    with database.write("Idee") as writer:
        writer.insert(t.idee, id="x", titel="eins")
    (entry,) = entries(database, 1)
    assert entry.vorher is None
    assert json.loads(entry.nachher) == contents(database)["idee"][0]


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


def test_a_column_that_does_not_exist_is_a_mistake_of_the_program(database: Database):
    with pytest.raises(KeyError, match="idee has no column titl"), database.write("Idee") as writer:
        writer.insert(t.idee, titl="eins")
    with pytest.raises(KeyError, match="idee gibt es nicht"), database.write("Idee") as writer:
        writer.update(t.idee, "gibt es nicht", titel="zwei")
    with pytest.raises(KeyError, match="idee gibt es nicht"), database.write("Idee") as writer:
        writer.delete(t.idee, "gibt es nicht")
    assert steps(database) == []


def test_a_long_evening_can_be_taken_back_and_repeated_without_reading_the_whole_history(database: Database):
    for number in range(100):
        with database.write(f"Idee {number}") as writer:
            writer.insert(t.idee, titel=f"{number}")
    end = contents(database)
    assert undo_all(database) == 100
    assert contents(database)["idee"] == []
    for _number in range(100):
        database.redo()
    assert contents(database) == end
    with database.read() as connection:
        undone = sa.select(t.schritt.c.danach_nr).where(t.schritt.c.art == "zurueck", t.schritt.c.bezug_nr == 50)
        sql = str(undone.order_by(t.schritt.c.nr.desc()).compile(compile_kwargs={"literal_binds": True}))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    assert [row[3] for row in plan if "SCAN" in row[3]] == []
