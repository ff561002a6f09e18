"""Which key of the goal tree does something on which node, and the one sentence where it does not."""

from dataclasses import dataclass

from myk_tui.domain.zielbaum import EBENE_NAMES, Ebene, Knoten
from myk_tui.i18n import N_, _

ALL = frozenset(Ebene)
BELOW_THE_TOP = ALL - {Ebene.PROGRAMM}
INNER = frozenset({Ebene.ZIELBILD, Ebene.ZIEL, Ebene.LOESUNG})
LEAF = frozenset({Ebene.MASSNAHME})


@dataclass(frozen=True)
class Regel:
    """Where an action is possible.

    Attributes:
        ebenen: the levels on which it does something.
        satz: why not on the others; ``{ebene}`` names the level of the node.
        schreibt: it changes the file.
        nur_dort: on the other levels it is not even shown.
    """

    ebenen: frozenset[Ebene] = ALL
    satz: str = ""
    schreibt: bool = True
    nur_dort: bool = False

    @property
    def satz_hier(self) -> str:
        """The sentence where nothing is to be named."""
        return _(self.satz)


REGELN: dict[str, Regel] = {
    "anlegen": Regel(
        ALL - LEAF,
        N_("Unter einer Maßnahme gibt es keinen Eintrag mehr. N legt eine daneben an, k Teilschritte."),
        nur_dort=True,
    ),
    "daneben": Regel(BELOW_THE_TOP, N_("Neben der Vision gibt es nichts. n legt ein Zielbild darunter an.")),
    "bearbeiten": Regel(),
    "umbenennen": Regel(),
    "verschieben": Regel(
        ALL - {Ebene.PROGRAMM, Ebene.ZIELBILD},
        N_("{ebene}: Das hat keinen anderen Platz. Umschalt mit Pfeil auf/ab ändert die Reihenfolge der Zielbilder."),
    ),
    "gewicht": Regel(BELOW_THE_TOP, N_("Die Vision hat keine Geschwister und deshalb kein Gewicht.")),
    "loeschen": Regel(BELOW_THE_TOP, N_("Das Programm selbst lässt sich nicht löschen.")),
    "steckbrief": Regel(LEAF, N_("Einen Steckbrief haben nur Maßnahmen. e bearbeitet diesen Eintrag."), nur_dort=True),
    "beziehungen": Regel(
        LEAF, N_("Beziehungen haben nur Maßnahmen; hier steht der Zeiger auf: {ebene}."), nur_dort=True
    ),
    "schritte": Regel(
        LEAF, N_("Teilschritte haben nur Maßnahmen; hier steht der Zeiger auf: {ebene}."), schreibt=False, nur_dort=True
    ),
    "lebenslauf": Regel(
        LEAF,
        N_("Einen Lebenslauf haben nur Maßnahmen; hier steht der Zeiger auf: {ebene}."),
        schreibt=False,
        nur_dort=True,
    ),
    "pruefung": Regel(LEAF, N_("Geprüft werden nur Maßnahmen; hier steht der Zeiger auf: {ebene}."), nur_dort=True),
    "bestaetigen": Regel(LEAF, N_("Hier ist keine Zuordnung angenommen; es gibt nichts zu bestätigen."), nur_dort=True),
    "nachfolger": Regel(
        LEAF,
        N_("Hier führt kein Nachfolger und kein Vorgänger weiter. B trägt einen Vorgänger ein."),
        schreibt=False,
        nur_dort=True,
    ),
    "markieren": Regel(
        LEAF, N_("Gemeinsam ändern lassen sich nur Maßnahmen; hier steht der Zeiger auf: {ebene}."), schreibt=False
    ),
    "zoom": Regel(INNER, N_("{ebene}: Hineinzoomen geht in Zielbild, Ziel oder Lösung."), schreibt=False),
    "warum": Regel(schreibt=False),
}
"""By action what it needs; what is not here is always possible."""


def shown(action: str, node: Knoten | None) -> bool:
    """Whether the key is shown on this node at all."""
    rule = REGELN.get(action)
    return rule is None or not rule.nur_dort or (node is not None and node.ebene in rule.ebenen)


def why_not(action: str, node: Knoten | None, nur_lesen: str = "") -> str:
    """Return why a key does nothing on this node; empty if it does something.

    ``nur_lesen`` is why nothing can be written at present, if so.
    """
    rule = REGELN.get(action)
    if rule is None:
        return ""
    if node is None:
        return _("Hier steht der Zeiger auf keinem Eintrag.")
    if node.ebene not in rule.ebenen:
        return _(rule.satz).format(ebene=_(EBENE_NAMES[node.ebene]))
    if action == "bestaetigen" and not node.angenommen:
        return _(rule.satz)
    return nur_lesen if rule.schreibt else ""
