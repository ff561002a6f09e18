"""What a Stimmungsbild says: order, ties, tipping points, objections; everything in plain sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.begriffe import KriteriumArt, Methode, label
from myk_tui.domain.bewertung import HIGHEST, Bewertung, Kriterium, show_number, show_weight, tipping_points, total
from myk_tui.domain.stimmungsbild import UNCHANGED, Stimmungsbild, acceptance, resistance_of
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Ergebnis:
    """One option with its result.

    Attributes:
        platz: its place; the same for equals.
        zahl: what was counted, in words.
        prozent: length of the bar, 0 to 100.
    """

    option: str
    platz: int
    zahl: str
    prozent: int


def results(bild: Stimmungsbild) -> tuple[Ergebnis, ...]:
    """Return the options in the order of their result, equals with the same place in the order read out."""
    if not bild.vollstaendig or bild.methode in (Methode.OHNE, Methode.KONSENT):
        return ()
    scores = [_score(bild, values) for values in bild.werte]
    order = sorted(range(len(scores)), key=lambda number: -scores[number])
    found = []
    for number in order:
        place = 1 + sum(1 for other in scores if other > scores[number])
        percent = round(100 * scores[number] / _highest(bild)) if _highest(bild) else 0
        text = _number_text(bild, bild.werte[number])
        found.append(Ergebnis(bild.optionen[number], place, text, max(0, min(100, percent))))
    return tuple(found)


def _score(bild: Stimmungsbild, values: Sequence[int]) -> Fraction:
    """Return what makes an option better: more is better, whatever the method."""
    if bild.methode is Methode.KONSENSIEREN:
        return acceptance(resistance_of(values), bild.anwesend or 1)
    if bild.methode is Methode.KRITERIEN:
        return total(_kriterien(bild), dict(_by_place(values)))
    return Fraction(values[0])


def _highest(bild: Stimmungsbild) -> Fraction:
    if bild.methode is Methode.KONSENSIEREN:
        return Fraction(100)
    if bild.methode is Methode.KRITERIEN:
        return sum((Fraction(HIGHEST * weight, 100) for _name, weight in bild.kriterien), start=Fraction(0))
    if bild.methode is Methode.HANDZEICHEN:
        return Fraction(bild.anwesend or max((sum(values) for values in bild.werte), default=0))
    return Fraction(max((values[0] for values in bild.werte), default=0))


def _number_text(bild: Stimmungsbild, values: Sequence[int]) -> str:
    if bild.methode is Methode.HANDZEICHEN:
        yes, no, abstain = values
        return _("{ja} ja, {nein} nein, {enthalten} enthalten").format(ja=yes, nein=no, enthalten=abstain)
    if bild.methode is Methode.PUNKTE:
        return ngettext("{n} Punkt", "{n} Punkte", values[0]).format(n=values[0])
    if bild.methode is Methode.KONSENSIEREN:
        resistance = resistance_of(values)
        text = _("Widerstand {n}, Akzeptanz {prozent} %").format(
            n=resistance, prozent=round(acceptance(resistance, bild.anwesend or 1))
        )
        outliers = values[-1] if len(values) > 1 else 0
        more = ngettext("{n} Person sagt 10", "{n} Personen sagen 10", outliers).format(n=outliers) if outliers else ""
        return ", ".join(filter(None, (text, more)))
    sum_text = show_number(_score(bild, values))
    return _("{summe} von {most} Punkten").format(summe=sum_text, most=show_number(_highest(bild)))


def _by_place(values: Sequence[int]) -> list[tuple[str, int]]:
    """Return the scores with the place of their criterion as its id."""
    return [(str(place), value) for place, value in enumerate(values)]


def _kriterien(bild: Stimmungsbild) -> list[Kriterium]:
    return [
        Kriterium(str(place), name, "", KriteriumArt.PRIO, weight)
        for place, (name, weight) in enumerate(bild.kriterien)
    ]


def notes(bild: Stimmungsbild) -> list[str]:
    """Return what has to be said about a result: ties, rules, tipping points, objections that stand."""
    if bild.methode is Methode.KONSENT:
        return [_consent_note(bild)] if bild.vorschlag else []
    found = results(bild)
    lines = []
    first = [ergebnis.option for ergebnis in found if ergebnis.platz == 1]
    if len(first) > 1:
        names = ", ".join(_("„{name}“").format(name=name) for name in first)
        lines.append(
            _("Gleichstand auf dem ersten Platz: {namen}. Das entscheidet die Runde im Gespräch.").format(namen=names)
        )
    if bild.methode is Methode.PUNKTE and found:
        rest = (bild.anwesend or 0) * bild.punkte - sum(values[0] for values in bild.werte)
        if rest:
            text = ngettext("{n} Punkt wurde nicht vergeben.", "{n} Punkte wurden nicht vergeben.", rest)
            lines.append(text.format(n=rest))
    if bild.methode is Methode.HANDZEICHEN and len(found) == 1:
        yes, no, _abstain = bild.werte[0]
        lines.append(_("Mehr Ja als Nein.") if yes > no else _("Nicht mehr Ja als Nein."))
    if bild.methode is Methode.KONSENSIEREN and found and len(first) == 1 and first[0] == _(UNCHANGED):
        lines.append(_("Am wenigsten Widerstand hat es, nichts zu ändern. Es braucht einen besseren Vorschlag."))
    if bild.methode is Methode.KRITERIEN and len(found) > 1 and len(first) == 1:
        lines += _tipping(bild, found)
    return lines


def _consent_note(bild: Stimmungsbild) -> str:
    standing = sum(1 for einwand in bild.einwaende if not einwand.geloest)
    if standing:
        text = ngettext(
            "Noch kein Konsent: {n} schwerwiegender Einwand steht.",
            "Noch kein Konsent: {n} schwerwiegende Einwände stehen.",
            standing,
        )
        return text.format(n=standing)
    rounds = ngettext("nach {n} Runde", "nach {n} Runden", bild.runde).format(n=bild.runde)
    return _("Konsent {runden}: kein schwerwiegender Einwand mehr.").format(runden=rounds)


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
    return ", ".join(parts)


def lines_of(bild: Stimmungsbild) -> list[str]:
    """Return everything for the record: rule, results in order, objections, notes. Empty without a vote."""
    if bild.methode is Methode.OHNE:
        return []
    lines = [rule_of(bild)]
    if bild.methode is Methode.KONSENT and bild.vorschlag:
        lines.append(_("Vorschlag: {text}").format(text=bild.vorschlag))
    lines += [f"{found.platz}. {found.option}: {found.zahl}" for found in results(bild)]
    for einwand in bild.einwaende:
        answer = f" → {einwand.loesung}" if einwand.loesung else ""
        state = _("gelöst") if einwand.geloest else _("steht")
        lines.append(_("Einwand ({stand}): {text}{antwort}").format(stand=state, text=einwand.text, antwort=answer))
    return lines + notes(bild)
