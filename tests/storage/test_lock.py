import json
import os
import socket
import stat
from pathlib import Path

import pytest

from frozen_clock import FrozenClock
from myk_tui.storage import lock
from other_process import run_python, running_python

HOLD = """
import sys
from pathlib import Path
from myk_tui.domain.clock import SystemClock
from myk_tui.storage import lock
held = lock.acquire(Path(sys.argv[1]), SystemClock())
print(held is not None, flush=True)
sys.stdin.read()
"""


def test_only_one_window_gets_the_lock(tmp_path: Path, clock: FrozenClock):
    database = tmp_path / "myk.db"
    held = lock.acquire(database, clock)
    assert held is not None
    assert lock.acquire(database, clock) is None
    assert run_python(HOLD, database).stdout == "False\n"
    held.release()
    held.release()
    again = lock.acquire(database, clock)
    assert again is not None
    again.release()


def test_the_second_window_learns_who_has_the_file_and_since_when(tmp_path: Path, clock: FrozenClock):
    held = lock.acquire(tmp_path / "myk.db", clock)
    assert held is not None
    sentence = lock.holder(tmp_path / "myk.db")
    held.release()
    assert socket.gethostname()[:60] in sentence
    assert clock.now().astimezone().strftime("%d.%m. %H:%M") in sentence


def test_a_killed_window_leaves_no_lock(tmp_path: Path, clock: FrozenClock):
    database = tmp_path / "myk.db"
    with running_python(HOLD, database):
        assert lock.acquire(database, clock) is None
    held = lock.acquire(database, clock)
    assert held is not None
    held.release()


@pytest.mark.parametrize("note", ["", "unsinn", "[]", '{"host": 1}', '{"host": "a", "seit": "gestern"}', "\ud800"])
def test_an_unreadable_note_does_not_matter(tmp_path: Path, note: str):
    lock.lock_path(tmp_path / "myk.db").write_bytes(note.encode("utf-8", "surrogatepass"))
    assert lock.holder(tmp_path / "myk.db") == "ein anderes Fenster"


def test_a_hostile_note_cannot_steer_the_terminal(tmp_path: Path):
    note = {"host": "\x1b[2J" + "x" * 500, "pid": 1, "seit": "2026-11-23T18:00:00.000Z"}
    lock.lock_path(tmp_path / "myk.db").write_text(json.dumps(note))
    sentence = lock.holder(tmp_path / "myk.db")
    assert "\x1b" not in sentence
    assert len(sentence) < 120


def test_only_the_owner_can_read_the_lock_file(tmp_path: Path, clock: FrozenClock):
    before = os.umask(0)
    try:
        held = lock.acquire(tmp_path / "myk.db", clock)
    finally:
        os.umask(before)
    assert held is not None
    held.release()
    assert stat.S_IMODE(lock.lock_path(tmp_path / "myk.db").stat().st_mode) == 0o600


def test_without_room_for_the_note_the_lock_holds_all_the_same(tmp_path: Path):
    code = HOLD.replace("sys.stdin.read()", "print(lock.holder(Path(sys.argv[1])))")
    result = run_python(code, tmp_path / "myk.db", largest_file=0)
    assert result.stdout == "True\nein anderes Fenster\n", result.stderr


def test_a_folder_where_no_lock_can_be_made_is_an_error_of_the_system(tmp_path: Path, clock: FrozenClock):
    with pytest.raises(OSError):
        lock.acquire(tmp_path / "gibt es nicht" / "myk.db", clock)
