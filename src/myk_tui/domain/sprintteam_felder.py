"""What is typed into the forms of a Sprintteam, read into column values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.kalender import parse_date
from myk_tui.domain.sprintteam import check_treffen_date
from myk_tui.domain.text import clean_line
from myk_tui.domain.zahlen import parse_int
from myk_tui.i18n import _

ABENDE_MAX = 200
"""More evenings than this nobody has in a quarter."""


def parse_team_name(text: str) -> str:
    """Read the name of a team; raises RuleViolation naming the field."""
    return clean_line(text, feld="name", name=_("Name des Sprintteams"), required=True)


def parse_team_aufgabe(text: str) -> str:
    """Read what a member does in its team; raises RuleViolation naming the field."""
    return clean_line(text, feld="aufgabe", name=_("Aufgabe im Team"), maximum=500)


def parse_person(werte: Mapping[str, Any]) -> dict[str, str]:
    """Read name, rolle and organisation of a person; raises RuleViolations naming the fields."""
    return _read_person({feld: str(werte.get(feld) or "") for feld in ("name", "rolle", "organisation")})


@field_by_field
def _read_person(werte: Mapping[str, str]) -> dict[str, str]:
    names = {"rolle": _("Rolle"), "organisation": _("Organisation")}
    return {
        feld: clean_line(text, feld=feld, name=_("Name oder Rolle"), required=True)
        if feld == "name"
        else clean_line(text, feld=feld, name=names[feld], maximum=500)
        for feld, text in werte.items()
    }


@field_by_field
def parse_abende(werte: Mapping[str, str]) -> dict[str, int | None]:
    """Read evenings by field, None for an empty one; raises RuleViolations naming the fields."""
    return {feld: parse_int(text, feld=feld, name=_("Abende"), low=0, high=ABENDE_MAX) for feld, text in werte.items()}


def parse_teamtreffen(werte: Mapping[str, str], beginn: date, today: date) -> dict[str, str]:
    """Read a meeting of a team in the sprint that began on ``beginn``; without a day it is today's.

    Raises RuleViolations naming datum or notiz.
    """
    with every_field() as field:
        with field():
            day = parse_date(werte.get("datum", ""), feld="datum", name=_("Datum")) or today
            check_treffen_date(day, beginn, today)
        with field():
            note = clean_line(werte.get("notiz", ""), feld="notiz", name=_("Notiz"), maximum=500)
    return {"datum": day.isoformat(), "notiz": note}
