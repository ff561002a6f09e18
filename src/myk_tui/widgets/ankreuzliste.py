"""A list to tick several things in: the tick is a shape, not a colour."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from myk_tui.i18n import _
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

ROWS = 5
"""How many lines it takes at most; more are scrolled."""


class Ankreuzliste(Zeilenliste[tuple[str, str]]):
    """Choices (id, wording), each with a box; space, Enter or a click ticks."""

    BINDINGS: list[BindingType] = [
        Binding(
            "space,enter", "ankreuzen", _("ankreuzen"), tooltip=_("Das Kreuz setzen oder wegnehmen."), id="kreuz.setzen"
        ),
    ]

    class Angekreuzt(Message):
        """A tick was set or taken away."""

    def __init__(
        self,
        auswahl: Sequence[tuple[str, str]],
        ticked: Iterable[str],
        *,
        eine: bool = False,
        leer: str = "",
        id: str | None = None,
    ) -> None:
        """Take the choices; with ``eine`` a tick takes every other one away."""
        super().__init__(leer=leer, id=id)
        self._auswahl = tuple(auswahl)
        self._ticked = set(ticked)
        self._eine = eine
        self.styles.height = min(ROWS, max(1, len(self._auswahl)))
        self.styles.min_height = 1
        self.show(self._auswahl)

    @property
    def ticked(self) -> list[str]:
        """Ids of what is ticked, in the order of the list."""
        return [word for word, _wording in self._auswahl if word in self._ticked]

    def id_of(self, eintrag: tuple[str, str]) -> str:
        """Return the id of a choice."""
        return eintrag[0]

    def draw(self, eintrag: tuple[str, str], width: int) -> list[Stueck]:
        """Draw the box and the wording."""
        word, wording = eintrag
        return [("☒ " if word in self._ticked else "☐ ", "zahl"), (wording, "titel")]

    def action_ankreuzen(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        if self.cursor_id is not None:
            kept = self._ticked & {self.cursor_id} if self._eine else self._ticked
            self._ticked = kept ^ {self.cursor_id}
            self.show(self.eintraege)
            self.post_message(self.Angekreuzt())

    def on_click(self, event: events.Click) -> None:
        """Tick what was clicked."""
        event.stop()
        event.prevent_default()  # in the list below it a click only puts the cursor somewhere
        place = self._top + event.y
        if 0 <= place < len(self.eintraege):
            self._set_cursor(place, follow=False)
            self.action_ankreuzen()
