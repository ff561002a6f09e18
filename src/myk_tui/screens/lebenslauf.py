"""The life line to read: backwards from a Maßnahme, forwards from an idea."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.lebenslauf import Abschnitt, Lebenslauf, Ton, sections
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import plain, styled, wrap

if TYPE_CHECKING:
    from myk_tui.services.lebenslauf import LebenslaufService

STYLES = {Ton.TITEL: "bold", Ton.TEXT: "", Ton.LEISE: "dim"}

LINES_MAX = 10_000
"""Into how many lines one text is broken at most."""


class Abschnittsbild(Static):
    """One part of the page; what is too long for a line goes on below, indented."""

    def __init__(self, abschnitt: Abschnitt) -> None:
        super().__init__()
        self._abschnitt = abschnitt
        self._columns = 0

    def on_resize(self) -> None:
        """Break the lines anew for the width there is."""
        if self.size.width != self._columns:
            self._columns = self.size.width
            self.update(self._picture(self._columns))

    def show(self, abschnitt: Abschnitt) -> None:
        """Show other lines."""
        self._abschnitt = abschnitt
        if self._columns:
            self.update(self._picture(self._columns))

    def _picture(self, width: int) -> Content:
        lines = [styled(self._abschnitt.titel, "bold underline")]
        for tone, text in self._abschnitt.zeilen:
            indent = len(text) - len(text.lstrip(" "))
            room = max(10, width - indent - 2)
            first, *more = wrap(text[indent:], room, LINES_MAX)
            lines.append(styled(" " * indent + first, STYLES[tone]))
            lines += [styled(" " * (indent + 2) + line, STYLES[tone]) for line in more]
        return Content("\n").join([*lines, Content("")])


class LebenslaufDialog(Modal[None]):
    """The page over a Maßnahme or an idea; nothing can be changed here."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q,l", "dismiss(None)", _("Schließen"), id="lebenslauf.zu"),
        Binding("tab", "abschnitt(1)", _("nächster Abschnitt"), id="lebenslauf.weiter"),
        Binding("shift+tab", "abschnitt(-1)", _("voriger Abschnitt"), id="lebenslauf.vorher"),
        Binding("m", "alle", _("ganzer Verlauf"), id="lebenslauf.alle"),
    ]
    AUTO_FOCUS = ".seite"

    def __init__(
        self, service: "LebenslaufService", *, massnahme_id: str | None = None, idee_id: str | None = None
    ) -> None:
        """Take the Maßnahme or the idea the page is about; raises NotFound."""
        super().__init__()
        self._service = service
        self._massnahme_id = massnahme_id
        self._idee_id = idee_id
        self._lebenslauf = self._read(alle=False)

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Lebenslauf: {titel}").format(titel=self._lebenslauf.titel)), classes="dialog-titel")
            with VerticalScroll(classes="seite"):
                for abschnitt in sections(self._lebenslauf):
                    yield Abschnittsbild(abschnitt)
            yield Label(plain(self._keys()), classes="hinweis")

    def action_abschnitt(self, step: int) -> None:
        """Bring the next heading to the top, or the one before."""
        page = self.query_one(".seite", VerticalScroll)
        parts = list(self.query(Abschnittsbild))
        tops = [part.virtual_region.y for part in parts]
        here = page.scroll_offset.y
        if step > 0:
            wanted = next((top for top in tops if top > here), None)
        else:
            wanted = next((top for top in reversed(tops) if top < here), None)
        if wanted is not None:
            page.scroll_to(y=wanted, animate=False)

    def action_alle(self) -> None:
        """Show every step of the history."""
        try:
            self._lebenslauf = self._read(alle=True)
        except MykError as error:
            self.query_one(".hinweis", Label).update(plain("✗ " + error.message))
            return
        for part, abschnitt in zip(self.query(Abschnittsbild), sections(self._lebenslauf), strict=True):
            part.show(abschnitt)
        self.query_one(".hinweis", Label).update(plain(self._keys()))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the rest of the history only where there is one."""
        if action == "alle":
            return len(self._lebenslauf.schritte) < self._lebenslauf.schritte_gesamt
        return True

    def _read(self, *, alle: bool) -> Lebenslauf:
        if self._massnahme_id is not None:
            return self._service.load_massnahme(self._massnahme_id, alle=alle)
        assert self._idee_id is not None, "a life line has somebody it is about"
        return self._service.load_idee(self._idee_id, alle=alle)

    def _keys(self) -> str:
        keys = [_("Pfeile blättern"), _("Tab: nächster Abschnitt"), _("Esc: schließen")]
        if len(self._lebenslauf.schritte) < self._lebenslauf.schritte_gesamt:
            keys.insert(2, _("m: ganzer Verlauf"))
        return " · ".join(keys)


def show_lebenslauf(screen: MykScreen, *, massnahme_id: str | None = None, idee_id: str | None = None) -> None:
    """Open the life line of a Maßnahme or of an idea over a screen."""
    with screen.reporting():
        service = screen.services.lebenslauf
        screen.app.push_screen(LebenslaufDialog(service, massnahme_id=massnahme_id, idee_id=idee_id))
