"""The command line: German, quick, one sentence for every refusal, exit codes 0, 1 and 2."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import make_region
from frozen_clock import FrozenClock
from myk_tui import __version__, cli, start
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.schnappschuss import create_programm, export_snapshot
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database, connect
from myk_tui.storage.opening import open_file

COMMANDS = ("init", "export", "import", "check")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run every command in an empty folder, and leave no language behind."""
    folder = tmp_path / "hier"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANGUAGE", "de")
    yield folder
    start.speak("de")


@pytest.fixture
def programm(here: Path, clock: FrozenClock) -> Path:
    """A file with the public strategy."""
    path = here / "myk.db"
    create_programm(path, "myk10", clock)
    return path


class Ran:
    """What a command line left: exit code and texts."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def refused(self) -> str:
        """The one sentence of a refusal; everything else about it has to be right."""
        assert self.code == 2
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1
        assert self.err.strip().endswith(".")
        return self.err.strip()


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], clock: FrozenClock):
    def run_it(*args: object) -> Ran:
        capfd.readouterr()
        code = start.run([str(arg) for arg in args], clock)
        return Ran(code, *capfd.readouterr())

    return run_it


def process(
    *args: str, stdin: int | None = subprocess.DEVNULL, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "myk_tui", *args]
    return subprocess.run(command, stdin=stdin, capture_output=True, check=False, env=os.environ | environment)


def exported(path: Path, clock: FrozenClock) -> bytes:
    opened = open_file(path, clock)
    try:
        return export_snapshot(opened.database)
    finally:
        opened.close()


# --- help and language --------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_output_that_takes_nothing_is_said_in_one_sentence(run, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    assert run("init", "--vorlage", "demo", "--db", path).code == 0
    command = [sys.executable, "-m", "myk_tui", "protokoll", "-o", "-", "--db", str(path)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert "Bitte mit -o in eine Datei schreiben" in done.stderr.decode()


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_german_throughout(run, command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Aufruf: myk-tui {' '.join(command)}".strip())
    for english in ("Usage", "OPTIONS", "Options:", "COMMAND", "Commands:", "Show this", "Show the", "ARGS"):
        assert english not in ran.out
    assert "--db DATEI" in ran.out


def test_help_works_through_the_runner_of_click(clock: FrozenClock) -> None:
    start.speak("de")
    result = CliRunner().invoke(cli.make_cli(clock), ["export", "--help"])
    assert result.exit_code == 0
    assert "--ueberschreiben" in result.output


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("import", "--help"), ("--sprache", "en", "--help")])
def test_help_needs_neither_terminal_nor_database_libraries(args: tuple[str, ...]) -> None:
    script = (
        "import sys; from myk_tui import start; code = start.run(sys.argv[1:])\n"
        "heavy = {'textual', 'rich', 'sqlalchemy', 'alembic', 'pydantic', 'asyncio'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy or code else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_english_is_spoken_when_asked(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--sprache", "en", "--help").out.startswith("Usage: myk-tui")
    assert run("--sprache=en", "--help").out.startswith("Usage: myk-tui")
    monkeypatch.setenv("MYK_TUI_SPRACHE", "en")
    assert run("--help").out.startswith("Usage: myk-tui")
    assert run("--sprache", "de", "--help").out.startswith("Aufruf: myk-tui")


def test_the_version_is_told(run) -> None:
    assert run("--version").out == f"myk-tui {__version__}\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("exprt",), "Den Befehl 'exprt' gibt es nicht. Meinten Sie 'export'?"),
        (("--nix",), "Die Option '--nix' gibt es nicht."),
        (("--sprache", "fr"), "Ungültiger Wert für '--sprache': 'fr' ist keines von 'de', 'en'."),
        (("init",), "Es fehlt die Option '--vorlage'. Zur Wahl stehen: myk10, demo, leer"),
        (("init", "--vorlage", "x"), "'x' ist keines von 'myk10', 'demo', 'leer'."),
        (("import",), "Es fehlt die Angabe 'DATEI'."),
        (("import", "a", "b"), "Unerwartete weitere Angabe (b)."),
        (("check", "--db"), "Die Option '--db' braucht einen Wert."),
        (("--demo", "check"), "--demo steht allein: ohne --db und ohne Befehl."),
        (("--demo", "--db", "x"), "--demo steht allein: ohne --db und ohne Befehl."),
    ],
)
def test_wrong_use_is_told_in_german(run, args: tuple[str, ...], sentence: str) -> None:
    ran = run(*args)
    assert ran.code == 2 and ran.out == ""
    assert "Fehler: " in ran.err and sentence in ran.err
    assert "Error" not in ran.err and "Usage" not in ran.err


# --- creating -----------------------------------------------------------------------


def test_init_creates_the_default_file(run, own_home: Path) -> None:
    assert run("init", "--vorlage", "leer").code == 0
    assert (own_home / "myk.db").is_file()
    assert "gibt es schon" in run("init", "--vorlage", "leer").refused


def test_the_environment_names_the_file(run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYK_TUI_DB", str(here / "andere.db"))
    assert run("init", "--vorlage", "leer").code == 0
    assert (here / "andere.db").is_file()


@pytest.mark.parametrize(
    "args", [("--db", "a.db", "init"), ("init", "--db", "a.db"), ("--db", "b.db", "init", "--db", "a.db")]
)
def test_the_file_may_be_named_before_or_after_the_command(run, here: Path, args: tuple[str, ...]) -> None:
    assert run(*args, "--vorlage", "leer").code == 0
    assert [found.name for found in here.iterdir()] == ["a.db"]


# --- there and back -----------------------------------------------------------------


def test_export_and_import_give_the_same_bytes(run, programm: Path, here: Path, clock: FrozenClock) -> None:
    assert run("export", "--db", programm).code == 0
    snapshot = here / "myk-2026-11-23.json"
    assert snapshot.read_bytes() == exported(programm, clock)
    assert run("import", snapshot, "--db", "neu.db").code == 0
    assert exported(here / "neu.db", clock) == snapshot.read_bytes()


def test_export_does_not_overwrite_unless_told(run, programm: Path, here: Path) -> None:
    target = here / "wichtig.json"
    target.write_text("meins")
    assert "--ueberschreiben" in run("export", target, "--db", programm).refused
    assert target.read_text() == "meins"
    assert run("export", target, "--ueberschreiben", "--db", programm).code == 0
    assert json.loads(target.read_text())["format"] == "myk-tui/schnappschuss"


def test_export_never_overwrites_the_database(run, programm: Path, clock: FrozenClock) -> None:
    before = exported(programm, clock)
    assert "Datenbank selbst" in run("export", programm, "--ueberschreiben", "--db", programm).refused
    assert exported(programm, clock) == before


def test_export_to_the_output_is_utf8_on_any_console(programm: Path, clock: FrozenClock) -> None:
    done = process("export", "-", "--db", str(programm), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == exported(programm, clock)


def test_a_reader_that_stops_early_sees_no_traceback(programm: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "myk_tui", "export", "-", "--db", str(programm)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


def test_import_needs_permission_to_replace_and_says_where_the_backup_is(
    run, programm: Path, here: Path, clock: FrozenClock
) -> None:
    assert run("init", "--vorlage", "leer", "--db", "leer.db").code == 0
    assert run("export", "leer.json", "--db", "leer.db").code == 0
    before = exported(programm, clock)
    assert "--ersetzen" in run("import", "leer.json", "--db", programm).refused
    probed = run("import", "leer.json", "--probe", "--db", programm)
    assert probed.code == 0 and "Maßnahmen: 0 neu, 0 geändert, 22 entfernt" in probed.out
    assert "Achtung" in probed.out
    assert exported(programm, clock) == before
    done = run("import", "leer.json", "--ersetzen", "--db", programm)
    assert done.code == 0 and "Sicherung von davor" in done.out
    assert exported(programm, clock) == (here / "leer.json").read_bytes()


def test_a_refused_snapshot_lists_every_error_with_its_place(
    run, programm: Path, here: Path, clock: FrozenClock
) -> None:
    before = exported(programm, clock)
    document = json.loads(before)
    del document["pruefsumme"]
    document["daten"]["idee"][0]["titel"] = "\x1b]0;böse\x07"
    document["daten"]["idee"][1]["status"] = "toll"
    (here / "böse.json").write_text(json.dumps(document))
    ran = run("import", here / "böse.json", "--ersetzen", "--db", programm)
    assert ran.code == 2 and ran.out == ""
    assert ran.err.splitlines()[0].endswith("2 Fehler; es wurde nichts geändert.")
    assert [line.split(":")[0].strip() for line in ran.err.splitlines()[1:]] == ["idee/0/titel", "idee/1/status"]
    assert "\x1b" not in ran.err
    assert exported(programm, clock) == before
    assert not (here / "sicherungen").exists()


def test_undo_still_works_after_export_and_import(run, database: Database, here: Path, clock: FrozenClock) -> None:
    region = make_region(database)
    with database.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="Anders")
    database.close()
    assert run("export", "a.json", "--db", database.path).code == 0
    assert run("import", "a.json", "--db", "b.db").code == 0
    opened = open_file(here / "b.db", clock)
    assert opened.database.undo().titel == "Umbenannt"
    opened.close()


# --- checking -----------------------------------------------------------------------


def test_check_says_that_all_is_well(run, programm: Path) -> None:
    ran = run("check", "--db", programm)
    assert ran.code == 0
    assert str(programm) in ran.out and "Alles in Ordnung." in ran.out


def test_check_names_its_findings_and_ends_with_one(run, programm: Path) -> None:
    connection = connect(programm)
    connection.execute("UPDATE idee SET status = 'uebernommen'")
    connection.close()
    ran = run("check", "--db", programm)
    assert ran.code == 1
    assert "✗ " in ran.out and "Befunde: " in ran.out


# --- bad files, bad places ----------------------------------------------------------

BAD_FILES = {"leer": b"", "text": b"Hallo Welt\n" * 100, "halb": b"SQLite format 3\x00", "null": b"\x00" * 8192}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["check", "export", "import"])
def test_a_bad_file_is_refused_with_one_sentence_and_stays(
    run, here: Path, programm: Path, name: str, command: str
) -> None:
    assert run("export", "gut.json", "--db", programm).code == 0
    bad = here / "schlecht.db"
    bad.write_bytes(BAD_FILES[name])
    extra = ["gut.json", "--ersetzen"] if command == "import" else []
    assert str(bad) in run(command, *extra, "--db", bad).refused
    assert bad.read_bytes() == BAD_FILES[name]


@pytest.mark.parametrize("command", ["check", "export", "init"])
def test_a_place_that_cannot_be_is_refused_with_one_sentence(run, here: Path, command: str) -> None:
    extra = ["--vorlage", "leer"] if command == "init" else []
    (here / "datei").write_text("x")
    for place in (here, here / "datei" / "myk.db", here / ("n" * 300), ""):
        assert run(command, *extra, "--db", place).refused
    assert (here / "datei").read_text() == "x"


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_file_that_is_not_there_is_not_made(run, here: Path, command: str) -> None:
    assert "gibt es nicht" in run(command, "--db", "fehlt.db").refused
    assert list(here.iterdir()) == []


BAD_SNAPSHOTS = {
    "leer": b"",
    "cp1252": '{"name": "Übung"}'.encode("cp1252"),
    "tief": b"[" * 100_000,
    "zahl": b'{"format_version": ' + b"9" * 5_000 + b"}",
    "fremd": b'{"format": "x"}',
}


@pytest.mark.parametrize("name", BAD_SNAPSHOTS)
def test_a_bad_snapshot_is_refused_with_one_sentence_and_creates_nothing(run, here: Path, name: str) -> None:
    (here / "schlecht.json").write_bytes(BAD_SNAPSHOTS[name])
    assert run("import", "schlecht.json", "--db", "neu.db").refused
    assert not (here / "neu.db").exists()


@pytest.mark.parametrize("source", [".", "fehlt.json", "/dev/zero", "n" * 300])
def test_what_is_no_file_cannot_be_imported(run, here: Path, source: str) -> None:
    assert run("import", source, "--db", "neu.db").refused
    assert list(here.iterdir()) == []


def test_hostile_file_names_do_not_reach_the_terminal(run) -> None:
    assert "\x1b" not in run("import", "\x1b[31mrot.json").refused
    assert "\x1b" not in run("export", "a", "\x1b[31mb").err


def test_a_mistake_of_ours_goes_to_the_log_and_leaves_one_sentence(
    run, programm: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_path: Path) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("myk_tui.storage.checks.check_file", broken)
    sentence = run("check", "--db", programm).err
    assert "geheim" not in sentence and "Traceback" not in sentence and "myk-tui.log" in sentence


# --- the app ------------------------------------------------------------------------


@pytest.mark.parametrize("args", [(), ("--demo",), ("--db", "neu.db")])
def test_without_a_terminal_the_app_says_so(here: Path, args: tuple[str, ...]) -> None:
    done = process(*args, TERM="xterm-256color")
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.decode().count("\n") == 1 and "Terminal" in done.stderr.decode()
    assert list(here.iterdir()) == []


def test_on_a_dumb_terminal_the_app_says_so() -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "myk_tui"]
    environment = os.environ | {"TERM": "dumb"}
    done = subprocess.run(
        command, stdin=slave, stdout=slave, stderr=subprocess.PIPE, check=False, env=environment, timeout=30
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 2 and "Terminal" in done.stderr.decode()


def test_a_folder_instead_of_a_file_is_told_before_the_app_starts(run, here: Path) -> None:
    assert "ist ein Ordner" in run("--db", here).refused


@pytest.mark.parametrize(
    ("endung", "begin"), [("md", "Smarte Region"), ("html", "<!doctype html>"), ("txt", "Protokoll:")]
)
def test_the_minutes_of_the_practice_data_come_by_one_command(run, tmp_path: Path, endung: str, begin: str) -> None:
    path, target = tmp_path / "demo.db", tmp_path / f"protokoll.{endung}"
    assert run("init", "--vorlage", "demo", "--db", path).code == 0
    assert run("protokoll", "-o", target, "--db", path).code == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith(begin)
    assert "Beschluss 2026-0" in text
    again = run("protokoll", "-o", target, "--db", path)
    assert again.code == 2
    assert "gibt es schon" in again.err
    assert run("protokoll", "-o", target, "--db", path, "--ueberschreiben").code == 0
    assert "nur in eine Datei" in run("protokoll", "--format", "pdf", "-o", "-", "--db", path).err
    unknown = run("protokoll", "-o", tmp_path / "protokoll.xyz", "--db", path)
    assert (unknown.code, "md, html, pdf, docx, odt, txt" in unknown.err) == (2, True)
    assert not (tmp_path / "protokoll.xyz").exists()
    assert run("protokoll", "--format", "mail", "-o", "-", "--db", path).out.startswith("Betreff: ")
    assert "„nie“ gibt es nicht" in run("protokoll", "--treffen", "nie", "-o", "-", "--db", path).err
    handout = run("protokoll", "--format", "handzettel", "-o", "-", "--db", path).out
    assert handout.startswith("<!doctype html>")
    assert "Einladung" in handout and "kurze Runde" not in handout, "the one before the next meeting, not of the last"
    assert run("protokoll", "--format", "handzettel", "-o", tmp_path / "hand.pdf", "--db", path).code == 0
    assert (tmp_path / "hand.pdf").read_bytes().startswith(b"%PDF")


def test_minutes_are_named_after_the_day_of_their_meeting(run, here: Path) -> None:
    assert run("init", "--vorlage", "demo", "--db", "demo.db").code == 0
    assert run("protokoll", "--treffen", "2026-09-17", "--db", "demo.db").code == 0
    assert (here / "protokoll-2026-09-17.md").is_file()


def test_the_report_of_the_practice_data_comes_by_one_command(run, tmp_path: Path) -> None:
    path, target = tmp_path / "demo.db", tmp_path / "bericht.html"
    assert run("init", "--vorlage", "demo", "--db", path).code == 0
    assert run("bericht", "-o", target, "--db", path).code == 0
    assert "Stand: Smarte Region MYK10" in target.read_text(encoding="utf-8")
    assert "MYK vernetzt Menschen" in run("bericht", "--zielbild", "vernetzt", "-o", "-", "--db", path).out
    assert run("bericht", "--zielbild", "nirgends", "-o", "-", "--db", path).code == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("command", [("export",), ("protokoll", "-o"), ("ideen", "export")])
def test_overwriting_never_replaces_a_pipe_or_a_device(
    run, programm: Path, here: Path, command: tuple[str, ...]
) -> None:
    pipe = here / "leitung.md"
    os.mkfifo(pipe)
    ran = run(*command, pipe, "--ueberschreiben", "--db", programm)
    assert "keine gewöhnliche Datei" in ran.refused
    assert pipe.is_fifo()


def test_a_file_from_the_empty_template_takes_a_snapshot_without_being_told_to_replace(
    run, programm: Path, here: Path, clock: FrozenClock
) -> None:
    assert run("export", "stand.json", "--db", programm).code == 0
    assert run("init", "--vorlage", "leer", "--db", "leer.db").code == 0
    assert run("import", "stand.json", "--db", "leer.db").code == 0
    assert exported(here / "leer.db", clock) == (here / "stand.json").read_bytes()


def test_an_import_into_a_file_that_is_open_elsewhere_says_what_to_do(
    run, programm: Path, here: Path, clock: FrozenClock
) -> None:
    assert run("export", "stand.json", "--db", programm).code == 0
    create_programm(here / "anders.db", "demo", clock)
    opened = open_file(here / "anders.db", clock)
    try:
        sentence = run("import", "stand.json", "--ersetzen", "--db", "anders.db").refused
    finally:
        opened.close()
    assert "in einem anderen Fenster offen" in sentence and "Dieses Fenster" not in sentence


def test_minutes_written_while_the_file_is_open_elsewhere_say_when_no_version_of_them_is_kept(
    run, here: Path, clock: FrozenClock
) -> None:
    create_programm(here / "demo.db", "demo", clock)
    opened = open_file(here / "demo.db", clock)
    try:
        beside = run("protokoll", "-o", "beside.md", "--db", "demo.db")
        minutes = ProtokollService(opened.database)
        minutes.record_fassung(minutes.load_gemeint())
        after = run("protokoll", "-o", "after.md", "--db", "demo.db")
        handout = run("protokoll", "--format", "handzettel", "-o", "hand.md", "--db", "demo.db")
    finally:
        opened.close()
    assert (beside.code, (here / "beside.md").exists()) == (0, True)
    assert "Nicht als Fassung festgehalten" in beside.err and beside.err.count("\n") == 1
    assert (after.code, after.err) == (0, ""), "the other window has kept this version"
    assert (handout.code, handout.err) == (0, ""), "a handout has no versions"
    alone = run("protokoll", "-o", "alone.md", "--db", "demo.db")
    assert (alone.code, alone.err) == (0, "")
