"""Workbooks (XLSX, ODS): read through python-calamine, written through XlsxWriter; both come with the extra ``tabellen``.

The reading library builds the whole rectangle up to the farthest cell, in one
piece and in memory: one cell at XFD1048576 ends the process. So the archive is
unpacked here first, under a limit, the farthest cell is looked up and all texts
are counted as often as they are repeated; only what was looked at is handed on,
in an archive of our own.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final
from xml.parsers import expat

from myk_tui.domain.ideentabelle import show_cell
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage.tabellen import MAX_COLUMNS, MAX_ROWS, Blatt, Cells, guarded, unguarded

MAX_UNPACKED = 200_000_000
MAX_CELLS = 4_000_000
"""Largest rectangle up to the farthest cell; 32 bytes each while it is read."""

XLSX_MAX_LETTERS: Final = 32_767
"""What fits into one cell of the format."""

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/.*\.(xml|rels)|mimetype|content\.xml|META-INF/manifest\.xml")

_XLSX_ERROR = re.compile(rb"""(<(?:\w+:)?c\s(?:[^<>]*\s)?t=["'])e(["'])""")
_ODS_ERROR = re.compile(rb'<table:table-cell\s[^<>]*calcext:value-type="error"[^<>]*>')
"""How a cell begins whose formula could not be computed."""

_BAD_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(expat.ExpatError, LookupError, ValueError),
)
"""What the standard library raises over archives and documents that are damaged, encrypted or made to harm."""


def read_workbook(raw: bytes, name: str) -> Iterator[Blatt]:
    """Yield the visible sheets in their order, each read when its turn comes.

    Raises RuleViolation if the package is missing, the file damaged or beyond the limits.
    """
    calamine = _import("python_calamine")
    checked = _checked_copy(raw, name)
    with _damage_said(name):
        book = calamine.load_workbook(io.BytesIO(checked))
        sheets = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        )
    if not sheets:
        raise RuleViolation(_("{name} hat kein sichtbares Tabellenblatt.").format(name=name))
    for sheet in sheets:
        with _damage_said(name):
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        yield Blatt(sheet, sheets, _numbered(rows))


@contextmanager
def _damage_said(name: str) -> Iterator[None]:
    """Say plainly that a file is damaged, whatever the library raises over it."""
    try:
        yield
    except BaseException as error:
        # Where its authors expected nothing the library panics, and that is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def write_xlsx(kopf: Sequence[str], zeilen: Sequence[Sequence[Any]]) -> bytes:
    """Return a table as XLSX: text stays text, dates and numbers are real ones, nothing is a formula or a link.

    Raises RuleViolation if the package is missing or a text is longer than a cell of the format takes.
    """
    xlsxwriter = _import("xlsxwriter")
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Ideen")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, name in enumerate(kopf):
            sheet.write_string(0, column, name, bold)
        for row, zeile in enumerate(zeilen, start=1):
            for column, value in enumerate(zeile):
                if isinstance(value, date) and value.year > 1900:
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    _write_text(sheet, row, column, show_cell(value), wrapped)
        sheet.set_column(0, 1, 40)
        sheet.set_column(2, max(2, len(kopf) - 1), 18)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(zeilen)), len(kopf) - 1)
    return target.getvalue()


def _write_text(sheet: Any, row: int, column: int, text: str, layout: Any) -> None:
    # What begins with an apostrophe and a formula sign would lose the apostrophe when it is read.
    text = guarded(text) if text.startswith("'") else text
    if len(text.encode("utf-16-le")) // 2 > XLSX_MAX_LETTERS:
        raise RuleViolation(
            _(
                "Zeile {zeile}: Der Text ist länger als eine Zelle in XLSX fasst ({n} Zeichen). Bitte als CSV schreiben."
            ).format(zeile=row + 1, n=XLSX_MAX_LETTERS)
        )
    if text:
        sheet.write_string(row, column, text, layout)


def _import(package: str) -> Any:
    """Return a package of the extra; imported when it is needed, because it need not be there."""
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise RuleViolation(
            _(
                'Für XLSX und ODS fehlt das Zusatzpaket „tabellen“. Bitte als CSV speichern, oder das Paket einrichten: pipx install "myk-tui[tabellen]"'
            )
        ) from error


def _checked_copy(raw: bytes, name: str) -> bytes:
    """Return the parts of an archive that are read, unpacked under the limit and looked through, as a plain archive."""
    target = io.BytesIO()
    left = MAX_UNPACKED
    extents: list[_Extent] = []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w") as copy:
            for entry in source.infolist():
                if not _NEEDED.fullmatch(entry.filename) or entry.filename in copy.namelist():
                    continue
                with source.open(entry) as packed:
                    part = packed.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise _too_large(name)
                extents += _extents(entry.filename, part)
                copy.writestr(zipfile.ZipInfo(entry.filename), _errors_as_text(entry.filename, part))
    except _BAD_ARCHIVE as error:
        raise _damaged(name) from error
    _check_extents(extents, name)
    return target.getvalue()


def _errors_as_text(part_name: str, part: bytes) -> bytes:
    """Return a sheet whose error values are texts: the library reads them as empty, or as the number behind them."""
    if part_name.startswith("xl/worksheets/"):
        return _XLSX_ERROR.sub(rb"\1str\2", part)
    return _ODS_ERROR.sub(_ods_error, part) if part_name == "content.xml" else part


