"""The JSON snapshot: a whole programme, history included, in one open file.

Canonical form, so that equal contents are equal bytes: what
``json.dumps(…, sort_keys=True, ensure_ascii=False, indent=1)`` writes, a line
break at the end, UTF-8, rows sorted by primary key, whole numbers only.
``pruefsumme`` is the SHA-256 of the same file without its line.

Reading refuses with all errors at once and their places; nothing is written
before everything was checked.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.text import visible
from myk_tui.errors import SnapshotInvalid
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Row
from myk_tui.storage.snapshot_parse import parse_json

FORMAT = "myk-tui/schnappschuss"
FORMAT_VERSION = 1

MAX_FEHLER = 200
"""More errors than this are not listed."""

TABLES = tuple(sorted((*t.ENTITIES, *t.HISTORY), key=lambda table: table.name))
"""Tables of a snapshot, in its order."""

Dokument = dict[str, Any]
"""A snapshot as plain JSON values."""

Fehler = tuple[str, str]


def _upgrade_to_2(document: Dokument) -> None:
    """Add what came with schema 2: four tables, and columns with what an older file would have in them."""
    daten = document.get("daten")
    if not isinstance(daten, dict):
        return
    for name in NEW_IN_2:
        daten.setdefault(name, [])
        if isinstance(document.get("anzahl"), dict):
            document["anzahl"].setdefault(name, 0)
    _add_columns(daten, ADDED_IN_2)


def _upgrade_to_3(document: Dokument) -> None:
    """Add what came with schema 3: the names of the columns of the board, none of them given; its indexes hold no rows."""
    daten = document.get("daten")
    if isinstance(daten, dict):
        _add_columns(daten, ADDED_IN_3)


def _add_columns(daten: dict[str, Any], added: Mapping[str, Mapping[str, Any]]) -> None:
    for name, values in added.items():
        rows = daten.get(name)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                row.update({column: value for column, value in values.items() if column not in row})


NEW_IN_2 = ("teilschritt", "ideenpruefung", "teamquartal", "protokollfassung")
_EINSCHAETZUNG: dict[str, Any] = {"einschaetzung": None, "einschaetzung_grund": ""}
ADDED_IN_2: dict[str, dict[str, Any]] = {
    "zielbild": _EINSCHAETZUNG,
    "ziel": _EINSCHAETZUNG,
    "loesung": _EINSCHAETZUNG,
    "massnahme": {
        **dict.fromkeys(("indikator_start", "indikator_stand", "indikator_ziel"), ""),
        **dict.fromkeys(("zuversicht", "groesse", "ausgegeben_cent")),
        "schritte_zaehlen": 0,
    },
    "idee": {"groesse": None, "wieder_ab": None},
    "zwischenergebnis": {"im_treffen": 1},
    "aufgabe": {"blockiert_loest": ""},
    "treffen": {"pause_bis": None, "puls": ""},
    "entscheidung": {"frage": "", "wiedervorlage": None},
    "entscheidung_zeile": {"urteil": None, "urteil_grund": ""},
}

ADDED_IN_3 = {"programm": dict.fromkeys(("spalte_offen", "spalte_in_arbeit", "spalte_blockiert", "spalte_fertig"), "")}

UPGRADES: dict[int, Callable[[Dokument], None]] = {1: _upgrade_to_2, 2: _upgrade_to_3}
"""For every older ``schema_version``: changes a document, in place, into one of the next version."""

_quoted: Callable[[str], str] = json.encoder.encode_basestring
_CHECKSUM_LINE = re.compile(rb'^ "pruefsumme": "[0-9a-f]{64}",\n', re.MULTILINE)


@dataclass(frozen=True)
class Snapshot:
    """A snapshot that was checked.

    Attributes:
        rows: all rows of every table, by table name.
    """

    rows: Mapping[str, list[Row]]

    @property
    def anzahl(self) -> dict[str, int]:
        """Number of rows per table."""
        return {table.name: len(self.rows[table.name]) for table in TABLES}


# --- writing ------------------------------------------------------------------------


def dump_snapshot(connection: sa.Connection) -> bytes:
    """Return the canonical snapshot of everything in the database."""
    counts: dict[str, int] = {}
    daten: list[str] = []
    for table in TABLES:
        columns = sorted(table.columns, key=lambda column: column.name)
        query = sa.select(*columns).order_by(*table.primary_key.columns)
        lines = list(_row_texts([column.name for column in columns], connection.execute(query)))
        counts[table.name] = len(lines)
        daten.append(_table_text(table.name, lines))
    return _assembled(counts, t.SCHEMA_VERSION, daten)


def all_rows(connection: sa.Connection) -> dict[str, list[Row]]:
    """Return everything in the database, by table name."""
    return {table.name: [dict(row._mapping) for row in connection.execute(sa.select(table))] for table in TABLES}


def encode_rows(rows: Mapping[str, Iterable[Row]]) -> bytes:
    """Return the canonical snapshot of complete rows by table; they are sorted here."""
    counts: dict[str, int] = {}
    daten: list[str] = []
    for table in TABLES:
        names = sorted(table.columns.keys())
        keys = [column.name for column in table.primary_key.columns]
        ordered = sorted(rows.get(table.name, ()), key=lambda row: [row[key] for key in keys])
        lines = list(_row_texts(names, ([row[name] for name in names] for row in ordered)))
        counts[table.name] = len(lines)
        daten.append(_table_text(table.name, lines))
    return _assembled(counts, t.SCHEMA_VERSION, daten)


def checksum(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document in canonical form, its own checksum left out."""
    bare = {name: value for name, value in document.items() if name != "pruefsumme"}
    digest = hashlib.sha256()
    for piece in json.JSONEncoder(sort_keys=True, ensure_ascii=False, indent=1).iterencode(bare):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    digest.update(b"\n")
    return digest.hexdigest()


