"""Rules about the criteria that ideas and Maßnahmen are scored by."""

from collections.abc import Sequence
from dataclasses import dataclass

from myk_tui.domain.bewertung import Kriterium
from myk_tui.domain.text import fold
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _


@dataclass(frozen=True)
class Kriteriumstand:
    """A criterion as it is kept.

    Attributes:
        ruht: neither asked nor counted any more; its scores are kept.
        punkte: how many ideas and Maßnahmen have a score for it.
    """

    kriterium: Kriterium
    ruht: bool
    punkte: int


def check_name(name: str, others: Sequence[str], feld: str) -> None:
    """Raise RuleViolation, naming ``feld``, if another criterion is called the same."""
    same = next((other for other in others if fold(other) == fold(name)), None)
    if same is not None:
        raise RuleViolation(
            _("„{name}“ gibt es schon, vielleicht ruht es. Bitte einen anderen Namen wählen.").format(name=same),
            feld=feld,
        )


def check_retirable(kriterium_id: str, kriterien: Sequence[Kriteriumstand]) -> None:
    """Raise RuleViolation if it is the last criterion in use, or the last that gives points."""
    others = [one.kriterium for one in kriterien if not one.ruht and one.kriterium.id != kriterium_id]
    own = next(one.kriterium for one in kriterien if one.kriterium.id == kriterium_id)
    if not others:
        raise RuleViolation(_("Das ist das letzte Kriterium. Bitte zuerst ein anderes anlegen."))
    if not own.ko and all(other.ko for other in others):
        raise RuleViolation(_("Das ist das letzte Kriterium mit Punkten. Bitte zuerst ein anderes anlegen."))
