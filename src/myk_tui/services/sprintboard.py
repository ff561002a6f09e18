"""Use cases of the sprint board: sprints, teams, Aufträge, cards, results."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from myk_tui.domain.begriffe import EntscheidungStatus, MassnahmeStatus, Spalte, SprintStatus, TeamStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.kalender import Quartal, next_sprint, quartal_of
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.sprintboard import Aufgabe, Ergebniskarte, Karte, Sprintboard, check_open
from myk_tui.domain.sprintboard_felder import parse_aufgabe, parse_ergebnis, parse_zwischenergebnis
from myk_tui.domain.text import clean_line
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer, record_step
from myk_tui.storage.queries import gone, require_row
from myk_tui.storage.queries.agenda import takeable_massnahmen, working_team
from myk_tui.storage.queries.sprintboard import (
    active_sprint,
    load_aufgabe,
    load_board,
    load_ergebniskarte,
    load_karte,
    newest_closed,
    sprintteams,
)
from myk_tui.storage.queries.zielbaum import zielbilder


class SprintboardService:
    """Work on the board of the active sprint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_board(self) -> Sprintboard | None:
        """Return the board of the active sprint; None before the first sprint has begun.

        Nothing is read again as long as nobody has written and the day is the same.
        """
        today = self._database.clock.today()

        def read(connection: Connection) -> Sprintboard | None:
            sprint = active_sprint(connection)
            return None if sprint is None else load_board(connection, sprint, today)

        return self._database.kept("brett", None, read)

    def load_aufgabe(self, aufgabe_id: str) -> Aufgabe:
        """Return one card with all fields; raises NotFound."""
        with self._database.read() as connection:
            return load_aufgabe(connection, aufgabe_id)

    def load_ergebniskarte(self, auftrag_id: str) -> Ergebniskarte:
        """Return the result card of an Auftrag; raises NotFound."""
        with self._database.read() as connection:
            return load_ergebniskarte(connection, auftrag_id)

    def load_sprintteams(self) -> list[tuple[str, str]]:
        """Return (id, name) of the active Sprintteams."""
        with self._database.read() as connection:
            return sprintteams(connection)

    def load_zielbilder(self) -> list[tuple[str, str]]:
        """Return (id, title) of the Zielbilder."""
        with self._database.read() as connection:
            return zielbilder(connection)

    def load_massnahmen(self, zielbild_id: str | None = None) -> list[tuple[str, str]]:
        """Return (id, „Zielbild: Titel“) of the Maßnahmen a team can take up, those of one Zielbild first and bare.

        What a team works on already comes last, with its name.
        """
        with self._database.read() as connection:
            return takeable_massnahmen(connection, zielbild_id)

    def load_teamplatz(self, team_id: str) -> str | None:
        """Return the id of the Zielbild of a team; raises NotFound."""
        with self._database.read() as connection:
            zielbild_id: str | None = require_row(connection, t.sprintteam, team_id).zielbild_id
            return zielbild_id

    def start_sprint(self) -> str:
        """Begin the first sprint: the quarter that contains today, or the next one without a sprint. Returns its id."""
        today = self._database.clock.today()
        with self._database.read() as connection:
            closed = newest_closed(connection)
        quartal = quartal_of(today) if closed is None else next_sprint(closed, today)
        with self._database.write(_("Sprint {name} begonnen").format(name=quartal.name)) as writer:
            if active_sprint(writer.connection) is not None:
                raise RuleViolation(_("Es läuft schon ein Sprint. Ein neuer beginnt, wenn er abgeschlossen wird."))
            return open_sprint(writer, quartal, quartal.beginn)

    def add_auftrag(self, sprintteam_id: str, massnahme_id: str, sprintziel: str) -> str:
        """Let a team work on a Maßnahme in the active sprint; returns the id of the Auftrag.

        Raises RuleViolation naming the field if the team cannot take it or another team works on it already: as in the
        decision, a Maßnahme has one team.
        """
        goal = clean_line(sprintziel, feld="sprintziel", name=_("Sprintziel"), maximum=500)
        with self._database.write(_("Auftrag vergeben")) as writer:
            sprint = active_sprint(writer.connection)
            if sprint is None:
                raise RuleViolation(_("Es läuft noch kein Sprint. Bitte zuerst den Sprint beginnen."))
            other = working_team(writer.connection, massnahme_id)
            own = require_row(writer.connection, t.sprintteam, sprintteam_id).name
            if other and other != own:
                raise RuleViolation(
                    _("„{team}“ arbeitet in diesem Sprint schon daran. Bitte eine andere Maßnahme wählen.").format(
                        team=other
                    ),
                    feld="massnahme",
                )
            return insert_auftrag(writer, sprint.id, sprintteam_id, massnahme_id, goal)

    def dissolve_auftrag(self, auftrag_id: str) -> None:
        """Take a Maßnahme from a team again, with its cards and results; undo brings all of it back.

        The Maßnahme is planned again unless another team works on it. Raises RuleViolation once a decision names the
        Auftrag.
        """
        with self._database.write(_("Auftrag aufgelöst")) as writer:
            require_open_auftrag(writer, auftrag_id)
            row = require_row(writer.connection, t.auftrag, auftrag_id)
            if writer.connection.execute(_DECIDED, {"auftrag_id": auftrag_id}).first() is not None:
                raise RuleViolation(
                    _("Über diesen Auftrag ist schon entschieden. Was daraus wird, sagt der Beschluss (5).")
                )
            writer.delete(t.auftrag, auftrag_id)
            if not working_team(writer.connection, row.massnahme_id):
                writer.update(t.massnahme, row.massnahme_id, status=MassnahmeStatus.GEPLANT.value)

    def edit_sprintziel(self, auftrag_id: str, sprintziel: str) -> None:
        """Change the Sprintziel of an Auftrag of the active sprint."""
        goal = clean_line(sprintziel, feld="sprintziel", name=_("Sprintziel"), maximum=500)
        with self._database.write(_("Sprintziel geändert")) as writer:
            require_open_auftrag(writer, auftrag_id)
            writer.update(t.auftrag, auftrag_id, sprintziel=goal)

    def record_ergebnis(self, auftrag_id: str, werte: Mapping[str, str]) -> None:
        """Fill in the result card: spannend, erfolg, stolpersteine, bedarf, and vorschlag, the percent the team suggests.

        Raises RuleViolations naming the fields.
        """
        values = parse_ergebnis(werte)
        with self._database.write(_("Ergebnis notiert")) as writer:
            require_open_auftrag(writer, auftrag_id)
            writer.update(t.auftrag, auftrag_id, **values)

    def load_today(self) -> date:
        """Return the day that a new result is dated with."""
        return self._database.clock.today()

    def add_zwischenergebnis(self, auftrag_id: str, text: str, datum: str, *, im_treffen: bool = True) -> str:
        """Note a dated result of an Auftrag as typed; returns its id. ``im_treffen``: it is shown to the room.

        Raises RuleViolation naming the field, as for a day in the future, or if the sprint is closed.
        """
        values = parse_zwischenergebnis(text, datum, self.load_today())
        with self._database.write(_("Zwischenergebnis festgehalten")) as writer:
            require_open_auftrag(writer, auftrag_id)
            return writer.insert(t.zwischenergebnis, auftrag_id=auftrag_id, im_treffen=int(im_treffen), **values)

    def edit_zwischenergebnis(self, ergebnis_id: str, text: str, datum: str, *, im_treffen: bool = True) -> None:
        """Correct a dated result; raises as ``add_zwischenergebnis``, NotFound if it is gone."""
        values = parse_zwischenergebnis(text, datum, self.load_today())
        with self._database.write(_("Zwischenergebnis geändert")) as writer:
            row = require_row(writer.connection, t.zwischenergebnis, ergebnis_id)
            require_open_auftrag(writer, row.auftrag_id)
            writer.update(t.zwischenergebnis, ergebnis_id, im_treffen=int(im_treffen), **values)

    def delete_zwischenergebnis(self, ergebnis_id: str) -> None:
        """Delete a dated result; undo brings it back."""
        with self._database.write(_("Zwischenergebnis gelöscht")) as writer:
            row = require_row(writer.connection, t.zwischenergebnis, ergebnis_id)
            require_open_auftrag(writer, row.auftrag_id)
            writer.delete(t.zwischenergebnis, ergebnis_id)

    def add_aufgabe(self, auftrag_id: str, titel: str, spalte: Spalte = Spalte.OFFEN) -> str:
        """Add a card at the end of a column and return its id."""
        name = clean_line(titel, feld="titel", name=_("Titel"), required=True)
        with self._database.write(_("Karte „{titel}“ angelegt").format(titel=name)) as writer:
            require_open_auftrag(writer, auftrag_id)
            keys = [key for _id, key in column_of(writer, auftrag_id, spalte)]
            return writer.insert(
                t.aufgabe,
                auftrag_id=auftrag_id,
                titel=name,
                spalte=spalte.value,
                ordnung=key_at(keys, len(keys)),
                angelegt_um=self._now(),
                spalte_seit=self._now(),
                fertig_um=self._now() if spalte is Spalte.FERTIG else None,
            )

    def edit_aufgabe(self, aufgabe_id: str, werte: Mapping[str, str]) -> None:
        """Change titel, beschreibung, wer, faellig, blockiert_grund, blockiert_loest of a card as typed."""
        values = parse_aufgabe(werte)
        with self._database.write(_("Karte bearbeitet")) as writer:
            require_open_aufgabe(writer, aufgabe_id)
            writer.update(t.aufgabe, aufgabe_id, **values)

    def move_aufgabe(self, aufgabe_id: str, auftrag_id: str, spalte: Spalte, position: int) -> Karte:
        """Put a card into a column of a lane at ``position``; returns the card as it stands now.

        Raises RuleViolation if the sprint is closed or the team dissolved,
        NotFound if the card is gone. Writes one row.
        """
        with self._database.write(_("Karte verschoben")) as writer:
            return self._move(writer, aufgabe_id, auftrag_id, spalte, position)

    def rehearse_move(self) -> None:
        """Carry a card and take it back unsaved, so that the first one of an evening goes as fast as all others."""
        board = None if self._database.read_only else self.load_board()
        lane = next((lane for lane in board.bahnen if lane.karten and not lane.gesperrt), None) if board else None
        if lane is not None:
            card = lane.karten[0]
            with self._database.rehearse(wait=False) as writer:
                self._move(writer, card.id, lane.id, next(spalte for spalte in Spalte if spalte is not card.spalte), 0)
                writer.record(record_step(writer.connection, titel="", um=self._database.clock.now(), akteur=""))

    def _move(self, writer: Writer, aufgabe_id: str, auftrag_id: str, spalte: Spalte, position: int) -> Karte:
        card = require_open_aufgabe(writer, aufgabe_id)
        if auftrag_id != card.auftrag_id:
            require_open_auftrag(writer, auftrag_id)
        keys = [key for other, key in column_of(writer, auftrag_id, spalte) if other != aufgabe_id]
        values: dict[str, Any] = {"auftrag_id": auftrag_id, "ordnung": key_at(keys, position)}
        if spalte.value != card.spalte:
            values |= {"spalte": spalte.value, "spalte_seit": self._now()}
            values["fertig_um"] = self._now() if spalte is Spalte.FERTIG else None
        writer.update(t.aufgabe, aufgabe_id, **values)
        return load_karte(writer.connection, aufgabe_id, self._database.clock.today())

    def delete_aufgabe(self, aufgabe_id: str) -> None:
        """Delete a card; undo brings it back."""
        with self._database.write(_("Karte gelöscht")) as writer:
            require_open_aufgabe(writer, aufgabe_id)
            writer.delete(t.aufgabe, aufgabe_id)

    def _now(self) -> str:
        return to_text(self._database.clock.now())


