"""The steps of a Maßnahme, and the progress they make if the facilitator says so.

As long as they count, the progress of the Maßnahme is done / all, set with every
change of a step. A review may still set another number; ``w`` then says both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.zielbaum import rounded
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Teilschritt:
    """One step."""

    id: str
    titel: str
    erledigt: bool = False


@dataclass(frozen=True)
class Schrittliste:
    """All steps of a Maßnahme in their order.

    Attributes:
        zaehlen: they make the progress.
    """

    schritte: Sequence[Teilschritt] = ()
    zaehlen: bool = False

    @property
    def erledigt(self) -> int:
        """How many are done."""
        return sum(schritt.erledigt for schritt in self.schritte)

    @property
    def wert(self) -> int | None:
        """The progress they make in percent; None if they make none."""
        if not self.zaehlen or not self.schritte:
            return None
        return rounded(Fraction(100 * self.erledigt, len(self.schritte)))

    @property
    def stand(self) -> str:
        """„3 von 5 erledigt, ergeben den Fortschritt“; empty without steps."""
        if not self.schritte:
            return ""
        text = ngettext("{n} von {alle} erledigt", "{n} von {alle} erledigt", len(self.schritte)).format(
            n=self.erledigt, alle=len(self.schritte)
        )
        return f"{text}, " + (_("ergeben den Fortschritt") if self.zaehlen else _("zählen nicht in den Fortschritt"))

    def explain(self, fortschritt: int) -> str:
        """Say where the progress of the Maßnahme comes from; empty if not from here."""
        if self.wert is None:
            return ""
        text = _("{n} von {alle} Teilschritten erledigt: {n} : {alle} = {wert} %.").format(
            n=self.erledigt, alle=len(self.schritte), wert=self.wert
        )
        if self.wert != fortschritt:
            text += " " + _(
                "Im letzten Review wurde sie auf {wert} % gesetzt; das gilt, bis sich ein Teilschritt ändert."
            ).format(wert=fortschritt)
        return text


def check_countable(liste: Schrittliste) -> None:
    """Raise RuleViolation if there is no step that could make a progress."""
    if not liste.schritte:
        raise RuleViolation(_("Noch gibt es keine Teilschritte, die zählen könnten. n legt einen an."))
