"""Whoever has typed two things wrong into a form is told both at once, each at its field, and nothing is written."""

from collections.abc import Callable

import pytest
from steps_stimmungsbild import begun

from builders import Region, contents, make_region
from myk_tui.domain.begriffe import Methode
from myk_tui.domain.text import TEXT_MAX
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import RuleViolation, faults_of
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.bewertung import NEW, BewertungService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.karten import KartenService
from myk_tui.services.kriterien import KriterienService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

LONG = "x" * (TEXT_MAX + 1)
Save = Callable[[Database, Region], object]


def card(database: Database, region: Region) -> object:
    return SprintboardService(database).edit_aufgabe(region.karten[0][0], {"titel": " ", "faellig": "bald"})


def dated_result(database: Database, region: Region) -> object:
    return SprintboardService(database).add_zwischenergebnis(region.auftraege[0], "", "1.1.2030")


def result_card(database: Database, region: Region) -> object:
    return SprintboardService(database).record_ergebnis(region.auftraege[0], {"erfolg": LONG, "vorschlag": "101"})


def idea(database: Database, region: Region) -> object:
    return IdeenspeicherService(database).edit_idee(region.ideen[0], {"titel": "", "unterstuetzer": "viele"})


def rules_of_an_idea(database: Database, region: Region) -> object:
    werte = {"status": "abgelehnt", "antwort": "", "eingang": "1.1.2030"}
    return IdeenspeicherService(database).edit_idee(region.ideen[0], werte)


def node(database: Database, region: Region) -> object:
    werte = {"titel": "", "fortschritt": "150"}
    return ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, region.massnahmen[0], werte)


def profile(database: Database, region: Region) -> object:
    werte = {"beginn": "1.2.2027", "ende": "1.1.2027", "kosten_cent": "5", "eigenanteil_cent": "7"}
    return ZielbaumService(database).edit_steckbrief(region.massnahmen[0], werte)


def meeting(database: Database, _region: Region) -> object:
    return TreffenService(database).prepare_treffen({"titel": "", "datum": "morgen", "beginn_geplant": "abends"})


def fingers(database: Database, region: Region) -> object:
    running = TreffenService(database).prepare_treffen({"titel": "Treffen"})
    return MitschriftService(database).record_puls(running, {"f5": "alle", "f1": "-1"})


def request(database: Database, _region: Region) -> object:
    werte = {"titel": "", "art": "finanziell", "betrag": "viel", "bis": "bald"}
    return UnterstuetzungService(database).add_unterstuetzung(werte)


def evenings(database: Database, region: Region) -> object:
    werte = {"abende": "halb", region.auftraege[0]: "-1"}
    return SprintteamService(database).edit_abende(region.teams[0], werte)


def team(database: Database, region: Region) -> object:
    return SprintteamService(database).edit_sprintteam(region.teams[0], {"name": "", "notiz": LONG})


def criterion(database: Database, _region: Region) -> object:
    return KriterienService(database).add_kriterium({"name": "", "gewicht": "schwer"})


def formal_step(database: Database, region: Region) -> object:
    werte = {"was": "y" * 501, "bis": "bald"}
    return BeschluesseService(database).record_schritt(begun(database, region), werte)


def rule_of_a_vote(database: Database, region: Region) -> object:
    decision_id = begun(database, region, Methode.PUNKTE)
    werte = {"anwesend": "halb", "punkte": "-1", "optionen": "Bank\nBank"}
    return StimmungsbildService(database).record_regel(decision_id, werte)


def line(database: Database, region: Region) -> object:
    begun(database, region)
    service = EntscheidungService(database)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    return service.record_zeile(abschluss.entscheidungen[0].zeilen[0].id, {"sprintziel": LONG, "fortschritt": "101"})


def names_of_columns(database: Database, _region: Region) -> object:
    return KartenService(database).rename_spalten({"spalte_offen": "x" * 25, "spalte_in_arbeit": "Fertig"})


def new_member(database: Database, region: Region) -> object:
    return SprintteamService(database).add_mitglied(region.teams[0], {"name": "", "aufgabe": "y" * 501})


def member(database: Database, region: Region) -> object:
    service = SprintteamService(database)
    member_id = service.add_mitglied(region.teams[0], {"name": "Anna"})
    return service.edit_mitglied(member_id, {"name": "", "aufgabe": "y" * 501})


@pytest.mark.parametrize(
    ("save", "wrong"),
    [
        (card, {"titel", "faellig"}),
        (dated_result, {"text", "datum"}),
        (result_card, {"erfolg", "vorschlag"}),
        (idea, {"titel", "unterstuetzer"}),
        (rules_of_an_idea, {"antwort", "eingang"}),
        (node, {"titel", "fortschritt"}),
        (profile, {"ende", "eigenanteil_cent"}),
        (meeting, {"titel", "datum", "beginn_geplant"}),
        (fingers, {"f5", "f1"}),
        (request, {"titel", "betrag", "bis"}),
        (team, {"name", "notiz"}),
        (criterion, {"name", "gewicht"}),
        (formal_step, {"was", "bis"}),
        (rule_of_a_vote, {"anwesend", "punkte", "optionen"}),
        (line, {"sprintziel", "fortschritt"}),
        (names_of_columns, {"spalte_offen", "spalte_fertig"}),
        (new_member, {"name", "aufgabe"}),
        (member, {"name", "aufgabe"}),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_every_wrong_field_is_named_at_once(database: Database, save: Save, wrong: set[str]) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        save(database, region)
    assert {feld for feld, _text in faults_of(caught.value)} == wrong


def test_wrong_evenings_are_named_by_their_auftrag(database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        evenings(database, region)
    assert [feld for feld, _text in faults_of(caught.value)] == ["abende", region.auftraege[0]]


def test_of_several_criteria_nothing_is_written_if_one_is_wrong(database: Database) -> None:
    region = make_region(database)
    with database.write("Kriterium") as writer:
        one = writer.insert(t.kriterium, name="Wirkung", ordnung="K")
        two = writer.insert(t.kriterium, name="Aufwand", ordnung="V")
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        BewertungService(database).edit_gewichte({one: "3", two: "schwer"}, neu="wirkung")
    assert [feld for feld, _text in faults_of(caught.value)] == [two, NEW]
    with pytest.raises(RuleViolation) as caught:
        BewertungService(database).record_bewertung(region.ideen[0], {one: "6", two: "gut"})
    assert [feld for feld, _text in faults_of(caught.value)] == [one, two]
    assert contents(database) == before
