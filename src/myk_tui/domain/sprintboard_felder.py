"""What is typed into the forms of the sprint board, read into column values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.kalender import parse_date, parse_stored_date
from myk_tui.domain.sprintboard import check_ergebnis_date
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.i18n import _


@field_by_field
def parse_aufgabe(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read the form of a card; raises RuleViolations naming the fields."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Titel"), required=True)
        elif feld == "beschreibung":
            values[feld] = clean_text(text, feld=feld, name=_("Beschreibung"))
        elif feld == "faellig":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Fällig"))
        elif feld in ("wer", "blockiert_grund", "blockiert_loest"):
            values[feld] = clean_line(text, feld=feld, name=_("Feld"), maximum=500)
        else:
            raise KeyError(feld)
    return values


@field_by_field
def parse_ergebnis(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read the result card, and what the team suggests; raises RuleViolations naming the fields."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld in ("spannend", "erfolg", "stolpersteine", "bedarf"):
            values[f"ergebnis_{feld}"] = clean_text(text, feld=feld, name=_("Text"))
        elif feld == "vorschlag":
            values["fortschritt_vorschlag"] = parse_int(text, feld=feld, name=_("Fortschritt"), low=0, high=100)
    return values


def parse_zwischenergebnis(text: str, datum: str, today: date) -> dict[str, str]:
    """Read a dated result; without a day it is today's. Raises RuleViolations naming text or datum."""
    with every_field() as field:
        with field():
            said = clean_text(text, feld="text", name=_("Ergebnis"), required=True)
        with field():
            day = parse_date(datum, feld="datum", name=_("Datum")) or today
            check_ergebnis_date(day, today)
    return {"text": said, "datum": day.isoformat()}
