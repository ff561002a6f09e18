"""Which lanes and cards of the board are shown: all, or what a filter, a team or a zoom leaves."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.sprintboard import Bahn, Karte, Sprintboard
from myk_tui.domain.text import fold
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Brettauswahl:
    """What is shown.

    Attributes:
        text: part of title, person, reason, Maßnahme or team.
        wer: only cards that this person or role takes care of, for whoever presents them.
        team_id, zielbild_id, bahn_id: only these lanes.
    """

    text: str = ""
    wer: str = ""
    blockiert: bool = False
    ueberfaellig: bool = False
    team_id: str = ""
    zielbild_id: str = ""
    bahn_id: str = ""

    @property
    def karten(self) -> bool:
        """Whether single cards may be hidden."""
        return bool(self.text or self.wer) or self.blockiert or self.ueberfaellig


NOTHING = Brettauswahl()
"""The whole board."""


def selected(board: Sprintboard, auswahl: Brettauswahl, markiert: Set[str] = frozenset()) -> Sprintboard:
    """Return the board with what the selection leaves; lanes that do not change stay the same objects.

    Numbers stay true: a narrowed lane still knows all its cards, the board how many each column has.
    """
    if auswahl == NOTHING and not markiert:
        return board
    lanes = [lane for lane in board.bahnen if _lane_fits(lane, auswahl)]
    shown = [_narrowed(lane, auswahl, markiert) for lane in lanes]
    if not auswahl.karten:
        return replace(board, bahnen=tuple(shown))
    counts = Counter(karte.spalte for lane in lanes for karte in lane.karten)
    found = tuple(lane for lane in shown if lane.karten)
    return replace(board, bahnen=found, anzahlen=tuple(counts[spalte] for spalte in Spalte))


def _lane_fits(bahn: Bahn, auswahl: Brettauswahl) -> bool:
    return (
        auswahl.bahn_id in ("", bahn.id)
        and auswahl.team_id in ("", bahn.team_id)
        and auswahl.zielbild_id in ("", bahn.zielbild_id)
    )


def _narrowed(bahn: Bahn, auswahl: Brettauswahl, markiert: Set[str]) -> Bahn:
    own = markiert & bahn.karten_ids
    if not auswahl.karten and not own:
        return bahn
    whole_lane = bool(auswahl.text) and fold(auswahl.text) in fold(f"{bahn.massnahme} {bahn.team}")
    cards = [karte for karte in bahn.karten if _card_fits(karte, auswahl, whole_lane)]
    karten = tuple(replace(karte, markiert=True) if karte.id in own else karte for karte in cards)
    return replace(bahn, karten=karten, ganz=bahn.karten if len(karten) < len(bahn.karten) else None)


def _card_fits(karte: Karte, auswahl: Brettauswahl, whole_lane: bool) -> bool:
    if auswahl.blockiert and karte.spalte is not Spalte.BLOCKIERT:
        return False
    if auswahl.ueberfaellig and not karte.ueberfaellig:
        return False
    if auswahl.wer and fold(karte.wer) != fold(auswahl.wer):
        return False
    words = f"{karte.titel} {karte.wer} {karte.blockiert_grund}"
    return whole_lane or not auswahl.text or fold(auswahl.text) in fold(words)


def people(board: Sprintboard) -> list[str]:
    """Return who takes care of cards on the board, in the order of the alphabet; spellings that fold alike once."""
    found: dict[str, str] = {}
    for lane in board.bahnen:
        for karte in lane.karten:
            if karte.wer:
                found.setdefault(fold(karte.wer), karte.wer)
    return [found[key] for key in sorted(found)]


def real_position(bahn: Bahn, spalte: Spalte, shown: tuple[Karte, ...], karte_id: str, position: int) -> int:
    """Return where in the whole column a card belongs that was put at a place among the shown ones.

    It stands right behind the card it was put behind, whatever is hidden in between.
    """
    whole = [karte.id for karte in bahn.karten if karte.spalte is spalte and karte.id != karte_id]
    seen = [karte.id for karte in shown if karte.spalte is spalte and karte.id != karte_id]
    if position <= 0:
        return 0
    if position >= len(seen):
        return len(whole)
    return whole.index(seen[position - 1]) + 1


def describe(board: Sprintboard, auswahl: Brettauswahl) -> str:
    """Say in one line what is shown, and how many cards are hidden; empty if all are shown."""
    if auswahl == NOTHING:
        return ""
    lanes = {lane.id: lane for lane in board.bahnen}
    parts = []
    if auswahl.bahn_id in lanes:
        parts.append(_("nur „{name}“").format(name=lanes[auswahl.bahn_id].massnahme))
    for lane in board.bahnen:
        if auswahl.team_id and lane.team_id == auswahl.team_id:
            parts.append(_("nur Team „{name}“").format(name=lane.team))
            break
    for lane in board.bahnen:
        if auswahl.zielbild_id and lane.zielbild_id == auswahl.zielbild_id:
            parts.append(_("nur Zielbild „{name}“").format(name=lane.zielbild))
            break
    if auswahl.wer:
        parts.append(_("nur Karten von „{wer}“").format(wer=auswahl.wer))
    if auswahl.blockiert:
        parts.append(_("nur Blockiertes"))
    if auswahl.ueberfaellig:
        parts.append(_("nur Überfälliges"))
    if auswahl.text:
        parts.append(_("mit „{text}“").format(text=auswahl.text))
    shown = sum(len(lane.karten) for lane in selected(board, auswahl).bahnen)
    hidden = sum(len(lane.karten) for lane in board.bahnen) - shown
    rest = ngettext("{n} Karte verborgen", "{n} Karten verborgen", hidden).format(n=hidden)
    return " · ".join([*parts, rest, _("Esc zeigt alles")])
