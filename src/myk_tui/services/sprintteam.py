"""Use cases of the Sprintteams: the teams themselves, their members, evenings and meetings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.anonymisieren import Anonymisierung, check_bestaetigung
from myk_tui.domain.begriffe import SprintStatus, TeamStatus
from myk_tui.domain.felder import every_field
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.sprintboard import SprintRef, check_open
from myk_tui.domain.sprintteam import Teamuebersicht, check_team_name, describe_person, same_name
from myk_tui.domain.sprintteam_felder import (
    parse_abende,
    parse_person,
    parse_team_aufgabe,
    parse_team_name,
    parse_teamtreffen,
)
from myk_tui.domain.text import clean_text
from myk_tui.errors import RuleViolation, StorageError
from myk_tui.i18n import _
from myk_tui.services.mitglieder import carry_mitglieder
from myk_tui.storage import tables as t
from myk_tui.storage.anonymisieren import Namensentfernung
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.sprintteam import (
    decided_under,
    load_teamuebersicht,
    names_beside,
    open_cards,
    person_rows,
    persons,
)
from myk_tui.storage.queries.zielbaum import zielbilder


class SprintteamService:
    """Keep the teams; nothing of a team that is dissolved is deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_teamuebersicht(self, sprint_id: str | None = None) -> Teamuebersicht:
        """Return all teams in a quarter (None: the active one); raises NotFound."""
        with self._database.read() as connection:
            return load_teamuebersicht(connection, sprint_id)

    def load_offene_karten(self, team_id: str) -> tuple[str, ...]:
        """Return the titles of the unfinished cards of a team in the active sprint."""
        with self._database.read() as connection:
            return open_cards(connection, team_id)

    def load_personen(self) -> list[tuple[str, str]]:
        """Return (id, name with role and organisation) of everybody known."""
        with self._database.read() as connection:
            return persons(connection)

    def load_zielbilder(self) -> list[tuple[str, str]]:
        """Return (id, title) of the Zielbilder."""
        with self._database.read() as connection:
            return zielbilder(connection)

    def load_today(self) -> date:
        """Return the day a new meeting is dated with."""
        return self._database.clock.today()

    # --- the team

    def add_sprintteam(self, name: str, zielbild_id: str) -> str:
        """Create a Sprintteam of a Zielbild and return its id; raises RuleViolation if the name is taken there."""
        with self._database.write(_("Sprintteam „{name}“ angelegt").format(name=parse_team_name(name))) as writer:
            return insert_sprintteam(writer, name, zielbild_id)

    def load_teams_of(self, zielbild_id: str | None) -> list[str]:
        """Return the ids of the active teams of a Zielbild, in their order."""
        s = t.sprintteam.c
        query = t.sprintteam.select().with_only_columns(s.id).order_by(s.ordnung, s.id)
        query = query.where(s.zielbild_id == zielbild_id, s.status == TeamStatus.AKTIV.value)
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def edit_sprintteam(self, team_id: str, werte: Mapping[str, str]) -> None:
        """Change name, zielbild, notiz of a team as typed; earlier names stay in the history.

        Raises RuleViolation, naming the field, if the name is taken or the
        running sprint already decides on the team under another Zielbild.
        """
        with self._database.write(_("Sprintteam bearbeitet")) as writer:
            team = _require_team(writer, team_id)
            values: dict[str, Any] = {}
            zielbild_id = (werte["zielbild"] or None) if "zielbild" in werte else team.zielbild_id
            with every_field() as field:
                with field():
                    name = parse_team_name(werte["name"]) if "name" in werte else team.name
                    if name != team.name or zielbild_id != team.zielbild_id:
                        check_team_name(name, names_beside(writer.connection, zielbild_id, team_id))
                if zielbild_id != team.zielbild_id:
                    values |= {"zielbild_id": zielbild_id, "zuordnung_angenommen": 0}
                    with field():
                        self._check_movable(writer, team_id, zielbild_id)
                if "notiz" in werte:
                    with field():
                        values["notiz"] = clean_text(werte["notiz"], feld="notiz", name=_("Notiz"))
            writer.update(t.sprintteam, team_id, name=name, **values)

    def confirm_zuordnung(self, team_id: str) -> None:
        """Say yes to the assumed place of a team; raises RuleViolation if nothing was assumed."""
        with self._database.write(_("Zuordnung des Sprintteams bestätigt")) as writer:
            team = _require_team(writer, team_id)
            if not team.zuordnung_angenommen or team.zielbild_id is None:
                raise RuleViolation(_("Bei „{team}“ ist nichts angenommen.").format(team=team.name))
            writer.update(t.sprintteam, team_id, zuordnung_angenommen=0)

    def rest_sprintteam(self, team_id: str) -> None:
        """Let an active team rest: it is not asked for a decision and gets no new Auftrag."""
        with self._database.write(_("Sprintteam ruht")) as writer:
            team = _require_team(writer, team_id)
            if team.status != TeamStatus.AKTIV:
                raise RuleViolation(_("„{team}“ ruht schon.").format(team=team.name))
            writer.update(t.sprintteam, team_id, status=TeamStatus.RUHT.value)

    def wake_sprintteam(self, team_id: str) -> None:
        """Let a resting team work again."""
        with self._database.write(_("Sprintteam wieder aktiv")) as writer:
            team = _require_team(writer, team_id)
            if team.status != TeamStatus.RUHT:
                raise RuleViolation(_("„{team}“ ist schon aktiv.").format(team=team.name))
            writer.update(t.sprintteam, team_id, status=TeamStatus.AKTIV.value)

    def dissolve_sprintteam(self, team_id: str) -> None:
        """Dissolve a team for good; its cards, members and results stay as they are and can be read."""
        with self._database.write(_("Sprintteam aufgelöst")) as writer:
            _require_team(writer, team_id)
            writer.update(t.sprintteam, team_id, status=TeamStatus.AUFGELOEST.value)

    # --- evenings and meetings

    def edit_abende(self, team_id: str, werte: Mapping[str, str]) -> None:
        """Write down as typed how many evenings a team has (``abende``) and plans for each Auftrag (by its id).

        They are those of the active sprint; earlier quarters keep theirs. Raises RuleViolation naming the field.
        """
        with self._database.write(_("Abende geplant")) as writer:
            _require_team(writer, team_id)
            for feld, number in parse_abende(werte).items():
                if feld == "abende":
                    _write_abende(writer, team_id, number)
                    continue
                auftrag = require_row(writer.connection, t.auftrag, feld)
                _check_sprint_open(writer, auftrag.sprint_id)
                writer.update(t.auftrag, feld, abende_geplant=number)

    def add_teamtreffen(self, team_id: str, werte: Mapping[str, str]) -> str:
        """Note a meeting that was held in the active sprint: datum (empty: today) and notiz; returns its id."""
        with self._database.write(_("Teamtreffen eingetragen")) as writer:
            _require_team(writer, team_id)
            sprint = _require_sprint(writer)
            values = parse_teamtreffen(werte, sprint.beginn, self.load_today())
            return writer.insert(t.teamtreffen, sprintteam_id=team_id, sprint_id=sprint.id, **values)

    def edit_teamtreffen(self, treffen_id: str, werte: Mapping[str, str]) -> None:
        """Change datum and notiz of a meeting of the active sprint."""
        with self._database.write(_("Teamtreffen bearbeitet")) as writer:
            row = require_row(writer.connection, t.teamtreffen, treffen_id)
            sprint = _check_sprint_open(writer, row.sprint_id)
            writer.update(
                t.teamtreffen,
                treffen_id,
                **parse_teamtreffen(werte, date.fromisoformat(sprint.beginn), self.load_today()),
            )

    def delete_teamtreffen(self, treffen_id: str) -> None:
        """Delete a meeting of the active sprint; undo brings it back."""
        with self._database.write(_("Teamtreffen gelöscht")) as writer:
            row = require_row(writer.connection, t.teamtreffen, treffen_id)
            _check_sprint_open(writer, row.sprint_id)
            writer.delete(t.teamtreffen, treffen_id)

    # --- members

    def add_mitglied(self, team_id: str, werte: Mapping[str, str]) -> str:
        """Add a member in the active sprint and return its id.

        ``person`` is the id of somebody known; or ``name``, rolle and organisation are typed. Who is
        known by the typed name is taken. Raises RuleViolation naming the field.
        """
        with self._database.write(_("Mitglied hinzugefügt")) as writer:
            _require_team(writer, team_id)
            sprint = _require_sprint(writer)
            with every_field() as field:
                with field():
                    person_id = _chosen_person(writer, werte)
                    _check_no_member(writer, team_id, sprint.id, person_id)
                with field():
                    task = parse_team_aufgabe(werte.get("aufgabe", ""))
            return writer.insert(
                t.mitglied, sprintteam_id=team_id, sprint_id=sprint.id, person_id=person_id, aufgabe=task
            )

    def edit_mitglied(self, mitglied_id: str, werte: Mapping[str, str]) -> None:
        """Change aufgabe of a member, and name, rolle, organisation of the person, wherever it is a member."""
        with self._database.write(_("Mitglied bearbeitet")) as writer:
            member = require_row(writer.connection, t.mitglied, mitglied_id)
            _check_sprint_open(writer, member.sprint_id)
            person = require_row(writer.connection, t.person, member.person_id)
            with every_field() as field:
                with field():
                    _write_person(writer, person, werte)
                with field():
                    if "aufgabe" in werte:
                        writer.update(t.mitglied, mitglied_id, aufgabe=parse_team_aufgabe(werte["aufgabe"]))

    def remove_mitglied(self, mitglied_id: str) -> None:
        """Take a member out of the team for the active sprint; the person stays known."""
        with self._database.write(_("Mitglied entfernt")) as writer:
            member = require_row(writer.connection, t.mitglied, mitglied_id)
            _check_sprint_open(writer, member.sprint_id)
            writer.delete(t.mitglied, mitglied_id)

    def copy_mitglieder(self, team_id: str) -> int:
        """Take over the members of the last quarter that had any into the active sprint; returns how many came.

        Raises RuleViolation if there is nobody to take over.
        """
        with self._database.write(_("Mitglieder aus dem letzten Quartal übernommen")) as writer:
            _require_team(writer, team_id)
            sprint = _require_sprint(writer)
            came = carry_mitglieder(writer, team_id, sprint)
            if not came:
                raise RuleViolation(_("Aus früheren Quartalen ist niemand zu übernehmen."))
            return came

    # --- a name

    def load_anonymisierung(self, person_id: str) -> Anonymisierung:
        """Return what removing a person's name would change; raises NotFound, RuleViolation if it is gone already."""
        with self._database.read() as connection:
            return Namensentfernung(connection, person_id, auch_rolle=True).preview(self._database.path)

    def anonymise_person(self, person_id: str, bestaetigung: str, *, auch_rolle: bool) -> bool:
        """Remove a person's name from the whole file, the history included. This cannot be undone.

        ``bestaetigung`` is the typed word, ``auch_rolle`` removes role and organisation too. Returns
        whether the name is out of every byte of the file; else it is when the last window closes.
        """
        check_bestaetigung(bestaetigung)
        with self._database.rewrite(_("Name einer Person für immer entfernt")) as connection:
            Namensentfernung(connection, person_id, auch_rolle=auch_rolle).apply()
        try:
            return self._database.scrub()
        except StorageError:
            return False  # the name is gone from every record; what is left of it in free space goes with the next one

    def _check_movable(self, writer: Writer, team_id: str, zielbild_id: str | None) -> None:
        if zielbild_id is not None:
            require_row(writer.connection, t.zielbild, zielbild_id)
        decided = decided_under(writer.connection, team_id)
        if decided is not None:
            raise RuleViolation(
                _(
                    "Über dieses Team wird in diesem Sprint schon unter „{zielbild}“ entschieden. Bitte erst den Sprint abschließen."
                ).format(zielbild=decided),
                feld="zielbild",
            )


