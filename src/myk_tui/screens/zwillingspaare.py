"""All pairs of ideas that are alike: merge them, or say that they are two ideas."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.dubletten import Paar
from myk_tui.errors import MykError
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.screens.zwillinge import ask_merge
from myk_tui.widgets.portionen import work_off
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

KEY = "dubletten.keine"
"""Under which is remembered which pairs are none."""

SHOWN = 500
"""How many pairs are listed: whoever has worked off so many starts again."""


KEPT = 2_000
"""How many are kept at hand meanwhile, so that merging some brings others into sight."""


def _order(paar: Paar) -> tuple[int, str, str]:
    return -paar.aehnlichkeit, paar.erste_id, paar.zweite_id


class Paarliste(Zeilenliste[Paar]):
    """Pairs, the most similar first."""

    def id_of(self, eintrag: Paar) -> str:
        """Return the key of the pair."""
        return eintrag.schluessel

    def draw(self, eintrag: Paar, width: int) -> list[Stueck]:
        """Draw how similar they are, and both titles."""
        return [
            (f"{eintrag.aehnlichkeit:3} %  ", "akzent"),
            (eintrag.erste, "titel"),
            (" = ", "leise"),
            (eintrag.zweite, "titel"),
        ]


class ZwillingspaareDialog(Modal[None]):
    """The list, filled while the store is being compared."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q,Z,shift+z", "dismiss(None)", _("Schließen"), id="paare.zu"),
        Binding("k", "keine", _("keine Dublette"), id="paare.keine"),
    ]

    def __init__(self, screen: MykScreen) -> None:
        super().__init__()
        self._unten = screen
        self._paare: list[Paar] = []
        kept = screen.services.verlauf.remembered(KEY)
        self._keine: set[str] = set(kept) if isinstance(kept, list) else set()
        self._stand = ""
        self._gesamt = 0

    def compose(self) -> ComposeResult:
        """Title, how far the comparison is, list, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Ähnliche Ideen im ganzen Speicher")), classes="dialog-titel")
            yield Label("", id="paare-stand", classes="hinweis")
            yield Paarliste(leer=_("Keine zwei Ideen mit ähnlichem Titel."))
            yield Label("", id="paare-fehler", classes="feldfehler")
            yield Label(plain(_("Esc: schließen")), id="paare-tasten", classes="hinweis")

    def on_mount(self) -> None:
        """Begin to compare; closing the dialog ends it."""
        self.query_one(Paarliste).focus()
        self.call_after_refresh(work_off, self, self._compare(), self._show)

    def _compare(self) -> Iterator[None]:
        for done, total, found in self._unten.services.zwillingspaare.load_paare():
            new = [paar for paar in found if paar.schluessel not in self._keine]
            self._gesamt += len(new)
            self._paare = sorted((*self._paare, *new), key=_order)[:KEPT] if new else self._paare
            self._stand = ngettext("{n} von {alle} Idee verglichen", "{n} von {alle} Ideen verglichen", total).format(
                n=done, alle=total
            )
            self._show(changed=bool(new))
            yield

    def _show(self, *, changed: bool = True) -> None:
        pairs = ngettext("{n} Paar", "{n} Paare", self._gesamt).format(n=self._gesamt)
        self.query_one("#paare-stand", Label).update(plain(f"{self._stand} · {pairs}"))
        if changed:
            self.query_one(Paarliste).show(self._paare[:SHOWN])
            some = _("Eingabe: zusammenführen · k: keine Dublette (merken) · Esc: schließen")
            self.query_one("#paare-tasten", Label).update(plain(some if self._paare else _("Esc: schließen")))

    @on(Zeilenliste.Gewaehlt)
    def merge(self, message: Zeilenliste.Gewaehlt) -> None:
        """Ask whether the pair becomes one idea."""
        message.stop()
        paar = self.query_one(Paarliste).current
        if paar is None or not self._may_write():
            return
        try:
            own, other = self._unten.services.zwillingspaare.load_paar(paar)
        except MykError as error:
            self._say(error.message)
            return

        def merged(twin_id: str) -> None:
            left = [one for one in self._paare if twin_id not in (one.erste_id, one.zweite_id)]
            self._gesamt -= len(self._paare) - len(left)
            self._paare = left
            self._show()

        ask_merge(self._unten, own, other, merged)

    def action_keine(self) -> None:
        """Remember that these are two ideas."""
        paar = self.query_one(Paarliste).current
        if paar is None or not self._may_write():
            return
        self._keine.add(paar.schluessel)
        try:
            self._unten.services.verlauf.remember(KEY, sorted(self._keine))
        except MykError as error:
            self._say(error.message)
            return
        self._paare.remove(paar)
        self._gesamt -= 1
        self._show()

    def _may_write(self) -> bool:
        if self._unten.services.read_only:
            self._say(self._unten.services.read_only)
        return not self._unten.services.read_only

    def _say(self, text: str) -> None:
        line = self.query_one("#paare-fehler", Label)
        line.update(plain(f"✗ {text}"))
        line.add_class("-da")


def show_paare(screen: MykScreen) -> None:
    """Compare all ideas and list the pairs that are alike."""
    with screen.reporting():
        screen.app.push_screen(ZwillingspaareDialog(screen), lambda _closed: screen.refresh_data())