def open_sprint(writer: Writer, quartal: Quartal, beginn: date) -> str:
    """Make the sprint of a quarter the active one, whether it was planned or not; returns its id."""
    s = t.sprint.c
    query = t.sprint.select().where(s.jahr == quartal.jahr, s.quartal == quartal.quartal)
    planned = writer.connection.execute(query).one_or_none()
    if planned is not None:
        writer.update(t.sprint, planned.id, status=SprintStatus.AKTIV.value)
        return str(planned.id)
    return writer.insert(
        t.sprint,
        jahr=quartal.jahr,
        quartal=quartal.quartal,
        beginn=beginn.isoformat(),
        ende=quartal.ende.isoformat(),
        status=SprintStatus.AKTIV.value,
    )


def insert_auftrag(writer: Writer, sprint_id: str, sprintteam_id: str, massnahme_id: str, sprintziel: str) -> str:
    """Add an Auftrag inside a running transaction and set its Maßnahme „im Sprint“; returns its id.

    Raises RuleViolation if the team has it already, is not active or belongs to no Zielbild.
    """
    team = require_row(writer.connection, t.sprintteam, sprintteam_id)
    massnahme = require_row(writer.connection, t.massnahme, massnahme_id)
    if team.status != TeamStatus.AKTIV or team.zielbild_id is None:
        raise RuleViolation(
            _("„{team}“ ist nicht aktiv oder gehört zu keinem Zielbild. Bitte ein anderes Team wählen.").format(
                team=team.name
            ),
            feld="team",
        )
    a = t.auftrag.c
    same = t.auftrag.select().where(
        a.sprint_id == sprint_id, a.sprintteam_id == sprintteam_id, a.massnahme_id == massnahme_id
    )
    if writer.connection.execute(same).first() is not None:
        raise RuleViolation(
            _("„{team}“ arbeitet in diesem Sprint schon an „{titel}“.").format(team=team.name, titel=massnahme.titel),
            feld="massnahme",
        )
    of_team = t.auftrag.select().where(a.sprint_id == sprint_id, a.sprintteam_id == sprintteam_id)
    keys = sorted(writer.connection.scalars(of_team.with_only_columns(a.ordnung)))
    writer.update(t.massnahme, massnahme_id, status=MassnahmeStatus.IM_SPRINT.value)
    return writer.insert(
        t.auftrag,
        sprint_id=sprint_id,
        sprintteam_id=sprintteam_id,
        massnahme_id=massnahme_id,
        sprintziel=sprintziel,
        ordnung=key_at(keys, len(keys)),
        fortschritt_von=massnahme.fortschritt,
    )


