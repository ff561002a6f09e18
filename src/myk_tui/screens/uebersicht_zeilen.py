"""What stands on the overview, line by line, in the order in which it is read out."""

from collections.abc import Sequence

from rich.cells import cell_len

from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import FRUEH_TAGE, show_rest
from myk_tui.domain.sprintkurz import Kurzzeile
from myk_tui.domain.uebersicht import TeamStand, Treffenhinweis, Uebersicht, ZielbildStand
from myk_tui.domain.zielbaum import rounded, show_percent
from myk_tui.i18n import _, ngettext
from myk_tui.widgets.punkte import Punkt
from myk_tui.widgets.text import bar
from myk_tui.widgets.zeilenliste import Stueck

FRESH_DAYS = 14
"""As long as this, the minutes of a meeting are the first thing to do after it."""


def overview_lines(stand: Uebersicht) -> list[Punkt]:
    """Return the lines of the overview, in the order in which they are read out."""
    lines = [Punkt("sprint", _sprint(stand), "sprintboard")]
    if stand.sprints_uebrig is not None and stand.foerderende is not None:
        left = ngettext(
            "Mit diesem noch {n} Sprint bis Förderende {tag}",
            "Mit diesem noch {n} Sprints bis Förderende {tag}",
            stand.sprints_uebrig,
        )
        if stand.sprint is None:
            left = ngettext(
                "Noch {n} Sprint bis Förderende {tag}", "Noch {n} Sprints bis Förderende {tag}", stand.sprints_uebrig
            )
        text = left.format(n=stand.sprints_uebrig, tag=show_date(stand.foerderende))
        if any(zielbild.vorher is not None for zielbild in stand.zielbilder):
            text += " · " + _("c zeigt alle Sprints")
        lines.append(Punkt("ende", ((text, "leise"),)))
    for number, (text, place) in enumerate(next_steps(stand)):
        said = _("Als Nächstes: {was}").format(was=text) if number == 0 else text
        lines.append(Punkt(f"weiter-{number}", ((f"→ {said}", "akzent"),), place))
    for zielbild in stand.zielbilder:
        lines.append(Punkt(f"leer-{zielbild.id}", ()))
        lines += _zielbild(zielbild)
    lines += [Punkt("leer", ()), *_open_matters(stand)]
    return lines


def sprint_lines(zeilen: Sequence[Kurzzeile]) -> list[Punkt]:
    """Return the numbers of the last sprints, one line each; Enter leads to the charts."""
    if not zeilen:
        return []
    width = max(cell_len(zeile.name) for zeile in zeilen) + 2
    curves = max(len(zeile.kurve) for zeile in zeilen) + 2
    lines = [Punkt("leer-reihe", ()), Punkt("reihe", ((_("Sprint für Sprint"), "kopf"),), "sprintreihe")]
    for number, zeile in enumerate(zeilen):
        gap = " " * (width - cell_len(zeile.name))
        parts: tuple[Stueck, ...] = (
            (f"  {zeile.name}{gap}", "titel"),
            (f"{zeile.kurve:<{curves}}", "balken"),
            (zeile.text, "zahl"),
        )
        lines.append(Punkt(f"reihe-{number}", parts))
    return lines


def _sprint(stand: Uebersicht) -> tuple[Stueck, ...]:
    if stand.sprint is None:
        return ((_("Noch kein Sprint begonnen"), "kopf"),)
    said = [_("bis {tag}").format(tag=show_date(stand.sprint.ende)), show_rest(stand.tage, stand.beginnt)]
    if stand.beginnt is not None:
        said.reverse()
    return (_("Sprint {name}").format(name=stand.sprint.name), "kopf"), (" · " + " · ".join(said), "titel")


def next_steps(stand: Uebersicht) -> list[tuple[str, str]]:
    """Return what to do now and where: during a meeting, after it, before the next one; the most urgent first."""
    if stand.sprint is None:
        return [(_("auf dem Sprintboard den ersten Sprint beginnen"), "sprintboard")]
    if stand.treffen is not None and stand.treffen.laeuft:
        return [*_during(stand.treffen), *_decisions(stand)]
    minutes = _minutes(stand)
    deciding, before = _decisions(stand), _before(stand.treffen)
    found = [*deciding, *before] if stand.entschieden else [*before, *deciding]
    found = [*minutes, *found] if stand.protokoll_tage <= FRESH_DAYS else [*found, *minutes]
    if stand.ueberfaellig:
        late = ngettext(
            "{n} Vereinbarung ist überfällig", "{n} Vereinbarungen sind überfällig", stand.ueberfaellig
        ).format(n=stand.ueberfaellig)
        found.append((late, "treffen"))
    return found


