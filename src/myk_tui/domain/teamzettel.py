"""What a Sprintteam takes home: its own matters of the quarter on one page; and whom to thank at its end."""

from collections.abc import Iterable

from myk_tui.domain.begriffe import Spalte, label
from myk_tui.domain.dokument import Absatz, Dokument, Liste, Teil, Ueberschrift, make_dokument
from myk_tui.domain.kalender import show_date
from myk_tui.domain.spaltennamen import GEWOHNT, Spaltennamen
from myk_tui.domain.sprintboard import Bahn, Karte, SprintRef
from myk_tui.domain.sprintteam import Mitglied, Sprintteam, Teamuebersicht, describe_person, explain_abende
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.i18n import _, language


def make_zettel(
    team: Sprintteam,
    sprint: SprintRef | None,
    bahnen: Iterable[Bahn],
    bitten: Iterable[Unterstuetzung],
    namen: Spaltennamen = GEWOHNT,
) -> Dokument:
    """Return the page of a team: Sprintziel and open cards of each Auftrag, its requests, its people and evenings."""
    parts: list[Teil] = []
    for bahn in bahnen:
        parts.append(Ueberschrift(2, bahn.massnahme))
        if bahn.sprintziel:
            parts.append(Absatz(_("Sprintziel: {ziel}").format(ziel=bahn.sprintziel)))
        parts += _cards(bahn, namen)
    if not parts:
        parts.append(Absatz(_("In diesem Quartal hat das Team noch keinen Auftrag.")))
    asked = [_request(bitte) for bitte in bitten]
    if asked:
        parts += [Ueberschrift(2, _("Worum wir gebeten haben")), Liste(tuple(asked))]
    if team.mitglieder:
        parts += [Ueberschrift(2, _("Wer dabei ist")), Liste(tuple(map(_member, team.mitglieder)))]
    parts += [Ueberschrift(2, _("Abende")), Liste(tuple(line.strip() for line in explain_abende(team)))]
    return _document(_("Sprintteam {team}: unsere Aufgaben").format(team=team.name), sprint, parts)


def make_dank(overview: Teamuebersicht) -> Dokument:
    """Return who worked in which Sprintteam in a quarter, to thank them."""
    parts: list[Teil] = []
    for team in overview.teams:
        if team.mitglieder:
            parts.append(Ueberschrift(2, team.name))
            worked = ", ".join(auftrag.massnahme for auftrag in team.auftraege)
            if worked:
                parts.append(Absatz(worked))
            parts.append(Liste(tuple(map(_member, team.mitglieder))))
    if not parts:
        parts.append(Absatz(_("In diesem Quartal sind keine Mitglieder eingetragen.")))
    return _document(_("Danke: Wer in den Sprintteams mitgearbeitet hat"), overview.sprint, parts)


def _document(titel: str, sprint: SprintRef | None, parts: list[Teil]) -> Dokument:
    until = ""
    if sprint is not None:
        until = _("{name}, bis {tag}").format(name=sprint.name, tag=show_date(sprint.ende))
    return make_dokument(Dokument(titel, tuple(parts), untertitel=until, sprache=language()))


def _cards(bahn: Bahn, namen: Spaltennamen) -> list[Teil]:
    found: list[Teil] = []
    for spalte in (Spalte.IN_ARBEIT, Spalte.BLOCKIERT, Spalte.OFFEN):
        cards = [_card(karte) for karte in bahn.karten if karte.spalte is spalte]
        if cards:
            found += [Ueberschrift(3, namen.name(spalte)), Liste(tuple(cards))]
    return found or [Absatz(_("Keine offene Karte: Was ist der nächste Schritt?"))]


def _card(karte: Karte) -> str:
    facts = [karte.wer or _("noch niemand")]
    if karte.faellig is not None:
        due = _("überfällig seit {tag}") if karte.ueberfaellig else _("bis {tag}")
        facts.append(due.format(tag=show_date(karte.faellig)))
    if karte.spalte is Spalte.BLOCKIERT and karte.blockiert_grund:
        facts.append(_("blockiert: {grund}").format(grund=karte.blockiert_grund))
    if karte.spalte is Spalte.BLOCKIERT and karte.blockiert_loest:
        facts.append(_("löst: {wer}").format(wer=karte.blockiert_loest))
    return f"{karte.titel} ({', '.join(facts)})"


def _request(bitte: Unterstuetzung) -> str:
    answer = f": {bitte.antwort}" if bitte.antwort else ""
    return f"{bitte.titel} ({label(bitte.status)}){answer}"


def _member(person: Mitglied) -> str:
    task = f": {person.aufgabe}" if person.aufgabe else ""
    return describe_person(person.name, person.rolle, person.organisation) + task
