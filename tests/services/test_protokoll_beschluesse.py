"""What the minutes say of each decision: how it came about, and what follows from it."""

from fractions import Fraction

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung import Entscheidung, Kandidat
from myk_tui.domain.protokollanhang import best_kandidaten
from myk_tui.screens.entscheidung_seiten import closing_page
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.services.teamzeilen import TeamzeilenService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def meeting(database: Database, region: Region, clock: FrozenClock) -> str:
    """A running meeting of 50 people."""
    with database.write("Treffen beginnt") as writer:
        found = writer.insert(
            t.treffen,
            titel="Herbsttreffen",
            sprint_id=region.sprint,
            datum="2026-11-23",
            status="laufend",
            begonnen_um=to_text(clock.now()),
        )
        writer.insert(t.anwesenheit, treffen_id=found, gruppe="Bürgerinnen und Bürger", anzahl=50)
    return found


def begun(database: Database, region: Region, number: int) -> Entscheidung:
    """Begin the decision on a Zielbild and return it."""
    wizard = EntscheidungService(database)
    wizard.begin_entscheidung(region.zielbilder[number])
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number]


def written(database: Database, meeting: str) -> str:
    return ProtokollService(database).load_datei(meeting, "txt").decode().replace("\u00a0", " ")


def test_a_decision_nobody_voted_on_says_so(database: Database, region: Region, meeting: str) -> None:
    wizard = EntscheidungService(database)
    wizard.record_wahl(begun(database, region, 0).zeilen[0].id, Wahl.WEITERVERFOLGEN)
    wizard.decide(region.zielbilder[0])
    assert "Methode: ohne Abstimmung" in written(database, meeting)


def decided(database: Database, region: Region, number: int) -> str:
    """Carry on in a Zielbild and return the number of the decision."""
    wizard = EntscheidungService(database)
    wizard.record_wahl(begun(database, region, number).zeilen[0].id, Wahl.WEITERVERFOLGEN)
    return wizard.decide(region.zielbilder[number])


def test_a_number_that_stands_in_minutes_is_given_to_no_other_decision(
    database: Database, region: Region, meeting: str
) -> None:
    begun(database, region, 1)
    assert decided(database, region, 0) == "Beschluss 2026-01"
    ProtokollService(database).record_fassung(meeting)
    database.undo()  # the decision
    assert decided(database, region, 1) == "Beschluss 2026-02"
    assert decided(database, region, 0) == "Beschluss 2026-01", "its own number was kept for it"
    assert decided(database, region, 2) == "Beschluss 2026-03"


def test_a_number_that_no_minutes_have_named_is_free_again(database: Database, region: Region, meeting: str) -> None:
    ProtokollService(database).record_fassung(meeting)
    assert decided(database, region, 0) == "Beschluss 2026-01"
    database.undo()
    assert decided(database, region, 1) == "Beschluss 2026-01"


def test_another_choice_than_the_vote_and_another_number_of_people_are_said(
    database: Database, region: Region, meeting: str
) -> None:
    wizard, mood = EntscheidungService(database), StimmungsbildService(database)
    decision = begun(database, region, 0)
    assert decision.id is not None
    wizard.record_wahl(decision.zeilen[0].id, Wahl.WEITERVERFOLGEN)
    mood.choose_methode(decision.id, Methode.PUNKTE)
    mood.record_regel(
        decision.id, {"anwesend": "60", "optionen": "Maßnahme 1\nGeplante 1", "punkte": "2"}, mehr_als_gezaehlt=True
    )
    mood.record_werte(decision.id, {"option-0": "40", "option-1": "55"})
    mood.reveal(decision.id)
    wizard.decide(region.zielbilder[0])
    text = written(database, meeting)
    assert "Vorn lag „Geplante 1“, gewählt ist „Maßnahme 1“." in text
    assert "Das Stimmungsbild rechnet mit 60 Personen, als anwesend gezählt sind 50." in text
    assert "gehört in die Begründung" not in text
    with database.write("Nachgezählt") as writer:
        writer.insert(t.anwesenheit, treffen_id=meeting, gruppe="Verwaltung", anzahl=10)
    assert "Das Stimmungsbild rechnet" not in written(database, meeting)


