"""How nodes of the goal tree are written: in the tree and in forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from myk_tui.domain import steckbrief
from myk_tui.domain.baumhinweis import Baumhinweis
from myk_tui.domain.begriffe import FreigabeStand, Groesse, MassnahmeStatus, choices, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.teilschritt import Schrittliste
from myk_tui.domain.zielbaum import Ebene, Knoten, Zielbaum, rounded, show_percent
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.dialogs import Feld
from myk_tui.widgets.text import bar
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
        hinweise: by id of a Maßnahme what else is to be said; filled after the tree has been shown.
    """

    id: str
    eltern_id: str | None
    baum: Zielbaum
    knoten: Knoten
    verborgen: int
    markiert: bool
    hinweise: Mapping[str, Baumhinweis]

    @property
    def titel(self) -> tuple[Stueck, ...]:
        """State, title and what is special about it."""
        node = self.knoten
        title: list[Stueck] = [("◆ ", "warnung")] if self.markiert else []
        if node.status is not None:
            title.append((f"{STATUS_MARKS[node.status]} ", "akzent"))
        note = self.hinweise.get(node.id)
        if note is not None and note.zeichen:
            title.append((f"{note.zeichen} ", "warnung"))
        title.append((node.titel, "kopf" if node.ebene in (Ebene.PROGRAMM, Ebene.ZIELBILD) else "titel"))
        if node.angenommen:
            title.append((" ≈", "warnung"))
        if node.beispiel and not node.titel.startswith(_("Beispiel")):
            title.append((" " + _("(Beispiel)"), "leise"))
        if note is not None and note.worte:
            title.append((f" {note.worte}", "warnung"))
        if self.verborgen:
            hidden = ngettext(" +{n} ausgeblendet", " +{n} ausgeblendet", self.verborgen)
            title.append((hidden.format(n=self.verborgen), "leise"))
        return tuple(title)

    @property
    def rechts(self) -> tuple[Stueck, ...]:
        """Estimate of the round, weight, bar and percentage."""
        node, value = self.knoten, self.baum.fortschritt[self.id].wert
        right: list[Stueck] = []
        if node.einschaetzung is not None:
            right.append((f"✎ {node.einschaetzung} % ", "akzent"))
        if node.ebene is not Ebene.PROGRAMM:
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
            Feld("traeger", _("Träger"), wert=stored["traeger"]),
            Feld("foerderprogramm", _("Förderprogramm"), wert=stored["foerderprogramm"]),
            Feld("foerderende", _("Förderende"), wert=_day(stored["foerderende"]), hilfe="31.12.2027"),
            Feld(
                "foerderquote",
                _("Förderquote in Prozent"),
                wert="" if stored["foerderquote"] is None else str(stored["foerderquote"]),
            ),
            Feld("hinweis", _("Hinweis"), "text", wert=stored["hinweis"]),
            Feld("quelle", _("Quelle"), wert=stored["quelle"]),
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
        ]
        if not stored["schritte_zaehlen"]:
            felder.append(Feld("fortschritt", _("Fortschritt in Prozent"), wert=str(stored["fortschritt"])))
    felder += [
        Feld("beschreibung", _("Beschreibung"), "text", wert=stored["beschreibung"]),
        Feld("gewicht", _("Gewicht (1 bis 100)"), wert=str(stored["gewicht"])),
    ]
    if "einschaetzung" in stored:
        estimate = stored["einschaetzung"]
        felder += [
            Feld(
                "einschaetzung",
                _("✎ Einschätzung der Runde in Prozent (leer: keine)"),
                wert="" if estimate is None else str(estimate),
            ),
            Feld("einschaetzung_grund", _("Warum schätzt die Runde so?"), "text", wert=stored["einschaetzung_grund"]),
        ]
    if node.ebene is Ebene.MASSNAHME:
        felder += [
            Feld("grund", _("Grund (wenn eingestellt oder pausiert)"), "text", wert=stored["grund"]),
            Feld("lernen", _("Was haben wir gelernt?"), "text", wert=stored["lernen"]),
        ]
    return tuple(felder)


def form_introduction(stored: dict[str, Any], liste: Schrittliste) -> str:
    """Return where the progress of a Maßnahme comes from if it is not typed in the form; empty if it is."""
    if not stored.get("schritte_zaehlen"):
        return ""
    source = liste.explain(stored["fortschritt"])
    return f"{source} " + _("Deshalb fehlt hier das Feld für den Fortschritt; k öffnet die Teilschritte.")


def _day(value: str | None) -> str:
    return show_date(None if value is None else date.fromisoformat(value), empty="")


_MESSWERT_BEISPIELE = {
    "indikator_start": N_("zum Beispiel 10 Vereine"),
    "indikator_stand": N_("zum Beispiel 18 Vereine"),
    "indikator_ziel": N_("zum Beispiel 30 Vereine"),
}
"""The same measure three times, so that the three fields read as one way."""


def steckbrief_field(feld: steckbrief.Steckbrieffeld, value: Any) -> Feld:
    """Return one field of the Projektsteckbrief for its form."""
    art = steckbrief.Feldart
    wert = steckbrief.typed(feld, value)
    if feld.art is art.FREIGABE:
        return Feld(feld.key, _(feld.name), "auswahl", wert=wert, auswahl=tuple(choices(FreigabeStand)))
    if feld.art is art.GROESSE:
        return Feld(feld.key, _(feld.name), "auswahl", wert=wert, auswahl=(("", "–"), *choices(Groesse)))
    if feld.art is art.JA_NEIN:
        return Feld(feld.key, _(feld.name), "auswahl", wert=wert, auswahl=(("nein", _("nein")), ("ja", _("ja"))))
    hilfe = {art.DATUM: "23.11.2026", art.GELD: "1.234,50"}.get(feld.art, "")
    if feld.art is art.MESSWERT:
        hilfe = _(_MESSWERT_BEISPIELE[feld.key])
    return Feld(feld.key, _(feld.name), "text" if feld.art is art.TEXT else "zeile", wert=wert, hilfe=hilfe)
