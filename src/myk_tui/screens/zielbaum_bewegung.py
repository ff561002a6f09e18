"""Moving in the goal tree: among the siblings, below another parent, by keys and by mouse."""

from textual import on

from myk_tui.domain.zielbaum import CHILD_OF, Ebene, drop
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import PickDialog
from myk_tui.screens.zielbaum_ansicht import Baumansicht
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.ziehliste import Ziehliste


class Baumbewegung(Baumansicht):
    """Changes where a node stands; what is not allowed is said in a sentence."""

    @on(Baum.VerschiebenGewuenscht)
    def reorder(self, message: Baum.VerschiebenGewuenscht) -> None:
        """Move the node among its siblings."""
        node = self._current
        if node is None or not self.may_write():
            return
        if node.eltern_id is None:
            self.status.sag(_("Die Vision steht allein; hier gibt es nichts umzusortieren."))
            return
        parent, moved = node.eltern_id, False

        def move() -> None:
            nonlocal moved
            moved = self.services.zielbaum.reorder_knoten(node.ebene, node.id, parent, message.richtung)

        if self.attempt(move) and not moved:
            self.status.sag(
                _("„{titel}“ ist schon der erste Eintrag dieser Ebene.").format(titel=node.titel)
                if message.richtung < 0
                else _("„{titel}“ ist schon der letzte Eintrag dieser Ebene.").format(titel=node.titel)
            )

    def takes(self, knoten_id: str, ziel_id: str) -> bool:
        """Whether a node may be dropped on another one."""
        if self.services.read_only or not self._both_there(knoten_id, ziel_id):
            return False
        assert self._tree is not None
        try:
            drop(self._tree, knoten_id, ziel_id)
        except MykError:
            return False
        return True

    def _both_there(self, knoten_id: str, ziel_id: str) -> bool:
        """Whether both nodes are still in the tree: another window may have taken one away meanwhile."""
        return self._tree is not None and {knoten_id, ziel_id} <= self._tree.nach_id.keys()

    @on(Ziehliste.Gezogen)
    def say_where(self, message: Ziehliste.Gezogen) -> None:
        """Say what letting go would do here."""
        self.refresh_bindings()
        if message.ziel_id is None or not self._both_there(message.id, message.ziel_id) or not self.may_write():
            return
        assert self._tree is not None
        try:
            self.status.sag(drop(self._tree, message.id, message.ziel_id).satz)
        except MykError as error:
            self.report(error)

    @on(Ziehliste.Abgelegt)
    def put_down(self, message: Ziehliste.Abgelegt) -> None:
        """Move the node to where it was let go."""
        tree = self._tree
        self.refresh_bindings()
        if tree is None or not self._both_there(message.id, message.ziel_id) or not self.may_write():
            return
        with self.reporting():
            place, node = drop(tree, message.id, message.ziel_id), tree.nach_id[message.id]
            if self.attempt(
                lambda: self.services.zielbaum.move_knoten(node.ebene, node.id, place.eltern_id, place.position)
            ):
                self.show_stelle(node.id)

    def action_alles(self) -> None:
        """Leave a dragged node where it was, or show the whole tree."""
        if self.query_one(Baum).let_go():
            self.status.sag(_("Nichts verschoben."))
            self.refresh_bindings()
            return
        super().action_alles()

    def action_verschieben(self) -> None:
        """Choose another parent; only allowed ones are offered."""
        node, tree = self._current, self._tree
        if node is None or tree is None or node.ebene in (Ebene.PROGRAMM, Ebene.ZIELBILD):
            return
        auswahl = [
            (other.id, " › ".join(step.titel for step in tree.pfad(other.id)[1:]) or other.titel)
            for other in tree.knoten
            if node.ebene in CHILD_OF[other.ebene] and other.id != node.eltern_id
        ]

        def chosen(eltern_id: str | None) -> None:
            if eltern_id is not None and self.attempt(
                lambda: self.services.zielbaum.move_knoten(node.ebene, node.id, eltern_id)
            ):
                self.show_stelle(node.id)

        self.app.push_screen(PickDialog(_("Wohin mit „{titel}“?").format(titel=node.titel), auswahl), chosen)
