"""Taking the name of a person out of the whole file, the history included.

The one place that changes what the journal already holds. The same function is
applied to every row and to every entry of the journal, so what an entry says of
a row is still what the row says, and all earlier steps can be undone as before
(see docs/entscheidungen/0005-anonymisieren.md).
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.anonymisieren import Anonymisierung, Namensfilter, next_ersatz
from myk_tui.domain.gegenstand import GEGENSTAND
from myk_tui.domain.text import visible
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.paths import backup_dir
from myk_tui.storage import tables as t
from myk_tui.storage.backup import list_backups
from myk_tui.storage.journal import Row, dump_json
from myk_tui.storage.queries import require_row

SAMPLES = 12
"""So many texts are shown before anything changes."""

_TEXTS = {
    table.name: {
        column.name: (column.info["kind"], column.info.get("max"))
        for column in table.columns
        if column.info["kind"] in ("line", "text", "json")
    }
    for table in t.ENTITIES
}
"""The columns of each table that hold text: their kind and the most letters they take."""

_NAMES = sa.select(t.journal.c.zeile_id, t.journal.c.vorher, t.journal.c.nachher).where(
    t.journal.c.tabelle == t.person.name
)


@dataclass(frozen=True)
class _Change:
    """New values of one row of a table, by its primary key; ``texts`` counts the fields with a name in them."""

    table: sa.Table
    key: Row
    values: Row
    texts: tuple[str, ...]


class Namensentfernung:
    """What has to be written so that a person's name stands nowhere any more.

    Raises NotFound, RuleViolation if the name was removed already.
    """

    def __init__(self, connection: sa.Connection, person_id: str, *, auch_rolle: bool) -> None:
        self._connection = connection
        self._person_id = person_id
        self._auch_rolle = auch_rolle
        person = require_row(connection, t.person, person_id)
        if person.anonym:
            raise RuleViolation(_("Dieser Name ist schon entfernt."))
        others = connection.execute(sa.select(t.person.c.id, t.person.c.name).where(t.person.c.id != person_id)).all()
        kept = {row.name.casefold() for row in others}
        earlier, everybody = self._names_in_history()
        earlier = {name for name in earlier if name.casefold() not in kept} - {person.name}
        self.namen = (person.name, *sorted(earlier))
        self.gleiche = person.name.casefold() in kept
        self._others = {row.id for row in others}
        self.ersatz = next_ersatz([*everybody, person.name, *(row.name for row in others)])
        different = [row.name for row in others if row.name.casefold() != person.name.casefold()]
        self._filter = Namensfilter(self.namen, different, self.ersatz)

    def changes(self) -> Iterator[_Change]:
        """Yield what changes, table by table."""
        for table in t.ENTITIES:
            for row in self._connection.execute(sa.select(table)).mappings():
                new, texts = self._cleaned(table, row["id"], dict(row))
                if new:
                    yield _Change(table, {"id": row["id"]}, new, texts)
        yield from self._journal_changes()
        yield from self._step_changes()
        for row in self._connection.execute(sa.select(t.merker)).mappings():
            text = self._clean_json_text(row["wert"])
            key = self._filter.clean(row["schluessel"])
            if text != row["wert"] or key != row["schluessel"]:
                values = {"schluessel": key, "wert": text}
                yield _Change(t.merker, {"schluessel": row["schluessel"]}, values, (row["wert"],))

    def apply(self) -> int:
        """Write all of it, past the journal; returns how many places changed."""
        places = 0
        for change in list(self.changes()):
            where = [change.table.c[name] == value for name, value in change.key.items()]
            self._connection.execute(change.table.update().where(*where), change.values)
            places += len(change.texts)
        return places

    def preview(self, path: Path) -> Anonymisierung:
        """Say what ``apply`` would change in the file at ``path``; writes nothing."""
        counts: Counter[str] = Counter()
        history = 0
        samples: list[str] = []
        for change in self.changes():
            if change.table in t.HISTORY:
                history += len(change.texts)
                continue
            name = GEGENSTAND[change.table.name][0] if change.table.name in GEGENSTAND else ""
            counts[_(name) if name else _("Entwurf")] += len(change.texts)
            for text in change.texts:
                if len(samples) < SAMPLES and text not in self.namen and text not in samples:
                    samples.append(text)
        return Anonymisierung(
            namen=self.namen,
            ersatz=self.ersatz,
            stellen=tuple(sorted(counts.items())),
            verlauf=history,
            beispiele=tuple(visible(text)[:120] for text in samples),
            gleiche=self.gleiche,
            dateien=tuple(copies_beside(path)),
        )

    def _names_in_history(self) -> tuple[set[str], set[str]]:
        """Return every name the journal knows of this person, and of any person."""
        own: set[str] = set()
        everybody: set[str] = set()
        for row in self._connection.execute(_NAMES):
            for text in (row.vorher, row.nachher):
                name = json.loads(text).get("name") if text else None
                if name:
                    everybody.add(name)
                    if row.zeile_id == self._person_id:
                        own.add(name)
        return own, everybody

    def _cleaned(self, table: sa.Table, row_id: str, values: Row) -> tuple[Row, tuple[str, ...]]:
        """Return the values that change, and the texts in which a name stood."""
        new: Row = {}
        texts: list[str] = []
        for name, (kind, maximum) in _TEXTS[table.name].items():
            old = values.get(name)
            if not old or (table is t.person and name == "name" and row_id in self._others):
                continue
            cleaned = self._clean_json_text(old) if kind == "json" else self._filter.clean(old, maximum)
            if cleaned != old:
                new[name] = cleaned
                texts.append(old)
        if table is t.person and row_id == self._person_id:
            new |= {name: value for name, value in self._own(values).items() if values[name] != value}
        return new, tuple(texts)

    def _own(self, values: Row) -> Row:
        """Return what stands in the row of the person itself, as far as ``values`` names it."""
        wanted: Row = {"name": self.ersatz, "anonym": 1}
        if self._auch_rolle:
            wanted |= {"rolle": "", "organisation": ""}
        return {name: value for name, value in wanted.items() if name in values}

    def _clean_json_text(self, text: str) -> str:
        value = json.loads(text)
        cleaned = self._filter.clean_json(value)
        return text if cleaned == value else dump_json(cleaned)

    def _journal_changes(self) -> Iterator[_Change]:
        for row in self._connection.execute(sa.select(t.journal)).mappings():
            values: Row = {}
            texts: tuple[str, ...] = ()
            for side in ("vorher", "nachher"):
                if row[side] is None:
                    continue
                known = json.loads(row[side])
                new, found = self._cleaned(t.BY_NAME[row["tabelle"]], row["zeile_id"], known)
                if new:
                    values[side] = dump_json({**known, **new})
                    texts += found
            if values:
                yield _Change(t.journal, {"schritt_nr": row["schritt_nr"], "pos": row["pos"]}, values, texts)

    def _step_changes(self) -> Iterator[_Change]:
        for row in self._connection.execute(sa.select(t.schritt)).mappings():
            values: Row = {}
            for name in ("titel", "akteur"):
                cleaned = self._filter.clean(row[name], t.schritt.c[name].info["max"])
                if cleaned != row[name]:
                    values[name] = cleaned
            if values:
                yield _Change(t.schritt, {"nr": row["nr"]}, values, tuple(str(row[name]) for name in values))


def copies_beside(path: Path) -> list[str]:
    """Return the backups and snapshots that lie beside a file, as paths from its folder, the newest backup first."""
    folder = backup_dir(path)
    backups = [f"{folder.name}/{backup.name}" for backup in reversed(list_backups(folder, path.stem))]
    others: list[Any] = sorted(found.name for found in path.parent.glob("*.json") if found.is_file())
    return backups + others
