"""How a Stimmungsbild is stored with its decision, and how it is read again, from older versions too."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any, TypeVar

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import (
    OPTIONS_MAX,
    PEOPLE_MAX,
    RESISTANCE_MAX,
    Einwand,
    Stimmungsbild,
    number_faults,
)
from myk_tui.domain.stimmungsbild_regeln import Gleichstand, Mehrheit, Stufe

VERSION = 1


def dump_bild(bild: Stimmungsbild) -> str:
    """Write it as it is stored in ``entscheidung.methode_daten``: JSON with a version."""
    values = asdict(bild)
    return json.dumps({"v": VERSION, **values}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_bild(methode: str, text: str, *, beschlossen: bool = False) -> Stimmungsbild:
    """Read what is stored; what is no Stimmungsbild of this method counts as nothing counted. Never raises.

    A Konsent that was stored before there were stages counts as asked if it is ``beschlossen``.
    """
    method = Methode(methode) if methode in [word.value for word in Methode] else Methode.OHNE
    try:
        values = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        values = {}
    if not isinstance(values, Mapping) or values.get("v") != VERSION or values.get("methode") != method.value:
        return Stimmungsbild(method)
    bild = Stimmungsbild(
        method,
        anwesend=_int(values.get("anwesend")),
        optionen=tuple(_texts(values.get("optionen"))),
        werte=tuple(tuple(_numbers(row)) for row in _list(values.get("werte"))),
        punkte=_int(values.get("punkte")) or 0,
        haeufeln=values.get("haeufeln") is True,
        vorschlag=_text(values.get("vorschlag")),
        runde=_int(values.get("runde")) or 1,
        einwaende=tuple(_objections(values.get("einwaende"))),
        kriterien=tuple(_weights(values.get("kriterien"))),
        aufgedeckt=values.get("aufgedeckt") is True,
        stufe=_word(Stufe, values.get("stufe"), Stufe.GEFRAGT if beschlossen else Stufe.VORSTELLEN),
        fruehere=tuple(_proposals(values.get("fruehere"))),
        mehrheit=_word(Mehrheit, values.get("mehrheit"), Mehrheit.EINFACH),
        enthaltungen=values.get("enthaltungen") is True,
        gleichstand=_word(Gleichstand, values.get("gleichstand"), Gleichstand.GESPRAECH),
        pruefung=tuple(_texts(values.get("pruefung"))),
    )
    return bild if _fits(bild) else Stimmungsbild(method)


def with_pruefung(methode: str, text: str, saetze: Sequence[str]) -> str:
    """Return what is stored with the state of the Förderprüfung at the time of the decision put in.

    What could not be read is left alone.
    """
    bild = read_bild(methode, text)
    if text and bild == Stimmungsbild(bild.methode):
        return text
    return dump_bild(replace(bild, pruefung=tuple(saetze)))


def _fits(bild: Stimmungsbild) -> bool:
    """Whether every option has as many numbers as its method counts, and they can be true."""
    sizes = {
        Methode.HANDZEICHEN: {0, 3},
        Methode.PUNKTE: {0, 1},
        Methode.KONSENSIEREN: {0, 1, RESISTANCE_MAX + 1},
        Methode.KRITERIEN: {0, len(bild.kriterien)},
    }.get(bild.methode, {0})
    if len(bild.werte) > len(bild.optionen) or any(len(values) not in sizes for values in bild.werte):
        return False
    return not (any(bild.werte) and number_faults(bild))


W = TypeVar("W", bound=StrEnum)


def _word(words: type[W], value: Any, otherwise: W) -> W:
    return words(value) if value in [word.value for word in words] else otherwise


def _proposals(value: Any) -> list[tuple[int, str]]:
    pairs = [pair for pair in _list(value) if isinstance(pair, list) and len(pair) == 2]
    return [(number, text) for number, text in pairs if _int(number) is not None and isinstance(text, str)]


def _int(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= PEOPLE_MAX else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value[:OPTIONS_MAX] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [text for text in _list(value) if isinstance(text, str)]


def _numbers(value: Any) -> list[int]:
    return [number for number in _list(value) if _int(number) is not None]


def _objections(value: Any) -> list[Einwand]:
    return [
        Einwand(
            _text(found.get("text")),
            _text(found.get("loesung")),
            found.get("geloest") is True,
            _int(found.get("runde")) or 1,
        )
        for found in _list(value)
        if isinstance(found, Mapping)
    ]


def _weights(value: Any) -> list[tuple[str, int]]:
    pairs = [pair for pair in _list(value) if isinstance(pair, list) and len(pair) == 2]
    return [(name, weight) for name, weight in pairs if isinstance(name, str) and _int(weight) is not None]
