"""A new team and a second Maßnahme are decided in the same evening."""

import pytest

from builders import Region, make_region
from myk_tui.domain.begriffe import Verbleib, Wahl
from myk_tui.domain.entscheidung import Entscheidung, Zeile
from myk_tui.domain.entscheidung_folgen import consequences
from myk_tui.errors import RuleViolation
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.services.teamzeilen import TeamzeilenService
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def decision(database: Database, number: int = 0) -> Entscheidung:
    abschluss = EntscheidungService(database).load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number]


def begun(database: Database, region: Region) -> Zeile:
    EntscheidungService(database).begin_entscheidung(region.zielbilder[0])
    return decision(database).zeilen[0]


def test_a_second_massnahme_gets_its_own_line_after_those_of_the_team(database: Database, region: Region) -> None:
    zeile = begun(database, region)
    made = TeamzeilenService(database).add_zweite(zeile.id)
    lines = decision(database).zeilen
    assert [line.id for line in lines[:2]] == [zeile.id, made]
    assert lines[1].zweite and lines[1].team == zeile.team and lines[1].alt is None
    assert not lines[0].zweite


def test_there_is_only_one_second_massnahme_and_it_can_be_dropped(database: Database, region: Region) -> None:
    zeile, service = begun(database, region), TeamzeilenService(database)
    made = service.add_zweite(zeile.id)
    with pytest.raises(RuleViolation, match="schon eine Seite"):
        service.add_zweite(zeile.id)
    with pytest.raises(RuleViolation, match="laufenden Auftrag"):
        service.delete_zweite(zeile.id)
    service.delete_zweite(made)
    assert all(not line.zweite for line in decision(database).zeilen)


def test_a_chosen_second_massnahme_stays_when_the_look_back_is_left_again(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    zeile = begun(database, region)
    made = TeamzeilenService(database).add_zweite(zeile.id)
    zielbild = region.zielbilder[0]
    kandidat = next(one for one in service.load_kandidaten(zielbild, zeile) if one.art == "massnahme")
    service.record_wahl(made, Wahl.WECHSELN, kandidat)
    service.begin_entscheidung(zielbild)
    assert made in [line.id for line in decision(database).zeilen]


def test_an_open_second_line_goes_when_the_look_back_is_left_again(database: Database, region: Region) -> None:
    zeile = begun(database, region)
    TeamzeilenService(database).add_zweite(zeile.id)
    EntscheidungService(database).begin_entscheidung(region.zielbilder[0])
    assert all(not line.zweite for line in decision(database).zeilen)


def test_after_the_closing_the_team_works_on_both(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    for number, zielbild in enumerate(region.zielbilder):
        service.begin_entscheidung(zielbild)
        for line in decision(database, number).zeilen:
            if line.alt is None:
                service.record_wahl(line.id, Wahl.PAUSIEREN)
            else:
                service.record_wahl(line.id, Wahl.WEITERVERFOLGEN)
    first = decision(database).zeilen[0]
    kandidat = next(one for one in service.load_kandidaten(region.zielbilder[0], first) if one.art == "massnahme")
    made = TeamzeilenService(database).add_zweite(first.id)
    service.record_wahl(made, Wahl.WECHSELN, kandidat)
    for zielbild in region.zielbilder:
        service.decide(zielbild)
    service.close_sprint()
    board = SprintboardService(database).load_board()
    assert board is not None and first.alt is not None
    titles = [lane.massnahme for lane in board.bahnen if lane.team == first.team]
    assert sorted(titles) == sorted([first.alt.massnahme, kandidat.titel])


def test_a_second_massnahme_is_told_as_one_more_and_never_as_a_switch(database: Database, region: Region) -> None:
    service, lines = EntscheidungService(database), TeamzeilenService(database)
    zielbild = region.zielbilder[0]
    first = begun(database, region)
    kandidat = next(one for one in service.load_kandidaten(zielbild, first) if one.art == "massnahme")
    lines.delete_zweite(lines.add_zweite(first.id))
    made = lines.add_zweite(first.id)
    service.record_wahl(first.id, Wahl.WEITERVERFOLGEN)
    service.record_wahl(made, Wahl.WECHSELN, kandidat)
    draft = decision(database)
    assert consequences(draft.zeilen[1])[0] == f"nimmt dazu „{kandidat.titel}“ auf"
    assert draft.id is not None
    proposal = StimmungsbildService(database).load_vorschlag(draft.id)
    assert f"{first.team}: zweite Maßnahme – {kandidat.titel}" in proposal and "wechseln" not in proposal
    service.decide(zielbild)
    told = BeschluesseService(database).load_beschluss(draft.id)
    assert [zeile.was.split(" – ")[0] for zeile in told.zeilen] == ["weiterverfolgen", "zweite Maßnahme"]
    (line,) = [line for part in SeitdemService(database).load_bericht().abschnitte for line in part.zeilen]
    assert line.text.endswith(f"{first.team}: weiterverfolgen, {first.team}: zweite Maßnahme „{kandidat.titel}“")


def test_a_team_cannot_rest_and_work_on_a_second_massnahme(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    zielbild = region.zielbilder[0]
    first = begun(database, region)
    kandidat = next(one for one in service.load_kandidaten(zielbild, first) if one.art == "massnahme")
    made = TeamzeilenService(database).add_zweite(first.id)
    service.record_wahl(made, Wahl.WECHSELN, kandidat)
    service.record_wahl(first.id, Wahl.RUHT)
    service.record_zeile(first.id, {"verbleib": Verbleib.PAUSIERT.value})
    with pytest.raises(RuleViolation, match="nicht zugleich ruhen"):
        service.decide(zielbild)


def test_a_new_team_gets_its_line_in_the_same_step(database: Database, region: Region) -> None:
    begun(database, region)
    draft = decision(database)
    assert draft.id is not None
    team = TeamzeilenService(database).add_team(draft.id, "Beispielteam")
    line = next(line for line in decision(database).zeilen if line.team_id == team)
    assert line.id and line.team == "Beispielteam" and not line.zweite
    database.undo()
    assert all(line.team != "Beispielteam" for line in decision(database).zeilen)


def test_a_decision_that_is_made_gets_no_new_lines(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    begun(database, region)
    for line in decision(database).zeilen:
        service.record_wahl(line.id, Wahl.WEITERVERFOLGEN if line.alt else Wahl.PAUSIEREN)
    service.decide(region.zielbilder[0])
    draft = decision(database)
    assert draft.id is not None
    for attempt in (
        lambda: TeamzeilenService(database).add_team(str(draft.id), "Beispielteam"),
        lambda: TeamzeilenService(database).add_zweite(draft.zeilen[0].id),
    ):
        with pytest.raises(RuleViolation, match="schon beschlossen"):
            attempt()
