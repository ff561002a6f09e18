"""Use case of the search."""

import pytest
import sqlalchemy as sa

from builders import make_region
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.suche import Fundart
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.suche import SucheService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries.suche_inhalte import KINDS, load_inhalte, load_inhalte_after


def test_everything_can_be_found(database: Database) -> None:
    region = make_region(database)
    entscheidung = EntscheidungService(database)
    entscheidung.begin_entscheidung(region.zielbilder[0])
    service = SucheService(database)
    words = {
        "verändert": Fundart.ZIELBILD,
        "Ziel 1": Fundart.ZIEL,
        "Lösung 1": Fundart.LOESUNG,
        "Maßnahme 2": Fundart.MASSNAHME,
        "Idee 0": Fundart.IDEE,
        "Karte offen 3": Fundart.AUFGABE,
        "Team 2": Fundart.SPRINTTEAM,
    }
    for text, art in words.items():
        assert art in [fund.art for fund in service.load_funde(text)], text


def test_what_was_just_captured_is_found_and_what_was_undone_is_not(database: Database) -> None:
    make_region(database)
    service = SucheService(database)
    assert service.load_funde("Mitfahrbank") == []
    IdeenspeicherService(database).add_idee("Mitfahrbank am Markt")
    assert [fund.titel for fund in service.load_funde("mitfahr")] == ["Mitfahrbank am Markt"]
    database.undo()
    assert service.load_funde("mitfahr") == []


def test_read_in_portions_the_same_is_found_and_nothing_is_left_to_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_region(database)
    monkeypatch.setattr("myk_tui.services.suche.PORTION", 2)
    service = SucheService(database)
    portions = service.load_portionen()
    next(portions)
    assert service.load_funde("Maßnahme 2") == SucheService(database).load_funde("Maßnahme 2") != []
    IdeenspeicherService(database).add_idee("Mitfahrbank am Markt")
    assert len(list(portions)) > 3
    assert [fund.titel for fund in service.load_funde("mitfahr")] == ["Mitfahrbank am Markt"]
    assert list(service.load_portionen()) == []


def test_a_decision_leads_to_itself_and_is_found_by_its_method_and_its_reasons(database: Database) -> None:
    region = make_region(database)
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[1])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    service.record_wahl(abschluss.entscheidungen[1].zeilen[0].id, Wahl.WEITERVERFOLGEN)
    service.decide(region.zielbilder[1])
    with database.write("Method and reason") as writer:
        row_id = writer.connection.scalar(t.entscheidung.select().where(t.entscheidung.c.nummer == 1))
        writer.update(t.entscheidung, row_id, methode="konsent", begruendung="Weil die Höfe es wünschen.")
    suche = SucheService(database)
    [fund] = suche.load_funde("Beschluss 2026-01")
    assert (fund.ziel, fund.stelle) == ("entscheidung", fund.id)
    [by_method] = [fund for fund in suche.load_funde("konsent") if fund.art is Fundart.ENTSCHEIDUNG]
    assert by_method == fund
    [treffer] = suche.load_treffer("hoefe typ:beschluss methode:konsent")
    assert treffer.fund == fund
    assert treffer.auszug is not None
    assert (
        treffer.auszug.satz == "Konsent Weil die Höfe es wünschen. weiterverfolgen" or "Höfe" in treffer.auszug.treffer
    )


def test_an_internal_note_is_never_found(database: Database) -> None:
    make_region(database)
    with database.write("Notes") as writer:
        for table in (t.idee, t.massnahme, t.tagesordnungspunkt, t.treffen, t.entscheidung):
            for row in writer.connection.execute(sa.select(table.c.id)).all():
                writer.update(table, row.id, interne_notiz="Geheimsache")
    assert SucheService(database).load_funde("geheimsache") == []


def test_what_is_written_in_an_idea_is_found_at_once_after_it_was_written(database: Database) -> None:
    make_region(database)
    ideen, suche = IdeenspeicherService(database), SucheService(database)
    idee_id = ideen.add_idee("Mitfahrbank")
    assert suche.load_funde("Viehmarkt") == []
    ideen.edit_idee(idee_id, {"beschreibung": "Neben dem alten Viehmarkt steht sie gut."})
    assert [fund.id for fund in suche.load_funde("viehmarkt")] == [idee_id]
    [treffer] = suche.load_treffer("viehmarkt")
    assert treffer.auszug is not None
    assert treffer.auszug.treffer == "Viehmarkt"
    database.undo()
    assert suche.load_funde("viehmarkt") == []


def test_every_kind_with_longer_texts_can_be_read(database: Database) -> None:
    make_region(database)
    with database.read() as connection:
        for art in KINDS:
            table = t.BY_NAME[art.value]
            ids = list(connection.scalars(sa.select(table.c.id)))
            read = load_inhalte_after(connection, art, "", 10_000)
            assert load_inhalte(connection, art, [row_id for row_id, _text in read]) == dict(read)
            assert {row_id for row_id, _text in read} <= set(ids)


def test_cards_of_an_earlier_sprint_and_archived_ones_are_found_and_say_so(database: Database) -> None:
    region = make_region(database)
    with database.write("Earlier") as writer:
        row = writer.connection.execute(sa.select(t.aufgabe.c.id)).first()
        assert row is not None
        writer.update(t.aufgabe, row.id, archiviert=1, titel="Weggelegte Karte")
    [kept] = SucheService(database).load_funde("weggelegte")
    assert "archiviert" in kept.zusatz
    assert not kept.frueher
    with database.write("Closed") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen")
    [kept] = SucheService(database).load_funde("weggelegte")
    assert (kept.frueher, kept.stelle) == (region.sprint, kept.id)
    assert "4. Quartal 2026" in kept.zusatz
