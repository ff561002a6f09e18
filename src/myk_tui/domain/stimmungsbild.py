"""The mood of the round before a decision: six ways to ask, what was counted, and what it means.

Only totals, reasons and objections are kept, never who said what. Numbers are
checked against the people in the room; what is stored is what was counted, the
results are computed from it whenever they are shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.bewertung import HIGHEST
from myk_tui.domain.felder import Fault, refuse
from myk_tui.domain.stimmungsbild_regeln import Gleichstand, Mehrheit, Stufe
from myk_tui.errors import RuleViolation
from myk_tui.i18n import N_, _, ngettext

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
        runde: in which round it was raised.
    """

    text: str
    loesung: str = ""
    geloest: bool = False
    runde: int = 1


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
        stufe: where this round of the Konsent stands.
        fruehere: (round, proposal) of the rounds before.
        mehrheit: what a proposal needs when hands are counted; ``enthaltungen`` count among the votes.
        gleichstand: what decides between equals.
        pruefung: where the Förderprüfung of what was chosen stood when it was decided.
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
    stufe: Stufe = Stufe.VORSTELLEN
    fruehere: tuple[tuple[int, str], ...] = ()
    mehrheit: Mehrheit = Mehrheit.EINFACH
    enthaltungen: bool = False
    gleichstand: Gleichstand = Gleichstand.GESPRAECH
    pruefung: tuple[str, ...] = ()

    @property
    def vollstaendig(self) -> bool:
        """Whether everything is counted that the method needs."""
        if self.methode is Methode.OHNE:
            return True
        if self.methode is Methode.KONSENT:
            return bool(self.vorschlag) and self.stufe is Stufe.GEFRAGT and not self.stehende
        return bool(self.optionen) and len(self.werte) == len(self.optionen) and all(self.werte)

    @property
    def angefangen(self) -> bool:
        """Whether the round has counted or said something that another method would replace."""
        return any(self.werte) or bool(self.einwaende or self.fruehere) or self.stufe is not Stufe.VORSTELLEN

    @property
    def stehende(self) -> tuple[Einwand, ...]:
        """The objections that somebody still stands by."""
        return tuple(einwand for einwand in self.einwaende if not einwand.geloest)


