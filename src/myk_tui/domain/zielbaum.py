"""The goal tree: Vision → Zielbild → strategisches Ziel → Lösung → Maßnahme, and its progress.

Progress, one formula for all levels: a Maßnahme counts the percentage set at
the review, 100 when it is finished or runs in regular operation. Every inner
node is Σ(weight · progress) / Σ(weight) over its children. What has not begun
counts 0. Maßnahmen that were stopped or pause are left out and counted apart.
A node without children that count is 0 and says so.

Progress is an exact fraction, so that the explanation adds up to the number
shown; only ``show_percent`` rounds, half up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.errors import RuleViolation
from myk_tui.i18n import N_, _, ngettext

WEIGHT_MIN, WEIGHT_MAX = 1, 100


class Ebene(StrEnum):
    """Levels of the tree; the value is the name of the table."""

    PROGRAMM = "programm"
    ZIELBILD = "zielbild"
    ZIEL = "ziel"
    LOESUNG = "loesung"
    MASSNAHME = "massnahme"


EBENE_NAMES = {
    Ebene.PROGRAMM: N_("Vision"),
    Ebene.ZIELBILD: N_("Zielbild"),
    Ebene.ZIEL: N_("strategisches Ziel"),
    Ebene.LOESUNG: N_("Lösung"),
    Ebene.MASSNAHME: N_("Maßnahme"),
}

CHILD_OF: dict[Ebene, tuple[Ebene, ...]] = {
    Ebene.PROGRAMM: (Ebene.ZIELBILD, Ebene.MASSNAHME),
    Ebene.ZIELBILD: (Ebene.ZIEL, Ebene.MASSNAHME),
    Ebene.ZIEL: (Ebene.LOESUNG,),
    Ebene.LOESUNG: (Ebene.MASSNAHME,),
    Ebene.MASSNAHME: (),
}
"""Which levels may hang below which. A Maßnahme whose Lösung is not known yet hangs on its Zielbild, or on top."""

COUNTS_FULL = frozenset({MassnahmeStatus.ABGESCHLOSSEN, MassnahmeStatus.LAUFENDER_BETRIEB})
OPEN_STATUS = (
    MassnahmeStatus.VORGESCHLAGEN,
    MassnahmeStatus.GEPLANT,
    MassnahmeStatus.WARTET_AUF_FREIGABE,
    MassnahmeStatus.IM_SPRINT,
    MassnahmeStatus.PAUSIERT,
)
"""States from which a Sprintteam can take a Maßnahme up."""
LEFT_OUT = frozenset({MassnahmeStatus.EINGESTELLT, MassnahmeStatus.PAUSIERT})


@dataclass(frozen=True)
class Knoten:
    """One node as it is stored.

    Attributes:
        id: id of the row; the programme's own id for the root.
        eltern_id: id of the parent, None for the root.
        gewicht: weight among its siblings, 1 to 100.
        fortschritt: percent set at the review; only for a Maßnahme.
        status: only for a Maßnahme.
        beispiel: invented for practice, marked as „Beispiel“.
        angenommen: its place in the tree is assumed, not documented.
        einschaetzung: what the round thinks of the progress in percent; beside the computed number, never in it.
    """

    id: str
    ebene: Ebene
    eltern_id: str | None
    titel: str
    gewicht: int = 1
    fortschritt: int = 0
    status: MassnahmeStatus | None = None
    beispiel: bool = False
    angenommen: bool = False
    ordnung: str = ""
    einschaetzung: int | None = None


@dataclass(frozen=True)
class Summand:
    """One child in the sum that explains a number: ``gewicht × fortschritt``."""

    id: str
    titel: str
    gewicht: int
    fortschritt: Fraction | int


@dataclass(frozen=True)
class Fortschritt:
    """Progress of one node with everything needed to explain it.

    Attributes:
        wert: percent, exact, 0 to 100.
        summanden: the children that count, in their order.
        ausgelassen: titles of Maßnahmen below this very node that do not count (stopped, paused).
        ausgelassen_gesamt: how many are left out in the whole subtree.
    """

    wert: Fraction | int
    summanden: tuple[Summand, ...] = ()
    ausgelassen: tuple[str, ...] = ()
    ausgelassen_gesamt: int = 0


@dataclass(frozen=True)
class Zielbaum:
    """The whole tree with its progress.

    Attributes:
        knoten: all nodes, each parent before its children, siblings in order.
        kinder: ids of the children by id of the parent.
        fortschritt: progress by id.
    """

    knoten: tuple[Knoten, ...]
    kinder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fortschritt: Mapping[str, Fortschritt] = field(default_factory=dict)
    nach_id: Mapping[str, Knoten] = field(default_factory=dict)

    @property
    def wurzel(self) -> Knoten:
        """The root: the programme with its Vision."""
        return self.knoten[0]

    def pfad(self, knoten_id: str) -> tuple[Knoten, ...]:
        """Return the nodes from the root down to ``knoten_id``, both included."""
        path: list[Knoten] = []
        current: str | None = knoten_id
        while current is not None:
            node = self.nach_id[current]
            path.append(node)
            current = node.eltern_id
        return tuple(reversed(path))


def make_zielbaum(nodes: Iterable[Knoten]) -> Zielbaum:
    """Build the tree from nodes in any order; siblings are sorted by ``ordnung``, Ziele ahead of Maßnahmen.

    Raises ValueError if there is not exactly one root.
    """
    by_id = {node.id: node for node in nodes}
    by_parent: dict[str | None, list[Knoten]] = {}
    for node in by_id.values():
        by_parent.setdefault(node.eltern_id, []).append(node)
    for siblings in by_parent.values():
        if len(siblings) > 1:
            siblings.sort(key=lambda node: (_DEPTH[node.ebene], node.ordnung, node.id))
    roots = by_parent.get(None, [])
    if len(roots) != 1:
        raise ValueError(f"a tree has one root, not {len(roots)}")
    ordered: list[Knoten] = []
    stack = [roots[0]]
    while stack:
        node = stack.pop()
        ordered.append(node)
        if node.id in by_parent:
            stack.extend(reversed(by_parent[node.id]))
    children = {node.id: tuple(child.id for child in by_parent.get(node.id, ())) for node in ordered}
    progress: dict[str, Fortschritt] = {}
    for node in reversed(ordered):
        if node.ebene is Ebene.MASSNAHME:
            progress[node.id] = _of_massnahme(node.status or MassnahmeStatus.VORGESCHLAGEN, node.fortschritt)
        else:
            progress[node.id] = _roll_up(by_parent.get(node.id, ()), progress)
    return Zielbaum(tuple(ordered), children, progress, by_id)


_DEPTH = {ebene: depth for depth, ebene in enumerate(Ebene)}


def massnahme_progress(status: MassnahmeStatus, fortschritt: int) -> int:
    """Return the percentage a Maßnahme counts: 100 when finished or in regular operation."""
    return 100 if status in COUNTS_FULL else fortschritt


@lru_cache(maxsize=2_000)
def _of_massnahme(status: MassnahmeStatus, fortschritt: int) -> Fortschritt:
    """There are few different ones and thousands of Maßnahmen: each is made once."""
    return Fortschritt(massnahme_progress(status, fortschritt), ausgelassen_gesamt=int(status in LEFT_OUT))


def _roll_up(children: Sequence[Knoten], progress: Mapping[str, Fortschritt]) -> Fortschritt:
    terms: list[Summand] = []
    left_out: list[str] = []
    weights, below = 0, 0
    total: Fraction | int = 0
    for child in children:
        own = progress[child.id]
        below += own.ausgelassen_gesamt
        if child.status in LEFT_OUT:
            left_out.append(child.titel)
            continue
        terms.append(Summand(child.id, child.titel, child.gewicht, own.wert))
        weights += child.gewicht
        total += child.gewicht * own.wert
    value = Fraction(total, weights) if weights else Fraction(0)
    return Fortschritt(value, tuple(terms), tuple(left_out), below)


def show_percent(value: Fraction | int) -> str:
    """Write a percentage without decimals, half rounded up.

    >>> show_percent(Fraction(85, 2))
    '43 %'
    """
    return f"{rounded(value)} %"


def rounded(value: Fraction | int) -> int:
    """Return a percentage as whole number, half rounded up; only 100 itself gives 100."""
    number = int(Fraction(value) + Fraction(1, 2))
    return 99 if number == 100 and value < 100 else number


def explain(tree: Zielbaum, knoten_id: str, gesetzt: str = "") -> list[str]:
    """Answer „warum 43 %?“ for a node: the sum with its weights, and what is left out.

    The lines are computed from the same terms as the number itself. ``gesetzt``
    says where the number of a Maßnahme comes from if not from the review.
    """
    node, progress = tree.nach_id[knoten_id], tree.fortschritt[knoten_id]
    if node.ebene is Ebene.MASSNAHME:
        return _explain_massnahme(node, gesetzt)
    lines = [_("Gewicht × Fortschritt, geteilt durch die Summe der Gewichte:")]
    for term in progress.summanden:
        lines.append(f"{term.gewicht:>4} × {_exact(term.fortschritt):>6} %   {term.titel}")
    lines += _sum_lines(progress)
    if progress.ausgelassen:
        lines.append(
            ngettext(
                "Nicht mitgezählt (eingestellt oder pausiert): {titel}",
                "Nicht mitgezählt (eingestellt oder pausiert): {titel}",
                len(progress.ausgelassen),
            ).format(titel=", ".join(progress.ausgelassen))
        )
    return lines


def explain_einschaetzung(einschaetzung: int | None, grund: str) -> list[str]:
    """Say what the round itself thinks of the progress and why; empty if it said nothing."""
    if einschaetzung is None:
        return []
    return [
        "",
        _("✎ Die Runde schätzt {wert} %: {grund}").format(wert=einschaetzung, grund=grund),
        _("Das steht neben der Rechnung und ändert sie nicht."),
    ]


def _sum_lines(progress: Fortschritt) -> list[str]:
    if not progress.summanden:
        return [_("Hier ist noch nichts, das zählt. Deshalb 0 %.")]
    weights = sum(term.gewicht for term in progress.summanden)
    total: Fraction | int = sum(term.gewicht * term.fortschritt for term in progress.summanden)
    result = _("{summe} : {gewichte} = {wert} %").format(
        summe=_exact(total), gewichte=weights, wert=_exact(progress.wert)
    )
    shown = rounded(progress.wert)
    if progress.wert.denominator != 1:
        result += _(", gerundet {wert} %").format(wert=shown)
    return [result]


def _explain_massnahme(node: Knoten, gesetzt: str) -> list[str]:
    status = node.status or MassnahmeStatus.VORGESCHLAGEN
    if status in COUNTS_FULL:
        return [_("Abgeschlossen oder im laufenden Betrieb zählt 100 %.")]
    line = _("Im letzten Review auf {wert} % gesetzt.").format(wert=node.fortschritt)
    if gesetzt:
        line = gesetzt
    elif node.fortschritt == 0:
        line = _("Noch nicht begonnen zählt 0 %.")
    if status in LEFT_OUT:
        return [line, _("Sie ist eingestellt oder pausiert und zählt deshalb oben nicht mit.")]
    return [line]


def _exact(value: Fraction | int) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".replace(".", ",")


def check_parent(child: Ebene, parent: Ebene) -> None:
    """Raise RuleViolation unless a ``child`` may hang below a ``parent``."""
    if child in CHILD_OF[parent]:
        return
    allowed = " / ".join(_(EBENE_NAMES[level]) for level in Ebene if child in CHILD_OF[level])
    raise RuleViolation(
        _("{kind}: Das geht nur unter {erlaubt}. Bitte ein anderes Ziel wählen.").format(
            kind=_(EBENE_NAMES[child]), erlaubt=allowed
        )
    )


@dataclass(frozen=True)
class Ablage:
    """Where a node that is dropped on another one lands.

    Attributes:
        position: place among the children of its level there, itself not counted.
        satz: says it in words.
    """

    eltern_id: str
    position: int
    satz: str


def drop(tree: Zielbaum, knoten_id: str, ziel_id: str) -> Ablage:
    """Return where a node lands when it is dropped on another one.

    On an entry that may be its parent it becomes the last one below. On an
    entry of its own level it takes that place: before it, and after it when it
    comes from further up below the same parent.

    Raises RuleViolation if it may not stand there; ``check_parent`` says why.
    """
    node, target = tree.nach_id[knoten_id], tree.nach_id[ziel_id]
    if node.ebene is Ebene.PROGRAMM:
        raise RuleViolation(_("Die Vision steht ganz oben und lässt sich nicht verschieben."))
    if node.ebene is not target.ebene or target.eltern_id is None:
        check_parent(node.ebene, target.ebene)
        position = len(_siblings(tree, node, target.id))
        return Ablage(target.id, position, _("Loslassen hängt es unter „{titel}“.").format(titel=target.titel))
    position = _siblings(tree, node, target.eltern_id).index(ziel_id)
    children = tree.kinder[target.eltern_id]
    if node.eltern_id == target.eltern_id and children.index(knoten_id) < children.index(ziel_id):
        return Ablage(
            target.eltern_id, position + 1, _("Loslassen setzt es hinter „{titel}“.").format(titel=target.titel)
        )
    return Ablage(target.eltern_id, position, _("Loslassen setzt es vor „{titel}“.").format(titel=target.titel))


def _siblings(tree: Zielbaum, node: Knoten, eltern_id: str) -> list[str]:
    return [other for other in tree.kinder[eltern_id] if tree.nach_id[other].ebene is node.ebene and other != node.id]
