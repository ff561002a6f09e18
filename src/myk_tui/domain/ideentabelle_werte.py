"""Single values of a table of ideas: how people write them, and what they mean."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, wording
from myk_tui.domain.ideenspeicher import BY_HAND
from myk_tui.domain.ideentabelle_woerter import NO, PLACE_KINDS, PROPOSERS, SIZES, UNKNOWN, YES
from myk_tui.domain.text import fold
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

_ERROR_VALUE = re.compile(
    r"#(DIV/0!|NAME\?|REF!|VALUE!|N/A|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!|WERT!|BEZUG!|NV|ZAHL!|\u00dcBERLAUF!|KALK!|LEER!)"
    r"|(Err|Fehler): ?\d{3}"
)
"""What Excel and LibreOffice show instead of a value, in English and in German."""


class Ortsnamen:
    """Gebietskörperschaften by their name, with or without the kind: Mayen, Stadt Mayen, VG Mendig."""

    def __init__(self, orte: Iterable[tuple[str, str]], arten: Mapping[str, str]) -> None:
        self._ids: dict[str, list[str]] = {}
        for ort_id, name in orte:
            self._ids.setdefault(bare(name), []).append(ort_id)
        self._arten = {ort_id: set(bare(art).split()) for ort_id, art in arten.items()}

    def find(self, text: str) -> str | None:
        """Return the id of the one that is meant; None if none is or two could be."""
        typed = bare(text)
        found = self._ids.get(typed, [])
        if not found:
            words = typed.split()
            kinds = {PLACE_KINDS[word] for word in words if word in PLACE_KINDS}
            name = " ".join(word for word in words if word not in PLACE_KINDS)
            # A Stadt is not the Verbandsgemeinde of the same name: the kind that is written has to be the one we know.
            found = [ort_id for ort_id in self._ids.get(name, []) if kinds and kinds <= self._arten.get(ort_id, set())]
        return found[0] if len(found) == 1 else None


def check_computed(text: str, heading: str) -> None:
    """Raise RuleViolation if a cell holds what a spreadsheet writes when it cannot compute."""
    if _ERROR_VALUE.fullmatch(text.strip()):
        raise RuleViolation(
            _("Fehlerwert {wert} in Spalte „{spalte}“. Bitte in der Tabelle berichtigen oder die Zelle leeren.").format(
                wert=text.strip(), spalte=heading
            )
        )


def read_groesse(text: str) -> str | None:
    """Return the stored word of a size; raises RuleViolation."""
    if not text.strip():
        return None
    size = _SIZES.get(bare(text))
    if size is None:
        raise RuleViolation(
            _("Die Größe „{text}“ gibt es nicht. Bekannt sind: {alle}.").format(
                text=text.strip()[:40], alle=", ".join(wording(known) for known in Groesse)
            )
        )
    return size.value


def bare(text: str) -> str:
    """Return a heading or a name for comparing: without case, umlauts, marks and double blanks."""
    return " ".join(re.findall(r"\w+", fold(text)))


def listed_name(name: str) -> str:
    """Return the name of a Handlungsfeld for comparing; blanks around a comma do not count."""
    return re.sub(r"\s*([,;])\s*", r"\1", " ".join(fold(name).split()))


def whole(text: str) -> str:
    """Return a number as people write it, without points between thousands."""
    bare = text.strip().replace("\u00a0", "").replace(" ", "")
    return bare.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", bare) else text


def without_time(text: str) -> str:
    """Return the date of a point in time: forms put both into one cell."""
    return re.sub(r"(?<=\d)[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*Z?$", "", text.strip())


def read_status(text: str) -> str:
    """Return the stored word of a state that is set by hand; raises RuleViolation."""
    if not text.strip():
        return IdeeStatus.NEU.value
    status = _STATES.get(bare(text))
    if status is None:
        known = ", ".join(wording(status) for status in BY_HAND)
        raise RuleViolation(
            _("Den Stand „{text}“ gibt es nicht. Bitte einen von diesen eintragen: {alle}.").format(
                text=text.strip()[:40], alle=known
            )
        )
    if status not in BY_HAND:
        raise RuleViolation(
            _(
                "„{status}“ entsteht nur im Programm und lässt sich nicht einlesen. Bitte einen anderen Stand eintragen, zum Beispiel „geeignet“."
            ).format(status=wording(status))
        )
    return status.value


def read_ideengeber(text: str) -> str:
    """Return the stored word of a kind of proposer; raises RuleViolation."""
    if not text.strip():
        return IdeengeberArt.UNBEKANNT.value
    art = _KINDS.get(bare(text))
    if art is None:
        known = ", ".join(wording(kind) for kind in IdeengeberArt)
        raise RuleViolation(
            _("„{text}“ ist keine bekannte Gruppe (Namen gehören nicht hierher). Bekannt sind: {alle}.").format(
                text=text.strip()[:40], alle=known
            )
        )
    return art.value


def read_yes_no(text: str, name: str) -> int | None:
    """Return 1, 0 or, if nothing is known, None; raises RuleViolation."""
    word = bare(text)
    if word not in _ANSWERS:
        raise RuleViolation(
            _("{name}: „{text}“ ist weder ja noch nein. Bitte „ja“ oder „nein“ eintragen oder leer lassen.").format(
                name=name, text=text.strip()[:40]
            )
        )
    return _ANSWERS[word]


def words(pairs: Iterable[tuple[tuple[str, ...], Any]]) -> dict[str, Any]:
    """Return by each word, bare, what it stands for."""
    return {bare(word): value for named, value in pairs for word in named}


_STATES: dict[str, IdeeStatus] = words(((wording(status), status.value), status) for status in IdeeStatus)
_SIZES: dict[str, Groesse] = words(((wording(size), size.value, *SIZES[size]), size) for size in Groesse)
_KINDS: dict[str, IdeengeberArt] = words(
    ((wording(kind), kind.value, *PROPOSERS.get(kind, ())), kind) for kind in IdeengeberArt
)
_ANSWERS: dict[str, int | None] = words(((YES, 1), (NO, 0), (UNKNOWN, None)))