def _minutes(stand: Uebersicht) -> list[tuple[str, str]]:
    if not stand.ohne_protokoll:
        return []
    return [(_("Protokoll ausgeben (p): {titel}").format(titel=stand.ohne_protokoll), "protokoll")]


def _during(treffen: Treffenhinweis) -> list[tuple[str, str]]:
    text = _("das Treffen läuft, gerade „{punkt}“") if treffen.punkt else _("das Treffen läuft: {titel}")
    if treffen.entschieden:
        text = _(
            "im Treffen weiter (6, Eingabe), entschieden ist „{punkt}“"
        )  # the keys first: a narrow window cuts the end
    return [(text.format(titel=treffen.titel, punkt=treffen.punkt), "treffen")]


def _before(treffen: Treffenhinweis | None) -> list[tuple[str, str]]:
    if treffen is None:
        return [(_("das nächste Treffen vorbereiten (6, dann N)"), "treffen")]
    day = "" if treffen.datum is None else _(" am {tag}").format(tag=show_date(treffen.datum))
    return [(_("Treffen{tag} vorbereiten (6), Handzettel (p)").format(tag=day), "treffen")]


def _decisions(stand: Uebersicht) -> list[tuple[str, str]]:
    total = len(stand.zielbilder)
    if stand.entschieden == total and total:
        return [(_("alle Zielbilder sind entschieden – den Sprint abschließen"), "entscheidung")]
    if stand.entschieden:
        text = _("weiter entscheiden ({n} von {alle} Zielbildern fertig)")
        return [(text.format(n=stand.entschieden, alle=total), "entscheidung")]
    if stand.tage > FRUEH_TAGE:  # the sprint has just begun: there is nothing to decide yet
        return []
    return [(_("im Review je Zielbild entscheiden, wie es weitergeht"), "entscheidung")]


def _zielbild(zielbild: ZielbildStand) -> list[Punkt]:
    change = ""
    if zielbild.vorher is not None:
        same = rounded(zielbild.wert) == rounded(zielbild.vorher)
        before = _("beim letzten Abschluss: {prozent}").format(prozent=show_percent(zielbild.vorher))
        change = " · " + (_("gleich seit dem letzten Abschluss") if same else before)
    count = ngettext("{n} Maßnahme", "{n} Maßnahmen", zielbild.massnahmen).format(n=zielbild.massnahmen)
    if zielbild.ausgelassen:
        count += _(", davon {n} nicht gezählt").format(n=zielbild.ausgelassen)
    head: list[Stueck] = [
        (bar(rounded(zielbild.wert), 10), "balken"),
        (f" {show_percent(zielbild.wert):>5} ", "zahl"),
        (zielbild.titel, "kopf"),
    ]
    if zielbild.beschluss:
        head.append((f" ✓ {zielbild.beschluss}", "gut"))
    lines = [
        Punkt(zielbild.id, tuple(head), "zielbaum"),
        Punkt(f"n-{zielbild.id}", ((f"{'':18}{count}{change}", "leise"),)),
    ]
    for number, team in enumerate(zielbild.teams):
        lines.append(Punkt(f"t-{zielbild.id}-{number}", _team(team), "sprintboard"))
    if not zielbild.teams:
        lines.append(Punkt(f"t-{zielbild.id}", (("    " + _("kein Sprintteam arbeitet gerade hier"), "leise"),)))
    return lines


def _team(team: TeamStand) -> tuple[Stueck, ...]:
    parts: list[Stueck] = [
        (f"    {team.fertig}/{team.gesamt} ", "zahl"),
        (team.massnahme, "titel"),
        (f" · {team.team}", "leise"),
    ]
    if team.blockiert:
        parts.insert(1, (_("! {n} blockiert ").format(n=team.blockiert), "fehler"))
    return tuple(parts)


def _open_matters(stand: Uebersicht) -> list[Punkt]:
    support = ngettext(
        "{n} Bitte um Unterstützung offen", "{n} Bitten um Unterstützung offen", stand.bedarf_offen
    ).format(n=stand.bedarf_offen)
    if stand.bedarf_ueberfaellig:
        support += " · " + _("! {n} überfällig").format(n=stand.bedarf_ueberfaellig)
    ideas = ngettext("{n} neue Idee", "{n} neue Ideen", stand.ideen_neu).format(n=stand.ideen_neu)
    usable = ngettext("{n} offen im Ideenspeicher", "{n} offen im Ideenspeicher", stand.ideen_offen)
    return [
        Punkt(
            "bedarf",
            ((support, "warnung" if stand.bedarf_offen else "leise"),),
            "unterstuetzung",
        ),
        Punkt(
            "ideen",
            ((ideas, "akzent" if stand.ideen_neu else "leise"), (" · " + usable.format(n=stand.ideen_offen), "leise")),
            "ideenspeicher",
        ),
    ]
