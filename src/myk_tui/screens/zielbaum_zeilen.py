"""How nodes of the goal tree are written: in the tree, in forms, in the detail."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.content import Content

from myk_tui.domain import steckbrief
from myk_tui.domain.begriffe import FreigabeStand, MassnahmeStatus, choices, label
from myk_tui.domain.zielbaum import EBENE_NAMES, Ebene, Knoten, Zielbaum, rounded, show_percent
from myk_tui.i18n import _, ngettext
from myk_tui.screens.dialogs import Feld
from myk_tui.widgets.text import bar, plain, styled
from myk_tui.widgets.zeilenliste import Stueck

STATUS_MARKS = {
    MassnahmeStatus.VORGESCHLAGEN: "◌",
    MassnahmeStatus.GEPLANT: "○",
    MassnahmeStatus.WARTET_AUF_FREIGABE: "⧗",
    MassnahmeStatus.IM_SPRINT: "▶",
    MassnahmeStatus.LAUFENDER_BETRIEB: "∞",
    MassnahmeStatus.ABGESCHLOSSEN: "✓",
    MassnahmeStatus.PAUSIERT: "‖",
    MassnahmeStatus.EINGESTELLT: "✗",
}


class Baumast(NamedTuple):
    """A node of the goal tree as a line that is worded when it comes into sight: there may be thousands.

    Attributes:
        eltern_id: None for the node everything shown lies below.
        verborgen: how many of its children a filter hides.
        markiert: marked for a change together with others.
    """

    id: str
    eltern_id: str | None
    baum: Zielbaum
    knoten: Knoten
    verborgen: int
    markiert: bool

    @property
    def titel(self) -> tuple[Stueck, ...]:
        """State, title and what is special about it."""
        node = self.knoten
        title: list[Stueck] = [("◆ ", "warnung")] if self.markiert else []
        if node.status is not None:
            title.append((f"{STATUS_MARKS[node.status]} ", "akzent"))
        title.append((node.titel, "kopf" if node.ebene in (Ebene.PROGRAMM, Ebene.ZIELBILD) else "titel"))
        if node.angenommen:
            title.append((" ≈", "warnung"))
        if node.beispiel and not node.titel.startswith(_("Beispiel")):
            title.append((" " + _("(Beispiel)"), "leise"))
        if self.verborgen:
            hidden = ngettext(" +{n} ausgeblendet", " +{n} ausgeblendet", self.verborgen)
            title.append((hidden.format(n=self.verborgen), "leise"))
        return tuple(title)

    @property
    def rechts(self) -> tuple[Stueck, ...]:
        """Weight, bar and percentage."""
        node, value = self.knoten, self.baum.fortschritt[self.id].wert
        right: list[Stueck] = []
        if node.gewicht != 1:
            right.append((f"×{node.gewicht} ", "leise"))
        counts = node.status not in (MassnahmeStatus.EINGESTELLT, MassnahmeStatus.PAUSIERT)
        right += [
            (bar(rounded(value), 6), "balken" if counts else "leise"),
            (f" {show_percent(value):>5}" if counts else "     –", "zahl"),
        ]
        return tuple(right)


def form_fields(node: Knoten, stored: dict[str, Any]) -> tuple[Feld, ...]:
    """Return the fields of a node for its form."""
    if node.ebene is Ebene.PROGRAMM:
        return (
            Feld("name", _("Name des Programms"), wert=stored["name"], pflicht=True),
            Feld("vision", _("Vision"), "text", wert=stored["vision"]),
        )
    felder = [Feld("titel", _("Titel"), wert=stored["titel"], pflicht=True)]
    if node.ebene is Ebene.ZIELBILD:
        felder.append(Feld("untertitel", _("Untertitel"), wert=stored["untertitel"]))
    if node.ebene is Ebene.MASSNAHME:
        status = MassnahmeStatus(stored["status"])
        states = [state for state in MassnahmeStatus if state is not MassnahmeStatus.IM_SPRINT or state is status]
        felder += [
            Feld(
                "status",
                _("Stand"),
                "auswahl",
                wert=status.value,
                auswahl=tuple((state.value, f"{STATUS_MARKS[state]} {label(state)}") for state in states),
            ),
            Feld("fortschritt", _("Fortschritt in Prozent"), wert=str(stored["fortschritt"])),
        ]
    felder += [
        Feld("beschreibung", _("Beschreibung"), "text", wert=stored["beschreibung"]),
        Feld("gewicht", _("Gewicht (1 bis 100)"), wert=str(stored["gewicht"])),
    ]
    if node.ebene is Ebene.MASSNAHME:
        felder += [
            Feld("grund", _("Grund (wenn eingestellt oder pausiert)"), "text", wert=stored["grund"]),
            Feld("lernen", _("Was haben wir gelernt?"), "text", wert=stored["lernen"]),
        ]
    return tuple(felder)


def steckbrief_field(feld: steckbrief.Steckbrieffeld, value: Any) -> Feld:
    """Return one field of the Projektsteckbrief for its form."""
    art = steckbrief.Feldart
    wert = steckbrief.typed(feld, value)
    if feld.art is art.FREIGABE:
        return Feld(feld.key, _(feld.name), "auswahl", wert=wert, auswahl=tuple(choices(FreigabeStand)))
    if feld.art is art.JA_NEIN:
        return Feld(feld.key, _(feld.name), "auswahl", wert=wert, auswahl=(("nein", _("nein")), ("ja", _("ja"))))
    hilfe = {art.DATUM: "23.11.2026", art.GELD: "1.234,50"}.get(feld.art, "")
    return Feld(feld.key, _(feld.name), "text" if feld.art is art.TEXT else "zeile", wert=wert, hilfe=hilfe)


def describe(
    tree: Zielbaum,
    node: Knoten,
    stored: dict[str, Any],
    pruefstand: str,
    weiteres: Sequence[tuple[str, str]] = (),
    *,
    schmal: bool = False,
) -> Content:
    """Return everything that is known of a node, only what is filled in; ``weiteres`` names its costs and links.

    On a narrow screen (``schmal``) the text stands below the tree and has few
    lines: what the tree shows anyway, path and level, is left out.
    """
    progress = tree.fortschritt[node.id]
    lines = [styled(node.titel, "bold")]
    if not schmal:
        path = " › ".join(step.titel for step in tree.pfad(node.id)[:-1])
        lines = [styled(path, "dim"), *lines, styled(_(EBENE_NAMES[node.ebene]), "dim"), Content("")]
    lines += [
        plain(f"{bar(rounded(progress.wert), 16)} {show_percent(progress.wert)}   " + _("(w: warum?)")),
    ]
    facts: list[tuple[str, str]] = [(_("Gewicht"), str(node.gewicht) if node.ebene is not Ebene.PROGRAMM else "")]
    if progress.ausgelassen_gesamt and node.status is None:
        facts.append((_("Nicht gezählt"), _("{n} eingestellt oder pausiert").format(n=progress.ausgelassen_gesamt)))
    if node.status is not None:
        facts.append((_("Stand"), f"{STATUS_MARKS[node.status]} {label(node.status)}"))
        facts.append((_("Stand laut Quelle"), stored["status_quelle"]))
    if node.angenommen:
        facts.append(("≈", _("Zuordnung angenommen, nicht belegt")))
    if node.beispiel:
        facts.append((_("Beispiel"), _("frei erfunden für die Übung")))
    for key, name in (
        ("untertitel", _("Untertitel")),
        ("grund", _("Grund")),
        ("lernen", _("Gelernt")),
    ):
        facts.append((name, stored.get(key, "")))
    facts += weiteres
    facts.append((_("Förderprüfung"), pruefstand))
    if node.ebene is Ebene.MASSNAHME:
        # The amounts stand above, in the sum that explains them.
        fields = (feld for feld in steckbrief.FELDER if feld.art is not steckbrief.Feldart.GELD)
        facts += [(_(feld.name), steckbrief.shown(feld, stored[feld.key])) for feld in fields]
    facts.append((_("Quelle"), stored.get("quelle", "")))
    lines += [Content.assemble(styled(f"{name}: " if name else "", "dim"), plain(text)) for name, text in facts if text]
    text = stored.get("vision") or stored.get("beschreibung") or stored.get("hinweis") or ""
    if text:
        lines += [Content(""), *(plain(line) for line in text.split("\n"))]
    return Content("\n").join(lines)
