"""The ledger of support: what Sprintteams asked for, in four kinds, and what became of it.

The four kinds are those of the programme: organisational, in content, in
method, financial (https://myk10.de/node/540).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from myk_tui.domain.begriffe import UnterstuetzungArt, UnterstuetzungStatus, label
from myk_tui.domain.felder import field_by_field
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_euro, show_euro
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext

LINES = {"wer": 500}
TEXTS = ("beschreibung", "antwort")


@dataclass(frozen=True)
class Unterstuetzung:
    """One request with all fields.

    Attributes:
        betrag_cent: amount in cents, only for financial requests.
        wer: who asked, or who takes care.
        bis: until when an answer or the help is needed.
        zielbild: title of the Zielbild of the team, or empty.
    """

    id: str
    art: UnterstuetzungArt
    titel: str
    status: UnterstuetzungStatus
    beschreibung: str = ""
    betrag_cent: int | None = None
    freigabe_noetig: bool = False
    wer: str = ""
    antwort: str = ""
    bis: date | None = None
    gestellt_am: date | None = None
    beantwortet_am: date | None = None
    team_id: str | None = None
    team: str = ""
    zielbild: str = ""
    massnahme: str = ""

    @property
    def offen(self) -> bool:
        """Whether nobody has answered yet."""
        return self.status is UnterstuetzungStatus.OFFEN

    def ueberfaellig(self, today: date) -> bool:
        """Whether it is open beyond its date."""
        return self.offen and self.bis is not None and self.bis < today


@dataclass(frozen=True)
class Summe:
    """How many requests there are under one heading, how many are open, and their amounts in cents.

    Attributes:
        zugesagt_cent: what was promised, or given already.
        abgelehnt_cent: what was refused.
    """

    name: str
    anzahl: int
    offen: int
    betrag_cent: int
    offen_cent: int
    zugesagt_cent: int
    abgelehnt_cent: int


def sum_up(eintraege: Iterable[Unterstuetzung], heading: Callable[[Unterstuetzung], str]) -> list[Summe]:
    """Add up requests under the heading each one has, in the order in which the headings come first."""
    groups: dict[str, list[Unterstuetzung]] = {}
    for eintrag in eintraege:
        groups.setdefault(heading(eintrag), []).append(eintrag)
    return [_summe(name, group) for name, group in groups.items()]


def sums_by_art(eintraege: Iterable[Unterstuetzung]) -> list[Summe]:
    """Add up by the four kinds, in their order, those without a request left out."""
    order = list(UnterstuetzungArt)
    ranked = sorted(eintraege, key=lambda eintrag: order.index(eintrag.art))
    return sum_up(ranked, lambda eintrag: label(eintrag.art))


def sums_by_zielbild(eintraege: Iterable[Unterstuetzung]) -> list[Summe]:
    """Add up by Zielbild; requests of no team or of a team without one stand under their own heading."""
    return sum_up(eintraege, lambda eintrag: eintrag.zielbild or _("ohne Zielbild"))


def describe_summe(summe: Summe) -> str:
    """Write one sum: „finanziell: 3, davon 2 offen · 4.500 €, davon 1.500 € offen, 3.000 € zugesagt“."""
    counted = ngettext("{name}: {n}, davon {offen} offen", "{name}: {n}, davon {offen} offen", summe.anzahl).format(
        name=summe.name, n=summe.anzahl, offen=summe.offen
    )
    if not summe.betrag_cent:
        return counted
    amounts = [
        _("{betrag}, davon {offen} offen").format(
            betrag=show_euro(summe.betrag_cent), offen=show_euro(summe.offen_cent)
        )
    ]
    if summe.zugesagt_cent:
        amounts.append(_("{betrag} zugesagt").format(betrag=show_euro(summe.zugesagt_cent)))
    if summe.abgelehnt_cent:
        amounts.append(_("{betrag} abgelehnt").format(betrag=show_euro(summe.abgelehnt_cent)))
    return f"{counted} · {', '.join(amounts)}"


def describe_open(anzahl: int) -> str:
    """Say at the end of a sprint that nothing is forgotten that is open; empty if nothing is."""
    if not anzahl:
        return ""
    return ngettext(
        "{n} Bitte um Unterstützung ist offen und geht mit in den nächsten Sprint.",
        "{n} Bitten um Unterstützung sind offen und gehen mit in den nächsten Sprint.",
        anzahl,
    ).format(n=anzahl)


def describe_carried(anzahl: int) -> str:
    """Say in the new sprint that nothing was forgotten that was open."""
    return ngettext(
        "{n} Bitte um Unterstützung ist offen und mitgekommen.",
        "{n} Bitten um Unterstützung sind offen und mitgekommen.",
        anzahl,
    ).format(n=anzahl)


@field_by_field
def parse_fields(werte: Mapping[str, str]) -> dict[str, Any]:
    """Read the fields of the form into column values; raises RuleViolation naming the field."""
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Worum geht es?"), required=True)
        elif feld in LINES:
            values[feld] = clean_line(text, feld=feld, name=_("Wer?"), maximum=LINES[feld])
        elif feld in TEXTS:
            values[feld] = clean_text(text, feld=feld, name=_("Text"))
        elif feld == "bis":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Bis wann?"))
        elif feld == "betrag":
            values["betrag_cent"] = parse_euro(text, feld=feld, name=_("Betrag"))
        elif feld == "freigabe_noetig":
            values[feld] = 1 if text == "ja" else 0
        elif feld == "art":
            values[feld] = UnterstuetzungArt(text).value
        elif feld == "status":
            values[feld] = UnterstuetzungStatus(text).value
        else:
            raise KeyError(feld)
    return values


def check_betrag(art: UnterstuetzungArt, betrag_cent: int | None) -> None:
    """Raise RuleViolation if something that is not about money has an amount."""
    if betrag_cent is not None and art is not UnterstuetzungArt.FINANZIELL:
        raise RuleViolation(
            _("Ein Betrag gehört zur Art „finanziell“. Bitte die Art ändern oder den Betrag leeren."), feld="betrag"
        )


def check_answer(status: UnterstuetzungStatus, antwort: str) -> None:
    """Raise RuleViolation if a request is refused without saying why."""
    if status is UnterstuetzungStatus.ABGELEHNT and not antwort.strip():
        raise RuleViolation(_("Bitte die Antwort eintragen: Warum wird nicht geholfen?"), feld="antwort")


def _summe(name: str, group: list[Unterstuetzung]) -> Summe:
    amounts: dict[UnterstuetzungStatus, int] = dict.fromkeys(UnterstuetzungStatus, 0)
    for eintrag in group:
        amounts[eintrag.status] += eintrag.betrag_cent or 0
    return Summe(
        name=name,
        anzahl=len(group),
        offen=sum(1 for eintrag in group if eintrag.offen),
        betrag_cent=sum(amounts.values()),
        offen_cent=amounts[UnterstuetzungStatus.OFFEN],
        zugesagt_cent=amounts[UnterstuetzungStatus.ZUGESAGT] + amounts[UnterstuetzungStatus.ERLEDIGT],
        abgelehnt_cent=amounts[UnterstuetzungStatus.ABGELEHNT],
    )
