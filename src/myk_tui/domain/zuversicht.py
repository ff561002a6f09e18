"""How confident those in charge are, beside the progress, and where both contradict each other.

The rule, and all of it: with beginning and end of a Maßnahme known, the plan is
the share of that time that has passed. They contradict each other when

* confidence is 0 to 3 although the progress is not behind the plan (without a plan: although it is 50 % or more), or
* confidence is 7 to 10 although the progress is 25 points or more behind the plan.

What is finished, stopped or pauses contradicts nothing.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import COUNTS_FULL, LEFT_OUT, rounded
from myk_tui.i18n import _

HIGHEST = 10
LOW, HIGH = 3, 7
BEHIND, HALF = 25, 50

MARK = "▲"
"""Shape of a contradiction."""


@dataclass(frozen=True)
class Zuversicht:
    """Confidence of one Maßnahme, 0 to 10, and what it is compared with.

    Attributes:
        fortschritt: percent.
        plan: percent of its time that has passed; None if beginning or end is not known.
    """

    wert: int
    fortschritt: int
    status: MassnahmeStatus
    plan: Fraction | None = None

    @property
    def widerspruch(self) -> str:
        """How confidence and progress contradict each other, in words; empty if they do not."""
        if self.status in COUNTS_FULL or self.status in LEFT_OUT:
            return ""
        enough = Fraction(HALF) if self.plan is None else max(self.plan, Fraction(1))
        if self.wert <= LOW and self.fortschritt >= enough:
            return _("wenig Zuversicht, obwohl der Fortschritt im Plan liegt")
        if self.wert >= HIGH and self.plan is not None and self.fortschritt + BEHIND <= self.plan:
            return _("viel Zuversicht, obwohl {plan} % der Zeit um sind und {wert} % erreicht").format(
                plan=rounded(self.plan), wert=self.fortschritt
            )
        return ""

    @property
    def kurz(self) -> str:
        """„2 von 10“."""
        return _("{wert} von 10").format(wert=self.wert)

    @property
    def satz(self) -> str:
        """The whole line: number, dots, contradiction."""
        dots = "●" * self.wert + "○" * (HIGHEST - self.wert)
        line = f"{self.kurz} {dots}"
        return f"{line} {MARK} {self.widerspruch}" if self.widerspruch else line


def time_passed(beginn: date | None, ende: date | None, today: date) -> Fraction | None:
    """Return the share of the time of a Maßnahme that has passed in percent, 0 to 100; None if it cannot be told."""
    if beginn is None or ende is None or beginn >= ende:
        return None
    return max(Fraction(0), min(Fraction(100), Fraction(100 * (today - beginn).days, (ende - beginn).days)))
