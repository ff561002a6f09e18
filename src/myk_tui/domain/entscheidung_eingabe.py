"""Reading the form of a line of a decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.begriffe import Urteil, Verbleib
from myk_tui.domain.entscheidung_regeln import check_vertagt_bis
from myk_tui.domain.felder import Fault, field_by_field
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import RuleViolation, faults_of
from myk_tui.i18n import _


@field_by_field
def read_zeile(werte: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of a line as they are stored; raises RuleViolations naming every field that cannot be read."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld in ("verbleib", "urteil"):
            values[feld] = {"verbleib": Verbleib, "urteil": Urteil}[feld](text).value if text else None
        elif feld in ("urteil_grund", "grund", "lernen", "begruendung", "erste_karten", "bedarf"):
            values[feld] = clean_text(text, feld=feld, name=_("Text"))
        elif feld == "sprintziel":
            values[feld] = clean_line(text, feld=feld, name=_("Sprintziel"), maximum=500)
        elif feld == "fortschritt":
            values[feld] = parse_int(text, feld=feld, name=_("Fortschritt"), low=0, high=100)
        elif feld == "karten_mitnehmen":
            values[feld] = {"": None, "ja": 1, "nein": 0}[text]
        elif feld == "vertagt_bis":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Bis wann?"))
        elif feld == "schwerpunkt":
            values[feld] = int(text == "ja")
        elif feld == "loesung_id":
            values[feld] = text or None
        else:
            raise KeyError(feld)
    return values


def read_entwurf(werte: Mapping[str, str], today: date) -> tuple[dict[str, Any], list[Fault]]:
    """Return what can be kept of a half-filled form, and what is wrong with the rest."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for feld, text in werte.items():
        try:
            value = read_zeile({feld: text})
            if feld == "vertagt_bis" and text.strip():
                check_vertagt_bis(date.fromisoformat(value[feld]), today)
        except RuleViolation as error:
            faults += [(feld, satz) for _feld, satz in faults_of(error)]
        else:
            values |= value
    return values, faults
