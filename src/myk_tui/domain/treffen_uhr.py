"""The clocks of a meeting: reckoned anew from the moments in the file, never counted along.

Every moment is stored in UTC and in whole seconds. So a crash changes nothing,
summer time and midnight do not matter, and the parts add up to the whole
exactly. A clock that was set back never gives a negative time, and an evening
never less than its items; one that was set ahead, or a meeting that nobody
ended, never more than the file can hold.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from myk_tui.domain.begriffe import PunktStatus
from myk_tui.domain.kalender import show_uhrzeit
from myk_tui.domain.treffen import Tagesordnungspunkt, Treffen
from myk_tui.i18n import _

MINUTE = 60
"""Seconds."""

_SAME_EVENING = timedelta(hours=12)

SECONDS_MAX = 1_000_000
"""The greatest length the file holds: eleven days."""


@dataclass(frozen=True)
class Uhrstand:
    """What the clocks show at one moment; lengths in seconds.

    Attributes:
        punkt: used by the item that is being discussed; None if there is none.
        punkt_soll: planned for it.
        abend: since the beginning, without pauses.
        abend_soll: planned for all items of this evening.
        pause: length of the present pause; None if there is none.
        ende: when it will probably end: now, or when the pause ends, the rest of this item, and all that is open.
        ende_geplant: when it should end.
    """

    punkt: int | None
    punkt_soll: int
    abend: int
    abend_soll: int
    pause: int | None
    ende: datetime
    ende_geplant: datetime

    @property
    def verzug(self) -> int:
        """How many seconds later than planned it will end; less than 0: earlier."""
        return int((self.ende - self.ende_geplant).total_seconds())


def whole_second(moment: datetime) -> datetime:
    """Return a moment as it is stored for the clocks."""
    return moment.replace(microsecond=0)


def seconds_between(begin: datetime | None, end: datetime) -> int:
    """Return the whole seconds from ``begin`` to ``end``; 0 if there is none, or if the clock was set back."""
    return 0 if begin is None else max(0, int((end - begin).total_seconds()))


def add_seconds(so_far: int, begin: datetime | None, end: datetime) -> int:
    """Return a length with the time from ``begin`` to ``end`` added, as it can be stored."""
    return min(SECONDS_MAX, so_far + seconds_between(begin, end))


def seconds_of(punkt: Tagesordnungspunkt, treffen: Treffen, jetzt: datetime) -> int:
    """Return how long an item has been discussed, without pauses."""
    if punkt.status is not PunktStatus.LAUFEND or treffen.pause_seit is not None:
        return punkt.sekunden
    return add_seconds(punkt.sekunden, punkt.begonnen_um, jetzt)


def seconds_of_evening(treffen: Treffen, jetzt: datetime) -> int:
    """Return how long the meeting has lasted, without pauses."""
    end = treffen.beendet_um or treffen.pause_seit or jetzt
    items = sum(seconds_of(punkt, treffen, jetzt) for punkt in treffen.punkte)
    return max(items, seconds_between(treffen.begonnen_um, end) - treffen.pause_sekunden)


def planned_seconds(treffen: Treffen) -> int:
    """Return what is planned for all items that belong to this evening."""
    return 60 * sum(punkt.minuten for punkt in treffen.punkte if punkt.zaehlt)


def planned_rest(treffen: Treffen) -> int:
    """Return the seconds planned for the items that are still open."""
    return 60 * sum(punkt.minuten for punkt in treffen.punkte if punkt.status is PunktStatus.OFFEN)


def planned_begin(treffen: Treffen) -> datetime | None:
    """Return the planned beginning as a moment; None without a day or a time."""
    if treffen.datum is None or not treffen.beginn_geplant:
        return None
    return datetime.combine(treffen.datum, time.fromisoformat(treffen.beginn_geplant)).astimezone()


def planned_end(treffen: Treffen, jetzt: datetime) -> datetime:
    """Return when the meeting should end.

    Reckoned from the planned beginning; from the real one if nothing was
    planned or the meeting takes place on another day. While the agenda is made
    the end follows it; once the meeting runs it stays what the room was told,
    so that minutes given away make up for a delay and an added item causes one.
    """
    length = planned_seconds(treffen) if treffen.zusage is None else treffen.zusage * MINUTE
    planned, begun = planned_begin(treffen), treffen.begonnen_um
    if planned is not None and begun is not None and abs(begun - planned) > _SAME_EVENING:
        planned = None
    return (planned or begun or jetzt) + timedelta(seconds=length)


def plan_span(treffen: Treffen, jetzt: datetime) -> str:
    """Write from when to when a meeting is planned, „18:00–20:00“; only the beginning where no end can be told."""
    if planned_begin(treffen) is None or not planned_seconds(treffen):
        return treffen.beginn_geplant
    return f"{treffen.beginn_geplant}–{show_uhrzeit(planned_end(treffen, jetzt))}"


def read_clocks(treffen: Treffen, jetzt: datetime) -> Uhrstand:
    """Return what the clocks show."""
    laufender = treffen.laufender
    used = None if laufender is None else seconds_of(laufender, treffen, jetzt)
    target = 0 if laufender is None else laufender.minuten * 60
    resumed = jetzt if treffen.pause_bis is None else max(jetzt, treffen.pause_bis)
    return Uhrstand(
        punkt=used,
        punkt_soll=target,
        abend=seconds_of_evening(treffen, jetzt),
        abend_soll=planned_seconds(treffen),
        pause=None if treffen.pause_seit is None else seconds_between(treffen.pause_seit, jetzt),
        ende=resumed + timedelta(seconds=max(0, target - (used or 0)) + planned_rest(treffen)),
        ende_geplant=planned_end(treffen, jetzt),
    )


def show_dauer(sekunden: int) -> str:
    """Write a length as a clock does: ``4:12``, ``1:04:12``."""
    minutes, seconds = divmod(sekunden, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def show_rest(sekunden: int, soll: int) -> str:
    """Say how much time is left: „noch 5:48“, or with a sign „▲ +3 min über“."""
    over = sekunden - soll
    if over <= 0:
        return _("noch {dauer}").format(dauer=show_dauer(-over))
    return "▲ " + show_ueber(over)


def show_ueber(sekunden: int) -> str:
    """Say by how much a time is exceeded: „+3 min über“, below a minute „+0:20 über“."""
    if sekunden < 60:
        return _("+{dauer} über").format(dauer=show_dauer(sekunden))
    return _("+{n} min über").format(n=sekunden // 60)
