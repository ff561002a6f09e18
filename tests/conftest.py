"""What every test stands on: its own folder, a frozen clock, a freshly migrated file."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

for name in list(os.environ):
    if name in ("NO_COLOR", "COLORTERM") or name.startswith(("TEXTUAL", "MYK_TUI_")):
        del os.environ[name]

import pytest  # noqa: E402 - the environment has to be clean before textual is imported

from frozen_clock import FrozenClock  # noqa: E402
from myk_tui.i18n import set_language  # noqa: E402
from myk_tui.storage.database import Database  # noqa: E402
from myk_tui.storage.migrate import create_file  # noqa: E402


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's own files and language."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("MYK_TUI_HOME", str(home))
    set_language("de")
    return home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, migrated once per run."""
    path = tmp_path_factory.mktemp("vorlage") / "leer.db"
    create_file(path)
    return path


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def berlin() -> Iterator[None]:
    """Let the room be in the region, with its summer time."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def database_path(tmp_path: Path, template: Path) -> Path:
    path = tmp_path / "myk.db"
    shutil.copyfile(template, path)
    return path


@pytest.fixture
def database(database_path: Path, clock: FrozenClock) -> Iterator[Database]:
    opened = Database(database_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def make_database(tmp_path: Path, template: Path, clock: FrozenClock) -> Iterator[Callable[[], Database]]:
    """Return a maker of fresh databases, for property tests that need one per example."""
    made: list[Database] = []

    def make() -> Database:
        for earlier in made:
            earlier.close()
        made.clear()
        path = tmp_path / "beispiel.db"
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(template, path)
        made.append(Database(path, clock))
        return made[-1]

    yield make
    for opened in made:
        opened.close()