def test_a_new_team_that_takes_over_is_called_new_and_named_as_the_one_who_goes_on(
    database: Database, region: Region, meeting: str
) -> None:
    wizard = EntscheidungService(database)
    decision = begun(database, region, 0)
    assert decision.id is not None
    wheels = TeamzeilenService(database).add_team(decision.id, "Sprintteam Rad")
    wizard.record_wahl(decision.zeilen[0].id, Wahl.PAUSIEREN)
    fresh = begun(database, region, 0)
    line = next(zeile for zeile in fresh.zeilen if zeile.team_id == wheels)
    assert [zeile.neues_team for zeile in fresh.zeilen] == [zeile.team_id == wheels for zeile in fresh.zeilen]
    taken = Kandidat(region.massnahmen[0], "massnahme", "", "")
    wizard.record_wahl(line.id, Wahl.WECHSELN, taken)
    wizard.decide(region.zielbilder[0])
    text = written(database, meeting)
    assert "; „Maßnahme 1“: geht an Sprintteam Rad" in text
    assert "Sprintteam Rad (neues Team) nimmt „Maßnahme 1“ auf" in text
    decided = begun_summary(database)
    assert "Sprintteam Rad (neues Team)" in decided and "„Maßnahme 1“: geht an Sprintteam Rad" in decided


def begun_summary(database: Database) -> str:
    abschluss = EntscheidungService(database).load_sprintabschluss()
    assert abschluss is not None
    return closing_page(abschluss).plain


def test_the_appendix_ranks_the_candidates_also_where_nobody_voted(
    database: Database, region: Region, meeting: str
) -> None:
    with database.write("Punkte") as writer:
        worth = writer.insert(t.kriterium, name="Wirkung", gewicht_hundertstel=100, ordnung="V")
        asked = writer.insert(t.kriterium, name="Machbar", art="ko", ordnung="K")
        for idee, points, holds in zip(region.ideen, (2, 5, 4), (5, 0, 5), strict=True):
            writer.insert(t.bewertung, idee_id=idee, kriterium_id=worth, wert=points)
            writer.insert(t.bewertung, idee_id=idee, kriterium_id=asked, wert=holds)
        writer.insert(t.idee, titel="Kam danach", status="geeignet", eingang="2026-11-24")
        writer.update(t.idee, region.ideen[2], unterstuetzer=7, ort_text="Mendig", groesse="klein")
    wizard = EntscheidungService(database)
    taken = Kandidat(region.ideen[2], "idee", "", "")
    for number, zielbild in enumerate(region.zielbilder):
        line = begun(database, region, number).zeilen[0]
        wizard.record_wahl(line.id, *((Wahl.WEITERVERFOLGEN, None) if number else (Wahl.WECHSELN, taken)))
        wizard.record_zeile(line.id, {} if number else {"verbleib": "pausiert"})
        wizard.decide(zielbild)
    wizard.close_sprint()
    text = written(database, meeting).partition("Anhang")[2]
    assert "Stand bei der Ausgabe des Protokolls" in text
    first = text.partition("MYK verändert sich")[2].partition("In MYK gut")[0].split("\n")
    rows = [[cell.strip() for cell in line.split("|")] for line in first if "|" in line]
    assert rows == [
        ["Rang", "Kandidat", "Gewählt", "K.O.", "Punkte", "Größe", "Ort", "dafür"],
        ["1", "Idee „Idee 2“", "✓", "✓", "4", "klein", "Mendig", "7"],
        ["2", "Idee „Idee 0“", "", "✓", "2", "", "", ""],
        ["", "Maßnahme 1", "", "", "", "", "", ""],
        ["", "Geplante 1", "", "", "", "", "", ""],
        ["", "Idee „Idee 1“", "", "✗ Machbar", "5", "", "", ""],
    ]


def test_of_many_candidates_the_ten_best_are_told_and_what_was_chosen() -> None:
    many = [Kandidat(str(number), "idee", "", "", summe=Fraction(number)) for number in range(20)]
    assert [one.id for one in best_kandidaten(many, {"3", "19"})] == [*map(str, range(19, 9, -1)), "3"]
