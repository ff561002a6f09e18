"""Use cases of the sprint board."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Spalte
from myk_tui.errors import NotFound, NothingToUndo, RuleViolation
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer


@pytest.fixture
def service(database: Database) -> SprintboardService:
    return SprintboardService(database)


def layout(service: SprintboardService) -> dict[tuple[str, str], list[str]]:
    board = service.load_board()
    assert board is not None
    return {
        (lane.id, spalte.value): [karte.id for karte in lane.karten if karte.spalte is spalte]
        for lane in board.bahnen
        for spalte in Spalte
    }


def test_without_a_sprint_there_is_no_board_until_one_is_begun(service: SprintboardService, database: Database) -> None:
    assert service.load_board() is None
    service.start_sprint()
    board = service.load_board()
    assert board is not None and board.sprint_name == "4. Quartal 2026"


def test_a_second_sprint_cannot_be_begun(service: SprintboardService, database: Database) -> None:
    make_region(database)
    with pytest.raises(RuleViolation, match="läuft schon"):
        service.start_sprint()


def test_after_a_closed_sprint_of_this_quarter_the_next_quarter_begins(
    service: SprintboardService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Von Hand geschlossen") as writer:
        moment = "2026-11-23T18:00:00.000Z"
        writer.update(t.sprint, region.sprint, status="abgeschlossen", abgeschlossen_um=moment)
    assert service.load_board() is None
    service.start_sprint()
    board = service.load_board()
    assert board is not None and board.sprint_name == "1. Quartal 2027"


def test_a_moved_card_lands_at_its_place_and_one_row_is_written(
    service: SprintboardService, database: Database
) -> None:
    region = make_region(database, cards=3)
    first, target = region.karten[0][0], (region.auftraege[0], "in_arbeit")
    service.move_aufgabe(first, region.auftraege[0], Spalte.IN_ARBEIT, 1)
    assert layout(service)[target][1] == first
    with database.read() as connection:
        entries = connection.execute(t.journal.select().where(t.journal.c.schritt_nr == database.last_saved.nr)).all()
    assert len(entries) == 1


def test_a_finished_card_knows_when(service: SprintboardService, database: Database) -> None:
    region = make_region(database)
    service.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    with database.read() as connection:
        row = connection.execute(t.aufgabe.select().where(t.aufgabe.c.id == region.karten[0][0])).one()
    assert row.fertig_um == row.spalte_seit is not None


def test_nothing_moves_in_a_closed_sprint(service: SprintboardService, database: Database) -> None:
    region = make_region(database)
    with database.write("zu") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen", abgeschlossen_um="2026-12-31T12:00:00.000Z")
    with pytest.raises(RuleViolation, match="abgeschlossen"):
        service.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    with pytest.raises(RuleViolation, match="abgeschlossen"):
        service.add_aufgabe(region.auftraege[0], "zu spät")


def test_nothing_moves_into_a_dissolved_team(service: SprintboardService, database: Database) -> None:
    region = make_region(database)
    with database.write("aufgelöst") as writer:
        writer.update(t.sprintteam, region.teams[1], status="aufgeloest")
    with pytest.raises(RuleViolation, match="aufgelöst"):
        service.move_aufgabe(region.karten[0][0], region.auftraege[1], Spalte.OFFEN, 0)


def test_a_card_deleted_in_another_window_is_said(service: SprintboardService, database: Database) -> None:
    region = make_region(database)
    service.delete_aufgabe(region.karten[0][0])
    with pytest.raises(NotFound):
        service.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)


@pytest.mark.parametrize("text", ["31.02.2026", "morgen", "2026/12/01"])
def test_a_bad_date_is_named_at_its_field(service: SprintboardService, database: Database, text: str) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_aufgabe(region.karten[0][0], {"faellig": text})
    assert caught.value.feld == "faellig"


def test_a_team_takes_the_same_massnahme_once_per_sprint(service: SprintboardService, database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation, match="schon an"):
        service.add_auftrag(region.teams[0], region.massnahmen[0], "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(st.integers(0, 23), st.integers(0, 2), st.sampled_from(list(Spalte)), st.integers(0, 9)), max_size=12
    )
)
def test_random_moves_lose_no_card_and_undo_restores_the_board(
    make_database: Callable[[], Database], moves: list[tuple[int, int, Spalte, int]]
) -> None:
    fresh_database = make_database()
    service = SprintboardService(fresh_database)
    region = make_region(fresh_database, cards=2)
    cards = [card for lane in region.karten for card in lane]
    start = contents(fresh_database)
    steps = 0
    for number, lane, spalte, position in moves:
        before = fresh_database.last_saved
        shown = service.load_board()
        karte = service.move_aufgabe(cards[number], region.auftraege[lane], spalte, position)
        assert shown is not None and shown.with_karte(region.auftraege[lane], karte) == service.load_board()
        steps += fresh_database.last_saved is not before
        board = layout(service)
        assert sorted(card for column in board.values() for card in column) == sorted(cards)
        column = board[region.auftraege[lane], spalte.value]
        assert column.index(cards[number]) == min(position, len(column) - 1)
    for _step in range(steps):
        fresh_database.undo()
    assert contents(fresh_database) == start
    for _step in range(steps):
        fresh_database.redo()
    with pytest.raises(NothingToUndo):
        fresh_database.redo()


def test_the_first_card_is_carried_for_practice_only(
    service: SprintboardService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = note_rehearsals(monkeypatch)
    make_region(database, cards=2)
    before = contents(database)
    service.rehearse_move()
    assert (carried, contents(database)) == (["aufgabe"], before)


def test_where_nothing_can_be_carried_nothing_is_rehearsed(
    service: SprintboardService, database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = note_rehearsals(monkeypatch)
    service.rehearse_move()  # no sprint
    make_region(database)
    reading = Database(database.path, clock, read_only=True)
    SprintboardService(reading).rehearse_move()
    reading.close()
    assert carried == []


def note_rehearsals(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the table of each row is added that is changed in a rehearsal."""
    noted: list[str] = []
    rehearse = Database.rehearse

    @contextmanager
    def noting(self: Database, *, wait: bool = True) -> Iterator[Writer]:
        with rehearse(self, wait=wait) as writer:
            yield writer
            noted.extend(change.table.name for change in writer.changes)

    monkeypatch.setattr(Database, "rehearse", noting)
    return noted
