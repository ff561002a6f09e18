"""Earlier sprints stay as they were, whatever is written afterwards."""

import pytest

from builders import Region, contents, make_region
from myk_tui.domain.begriffe import Spalte, Wahl
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.sprintarchiv import SprintarchivService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def close(database: Database, region: Region) -> None:
    """Decide that all carry on and close the running sprint."""
    service = EntscheidungService(database)
    for zielbild in region.zielbilder:
        service.begin_entscheidung(zielbild)
        abschluss = service.load_sprintabschluss()
        assert abschluss is not None
        own = next(one for one in abschluss.entscheidungen if one.zielbild_id == zielbild)
        for zeile in own.zeilen:
            service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
        service.decide(zielbild)
    service.close_sprint()


def test_the_board_of_a_closed_sprint_is_the_board_it_had(database: Database, region: Region) -> None:
    before = SprintboardService(database).load_board()
    assert before is not None
    close(database, region)
    archiv = SprintarchivService(database).load_sprintarchiv(region.sprint)
    assert [lane.karten for lane in archiv.board.bahnen] == [lane.karten for lane in before.bahnen]
    assert [lane.massnahme for lane in archiv.board.bahnen] == ["Maßnahme 1", "Maßnahme 2", "Maßnahme 3"]
    assert archiv.board.gesperrt and all(lane.gesperrt for lane in archiv.board.bahnen)
    assert archiv.describe() == "4. Quartal 2026 · abgeschlossen am 23.11.2026 · 3 von 12 Karten fertig"


def test_whatever_is_renamed_moved_or_asked_for_later_it_stays_as_it_was(database: Database, region: Region) -> None:
    close(database, region)
    service = SprintarchivService(database)
    then = service.load_sprintarchiv(region.sprint)
    tree, board, teams = ZielbaumService(database), SprintboardService(database), SprintteamService(database)
    tree.rename_knoten(Ebene.MASSNAHME, region.massnahmen[0], "Ganz anders")
    tree.rename_knoten(Ebene.MASSNAHME, region.massnahmen[0], "Noch einmal anders")
    tree.rename_knoten(Ebene.ZIELBILD, region.zielbilder[0], "Umgetauft")
    teams.edit_sprintteam(region.teams[1], {"name": "Neuer Name", "zielbild": region.zielbilder[0], "notiz": ""})
    running = board.load_board()
    assert running is not None
    first = running.bahnen[0]
    board.move_aufgabe(first.karten[0].id, first.id, Spalte.FERTIG, 0)
    UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, first.id)
    assert service.load_sprintarchiv(region.sprint).sections() == then.sections()
    now = {lane.id: lane for lane in service.load_sprintarchiv(region.sprint).board.bahnen}
    for lane in then.board.bahnen:
        same = now[lane.id]
        assert (same.team, same.massnahme, same.zielbild, same.karten) == (
            lane.team,
            lane.massnahme,
            lane.zielbild,
            lane.karten,
        )


def test_its_results_and_decisions_are_told(database: Database, region: Region) -> None:
    board = SprintboardService(database)
    board.record_ergebnis(region.auftraege[0], {"spannend": "Alle wollten mitfahren."})
    board.add_zwischenergebnis(region.auftraege[0], "Plakat gedruckt", "2.11.2026")
    close(database, region)
    archiv = SprintarchivService(database).load_sprintarchiv(region.sprint)
    text = "\n".join(line for part in archiv.sections() for _tone, line in part.zeilen)
    assert "Spannend: Alle wollten mitfahren." in text
    assert "02.11.2026: Plakat gedruckt" in text
    assert "Team 1 verfolgt „Maßnahme 1“ weiter" in text
    assert text.count("Beschluss 2026-") + text.count("2026-0") >= 3


def test_only_closed_sprints_are_offered_the_newest_first(database: Database, region: Region) -> None:
    service = SprintarchivService(database)
    assert service.load_sprints() == []
    with pytest.raises(RuleViolation, match="läuft noch"):
        service.load_sprintarchiv(region.sprint)
    close(database, region)
    assert [sprint.name for sprint, _day in service.load_sprints()] == ["4. Quartal 2026"]
    database.undo()
    assert service.load_sprints() == []


def test_reading_writes_nothing_and_what_is_gone_is_said_to_be_gone(database: Database, region: Region) -> None:
    close(database, region)
    before = contents(database)
    SprintarchivService(database).load_sprintarchiv(region.sprint)
    assert contents(database) == before
    with pytest.raises(NotFound):
        SprintarchivService(database).load_sprintarchiv(region.teams[0])


def test_a_card_of_a_closed_sprint_refuses_to_be_carried(database: Database, region: Region) -> None:
    close(database, region)
    with pytest.raises(RuleViolation, match="bleibt, wie er war"):
        SprintboardService(database).move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)


def test_a_request_counts_as_open_if_it_was_open_that_day(database: Database, region: Region) -> None:
    with database.write("Bitten") as writer:
        for answered in (None, "2026-11-24", "2026-11-20"):
            writer.insert(
                t.unterstuetzung,
                titel="Raum",
                sprintteam_id=region.teams[0],
                gestellt_am="2026-11-01",
                beantwortet_am=answered,
                status="offen" if answered is None else "zugesagt",
            )
    close(database, region)
    archiv = SprintarchivService(database).load_sprintarchiv(region.sprint)
    assert [lane.bitten_offen for lane in archiv.board.bahnen] == [2, 0, 0]
