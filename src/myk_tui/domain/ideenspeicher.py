"""The Ideenspeicher: project ideas from capture to Maßnahme."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, label
from myk_tui.domain.felder import every_field
from myk_tui.domain.kalender import Quartal, quartal_of
from myk_tui.domain.text import clean_text
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

QUARTERS_AHEAD = 8
"""Up to how many quarters an idea is parked from the form; a table may name any day."""

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
    """An idea as the list shows it; a tuple, because there may be twenty thousand of them.

    Attributes:
        groesse: its rough size as stored, or empty.
        wieder_ab: first day of the quarter it is parked until, as stored, or empty.
        wieder_da: it was parked, and its quarter is running or next.
        von: kind of proposer as stored.
    """

    id: str
    titel: str
    status: IdeeStatus
    herkunft: str
    ort: str
    unterstuetzer: int
    beispiel: bool
    groesse: str = ""
    wieder_ab: str = ""
    wieder_da: bool = False
    von: str = ""


class Standschritt(NamedTuple):
    """A step on the ladder of states: since when, who recorded it, and whether the time is doubtful."""

    status: IdeeStatus
    um: datetime
    akteur: str
    unsicher: bool = False


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
        angenommen: what it fits to is an assumption that nobody has confirmed yet.
        wieder_ab: first day of the quarter it is parked until.
        wieder_da: it was parked, and its quarter is running or next.
        schritte: the states it had, the first one first.
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
    antwort_am: date | None = None
    groesse: Groesse | None = None
    angenommen: bool = False
    wieder_ab: date | None = None
    wieder_da: bool = False
    schritte: tuple[Standschritt, ...] = ()


def is_back(status: IdeeStatus, wieder_ab: str | None, bis: date) -> bool:
    """Whether a parked idea counts as fitting again: its quarter has begun before ``bis``, the end of the next one."""
    return status is IdeeStatus.ZURUECKGESTELLT and bool(wieder_ab) and str(wieder_ab) <= bis.isoformat()


def parked_until(wieder_ab: date) -> str:
    """Say until when an idea is parked."""
    return _("kommt wieder im {quartal}").format(quartal=quartal_of(wieder_ab).name)


def quarters_ahead(today: date) -> list[tuple[str, str]]:
    """Return (first day, wording) of the quarters an idea can be parked until, the next one first."""
    found: list[Quartal] = [quartal_of(today).naechstes]
    while len(found) < QUARTERS_AHEAD:
        found.append(found[-1].naechstes)
    return [(quarter.beginn.isoformat(), quarter.name) for quarter in found]


def next_groesse(groesse: Groesse | None) -> Groesse | None:
    """Return the size one key further: none, small, medium, large, none."""
    sizes: list[Groesse | None] = [None, *Groesse]
    return sizes[(sizes.index(groesse) + 1) % len(sizes)]


def refusal(antwort: str, wieder_wenn: str) -> str:
    """Return the answer to the proposers of a refused idea; raises RuleViolation if it gives no reason.

    ``wieder_wenn`` is what would have to change, and may be empty.
    """
    with every_field() as field:
        with field():
            reason = clean_text(antwort, feld="antwort", name=_("Antwort"))
            if not reason.strip():
                text = _("Bitte zuerst die Antwort an die Ideengebenden eintragen: Warum wird die Idee abgelehnt?")
                raise RuleViolation(text, feld="antwort")
        with field():
            when = clean_text(wieder_wenn, feld="wieder_wenn", name=_("Kommt wieder, wenn")).strip()
    if not when:
        return reason
    return "\n".join((reason, _("Kommt wieder, wenn {bedingung}").format(bedingung=when)))


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
