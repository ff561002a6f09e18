"""Criteria are agreed on, renamed, sorted and put to rest without losing a score."""

import pytest

from myk_tui.errors import RuleViolation
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.kriterien import KriterienService
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> KriterienService:
    return KriterienService(database)


def names(service: KriterienService) -> list[str]:
    return [one.kriterium.name for one in service.load_kriterien()]


def test_a_renamed_criterion_keeps_its_scores(database: Database, service: KriterienService) -> None:
    first = service.add_kriterium({"name": "Wirkung", "beschreibung": "5: sofort spürbar", "gewicht": "2"})
    idee = IdeenspeicherService(database).add_idee("Beispiel: Mitfahrbank")
    BewertungService(database).record_bewertung(idee, {first: "4"})
    service.edit_kriterium(first, {"name": "Nutzen"})
    (one,) = service.load_kriterien()
    assert (one.kriterium.name, one.kriterium.gewicht, one.kriterium.beschreibung) == (
        "Nutzen",
        200,
        "5: sofort spürbar",
    )
    assert one.punkte == 1


def test_a_resting_criterion_is_neither_asked_nor_counted_and_comes_back_with_its_scores(
    database: Database, service: KriterienService
) -> None:
    first, second = (service.add_kriterium({"name": name}) for name in ("Wirkung", "Machbarkeit"))
    idee = IdeenspeicherService(database).add_idee("Beispiel: Mitfahrbank")
    scoring = BewertungService(database)
    scoring.record_bewertung(idee, {first: "4", second: "3"})
    service.retire_kriterium(first)
    assert [kriterium.id for kriterium in scoring.load_kriterien()] == [second]
    assert scoring.load_rangliste().plaetze[0].summe == 3
    assert [(one.ruht, one.punkte) for one in service.load_kriterien()] == [(False, 1), (True, 1)]
    service.revive_kriterium(first)
    assert scoring.load_rangliste().plaetze[0].summe == 7


def test_the_last_criterion_with_points_does_not_rest(service: KriterienService) -> None:
    first = service.add_kriterium({"name": "Wirkung"})
    knock_out = service.add_kriterium({"name": "Passt zur Strategie", "art": "ko"})
    with pytest.raises(RuleViolation, match="letzte Kriterium"):
        service.retire_kriterium(first)
    service.retire_kriterium(knock_out)
    assert [one.ruht for one in service.load_kriterien()] == [False, True]


def test_the_last_criterion_of_all_does_not_rest(service: KriterienService) -> None:
    only = service.add_kriterium({"name": "Passt zur Strategie", "art": "ko"})
    with pytest.raises(RuleViolation, match="letzte Kriterium"):
        service.retire_kriterium(only)


def test_the_form_of_the_weights_refuses_a_double_name_too(database: Database, service: KriterienService) -> None:
    service.add_kriterium({"name": "Wirkung"})
    with pytest.raises(RuleViolation) as refused:
        BewertungService(database).edit_gewichte({}, "wirkung")
    assert refused.value.feld == "neu"


def test_scores_of_resting_criteria_count_nowhere(database: Database, service: KriterienService) -> None:
    first, _second = (service.add_kriterium({"name": name}) for name in ("Wirkung", "Machbarkeit"))
    idee = IdeenspeicherService(database).add_idee("Beispiel: Mitfahrbank")
    BewertungService(database).record_bewertung(idee, {first: "4"})
    assert BewertungService(database).load_bewertete() == 1
    service.retire_kriterium(first)
    assert BewertungService(database).load_bewertete() == 0


@pytest.mark.parametrize("name", ["wirkung", "WIRKUNG ", "Wirkung"])
def test_no_two_criteria_are_called_the_same(service: KriterienService, name: str) -> None:
    service.add_kriterium({"name": "Wirkung"})
    other = service.add_kriterium({"name": "Machbarkeit"})
    for attempt in (
        lambda: service.add_kriterium({"name": name}),
        lambda: service.edit_kriterium(other, {"name": name}),
    ):
        with pytest.raises(RuleViolation) as refused:
            attempt()
        assert refused.value.feld == "name"


def test_criteria_are_sorted_among_their_kind(service: KriterienService) -> None:
    first = service.add_kriterium({"name": "A"})
    service.add_kriterium({"name": "B"})
    service.add_kriterium({"name": "C"})
    service.reorder_kriterium(first, 1)
    assert names(service) == ["B", "A", "C"]
    service.reorder_kriterium(first, 1)
    service.reorder_kriterium(first, 1)
    assert names(service) == ["B", "C", "A"]


def test_a_wrong_weight_is_named_at_its_field(service: KriterienService) -> None:
    with pytest.raises(RuleViolation) as refused:
        service.add_kriterium({"name": "Wirkung", "gewicht": "viel"})
    assert refused.value.feld == "gewicht"
    assert service.load_kriterien() == ()
