"""Run the measurements: ``python -m benchmarks`` or ``make bench``."""

import argparse
import compileall
import sys
import sysconfig
import tempfile
from pathlib import Path

import myk_tui
from benchmarks import brett
from benchmarks.bericht import EINFACH, KONTROLLE, LEER, TAUSEND, ZEHNFACH, report, report_board, report_many
from benchmarks.daten import count_rows, make_database
from benchmarks.gross import MENGEN, make_large_database, measure_many
from benchmarks.messung import Messung, Pruefling, empty_app, real_app

TEILE = ("start", "tasten", "leerlauf", "brett", "gross")
BRETTRUNDEN = 5
"""At least so many on the board: its goals are close, and one launch may be lucky."""

ZIEL = Path(__file__).parent.parent / "docs" / "leistung.md"
GROESSEN: dict[str, tuple[int, int | None]] = {
    EINFACH: (1, None),
    ZEHNFACH: (10, None),
    "100×": (100, None),
    TAUSEND: (10, 1_000),
}
"""Name of the database to how many times the practice data, and how many cards on the board."""

TITEL = """# Wie schnell ist myk-tui?

Alle Zahlen kommen aus einem Lauf von `make bench`; diese Datei wird dabei neu geschrieben. Was zählt, sind die Verhältnisse zur
leeren App im selben Lauf: Sie gelten auch auf einem anderen Rechner ungefähr, die Millisekunden nicht.

"""


def main() -> int:
    """Measure, print the report, and write it into the manual after a complete run."""
    options = _options()
    if not sys.platform.startswith("linux"):
        print("The measurements read /proc and need Linux.", file=sys.stderr)
        return 2
    compile_everything()
    sizes = [EINFACH, ZEHNFACH] if options.quick else list(GROESSEN)
    with tempfile.TemporaryDirectory(prefix="myk-messung-") as folder:
        chapters = []
        if set(options.only) & {"start", "tasten", "leerlauf"}:
            chapters.append(measure(options, sizes, Path(folder)))
        if "brett" in options.only:
            chapters.append(measure_cards(max(BRETTRUNDEN, options.rounds // 4), Path(folder)))
        if "gross" in options.only:
            chapters.append(measure_large(max(2, options.rounds // 4), Path(folder)))
    text = "\n".join(chapters)
    print(text)
    if not options.quick and options.only == list(TEILE):
        ZIEL.write_text(TITEL + text, encoding="utf-8")
    return 0


def measure(options: argparse.Namespace, sizes: list[str], folder: Path) -> str:
    """Make the databases, measure what was asked for and return the report."""
    rows, programs = {}, [empty_app(LEER), empty_app(KONTROLLE)]
    for number, name in enumerate(sizes):
        factor, karten = GROESSEN[name]
        programs.append(_database(folder / f"messung-{number}" / "myk.db", name, factor, karten))
        rows[name] = count_rows(folder / f"messung-{number}" / "myk.db")
    messung = Messung(programs, folder / "home")
    messung.warm_up()
    if "start" in options.only:
        messung.measure_start(options.rounds)
    if "tasten" in options.only:
        messung.measure_keys(max(2, options.rounds // 4))
    if "leerlauf" in options.only:
        messung.measure_idle(1 if options.quick else 3)
    return report(messung, rows)


def measure_large(rounds: int, folder: Path) -> str:
    """Make a small and a large database, press the same keys in both and return the chapter about it."""
    rows, programs = {}, [empty_app(LEER)]
    for number, (name, (ideen, massnahmen)) in enumerate(MENGEN.items()):
        path = folder / f"gross-{number}" / "myk.db"
        path.parent.mkdir()
        make_large_database(path, ideen, massnahmen)
        programs.append(real_app(name, path))
        rows[name] = count_rows(path)
    messung = Messung(programs, folder / "home")
    messung.warm_up()
    measure_many(messung, rounds)
    return report_many(messung, rows)


def measure_cards(rounds: int, folder: Path) -> str:
    """Make a board with few and one with many cards, do the same on both and return the chapter about it."""
    programs = [empty_app(LEER)]
    for number, (name, (factor, karten)) in enumerate(brett.MENGEN.items()):
        programs.append(_database(folder / f"brett-{number}" / "myk.db", name, factor, karten))
    messung = Messung(programs, folder / "home")
    messung.warm_up()
    brett.measure_board(messung, rounds)
    return report_board(messung)


def compile_everything() -> None:
    """Write all bytecode, so that no launch has to."""
    for folder in (sysconfig.get_path("purelib"), str(Path(myk_tui.__file__).parent)):
        compileall.compile_dir(folder, quiet=2)


def _database(path: Path, name: str, factor: int, karten: int | None) -> Pruefling:
    path.parent.mkdir(parents=True)
    make_database(path, factor, karten=karten)
    return real_app(name, path)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure the installed app beside an empty one."
    )
    parser.add_argument("--rounds", type=int, help="launches of each program for the start (31; quick: 5)")
    parser.add_argument(
        "--quick", action="store_true", help="few rounds, 1× and 10× the data; the report is only printed"
    )
    parser.add_argument("--only", action="append", choices=TEILE, help="measure only this; may be given several times")
    options = parser.parse_args()
    options.only = options.only or list(TEILE)
    options.rounds = options.rounds or (5 if options.quick else 31)
    return options


if __name__ == "__main__":
    sys.exit(main())
