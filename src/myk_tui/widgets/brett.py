"""The sprint board as one line-drawing widget: the focus never moves inside it.

A cursor step redraws the lines of two cards, a moved card what it leaves and
what it takes; the price does not grow with the number of cards.
"""

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.sprintboard import Bahn, Sprintboard
from myk_tui.i18n import _
from myk_tui.widgets.brett_bild import Brettbild
from myk_tui.widgets.brett_plan import SPALTEN, Brettplan, Platz, column_widths
from myk_tui.widgets.wunsch import Wunsch

DRAG_CELLS = 2
"""How far the mouse has to go before a press becomes a drag."""


class Brett(Brettbild, can_focus=True):
    """Lanes below each other, four columns beside each other, one cursor."""

    BINDINGS: list[BindingType] = [
        Binding(
            "left",
            "wandern(0,-1)",
            _("Spalte links"),
            tooltip=_("Eine Spalte nach links."),
            show=False,
            id="brett.links",
        ),
        Binding(
            "right",
            "wandern(0,1)",
            _("Spalte rechts"),
            tooltip=_("Eine Spalte nach rechts."),
            show=False,
            id="brett.rechts",
        ),
        Binding("up", "wandern(-1,0)", _("hoch"), tooltip=_("Zur Karte darüber."), show=False, id="brett.hoch"),
        Binding("down", "wandern(1,0)", _("runter"), tooltip=_("Zur Karte darunter."), show=False, id="brett.runter"),
        Binding(
            "pageup", "bahn(-1)", _("vorige Bahn"), tooltip=_("Zur Bahn darüber."), show=False, id="brett.bahn-hoch"
        ),
        Binding(
            "pagedown",
            "bahn(1)",
            _("nächste Bahn"),
            tooltip=_("Zur Bahn darunter."),
            show=False,
            id="brett.bahn-runter",
        ),
        Binding("home", "bahn(-999)", _("erste Bahn"), tooltip=_("Zur ersten Bahn."), show=False, id="brett.anfang"),
        Binding("end", "bahn(999)", _("letzte Bahn"), tooltip=_("Zur letzten Bahn."), show=False, id="brett.ende"),
        Binding(
            "shift+right,greater_than_sign,full_stop",
            "schieben(1)",
            _("schieben"),
            key_display="⇧→",
            tooltip=_("Die Karte in die nächste Spalte schieben (auch >)."),
            id="brett.schieben-rechts",
        ),
        Binding(
            "shift+left,less_than_sign,comma",
            "schieben(-1)",
            _("zurückschieben"),
            show=False,
            tooltip=_("Die Karte in die vorige Spalte schieben (auch <)."),
            id="brett.schieben-links",
        ),
        Binding(
            "shift+up",
            "sortieren(-1)",
            _("Karte höher"),
            tooltip=_("Die Karte in ihrer Spalte eins höher setzen."),
            show=False,
            id="brett.hoeher",
        ),
        Binding(
            "shift+down",
            "sortieren(1)",
            _("Karte tiefer"),
            tooltip=_("Die Karte in ihrer Spalte eins tiefer setzen."),
            show=False,
            id="brett.tiefer",
        ),
        Binding("enter", "waehlen", _("öffnen"), tooltip=_("Die Karte öffnen."), show=False, id="brett.oeffnen"),
    ]

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

    class VerschiebenGewuenscht(Message):
        """A card should go to a lane, a column and a position there."""

        def __init__(self, karte_id: str, bahn_id: str, spalte: Spalte, position: int) -> None:
            super().__init__()
            self.karte_id = karte_id
            self.bahn_id = bahn_id
            self.spalte = spalte
            self.position = position

    def __init__(self) -> None:
        super().__init__()
        self._bahnen: tuple[Bahn, ...] = ()
        self._griff: tuple[int, int, str] | None = None
        self._genommen: str | None = None
        self._war_hier = False
        self._maus = (0, 0)

    # --- state

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

    def show(self, board: Sprintboard) -> None:
        """Show this board; the cursor follows its card. Lays out only the lanes that changed."""
        kept, platz, stood = self.karte_id, self._platz, (self.bahn_id, self.karte_id)
        self._bahnen = board.bahnen
        self._lay_out()
        found = None if kept is None else self._plan.find(kept)
        if found is None and platz is not None:
            found = self._plan.clamp(platz.bahn, platz.spalte, platz.karte)
        elif found is None:
            found = self._first_place()
        self._platz = found
        self._keep_visible()
        self._aim()
        self.refresh_changed()
        if platz is not None and stood != (self.bahn_id, self.karte_id):
            self._say_where()

    def move_to(self, karte_id: str) -> bool:
        """Put the cursor on a card; returns whether it is there."""
        found = self._plan.find(karte_id)
        if found is None:
            return False
        self._go(found)
        return True

    def move_to_bahn(self, bahn_id: str) -> None:
        """Put the cursor into a lane."""
        for number, plan in enumerate(self._plan.bahnen):
            if plan.bahn.id == bahn_id:
                self._go(self._plan.clamp(number, 0, 0))

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out on an empty place what needs a card."""
        if action in ("schieben", "sortieren", "waehlen") and self.karte_id is None:
            return None
        return True

    def action_wandern(self, rows: int, columns: int) -> None:
        """Move the cursor by a card, or by a column at about the same height."""
        here = self._platz
        if here is None:
            return
        if columns:
            if 0 <= here.spalte + columns < len(SPALTEN):
                self._go(self._beside(here, here.spalte + columns))
            return
        cards = self._plan.bahnen[here.bahn].spalten[here.spalte]
        wanted = (here.karte or 0) + rows
        if here.karte is not None and 0 <= wanted < len(cards):
            self._go(Platz(here.bahn, here.spalte, wanted))
        elif 0 <= here.bahn + rows < len(self._plan.bahnen):
            self._go(self._plan.clamp(here.bahn + rows, here.spalte, 0 if rows > 0 else 9_999))

    def action_bahn(self, step: int) -> None:
        """Move the cursor to another lane."""
        if self._platz is not None:
            self._go(self._plan.clamp(self._platz.bahn + step, self._platz.spalte, 0))

    def action_schieben(self, step: int) -> None:
        """Ask to carry the card to the next column."""
        here = self._platz
        if here is None or here.karte is None or not 0 <= here.spalte + step < len(SPALTEN):
            return
        self._ask(here, here.bahn, here.spalte + step, len(self._plan.bahnen[here.bahn].spalten[here.spalte + step]))

    def action_sortieren(self, step: int) -> None:
        """Ask to move the card within its column."""
        here = self._platz
        if here is None or here.karte is None:
            return
        position = here.karte + step
        if 0 <= position < len(self._plan.bahnen[here.bahn].spalten[here.spalte]):
            self._ask(here, here.bahn, here.spalte, position)

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
        if event.button == 1 and self.karte_id is not None:
            self._griff = (event.x, event.y, self.karte_id)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the dragged or taken card would land."""
        if self._genommen is not None:
            self._maus = (event.x, event.y)
            self._ablage = self._drop_under(event.x, event.y)
            self.refresh_changed()
        if self._griff is None:
            return
        event.stop()
        x, y, _card = self._griff
        self._maus = (event.x, event.y)
        if self._ablage is None and max(abs(event.x - x), abs(event.y - y)) < DRAG_CELLS:
            return
        self._ablage = self._drop_under(event.x, event.y)
        self.refresh_changed()

    def on_mouse_release(self, event: events.MouseRelease) -> None:
        """End the dragging if the mouse went to somebody else, a dialog for one; it is nobody's wish then."""
        if self.app.mouse_captured is not self:
            self._griff, self._ablage = None, None
            self.refresh_changed()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the dragged card go."""
        if self._griff is None:
            return
        event.stop()
        self.release_mouse()
        (_x, _y, card_id), target = self._griff, self._ablage
        self._griff, self._ablage = None, None
        self.refresh_changed()
        self._drop(card_id, target)

    def _drop(self, card_id: str, target: tuple[int, int, int] | None) -> None:
        """Ask for a card to be put where it was let go, unless it stands there already."""
        if target is None:
            return
        self._war_hier = False
        bahn, spalte, position = target
        here = self._plan.find(card_id)
        if here is None or ((here.bahn, here.spalte) == (bahn, spalte) and here.karte in (position, position - 1)):
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
            self._genommen = self.karte_id
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
        self._genommen, self._griff, self._ablage = None, None, None
        self.refresh_changed()
        return taken

    def _put_down(self, x: int, y: int) -> None:
        card_id, target = self._genommen, self._drop_under(x, y)
        self.let_go()
        if card_id is not None:
            self._drop(card_id, target)

    def on_resize(self) -> None:
        """Lay everything out for the new width; the cursor stays on its card."""
        kept = self.karte_id
        self._lay_out()
        if kept is not None:
            self._platz = self._plan.find(kept)
        self._keep_visible()
        self.refresh()

    # --- inner workings

    def _lay_out(self) -> None:
        self._plan = Brettplan(self._bahnen, column_widths(self.size.width)[-1], self._plan)

    def _first_place(self) -> Platz | None:
        """Return the first card of the first lane that has one."""
        if not self._plan.bahnen:
            return None
        for spalte, cards in enumerate(self._plan.bahnen[0].spalten):
            if cards:
                return Platz(0, spalte, 0)
        return Platz(0, 0, None)

    def _beside(self, here: Platz, spalte: int) -> Platz | None:
        """Return the card of another column at about the same height."""
        first, _last = self._plan.lines_of(here)
        return self._plan.place_at(first, spalte)

    def _aim(self) -> None:
        """Find the place of a dragged card anew: the board moved under the mouse."""
        if self._ablage is not None:
            self._ablage = self._drop_under(*self._maus)

    def _scroll(self, step: int) -> None:
        super()._scroll(step)
        if self._ablage is not None:
            self._aim()
            self.refresh_changed()

    def _ask(self, here: Platz, bahn: int, spalte: int, position: int) -> None:
        assert here.karte is not None
        card = self._plan.bahnen[here.bahn].spalten[here.spalte][here.karte]
        self.post_message(
            self.VerschiebenGewuenscht(card.id, self._plan.bahnen[bahn].bahn.id, SPALTEN[spalte], position)
        )

    def _go(self, platz: Platz | None, *, follow: bool = True) -> None:
        if platz is None or platz == self._platz:
            return
        before, top = self._platz, self._top
        self._platz = platz
        if follow:
            self._keep_visible()
        if top != self._top or before is None:
            self.refresh_changed()
        else:
            self.refresh_changed([*self._window_lines(before), *self._window_lines(platz)])
        self._say_where()

    def _say_where(self) -> None:
        self.post_message(self.Markiert(self.bahn_id, self.spalte, self.karte_id))
