"""Every journaled change is told exactly once: in the minutes of the meeting it led to, or in the report of what came since."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps_treffen import begun

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Methode, Spalte, Wahl
from myk_tui.domain.seitdem import Seitdem
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import MykError
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import step_to_undo
from myk_tui.storage.queries import seitdem as queries

JUMPS: list[dict[str, float]] = [{"hours": -1}, {"days": -1}, {"days": 366}, {"minutes": 7}]


def act(database: Database, clock: FrozenClock, region: Region, what: str, which: int) -> None:
    """One of the things that happen between two meetings, or in one; raises MykError if it is not possible now."""
    board, tree, ideas = SprintboardService(database), ZielbaumService(database), IdeenspeicherService(database)
    cards = [card for lane in region.karten for card in lane]
    third = which % 3
    actions: dict[str, Callable[[], object]] = {
        "move card": lambda: board.move_aufgabe(cards[which % 12], region.auftraege[third], list(Spalte)[which % 4], 0),
        "delete card": lambda: board.delete_aufgabe(cards[which % 12]),
        "add card": lambda: board.add_aufgabe(region.auftraege[third], f"Karte {which}", Spalte.OFFEN),
        "rename": lambda: tree.rename_knoten(Ebene.MASSNAHME, region.massnahmen[third], f"M {which}"),
        "delete node": lambda: tree.delete_knoten(Ebene.MASSNAHME, region.geplant[third]),
        "move node": lambda: tree.move_knoten(Ebene.MASSNAHME, region.geplant[third], region.loesungen[which // 3 % 3]),
        "add idea": lambda: ideas.add_idee(f"Idee {which}"),
        "take over idea": lambda: ideas.take_over_idee(region.ideen[third], region.loesungen[third]),
        "merge ideas": lambda: DublettenService(database).merge_ideen(
            region.ideen[third], region.ideen[which // 3 % 3]
        ),
        "release idea": lambda: DublettenService(database).release_dublette(region.ideen[third]),
        "ask for support": lambda: UnterstuetzungService(database).add_unterstuetzung(
            {"titel": f"Bitte {which}", "art": "organisatorisch"}, region.auftraege[third]
        ),
        "answer": lambda: answer(database, which),
        "begin decision": lambda: EntscheidungService(database).begin_entscheidung(region.zielbilder[third]),
        "count": lambda: count_hands(database, region.zielbilder[third], which),
        "meet": lambda: meet(database, region),
        "end": lambda: end_meeting(database, region),
        "close sprint": lambda: close_sprint(database),
        "set clock": lambda: clock.tick(**JUMPS[which % len(JUMPS)]),
        "undo": lambda: take_back(database),
        "redo": database.redo,
    }
    actions[what]()


DEEDS = (
    *("move card", "delete card", "add card", "rename", "delete node", "move node", "add idea", "take over idea"),
    *("merge ideas", "release idea", "ask for support", "answer", "begin decision", "count", "meet", "end"),
    *("close sprint", "set clock", "undo", "undo", "redo", "undo and redo"),
)


def answer(database: Database, which: int) -> None:
    """Answer the first request of the ledger."""
    service = UnterstuetzungService(database)
    for bitte in service.load_ledger()[:1]:
        status = ("zugesagt", "abgelehnt", "offen")[which % 3]
        service.edit_unterstuetzung(bitte.id, {"status": status, "antwort": f"Saal {which}"})


def count_hands(database: Database, zielbild_id: str, which: int) -> None:
    """Count hands in the draft of a decision."""
    entscheidung = decision_of(database, zielbild_id)
    service = StimmungsbildService(database)
    service.choose_methode(entscheidung, Methode.HANDZEICHEN)
    service.record_werte(entscheidung, {"option-0": f"{which} 1 0"})


def decision_of(database: Database, zielbild_id: str) -> str:
    service = EntscheidungService(database)
    service.begin_entscheidung(zielbild_id)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    return next(str(each.id) for each in abschluss.entscheidungen if each.zielbild_id == zielbild_id)


def meet(database: Database, region: Region) -> None:
    """Begin a meeting; go on to the next item of one that runs."""
    service = TreffenService(database)
    treffen = service.load_gegenwaertiges()
    if treffen is not None and treffen.laeuft:
        service.next_punkt(treffen.id)
    else:
        begun(database, region)


def end_meeting(database: Database, region: Region) -> None:
    """End the meeting that runs; if none does, a short one."""
    service = TreffenService(database)
    treffen = service.load_gegenwaertiges()
    service.end(treffen.id if treffen is not None and treffen.laeuft else begun(database, region))


def close_sprint(database: Database) -> None:
    """Go on with everything, then close the sprint."""
    service = EntscheidungService(database)
    abschluss = service.load_sprintabschluss()
    for entscheidung in () if abschluss is None else abschluss.offen:
        decision_of(database, entscheidung.zielbild_id)
        begun_now = service.load_sprintabschluss()
        assert begun_now is not None
        for each in begun_now.entscheidungen:
            for zeile in each.zeilen if each.zielbild_id == entscheidung.zielbild_id else ():
                service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
        service.decide(entscheidung.zielbild_id)
    service.close_sprint()


def take_back(database: Database) -> None:
    with database.read() as connection:
        first = step_to_undo(connection).titel == "Testregion"
    if not first:
        database.undo()


FOUNDING = 1
"""The step that adds the test region; what came with it is no change."""


class Gedaechtnis:
    """Remembers after every deed which meetings and sprints it has ended, without looking into the journal."""

    def __init__(self) -> None:
        self.ends: dict[str, int] = {}
        self.closings: dict[str, int] = {}

    def look(self, database: Database) -> None:
        with database.read() as connection:
            nr = int(connection.exec_driver_sql("SELECT max(nr) FROM schritt").scalar_one())
            for table, word, known in (("treffen", "beendet", self.ends), ("sprint", "abgeschlossen", self.closings)):
                query = t.BY_NAME[table].select().where(t.BY_NAME[table].c.status == word)
                ended = {row.id for row in connection.execute(query)}
                for row_id in known.keys() - ended:
                    del known[row_id]
                known |= dict.fromkeys(ended - known.keys(), nr)

    def before(self, end: int | None) -> int:
        """Return after which step a report begins that goes up to ``end``, or to the present."""
        ends, closings = (
            [nr for nr in known.values() if end is None or nr < end] for known in (self.ends, self.closings)
        )
        return max(ends or closings or [FOUNDING])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    met=st.booleans(),
    many=st.sampled_from((2, queries.MANY)),
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 11)), max_size=16),
)
def test_the_report_lists_every_journaled_change_exactly_once(
    make_database: Callable[[], Database], clock: FrozenClock, met: bool, many: int, deeds: list[tuple[str, int]]
) -> None:
    """``many`` as low as 2 tells most of it as what steps did to many rows."""
    clock.set("2026-11-23T18:00:00.357Z")
    database, known = make_database(), Gedaechtnis()
    region = make_region(database)
    if met:
        TreffenService(database).end(begun(database, region))
    known.look(database)
    for deed, which in deeds:
        for what in deed.split(" and "):
            with suppress(MykError):
                act(database, clock, region, what, which)
            known.look(database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "MANY", many)
        patch.setattr(queries, "MANY_CARDS", many)
        assert_every_report_tells_once(database, known)


def assert_every_report_tells_once(database: Database, known: Gedaechtnis) -> None:
    service = SeitdemService(database)
    with database.read() as connection:
        entries = connection.execute(t.journal.select().order_by(t.journal.c.schritt_nr, t.journal.c.pos)).all()
    reports = [(service.load_bericht_zum_treffen(treffen_id), nr) for treffen_id, nr in known.ends.items()]
    for report, end in [*reports, (service.load_bericht(), None)]:
        begin = known.before(end)
        part = [each for each in entries if each.schritt_nr > begin and (end is None or each.schritt_nr <= end)]
        assert_told_once(service, report, part)


def assert_told_once(service: SeitdemService, report: Seitdem, entries: list[Any]) -> None:
    told = Counter(place for part in report.abschnitte for line in part.zeilen for place in line.orte)
    assert set(told.values()) <= {1}
    assert set(told) == {(entry.tabelle, entry.zeile_id) for entry in entries}
    assert sum(line.eintraege for part in report.abschnitte for line in part.zeilen) == len(entries)
    opened = {
        step.nr for part in report.abschnitte for line in part.zeilen for step in service.load_eintraege(line, report)
    }
    assert opened == {entry.schritt_nr for entry in entries}
