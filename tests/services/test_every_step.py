"""Every use case that writes is one step, which undo takes back whole and redo repeats."""

import importlib
import inspect
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest

from builders import Region, contents, make_region
from myk_tui.domain.begriffe import Antwort, IdeeStatus, Spalte, Wahl
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.zielbaum import Ebene
from myk_tui.services import Services
from myk_tui.services.abschlussbild import AbschlussbildService
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.beziehungen import BeziehungenService
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.pruefung import PruefungService
from myk_tui.services.sammelaenderung import SammelaenderungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

READING = ("load_", "is_")
BESIDE = {(AbschlussbildService, "write_pending")}
"""What writes a file beside the programme's own, proved in ``test_sprintabschluss``."""

UNSAVED = {(SprintboardService, "rehearse_move")}
"""What is taken back before it is saved, proved in ``test_sprintboard``."""

STEPLESS = ("verlauf",)
"""Areas whose methods are no steps of their own: undo and redo themselves."""

FOR_GOOD = {
    (SprintteamService, "anonymise_person"),
    (ProtokollService, "record_fassung"),
    (ProtokollService, "give_out"),
}
"""Steps that nobody can take back, proved in ``test_anonymisieren`` and ``test_protokoll_fassungen``."""


def zeile_of(database: Database, region: Region, number: int = 0) -> str:
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[number])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number].zeilen[0].id


