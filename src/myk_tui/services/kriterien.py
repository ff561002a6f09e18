"""Use cases of the criteria: add, rename, sort, let rest, use again."""

from collections.abc import Mapping
from typing import Any

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import parse_weight
from myk_tui.domain.felder import every_field
from myk_tui.domain.kriterien import Kriteriumstand, check_name, check_retirable
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.kriterien import load_kriteriumstaende


class KriterienService:
    """Agree on what ideas are scored by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_kriterien(self) -> tuple[Kriteriumstand, ...]:
        """Return all criteria, those that rest last."""
        with self._database.read() as connection:
            return load_kriteriumstaende(connection)

    def add_kriterium(self, werte: Mapping[str, str]) -> str:
        """Add a criterion as typed: name, beschreibung, gewicht, art; returns its id. Raises RuleViolation."""
        values = _checked(werte) | {"art": KriteriumArt(werte.get("art") or KriteriumArt.PRIO).value}
        with self._database.write(_("Kriterium „{name}“ angelegt").format(name=values["name"])) as writer:
            return insert_kriterium(writer, "name", **values)

    def edit_kriterium(self, kriterium_id: str, werte: Mapping[str, str]) -> None:
        """Change name, beschreibung, gewicht as typed; scores stay. Raises RuleViolation naming the field."""
        values = _checked(werte)
        with self._database.write(_("Kriterium „{name}“ geändert").format(name=values["name"])) as writer:
            require_row(writer.connection, t.kriterium, kriterium_id)
            known = load_kriteriumstaende(writer.connection)
            check_name(
                values["name"], [one.kriterium.name for one in known if one.kriterium.id != kriterium_id], "name"
            )
            writer.update(t.kriterium, kriterium_id, **values)

    def retire_kriterium(self, kriterium_id: str) -> None:
        """Let a criterion rest: neither asked nor counted, its scores are kept. Raises RuleViolation for the last."""
        with self._database.write(_("Kriterium ruht")) as writer:
            require_row(writer.connection, t.kriterium, kriterium_id)
            check_retirable(kriterium_id, load_kriteriumstaende(writer.connection))
            writer.update(t.kriterium, kriterium_id, ruht=1)

    def revive_kriterium(self, kriterium_id: str) -> None:
        """Ask and count a criterion again, with the scores it has."""
        with self._database.write(_("Kriterium gilt wieder")) as writer:
            require_row(writer.connection, t.kriterium, kriterium_id)
            writer.update(t.kriterium, kriterium_id, ruht=0)

    def reorder_kriterium(self, kriterium_id: str, richtung: int) -> None:
        """Move a criterion up (-1) or down (1) among those of its kind; at the end nothing happens."""
        with self._database.write(_("Kriterien sortiert")) as writer:
            row = require_row(writer.connection, t.kriterium, kriterium_id)
            k = t.kriterium.c
            query = t.kriterium.select().where(k.art == row.art, k.ruht == row.ruht).order_by(k.ordnung, k.id)
            _move(writer, [(one.id, one.ordnung) for one in writer.connection.execute(query)], kriterium_id, richtung)


def insert_kriterium(writer: Writer, feld: str, *, name: str, **values: Any) -> str:
    """Add a criterion behind all others inside a running transaction; returns its id.

    Raises RuleViolation naming ``feld`` if one, perhaps a resting one, is called the same.
    """
    rows = writer.connection.execute(t.kriterium.select()).all()
    check_name(name, [row.name for row in rows], feld)
    keys = sorted(row.ordnung for row in rows)
    return writer.insert(t.kriterium, name=name, ordnung=key_at(keys, len(keys)), **values)


def _move(writer: Writer, rows: list[tuple[str, str]], kriterium_id: str, richtung: int) -> None:
    place = next(place for place, (row_id, _key) in enumerate(rows) if row_id == kriterium_id)
    target = place + richtung
    if 0 <= target < len(rows):
        keys = [key for row_id, key in rows if row_id != kriterium_id]
        writer.update(t.kriterium, kriterium_id, ordnung=key_at(keys, target))


def _checked(werte: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    with every_field() as field:
        with field():
            values["name"] = clean_line(werte["name"], feld="name", name=_("Name"), required=True)
        if "beschreibung" in werte:
            with field():
                values["beschreibung"] = clean_text(werte["beschreibung"], feld="beschreibung", name=_("Beschreibung"))
        if "gewicht" in werte:
            with field():
                values["gewicht_hundertstel"] = parse_weight(werte["gewicht"], "gewicht", values.get("name", ""))
    return values
