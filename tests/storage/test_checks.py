import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import DatabaseRefused
from myk_tui.services import make_services
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened, open_file
from other_process import run_python


@pytest.fixture
def region(database: Database) -> Region:
    """A small programme with some history, its file closed."""
    region = make_region(database, cards=2)
    with database.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="anders")
        writer.update(t.idee, region.ideen[0], status="dublette", dublette_von_id=region.ideen[1])
    with database.write("Gelöscht") as writer:
        writer.delete(t.zielbild, region.zielbilder[2])
    database.undo()
    database.redo()
    database.undo()
    database.close()
    return region


def tamper(path: Path, *statements: str) -> None:
    """Change a file as no version of ours would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)


def kinds(path: Path) -> list[str]:
    return [finding.art for finding in check_file(path)]


def test_a_sound_file_has_no_findings(region: Region, database_path: Path):
    assert check_file(database_path) == []


def test_a_file_without_a_programme_is_found(region: Region, database_path: Path):
    tamper(database_path, "DELETE FROM journal WHERE tabelle='programm'", "DELETE FROM programm")
    assert "programm" in kinds(database_path)


def test_checking_leaves_the_file_and_its_folder_as_they_are(region: Region, database_path: Path):
    before = hashlib.sha256(database_path.read_bytes()).hexdigest(), sorted(database_path.parent.iterdir())
    check_file(database_path)
    assert (hashlib.sha256(database_path.read_bytes()).hexdigest(), sorted(database_path.parent.iterdir())) == before


def test_a_file_that_is_open_elsewhere_can_be_checked(region: Region, database_path: Path, clock: FrozenClock):
    opened = open_file(database_path, clock)
    make_services(opened).ideenspeicher.add_idee("Bank am Bahnhof")
    result = run_python(
        "import sys; from pathlib import Path; from myk_tui.storage.checks import check_file\n"
        "print(check_file(Path(sys.argv[1])))",
        database_path,
    )
    assert result.stdout == "[]\n", result.stderr
    opened.close()


def test_an_idea_whose_massnahme_was_deleted_is_no_finding_and_can_be_taken_over_again(
    database: Database, clock: FrozenClock
):
    region = make_region(database)
    services = make_services(Opened(database, None))
    for _time in range(2):
        massnahme = services.ideenspeicher.take_over_idee(region.ideen[0], region.loesungen[0])
        services.zielbaum.delete_knoten(Ebene.MASSNAHME, massnahme)
    database.close()
    assert check_file(database.path) == []


@pytest.mark.parametrize(
    ("statement", "kind", "said"),
    [
        ("UPDATE ziel SET zielbild_id='weg' WHERE titel='anders'", "verweis", "ziel"),
        ("UPDATE aufgabe SET auftrag_id='weg' WHERE titel='Karte offen 1.0'", "verweis", "aufgabe"),
        ("CREATE TABLE _alembic_tmp_ziel (id)", "rest", "_alembic_tmp_ziel"),
        ("INSERT INTO programm (id, name) VALUES ('p2', 'Zweites')", "programm", "mehr als ein Programm"),
        ("UPDATE idee SET status='uebernommen' WHERE titel='Idee 2'", "idee", "„Idee 2“ gilt als übernommen"),
        ("UPDATE idee SET status='dublette' WHERE titel='Idee 2'", "idee", "Verweis auf die Dublette"),
        ("UPDATE idee SET status='neu' WHERE titel='Idee 0'", "idee", "Verweis auf die Dublette"),
        ("UPDATE sprint SET status='abgeschlossen'", "sprint", "2026-Q4"),
        ("UPDATE sprint SET abgeschlossen_um='2026-11-23T18:00:00.000Z'", "sprint", "2026-Q4"),
        ("UPDATE massnahme SET zielbild_id=(SELECT id FROM zielbild LIMIT 1)", "regel", "ein_platz"),
        ("UPDATE massnahme SET fortschritt=101 WHERE titel='Maßnahme 1'", "regel", "fortschritt"),
        ("UPDATE massnahme SET status='im_sprint' WHERE titel='Geplante 1'", "massnahme", "„Geplante 1“"),
        ("UPDATE massnahme SET status='pausiert' WHERE titel='Maßnahme 1'", "massnahme", "An „Maßnahme 1“ arbeitet"),
        ("UPDATE zielbild SET ordnung='V'", "reihenfolge", "zielbild"),
        ("UPDATE ziel SET zielbild_id=(SELECT id FROM zielbild LIMIT 1)", "reihenfolge", "In ziel haben"),
        ("UPDATE loesung SET ziel_id=(SELECT id FROM ziel LIMIT 1)", "reihenfolge", "In loesung haben"),
        ("UPDATE massnahme SET ordnung='V'", "reihenfolge", "In massnahme haben"),
        ("UPDATE aufgabe SET ordnung='V'", "reihenfolge", "aufgabe"),
        ("UPDATE ziel SET ordnung='A0' WHERE titel='anders'", "reihenfolge", "ungültiger Platz"),
        ("UPDATE ziel SET ordnung='ä' WHERE titel='anders'", "reihenfolge", "ungültiger Platz"),
        ("UPDATE ziel SET ordnung='' WHERE titel='anders'", "reihenfolge", "ungültiger Platz"),
        ("INSERT INTO merker VALUES ('stelle', '{')", "json", "merker"),
        ("UPDATE journal SET nachher='[1, 2' WHERE schritt_nr=1 AND pos=0", "json", "journal"),
        ("UPDATE journal SET nachher='[1, 2]' WHERE schritt_nr=1 AND pos=0", "json", "journal"),
        ("UPDATE journal SET vorher='' WHERE schritt_nr=1 AND pos=0", "json", "journal"),
        ("UPDATE ziel SET titel='am Programm vorbei' WHERE titel='anders'", "verlauf", "ziel (Schritt 2)"),
        ("DELETE FROM aufgabe WHERE titel='Karte offen 1.0'", "verlauf", "aufgabe (Schritt 1)"),
        ('UPDATE journal SET vorher=\'{"titel":"gelogen"}\' WHERE schritt_nr=2 AND pos=0', "verlauf", "(Schritt 1)"),
        ("DELETE FROM journal WHERE schritt_nr=3 AND pos=0", "verlauf", "(Schritt"),
        ("DELETE FROM journal", "verlauf", "fehlen die Einträge zu Schritt 1"),
        ("DELETE FROM journal WHERE schritt_nr=4", "verlauf", "fehlen die Einträge zu Schritt 4"),
        ("UPDATE journal SET tabelle='gibt_es_nicht' WHERE schritt_nr=1 AND pos=0", "verlauf", "gibt_es_nicht"),
    ],
)
def test_every_violated_rule_is_found_and_named(
    region: Region, database_path: Path, statement: str, kind: str, said: str
):
    tamper(database_path, statement)
    found = check_file(database_path)
    assert kind in [finding.art for finding in found]
    assert any(finding.art == kind and said in finding.satz for finding in found), found


def test_a_circle_of_duplicates_is_found(region: Region, database_path: Path):
    one, two, three = region.ideen
    tamper(
        database_path,
        *(
            f"UPDATE idee SET status='dublette', dublette_von_id='{target}' WHERE id='{source}'"
            for source, target in ((one, two), (two, three), (three, one))
        ),
    )
    sentences = [finding.satz for finding in check_file(database_path) if finding.art == "idee"]
    assert sentences == [f"Die Idee „Idee {n}“ ist über Umwege die Dublette von sich selbst." for n in range(3)]


def test_a_decision_without_number_or_choice_is_found(region: Region, database_path: Path):
    zielbild, team = region.zielbilder[0], region.teams[0]
    tamper(
        database_path,
        "INSERT INTO entscheidung (id, sprint_id, zielbild_id, jahr, nummer, version, status) "
        f"VALUES ('e1', '{region.sprint}', '{zielbild}', 2026, NULL, 1, 'beschlossen')",
        "INSERT INTO entscheidung_zeile (id, entscheidung_id, sprintteam_id, ordnung) "
        f"VALUES ('z1', 'e1', '{team}', 'V')",
    )
    sentences = [finding.satz for finding in check_file(database_path) if finding.art == "entscheidung"]
    assert len(sentences) == 2
    assert all("e1" in sentence for sentence in sentences), "without a number it is named by its id"


def test_a_draft_in_a_closed_sprint_is_found(region: Region, database_path: Path):
    tamper(
        database_path,
        "UPDATE sprint SET status='abgeschlossen', abgeschlossen_um='2026-11-23T18:00:00.000Z'",
        "INSERT INTO entscheidung (id, sprint_id, zielbild_id, version, status) "
        f"VALUES ('e1', '{region.sprint}', '{region.zielbilder[0]}', 1, 'entwurf')",
    )
    sentences = [finding.satz for finding in check_file(database_path) if finding.art == "entscheidung"]
    assert sentences == ["Der abgeschlossene Sprint 2026-Q4 hat noch einen Entwurf einer Entscheidung."]


def test_a_second_active_sprint_and_the_missing_index_are_found(region: Region, database_path: Path):
    tamper(
        database_path,
        "DROP INDEX ix_sprint_aktiv",
        "INSERT INTO sprint (id, jahr, quartal, beginn, ende, status) "
        "VALUES ('s2', 2027, 1, '2027-01-01', '2027-03-31', 'aktiv')",
    )
    assert kinds(database_path) == ["schema"]
    tamper(database_path, "CREATE INDEX ix_sprint_aktiv ON sprint (status)")
    assert "sprint" in kinds(database_path)


def test_a_damaged_index_is_found(region: Region, database_path: Path):
    tamper(
        database_path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql='CREATE INDEX ix_idee_status_eingang ON idee (titel)' WHERE name='ix_idee_status_eingang'",
    )
    assert "beschaedigt" in kinds(database_path)


def test_a_doubtful_file_is_refused_as_when_opening(database_path: Path):
    database_path.write_bytes(b"Haushalt 2026")
    with pytest.raises(DatabaseRefused, match="keine Datei von myk-tui"):
        check_file(database_path)
