"""Decisions that were made: every version stays readable, and only the newest is corrected."""

import pytest
import sqlalchemy as sa
from steps_beschluesse import closed, drafted, met
from steps_stimmungsbild import HANDS

from builders import Region, make_region
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.beschluesse import lines_of
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.text import TEXT_MAX
from myk_tui.errors import NotFound, RuleViolation, faults_of
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database


def test_a_correction_is_a_new_version_and_the_old_one_stays_as_it_was(database: Database) -> None:
    service = BeschluesseService(database)
    first = closed(database, make_region(database))
    old = service.load_beschluss(first)
    reason = f"zeile-{old.zeilen[0].id}"
    new_id = service.correct_beschluss(
        first, {"anlass": "Das Datum war falsch", "begruendung": "Weil", reason: "Es läuft gut", "bis": "1.2.2027"}
    )
    replaced, new = service.load_beschluss(first), service.load_beschluss(new_id)
    assert (new.nummer, new.version, new.gilt) == (old.nummer, 2, True)
    assert new.begruendung == "Weil\nKorrigiert am 23.11.2026: Das Datum war falsch"
    assert [zeile.begruendung for zeile in new.zeilen] == ["Es läuft gut"]
    assert [(zeile.team, zeile.was) for zeile in new.zeilen] == [(zeile.team, zeile.was) for zeile in old.zeilen]
    assert (replaced.gilt, replaced.begruendung, replaced.zeilen) == (False, old.begruendung, old.zeilen)
    assert "ersetzt" in lines_of(replaced)[0]
    told = lines_of(new, service.load_fassungen(new))
    assert "  Team 3, Begründung: – → Es läuft gut" in told
    assert any(line.startswith("  Begründung des Beschlusses: – → Weil") for line in told)
    assert told[-2:] == ["Fassung 1 vom 23.11.2026", "Fassung 2 vom 23.11.2026"]
    with database.read() as connection:
        row = connection.execute(sa.select(t.entscheidung).where(t.entscheidung.c.id == new_id)).one()
    assert row.vorgaenger_id == first
    assert [beschluss.id for beschluss in service.load_beschluesse()[:2]] == [new_id, first]
    assert check_file(database.path) == []


def test_a_replaced_version_is_not_corrected_again(database: Database) -> None:
    service = BeschluesseService(database)
    first = closed(database, make_region(database))
    service.correct_beschluss(first, {"anlass": "einmal"})
    with pytest.raises(RuleViolation, match="neueste Fassung"):
        service.correct_beschluss(first, {"anlass": "noch einmal"})


def test_before_the_sprint_is_closed_a_decision_is_opened_again_instead(database: Database) -> None:
    made = closed(database, make_region(database))
    database.undo()
    with pytest.raises(RuleViolation, match="mit o wieder öffnen"):
        BeschluesseService(database).correct_beschluss(made, {"anlass": "zu früh"})


@pytest.mark.parametrize(("werte", "feld"), [({}, "anlass"), ({"anlass": "x", "bis": "31.2.2027"}, "bis")])
def test_what_is_wrong_is_said_at_its_field(database: Database, werte: dict[str, str], feld: str) -> None:
    made = closed(database, make_region(database))
    with pytest.raises(RuleViolation) as refused:
        BeschluesseService(database).correct_beschluss(made, werte)
    assert refused.value.feld == feld
    assert BeschluesseService(database).load_beschluss(made).gilt


def test_a_draft_is_no_decision(database: Database) -> None:
    region = make_region(database)
    EntscheidungService(database).begin_entscheidung(region.zielbilder[0])
    service = BeschluesseService(database)
    assert service.load_beschluesse() == ()
    with pytest.raises(NotFound):
        service.load_beschluss("weg")


def test_a_missing_cause_and_a_reason_that_is_too_long_are_named_together(database: Database) -> None:
    first = closed(database, make_region(database))
    with pytest.raises(RuleViolation) as caught:
        BeschluesseService(database).correct_beschluss(first, {"anlass": " ", "begruendung": "x" * (TEXT_MAX + 1)})
    assert [feld for feld, _text in faults_of(caught.value)] == ["begruendung", "anlass"]


