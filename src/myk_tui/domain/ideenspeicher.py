"""The Ideenspeicher: project ideas from capture to Maßnahme."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus, label
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

OPEN = (IdeeStatus.NEU, IdeeStatus.GESICHTET, IdeeStatus.GEEIGNET, IdeeStatus.ZURUECKGESTELLT)
"""States from which an idea can still become a Maßnahme."""

BY_HAND = (
    IdeeStatus.NEU,
    IdeeStatus.GESICHTET,
    IdeeStatus.GEEIGNET,
    IdeeStatus.ZURUECKGESTELLT,
    IdeeStatus.ABGELEHNT,
)
"""States that are set directly; taken over and duplicate follow from what is done with the idea."""


class IdeeZeile(NamedTuple):
    """An idea as the list shows it; a tuple, because there may be twenty thousand of them."""

    id: str
    titel: str
    status: IdeeStatus
    herkunft: str
    ort: str
    unterstuetzer: int
    beispiel: bool


@dataclass(frozen=True)
class Idee:
    """An idea with all fields of the form.

    Attributes:
        ideengeber_art: kind of proposer; never a name.
        mitwirken: whether the proposer is willing to help; None if not known.
        passt_zu: title of the Zielbild or the Lösung it would serve, or empty.
        massnahme: title of the Maßnahme it became, or empty.
        dublette_von: title of the idea that was kept for it, or empty.
        dubletten: titles of the ideas that were merged into it.
    """

    id: str
    titel: str
    beschreibung: str
    status: IdeeStatus
    herkunft: str
    ideengeber_art: IdeengeberArt
    ort_id: str | None
    ort_text: str
    ort: str
    mitwirken: bool | None
    unterstuetzer: int
    eingang: date | None
    antwort: str
    handlungsfelder: tuple[str, ...]
    handlungsfeld_ids: tuple[str, ...]
    zielbild_id: str | None
    loesung_id: str | None
    passt_zu: str
    massnahme: str
    quelle: str
    beispiel: bool
    dublette_von: str = ""
    dubletten: tuple[str, ...] = ()


def check_status(alt: IdeeStatus, neu: IdeeStatus, *, antwort: str) -> None:
    """Raise RuleViolation unless an idea may go from ``alt`` to ``neu`` by hand.

    A refusal needs an answer to the proposer: always tell people what happened and why
    (https://www.citizenlab.co/blog/strategie-haushalt/wie-gehen-sie-mit-den-beitragen-aus-ihrem-burgerbeteiligungsprozess-um/).
    """
    if neu == alt:
        return
    if alt is IdeeStatus.UEBERNOMMEN:
        raise RuleViolation(_("Diese Idee ist schon eine Maßnahme. Ihr Stand ändert sich dort."), feld="status")
    if alt is IdeeStatus.DUBLETTE:
        raise RuleViolation(
            _("Diese Idee ist eine Dublette. Mit z löst man sie, dann hat sie einen Stand."), feld="status"
        )
    if neu not in BY_HAND:
        raise RuleViolation(
            _("„{status}“ entsteht von selbst und lässt sich nicht direkt setzen.").format(status=label(neu)),
            feld="status",
        )
    if neu is IdeeStatus.ABGELEHNT and not antwort.strip():
        raise RuleViolation(
            _("Bitte zuerst die Antwort an die Ideengebenden eintragen: Warum wird die Idee abgelehnt?"), feld="antwort"
        )


def check_takeover(status: IdeeStatus, titel: str) -> None:
    """Raise RuleViolation unless an idea may become a Maßnahme."""
    if status not in OPEN:
        raise RuleViolation(
            _("„{titel}“ ist {status} und kann nicht übernommen werden.").format(titel=titel, status=label(status))
        )
