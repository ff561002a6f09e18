"""What the goal tree shows: all of it, or the part that a filter, a zoom or the last meeting asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult

from myk_tui.domain import pruefung
from myk_tui.domain.baumfilter import Ausschnitt, Baumauswahl, Baumfilter
from myk_tui.domain.baumfilter import describe as describe_part
from myk_tui.domain.baumhinweis import Baumhinweis
from myk_tui.domain.baumvergleich import Frueher, changed_ids, explain_since
from myk_tui.domain.beziehungen import Verweis
from myk_tui.domain.beziehungen import describe as describe_links
from myk_tui.domain.kosten import Kosten, add_up, explain_ausgaben, explain_kosten, explain_summe
from myk_tui.domain.zielbaum import Ebene, Knoten, Zielbaum, explain, explain_einschaetzung, show_percent
from myk_tui.i18n import _, ngettext
from myk_tui.screens.detailschirm import Filterschirm
from myk_tui.screens.dialogs import TextDialog
from myk_tui.screens.zielbaum_detail import Umfeld, describe
from myk_tui.screens.zielbaum_zeilen import Baumast
from myk_tui.widgets.baum import Baum
from myk_tui.widgets.detail import Detail, Zweispaltig
from myk_tui.widgets.filterzeile import Filterzeile
from myk_tui.widgets.satzzeile import Satzzeile
from myk_tui.widgets.zeilenliste import Zeilenliste

ZOOM_KEY = "zielbaum.zoom"
"""Under which the window keeps where it is zoomed in."""


class Baumansicht(Filterschirm):
    """Tree on the left, the node under the cursor on the right, above them what is filtered."""

    AUTO_FOCUS = "Baum"
    STANDS_ON_FILE = True

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self._tree: Zielbaum | None = None
        self._frueher: Frueher | None = None
        self._filter: Baumfilter | None = None
        self._auswahl = Baumauswahl()
        self._part: Ausschnitt | None = None
        self._marked: set[str] = set()
        self._shown: str | None = None
        self._zoom_gelesen = False
        self._hinweise: dict[str, Baumhinweis] = {}
        self._weiter: Sequence[Verweis] = ()
        self._costs: tuple[dict[str, Kosten], int | None] | None = None

    def compose_inhalt(self) -> ComposeResult:
        """Filter, tree and detail."""
        yield Filterzeile(_("Tippen filtert, Eingabe geht zum Baum, Esc zeigt alles"))
        yield Satzzeile(id="filterstand")
        with Zweispaltig():
            yield Baum(nimmt=self.takes)
            yield Detail(text_id="knoten")

    def takes(self, knoten_id: str, ziel_id: str) -> bool:
        """Whether a node may be dropped on another one."""
        return False

    def load(self) -> None:
        """Show the tree as it is now."""
        self._tree = self.services.zielbaum.load_zielbaum()
        tree, baum = self._tree, self.query_one(Baum)
        self._frueher = self._costs = None
        self._restore_zoom()
        self._filter = Baumfilter(tree, self.services.zielbaum.load_merkmale, self._changed)
        self._show_selected()
        massnahmen = sum(1 for node in tree.knoten if node.ebene is Ebene.MASSNAHME)
        self.show_titel(_("Zielbaum: {name}, {n} Maßnahmen").format(name=tree.wurzel.titel, n=massnahmen))
        self._show_detail(baum.cursor_id)
        if not isinstance(self.focused, Filterzeile):
            baum.focus()
        self.call_after_refresh(self._load_hinweise)  # the tree stands first

    def _load_hinweise(self) -> None:
        """Read what else is to be said about Maßnahmen, and draw it into the tree that is shown."""
        if not self.is_attached:
            return
        with self.reporting():
            found = self.services.zielbaum.load_hinweise()
        if found != self._hinweise:
            baum = self.query_one(Baum)
            here = baum.cursor_id or ""
            said = self._hinweise.get(here) != found.get(here)
            self._hinweise.clear()
            self._hinweise.update(found)
            baum.redraw()
            if said:
                self._show_detail(here)

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the node under the cursor and what can be done with it."""
        self.follow(self._follow_cursor)

    def action_warum(self) -> None:
        """Explain the percentage."""
        node, tree = self._current, self._tree
        if node is None or tree is None:
            return
        value = show_percent(tree.fortschritt[node.id].wert)
        with self.reporting():
            source = ""
            if node.ebene is Ebene.MASSNAHME:
                source = self.services.teilschritt.load_schritte(node.id).explain(node.fortschritt)
            lines = explain(tree, node.id, source)
            if node.einschaetzung is not None:
                stored = self.services.zielbaum.load_knoten(node.ebene, node.id)
                lines += explain_einschaetzung(node.einschaetzung, stored["einschaetzung_grund"])
            before = self._load_frueher()
            lines += [] if before is None else explain_since(before, tree, node.id)
            self.app.push_screen(TextDialog(_("Warum {wert}? {titel}").format(wert=value, titel=node.titel), lines))

    def action_filtern(self) -> None:
        """Open the line that filters while it is typed."""
        self.query_one(Filterzeile).open()
        self.say_part()
        if self._filter is not None:
            self.call_after_refresh(self._filter.prepare)

    def action_geaenderte(self) -> None:
        """Show only what has changed since the last meeting, or everything again."""
        with self.reporting():
            if self._load_frueher() is None:
                self.status.sag(_("Noch kein Treffen und kein Sprint ist zu Ende; es gibt noch nichts zu vergleichen."))
                return
            self._select(replace(self._auswahl, nur_geaenderte=not self._auswahl.nur_geaenderte))

    def action_zoom(self) -> None:
        """Show only the node under the cursor with all below it."""
        node = self._current
        if node is not None:
            self._select(replace(self._auswahl, zoom=node.id))

    def _restore_zoom(self) -> None:
        """Zoom at the start to where the last window was: an evening goes on after a break as it was."""
        if not self._zoom_gelesen:
            self._zoom_gelesen = True
            kept = self.services.verlauf.remembered(ZOOM_KEY)
            if isinstance(kept, str) and self._tree is not None and kept in self._tree.nach_id:
                self._auswahl = replace(self._auswahl, zoom=kept)

    def action_alles(self) -> None:
        """Show the whole tree; the cursor stays where it is."""
        kept = self.query_one(Baum).cursor_id
        if self._marked:
            self._marked.clear()
            self._show_selected()
        self.query_one(Filterzeile).close()
        self.query_one(Baum).focus()
        self._select(Baumauswahl())
        if kept is not None:
            self.show_stelle(kept)

    @on(Filterzeile.Changed)
    def filter_typed(self, message: Filterzeile.Changed) -> None:
        """Show what fits the letters so far, with the cursor on a node that does, not on the way there."""
        self._select(replace(self._auswahl, text=message.value))
        part, baum = self._part, self.query_one(Baum)
        first = None if part is None else part.erster_treffer
        if part is not None and first is not None and baum.cursor_id not in part.treffer:
            baum.move_to(first)

    @on(Filterzeile.Submitted)
    def filter_done(self) -> None:
        """Go to the tree; the line that is left says what is filtered."""
        self.query_one(Filterzeile).display = False
        self.say_part()
        self.query_one(Baum).focus()

    @on(Filterzeile.Gewandert)
    def filter_walked(self, message: Filterzeile.Gewandert) -> None:
        """Walk through the tree while the filter is being typed."""
        self.query_one(Baum).move_by(message.schritt)

    def _select(self, auswahl: Baumauswahl) -> None:
        if auswahl != self._auswahl:
            if auswahl.zoom != self._auswahl.zoom:
                with self.reporting():
                    self.services.verlauf.remember(ZOOM_KEY, auswahl.zoom)
            self._auswahl = auswahl
            self._show_selected()
            self._follow_cursor()
            self.refresh_bindings()

    def _show_selected(self) -> None:
        tree, chosen = self._tree, self._filter
        if tree is None or chosen is None:
            return
        part = self._part = chosen.select(self._auswahl)
        self._marked &= tree.nach_id.keys()
        lines = [
            Baumast(
                node.id,
                node.eltern_id,
                tree,
                node,
                part.verborgen.get(node.id, 0),
                node.id in self._marked,
                self._hinweise,
            )
            for node in part.knoten
        ]
        if lines and lines[0].eltern_id is not None:
            lines[0] = lines[0]._replace(eltern_id=None)  # the root of the zoom
        self.query_one(Baum).show_knoten(lines, gefiltert=self._auswahl != Baumauswahl())
        since = "" if self._frueher is None else self._frueher.name
        said = describe_part(self._auswahl, part, tree, since)
        if self._marked:
            marked = ngettext("◆ {n} markiert (M ändert sie)", "◆ {n} markiert (M ändert sie)", len(self._marked))
            said = " · ".join(filter(None, (said, marked.format(n=len(self._marked)))))
        self.say_part(said)

    def _load_frueher(self) -> Frueher | None:
        if self._frueher is None and self._tree is not None:
            self._frueher = self.services.zielbaum.load_frueher(self._tree)
        return self._frueher

    def _changed(self) -> frozenset[str]:
        before = self._load_frueher()
        return frozenset() if before is None or self._tree is None else changed_ids(before.baum, self._tree)

    @property
    def _current(self) -> Knoten | None:
        if self._tree is None or not self.is_mounted:
            return None
        return self._tree.nach_id.get(self.query_one(Baum).cursor_id or "")

    def show_stelle(self, stelle: str) -> None:
        """Unfold the way to a node and put the cursor on it."""
        node = None if self._tree is None else self._tree.nach_id.get(stelle)
        if node is None:
            return
        if self._auswahl != Baumauswahl() and not self.query_one(Baum).move_to(stelle):
            self._select(Baumauswahl())
        if self._auswahl == Baumauswahl():
            self._go_to(node.eltern_id or node.id, node.id)

    def _go_to(self, eltern_id: str, knoten_id: str) -> None:
        baum = self.query_one(Baum)
        baum.open_node(eltern_id)
        baum.move_to(knoten_id)

    def _follow_cursor(self) -> None:
        """Show the detail after the cursor: the cursor itself never waits for it."""
        if not self.is_mounted:
            return
        current = self.query_one(Baum).cursor_id
        if current != self._shown:
            self._show_detail(current)
            self.refresh_bindings()

    def _show_detail(self, knoten_id: str | None) -> None:
        self._shown = knoten_id
        detail, schmal = self.query_one(Detail), self.has_class("-schmal")
        self._weiter = ()
        if knoten_id is None or self._tree is None or knoten_id not in self._tree.nach_id:
            detail.show("", None)
            return
        with self.reporting():
            node = self._tree.nach_id[knoten_id]
            stored = self.services.zielbaum.load_knoten(node.ebene, node.id)
            detail.show(describe(self._tree, node, stored, self._load_umfeld(node), schmal=schmal), node.id)

    def _load_umfeld(self, node: Knoten) -> Umfeld:
        """Read what is known of a node besides its own row; remember where it leads on."""
        costs = self._describe_costs(node)
        self._weiter = ()
        if node.ebene is not Ebene.MASSNAHME:
            return Umfeld(costs)
        points = self.services.pruefung.load_pruefpunkte(node.id)
        links = self.services.beziehungen.load_beziehungen(node.id)
        self._weiter = links.nachfolger or (() if links.vorgaenger is None else (links.vorgaenger,))
        return Umfeld(
            costs,
            describe_links(links),
            pruefung.stand(points).satz if points else "",
            self.services.teilschritt.load_schritte(node.id),
            [other.titel for other in links.nachfolger],
            self._hinweise.get(node.id, Baumhinweis()),
        )

    def _describe_costs(self, node: Knoten) -> list[tuple[str, str]]:
        """Return the costs of a Maßnahme, or of all below another node, with the sum that explains them."""
        if self._costs is None:
            self._costs = self.services.zielbaum.load_kosten()
        costs, quote = self._costs
        if node.ebene is Ebene.MASSNAHME:
            lines = explain_kosten(costs[node.id], quote) if node.id in costs else []
            total = add_up([costs[node.id]] if node.id in costs else [])
        else:
            total = add_up(costs[other] for other in self._below(node.id) if other in costs)
            lines = explain_summe(total)
        named = [(_("Kosten") if place == 0 else "", line) for place, line in enumerate(lines)]
        return [*named, (_("Ausgegeben"), explain_ausgaben(total))]

    def _below(self, knoten_id: str) -> Iterator[str]:
        assert self._tree is not None
        stack = [knoten_id]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(self._tree.kinder[current])
