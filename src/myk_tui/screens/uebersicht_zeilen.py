"""What stands on the overview, line by line, in the order in which it is read out."""

from myk_tui.domain.kalender import show_date
from myk_tui.domain.uebersicht import TeamStand, Treffenhinweis, Uebersicht, ZielbildStand
from myk_tui.domain.zielbaum import rounded, show_percent
from myk_tui.i18n import _, ngettext
from myk_tui.widgets.punkte import Punkt
from myk_tui.widgets.text import bar
from myk_tui.widgets.zeilenliste import Stueck


def overview_lines(stand: Uebersicht) -> list[Punkt]:
    """Return the lines of the overview, in the order in which they are read out."""
    lines = [Punkt("sprint", _sprint(stand), "sprintboard")]
    if stand.sprints_uebrig is not None and stand.foerderende is not None:
        left = ngettext(
            "Noch {n} Sprint bis zum Förderende am {tag}",
            "Noch {n} Sprints bis zum Förderende am {tag}",
            stand.sprints_uebrig,
        )
        text = left.format(n=stand.sprints_uebrig, tag=show_date(stand.foerderende))
        if any(zielbild.vorher is not None for zielbild in stand.zielbilder):
            text += " · " + _("c zeigt alle Sprints")
        lines.append(Punkt("ende", ((text, "leise"),)))
    lines.append(Punkt("weiter", _next_step(stand), _next_place(stand)))
    if stand.treffen is not None:
        lines.append(Punkt("treffen", ((_meeting(stand.treffen), "akzent"),), "treffen"))
    for zielbild in stand.zielbilder:
        lines.append(Punkt(f"leer-{zielbild.id}", ()))
        lines += _zielbild(zielbild)
    lines += [Punkt("leer", ()), *_open_matters(stand)]
    return lines


def _sprint(stand: Uebersicht) -> tuple[Stueck, ...]:
    if stand.sprint is None:
        return ((_("Noch kein Sprint begonnen"), "kopf"),)
    if stand.tage > 0:
        left = ngettext("noch {n} Tag", "noch {n} Tage", stand.tage).format(n=stand.tage)
    elif stand.tage == 0:
        left = _("endet heute")
    else:
        left = ngettext("seit {n} Tag vorbei", "seit {n} Tagen vorbei", -stand.tage).format(n=-stand.tage)
    parts: list[Stueck] = [
        (_("Sprint {name}").format(name=stand.sprint.name), "kopf"),
        (
            _(" · {bis} · {rest}").format(bis=_("bis {tag}").format(tag=show_date(stand.sprint.ende)), rest=left),
            "titel",
        ),
    ]
    return tuple(parts)


def _next_place(stand: Uebersicht) -> str:
    return "sprintboard" if stand.sprint is None else "entscheidung"


def _next_step(stand: Uebersicht) -> tuple[Stueck, ...]:
    total = len(stand.zielbilder)
    if stand.sprint is None:
        text = _("Als Nächstes: auf dem Sprintboard den ersten Sprint beginnen")
    elif stand.entschieden == total and total:
        text = _("Als Nächstes: alle Zielbilder sind entschieden – den Sprint abschließen")
    elif stand.entschieden:
        text = _("Als Nächstes: weiter entscheiden ({n} von {alle} Zielbildern fertig)").format(
            n=stand.entschieden, alle=total
        )
    else:
        text = _("Als Nächstes: im Review je Zielbild entscheiden, wie es weitergeht")
    return (("→ " + text, "akzent"),)


def _meeting(treffen: Treffenhinweis) -> str:
    if treffen.laeuft:
        return _("→ Das Treffen läuft: {titel}").format(titel=treffen.titel)
    day = "" if treffen.datum is None else _(" am {tag}").format(tag=show_date(treffen.datum))
    return _("→ Nächstes Treffen{tag}: {titel}").format(tag=day, titel=treffen.titel)


def _zielbild(zielbild: ZielbildStand) -> list[Punkt]:
    change = ""
    if zielbild.vorher is not None:
        delta = rounded(zielbild.wert) - rounded(zielbild.vorher)
        change = _(" ({delta:+d} seit dem letzten Sprint)").format(delta=delta) if delta else _(" (wie zuvor)")
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
    support = ngettext("{n} offener Unterstützungsbedarf", "{n} offene Unterstützungsbedarfe", stand.bedarf_offen)
    ideas = ngettext("{n} neue Idee", "{n} neue Ideen", stand.ideen_neu).format(n=stand.ideen_neu)
    usable = ngettext("{n} offen im Ideenspeicher", "{n} offen im Ideenspeicher", stand.ideen_offen)
    return [
        Punkt(
            "bedarf",
            ((support.format(n=stand.bedarf_offen), "warnung" if stand.bedarf_offen else "leise"),),
            "entscheidung",
        ),
        Punkt(
            "ideen",
            ((ideas, "akzent" if stand.ideen_neu else "leise"), (" · " + usable.format(n=stand.ideen_offen), "leise")),
            "ideenspeicher",
        ),
    ]