def test_the_next_number_goes_on_after_a_correction(database: Database) -> None:
    region = make_region(database)
    service = BeschluesseService(database)
    service.correct_beschluss(closed(database, region), {"anlass": "Tippfehler"})
    closed(database, region)
    numbers = [(beschluss.nummer, beschluss.version) for beschluss in service.load_beschluesse()]
    assert numbers == [
        *((f"Beschluss 2026-0{n}", 1) for n in (6, 5, 4)),
        ("Beschluss 2026-03", 2),
        *((f"Beschluss 2026-0{n}", 1) for n in (3, 2, 1)),
    ]


def test_the_record_holds_everything_that_has_to_stand_up_before_others(database: Database) -> None:
    region = make_region(database)
    service, mood, wizard = (
        BeschluesseService(database),
        StimmungsbildService(database),
        EntscheidungService(database),
    )
    made = drafted(database, region)
    with database.write("Treffen") as writer:
        writer.insert(t.treffen, titel="Herbsttreffen", sprint_id=region.sprint, status="laufend", datum="2026-11-23")
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    zeile = abschluss.entscheidungen[0].zeilen[0]
    wizard.record_wahl(zeile.id, Wahl.WECHSELN, Kandidat(region.geplant[0], "massnahme", "", ""))
    wizard.record_zeile(
        zeile.id,
        {"verbleib": "eingestellt", "grund": "Niemand nutzt es", "lernen": "Früher fragen", "sprintziel": "Plan"},
    )
    mood.choose_methode(made, Methode.HANDZEICHEN)
    mood.record_regel(made, {"anwesend": "10", "optionen": "Radweg"})
    mood.record_werte(made, HANDS)
    mood.reveal(made)
    service.record_text(made, {"begruendung": "Der Bedarf ist da", "interne_notiz": "geheim"})
    service.record_schritt(
        made, {"was": "Freigabe", "gremium": "Kreisausschuss", "bis": "1.12.2026", "wiedervorlage": "1.3.2027"}
    )
    wizard.decide(region.zielbilder[0])
    text = "\n".join(lines_of(service.load_beschluss(made)))
    for wanted in (
        "Frage: Woran arbeitet „MYK verändert sich“ im nächsten Sprint?",
        "Gefasst am 23.11.2026",
        "Treffen: Herbsttreffen, 23.11.2026",
        "Zur Wahl: Radweg",
        "Methode: Handzeichen, 10 Personen, einfache Mehrheit",
        "1. Radweg: 3 ja, 1 nein, 0 enthalten",
        "Nicht einverstanden: 1 Person gegen „Radweg“",
        "Team 1: wechseln – ",
        "Verbleib von „Maßnahme 1“: eingestellt",
        "Grund: Niemand nutzt es",
        "Gelernt: Früher fragen",
        "Sprintziel: Plan",
        "Begründung des Beschlusses: Der Bedarf ist da",
        "Förderprüfung bei Beschluss: ",
        "Nächster formaler Schritt: Freigabe, Kreisausschuss, bis 01.12.2026",
        "Wiedervorlage am 01.03.2027",
    ):
        assert wanted in text
    assert "geheim" not in text


def test_the_usual_question_follows_the_zielbild_and_another_one_stays(database: Database) -> None:
    region = make_region(database)
    service, made = BeschluesseService(database), drafted(database, region)
    service.record_text(made, {"frage": "Woran arbeitet „MYK verändert sich“ im nächsten Sprint?"})
    assert service.load_frage(made) == ""
    service.record_text(made, {"frage": "Was kommt zuerst?"})
    assert service.load_frage(made) == "Was kommt zuerst?"


def test_a_decision_outside_of_a_meeting_is_attached_to_one_of_its_sprint(database: Database) -> None:
    region = make_region(database)
    service = BeschluesseService(database)
    made, meeting = met(database, region)
    assert service.load_treffen_fehlt()
    assert "in keinem Treffen" in "\n".join(lines_of(service.load_beschluss(made)))
    assert service.load_treffen(service.load_beschluss(made)) == [(meeting, "Herbsttreffen")]
    service.attach_treffen(made, meeting)
    assert service.load_beschluss(made).treffen == "Herbsttreffen"
    with database.write("Treffen") as writer:
        other = writer.insert(t.treffen, titel="Ohne Sprint", status="beendet")
    with pytest.raises(RuleViolation, match="anderen Sprint"):
        service.attach_treffen(made, other)


