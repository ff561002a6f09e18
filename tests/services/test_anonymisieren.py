"""Removing a person's name for good: nowhere in the file any more, and everything else as it was."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.anonymisieren import Namensfilter, explain_anonymisierung
from myk_tui.errors import MykError, NothingToUndo, RuleViolation
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.storage import tables as t
from myk_tui.storage.anonymisieren import copies_beside
from myk_tui.storage.backup import create_backup
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.journal import step_to_undo
from myk_tui.storage.snapshot import dump_snapshot

NAME = "Änne Bergdorf-Ŧest"
"""Invented, and in no other text."""


def person_of(database: Database, mitglied_id: str) -> str:
    with database.read() as connection:
        query = sa.select(t.mitglied.c.person_id).where(t.mitglied.c.id == mitglied_id)
        return str(connection.scalar(query))


def use_the_name_everywhere(database: Database, region: Region) -> str:
    """Put the name into every kind of place, some of them only in the history; returns the id of the person."""
    teams, board = SprintteamService(database), SprintboardService(database)
    member = teams.add_mitglied(region.teams[0], {"name": NAME, "rolle": "Rektorin", "organisation": "Schule"})
    board.edit_aufgabe(region.karten[0][0], {"wer": NAME, "beschreibung": f"Rückruf bei\n{NAME}, dringend"})
    board.edit_aufgabe(region.karten[1][0], {"wer": NAME.upper()})
    board.edit_aufgabe(region.karten[1][0], {"wer": ""})  # only the history knows it
    board.add_aufgabe(region.auftraege[0], f"{NAME}s Liste abtippen")  # the title of the step too
    UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch", "wer": NAME})
    with database.write("Treffen") as writer:
        treffen = writer.insert(t.treffen, titel="Runde")
        writer.insert(t.vereinbarung, treffen_id=treffen, titel="Liste", wer=NAME, ordnung="V")
        entscheidung = writer.insert(t.entscheidung, sprint_id=region.sprint, zielbild_id=region.zielbilder[0])
        writer.update(t.entscheidung, entscheidung, methode_daten=json.dumps({"stimmen": [{"wer": NAME}]}))
    database.remember("entwurf/karte", {"titel": f"für {NAME}"})
    return person_of(database, member)


def every_byte(path: Path) -> bytes:
    return b"".join(
        found.read_bytes()
        for found in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm")))
        if found.exists()
    )


def spellings() -> list[bytes]:
    return [form.encode() for form in (NAME, NAME.upper(), NAME.lower())]


def test_the_examples_before_it_show_what_stands_around_the_name_each_text_once(database: Database) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    shown = SprintteamService(database).load_anonymisierung(person).beispiele
    assert any("Rückruf" in text for text in shown)
    assert NAME not in shown and len(set(shown)) == len(shown)


def test_the_name_is_in_no_byte_of_the_file_any_more(database: Database, database_path: Path) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    assert any(form in every_byte(database_path) for form in spellings())
    assert SprintteamService(database).anonymise_person(person, "entfernen", auch_rolle=True)
    left = every_byte(database_path)
    assert [form for form in spellings() if form in left] == []
    assert b"Rektorin" not in left
    card = SprintboardService(database).load_aufgabe(region.karten[0][0])
    assert (card.wer, card.beschreibung) == ("Anonym 1", "Rückruf bei\nAnonym 1, dringend")
    assert database.remembered("entwurf/karte") == {"titel": "für Anonym 1"}
    database.close()
    assert check_file(database_path) == []


def test_every_earlier_step_can_still_be_undone_and_redone(database: Database) -> None:
    region = make_region(database)
    use = use_the_name_everywhere(database, region)
    SprintteamService(database).anonymise_person(use, "ENTFERNEN", auch_rolle=False)
    now = contents(database)
    steps = 0
    with contextlib.suppress(NothingToUndo):
        while True:
            database.undo()
            steps += 1
    assert steps == 8
    assert all(not rows for rows in contents(database).values())
    for _step in range(steps):
        database.redo()
    assert contents(database) == now
    with database.read() as connection:
        assert NAME.encode() not in dump_snapshot(connection)


def test_the_step_itself_is_passed_over_by_undo_and_stands_in_the_history(database: Database) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    board = SprintboardService(database)
    board.edit_aufgabe(region.karten[2][0], {"titel": "zuletzt"})
    database.undo()
    SprintteamService(database).anonymise_person(person, "ENTFERNEN", auch_rolle=True)
    assert database.last_saved is not None and database.last_saved.titel == "Name einer Person für immer entfernt"
    assert database.redo().titel == "Karte bearbeitet"
    assert board.load_aufgabe(region.karten[2][0]).titel == "zuletzt"
    assert database.undo().titel == "Karte bearbeitet"
    assert database.undo().titel == "Treffen"


def test_the_preview_counts_what_changes_and_names_the_copies_beside_the_file(
    database: Database, database_path: Path, clock: FrozenClock
) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    backup = create_backup(database_path, "vorimport", clock)
    (database_path.parent / "stand.json").write_text("{}")
    before = contents(database)
    preview = SprintteamService(database).load_anonymisierung(person)
    assert contents(database) == before
    assert dict(preview.stellen) == {
        "Karte": 3,
        "Person": 1,
        "Unterstützung": 1,
        "Vereinbarung": 1,
        "Entscheidung": 1,
        "Entwurf": 1,
    }
    assert preview.gesamt == 8 + preview.verlauf
    assert preview.dateien == (f"sicherungen/{backup.name}", "stand.json") == tuple(copies_beside(database_path))
    text = "\n".join(explain_anonymisierung(preview))
    assert f"„{NAME}“ wird überall zu „Anonym 1“" in text
    assert "nicht rückgängig" in text and backup.name in text


@pytest.mark.parametrize("typed", ["", "ja", "ENTFERNE"])
def test_without_the_typed_word_nothing_changes(database: Database, typed: str) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    before, step = contents(database), database.last_saved
    with pytest.raises(RuleViolation) as caught:
        SprintteamService(database).anonymise_person(person, typed, auch_rolle=True)
    assert caught.value.feld == "wort"
    assert (contents(database), database.last_saved) == (before, step)


def test_an_earlier_name_goes_too_and_a_removed_name_does_not_come_back(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    member = teams.add_mitglied(region.teams[0], {"name": "Anne Bergdorf"})
    SprintboardService(database).edit_aufgabe(region.karten[0][0], {"wer": "Anne Bergdorf"})
    teams.edit_mitglied(member, {"name": NAME})
    person = person_of(database, member)
    teams.anonymise_person(person, "ENTFERNEN", auch_rolle=False)
    assert SprintboardService(database).load_aufgabe(region.karten[0][0]).wer == "Anonym 1"
    with pytest.raises(RuleViolation, match="kommt nicht zurück"):
        teams.edit_mitglied(member, {"name": NAME})
    with pytest.raises(RuleViolation, match="schon entfernt"):
        teams.load_anonymisierung(person)
    assert teams.load_personen() == []


def test_a_namesake_and_a_longer_name_stay(database: Database) -> None:
    region = make_region(database)
    teams, board = SprintteamService(database), SprintboardService(database)
    person = person_of(database, teams.add_mitglied(region.teams[0], {"name": "Anna Berg"}))
    teams.add_mitglied(region.teams[0], {"name": "Anna Berg (Schule)"})
    teams.add_mitglied(region.teams[0], {"name": "Anna Berger"})
    with database.write("Namensvetterin aus einem Schnappschuss") as writer:
        writer.insert(t.person, name="Anna Berg")
    board.edit_aufgabe(region.karten[0][0], {"wer": "Anna Berg, Anna Berger, Anna Berg (Schule)"})
    assert teams.load_anonymisierung(person).gleiche
    teams.anonymise_person(person, "ENTFERNEN", auch_rolle=False)
    assert board.load_aufgabe(region.karten[0][0]).wer == "Anonym 1, Anna Berger, Anna Berg (Schule)"
    assert sorted(name for _id, name in teams.load_personen()) == ["Anna Berg", "Anna Berg (Schule)", "Anna Berger"]


def test_a_text_that_fills_its_field_does_not_become_too_long(database: Database, database_path: Path) -> None:
    region = make_region(database)
    teams, board = SprintteamService(database), SprintboardService(database)
    person = person_of(database, teams.add_mitglied(region.teams[0], {"name": "Bo"}))
    board.edit_aufgabe(region.karten[0][0], {"titel": "Bo " + "x" * 197})
    teams.anonymise_person(person, "ENTFERNEN", auch_rolle=False)
    assert board.load_aufgabe(region.karten[0][0]).titel == "– " + "x" * 197
    database.close()
    assert check_file(database_path) == []


def test_a_second_window_that_is_reading_is_named_as_the_reason(
    database: Database, database_path: Path, clock: FrozenClock
) -> None:
    region = make_region(database)
    person = use_the_name_everywhere(database, region)
    window = Database(database_path, clock, read_only=True)
    with window.read() as connection:
        connection.execute(sa.select(t.person)).all()
        assert not SprintteamService(database).anonymise_person(person, "ENTFERNEN", auch_rolle=False)
    window.close()
    database.close()
    assert [form for form in spellings() if form in every_byte(database_path)] == []


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Anna Berg", "Anonym 7"),
        ("ANNA  BERG ruft an", "Anonym 7 ruft an"),
        ("Anna\nBerg", "Anonym 7"),
        ("Anna Bergs Karte", "Anonym 7s Karte"),
        ("Anna Berger, Hanna Berg", "Anna Berger, Hanna Berg"),
        ("(Anna Berg)", "(Anonym 7)"),
        ("[b]Anna Berg[/b]", "[b]Anonym 7[/b]"),
    ],
)
def test_a_name_is_found_as_whole_words(text: str, cleaned: str) -> None:
    assert Namensfilter(["Anna Berg"], [], "Anonym 7").clean(text) == cleaned


@pytest.mark.parametrize("name", ["a.b*c", "(?P<x>", "\\d", " ", "[/]"])
def test_a_hostile_name_is_only_ever_text(name: str) -> None:
    kept = "abc 5 nichts"
    cleaner = Namensfilter([name], [name + " zwei"], "Anonym 7")
    assert cleaner.clean(kept) == kept
    assert cleaner.clean_json({"a": [name, 3, None]}) == {"a": ["Anonym 7" if name.strip() else name, 3, None]}


STEP = st.tuples(
    st.sampled_from(["wer", "titel", "leeren", "neu", "schieben", "bitte", "mitglied", "zurück", "wieder"]),
    st.integers(0, 2),
    st.sampled_from([NAME, f"mit {NAME} reden", NAME.upper(), "ohne Namen"]),
)


def run_step(database: Database, region: Region, step: tuple[str, int, str]) -> None:
    kind, lane, text = step
    board, card = SprintboardService(database), region.karten[lane][0]
    steps: dict[str, Callable[[], Any]] = {
        "wer": lambda: board.edit_aufgabe(card, {"wer": text}),
        "titel": lambda: board.edit_aufgabe(card, {"titel": text}),
        "leeren": lambda: board.edit_aufgabe(card, {"wer": "", "titel": "leer"}),
        "neu": lambda: board.add_aufgabe(region.auftraege[lane], text),
        "schieben": lambda: board.delete_aufgabe(region.karten[lane][1]),
        "bitte": lambda: UnterstuetzungService(database).add_unterstuetzung(
            {"titel": text, "art": "methodisch", "wer": text}
        ),
        "mitglied": lambda: SprintteamService(database).add_mitglied(
            region.teams[lane], {"name": NAME, "aufgabe": text}
        ),
        "zurück": database.undo,
        "wieder": database.redo,
    }
    with contextlib.suppress(MykError):  # a card that is gone, a member that is there already
        steps[kind]()


def undo_to(database: Database, nr: int) -> int:
    """Undo until step ``nr`` is the next that undo would take back; returns how many steps that were."""
    count = 0
    while True:
        with database.read() as connection:
            if step_to_undo(connection).nr == nr:
                return count
        database.undo()
        count += 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_after_random_steps_the_name_is_nowhere_and_undo_brings_back_the_rest_as_it_was(
    make_database: Callable[[], Database], steps: list[tuple[str, int, str]]
) -> None:
    database = make_database()
    region = make_region(database)
    teams = SprintteamService(database)
    person = person_of(database, teams.add_mitglied(region.teams[0], {"name": NAME}))
    assert database.last_saved is not None
    first, wanted = database.last_saved.nr, contents(database)
    wanted["person"][0] |= {"name": "Anonym 1", "anonym": 1}
    for step in steps:
        with database.read() as connection:
            bottom = step_to_undo(connection).nr == first
        if step[0] != "zurück" or not bottom:
            run_step(database, region, step)
    assert teams.anonymise_person(person, "ENTFERNEN", auch_rolle=False)
    after = contents(database)
    left = every_byte(database.path)
    assert [form for form in spellings() if form in left] == []
    undone = undo_to(database, first)
    assert contents(database) == wanted
    for _step in range(undone):
        database.redo()
    assert contents(database) == after
    left = every_byte(database.path)
    assert [form for form in spellings() if form in left] == []
