"""How a Konsent is led: no stage is skipped silently, nothing that was said gets lost."""

import pytest

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import Einwand, Stimmungsbild
from myk_tui.domain.stimmungsbild_daten import dump_bild, read_bild
from myk_tui.domain.stimmungsbild_ergebnis import lines_of, notes, stage_of
from myk_tui.domain.stimmungsbild_konsent import confirm, integrate, next_stage, with_objection, with_proposal
from myk_tui.domain.stimmungsbild_regeln import Stufe
from myk_tui.errors import NotFound, RuleViolation, RuleViolations

PROPOSED = Stimmungsbild(Methode.KONSENT, vorschlag="Zehn Bänke")


def asked(*einwaende: Einwand) -> Stimmungsbild:
    bild = PROPOSED
    for _stage in range(4):
        bild = next_stage(bild)
    for einwand in einwaende:
        bild = with_objection(bild, len(bild.einwaende), einwand.text, einwand.loesung, geloest=einwand.geloest)
    return bild


def test_a_round_goes_through_its_stages_in_order_and_stops_at_the_question() -> None:
    seen, bild = [stage_of(PROPOSED)], PROPOSED
    while bild.stufe is not Stufe.EINWAENDE:
        bild = next_stage(bild)
        seen.append(stage_of(bild))
    assert seen == [
        "Runde 1 · Vorschlag vorstellen",
        "Runde 1 · Verständnisfragen",
        "Runde 1 · Meinungsrunde 1",
        "Runde 1 · Meinungsrunde 2",
        "Runde 1 · Einwände?",
    ]
    with pytest.raises(RuleViolation, match="nach Einwänden gefragt"):
        next_stage(bild)


def test_there_is_no_consent_before_the_question_was_asked() -> None:
    assert notes(PROPOSED) == ["Noch kein Konsent: Nach Einwänden ist noch nicht gefragt."]
    with pytest.raises(RuleViolation, match="erst nach den Meinungsrunden"):
        confirm(PROPOSED)
    with pytest.raises(RuleViolation, match="Noch kein Vorschlag"):
        next_stage(Stimmungsbild(Methode.KONSENT))
    done = confirm(asked())
    assert done.vollstaendig
    assert notes(done) == ["Konsent nach 1 Runde: kein schwerwiegender Einwand mehr."]


def test_an_objection_stands_until_it_is_answered() -> None:
    with pytest.raises(RuleViolation, match="1 Einwand steht noch"):
        confirm(asked(Einwand("Zu teuer")))
    answered = with_objection(asked(Einwand("Zu teuer")), 0, "Zu teuer", "Förderung 65 %", geloest=True)
    assert confirm(answered).vollstaendig


def test_a_late_objection_opens_the_question_again() -> None:
    late = with_objection(confirm(asked()), 0, "Zu laut", "", geloest=False)
    assert late.stufe is Stufe.EINWAENDE
    assert not late.vollstaendig


def test_another_wording_has_to_be_asked_again() -> None:
    assert with_proposal(confirm(asked()), "Elf Bänke").stufe is Stufe.EINWAENDE
    assert with_proposal(confirm(asked()), "Zehn Bänke").stufe is Stufe.GEFRAGT


def test_integrating_keeps_the_proposal_and_its_objections_and_begins_the_next_round() -> None:
    changed = integrate(
        asked(Einwand("Zu teuer"), Einwand("Zu laut", "nachts zu", geloest=True)), "Fünf Bänke", ["halb"]
    )
    for _stage in range(4):
        changed = next_stage(changed)
    changed = with_objection(changed, 2, "Zu weit weg", "am Markt", geloest=True)
    done = confirm(changed)
    assert lines_of(done) == [
        "Konsent",
        "Vorschlag in Runde 1: Zehn Bänke",
        "Einwand (gelöst): Zu teuer → halb",
        "Einwand (gelöst): Zu laut → nachts zu",
        "Vorschlag in Runde 2: Fünf Bänke",
        "Einwand (gelöst): Zu weit weg → am Markt",
        "Konsent nach 2 Runden: kein schwerwiegender Einwand mehr.",
    ]
    assert read_bild("konsent", dump_bild(done)) == done


def test_integrating_says_at_every_field_what_is_missing() -> None:
    with pytest.raises(RuleViolations) as caught:
        integrate(asked(Einwand("Zu teuer"), Einwand("Zu laut")), "Zehn Bänke", ["", "leiser"])
    assert [feld for feld, _text in caught.value.fehler] == ["vorschlag", "antwort-0"]


def test_an_empty_objection_is_refused_at_its_field_and_removes_one_that_is_there() -> None:
    with pytest.raises(RuleViolations) as caught:
        with_objection(asked(), 0, "", "", geloest=True)
    assert [feld for feld, _text in caught.value.fehler] == ["text", "loesung"]
    assert with_objection(asked(Einwand("Zu teuer")), 0, "", "", geloest=False).einwaende == ()
    with pytest.raises(NotFound):
        with_objection(asked(), 3, "x", "", geloest=False)
