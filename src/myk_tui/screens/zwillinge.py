"""Probable twins of an idea: a list, and a question before two ideas become one."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.begriffe import IdeeStatus, label
from myk_tui.domain.dubletten import Zwilling, consequences, stays
from myk_tui.domain.kalender import show_date
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste


class Zwillingsliste(Zeilenliste[Zwilling]):
    """Ideas that are alike, one line each."""

    def id_of(self, eintrag: Zwilling) -> str:
        """Return the id of an idea."""
        return eintrag.id

    def draw(self, eintrag: Zwilling, width: int) -> list[Stueck]:
        """Draw how similar it is, its title, state and origin."""
        day = "" if eintrag.eingang is None else show_date(eintrag.eingang)
        note = " · ".join(part for part in (label(eintrag.status), eintrag.herkunft, day) if part)
        return [(f"{eintrag.aehnlichkeit:3} %  ", "akzent"), (eintrag.titel, "titel"), (f"  {note}", "leise")]


class ZwillingeDialog(Modal[str | None]):
    """The probable twins of one idea; returns the id of the chosen one or None."""

    BINDINGS = [Binding("escape,q,z", "dismiss(None)", _("Schließen"), id="zwillinge.zu")]

    def __init__(self, titel: str, twins: Sequence[Zwilling]) -> None:
        super().__init__()
        self._titel = titel
        self._twins = tuple(twins)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Ähnlich wie „{titel}“").format(titel=self._titel)), classes="dialog-titel")
            yield Zwillingsliste(leer=_("Keine Idee mit einem ähnlichen Titel."))
            hint = _("Eingabe: zusammenführen · Esc: schließen") if self._twins else _("Esc: schließen")
            yield Label(plain(hint), classes="hinweis")

    def on_mount(self) -> None:
        """Show the twins."""
        liste = self.query_one(Zwillingsliste)
        liste.show(self._twins)
        liste.focus()

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the line."""
        message.stop()
        self.dismiss(message.id)


def show_zwillinge(screen: MykScreen, idee_id: str) -> None:
    """Offer the probable twins of an idea for merging; a Dublette is offered to be released."""
    with screen.reporting():
        idee = screen.services.ideenspeicher.load_idee(idee_id)
        if idee.status is IdeeStatus.DUBLETTE:
            _ask_release(screen, idee_id, idee.titel, idee.dublette_von)
            return
        own, twins = screen.services.dubletten.load_zwillinge(idee_id)
        by_id = {twin.id: twin for twin in twins}

        def chosen(twin_id: str | None) -> None:
            if twin_id is not None:
                ask_merge(screen, own, by_id[twin_id])

        screen.app.push_screen(ZwillingeDialog(own.titel, twins), chosen)


def ask_merge(screen: MykScreen, own: Zwilling, other: Zwilling, danach: Callable[[str], None] | None = None) -> None:
    """Say what merging two ideas will do and do it; ``danach`` follows with the id of the Dublette."""
    kept, twin = stays(own, other)
    with screen.reporting():
        lines = consequences(kept.titel, twin, screen.services.dubletten.load_dubletten(twin.id))

        def answered(yes: bool | None) -> None:
            if yes and screen.attempt(lambda: screen.services.dubletten.merge_ideen(kept.id, twin.id)):
                screen.show_stelle(kept.id)
                if danach is not None:
                    danach(twin.id)

        screen.app.push_screen(ConfirmDialog(_("Zusammenführen?"), lines, ja=_("Zusammenführen")), answered)


def _ask_release(screen: MykScreen, idee_id: str, titel: str, kept: str) -> None:
    lines = [
        _("„{titel}“ ist Dublette von „{kept}“.").format(titel=titel, kept=kept),
        "",
        _("Danach ist sie wieder eine eigene Idee mit dem Stand „gesichtet“."),
        _("Ihre Unterstützenden und ihr Text gehen mit; was dort sonst ergänzt wurde, bleibt dort."),
    ]

    def answered(yes: bool | None) -> None:
        if yes:
            screen.attempt(lambda: screen.services.dubletten.release_dublette(idee_id))

    screen.app.push_screen(ConfirmDialog(_("Dublette lösen?"), lines, ja=_("Lösen")), answered)
