"""Tables as spreadsheets write them, and those that only look like it."""

import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from myk_tui.errors import MykError, RuleViolation
from myk_tui.storage import arbeitsmappen, tabellen
from myk_tui.storage.arbeitsmappen import write_xlsx
from myk_tui.storage.tabellen import guarded, read_table, unguarded, write_csv

TABLE = 'Titel;Größe\r\nBänke;"10 €; brutto"\r\nZwei;"erste\nzweite"\r\n\r\nDrei;\r\n'
READ = ((2, ("Bänke", "10 €; brutto")), (3, ("Zwei", "erste\nzweite")), (5, ("Drei", "")))


def stored(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def workbook(path: Path, cells: dict[str, object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Eins")
        for place, value in cells.items():
            sheet.write(place, value)
    return path


def ods(path: Path, rows: str, prolog: str = "", encoding: str = "UTF-8") -> Path:
    """Write the smallest ODS file with these rows."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
    names = " ".join(f'xmlns:{short}="{urn.format(short)}"' for short in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="T">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return path


def cell(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_csv_is_read_as_german_excel_writes_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = TABLE.replace("10 €; brutto", "10 €, netto; brutto").replace(";", delimiter)
    table = read_table(stored(tmp_path / "a.csv", text.encode(encoding)))
    assert table.kopf == ("Titel", "Größe")
    assert [number for number, _cells in table.zeilen] == [2, 3, 5]
    assert table.zeilen[1][1] == ("Zwei", "erste\nzweite")


def test_a_line_that_names_the_delimiter_is_obeyed_and_no_row(tmp_path: Path) -> None:
    table = read_table(stored(tmp_path / "a.csv", ("sep=;\r\n" + TABLE.replace("Größe", "a,b,c,d")).encode()))
    assert table.kopf == ("Titel", "a,b,c,d") and table.zeilen == READ


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    assert read_table(stored(tmp_path / "a.csv", b"\r\n\r\nTitel\r\nBank\r\n")).zeilen == ((4, ("Bank",)),)


def test_empty_headings_at_the_end_are_no_columns(tmp_path: Path) -> None:
    assert read_table(stored(tmp_path / "a.csv", b"Titel;Ort;;;\nBank;;;;\n")).kopf == ("Titel", "Ort")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "ist leer"),
        (b"\r\n ; ;\r\n", "ist leer"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "keine Tabelle"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "Kennwort"),
        (b"PK\x03\x04" + b"x" * 100, "beschädigt"),
        (b"Titel\x81\n", "Zeichen"),
        (b"\xff\xfeT", "Zeichen"),
        (b'Titel;Ort\nBank;"Mayen\nLaden;Mendig\n', "Zeile 2: Ein Anführungszeichen fehlt"),
        (b'Titel\n"Bank" am Markt\n', "Zeile 2: Ein Anführungszeichen"),
        (b"Titel\n" + b"x" * 100_001, "Zeile 2: Eine Zelle ist länger"),
        (b"Titel;" * 201 + b"x\n", "mehr als 200 Spalten"),
        (b"Titel\n" + b"x\n" * 100_001, "mehr als 100000 Zeilen"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, raw: bytes, sentence: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        read_table(stored(tmp_path / "a.csv", raw))
    assert sentence in refused.value.message and refused.value.message.endswith(".")


@pytest.mark.parametrize("name", ["fehlt.csv", ".", "/dev/zero"])
def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(MykError):
        read_table(tmp_path / name)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabellen, "MAX_BYTES", 10)
    with pytest.raises(RuleViolation, match="größer als"):
        read_table(stored(tmp_path / "a.csv", b"Titel\nBank\n"))


def test_tables_are_found_where_they_lie_the_newest_first(tmp_path: Path) -> None:
    for age, name in enumerate(["neu.csv", "alt.ODS", "notiz.txt", ".versteckt.csv", "~$offen.xlsx", "ordner.csv/x"]):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    found = tabellen.tables_in([tmp_path, tmp_path / "fehlt", tmp_path])
    assert [path.name for path, _changed in found] == ["neu.csv", "alt.ODS"]


# --- formulas -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1", "''-"]
)
def test_no_cell_that_is_written_is_a_formula_and_reading_gives_it_back(tmp_path: Path, text: str) -> None:
    raw = write_csv(["Titel", text], [[text, "x"]])
    assert f'"{text}'.encode() not in raw and f"\"'{text}".encode() in raw
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="='+-@\tab\n＝ "))
def test_guarding_is_undone_by_reading(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {*"=+-@\t\r", "＝"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(['"', ";", ",", "\t", "\r", "\n", "sep=", "ä", "x", "'", "\u2028", " "])).map(
        lambda parts: "".join(parts).encode()
    )
)
def test_any_bytes_are_a_table_or_refused_with_a_sentence(tmp_path: Path, raw: bytes) -> None:
    try:
        table = read_table(stored(tmp_path / "a.csv", raw))
    except MykError as refused:
        assert refused.message
    else:
        assert any(table.kopf)


# --- workbooks ----------------------------------------------------------------------


def test_a_workbook_is_read_with_the_numbers_of_its_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"B3": "Titel", "C3": "Zahl", "B5": "Bank", "C5": 3, "C6": 2.5})
    table = read_table(path)
    assert table.kopf == ("", "Titel", "Zahl")
    assert table.zeilen == ((5, ("", "Bank", "3")), (6, ("", "", "2.5")))


def test_the_kind_of_a_file_is_in_its_bytes_not_in_its_name(tmp_path: Path) -> None:
    assert read_table(workbook(tmp_path / "a.csv", {"A1": "Titel"})).kopf == ("Titel",)


def test_a_hidden_sheet_is_not_read_and_what_is_left_is_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        hidden, shown, other = (book.add_worksheet(name) for name in ("Listen", "Ideen", "Mehr"))
        hidden.write("A1", "geheim")
        shown.write("A1", "Titel")
        other.write("A1", "x")
        shown.activate()
        shown.set_first_sheet()
        hidden.hide()
    table = read_table(tmp_path / "a.xlsx")
    assert table.kopf == ("Titel",)
    assert table.hinweise == ("Gelesen wird das Blatt „Ideen“; nicht gelesen: „Mehr“.",)


def test_the_first_sheet_and_row_that_name_a_title_are_read_and_another_one_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        cover, ideas = (book.add_worksheet(name) for name in ("Deckblatt", "Sammlung"))
        cover.write("A1", "Ideen aus dem Forum")
        ideas.write("A1", "Stand 1.11.2026")
        for column, (heading, value) in enumerate((("Idee", "Bank"), ("Ort", "Mayen"))):
            ideas.write(2, column, heading)
            ideas.write(3, column, value)
    table = read_table(path)
    assert (table.blatt, table.blaetter, table.kopf) == ("Sammlung", ("Deckblatt", "Sammlung"), ("Idee", "Ort"))
    assert table.zeilen == ((4, ("Bank", "Mayen")),)
    assert table.hinweise == (
        "Gelesen wird das Blatt „Sammlung“; nicht gelesen: „Deckblatt“.",
        "Die Spaltennamen stehen in Zeile 3.",
    )
    assert read_table(path, "Deckblatt").kopf == ("Ideen aus dem Forum",)
    with pytest.raises(RuleViolation, match="kein Tabellenblatt „Fehlt“"):
        read_table(path, "Fehlt")


def test_one_word_that_is_also_a_heading_makes_no_row_the_headings(tmp_path: Path) -> None:
    table = read_table(stored(tmp_path / "a.csv", b"Vorschlag;Wer\r\nProjekt;Anna\r\nBank;Bernd\r\n"))
    assert table.kopf == ("Vorschlag", "Wer")


@pytest.mark.parametrize("error", ["#DIV/0!", "#NAME?", "#REF!"])
def test_an_error_value_of_excel_is_read_as_what_one_sees(tmp_path: Path, error: str) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Titel")
        sheet.write("B1", "Stimmen")
        sheet.write("A2", "Bank")
        sheet.write_formula("B2", "=1/0", None, error)
        sheet.write("A3", "Baum")
        sheet.write("B3", 4)
    assert read_table(path).zeilen == ((2, ("Bank", error)), (3, ("Baum", "4")))


def test_an_error_value_of_libreoffice_is_read_as_what_one_sees(tmp_path: Path) -> None:
    broken = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" '
        'xmlns:calcext="urn:x" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    rows = f"<table:table-row>{cell('Titel')}{cell('Stimmen')}</table:table-row>"
    rows += f"<table:table-row>{cell('Bank')}{broken}</table:table-row>"
    assert read_table(ods(tmp_path / "a.ods", rows)).zeilen == ((2, ("Bank", "#DIV/0!")),)


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1", "A100002", "GS1", "AZ90000"])
def test_one_far_cell_is_refused_and_ends_nothing(tmp_path: Path, place: str) -> None:
    with pytest.raises(RuleViolation, match="Bitte leere Zeilen und Spalten löschen"):
        read_table(workbook(tmp_path / "a.xlsx", {"A1": "Titel", place: "x"}))


def test_far_cells_without_content_do_not_matter(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Titel")
        sheet.write("A2", "Bank")
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    assert read_table(tmp_path / "a.xlsx").zeilen == ((2, ("Bank",)),)


def test_an_ods_table_with_the_empty_rest_that_libreoffice_writes_is_read(tmp_path: Path) -> None:
    rest = f'<table:table-row table:number-rows-repeated="1048573">{EMPTY}</table:table-row>'
    rows = "".join(f"<table:table-row>{cell(text)}{EMPTY}</table:table-row>" for text in ("Titel", "Bank", "Garten"))
    table = read_table(ods(tmp_path / "a.ods", rows + rest))
    assert (table.kopf, table.zeilen) == (("Titel",), ((2, ("Bank",)), (3, ("Garten",))))


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{cell("x", 16384)}</table:table-row>',
        f"<table:table-row>{EMPTY}{cell('x')}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="999999999">{EMPTY}</table:table-row>'
        f"<table:table-row>{cell('x')}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="99999999999999999999">{EMPTY}</table:table-row>',
        "<table:table-row>",
    ],
)
def test_an_ods_table_that_repeats_without_end_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(RuleViolation):
        read_table(ods(tmp_path / "a.ods", rows))


def test_an_archive_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(RuleViolation, match="beschädigt"):
        read_table(ods(tmp_path / "a.ods", f"<table:table-row>{cell('&b;')}</table:table-row>", bomb))


@pytest.mark.parametrize("encoding", ["UTF-99", "shift_jis", "hex"])
def test_a_document_in_no_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = ods(tmp_path / "a.ods", f"<table:table-row>{cell('Titel')}</table:table-row>", encoding=encoding)
    with pytest.raises(RuleViolation, match="beschädigt"):
        read_table(path)


def test_an_archive_that_unpacks_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbeitsmappen, "MAX_UNPACKED", 1_000)
    with pytest.raises(RuleViolation, match="ausgepackt"):
        read_table(workbook(tmp_path / "a.xlsx", {"A1": "Titel"}))


def test_a_long_text_that_is_repeated_without_end_is_refused(tmp_path: Path) -> None:
    row = f'<table:table-row table:number-rows-repeated="20000">{cell("x" * 10_000, 200)}</table:table-row>'
    with pytest.raises(RuleViolation, match="ausgepackt"):
        read_table(ods(tmp_path / "a.ods", row))
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for place in range(7_000):
            sheet.write_string(place, 0, "x" * 32_000)
    with pytest.raises(RuleViolation, match="ausgepackt"):
        read_table(tmp_path / "a.xlsx")


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("brief.txt", "Hallo")
    with pytest.raises(RuleViolation, match="beschädigt"):
        read_table(stored(tmp_path / "a.xlsx", target.getvalue()))


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    raw = workbook(tmp_path / "a.xlsx", {"A1": "Titel"}).read_bytes()
    for length in (30, len(raw) // 2, len(raw) - 10):
        with pytest.raises(RuleViolation, match="beschädigt"):
            read_table(stored(tmp_path / "b.xlsx", raw[:length]))


def test_without_the_package_a_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "Titel"})
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    for attempt in (lambda: read_table(path), lambda: write_xlsx(["Titel"], [])):
        with pytest.raises(RuleViolation, match='pipx install "myk-tui\\[tabellen\\]"'):
            attempt()


def test_what_is_written_as_xlsx_is_text_numbers_and_dates_and_no_formula(tmp_path: Path) -> None:
    day = date(2026, 11, 23)
    raw = write_xlsx(
        ["Titel", "Zahl", "Tag"], [["=1+1", 3, day], ["https://myk10.de", 0, date(1850, 1, 1)], ["'=1", "", ""]]
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet
    table = read_table(stored(tmp_path / "a.xlsx", raw))
    assert table.zeilen == (
        (2, ("=1+1", "3", "23.11.2026")),
        (3, ("https://myk10.de", "0", "01.01.1850")),
        (4, ("'=1", "", "")),
    )


def test_a_text_that_no_cell_of_xlsx_holds_is_refused_instead_of_lost() -> None:
    assert write_xlsx(["Titel"], [["x" * 32_767]])
    with pytest.raises(RuleViolation, match="Zeile 3: Der Text ist länger"):
        write_xlsx(["Titel"], [["kurz"], ["😀" * 16_384]])


def test_a_point_in_time_keeps_its_hour(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        book.add_worksheet().write_row("A1", ["Titel", datetime(2026, 1, 5, 14, 30)])
    assert read_table(tmp_path / "a.xlsx").kopf == ("Titel", "05.01.2026 14:30:00")
