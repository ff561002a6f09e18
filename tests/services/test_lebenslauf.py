"""The life line, over a real file."""

import pytest

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Antwort, Verbleib, Wahl
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.lebenslauf import Lebenslauf, StationArt, Woher, sections
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound
from myk_tui.services.beziehungen import BeziehungenService
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.lebenslauf import SCHRITTE, LebenslaufService
from myk_tui.services.pruefung import PruefungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> LebenslaufService:
    return LebenslaufService(database)


def decide(database: Database, region: Region, *, first: dict[str, str], kandidat: Kandidat | None, wahl: Wahl) -> None:
    """Decide all Zielbilder, the first as given, the others carry on; then close the sprint."""
    service = EntscheidungService(database)
    for zielbild in region.zielbilder:
        service.begin_entscheidung(zielbild)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    for number, entscheidung in enumerate(abschluss.entscheidungen):
        zeile = entscheidung.zeilen[0].id
        if number == 0:
            service.record_wahl(zeile, wahl, kandidat)
            service.record_zeile(zeile, first)
        else:
            service.record_wahl(zeile, Wahl.WEITERVERFOLGEN)
        service.decide(entscheidung.zielbild_id)
    service.close_sprint()


def text(lebenslauf: Lebenslauf, titel: str = "") -> str:
    parts = [part for part in sections(lebenslauf) if titel in part.titel]
    return "\n".join(line for part in parts for _tone, line in part.zeilen)


