"""What a Stimmungsbild says: order, ties, tipping points, objections; everything in plain sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.begriffe import KriteriumArt, Methode, label
from myk_tui.domain.bewertung import HIGHEST, Bewertung, Kriterium, show_number, show_weight, tipping_points, total
from myk_tui.domain.stimmungsbild import UNCHANGED, Einwand, Stimmungsbild, acceptance, resistance_of
from myk_tui.domain.stimmungsbild_regeln import GLEICHSTAENDE, KURZE_MEHRHEITEN, STUFEN, Mehrheit, Stufe
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Ergebnis:
    """One option with its result.

    Attributes:
        platz: its place; the same for equals.
        zahl: what was counted, in words.
        prozent: length of the bar, 0 to 100: the share of all points given, of the votes that count, of what is
            possible; „8, 8, 4“ of 20 points are 40, 40 and 20 %.
    """

    option: str
    platz: int
    zahl: str
    prozent: int


def results(bild: Stimmungsbild) -> tuple[Ergebnis, ...]:
    """Return the options in the order of their result, equals with the same place in the order read out.

    >>> from myk_tui.domain.begriffe import Methode
    >>> counted = Stimmungsbild(Methode.PUNKTE, 10, ("a", "b", "c"), ((8,), (4,), (8,)), punkte=2)
    >>> [(found.platz, found.option, found.prozent) for found in results(counted)]
    [(1, 'a', 40), (1, 'c', 40), (3, 'b', 20)]
    """
    if not bild.vollstaendig or bild.methode in (Methode.OHNE, Methode.KONSENT):
        return ()
    scores = [_score(bild, values) for values in bild.werte]
    order = sorted(range(len(scores)), key=lambda number: -scores[number])
    found = []
    for number in order:
        place = 1 + sum(1 for other in scores if other > scores[number])
        whole = _whole(bild, bild.werte[number])
        percent = round(100 * scores[number] / whole) if whole else 0
        text = _number_text(bild, bild.werte[number])
        found.append(Ergebnis(bild.optionen[number], place, text, max(0, min(100, percent))))
    return tuple(found)


def accepted(bild: Stimmungsbild, values: Sequence[int]) -> bool:
    """Whether the hands for an option reach the majority that was agreed.

    Abstentions count only if that was agreed, as in councils by default
    (Gemeindeordnung Rheinland-Pfalz § 40: they do not). Two thirds of 9 are 6:

    >>> from myk_tui.domain.begriffe import Methode
    >>> rule = Stimmungsbild(Methode.HANDZEICHEN, 12, mehrheit=Mehrheit.ZWEI_DRITTEL)
    >>> accepted(rule, (6, 3, 1)), accepted(rule, (5, 3, 0))
    (True, False)
    """
    base = _votes(bild, values)
    if bild.mehrheit is Mehrheit.ZWEI_DRITTEL:
        return base > 0 and 3 * values[0] >= 2 * base
    return 2 * values[0] > base


def winners(bild: Stimmungsbild) -> tuple[str, ...]:
    """Return the options in the first place; of hands only those that have the majority."""
    found = [ergebnis.option for ergebnis in results(bild) if ergebnis.platz == 1]
    if bild.methode is Methode.HANDZEICHEN:
        by_option = dict(zip(bild.optionen, bild.werte, strict=True))
        found = [option for option in found if accepted(bild, by_option[option])]
    return tuple(found)


def _votes(bild: Stimmungsbild, values: Sequence[int]) -> int:
    """Return how many votes a majority is counted of."""
    if bild.mehrheit is Mehrheit.ABSOLUT:
        return bild.anwesend or sum(values)
    return sum(values) if bild.enthaltungen else values[0] + values[1]


def _score(bild: Stimmungsbild, values: Sequence[int]) -> Fraction:
    """Return what makes an option better: more is better, whatever the method."""
    if bild.methode is Methode.KONSENSIEREN:
        return acceptance(resistance_of(values), bild.anwesend or 1)
    if bild.methode is Methode.KRITERIEN:
        return total(_kriterien(bild), dict(_by_place(values)))
    return Fraction(values[0])


def _whole(bild: Stimmungsbild, values: Sequence[int]) -> Fraction:
    """Return what 100 % are: the greatest acceptance or sum, all votes that count, all points given."""
    if bild.methode is Methode.KONSENSIEREN:
        return Fraction(100)
    if bild.methode is Methode.KRITERIEN:
        return _most(bild)
    if bild.methode is Methode.HANDZEICHEN:
        return Fraction(_votes(bild, values))
    return Fraction(_given(bild))


def _most(bild: Stimmungsbild) -> Fraction:
    return sum((Fraction(HIGHEST * weight, 100) for _name, weight in bild.kriterien), start=Fraction(0))


def _given(bild: Stimmungsbild) -> int:
    return sum(values[0] for values in bild.werte if values)


def _number_text(bild: Stimmungsbild, values: Sequence[int]) -> str:
    if bild.methode is Methode.HANDZEICHEN:
        yes, no, abstain = values
        text = _("{ja} ja, {nein} nein, {enthalten} enthalten").format(ja=yes, nein=no, enthalten=abstain)
        if len(bild.optionen) == 1:
            return text
        return text + ", " + (_("angenommen") if accepted(bild, values) else _("nicht angenommen"))
    if bild.methode is Methode.PUNKTE:
        return _("{n} von {alle} Punkten").format(n=values[0], alle=_given(bild))
    if bild.methode is Methode.KONSENSIEREN:
        resistance = resistance_of(values)
        text = _("Widerstand {n}, Akzeptanz {prozent} %").format(
            n=resistance, prozent=round(acceptance(resistance, bild.anwesend or 1))
        )
        outliers = values[-1] if len(values) > 1 else 0
        more = ngettext("{n} Person sagt 10", "{n} Personen sagen 10", outliers).format(n=outliers) if outliers else ""
        return ", ".join(filter(None, (text, more)))
    sum_text = show_number(_score(bild, values))
    return _("{summe} von {most} Punkten").format(summe=sum_text, most=show_number(_most(bild)))


def _by_place(values: Sequence[int]) -> list[tuple[str, int]]:
    """Return the scores with the place of their criterion as its id."""
    return [(str(place), value) for place, value in enumerate(values)]


def _kriterien(bild: Stimmungsbild) -> list[Kriterium]:
    return [
        Kriterium(str(place), name, "", KriteriumArt.PRIO, weight)
        for place, (name, weight) in enumerate(bild.kriterien)
    ]


def tie_note(bild: Stimmungsbild) -> str:
    """Return what has to be said when several options share the first place; empty if one is ahead."""
    first = _first(results(bild))
    if len(first) < 2:
        return ""
    return _("Gleichstand auf dem ersten Platz: {namen}. Darüber entscheidet {regel}.").format(
        namen=", ".join(_("„{name}“").format(name=name) for name in first), regel=_(GLEICHSTAENDE[bild.gleichstand])
    )


def _first(found: Sequence[Ergebnis]) -> list[str]:
    return [ergebnis.option for ergebnis in found if ergebnis.platz == 1]


def notes(bild: Stimmungsbild) -> list[str]:
    """Return what has to be said about a result: ties, rules, tipping points, objections that stand."""
    if bild.methode is Methode.KONSENT:
        return [_consent_note(bild)] if bild.vorschlag else []
    found = results(bild)
    lines = [tie] if (tie := tie_note(bild)) else []
    first = _first(found)
    if bild.methode is Methode.PUNKTE and found:
        rest = (bild.anwesend or 0) * bild.punkte - _given(bild)
        if rest:
            text = ngettext("{n} Punkt wurde nicht vergeben.", "{n} Punkte wurden nicht vergeben.", rest)
            lines.append(text.format(n=rest))
    if bild.methode is Methode.HANDZEICHEN and len(found) == 1:
        lines.append(_majority_note(bild, bild.werte[0]))
    if bild.methode is Methode.KONSENSIEREN and found and len(first) == 1 and first[0] == _(UNCHANGED):
        lines.append(_("Am wenigsten Widerstand hat es, nichts zu ändern. Es braucht einen besseren Vorschlag."))
    if bild.methode is Methode.KRITERIEN and len(found) > 1 and len(first) == 1:
        lines += _tipping(bild, found)
    return lines


def _majority_note(bild: Stimmungsbild, values: Sequence[int]) -> str:
    text = (
        _("Angenommen: {regel}, {ja} von {alle} Stimmen.")
        if accepted(bild, values)
        else _("Nicht angenommen: {regel}, {ja} von {alle} Stimmen.")
    )
    return text.format(regel=_(KURZE_MEHRHEITEN[bild.mehrheit]), ja=values[0], alle=_votes(bild, values))


def _consent_note(bild: Stimmungsbild) -> str:
    standing = len(bild.stehende)
    if standing:
        text = ngettext(
            "Noch kein Konsent: {n} schwerwiegender Einwand steht.",
            "Noch kein Konsent: {n} schwerwiegende Einwände stehen.",
            standing,
        )
        return text.format(n=standing)
    if bild.stufe is not Stufe.GEFRAGT:
        return _("Noch kein Konsent: Nach Einwänden ist noch nicht gefragt.")
    rounds = ngettext("nach {n} Runde", "nach {n} Runden", bild.runde).format(n=bild.runde)
    return _("Konsent {runden}: kein schwerwiegender Einwand mehr.").format(runden=rounds)


def dissent_lines(bild: Stimmungsbild) -> list[str]:
    """Return who did not agree, as numbers and reasons, never names: objections that stand, no votes, resistance of 10."""
    if bild.methode is Methode.KONSENT:
        return [_("Einwand steht: {text}").format(text=einwand.text) for einwand in bild.stehende]
    if not bild.vollstaendig:
        return []
    by_option = dict(zip(bild.optionen, bild.werte, strict=True))
    first = [ergebnis.option for ergebnis in results(bild) if ergebnis.platz == 1]
    lines = []
    for option in first:
        values = by_option[option]
        against = values[1] if bild.methode is Methode.HANDZEICHEN else 0
        if bild.methode is Methode.KONSENSIEREN and len(values) > 1:
            against = values[-1]
        if against:
            text = ngettext("{n} Person gegen „{option}“", "{n} Personen gegen „{option}“", against)
            lines.append(text.format(n=against, option=option))
    return lines


def dissent(bild: Stimmungsbild) -> Fraction | None:
    """Return how much of the round did not agree with what came first, in percent; None where that is not asked.

    Handzeichen: no votes among yes and no. Konsensieren: the share of the
    greatest possible resistance. 27 of 90 are 30 %:

    >>> dissent(Stimmungsbild(Methode.KONSENSIEREN, 9, ("a", "b"), ((27,), (60,))))
    Fraction(30, 1)
    """
    if bild.methode not in (Methode.HANDZEICHEN, Methode.KONSENSIEREN) or not bild.vollstaendig:
        return None
    first = results(bild)[0].option
    values = bild.werte[bild.optionen.index(first)]
    if bild.methode is Methode.KONSENSIEREN:
        return 100 - _score(bild, values)
    given = values[0] + values[1]
    return Fraction(100 * values[1], given) if given else None


def _tipping(bild: Stimmungsbild, found: Sequence[Ergebnis]) -> list[str]:
    by_option = dict(zip(bild.optionen, bild.werte, strict=True))
    one, other = (
        Bewertung(ergebnis.option, ergebnis.option, dict(_by_place(by_option[ergebnis.option])))
        for ergebnis in found[:2]
    )
    points = tipping_points(_kriterien(bild), one, other)
    head = _("„{erste}“ vor „{zweite}“").format(erste=one.titel, zweite=other.titel)
    if not points:
        return [head + ": " + _("kein einzelnes Gewicht von 0 bis 100 würde das ändern")]
    return [f"{head}: {point.satz}" for point in points]


def rule_of(bild: Stimmungsbild) -> str:
    """Return method and rule in one line, as it is said before the count."""
    parts = [label(bild.methode)]
    if bild.anwesend is not None:
        parts.append(ngettext("{n} Person", "{n} Personen", bild.anwesend).format(n=bild.anwesend))
    if bild.methode is Methode.PUNKTE:
        points = ngettext("{n} Punkt je Person", "{n} Punkte je Person", bild.punkte).format(n=bild.punkte)
        parts += [points, _("mit Häufeln") if bild.haeufeln else _("ohne Häufeln")]
    if bild.methode is Methode.KONSENSIEREN:
        parts.append(_("Widerstand von 0 bis 10, die kleinste Summe gewinnt"))
    if bild.methode is Methode.KRITERIEN:
        parts += [f"{name} × {show_weight(weight)}" for name, weight in bild.kriterien]
    if bild.methode is Methode.HANDZEICHEN:
        parts.append(_(KURZE_MEHRHEITEN[bild.mehrheit]))
        if bild.mehrheit is not Mehrheit.ABSOLUT:
            parts.append(_("Enthaltungen zählen mit") if bild.enthaltungen else _("Enthaltungen zählen nicht mit"))
    if bild.methode is not Methode.KONSENT and bild.methode is not Methode.OHNE and len(bild.optionen) > 1:
        parts.append(_("bei Gleichstand entscheidet {regel}").format(regel=_(GLEICHSTAENDE[bild.gleichstand])))
    return ", ".join(parts)


def short_rule(bild: Stimmungsbild) -> str:
    """Return in few words what the room has to know before it is counted; all of the rule is said by ``rule_of``."""
    if bild.methode is Methode.HANDZEICHEN:
        return _(KURZE_MEHRHEITEN[bild.mehrheit])
    if bild.methode is Methode.PUNKTE:
        return ngettext("{n} Punkt je Person", "{n} Punkte je Person", bild.punkte).format(n=bild.punkte)
    return _("Widerstand 0 bis 10, der kleinste gewinnt") if bild.methode is Methode.KONSENSIEREN else ""


def lines_of(bild: Stimmungsbild) -> list[str]:
    """Return everything for the record: rule, results in order, objections, notes. Empty without a vote."""
    if bild.methode is Methode.OHNE:
        return []
    lines = [rule_of(bild)]
    if bild.methode is Methode.KONSENT:
        return [*lines, *consent_lines(bild), *notes(bild)]
    lines += [f"{found.platz}. {found.option}: {found.zahl}" for found in results(bild)]
    return lines + notes(bild)


def consent_lines(bild: Stimmungsbild) -> list[str]:
    """Return every proposal with the objections of its round and their answers; the present one last."""
    lines = []
    rounds = [*bild.fruehere, (bild.runde, bild.vorschlag)] if bild.vorschlag else [*bild.fruehere]
    known = {number for number, _text in rounds}
    for number, text in rounds:
        name = _("Vorschlag") if len(rounds) == 1 else _("Vorschlag in Runde {n}").format(n=number)
        lines.append(f"{name}: " + " / ".join(filter(None, map(str.strip, text.split("\n")))))
        lines += [objection_line(einwand) for einwand in bild.einwaende if einwand.runde == number]
    return lines + [objection_line(einwand) for einwand in bild.einwaende if einwand.runde not in known]


def objection_line(einwand: Einwand) -> str:
    """Return an objection with its answer in one line."""
    answer = f" → {einwand.loesung}" if einwand.loesung else ""
    state = _("gelöst") if einwand.geloest else _("steht")
    return _("Einwand ({stand}): {text}{antwort}").format(stand=state, text=einwand.text, antwort=answer)


def stage_of(bild: Stimmungsbild) -> str:
    """Return round and stage of a Konsent: „Runde 2 · Meinungsrunde 1“."""
    return _("Runde {n}").format(n=bild.runde) + " · " + _(STUFEN[bild.stufe])