def _row_texts(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    labels = [f"    {_quoted(name)}: " for name in names]
    for row in rows:
        cells = [
            label + ("null" if value is None else _quoted(value) if isinstance(value, str) else str(value))
            for label, value in zip(labels, row, strict=True)
        ]
        yield "   {\n" + ",\n".join(cells) + "\n   }"


def _table_text(name: str, lines: Sequence[str]) -> str:
    rows = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
    return f"  {_quoted(name)}: {rows}"


def _assembled(counts: Mapping[str, int], schema_version: int, daten: Sequence[str]) -> bytes:
    numbers = ",\n".join(f"  {_quoted(name)}: {counts[name]}" for name in sorted(counts))
    head = f' "anzahl": {{\n{numbers}\n }},\n "daten": {{\n'
    middle = f'\n }},\n "format": {_quoted(FORMAT)},\n "format_version": {FORMAT_VERSION},\n'
    end = f' "schema_version": {schema_version}\n}}\n'
    body = ("{\n" + head + ",\n".join(daten) + middle).encode()
    digest = hashlib.sha256(body + end.encode()).hexdigest()
    return body + f' "pruefsumme": "{digest}",\n{end}'.encode()


# --- reading ------------------------------------------------------------------------


def read_snapshot(raw: bytes) -> Snapshot:
    """Check the bytes of a snapshot file and return its content.

    Raises SnapshotInvalid with all errors, each with its path.
    """
    document = parse_json(raw)
    _check_version(document)
    errors: list[Fehler] = []
    if "pruefsumme" in document and not _checksum_fits(document, raw):
        errors.append(("pruefsumme", _wrong_checksum()))
    _upgrade(document)
    for error in chain(_check_top(document), _check_content(document)):
        errors.append(error)
        if len(errors) > MAX_FEHLER:
            break
    if errors:
        raise _refusal(errors)
    return Snapshot(document["daten"])


def _check_version(document: Any) -> None:
    """Read the version before anything else; raises SnapshotInvalid with one sentence."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SnapshotInvalid(
            _("Die Datei ist kein Schnappschuss dieses Programms. Bitte eine Datei wählen, die es exportiert hat.")
        )
    version, schema = (_version(document.get(name)) for name in ("format_version", "schema_version"))
    if not version or not schema:
        raise SnapshotInvalid(
            _("Dem Schnappschuss fehlt die Angabe „format_version“ oder „schema_version“. Bitte neu exportieren.")
        )
    if version > FORMAT_VERSION or schema > t.SCHEMA_VERSION:
        raise SnapshotInvalid(
            _(
                "Der Schnappschuss stammt aus einer neueren Version dieses Programms (Format {format}, Schema {schema}). Bitte das Programm aktualisieren."
            ).format(format=version, schema=schema)
        )


def _version(value: Any) -> int:
    """Return a version number, 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _checksum_fits(document: Dokument, raw: bytes) -> bool:
    told = document["pruefsumme"]
    without = _CHECKSUM_LINE.sub(b"", raw, count=1)
    return told in (hashlib.sha256(without).hexdigest(), checksum(document))


def _wrong_checksum() -> str:
    return _(
        "Die Prüfsumme passt nicht zum Inhalt: Die Datei wurde nach dem Export verändert oder beschädigt. Wer sie absichtlich von Hand geändert hat, löscht die Zeile „pruefsumme“."
    )


def _upgrade(document: Dokument) -> None:
    while document["schema_version"] < t.SCHEMA_VERSION:
        UPGRADES[document["schema_version"]](document)
        document["schema_version"] += 1


def _check_top(document: Dokument) -> Iterator[Fehler]:
    known = {"format", "format_version", "schema_version", "anzahl", "pruefsumme", "daten"}
    for name in sorted(document.keys() - known):
        yield visible(name)[:60], _("Dieses Feld gibt es nicht.")
    daten, counts = document.get("daten"), document.get("anzahl")
    if not isinstance(daten, dict):
        yield "daten", _("Hier müssen die Tabellen stehen.")
        return
    names = {table.name for table in TABLES}
    for name in sorted(daten.keys() - names):
        yield f"daten/{visible(name)[:60]}", _("Diese Tabelle gibt es nicht.")
    for name in sorted(names):
        if name not in daten:
            yield f"daten/{name}", _("Die Tabelle fehlt.")
        elif not isinstance(daten[name], list):
            yield f"daten/{name}", _("Hier muss eine Liste von Einträgen stehen.")
    if "anzahl" in document:
        yield from _check_counts(daten, counts, names)


def _check_counts(daten: Dokument, counts: Any, names: set[str]) -> Iterator[Fehler]:
    if not isinstance(counts, dict) or counts.keys() != names:
        yield "anzahl", _("Hier muss für jede Tabelle eine Anzahl stehen.")
        return
    for name in sorted(names):
        rows = daten.get(name)
        if isinstance(rows, list) and (counts[name] != len(rows) or isinstance(counts[name], bool)):
            yield (
                f"anzahl/{name}",
                _("Genannt sind {genannt} Einträge, in der Datei stehen {n}.").format(
                    genannt=visible(str(counts[name]))[:20], n=len(rows)
                ),
            )


def _check_content(document: Dokument) -> Iterator[Fehler]:
    from myk_tui.storage.snapshot_checks import check_rows_together
    from myk_tui.storage.snapshot_model import check_row, row_model

    daten = document.get("daten")
    sound: dict[str, list[tuple[int, Row]]] = {table.name: [] for table in TABLES}
    known: dict[str, set[Any]] = {}
    for table in TABLES:
        found = daten.get(table.name) if isinstance(daten, dict) else None
        rows = found if isinstance(found, list) else []
        model, key = row_model(table), next(iter(table.primary_key.columns)).name
        keys = (row.get(key) for row in rows if isinstance(row, dict))
        known[table.name] = {value for value in keys if isinstance(value, str | int)}
        for number, row in enumerate(rows):
            errors = check_row(model, row, f"{table.name}/{number}")
            yield from errors
            if not errors:
                sound[table.name].append((number, row))
    yield from check_rows_together(sound, known)


def _refusal(errors: list[Fehler]) -> SnapshotInvalid:
    shown = errors[:MAX_FEHLER]
    if len(errors) > MAX_FEHLER:
        shown.append(("…", _("Es gibt noch mehr Fehler; bitte zuerst diese beheben.")))
    if len(errors) == 1:
        path, sentence = errors[0]
        return SnapshotInvalid(
            _("Der Schnappschuss wird nicht übernommen: {pfad}: {satz}").format(pfad=path, satz=sentence), tuple(shown)
        )
    if len(errors) > MAX_FEHLER:
        message = _(
            "Der Schnappschuss wird nicht übernommen, er enthält mehr als {n} Fehler; es wurde nichts geändert."
        )
    else:
        message = _("Der Schnappschuss wird nicht übernommen, er enthält {n} Fehler; es wurde nichts geändert.")
    return SnapshotInvalid(message.format(n=min(len(errors), MAX_FEHLER)), tuple(shown))


# --- into a database ----------------------------------------------------------------


def load_into(connection: sa.Connection, snapshot: Snapshot) -> None:
    """Replace everything in the database by the snapshot, inside the transaction of the caller.

    Not journaled: a snapshot brings its own journal. The foreign keys have to
    be deferred until the commit.
    """
    for table in reversed(t.metadata.sorted_tables):
        connection.execute(table.delete())
    for table in t.metadata.sorted_tables:
        rows = snapshot.rows.get(table.name)
        if rows:
            connection.execute(table.insert(), rows)


def replace_content(database: Database, snapshot: Snapshot) -> None:
    """Replace the content of an open file in one transaction; an error changes nothing.

    Raises StorageError, or SnapshotInvalid if the database finds what the checks did not.
    """
    try:
        with database.write(_("Schnappschuss geladen")) as writer:  # no journaled change, so no step
            load_into(writer.connection, snapshot)
    except sa.exc.IntegrityError as error:
        raise SnapshotInvalid(
            _("Der Schnappschuss ist in sich nicht stimmig und wurde nicht übernommen. Bitte neu exportieren.")
        ) from error
