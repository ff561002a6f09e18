"""Minutes as they were given out: the whole text, kept as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from myk_tui.domain.dokument import Dokument, Teil, dump_teile, make_dokument, read_teile
from myk_tui.i18n import N_

NOT_KEPT = N_(
    "Nicht als Fassung festgehalten: Die Datei ist hier nur zum Lesen offen. Im Fenster, das sie ändern darf, sichern p und dann s das Protokoll."
)
"""What is said of minutes that were given out by a window that only reads: one window writes, never two."""

NOT_BEGUN = N_("Das Treffen hat noch nicht begonnen; gezählt werden die Fassungen erst ab dem Beginn.")
"""What is said of minutes that were written before their meeting."""

_LINES = ("titel", "untertitel", "fuss", "sprache")


@dataclass(frozen=True)
class Fassung:
    """One version of the minutes.

    Attributes:
        kapitel: the chapters a later version takes over as they were, by name.
        mail: the short form for a mail.
    """

    dokument: Dokument
    kapitel: Mapping[str, Sequence[Teil]]
    mail: str


def dump_fassung(fassung: Fassung) -> str:
    """Return a version as JSON text, for the column ``protokollfassung.inhalt``."""
    document = fassung.dokument
    value = {
        **{name: getattr(document, name) for name in _LINES},
        "briefkopf": document.briefkopf,
        "teile": dump_teile(document.teile),
        "kapitel": {name: dump_teile(teile) for name, teile in fassung.kapitel.items()},
        "mail": fassung.mail,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_fassung(text: str | None) -> Fassung | None:
    """Return the version that ``dump_fassung`` wrote; None for anything else: the minutes are then written anew."""
    try:
        value = json.loads(text or "null")
        document = Dokument(
            teile=read_teile(value["teile"]),
            briefkopf=tuple(map(str, value["briefkopf"])),
            **{name: str(value[name]) for name in _LINES},
        )
        chapters = {str(name): read_teile(teile) for name, teile in value["kapitel"].items()}
        return Fassung(make_dokument(document), chapters, str(value["mail"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
