"""Reading and writing tables: CSV as a German spreadsheet writes it, workbooks through ``arbeitsmappen``.

Which kind a file is, its first bytes say, not its name. Cells that a
spreadsheet would take for a formula get an apostrophe in front when they are
written, and lose it when they are read: what is written comes back the same.
"""

import codecs
import csv
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from myk_tui.domain.ideentabelle import Tabelle, assign, is_heading, show_cell
from myk_tui.errors import RuleViolation, StorageError
from myk_tui.i18n import _
from myk_tui.storage.failures import said_plainly

MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_LETTERS = 100_000
"""Longest cell; a text of an idea has at most a fifth of it."""

ENDINGS = (".csv", ".xlsx", ".ods")

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet runs, or that was kept from it by apostrophes."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ";\t,"

HEADINGS_WITHIN = 20
"""Among how many rows that are not blank the headings are looked for."""

SHEETS_NAMED = 5
"""How many other sheets a sentence names."""

Cells = tuple[str, ...]


class Blatt(NamedTuple):
    """A sheet of a workbook with its rows, and the names of all of them."""

    name: str
    alle: tuple[str, ...]
    zeilen: Iterator[tuple[int, Cells]]


def read_table(path: Path, blatt: str = "") -> Tabelle:
    """Return the table in a file: CSV, XLSX or ODS; of a workbook the named sheet, or the first one with ideas.

    Raises StorageError if the file cannot be read, RuleViolation if it is no
    table, damaged, or larger than the limits.
    """
    raw = _read_bytes(path)
    if raw.startswith(_OLE):
        raise RuleViolation(
            _(
                "{name} ist mit einem Kennwort geschützt oder im alten Format XLS. Bitte ohne Kennwort als XLSX oder CSV speichern."
            ).format(name=path.name)
        )
    if raw.startswith(_ZIP):
        from myk_tui.storage.arbeitsmappen import read_workbook

        return _chosen_sheet(read_workbook(raw, path.name), blatt, path.name)
    if blatt:
        text = _("{name} ist keine Arbeitsmappe und hat keine Blätter. Bitte ohne --blatt einlesen.")
        raise RuleViolation(text.format(name=path.name))
    return _table(list(_csv_rows(_decode(raw, path.name))), path.name)


def _chosen_sheet(sheets: "Iterator[Blatt]", wanted: str, name: str) -> Tabelle:
    """Return the named sheet, or the first one whose columns include a title; else the first one that is not empty."""
    first: tuple[Blatt, Tabelle] | None = None
    refused: RuleViolation | None = None
    for sheet in sheets:
        if wanted and sheet.name != wanted:
            continue
        try:
            table = _table(sheet.zeilen, name)
        except RuleViolation as error:
            refused = refused or error
            continue
        first = first or (sheet, table)
        if wanted or "titel" in assign(table.kopf):
            first = (sheet, table)
            break
    if first is None:
        raise refused or RuleViolation(_("{name} hat kein Tabellenblatt „{blatt}“.").format(name=name, blatt=wanted))
    sheet, table = first
    others = [other for other in sheet.alle if other != sheet.name]
    notes = list(table.hinweise)
    if others:
        notes.insert(
            0,
            _("Gelesen wird das Blatt „{blatt}“; nicht gelesen: {andere}.").format(
                blatt=sheet.name, andere=", ".join(f"„{other}“" for other in others[:SHEETS_NAMED])
            ),
        )
    return replace(table, hinweise=tuple(notes), blatt=sheet.name, blaetter=sheet.alle)


def tables_in(folders: Iterable[Path]) -> list[tuple[Path, float]]:
    """Return (file, time of its last change) of the tables that lie in these folders, the newest first.

    A folder that is not there or cannot be read has none.
    """
    found: dict[Path, float] = {}
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if (
                        entry.name.lower().endswith(ENDINGS)
                        and not entry.name.startswith((".", "~"))
                        and entry.is_file()
                    ):
                        found[Path(entry.path).resolve()] = entry.stat().st_mtime
        except OSError:
            continue
    return sorted(found.items(), key=lambda pair: -pair[1])