def decide_all(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    for number, zielbild in enumerate(region.zielbilder):
        service.record_wahl(zeile_of(database, region, number), Wahl.WEITERVERFOLGEN)
        service.decide(zielbild)


def decision_of(database: Database, region: Region) -> str:
    zeile_of(database, region)
    abschluss = EntscheidungService(database).load_sprintabschluss()
    assert abschluss is not None and abschluss.entscheidungen[0].id is not None
    return abschluss.entscheidungen[0].id


def chosen(database: Database, region: Region) -> str:
    zeile = zeile_of(database, region)
    EntscheidungService(database).record_wahl(zeile, Wahl.WEITERVERFOLGEN)
    return zeile


def assumed(database: Database, region: Region) -> None:
    with database.write("angenommen") as writer:
        writer.update(t.massnahme, region.geplant[0], zuordnung_angenommen=1)


def question(database: Database, region: Region) -> str:
    with database.write("Frage") as writer:
        return writer.insert(t.prueffrage, kennung="buendel", frage="Teil eines Bündels?", art="K", ordnung="V")


def request(database: Database, region: Region) -> str:
    return UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"})


def result(database: Database, region: Region) -> str:
    return SprintboardService(database).add_zwischenergebnis(region.auftraege[0], "Karte gedruckt", "1.11.2026")


def criterion(database: Database, region: Region) -> str:
    with database.write("Kriterium") as writer:
        return writer.insert(t.kriterium, name="Wirkung", ordnung="V")


def twins(database: Database, region: Region) -> None:
    """The third idea is a Dublette of the second, both with a text, a field and supporters."""
    with database.write("Felder") as writer:
        feld = writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
        writer.insert(t.idee_handlungsfeld, idee_id=region.ideen[2], handlungsfeld_id=feld)
        for idee_id in region.ideen[1:]:
            writer.update(t.idee, idee_id, unterstuetzer=4, beschreibung="Text", ort_id=region.ort)
    DublettenService(database).merge_ideen(region.ideen[1], region.ideen[2])


def linked(database: Database, region: Region) -> str:
    """The first planned Maßnahme has a field and a dependency that the step takes away again; returns another field."""
    with database.write("Felder") as writer:
        old, new = (writer.insert(t.handlungsfeld, name=name, ordnung=name) for name in ("Bildung", "Mobilität"))
    BeziehungenService(database).edit_beziehungen(
        region.geplant[0], {"handlungsfelder": old, "braucht": region.geplant[2]}
    )
    return new


def no_sprint(database: Database, region: Region) -> None:
    with database.write("alles weg") as writer:
        writer.delete(t.sprint, region.sprint)


Prepare = Callable[[Database, Region], object]
Run = Callable[[Database, Region, object], object]
nothing: Prepare = lambda database, region: None  # noqa: E731

CASES: dict[tuple[type, str], tuple[Prepare, Run]] = {
    (ZielbaumService, "add_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).add_knoten(Ebene.MASSNAHME, r.loesungen[0], "Neu"),
    ),
    (ZielbaumService, "rename_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).rename_knoten(Ebene.ZIEL, r.ziele[0], "Anders"),
    ),
    (ZielbaumService, "edit_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).edit_knoten(
            Ebene.MASSNAHME, r.geplant[0], {"titel": "Neu", "status": "pausiert", "fortschritt": "30 %"}
        ),
    ),
    (ZielbaumService, "edit_steckbrief"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).edit_steckbrief(
            r.geplant[0],
            {"kosten_cent": "1.234,50", "beginn": "1.1.2027", "leitprojekt": "ja", "freigabe": "beantragt"},
        ),
    ),
    (ZielbaumService, "confirm_zuordnung"): (
        assumed,
        lambda d, r, _p: ZielbaumService(d).confirm_zuordnung(r.geplant[0]),
    ),
    (ZielbaumService, "weigh_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).weigh_knoten(Ebene.LOESUNG, r.loesungen[0], "5"),
    ),
    (ZielbaumService, "move_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).move_knoten(Ebene.ZIEL, r.ziele[0], r.zielbilder[1]),
    ),
    (ZielbaumService, "reorder_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).reorder_knoten(Ebene.MASSNAHME, r.geplant[0], r.loesungen[0], -1),
    ),
    (ZielbaumService, "delete_knoten"): (
        nothing,
        lambda d, r, _p: ZielbaumService(d).delete_knoten(Ebene.MASSNAHME, r.geplant[0]),
    ),
    (IdeenspeicherService, "add_idee"): (nothing, lambda d, r, _p: IdeenspeicherService(d).add_idee("Idee", "Treffen")),
    (IdeenspeicherService, "edit_idee"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).edit_idee(
            r.ideen[0], {"titel": "X", "ort_id": r.ort, "antwort": "Danke"}
        ),
    ),
    (IdeenspeicherService, "record_status"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).record_status(r.ideen[0], IdeeStatus.ZURUECKGESTELLT),
    ),
    (IdeenspeicherService, "take_over_idee"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).take_over_idee(r.ideen[0], r.loesungen[0]),
    ),
    (IdeenspeicherService, "delete_idee"): (nothing, lambda d, r, _p: IdeenspeicherService(d).delete_idee(r.ideen[0])),
    (DublettenService, "merge_ideen"): (
        twins,
        lambda d, r, _p: DublettenService(d).merge_ideen(r.ideen[0], r.ideen[1]),
    ),
    (DublettenService, "release_dublette"): (
        twins,
        lambda d, r, _p: DublettenService(d).release_dublette(r.ideen[2]),
    ),
    (BewertungService, "record_bewertung"): (
        criterion,
        lambda d, r, key: BewertungService(d).record_bewertung(r.ideen[0], {str(key): "4"}),
    ),
    (BewertungService, "edit_gewichte"): (
        criterion,
        lambda d, r, key: BewertungService(d).edit_gewichte({str(key): "1,5"}, "Aufwand"),
    ),
    (SprintboardService, "start_sprint"): (no_sprint, lambda d, r, _p: SprintboardService(d).start_sprint()),
    (SprintboardService, "add_auftrag"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).add_auftrag(r.teams[0], r.geplant[0], "Ziel"),
    ),
    (SprintboardService, "edit_sprintziel"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).edit_sprintziel(r.auftraege[0], "anders"),
    ),
    (SprintboardService, "record_ergebnis"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).record_ergebnis(r.auftraege[0], {"spannend": "ja"}),
    ),
    (SprintboardService, "add_aufgabe"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).add_aufgabe(r.auftraege[0], "Neu"),
    ),
    (SprintboardService, "edit_aufgabe"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).edit_aufgabe(
            r.karten[0][0], {"faellig": "1.12.2026", "wer": "Projektteam"}
        ),
    ),
    (SprintboardService, "move_aufgabe"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).move_aufgabe(r.karten[0][0], r.auftraege[1], Spalte.FERTIG, 0),
    ),
    (SprintboardService, "delete_aufgabe"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).delete_aufgabe(r.karten[0][0]),
    ),
    (SprintboardService, "add_zwischenergebnis"): (
        nothing,
        lambda d, r, _p: SprintboardService(d).add_zwischenergebnis(r.auftraege[0], "Karte gedruckt", "1.11.2026"),
    ),
    (SprintboardService, "edit_zwischenergebnis"): (
        result,
        lambda d, r, found: SprintboardService(d).edit_zwischenergebnis(
            str(found), "Plakat gedruckt", "2.11.2026", im_treffen=False
        ),
    ),
    (SprintboardService, "delete_zwischenergebnis"): (
        result,
        lambda d, r, found: SprintboardService(d).delete_zwischenergebnis(str(found)),
    ),
    (SprintboardService, "dissolve_auftrag"): (
        result,
        lambda d, r, _p: SprintboardService(d).dissolve_auftrag(r.auftraege[0]),
    ),
    (UnterstuetzungService, "add_unterstuetzung"): (
        nothing,
        lambda d, r, _p: UnterstuetzungService(d).add_unterstuetzung(
            {"titel": "Raum", "art": "organisatorisch"}, r.auftraege[0]
        ),
    ),
    (UnterstuetzungService, "edit_unterstuetzung"): (
        request,
        lambda d, r, bitte: UnterstuetzungService(d).edit_unterstuetzung(
            str(bitte), {"status": "zugesagt", "antwort": "Der Saal ist frei."}
        ),
    ),
    (UnterstuetzungService, "delete_unterstuetzung"): (
        request,
        lambda d, r, bitte: UnterstuetzungService(d).delete_unterstuetzung(str(bitte)),
    ),
    (SammelaenderungService, "edit_massnahmen"): (
        criterion,
        lambda d, r, _p: SammelaenderungService(d).edit_massnahmen([*r.massnahmen, *r.geplant], ort_id=r.ort),
    ),
    (BeziehungenService, "edit_beziehungen"): (
        linked,
        lambda d, r, feld: BeziehungenService(d).edit_beziehungen(
            r.geplant[0],
            {"handlungsfelder": str(feld), "orte": r.ort, "braucht": r.geplant[1], "vorgaenger": r.massnahmen[1]},
        ),
    ),
    (PruefungService, "record_antwort"): (
        question,
        lambda d, r, frage: PruefungService(d).record_antwort(r.geplant[0], str(frage), Antwort.NEIN),
    ),
    (PruefungService, "record_notiz"): (
        question,
        lambda d, r, frage: PruefungService(d).record_notiz(r.geplant[0], str(frage), "fragen"),
    ),
    (EntscheidungService, "begin_entscheidung"): (
        nothing,
        lambda d, r, _p: EntscheidungService(d).begin_entscheidung(r.zielbilder[0]),
    ),
    (EntscheidungService, "record_wahl"): (
        zeile_of,
        lambda d, r, zeile: EntscheidungService(d).record_wahl(
            str(zeile), Wahl.WECHSELN, Kandidat(r.ideen[0], "idee", "Idee 0", "")
        ),
    ),
    (EntscheidungService, "record_entwurf"): (
        zeile_of,
        lambda d, r, zeile: EntscheidungService(d).record_entwurf(str(zeile), {"fortschritt": "62", "lernen": "Viel"}),
    ),
    (EntscheidungService, "record_zeile"): (
        chosen,
        lambda d, r, zeile: EntscheidungService(d).record_zeile(
            str(zeile), {"sprintziel": "Fertig", "fortschritt": "40"}
        ),
    ),
    (EntscheidungService, "decide"): (chosen, lambda d, r, _p: EntscheidungService(d).decide(r.zielbilder[0])),
    (EntscheidungService, "reopen_entscheidung"): (
        lambda d, r: (decide_all(d, r), decision_of(d, r))[1],
        lambda d, r, decision: EntscheidungService(d).reopen_entscheidung(str(decision)),
    ),
    (EntscheidungService, "close_sprint"): (decide_all, lambda d, r, _p: EntscheidungService(d).close_sprint()),
}


