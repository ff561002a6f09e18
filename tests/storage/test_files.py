import errno
import os
import stat
from pathlib import Path

import pytest

from myk_tui.errors import StorageError, StorageFull
from myk_tui.storage.files import check_space, place_new, write_atomically
from other_process import run_python


def test_a_written_file_has_the_new_content_and_nothing_lies_beside_it(tmp_path: Path):
    target = tmp_path / "Größe 50% Müller.json"
    write_atomically(target, b"alt")
    write_atomically(target, b"neu")
    assert target.read_bytes() == b"neu"
    assert list(tmp_path.iterdir()) == [target]


def test_only_the_owner_can_read_a_written_file(tmp_path: Path):
    before = os.umask(0)
    try:
        write_atomically(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_when_the_disk_is_full_the_old_file_stays_and_no_part_is_left(tmp_path: Path):
    target = tmp_path / "schnappschuss.json"
    target.write_bytes(b"alt")
    result = run_python(
        """
import sys
from pathlib import Path
from myk_tui.errors import StorageError
from myk_tui.storage.files import write_atomically
try:
    write_atomically(Path(sys.argv[1]), b"x" * 1_000_000)
except StorageError as error:
    print(error.message)
""",
        target,
        largest_file=100_000,
    )
    assert str(target) in result.stdout, result.stderr
    assert ".part" not in result.stdout
    assert target.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("place", ["ordner", "ordner/gibt es nicht/datei.json"])
def test_a_place_that_cannot_be_written_is_named_as_the_user_named_it(tmp_path: Path, place: str):
    (tmp_path / "ordner").mkdir()
    with pytest.raises(StorageError) as refused:
        write_atomically(tmp_path / place, b"neu")
    assert str(tmp_path / place) in refused.value.message
    assert ".part" not in refused.value.message


def test_a_folder_without_the_right_to_write_is_said_plainly():
    result = run_python(
        """
from pathlib import Path
from myk_tui.errors import ReadOnly
from myk_tui.storage.files import write_atomically
try:
    write_atomically(Path("/usr/datei.json"), b"neu")
except ReadOnly as error:
    print(error.message)
""",
        unprivileged=True,
    )
    assert "/usr/datei.json ist schreibgeschützt" in result.stdout, result.stderr


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path):
    (tmp_path / "neu").write_bytes(b"neu")
    (tmp_path / "da").write_bytes(b"da")
    with pytest.raises(FileExistsError):
        place_new(tmp_path / "neu", tmp_path / "da")
    assert (tmp_path / "da").read_bytes() == b"da"


def test_a_memory_stick_without_hard_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for name in ("eins", "zwei"):
        (tmp_path / name).write_bytes(name.encode())
    place_new(tmp_path / "eins", tmp_path / "ziel")
    with pytest.raises(FileExistsError):
        place_new(tmp_path / "zwei", tmp_path / "ziel")
    assert (tmp_path / "ziel").read_bytes() == b"eins"
    assert not (tmp_path / "eins").exists()


def test_too_little_room_is_said_with_the_numbers(tmp_path: Path):
    check_space(tmp_path, 1)
    with pytest.raises(StorageFull, match="gebraucht werden 1000000001 MB"):
        check_space(tmp_path, 10**15)
