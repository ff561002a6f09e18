"""A tree drawn line by line; it folds and unfolds itself and remembers what is open."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from myk_tui.i18n import _
from myk_tui.widgets.zeilenliste import Stueck
from myk_tui.widgets.ziehliste import Ziehliste


class Ast(Protocol):
    """What the tree needs of a node; the pieces are asked for when its line first comes into sight."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def eltern_id(self) -> str | None:
        """Id of its parent; None for the root."""

    @property
    def titel(self) -> tuple[Stueck, ...]:
        """What stands after guides and fold mark."""

    @property
    def rechts(self) -> tuple[Stueck, ...]:
        """What stands at the right edge."""


class BaumZeile(NamedTuple):
    """One visible line of the tree.

    Attributes:
        kinder: how many children the node has.
        weiter: bit ``n`` says that a line leads on downwards at depth ``n``, for a sibling follows below.
    """

    knoten: Ast
    tiefe: int
    kinder: int
    offen: bool
    weiter: int = 0


class Baum(Ziehliste[BaumZeile]):
    """The tree widget."""

    BINDINGS: list[BindingType] = [
        Binding(
            "right",
            "auf",
            _("aufklappen"),
            tooltip=_("Aufklappen; ist es schon offen: zum ersten Eintrag darunter."),
            show=False,
            id="baum.auf",
        ),
        Binding(
            "left",
            "zu",
            _("zuklappen"),
            tooltip=_("Zuklappen; ist es schon zu: eine Ebene höher."),
            show=False,
            id="baum.zu",
        ),
        Binding("space", "falten", _("auf/zu"), tooltip=_("Auf- oder zuklappen."), show=False, id="baum.falten"),
        Binding(
            "asterisk", "alle(True)", _("alles auf"), tooltip=_("Alles aufklappen."), show=False, id="baum.alle-auf"
        ),
        Binding("minus", "alle(False)", _("alles zu"), tooltip=_("Alles zuklappen."), show=False, id="baum.alle-zu"),
        Binding(
            "shift+up",
            "umsortieren(-1)",
            _("höher"),
            tooltip=_("Unter seinesgleichen eins höher setzen."),
            show=False,
            id="baum.hoeher",
        ),
        Binding(
            "shift+down",
            "umsortieren(1)",
            _("tiefer"),
            tooltip=_("Unter seinesgleichen eins tiefer setzen."),
            show=False,
            id="baum.tiefer",
        ),
    ]

    class VerschiebenGewuenscht(Message):
        """The node under the cursor should change its place among its siblings."""

        def __init__(self, id: str, richtung: int) -> None:
            super().__init__()
            self.id = id
            self.richtung = richtung

    def __init__(self, *, nimmt: Callable[[str, str], bool] = lambda row_id, target_id: True) -> None:
        """``nimmt`` says whether a node may be dropped on another one."""
        super().__init__(nimmt=nimmt)
        self._knoten: Sequence[Ast] = ()
        self._kinder: dict[str, int] = {}
        self._offene: set[str] | None = None
        self._vorher: set[str] | None = None

    def show_knoten(self, nodes: Sequence[Ast], *, gefiltert: bool = False) -> None:
        """Show these nodes; what was open stays open. At first the root and its children are open.

        While only a part is shown (``gefiltert``) all of it is open; afterwards is open what was before.
        """
        if gefiltert:
            if self._vorher is None:
                self._vorher = self._offene or set()
            self._offene = {node.id for node in nodes}
        elif self._vorher is not None:
            self._offene, self._vorher = self._vorher, None
        self._knoten = nodes
        self._kinder = {}
        for node in nodes:
            if node.eltern_id is not None:
                self._kinder[node.eltern_id] = self._kinder.get(node.eltern_id, 0) + 1
        if self._offene is None and nodes:
            self._offene = {node.id for node in nodes if node.eltern_id is None}
        self._flatten()

    def open_node(self, node_id: str) -> None:
        """Unfold a node and everything above it."""
        parents = {node.id: node.eltern_id for node in self._knoten}
        current: str | None = node_id
        while current is not None and self._offene is not None:
            self._offene.add(current)
            current = parents.get(current)
        self._flatten()

    def id_of(self, eintrag: BaumZeile) -> str:
        """Return the id of a line's node."""
        return eintrag.knoten.id

    def draw(self, eintrag: BaumZeile, width: int) -> list[Stueck]:
        """Draw guides, fold mark and title."""
        mark = "  " if not eintrag.kinder else "▾ " if eintrag.offen else "▸ "
        pieces: list[Stueck] = [(_guides(eintrag) + mark, "leise"), *eintrag.knoten.titel]
        if eintrag.kinder and not eintrag.offen:
            pieces.append((f" ({eintrag.kinder})", "leise"))
        return pieces

    def draw_right(self, eintrag: BaumZeile) -> list[Stueck]:
        """Draw what belongs to the right edge."""
        return list(eintrag.knoten.rechts)

    def action_auf(self) -> None:
        """Unfold, or go to the first child."""
        line = self.current
        if line is None or not line.kinder:
            return
        if line.offen:
            self.move_by(1)
        else:
            self._fold(line.knoten.id, False)

    def action_zu(self) -> None:
        """Fold, or go to the parent."""
        line = self.current
        if line is None:
            return
        if line.offen and line.kinder:
            self._fold(line.knoten.id, True)
        elif line.knoten.eltern_id is not None:
            self.move_to(line.knoten.eltern_id)

    def action_falten(self) -> None:
        """Fold or unfold."""
        line = self.current
        if line is not None and line.kinder:
            self._fold(line.knoten.id, line.offen)

    def action_alle(self, unfold: bool) -> None:
        """Unfold or fold everything."""
        keep = {node.id for node in self._knoten if unfold or node.eltern_id is None}
        line = self.current
        self._offene = keep
        self._flatten()
        if line is not None and self.cursor_id != line.knoten.id:
            parents = {node.id: node.eltern_id for node in self._knoten}
            current: str | None = line.knoten.id
            while current is not None and not self.move_to(current):
                current = parents.get(current)

    def action_umsortieren(self, richtung: int) -> None:
        """Ask for another place among the siblings."""
        if self.cursor_id is not None:
            self.post_message(self.VerschiebenGewuenscht(self.cursor_id, richtung))

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold when the mark is clicked, and only that: a quick second click folds again."""
        place = self._top + event.y
        if self._zieht or not 0 <= place < len(self.eintraege):
            return
        line = self.eintraege[place]
        if line.kinder and event.x in range(2 + 2 * line.tiefe, 4 + 2 * line.tiefe):
            event.prevent_default()
            event.stop()
            self._set_cursor(place, follow=False)
            self._fold(line.knoten.id, line.offen)

    def _fold(self, node_id: str, fold: bool) -> None:
        assert self._offene is not None
        (self._offene.discard if fold else self._offene.add)(node_id)
        self._flatten()

    def _flatten(self) -> None:
        opened = self._offene or set()
        inside: dict[str | None, int] = {None: 0}  # by id of an open node: how deep its children are
        shown: list[tuple[Ast, int, bool]] = []
        for node in self._knoten:
            level = inside.get(node.eltern_id)
            if level is not None:
                is_open = node.id in opened
                shown.append((node, level, is_open))
                if is_open:
                    inside[node.id] = level + 1
        below, count, make = 0, self._kinder.get, BaumZeile._make  # which takes half as long as the constructor
        lines: list[BaumZeile] = []
        for node, level, is_open in reversed(shown):  # from below: only there one knows whether a sibling follows
            bit = 1 << level
            lines.append(make((node, level, count(node.id, 0), is_open, below & (2 * bit - 1))))
            below = below & (bit - 1) | bit
        lines.reverse()
        self.show(lines)


def _guides(line: BaumZeile) -> str:
    """Return the lines that lead to the parents: two cells for each level below the root."""
    if line.tiefe == 0:
        return ""
    passing = "".join("│ " if line.weiter >> level & 1 else "  " for level in range(1, line.tiefe))
    return passing + ("├ " if line.weiter >> line.tiefe & 1 else "└ ")