def test_a_massnahme_names_the_idea_it_came_from_and_the_idea_what_became_of_it(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    ideen = IdeenspeicherService(database)
    ideen.edit_idee(region.ideen[0], {"herkunft": "Zukunftsforum", "unterstuetzer": "12", "ort_id": region.ort})
    massnahme_id = ideen.take_over_idee(region.ideen[0], region.loesungen[0])
    backwards, forwards = service.load_massnahme(massnahme_id), service.load_idee(region.ideen[0])
    assert [station.art for station in backwards.stationen] == [StationArt.IDEE, StationArt.MASSNAHME]
    assert backwards.stationen == forwards.stationen
    assert backwards.stationen[1].woher == ((Woher.UEBERNAHME, region.ideen[0]),)
    assert dict(backwards.stationen[0].fakten) == {
        "Eingang": "01.11.2026",
        "Herkunft": "Zukunftsforum",
        "Ort": "Mendig",
        "Unterstützende": "12",
    }
    assert "▸ Maßnahme „Idee 0“" in text(backwards)
    assert "▸ Idee „Idee 0“" in text(forwards)


def test_the_line_follows_twins_successors_and_a_return_into_the_ideenspeicher(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    DublettenService(database).merge_ideen(region.ideen[0], region.ideen[1])
    massnahme_id = IdeenspeicherService(database).take_over_idee(region.ideen[0], region.loesungen[0])
    BeziehungenService(database).edit_beziehungen(region.geplant[0], {"vorgaenger": massnahme_id})
    with database.write("zurück") as writer:
        again = writer.insert(t.idee, titel="Noch einmal", herkunft_massnahme_id=region.geplant[0])
    expected = [region.ideen[1], region.ideen[0], massnahme_id, region.geplant[0], again]
    for idee_id in (region.ideen[0], region.ideen[1], again):
        assert [station.id for station in service.load_idee(idee_id).stationen] == expected
    for other in (massnahme_id, region.geplant[0]):
        assert [station.id for station in service.load_massnahme(other).stationen] == expected
    said = text(service.load_massnahme(massnahme_id), "Lebenslinie")
    for sentence in (
        "mit ihr zusammengeführt: „Idee 1“",
        "entstand aus der Idee „Idee 0“",
        "führt „Idee 0“ weiter",
        "kam zurück aus der Maßnahme „Geplante 1“",
    ):
        assert sentence in said


def test_a_circle_in_a_file_from_elsewhere_is_read_to_its_end(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    with database.write("Kreis") as writer:
        writer.update(t.massnahme, region.geplant[0], vorgaenger_id=region.geplant[1])
        writer.update(t.massnahme, region.geplant[1], vorgaenger_id=region.geplant[0])
    found = service.load_massnahme(region.geplant[0])
    assert {station.id for station in found.stationen} == {region.geplant[0], region.geplant[1]}


def test_the_choice_of_another_massnahme_is_found_from_both_sides(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    decide(
        database,
        region,
        wahl=Wahl.WECHSELN,
        kandidat=Kandidat(region.geplant[0], "massnahme", "Geplante 1", ""),
        first={"verbleib": Verbleib.PAUSIERT.value, "begruendung": "Der Winter kommt.", "fortschritt": "45"},
    )
    left, taken = service.load_massnahme(region.massnahmen[0]), service.load_massnahme(region.geplant[0])
    assert [len(left.beschluesse), len(taken.beschluesse)] == [1, 1]
    assert "Team 1 wechselt von „Maßnahme 1“ zu „Geplante 1“; „Maßnahme 1“: pausiert" in text(left, "Beschlüsse")
    assert "Team 1 wechselt von „Maßnahme 1“ zu „Geplante 1“" in text(taken, "Beschlüsse")
    assert "pausiert" not in text(taken, "Beschlüsse")
    for found in (left, taken):
        assert "Beschluss 2026-01 · 23.11.2026" in text(found, "Beschlüsse")
        assert "Begründung: Der Winter kommt." in text(found, "Beschlüsse")
    assert service.load_massnahme(region.geplant[1]).beschluesse == ()


def test_an_idea_that_was_chosen_knows_its_decision_before_and_after_it_became_a_massnahme(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    decide(
        database,
        region,
        wahl=Wahl.WECHSELN,
        kandidat=Kandidat(region.ideen[2], "idee", "Idee 2", ""),
        first={"verbleib": Verbleib.LAUFENDER_BETRIEB.value, "loesung_id": region.loesungen[0]},
    )
    idea = service.load_idee(region.ideen[2])
    (massnahme,) = [station for station in idea.stationen if station.art is StationArt.MASSNAHME]
    assert "zu „Idee 2“" in text(idea, "Beschlüsse")
    assert service.load_massnahme(massnahme.id).beschluesse == idea.beschluesse
    assert [sprint.team for sprint in idea.sprints] == ["Team 1"]


def test_all_sprints_are_told_with_progress_and_result(
    service: LebenslaufService, database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    board = SprintboardService(database)
    board.record_ergebnis(region.auftraege[0], {"erfolg": "Es läuft."})
    board.add_zwischenergebnis(region.auftraege[0], "Karte gedruckt", "1.11.2026")
    decide(
        database, region, wahl=Wahl.WEITERVERFOLGEN, kandidat=None, first={"fortschritt": "45", "sprintziel": "Mehr"}
    )
    first, second = service.load_massnahme(region.massnahmen[0]).sprints
    assert (first.quartal.kurz, first.laeuft, first.bis, first.in_folge) == ("2026-Q4", False, 45, 1)
    assert (first.fertig, first.karten, first.ergebnis) == (1, 4, (("Erfolg", "Es läuft."),))
    assert [line for _day, line in first.zwischenergebnisse] == ["Karte gedruckt"]
    assert (second.quartal.kurz, second.laeuft, second.von, second.bis) == ("2027-Q1", True, 45, None)
    assert (second.in_folge, second.sprintziel) == (2, "Mehr")


def test_requests_for_support_stand_there_with_their_answer_and_sum(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    ledger = UnterstuetzungService(database)
    bitte = ledger.add_unterstuetzung(
        {"titel": "Schilder", "art": "finanziell", "betrag": "1.500"}, region.auftraege[0]
    )
    ledger.edit_unterstuetzung(bitte, {"status": "zugesagt", "antwort": "Aus dem Topf des Projektteams."})
    ledger.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[1])
    said = text(service.load_massnahme(region.massnahmen[0]), "Unterstützung")
    assert "Alle Bitten: 1, davon 0 offen · 1.500 €" in said
    assert "Schilder · finanziell · zugesagt · 1.500 €" in said
    assert "Antwort: 23.11.2026 Aus dem Topf des Projektteams." in said
    assert "Raum" not in said


def test_the_history_tells_every_step_with_from_and_to_undo_and_what_is_gone(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    one = region.geplant[0]
    with database.write("Feld und Frage") as writer:
        feld = writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
        frage = writer.insert(t.prueffrage, kennung="buendel", frage="Teil eines Bündels?", art="K", ordnung="V")
    tree, links = ZielbaumService(database), BeziehungenService(database)
    tree.edit_steckbrief(one, {"kosten_cent": "1.234,50", "beginn": "1.1.2027"})
    links.edit_beziehungen(one, {"handlungsfelder": feld, "braucht": region.geplant[1]})
    links.edit_beziehungen(one, {"handlungsfelder": "", "braucht": ""})
    PruefungService(database).record_antwort(one, frage, Antwort.NEIN)
    tree.rename_knoten(Ebene.MASSNAHME, one, "Anders")
    database.undo()
    with database.write("Feld gelöscht") as writer:
        writer.delete(t.handlungsfeld, feld)
    steps = service.load_massnahme(one).schritte
    assert [(step.titel, step.zeilen) for step in steps] == [
        ("Rückgängig: Umbenannt in „Anders“", ("Titel: „Anders“ → „Geplante 1“",)),
        ("Umbenannt in „Anders“", ("Titel: „Geplante 1“ → „Anders“",)),
        (steps[2].titel, steps[2].zeilen),
        ("Beziehungen geändert", ("− Handlungsfeld „Mobilität“", "− Abhängigkeit „Geplante 1 braucht Geplante 2“")),
        ("Beziehungen geändert", ("+ Handlungsfeld „Mobilität“", "+ Abhängigkeit „Geplante 1 braucht Geplante 2“")),
        ("Steckbrief bearbeitet", ("Beginn: (leer) → 01.01.2027", "Kosten insgesamt: (leer) → 1.234,50 €")),
        ("Testregion", ("+ Maßnahme „Geplante 1“",)),
    ]
    assert steps[2].zeilen[0].startswith("+ Prüffrage „Teil eines Bündels?“, Antwort nein")
    assert steps[0].art == "zurueck"


def test_a_link_is_told_on_the_other_side_too(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    BeziehungenService(database).edit_beziehungen(region.geplant[0], {"braucht": region.geplant[1]})
    assert "+ Abhängigkeit „Geplante 1 braucht Geplante 2“" in text(service.load_massnahme(region.geplant[1]))


def test_what_was_deleted_and_brought_back_is_told_whole(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    one = region.geplant[0]
    BeziehungenService(database).edit_beziehungen(one, {"orte": region.ort})
    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, one)
    with pytest.raises(NotFound):
        service.load_massnahme(one)
    database.undo()
    newest, deleted, *_rest = service.load_massnahme(one).schritte
    assert newest.titel == "Rückgängig: Maßnahme gelöscht"
    assert set(newest.zeilen) == {"+ Maßnahme „Geplante 1“", "+ Gebietskörperschaft „Mendig“"}
    assert set(deleted.zeilen) == {"− Maßnahme „Geplante 1“", "− Gebietskörperschaft „Mendig“"}


def test_steps_of_other_massnahmen_are_not_told(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    before = service.load_massnahme(region.geplant[0]).schritte
    ZielbaumService(database).edit_steckbrief(region.geplant[1], {"indikator": "Fahrten"})
    assert service.load_massnahme(region.geplant[0]).schritte == before


def test_of_a_long_history_the_newest_steps_come_first_and_all_on_demand(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    tree = ZielbaumService(database)
    for number in range(SCHRITTE + 5):
        tree.rename_knoten(Ebene.MASSNAHME, region.geplant[0], f"Titel {number}")
    found = service.load_massnahme(region.geplant[0])
    assert (len(found.schritte), found.schritte_gesamt) == (SCHRITTE, SCHRITTE + 6)
    assert found.schritte[0].titel == f"Umbenannt in „Titel {SCHRITTE + 4}“"
    assert "6 ältere Schritte: m zeigt alle." in text(found, "Verlauf")
    assert len(service.load_massnahme(region.geplant[0], alle=True).schritte) == SCHRITTE + 6


def test_reading_changes_nothing(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    before = contents(database)
    service.load_massnahme(region.massnahmen[0])
    service.load_idee(region.ideen[0])
    assert contents(database) == before


@pytest.mark.parametrize("load", ["load_massnahme", "load_idee"])
def test_what_is_gone_has_no_life_line(service: LebenslaufService, database: Database, load: str) -> None:
    make_region(database)
    with pytest.raises(NotFound):
        getattr(service, load)("gibt-es-nicht")


def test_a_dublette_knows_what_became_of_the_idea_it_was_merged_into(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    DublettenService(database).merge_ideen(region.ideen[2], region.ideen[1])
    decide(
        database,
        region,
        wahl=Wahl.WECHSELN,
        kandidat=Kandidat(region.ideen[2], "idee", "Idee 2", ""),
        first={"verbleib": Verbleib.LAUFENDER_BETRIEB.value, "loesung_id": region.loesungen[0]},
    )
    kept, twin = service.load_idee(region.ideen[2]), service.load_idee(region.ideen[1])
    assert kept.beschluesse and kept.sprints
    assert (twin.beschluesse, twin.sprints) == (kept.beschluesse, kept.sprints)


def test_the_decision_on_a_dublette_is_there_before_it_becomes_a_massnahme(
    service: LebenslaufService, database: Database
) -> None:
    region = make_region(database)
    DublettenService(database).merge_ideen(region.ideen[2], region.ideen[1])
    decisions = EntscheidungService(database)
    decisions.begin_entscheidung(region.zielbilder[0])
    abschluss = decisions.load_sprintabschluss()
    assert abschluss is not None
    zeile = abschluss.entscheidungen[0].zeilen[0].id
    decisions.record_wahl(zeile, Wahl.WECHSELN, Kandidat(region.ideen[2], "idee", "Idee 2", ""))
    assert "Noch kein Beschluss (Entwurf)" in text(service.load_idee(region.ideen[1]), "Beschlüsse")


def test_the_history_calls_things_as_they_were_called_then(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    ledger = UnterstuetzungService(database)
    bitte = ledger.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    ledger.edit_unterstuetzung(bitte, {"titel": "Saal"})
    ZielbaumService(database).rename_knoten(Ebene.MASSNAHME, region.massnahmen[0], "Anders")
    said = text(service.load_massnahme(region.massnahmen[0]), "Verlauf")
    assert "+ Maßnahme „Maßnahme 1“" in said
    assert "+ Unterstützung „Raum“, Art organisatorisch" in said


def test_archived_cards_are_not_counted(service: LebenslaufService, database: Database) -> None:
    region = make_region(database)
    with database.write("Archiv") as writer:
        writer.update(t.aufgabe, region.karten[0][0], archiviert=1)
    (sprint,) = service.load_massnahme(region.massnahmen[0]).sprints
    assert (sprint.fertig, sprint.karten) == (1, 3)
