"""Use case of the search."""

import pytest

from builders import make_region
from myk_tui.domain.suche import Fundart
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.suche import SucheService
from myk_tui.storage.database import Database


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


def test_a_decision_leads_to_its_zielbild(database: Database) -> None:
    from myk_tui.domain.begriffe import Wahl

    region = make_region(database)
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[1])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    service.record_wahl(abschluss.entscheidungen[1].zeilen[0].id, Wahl.WEITERVERFOLGEN)
    service.decide(region.zielbilder[1])
    [fund] = SucheService(database).load_funde("Beschluss 2026-01")
    assert (fund.ziel, fund.stelle) == ("entscheidung", region.zielbilder[1])
