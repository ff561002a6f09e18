"""The report: ratios to the empty app of the same round, goals beside them, as Markdown."""

import math
import platform
import sqlite3
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import brett, gross
from benchmarks.lauf import Tastendruck
from benchmarks.messung import BILDSCHIRME, KARTE_TRAGEN, TASTE, Messung, Pruefling, Werte

LEER, KONTROLLE = "leere App", "leere App, noch einmal"
EINFACH, ZEHNFACH = "1×", "10×"
TAUSEND = "1.000 Karten"
KONTROLLE_VON, KONTROLLE_BIS = 0.93, 1.07
"""A run counts as quiet when the empty app against itself stays within these bounds."""

LEERLAUF_MEHR = 0.001
"""Share of a core above the empty app's that still counts as nothing; the clock of the kernel is not finer."""


@dataclass(frozen=True)
class Zeile:
    """One line of the report; ``erfuellt`` is None where there is no goal."""

    was: str
    daten: str
    gemessen: str
    p95: str = ""
    verhaeltnis: str = ""
    ziel: str = ""
    erfuellt: bool | None = None

    def as_markdown(self) -> str:
        """Return the line of the table."""
        cells = (self.was, self.daten, self.gemessen, self.p95, self.verhaeltnis, self.ziel, _mark(self.erfuellt))
        return "| " + " | ".join(cells) + " |"


def report(messung: Messung, rows: dict[str, dict[str, int]]) -> str:
    """Return the whole report; ``rows`` says how much stands in each database."""
    parts = [_control(messung), _table(lines(messung)), _frames(messung), _amounts(rows), _how(messung), _machine()]
    return "\n\n".join(part for part in parts if part) + "\n"


def lines(messung: Messung) -> list[Zeile]:
    """Return all lines of the result."""
    empty = messung.werte[LEER]
    real = [(pruefling, messung.werte[pruefling.name]) for pruefling in messung.prueflinge if pruefling.datei]
    found: list[Zeile] = []
    if empty.erstes_bild:
        found += _start_lines(empty, messung.werte[KONTROLLE], real)
    if empty.tasten:
        found += _key_lines(empty, messung.werte[KONTROLLE], real)
        found += _memory_lines(empty, real)
    if empty.leerlauf:
        found += _idle_lines(empty, real)
    return found


def _start_lines(empty: Werte, control: Werte, real: list[tuple[Pruefling, Werte]]) -> list[Zeile]:
    base = empty.erstes_bild
    found = [Zeile("Start", LEER, _ms(base), _p95(base), "1"), _against("Start", KONTROLLE, control.erstes_bild, base)]
    for pruefling, werte in real:
        found.append(_against("Erstes Bild", pruefling.name, werte.erstes_bild, base, 1.15))
    for pruefling, werte in real:
        found.append(_against("Erstes vollständiges Bild mit Daten", pruefling.name, werte.vollstaendig, base, 2.0))
    single = next((werte for pruefling, werte in real if pruefling.name == EINFACH), None)
    for pruefling, werte in real:
        if single is not None and pruefling.name not in (EINFACH, TAUSEND):
            goal = 1.1 if pruefling.name == ZEHNFACH else None
            line = _against("… gegenüber 1×", pruefling.name, werte.vollstaendig, single.vollstaendig, goal)
            found.append(line)
    return found


def _key_lines(empty: Werte, control: Werte, real: list[tuple[Pruefling, Werte]]) -> list[Zeile]:
    base = empty.tasten[TASTE]
    found = [_keys(TASTE, LEER, base, base, None), _keys(TASTE, KONTROLLE, control.tasten[TASTE], base, None)]
    for name in BILDSCHIRME:
        for pruefling, werte in real:
            if pruefling.name != TAUSEND or name == "Sprintboard":
                found.append(_keys(f"Cursor: {name}", pruefling.name, werte.tasten[name], base, 1.5))
    for pruefling, werte in real:
        limit = 16.0 if pruefling.name == TAUSEND else None
        found.append(_keys(KARTE_TRAGEN, pruefling.name, werte.tasten[KARTE_TRAGEN], base, 3.0, limit))
    return found