def _write_abende(writer: Writer, team_id: str, number: int | None) -> None:
    """Write the evenings of the active sprint; before the first one those that a team has in general."""
    sprint, q = active_sprint(writer.connection), t.teamquartal.c
    if sprint is None:
        writer.update(t.sprintteam, team_id, abende=number)
        return
    own = t.teamquartal.select().where(q.sprintteam_id == team_id, q.sprint_id == sprint.id)
    row = writer.connection.execute(own).one_or_none()
    if row is None:
        writer.insert(t.teamquartal, sprintteam_id=team_id, sprint_id=sprint.id, abende=number)
    else:
        writer.update(t.teamquartal, row.id, abende=number)


def insert_sprintteam(writer: Writer, name: str, zielbild_id: str) -> str:
    """Add a Sprintteam inside a running transaction; returns its id. Raises RuleViolation if the name is taken there."""
    title = parse_team_name(name)
    require_row(writer.connection, t.zielbild, zielbild_id)
    check_team_name(title, names_beside(writer.connection, zielbild_id, ""))
    keys = sorted(writer.connection.scalars(t.sprintteam.select().with_only_columns(t.sprintteam.c.ordnung)))
    return writer.insert(t.sprintteam, name=title, zielbild_id=zielbild_id, ordnung=key_at(keys, len(keys)))


