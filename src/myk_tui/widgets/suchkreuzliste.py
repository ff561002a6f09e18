"""A long list to tick in: typing a part of the wording finds the line, what is ticked stands on top."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from myk_tui.domain.text import fold
from myk_tui.i18n import _
from myk_tui.widgets.ankreuzliste import Ankreuzliste


class Suchkreuzliste(Vertical):
    """A line to type in and below it the choices that contain what is typed, each with a box."""

    DEFAULT_CSS = """
    Suchkreuzliste { height: auto; margin: 0 0 1 0; }
    Suchkreuzliste > Input { margin: 0; }
    Suchkreuzliste > Ankreuzliste { margin: 0; }
    """
    BINDINGS: list[BindingType] = [
        Binding("down", "cursor(1)", _("runter"), show=False, id="suchkreuz.runter"),
        Binding("up", "cursor(-1)", _("hoch"), show=False, id="suchkreuz.hoch"),
    ]

    def __init__(
        self,
        auswahl: Sequence[tuple[str, str]],
        ticked: Iterable[str],
        *,
        eine: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        chosen = set(ticked)
        self._order = [word for word, _wording in auswahl]
        choices = sorted(auswahl, key=lambda pair: pair[0] not in chosen)
        self._choices = [(pair, fold(pair[1])) for pair in choices]
        self._liste = Ankreuzliste(choices, chosen, eine=eine, leer=_("Nichts passt zu diesen Buchstaben."))

    def compose(self) -> ComposeResult:
        """Line and list."""
        yield Input(placeholder=_("Tippen sucht, Eingabe kreuzt an"), max_length=200, compact=True)
        yield self._liste

    @property
    def ticked(self) -> list[str]:
        """Ids of what is ticked, in the order in which the choices were given."""
        chosen = set(self._liste.ticked)
        return [word for word in self._order if word in chosen]

    def focus(self, scroll_visible: bool = True) -> "Suchkreuzliste":
        """Put the cursor into the line."""
        self.query_one(Input).focus(scroll_visible)
        return self

    def on_descendant_focus(self) -> None:
        """Bring the list into sight too, not only the line above it."""
        self.call_after_refresh(self.scroll_visible, animate=False)

    @on(Input.Changed)
    def find(self, message: Input.Changed) -> None:
        """Show what contains every typed word, umlauts or not."""
        message.stop()
        words = fold(message.value).split()
        self._liste.show([pair for pair, folded in self._choices if all(word in folded for word in words)])

    @on(Input.Submitted)
    def tick(self, message: Input.Submitted) -> None:
        """Tick the line under the cursor; the form is saved by its own key."""
        message.stop()
        self._liste.action_ankreuzen()
        self.post_message(Ankreuzliste.Angekreuzt())  # what the list says at this bidding goes no further than here

    def action_cursor(self, step: int) -> None:
        """Walk through the list while typing."""
        self._liste.move_by(step)
