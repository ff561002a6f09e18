"""The projector form of any screen, in this window: large, few words, nothing internal."""

from dataclasses import replace
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from myk_tui.domain.beamer import Folie, Stand
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.beamer_folien import folie_of
from myk_tui.screens.modal import Modal
from myk_tui.services import Services
from myk_tui.widgets.beamerbild import Beamerbild


class Gezeigt(Protocol):
    """A screen, or a page over it, that has a projector form."""

    ZIEL: ClassVar[str]

    @property
    def services(self) -> Services:
        """Where the slide reads from."""
        ...

    @property
    def beamer_stand(self) -> Stand:
        """Which slide it is."""
        ...

    def beamer_gehe(self, step: int) -> None:
        """Go on as an arrow key does there."""
        ...

    def beamer_blaettern(self, step: int) -> None:
        """Go on by one page, or back."""
        ...


class BeamerScreen(Modal[None]):
    """A slide over the screen it belongs to; the arrows go on working there."""

    BINDINGS: list[BindingType] = [
        Binding("b,escape,q", "dismiss(None)", _("zurück"), id="beamer.zu"),
        Binding("up", "gehe(-1)", _("vorige Zeile"), id="beamer.hoch"),
        Binding("down", "gehe(1)", _("nächste Zeile"), id="beamer.runter"),
        Binding("right,pagedown,space,enter", "blaettern(1)", _("weiter"), id="beamer.weiter"),
        Binding("left,pageup", "blaettern(-1)", _("zurückblättern"), id="beamer.zurueck"),
        Binding("full_stop,f8", "dunkel", _("Leinwand dunkel"), key_display=".", id="beamer.dunkel"),
        Binding("h", "hell", _("hell oder dunkel"), id="beamer.hell"),
        *(
            Binding(str(place), f"platz('{ziel}')", show=False, id=f"beamer.{ziel}")
            for place, ziel in enumerate(
                ("uebersicht", "zielbaum", "ideenspeicher", "sprintboard", "entscheidung", "treffen"), 1
            )
        ),
    ]

    def __init__(self, screen: Gezeigt) -> None:
        """Take the screen whose slide is shown."""
        super().__init__()
        self._unten = screen

    def compose(self) -> ComposeResult:
        """Nothing but the slide."""
        yield Beamerbild()

    def on_mount(self) -> None:
        """Show the slide, and follow where the screen below goes."""
        self._follow()
        self.set_interval(1.0, self._tick)

    def action_gehe(self, step: int) -> None:
        """Move the cursor of the screen below."""
        self._unten.beamer_gehe(step)
        self.call_after_refresh(self._follow)

    def action_blaettern(self, step: int) -> None:
        """Turn the page, as a remote control does: in the meeting to the next or the previous item."""
        self._unten.beamer_blaettern(step)
        self.call_after_refresh(self._follow)

    async def action_dunkel(self) -> None:
        """Darken the picture here and in the room's window, or light it again."""
        await self.app.run_action("app.dunkel")
        self._follow()

    def action_hell(self) -> None:
        """Turn between light and dark."""
        self.app.theme = other_theme(self.app.theme)

    async def action_platz(self, ziel: str) -> None:
        """Go on to another screen, in its projector form too."""
        app = self.app
        await self.dismiss(None)
        await app.run_action(f"app.zeige('{ziel}')")
        if isinstance(app.screen, MykScreen):
            app.screen.call_after_refresh(app.screen.action_beamer)

    def _follow(self) -> None:
        services = self._unten.services
        stand = replace(self._unten.beamer_stand, dunkel=bool(getattr(self.app, "leinwand_dunkel", False)))
        try:
            folie = folie_of(services, stand)
        except MykError as error:
            folie = Folie(error.message)
        for bild in self.query(Beamerbild):  # none if it was closed before the frame came
            bild.show(folie, services.treffen.load_jetzt())

    def _tick(self) -> None:
        for bild in self.query(Beamerbild):
            bild.tick(self._unten.services.treffen.load_jetzt())


def other_theme(theme: str) -> str:
    """Return the light theme for the dark one and the other way round."""
    return "textual-light" if theme == "textual-dark" else "textual-dark"
