"""The Sprintteams, over the board: all of them by Zielbild, with their evenings and people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.begriffe import TeamStatus, label
from myk_tui.domain.sprintteam import Sprintteam, Teamuebersicht, describe_abende, describe_person, explain_abende
from myk_tui.errors import MykError
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.text import plain, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from collections.abc import Callable

    from myk_tui.domain.dokument import Dokument
    from myk_tui.services.sprintteam import SprintteamService

MARKS = {TeamStatus.AKTIV: ("●", "gut"), TeamStatus.RUHT: ("◌", "leise"), TeamStatus.AUFGELOEST: ("✗", "leise")}
"""Shape for each state, so that nothing is said by colour alone."""

NAMED = 8
"""So many open cards are named in the confirmation; the rest is counted."""


@dataclass(frozen=True)
class Teamzeile:
    """A line of the list: a team, or the Zielbild above its teams."""

    id: str
    titel: str
    team: Sprintteam | None = None


class Teamliste(Zeilenliste[Teamzeile]):
    """All teams under their Zielbilder."""

    def id_of(self, eintrag: Teamzeile) -> str:
        """Return the id of a team, or of the heading."""
        return eintrag.id

    def waehlbar(self, eintrag: Teamzeile) -> bool:
        """Only teams."""
        return eintrag.team is not None

    def draw(self, eintrag: Teamzeile, width: int) -> list[Stueck]:
        """Draw state and name, and what is not as usual."""
        team = eintrag.team
        if team is None:
            return [(eintrag.titel, "kopf")]
        mark, style = MARKS[team.status]
        parts: list[Stueck] = [(f" {mark} ", style), (team.name, "titel")]
        if team.status is not TeamStatus.AKTIV:
            parts.append((f"  {label(team.status)}", "leise"))
        if team.angenommen:
            parts.append((_("  ≈ angenommen"), "warnung"))
        return parts

    def draw_right(self, eintrag: Teamzeile) -> list[Stueck]:
        """Draw members and evenings."""
        team = eintrag.team
        if team is None:
            return []
        people = ngettext("{n} Mitglied", "{n} Mitglieder", len(team.mitglieder)).format(n=len(team.mitglieder))
        evenings = describe_abende(team)
        return [(f" {people}", "leise"), (f"  {evenings}" if evenings else "", "warnung" if team.zu_viel else "zahl")]


class Teamdialog(Schreibdialog[None]):
    """What the dialogs of the teams share; they hide the line below that says what was saved."""

    VERDECKT = True

    @property
    def service(self) -> "SprintteamService":
        """The use cases of the teams."""
        return self._unten.services.sprintteam

    def may_change(self, team: Sprintteam) -> bool:
        """Return whether anything of a team may still change, and say why not."""
        if team.status is TeamStatus.AUFGELOEST:
            self.say(_("„{team}“ ist aufgelöst und bleibt, wie es war.").format(team=team.name))
            return False
        return True

    def show_page(self, load: "Callable[[], Dokument]", name: str) -> None:
        """Show a page about teams, to be saved under ``name``."""
        from myk_tui.screens.teamzettel import TeamzettelDialog

        try:
            dokument = load()
        except MykError as error:
            self.say(error.message)
            return
        self.say("")
        target = self._unten.services.ablage / f"{name}.md"
        self.app.push_screen(TeamzettelDialog(dokument, target))


class SprintteamDialog(Teamdialog):
    """All teams; closes with Esc."""

    DEFAULT_CSS = """
    SprintteamDialog .warum { height: 1fr; min-height: 5; border-top: hkey $panel; scrollbar-size-vertical: 1; }
    SprintteamDialog .warum Static { height: auto; }
    """
    BINDINGS = [
        Binding("pagedown", "rollen(1)", show=False, priority=True),
        Binding("pageup", "rollen(-1)", show=False, priority=True),
        Binding("escape,T,q", "dismiss(None)", _("Schließen"), id="teams.schliessen"),
        Binding("n", "neu", _("neues Team"), id="teams.neu"),
        Binding("e", "bearbeiten", _("bearbeiten"), id="teams.bearbeiten"),
        Binding("r", "ruhen", _("ruhen lassen oder wecken"), id="teams.ruhen"),
        Binding("x", "aufloesen", _("auflösen"), id="teams.aufloesen"),
        Binding("z", "zuordnung", _("Zuordnung bestätigen"), id="teams.zuordnung"),
        Binding("h", "zettel", _("Zettel fürs Team"), id="teams.zettel"),
        Binding("l", "dank", _("Dankliste"), id="teams.dank"),
        Binding("u", "zurueck", _("zurück"), id="teams.undo"),
    ]

    def __init__(self, screen: MykScreen, team_id: str | None) -> None:
        super().__init__(screen)
        self._first = team_id

    def compose(self) -> ComposeResult:
        """List, the team under the cursor, keys."""
        with Vertical(classes="dialog gross"):
            yield Label("", id="teams-titel", classes="dialog-titel")
            yield Teamliste(leer=_("Noch kein Sprintteam. n legt eines an."))
            with VerticalScroll(classes="warum", can_focus=False):
                yield Static(id="team")
            yield Label("", id="team-fehler", classes="feldfehler")
            keys = _(
                "Eingabe: öffnen · n: neu · e: bearbeiten · r: ruhen · x: auflösen · z: Zuordnung · "
                "h: Zettel · l: Dankliste · u: zurück"
            )
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the teams, the wanted one under the cursor."""
        self.reload()
        liste = self.query_one(Teamliste)
        if self._first is not None:
            liste.move_to(self._first)
        liste.focus()

    def reload(self) -> None:
        """Show all teams in the active quarter."""
        overview = self.service.load_teamuebersicht()
        name = "" if overview.sprint is None else f" · {overview.sprint.name}"
        self.query_one("#teams-titel", Label).update(plain(_("Sprintteams") + name))
        self.query_one(Teamliste).show(_lines(overview))
        self.show_current()

    @on(Zeilenliste.Markiert)
    def show_current(self) -> None:
        """Show the team under the cursor."""
        team = self._current
        self.query_one("#team", Static).update("" if team is None else describe_team(team))
        self.query_one(".warum", VerticalScroll).scroll_home(animate=False)

    @on(Zeilenliste.Gewaehlt)
    def open_team(self, message: Zeilenliste.Gewaehlt) -> None:
        """Open members, evenings and meetings of a team."""
        from myk_tui.screens.sprintteam_mitglieder import MitgliederDialog

        message.stop()
        self.say("")
        self.app.push_screen(MitgliederDialog(self._unten, message.id), lambda _closed: self.reload())

    def action_rollen(self, way: int) -> None:
        """Scroll what is known about the team by a page."""
        detail = self.query_one(".warum", VerticalScroll)
        detail.scroll_page_down(animate=False) if way > 0 else detail.scroll_page_up(animate=False)

    def action_neu(self) -> None:
        """Create a team."""
        if not self.may_write():
            return
        zielbilder = self.service.load_zielbilder()
        if not zielbilder:
            self.say(_("Ein Sprintteam gehört zu einem Zielbild. Bitte zuerst im Zielbaum (2) eines anlegen."))
            return
        here = self._current
        first = here.zielbild_id if here is not None and here.zielbild_id else zielbilder[0][0]
        made: list[str] = []
        self.ask(
            FormDialog(
                _("Neues Sprintteam"),
                (
                    Feld("name", _("Name"), pflicht=True),
                    Feld("zielbild", _("Zielbild"), "auswahl", wert=first, auswahl=tuple(zielbilder)),
                ),
                lambda werte: made.append(self.service.add_sprintteam(werte["name"], werte["zielbild"])),
            ),
            lambda: self.query_one(Teamliste).move_to(made[-1]),
        )

    def action_bearbeiten(self) -> None:
        """Rename the team, give it to another Zielbild, write a note."""
        team = self._current
        if team is None or not self.may_write() or not self.may_change(team):
            return
        zielbilder = self.service.load_zielbilder()
        self.ask(
            FormDialog(
                _("Sprintteam bearbeiten"),
                (
                    Feld("name", _("Name"), wert=team.name, pflicht=True),
                    Feld(
                        "zielbild",
                        _("Zielbild"),
                        "auswahl",
                        wert=team.zielbild_id or "",
                        auswahl=(("", _("– noch keines –")), *zielbilder),
                    ),
                    Feld("notiz", _("Notiz"), "text", wert=team.notiz),
                ),
                lambda werte: self.service.edit_sprintteam(team.id, werte),
            )
        )

    def action_zettel(self) -> None:
        """Show what the team has to do, on one page."""
        team = self._current
        if team is not None:
            self.show_page(lambda: self._unten.services.teamzettel.load_zettel(team.id), _("zettel"))

    def action_dank(self) -> None:
        """Show whom to thank in this quarter."""
        self.show_page(self._unten.services.teamzettel.load_dank, _("dankliste"))

    def action_ruhen(self) -> None:
        """Let the team rest, or wake it."""
        team = self._current
        if team is not None and self.may_write():
            resting = team.status is TeamStatus.RUHT
            step = self.service.wake_sprintteam if resting else self.service.rest_sprintteam
            self.attempt(lambda: step(team.id))

    def action_zuordnung(self) -> None:
        """Say yes to the assumed Zielbild."""
        team = self._current
        if team is not None and self.may_write():
            self.attempt(lambda: self.service.confirm_zuordnung(team.id))

    def action_aufloesen(self) -> None:
        """Dissolve the team after naming what is still open."""
        team = self._current
        if team is None or not self.may_write():
            return
        if team.status is TeamStatus.AUFGELOEST:
            self.say(_("„{team}“ ist schon aufgelöst.").format(team=team.name))
            return
        cards = self.service.load_offene_karten(team.id)

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.service.dissolve_sprintteam(team.id))

        title = _("„{team}“ auflösen?").format(team=team.name)
        self.app.push_screen(ConfirmDialog(title, dissolve_lines(team, cards), ja=_("Auflösen")), answered)

    @property
    def _current(self) -> Sprintteam | None:
        line = self.query_one(Teamliste).current
        return None if line is None else line.team