def _memory_lines(empty: Werte, real: list[tuple[Pruefling, Werte]]) -> list[Zeile]:
    base = empty.spitze_mib
    found = [Zeile("Speicher, Spitze", LEER, _spread(base, "MiB"), "", "1")]
    for pruefling, werte in real:
        ratio = _ratio(werte.spitze_mib, base)
        goal = ("≤ 1,8 ×", ratio <= 1.8)
        found.append(
            Zeile("Speicher, Spitze", pruefling.name, _spread(werte.spitze_mib, "MiB"), "", _times(ratio), *goal)
        )
    return found


def _idle_lines(empty: Werte, real: list[tuple[Pruefling, Werte]]) -> list[Zeile]:
    base = statistics.median(empty.leerlauf)
    found = [Zeile("Prozessor im Leerlauf", LEER, _percent(empty))]
    for pruefling, werte in real:
        calm = statistics.median(werte.leerlauf) - base <= LEERLAUF_MEHR and not any(werte.leerlauf_bytes)
        found.append(
            Zeile("Prozessor im Leerlauf", pruefling.name, _percent(werte), ziel="wie die leere App", erfuellt=calm)
        )
    return found


ZIELE_VIELE: dict[str, tuple[str, float]] = {
    gross.BAUM_OEFFNEN: ("mehr", 100),
    gross.IDEEN_OEFFNEN: ("mehr", 100),
    gross.BAUM_CURSOR: ("p95", 16),
    gross.IDEEN_CURSOR: ("p95", 16),
    gross.BAUM_FILTER: ("p95", 50),
    gross.IDEEN_FILTER: ("p95", 50),
    gross.SUCHE: ("p95", 50),
    gross.WAHL: ("p95", 16),
    gross.SEITEN: ("p95", 16),
    gross.WEITER: ("p95", 16),
}
"""What is measured with many rows to its goal: 95 % of the keys, or what it may take more than with few rows, in ms."""

SPEICHER_GRENZE_MIB = 250.0


def report_many(messung: Messung, rows: dict[str, dict[str, int]]) -> str:
    """Return the chapter about many rows."""
    empty, few, many = (messung.werte[name] for name in (LEER, gross.KLEIN, gross.GROSS))
    frame, work = (_medians_of(empty.viele[name]) for name in (gross.BILD, gross.ARBEIT))
    body = []
    for name, launches in many.viele.items():
        base = frame if name in (gross.BAUM_CURSOR, gross.IDEEN_CURSOR) else work
        body.append(_many_line(name, few.viele[name], launches, base))
    peak = _ratio(many.spitze_mib, few.spitze_mib)
    body.append(
        f"| Speicher, Spitze | {_spread(few.spitze_mib, 'MiB')} | {_spread(many.spitze_mib, 'MiB')} |  | {_times(peak)} "
        f"| {_times(_ratio(many.spitze_mib, empty.spitze_mib))} | ≤ {SPEICHER_GRENZE_MIB:.0f} MiB "
        f"| {_mark(max(many.spitze_mib) <= SPEICHER_GRENZE_MIB)} |"
    )
    head = [
        f"| Messung | {gross.KLEIN} | {gross.GROSS} | p95 | × {gross.KLEIN} | × leere App | Ziel | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    how = (
        "Beim Cursor zählt die Zeit bis zum ersten Bild, sonst die Rechenzeit von der Taste bis alles getan ist, was sie "
        f"auslöst. Die leere App braucht je Taste {_ms(frame)} bis zum Bild und {_ms(work)} Rechenzeit. Der Baum ist beim "
        f"Wandern ganz aufgeklappt, getippt wird „{gross.WORT}“. {len(many.spitze_mib)} Runden."
    )
    return "\n\n".join(["## Viele Zeilen", "\n".join([*head, *body]), how, _amounts(rows)]) + "\n"


