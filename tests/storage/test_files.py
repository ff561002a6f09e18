import errno
import os
import stat
from pathlib import Path

import pytest

from myk_tui.errors import StorageError, StorageFull
from myk_tui.storage.files import check_space, place_new, write_atomically
from other_process import run_python


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "ordner"
    made.mkdir()
    return made


def test_a_written_file_has_the_new_content_and_nothing_lies_beside_it(folder: Path):
    target = folder / "Größe 50% Müller.json"
    write_atomically(target, b"alt")
    write_atomically(target, b"neu")
    assert target.read_bytes() == b"neu"
    assert list(folder.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot make a folder durable")
def test_a_file_is_durable_before_it_gets_its_name_and_the_name_after(folder: Path, synced: list[os.stat_result]):
    target = folder / "a"
    target.write_bytes(b"alt")
    old = target.stat().st_ino
    write_atomically(target, b"ganz neu")
    file, names = synced
    assert (file.st_ino, file.st_size) == (target.stat().st_ino, len(b"ganz neu")) and file.st_ino != old
    assert names.st_ino == folder.stat().st_ino


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot make a folder durable")
def test_a_new_name_is_durable(folder: Path, synced: list[os.stat_result]):
    (folder / "fertig.part").write_bytes(b"x")
    place_new(folder / "fertig.part", folder / "b")
    assert [found.st_ino for found in synced] == [folder.stat().st_ino]


def test_only_the_owner_can_read_a_written_file_unless_it_is_meant_for_all(folder: Path):
    before = os.umask(0)
    try:
        write_atomically(folder / "a", b"")
        write_atomically(folder / "für alle", b"", mode=0o644)
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "für alle").stat().st_mode) == 0o644


def test_when_the_disk_is_full_the_old_file_stays_and_no_part_is_left(folder: Path):
    target = folder / "schnappschuss.json"
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
    assert list(folder.iterdir()) == [target]


@pytest.mark.parametrize("place", ["ordner", "ordner/gibt es nicht/datei.json"])
def test_a_place_that_cannot_be_written_is_named_as_the_user_named_it(folder: Path, place: str):
    (folder / "ordner").mkdir()
    with pytest.raises(StorageError) as refused:
        write_atomically(folder / place, b"neu")
    assert str(folder / place) in refused.value.message
    assert ".part" not in refused.value.message


def test_a_folder_without_the_right_to_write_is_said_plainly(folder: Path):
    folder.chmod(0o500)
    result = run_python(
        """
import sys
from pathlib import Path
from myk_tui.errors import ReadOnly
from myk_tui.storage.files import write_atomically
try:
    write_atomically(Path(sys.argv[1]), b"neu")
except ReadOnly as error:
    print(error.message)
""",
        folder / "datei.json",
        unprivileged=True,
    )
    folder.chmod(0o700)
    assert f"{folder / 'datei.json'} ist schreibgeschützt" in result.stdout, result.stderr


def test_a_new_file_never_replaces_one_that_is_there(folder: Path):
    (folder / "neu").write_bytes(b"neu")
    (folder / "da").write_bytes(b"da")
    with pytest.raises(FileExistsError):
        place_new(folder / "neu", folder / "da")
    assert (folder / "da").read_bytes() == b"da"


def test_a_memory_stick_without_hard_links_works_too(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for name in ("eins", "zwei"):
        (folder / name).write_bytes(name.encode())
    place_new(folder / "eins", folder / "ziel")
    with pytest.raises(FileExistsError):
        place_new(folder / "zwei", folder / "ziel")
    assert (folder / "ziel").read_bytes() == b"eins"
    assert not (folder / "eins").exists()


def test_too_little_room_is_said_with_the_numbers(folder: Path):
    check_space(folder, 1)
    with pytest.raises(StorageFull, match="gebraucht werden 1000000001 MB"):
        check_space(folder, 10**15)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes in folders nor links for everybody")
def test_a_pipe_is_refused_and_stays_a_pipe(folder: Path):
    pipe = folder / "leitung"
    os.mkfifo(pipe)
    with pytest.raises(StorageError, match="keine gewöhnliche Datei"):
        write_atomically(pipe, b"neu")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(folder.iterdir()) == [pipe]


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes in folders nor links for everybody")
def test_a_link_stays_a_link_and_what_it_points_to_is_written(folder: Path, tmp_path: Path):
    file, link = tmp_path / "anderswo.json", folder / "verweis.json"
    link.symlink_to(file)
    write_atomically(link, b"neu")  # first where nothing is yet, then over what is there
    write_atomically(link, b"neuer")
    assert link.is_symlink() and file.read_bytes() == b"neuer"
    link.unlink()
    os.mkfifo(tmp_path / "leitung")
    link.symlink_to(tmp_path / "leitung")
    with pytest.raises(StorageError, match="keine gewöhnliche Datei"):
        write_atomically(link, b"neu")