def _require_team(writer: Writer, team_id: str) -> Any:
    """Return a team that may still change; raises NotFound, RuleViolation if it is dissolved."""
    team = require_row(writer.connection, t.sprintteam, team_id)
    if team.status == TeamStatus.AUFGELOEST:
        raise RuleViolation(
            _("„{team}“ ist aufgelöst und bleibt, wie es war. Für neue Arbeit bitte ein neues Team anlegen.").format(
                team=team.name
            )
        )
    return team


def _require_sprint(writer: Writer) -> SprintRef:
    sprint = active_sprint(writer.connection)
    if sprint is None:
        raise RuleViolation(_("Es läuft noch kein Sprint. Bitte zuerst den Sprint beginnen."))
    return sprint


def _check_sprint_open(writer: Writer, sprint_id: str) -> Any:
    sprint = require_row(writer.connection, t.sprint, sprint_id)
    check_open(sprint.status != SprintStatus.AKTIV)
    return sprint


def _check_no_member(writer: Writer, team_id: str, sprint_id: str, person_id: str) -> None:
    m = t.mitglied.c
    same = t.mitglied.select().where(m.sprintteam_id == team_id, m.sprint_id == sprint_id, m.person_id == person_id)
    if writer.connection.execute(same).first() is not None:
        raise RuleViolation(_("Diese Person gehört in diesem Quartal schon zum Team."), feld="name")


