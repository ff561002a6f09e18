"""Nodes of a tree as the widget wants them, to test with."""

from dataclasses import dataclass

from myk_tui.widgets.zeilenliste import Stueck


@dataclass(frozen=True)
class BaumKnoten:
    """A node whose pieces are known; parents come before their children."""

    id: str
    eltern_id: str | None
    titel: tuple[Stueck, ...]
    rechts: tuple[Stueck, ...] = ()