def points_by_half(options: int) -> int:
    """Return the points per person by the rule „half the options plus one“.

    Always fewer than there are options: otherwise everybody could give each of them one, and nothing would come first.
    Source: https://viakanta.at/methoden/priorisieren

    >>> points_by_half(7), points_by_half(4), points_by_half(2)
    (4, 3, 1)
    """
    return max(1, min(options // 2 + 1, options - 1))


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
    """Raise RuleViolations, naming every field, unless rule and numbers can be true."""
    refuse([*rule_faults(bild), *number_faults(bild)])


def rule_faults(bild: Stimmungsbild) -> list[Fault]:
    """Return what is wrong with the rule, at ``anwesend`` or ``punkte``.

    >>> rule_faults(Stimmungsbild(Methode.PUNKTE, 10, ("Bank",), punkte=2))[0][0]
    'punkte'
    """
    faults = []
    if bild.methode in COUNTED_PEOPLE and not bild.anwesend:
        faults.append(("anwesend", _("Wie viele Personen stimmen ab? Bitte die Anzahl eintragen.")))
    if bild.methode is not Methode.PUNKTE:
        return faults
    if bild.punkte < 1:
        faults.append(("punkte", _("Wie viele Punkte hat jede Person? Bitte mindestens 1.")))
    elif not bild.haeufeln and bild.optionen and bild.punkte > len(bild.optionen):
        text = ngettext(
            "{punkte} Punkte je Person gehen nicht auf {n} Möglichkeit, wenn je Person höchstens einer darauf darf.",
            "{punkte} Punkte je Person gehen nicht auf {n} Möglichkeiten, wenn je Person höchstens einer darauf darf.",
            len(bild.optionen),
        )
        faults.append(("punkte", text.format(punkte=bild.punkte, n=len(bild.optionen))))
    return faults


def check_people(people: int | None, counted: int | None) -> None:
    """Raise RuleViolation if more people are said to vote than were counted in the meeting.

    >>> check_people(47, 47)
    """
    if people is not None and counted is not None and people > counted:
        raise RuleViolation(
            _(
                "{n} stimmen ab, gezählt sind nur {anwesend} Anwesende. Stimmt das trotzdem? Noch einmal sichern."
            ).format(n=people, anwesend=counted),
            feld="anwesend",
        )


def number_faults(bild: Stimmungsbild) -> list[Fault]:
    """Return which numbers cannot be true, each at its field."""
    if bild.methode not in _CHECKS:
        return []
    faults: list[Fault] = []
    for number, values in enumerate(bild.werte):
        if values and number < len(bild.optionen):
            faults += _CHECKS[bild.methode](bild, number, values)
    return faults + (_sum_faults(bild, {key for key, _said in faults}) if bild.methode is Methode.PUNKTE else [])


def key_of(bild: Stimmungsbild, number: int, place: int = 0) -> str:
    """Return the key of a field: ``option-2``, or ``option-2-0`` where an option has several."""
    several = bild.methode in (Methode.HANDZEICHEN, Methode.KRITERIEN)
    return f"option-{number}-{place}" if several else f"option-{number}"


def _hand_faults(bild: Stimmungsbild, number: int, values: Sequence[int]) -> list[Fault]:
    if bild.anwesend is None or sum(values) <= bild.anwesend:
        return []
    text = _("{n} Stimmen, aber nur {anwesend} stimmen ab.").format(n=sum(values), anwesend=bild.anwesend)
    most = max(range(len(values)), key=lambda place: values[place])  # most likely the wrong one
    return [(key_of(bild, number, most), text)]


def _point_faults(bild: Stimmungsbild, number: int, values: Sequence[int]) -> list[Fault]:
    most = (bild.anwesend or 0) * (bild.punkte if bild.haeufeln else 1)
    if values[0] <= most:
        return []
    rule = _("mit Häufeln") if bild.haeufeln else _("ohne Häufeln")
    text = _("{n} Punkte, möglich sind {regel} höchstens {most}.").format(n=values[0], regel=rule, most=most)
    return [(key_of(bild, number), text)]


def _sum_faults(bild: Stimmungsbild, wrong: Collection[str]) -> list[Fault]:
    """Return what is wrong with all points together, at the last that is not wrong by itself; those do not count."""
    right = [number for number, values in enumerate(bild.werte) if any(values) and key_of(bild, number) not in wrong]
    given, there = sum(bild.werte[number][0] for number in right), (bild.anwesend or 0) * bild.punkte
    if given <= there:
        return []
    last = right[-1]
    text = _("Zusammen {n} Punkte, verteilt werden konnten nur {alle} ({anwesend} × {punkte}).").format(
        n=given, alle=there, anwesend=bild.anwesend, punkte=bild.punkte
    )
    return [(key_of(bild, last), text)]


def _resistance_faults(bild: Stimmungsbild, number: int, values: Sequence[int]) -> list[Fault]:
    people = bild.anwesend or 0
    if len(values) > 1 and sum(values) != people:
        text = _("{n} Stimmen gezählt, es stimmen aber {anwesend} Personen ab.").format(n=sum(values), anwesend=people)
        return [(key_of(bild, number), text)]
    if resistance_of(values) > RESISTANCE_MAX * people:
        text = _("Widerstand {n}, möglich sind höchstens {most}.").format(
            n=resistance_of(values), most=RESISTANCE_MAX * people
        )
        return [(key_of(bild, number), text)]
    return []


def _score_faults(bild: Stimmungsbild, number: int, values: Sequence[int]) -> list[Fault]:
    if len(values) != len(bild.kriterien):
        text = _("Bitte je Kriterium eine Zahl von 0 bis 5, zusammen {n} Zahlen.").format(n=len(bild.kriterien))
        return [(key_of(bild, number), text)]
    return [
        (key_of(bild, number, place), _("{n} geht nicht. Bitte eine Zahl von 0 bis 5.").format(n=value))
        for place, value in enumerate(values)
        if not 0 <= value <= HIGHEST
    ]


COUNTED_PEOPLE = (Methode.HANDZEICHEN, Methode.PUNKTE, Methode.KONSENSIEREN)
"""Methods that need to know how many people vote."""

_CHECKS = {
    Methode.HANDZEICHEN: _hand_faults,
    Methode.PUNKTE: _point_faults,
    Methode.KONSENSIEREN: _resistance_faults,
    Methode.KRITERIEN: _score_faults,
}
