"""What a region can say differently about its minutes: letterhead and chapters."""

from dataclasses import dataclass

from myk_tui.errors import RuleViolation
from myk_tui.i18n import _


@dataclass(frozen=True)
class Protokollvorlage:
    """What a region can say differently about its minutes.

    Attributes:
        briefkopf: lines of the letterhead; empty for name and carrier of the programme.
        kapitel: names of the chapters in their order; what is not named is left out.
    """

    briefkopf: tuple[str, ...] = ()
    kapitel: tuple[str, ...] = ("beschluesse", "ergebnisse", "vereinbarungen", "verlauf", "aenderungen", "anhang")


def parse_vorlage(values: object) -> Protokollvorlage:
    """Read a template from JSON; raises RuleViolation saying what is wrong with it."""
    known = Protokollvorlage().kapitel
    if not isinstance(values, dict) or not set(values) <= {"briefkopf", "kapitel"}:
        raise RuleViolation(_("Die Vorlage des Protokolls darf nur „briefkopf“ und „kapitel“ enthalten."))
    head, chapters = (values.get(name, []) for name in ("briefkopf", "kapitel"))
    if not all(isinstance(part, list) and all(isinstance(text, str) for text in part) for part in (head, chapters)):
        raise RuleViolation(_("In der Vorlage des Protokolls müssen „briefkopf“ und „kapitel“ Listen von Texten sein."))
    unknown = [text for text in chapters if text not in known]
    if unknown:
        raise RuleViolation(
            _("Die Vorlage des Protokolls nennt ein unbekanntes Kapitel: {name}. Bekannt sind: {alle}.").format(
                name=unknown[0], alle=", ".join(known)
            )
        )
    return Protokollvorlage(tuple(head), tuple(dict.fromkeys(chapters)) or known)
