"""Where the programme stands, Zielbild by Zielbild: a report for the funding body, and a hand-out for one Zielbild.

It is filled from the data; whoever gives it out adds sentences in the file that
is written. It states costs and shares, and never that something is eligible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from myk_tui.domain.begriffe import FreigabeStand, MassnahmeStatus, label
from myk_tui.domain.beschluesse import Beschluss
from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Teil, Ueberschrift, make_dokument
from myk_tui.domain.kalender import show_date
from myk_tui.domain.kosten import Kosten, add_up, explain_summe
from myk_tui.domain.protokoll import results_part
from myk_tui.domain.protokollwerte import Teamergebnis
from myk_tui.domain.typografie import long_date, typeset_part
from myk_tui.domain.zahlen import show_euro
from myk_tui.domain.zielbaum import COUNTS_FULL, LEFT_OUT, show_percent
from myk_tui.i18n import _, language, ngettext


@dataclass(frozen=True)
class Berichtsmassnahme:
    """A Maßnahme as the report tells it."""

    titel: str
    status: MassnahmeStatus
    fortschritt: int
    kosten: Kosten
    freigabe: FreigabeStand
    gremium: str
    freigabe_am: date | None


@dataclass(frozen=True)
class Zielbildbericht:
    """A Zielbild with its Maßnahmen, decisions and results of the running sprint."""

    titel: str
    untertitel: str
    fortschritt: Fraction | int
    massnahmen: tuple[Berichtsmassnahme, ...]
    beschluesse: tuple[Beschluss, ...]
    ergebnisse: tuple[Teamergebnis, ...]


@dataclass(frozen=True)
class Bericht:
    """The whole report; ``stand`` is the day it was made."""

    programm: str
    traeger: str
    foerderprogramm: str
    foerderende: date | None
    sprint: str
    stand: date
    zielbilder: tuple[Zielbildbericht, ...]


def bericht_document(bericht: Bericht) -> Dokument:
    """Return the report as a document: a chapter per Zielbild, the sums of all at its head."""
    every = [massnahme for zielbild in bericht.zielbilder for massnahme in zielbild.massnahmen]
    parts: list[Teil] = [_facts(bericht), *_sum(every)]
    for zielbild in bericht.zielbilder:
        parts += _chapter(zielbild)
    parts.append(Absatz(_("Über Förderfähigkeit und Freigaben entscheiden die zuständigen Stellen."), leise=True))
    single = bericht.zielbilder[0].titel if len(bericht.zielbilder) == 1 else bericht.programm
    return make_dokument(
        Dokument(
            titel=_("Stand: {was}").format(was=single),
            teile=tuple(map(typeset_part, parts)),
            briefkopf=tuple(filter(None, (bericht.programm, bericht.traeger))),
            untertitel=long_date(bericht.stand),
            fuss=f"{bericht.programm} · {show_date(bericht.stand)}",
            sprache=language(),
        )
    )


def _facts(bericht: Bericht) -> Angaben:
    pairs = (
        (_("Förderprogramm"), bericht.foerderprogramm),
        (_("Ende der Förderung"), "" if bericht.foerderende is None else long_date(bericht.foerderende)),
        (_("Sprint"), bericht.sprint),
    )
    return Angaben(tuple(pair for pair in pairs if pair[1]))


def _sum(massnahmen: Sequence[Berichtsmassnahme]) -> list[Teil]:
    lines = explain_summe(add_up(massnahme.kosten for massnahme in massnahmen))
    return [Angaben(((_("Kosten"), "\n".join(lines)),))] if lines else []


def _chapter(zielbild: Zielbildbericht) -> list[Teil]:
    parts: list[Teil] = [Ueberschrift(2, zielbild.titel)]
    if zielbild.untertitel:
        parts.append(Absatz(zielbild.untertitel))
    parts.append(Angaben(((_("Fortschritt"), _progress(zielbild)),)))
    parts += _sum(zielbild.massnahmen)
    if zielbild.massnahmen:
        head = (
            _("Maßnahme"),
            _("Stand"),
            _("Fortschritt"),
            _("Kosten"),
            _("Förderung"),
            _("Eigenanteil"),
            _("Freigabe"),
        )
        rows = tuple(_row(massnahme) for massnahme in zielbild.massnahmen)
        parts.append(Tabelle(head, rows, frozenset({2, 3, 4, 5})))
    parts += _decisions(zielbild.beschluesse)
    if zielbild.ergebnisse:
        parts += [Ueberschrift(3, _("Aus dem laufenden Sprint")), *results_part(zielbild.ergebnisse)]
    return parts


def _progress(zielbild: Zielbildbericht) -> str:
    """„58 %, 11 Maßnahmen: 2 fertig, 1 eingestellt oder pausiert“."""
    states = [massnahme.status for massnahme in zielbild.massnahmen]
    count = ngettext("{n} Maßnahme", "{n} Maßnahmen", len(states)).format(n=len(states))
    done, stopped = (sum(status in kind for status in states) for kind in (COUNTS_FULL, LEFT_OUT))
    parts = [_("{n} fertig").format(n=done)] if done else []
    parts += [_("{n} eingestellt oder pausiert").format(n=stopped)] if stopped else []
    return f"{show_percent(zielbild.fortschritt)}, {count}" + (f": {', '.join(parts)}" if parts else "")


def _row(massnahme: Berichtsmassnahme) -> tuple[str, ...]:
    kosten = massnahme.kosten
    amounts = (show_euro(amount, empty="") for amount in (kosten.gesamt, kosten.foerderung, kosten.eigenanteil))
    full, out = massnahme.status in COUNTS_FULL, massnahme.status in LEFT_OUT
    progress = "–" if out else "100 %" if full else f"{massnahme.fortschritt} %"
    return (massnahme.titel, label(massnahme.status), progress, *amounts, _release(massnahme))


def _release(massnahme: Berichtsmassnahme) -> str:
    if massnahme.freigabe is FreigabeStand.OFFEN:
        return ""
    day = "" if massnahme.freigabe_am is None else show_date(massnahme.freigabe_am)
    return " · ".join(filter(None, (label(massnahme.freigabe), massnahme.gremium, day)))


def _decisions(beschluesse: Sequence[Beschluss]) -> list[Teil]:
    if not beschluesse:
        return []
    lines = []
    for beschluss in beschluesse:
        day = "" if beschluss.gefasst is None else f" ({show_date(beschluss.gefasst)})"
        said = "; ".join(f"{zeile.team}: {zeile.was}" for zeile in beschluss.zeilen)
        step = beschluss.schritt.satz
        lines.append(f"{beschluss.nummer}{day}: {said}" + (f". {step}" if step else ""))
    return [Ueberschrift(3, _("Beschlüsse")), Liste(tuple(lines))]