def show_sprintteams(screen: MykScreen, team_id: str | None) -> None:
    """Open the teams over a screen, the cursor on one of them."""
    with screen.reporting():
        screen.app.push_screen(SprintteamDialog(screen, team_id), lambda _closed: screen.refresh_data())


def dissolve_lines(team: Sprintteam, cards: tuple[str, ...]) -> list[str]:
    """Say what dissolving a team means, and name its running Auftrag and its open cards."""
    lines = []
    for auftrag in team.auftraege:
        lines.append(_("Laufender Auftrag: {massnahme}").format(massnahme=auftrag.massnahme))
    if cards:
        lines.append(ngettext("{n} offene Karte:", "{n} offene Karten:", len(cards)).format(n=len(cards)))
        lines += [f"  • {titel}" for titel in cards[:NAMED]]
        if len(cards) > NAMED:
            lines.append(_("  … und {n} weitere").format(n=len(cards) - NAMED))
    if not lines:
        lines.append(_("Kein laufender Auftrag, keine offene Karte."))
    lines.append("")
    lines.append(
        _("Nichts wird gelöscht: Karten, Mitglieder und Ergebnisse bleiben lesbar, ändern sich aber nicht mehr.")
    )
    lines.append(_("u macht es rückgängig."))
    return lines


def describe_team(team: Sprintteam) -> Content:
    """Write what is known about a team in this quarter."""
    lines = [styled(_("Abende"), "bold"), *(plain(f"  {line}") for line in explain_abende(team))]
    lines.append(styled(_("Mitglieder"), "bold"))
    for person in team.mitglieder:
        task = f": {person.aufgabe}" if person.aufgabe else ""
        lines.append(plain("  " + describe_person(person.name, person.rolle, person.organisation) + task))
    if not team.mitglieder:
        lines.append(styled(_("  noch niemand eingetragen"), "dim"))
    if team.fruehere_namen:
        lines.append(plain(_("Früher: {namen}").format(namen=", ".join(team.fruehere_namen))))
    if team.angenommen:
        lines.append(plain(_("≈ Das Zielbild ist angenommen; z bestätigt es, e ändert es.")))
    if team.notiz:
        lines += [styled(_("Notiz"), "bold"), *(plain(f"  {line}") for line in team.notiz.split("\n"))]
    return Content("\n").join(lines)


def _lines(overview: Teamuebersicht) -> list[Teamzeile]:
    lines: list[Teamzeile] = []
    for team in overview.teams:
        heading = f"kopf-{team.zielbild_id}"
        if all(line.id != heading for line in lines):
            lines.append(Teamzeile(heading, team.zielbild or _("noch ohne Zielbild")))
        lines.append(Teamzeile(team.id, team.name, team))
    return lines
