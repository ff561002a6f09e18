"""What has changed in a part of the goal tree since an earlier moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.begriffe import label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.zielbaum import LEFT_OUT, Ebene, Knoten, Zielbaum, show_percent
from myk_tui.i18n import _, ngettext

SHOWN = 12
"""How many changes are listed; more are counted."""


@dataclass(frozen=True)
class Frueher:
    """The tree as it stood at the end of the last meeting, or of the last sprint if there was no meeting.

    Attributes:
        tag: the day of that end.
        treffen: it was a meeting.
    """

    baum: Zielbaum
    tag: date
    treffen: bool

    @property
    def name(self) -> str:
        """„seit dem letzten Treffen (30.09.2026)“."""
        text = _("seit dem letzten Treffen ({tag})") if self.treffen else _("seit dem letzten Sprintabschluss ({tag})")
        return text.format(tag=show_date(self.tag))


def changed_ids(before: Zielbaum, now: Zielbaum) -> frozenset[str]:
    """Return the ids of all nodes of today's tree that are new or not as they were: place, order, text, numbers."""
    old = before.nach_id
    return frozenset(node.id for node in now.knoten if node.id not in old or old[node.id] != node)


def explain_since(frueher: Frueher, now: Zielbaum, knoten_id: str) -> list[str]:
    """Say what became of the percentage of a node since then, and through which Maßnahmen and weights."""
    if knoten_id not in frueher.baum.nach_id:
        return ["", _("{seit}: neu angelegt.").format(seit=_capital(frueher.name))]
    old, new = frueher.baum.fortschritt[knoten_id].wert, now.fortschritt[knoten_id].wert
    head = _("{seit}: {alt} → {neu}").format(seit=_capital(frueher.name), alt=show_percent(old), neu=show_percent(new))
    changes = _changes(_below(frueher.baum, knoten_id), _below(now, knoten_id))
    if not changes:
        return ["", head + _(", nichts geändert.")]
    lines = ["", head, *(f"  {change}" for change in changes[:SHOWN])]
    rest = len(changes) - SHOWN
    if rest > 0:
        lines.append("  " + ngettext("und {n} weitere Änderung", "und {n} weitere Änderungen", rest).format(n=rest))
    return lines


def _below(tree: Zielbaum, knoten_id: str) -> dict[str, Knoten]:
    found: dict[str, Knoten] = {}
    stack = [knoten_id]
    while stack:
        node = tree.nach_id[stack.pop()]
        found[node.id] = node
        stack.extend(reversed(tree.kinder.get(node.id, ())))
    return found


def _changes(old: Mapping[str, Knoten], new: Mapping[str, Knoten]) -> list[str]:
    lines: list[str] = []
    for node in new.values():
        before = old.get(node.id)
        if before is None:
            if node.ebene is Ebene.MASSNAHME:
                lines.append(_("neu hier: {titel} ({stand})").format(titel=node.titel, stand=_stand(node)))
            continue
        if node.ebene is Ebene.MASSNAHME and _stand(before) != _stand(node):
            lines.append(f"{node.titel}: {_stand(before)} → {_stand(node)}")
        if before.gewicht != node.gewicht:
            lines.append(
                _("{titel}: Gewicht {alt} → {neu}").format(titel=node.titel, alt=before.gewicht, neu=node.gewicht)
            )
    gone = [node for node in old.values() if node.id not in new and node.ebene is Ebene.MASSNAHME]
    lines += [_("nicht mehr hier: {titel} ({stand})").format(titel=node.titel, stand=_stand(node)) for node in gone]
    return lines


def _stand(node: Knoten) -> str:
    """Return what a Maßnahme counts: its percentage, and its state where that decides."""
    assert node.status is not None
    if node.status in LEFT_OUT:
        return _("{status}, zählt nicht mit").format(status=label(node.status))
    return f"{node.fortschritt} %, {label(node.status)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
