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

from myk_tui.domain.begriffe import FreigabeStand, Groesse, label
from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.kalender import parse_stored_date, show_date
from myk_tui.domain.messwert import Messwert, check_messwert, parse_messwert
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_euro, parse_int, show_euro
from myk_tui.domain.zuversicht import HIGHEST
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
    MESSWERT = "messwert"
    STUFE = "stufe"
    GROESSE = "groesse"
    QUELLE = "quelle"


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
    Steckbrieffeld("indikator_start", N_("Messwert am Anfang"), Feldart.MESSWERT),
    Steckbrieffeld("indikator_stand", N_("Messwert jetzt"), Feldart.MESSWERT),
    Steckbrieffeld("indikator_ziel", N_("Messwert als Ziel"), Feldart.MESSWERT),
    Steckbrieffeld("zuversicht", N_("Zuversicht, dass sie gelingt (0 bis 10)"), Feldart.STUFE),
    Steckbrieffeld("zielgruppe", N_("Für wen?"), Feldart.ZEILE),
    Steckbrieffeld("orte", N_("Orte"), Feldart.ZEILE),
    Steckbrieffeld("verantwortlich", N_("Wer ist zuständig? (Rolle oder Stelle)"), Feldart.ZEILE),
    Steckbrieffeld("partner", N_("Mit wem zusammen?"), Feldart.ZEILE),
    Steckbrieffeld("beginn", N_("Beginn"), Feldart.DATUM),
    Steckbrieffeld("ende", N_("Ende"), Feldart.DATUM),
    Steckbrieffeld("groesse", N_("Größe"), Feldart.GROESSE),
    Steckbrieffeld("kosten_cent", N_("Kosten insgesamt in Euro"), Feldart.GELD),
    Steckbrieffeld("foerderung_cent", N_("Davon Förderung"), Feldart.GELD),
    Steckbrieffeld("eigenanteil_cent", N_("Davon Eigenanteil"), Feldart.GELD),
    Steckbrieffeld("ausgegeben_cent", N_("Bisher ausgegeben"), Feldart.GELD),
    Steckbrieffeld("kostenart", N_("Kostenart (Personal, Sachkosten, Investition)"), Feldart.ZEILE),
    Steckbrieffeld("freigabe", N_("Freigabe"), Feldart.FREIGABE),
    Steckbrieffeld("freigabe_gremium", N_("Welches Gremium?"), Feldart.ZEILE),
    Steckbrieffeld("freigabe_am", N_("Freigabe beantragt oder erteilt am"), Feldart.DATUM),
    Steckbrieffeld("verstetigung", N_("Wie geht es nach der Förderung weiter?"), Feldart.TEXT),
    Steckbrieffeld("leitprojekt", N_("Leitprojekt"), Feldart.JA_NEIN),
    Steckbrieffeld("hinweis", N_("Hinweis"), Feldart.TEXT),
    Steckbrieffeld("status_quelle", N_("Stand laut Quelle"), Feldart.ZEILE),
    Steckbrieffeld("quelle", N_("Quelle"), Feldart.QUELLE),
    Steckbrieffeld("weitere_quellen", N_("Weitere Quellen"), Feldart.TEXT),
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
    return "" if value is None else str(value)


def shown(feld: Steckbrieffeld, value: Any) -> str:
    """Return a stored value for reading; empty if there is nothing to say."""
    if feld.art is Feldart.FREIGABE:
        return "" if value == FreigabeStand.OFFEN else label(FreigabeStand(value))
    if feld.art is Feldart.JA_NEIN:
        return _("ja") if value else ""
    if feld.art is Feldart.GROESSE:
        return label(Groesse(value)) if value else ""
    return typed(feld, value)


def checked(werte: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed as values for the table.

    Raises RuleViolations naming every wrong field: a bad date, amount or number, an end
    before the beginning, shares that exceed the costs, a measured value that is
    to end where it began.
    """
    values = _read(werte)
    with every_field() as field:
        for check in (_check_days, _check_measured, _check_shares):
            with field():
                check(values)
    return values


@field_by_field
def _read(werte: Mapping[str, str]) -> dict[str, Any]:
    fields = {feld.key: feld for feld in FELDER}
    return {key: _value(fields[key], text) for key, text in werte.items()}


def _check_days(values: Mapping[str, Any]) -> None:
    beginn, ende = values.get("beginn"), values.get("ende")
    if beginn and ende and ende < beginn:
        raise RuleViolation(_("Das Ende liegt vor dem Beginn. Bitte eines von beiden ändern."), feld="ende")


def _check_measured(values: Mapping[str, Any]) -> None:
    if "indikator_ziel" in values:
        check_messwert(Messwert(values.get("indikator_start", ""), "", values["indikator_ziel"]))


def _check_shares(values: Mapping[str, Any]) -> None:
    kosten = values.get("kosten_cent")
    shares = (values.get("foerderung_cent") or 0) + (values.get("eigenanteil_cent") or 0)
    if kosten is not None and shares > kosten:
        raise RuleViolation(
            _("Förderung und Eigenanteil sind zusammen {summe}, die Kosten nur {kosten}. Bitte prüfen.").format(
                summe=show_euro(shares), kosten=show_euro(kosten)
            ),
            feld="eigenanteil_cent",
        )


def _value(feld: Steckbrieffeld, text: str) -> Any:
    name = _(feld.name)
    if feld.art is Feldart.TEXT:
        return clean_text(text, feld=feld.key, name=name)
    if feld.art is Feldart.DATUM:
        return parse_stored_date(text, feld=feld.key, name=name)
    if feld.art is Feldart.GELD:
        return parse_euro(text, feld=feld.key, name=name)
    if feld.art is Feldart.FREIGABE:
        return FreigabeStand(text).value
    if feld.art is Feldart.JA_NEIN:
        return int(text == "ja")
    if feld.art is Feldart.MESSWERT:
        return parse_messwert(text, feld=feld.key, name=name)
    if feld.art is Feldart.STUFE:
        return parse_int(text, feld=feld.key, name=name, low=0, high=HIGHEST)
    if feld.art is Feldart.GROESSE:
        return Groesse(text).value if text else None
    return clean_line(text, feld=feld.key, name=name, maximum=2_000 if feld.art is Feldart.QUELLE else 500)