_COLUMN = (
    t.aufgabe.select()
    .with_only_columns(t.aufgabe.c.id, t.aufgabe.c.ordnung)
    .where(
        t.aufgabe.c.auftrag_id == bindparam("auftrag_id"),
        t.aufgabe.c.spalte == bindparam("spalte"),
        t.aufgabe.c.archiviert == 0,
    )
    .order_by(t.aufgabe.c.ordnung, t.aufgabe.c.id)
)

_STATE = (
    t.sprint.c.status.label("sprint_status"),
    t.sprintteam.c.status.label("team_status"),
    t.sprintteam.c.name.label("team"),
)

_LANE_STATE = (
    select(*_STATE)
    .select_from(t.auftrag)
    .join(t.sprint, t.sprint.c.id == t.auftrag.c.sprint_id)
    .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
    .where(t.auftrag.c.id == bindparam("auftrag_id"))
)

_CARD_STATE = (
    select(t.aufgabe.c.auftrag_id, t.aufgabe.c.spalte, t.aufgabe.c.archiviert, *_STATE)
    .select_from(t.aufgabe)
    .join(t.auftrag, t.auftrag.c.id == t.aufgabe.c.auftrag_id)
    .join(t.sprint, t.sprint.c.id == t.auftrag.c.sprint_id)
    .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
    .where(t.aufgabe.c.id == bindparam("aufgabe_id"))
)


