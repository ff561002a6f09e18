"""What the forms of a meeting take, as column values."""

import re
from collections.abc import Mapping
from typing import Any

from myk_tui.domain.begriffe import ArbeitsweiseArt, PunktArt
from myk_tui.domain.felder import field_by_field
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.mitschrift import FINGER, Eintragsart, Puls
from myk_tui.domain.text import ZEILE_MAX, clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

ALLE = "alle"
"""Choice of the field ``zielbild`` for a meeting of all Zielbildgruppen."""

_MINUTEN_MAX = 600
_ALLE_KOEPFE = 100_000


def parse_uhrzeit(text: str, *, feld: str, name: str) -> str:
    """Read ``18``, ``18:30``, ``18.30`` or ``18:30 Uhr`` as ``18:30``; empty stays empty.

    Raises RuleViolation naming the field.
    """
    bare = text.strip().removesuffix("Uhr").strip()
    if not bare:
        return ""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h ]\s*(\d{2}))?", bare, re.ASCII)
    if found is not None and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return f"{int(found[1]):02}:{int(found[2] or 0):02}"
    raise RuleViolation(
        _("{name}: „{text}“ ist keine Uhrzeit. Bitte so schreiben: 18:30.").format(name=name, text=bare[:40]), feld=feld
    )


@field_by_field
def parse_treffen(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read the form of a meeting; raises RuleViolation naming the field."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Titel"), required=True)
        elif feld == "datum":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Datum"))
        elif feld == "beginn_geplant":
            values[feld] = parse_uhrzeit(text, feld=feld, name=_("Beginn"))
        elif feld == "ort":
            values[feld] = clean_line(text, feld=feld, name=_("Ort"), maximum=ZEILE_MAX)
        elif feld == "zielbild":
            values["zielbild_id"] = None if text in ("", ALLE) else text
        elif feld in ("notiz", "interne_notiz"):
            values[feld] = clean_text(text, feld=feld, name=_("Notiz"))
        else:
            raise KeyError(feld)
    return values


@field_by_field
def parse_punkt(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read the form of an item; raises RuleViolation naming the field."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Titel"), required=True)
        elif feld == "minuten":
            values[feld] = parse_int(text, feld=feld, name=_("Minuten"), low=0, high=_MINUTEN_MAX) or 0
        elif feld == "art":
            values[feld] = PunktArt(text).value
        elif feld == "verantwortlich":
            values[feld] = clean_line(text, feld=feld, name=_("Zuständig"), maximum=ZEILE_MAX)
        elif feld in ("notiz", "interne_notiz"):
            values[feld] = clean_text(text, feld=feld, name=_("Notiz"))
        elif feld == "bezug":
            values |= _bezug(text)
        else:
            raise KeyError(feld)
    return values


@field_by_field
def parse_eintrag(werte: Mapping[str, str], art: Eintragsart) -> dict[str, Any]:
    """Read the form of a Neuigkeit, agreement, parked topic or note; raises RuleViolation naming the field."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Text"), required=True)
        elif feld == "wer" and art is Eintragsart.VEREINBARUNG:
            values[feld] = clean_line(text, feld=feld, name=_("Wer?"), maximum=ZEILE_MAX)
        elif feld == "bis" and art is Eintragsart.VEREINBARUNG:
            values[feld] = parse_stored_date(text, feld=feld, name=_("Bis wann?"))
        elif feld == "text" and art is Eintragsart.NEUIGKEIT:
            values[feld] = clean_text(text, feld=feld, name=_("Mehr dazu"))
        elif feld == "wort" and art is Eintragsart.ARBEITSWEISE:
            values["art"] = ArbeitsweiseArt(text).value
        else:
            raise KeyError(feld)
    return values


@field_by_field
def parse_anwesend(werte: Mapping[str, str]) -> dict[str, int | None]:
    """Read the counts by group; None for an empty field. Raises RuleViolation naming the field.

    The fields are called ``g0``, ``g1`` … in the order of the groups.
    """
    return {
        feld: parse_int(text, feld=feld, name=_("Anzahl"), low=0, high=_ALLE_KOEPFE) for feld, text in werte.items()
    }


def parse_puls(werte: Mapping[str, str]) -> Puls:
    """Read how many showed ``f5`` … ``f1`` fingers, empty for none; raises RuleViolation naming the field."""
    counts = _hands({f"f{finger}": werte.get(f"f{finger}", "") for finger in FINGER})
    return Puls((counts["f1"], counts["f2"], counts["f3"], counts["f4"], counts["f5"]))


@field_by_field
def _hands(werte: Mapping[str, str]) -> dict[str, int]:
    return {
        feld: parse_int(text, feld=feld, name=_("Hände"), low=0, high=_ALLE_KOEPFE) or 0 for feld, text in werte.items()
    }


@field_by_field
def parse_minuten(werte: Mapping[str, str]) -> dict[str, int]:
    """Read the minutes of several items; raises RuleViolation naming the field."""
    return {
        feld: parse_int(text, feld=feld, name=_("Minuten"), low=0, high=_MINUTEN_MAX) or 0
        for feld, text in werte.items()
    }


def parse_pause(text: str) -> int | None:
    """Read for how many minutes a pause is announced; None if nothing is said. Raises RuleViolation naming the field."""
    return parse_int(text, feld="minuten", name=_("Minuten"), low=1, high=_MINUTEN_MAX)


def _bezug(text: str) -> dict[str, str | None]:
    """Read what an item is about: ``zielbild:ID``, ``team:ID`` or nothing."""
    kind, _colon, row_id = text.partition(":")
    return {
        "zielbild_id": row_id if kind == "zielbild" else None,
        "sprintteam_id": row_id if kind == "team" else None,
    }