TENTHS_BELOW = 10
"""Larger goals are written without a decimal."""

ZIELE_BRETT: dict[str, dict[str, float]] = {
    brett.ZUERST: {"mal": 1.2},
    brett.OEFFNEN: {"mal": 1.2},
    brett.TRAGEN: {"mal": 1.2, "leer": 3.0, "p95": 16.0},
    brett.ZIEHEN: {"p95": 1_000 * brett.TAKT},
    brett.ROLLEN: {"p95": 1_000 * brett.TAKT},
    brett.RUECKSTAND: {"p95": 1_000 * brett.TAKT},
}
"""What is measured on the board to its goals: a multiple of the small board, of the empty app, 95 % of the events in ms."""


def report_board(messung: Messung) -> str:
    """Return the chapter about the board with few and with many cards."""
    empty, few, many = (messung.werte[name] for name in (LEER, brett.WENIGE, brett.VIELE))
    base = _medians_of(empty.viele[brett.BILD])
    body = [_board_line(name, few.viele[name], launches, base) for name, launches in many.viele.items()]
    head = [
        f"| Messung | {brett.WENIGE} | {brett.VIELE} | p95 | × {brett.WENIGE} | × leere App | Ziel | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    how = (
        f"Die Zeit läuft bis zum letzten Byte des ersten Bildes. Ziehen und Rollen: {brett.EREIGNISSE} Mausereignisse, "
        f"{1 / brett.TAKT:.0f} in der Sekunde; gezeichnet wird höchstens 60-mal in der Sekunde, im Mittel wartet ein "
        f"Ereignis darauf 8 ms. Die leere App braucht je Taste {_ms(base)}. {len(base)} Runden."
    )
    return "\n\n".join(["## Sprintboard mit wenigen und mit vielen Karten", "\n".join([*head, *body]), how]) + "\n"


def _board_line(
    was: str, few: Sequence[Sequence[float]], many: Sequence[Sequence[float]], base: Sequence[float]
) -> str:
    before, now, every = _medians_of(few), _medians_of(many), [value for launch in many for value in launch]
    p95, ratio, goals = percentile(every, 95), _ratio(now, before), ZIELE_BRETT[was]
    reached = {"mal": ratio, "leer": _ratio(now, base), "p95": p95}
    words = {"mal": f"≤ {{}} × {brett.WENIGE}", "leer": "≤ {} × leere App", "p95": "p95 ≤ {} ms"}
    goal = ", ".join(words[kind].format(_goal(limit)) for kind, limit in goals.items())
    mark = _mark(all(reached[kind] <= limit for kind, limit in goals.items()))
    shown = _ms([value for launch in few for value in launch])
    return (
        f"| {was} | {shown} | {_ms(every)} | {_number(p95, 1)} ms | {_times(ratio)} | {_times(_ratio(now, base))} "
        f"| {goal} | {mark} |"
    )


def _goal(limit: float) -> str:
    return str(round(limit)) if limit == round(limit) or limit > TENTHS_BELOW else _number(limit, 1)


def _many_line(was: str, few: Sequence[Sequence[float]], many: Sequence[Sequence[float]], base: Sequence[float]) -> str:
    before, now, every = _medians_of(few), _medians_of(many), [value for launch in many for value in launch]
    p95 = percentile(every, 95)
    kind, limit = ZIELE_VIELE.get(was, ("", 0.0))
    more = statistics.median(late - early for early, late in zip(before, now, strict=True))
    goal = {"": "", "mehr": f"höchstens {limit:.0f} ms mehr", "p95": f"p95 ≤ {limit:.0f} ms"}[kind]
    mark = _mark({"": None, "mehr": more <= limit, "p95": p95 <= limit}[kind])
    ratios = f"{_times(_ratio(now, before))} | {_times(_ratio(now, base))}"
    shown = _ms([value for launch in few for value in launch])
    return f"| {was} | {shown} | {_ms(every)} | {_number(p95, 1)} ms | {ratios} | {goal} | {mark} |"


