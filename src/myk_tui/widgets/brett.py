"""The sprint board as one line-drawing widget: the focus never moves inside it.

A cursor step redraws the lines of two cards, a moved card what it leaves and
what it takes; the price does not grow with the number of cards.
"""

from textual.binding import Binding, BindingType

from myk_tui.domain.sprintboard import Bahn, Sprintboard
from myk_tui.i18n import _
from myk_tui.widgets.brett_maus import Brettmaus
from myk_tui.widgets.brett_plan import SPALTEN, Brettplan, Platz, column_widths


class Brett(Brettmaus, can_focus=True):
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

    def __init__(self) -> None:
        super().__init__()
        self._bahnen: tuple[Bahn, ...] = ()
        self._ganze: tuple[int, ...] | None = None
        self._voll = False

    # --- state

    def show(self, board: Sprintboard, *, voll: bool = False) -> None:
        """Show this board; the cursor follows its card. Lays out only the lanes that changed.

        ``voll`` shows every card whole, for who looks at a single lane.
        """
        kept, platz, stood = self.karte_id, self._platz, (self.bahn_id, self.karte_id)
        self._bahnen, self._ganze, self._voll, self._namen = board.bahnen, board.anzahlen, voll, board.namen
        self._lay_out()
        found = None if kept is None else self._plan.find(kept)
        if found is None and platz is not None:
            found = self._plan.clamp(platz.bahn, platz.spalte, platz.karte)
        elif found is None:
            found = self._first_place()
        self._platz = found
        self._keep_visible()
        self._follow_taken()
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

    @property
    def sprungorte(self) -> dict[int, str]:
        """The lanes whose Maßnahme is in sight."""
        lines = {
            start + plan.mit_zielbild - self._top + self.HEAD_LINES: plan.bahn.id
            for start, plan in zip(self._plan.start, self._plan.bahnen, strict=True)
        }
        return {line: bahn_id for line, bahn_id in lines.items() if self.HEAD_LINES <= line < self.size.height}

    def springe(self, ort: str) -> None:
        """Put the cursor into a lane."""
        self.move_to_bahn(ort)

    # --- keys

    def on_key(self) -> None:
        """Bring the cursor back into sight before a key acts where it stands: the wheel may have turned it away."""
        if self._platz is not None and not self._in_sight(self._platz):
            self._keep_visible()
            self.refresh_changed()

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
        end = len(self._plan.bahnen[here.bahn].spalten[here.spalte + step])
        self._ask(here, here.bahn, here.spalte + step, end, schritt=step)

    def action_sortieren(self, step: int) -> None:
        """Ask to move the card within its column."""
        here = self._platz
        if here is None or here.karte is None:
            return
        position = here.karte + step
        if 0 <= position < len(self._plan.bahnen[here.bahn].spalten[here.spalte]):
            self._ask(here, here.bahn, here.spalte, position, einzeln=True)

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
        width = column_widths(self.size.width)[-1]
        self._plan = Brettplan(self._bahnen, width, self._plan, voll=self._voll, ganze=self._ganze)

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
