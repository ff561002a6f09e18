import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from myk_tui import paths


@pytest.fixture
def fresh_log() -> Iterator[logging.Logger]:
    """The program's logger as at the start of the program; afterwards as before."""
    logger = logging.getLogger("myk_tui")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [], True
    yield logger
    for handler in logger.handlers:
        handler.close()
    logger.handlers, logger.propagate = handlers, propagate


def test_one_variable_moves_everything(own_home: Path):
    assert paths.data_dir() == own_home
    assert paths.default_database() == own_home / "myk.db"
    assert paths.log_file() == own_home / "myk-tui.log"


def test_without_it_the_data_lie_in_the_local_folder_of_the_user(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("MYK_TUI_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/daten")
    assert paths.default_database().name == "myk.db"
    assert paths.default_database().parent.name == "myk_tui"


def test_the_database_can_be_named_alone(own_home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MYK_TUI_DB", "/anderswo/kreis.db")
    assert paths.default_database() == Path("/anderswo/kreis.db")
    assert paths.backup_dir(paths.default_database()) == Path("/anderswo/sicherungen")
    assert paths.data_dir() == own_home


def test_folder_and_log_are_for_their_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_log: logging.Logger
):
    monkeypatch.setenv("MYK_TUI_HOME", str(tmp_path / "neu"))
    before = os.umask(0)
    try:
        paths.start_log()
    finally:
        os.umask(before)
    fresh_log.error("etwas")
    assert stat.S_IMODE((tmp_path / "neu").stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.log_file().stat().st_mode) == 0o600
    assert "ERROR etwas" in paths.log_file().read_text(encoding="utf-8")


def test_without_a_writable_place_there_is_simply_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_log: logging.Logger
):
    (tmp_path / "datei").write_bytes(b"")
    monkeypatch.setenv("MYK_TUI_HOME", str(tmp_path / "datei" / "ordner"))
    paths.start_log()
    fresh_log.error("verloren")
    assert not isinstance(fresh_log.handlers[0], logging.FileHandler)


def test_the_log_says_kind_and_place_of_an_error_but_never_its_words(fresh_log: logging.Logger) -> None:
    paths.start_log()
    try:
        try:
            raise KeyError("Frau Muster")
        except KeyError as error:
            raise ValueError("Frau Muster hat getippt") from error
    except ValueError as error:
        fresh_log.error("unexpected error", exc_info=error)
    failed = RuntimeError("Frau Muster")
    failed.error = LookupError("Frau Muster")  # type: ignore[attr-defined]  # as a worker of Textual reports it
    fresh_log.error("unexpected error", exc_info=failed)
    said = paths.log_file().read_text(encoding="utf-8")
    assert "Muster" not in said and "builtins.LookupError" in said
    assert "builtins.ValueError" in said and "builtins.KeyError" in said and "test_paths.py:" in said


def test_beside_a_practice_copy_nothing_is_proposed_to_be_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert paths.output_dir(tmp_path / "myk.db") == tmp_path
    monkeypatch.delenv("MYK_TUI_HOME")
    proposed = paths.output_dir(tmp_path / f"{paths.REHEARSAL}x" / "uebung.db")
    assert tmp_path not in proposed.parents and proposed.is_dir()
