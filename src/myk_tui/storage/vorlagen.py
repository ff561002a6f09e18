"""Templates inside the package, and the practice data moved to the present quarter.

A template is a snapshot (``storage.snapshot``) without checksum. One that tells
a story in time has the additional key ``stand``: the moment at which the story
stands. ``shift_to_today`` moves all its times, those in the history included,
so that its active sprint is the quarter of today and ``stand`` is now.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from itertools import pairwise
from typing import Any

from myk_tui.domain.clock import from_text, to_text
from myk_tui.domain.kalender import Quartal, quartal_of
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Row, dump_json
from myk_tui.storage.snapshot import Dokument, Snapshot

VORLAGEN = ("myk10", "demo", "leer")

_SPRINT_NAME = re.compile(r"\b([1-4])\. Quartal (\d{4})\b")
_MILLISECOND = timedelta(milliseconds=1)
_STORY_WALL = timezone(timedelta(hours=2))
"""The wall of the room where the meetings of a story took place: they are told in summer time."""


def load_vorlage(name: str, now: datetime, today: date) -> Snapshot:
    """Return a packaged template, moved to the present if it tells a story in time.

    Raises FileNotFoundError if there is no such template.
    """
    text = (files("myk_tui") / "vorlagen" / f"{name}.json").read_text(encoding="utf-8")
    document: Dokument = json.loads(text)
    if "stand" in document:
        document = shift_to_today(document, now, today)
    return Snapshot(document["daten"])


def shift_to_today(document: Mapping[str, Any], now: datetime, today: date) -> Dokument:
    """Return a copy of a template whose active sprint is the quarter that contains ``today``.

    ``stand`` becomes ``now``; nothing that lies before it ends up after ``now``.
    Raises ValueError if the template has no active sprint.
    """
    active = [row for row in document["daten"]["sprint"] if row["status"] == "aktiv"]
    if not active:
        raise ValueError("a template with a story needs an active sprint")
    here = Quartal(active[0]["jahr"], active[0]["quartal"])
    stand = from_text(document["stand"])
    meetings = {date.fromisoformat(row["datum"]) for row in document["daten"]["treffen"] if row["begonnen_um"]}
    shift = _Verschiebung(document["daten"], Zeitkarte(here, stand, now, today, meetings))
    left_out = ("stand", "pruefsumme")
    moved: Dokument = {name: value for name, value in document.items() if name not in left_out}
    moved["daten"] = {
        name: [shift.row(t.BY_NAME[name], row) for row in rows] for name, rows in document["daten"].items()
    }
    return moved


class Zeitkarte:
    """Where each moment of a story goes: straight lines between the quarters, never backwards.

    Quarters go to quarters, first days to first days and last days to last
    days; inside the active quarter the moment of the story goes to now. In the
    evening of a meeting the clock on the wall keeps its time.

    Args:
        active: quarter of the active sprint in the story.
        stand: moment at which the story stands.
        now: the present moment.
        today: its date on the wall; it decides which quarter is the active one.
        meetings: days of meetings in earlier quarters of the story.

    Raises ValueError if the story does not stand in its active quarter.
    """

    def __init__(
        self, active: Quartal, stand: datetime, now: datetime, today: date, meetings: Collection[date] = ()
    ) -> None:
        if quartal_of(stand.date()) != active:
            raise ValueError("the story has to stand in its active quarter")
        self._meetings = [day for day in meetings if quartal_of(day) != active]
        self._offset = _number(quartal_of(today)) - _number(active)
        self._active, self._stand, self._now, self._today = active, stand, now, today

    def quartal(self, quartal: Quartal) -> Quartal:
        """Return where a quarter goes."""
        return _quartal(_number(quartal) + self._offset)

    def day(self, day: date) -> date:
        """Return where a date goes."""
        here = quartal_of(day)
        there = self.quartal(here)
        knots = {here.beginn: there.beginn, here.ende: there.ende}
        if here == self._active:
            knots.setdefault(self._stand.date(), self._today)
        ordinals = [(old.toordinal(), new.toordinal()) for old, new in sorted(knots.items())]
        return date.fromordinal(_between(day.toordinal(), ordinals))

    def moment(self, moment: datetime) -> datetime:
        """Return where a moment goes, to the millisecond."""
        here = quartal_of(moment.astimezone(UTC).date())
        there = self.quartal(here)
        knots = {_begin(here): _begin(there), _begin(here.naechstes): _begin(there.naechstes)}
        if here == self._active:
            knots.setdefault(self._stand, self._now)
        knots |= self._evenings(here)
        steps = [(_milliseconds(old), _milliseconds(new)) for old, new in sorted(knots.items())]
        moved = _EPOCH + _between(_milliseconds(moment), steps) * _MILLISECOND
        # The wall may already show another quarter than UTC.
        return min(moved, self._now) if moment <= self._stand else max(moved, self._now)

    def _evenings(self, quartal: Quartal) -> dict[datetime, datetime]:
        """Return where the afternoons and evenings of the meetings in a quarter begin and end, before and after."""
        knots: dict[datetime, datetime] = {}
        for day in self._meetings:
            if quartal_of(day) == quartal:
                noon = datetime.combine(day, _NOON, _STORY_WALL)
                moved = datetime.combine(self.day(day), _NOON).astimezone(UTC)
                knots |= {noon: moved, noon + _EVENING: moved + _EVENING}
        return knots


class _Verschiebung:
    """Moves rows, and the parts of rows in the journal, by a ``Zeitkarte``."""

    def __init__(self, daten: Mapping[str, list[Row]], karte: Zeitkarte) -> None:
        self._karte = karte
        self._moments: dict[str, str] = {}
        self._years = self._decision_years(daten)

    def row(self, table: Any, row: Row) -> Row:
        if table is t.journal:
            content = t.BY_NAME[row["tabelle"]]
            sides = {side: self._entry(content, row["zeile_id"], row[side]) for side in ("vorher", "nachher")}
            return {**row, **sides}
        if table is t.schritt:
            row = {**row, "titel": _SPRINT_NAME.sub(self._sprint_name, row["titel"])}
        return self._moved(table, row.get("id", ""), row)

    def _entry(self, table: Any, row_id: str, text: str | None) -> str | None:
        return None if text is None else dump_json(self._moved(table, row_id, json.loads(text)))

    def _moved(self, table: Any, row_id: str, row: Row) -> Row:
        moved = dict(row)
        for name, value in row.items():
            kind = table.c[name].info["kind"]
            if value is None or table is t.programm:  # the end of funding is a fact, no part of the story
                continue
            if kind == "date":
                moved[name] = self._karte.day(date.fromisoformat(value)).isoformat()
            elif kind == "time":
                moved[name] = self._moment(value)
            elif kind == "year" and table is t.entscheidung:
                moved[name] = value + self._years.get(row_id, 0)
        if table is t.sprint and "jahr" in row and "quartal" in row:
            there = self._karte.quartal(Quartal(row["jahr"], row["quartal"]))
            moved |= {"jahr": there.jahr, "quartal": there.quartal}
        return moved

    def _moment(self, text: str) -> str:
        if text not in self._moments:
            self._moments[text] = to_text(self._karte.moment(from_text(text)))
        return self._moments[text]

    def _decision_years(self, daten: Mapping[str, list[Row]]) -> dict[str, int]:
        """Return by how many years the number of each decision moves: as many as its sprint does."""
        sprints = _every_row(daten, "sprint")
        years = {}
        for row_id, row in _every_row(daten, "entscheidung").items():
            sprint = sprints[row["sprint_id"]]
            there = self._karte.quartal(Quartal(sprint["jahr"], sprint["quartal"]))
            years[row_id] = there.jahr - sprint["jahr"]
        return years

    def _sprint_name(self, match: re.Match[str]) -> str:
        there = self._karte.quartal(Quartal(int(match[2]), int(match[1])))
        return f"{there.quartal}. Quartal {there.jahr}"


def _every_row(daten: Mapping[str, list[Row]], name: str) -> dict[str, Row]:
    """Return all rows of a table by id, also those that live on in the journal only."""
    found: dict[str, Row] = {}
    for entry in daten["journal"]:
        for text in (entry["vorher"], entry["nachher"]):
            if entry["tabelle"] == name and text is not None:
                value = json.loads(text)
                if "id" in value:
                    found[value["id"]] = value
    return found | {row["id"]: row for row in daten[name]}


def _between(value: int, knots: list[tuple[int, int]]) -> int:
    """Return where ``value`` goes on the line through the sorted ``knots``."""
    place = bisect_right(knots, value, key=lambda knot: knot[0])
    if place == len(knots):
        return knots[-1][1]
    (low, to_low), (high, to_high) = list(pairwise(knots))[place - 1]
    return to_low + (value - low) * (to_high - to_low) // (high - low)


_NOON, _EVENING = time(12), timedelta(hours=11)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def _begin(quartal: Quartal) -> datetime:
    return datetime.combine(quartal.beginn, datetime.min.time(), UTC)


def _number(quartal: Quartal) -> int:
    return quartal.jahr * 4 + quartal.quartal - 1


def _quartal(number: int) -> Quartal:
    return Quartal(number // 4, number % 4 + 1)
