"""What keeps a choice from being decided: others changed something meanwhile, or a field cannot be so."""

from collections.abc import Callable
from datetime import date

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Urteil, Verbleib, Wahl
from myk_tui.domain.entscheidung import KANDIDATEN_MAX, Entscheidung, Kandidat, Schritt, Sprintabschluss, Zeile
from myk_tui.domain.entscheidung_folgen import consequences
from myk_tui.domain.entscheidung_regeln import complete, notes
from myk_tui.domain.formale_schritte import due_days, missing_steps
from myk_tui.domain.kalender import Quartal
from myk_tui.errors import RuleViolation, faults_of
from myk_tui.screens.entscheidung_rueckblick import lookback_page
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.services.teamzeilen import TeamzeilenService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> EntscheidungService:
    return EntscheidungService(database)


def abschluss(service: EntscheidungService) -> Sprintabschluss:
    found = service.load_sprintabschluss()
    assert found is not None
    return found


def decision(service: EntscheidungService, number: int = 0) -> Entscheidung:
    return abschluss(service).entscheidungen[number]


def line(service: EntscheidungService, number: int = 0) -> Zeile:
    return decision(service, number).zeilen[0]


def begin(service: EntscheidungService, region: Region) -> None:
    for zielbild in region.zielbilder:
        service.begin_entscheidung(zielbild)


def switch_to(service: EntscheidungService, number: int, art: str, key: str) -> None:
    service.record_wahl(line(service, number).id, Wahl.WECHSELN, Kandidat(key, art, "", ""))


Later = Callable[[Database, Region], None]


def change(table: str, ids: str, **values: str) -> Later:
    def changed(database: Database, region: Region) -> None:
        with database.write("Inzwischen") as writer:
            writer.update(t.BY_NAME[table], getattr(region, ids)[0], **values)

    return changed


def remove(table: str, ids: str) -> Later:
    def removed(database: Database, region: Region) -> None:
        with database.write("Inzwischen") as writer:
            writer.delete(t.BY_NAME[table], getattr(region, ids)[0])

    return removed


NEW, IDEA, STAYS = (Wahl.WECHSELN, "massnahme"), (Wahl.WECHSELN, "idee"), (Wahl.WEITERVERFOLGEN, "")


@pytest.mark.parametrize(
    ("choice", "later", "said"),
    [
        (NEW, remove("massnahme", "geplant"), "gibt es nicht mehr"),
        (NEW, remove("loesung", "loesungen"), "gibt es nicht mehr"),
        (NEW, change("massnahme", "geplant", status="eingestellt"), "„Geplante 1“ ist inzwischen eingestellt"),
        (IDEA, remove("idee", "ideen"), "gibt es nicht mehr"),
        (IDEA, change("idee", "ideen", status="abgelehnt"), "„Idee 0“ ist inzwischen abgelehnt"),
        (STAYS, change("massnahme", "massnahmen", status="abgeschlossen"), "„Maßnahme 1“ ist inzwischen abgeschlossen"),
        (STAYS, remove("massnahme", "massnahmen"), "gibt es nicht"),
        (STAYS, change("sprintteam", "teams", status="aufgeloest"), "Das Team ist inzwischen aufgelöst"),
        (STAYS, change("sprintteam", "teams", status="ruht"), "Das Team ruht inzwischen"),
    ],
)
def test_what_others_changed_meanwhile_is_said_and_not_taken_into_the_next_sprint(
    service: EntscheidungService, database: Database, choice: tuple[Wahl, str], later: Later, said: str
) -> None:
    region = make_region(database)
    begin(service, region)
    if choice[1]:
        switch_to(service, 0, choice[1], region.geplant[0] if choice[1] == "massnahme" else region.ideen[0])
        service.record_zeile(line(service).id, {"verbleib": "pausiert"})
    else:
        service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert complete(decision(service)) == 1
    later(database, region)
    assert said in " ".join(consequences(line(service)))
    assert complete(decision(service)) == 0
    with pytest.raises(RuleViolation, match=said) as caught:
        service.decide(region.zielbilder[0])
    assert caught.value.feld == "wahl"


