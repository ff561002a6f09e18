"""Scoring of ideas: knock-out criteria first, then points with weights, and when the first place would change.

Two stages after Olpe, which is in the same programme: knock-out criteria that
all have to hold, then criteria of 0 to 5 (https://neueweichen.de). The weights
are agreed upon before anything is scored. Sums are exact fractions; nothing is
rounded before it is shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.begriffe import IdeeStatus, KriteriumArt, label
from myk_tui.domain.ideenspeicher import OPEN
from myk_tui.domain.text import fold
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, language, ngettext

HIGHEST = 5
KO_YES, KO_NO = HIGHEST, 0
"""How the answer to a knock-out question is stored."""

WEIGHT_MAX = 10_000
"""In hundredths: no criterion weighs more than 100."""


@dataclass(frozen=True)
class Kriterium:
    """One criterion.

    Attributes:
        gewicht: weight in hundredths; without meaning for a knock-out criterion.
    """

    id: str
    name: str
    beschreibung: str
    art: KriteriumArt
    gewicht: int

    @property
    def ko(self) -> bool:
        """Whether it has to hold."""
        return self.art is KriteriumArt.KO


@dataclass(frozen=True)
class Bewertung:
    """An idea with its scores, by the id of the criterion."""

    id: str
    titel: str
    werte: Mapping[str, int]


@dataclass(frozen=True)
class Platz:
    """A line of the ranking.

    Attributes:
        platz: place; the same for equal sums; None if it has no place (incomplete or knocked out).
        summe: weighted points, so far.
        fehlt: names of the criteria without a score.
        ausgeschieden: names of the knock-out criteria that do not hold.
    """

    bewertung: Bewertung
    platz: int | None
    summe: Fraction
    bewertet: int
    gesamt: int
    fehlt: tuple[str, ...]
    ausgeschieden: tuple[str, ...]

    @property
    def stand(self) -> str:
        """Why it has no place; empty if it has one."""
        if self.ausgeschieden:
            return _("ausgeschieden: {kriterien}").format(kriterien=", ".join(self.ausgeschieden))
        if self.fehlt:
            return _("{n} von {alle} bewertet").format(n=self.bewertet, alle=self.gesamt)
        return ""


@dataclass(frozen=True)
class Kipppunkt:
    """The weight of one criterion at which the first and the second idea are equal.

    Attributes:
        gewicht: that weight, as it is shown (1 is the usual weight).
        darunter: the order swaps below that weight; otherwise above it.
    """

    kriterium: Kriterium
    gewicht: Fraction
    darunter: bool

    @property
    def satz(self) -> str:
        """Say it in one line."""
        values = {
            "name": self.kriterium.name,
            "gewicht": show_number(self.gewicht),
            "jetzt": show_weight(self.kriterium.gewicht),
        }
        if self.darunter:
            return _("kippt, wenn {name} weniger als {gewicht} wiegt (jetzt {jetzt})").format(**values)
        return _("kippt, wenn {name} mehr als {gewicht} wiegt (jetzt {jetzt})").format(**values)


@dataclass(frozen=True)
class Rangliste:
    """All scored ideas in their order.

    Attributes:
        unbewertet: open ideas without any score.
        erledigt: scored ideas that are no longer open, so without a place.
    """

    kriterien: tuple[Kriterium, ...]
    plaetze: tuple[Platz, ...]
    unbewertet: int = 0
    erledigt: int = 0

    @property
    def first_two(self) -> tuple[Platz, Platz] | None:
        """The first two ideas that have a place."""
        placed = [platz for platz in self.plaetze if platz.platz is not None]
        return (placed[0], placed[1]) if len(placed) > 1 else None

    @property
    def kipppunkte(self) -> tuple[Kipppunkt, ...]:
        """At which weights the first place would change to the second idea."""
        two = self.first_two
        return () if two is None else tipping_points(self.kriterien, two[0].bewertung, two[1].bewertung)


def ranking(kriterien: Sequence[Kriterium], bewertungen: Iterable[Bewertung]) -> tuple[Platz, ...]:
    """Return the ideas in their order.

    First the complete ones by their sum, then those with missing scores, the
    most complete first, then those that a knock-out criterion excludes. Equal
    sums share a place and stand in the order of their titles.
    """
    lines = [_line(kriterien, bewertung) for bewertung in bewertungen]
    lines.sort(key=_order)
    placed: list[Platz] = []
    for number, line in enumerate(lines, 1):
        if line.fehlt or line.ausgeschieden:
            placed.append(line)
            continue
        same = bool(placed) and placed[-1].summe == line.summe
        place = placed[-1].platz if same else number
        placed.append(Platz(line.bewertung, place, line.summe, line.bewertet, line.gesamt, (), ()))
    return tuple(placed)


def total(kriterien: Iterable[Kriterium], werte: Mapping[str, int]) -> Fraction:
    """Return the weighted points; criteria without a score and knock-out criteria add nothing.

    Weights times points, added up, after the second stage of Olpe (https://neueweichen.de). Effect 4 that weighs 2, and
    effort 3 that weighs 1, are 2 × 4 + 1 × 3 = 11:

    >>> wirkung = Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 200)
    >>> aufwand = Kriterium("a", "Aufwand", "", KriteriumArt.PRIO, 100)
    >>> total((wirkung, aufwand), {"w": 4, "a": 3})
    Fraction(11, 1)
    """
    return sum(
        (Fraction(werte[k.id] * k.gewicht, 100) for k in kriterien if not k.ko and k.id in werte), start=Fraction(0)
    )


def tipping_points(kriterien: Sequence[Kriterium], erste: Bewertung, zweite: Bewertung) -> tuple[Kipppunkt, ...]:
    """Return for each criterion the weight beyond which the second idea would be first.

    Criteria that no allowed weight could turn are left out; so are all if both are equal. With the weight of one
    criterion alone the difference of the sums is a straight line, which is zero at its weight less lead by difference.
    The first leads by 2 × (4 − 3) + (2 − 3) = 1 point; at effect 2 − 1/1 = 1 both have the same:

    >>> wirkung = Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 200)
    >>> aufwand = Kriterium("a", "Aufwand", "", KriteriumArt.PRIO, 100)
    >>> bank, bus = Bewertung("1", "Bank", {"w": 4, "a": 2}), Bewertung("2", "Bus", {"w": 3, "a": 3})
    >>> [(point.kriterium.name, point.gewicht, point.darunter) for point in tipping_points((wirkung, aufwand), bank, bus)]
    [('Wirkung', Fraction(1, 1), True), ('Aufwand', Fraction(2, 1), False)]
    """
    lead = total(kriterien, erste.werte) - total(kriterien, zweite.werte)
    if lead <= 0:
        return ()
    found = []
    for kriterium in kriterien:
        if kriterium.ko:
            continue
        difference = erste.werte[kriterium.id] - zweite.werte[kriterium.id]
        if difference == 0:
            continue
        weight = Fraction(kriterium.gewicht, 100) - lead / difference
        below = difference > 0
        if (weight > 0) if below else (weight < Fraction(WEIGHT_MAX, 100)):
            found.append(Kipppunkt(kriterium, weight, below))
    return tuple(found)


def explain(kriterien: Sequence[Kriterium], platz: Platz) -> list[str]:
    """Say line by line where the sum of an idea comes from, and what is missing."""
    werte = platz.bewertung.werte
    lines = []
    for kriterium in kriterien:
        wert = werte.get(kriterium.id)
        if kriterium.ko:
            answer = _("noch offen") if wert is None else (_("gilt") if wert == KO_YES else _("gilt nicht"))
            lines.append(f"{kriterium.name}: {answer}")
        elif wert is None:
            lines.append(_("{name}: noch nicht bewertet").format(name=kriterium.name))
        else:
            points = show_number(Fraction(wert * kriterium.gewicht, 100))
            lines.append(f"{kriterium.name}: {wert} × {show_weight(kriterium.gewicht)} = {points}")
    highest = sum((Fraction(HIGHEST * k.gewicht, 100) for k in kriterien if not k.ko), start=Fraction(0))
    lines.append(
        _("Summe: {summe} von {hoechstens}").format(summe=show_number(platz.summe), hoechstens=show_number(highest))
    )
    return lines


def tipping_lines(rangliste: Rangliste) -> list[str]:
    """Say when the first place would change, against the second idea."""
    two = rangliste.first_two
    if two is None:
        return [_("Für einen Vergleich braucht es zwei vollständig bewertete Ideen.")]
    first, second = two
    if first.summe == second.summe:
        return tie_lines(rangliste.kriterien, first.bewertung, second.bewertung)
    lines = [
        ngettext(
            "„{erste}“ liegt {abstand} Punkt vor „{zweite}“:",
            "„{erste}“ liegt {abstand} Punkte vor „{zweite}“:",
            1 if first.summe - second.summe == 1 else 2,  # half a point is no plural the catalogue knows
        ).format(
            erste=first.bewertung.titel,
            abstand=show_number(first.summe - second.summe),
            zweite=second.bewertung.titel,
        )
    ]
    points = rangliste.kipppunkte
    if not points:
        return [*lines, _("kein einzelnes Gewicht von 0 bis 100 würde das ändern")]
    return lines + [point.satz for point in points]


def tie_lines(kriterien: Sequence[Kriterium], erste: Bewertung, zweite: Bewertung) -> list[str]:
    """Say of two ideas with the same sum which weights would part them, and in whose favour.

    A weight that is as large as it may be, or zero already, can only move the other way.
    """
    scored = [kriterium for kriterium in kriterien if not kriterium.ko]
    parting = [kriterium for kriterium in scored if erste.werte[kriterium.id] != zweite.werte[kriterium.id]]
    both = {"erste": erste.titel, "zweite": zweite.titel}
    if not parting:
        return [_("„{erste}“ und „{zweite}“ liegen gleichauf; die Gewichte entscheiden hier nichts.").format(**both)]
    lines = [_("„{erste}“ und „{zweite}“ liegen gleichauf. Jedes dieser Gewichte würde sie trennen:").format(**both)]
    for kriterium in parting:
        better, other = erste, zweite
        if erste.werte[kriterium.id] < zweite.werte[kriterium.id]:
            better, other = zweite, erste
        ways = []
        if kriterium.gewicht < WEIGHT_MAX:
            ways.append(_("wiegt {name} mehr, gewinnt „{titel}“").format(name=kriterium.name, titel=better.titel))
        if kriterium.gewicht > 0:
            ways.append(_("wiegt {name} weniger, gewinnt „{titel}“").format(name=kriterium.name, titel=other.titel))
        lines.append("; ".join(ways))
    return lines


def check_scorable(status: IdeeStatus, titel: str) -> None:
    """Raise RuleViolation unless an idea may be scored."""
    if status not in OPEN:
        raise RuleViolation(
            _("„{titel}“ ist {status} und wird nicht mehr bewertet.").format(titel=titel, status=label(status))
        )


def parse_score(text: str, kriterium: Kriterium) -> int | None:
    """Read a score: 0 to 5, for a knock-out criterion ja or nein; empty means none yet.

    Raises RuleViolation naming the criterion.
    """
    bare = text.strip()
    if not bare:
        return None
    if kriterium.ko:
        answers = {"ja": KO_YES, "nein": KO_NO}
        if bare in answers:
            return answers[bare]
        raise RuleViolation(_("{name}: Bitte ja oder nein.").format(name=kriterium.name), feld=kriterium.id)
    if re.fullmatch("[0-5]", bare):
        return int(bare)
    raise RuleViolation(_("{name}: Bitte eine ganze Zahl von 0 bis 5.").format(name=kriterium.name), feld=kriterium.id)


def parse_weight(text: str, kriterium_id: str, name: str) -> int:
    """Read a weight like ``1``, ``0,8`` or ``1,25`` as hundredths; raises RuleViolation naming the criterion."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?", text.strip(), re.ASCII)
    weight = -1 if found is None else int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if not 0 <= weight <= WEIGHT_MAX:
        raise RuleViolation(
            _("{name}: Bitte ein Gewicht von 0 bis 100, höchstens zwei Stellen nach dem Komma.").format(name=name),
            feld=kriterium_id,
        )
    return weight


