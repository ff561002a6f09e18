"""What has to hold between the rows of a snapshot: references, circles, uniqueness, history.

The database has most of this as constraints, too; here it is checked before
anything is written, so that every mistake is named with its place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.text import visible
from myk_tui.i18n import N_, _
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Row
from myk_tui.storage.snapshot_model import Fehler, check_row, part_model
from myk_tui.storage.snapshot_parse import nested_loads

Zeilen = Mapping[str, list[tuple[int, Row]]]
"""Table name to its rows that are sound by themselves, each with its place in the file."""

ROW_RULES: dict[tuple[str, str], tuple[Callable[[Row], bool], str]] = {
    ("massnahme", "ein_platz"): (
        lambda row: row["loesung_id"] is None or row["zielbild_id"] is None,
        N_("Eine Maßnahme hängt an einer Lösung oder an einem Zielbild, nicht an beiden."),
    ),
    ("abhaengigkeit", "nicht_von_sich"): (
        lambda row: row["massnahme_id"] != row["von_massnahme_id"],
        N_("Eine Maßnahme hängt von sich selbst ab."),
    ),
    ("bewertung", "ein_gegenstand"): (
        lambda row: (row["idee_id"] is None) != (row["massnahme_id"] is None),
        N_("Eine Bewertung gehört zu genau einer Idee oder genau einer Maßnahme."),
    ),
    ("sprint", "zeitraum"): (
        lambda row: row["beginn"] <= row["ende"],
        N_("Der Sprint endet, bevor er beginnt."),
    ),
    ("entscheidung_zeile", "ein_ziel"): (
        lambda row: row["massnahme_id"] is None or row["idee_id"] is None,
        N_("Gewählt ist eine Maßnahme oder eine Idee, nicht beides."),
    ),
}
"""CHECK constraints over several columns, by table and name, and what to say when one is violated."""


def check_rows_together(rows: Zeilen, known: Mapping[str, set[Any]]) -> Iterator[Fehler]:
    """Yield everything that is wrong between the rows.

    Args:
        rows: the rows that are sound by themselves.
        known: keys of all rows, the unsound ones included: what refers to those is not wrong itself.
    """
    for table in (*t.ENTITIES, *t.HISTORY):
        yield from _check_keys(table, rows[table.name])
        yield from _check_references(table, rows[table.name], known)
        yield from _check_circles(table, rows[table.name])
        yield from _check_rules(table, rows[table.name])
    if any(known.values()):
        yield from _check_one_programm(rows["programm"], known["programm"])
    yield from _check_one_active(rows["sprint"])
    yield from _check_steps(rows["schritt"], known["schritt"])
    for number, entry in rows["journal"]:
        yield from _check_entry(f"journal/{number}", entry)


def _check_keys(table: sa.Table, rows: list[tuple[int, Row]]) -> Iterator[Fehler]:
    keys = [[column.name for column in table.primary_key.columns]]
    keys += [
        [column.name for column in constraint.columns]
        for constraint in sorted(table.constraints, key=lambda constraint: str(constraint.name))
        if isinstance(constraint, sa.UniqueConstraint)
    ]
    for names in keys:
        seen: dict[tuple[Any, ...], int] = {}
        for number, row in rows:
            key = tuple(row[name] for name in names)
            if None in key:
                continue
            first = seen.setdefault(key, number)
            if first != number:
                yield (
                    f"{table.name}/{number}/{names[0]}",
                    _("Das steht schon im Eintrag {n} und darf nur einmal vorkommen ({felder}).").format(
                        n=first, felder=", ".join(names)
                    ),
                )


def _check_references(table: sa.Table, rows: list[tuple[int, Row]], known: Mapping[str, set[Any]]) -> Iterator[Fehler]:
    for column in table.columns:
        for key in column.foreign_keys:
            target = key.column.table.name
            for number, row in rows:
                if row[column.name] is not None and row[column.name] not in known[target]:
                    yield (
                        f"{table.name}/{number}/{column.name}",
                        _("Den Eintrag, auf den das verweist, gibt es in „{tabelle}“ nicht.").format(tabelle=target),
                    )


def _check_circles(table: sa.Table, rows: list[tuple[int, Row]]) -> Iterator[Fehler]:
    """Find chains of references within one table that come back to themselves."""
    for column in table.columns:
        if not any(key.column.table is table for key in column.foreign_keys):
            continue
        parents = {row["id"]: row[column.name] for _number, row in rows}
        sound: set[str] = set()
        reported: set[str] = set()
        for number, row in rows:
            chain: dict[str, None] = {}
            at: str | None = row["id"]
            while at is not None and at not in chain and at not in sound:
                chain[at] = None
                at = parents.get(at)
            if at in chain and at not in reported:
                yield f"{table.name}/{number}/{column.name}", _("Diese Verweise führen im Kreis.")
                reported.update(chain)
            sound.update(chain)


def _check_rules(table: sa.Table, rows: list[tuple[int, Row]]) -> Iterator[Fehler]:
    for (name, rule), (holds, sentence) in ROW_RULES.items():
        if name == table.name:
            for number, row in rows:
                if not holds(row):
                    yield f"{name}/{number}/{rule}", _(sentence)


def _check_one_programm(rows: list[tuple[int, Row]], known: set[Any]) -> Iterator[Fehler]:
    if not known:
        yield "programm", _("Es fehlt das Programm: Genau eines muss es geben.")
    for number, _row in rows[1:]:
        yield f"programm/{number}", _("Es darf nur ein Programm geben.")


def _check_one_active(rows: list[tuple[int, Row]]) -> Iterator[Fehler]:
    active = [number for number, row in rows if row["status"] == "aktiv"]
    for number in active[1:]:
        yield f"sprint/{number}/status", _("Es darf nur einen aktiven Sprint geben.")


def _check_steps(rows: list[tuple[int, Row]], known: set[Any]) -> Iterator[Fehler]:
    """Check the links by which undo and redo find their step."""
    for number, row in rows:
        for name in ("bezug_nr", "zurueck_nr", "davor_nr", "wieder_nr", "danach_nr"):
            linked = row[name]
            if linked is not None and (linked not in known or linked > row["nr"]):
                yield f"schritt/{number}/{name}", _("Diesen früheren Schritt gibt es nicht.")
        if (row["art"] == "tun") != (row["bezug_nr"] is None):
            yield (
                f"schritt/{number}/bezug_nr",
                _("Nur wer etwas zurücknimmt oder wiederholt, bezieht sich auf einen Schritt."),
            )


def _check_entry(path: str, entry: Row) -> Iterator[Fehler]:
    """Check a journal entry: what it says about a row must be something that row can be."""
    table = _CONTENT.get(entry["tabelle"])
    if table is None:
        yield (
            f"{path}/tabelle",
            _("Die Tabelle „{name}“ gibt es nicht.").format(name=visible(entry["tabelle"])),
        )
        return
    before, after = (None if entry[side] is None else nested_loads(entry[side]) for side in ("vorher", "nachher"))
    broken = False
    for side, value in (("vorher", before), ("nachher", after)):
        if entry[side] is not None:
            for fehler in check_row(part_model(table), value, f"{path}/{side}"):
                broken = True
                yield fehler
    if not broken:
        yield from _check_sides(path, table, entry, before, after)


def _check_sides(path: str, table: sa.Table, entry: Row, before: Row | None, after: Row | None) -> Iterator[Fehler]:
    whole = [side for side in (before, after) if side is not None]
    if not whole:
        yield path, _("Ein Eintrag im Verlauf braucht ein Vorher oder ein Nachher.")
    elif len(whole) == 2:
        if before is not None and after is not None and before.keys() != after.keys():
            yield f"{path}/nachher", _("Vorher und Nachher nennen nicht dieselben Felder.")
        if "id" in whole[0]:
            yield f"{path}/nachher", _("Eine Kennung ändert sich nie.")
    elif whole[0].get("id") != entry["zeile_id"] or not _NEEDED[table.name] <= whole[0].keys():
        yield path, _("Der Eintrag im Verlauf ist unvollständig.")


_CONTENT = {table.name: table for table in t.ENTITIES}

_NEEDED: dict[str, set[str]] = defaultdict(set)
for _table in t.ENTITIES:
    _NEEDED[_table.name] = {
        column.name for column in _table.columns if not column.nullable and column.server_default is None
    }
