"""The sprint board: a lane per Auftrag (which team works on which Maßnahme), four columns."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from myk_tui.domain.baumhinweis import Baumhinweis
from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.spaltennamen import GEWOHNT, Spaltennamen
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

FRUEH_TAGE = 45
"""Deciding on a sprint that has more days left is asked about first: half a quarter, so that an evening in the
middle of the second half, as they are held here, is not."""


@dataclass(frozen=True)
class Karte:
    """An Aufgabe as the board shows it; what is empty is not shown.

    Attributes:
        ueberfaellig: due before today and not done.
        punkte_fertig: ticked items of the checklist, of ``punkte``.
        tage: for how many days it has been worked on or blocked, 0 in the other columns.
        blockiert_loest: who can unblock it.
        sprints: in which sprint it is worked on, 1 for the first; each carrying over counts.
        markiert: chosen, with others, for one common step.
    """

    id: str
    titel: str
    spalte: Spalte
    ordnung: str
    wer: str = ""
    faellig: date | None = None
    ueberfaellig: bool = False
    blockiert_grund: str = ""
    punkte_fertig: int = 0
    punkte: int = 0
    tage: int = 0
    blockiert_loest: str = ""
    sprints: int = 1
    markiert: bool = False


@dataclass(frozen=True)
class Bahn:
    """One lane: the Auftrag of a team with its cards, sorted by column and order.

    Attributes:
        id: id of the Auftrag.
        in_folge: in which sprint in a row the team works on this Maßnahme, 1 for the first.
        bitten_offen: how many requests for support that stand on this lane nobody has answered yet.
        gesperrt: nothing can be moved here (sprint closed or team dissolved).
        grenze: how many cards should be worked on at once; more are said, never refused.
        tage: days left in the sprint, None where nothing runs any more.
        beginnt: when the sprint begins, if it was opened before its quarter; else None.
        ruht: the team rests.
        ruhig: nothing is heard of the Maßnahme since some meetings; None: something was.
        leer: no Auftrag at all: it stands for a Zielbild that still has to decide.
        ganz: all cards of the lane while ``karten`` are only those that a filter shows; None: they are all.
    """

    id: str
    zielbild: str
    team: str
    massnahme: str
    sprintziel: str
    in_folge: int
    karten: tuple[Karte, ...]
    gesperrt: bool = False
    schwerpunkt: bool = False
    zielbild_id: str | None = None
    team_id: str = ""
    bitten_offen: int = 0
    grenze: int | None = None
    tage: int | None = None
    beginnt: date | None = None
    ruht: bool = False
    ruhig: Baumhinweis | None = None
    leer: bool = False
    ganz: tuple[Karte, ...] | None = None

    @property
    def alle(self) -> tuple[Karte, ...]:
        """All cards of the lane, those that a filter hides included."""
        return self.karten if self.ganz is None else self.ganz

    @property
    def in_arbeit(self) -> int:
        """How many cards are being worked on, shown or not."""
        return sum(1 for karte in self.alle if karte.spalte is Spalte.IN_ARBEIT)

    @cached_property
    def karten_ids(self) -> frozenset[str]:
        """Ids of the cards."""
        return frozenset(karte.id for karte in self.karten)

    @cached_property
    def fertig(self) -> int:
        """How many cards are done, shown or not."""
        return sum(1 for karte in self.alle if karte.spalte is Spalte.FERTIG)


_COLUMN = {spalte: place for place, spalte in enumerate(Spalte)}


def reading_order(karte: Karte) -> tuple[int, str, str]:
    """Sort key of cards in a lane: by column, then by their order there."""
    return _COLUMN[karte.spalte], karte.ordnung, karte.id


def _with_karte(bahn: Bahn, bahn_id: str, karte: Karte) -> Bahn:
    if bahn.id != bahn_id and karte.id not in bahn.karten_ids:
        return bahn
    karten = [other for other in bahn.karten if other.id != karte.id]
    if bahn.id == bahn_id:
        karten = sorted([*karten, karte], key=reading_order)
        return replace(bahn, karten=tuple(karten), ruhig=None)  # a card that was moved is news
    return replace(bahn, karten=tuple(karten))


@dataclass(frozen=True)
class Sprintboard:
    """The whole board of a sprint.

    Attributes:
        tage: days left until the sprint ends, negative when it is over.
        beginnt: when it begins, if it was opened before its quarter; else None.
        anzahlen: how many cards each column really has while a filter hides some; None: all are shown.
        dazu, weg: how many cards came or went since the sprint began.
        namen: what the programme calls the columns.
    """

    sprint_id: str
    sprint_name: str
    tage: int
    bahnen: tuple[Bahn, ...]
    gesperrt: bool = False
    anzahlen: tuple[int, ...] | None = None
    dazu: int = 0
    weg: int = 0
    namen: Spaltennamen = GEWOHNT
    beginnt: date | None = None

    def with_karte(self, bahn_id: str, karte: Karte) -> "Sprintboard":
        """Return the board with this card in this lane, wherever it stood before; other lanes stay the same objects."""
        return replace(self, bahnen=tuple(_with_karte(bahn, bahn_id, karte) for bahn in self.bahnen))


@dataclass(frozen=True)
class SprintRef:
    """A sprint by name and dates."""

    id: str
    quartal: Quartal
    beginn: date
    ende: date
    aktiv: bool

    @property
    def name(self) -> str:
        """``4. Quartal 2026``."""
        return self.quartal.name

    def begins_later(self, tage: int) -> date | None:
        """Return when it begins if that is still to come with ``tage`` days left until its end; else None."""
        return self.beginn if tage > (self.ende - self.beginn).days else None


def show_rest(tage: int, beginnt: date | None = None) -> str:
    """Say how much is left of a sprint: when it begins, how many days it has, or since when it is over."""
    if beginnt is not None:
        return _("beginnt am {tag}").format(tag=show_date(beginnt))
    if tage > 0:
        return ngettext("noch {n} Tag", "noch {n} Tage", tage).format(n=tage)
    if tage == 0:
        return _("endet heute")
    return ngettext("seit {n} Tag vorbei", "seit {n} Tagen vorbei", -tage).format(n=-tage)


@dataclass(frozen=True)
class Aufgabe:
    """An Aufgabe with all fields, for the form."""

    id: str
    auftrag_id: str
    titel: str
    beschreibung: str
    spalte: Spalte
    wer: str
    faellig: date | None
    blockiert_grund: str
    blockiert_loest: str = ""


@dataclass(frozen=True)
class Zwischenergebnis:
    """A dated result of an Auftrag.

    Attributes:
        im_treffen: it is shown to the room.
    """

    id: str
    datum: date
    text: str
    im_treffen: bool = True


@dataclass(frozen=True)
class Ergebniskarte:
    """Result card of an Auftrag: the four questions of the Zukunftsforum 2022.

    Source: https://myk10.de/aktuelles/zukunftsforum-ruckblick-und-auswertung

    Attributes:
        fortschritt: percent of the Maßnahme at present.
        nach_karten: percent suggested from the finished cards.
        vorschlag: percent that the team suggests; None: it has not said so yet.
    """

    auftrag_id: str
    team: str
    massnahme: str
    sprintziel: str
    spannend: str
    erfolg: str
    stolpersteine: str
    bedarf: str
    zwischenergebnisse: tuple[Zwischenergebnis, ...] = ()
    fortschritt: int = 0
    nach_karten: int = 0
    vorschlag: int | None = None


def show_zwischenergebnis(ergebnis: Zwischenergebnis) -> str:
    """Write a dated result: „23.11.2026  Karte gedruckt“, and that it is not for the meeting."""
    note = "" if ergebnis.im_treffen else _("  (nicht im Treffen)")
    return f"{show_date(ergebnis.datum)}  {ergebnis.text}{note}"


def check_ergebnis_date(day: date, today: date) -> None:
    """Raise RuleViolation if a result is dated in the future."""
    if day > today:
        raise RuleViolation(
            _("{tag} liegt in der Zukunft. Ein Ergebnis wird festgehalten, wenn es da ist.").format(tag=show_date(day)),
            feld="datum",
        )


def check_open(gesperrt: bool) -> None:
    """Raise RuleViolation if the sprint of a card is closed."""
    if gesperrt:
        raise RuleViolation(_("Dieser Sprint ist abgeschlossen und bleibt, wie er war."))


def suggested_progress(before: int, done: int, total: int) -> int:
    """Suggest the progress of a Maßnahme at the review, in percent.

    The cards of the sprint stand for what was still missing: with all of them
    done the rest is done. Without cards nothing is known and the old value stays.

    >>> suggested_progress(40, 3, 6)
    70
    """
    if total == 0:
        return before
    return before + round((100 - before) * done / total)
