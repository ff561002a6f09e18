"""The Förderprüfung of a Maßnahme: questions, answers, and where it stands.

It warns and records; it never says that something is eligible: that is for
BMWSB and KfW to rate. Kinds of questions after the two stages of Olpe
(https://neueweichen.de): knock-out for a formal proposal, hint, evidence to file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from myk_tui.domain.begriffe import Antwort, PrueffrageArt
from myk_tui.i18n import N_, _, ngettext


class Ampel(StrEnum):
    """Where a check stands, by word and by shape."""

    LEER = "leer"
    HALT = "halt"
    OFFEN = "offen"
    KLAR = "klar"


ART_NAMES = {
    PrueffrageArt.KO: N_("muss gelten"),
    PrueffrageArt.HINWEIS: N_("Hinweis"),
    PrueffrageArt.NACHWEIS: N_("Nachweis"),
}
MARKS = {Ampel.LEER: "○", Ampel.HALT: "■", Ampel.OFFEN: "▲", Ampel.KLAR: "●"}
ANSWER_MARKS = {Antwort.JA: "✓", Antwort.NEIN: "✗", Antwort.OFFEN: "?", Antwort.ENTFAELLT: "–"}


@dataclass(frozen=True)
class Pruefpunkt:
    """One question with its answer for one Maßnahme.

    Attributes:
        id: id of the question.
        grundlage: what the question rests on, with its source.
        regelstand: which version of the rules it is taken from; empty if it does not depend on one.
    """

    id: str
    frage: str
    art: PrueffrageArt
    grundlage: str
    quelle: str
    antwort: Antwort
    notiz: str
    regelstand: str = ""


@dataclass(frozen=True)
class Pruefstand:
    """Where the check of a Maßnahme stands."""

    ampel: Ampel
    nein: int
    offen: int
    gesamt: int

    @property
    def satz(self) -> str:
        """Say it in one line; never that something is eligible."""
        if self.ampel is Ampel.LEER:
            return _("{zeichen} noch nicht geprüft").format(zeichen=MARKS[self.ampel])
        if self.ampel is Ampel.HALT:
            text = ngettext(
                "{z} {n} Punkt, der gelten muss, gilt nicht",
                "{z} {n} Punkte, die gelten müssen, gelten nicht",
                self.nein,
            )
            return text.format(z=MARKS[self.ampel], n=self.nein)
        if self.ampel is Ampel.OFFEN:
            text = ngettext("{z} {n} Punkt offen", "{z} {n} Punkte offen", self.offen)
            return text.format(z=MARKS[self.ampel], n=self.offen)
        return _("{z} alle {n} Punkte beantwortet; entschieden wird beim Fördergeber").format(
            z=MARKS[self.ampel], n=self.gesamt
        )


def readable(grundlage: str) -> str:
    """Return a basis without the research codes that older files carry in it."""
    other_call = _("belegt für einen anderen Aufruf, für die 2. Staffel nicht")
    return re.sub(r"\[(F|I)\] ", "", re.sub(r"\[F\*\] [^\n]*", other_call, grundlage))


def stand(points: Sequence[Pruefpunkt]) -> Pruefstand:
    """Return where a check stands: a knock-out answered no stops, an open question is open."""
    no = sum(1 for point in points if point.art is PrueffrageArt.KO and point.antwort is Antwort.NEIN)
    still_open = sum(1 for point in points if point.antwort is Antwort.OFFEN)
    if still_open == len(points):
        light = Ampel.LEER
    elif no:
        light = Ampel.HALT
    else:
        light = Ampel.OFFEN if still_open else Ampel.KLAR
    return Pruefstand(light, no, still_open, len(points))
