"""Tables into the Ideenspeicher and out of it: all or nothing, one step, there and back the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus
from myk_tui.domain.ideentabelle import SPALTEN
from myk_tui.errors import MykError, ReadOnly, RuleViolation, StorageError
from myk_tui.i18n import set_language
from myk_tui.services import Services, make_services
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.ideentabelle import IdeentabelleService, export_ideen
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from myk_tui.storage.tabellen import read_table

FELDER = ("Mobilität", "Bauen, Wohnen", "Bauen")


@pytest.fixture
def services(database: Database) -> Services:
    make_region(database)
    fields(database)
    return make_services(Opened(database, None))


@pytest.fixture
def tabelle(services: Services) -> IdeentabelleService:
    return services.ideentabelle


def fields(database: Database) -> dict[str, str]:
    with database.write("Felder") as writer:
        return {name: writer.insert(t.handlungsfeld, name=name, ordnung=name) for name in FELDER}


def stored(database: Database, *lines: str, name: str = "ideen.csv") -> Path:
    path = database.path.with_name(name)
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    return path


def idea(services: Services, titel: str) -> Any:
    [found] = [row.id for row in services.ideenspeicher.load_ideen() if row.titel == titel]
    return services.ideenspeicher.load_idee(found)


def test_a_table_becomes_ideas_in_one_step(
    services: Services, tabelle: IdeentabelleService, database: Database
) -> None:
    before = contents(database)
    path = stored(
        database,
        "Nr;Titel;Beschreibung;Stand;Von wem;Gemeinde;Ort;Mitwirken;Stimmen;Datum;Themen",
        '1;Mitfahrbank;"Mit Dach;\nmit Licht";gesichtet;Verein;Mendig;Markt;ja;12;5.1.2026;"Bauen, Wohnen; Mobilität"',
        "2;Garten;;;;;;;;;",
    )
    bericht = tabelle.import_ideen(path)
    assert (bericht.eingelesen, bericht.rest, bericht.vorschau.fehler) == (2, "", ())
    bank = idea(services, "Mitfahrbank")
    assert bank.beschreibung == "Mit Dach;\nmit Licht" and bank.status is IdeeStatus.GESICHTET
    assert (bank.ort, bank.ort_text, bank.unterstuetzer, bank.mitwirken) == ("Mendig", "Markt", 12, True)
    assert set(bank.handlungsfelder) == {"Bauen, Wohnen", "Mobilität"}
    assert bank.herkunft == "Tabelle ideen.csv" and str(bank.eingang) == "2026-01-05"
    assert bank.ideengeber_art is IdeengeberArt.VEREIN
    step = services.verlauf.undo()
    assert step.titel == "2 Ideen eingelesen" and contents(database) == before


def test_looking_at_a_table_writes_nothing(tabelle: IdeentabelleService, database: Database) -> None:
    before, step = contents(database), database.last_saved
    vorschau = tabelle.load_vorschau(stored(database, "Titel;Stimmen", "Idee 1;3", "Neu;viele", "Neues;"))
    assert (vorschau.zeilen, len(vorschau.gueltig), vorschau.abgewiesen) == (3, 2, 1)
    assert vorschau.fehler[0].stelle == "Zeile 3, Spalte „Stimmen“"
    assert [(twin.zeile, twin.wie) for twin in vorschau.dubletten] == [(2, "Idee 1")]
    assert contents(database) == before and database.last_saved is step


def test_one_bad_row_in_ten_thousand_is_named_and_nothing_is_taken(
    tabelle: IdeentabelleService, database: Database
) -> None:
    lines = [f"Idee Nummer {number};{number}" for number in range(10_000)]
    lines[7_654] = "Die eine;keine Zahl"
    path = stored(database, "Titel;Stimmen", *lines)
    before = contents(database)
    with pytest.raises(RuleViolation, match=r"Zeile 7656, Spalte „Stimmen“: .*„keine Zahl“ ist keine ganze Zahl"):
        tabelle.import_ideen(path)
    assert contents(database) == before
    assert [found.name for found in path.parent.glob("*.csv")] == ["ideen.csv"]


def test_the_rest_of_a_table_lies_beside_it_with_the_reasons(
    services: Services, tabelle: IdeentabelleService, database: Database
) -> None:
    path = stored(database, "Titel;Stimmen;Stand", "Bank;3;neu", ";viele;neu", "Garten;1;toll")
    bericht = tabelle.import_ideen(path, nur_gueltige=True)
    assert bericht.eingelesen == 1 and bericht.rest == str(path.with_name("ideen-nicht-eingelesen.csv"))
    rest = read_table(Path(bericht.rest))
    assert rest.kopf == ("Zeile", "Grund", "Titel", "Stimmen", "Stand")
    [(_first, nameless), (_second, garden)] = rest.zeilen
    assert nameless[0] == "3" and "Titel fehlt" in nameless[1] and "keine ganze Zahl" in nameless[1]
    assert nameless[2:] == ("", "viele", "neu") and garden[0] == "4" and "„toll“" in garden[1]


def test_the_corrected_rest_can_be_read_in_again(
    services: Services, tabelle: IdeentabelleService, database: Database
) -> None:
    bericht = tabelle.import_ideen(stored(database, "Titel;Stimmen", "Bank;3", "Garten;viele"), nur_gueltige=True)
    rest = Path(bericht.rest)
    rest.write_text(rest.read_text("utf-8-sig").replace('"viele"', '"9"'), encoding="utf-8-sig")
    assert tabelle.import_ideen(rest).eingelesen == 1
    assert idea(services, "Garten").unterstuetzer == 9


def test_an_earlier_rest_is_never_overwritten(tabelle: IdeentabelleService, database: Database) -> None:
    path = stored(database, "Titel;Stimmen", "Bank;3", "Garten;viele")
    first, second = (Path(tabelle.import_ideen(path, nur_gueltige=True).rest) for _twice in range(2))
    assert (first.name, second.name) == ("ideen-nicht-eingelesen.csv", "ideen-nicht-eingelesen-2.csv")


def test_if_the_rest_cannot_be_written_nothing_is_taken(
    tabelle: IdeentabelleService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(database, "Titel;Stimmen", "Bank;3", "Garten;viele")
    before = contents(database)

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(StorageError, match="kein Platz"):
        tabelle.import_ideen(path, nur_gueltige=True)
    assert contents(database) == before


def test_if_the_step_is_not_committed_there_is_no_rest(
    tabelle: IdeentabelleService, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(database, "Titel;Stimmen", "Bank;3", "Garten;viele")
    before = contents(database)

    def broken(*_arguments: object, **_named: object) -> None:
        raise StorageError("voll")

    monkeypatch.setattr("myk_tui.storage.journal.Writer.record", broken)
    with pytest.raises(StorageError):
        tabelle.import_ideen(path, nur_gueltige=True)
    assert contents(database) == before
    assert [found.name for found in path.parent.glob("*.csv")] == ["ideen.csv"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("Nummer;Farbe", "1;rot"), "Keine Spalte ist als Titel zu erkennen"),
        (("Titel;Ort",), "keine Zeile mit einer Idee"),
        (("Titel;Stimmen", ";1"), "Keine einzige Zeile ist gültig"),
    ],
)
def test_a_table_without_ideas_is_refused(
    tabelle: IdeentabelleService, database: Database, lines: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        tabelle.import_ideen(stored(database, *lines), nur_gueltige=True)


def test_how_columns_were_read_is_remembered_for_the_same_headings(
    tabelle: IdeentabelleService, database: Database
) -> None:
    path = stored(database, "Was?;Zuspruch;Titel", "Bank;3;Dr.")
    assert tabelle.load_vorschau(path).zuordnung == {"titel": 2}
    tabelle.import_ideen(path, {"titel": 0, "unterstuetzer": 1})
    again = stored(database, "WAS;zuspruch;titel", "Garten;5;", name="neu.csv")
    assert tabelle.load_vorschau(again).zuordnung == {"titel": 0, "unterstuetzer": 1}
    other = stored(database, "Was?;Titel", "x;y", name="anders.csv")
    assert tabelle.load_vorschau(other).zuordnung == {"titel": 1}


def test_ideas_that_sound_alike_are_shown_and_can_be_left_out(
    services: Services, tabelle: IdeentabelleService, database: Database
) -> None:
    services.ideenspeicher.add_idee("Mitfahrbank am Bahnhof Mendig")
    path = stored(database, "Titel", "Mitfahrbänke am Bahnhof in Mendig", "Solarpark", "SOLARPARK")
    twins = tabelle.load_vorschau(path).dubletten
    assert [(twin.zeile, twin.in_zeile) for twin in twins] == [(2, None), (4, 3)]
    bericht = tabelle.import_ideen(path, ohne_dubletten=True)
    assert (bericht.eingelesen, bericht.ausgelassen) == (1, 2)
    assert idea(services, "Solarpark")


def test_if_all_are_there_already_nothing_is_written(tabelle: IdeentabelleService, database: Database) -> None:
    step = database.last_saved
    bericht = tabelle.import_ideen(stored(database, "Titel", "Idee 1"), ohne_dubletten=True)
    assert (bericht.eingelesen, bericht.ausgelassen) == (0, 1) and database.last_saved is step


def test_a_file_open_for_reading_only_takes_nothing(database: Database, clock: FrozenClock) -> None:
    path = stored(database, "Titel", "Bank")
    reading = Database(database.path, clock, read_only=True)
    try:
        with pytest.raises(ReadOnly):
            IdeentabelleService(reading).import_ideen(path, {"titel": 0})
    finally:
        reading.close()


@pytest.mark.parametrize("endung", [".csv", ".xlsx"])
def test_a_table_is_written_with_german_words_in_any_language(
    tabelle: IdeentabelleService, tmp_path: Path, endung: str
) -> None:
    set_language("en")
    export_ideen(tabelle, tmp_path / f"a{endung}")
    table = read_table(tmp_path / f"a{endung}")
    assert table.kopf == tuple(spalte.name for spalte in SPALTEN)
    assert {row[2] for _number, row in table.zeilen} == {"geeignet"} and len(table.zeilen) == 3


def test_only_what_can_be_written_is_written_and_nothing_is_overwritten(
    tabelle: IdeentabelleService, tmp_path: Path
) -> None:
    for name in ("a.ods", "a", "a.csv.exe"):
        with pytest.raises(RuleViolation, match=r"\.csv oder \.xlsx"):
            export_ideen(tabelle, tmp_path / name)
    (tmp_path / "a.csv").write_text("meins")
    with pytest.raises(RuleViolation, match="gibt es schon"):
        export_ideen(tabelle, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "meins"
    export_ideen(tabelle, tmp_path / "a.csv", ueberschreiben=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(MykError):
        export_ideen(tabelle, tmp_path / "fehlt" / "a.csv")


# --- there and back -----------------------------------------------------------------

letters = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("=+-@'\";,\n"),
    max_size=30,
)
lines = letters.map(lambda text: text.replace("\n", " "))
ideas = st.fixed_dictionaries(
    {
        "titel": lines.map(lambda text: f"x{text}") | st.sampled_from(["=1+1", "-Bank", "'=x", "„Zitat“; mehr", "a,b"]),
        "beschreibung": letters,
        "antwort": st.just("Danke"),
        "status": st.sampled_from(["neu", "gesichtet", "geeignet", "zurueckgestellt", "abgelehnt"]),
        "herkunft": lines,
        "ort_text": lines,
        "ideengeber_art": st.sampled_from([kind.value for kind in IdeengeberArt]),
        "mitwirken": st.sampled_from(["", "ja", "nein"]),
        "unterstuetzer": st.integers(0, 1_000_000).map(str),
        "groesse": st.sampled_from(["", "klein", "mittel", "gross"]),
        "eingang": st.just("")
        | st.dates(max_value=date(2026, 11, 23)).map(lambda day: f"{day.day}.{day.month}.{day.year:04d}"),
    }
)


@pytest.mark.parametrize("endung", [".csv", ".xlsx"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(st.tuples(ideas, st.booleans(), st.sets(st.sampled_from(FELDER))), min_size=1, max_size=6))
def test_from_the_app_to_a_table_and_back_the_content_is_the_same(
    make_database: Callable[[], Database], tmp_path: Path, endung: str, entries: list[Any]
) -> None:
    database = make_database()
    service, tabelle = IdeenspeicherService(database), IdeentabelleService(database)
    felder = fields(database)
    with database.write("Ort") as writer:
        ort = writer.insert(t.gebietskoerperschaft, name="Mendig", ordnung="V")
    for werte, placed, chosen in entries:
        service.edit_idee(
            service.add_idee("x"),
            werte
            | {"ort_id": ort if placed else "", "handlungsfelder": ",".join(sorted(felder[name] for name in chosen))},
        )
    path = tmp_path / f"hin{endung}"
    export_ideen(tabelle, path, ueberschreiben=True)
    written, raw = read_table(path).zeilen, path.read_bytes()
    for row in service.load_ideen():
        service.delete_idee(row.id)
    assert tabelle.import_ideen(path).eingelesen == len(entries)
    export_ideen(tabelle, path, ueberschreiben=True)
    assert read_table(path).zeilen == written
    if endung == ".csv":
        assert path.read_bytes() == raw, "byte by byte the same, in the same order"


def test_a_csv_goes_into_a_programme_without_ideas_and_comes_out_byte_by_byte_the_same(
    tabelle: IdeentabelleService, services: Services, tmp_path: Path
) -> None:
    for row in services.ideenspeicher.load_ideen():
        services.ideenspeicher.delete_idee(row.id)
    head = ";".join(f'"{spalte.name}"' for spalte in SPALTEN)
    rows = [
        ("Bank", "Mit Dach;\nund Licht", "zurückgestellt", "", "Forum", "Schule oder Jugend", "", "Am Markt", "ja"),
        ("'=1+1", "", "geeignet", "", "", "", "", "", ""),
        ("Alt", "", "abgelehnt", "Gibt es schon.", "", "", "", "", "nein"),
    ]
    ends = [
        ("3", "01.11.2026", "Mobilität", "https://example.org", "", "klein", "01.04.2027"),
        ("0", "01.11.2026", "", "", "ja", "", ""),
        ("0", "", "", "", "", "groß", ""),
    ]
    lines = [";".join(f'"{cell}"' for cell in (*row, *end)) for row, end in zip(rows, ends, strict=True)]
    path = tmp_path / "hin.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in (head, *lines)).encode("utf-8-sig"))
    assert tabelle.import_ideen(path).eingelesen == 3
    export_ideen(tabelle, tmp_path / "her.csv")
    assert (tmp_path / "her.csv").read_bytes() == path.read_bytes()


def test_only_the_named_ideas_are_written(tabelle: IdeentabelleService, services: Services, tmp_path: Path) -> None:
    wanted = services.ideenspeicher.load_ideen()[0]
    export_ideen(tabelle, tmp_path / "eine.csv", nur={wanted.id})
    [(_number, cells)] = read_table(tmp_path / "eine.csv").zeilen
    assert cells[0] == wanted.titel
