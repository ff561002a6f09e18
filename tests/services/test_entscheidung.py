"""The end of a sprint: deciding, closing, opening the next."""

from pathlib import Path
from typing import Any

import pytest

from builders import Region, contents, make_region
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.bewertung import KO_YES
from myk_tui.domain.entscheidung import KANDIDATEN_MAX, Kandidat, Zeile
from myk_tui.errors import RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> EntscheidungService:
    return EntscheidungService(database)


def line(service: EntscheidungService, number: int = 0) -> Zeile:
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number].zeilen[0]


def begin(service: EntscheidungService, region: Region) -> None:
    for zielbild in region.zielbilder:
        service.begin_entscheidung(zielbild)


def carry_on(service: EntscheidungService, region: Region, *numbers: int) -> None:
    for number in numbers:
        service.record_wahl(line(service, number).id, Wahl.WEITERVERFOLGEN)
        service.decide(region.zielbilder[number])


def switch(service: EntscheidungService, number: int, kandidat: Kandidat, **werte: str) -> None:
    zeile = line(service, number)
    service.record_wahl(zeile.id, Wahl.WECHSELN, kandidat)
    service.record_zeile(zeile.id, werte)


def rows(database: Database, table: Any, **where: Any) -> list[Any]:
    query = table.select().order_by(table.c.id)
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    with database.read() as connection:
        return list(connection.execute(query))


def massnahme(region: Region, number: int) -> Kandidat:
    return Kandidat(region.geplant[number], "massnahme", f"Geplante {number + 1}", "")


def idee(region: Region, number: int) -> Kandidat:
    return Kandidat(region.ideen[number], "idee", f"Idee {number}", "")


def test_looking_at_a_decision_writes_nothing(service: EntscheidungService, database: Database) -> None:
    make_region(database)
    step = database.last_saved
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    assert [decision.id for decision in abschluss.entscheidungen] == [None, None, None]
    assert [zeile.team for decision in abschluss.entscheidungen for zeile in decision.zeilen] == [
        "Team 1",
        "Team 2",
        "Team 3",
    ]
    assert database.last_saved is step


