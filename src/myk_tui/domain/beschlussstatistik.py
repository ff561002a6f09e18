"""How it was decided over the years: what became of the Maßnahmen, by which methods, and how much of the round disagreed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from myk_tui.domain.begriffe import Methode, Verbleib, Wahl, label
from myk_tui.domain.beschluesse import Beschluss
from myk_tui.domain.stimmungsbild_ergebnis import dissent
from myk_tui.i18n import _, ngettext


def statistics_lines(beschluesse: Sequence[Beschluss], vertagt: Mapping[int, int]) -> list[str]:
    """Return the statistics year by year, the newest first; only versions that count.

    ``vertagt`` says how many decisions of a year were put off as a whole.
    """
    valid = [beschluss for beschluss in beschluesse if beschluss.gilt]
    lines = []
    for year in sorted({*(beschluss.jahr for beschluss in valid), *vertagt}, reverse=True):
        lines += [*_year(year, [each for each in valid if each.jahr == year], vertagt.get(year, 0)), ""]
    return lines or [_("Es gibt noch keinen Beschluss.")]


def _year(year: int, found: Sequence[Beschluss], put_off: int) -> list[str]:
    head = ngettext("{jahr}: {n} Beschluss", "{jahr}: {n} Beschlüsse", len(found)).format(jahr=year, n=len(found))
    if put_off:
        head += ", " + ngettext("{n} Vertagung", "{n} Vertagungen", put_off).format(n=put_off)
    rows = [zeile for beschluss in found for zeile in beschluss.zeilen]
    choices = Counter(zeile.wahl for zeile in rows if zeile.wahl is not None)
    stopped = sum(1 for zeile in rows if zeile.geht and zeile.verbleib is Verbleib.EINGESTELLT)
    methods = Counter(beschluss.bild.methode for beschluss in found)
    lines = [head]
    if choices:
        lines.append("  " + ", ".join(f"{label(wahl)} {choices[wahl]}" for wahl in Wahl if choices[wahl]))
    if stopped:
        lines.append("  " + _("davon Maßnahmen eingestellt: {n}").format(n=stopped))
    if methods:
        used = ", ".join(f"{label(methode)} {methods[methode]}" for methode in Methode if methods[methode])
        lines.append("  " + _("Methoden: {namen}").format(namen=used))
    return [*lines, *_disagreement(found)]


def _disagreement(found: Sequence[Beschluss]) -> list[str]:
    lines = []
    shares = [share for share in (dissent(beschluss.bild) for beschluss in found) if share is not None]
    if shares:
        mean = round(sum(shares, start=Fraction(0)) / len(shares))
        text = ngettext(
            "Nicht einverstanden im Mittel: {prozent} % ({n} Abstimmung mit Handzeichen oder Widerstand)",
            "Nicht einverstanden im Mittel: {prozent} % ({n} Abstimmungen mit Handzeichen oder Widerstand)",
            len(shares),
        )
        lines.append("  " + text.format(prozent=mean, n=len(shares)))
    consents = [beschluss.bild for beschluss in found if beschluss.bild.methode is Methode.KONSENT]
    if consents:
        raised = sum(len(bild.einwaende) for bild in consents)
        standing = sum(len(bild.stehende) for bild in consents)
        lines.append("  " + _("Einwände im Konsent: {n}, davon stehen geblieben: {m}").format(n=raised, m=standing))
    return lines
