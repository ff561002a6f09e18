"""Candidates stand side by side with the same questions to each."""

import pytest

from builders import Region, make_region
from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import Kriterium
from myk_tui.domain.kandidatenvergleich import Vergleichskandidat, compare
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.kandidatenvergleich import KandidatenvergleichService
from myk_tui.storage.database import Database

HOLDS = Kriterium("ko", "Passt zur Strategie", "", KriteriumArt.KO, 100)
EFFECT = Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 200)
EFFORT = Kriterium("m", "Machbarkeit", "", KriteriumArt.PRIO, 100)


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def lines(*kandidaten: Vergleichskandidat) -> dict[str, tuple[str, ...]]:
    return {zeile.name: zeile.texte for zeile in compare((HOLDS, EFFECT, EFFORT), kandidaten)}


def test_knock_out_questions_come_first_then_the_sum_then_each_criterion() -> None:
    one = Vergleichskandidat("1", "idee", "A", False, {"Ort": "Mayen"}, {"ko": 5, "w": 4, "m": 1})
    two = Vergleichskandidat("2", "massnahme", "B", True, {}, {"ko": 0, "w": 5})
    assert list(lines(one, two).items()) == [
        ("Passt zur Strategie", ("✓ gilt", "✗ gilt nicht")),
        ("Punkte zusammen", ("9", "10 (von 1 Kriterium)")),  # 4 × 2 + 1 × 1, and 5 × 2
        ("Wirkung (× 2)", ("4", "5")),
        ("Machbarkeit (× 1)", ("1", "")),
        ("Ort", ("Mayen", "")),
    ]


def test_criteria_nobody_has_scored_stand_there_and_facts_nobody_knows_do_not() -> None:
    one = Vergleichskandidat("1", "idee", "A", False, {"Ort": ""})
    found = lines(one, one)
    assert "Ort" not in found and "Passt zur Strategie" in found
    assert set(found.values()) == {("", "")}


def test_scores_that_come_from_the_idea_say_so() -> None:
    one = Vergleichskandidat("1", "massnahme", "A", False, {}, {"w": 3, "m": 3}, aus_idee=True)
    assert lines(one, one)["Punkte zusammen"] == ("9 aus der Idee", "9 aus der Idee")


def test_a_massnahme_is_scored_for_itself_and_the_scores_can_be_taken_back(database: Database, region: Region) -> None:
    BewertungService(database).edit_gewichte({}, "Machbarkeit")
    kriterium = BewertungService(database).load_kriterien()[0]
    service = KandidatenvergleichService(database)
    service.record_punkte(region.massnahmen[0], {kriterium.id: "4"})
    assert service.load_punkte(region.massnahmen[0])[1] == ((kriterium, 4),)
    pair = [("massnahme", region.massnahmen[0]), ("massnahme", region.massnahmen[1])]
    kriterien, found = service.load_vergleich(pair, region.massnahmen[0])
    assert [one.werte for one in found] == [{kriterium.id: 4}, {}]
    assert [one.gegenwaertig for one in found] == [True, False]
    assert kriterien == (kriterium,)
    service.record_punkte(region.massnahmen[0], {kriterium.id: ""})
    assert service.load_punkte(region.massnahmen[0])[1] == ((kriterium, None),)
    with pytest.raises(RuleViolation) as refused:
        service.record_punkte(region.massnahmen[0], {kriterium.id: "6"})
    assert refused.value.feld == kriterium.id


def test_a_massnahme_without_own_scores_shows_those_of_its_idea(database: Database, region: Region) -> None:
    BewertungService(database).edit_gewichte({}, "Machbarkeit")
    kriterium = BewertungService(database).load_kriterien()[0]
    ideen = IdeenspeicherService(database)
    idee = ideen.add_idee("Beispiel: Mitfahrbank")
    BewertungService(database).record_bewertung(idee, {kriterium.id: "5"})
    made = ideen.take_over_idee(idee, region.loesungen[0])
    pair = [("massnahme", region.massnahmen[0]), ("massnahme", made)]
    found = KandidatenvergleichService(database).load_vergleich(pair, None)[1][1]
    assert found.werte == {kriterium.id: 5} and found.aus_idee


@pytest.mark.parametrize("count", [0, 1, 4])
def test_one_or_four_do_not_stand_side_by_side(database: Database, region: Region, count: int) -> None:
    with pytest.raises(RuleViolation):
        KandidatenvergleichService(database).load_vergleich([("massnahme", region.massnahmen[0])] * count, None)


def test_a_candidate_that_is_gone_is_said(database: Database, region: Region) -> None:
    with pytest.raises(NotFound):
        KandidatenvergleichService(database).load_vergleich(
            [("massnahme", region.massnahmen[0]), ("idee", "gibt es nicht")], None
        )
