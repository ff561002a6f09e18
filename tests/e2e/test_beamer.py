"""Two real terminals on one file: the room's window follows the moderator's and shows nothing internal."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from builders import make_region
from e2e.installed import open_in_terminal
from frozen_clock import FrozenClock
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import is_watched
from myk_tui.storage.database import Database

SECRET = "Nur für die Moderation"


@pytest.fixture
def path(database_path: Path, clock: FrozenClock) -> Path:
    database = Database(database_path, clock)
    region = make_region(database)
    with database.write("Notiz") as writer:
        writer.update(t.massnahme, region.massnahmen[0], interne_notiz=SECRET)
    database.close()
    return database_path


def test_the_room_follows_the_moderator_and_leaves_no_trace(own_home: Path, path: Path) -> None:
    with (
        open_in_terminal(own_home, "--db", str(path), columns=80, rows=24) as moderator,
        open_in_terminal(own_home, "beamer", "--db", str(path), columns=80, rows=24) as room,
    ):
        moderator.wait_for("▸1 Übersicht", "q Beenden")
        room.wait_for("Testregion", "MYK vernetzt Menschen")
        moderator.send("2")
        room.wait_for("Vision")
        moderator.send("down")
        room.wait_for("Ziel 1")
        assert SECRET.encode() not in room.raw
        moderator.send("i")
        moderator.wait_for("Neue Idee")
        for letter in "Leinwand":
            moderator.send(letter)
        moderator.send("enter")
        moderator.wait_for("Gesichert")
        moderator.send("3")
        moderator.wait_for("▸3 Ideenspeicher", "Leinwand")
        room.wait_for("Leinwand")
        room.send("q")
        assert room.wait_exit() == 0
        assert room.modes_left() == []
        assert not is_watched(path)
        assert not list(path.parent.glob("*.beamer*"))
        moderator.send("q")
        assert moderator.wait_exit() == 0


def test_without_a_file_the_room_gets_one_sentence(own_home: Path, tmp_path: Path) -> None:
    with open_in_terminal(own_home, "beamer", "--db", str(tmp_path / "fehlt.db")) as room:
        assert room.wait_exit() == 2
        assert "gibt es nicht" in room.text()
