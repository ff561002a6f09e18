"""Use cases of the end of a sprint: decide per Zielbild, close, open the next sprint.

A decision is a draft from its first step on (rows of ``entscheidung`` and
``entscheidung_zeile``), so that a dead laptop continues where it stood. Nothing
has consequences until ``close_sprint``, which checks everything again inside
its one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    SprintStatus,
    Wahl,
)
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung import (
    STAYS,
    Abschluss,
    Entscheidung,
    Kandidat,
    Pruefhinweis,
    Rueckblick,
    Schritt,
    Sprintabschluss,
    Zeile,
)
from myk_tui.domain.entscheidung_eingabe import read_entwurf, read_zeile
from myk_tui.domain.entscheidung_regeln import (
    check_closable,
    check_decidable,
    check_ergaenzt,
    check_taken_once,
)
from myk_tui.domain.felder import refuse
from myk_tui.domain.formale_schritte import besides, due_days, missing_steps, told_steps
from myk_tui.domain.kalender import show_date
from myk_tui.domain.ordnung import keys_for
from myk_tui.domain.stimmungsbild_daten import with_pruefung
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _
from myk_tui.services.abschlussbild import note_pending
from myk_tui.services.beschlussnummern import next_number
from myk_tui.services.sprintabschluss import carry_out, close_sprint
from myk_tui.storage import tables as t
from myk_tui.storage.backup import create_backup
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.entscheidung import (
    load_rueckblick,
    load_sprintabschluss,
    newest_entscheidung,
    open_lines,
    with_seconds,
)
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.treffen import running_meeting
from myk_tui.storage.queries.zielbaum import loesungen

KANDIDATEN_TABLES = frozenset(t.BY_NAME) - {"entscheidung", "entscheidung_zeile"}
"""All that says something about what a team can take up: everything but decisions."""

BACKUP_REASON = "sprintabschluss"

T = TypeVar("T")

if TYPE_CHECKING:
    from myk_tui.domain.entscheidung_vorschau import Vorschau


class EntscheidungService:
    """The decision wizard and the closing of the sprint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprintabschluss(self) -> Sprintabschluss | None:
        """Return the end of the active sprint; None before the first sprint has begun."""
        with self._database.read() as connection:
            return load_sprintabschluss(connection, self._database.clock.today())

    def load_rueckblick(self, entscheidung: Entscheidung) -> tuple[Rueckblick, ...]:
        """Return the look back on every Auftrag of a decision; read once, until something is written."""
        today = self._database.clock.today()
        lines = [(zeile.alt.auftrag_id, zeile) for zeile in entscheidung.zeilen if zeile.alt is not None]
        key = ("rueckblick", *(auftrag_id for auftrag_id, _zeile in lines))
        found = self._database.kept(key, None, lambda connection: load_rueckblick(connection, entscheidung, today))
        return tuple(replace(one, zeile=zeile) for one, (_auftrag_id, zeile) in zip(found, lines, strict=True))

    def load_kandidaten(
        self, zielbild_id: str, zeile: Zeile, *, dazu: Sequence[str] = (), alle: bool = False
    ) -> tuple[Kandidat, ...]:
        """Return what the team of a line can take up; of other Zielbilder what is chosen, and the ids in ``dazu``.

        Ideas that nobody has found ``geeignet`` yet only with ``alle``. Read once, until something but a decision
        is written.
        """
        from myk_tui.storage.queries.kandidaten import load_kandidaten

        ausser = None if zeile.alt is None else zeile.alt.massnahme_id
        named = (*dazu, *(() if zeile.neu is None else (zeile.neu.id,)))
        today, key = self._database.clock.today(), (zielbild_id, ausser, named, alle)
        known: dict[tuple[object, ...], tuple[Kandidat, ...]] = self._database.kept(
            "kandidaten", KANDIDATEN_TABLES, lambda _connection: {}
        )
        if key not in known:
            with self._database.read() as connection:
                known[key] = load_kandidaten(connection, zielbild_id, ausser, named, heute=today, alle=alle)
        return known[key]

    def load_alle_kandidaten(self, zeile: Zeile) -> list[tuple[str, str]]:
        """Return (id, title) of everything the team of a line could take up, of all Zielbilder."""
        from myk_tui.storage.queries.kandidaten import load_alle

        with self._database.read() as connection:
            return load_alle(connection, None if zeile.alt is None else zeile.alt.massnahme_id)

    def load_pruefhinweise(self, entscheidung: Entscheidung) -> tuple[Pruefhinweis, ...]:
        """Return where the Förderprüfung of what was chosen stands; it warns, and never blocks."""
        from myk_tui.storage.queries.entscheidung_pruefung import load_pruefhinweise

        with self._database.read() as connection:
            return load_pruefhinweise(connection, entscheidung)

    def load_schrittvorschlaege(self, abschluss: Sprintabschluss, entscheidung: Entscheidung) -> tuple[Schritt, ...]:
        """Return the formal steps that open questions of what was chosen lead to, the first one first, each with a day.

        The one that is written down already is not among them.
        """
        with self._database.read() as connection:
            return self._missing_steps(connection, abschluss, entscheidung)

    def load_loesungen(self, zielbild_id: str) -> list[tuple[str, str]]:
        """Return (id, „Ziel › Lösung“) of a Zielbild, for an idea that becomes a Maßnahme."""
        with self._database.read() as connection:
            return loesungen(connection, zielbild_id)

    def load_vorschau(self, zielbild_id: str | None = None) -> "Vorschau":
        """Return what closing the sprint would change; of one Zielbild only, if it is named.

        It is done for real and taken back before anything is stored, so the
        preview is what will be. Raises RuleViolation while something is missing.
        """
        from myk_tui.services.entscheidung_vorschau import picture_of

        return self._tried(zielbild_id, picture_of)

    def _tried(self, zielbild_id: str | None, read: "Callable[[Writer, Sprintabschluss], T]") -> "T":
        """Close the sprint, read what ``read`` reads, and take all of it back."""
        with self._database.rehearse() as writer:
            abschluss = self._abschluss(writer)
            if zielbild_id is None:
                check_closable(abschluss)
            else:
                decision = _decision(abschluss, zielbild_id)
                check_decidable(decision)
                abschluss = replace(abschluss, entscheidungen=(decision,))
            carry_out(writer, abschluss, self._database.clock)
            return read(writer, abschluss)

    def begin_entscheidung(self, zielbild_id: str) -> bool:
        """Open the draft of a decision, or add lines for teams that came since; return False if all was there."""
        with self._database.write(_("Entscheidung begonnen")) as writer:
            sprint = self._sprint(writer)
            zielbild = require_row(writer.connection, t.zielbild, zielbild_id)
            row = newest_entscheidung(writer.connection, sprint.id, zielbild_id)
            if row is not None and row.status != EntscheidungStatus.ENTWURF:
                return False
            entscheidung_id = (
                row.id
                if row is not None
                else writer.insert(t.entscheidung, sprint_id=sprint.id, zielbild_id=zielbild.id)
            )
            sync_lines(writer, require_row(writer.connection, t.entscheidung, entscheidung_id))
            return writer.has_changes

    def record_wahl(self, zeile_id: str, wahl: Wahl, kandidat: Kandidat | None = None) -> None:
        """Choose for one team: carry on, switch to a Maßnahme or an idea, pause, rest, dissolve, or put it off.

        Raises RuleViolation if the candidate is gone or taken by another team.
        """
        with self._database.write(_("Wahl festgehalten")) as writer:
            zeile = require_open_line(writer, zeile_id)
            values: dict[str, Any] = {"wahl": wahl.value, "massnahme_id": None, "idee_id": None}
            if wahl is Wahl.WECHSELN:
                if kandidat is None:
                    raise RuleViolation(_("Bitte eine Maßnahme oder Idee wählen."), feld="wahl")
                table = t.idee if kandidat.art == "idee" else t.massnahme
                require_row(writer.connection, table, kandidat.id)
                values[f"{kandidat.art}_id"] = kandidat.id
            if wahl in STAYS:
                values |= {"verbleib": None, "grund": "", "lernen": ""}
            if wahl is not Wahl.VERTAGEN:
                values["vertagt_bis"] = None
            if values["idee_id"] is None:
                values["loesung_id"] = None
            writer.update(t.entscheidung_zeile, zeile.id, **values)
            check_taken_once(self._abschluss(writer), zeile.id)

    def record_zeile(self, zeile_id: str, werte: Mapping[str, str]) -> None:
        """Fill in a line as typed: urteil, urteil_grund, verbleib, grund, lernen, begruendung, sprintziel, fortschritt,
        karten_mitnehmen, loesung_id, schwerpunkt, erste_karten, bedarf, vertagt_bis. Raises RuleViolations naming the fields.
        """  # noqa: D205
        values = read_zeile(werte)
        with self._database.write(_("Entscheidung ergänzt")) as writer:
            zeile = require_open_line(writer, zeile_id)
            if values.get("loesung_id"):
                require_row(writer.connection, t.loesung, values["loesung_id"])
            writer.update(t.entscheidung_zeile, zeile.id, **values)
            check_ergaenzt(self._abschluss(writer), zeile.id, list(values), self._database.clock.today())

    def record_entwurf(self, zeile_id: str, werte: Mapping[str, str]) -> None:
        """Keep what has been typed and chosen so far for a line, fields as in ``record_zeile``, although more is missing.

        Raises RuleViolations naming the fields that say nothing one can keep; the others are kept.
        """
        today = self._database.clock.today()
        values, faults = read_entwurf(werte, today)
        with self._database.write(_("Entscheidung ergänzt")) as writer:
            zeile = require_open_line(writer, zeile_id)
            if values.get("loesung_id"):
                require_row(writer.connection, t.loesung, values["loesung_id"])
            writer.update(t.entscheidung_zeile, zeile.id, **values)
        refuse(faults)

    def decide(self, zielbild_id: str) -> str:
        """Decide on a Zielbild and return the number, „Beschluss 2026-07“; put off as a whole it gets none.

        Raises RuleViolation, naming team and field, while something is missing.
        """
        with self._database.write(_("Beschluss gefasst")) as writer:
            abschluss = self._abschluss(writer)
            decision = _decision(abschluss, zielbild_id)
            if decision.id is None or any(not zeile.id for zeile in decision.zeilen):
                raise RuleViolation(_("Ein Sprintteam ist neu dazugekommen. Bitte auch dafür wählen."))
            require_draft(writer, decision.id)
            check_decidable(decision)
            check_taken_once(abschluss)
            row = require_row(writer.connection, t.entscheidung, decision.id)
            if decision.vertagt:
                until = min(zeile.vertagt_bis for zeile in decision.zeilen if zeile.vertagt_bis is not None)
                values = {"status": EntscheidungStatus.VERTAGT.value, "vertagt_bis": until.isoformat()}
                writer.update(t.entscheidung, decision.id, **values)
                return _("Vertagt bis {tag}").format(tag=show_date(until))
            meeting = running_meeting(writer.connection)
            year = self._database.clock.today().year if row.jahr is None else row.jahr
            nummer = next_number(writer, year, row.sprint_id, zielbild_id) if row.nummer is None else row.nummer
            writer.update(
                t.entscheidung,
                decision.id,
                status=EntscheidungStatus.BESCHLOSSEN.value,
                treffen_id=row.treffen_id if meeting is None else meeting.id,
                vertagt_bis=None,
                methode_daten=with_pruefung(row.methode, row.methode_daten, self._checked(writer, abschluss, decision)),
                jahr=year,
                nummer=nummer,
                beschlossen_um=to_text(self._database.clock.now()),
            )
            return _decision(self._abschluss(writer), zielbild_id).nummer

    def reopen_entscheidung(self, entscheidung_id: str) -> None:
        """Make a decision a draft again, until the sprint is closed; it keeps its number."""
        with self._database.write(_("Entscheidung wieder geöffnet")) as writer:
            row = require_row(writer.connection, t.entscheidung, entscheidung_id)
            sprint = require_row(writer.connection, t.sprint, row.sprint_id)
            if sprint.status != SprintStatus.AKTIV:
                raise RuleViolation(_("Der Sprint ist abgeschlossen. Dieser Beschluss bleibt, wie er ist."))
            writer.update(t.entscheidung, entscheidung_id, status=EntscheidungStatus.ENTWURF.value, beschlossen_um=None)

    def close_sprint(self) -> Abschluss:
        """Close the active sprint and open the next with what was decided; one undo takes all of it back.

        A verified backup is made first; if that fails nothing happens. Raises
        RuleViolation unless every Zielbild is decided.
        """
        with self._database.read() as connection:
            abschluss = load_sprintabschluss(connection, self._database.clock.today())
        check_closable(_existing(abschluss))
        backup = create_backup(self._database.path, BACKUP_REASON, self._database.clock)
        with self._database.write(_("Sprint abgeschlossen, nächster eröffnet")) as writer:
            end = self._abschluss(writer)
            closed = close_sprint(writer, end, self._database.clock, f"{backup.parent.name}/{backup.name}")
            note_pending(writer, end.sprint.quartal.kurz)
        return replace(closed, ordner=str(self._database.path.parent))

    def _checked(self, writer: Writer, abschluss: Sprintabschluss, decision: Entscheidung) -> list[str]:
        """Return where the Förderprüfung of what was chosen stands now and which formal steps are missing, to be kept."""
        from myk_tui.storage.queries.entscheidung_pruefung import load_pruefhinweise

        found = [f"{hint.titel}: {hint.satz}" for hint in load_pruefhinweise(writer.connection, decision)]
        steps = self._missing_steps(writer.connection, abschluss, decision)
        return found + [_("Noch zu klären: {schritt}").format(schritt=said) for said in told_steps(steps)]

    def _missing_steps(
        self, connection: sa.Connection, abschluss: Sprintabschluss, decision: Entscheidung
    ) -> tuple[Schritt, ...]:
        from myk_tui.storage.queries.entscheidung_pruefung import open_questions

        days = due_days(abschluss.naechster, self._database.clock.today())
        return besides(missing_steps(open_questions(connection, decision), days), decision.schritt)

    def _sprint(self, writer: Writer) -> Any:
        sprint = active_sprint(writer.connection)
        if sprint is None:
            raise RuleViolation(_("Es läuft noch kein Sprint. Bitte zuerst auf dem Sprintboard einen beginnen."))
        return sprint

    def _abschluss(self, writer: Writer) -> Sprintabschluss:
        return _existing(load_sprintabschluss(writer.connection, self._database.clock.today()))


