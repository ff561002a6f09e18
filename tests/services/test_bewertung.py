"""Scoring ideas and agreeing on weights."""

import pytest

from builders import contents, make_region
from myk_tui.domain.begriffe import IdeeStatus, KriteriumArt
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> BewertungService:
    return BewertungService(database)


@pytest.fixture
def ideen(database: Database) -> list[str]:
    return make_region(database).ideen


@pytest.fixture
def kriterien(service: BewertungService) -> dict[str, str]:
    """Ids by name."""
    service.edit_gewichte({}, "Wirkung")
    service.edit_gewichte({}, "Erlaubt", KriteriumArt.KO)
    service.edit_gewichte({}, "Aufwand")
    return {kriterium.name: kriterium.id for kriterium in service.load_kriterien()}


def test_knock_out_criteria_come_first_then_the_others_as_they_were_added(
    service: BewertungService, kriterien: dict[str, str]
) -> None:
    assert [(k.name, k.ko, k.gewicht) for k in service.load_kriterien()] == [
        ("Erlaubt", True, 100),
        ("Wirkung", False, 100),
        ("Aufwand", False, 100),
    ]


def test_a_criterion_that_rests_is_neither_asked_nor_counted(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str], database: Database
) -> None:
    service.record_bewertung(ideen[0], {kriterien["Wirkung"]: "3", kriterien["Aufwand"]: "5"})
    with database.write("ruht") as writer:
        writer.update(t.kriterium, kriterien["Aufwand"], ruht=1)
    (line,) = service.load_rangliste().plaetze
    assert (line.summe, line.gesamt, line.fehlt) == (3, 2, ("Erlaubt",))
    with pytest.raises(NotFound):
        service.record_bewertung(ideen[0], {kriterien["Aufwand"]: "4"})


def test_scores_are_recorded_changed_and_taken_back(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str]
) -> None:
    wirkung, erlaubt = kriterien["Wirkung"], kriterien["Erlaubt"]
    service.record_bewertung(ideen[0], {wirkung: "3", erlaubt: "ja"})
    service.record_bewertung(ideen[0], {wirkung: "4"})
    assert {k.name: wert for k, wert in service.load_bewertung(ideen[0])[1]} == {
        "Erlaubt": 5,
        "Wirkung": 4,
        "Aufwand": None,
    }
    service.record_bewertung(ideen[0], {wirkung: "", erlaubt: ""})
    assert service.load_rangliste().plaetze == ()


def test_a_bad_score_is_named_at_its_criterion_and_nothing_is_recorded(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str], database: Database
) -> None:
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        service.record_bewertung(ideen[0], {kriterien["Aufwand"]: "2", kriterien["Wirkung"]: "6"})
    assert caught.value.feld == kriterien["Wirkung"]
    assert contents(database) == before


def test_weights_turn_the_ranking_and_undo_turns_it_back(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str], database: Database
) -> None:
    wirkung, aufwand, erlaubt = (kriterien[name] for name in ("Wirkung", "Aufwand", "Erlaubt"))
    service.record_bewertung(ideen[0], {erlaubt: "ja", wirkung: "5", aufwand: "1"})
    service.record_bewertung(ideen[1], {erlaubt: "ja", wirkung: "0", aufwand: "5"})

    def first() -> str:
        return service.load_rangliste().plaetze[0].bewertung.id

    assert first() == ideen[0]
    tips = {point.kriterium.name: point for point in service.load_rangliste().kipppunkte}
    assert (str(tips["Wirkung"].gewicht), tips["Wirkung"].darunter) == ("4/5", True)
    service.edit_gewichte({wirkung: "0,8"})
    assert [line.platz for line in service.load_rangliste().plaetze] == [1, 1]
    service.edit_gewichte({wirkung: "0,79"})
    assert first() == ideen[1]
    database.undo()
    database.undo()
    assert first() == ideen[0]


def test_a_bad_weight_is_named_and_none_is_changed(
    service: BewertungService, kriterien: dict[str, str], database: Database
) -> None:
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_gewichte({kriterien["Aufwand"]: "2", kriterien["Wirkung"]: "viel"}, "Neu")
    assert caught.value.feld == kriterien["Wirkung"]
    assert contents(database) == before


def test_the_ranking_says_how_many_ideas_are_not_in_it(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str], database: Database
) -> None:
    for idee_id in ideen[:2]:
        service.record_bewertung(idee_id, {kriterien["Wirkung"]: "3"})
    DublettenService(database).merge_ideen(ideen[0], ideen[1])
    rangliste = service.load_rangliste()
    assert [line.bewertung.id for line in rangliste.plaetze] == [ideen[0]]
    assert (rangliste.unbewertet, rangliste.erledigt, service.load_bewertete()) == (1, 1, 2)
    DublettenService(database).release_dublette(ideen[1])
    assert len(service.load_rangliste().plaetze) == 2


@pytest.mark.parametrize("status", [IdeeStatus.ABGELEHNT, IdeeStatus.UEBERNOMMEN])
def test_an_idea_that_is_decided_is_not_scored_any_more(
    service: BewertungService, database: Database, status: IdeeStatus
) -> None:
    region = make_region(database)
    ideen = IdeenspeicherService(database)
    if status is IdeeStatus.UEBERNOMMEN:
        ideen.take_over_idee(region.ideen[0], region.loesungen[0])
    else:
        ideen.edit_idee(region.ideen[0], {"antwort": "Gibt es schon.", "status": status.value})
    for run in (
        lambda: service.record_bewertung(region.ideen[0], {}),
        lambda: service.load_bewertung(region.ideen[0]),
    ):
        with pytest.raises(RuleViolation, match="wird nicht mehr bewertet"):
            run()


def test_deleting_an_idea_deletes_its_scores_and_undo_brings_both_back(
    service: BewertungService, ideen: list[str], kriterien: dict[str, str], database: Database
) -> None:
    service.record_bewertung(ideen[0], {kriterien["Wirkung"]: "3"})
    before = contents(database)
    IdeenspeicherService(database).delete_idee(ideen[0])
    assert service.load_rangliste().plaetze == ()
    database.undo()
    assert contents(database) == before