def _ods_error(found: "re.Match[bytes]") -> bytes:
    tag = re.sub(rb'\soffice:(string-value|value|date-value|boolean-value)="[^"]*"', b"", found[0])
    return re.sub(rb'office:value-type="[^"]*"', b'office:value-type="string"', tag)


def _extents(part_name: str, part: bytes) -> "list[_Extent]":
    """Return how far a part of an archive reaches, if it can hold cells or their texts."""
    if part_name == "content.xml":
        return [_OdsExtent(part)]
    return [_XlsxExtent(part)] if part_name.startswith("xl/") and part_name.endswith(".xml") else []


def _check_extents(extents: "Sequence[_Extent]", name: str) -> None:
    for rows, columns in (extent.farthest for extent in extents):
        if rows > MAX_ROWS + 1 or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            raise RuleViolation(
                _(
                    "{name} reicht bis Zeile {zeilen} und Spalte {spalten}; möglich sind {n} Zeilen und {m} Spalten. Bitte leere Zeilen und Spalten löschen."
                ).format(name=name, zeilen=rows, spalten=columns, n=MAX_ROWS, m=MAX_COLUMNS)
            )
    shared = [length for extent in extents for length in extent.shared]
    letters = sum(extent.letters for extent in extents)
    letters += sum(shared[place] for extent in extents for place in extent.used if place < len(shared))
    if letters > MAX_UNPACKED:
        raise _too_large(name)


class _Extent:
    """Walks through a sheet and keeps the farthest place with content, as (rows, columns).

    Attributes:
        farthest: the place.
        letters: length of all texts in cells, as often as they are repeated.
        shared: length of each text that cells can refer to.
        used: the texts that cells refer to, one for each cell.
    """

    def __init__(self, part: bytes) -> None:
        self.farthest = (0, 0)
        self.letters = 0
        self.shared: list[int] = []
        self.used: list[int] = []
        self._row = self._column = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._enter
        parser.EndElementHandler = self._leave
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(part, True)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        self._start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _leave(self, name: str) -> None:
        self._end(name.rpartition(" ")[2])

    def _start(self, kind: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, kind: str) -> None:
        """Most elements end without a meaning."""

    def _text(self, text: str) -> None:
        raise NotImplementedError

    def _fill(self, row: int, column: int) -> None:
        self.farthest = (max(self.farthest[0], row), max(self.farthest[1], column))

    def _refuse(self, *_declared: object) -> None:
        raise expat.ExpatError("a document type is declared")


class _XlsxExtent(_Extent):
    """A part of an XLSX file; what does not say where it stands follows what came before."""

    _shared = _inside = False
    _value = ""
    """The beginning of the value of a cell; the place of a shared text is short."""

    def _start(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "row":
            self._row = _number(attributes.get("r", str(self._row + 1)))
            self._column = 0
        elif kind == "c":
            self._column += 1
            self._go(attributes.get("r", ""))
            self._shared = attributes.get("t") == "s"
        elif kind in ("v", "is", "f"):
            self._fill(self._row, self._column)
            self._value, self._inside = "", True
        elif kind == "si":
            self.shared.append(0)

    def _text(self, text: str) -> None:
        if self.shared:
            self.shared[-1] += len(text)
        elif self._inside:
            self.letters += len(text)
            self._value += text[:20] if len(self._value) < 20 else ""

    def _end(self, kind: str) -> None:
        if kind in ("v", "is", "f"):
            self._inside = False
        if kind == "v" and self._shared:
            self.used.append(_number(self._value.strip()))

    def _go(self, place: str) -> None:
        match = re.fullmatch(r"([A-Za-z]{1,4})(\d{1,9})", place)
        if match is None:
            if place:
                raise expat.ExpatError(f"a cell stands at {place[:20]}")
            return
        self._row, self._column = int(match[2]), 0
        for letter in match[1].upper():
            self._column = self._column * 26 + ord(letter) - 64


class _OdsExtent(_Extent):
    """The sheets of an ODS file; rows and cells can be repeated."""

    def __init__(self, part: bytes) -> None:
        self._rows = self._cells = 1
        super().__init__(part)

    def _start(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._rows = _number(attributes.get("number-rows-repeated", "1"))
            self._column = 0
        elif kind in ("table-cell", "covered-table-cell"):
            self._cells = _number(attributes.get("number-columns-repeated", "1"))
            self._take(filled="value-type" in attributes)
        elif kind == "p":
            self._take(filled=True)

    def _end(self, kind: str) -> None:
        if kind in ("table-cell", "covered-table-cell"):
            self._column += self._cells
        elif kind == "table-row":
            self._row += self._rows

    def _text(self, text: str) -> None:
        self.letters += len(text) * self._cells * self._rows

    def _take(self, *, filled: bool) -> None:
        if filled:
            self._fill(self._row + self._rows, self._column + self._cells)


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise expat.ExpatError(f"{text[:20]} is no number of a row or a column")
    return int(text)


def _numbered(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(rows, start=1):
        yield number, tuple(unguarded(show_cell(cell).replace("\r\n", "\n")) for cell in row)


def _damaged(name: str) -> RuleViolation:
    return RuleViolation(
        _(
            "{name} ist beschädigt oder keine Tabelle. Bitte in der Tabellenkalkulation öffnen und neu speichern."
        ).format(name=name)
    )


def _too_large(name: str) -> RuleViolation:
    return RuleViolation(
        _("{name} ist ausgepackt größer als {mb} MB. Bitte die Tabelle teilen.").format(
            name=name, mb=MAX_UNPACKED // 1_000_000
        )
    )