def test_beginning_twice_is_one_step(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    service.begin_entscheidung(region.zielbilder[0])
    step = database.last_saved
    service.begin_entscheidung(region.zielbilder[0])
    assert database.last_saved is step


def test_candidates_are_open_massnahmen_of_the_zielbild_then_ideas(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    found = service.load_kandidaten(region.zielbilder[0], line(service))
    assert [(k.art, k.titel) for k in found] == [
        ("massnahme", "Geplante 1"),
        ("idee", "Idee 2"),
        ("idee", "Idee 1"),
        ("idee", "Idee 0"),
    ]
    picked = service.load_kandidaten(region.zielbilder[0], line(service), dazu=[region.geplant[1]])
    assert [k.titel for k in picked if not k.hier] == ["Geplante 2"]
    everywhere = service.load_alle_kandidaten(line(service))
    texts = {text for _id, text in everywhere}
    assert {"Geplante 1 · MYK verändert sich", "Geplante 2 · In MYK gut von A nach B kommen", "Idee 0 · Idee"} <= texts
    assert not any(text.startswith("Maßnahme 1 ·") for text in texts)


def test_candidates_are_as_they_are_now_whatever_was_written_since_they_were_read(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)

    def titles() -> list[str]:
        return [k.titel for k in service.load_kandidaten(region.zielbilder[0], line(service)) if k.art == "massnahme"]

    assert titles() == ["Geplante 1"]
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert titles() == ["Geplante 1"]
    with database.write("Umbenannt") as writer:
        writer.update(t.massnahme, region.geplant[0], titel="Anders")
    service.record_wahl(line(service).id, Wahl.PAUSIEREN)
    assert titles() == ["Anders"]
    database.undo()
    database.undo()
    assert titles() == ["Geplante 1"]
    database.redo()
    service.record_wahl(line(service).id, Wahl.WEITERVERFOLGEN)
    assert titles() == ["Anders"]


def test_scored_ideas_come_first_by_rank_and_those_knocked_out_last(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Kriterien") as writer:
        must = writer.insert(t.kriterium, name="Hängt an einer Lösung", art="ko", ordnung="K")
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        for idee_id, holds, points in zip(region.ideen, (True, True, False), (2, 5, 5), strict=True):
            writer.insert(t.bewertung, kriterium_id=must, idee_id=idee_id, wert=KO_YES if holds else 0)
            writer.insert(t.bewertung, kriterium_id=worth, idee_id=idee_id, wert=points)
        writer.update(t.idee, region.ideen[1], ort_id=region.ort, unterstuetzer=12)
        writer.insert(t.idee, titel="Ohne Punkte", status="geeignet", eingang="2026-11-02")
    ideas = [k for k in service.load_kandidaten(region.zielbilder[0], line(service)) if k.art == "idee"]
    assert [k.titel for k in ideas] == ["Idee 1", "Idee 0", "Ohne Punkte", "Idee 2"]
    first = ideas[0]
    assert (first.rang, first.ko, first.punkte, first.ort, first.dafuer) == (1, "✓", "5", "Mendig", 12)
    assert [(k.rang, k.ko, k.punkte) for k in ideas[1:]] == [
        (2, "✓", "2"),
        (None, "", ""),
        (None, "✗ Hängt an einer Lösung", "5"),
    ]


def test_of_very_many_ideas_the_ranked_the_readiest_and_the_chosen_one_are_offered(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Sehr viele") as writer:
        many = [
            writer.insert(t.idee, titel=f"Neu {number}", status="neu", eingang=f"2026-10-{number % 28 + 1:02}")
            for number in range(KANDIDATEN_MAX + 50)
        ]
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        late = writer.insert(t.idee, titel="Zurück, aber gut", status="zurueckgestellt", eingang="2020-01-01")
        writer.insert(t.bewertung, kriterium_id=worth, idee_id=late, wert=5)
    begin(service, region)
    last = next(idee_id for number, idee_id in enumerate(many) if number % 28 == 0)
    service.record_wahl(line(service).id, Wahl.WECHSELN, Kandidat(last, "idee", "", ""))
    short = [k for k in service.load_kandidaten(region.zielbilder[0], line(service)) if k.art == "idee"]
    assert [k.titel for k in short[:3]] == ["Idee 2", "Idee 1", "Idee 0"] and [k.id for k in short[3:]] == [last]
    everything = service.load_kandidaten(region.zielbilder[0], line(service), alle=True)
    ideas = [k for k in everything if k.art == "idee"]
    assert [k.titel for k in ideas[:4]] == ["Zurück, aber gut", "Idee 2", "Idee 1", "Idee 0"]
    assert last in {k.id for k in ideas} and KANDIDATEN_MAX <= len(ideas) <= KANDIDATEN_MAX + 1
    assert {one for one, _text in service.load_alle_kandidaten(line(service))} >= {*many, late, *region.ideen}


def test_finished_massnahmen_with_points_take_no_place_from_open_ones(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Viele sind fertig") as writer:
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        for number in range(KANDIDATEN_MAX):
            done = writer.insert(
                t.massnahme,
                titel=f"Fertige {number}",
                status="abgeschlossen",
                fortschritt=100,
                loesung_id=region.loesungen[0],
                ordnung=f"V{number:02}V",
            )
            writer.insert(t.bewertung, kriterium_id=worth, massnahme_id=done, wert=5)
    found = service.load_kandidaten(region.zielbilder[0], line(service))
    assert [k.titel for k in found if k.art == "massnahme"] == ["Geplante 1"]


def test_a_massnahme_says_what_it_costs_and_how_its_release_stands(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Angaben") as writer:
        writer.update(t.massnahme, region.geplant[0], kosten_cent=2_500_000, freigabe="beantragt", orte="Mayen")
    found = service.load_kandidaten(region.zielbilder[0], line(service))[0]
    assert found.zusatz == "geplant · Freigabe beantragt · 25.000 € · Mayen"


def test_the_look_back_names_where_the_sprint_began_and_what_was_answered(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Antwort") as writer:
        writer.update(t.auftrag, region.auftraege[0], fortschritt_von=10)
        for titel, status in (("Raum", "zugesagt"), ("Geld", "offen")):
            writer.insert(
                t.unterstuetzung,
                sprint_id=region.sprint,
                sprintteam_id=region.teams[0],
                titel=titel,
                status=status,
                antwort="ab Montag" if status == "zugesagt" else "",
            )
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None and abschluss.tage_uebrig == 403
    look = service.load_rueckblick(abschluss.entscheidungen[0])[0]
    assert look.fortschritt_von == 10
    assert [(need.titel, need.antwort) for need in look.beantwortet] == [("Raum", "ab Montag")]
    assert [need.titel for need in look.unterstuetzung] == ["Geld"]


def test_nothing_can_be_decided_before_every_team_has_a_choice(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    with pytest.raises(RuleViolation, match="Team 1: Hier ist noch nichts gewählt"):
        service.decide(region.zielbilder[0])


def test_switching_asks_what_becomes_of_the_old_massnahme(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.WECHSELN, massnahme(region, 0))
    with pytest.raises(RuleViolation, match="Was wird aus „Maßnahme 1“"):
        service.decide(region.zielbilder[0])
    with pytest.raises(RuleViolation) as caught:
        service.record_zeile(line(service).id, {"verbleib": "eingestellt"})
    assert caught.value.feld == "grund"
    service.record_zeile(line(service).id, {"verbleib": "eingestellt", "grund": "nicht gebraucht"})
    assert service.decide(region.zielbilder[0]) == "Beschluss 2026-01"


def test_decisions_are_numbered_per_year_and_keep_their_number(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0, 1, 2)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    assert [d.nummer for d in abschluss.entscheidungen] == [
        "Beschluss 2026-01",
        "Beschluss 2026-02",
        "Beschluss 2026-03",
    ]
    reopened = abschluss.entscheidungen[0].id
    assert reopened is not None
    service.reopen_entscheidung(reopened)
    assert service.decide(region.zielbilder[0]) == "Beschluss 2026-01"


def test_a_decided_line_cannot_be_changed_until_it_is_reopened(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0)
    with pytest.raises(RuleViolation, match="schon beschlossen"):
        service.record_wahl(line(service).id, Wahl.PAUSIEREN)


def test_two_teams_cannot_take_up_the_same(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    service.record_wahl(line(service, 0).id, Wahl.WECHSELN, idee(region, 0))
    before = contents(database)
    with pytest.raises(RuleViolation, match="schon für Team 1 gewählt"):
        service.record_wahl(line(service, 1).id, Wahl.WECHSELN, idee(region, 0))
    assert contents(database) == before


def test_a_chosen_massnahme_that_vanished_is_said(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    switch(service, 0, massnahme(region, 0), verbleib="pausiert")
    from myk_tui.domain.zielbaum import Ebene

    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, region.geplant[0])
    with pytest.raises(RuleViolation, match="gibt es nicht mehr"):
        service.decide(region.zielbilder[0])


def test_the_sprint_stays_open_while_a_zielbild_is_undecided(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0, 1)
    before = contents(database)
    with pytest.raises(RuleViolation, match="Noch nicht entschieden: „MYK vernetzt Menschen“"):
        service.close_sprint()
    assert contents(database) == before


def test_closing_applies_everything_that_was_decided(service: EntscheidungService, database: Database) -> None:
    region = make_region(database, cards=2)
    begin(service, region)
    service.record_wahl(line(service, 0).id, Wahl.WEITERVERFOLGEN)
    service.record_zeile(line(service, 0).id, {"sprintziel": "weiter", "fortschritt": "45"})
    switch(service, 1, massnahme(region, 1), verbleib="laufender_betrieb", lernen="früh fragen", sprintziel="neu")
    switch(service, 2, idee(region, 0), verbleib="eingestellt", grund="zu teuer", loesung_id=region.loesungen[2])
    for zielbild in region.zielbilder:
        service.decide(zielbild)
    result = service.close_sprint()
    assert (result.geschlossen, result.eroeffnet) == ("4. Quartal 2026", "1. Quartal 2027")
    assert (result.auftraege, result.karten) == (3, 6)
    old, new = rows(database, t.sprint)
    assert (old.status, new.status, new.beginn, new.ende) == ("abgeschlossen", "aktiv", "2027-01-01", "2027-03-31")
    status = {row.titel: (row.status, row.fortschritt) for row in rows(database, t.massnahme)}
    assert status["Maßnahme 1"] == ("im_sprint", 45)
    assert status["Maßnahme 2"] == ("laufender_betrieb", 20)
    assert status["Maßnahme 3"] == ("eingestellt", 20)
    assert status["Geplante 2"][0] == status["Idee 0"][0] == "im_sprint"
    taken = rows(database, t.massnahme, titel="Idee 0")[0]
    assert (taken.herkunft_idee_id, taken.loesung_id) == (region.ideen[0], region.loesungen[2])
    assert rows(database, t.idee, id=region.ideen[0])[0].status == "uebernommen"


def test_unfinished_cards_go_on_only_where_the_team_carries_on(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0)
    switch(service, 1, massnahme(region, 1), verbleib="pausiert")
    service.decide(region.zielbilder[1])
    switch(service, 2, massnahme(region, 2), verbleib="pausiert", karten_mitnehmen="ja")
    service.decide(region.zielbilder[2])
    service.close_sprint()
    new_sprint = rows(database, t.sprint, status="aktiv")[0].id
    moved = {}
    for auftrag in rows(database, t.auftrag, sprint_id=new_sprint):
        moved[auftrag.sprintteam_id] = [row.titel for row in rows(database, t.aufgabe, auftrag_id=auftrag.id)]
    assert {team: len(cards) for team, cards in moved.items()} == {
        region.teams[0]: 3,
        region.teams[1]: 0,
        region.teams[2]: 3,
    }
    assert not any("fertig" in card for cards in moved.values() for card in cards)


def test_a_carried_card_forgets_no_field_and_the_old_sprint_keeps_its_own(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database)
    card = region.karten[0][2]
    with database.write("gefüllt") as writer:
        writer.update(
            t.aufgabe,
            card,
            wer="Projektteam",
            faellig="2026-12-20",
            blockiert_grund="Antwort fehlt",
            beschreibung="lang",
        )
        writer.insert(t.pruefpunkt, aufgabe_id=card, titel="anrufen", erledigt=1, ordnung="V")
    begin(service, region)
    carry_on(service, region, 0, 1, 2)
    service.close_sprint()
    old, new = rows(database, t.aufgabe, id=card)[0], rows(database, t.aufgabe, herkunft_aufgabe_id=card)[0]
    same = {
        name: value for name, value in old._mapping.items() if name not in ("id", "auftrag_id", "herkunft_aufgabe_id")
    }
    assert {name: new._mapping[name] for name in same} == same
    assert old.auftrag_id == region.auftraege[0]
    assert [row.titel for row in rows(database, t.pruefpunkt, aufgabe_id=new.id)] == ["anrufen"]


def test_a_massnahme_put_back_becomes_an_idea_again(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    switch(service, 0, massnahme(region, 0), verbleib="zurueck_in_den_ideenspeicher")
    service.decide(region.zielbilder[0])
    carry_on(service, region, 1, 2)
    service.close_sprint()
    back = rows(database, t.idee, herkunft_massnahme_id=region.massnahmen[0])
    assert [(row.titel, row.status) for row in back] == [("Maßnahme 1", "geeignet")]


def test_a_team_that_pauses_gets_no_auftrag(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    service.record_wahl(line(service).id, Wahl.PAUSIEREN)
    service.record_zeile(line(service).id, {"verbleib": "pausiert"})
    service.decide(region.zielbilder[0])
    carry_on(service, region, 1, 2)
    assert service.close_sprint().auftraege == 2


def test_a_zielbild_without_a_team_can_be_decided(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    with database.write("ohne Team") as writer:
        writer.delete(t.auftrag, region.auftraege[2])
        writer.delete(t.sprintteam, region.teams[2])
    begin(service, region)
    carry_on(service, region, 0, 1)
    service.decide(region.zielbilder[2])
    assert service.close_sprint().auftraege == 2


def test_closing_late_opens_the_present_quarter(service: EntscheidungService, database: Database, clock: Any) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0, 1, 2)
    clock.set("2027-05-03T10:00:00Z")
    assert service.close_sprint().eroeffnet == "2. Quartal 2027"


def test_a_verified_backup_lies_beside_the_file_after_closing(service: EntscheidungService, database: Database) -> None:
    region = make_region(database)
    begin(service, region)
    carry_on(service, region, 0, 1, 2)
    done = service.close_sprint()
    assert (Path(done.ordner) / done.sicherung).is_file()


def test_one_undo_takes_the_whole_closing_back_also_after_a_restart(
    service: EntscheidungService, database: Database
) -> None:
    region = make_region(database, cards=3)
    begin(service, region)
    carry_on(service, region, 0)
    switch(service, 1, idee(region, 1), verbleib="zurueck_in_den_ideenspeicher")
    service.decide(region.zielbilder[1])
    carry_on(service, region, 2)
    before = contents(database)
    service.close_sprint()
    after = contents(database)
    path, clock = database.path, database.clock
    database.close()
    again = Database(path, clock)
    again.undo()
    assert contents(again) == before
    again.redo()
    assert contents(again) == after
    again.close()