def _medians_of(launches: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(launch) for launch in launches]


def _mark(met: bool | None) -> str:
    return {None: "", True: "✓", False: "✗"}[met]


def _against(was: str, name: str, values: Sequence[float], base: Sequence[float], goal: float | None = None) -> Zeile:
    ratio = _ratio(values, base)
    wanted = "" if goal is None else f"≤ {_number(goal, 2)} ×"
    return Zeile(was, name, _ms(values), _p95(values), _times(ratio), wanted, None if goal is None else ratio <= goal)


def _keys(
    was: str,
    name: str,
    launches: Sequence[Sequence[Tastendruck]],
    base: Sequence[Sequence[Tastendruck]],
    goal: float | None,
    limit_ms: float | None = None,
) -> Zeile:
    ratio = _ratio(_medians(launches), _medians(base))
    presses = [press.ms for launch in launches for press in launch]
    p95 = percentile(presses, 95)
    wanted = "" if goal is None else f"≤ {_number(goal, 1)} ×"
    met = None if goal is None else ratio <= goal
    if limit_ms is not None:
        wanted += f", p95 ≤ {limit_ms:.0f} ms"
        met = bool(met) and p95 <= limit_ms
    return Zeile(was, name, _ms(presses), f"{_number(p95, 1)} ms", _times(ratio), wanted, met)


def _medians(launches: Sequence[Sequence[Tastendruck]]) -> list[float]:
    return [statistics.median(press.ms for press in launch) for launch in launches]


