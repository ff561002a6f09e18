"""Which part of the goal tree is shown: what fits a filter, below one node."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from myk_tui.domain.begriffe import label
from myk_tui.domain.text import fold
from myk_tui.domain.zielbaum import Ebene, Knoten, Zielbaum
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Baumauswahl:
    """What is asked for.

    Attributes:
        text: every word of it occurs in title, state, Handlungsfelder, places or teams of a node.
        nur_geaenderte: only what has changed since the last meeting.
        zoom: id of the node below which everything lies; None for the whole tree.
    """

    text: str = ""
    nur_geaenderte: bool = False
    zoom: str | None = None

    @property
    def filtert(self) -> bool:
        """Whether anything but the zoom can hide a node."""
        return self.nur_geaenderte or bool(fold(self.text).strip())


@dataclass(frozen=True)
class Ausschnitt:
    """What is shown.

    Attributes:
        knoten: nodes in the order of the tree, each hit with all above it up to the root of the zoom.
        verborgen: by id of a shown node, how many of its children are hidden.
        massnahmen: how many Maßnahmen are shown, of ``alle`` in the whole tree.
        treffer: ids of the shown nodes that fit the text by their own words; empty without a text.
    """

    knoten: tuple[Knoten, ...]
    verborgen: Mapping[str, int]
    massnahmen: int
    alle: int
    treffer: AbstractSet[str] = frozenset()

    @property
    def erster_treffer(self) -> str | None:
        """Id of the first node that fits by its own words, in the order of the tree."""
        return next((node.id for node in self.knoten if node.id in self.treffer), None)


class Baumfilter:
    """The tree with the texts it is searched by, folded once, at the first question."""

    def __init__(
        self,
        tree: Zielbaum,
        merkmale: Callable[[], Mapping[str, str]],
        geaendert: Callable[[], frozenset[str]],
    ) -> None:
        """Take the tree, by id of a Maßnahme what else it is found by, and what has changed."""
        self._baum = tree
        self._merkmale = merkmale
        self._geaendert = geaendert
        self._folded: dict[str, str] = {}
        self._massnahmen = sum(1 for node in tree.knoten if node.ebene is Ebene.MASSNAHME)

    def select(self, auswahl: Baumauswahl) -> Ausschnitt:
        """Return what fits; below a Zielbild, Ziel or Lösung that fits by its own words everything is shown."""
        tree = self._baum
        root = tree.wurzel.id if auswahl.zoom is None or auswahl.zoom not in tree.nach_id else auswahl.zoom
        shown = {root} if auswahl.filtert else set(tree.nach_id)
        hits = self._collect(auswahl, shown) if auswahl.filtert else frozenset()
        kept = [node for node in self._below(root) if node.id in shown]
        beneath = Counter(node.eltern_id for node in kept)
        inner = ((node.id, len(tree.kinder[node.id])) for node in kept if node.ebene is not Ebene.MASSNAHME)
        hidden = {node_id: count - beneath[node_id] for node_id, count in inner if count > beneath[node_id]}
        return Ausschnitt(
            tuple(kept),
            hidden,
            sum(1 for node in kept if node.ebene is Ebene.MASSNAHME),
            self._massnahmen,
            hits,
        )

    def prepare(self) -> None:
        """Fold everything now, so that the first key need not."""
        if self._folded:
            return
        merkmale = self._merkmale()
        for node in self._baum.knoten:
            status = "" if node.status is None else label(node.status)
            self._folded[node.id] = fold(f"{node.titel} {status} {merkmale.get(node.id, '')}")

    def _below(self, root: str) -> Iterable[Knoten]:
        """Return a node and all below it, in the order of the tree."""
        if root == self._baum.wurzel.id:
            return self._baum.knoten
        inside = {root}
        found = [self._baum.nach_id[root]]
        for node in self._baum.knoten:
            if node.eltern_id in inside:
                inside.add(node.id)
                found.append(node)
        return found

    def _collect(self, auswahl: Baumauswahl, shown: set[str]) -> AbstractSet[str]:
        """Add what fits and the way to it to ``shown``; returns what fits the text by its own words."""
        words = fold(auswahl.text).split()
        changed = self._geaendert() if auswahl.nur_geaenderte else None
        if words:
            self.prepare()
        fitting: AbstractSet[str] = self._baum.nach_id.keys()
        for word in words:
            fitting = {node_id for node_id in fitting if word in self._folded[node_id]}
        whole: set[str | None] = set()  # inner nodes that fit by their own words: everything below them is shown
        for node in self._baum.knoten:
            if node.id not in fitting and node.eltern_id not in whole:
                continue
            if words and node.ebene is not Ebene.MASSNAHME and node.ebene is not Ebene.PROGRAMM:
                whole.add(node.id)
            if changed is None or node.id in changed:
                way: str | None = node.id
                while way is not None and way not in shown:  # what stands above a shown node is shown already
                    shown.add(way)
                    way = self._baum.nach_id[way].eltern_id
        if not words:
            return frozenset()
        return fitting if changed is None else fitting & changed


def describe(auswahl: Baumauswahl, ausschnitt: Ausschnitt, tree: Zielbaum, seit: str) -> str:
    """Say in one line what is filtered, where the zoom stands and how much is hidden."""
    parts: list[str] = []
    if auswahl.zoom is not None and auswahl.zoom in tree.nach_id:
        parts.append(" › ".join(step.titel for step in tree.pfad(auswahl.zoom)))
    if auswahl.nur_geaenderte:
        parts.append(_("geändert {seit}").format(seit=seit))
    if auswahl.text.strip():
        parts.append(_("Filter „{text}“").format(text=auswahl.text.strip()))
    if not parts:
        return ""
    parts.append(
        ngettext("{n} von {alle} Maßnahme", "{n} von {alle} Maßnahmen", ausschnitt.alle).format(
            n=ausschnitt.massnahmen, alle=ausschnitt.alle
        )
    )
    hidden = ausschnitt.alle - ausschnitt.massnahmen
    parts.append(ngettext("{n} ausgeblendet", "{n} ausgeblendet", hidden).format(n=hidden))
    return " · ".join(parts)