def require_draft(writer: Writer, entscheidung_id: str) -> Any:
    """Return the row of a decision that is not made yet; raises RuleViolation or NotFound."""
    row = require_row(writer.connection, t.entscheidung, entscheidung_id)
    if row.status != EntscheidungStatus.ENTWURF:
        raise RuleViolation(_("Das ist schon beschlossen. Zum Ändern bitte die Entscheidung wieder öffnen."))
    return row


def require_open_line(writer: Writer, zeile_id: str) -> Any:
    """Return the row of a line whose decision is not made yet; raises RuleViolation or NotFound."""
    zeile = require_row(writer.connection, t.entscheidung_zeile, zeile_id)
    require_draft(writer, zeile.entscheidung_id)
    return zeile


def _existing(abschluss: Sprintabschluss | None) -> Sprintabschluss:
    if abschluss is None:
        raise RuleViolation(_("Es läuft noch kein Sprint. Bitte zuerst auf dem Sprintboard einen beginnen."))
    return abschluss


def _decision(abschluss: Sprintabschluss, zielbild_id: str) -> Entscheidung:
    for decision in abschluss.entscheidungen:
        if decision.zielbild_id == zielbild_id:
            return decision
    raise NotFound(_("Dieses Zielbild ist nicht mehr da. Die Ansicht zeigt jetzt den neuen Stand."))


def sync_lines(writer: Writer, entscheidung: Any) -> None:
    """Give the draft of a decision the lines it needs now: teams come and go, a second Maßnahme stays once it is chosen."""
    z = t.entscheidung_zeile.c
    query = t.entscheidung_zeile.select().where(z.entscheidung_id == entscheidung.id)
    stored = {(row.sprintteam_id, row.auftrag_id): row for row in writer.connection.execute(query).all()}
    sprint = active_sprint(writer.connection)
    needed = [] if sprint is None else open_lines(writer.connection, sprint, entscheidung.zielbild_id)
    wanted = with_seconds(needed, [pair for pair, row in stored.items() if row.wahl is not None])
    for pair, row in stored.items():
        if pair not in wanted:
            writer.delete(t.entscheidung_zeile, row.id)
    for pair, key in zip(wanted, keys_for(len(wanted)), strict=True):
        if pair not in stored:
            writer.insert(
                t.entscheidung_zeile,
                entscheidung_id=entscheidung.id,
                sprintteam_id=pair[0],
                auftrag_id=pair[1],
                ordnung=key,
            )
