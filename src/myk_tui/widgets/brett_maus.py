"""The mouse on the sprint board: dragging, click and click, double click, marking, rolling at the edge."""

from textual import events
from textual.message import Message
from textual.timer import Timer

from myk_tui.domain.begriffe import Spalte
from myk_tui.widgets.brett_bild import Brettbild
from myk_tui.widgets.brett_plan import SPALTEN, Platz
from myk_tui.widgets.wunsch import Wunsch

DRAG_CELLS = 2
"""How far the mouse has to go before a press becomes a drag."""

ROLL_SECONDS = 0.08
"""How fast the board rolls by a line while a card is held at its edge."""


class Brettmaus(Brettbild):
    """What the mouse does; the keys and the cursor are in ``Brett``."""

    class Markiert(Message):
        """The cursor stands on another place: lane, column, card (None: the column is empty)."""

        def __init__(self, bahn_id: str | None, spalte: Spalte | None, karte_id: str | None) -> None:
            super().__init__()
            self.bahn_id = bahn_id
            self.spalte = spalte
            self.karte_id = karte_id

    class Gewaehlt(Wunsch):
        """A card was chosen by Enter or a double click."""

        def __init__(self, karte_id: str) -> None:
            super().__init__()
            self.karte_id = karte_id

    class Genommen(Message):
        """A card was taken by a click; the next click puts it down."""

        def __init__(self, karte_id: str) -> None:
            super().__init__()
            self.karte_id = karte_id

    class Abgelegt(Message):
        """The taken card was put down, wherever; a wish to carry it follows if it goes elsewhere."""

    class Verschwunden(Message):
        """The card that was taken or dragged is no longer on the board."""

    class MarkierenGewuenscht(Message):
        """A card was clicked with Ctrl or Shift."""

        def __init__(self, karte_id: str) -> None:
            super().__init__()
            self.karte_id = karte_id

    class VerschiebenGewuenscht(Message):
        """A card should go to a lane, a column and a position there.

        ``schritt``: it goes so many columns further. ``einzeln``: it alone is meant, whatever is marked.
        """

        def __init__(
            self, karte_id: str, bahn_id: str, spalte: Spalte, position: int, schritt: int = 0, *, einzeln: bool = False
        ) -> None:
            super().__init__()
            self.schritt = schritt
            self.einzeln = einzeln
            self.karte_id = karte_id
            self.bahn_id = bahn_id
            self.spalte = spalte
            self.position = position

    def __init__(self) -> None:
        super().__init__()
        self._griff: tuple[int, int, str] | None = None
        self._genommen: str | None = None
        self._war_hier = False
        self._maus = (0, 0)
        self._rollschritt = 0
        self._rollen: Timer | None = None

    @property
    def bahn_id(self) -> str | None:
        """Id of the lane under the cursor."""
        return None if self._platz is None else self._plan.bahnen[self._platz.bahn].bahn.id

    @property
    def spalte(self) -> Spalte | None:
        """Column under the cursor."""
        return None if self._platz is None else SPALTEN[self._platz.spalte]

    @property
    def karte_id(self) -> str | None:
        """Id of the card under the cursor; None on an empty column."""
        if self._platz is None or self._platz.karte is None:
            return None
        return self._plan.bahnen[self._platz.bahn].spalten[self._platz.spalte][self._platz.karte].id

    def action_waehlen(self) -> None:
        """Choose the card under the cursor."""
        if self.karte_id is not None:
            self.post_message(self.Gewaehlt(self.karte_id))

    # --- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select what is under the mouse, without moving it away; from here on it may be dragged."""
        if self._genommen is not None:
            event.stop()
            self._put_down(event.x, event.y)
            return
        platz = self._place_under(event.x, event.y)
        if platz is None:
            return
        event.stop()
        self._war_hier = platz == self._platz
        self._go(platz, follow=False)
        if (event.ctrl or event.shift) and self.karte_id is not None:
            self._war_hier = False
            self.post_message(self.MarkierenGewuenscht(self.karte_id))
        elif event.button == 1 and self.karte_id is not None:
            self._griff = (event.x, event.y, self.karte_id)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the dragged or taken card would land."""
        if self._genommen is not None:
            self._maus = (event.x, event.y)
            self._ablage = self._drop_under(event.x, event.y)
            self._roll_at_edge(event.y)
            self.refresh_changed()
        if self._griff is None:
            return
        event.stop()
        x, y, _card = self._griff
        self._maus = (event.x, event.y)
        if self._ablage is None and max(abs(event.x - x), abs(event.y - y)) < DRAG_CELLS:
            return
        self._ablage = self._drop_under(event.x, event.y)
        self._roll_at_edge(event.y)
        self.refresh_changed()

    def on_leave(self) -> None:
        """Stop rolling when the mouse goes away without a card in its grip."""
        if self._griff is None:
            self._roll_at_edge(None)

    def on_mouse_release(self, event: events.MouseRelease) -> None:
        """End the dragging if the mouse went to somebody else, a dialog for one; it is nobody's wish then."""
        if self.app.mouse_captured is not self:
            self._griff, self._ablage = None, None
            self._roll_at_edge(None)
            self.refresh_changed()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the dragged card go."""
        if self._griff is None:
            return
        event.stop()
        self.release_mouse()
        (_x, _y, card_id), target = self._griff, self._ablage
        self._griff, self._ablage = None, None
        self._roll_at_edge(None)
        self.refresh_changed()
        self._drop(card_id, target)

    def _drop(self, card_id: str, target: tuple[int, int, int] | None) -> None:
        """Ask for a card to be put where it was let go, unless it stands there already or is gone meanwhile."""
        if target is None:
            return
        self._war_hier = False
        bahn, spalte, position = target
        here = self._plan.find(card_id)
        if here is None:
            self.post_message(self.Verschwunden())
            return
        if (here.bahn, here.spalte) == (bahn, spalte) and here.karte in (position, position - 1):
            return
        if (here.bahn, here.spalte) == (bahn, spalte) and here.karte is not None and here.karte < position:
            position -= 1  # the position counts without the card itself
        self._ask(here, bahn, spalte, position)

    def on_click(self, event: events.Click) -> None:
        """Open a card by a double click; a single one on the card under the cursor takes it, the next puts it down."""
        if self._place_under(event.x, event.y) != self._platz or self.karte_id is None:
            return
        event.stop()
        if event.chain == 2:
            self.let_go()
            self.action_waehlen()
        elif event.chain == 1 and self._war_hier:
            self._war_hier = False
            self._genommen, self._genommen_platz = self.karte_id, self._platz
            self.refresh_changed()
            self.post_message(self.Genommen(self.karte_id))

    @property
    def taken(self) -> bool:
        """Whether a card was taken by a click or is being dragged."""
        return self._genommen is not None or self._ablage is not None

    def let_go(self) -> bool:
        """Leave a taken or dragged card where it was; returns whether there was one."""
        taken = self.taken
        if self._griff is not None:
            self.release_mouse()
        self._genommen, self._griff, self._ablage, self._genommen_platz = None, None, None, None
        self._roll_at_edge(None)
        self.refresh_changed()
        return taken

    def _put_down(self, x: int, y: int) -> None:
        card_id, target = self._genommen, self._drop_under(x, y)
        self.let_go()
        self.post_message(self.Abgelegt())
        if card_id is not None:
            self._drop(card_id, target)

    def _follow_taken(self) -> None:
        """Find a taken or dragged card and its aim anew after the board has changed; let go of one that is gone."""
        held = self._genommen or (None if self._griff is None else self._griff[2])
        if held is None:
            return
        found = self._plan.find(held)
        if found is None:
            if self.let_go():
                self.post_message(self.Verschwunden())
            return
        self._genommen_platz = found if self._genommen is not None else None
        self._aim()

    def _roll_at_edge(self, y: int | None) -> None:
        """Roll on as long as a card is held over the first or the last line of the window."""
        step = 0 if y is None or self._ablage is None else -1 if y <= self.HEAD_LINES else y >= self.size.height - 1
        self._rollschritt = int(step)
        if step and self._rollen is None:
            self._rollen = self.set_interval(ROLL_SECONDS, self._roll_on)
        elif not step and self._rollen is not None:
            self._rollen.stop()
            self._rollen = None

    def _roll_on(self) -> None:
        self._scroll(self._rollschritt)

    def _aim(self) -> None:
        """Find the place of a dragged card anew: the board moved under the mouse."""
        if self._ablage is not None:
            self._ablage = self._drop_under(*self._maus)

    def _scroll(self, step: int) -> None:
        super()._scroll(step)
        if self._ablage is not None:
            self._aim()
            self.refresh_changed()

    def _ask(
        self, here: Platz, bahn: int, spalte: int, position: int, *, schritt: int = 0, einzeln: bool = False
    ) -> None:
        assert here.karte is not None
        card = self._plan.bahnen[here.bahn].spalten[here.spalte][here.karte]
        lane = self._plan.bahnen[bahn].bahn.id
        self.post_message(
            self.VerschiebenGewuenscht(card.id, lane, SPALTEN[spalte], position, schritt, einzeln=einzeln)
        )

    def _go(self, platz: Platz | None, *, follow: bool = True) -> None:
        if platz is None or platz == self._platz:
            return
        before, top = self._platz, self._top
        self._platz = platz
        if follow:
            self._keep_visible(ahead=True)
        if top != self._top or before is None:
            self.refresh_changed()
        else:
            self.refresh_changed([*self._window_lines(before), *self._window_lines(platz)])
        self._say_where()

    def _say_where(self) -> None:
        self.post_message(self.Markiert(self.bahn_id, self.spalte, self.karte_id))
