"""Candidates side by side: the same questions to each of them, line by line (issue „The decision“, choices)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from myk_tui.domain.bewertung import KO_YES, Kriterium, show_number, show_score, show_weight, total
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

SEITE_AN_SEITE = 3
"""More columns nobody reads from the back of the room."""


@dataclass(frozen=True)
class Vergleichskandidat:
    """One column.

    Attributes:
        art: ``massnahme`` or ``idee``.
        gegenwaertig: what the team works on now.
        angaben: name of a line to what stands there; empty if nothing is known.
        werte: scores by the id of the criterion, 0 to 5, for a knock-out criterion 0 or 5.
        aus_idee: the scores are those of the idea it came from.
    """

    id: str
    art: str
    titel: str
    gegenwaertig: bool
    angaben: Mapping[str, str]
    werte: Mapping[str, int] = field(default_factory=dict)
    aus_idee: bool = False


@dataclass(frozen=True)
class Vergleichszeile:
    """One question and what each candidate answers; ``kopf`` for a line that only divides."""

    name: str
    texte: tuple[str, ...]
    kopf: bool = False


def compare(kriterien: Sequence[Kriterium], kandidaten: Sequence[Vergleichskandidat]) -> tuple[Vergleichszeile, ...]:
    """Return the lines of the comparison: knock-out criteria first, then points, then what is known otherwise.

    Criteria stand there also where nobody has scored them; another line in which nobody has anything to say does not.
    """
    knock_out = [kriterium for kriterium in kriterien if kriterium.ko]
    scored = [kriterium for kriterium in kriterien if not kriterium.ko]
    found = [Vergleichszeile(k.name, tuple(_answer(k, one) for one in kandidaten)) for k in knock_out]
    if scored:
        found.append(Vergleichszeile(_("Punkte zusammen"), tuple(_sum(kriterien, one) for one in kandidaten)))
    for kriterium in scored:
        name = _("{name} (× {gewicht})").format(name=kriterium.name, gewicht=show_weight(kriterium.gewicht))
        found.append(
            Vergleichszeile(name, tuple(show_score(kriterium, one.werte.get(kriterium.id)) for one in kandidaten))
        )
    names = list(dict.fromkeys(name for one in kandidaten for name in one.angaben))
    facts = (Vergleichszeile(name, tuple(one.angaben.get(name, "") for one in kandidaten)) for name in names)
    return (*found, *(zeile for zeile in facts if any(zeile.texte)))


def check_columns(count: int) -> None:
    """Raise RuleViolation unless so many candidates can stand side by side."""
    if count < 2:
        raise RuleViolation(_("Zum Vergleichen bitte mit x noch eine Maßnahme oder Idee ankreuzen."))
    if count > SEITE_AN_SEITE:
        raise RuleViolation(
            _(
                "Nebeneinander passen höchstens {n}, die jetzige Maßnahme mitgezählt. Bitte mit x ein Kreuz wegnehmen."
            ).format(n=SEITE_AN_SEITE)
        )


def _answer(kriterium: Kriterium, kandidat: Vergleichskandidat) -> str:
    value = kandidat.werte.get(kriterium.id)
    if value is None:
        return ""
    return _("✓ gilt") if value == KO_YES else _("✗ gilt nicht")


def _sum(kriterien: Sequence[Kriterium], kandidat: Vergleichskandidat) -> str:
    weighing = [kriterium for kriterium in kriterien if not kriterium.ko]
    known = sum(kriterium.id in kandidat.werte for kriterium in weighing)
    if not known:
        return ""
    points: Fraction = total(kriterien, kandidat.werte)
    text = show_number(points)
    if known < len(weighing):
        text += " " + ngettext("(von {n} Kriterium)", "(von {n} Kriterien)", known).format(n=known)
    return text + (" " + _("aus der Idee") if kandidat.aus_idee else "")
