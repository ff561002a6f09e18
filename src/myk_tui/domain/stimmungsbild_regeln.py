"""What is agreed before the round is asked: stages of a Konsent, majority, what breaks a tie, which method fits when."""

from enum import StrEnum

from myk_tui.domain.begriffe import Methode, label
from myk_tui.i18n import N_, _


class Stufe(StrEnum):
    """Where a round of a Konsent stands.

    Proposal, information round, two opinion rounds, then the question for
    serious, reasoned objections; they are integrated into a changed proposal,
    with which the next round begins. Sources:
    https://susanne-gebele.de/2025/09/29/entscheidungsform-konsent-als-ein-wirksames-und-agiles-verfahren-fuer-gruppen
    https://soziokratiezentrum.org/ueber-soziokratie/grundlagen-der-soziokratie-4-basisprinzipien/konsent
    """

    VORSTELLEN = "vorstellen"
    FRAGEN = "fragen"
    MEINUNG_1 = "meinung_1"
    MEINUNG_2 = "meinung_2"
    EINWAENDE = "einwaende"
    GEFRAGT = "gefragt"


class Mehrheit(StrEnum):
    """How many yes a proposal needs when hands are counted."""

    EINFACH = "einfach"
    ABSOLUT = "absolut"
    ZWEI_DRITTEL = "zwei_drittel"


class Gleichstand(StrEnum):
    """What decides if two are first with the same number; said before the count."""

    GESPRAECH = "gespraech"
    STICHWAHL = "stichwahl"
    LOS = "los"
    MODERATION = "moderation"


STUFEN: dict[Stufe, str] = {
    Stufe.VORSTELLEN: N_("Vorschlag vorstellen"),
    Stufe.FRAGEN: N_("Verständnisfragen"),
    Stufe.MEINUNG_1: N_("Meinungsrunde 1"),
    Stufe.MEINUNG_2: N_("Meinungsrunde 2"),
    Stufe.EINWAENDE: N_("Einwände?"),
    Stufe.GEFRAGT: N_("Konsent"),
}
"""The stages as they are said to the room."""

STUFEN_ERKLAERT: dict[Stufe, str] = {
    Stufe.VORSTELLEN: N_("Wer den Vorschlag macht, stellt ihn vor. Noch keine Fragen, noch keine Meinungen."),
    Stufe.FRAGEN: N_("Nur fragen, was unklar ist, und antworten. Noch keine Meinungen."),
    Stufe.MEINUNG_1: N_("Reihum sagt jede Person ihre Meinung, ohne Erwiderung."),
    Stufe.MEINUNG_2: N_("Noch einmal reihum: Hat sich nach dem Gehörten etwas geändert?"),
    Stufe.EINWAENDE: N_("„Hat jemand einen schwerwiegenden, begründeten Einwand?“ Ein Einwand ist kein Veto."),
    Stufe.GEFRAGT: N_("Es ist gefragt worden, und niemand hat einen schwerwiegenden Einwand."),
}
"""What happens in a stage, in one sentence."""

MEHRHEITEN: dict[Mehrheit, str] = {
    Mehrheit.EINFACH: N_("einfache Mehrheit (mehr als die Hälfte der Stimmen)"),
    Mehrheit.ABSOLUT: N_("absolute Mehrheit (mehr als die Hälfte aller, die abstimmen dürfen)"),
    Mehrheit.ZWEI_DRITTEL: N_("zwei Drittel der Stimmen"),
}

KURZE_MEHRHEITEN: dict[Mehrheit, str] = {
    Mehrheit.EINFACH: N_("einfache Mehrheit"),
    Mehrheit.ABSOLUT: N_("absolute Mehrheit"),
    Mehrheit.ZWEI_DRITTEL: N_("Zwei-Drittel-Mehrheit"),
}

GLEICHSTAENDE: dict[Gleichstand, str] = {
    Gleichstand.GESPRAECH: N_("die Runde im Gespräch"),
    Gleichstand.STICHWAHL: N_("eine Stichwahl"),
    Gleichstand.LOS: N_("das Los"),
    Gleichstand.MODERATION: N_("die Moderation"),
}

METHODEN: dict[Methode, str] = {
    Methode.OHNE: N_("die Runde ist sich einig"),
    Methode.HANDZEICHEN: N_("Hände zählen, wenn es schnell gehen soll"),
    Methode.KONSENT: N_("ein Vorschlag, gegen den niemand schwere Einwände hat"),
    Methode.PUNKTE: N_("Klebepunkte verteilen; passt in großer Runde"),
    Methode.KONSENSIEREN: N_("Widerstand 0–10; ab 3 Möglichkeiten"),
    Methode.KRITERIEN: N_("0 bis 5 je Kriterium, gewichtet; sachlich vergleichen"),
}
"""What a method is and when it fits; source: domain research, large round = points, one proposal = Konsent, 3+ = Konsensieren."""


def method_choices() -> list[tuple[str, str]]:
    """Return (stored word, one line) of every method."""
    return [(methode.value, f"{label(methode)}: {_(METHODEN[methode])}") for methode in Methode]


def majority_choices() -> tuple[tuple[str, str], ...]:
    """Return (stored word, wording) of the majorities."""
    return tuple((word.value, _(text)) for word, text in MEHRHEITEN.items())


def tie_choices() -> tuple[tuple[str, str], ...]:
    """Return (stored word, wording) of what may break a tie."""
    return tuple((word.value, _(text)) for word, text in GLEICHSTAENDE.items())
