"""Programmes to open on the screens."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.services.schnappschuss import create_programm
from myk_tui.storage.database import Database
from pilot_tools import shorter_waits

__all__ = ["shorter_waits"]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file per packaged template, made once per run."""
    folder = tmp_path_factory.mktemp("vorlagen")
    for name in ("demo", "leer"):
        create_programm(folder / f"{name}.db", name, FrozenClock())
    return folder


@pytest.fixture
def programme(templates: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return a maker of own copies of the templates: ``programme("demo")``, ``programme("leer")``."""

    def copy(name: str) -> Path:
        return Path(shutil.copyfile(templates / f"{name}.db", tmp_path / f"{name}.db"))

    return copy


@pytest.fixture
def region(database: Database, database_path: Path) -> Region:
    """A small programme with known titles, in the closed file ``database_path``."""
    made = make_region(database)
    database.close()
    return made