def show_score(kriterium: Kriterium, wert: int | None) -> str:
    """Write a score as ``parse_score`` reads it."""
    if wert is None:
        return ""
    return str(wert) if not kriterium.ko else ("ja" if wert == KO_YES else "nein")


def show_weight(hundertstel: int) -> str:
    """Write a weight: 100 hundredths are ``1``, 80 are ``0,8``."""
    return show_number(Fraction(hundertstel, 100))


def show_number(value: Fraction) -> str:
    """Write a number with at most two places after the comma; ``≈`` in front if it had more."""
    rounded = round(value, 2)
    hundredths = int(rounded * 100)
    sign = "−" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    places = f"{rest:02d}".rstrip("0")
    comma = "." if language() == "en" else ","
    return ("" if rounded == value else "≈ ") + sign + str(whole) + (comma + places if places else "")


def weights_note(bewertet: int) -> str:
    """Say what changing weights means when ideas have been scored already; empty if none has."""
    if not bewertet:
        return ""
    return ngettext(
        "{n} Idee ist schon bewertet. Neue Gewichte ändern keine Punkte, aber sofort die Rangliste.",
        "{n} Ideen sind schon bewertet. Neue Gewichte ändern keine Punkte, aber sofort die Rangliste.",
        bewertet,
    ).format(n=bewertet)


def _line(kriterien: Sequence[Kriterium], bewertung: Bewertung) -> Platz:
    werte = bewertung.werte
    return Platz(
        bewertung,
        None,
        total(kriterien, werte),
        sum(1 for kriterium in kriterien if kriterium.id in werte),
        len(kriterien),
        tuple(kriterium.name for kriterium in kriterien if kriterium.id not in werte),
        tuple(k.name for k in kriterien if k.ko and werte.get(k.id, KO_YES) != KO_YES),
    )


def _order(line: Platz) -> tuple[int, int, Fraction, str, str]:
    if line.ausgeschieden:
        group, scored = 2, 0
    elif line.fehlt:
        group, scored = 1, -line.bewertet
    else:
        group, scored = 0, 0
    return group, scored, -line.summe, fold(line.bewertung.titel), line.bewertung.id
