"""Tables of ideas by command line: probe, all or nothing, the rest beside it, exit codes 0, 1 and 2."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from frozen_clock import FrozenClock
from myk_tui import start
from myk_tui.services.schnappschuss import create_programm
from stored import stored

GOOD = "Titel;Stimmen;Ort\r\nMitfahrbank;3;Mendig\r\nGarten;;Markt\r\nGARTEN;;\r\n"
BAD = GOOD + "Laden;viele;\r\n;;Mayen\r\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FrozenClock) -> Iterator[Path]:
    """A folder with a file and two tables in it; nothing else is in the way."""
    folder = tmp_path / "hier"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("MYK_TUI_DB", str(tmp_path / "myk.db"))
    create_programm(tmp_path / "myk.db", "myk10", clock)
    (folder / "gut.csv").write_text(GOOD, encoding="cp1252", newline="")
    (folder / "schlecht.csv").write_text(BAD, encoding="cp1252", newline="")
    yield folder
    start.speak("de")


@pytest.fixture
def run(here: Path, capfd: pytest.CaptureFixture[str], clock: FrozenClock) -> Run:
    def run_it(*args: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = start.run(["ideen", *args], clock)
        return code, *capfd.readouterr()

    return run_it


def titles(here: Path, clock: FrozenClock) -> list[str]:
    with stored(here.parent / "myk.db", clock) as services:
        return [idee.titel for idee in services.ideenspeicher.load_ideen()]


def test_ideas_are_read_in_and_what_is_probably_there_already_is_listed(
    run: Run, here: Path, clock: FrozenClock
) -> None:
    code, out, err = run("import", "gut.csv")
    assert (code, err) == (0, "")
    assert "3 Ideen eingelesen." in out and "Zeile 4: „GARTEN“ steht schon in Zeile 3" in out
    assert {"Mitfahrbank", "Garten", "GARTEN"} <= set(titles(here, clock))


def test_what_is_there_already_can_be_left_out(run: Run, here: Path, clock: FrozenClock) -> None:
    assert "2 Ideen eingelesen." in run("import", "gut.csv", "--ohne-dubletten")[1]
    assert "GARTEN" not in titles(here, clock)


def test_a_probe_tells_everything_and_writes_nothing(run: Run, here: Path, clock: FrozenClock) -> None:
    before = titles(here, clock)
    assert run("import", "gut.csv", "--probe")[0] == 0
    code, out, _err = run("import", "schlecht.csv", "--probe", "--nur-gueltige")
    assert code == 1
    assert "5 Zeilen mit Ideen, 2 davon nicht zu lesen, 1 vermutlich schon da." in out
    assert "Zeile 5, Spalte „Stimmen“" in out and "Zeile 6, Spalte „Titel“" in out and "steht schon in Zeile 3" in out
    assert titles(here, clock) == before and len(list(here.iterdir())) == 2


def test_a_sheet_named_for_a_file_without_sheets_is_refused(run: Run, here: Path, clock: FrozenClock) -> None:
    before = titles(here, clock)
    code, _out, err = run("import", "gut.csv", "--blatt", "Ideen")
    assert (code, err) == (2, "gut.csv ist keine Arbeitsmappe und hat keine Blätter. Bitte ohne --blatt einlesen.\n")
    assert titles(here, clock) == before


def test_bad_rows_are_all_named_and_nothing_is_read_in(run: Run, here: Path, clock: FrozenClock) -> None:
    before = titles(here, clock)
    code, out, err = run("import", "schlecht.csv")
    assert (code, out) == (2, "")
    assert "Zeile 5, Spalte „Stimmen“" in err and "Zeile 6, Spalte „Titel“" in err
    assert "Mit --nur-gueltige werden die lesbaren Zeilen eingelesen" in err
    assert err.splitlines()[-1].startswith("Nichts eingelesen: 2 Zeilen sind nicht zu lesen.")
    assert titles(here, clock) == before


def test_only_valid_rows_are_read_in_and_the_rest_lies_beside(run: Run, here: Path, clock: FrozenClock) -> None:
    code, out, _err = run("import", "schlecht.csv", "--nur-gueltige")
    assert code == 0 and "3 Ideen eingelesen." in out and "schlecht-nicht-eingelesen.csv" in out
    assert '"5";"Stimmen: ' in (here / "schlecht-nicht-eingelesen.csv").read_text("utf-8-sig")
    assert "Laden" not in titles(here, clock)


def test_what_was_written_can_be_read_in_again(run: Run, here: Path, clock: FrozenClock) -> None:
    assert run("export", "alle.xlsx")[0] == 0
    assert run("export")[1] == "Geschrieben: ideen-2026-11-23.csv\n"
    for name in ("alle.xlsx", "ideen-2026-11-23.csv"):
        code, out, _err = run("import", name, "--ohne-dubletten")
        assert code == 0 and out.startswith("0 Ideen eingelesen.")


def test_the_output_gets_a_table_for_the_next_program(run: Run) -> None:
    code, out, _err = run("export", "-")
    assert code == 0 and out.startswith('\ufeff"Titel";"Beschreibung";"Stand"')


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("import", "fehlt.csv"), "gibt es nicht"),
        (("import", "."), "keine gewöhnliche Datei"),
        (("import", "../myk.db"), "ist keine Tabelle"),
        (("export", "gut.csv"), "--ueberschreiben"),
        (("export", "x.ods"), ".csv oder .xlsx"),
        (("export", "../myk.db", "--ueberschreiben"), "Datenbank selbst"),
        (("import", "gut.csv", "--db", "fehlt.db"), "gibt es nicht"),
    ],
)
def test_a_refusal_is_one_sentence_and_changes_nothing(
    run: Run, here: Path, clock: FrozenClock, args: tuple[str, ...], sentence: str
) -> None:
    before = titles(here, clock)
    code, out, err = run(*args)
    assert (code, out, err.count("\n")) == (2, "", 1) and sentence in err and "Traceback" not in err
    assert titles(here, clock) == before and len(list(here.iterdir())) == 2


@pytest.mark.parametrize("args", [("--help",), ("import", "--help"), ("export", "--help")])
def test_help_is_german(run: Run, args: tuple[str, ...]) -> None:
    code, out, _err = run(*args)
    assert code == 0 and out.startswith("Aufruf: myk-tui ideen")
    for english in ("Usage", "Options:", "Commands:", "Show this", "COMMAND"):
        assert english not in out


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((), "Es fehlt ein Befehl."),
        (("imprt",), "Den Befehl 'imprt' gibt es nicht. Meinten Sie 'import'?"),
        (("import",), "Es fehlt die Angabe 'DATEI'."),
    ],
)
def test_wrong_use_is_told_in_german(run: Run, args: tuple[str, ...], sentence: str) -> None:
    code, _out, err = run(*args)
    assert code == 2 and sentence in err