_DECIDED = (
    select(t.entscheidung.c.id)
    .join(t.entscheidung_zeile, t.entscheidung_zeile.c.entscheidung_id == t.entscheidung.c.id)
    .where(
        t.entscheidung_zeile.c.auftrag_id == bindparam("auftrag_id"),
        t.entscheidung.c.status == EntscheidungStatus.BESCHLOSSEN.value,
    )
)


def column_of(writer: Writer, auftrag_id: str, spalte: Spalte) -> list[tuple[str, str]]:
    """Return (id, order key) of the cards of a column, in order."""
    rows = writer.connection.execute(_COLUMN, {"auftrag_id": auftrag_id, "spalte": spalte.value})
    return [(row.id, row.ordnung) for row in rows]


def require_open_auftrag(writer: Writer, auftrag_id: str) -> None:
    """Raise NotFound or RuleViolation unless cards of this lane may change."""
    lane = writer.connection.execute(_LANE_STATE, {"auftrag_id": auftrag_id}).one_or_none()
    if lane is None:
        raise gone()
    _check_lane(lane)


def require_open_aufgabe(writer: Writer, aufgabe_id: str, *, archiviert: bool = False) -> Any:
    """Return auftrag_id and spalte of a card that may still change; of an archived one only if that is wanted.

    Raises NotFound if it is gone from the board, RuleViolation if nothing changes there any more.
    """
    card = writer.connection.execute(_CARD_STATE, {"aufgabe_id": aufgabe_id}).one_or_none()
    if card is None or bool(card.archiviert) is not archiviert:
        raise gone()
    _check_lane(card)
    return card


def _check_lane(lane: Any) -> None:
    check_open(lane.sprint_status != SprintStatus.AKTIV)
    if lane.team_status == TeamStatus.AUFGELOEST:
        raise RuleViolation(
            _("„{team}“ ist aufgelöst; an seinen Karten ändert sich nichts mehr.").format(team=lane.team)
        )
