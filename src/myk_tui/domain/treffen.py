"""The meeting: its agenda, and the rules of its course.

What is noted beside the agenda is in ``domain.mitschrift``. The clocks of a meeting are reckoned in ``domain.treffen_uhr``; what a form
takes is read in ``domain.treffen_felder``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from myk_tui.domain.begriffe import PunktArt, PunktStatus, TreffenStatus
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

MINUTEN = 120
"""How long an evening is planned (domain research, section 4: two to three hours)."""

COMES_BACK = (PunktStatus.OFFEN, PunktStatus.VERTAGT)
"""States in which an item of an ended meeting comes back in the next one."""


def counts(status: PunktStatus) -> bool:
    """Whether the minutes of an item in this state belong to this evening."""
    return status not in (PunktStatus.VERTAGT, PunktStatus.GEPARKT)


@dataclass(frozen=True)
class Tagesordnungspunkt:
    """One item of the agenda.

    Attributes:
        minuten: planned length.
        begonnen_um: when its present or last stretch began; jumping back to it begins a new one.
        sekunden: length of its finished stretches, without pauses.
        beendet_nr: the step that ended it last; 0 if none did, or if that was before the journal begins.
    """

    id: str
    art: PunktArt
    titel: str
    status: PunktStatus = PunktStatus.OFFEN
    minuten: int = 0
    verantwortlich: str = ""
    notiz: str = ""
    interne_notiz: str = ""
    zielbild_id: str | None = None
    sprintteam_id: str | None = None
    begonnen_um: datetime | None = None
    beendet_um: datetime | None = None
    sekunden: int = 0
    beendet_nr: int = 0

    @property
    def zaehlt(self) -> bool:
        """Whether its minutes belong to this evening."""
        return counts(self.status)


@dataclass(frozen=True)
class Treffen:
    """A meeting with its agenda.

    Attributes:
        zielbild: title of the Zielbild whose group meets; empty if all of them meet together.
        beginn_geplant: planned time on the wall, ``18:00``, or empty.
        pause_seit: since when it pauses, if it does.
        pause_bis: when the present pause is announced to end, if it was said.
        pause_sekunden: length of the finished pauses.
        zusage: minutes of the agenda as it was when the running meeting began: what the room was told.
    """

    id: str
    titel: str
    status: TreffenStatus = TreffenStatus.GEPLANT
    datum: date | None = None
    beginn_geplant: str = ""
    ort: str = ""
    zielbild_id: str | None = None
    zielbild: str = ""
    begonnen_um: datetime | None = None
    beendet_um: datetime | None = None
    pause_seit: datetime | None = None
    pause_bis: datetime | None = None
    pause_sekunden: int = 0
    notiz: str = ""
    interne_notiz: str = ""
    punkte: tuple[Tagesordnungspunkt, ...] = ()
    zusage: int | None = None

    @property
    def laeuft(self) -> bool:
        """Whether it has begun and not ended."""
        return self.status is TreffenStatus.LAUFEND

    @property
    def laufender(self) -> Tagesordnungspunkt | None:
        """The item that is being discussed."""
        return next((punkt for punkt in self.punkte if punkt.status is PunktStatus.LAUFEND), None)

    @property
    def naechster(self) -> Tagesordnungspunkt | None:
        """The item that comes next: the first open one after the present, else one that was jumped over."""
        later = _after(self.punkte, self.laufender)
        return _first_open(later) or _first_open(self.punkte)

    @property
    def voriger(self) -> Tagesordnungspunkt | None:
        """The item before the present one, or the one that ended last: by its step, whatever the clock said."""
        laufender = self.laufender
        if laufender is not None:
            place = self.punkte.index(laufender)
            return next((punkt for punkt in reversed(self.punkte[:place]) if punkt.zaehlt), None)
        done = [punkt for punkt in self.punkte if punkt.beendet_um is not None]
        return max(done, key=lambda punkt: (punkt.beendet_nr, punkt.beendet_um, self.punkte.index(punkt)), default=None)


@dataclass(frozen=True)
class Treffenkopf:
    """What a list of meetings says of each."""

    id: str
    titel: str
    status: TreffenStatus
    datum: date | None
    zielbild: str


@dataclass(frozen=True)
class Vorlagepunkt:
    """An item as it is proposed for a new meeting."""

    art: PunktArt
    titel: str
    minuten: int
    verantwortlich: str = ""
    zielbild_id: str | None = None
    sprintteam_id: str | None = None
    notiz: str = ""
    interne_notiz: str = ""

    @property
    def sache(self) -> tuple[str, ...]:
        """What it is about: two items about the same are one."""
        if self.art is PunktArt.SONSTIGES:
            return (self.art, self.titel)
        return (self.art, self.zielbild_id or "", self.sprintteam_id or "")


def make_tagesordnung(
    zielbilder: Sequence[tuple[str, str]],
    teams: Sequence[tuple[str, str]],
    zurueck: Sequence[Vorlagepunkt] = (),
    *,
    offenes: bool = False,
) -> tuple[Vorlagepunkt, ...]:
    """Propose the agenda of an evening: together ``MINUTEN`` minutes.

    The order and the shares are those of the session script of the domain
    research (section 10): news, way of working, results per Sprintteam, per
    Zielbild the decision, summary. ``zurueck`` are items left over from the
    last meeting; one about something that is on the agenda anyway lends it its
    notes. ``offenes`` adds an item for open agreements and parked topics.
    """
    head = [
        Vorlagepunkt(PunktArt.NEUIGKEITEN, _("Ankommen und Neuigkeiten"), 15, _("Moderation")),
        Vorlagepunkt(PunktArt.ARBEITSWEISE, _("Arbeitsweise"), 5, _("Moderation")),
    ]
    if offenes:
        title = _("Offene Vereinbarungen und geparkte Themen")
        head.append(Vorlagepunkt(PunktArt.SONSTIGES, title, 5, _("Moderation")))
    results = [
        Vorlagepunkt(PunktArt.ERGEBNISSE, _titled(_("Ergebnisse: {name}"), name), 10, name, sprintteam_id=team_id)
        for team_id, name in teams
    ]
    decisions = [
        Vorlagepunkt(PunktArt.ENTSCHEIDUNG, _titled(_("Entscheidung: {name}"), name), 20, zielbild_id=zielbild_id)
        for zielbild_id, name in zielbilder
    ]
    tail = [Vorlagepunkt(PunktArt.ZUSAMMENFASSUNG, _("Zusammenfassung und Ausblick"), 10, _("Moderation"))]
    left = {punkt.sache: punkt for punkt in zurueck}
    usual = [_with_notes(punkt, left.pop(punkt.sache, None)) for punkt in (*head, *results, *decisions, *tail)]
    items = [*usual[: len(head)], *left.values(), *usual[len(head) :]]
    minutes = share_minutes([punkt.minuten for punkt in items], MINUTEN)
    return tuple(
        Vorlagepunkt(**{**punkt.__dict__, "minuten": share}) for punkt, share in zip(items, minutes, strict=True)
    )


def share_minutes(weights: Sequence[int], total: int) -> list[int]:
    """Share ``total`` minutes out by weight: whole minutes, at least one each, together exactly ``total``.

    More items than minutes get one minute each; then they do not fit.
    """
    count = len(weights)
    if count >= total:
        return [1] * count
    return [1 + share for share in _by_share([max(1, weight) for weight in weights], total - count)]


def take_minutes(punkte: Sequence[Tagesordnungspunkt], minuten: int) -> list[int]:
    """Propose the minutes of open items so that they are ``minuten`` fewer together, each by its share.

    No item grows, none goes below one minute, and what has one or none stays; if that is not enough, all have one.
    Fewer than none are given instead: then no item shrinks.
    """
    before = [punkt.minuten for punkt in punkte]
    if minuten < 0:
        extra = _by_share([max(1, minutes) for minutes in before], -minuten)
        return [minutes + more for minutes, more in zip(before, extra, strict=True)]
    room = [max(0, minutes - 1) for minutes in before]
    less = _by_share(room, min(minuten, sum(room)))
    return [minutes - taken for minutes, taken in zip(before, less, strict=True)]


def check_may_start(treffen: Treffen, laufendes: str | None) -> None:
    """Raise RuleViolation unless the meeting can begin; ``laufendes`` is the title of one that is going on."""
    if laufendes is not None:
        raise RuleViolation(
            _("Es läuft schon ein Treffen: „{titel}“. Bitte es zuerst beenden (x).").format(titel=laufendes)
        )
    if treffen.status is TreffenStatus.BEENDET:
        raise RuleViolation(_("Dieses Treffen ist beendet. u macht das Beenden rückgängig."))
    if not treffen.punkte:
        raise RuleViolation(_("Die Tagesordnung ist leer. n legt einen Punkt an."))


def check_running(treffen: Treffen) -> None:
    """Raise RuleViolation unless the meeting is going on."""
    if not treffen.laeuft:
        raise RuleViolation(_("Dieses Treffen läuft gerade nicht."))


def check_changeable(punkt: Tagesordnungspunkt, treffen: Treffen, *, may_run: bool = False) -> None:
    """Raise RuleViolation if an item must stay where it is: in an ended meeting, and while it runs."""
    if treffen.status is TreffenStatus.BEENDET:
        raise RuleViolation(_("Das Treffen ist beendet; seine Tagesordnung bleibt, wie sie war."))
    if punkt.status is PunktStatus.LAUFEND and not may_run:
        raise RuleViolation(_("Dieser Punkt läuft gerade. Bitte zuerst mit Eingabe zum nächsten gehen."))


def _after(punkte: Sequence[Tagesordnungspunkt], punkt: Tagesordnungspunkt | None) -> Sequence[Tagesordnungspunkt]:
    return punkte if punkt is None else punkte[punkte.index(punkt) + 1 :]


def _first_open(punkte: Sequence[Tagesordnungspunkt]) -> Tagesordnungspunkt | None:
    return next((punkt for punkt in punkte if punkt.status is PunktStatus.OFFEN), None)


def _by_share(weights: Sequence[int], total: int) -> list[int]:
    """Share ``total`` out by weight in whole numbers; up to the sum of the weights none gets more than its own."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [divmod(weight * total, whole) for weight in weights]
    shares = [share for share, _remainder in exact]
    largest = sorted(range(len(weights)), key=lambda place: (-exact[place][1], place))
    for place in largest[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _titled(pattern: str, name: str) -> str:
    """Put a name into a title; a name as long as a title may be loses its end."""
    room = 200 - len(pattern.format(name=""))
    return pattern.format(name=name if len(name) <= room else name[: room - 1] + "…")


def _with_notes(punkt: Vorlagepunkt, frueher: Vorlagepunkt | None) -> Vorlagepunkt:
    if frueher is None:
        return punkt
    return Vorlagepunkt(**{**punkt.__dict__, "notiz": frueher.notiz, "interne_notiz": frueher.interne_notiz})
