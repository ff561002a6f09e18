"""What the minutes say of each decision: how it came about, and what follows from it."""

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung import Entscheidung
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def meeting(database: Database, region: Region, clock: FrozenClock) -> str:
    """A running meeting of 50 people."""
    with database.write("Treffen beginnt") as writer:
        found = writer.insert(
            t.treffen,
            titel="Herbsttreffen",
            sprint_id=region.sprint,
            datum="2026-11-23",
            status="laufend",
            begonnen_um=to_text(clock.now()),
        )
        writer.insert(t.anwesenheit, treffen_id=found, gruppe="Bürgerinnen und Bürger", anzahl=50)
    return found


def begun(database: Database, region: Region, number: int) -> Entscheidung:
    """Begin the decision on a Zielbild and return it."""
    wizard = EntscheidungService(database)
    wizard.begin_entscheidung(region.zielbilder[number])
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number]


def written(database: Database, meeting: str) -> str:
    return ProtokollService(database).load_datei(meeting, "txt").decode().replace("\u00a0", " ")


def test_a_decision_nobody_voted_on_says_so(database: Database, region: Region, meeting: str) -> None:
    wizard = EntscheidungService(database)
    wizard.record_wahl(begun(database, region, 0).zeilen[0].id, Wahl.WEITERVERFOLGEN)
    wizard.decide(region.zielbilder[0])
    assert "Methode: ohne Abstimmung" in written(database, meeting)
