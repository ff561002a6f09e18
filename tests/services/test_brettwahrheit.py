"""What the board and its neighbours promise between rows: evenings per quarter, scope, results, who works on what."""

from datetime import date

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import MassnahmeStatus, Spalte, Wahl
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import RuleViolation
from myk_tui.services.agenda import AgendaService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.karten import KartenService
from myk_tui.services.sammelaenderung import SammelaenderungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintkurve import SprintkurveService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.teamzettel import TeamzettelService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def earlier_sprint(database: Database) -> str:
    with database.write("Vorquartal") as writer:
        return writer.insert(
            t.sprint, jahr=2026, quartal=3, beginn="2026-07-01", ende="2026-09-30", status="abgeschlossen"
        )


def test_evenings_belong_to_their_quarter(database: Database, region: Region) -> None:
    teams, before = SprintteamService(database), earlier_sprint(database)
    with database.write("alte Datei") as writer:
        writer.insert(t.teamquartal, sprintteam_id=region.teams[0], sprint_id=before, abende=4)
        writer.update(t.sprintteam, region.teams[0], abende=5)
        writer.update(t.sprintteam, region.teams[1], abende=7)
    teams.edit_abende(region.teams[0], {"abende": "6"})

    def evenings(sprint_id: str | None, number: int) -> int | None:
        team = teams.load_teamuebersicht(sprint_id).team(region.teams[number])
        assert team is not None
        return team.abende

    assert (evenings(before, 0), evenings(None, 0)) == (4, 6)
    assert (evenings(before, 1), evenings(None, 1)) == (None, 7)  # an old file knew only one number


@pytest.mark.parametrize("status", [MassnahmeStatus.GEPLANT, MassnahmeStatus.PAUSIERT])
def test_a_massnahme_leaves_the_sprint_only_when_no_team_works_on_it(
    database: Database, region: Region, status: MassnahmeStatus
) -> None:
    worked = region.massnahmen[0]
    for leave in (
        lambda: AgendaService(database).move_massnahme(worked, status),
        lambda: ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, worked, {"status": status.value}),
        lambda: SammelaenderungService(database).edit_massnahmen([worked], status=status.value),
    ):
        with pytest.raises(RuleViolation, match="„Team 1“ arbeitet in diesem Sprint daran") as caught:
            leave()
        assert caught.value.feld == "status"
    SprintboardService(database).dissolve_auftrag(region.auftraege[0])
    assert _status(database, worked) == MassnahmeStatus.GEPLANT
    AgendaService(database).move_massnahme(worked, status)


def _status(database: Database, massnahme_id: str) -> str:
    with database.read() as connection:
        return str(
            connection.scalar(
                t.massnahme.select().with_only_columns(t.massnahme.c.status).where(t.massnahme.c.id == massnahme_id)
            )
        )


def test_two_teams_do_not_take_the_same_massnahme(database: Database, region: Region) -> None:
    board = SprintboardService(database)
    board.add_auftrag(region.teams[0], region.geplant[0], "")
    with pytest.raises(RuleViolation, match="„Team 1“ arbeitet in diesem Sprint schon daran") as caught:
        board.add_auftrag(region.teams[1], region.geplant[0], "")
    assert caught.value.feld == "massnahme"
    names = [name for _id, name in board.load_massnahmen(region.zielbilder[1])]
    assert names[0] == "Geplante 2"
    assert "MYK vernetzt Menschen: Geplante 3" in names
    assert names[-1].endswith("(hat Team 3)")


def test_a_team_takes_up_what_hangs_on_the_vision_and_the_round_decides_on_it(
    database: Database, region: Region
) -> None:
    board, decisions = SprintboardService(database), EntscheidungService(database)
    on_top = ZielbaumService(database).add_knoten(Ebene.MASSNAHME, region.programm, "Ganz oben")
    assert (on_top, "Testregion: Ganz oben") in board.load_massnahmen(region.zielbilder[0])
    assert (on_top, "Testregion: Ganz oben") in board.load_massnahmen()
    auftrag = board.add_auftrag(region.teams[0], on_top, "")
    shown = board.load_board()
    assert shown is not None
    assert [bahn.massnahme for bahn in shown.bahnen if bahn.id == auftrag] == ["Ganz oben"]
    for zielbild in region.zielbilder:
        decisions.begin_entscheidung(zielbild)
    abschluss = decisions.load_sprintabschluss()
    assert abschluss is not None
    lines = abschluss.entscheidungen[0].zeilen
    assert [zeile.alt.massnahme for zeile in lines if zeile.alt] == ["Maßnahme 1", "Ganz oben"]
    for zeile in lines:
        decisions.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    assert decisions.decide(region.zielbilder[0]) == "Beschluss 2026-01"


