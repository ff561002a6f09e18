"""The mood of the round before a decision: six ways to ask, what was counted, and what it means.

Only totals, reasons and objections are kept, never who said what. Numbers are
checked against the people in the room; what is stored is what was counted, the
results are computed from it whenever they are shown.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.bewertung import HIGHEST
from myk_tui.errors import RuleViolation
from myk_tui.i18n import N_, _

VERSION = 1
RESISTANCE_MAX = 10
UNCHANGED = N_("Alles bleibt, wie es ist")
"""The option that belongs to Systemisches Konsensieren: how much resistance there is against doing nothing."""

OPTIONS_MAX, PEOPLE_MAX = 30, 100_000


@dataclass(frozen=True)
class Einwand:
    """A serious, reasoned objection and how it was taken up.

    Attributes:
        loesung: how the proposal was changed, or why the objection was withdrawn.
        geloest: nobody stands by it any more.
    """

    text: str
    loesung: str = ""
    geloest: bool = False


@dataclass(frozen=True)
class Stimmungsbild:
    """What was asked and counted.

    Attributes:
        anwesend: how many people can take part, None if nobody counted.
        optionen: what could be chosen, in the order it was read out.
        werte: per option the numbers as counted, empty while there are none:
            Handzeichen (yes, no, abstain); Mehrpunktabfrage (points);
            Konsensieren (sum of resistance) or eleven counts for 0 to 10;
            Kriterien one score per criterion.
        punkte: points per person; ``haeufeln`` several of them may go to one option.
        runde: how many rounds a Konsent took so far.
        kriterien: name and weight in hundredths.
        aufgedeckt: the numbers have been shown to the room.
    """

    methode: Methode
    anwesend: int | None = None
    optionen: tuple[str, ...] = ()
    werte: tuple[tuple[int, ...], ...] = ()
    punkte: int = 0
    haeufeln: bool = False
    vorschlag: str = ""
    runde: int = 1
    einwaende: tuple[Einwand, ...] = ()
    kriterien: tuple[tuple[str, int], ...] = ()
    aufgedeckt: bool = False

    @property
    def vollstaendig(self) -> bool:
        """Whether everything is counted that the method needs."""
        if self.methode is Methode.OHNE:
            return True
        if self.methode is Methode.KONSENT:
            return bool(self.vorschlag)
        return bool(self.optionen) and len(self.werte) == len(self.optionen) and all(self.werte)


def points_by_half(options: int) -> int:
    """Return the points per person by the rule „half the options plus one“.

    Source: https://viakanta.at/methoden/priorisieren

    >>> points_by_half(7), points_by_half(4)
    (4, 3)
    """
    return options // 2 + 1


def points_against_ties(options: int, people: int) -> int:
    """Return the points per person that make ties unlikely: a(a-1)/2 by the number of people, rounded up.

    Source: https://www.workshopmoderationstraining.de/workshop-methoden/mehrpunktabfrage/anzahl-punkte/

    >>> points_against_ties(8, 10)
    3
    """
    return max(1, -(-options * (options - 1) // 2 // max(1, people)))


def acceptance(resistance: int, people: int) -> Fraction:
    """Return the acceptance in percent: 100 minus the share of the greatest possible resistance.

    Source: resistance 0 to 10, the lowest sum wins, https://va-web.pages.dev/methoden/systemisches-konsensieren

    >>> acceptance(27, 9)
    Fraction(70, 1)
    """
    return 100 - Fraction(100 * resistance, RESISTANCE_MAX * people)


def resistance_of(values: Sequence[int]) -> int:
    """Return the sum of resistance, from the sum itself or from how many people said 0, 1, … 10."""
    return values[0] if len(values) == 1 else sum(value * count for value, count in enumerate(values))


def check(bild: Stimmungsbild) -> None:
    """Raise RuleViolation, naming ``anwesend``, ``punkte`` or ``option-N``, unless the numbers can be true."""
    if bild.methode in (Methode.OHNE, Methode.KONSENT):
        return
    if bild.methode in (Methode.PUNKTE, Methode.KONSENSIEREN) and not bild.anwesend:
        raise RuleViolation(_("Wie viele Personen stimmen ab? Bitte die Anzahl eintragen."), feld="anwesend")
    if bild.methode is Methode.PUNKTE and bild.punkte < 1:
        raise RuleViolation(_("Wie viele Punkte hat jede Person? Bitte mindestens 1."), feld="punkte")
    for number, (option, values) in enumerate(zip(bild.optionen, bild.werte, strict=False)):
        if values:
            _CHECKS[bild.methode](bild, option, values, f"option-{number}")
    if bild.methode is Methode.PUNKTE:
        _check_sum(bild)


def _check_hands(bild: Stimmungsbild, option: str, values: Sequence[int], feld: str) -> None:
    if bild.anwesend is not None and sum(values) > bild.anwesend:
        raise RuleViolation(
            _("„{option}“: {n} Stimmen, aber nur {anwesend} Anwesende.").format(
                option=option, n=sum(values), anwesend=bild.anwesend
            ),
            feld=feld,
        )


def _check_points(bild: Stimmungsbild, option: str, values: Sequence[int], feld: str) -> None:
    assert bild.anwesend is not None
    most = bild.anwesend * (bild.punkte if bild.haeufeln else 1)
    if values[0] > most:
        rule = _("mit Häufeln") if bild.haeufeln else _("ohne Häufeln")
        raise RuleViolation(
            _("„{option}“: {n} Punkte, möglich sind {regel} höchstens {most}.").format(
                option=option, n=values[0], regel=rule, most=most
            ),
            feld=feld,
        )


def _check_sum(bild: Stimmungsbild) -> None:
    assert bild.anwesend is not None
    given, there = sum(values[0] for values in bild.werte if values), bild.anwesend * bild.punkte
    if given > there:
        last = max(number for number, values in enumerate(bild.werte) if values)
        raise RuleViolation(
            _("Zusammen {n} Punkte, verteilt werden konnten nur {alle} ({anwesend} × {punkte}).").format(
                n=given, alle=there, anwesend=bild.anwesend, punkte=bild.punkte
            ),
            feld=f"option-{last}",
        )


def _check_resistance(bild: Stimmungsbild, option: str, values: Sequence[int], feld: str) -> None:
    assert bild.anwesend is not None
    if len(values) > 1 and sum(values) != bild.anwesend:
        raise RuleViolation(
            _("„{option}“: {n} Stimmen gezählt, es stimmen aber {anwesend} Personen ab.").format(
                option=option, n=sum(values), anwesend=bild.anwesend
            ),
            feld=feld,
        )
    if resistance_of(values) > RESISTANCE_MAX * bild.anwesend:
        raise RuleViolation(
            _("„{option}“: Widerstand {n}, möglich sind höchstens {most}.").format(
                option=option, n=resistance_of(values), most=RESISTANCE_MAX * bild.anwesend
            ),
            feld=feld,
        )


def _check_scores(bild: Stimmungsbild, option: str, values: Sequence[int], feld: str) -> None:
    if len(values) != len(bild.kriterien) or not all(0 <= value <= HIGHEST for value in values):
        raise RuleViolation(
            _("„{option}“: Bitte je Kriterium eine Zahl von 0 bis 5, zusammen {n} Zahlen.").format(
                option=option, n=len(bild.kriterien)
            ),
            feld=feld,
        )


_CHECKS = {
    Methode.HANDZEICHEN: _check_hands,
    Methode.PUNKTE: _check_points,
    Methode.KONSENSIEREN: _check_resistance,
    Methode.KRITERIEN: _check_scores,
}


def parse_werte(bild: Stimmungsbild, number: int, text: str) -> tuple[int, ...]:
    """Read what was typed for one option; empty means not counted yet.

    Handzeichen „12 3 1“ (yes no abstain; what is missing is 0), Mehrpunktabfrage
    „21“, Konsensieren the sum „37“, pairs „0:5 3:2 10:1“ (value:people) or eleven
    counts, Kriterien one score per criterion „4 3 5“. Raises RuleViolation
    naming ``option-N``.
    """
    feld, option = f"option-{number}", bild.optionen[number]
    parts = re.split(r"[\s,;/]+", text.strip()) if text.strip() else []
    if bild.methode is Methode.KONSENSIEREN and any(":" in part for part in parts):
        return _counts(parts, option, feld)
    if not all(re.fullmatch(r"\d{1,6}", part, re.ASCII) for part in parts):
        raise RuleViolation(_("„{option}“: Bitte nur ganze Zahlen ab 0.").format(option=option), feld=feld)
    values = tuple(int(part) for part in parts)
    if bild.methode is Methode.HANDZEICHEN and 0 < len(values) < 3:
        values += (0,) * (3 - len(values))
    if len(values) not in _sizes(bild):
        raise RuleViolation(
            _("„{option}“: {n} Zahlen sind hier nicht vorgesehen. {hilfe}").format(
                option=option, n=len(values), hilfe=help_text(bild)
            ),
            feld=feld,
        )
    return values


def _counts(parts: Sequence[str], option: str, feld: str) -> tuple[int, ...]:
    counts = [0] * (RESISTANCE_MAX + 1)
    for part in parts:
        found = re.fullmatch(r"(\d{1,2}):(\d{1,6})", part, re.ASCII)
        if found is None or int(found[1]) > RESISTANCE_MAX:
            raise RuleViolation(
                _("„{option}“: Bitte Widerstand:Personen schreiben, zum Beispiel 0:5 3:2 10:1.").format(option=option),
                feld=feld,
            )
        counts[int(found[1])] += int(found[2])
    return tuple(counts)


def help_text(bild: Stimmungsbild) -> str:
    """Say how the numbers of an option are typed."""
    return {
        Methode.HANDZEICHEN: _("Ja, Nein, Enthaltungen: 12 3 1"),
        Methode.PUNKTE: _("Punkte zusammen: 21"),
        Methode.KONSENSIEREN: _("Summe des Widerstands: 37, oder Widerstand:Personen: 0:5 3:2 10:1"),
        Methode.KRITERIEN: _("Je Kriterium 0 bis 5, in der Reihenfolge oben: 4 3 5"),
    }.get(bild.methode, "")


def show_werte(values: Sequence[int]) -> str:
    """Write numbers as ``parse_werte`` reads them."""
    if len(values) == RESISTANCE_MAX + 1:
        return " ".join(f"{value}:{count}" for value, count in enumerate(values) if count)
    return " ".join(map(str, values))


def _sizes(bild: Stimmungsbild) -> set[int]:
    return {
        Methode.HANDZEICHEN: {0, 3},
        Methode.PUNKTE: {0, 1},
        Methode.KONSENSIEREN: {0, 1, RESISTANCE_MAX + 1},
        Methode.KRITERIEN: {0, len(bild.kriterien)},
    }.get(bild.methode, {0})


def dump_bild(bild: Stimmungsbild) -> str:
    """Write it as it is stored in ``entscheidung.methode_daten``: JSON with a version."""
    values = asdict(replace(bild, methode=bild.methode))
    values["methode"] = bild.methode.value
    return json.dumps({"v": VERSION, **values}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_bild(methode: str, text: str) -> Stimmungsbild:
    """Read what is stored; what is no Stimmungsbild of this method counts as nothing counted. Never raises."""
    method = Methode(methode) if methode in [word.value for word in Methode] else Methode.OHNE
    try:
        values = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        values = {}
    if not isinstance(values, Mapping) or values.get("v") != VERSION or values.get("methode") != method.value:
        return Stimmungsbild(method)
    bild = Stimmungsbild(
        method,
        anwesend=_int(values.get("anwesend")),
        optionen=tuple(_texts(values.get("optionen"))),
        werte=tuple(tuple(_numbers(row)) for row in _list(values.get("werte"))),
        punkte=_int(values.get("punkte")) or 0,
        haeufeln=values.get("haeufeln") is True,
        vorschlag=_text(values.get("vorschlag")),
        runde=_int(values.get("runde")) or 1,
        einwaende=tuple(_objections(values.get("einwaende"))),
        kriterien=tuple(_weights(values.get("kriterien"))),
        aufgedeckt=values.get("aufgedeckt") is True,
    )
    return bild if _fits(bild) else Stimmungsbild(method)


def _fits(bild: Stimmungsbild) -> bool:
    """Whether every option has as many numbers as its method counts, and they can be true."""
    sizes = _sizes(bild)
    if len(bild.werte) > len(bild.optionen) or any(len(values) not in sizes for values in bild.werte):
        return False
    try:
        if any(bild.werte):
            check(bild)
    except RuleViolation:
        return False
    return True


def _int(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= PEOPLE_MAX else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value[:OPTIONS_MAX] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [text for text in _list(value) if isinstance(text, str)]


def _numbers(value: Any) -> list[int]:
    return [number for number in _list(value) if _int(number) is not None]


def _objections(value: Any) -> list[Einwand]:
    return [
        Einwand(_text(found.get("text")), _text(found.get("loesung")), found.get("geloest") is True)
        for found in _list(value)
        if isinstance(found, Mapping)
    ]


def _weights(value: Any) -> list[tuple[str, int]]:
    pairs = [pair for pair in _list(value) if isinstance(pair, list) and len(pair) == 2]
    return [(name, weight) for name, weight in pairs if isinstance(name, str) and _int(weight) is not None]
