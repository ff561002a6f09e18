"""Of which Maßnahmen nothing is heard, and where confidence contradicts progress."""

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.clock import to_text
from myk_tui.services.agenda import AgendaService
from myk_tui.services.sprintarchiv import SprintarchivService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.teilschritt import TeilschrittService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def end_meeting(database: Database, clock: FrozenClock) -> None:
    """Hold a meeting that is over in the same moment; a day passes before and after."""
    clock.tick(days=1)
    with database.write("Treffen beendet") as writer:
        writer.insert(t.treffen, titel="Treffen", status="beendet", beendet_um=to_text(clock.now()))
    clock.tick(days=1)


def quiet(database: Database) -> dict[str, int]:
    return {key: note.still for key, note in ZielbaumService(database).load_hinweise().items() if note.still}


def test_after_two_meetings_without_news_it_is_said_and_any_news_ends_it(
    database: Database, clock: FrozenClock
) -> None:
    region: Region = make_region(database)
    assert quiet(database) == {}
    end_meeting(database, clock)
    assert quiet(database) == {}
    end_meeting(database, clock)
    assert set(quiet(database)) == {*region.massnahmen, *region.geplant}
    ZielbaumService(database).edit_steckbrief(region.geplant[0], {"partner": "Verein"})
    TeilschrittService(database).add_schritt(region.geplant[1], "Anfang")
    SprintboardService(database).move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    assert set(quiet(database)) == {region.geplant[2], *region.massnahmen[1:]}
    end_meeting(database, clock)
    assert quiet(database)[region.geplant[2]] == 3
    note = ZielbaumService(database).load_hinweise()[region.geplant[2]]
    assert note.ruhig == "seit 3 Treffen ohne Neues"


def test_board_agenda_and_meeting_tell_the_same_as_the_tree(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    board = SprintboardService(database)
    end_meeting(database, clock)
    end_meeting(database, clock)
    board.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    shown = board.load_board()
    assert shown is not None
    told = {lane.id: lane.ruhig.kurz for lane in shown.bahnen if lane.ruhig is not None}
    assert told == dict.fromkeys(region.auftraege[1:], "☾ 2 Treffen ohne Neues")
    cards = {karte.id: karte.ruhig.still for karte in AgendaService(database).load_agenda().karten if karte.ruhig}
    assert cards == quiet(database)
    lanes = TreffenService(database).load_ruhige_bahnen()
    assert [lane.massnahme for lane in lanes] == ["Maßnahme 2", "Maßnahme 3"]
    assert [lane.betrifft(region.teams[1], None) for lane in lanes] == [True, False]
    assert [lane.betrifft(None, region.zielbilder[2]) for lane in lanes] == [False, True]
    assert not any(lane.betrifft(None, None) for lane in lanes)


def test_a_card_that_is_moved_ends_the_silence_of_its_lane_at_once(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    board = SprintboardService(database)
    end_meeting(database, clock)
    end_meeting(database, clock)
    before = board.load_board()
    karte = board.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    assert before is not None and before.bahnen[0].ruhig is not None
    assert before.with_karte(region.auftraege[0], karte) == board.load_board()


def test_a_lane_of_a_closed_sprint_is_not_waited_for(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    with database.write("Ende") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen", abgeschlossen_um=to_text(clock.now()))
    end_meeting(database, clock)
    end_meeting(database, clock)
    board = SprintarchivService(database).load_sprintarchiv(region.sprint).board
    assert [lane.ruhig for lane in board.bahnen] == [None, None, None]
    assert TreffenService(database).load_ruhige_bahnen() == ()


def test_a_clock_that_was_set_back_does_not_change_how_many_meetings_there_were_since(
    database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    end_meeting(database, clock)
    ZielbaumService(database).edit_steckbrief(region.geplant[0], {"partner": "Verein"})
    clock.tick(days=-30)
    end_meeting(database, clock)
    ZielbaumService(database).edit_steckbrief(region.geplant[1], {"partner": "Verein"})
    end_meeting(database, clock)
    found = quiet(database)
    assert [found.get(row_id, 0) for row_id in region.geplant] == [2, 0, 3]


def test_without_meetings_closed_sprints_count(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    for quarter in (1, 2):
        clock.tick(days=1)
        with database.write("Sprint") as writer:
            writer.insert(
                t.sprint,
                jahr=2026,
                quartal=quarter,
                beginn=f"2026-0{3 * quarter - 2}-01",
                ende=f"2026-0{3 * quarter}-28",
                status="abgeschlossen",
                abgeschlossen_um=to_text(clock.now()),
            )
    clock.tick(days=1)
    assert ZielbaumService(database).load_hinweise()[region.geplant[0]].ruhig == "seit 2 Sprints ohne Neues"


def test_what_is_finished_is_not_waited_for(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    with database.write("fertig") as writer:
        writer.update(t.massnahme, region.geplant[0], status="abgeschlossen")
    end_meeting(database, clock)
    end_meeting(database, clock)
    assert region.geplant[0] not in quiet(database)


def test_confidence_is_told_with_the_share_of_the_time(database: Database) -> None:
    region = make_region(database)
    ZielbaumService(database).edit_steckbrief(
        region.massnahmen[0], {"zuversicht": "9", "beginn": "1.1.2026", "ende": "31.12.2026"}
    )
    note = ZielbaumService(database).load_hinweise()[region.massnahmen[0]]
    assert note.zuversicht is not None and note.zuversicht.widerspruch.startswith("viel Zuversicht, obwohl")
    assert (note.zeichen, note.worte) == ("▲", "Zuversicht 9 von 10")
