"""Many cards at once, checklists, archive; and that the board always equals the file."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, contents, make_region
from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.brettauswahl import Brettauswahl, describe, people, real_position, selected
from myk_tui.domain.sprintboard import Sprintboard
from myk_tui.errors import MykError, NotFound, RuleViolation
from myk_tui.services.karten import CARDS_MAX, KartenService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def karten(database: Database) -> KartenService:
    return KartenService(database)


def board_of(database: Database) -> Sprintboard:
    board = SprintboardService(database).load_board()
    assert board is not None
    return board


def titles(database: Database, lane: int, spalte: Spalte) -> list[str]:
    return [karte.titel for karte in board_of(database).bahnen[lane].karten if karte.spalte is spalte]


def test_a_pasted_list_becomes_cards_in_its_order_and_one_step(
    database: Database, region: Region, karten: KartenService
) -> None:
    before = contents(database)
    text = "- Plakate\n• Raum buchen\n\n  3. Presse anrufen\n* Danke sagen\n"
    assert karten.add_karten(region.auftraege[0], text, Spalte.IN_ARBEIT) == 4
    assert titles(database, 0, Spalte.IN_ARBEIT)[1:] == ["Plakate", "Raum buchen", "Presse anrufen", "Danke sagen"]
    database.undo()
    assert contents(database) == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n- \n", "je Zeile eine Karte"), ("x\n" * (CARDS_MAX + 1), "höchstens 200"), ("x" * 201, "lang")],
)
def test_an_unusable_list_is_refused_at_its_field(
    region: Region, karten: KartenService, text: str, sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence) as caught:
        karten.add_karten(region.auftraege[0], text)
    assert caught.value.feld in ("karten", None)


def test_many_cards_move_in_their_order_or_not_at_all(
    database: Database, region: Region, karten: KartenService
) -> None:
    karten.move_karten(region.karten[0][:3], region.auftraege[1], Spalte.FERTIG)
    assert titles(database, 1, Spalte.FERTIG)[1:] == [
        "Karte offen 1.0",
        "Karte in_arbeit 1.0",
        "Karte blockiert 1.0",
    ]
    before = contents(database)
    SprintboardService(database).delete_aufgabe(region.karten[0][0])
    with pytest.raises(NotFound):
        karten.move_karten([region.karten[2][0], region.karten[0][0]], region.auftraege[0], Spalte.OFFEN)
    database.undo()
    assert contents(database) == before


def test_a_copy_takes_the_checklist_along_unticked(database: Database, region: Region, karten: KartenService) -> None:
    karten.record_punkte(region.karten[0][0], "[x] Raum\nTechnik")
    copy = karten.duplicate_karte(region.karten[0][0])
    assert [point[1:] for point in karten.load_punkte(copy)] == [("Raum", False), ("Technik", False)]
    assert titles(database, 0, Spalte.OFFEN) == ["Karte offen 1.0"] * 2


def test_a_checklist_keeps_the_rows_of_items_that_stay(
    database: Database, region: Region, karten: KartenService
) -> None:
    card = region.karten[0][0]
    karten.record_punkte(card, "Raum\n[x] Technik")
    known = {title: row_id for row_id, title, _done in karten.load_punkte(card)}
    karten.record_punkte(card, "[X] Technik\n- Licht\n[x] Raum")
    points = karten.load_punkte(card)
    assert [point[1:] for point in points] == [("Technik", True), ("Licht", False), ("Raum", True)]
    assert points[0][0] == known["Technik"] and points[2][0] == known["Raum"]
    shown = next(karte for karte in board_of(database).bahnen[0].karten if karte.id == card)
    assert (shown.punkte_fertig, shown.punkte) == (2, 3)


def test_an_item_becomes_a_card_of_its_own(database: Database, region: Region, karten: KartenService) -> None:
    card = region.karten[0][0]
    karten.record_punkte(card, "[x] Raum\nTechnik")
    done, still_open = karten.load_punkte(card)
    karten.punkt_to_karte(done[0])
    karten.punkt_to_karte(still_open[0])
    assert karten.load_punkte(card) == ()
    assert "Raum" in titles(database, 0, Spalte.FERTIG)
    assert "Technik" in titles(database, 0, Spalte.OFFEN)


def test_an_archived_card_is_off_the_board_cannot_move_and_comes_back(
    database: Database, region: Region, karten: KartenService
) -> None:
    card = region.karten[0][0]
    karten.archive_karten([card])
    assert titles(database, 0, Spalte.OFFEN) == []
    assert karten.load_archiv(region.sprint) == ((card, "Karte offen 1.0 · Team 1"),)
    with pytest.raises(NotFound):
        SprintboardService(database).move_aufgabe(card, region.auftraege[0], Spalte.FERTIG, 0)
    karten.restore_karte(card)
    assert titles(database, 0, Spalte.OFFEN) == ["Karte offen 1.0"]


def test_a_limit_is_said_and_never_refuses(database: Database, region: Region, karten: KartenService) -> None:
    karten.record_grenze(region.auftraege[0], "1")
    karten.add_karten(region.auftraege[0], "eins\nzwei", Spalte.IN_ARBEIT)
    lane = board_of(database).bahnen[0]
    assert (lane.grenze, lane.in_arbeit) == (1, 3)
    karten.record_grenze(region.auftraege[0], "")
    assert board_of(database).bahnen[0].grenze is None
    with pytest.raises(RuleViolation) as caught:
        karten.record_grenze(region.auftraege[0], "0")
    assert caught.value.feld == "grenze"


@pytest.mark.parametrize("state", [("sprint", "abgeschlossen"), ("sprintteam", "aufgeloest")])
def test_nothing_changes_in_a_closed_sprint_or_a_dissolved_team(
    database: Database, region: Region, karten: KartenService, state: tuple[str, str]
) -> None:
    table, status = state
    with database.write("Zu") as writer:
        writer.update(t.BY_NAME[table], region.sprint if table == "sprint" else region.teams[0], status=status)
    card = region.karten[0][0]
    before = contents(database)
    for forbidden in (
        lambda: karten.add_karten(region.auftraege[0], "x"),
        lambda: karten.move_karten([card], region.auftraege[0], Spalte.FERTIG),
        lambda: karten.archive_karten([card]),
        lambda: karten.duplicate_karte(card),
        lambda: karten.record_punkte(card, "x"),
    ):
        with pytest.raises(RuleViolation):
            forbidden()
    assert contents(database) == before


def test_a_filter_says_what_it_hides(database: Database, region: Region) -> None:
    board = board_of(database)
    only = Brettauswahl(blockiert=True, team_id=region.teams[0])
    assert [karte.titel for lane in selected(board, only).bahnen for karte in lane.karten] == ["Karte blockiert 1.0"]
    assert describe(board, only) == "nur Team „Team 1“ · nur Blockiertes · 11 Karten verborgen · Esc zeigt alles"
    assert describe(board, Brettauswahl()) == ""
    assert selected(board, Brettauswahl()).bahnen[0] is board.bahnen[0]
    found = selected(board, Brettauswahl(text="KARTE OFFEN 2"))
    assert [lane.team for lane in found.bahnen] == ["Team 2"]


def test_only_what_somebody_presents_is_shown(database: Database, region: Region) -> None:
    cards = [karte.id for karte in board_of(database).bahnen[0].karten[:2]]
    KartenService(database).assign_karten(cards, "Sprecherin")
    board = board_of(database)
    assert people(board) == ["Sprecherin"]
    only = Brettauswahl(wer="sprecherin")
    assert [karte.id for lane in selected(board, only).bahnen for karte in lane.karten] == cards
    assert describe(board, only).startswith("nur Karten von „sprecherin“ · ")


@given(hidden=st.sets(st.integers(0, 7)), position=st.integers(0, 9))
def test_a_card_stands_right_behind_the_one_it_was_put_behind(hidden: set[int], position: int) -> None:
    from myk_tui.domain.sprintboard import Bahn, Karte

    cards = tuple(Karte(str(number), f"K{number}", Spalte.OFFEN, f"{number}") for number in range(8))
    lane = Bahn("b", "", "", "", "", 1, cards)
    shown = tuple(karte for number, karte in enumerate(cards) if number not in hidden)
    place = real_position(lane, Spalte.OFFEN, shown, "neu", position)
    assert 0 <= place <= 8
    if 0 < position < len(shown):
        assert cards[place - 1] is shown[position - 1]


DEEDS = ("move", "many", "add", "copy", "archive", "restore", "delete", "undo", "redo")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 11), st.integers(0, 11)), max_size=12))
def test_no_card_is_lost_or_doubled_and_the_board_equals_the_file(
    make_database: Callable[[], Database], deeds: list[tuple[str, int, int]]
) -> None:
    database = make_database()
    region = make_region(database)
    cards = [card for lane in region.karten for card in lane]
    single, many = SprintboardService(database), KartenService(database)
    actions: dict[str, Callable[[int, int], object]] = {
        "move": lambda a, b: single.move_aufgabe(cards[a], region.auftraege[b % 3], list(Spalte)[b % 4], b),
        "many": lambda a, b: many.move_karten([cards[a], cards[b]], region.auftraege[a % 3], list(Spalte)[b % 4]),
        "add": lambda a, b: many.add_karten(region.auftraege[a % 3], f"Neu {b}"),
        "copy": lambda a, b: many.duplicate_karte(cards[a]),
        "archive": lambda a, b: many.archive_karten([cards[a]]),
        "restore": lambda a, b: many.restore_karte(cards[a]),
        "delete": lambda a, b: single.delete_aufgabe(cards[a]),
        "undo": lambda a, b: database.undo() if steps > 0 else None,
        "redo": lambda a, b: database.redo(),
    }
    steps = 0
    start = contents(database)
    for deed, one, other in deeds:
        before = database.last_saved
        try:
            actions[deed](one, other)
        except MykError:
            continue
        if database.last_saved is not before:
            steps += -1 if deed == "undo" else 1
        _board_equals_file(database)
    for _step in range(steps):
        database.undo()
    assert contents(database) == start


def _board_equals_file(database: Database) -> None:
    board = board_of(database)
    shown = [(karte.id, lane.id, karte.spalte.value) for lane in board.bahnen for karte in lane.karten]
    assert len({karte_id for karte_id, _lane, _column in shown}) == len(shown)
    with database.read() as connection:
        rows = connection.execute(t.aufgabe.select().where(t.aufgabe.c.archiviert == 0)).all()
    assert sorted(shown) == sorted((row.id, row.auftrag_id, row.spalte) for row in rows)
    places = [(row.auftrag_id, row.spalte, row.ordnung) for row in rows]
    assert len(set(places)) == len(places)
