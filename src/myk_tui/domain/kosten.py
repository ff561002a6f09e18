"""What a Maßnahme costs and who pays: sums that are written with the terms they consist of."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import _, language, ngettext


@dataclass(frozen=True)
class Kosten:
    """The amounts of one Maßnahme in cents; None where nothing was entered."""

    gesamt: int | None
    foerderung: int | None
    eigenanteil: int | None
    status: MassnahmeStatus = MassnahmeStatus.GEPLANT
    ausgegeben: int | None = None

    @property
    def bekannt(self) -> bool:
        """Whether any amount was entered."""
        return (self.gesamt, self.foerderung, self.eigenanteil) != (None, None, None)

    @property
    def summe(self) -> int:
        """The costs; where only shares were entered, their sum."""
        shares = (self.foerderung or 0) + (self.eigenanteil or 0)
        return shares if self.gesamt is None else self.gesamt


@dataclass(frozen=True)
class Kostensumme:
    """Amounts in cents of all Maßnahmen below a node.

    Attributes:
        summe: costs; always ``foerderung + eigenanteil + offen``.
        offen: what nobody has said yet who pays; negative if the shares exceed the costs.
        mit: how many Maßnahmen are in the sum.
        ohne: how many are not, because no amount was entered.
        eingestellt: how many are not, because they were stopped.
        geschaetzt: for how many of the sum only shares were entered.
        ausgegeben: what has been spent, also for Maßnahmen without costs and for stopped ones: the money is gone.
        mit_ausgaben: for how many Maßnahmen something was entered there.
    """

    summe: int = 0
    foerderung: int = 0
    eigenanteil: int = 0
    mit: int = 0
    ohne: int = 0
    eingestellt: int = 0
    geschaetzt: int = 0
    ausgegeben: int = 0
    mit_ausgaben: int = 0

    @property
    def offen(self) -> int:
        """What is neither funding nor own share."""
        return self.summe - self.foerderung - self.eigenanteil


def add_up(alle: Iterable[Kosten]) -> Kostensumme:
    """Add up the amounts of several Maßnahmen; stopped ones and those without an amount are only counted."""
    every = list(alle)
    running = [kosten for kosten in every if kosten.status is not MassnahmeStatus.EINGESTELLT]
    counted = [kosten for kosten in running if kosten.bekannt]
    return Kostensumme(
        summe=sum(kosten.summe for kosten in counted),
        foerderung=sum(kosten.foerderung or 0 for kosten in counted),
        eigenanteil=sum(kosten.eigenanteil or 0 for kosten in counted),
        mit=len(counted),
        ohne=len(running) - len(counted),
        eingestellt=len(every) - len(running),
        geschaetzt=sum(1 for kosten in counted if kosten.gesamt is None),
        ausgegeben=sum(kosten.ausgegeben or 0 for kosten in every),
        mit_ausgaben=sum(1 for kosten in every if kosten.ausgegeben is not None),
    )


def explain_kosten(kosten: Kosten, quote: int | None) -> list[str]:
    """Return the costs of one Maßnahme with their sum; empty if no amount was entered.

    ``quote`` is the share of funding of the programme in percent, if known. It
    stands beside the share of the Maßnahme; what is eligible others decide.
    """
    if not kosten.bekannt:
        return []
    lines = [_equation(add_up([Kosten(kosten.gesamt, kosten.foerderung, kosten.eigenanteil)]))]
    if kosten.gesamt is None:
        lines.append(_("Die Kosten insgesamt fehlen noch; hier steht die Summe der Anteile."))
    elif quote is not None and kosten.foerderung is not None and kosten.gesamt:
        lines.append(
            _("Förderquote {eigene}, im Programm {quote} % (das wären {betrag}).").format(
                eigene=_share(kosten.foerderung, kosten.gesamt),
                quote=quote,
                betrag=show_euro(kosten.gesamt * quote // 100),
            )
        )
    return lines


def explain_summe(summe: Kostensumme) -> list[str]:
    """Return the costs below a node with their sum and what is not in it; empty if there are none."""
    if not summe.mit:
        return []
    count = ngettext("aus {n} Maßnahme", "aus {n} Maßnahmen", summe.mit).format(n=summe.mit)
    lines = [f"{_equation(summe)}, {count}"]
    missing = [
        ngettext("{n} ohne Betrag", "{n} ohne Betrag", summe.ohne).format(n=summe.ohne) if summe.ohne else "",
        ngettext("{n} eingestellt", "{n} eingestellt", summe.eingestellt).format(n=summe.eingestellt)
        if summe.eingestellt
        else "",
    ]
    if any(missing):
        lines.append(_("Nicht dabei: {was}.").format(was=", ".join(filter(None, missing))))
    if summe.geschaetzt:
        lines.append(
            ngettext(
                "Bei {n} Maßnahme fehlen die Kosten insgesamt; gezählt sind ihre Anteile.",
                "Bei {n} Maßnahmen fehlen die Kosten insgesamt; gezählt sind ihre Anteile.",
                summe.geschaetzt,
            ).format(n=summe.geschaetzt)
        )
    return lines


def explain_ausgaben(summe: Kostensumme) -> str:
    """Say what has been spent and what is left of the costs; empty if nothing was entered.

    Left is told only where there are costs: spent without a plan has no rest.
    """
    if not summe.mit_ausgaben:
        return ""
    if not summe.mit:
        return show_euro(summe.ausgegeben)
    text = _("{betrag} von {kosten}").format(
        betrag=_with_share(summe.ausgegeben, summe.summe), kosten=show_euro(summe.summe)
    )
    rest = summe.summe - summe.ausgegeben
    if rest < 0:
        return f"{text}, ▲ " + _("{betrag} mehr als geplant").format(betrag=show_euro(-rest))
    return f"{text}, " + _("übrig {betrag}").format(betrag=show_euro(rest))


def _equation(summe: Kostensumme) -> str:
    terms = [
        _("{betrag} Förderung").format(betrag=_with_share(summe.foerderung, summe.summe)),
        _("{betrag} Eigenanteil").format(betrag=_with_share(summe.eigenanteil, summe.summe)),
    ]
    text = f"{show_euro(summe.summe)} = {' + '.join(terms)}"
    if summe.offen > 0:
        text += " + " + _("{betrag} noch offen").format(betrag=_with_share(summe.offen, summe.summe))
    if summe.offen < 0:
        text += " − " + _("{betrag} zu viel aufgeteilt").format(betrag=show_euro(-summe.offen))
    return text


def _with_share(part: int, whole: int) -> str:
    return f"{show_euro(part)} ({_share(part, whole)})" if part and whole else show_euro(part)


def _share(part: int, whole: int) -> str:
    """Write a share as percentage, with one decimal where it is not whole."""
    value = Fraction(100 * part, whole)
    text = str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"
    return f"{text if language() == 'en' else text.replace('.', ',')} %"
