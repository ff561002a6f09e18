"""What is typed when the votes are counted: one labelled field per number, everything wrong said at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.felder import Fault, refuse
from myk_tui.domain.stimmungsbild import (
    RESISTANCE_MAX,
    Stimmungsbild,
    key_of,
    number_faults,
    rule_faults,
)
from myk_tui.i18n import _


@dataclass(frozen=True)
class Zahlfeld:
    """One field of a count.

    Attributes:
        beispiel: how it may be typed, shown dim; empty where a plain number says it all.
    """

    key: str
    name: str
    wert: str
    beispiel: str = ""


def zahlfelder(bild: Stimmungsbild) -> tuple[Zahlfeld, ...]:
    """Return the fields of a count with what stands there so far.

    Handzeichen has three per option (yes, no, abstention), Kriterien one per
    criterion, the others one per option.
    """
    found = []
    for number, option in enumerate(bild.optionen):
        values = bild.werte[number] if number < len(bild.werte) else ()
        if bild.methode is Methode.HANDZEICHEN:
            names: Sequence[str] = (_("Ja"), _("Nein"), _("Enthaltung"))
        elif bild.methode is Methode.KRITERIEN:
            names = tuple(name for name, _weight in bild.kriterien)
        else:
            example = (
                _("zum Beispiel: 37 (Summe) oder 0:5 3:2 10:1 (Widerstand:Personen)")
                if bild.methode is Methode.KONSENSIEREN
                else ""
            )
            found.append(Zahlfeld(key_of(bild, number), option, show_werte(values), example))
            continue
        for place, name in enumerate(names):
            typed = str(values[place]) if place < len(values) else ""
            found.append(Zahlfeld(key_of(bild, number, place), f"{option}: {name}", typed))
    return tuple(found)


def show_werte(values: Sequence[int]) -> str:
    """Write the numbers of one field as they may be typed."""
    if len(values) == RESISTANCE_MAX + 1:
        return " ".join(f"{value}:{count}" for value, count in enumerate(values) if count) or "0:0"
    return " ".join(map(str, values))


def parse_count(bild: Stimmungsbild, typed: Mapping[str, str]) -> Stimmungsbild:
    """Read what was typed, by the keys of ``zahlfelder``; fields that are all empty mean not counted yet.

    Whole numbers only: „12,5“ is no two votes. Raises RuleViolations that names
    every wrong field; what cannot be read counts as nothing for what the others sum up to.
    """
    faults: list[Fault] = []
    rows = tuple(_row(bild, number, typed, faults) for number in range(len(bild.optionen)))
    counted = replace(bild, werte=rows if any(rows) else ())
    unread = {key for key, _said in faults}
    faults += [(key, said) for key, said in number_faults(counted) if key not in unread]
    places = {field.key: place for place, field in enumerate(zahlfelder(bild))}
    refuse([*rule_faults(counted), *sorted(faults, key=lambda fault: places.get(fault[0], -1))])
    return counted


def _row(bild: Stimmungsbild, number: int, typed: Mapping[str, str], faults: list[Fault]) -> tuple[int, ...]:
    if bild.methode is Methode.KONSENSIEREN:
        return _resistance(key_of(bild, number), typed.get(key_of(bild, number), ""), faults)
    size = {Methode.HANDZEICHEN: 3, Methode.KRITERIEN: len(bild.kriterien)}.get(bild.methode, 1)
    keys = [key_of(bild, number, place) for place in range(size)]
    texts = [typed.get(key, "").strip() for key in keys]
    if not any(texts):
        return ()
    if bild.methode is Methode.HANDZEICHEN and not texts[2]:
        texts[2] = "0"  # nobody abstained is what is left unsaid; no yes or no no is not
    values = []
    for key, text in zip(keys, texts, strict=True):
        said = number_fault(text) if text else _("Diese Zahl fehlt noch. 0, wenn es keine gab.")
        if said:
            faults.append((key, said))
        values.append(0 if said else int(text))
    return tuple(values)


def number_fault(text: str) -> str:
    """Say what is wrong with a number that was typed; empty if it is a whole number from 0.

    >>> bool(number_fault("12,5")), bool(number_fault("12/3")), number_fault("12")
    (True, True, '')
    """
    if re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return ""
    shown = text[:20]
    if re.fullmatch(r"-\s*\d+([.,]\d+)?", text, re.ASCII):
        return _("„{text}“ ist negativ. Bitte eine ganze Zahl ab 0.").format(text=shown)
    if re.fullmatch(r"\d*[.,]\d+|\d*\s*[½¼¾]", text):
        return _("„{text}“ ist keine ganze Zahl. Halbe Stimmen gibt es nicht.").format(text=shown)
    if re.fullmatch(r"\d+([\s,;/:]+\d+)+", text, re.ASCII):
        return _("„{text}“ sind mehrere Zahlen. Hier steht nur eine.").format(text=shown)
    return _("„{text}“ ist keine Zahl. Bitte eine ganze Zahl ab 0.").format(text=shown)


def _resistance(key: str, text: str, faults: list[Fault]) -> tuple[int, ...]:
    bare = text.strip()
    if not bare:
        return ()
    if ":" in bare:
        return _pairs(key, bare, faults)
    parts = bare.split()
    if len(parts) == RESISTANCE_MAX + 1 and not any(map(number_fault, parts)):
        return tuple(map(int, parts))
    said = number_fault(bare)
    if said:
        faults.append((key, said))
        return ()
    return (int(bare),)


def _pairs(key: str, text: str, faults: list[Fault]) -> tuple[int, ...]:
    counts: list[int | None] = [None] * (RESISTANCE_MAX + 1)
    for part in re.split(r"[\s,;]+", text):
        found = re.fullmatch(r"(\d{1,2}):(\d{1,6})", part, re.ASCII)
        if found is None or int(found[1]) > RESISTANCE_MAX:
            faults.append((key, _("Bitte Widerstand:Personen schreiben, zum Beispiel: 0:5 3:2 10:1.")))
            return ()
        value = int(found[1])
        if counts[value] is not None:
            faults.append((key, _("Der Widerstand {n} steht zweimal da.").format(n=value)))
            return ()
        counts[value] = int(found[2])
    return tuple(count or 0 for count in counts)


def help_text(bild: Stimmungsbild) -> str:
    """Say what is typed into the fields."""
    return {
        Methode.HANDZEICHEN: _("Je Möglichkeit die gehobenen Hände: Ja, Nein, Enthaltung."),
        Methode.PUNKTE: _("Je Möglichkeit die Summe der Klebepunkte."),
        Methode.KONSENSIEREN: _(
            "Je Möglichkeit die Summe des Widerstands, oder wie viele Personen welche Zahl sagten."
        ),
        Methode.KRITERIEN: _("Je Möglichkeit und Kriterium eine Zahl von 0 bis 5."),
    }.get(bild.methode, "")
