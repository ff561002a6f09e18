"""Use cases of decisions that were made: read every version, correct by a new one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.begriffe import EntscheidungStatus, Verbleib
from myk_tui.domain.beschluesse import (
    CORRECTABLE,
    Beschluss,
    check_correctable,
    check_fields,
    corrected,
    usual_question,
)
from myk_tui.domain.beschlussstatistik import statistics_lines
from myk_tui.domain.clock import to_text
from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.stimmungsbild_daten import dump_bild
from myk_tui.domain.stimmungsbild_eingabe import parse_count
from myk_tui.domain.text import ZEILE_MAX, clean_line, clean_text
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.entscheidung import require_draft
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row, to_date
from myk_tui.storage.queries.beschluesse import load_beschluesse, load_beschluss, meetings_of, put_off_by_year
from myk_tui.storage.queries.treffen import running_meeting

COLUMNS = {"zeile": "begruendung", "verbleib": "verbleib", "grund": "grund", "lernen": "lernen"}
"""Which column of a line a key of a correction writes."""


class BeschluesseService:
    """The record of what was decided."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_beschluesse(self) -> tuple[Beschluss, ...]:
        """Return every version of every numbered decision, newest first."""
        with self._database.read() as connection:
            return load_beschluesse(connection)

    def load_beschluss(self, entscheidung_id: str) -> Beschluss:
        """Return one version; raises NotFound."""
        with self._database.read() as connection:
            return load_beschluss(connection, entscheidung_id)

    def load_fassungen(self, beschluss: Beschluss) -> tuple[Beschluss, ...]:
        """Return all versions of a decision, newest first."""
        with self._database.read() as connection:
            return tuple(each for each in load_beschluesse(connection) if each.nummer == beschluss.nummer)

    def load_frage(self, entscheidung_id: str) -> str:
        """Return the question of a decision; empty means the usual one."""
        with self._database.read() as connection:
            return str(require_row(connection, t.entscheidung, entscheidung_id).frage)

    def load_wiedervorlage(self, entscheidung_id: str) -> date | None:
        """Return the day on which a decision is looked at again."""
        with self._database.read() as connection:
            return to_date(require_row(connection, t.entscheidung, entscheidung_id).wiedervorlage)

    def load_statistik(self) -> list[str]:
        """Return how it was decided over the years, as lines to read."""
        with self._database.read() as connection:
            return statistics_lines(load_beschluesse(connection), put_off_by_year(connection))

    def load_treffen(self, beschluss: Beschluss) -> list[tuple[str, str]]:
        """Return (id, title) of the meetings whose minutes a decision can stand in."""
        with self._database.read() as connection:
            return meetings_of(connection, beschluss.sprint_id)

    def load_treffen_fehlt(self) -> bool:
        """Whether no meeting runs, so that what is decided now stands in no minutes."""
        with self._database.read() as connection:
            return running_meeting(connection) is None

    def attach_treffen(self, entscheidung_id: str, treffen_id: str) -> None:
        """Let a decision stand in the minutes of a meeting of its sprint; raises RuleViolation or NotFound."""
        with self._database.write(_("Beschluss einem Treffen zugeordnet")) as writer:
            made = load_beschluss(writer.connection, entscheidung_id)
            if not made.gilt:
                raise RuleViolation(_("Diese Fassung ist schon ersetzt. Bitte die neueste Fassung zuordnen."))
            meeting = require_row(writer.connection, t.treffen, treffen_id)
            if meeting.sprint_id != made.sprint_id:
                raise RuleViolation(_("Das Treffen gehört zu einem anderen Sprint als der Beschluss."))
            writer.update(t.entscheidung, entscheidung_id, treffen_id=treffen_id)

    def record_text(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Write the texts of a draft: frage, begruendung, interne_notiz; what is not named stays as it is."""
        values = _read_texts(werte)
        with self._database.write(_("Begründung festgehalten")) as writer:
            row = require_draft(writer, entscheidung_id)
            if values.get("frage") == usual_question(require_row(writer.connection, t.zielbild, row.zielbild_id).titel):
                values["frage"] = ""  # the usual question stays right when the Zielbild is renamed
            writer.update(t.entscheidung, entscheidung_id, **values)

    def record_schritt(self, entscheidung_id: str, werte: Mapping[str, str]) -> None:
        """Write the formal step that is missing (was, gremium, bis) and the wiedervorlage of a draft."""
        values = _step_values(werte)
        with self._database.write(_("Formaler Schritt festgehalten")) as writer:
            require_draft(writer, entscheidung_id)
            writer.update(t.entscheidung, entscheidung_id, **values)

    def correct_beschluss(self, entscheidung_id: str, werte: Mapping[str, str]) -> str:
        """Make a new version of a decision after its sprint was closed; returns its id.

        ``werte`` as typed: anlass (needed), begruendung, frage, was, gremium,
        bis, wiedervorlage; per line ``zeile-<id>`` (reason), ``verbleib-<id>``,
        ``grund-<id>``, ``lernen-<id>``; totals by the keys of ``zahlfelder``.
        Number, choices and what closing did stay as they are, and so does the
        old version, marked as replaced. Raises RuleViolations naming the fields.
        """
        with self._database.write(_("Beschluss korrigiert")) as writer:
            old = load_beschluss(writer.connection, entscheidung_id)
            check_correctable(old)
            values, texts = _correction(old, werte, self._database.clock.today())
            writer.update(t.entscheidung, old.id, status=EntscheidungStatus.KORRIGIERT.value)
            row = require_row(writer.connection, t.entscheidung, old.id)
            values |= {
                "version": old.version + 1,
                "vorgaenger_id": old.id,
                "status": EntscheidungStatus.BESCHLOSSEN.value,
                "beschlossen_um": to_text(self._database.clock.now()),
            }
            new_id = writer.insert(t.entscheidung, **(_copied(row) | values))
            _copy_lines(writer, old.id, new_id, texts)
            return new_id


def _correction(old: Beschluss, werte: Mapping[str, str], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the form of a correction: what changes in the decision, and the texts of its lines."""
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    with every_field() as field:
        with field():
            values |= _step_values(werte)
        with field():
            values |= _read_texts({feld: text for feld, text in werte.items() if feld == "frage"})
        with field():
            values["begruendung"] = corrected(werte.get("begruendung", ""), werte.get("anlass", ""), today)
        with field():
            texts |= _read_line_texts(werte)
        with field():
            check_fields(old, werte)
        if any(key.startswith("option-") for key in werte):
            with field():
                values["methode_daten"] = dump_bild(parse_count(old.bild, werte))
    return values, texts


@field_by_field
def _read_texts(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read what is written about a decision; other fields of the form are none of its business."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "frage":
            values[feld] = clean_line(text, feld=feld, name=_("Frage"), maximum=ZEILE_MAX)
        elif feld == "begruendung":
            values[feld] = clean_text(text, feld=feld, name=_("Begründung"))
        elif feld == "interne_notiz":
            values[feld] = clean_text(text, feld=feld, name=_("Interne Notiz"))
    return values


@field_by_field
def _read_line_texts(werte: Mapping[str, str]) -> dict[str, str]:
    return {
        key: clean_text(text, feld=key, name=_("Text"))
        for key, text in werte.items()
        if key.partition("-")[0] in CORRECTABLE
    }


def _step_values(werte: Mapping[str, str]) -> dict[str, Any]:
    return _read_step({"was": "", "gremium": "", "bis": "", **werte})


@field_by_field
def _read_step(werte: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "was":
            values["naechster_schritt"] = clean_line(text, feld=feld, name=_("Nächster Schritt"), maximum=ZEILE_MAX)
        elif feld == "gremium":
            values["naechstes_gremium"] = clean_line(text, feld=feld, name=_("Gremium"), maximum=200)
        elif feld == "bis":
            values["naechster_schritt_bis"] = parse_stored_date(text, feld=feld, name=_("Bis wann?"))
        elif feld == "wiedervorlage":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Wiedervorlage"))
    return values


def _copied(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "id"}


def _copy_lines(writer: Writer, old_id: str, new_id: str, texts: Mapping[str, str]) -> None:
    z = t.entscheidung_zeile.c
    query = t.entscheidung_zeile.select().where(z.entscheidung_id == old_id).order_by(z.ordnung, z.id)
    for row in writer.connection.execute(query).all():
        changed: dict[str, Any] = {"entscheidung_id": new_id}
        for name, column in COLUMNS.items():
            if f"{name}-{row.id}" in texts:
                changed[column] = texts[f"{name}-{row.id}"]
        if "verbleib" in changed:
            changed["verbleib"] = Verbleib(changed["verbleib"]).value if changed["verbleib"] else None
        writer.insert(t.entscheidung_zeile, **(_copied(row) | changed))