def test_versions_two_and_three_say_what_they_changed_and_all_stay_readable(database: Database) -> None:
    region = make_region(database)
    service = BeschluesseService(database)
    first = voted(database, region)
    zeile = service.load_beschluss(first).zeilen[0]
    second = service.correct_beschluss(
        first, {"anlass": "Grund fehlte", f"grund-{zeile.id}": "Zu teuer", f"verbleib-{zeile.id}": "pausiert"}
    )
    zeile = service.load_beschluss(second).zeilen[0]
    third = service.correct_beschluss(
        second,
        {
            "anlass": "Verzählt",
            "begruendung": service.load_beschluss(second).begruendung,
            "option-0-0": "4",
            "option-0-1": "1",
        },
    )
    versions = service.load_fassungen(service.load_beschluss(third))
    assert [(each.version, each.nummer) for each in versions] == [
        (3, versions[0].nummer),
        (2, versions[0].nummer),
        (1, versions[0].nummer),
    ]
    told = lines_of(service.load_beschluss(second), versions)
    assert "  Team 1, Verbleib: abgeschlossen → pausiert" in told
    assert "  Team 1, Grund: – → Zu teuer" in told
    told = lines_of(service.load_beschluss(third), versions)
    assert any("3 ja, 1 nein" in line and "4 ja, 1 nein" in line for line in told)
    assert not any(line.startswith("  Begründung des Beschlusses") for line in told)
    assert "3 ja" in "\n".join(lines_of(service.load_beschluss(first), versions))
    with pytest.raises(RuleViolation) as refused:
        service.correct_beschluss(third, {"anlass": "x", "option-0-0": "12,5", "option-0-1": "1"})
    assert refused.value.feld == "option-0-0"


def test_what_is_stopped_needs_its_reason_in_a_correction_too(database: Database) -> None:
    service = BeschluesseService(database)
    first = voted(database, make_region(database))
    zeile = service.load_beschluss(first).zeilen[0]
    with pytest.raises(RuleViolation) as refused:
        service.correct_beschluss(first, {"anlass": "x", f"verbleib-{zeile.id}": "eingestellt"})
    assert refused.value.feld == f"grund-{zeile.id}"


def test_the_statistics_count_only_what_is_in_force(database: Database) -> None:
    service = BeschluesseService(database)
    service.correct_beschluss(voted(database, make_region(database)), {"anlass": "Tippfehler"})
    assert service.load_statistik() == [
        "2026: 3 Beschlüsse",
        "  weiterverfolgen 2, wechseln 1",
        "  Methoden: ohne Abstimmung 2, Handzeichen 1",
        "  Nicht einverstanden im Mittel: 25 % (1 Abstimmung mit Handzeichen oder Widerstand)",
        "",
    ]


def voted(database: Database, region: Region) -> str:
    """Let the first team switch after a vote, the others carry on, and close the sprint; returns the first decision."""
    wizard, mood = EntscheidungService(database), StimmungsbildService(database)
    made = drafted(database, region)
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    zeile = abschluss.entscheidungen[0].zeilen[0]
    wizard.record_wahl(zeile.id, Wahl.WECHSELN, Kandidat(region.geplant[0], "massnahme", "", ""))
    wizard.record_zeile(zeile.id, {"verbleib": "abgeschlossen"})
    mood.choose_methode(made, Methode.HANDZEICHEN)
    mood.record_regel(made, {"anwesend": "10", "optionen": "Radweg"})
    mood.record_werte(made, HANDS)
    mood.reveal(made)
    wizard.decide(region.zielbilder[0])
    for number in (1, 2):
        wizard.begin_entscheidung(region.zielbilder[number])
        abschluss = wizard.load_sprintabschluss()
        assert abschluss is not None
        wizard.record_wahl(abschluss.entscheidungen[number].zeilen[0].id, Wahl.WEITERVERFOLGEN)
        wizard.decide(region.zielbilder[number])
    wizard.close_sprint()
    return made