def _write_person(writer: Writer, person: Any, werte: Mapping[str, str]) -> None:
    """Write what was typed about a person; a name that was removed stays away, and nobody is there twice."""
    values = parse_person({**person._mapping, **werte})
    if person.anonym and values["name"] != person.name:
        raise RuleViolation(_("Dieser Name wurde entfernt und kommt nicht zurück."), feld="name")
    if not same_name(values["name"], person.name):
        _check_unknown(writer, values["name"])
    writer.update(t.person, person.id, **values)


def _chosen_person(writer: Writer, werte: Mapping[str, str]) -> str:
    """Return the id of the person that was chosen or typed; somebody new is added."""
    if werte.get("person"):
        if werte.get("name", "").strip():
            raise RuleViolation(_("Bitte entweder jemanden auswählen oder einen Namen eintippen."), feld="name")
        row = require_row(writer.connection, t.person, werte["person"])
        if row.anonym:
            raise RuleViolation(_("Dieser Name wurde entfernt. Bitte jemand anderen auswählen."), feld="person")
        return str(row.id)
    values = parse_person(werte)
    for row in person_rows(writer.connection):
        if same_name(describe_person(row.name, row.rolle, row.organisation), values["name"]):
            return str(row.id)  # the whole suggestion was taken
    for row in person_rows(writer.connection):
        if not same_name(row.name, values["name"]):
            continue
        if values["organisation"] and not same_name(row.organisation, values["organisation"]):
            raise _known(row)
        return str(row.id)
    return writer.insert(t.person, **values)


def _check_unknown(writer: Writer, name: str) -> None:
    for row in person_rows(writer.connection):
        if same_name(row.name, name):
            raise _known(row)


def _known(row: Any) -> RuleViolation:
    return RuleViolation(
        _(
            "„{name}“ gibt es schon ({organisation}). Ist es jemand anderes, bitte den Namen unterscheidbar schreiben, zum Beispiel mit dem Ort."
        ).format(name=row.name, organisation=row.organisation or _("ohne Organisation")),
        feld="name",
    )
