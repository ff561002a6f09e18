"""The Projektsteckbrief of a Maßnahme: its fields, and how what is typed becomes a value.

The Digitale Agenda holds a Projektsteckbrief, a financing plan and an
implementation plan per Maßnahme (https://myk10.de/ueber-das-projekt/projektablauf);
its fields are not public, so these follow what the sources report.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from myk_tui.domain.begriffe import FreigabeStand, label
from myk_tui.domain.kalender import parse_date, show_date
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_euro, show_euro
from myk_tui.errors import RuleViolation
from myk_tui.i18n import N_, _


class Feldart(StrEnum):
    """How a field is typed and stored."""

    ZEILE = "zeile"
    TEXT = "text"
    DATUM = "datum"
    GELD = "geld"
    FREIGABE = "freigabe"
    JA_NEIN = "ja_nein"


@dataclass(frozen=True)
class Steckbrieffeld:
    """One field: column of the table, wording, kind."""

    key: str
    name: str
    art: Feldart


FELDER = (
    Steckbrieffeld("ausgangslage", N_("Ausgangslage"), Feldart.TEXT),
    Steckbrieffeld("wirkungsziel", N_("Was soll sich für wen ändern?"), Feldart.TEXT),
    Steckbrieffeld("indikator", N_("Woran ist das zu messen?"), Feldart.ZEILE),
    Steckbrieffeld("zielgruppe", N_("Für wen?"), Feldart.ZEILE),
    Steckbrieffeld("orte", N_("Orte"), Feldart.ZEILE),
    Steckbrieffeld("verantwortlich", N_("Wer ist zuständig? (Rolle oder Stelle)"), Feldart.ZEILE),
    Steckbrieffeld("partner", N_("Mit wem zusammen?"), Feldart.ZEILE),
    Steckbrieffeld("beginn", N_("Beginn"), Feldart.DATUM),
    Steckbrieffeld("ende", N_("Ende"), Feldart.DATUM),
    Steckbrieffeld("kosten_cent", N_("Kosten insgesamt in Euro"), Feldart.GELD),
    Steckbrieffeld("foerderung_cent", N_("Davon Förderung"), Feldart.GELD),
    Steckbrieffeld("eigenanteil_cent", N_("Davon Eigenanteil"), Feldart.GELD),
    Steckbrieffeld("kostenart", N_("Kostenart (Personal, Sachkosten, Investition)"), Feldart.ZEILE),
    Steckbrieffeld("freigabe", N_("Freigabe"), Feldart.FREIGABE),
    Steckbrieffeld("freigabe_gremium", N_("Welches Gremium?"), Feldart.ZEILE),
    Steckbrieffeld("freigabe_am", N_("Freigabe beantragt oder erteilt am"), Feldart.DATUM),
    Steckbrieffeld("verstetigung", N_("Wie geht es nach der Förderung weiter?"), Feldart.TEXT),
    Steckbrieffeld("leitprojekt", N_("Leitprojekt"), Feldart.JA_NEIN),
    Steckbrieffeld("interne_notiz", N_("Interne Notiz (nie auf dem Beamer)"), Feldart.TEXT),
)
"""All fields in the order of the form."""


def typed(feld: Steckbrieffeld, value: Any) -> str:
    """Return a stored value as it stands in the form."""
    if feld.art is Feldart.DATUM:
        return show_date(None if value is None else date.fromisoformat(value), empty="")
    if feld.art is Feldart.GELD:
        return show_euro(value, empty="")
    if feld.art is Feldart.JA_NEIN:
        return "ja" if value else "nein"
    return str(value)


def shown(feld: Steckbrieffeld, value: Any) -> str:
    """Return a stored value for reading; empty if there is nothing to say."""
    if feld.art is Feldart.FREIGABE:
        return "" if value == FreigabeStand.OFFEN else label(FreigabeStand(value))
    if feld.art is Feldart.JA_NEIN:
        return _("ja") if value else ""
    return typed(feld, value)


def checked(werte: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed as values for the table.

    Raises RuleViolation naming the field: a bad date or amount, an end before
    the beginning, shares that exceed the costs.
    """
    fields = {feld.key: feld for feld in FELDER}
    values = {key: _value(fields[key], text) for key, text in werte.items()}
    beginn, ende = values.get("beginn"), values.get("ende")
    if beginn and ende and ende < beginn:
        raise RuleViolation(_("Das Ende liegt vor dem Beginn. Bitte eines von beiden ändern."), feld="ende")
    kosten = values.get("kosten_cent")
    shares = (values.get("foerderung_cent") or 0) + (values.get("eigenanteil_cent") or 0)
    if kosten is not None and shares > kosten:
        raise RuleViolation(
            _("Förderung und Eigenanteil sind zusammen {summe}, die Kosten nur {kosten}. Bitte prüfen.").format(
                summe=show_euro(shares), kosten=show_euro(kosten)
            ),
            feld="eigenanteil_cent",
        )
    return values


def _value(feld: Steckbrieffeld, text: str) -> Any:
    name = _(feld.name)
    if feld.art is Feldart.TEXT:
        return clean_text(text, feld=feld.key, name=name)
    if feld.art is Feldart.DATUM:
        day = parse_date(text, feld=feld.key, name=name)
        return None if day is None else day.isoformat()
    if feld.art is Feldart.GELD:
        return parse_euro(text, feld=feld.key, name=name)
    if feld.art is Feldart.FREIGABE:
        return FreigabeStand(text).value
    if feld.art is Feldart.JA_NEIN:
        return int(text == "ja")
    return clean_line(text, feld=feld.key, name=name, maximum=500)