for found in sorted(Path(__file__).parent.glob("steps_*.py")):
    CASES |= importlib.import_module(found.stem).CASES  # an area may keep its cases in a file of its own


def writing_methods() -> list[tuple[type, str]]:
    areas = [name for name, value in vars(Services).items() if isinstance(value, cached_property)]
    services = [
        getattr(importlib.import_module(f"myk_tui.services.{area}"), f"{area.capitalize()}Service")
        for area in areas
        if area not in STEPLESS
    ]
    return [
        (service, name)
        for service in services
        for name, _method in inspect.getmembers(service, inspect.isfunction)
        if not name.startswith(("_", *READING))
    ]


def test_every_public_use_case_has_a_case_here() -> None:
    assert set(writing_methods()) == set(CASES) | FOR_GOOD | BESIDE | UNSAVED
    assert not FOR_GOOD & set(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0].__name__}.{case[1]}")
def test_a_use_case_is_one_step_and_undo_takes_it_back_whole(database: Database, case: tuple[type, str]) -> None:
    prepare, run = CASES[case]
    region = make_region(database)
    prepared = prepare(database, region)
    before, step = contents(database), database.last_saved
    assert step is not None
    run(database, region, prepared)
    after = contents(database)
    assert after != before
    assert database.last_saved is not None and database.last_saved.nr == step.nr + 1
    database.undo()
    assert contents(database) == before
    database.redo()
    assert contents(database) == after