def _ratio(values: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the ratios round by round."""
    return statistics.median(value / anchor for value, anchor in zip(values, base, strict=True))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest value that so many percent of the values do not exceed.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 95)
    4.0
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")


def _times(ratio: float) -> str:
    return f"{_number(ratio, 2)} ×"


def _spread(values: Sequence[float], unit: str) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    places = 0 if middle >= 100 else 1
    return f"{_number(middle, places)} {unit} ({_number(low, places)}–{_number(high, places)})"


def _ms(values: Sequence[float]) -> str:
    return _spread(values, "ms")


def _p95(values: Sequence[float]) -> str:
    return f"{_number(percentile(values, 95), 0)} ms"


def _percent(werte: Werte) -> str:
    share, size = statistics.median(werte.leerlauf) * 100, max(werte.leerlauf_bytes)
    return f"{_number(share, 2)} % eines Kerns, {size} Byte Ausgabe"


def _table(found: list[Zeile]) -> str:
    head = [
        "| Messung | Daten | Median (kleinster–größter) | p95 | × leere App | Ziel | |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join(["## Ergebnis", "", *head, *(line.as_markdown() for line in found)])


def _control(messung: Messung) -> str:
    def both(values: Callable[[Werte], Sequence[float]]) -> float:
        return _ratio(values(messung.werte[KONTROLLE]), values(messung.werte[LEER]))

    empty, sentences = messung.werte[LEER], []
    if empty.erstes_bild:
        start = both(lambda werte: werte.erstes_bild)
        quiet = KONTROLLE_VON <= start <= KONTROLLE_BIS
        sentences.append(f"Kontrolle: Die leere App gegen sich selbst startet im Verhältnis {_number(start, 2)}.")
        if not quiet:
            sentences.append(
                f"Das liegt nicht zwischen {_number(KONTROLLE_VON, 2)} und {_number(KONTROLLE_BIS, 2)}: "
                "**Die Maschine war zu unruhig, die Verhältnisse beim Start zählen nicht.**"
            )
    if empty.tasten:
        keys = both(lambda werte: _medians(werte.tasten[TASTE]))
        sentences.append(f"Bei den Tasten ist es {_number(keys, 2)}. Um so viel schwankt auch jede andere Zeile.")
    return " ".join(sentences)


def _frames(messung: Messung) -> str:
    names = (TASTE, *BILDSCHIRME, KARTE_TRAGEN)
    found = []
    for pruefling in messung.prueflinge:
        for name in names:
            presses = [press for launch in messung.werte[pruefling.name].tasten.get(name, ()) for press in launch]
            if presses:
                frames = _number(statistics.mean(press.bilder for press in presses), 1)
                size = f"{statistics.median(press.bytes for press in presses):.0f}"
                found.append(f"| {name} | {pruefling.name} | {frames} | {size} |")
    if not found:
        return ""
    head = ["| Taste | Daten | Bilder je Taste | Bytes je Taste |", "| --- | --- | --- | --- |"]
    return "\n".join(["## Bilder und Bytes", "", *head, *found])


def _amounts(rows: dict[str, dict[str, int]]) -> str:
    if not rows:
        return ""
    names = list(next(iter(rows.values())))
    head = [f"| Daten | {' | '.join(names)} |", "| --- |" + " --- |" * len(names)]
    body = [
        f"| {name} | " + " | ".join(_thousands(count) for count in counts.values()) + " |"
        for name, counts in rows.items()
    ]
    return "\n".join(["## Wie viele Zeilen in den Dateien stehen", "", *head, *body])


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _how(messung: Messung) -> str:
    werte = messung.werte[LEER]
    return f"""## Wie gemessen wird

`make bench` startet das installierte Programm in einem echten Pseudo-Terminal (120 × 40 Zeichen) im Wechsel mit einer leeren
Textual-App, die nur eine Zeile zeigt und sie bei jeder Taste ändert. Jedes Verhältnis ist der Median der Verhältnisse Runde für
Runde; jede Runde beginnt mit einem anderen Programm. Dieser Lauf: {len(werte.erstes_bild)} Runden für den Start,
{len(next(iter(werte.tasten.values()), ()))} für Tasten und Speicher, {len(werte.leerlauf)} für den Leerlauf;
{messung.wiederholt} Starts wurden wiederholt, weil andere Programme mehr als die Hälfte der Rechenzeit brauchten.

* **Erstes Bild:** vom Start des Prozesses bis zum letzten Byte des ersten Bildes mit Navigation.
* **Mit Daten:** bis zum letzten Byte des ersten Bildes, in dem ein Zielbild der Datei steht.
* **Taste:** vom Schreiben der Taste bis zum letzten Byte des ersten Bildes danach (Ende der synchronisierten Ausgabe).
  Gedrückt wird erst, wenn {_number(60, 0)} ms lang nichts mehr kam. Der Zielbaum ist dabei ganz aufgeklappt.
* **Karte tragen:** eine Karte in die nächste Spalte und zurück; jedes Mal wird geprüft, dass ein Schritt in der Datei steht.
* **Speicher:** `VmHWM` am Ende aller Tasten. **Leerlauf:** Rechenzeit aller Fäden in fünf Sekunden ohne Taste.
* **10×, 100×:** die Übungsdaten samt Verlauf vervielfacht; Zielbilder, Sprints und Beschlüsse bleiben einfach."""


def _machine() -> str:
    names = ("textual", "sqlalchemy", "rich", "myk-tui")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"""## Maschine und Versionen

{_processor()}, {_memory()} Arbeitsspeicher, {platform.system()} {platform.release().split("-")[0]}; Python {platform.python_version()},
SQLite {sqlite3.sqlite_version}, {versions}. Gemessen am {date.today():%d.%m.%Y}."""


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text()
    model = next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")), "")
    cores = text.count("processor\t")
    return f"{model or platform.machine()}, {cores} Kerne"


def _memory() -> str:
    kib = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{kib / 1_048_576:.0f} GiB"