def test_a_result_is_corrected_kept_from_the_room_deleted_and_never_of_tomorrow(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    board = SprintboardService(database)
    with pytest.raises(RuleViolation, match="liegt in der Zukunft") as caught:
        board.add_zwischenergebnis(region.auftraege[0], "Plakat", "24.11.2026")
    assert caught.value.feld == "datum"
    made = board.add_zwischenergebnis(region.auftraege[0], "Plakat", "1.11.2026")
    board.edit_zwischenergebnis(made, "Plakat gedruckt", "2.11.2026", im_treffen=False)
    (found,) = board.load_ergebniskarte(region.auftraege[0]).zwischenergebnisse
    assert (found.datum, found.text, found.im_treffen) == (date(2026, 11, 2), "Plakat gedruckt", False)
    board.delete_zwischenergebnis(made)
    assert board.load_ergebniskarte(region.auftraege[0]).zwischenergebnisse == ()
    database.undo()
    assert board.load_ergebniskarte(region.auftraege[0]).zwischenergebnisse == (found,)


def test_a_zielbild_without_a_lane_is_an_open_decision_in_its_place(database: Database, region: Region) -> None:
    board = SprintboardService(database)
    board.dissolve_auftrag(region.auftraege[1])
    shown = board.load_board()
    assert shown is not None
    assert [(lane.zielbild_id, lane.leer) for lane in shown.bahnen] == [
        (zielbild, number == 1) for number, zielbild in enumerate(region.zielbilder)
    ]


def test_the_board_counts_what_came_and_went_since_the_sprint_began(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    with database.write("am Anfang") as writer:
        for lane in region.karten:
            for card in lane:
                writer.update(t.aufgabe, card, angelegt_um="2026-10-01T08:00:00.000000Z")
    board, cards = SprintboardService(database), KartenService(database)
    opened = board.load_board()
    assert opened is not None and (opened.dazu, opened.weg) == (0, 0)
    with database.write("älter begonnen") as writer:
        writer.connection.exec_driver_sql("UPDATE schritt SET um = '2026-10-01T07:00:00.000000Z'")
    made = [board.add_aufgabe(region.auftraege[0], f"Neue {n}") for n in range(3)]
    board.delete_aufgabe(made[0])
    board.delete_aufgabe(region.karten[0][0])
    cards.archive_karten([region.karten[1][0]])
    shown = board.load_board()
    assert shown is not None and (shown.dazu, shown.weg) == (2, 2)


def test_what_was_archived_deleted_or_taken_back_stays_in_the_weeks_before(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    board = SprintboardService(database)
    with database.write("früher") as writer:
        writer.connection.exec_driver_sql("UPDATE schritt SET um = '2026-10-02T07:00:00.000000Z'")
    KartenService(database).archive_karten([region.karten[0][3]])
    board.delete_aufgabe(region.karten[1][3])
    board.move_aufgabe(region.karten[2][3], region.auftraege[2], Spalte.OFFEN, 0)
    curve = SprintkurveService(database).load_sprintkurve()
    assert curve is not None
    assert [(woche.fertig, woche.alle) for woche in curve.wochen[-2:]] == [(3, 12), (0, 10)]
    database.undo()
    curve = SprintkurveService(database).load_sprintkurve()
    assert curve is not None and (curve.wochen[-1].fertig, curve.wochen[-1].alle) == (1, 10)


def test_marked_cards_are_dropped_at_a_place_or_go_on_together(database: Database, region: Region) -> None:
    board, cards = SprintboardService(database), KartenService(database)
    target = [board.add_aufgabe(region.auftraege[0], f"Ziel {n}", Spalte.FERTIG) for n in range(2)]
    cards.move_karten([region.karten[1][0], region.karten[2][0]], region.auftraege[0], Spalte.FERTIG, 1)
    assert _column(database, region.auftraege[0], Spalte.FERTIG) == [
        region.karten[0][3],
        region.karten[1][0],
        region.karten[2][0],
        *target,
    ]
    cards.shift_karten([region.karten[0][0], region.karten[0][1], region.karten[0][3]], 1)
    assert _column(database, region.auftraege[0], Spalte.OFFEN) == []
    assert _column(database, region.auftraege[0], Spalte.IN_ARBEIT) == [region.karten[0][0]]
    with pytest.raises(RuleViolation, match="schon am Rand"):
        cards.shift_karten(target, 1)


def _column(database: Database, auftrag_id: str, spalte: Spalte) -> list[str]:
    board = SprintboardService(database).load_board()
    assert board is not None
    lane = next(lane for lane in board.bahnen if lane.id == auftrag_id)
    return [karte.id for karte in lane.karten if karte.spalte is spalte]


def test_a_carried_card_says_in_which_sprint_it_is(database: Database, region: Region) -> None:
    with database.write("übernommen") as writer:
        lane = {"auftrag_id": region.auftraege[0], "titel": "alt", "archiviert": 1}
        first = writer.insert(t.aufgabe, spalte="offen", ordnung="K", **lane)
        second = writer.insert(t.aufgabe, spalte="offen", ordnung="M", herkunft_aufgabe_id=first, **lane)
        writer.update(t.aufgabe, region.karten[0][0], herkunft_aufgabe_id=second)
    board = SprintboardService(database)
    shown = board.load_board()
    assert shown is not None
    assert {karte.id: karte.sprints for karte in shown.bahnen[0].karten}[region.karten[0][0]] == 3
    assert board.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0).sprints == 3


def test_the_page_of_a_team_names_its_cards_requests_and_people(database: Database, region: Region) -> None:
    SprintteamService(database).add_mitglied(region.teams[0], {"name": "Schulleitung", "aufgabe": "lädt ein"})
    UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    pages = TeamzettelService(database)
    text = repr(pages.load_zettel(region.teams[0]))
    for said in ("Maßnahme 1", "Karte offen 1.0 (noch niemand)", "Raum (offen)", "Schulleitung"):
        assert said in text
    assert "Karte fertig 1.0" not in text and "Karte offen 2.0" not in text
    assert "Schulleitung: lädt ein" in repr(pages.load_dank())


def test_a_known_member_is_taken_by_name_or_by_the_whole_suggestion(database: Database, region: Region) -> None:
    teams = SprintteamService(database)
    teams.add_mitglied(region.teams[0], {"name": "Schulleitung", "rolle": "Lehrkraft", "organisation": "Realschule"})
    teams.add_mitglied(region.teams[1], {"name": "schulleitung"})
    teams.add_mitglied(region.teams[2], {"name": "Schulleitung · Lehrkraft · Realschule"})
    teams.add_mitglied(region.teams[2], {"name": "Jugendpflege"})
    assert len(teams.load_personen()) == 2
