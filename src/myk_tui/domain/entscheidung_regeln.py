"""What has to hold before a line is recorded, a Zielbild is decided, and the sprint is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from myk_tui.domain.begriffe import Verbleib, Wahl, label
from myk_tui.domain.entscheidung import GOES_ON, STAYS, TEAM_AFTER, Entscheidung, Sprintabschluss, Zeile
from myk_tui.domain.felder import refuse
from myk_tui.domain.kalender import show_date
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext


def gap(zeile: Zeile) -> RuleViolation | None:
    """Return what is missing before a line can be decided, naming the field; None if nothing is."""
    return next(_missing(zeile), None)


def _missing(zeile: Zeile) -> Iterator[RuleViolation]:
    team = zeile.team
    if zeile.wahl is None:
        yield RuleViolation(_("{team}: Hier ist noch nichts gewählt.").format(team=team), feld="wahl")
    if zeile.hindernis:
        yield RuleViolation(f"{team}: {zeile.hindernis}", feld="wahl")
    if zeile.needs_urteil and zeile.urteil is None:
        text = _("{team}: Ist das Sprintziel erreicht? Bitte das Urteil wählen.")
        yield RuleViolation(text.format(team=team), feld="urteil")
    if zeile.wahl is Wahl.VERTAGEN and zeile.vertagt_bis is None:
        text = _("{team}: Bis wann ist die Entscheidung vertagt? Bitte das Datum eintragen.")
        yield RuleViolation(text.format(team=team), feld="vertagt_bis")
    if zeile.alt is not None and zeile.wahl not in STAYS:
        yield from _missing_verbleib(zeile, zeile.alt.massnahme)


def _missing_verbleib(zeile: Zeile, titel: str) -> Iterator[RuleViolation]:
    names = {"team": zeile.team, "titel": titel, "anderes": zeile.nachfolger}
    if zeile.nachfolger and zeile.verbleib is not None:
        text = _(
            "{team}: „{titel}“ übernimmt {anderes}, dann kann sie nicht „{verbleib}“ sein. Bitte „geht an {anderes}“ wählen."
        )
        yield RuleViolation(text.format(**names, verbleib=label(zeile.verbleib)), feld="verbleib")
    elif zeile.verbleib is None and not zeile.nachfolger:
        text = _("{team}: Was wird aus „{titel}“? Bitte den Verbleib wählen.")
        yield RuleViolation(text.format(**names), feld="verbleib")
    elif zeile.verbleib is Verbleib.EINGESTELLT and not zeile.grund.strip():
        text = _("{team}: Warum wird „{titel}“ eingestellt? Bitte den Grund eintragen.")
        yield RuleViolation(text.format(**names), feld="grund")


def gaps(entscheidung: Entscheidung) -> list[tuple[int, RuleViolation]]:
    """Return (place of the line, what is missing) for everything that keeps a Zielbild from being decided."""
    found = [(place, error) for place, zeile in enumerate(entscheidung.zeilen) if (error := gap(zeile)) is not None]
    leaving = {zeile.team_id for zeile in entscheidung.zeilen if zeile.wahl in TEAM_AFTER}
    for place, zeile in enumerate(entscheidung.zeilen):
        if zeile.team_id in leaving and zeile.wahl in GOES_ON:
            text = _("{team} kann nicht zugleich ruhen und an einer Maßnahme arbeiten. Bitte eine Wahl ändern.")
            found.append((place, RuleViolation(text.format(team=zeile.team), feld="wahl")))
    first = [place for place, zeile in enumerate(entscheidung.zeilen) if zeile.schwerpunkt and zeile.wahl in GOES_ON]
    if len(first) > 1:
        text = _("Nur eine Maßnahme je Zielbild kann Schwerpunkt sein, gewählt ist es bei: {teams}.").format(
            teams=", ".join(entscheidung.zeilen[place].team for place in first)
        )
        found.append((first[-1], RuleViolation(text, feld="schwerpunkt")))
    return found


def notes(entscheidung: Entscheidung) -> list[str]:
    """Return what keeps nothing from being decided but is easily forgotten, one sentence each."""
    going = [zeile for zeile in entscheidung.zeilen if zeile.wahl in GOES_ON]
    pausing = {zeile.team_id for zeile in entscheidung.zeilen if zeile.wahl is Wahl.PAUSIEREN}
    found = []
    several = len({key for key, _titel in map(_works_on, entscheidung.zeilen) if key}) > 1
    if several and going and not any(zeile.schwerpunkt for zeile in going):  # a single one comes first by itself
        found.append(_("Noch kein Schwerpunkt des Zielbilds bestimmt."))
    for zeile in going:
        if not zeile.sprintziel.strip():
            found.append(_("{team}: noch kein Sprintziel für das nächste Quartal.").format(team=zeile.team))
        if zeile.team_id in pausing:
            text = _("{team} setzt aus und nimmt zugleich etwas auf. Gemeint ist wohl: wechseln.")
            found.append(text.format(team=zeile.team))
    return found


def complete(entscheidung: Entscheidung) -> int:
    """Return for how many teams nothing is missing any more."""
    return len(entscheidung.zeilen) - len({place for place, _error in gaps(entscheidung)})


def check_decidable(entscheidung: Entscheidung) -> None:
    """Raise RuleViolation unless every line of a decision can be decided."""
    for _place, error in gaps(entscheidung):
        raise error


def check_ergaenzt(abschluss: Sprintabschluss, zeile_id: str, felder: Sequence[str], today: date) -> None:
    """Raise RuleViolations at the fields if what was typed into the form of a line cannot be so."""
    for entscheidung in abschluss.entscheidungen:
        for zeile in entscheidung.zeilen:
            if zeile.id == zeile_id:
                _check_typed(entscheidung, zeile, felder, today)


def _check_typed(entscheidung: Entscheidung, zeile: Zeile, felder: Sequence[str], today: date) -> None:
    found = list(_missing(zeile))
    if zeile.schwerpunkt:
        found += [error for _number, error in gaps(entscheidung) if error.feld == "schwerpunkt"]
    faults = [
        (error.feld, error.message)
        for error in found
        if error.feld is not None and (error.feld in felder or (error.feld == "grund" and "verbleib" in felder))
    ]
    if "vertagt_bis" in felder and zeile.vertagt_bis is not None:
        try:
            check_vertagt_bis(zeile.vertagt_bis, today)
        except RuleViolation as error:
            faults.append(("vertagt_bis", error.message))
    refuse(faults)


def check_vertagt_bis(day: date, today: date) -> None:
    """Raise RuleViolation unless the day to which a decision is put off is still to come."""
    if day <= today:
        text = _("Der {tag} liegt nicht in der Zukunft. Bitte einen späteren Tag nennen.")
        raise RuleViolation(text.format(tag=show_date(day)), feld="vertagt_bis")


def check_closable(abschluss: Sprintabschluss) -> None:
    """Raise RuleViolation unless the sprint can be closed: all decided, nothing taken twice."""
    if abschluss.offen:
        names = ", ".join(_("„{name}“").format(name=entscheidung.zielbild) for entscheidung in abschluss.offen)
        raise RuleViolation(
            ngettext(
                "Noch nicht entschieden: {namen}. Erst dann lässt sich der Sprint abschließen.",
                "Noch nicht entschieden: {namen}. Erst dann lässt sich der Sprint abschließen.",
                len(abschluss.offen),
            ).format(namen=names)
        )
    if abschluss.ohne_zielbild:
        raise RuleViolation(
            _("Diese Sprintteams gehören zu keinem Zielbild: {namen}. Bitte zuerst zuordnen.").format(
                namen=", ".join(abschluss.ohne_zielbild)
            )
        )
    for entscheidung in abschluss.entscheidungen:
        check_decidable(entscheidung)
    check_taken_once(abschluss)


def check_taken_once(abschluss: Sprintabschluss, zuletzt: str | None = None) -> None:
    """Raise RuleViolation if a team takes up what another team works on in the coming sprint.

    ``zuletzt`` is the id of the line that was chosen just now: it is the one that has to choose otherwise.
    """
    lines = [zeile for entscheidung in abschluss.entscheidungen for zeile in entscheidung.zeilen]
    lines.sort(key=lambda zeile: (zeile.id == zuletzt, zeile.wahl is Wahl.WECHSELN))
    taken: dict[str, Zeile] = {}
    for zeile in lines:
        key, titel = _works_on(zeile)
        other = taken.setdefault(key, zeile) if key else zeile
        if other is not zeile and Wahl.WECHSELN in (zeile.wahl, other.wahl):
            raise RuleViolation(
                _("„{titel}“ ist schon für {anderes} gewählt. Bitte für {team} etwas anderes wählen.").format(
                    titel=titel, anderes=other.team, team=zeile.team
                ),
                feld="wahl",
            )


def _works_on(zeile: Zeile) -> tuple[str, str]:
    """Return id and title of what a line works on in the coming sprint; empty if nothing."""
    if zeile.wahl is Wahl.WECHSELN and zeile.neu is not None:
        return zeile.neu.id, zeile.neu.titel
    if zeile.wahl in STAYS and zeile.alt is not None:
        return zeile.alt.massnahme_id, zeile.alt.massnahme
    return "", ""


def taken_by(abschluss: Sprintabschluss, zeile: Zeile) -> Mapping[str, str]:
    """Return for everything that other lines have chosen tonight, or have and not yet left, which team it is."""
    found: dict[str, str] = {}
    for entscheidung in abschluss.entscheidungen:
        for other in entscheidung.zeilen:
            if other.id == zeile.id and other.team_id == zeile.team_id and other.alt == zeile.alt:
                continue
            key, _titel = _works_on(other)
            if not key and other.wahl is None and other.alt is not None:
                key = other.alt.massnahme_id  # nothing is chosen there yet, so it is still theirs
            if key:
                found[key] = other.team
    return found


def taken_up_by(abschluss: Sprintabschluss, zeile: Zeile) -> str:
    """Return the team that takes up tonight what a line works on, so that it cannot carry on with it; empty if none."""
    if zeile.alt is None:
        return ""
    lines = (other for entscheidung in abschluss.entscheidungen for other in entscheidung.zeilen)
    takers = (
        other.team
        for other in lines
        if other.id != zeile.id
        and other.wahl is Wahl.WECHSELN
        and other.neu is not None
        and other.neu.id == zeile.alt.massnahme_id
    )
    return next(takers, "")


def with_nachfolger(entscheidungen: Sequence[Entscheidung]) -> tuple[Entscheidung, ...]:
    """Return the decisions with the team named that takes up what another one leaves."""
    takes = {
        zeile.neu.id: zeile.team
        for entscheidung in entscheidungen
        for zeile in entscheidung.zeilen
        if zeile.wahl is Wahl.WECHSELN and zeile.neu is not None
    }
    if not takes:
        return tuple(entscheidungen)

    def told(zeile: Zeile) -> Zeile:
        leaves = zeile.alt is not None and zeile.wahl is not None and zeile.wahl not in STAYS
        other = takes.get(zeile.alt.massnahme_id, "") if leaves and zeile.alt is not None else ""
        return replace(zeile, nachfolger=other) if other else zeile

    return tuple(replace(entscheidung, zeilen=tuple(map(told, entscheidung.zeilen))) for entscheidung in entscheidungen)


def postponed_first(zielbilder: Sequence[tuple[str, str]], bis: Mapping[str, date]) -> list[tuple[str, str]]:
    """Return (id, title) with those that were put off in front, the earliest day first, and the day in their title."""
    ordered = sorted(zielbilder, key=lambda pair: bis.get(pair[0], date.max))
    note = _("vertagt bis {tag}")
    return [
        (key, f"{titel} ({note.format(tag=show_date(bis[key]))})" if key in bis else titel) for key, titel in ordered
    ]