def test_what_was_decided_and_vanished_keeps_the_sprint_open(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    for number, zielbild in enumerate(region.zielbilder):
        service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.decide(zielbild)
    change("massnahme", "massnahmen", status="abgeschlossen")(database, region)
    with pytest.raises(RuleViolation, match="ist inzwischen abgeschlossen"):
        service.close_sprint()


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_teams_the_one_that_chooses_last_is_asked_to_choose_otherwise(
    service: EntscheidungService, database: Database, first: int
) -> None:
    region, last = make_region(database), 1 - first
    begin(service, region)
    switch_to(service, first, "massnahme", region.geplant[0])
    with pytest.raises(RuleViolation, match=f"schon für Team {first + 1} gewählt. Bitte für Team {last + 1} etwas"):
        switch_to(service, last, "massnahme", region.geplant[0])
    switch_to(service, first, "massnahme", region.massnahmen[last])
    with pytest.raises(RuleViolation, match=f"schon für Team {first + 1} gewählt. Bitte für Team {last + 1} etwas"):
        service.record_wahl(line(service, last).id, Wahl.WEITERVERFOLGEN)


def test_two_things_that_are_missing_in_the_form_of_a_line_are_named_together(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    begin(service, region)
    switch_to(service, 0, "massnahme", region.geplant[0])
    with pytest.raises(RuleViolation) as caught:
        service.record_zeile(line(service).id, {"urteil": "", "verbleib": "eingestellt", "grund": " "})
    assert [feld for feld, _text in faults_of(caught.value)] == ["urteil", "grund"]
    assert line(service).verbleib is None


def test_a_day_to_put_off_to_lies_in_the_future(
    service: EntscheidungService, database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.VERTAGEN)
    with pytest.raises(RuleViolation, match="liegt nicht in der Zukunft") as caught:
        service.record_zeile(line(service).id, {"vertagt_bis": clock.today().isoformat()})
    assert caught.value.feld == "vertagt_bis"
    assert line(service).vertagt_bis is None


def test_a_draft_keeps_what_says_something_and_names_the_rest(
    service: EntscheidungService, database: Database, clock: FrozenClock
) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    begin(service, region)
    switch_to(service, 0, "massnahme", region.geplant[0])
    half = {"urteil": "teilweise", "verbleib": "eingestellt", "fortschritt": "viel", "karten_mitnehmen": "ja"}
    with pytest.raises(RuleViolation, match="keine ganze Zahl") as caught:
        service.record_entwurf(line(service).id, half | {"vertagt_bis": clock.today().isoformat()})
    assert [feld for feld, _text in faults_of(caught.value)] == ["fortschritt", "vertagt_bis"]
    kept = line(service)
    assert (kept.urteil, kept.verbleib, kept.karten_mitnehmen) == (Urteil.TEILWEISE, Verbleib.EINGESTELLT, True)
    assert (kept.fortschritt, kept.vertagt_bis) == (None, None)
    with pytest.raises(RuleViolation, match="Bitte den Grund eintragen"):
        service.decide(region.zielbilder[0])


def test_a_second_schwerpunkt_is_refused_at_its_field(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    with database.write("Zweites Team") as writer:
        team = writer.insert(t.sprintteam, name="Team 9", zielbild_id=region.zielbilder[0], ordnung="X")
        writer.insert(
            t.auftrag, sprint_id=region.sprint, sprintteam_id=team, massnahme_id=region.geplant[0], ordnung="V"
        )
    begin(service, region)
    first, second = decision(service).zeilen
    for zeile in (first, second):
        service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    service.record_zeile(first.id, {"schwerpunkt": "ja"})
    with pytest.raises(RuleViolation, match="Nur eine Maßnahme je Zielbild") as caught:
        service.record_zeile(second.id, {"schwerpunkt": "ja"})
    assert caught.value.feld == "schwerpunkt"


def test_what_is_easily_forgotten_is_said_and_keeps_nothing_from_being_decided(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    assert notes(decision(service)) == []
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert notes(decision(service)) == ["Team 1: noch kein Sprintziel für das nächste Quartal."]
    service.record_zeile(line(service).id, {"sprintziel": "Die Bank steht"})
    assert notes(decision(service)) == []
    service.decide(region.zielbilder[0])


def test_of_several_maßnahmen_one_should_come_first_and_a_single_one_does_so_by_itself(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    asked = "Noch kein Schwerpunkt des Zielbilds bestimmt."
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert asked not in notes(decision(service))
    TeamzeilenService(database).add_zweite(line(service).id)
    second = next(zeile for zeile in decision(service).zeilen if zeile.zweite)
    service.record_wahl(second.id, Wahl.WECHSELN, Kandidat(region.geplant[0], "massnahme", "", ""))
    assert asked in notes(decision(service))
    service.record_zeile(second.id, {"schwerpunkt": "ja"})
    assert asked not in notes(decision(service))


def test_a_team_that_pauses_and_yet_takes_something_up_is_told_so(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    first = line(service)
    TeamzeilenService(database).add_zweite(first.id)
    second = next(zeile for zeile in decision(service).zeilen if zeile.zweite)
    service.record_wahl(first.id, Wahl.PAUSIEREN)
    service.record_wahl(second.id, Wahl.WECHSELN, Kandidat(region.geplant[0], "massnahme", "", ""))
    assert any("setzt aus und nimmt zugleich etwas auf" in said for said in notes(decision(service)))


def test_what_another_team_takes_up_has_no_verbleib_of_its_own(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    switch_to(service, 0, "massnahme", region.geplant[0])
    switch_to(service, 1, "massnahme", region.massnahmen[0])
    with pytest.raises(RuleViolation, match="übernimmt Team 2, dann kann sie nicht „pausiert“ sein") as caught:
        service.record_zeile(line(service).id, {"verbleib": "pausiert"})
    assert caught.value.feld == "verbleib"
    assert "„Maßnahme 1“: geht an Team 2" in consequences(line(service))
    service.decide(region.zielbilder[0])


def test_putting_off_writes_no_progress(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    for number, zielbild in enumerate(region.zielbilder):
        service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.record_zeile(line(service, number).id, {"fortschritt": "62"})
        service.record_wahl(line(service, number).id, Wahl.VERTAGEN)
        service.record_zeile(line(service, number).id, {"vertagt_bis": "15.1.2027"})
        service.decide(zielbild)
    service.close_sprint()
    with database.read() as connection:
        assert connection.scalars(t.massnahme.select().with_only_columns(t.massnahme.c.fortschritt)).all()[:1] == [20]


def test_what_was_put_off_comes_first_of_the_zielbilder_on_the_next_agenda(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    service.record_wahl(line(service, 2).id, Wahl.VERTAGEN)
    service.record_zeile(line(service, 2).id, {"vertagt_bis": "15.1.2027"})
    service.decide(region.zielbilder[2])
    meetings = TreffenService(database)
    made = meetings.prepare_treffen({"titel": "Treffen", "datum": "20.1.2027", "beginn_geplant": "", "ort": ""})
    items = [punkt for punkt in meetings.load_treffen(made).punkte if punkt.zielbild_id is not None]
    assert [punkt.zielbild_id for punkt in items] == [region.zielbilder[2], *region.zielbilder[:2]]
    assert "vertagt bis 15.01.2027" in items[0].titel


def test_a_sprintziel_asks_for_a_verdict_unless_it_is_put_off(service: EntscheidungService, database: Database) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    with pytest.raises(RuleViolation, match="Ist das Sprintziel erreicht") as caught:
        service.decide(region.zielbilder[0])
    assert caught.value.feld == "urteil"
    service.record_zeile(line(service).id, {"urteil": "teilweise", "urteil_grund": "Zwei von drei."})
    service.decide(region.zielbilder[0])
    assert line(service).urteil is Urteil.TEILWEISE
    service.record_wahl(line(service, 1).id, Wahl.VERTAGEN)
    service.record_zeile(line(service, 1).id, {"vertagt_bis": "15.1.2027"})
    service.decide(region.zielbilder[1])


def test_the_look_back_knows_the_verdict_of_the_sprint_before(service: EntscheidungService, database: Database) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    begin(service, region)
    for number, zielbild in enumerate(region.zielbilder):
        service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.record_zeile(line(service, number).id, {"urteil": "nicht_erreicht", "urteil_grund": "Regen."})
        service.decide(zielbild)
    assert service.load_rueckblick(decision(service))[0].voriges is None
    service.close_sprint()
    assert service.load_rueckblick(decision(service))[0].voriges == (Urteil.NICHT_ERREICHT, "Regen.")


def test_a_verdict_on_another_massnahme_names_it(service: EntscheidungService, database: Database) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    begin(service, region)
    switch_to(service, 0, "massnahme", region.geplant[0])
    service.record_zeile(line(service).id, {"verbleib": "abgeschlossen"})
    for number, zielbild in enumerate(region.zielbilder):
        if number:
            service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.record_zeile(line(service, number).id, {"urteil": "erreicht"})
        service.decide(zielbild)
    service.close_sprint()
    pages = [
        lookback_page(abschluss(service), decision(service, number), service.load_rueckblick(decision(service, number)))
        for number in (0, 1)
    ]
    assert "Urteil im Sprint davor, zu „Maßnahme 1“: erreicht" in pages[0].plain
    assert "Urteil im Sprint davor: erreicht" in pages[1].plain


def test_sprints_left_are_counted_from_the_active_sprint(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    assert abschluss(service).sprints_uebrig == 4
    begin(service, region)
    for number, zielbild in enumerate(region.zielbilder):
        service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.decide(zielbild)
    service.close_sprint()
    assert abschluss(service).sprints_uebrig == 3


def write_down(service: EntscheidungService, database: Database, step: Schritt) -> None:
    werte = {"was": step.was, "gremium": step.gremium, "bis": "" if step.bis is None else step.bis.isoformat()}
    BeschluesseService(database).record_schritt(str(decision(service).id), werte)


def test_all_missing_formal_steps_are_listed_body_by_body_with_a_day_and_kept_with_the_decision(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Prüffragen") as writer:
        for name in ("foerderzeitraum", "eigenanteil", "gremienbeschluss"):
            writer.insert(t.prueffrage, kennung=name, frage=f"{name}?", art="N", ordnung="V")
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    steps = service.load_schrittvorschlaege(abschluss(service), decision(service))
    assert [(step.gremium, step.bis) for step in steps] == [
        ("Kreisausschuss", date(2027, 1, 4)),
        ("Kreistag", date(2027, 2, 1)),
        ("BMWSB/KfW", date(2027, 3, 1)),
    ]
    write_down(service, database, steps[0])
    assert service.load_schrittvorschlaege(abschluss(service), decision(service)) == steps[1:]
    assert f"MYK verändert sich: {steps[0].satz}" in str(service.load_vorschau(region.zielbilder[0]).lines)
    service.decide(region.zielbilder[0])
    kept = StimmungsbildService(database).load_bild(str(decision(service).id)).pruefung
    assert [sentence for sentence in kept if sentence.startswith("Noch zu klären")] == [
        "Noch zu klären: Kreistag, bis 01.02.2027: Eigenanteil im Haushalt decken",
        "Noch zu klären: BMWSB/KfW, bis 01.03.2027: Ende der geförderten Leistung mit dem Fördergeber klären",
    ]


def test_a_formal_step_says_for_what_it_is_where_several_were_chosen() -> None:
    open_questions = [("Lotsin", {"eigenanteil"}), ("Mobiles Büro", {"eigenanteil", "kostenart"})]
    days = due_days(Quartal(2027, 1), date(2026, 11, 28))
    assert [step.was for step in missing_steps(open_questions, days)] == [
        "Eigenanteil im Haushalt decken (Lotsin, Mobiles Büro)",
        "Förderfähigkeit der Kosten beim Fördergeber klären (Mobiles Büro)",
    ]


@pytest.mark.parametrize(("freigabe", "missing"), [("offen", 1), ("abgelehnt", 1), ("beantragt", 0), ("erteilt", 0)])
def test_a_release_that_is_on_the_way_is_not_asked_for_again(
    service: EntscheidungService, database: Database, freigabe: str, missing: int
) -> None:
    region = make_region(database)
    with database.write("Prüffrage und Freigabe") as writer:
        writer.insert(t.prueffrage, kennung="agenda_freigabe", frage="In der Agenda?", art="N", ordnung="V")
        for massnahme_id in region.massnahmen:
            writer.update(t.massnahme, massnahme_id, freigabe=freigabe)
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert len(service.load_schrittvorschlaege(abschluss(service), decision(service))) == missing


def test_in_a_quarter_that_has_begun_every_formal_step_is_due_on_its_last_working_day() -> None:
    assert set(due_days(Quartal(2026, 4), date(2026, 11, 28)).values()) == {date(2026, 12, 31)}


def test_open_questions_of_an_idea_are_named_and_propose_a_formal_step(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Prüffragen") as writer:
        writer.insert(t.prueffrage, kennung="strategiebezug", frage="Hängt sie an der Strategie?", art="K", ordnung="K")
        writer.insert(t.prueffrage, kennung="gremienbeschluss", frage="Welcher Beschluss fehlt?", art="N", ordnung="V")
    begin(service, region)
    switch_to(service, 0, "idee", region.ideen[0])
    hinweis = service.load_pruefhinweise(decision(service))[0]
    assert (hinweis.titel, hinweis.satz) == ("Idee „Idee 0“", "○ noch nicht geprüft")
    assert hinweis.fragen == ("? Hängt sie an der Strategie?",)
    (step,) = service.load_schrittvorschlaege(abschluss(service), decision(service))
    assert step.gremium == "Kreisausschuss" and step.bis == date(2027, 1, 4)
    write_down(service, database, step)
    assert service.load_schrittvorschlaege(abschluss(service), decision(service)) == ()


def test_ideas_come_back_in_their_quarter_and_new_ones_wait_for_a_key(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Ideen") as writer:
        writer.update(t.idee, region.ideen[0], status="neu")
        writer.update(t.idee, region.ideen[1], status="zurueckgestellt", wieder_ab="2026-11-01")
        writer.update(t.idee, region.ideen[2], status="zurueckgestellt", wieder_ab="2027-11-01")

    def ideas(*, alle: bool = False) -> set[str]:
        found = service.load_kandidaten(region.zielbilder[0], line(service), alle=alle)
        return {one.id for one in found if one.art == "idee"}

    assert ideas() == {region.ideen[1]}
    assert ideas(alle=True) == set(region.ideen)


def test_ideas_of_the_zielbild_stand_before_those_that_belong_to_none_whatever_their_rank(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Ideen") as writer:
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        writer.update(t.idee, region.ideen[0], zielbild_id=region.zielbilder[0])
        writer.update(t.idee, region.ideen[1], zielbild_id=region.zielbilder[1])
        writer.update(t.idee, region.ideen[2], zielbild_id=None)
        writer.insert(t.bewertung, kriterium_id=worth, idee_id=region.ideen[2], wert=5)
    found = service.load_kandidaten(region.zielbilder[0], line(service))
    ideas = [(one.id, one.ohne_zielbild) for one in found if one.art == "idee"]
    assert ideas == [(region.ideen[0], False), (region.ideen[2], True)]


def test_many_ideas_without_a_zielbild_crowd_out_none_that_has_it(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Ideen") as writer:
        for key in region.ideen:
            writer.update(t.idee, key, zielbild_id=None)
        mine = writer.insert(
            t.idee, titel="Alt", status="geeignet", zielbild_id=region.zielbilder[0], eingang="2020-01-01"
        )
        for number in range(KANDIDATEN_MAX + 5):
            writer.insert(t.idee, titel=f"Neu {number}", status="geeignet", eingang="2026-11-01")
    found = [one for one in service.load_kandidaten(region.zielbilder[0], line(service)) if one.art == "idee"]
    assert found[0].id == mine
    assert len(found) == 1 + KANDIDATEN_MAX


def test_massnahmen_stand_by_points_then_by_release_then_as_in_the_tree(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Maßnahmen") as writer:
        place = {"loesung_id": region.loesungen[0], "status": "geplant"}
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        writer.insert(t.massnahme, titel="Freigegeben", ordnung="X", freigabe="erteilt", **place)
        good = writer.insert(t.massnahme, titel="Viele Punkte", ordnung="Y", **place)
        writer.insert(t.bewertung, kriterium_id=worth, massnahme_id=good, wert=4)
    found = service.load_kandidaten(region.zielbilder[0], line(service))
    assert [k.titel for k in found if k.art == "massnahme"] == ["Viele Punkte", "Freigegeben", "Geplante 1"]