def write_csv(kopf: Sequence[str], zeilen: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as CSV that a German spreadsheet opens by a double click: ``;``, UTF-8 with mark, all quoted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in kopf])
    writer.writerows([guarded(show_cell(value)) for value in zeile] for zeile in zeilen)
    return target.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a cell without the apostrophe that ``guarded`` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _read_bytes(path: Path) -> bytes:
    with said_plainly(path, reading=True):
        if not stat.S_ISREG(path.stat().st_mode):
            raise StorageError(_("{path} ist keine gewöhnliche Datei. Bitte eine Datei angeben.").format(path=path))
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise RuleViolation(
            _("{name} ist größer als {mb} MB. Bitte die Tabelle teilen.").format(
                name=path.name, mb=MAX_BYTES // 1_000_000
            )
        )
    return raw


def _decode(raw: bytes, name: str) -> str:
    """Return the text of a CSV file: UTF-16 or UTF-8 if it says or proves so, else as old Windows programs write."""
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not utf16 and b"\x00" in raw:
        raise RuleViolation(
            _("{name} ist keine Tabelle. Bitte eine Datei in CSV, XLSX oder ODS angeben.").format(name=name)
        )
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleViolation(
        _("Die Zeichen in {name} sind nicht zu lesen. Bitte als „CSV UTF-8“ oder als XLSX speichern.").format(name=name)
    )


def _csv_rows(text: str) -> Iterator[tuple[int, Cells]]:
    """Yield (number, cells) of the rows, numbered as a spreadsheet shows them: a quoted line break starts no row."""
    said = re.match(r"\"?sep=([;,\t|:])\"?\r?\n?", text, re.IGNORECASE)
    delimiter = said[1] if said else _delimiter(text)
    rest = text[said.end() :] if said else text
    csv.field_size_limit(MAX_LETTERS)
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, tuple(unguarded(cell) for cell in cells)
    except csv.Error as error:
        long = "field limit" in str(error)
        satz = (
            _(
                "Zeile {zeile}: Eine Zelle ist länger als {n} Zeichen. Vermutlich fehlt ein schließendes Anführungszeichen."
            )
            if long
            else _("Zeile {zeile}: Ein Anführungszeichen fehlt oder steht zu viel. Bitte die Zeile berichtigen.")
        )
        raise RuleViolation(satz.format(zeile=number + 1, n=MAX_LETTERS)) from error


def _delimiter(text: str) -> str:
    """Return the sign between the cells: the most frequent one in the first line that is not blank, outside quotes."""
    head = next((line for line in re.sub(r'"[^"]*"', "", text[:MAX_LETTERS]).splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=head.count)


def _table(rows: Iterable[tuple[int, Cells]], name: str) -> Tabelle:
    """Return the table that begins with the first row that names a title, or else with the first that is not blank."""
    kept = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    for number, cells in kept:
        _check_size(number, cells)
    if not kept:
        raise RuleViolation(_("{name} ist leer. Die erste Zeile muss die Spaltennamen enthalten.").format(name=name))
    place = next((at for at, (_number, cells) in enumerate(kept[:HEADINGS_WITHIN]) if is_heading(cells, at)), 0)
    if len(kept) - place - 1 > MAX_ROWS:
        raise RuleViolation(
            _("{name} hat mehr als {n} Zeilen. Bitte die Tabelle teilen.").format(name=name, n=MAX_ROWS)
        )
    notes = (_("Die Spaltennamen stehen in Zeile {zeile}.").format(zeile=kept[place][0]),) if place else ()
    return Tabelle(_headings(kept[place][1]), tuple(kept[place + 1 :]), notes)


def _headings(cells: Cells) -> Cells:
    """Return the headings without the empty ones at the end."""
    last = max(place for place, cell in enumerate(cells) if cell.strip())
    return tuple(" ".join(cell.split())[:200] for cell in cells[: last + 1])


def _check_size(number: int, cells: Cells) -> None:
    if len(cells) > MAX_COLUMNS and any(cell.strip() for cell in cells[MAX_COLUMNS:]):
        raise RuleViolation(
            _("Zeile {zeile}: Es sind mehr als {n} Spalten. Bitte nur die nötigen Spalten speichern.").format(
                zeile=number, n=MAX_COLUMNS
            )
        )
    if max(map(len, cells)) > MAX_LETTERS:
        raise RuleViolation(
            _("Zeile {zeile}: Eine Zelle ist länger als {n} Zeichen. Bitte kürzen.").format(zeile=number, n=MAX_LETTERS)
        )
