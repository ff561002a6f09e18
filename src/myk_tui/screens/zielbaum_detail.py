"""What the goal tree knows of the node under the cursor, as text beside it or below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from textual.content import Content

from myk_tui.domain import steckbrief
from myk_tui.domain.baumhinweis import STILL_MARK, Baumhinweis
from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.messwert import Messwert
from myk_tui.domain.steckbrief import Feldart
from myk_tui.domain.teilschritt import Schrittliste
from myk_tui.domain.zielbaum import EBENE_NAMES, Ebene, Knoten, Zielbaum, rounded, show_percent
from myk_tui.i18n import _
from myk_tui.screens.zielbaum_zeilen import STATUS_MARKS
from myk_tui.widgets.text import bar, plain, styled

BAR = 16
ELSEWHERE = ("indikator_start", "indikator_stand", "indikator_ziel", "zuversicht", "status_quelle", "quelle")
"""Fields of the Steckbrief that have a line of their own."""

Fakten = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Umfeld:
    """What is known of a node besides its own row.

    Attributes:
        kosten: what it costs, with the sum.
        verbindungen: Handlungsfelder, places, other Maßnahmen.
        pruefstand: where the Förderprüfung stands.
        fortgesetzt: titles of the Maßnahmen that carry it on.
    """

    kosten: Fakten = ()
    verbindungen: Fakten = ()
    pruefstand: str = ""
    schritte: Schrittliste = field(default_factory=Schrittliste)
    fortgesetzt: Sequence[str] = ()
    hinweis: Baumhinweis = field(default_factory=Baumhinweis)


def describe(tree: Zielbaum, node: Knoten, stored: dict[str, Any], umfeld: Umfeld, *, schmal: bool = False) -> Content:
    """Return everything that is known of a node, only what is filled in.

    On a narrow screen (``schmal``) the text stands below the tree and has few
    lines: what the tree shows anyway, path and level, is left out.
    """
    lines = [styled(node.titel, "bold")]
    if not schmal:
        path = " › ".join(step.titel for step in tree.pfad(node.id)[:-1])
        lines = [styled(path, "dim"), *lines, styled(_(EBENE_NAMES[node.ebene]), "dim"), Content("")]
    value = tree.fortschritt[node.id].wert
    lines.append(plain(f"{bar(rounded(value), BAR)} {show_percent(value)}   " + _("(w: warum?)")))
    facts = [*_estimate(stored), *_state(tree, node, stored, umfeld)]
    if node.ebene is Ebene.MASSNAHME:
        facts += _measure(stored, umfeld)
    facts += [*umfeld.kosten, *umfeld.verbindungen, (_("Förderprüfung"), umfeld.pruefstand)]
    if node.ebene is Ebene.MASSNAHME:
        # The amounts stand above, in the sum that explains them.
        fields = (f for f in steckbrief.FELDER if f.art is not Feldart.GELD and f.key not in ELSEWHERE)
        facts += [(_(feld.name), steckbrief.shown(feld, stored[feld.key])) for feld in fields]
    if node.ebene is Ebene.PROGRAMM:
        facts += _programme(stored)
    facts.append((_("Quelle"), stored.get("quelle", "")))
    text = stored.get("vision") or stored.get("beschreibung") or ""
    body = ["", *text.split("\n")] if text else []
    return Content("\n").join([*lines, *_lines(facts), *(plain(line) for line in body)])


def _estimate(stored: dict[str, Any]) -> Fakten:
    value = stored.get("einschaetzung")
    if value is None:
        return ()
    text = f"{value} % {bar(value, BAR)} – {stored['einschaetzung_grund']}"
    return ((_("✎ Einschätzung der Runde"), text),)


def _state(tree: Zielbaum, node: Knoten, stored: dict[str, Any], umfeld: Umfeld) -> Fakten:
    left_out = tree.fortschritt[node.id].ausgelassen_gesamt
    facts = [(_("Gewicht"), f"×{node.gewicht}" if node.ebene is not Ebene.PROGRAMM else "")]
    if left_out and node.status is None:
        facts.append((_("Nicht gezählt"), _("{n} eingestellt oder pausiert").format(n=left_out)))
    if node.status is not None:
        facts.append((_("Stand"), f"{STATUS_MARKS[node.status]} {label(node.status)}"))
        if node.status is MassnahmeStatus.EINGESTELLT and umfeld.fortgesetzt:
            titles = ", ".join(f"„{title}“" for title in umfeld.fortgesetzt)
            facts.append((_("Fortgesetzt in"), _("{titel} (j springt hin)").format(titel=titles)))
        facts.append((STILL_MARK, umfeld.hinweis.ruhig))
        facts.append((_("Stand laut Quelle"), stored["status_quelle"]))
    if node.angenommen:
        facts.append(("≈", _("Zuordnung angenommen, nicht belegt")))
    if node.beispiel:
        facts.append((_("Beispiel"), _("frei erfunden für die Übung")))
    return [*facts, *((name, stored.get(key, "")) for key, name in _texts())]


def _texts() -> Fakten:
    return (("untertitel", _("Untertitel")), ("grund", _("Grund")), ("lernen", _("Gelernt")))


def _measure(stored: dict[str, Any], umfeld: Umfeld) -> Fakten:
    """Return what a Maßnahme is measured by: confidence, measured value, steps."""
    confidence = umfeld.hinweis.zuversicht
    measured = Messwert(stored["indikator_start"], stored["indikator_stand"], stored["indikator_ziel"])
    share = measured.anteil
    way = measured.weg
    if share is not None:
        way = f"{bar(max(0, min(100, int(share))), BAR)} {show_percent(share)} " + _("des Wegs: {werte}").format(
            werte=way
        )
    steps = umfeld.schritte
    marks = "\n".join(f"  {'✓' if step.erledigt else '○'} {step.titel}" for step in steps.schritte)
    return (
        (_("Zuversicht"), "" if confidence is None else confidence.satz),
        (_("Gemessen"), way),
        (_("Teilschritte"), f"{steps.stand}\n{marks}" if steps.schritte else ""),
    )


def _programme(stored: dict[str, Any]) -> Fakten:
    end, share = stored["foerderende"], stored["foerderquote"]
    return (
        (_("Träger"), stored["traeger"]),
        (_("Förderprogramm"), stored["foerderprogramm"]),
        (_("Förderende"), "" if end is None else show_date(date.fromisoformat(end))),
        (_("Förderquote"), "" if share is None else f"{share} %"),
        (_("Hinweis"), stored["hinweis"]),
    )


def _lines(facts: Fakten) -> list[Content]:
    lines: list[Content] = []
    for name, text in facts:
        if text:
            first, *more = text.split("\n")
            lines.append(Content.assemble(styled(f"{name}: " if name else "", "dim"), plain(first)))
            lines += [plain(line) for line in more]
    return lines
