"""From the bytes of a snapshot file to plain JSON values, with every limit checked on the way.

A file may come by mail from anywhere: size, encoding and depth are checked
before anything is built from it, and what ``json`` would silently accept
(duplicate keys, NaN, floats, huge numbers) is refused.
"""

import json
import re
from typing import Any, NoReturn

from myk_tui.domain.text import visible
from myk_tui.errors import SnapshotInvalid
from myk_tui.i18n import _

MAX_BYTES = 50 * 1024 * 1024
"""Largest snapshot that is read."""

MAX_DEPTH = 32
"""Deepest nesting of a file; ours have four levels."""

MAX_INT = 2**53
"""Largest number that every JSON reader understands exactly."""

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def parse_json(raw: bytes) -> Any:
    """Return the JSON value that stands in ``raw``; raises SnapshotInvalid with one sentence."""
    if len(raw) > MAX_BYTES:
        raise too_large()
    if not raw.strip():
        raise SnapshotInvalid(
            _("Die Datei ist leer. Bitte einen Schnappschuss wählen, den dieses Programm erzeugt hat.")
        )
    text = _decoded(raw)
    if _depth_exceeds(text, MAX_DEPTH):
        raise SnapshotInvalid(
            _(
                "Die Datei ist tiefer als {n} Ebenen verschachtelt und deshalb kein Schnappschuss dieses Programms. Bitte die richtige Datei wählen."
            ).format(n=MAX_DEPTH)
        )
    return strict_loads(text)


def strict_loads(text: str) -> Any:
    """Parse JSON without the liberties of ``json``; raises SnapshotInvalid with one sentence."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise SnapshotInvalid(
            _(
                "Die Datei ist kein vollständiges JSON: Fehler in Zeile {zeile}, Spalte {spalte}. Bitte die Datei noch einmal holen oder neu exportieren."
            ).format(zeile=error.lineno, spalte=error.colno)
        ) from error
    except RecursionError as error:  # pragma: no cover - the depth was counted before
        raise SnapshotInvalid(_("Die Datei ist zu tief verschachtelt.")) from error


def nested_loads(text: str) -> Any:
    """Parse JSON that stands inside a field; raises ValueError for all that is not exactly that."""
    if _depth_exceeds(text, MAX_DEPTH):
        raise ValueError("too deep")
    try:
        return strict_loads(text)
    except SnapshotInvalid as error:
        raise ValueError(error.message) from error


def too_large() -> SnapshotInvalid:
    """Return the refusal of a file that is larger than ``MAX_BYTES``."""
    return SnapshotInvalid(
        _(
            "Die Datei ist größer als {n} MB und wird deshalb nicht gelesen. Bitte prüfen, ob es die richtige Datei ist."
        ).format(n=MAX_BYTES // 1024 // 1024)
    )


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SnapshotInvalid(
            _(
                "Die Datei ist nicht als UTF-8 gespeichert (Fehler bei Byte {stelle}). Bitte im Editor mit der Kodierung „UTF-8“ speichern."
            ).format(stelle=error.start)
        ) from error


def _depth_exceeds(text: str, limit: int) -> bool:
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            depth += 1
            if depth > limit:
                return True
        elif sign in "]}":
            depth -= 1
    return False


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _value in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise SnapshotInvalid(
            _("Das Feld „{name}“ steht in einem Eintrag doppelt. Bitte eines davon löschen.").format(
                name=visible(twice)[:40]
            )
        )
    return found


def _int(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_INT:
        raise SnapshotInvalid(_("Die Zahl {zahl} ist zu groß. Bitte die Datei prüfen.").format(zahl=_short(text)))
    return int(text)


def _no_float(text: str) -> NoReturn:
    raise SnapshotInvalid(
        _("Die Zahl {zahl} hat ein Komma oder eine Hochzahl; ein Schnappschuss kennt nur ganze Zahlen.").format(
            zahl=_short(text)
        )
    )


def _no_constant(text: str) -> NoReturn:
    raise SnapshotInvalid(_("„{wert}“ ist keine Zahl. Bitte die Datei prüfen.").format(wert=text))


def _short(text: str) -> str:
    return text if len(text) <= 25 else text[:24] + "…"


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_int=_int, parse_float=_no_float, parse_constant=_no_constant
)
