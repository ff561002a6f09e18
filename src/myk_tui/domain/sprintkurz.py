"""The numbers of the sprints in one line each: a small curve and the numbers themselves."""

from collections.abc import Sequence
from typing import NamedTuple

from myk_tui.domain.sprintreihe import Sprintreihe
from myk_tui.domain.zielbaum import rounded
from myk_tui.i18n import _

STEPS = "▁▂▃▄▅▆▇█"
MOST = 6
"""So many sprints, the newest ones, stand in a line."""


class Kurzzeile(NamedTuple):
    """A line: what it is about, its curve, its numbers as text."""

    name: str
    kurve: str
    text: str


def curve(values: Sequence[int], most: int) -> str:
    """Return one block per value, its height by its share of ``most``.

    >>> curve([0, 50, 100], 100)
    '▁▅█'
    """
    top = len(STEPS) - 1
    return "".join(STEPS[0] if most <= 0 else STEPS[min(top, (value * top + most // 2) // most)] for value in values)


def short_lines(reihe: Sprintreihe) -> tuple[Kurzzeile, ...]:
    """Return a line for every Zielbild, for cards, ideas and support; none before a sprint was closed."""
    if not reihe.abgeschlossen:
        return ()
    lines = []
    for one in reihe.zielbilder:
        known = [rounded(value) for value in one.werte[-MOST:] if value is not None]
        if known:
            lines.append(Kurzzeile(one.titel, curve(known, 100), " → ".join(f"{value} %" for value in known)))
    cards = reihe.karten[-MOST:]
    done = [finished for finished, _total in cards]
    text = " · ".join(_("{fertig} von {alle}").format(fertig=finished, alle=total) for finished, total in cards)
    lines.append(Kurzzeile(_("Karten fertig"), curve(done, max(total for _done, total in cards)), text))
    for name, first, second, word in (
        (_("Ideen aufgenommen"), reihe.aufgenommen.je, reihe.uebernommen.je, _("übernommen {zahlen}")),
        (_("Bitten gestellt"), reihe.gestellt.je, reihe.beantwortet.je, _("beantwortet {zahlen}")),
    ):
        more = word.format(zahlen=_numbers(second))
        lines.append(Kurzzeile(name, curve(first[-MOST:], max(first, default=0)), f"{_numbers(first)}, {more}"))
    return tuple(lines)


def _numbers(values: Sequence[int]) -> str:
    return " · ".join(map(str, values[-MOST:]))
