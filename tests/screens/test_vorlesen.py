"""What is read ahead is at hand afterwards, and a part that cannot be read keeps nobody from the rest."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.vorlesen import read_ahead
from stored import stored


def test_what_was_read_ahead_is_not_read_again(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stored(database_path, clock) as services:
        for _portion in read_ahead(services, collect=False):
            pass
        monkeypatch.setattr("myk_tui.services.ideenspeicher.load_ideen", None)
        monkeypatch.setattr("myk_tui.services.sprintboard.load_board", None)
        assert len(services.ideenspeicher.load_ideen()) == len(region.ideen)
        board = services.sprintboard.load_board()
        assert board is not None and len(board.bahnen) == len(region.auftraege)


def test_what_cannot_be_read_ahead_keeps_nobody_from_the_rest(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_service: SprintboardService) -> None:
        raise StorageError("Die Datei lässt sich gerade nicht lesen.")

    monkeypatch.setattr(SprintboardService, "load_board", fails)
    read: list[int] = []

    def noted(service: IdeenspeicherService) -> object:
        read.append(1)
        return ()

    monkeypatch.setattr(IdeenspeicherService, "load_ideen", noted)
    with stored(database_path, clock) as services:
        for _portion in read_ahead(services, collect=True):
            pass
    assert read == [1]
