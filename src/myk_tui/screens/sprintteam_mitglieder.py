"""One Sprintteam in one quarter: members, meetings, evenings."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.anonymisieren import BESTAETIGUNG, explain_anonymisierung
from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintteam import Mitglied, Sprintteam, Teamtreffen, Teamuebersicht, describe_person, explain_abende
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog
from myk_tui.screens.sprintteam import Teamdialog
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste


@dataclass(frozen=True)
class Quartalszeile:
    """A line: a member, a meeting, or text."""

    id: str
    text: str = ""
    kopf: bool = False
    mitglied: Mitglied | None = None
    treffen: Teamtreffen | None = None


class Quartalsliste(Zeilenliste[Quartalszeile]):
    """Members, meetings and the sum of the evenings, below each other."""

    def id_of(self, eintrag: Quartalszeile) -> str:
        """Return the id of the line."""
        return eintrag.id

    def waehlbar(self, eintrag: Quartalszeile) -> bool:
        """Members and meetings; where there are none, the line that says so."""
        return not eintrag.kopf

    def draw(self, eintrag: Quartalszeile, width: int) -> list[Stueck]:
        """Draw a line."""
        if eintrag.mitglied is not None:
            person = eintrag.mitglied
            parts: list[Stueck] = [(f" {person.name}", "titel")]
            note = describe_person("", person.rolle, person.organisation)
            if note:
                parts.append((f" · {note}", "leise"))
            if person.aufgabe:
                parts.append((f"  {person.aufgabe}", "akzent"))
            return parts
        if eintrag.treffen is not None:
            return [(f" {show_date(eintrag.treffen.datum)}", "zahl"), (f"  {eintrag.treffen.notiz}", "titel")]
        return [(eintrag.text, "kopf" if eintrag.kopf else "leise")]


class MitgliederDialog(Teamdialog):
    """A team; closes with Esc."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", _("Schließen"), id="team.schliessen"),
        Binding("n", "neu", _("Mitglied"), id="team.mitglied"),
        Binding("k", "kopieren", _("aus dem letzten Quartal"), id="team.kopieren"),
        Binding("t", "treffen", _("Treffen"), id="team.treffen"),
        Binding("p", "abende", _("Abende planen"), id="team.abende"),
        Binding("e", "bearbeiten", _("bearbeiten"), id="team.bearbeiten"),
        Binding("d,delete", "entfernen", _("entfernen"), id="team.entfernen"),
        Binding("left", "quartal(-1)", _("Quartal davor"), id="team.davor"),
        Binding("right", "quartal(1)", _("Quartal danach"), id="team.danach"),
        Binding("l", "dank", _("Dankliste"), id="team.dank"),
        Binding("A,shift+a", "anonymisieren", _("Namen für immer entfernen"), id="team.anonymisieren"),
        Binding("u", "zurueck", _("zurück"), id="team.undo"),
    ]

    _overview: Teamuebersicht | None = None

    def __init__(self, screen: MykScreen, team_id: str) -> None:
        super().__init__(screen)
        self._team_id = team_id
        self._sprint_id: str | None = None

    def compose(self) -> ComposeResult:
        """Title with quarter, list, keys."""
        with Vertical(classes="dialog gross"):
            yield Label("", id="quartal-titel", classes="dialog-titel")
            yield Quartalsliste()
            yield Label("", id="team-fehler", classes="feldfehler")
            keys = _("n: Mitglied · k: aus dem letzten Quartal · t: Treffen · p: Abende planen · e: bearbeiten")
            yield Label(plain(keys), classes="hinweis")
            more = _("d: entfernen · A: Namen für immer entfernen · ← →: Quartal · l: Dankliste · u: zurück")
            yield Label(plain(more), classes="hinweis")

    def on_mount(self) -> None:
        """Show the team."""
        self.reload()
        self.query_one(Quartalsliste).focus()

    def reload(self) -> None:
        """Show the team in the chosen quarter; a team that is gone closes the dialog."""
        self._overview = overview = self.service.load_teamuebersicht(self._sprint_id)
        team = overview.team(self._team_id)
        if team is None:
            self.dismiss(None)
            return
        quarter = _("noch kein Sprint") if overview.sprint is None else overview.sprint.name
        if overview.sprint is not None and not overview.sprint.aktiv:
            quarter += _(" (abgeschlossen, nur lesen)")
        self.query_one("#quartal-titel", Label).update(plain(f"{team.name} · {quarter}"))
        self.query_one(Quartalsliste).show(_lines(team))

    def action_quartal(self, step: int) -> None:
        """Show the quarter before or after."""
        found = None if self._overview is None else self._overview.beside(step)
        self.say("" if found else _("Weiter gibt es kein Quartal."))
        if found is not None:
            self._sprint_id = found.id
            self.reload()

    def action_neu(self) -> None:
        """Add a member: somebody known or somebody new."""
        if not self._may_change():
            return
        felder = [
            Feld(
                "name",
                _("Name oder Rolle"),
                auswahl=tuple(self.service.load_personen()),
                hilfe=_("neu eintippen; wer bekannt ist, wird vorgeschlagen, → nimmt den Vorschlag"),
                pflicht=True,
            ),
            Feld("rolle", _("Rolle")),
            Feld("organisation", _("Organisation")),
            Feld("aufgabe", _("Aufgabe im Team")),
        ]
        made: list[str] = []
        self.ask(
            FormDialog(
                _("Mitglied hinzufügen"),
                felder,
                lambda werte: made.append(self.service.add_mitglied(self._team_id, werte)),
            ),
            lambda: self.query_one(Quartalsliste).move_to(made[-1]),
        )

    def action_dank(self) -> None:
        """Show whom to thank in the quarter shown."""
        self.show_page(lambda: self._unten.services.teamzettel.load_dank(self._sprint_id), _("dankliste"))

    def action_kopieren(self) -> None:
        """Take over the members of the last quarter."""
        if self._may_change():
            self.attempt(lambda: self.service.copy_mitglieder(self._team_id))

    def action_treffen(self) -> None:
        """Note a meeting that was held."""
        if self._may_change():
            today = show_date(self.service.load_today())
            made: list[str] = []
            self.ask(
                FormDialog(
                    _("Treffen eintragen"),
                    (Feld("notiz", _("Notiz")), Feld("datum", _("Wann?"), wert=today)),
                    lambda werte: made.append(self.service.add_teamtreffen(self._team_id, werte)),
                ),
                lambda: self.query_one(Quartalsliste).move_to(made[-1]),
            )

    def action_abende(self) -> None:
        """Say how many evenings there are and what they are planned for."""
        team = self._team
        if team is None or not self._may_change():
            return
        felder = [Feld("abende", _("Abende im Quartal, die das Team hat"), wert=_number(team.abende), hilfe="6")]
        for auftrag in team.auftraege:
            name = _("geplant für: {massnahme}").format(massnahme=auftrag.massnahme)
            felder.append(Feld(auftrag.id, name, wert=_number(auftrag.abende), hilfe="3"))
        self.ask(FormDialog(_("Abende planen"), felder, lambda werte: self.service.edit_abende(self._team_id, werte)))

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open the member or the meeting under the cursor."""
        line = self.query_one(Quartalsliste).current
        if line is None or (line.mitglied is None and line.treffen is None) or not self._may_change():
            return
        person, meeting = line.mitglied, line.treffen
        if person is not None:
            self.ask(
                FormDialog(
                    _("Mitglied bearbeiten"),
                    (
                        Feld("name", _("Name oder Rolle"), wert=person.name, pflicht=True),
                        Feld("rolle", _("Rolle"), wert=person.rolle),
                        Feld("organisation", _("Organisation"), wert=person.organisation),
                        Feld("aufgabe", _("Aufgabe im Team"), wert=person.aufgabe),
                    ),
                    lambda werte: self.service.edit_mitglied(person.id, werte),
                )
            )
        elif meeting is not None:
            self.ask(
                FormDialog(
                    _("Treffen bearbeiten"),
                    (
                        Feld("notiz", _("Notiz"), wert=meeting.notiz),
                        Feld("datum", _("Wann?"), wert=show_date(meeting.datum), pflicht=True),
                    ),
                    lambda werte: self.service.edit_teamtreffen(meeting.id, werte),
                )
            )

    def action_entfernen(self) -> None:
        """Take out the member or delete the meeting under the cursor; u brings both back."""
        line = self.query_one(Quartalsliste).current
        if line is None or not self._may_change():
            return
        if line.mitglied is not None:
            self.attempt(lambda: self.service.remove_mitglied(line.id))
        elif line.treffen is not None:
            self.attempt(lambda: self.service.delete_teamtreffen(line.id))

    def action_anonymisieren(self) -> None:
        """Remove the name under the cursor from everything, after saying what that means."""
        line = self.query_one(Quartalsliste).current
        if line is None or line.mitglied is None or not self.may_write():
            return
        person = line.mitglied
        try:
            preview = self.service.load_anonymisierung(person.person_id)
        except MykError as error:
            self.say(error.message)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._confirm_by_word(person)

        title = _("„{name}“ für immer entfernen?").format(name=person.name)
        lines = explain_anonymisierung(preview, beispiele=3, dateien=4)
        self.app.push_screen(ConfirmDialog(title, lines, ja=_("Weiter")), answered)

    def _confirm_by_word(self, person: Mitglied) -> None:
        clean: list[bool] = []
        before = self._unten.services.verlauf.last_saved()
        dialog = FormDialog(
            _("„{name}“ für immer entfernen?").format(name=person.name),
            (
                Feld("wort", _("Zum Bestätigen {wort} eintippen").format(wort=BESTAETIGUNG)),
                Feld(
                    "rolle",
                    _("Rolle und Organisation der Person auch entfernen?"),
                    "auswahl",
                    wert="ja",
                    auswahl=(("ja", _("ja")), ("nein", _("nein"))),
                ),
            ),
            lambda werte: clean.append(
                self.service.anonymise_person(person.person_id, werte["wort"], auch_rolle=werte["rolle"] == "ja")
            ),
            einleitung=_("Das lässt sich nicht rückgängig machen."),
            knopf=_("Für immer entfernen"),
        )

        def done() -> None:
            self._saved(before)
            if not all(clean):
                self.say(
                    _(
                        "Der Name ist entfernt. Aus der Datei selbst verschwindet er, wenn alle Fenster geschlossen sind."
                    )
                )

        self._unten.ask(dialog, done)

    @property
    def _team(self) -> Sprintteam | None:
        return None if self._overview is None else self._overview.team(self._team_id)

    def _may_change(self) -> bool:
        if not self.may_write():
            return False
        overview, team = self._overview, self._team
        if overview is not None and overview.sprint is not None and not overview.sprint.aktiv:
            self.say(_("Dieser Sprint ist abgeschlossen und bleibt, wie er war. → zeigt das laufende Quartal."))
            return False
        return team is None or self.may_change(team)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _lines(team: Sprintteam) -> list[Quartalszeile]:
    lines = [Quartalszeile("kopf-mitglieder", _("Mitglieder"), kopf=True)]
    lines += [Quartalszeile(person.id, mitglied=person) for person in team.mitglieder]
    if not team.mitglieder:
        lines.append(Quartalszeile("keine-mitglieder", _(" noch niemand: n trägt jemanden ein, k übernimmt alle")))
    lines.append(Quartalszeile("kopf-treffen", _("Treffen"), kopf=True))
    lines += [Quartalszeile(meeting.id, treffen=meeting) for meeting in team.treffen]
    if not team.treffen:
        lines.append(Quartalszeile("keine-treffen", _(" noch keines: t trägt eines ein")))
    lines.append(Quartalszeile("kopf-abende", _("Abende"), kopf=True))
    lines += [Quartalszeile(f"abende-{place}", f" {text}") for place, text in enumerate(explain_abende(team))]
    return lines
