"""Decisions that were made: every version stays readable, and only the newest is corrected."""

import pytest
import sqlalchemy as sa
from steps_beschluesse import closed

from builders import make_region
from myk_tui.domain.beschluesse import lines_of
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
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
