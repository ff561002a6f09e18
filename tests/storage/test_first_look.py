"""The first screen, read by plain SQL before everything else is there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.zielbaum import Ebene, Zielbaum
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.schnappschuss import create_programm
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage.database import Database
from myk_tui.storage.first_look import first_look, load_zielbaum, zielbaum_after
from myk_tui.storage.queries import plain_connection


def test_the_first_look_shows_what_the_service_shows(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    look = first_look(path, clock.today())
    database = Database(path, clock)
    assert look is not None
    assert look == UebersichtService(database).load_uebersicht()
    database.close()
    assert look.zielbilder[0].titel == "MYK verändert sich"


def test_a_doubtful_file_is_not_looked_at(tmp_path: Path, clock: FrozenClock, database_path: Path) -> None:
    empty, foreign, damaged = tmp_path / "leer.db", tmp_path / "fremd.db", tmp_path / "kaputt.db"
    empty.touch()
    foreign.write_bytes(b"SQLite format 3\x00" + b"x" * 200)
    damaged.write_bytes(database_path.read_bytes()[:5_000])
    for path in (empty, foreign, damaged, tmp_path / "fehlt.db", tmp_path):
        assert first_look(path, clock.today()) is None


def test_a_file_that_was_left_open_is_not_looked_at(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    path.with_name(path.name + "-wal").write_bytes(b"x")
    assert first_look(path, clock.today()) is None


def test_the_first_look_leaves_nothing_beside_the_file(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "myk.db"
    create_programm(path, "leer", clock)
    before = sorted(tmp_path.iterdir())
    assert first_look(path, clock.today()) is not None
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_programme_has_an_overview_too(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "leer.db"
    create_programm(path, "leer", clock)
    look = first_look(path, clock.today())
    assert look is not None
    assert (look.sprint, look.zielbilder, look.ideen_offen) == (None, (), 0)


def test_the_first_paint_needs_neither_database_layer_nor_command_line() -> None:
    code = (
        "import sys, myk_tui.app\n"
        "heavy = {'sqlalchemy', 'alembic', 'pydantic', 'click', 'babel', 'sqlite3', 'myk_tui.services', 'myk_tui.domain.zielbaum'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def tree(database: Database) -> Zielbaum:
    with database.read() as connection:
        return load_zielbaum(plain_connection(connection))


STEPS: list[Callable[[ZielbaumService, Region, int], object]] = [
    lambda service, region, n: service.add_knoten(Ebene.MASSNAHME, region.loesungen[n], "Neu"),
    lambda service, region, n: service.rename_knoten(Ebene.ZIEL, region.ziele[n], f"Ziel {n} neu"),
    lambda service, region, n: service.edit_knoten(
        Ebene.MASSNAHME, region.geplant[n], {"fortschritt": str(30 + n), "status": "laufender_betrieb"}
    ),
    lambda service, region, n: service.weigh_knoten(Ebene.LOESUNG, region.loesungen[n], str(n + 2)),
    lambda service, region, n: service.move_knoten(Ebene.LOESUNG, region.loesungen[n], region.ziele[(n + 1) % 3]),
    lambda service, region, n: service.add_knoten(Ebene.ZIEL, region.zielbilder[n], "Ziel dazu"),
]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2)), min_size=1, max_size=8))
def test_the_tree_of_any_earlier_step_can_be_read_back(
    make_database: Callable[[], Database], steps: list[tuple[Callable[[ZielbaumService, Region, int], object], int]]
) -> None:
    database = make_database()
    region = make_region(database)
    service = ZielbaumService(database)
    seen: dict[int, Zielbaum] = {}
    for step, number in steps:
        assert database.last_saved is not None
        seen[database.last_saved.nr] = tree(database)
        step(service, region, number)
    now = tree(database)
    with database.read() as connection:
        for nr, then in seen.items():
            assert zielbaum_after(plain_connection(connection), nr) == then
            assert zielbaum_after(plain_connection(connection), nr, now) == then


def test_a_sprint_that_was_opened_before_its_quarter_is_the_first_of_those_that_are_left(
    tmp_path: Path, clock: FrozenClock
) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    before = first_look(path, clock.today())
    database = Database(path, clock)
    service = EntscheidungService(database)
    for decision in service.load_sprintabschluss().entscheidungen:
        service.begin_entscheidung(decision.zielbild_id)
    for decision in service.load_sprintabschluss().entscheidungen:
        for line in decision.zeilen:
            service.record_wahl(line.id, Wahl.WEITERVERFOLGEN)
            service.record_zeile(line.id, {"urteil": "erreicht"})
        service.decide(decision.zielbild_id)
    left = service.load_sprintabschluss().sprints_uebrig
    service.close_sprint()
    after = UebersichtService(database).load_uebersicht()
    database.close()
    assert before is not None and before.sprints_uebrig is not None
    assert after.sprint is not None and after.sprint.quartal.beginn > clock.today()
    assert after.sprints_uebrig == left == before.sprints_uebrig - 1
