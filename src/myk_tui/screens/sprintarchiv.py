"""An earlier sprint over the whole window: its board as it was, to look at only."""

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from myk_tui.domain.lebenslauf import Abschnitt
from myk_tui.domain.sprintarchiv import Sprintarchiv, describe_closed, frozen_sentence
from myk_tui.domain.sprintkurve import Sprintkurve
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import PickDialog, TextDialog
from myk_tui.screens.lebenslauf import Abschnittsbild
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.widgets.brett import Brett
from myk_tui.widgets.text import plain

CHANGING = (
    "n,N,shift+n,e,a,t,T,shift+t,z,d,delete,D,shift+d,s,S,shift+s,h,m,M,shift+m,u,U,shift+u,x,enter,"
    "j,y,k,K,shift+k,p,P,shift+p,g,"
    "shift+left,shift+right,shift+up,shift+down,less_than_sign,greater_than_sign"
)
"""Keys that change something on the Sprintboard, or open a card there: here they say why not."""


class Archivbrett(Brett):
    """A board on which a key only moves the cursor: the dialog answers all others, wherever the cursor stands."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave what moves or opens a card to the dialog."""
        return None if action in ("schieben", "sortieren", "waehlen") else super().check_action(action, parameters)


class SprintarchivDialog(Lesedialog[None]):
    """The frozen board."""

    DEFAULT_CSS = "SprintarchivDialog #archiv-satz { height: auto; color: $text-warning; text-style: bold; }"
    BINDINGS: list[BindingType] = [
        Binding("escape,q,o", "dismiss(None)", _("Schließen"), id="archiv.zu"),
        Binding("r,R,shift+r", "ergebnisse", _("Ergebnisse und Beschlüsse"), id="archiv.ergebnisse"),
        Binding("c", "kurve", _("Sprintverlauf"), id="archiv.kurve"),
        Binding(CHANGING, "gesperrt", _("ändern"), show=False, id="archiv.gesperrt"),
    ]

    def __init__(self, archiv: Sprintarchiv, kurve: Callable[[], Sprintkurve | None]) -> None:
        super().__init__()
        self.archiv, self._kurve = archiv, kurve

    def compose(self) -> ComposeResult:
        """Title, why nothing changes, board, keys."""
        with Vertical(classes="dialog voll"):
            yield Label(plain(self.archiv.describe()), classes="dialog-titel")
            yield Static(plain("■ " + frozen_sentence()), id="archiv-satz")
            if self.archiv.board.bahnen:
                yield Archivbrett()
            else:
                yield Static(plain(_("In diesem Sprint hatte kein Sprintteam einen Auftrag.")))
            yield Label("", id="archiv-fehler", classes="feldfehler")
            keys = _("r: Ergebnisse, Beschlüsse · c: Verlauf · Pfeile wandern · Esc: zurück")
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the board."""
        for brett in self.query(Brett):
            brett.show(self.archiv.board)
            brett.focus()

    @on(Brett.VerschiebenGewuenscht)
    @on(Brett.Gewaehlt)
    def action_gesperrt(self) -> None:
        """Refuse every change with one sentence."""
        self.say("✗ " + frozen_sentence())

    def action_ergebnisse(self) -> None:
        """Show what the teams found and what was decided at the end."""
        self.app.push_screen(ErgebnisseDialog(self.archiv.board.sprint_name, self.archiv.sections()))

    def action_kurve(self) -> None:
        """Show how the cards got done, week by week."""
        try:
            curve = self._kurve()
        except MykError as error:
            self.say(f"✗ {error}")
            return
        if curve is not None:
            self.app.push_screen(TextDialog(_("Sprintverlauf"), curve.lines()))


class ErgebnisseDialog(Lesedialog[None]):
    """Results and decisions of a closed sprint, to read."""

    BINDINGS: list[BindingType] = [Binding("escape,q,r,enter", "dismiss(None)", _("Schließen"), id="ergebnisse.zu")]
    AUTO_FOCUS = ".seite"

    def __init__(self, name: str, abschnitte: list[Abschnitt]) -> None:
        super().__init__()
        self._name = name
        self._abschnitte = abschnitte

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Ergebnisse und Beschlüsse: {name}").format(name=self._name)), classes="dialog-titel")
            with VerticalScroll(classes="seite"):
                for abschnitt in self._abschnitte:
                    yield Abschnittsbild(abschnitt)
            yield Label(plain(_("Pfeile blättern") + " · " + _("Esc: schließen")), classes="hinweis")


def make_sprintarchiv(screen: MykScreen, sprint_id: str) -> SprintarchivDialog:
    """Return the frozen board of a closed sprint; raises NotFound, RuleViolation if it still runs."""
    archiv = screen.services.sprintarchiv.load_sprintarchiv(sprint_id)
    return SprintarchivDialog(archiv, partial(screen.services.sprintkurve.load_sprintkurve, sprint_id))


def show_fruehere(screen: MykScreen) -> None:
    """Let an earlier sprint be chosen and show it over a screen."""
    with screen.reporting():
        sprints = screen.services.sprintarchiv.load_sprints()
        if not sprints:
            screen.status.sag(_("Noch ist kein Sprint abgeschlossen; frühere Sprints gibt es erst danach."))
            return

        def chosen(sprint_id: str | None) -> None:
            if sprint_id is not None:
                with screen.reporting():
                    screen.app.push_screen(make_sprintarchiv(screen, sprint_id))

        rows = [(sprint.id, describe_closed(sprint.name, closed)) for sprint, closed in sprints]
        screen.app.push_screen(PickDialog(_("Welchen früheren Sprint ansehen?"), rows), chosen)
