"""The minutes of a meeting and the handout before it, as documents.

What happened comes from the database; nothing has to be written after the
evening. Internal notes are in none of these values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from myk_tui.domain.begriffe import Methode, PunktStatus, Wahl, label
from myk_tui.domain.dokument import (
    Absatz,
    Angaben,
    Dokument,
    Liste,
    Tabelle,
    Teil,
    Ueberschrift,
    harmless,
    make_dokument,
)
from myk_tui.domain.entscheidung_folgen import told_team, told_verbleib
from myk_tui.domain.entscheidung_stimmen import Gewaehlt, differs_from_vote
from myk_tui.domain.kalender import show_date
from myk_tui.domain.mitschrift import count_heads, show_gruppen
from myk_tui.domain.protokollanhang import appendix
from myk_tui.domain.protokollvorlage import Protokollvorlage
from myk_tui.domain.protokollwerte import Beschluss, Protokoll, Protokollkopf, Punkt, Teamergebnis, Wahlzeile
from myk_tui.domain.seitdem import RUBRIK_NAMES, Ort, Rubrik, Seitdem
from myk_tui.domain.stimmungsbild_ergebnis import lines_of
from myk_tui.domain.typografie import clock_after, long_date, minutes, typeset, typeset_part
from myk_tui.domain.uhrzweifel import show_zweifel
from myk_tui.i18n import _, language, ngettext

FROZEN = ("ergebnisse", "aenderungen", "anhang")
"""Chapters that tell how things stood at the meeting: a later version of the minutes takes them over as they were."""


def minutes_document(
    protokoll: Protokoll, vorlage: Protokollvorlage | None = None, frueher: Mapping[str, Sequence[Teil]] | None = None
) -> Dokument:
    """Return the minutes: decisions first, then results, agreements, the course of the evening, what changed.

    ``frueher`` holds chapters of the version before that stay as they were.
    """
    vorlage = vorlage or Protokollvorlage()
    parts: list[Teil] = [_facts(protokoll.kopf, protokoll.naechstes)]
    if protokoll.aenderungen:
        head = _("Geändert gegenüber Fassung {n}").format(n=protokoll.kopf.version - 1)
        parts += [Ueberschrift(2, head), Liste(protokoll.aenderungen)]
    chapters: dict[str, Sequence[Teil]] = {
        "beschluesse": _decisions(protokoll.beschluesse, count_heads(protokoll.kopf.anwesend)),
        "vereinbarungen": _agreements(protokoll),
        "verlauf": _agenda(protokoll.punkte, unsicher=protokoll.kopf.dauer_unsicher),
        **frozen_chapters(protokoll),
        **(frueher or {}),
    }
    for name in vorlage.kapitel:
        parts += chapters[name]
    document = _document(_("Protokoll: {titel}").format(titel=protokoll.kopf.titel), protokoll, parts)
    return replace(document, briefkopf=tuple(map(harmless, vorlage.briefkopf))) if vorlage.briefkopf else document


def frozen_chapters(protokoll: Protokoll) -> dict[str, Sequence[Teil]]:
    """Return the chapters of FROZEN by name."""
    about = ("treffen", protokoll.kopf.id)
    found = (_results(protokoll.ergebnisse), _changes(protokoll.seitdem, about), appendix(protokoll))
    return dict(zip(FROZEN, found, strict=True))


def handout_document(protokoll: Protokoll) -> Dokument:
    """Return the one page before the meeting: when, where, what, and where every team stands."""
    kopf = protokoll.kopf
    bare = replace(kopf, anwesend=(), begonnen=None, beendet=None, notiz="", zeit_unsicher=False, version=0)
    parts: list[Teil] = [_facts(bare)]
    rows, passed = [], 0
    for punkt in protokoll.punkte:
        when = clock_after(kopf.beginn_geplant, passed)
        passed += punkt.minuten
        rows.append((when, punkt.titel, str(punkt.minuten)))
    if rows:
        table = Tabelle((_("Uhrzeit"), _("Worum es geht"), _("Minuten")), tuple(rows), frozenset({2}))
        parts += [Ueberschrift(2, _("Tagesordnung")), table]
    if protokoll.ergebnisse:
        lines = tuple(
            f"{found.team}: {found.massnahme} ({_share(found)})"
            + (f" – {found.sprintziel}" if found.sprintziel else "")
            for found in protokoll.ergebnisse
        )
        parts += [Ueberschrift(2, _("Woran die Sprintteams arbeiten")), Liste(lines)]
    if protokoll.parkthemen:
        parts += [Ueberschrift(2, _("Geparkte Themen")), Liste(protokoll.parkthemen)]
    return _document(_("Einladung: {titel}").format(titel=kopf.titel), protokoll, parts)


def _document(title: str, protokoll: Protokoll, parts: Sequence[Teil]) -> Dokument:
    kopf = protokoll.kopf
    where = " · ".join(filter(None, (long_date(kopf.datum), kopf.ort, kopf.zielbild)))
    foot = protokoll.programm
    if kopf.version > 1:
        foot += " · " + _("Fassung {n}").format(n=kopf.version)
    if kopf.beispiel:
        foot += " · " + _("Beispiel – frei erfunden für die Übung")
    document = Dokument(
        titel=title,
        teile=tuple(map(typeset_part, parts)),
        briefkopf=tuple(filter(None, (protokoll.programm, protokoll.traeger))),
        untertitel=typeset(where),
        fuss=foot,
        sprache=language(),
    )
    return make_dokument(document)


def next_meeting(kopf: Protokollkopf | None) -> str:
    """Write when and where the next meeting is, „17. März 2027, 18:00 Uhr, Bürgerhaus“; empty if none is planned."""
    if kopf is None:
        return ""
    begin = _("{beginn} Uhr").format(beginn=kopf.beginn_geplant) if kopf.beginn_geplant else ""
    return ", ".join(filter(None, (long_date(kopf.datum), begin, kopf.ort)))


def attendance(kopf: Protokollkopf) -> str:
    """Write who was there, „49 Personen (Bürgerinnen und Bürger 22, …)“; empty if nobody was counted."""
    if not kopf.anwesend:
        return ""
    total = count_heads(kopf.anwesend)
    groups = show_gruppen(kopf.anwesend)
    return ngettext("{n} Person", "{n} Personen", total).format(n=total) + (f" ({groups})" if groups else "")


def _facts(kopf: Protokollkopf, naechstes: Protokollkopf | None = None) -> Angaben:
    day = long_date(kopf.datum)
    pairs = [(_("Datum"), show_zweifel(day, unsicher=kopf.zeit_unsicher) if day else "")]
    planned = _("{beginn} Uhr").format(beginn=kopf.beginn_geplant) if kopf.beginn_geplant else ""
    pairs += [(_("Zeit"), kopf.zeit or planned), (_("Ort"), kopf.ort)]
    pairs += [(_("Fassung"), str(kopf.version) if kopf.version > 1 else ""), (_("Zielbildgruppe"), kopf.zielbild)]
    pairs.append((_("Sprint"), kopf.sprint))
    pairs += [(_("Anwesend"), attendance(kopf)), (_("Notiz"), kopf.notiz)]
    pairs.append((_("Nächstes Treffen"), next_meeting(naechstes)))
    return Angaben(tuple((name, value) for name, value in pairs if value))


def _decisions(found: Sequence[Beschluss], anwesend: int) -> list[Teil]:
    parts: list[Teil] = [Ueberschrift(2, _("Beschlüsse"))]
    if not found:
        return [*parts, Absatz(_("In diesem Treffen wurde nichts beschlossen."))]
    for beschluss in found:
        parts += _decision(beschluss, anwesend)
    return parts


def _decision(beschluss: Beschluss, anwesend: int) -> list[Teil]:
    until = "" if beschluss.vertagt_bis is None else " " + _("bis {tag}").format(tag=long_date(beschluss.vertagt_bis))
    name = beschluss.nummer or _("Vertagt") + until
    if beschluss.version > 1:
        name += " " + _("(Fassung {n})").format(n=beschluss.version)
    parts: list[Teil] = [Ueberschrift(3, f"{name}: {beschluss.zielbild}")]
    parts.append(Liste(tuple(choice_line(zeile) for zeile in beschluss.zeilen)))
    details = [
        (_("Begründung"), beschluss.begruendung),
        # The names of teams are long, the column of the labels is narrow: they stand beside it.
        (_("Begründung je Team"), _by_team((zeile.team, zeile.begruendung) for zeile in beschluss.zeilen)),
        (_("Grund"), _by_team((zeile.team, zeile.grund) for zeile in beschluss.zeilen)),
        (_("Gelernt"), _by_team((zeile.team, zeile.lernen) for zeile in beschluss.zeilen)),
        (_("Förderprüfung"), "\n".join(beschluss.pruefung)),
        (_("Nächster formaler Schritt"), beschluss.schritt.satz_lang),
    ]
    mood = _mood(beschluss, anwesend)
    if mood:
        details.insert(0, (_("Stimmungsbild"), "\n".join(mood)))
    elif beschluss.nummer and beschluss.bild.methode is Methode.OHNE:
        details.insert(0, (_("Methode"), label(Methode.OHNE)))
    filled = tuple((name, value) for name, value in details if value)
    return [*parts, Angaben(filled)] if filled else parts


def _by_team(said: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{team}: {text}" for team, text in said if text)


def _mood(beschluss: Beschluss, anwesend: int) -> list[str]:
    """Return how the round saw it, and what does not fit: another choice, other people than the meeting counted."""
    bild = beschluss.bild
    lines = lines_of(bild)
    if not lines:
        return []
    gewaehlt = [Gewaehlt(zeile.wahl, zeile.alt, zeile.neu) for zeile in beschluss.zeilen]
    lines += filter(None, [differs_from_vote(gewaehlt, bild)])
    if anwesend and bild.anwesend is not None and bild.anwesend != anwesend:
        text = ngettext(
            "Das Stimmungsbild rechnet mit {n} Person, als anwesend gezählt sind {anwesend}.",
            "Das Stimmungsbild rechnet mit {n} Personen, als anwesend gezählt sind {anwesend}.",
            bild.anwesend,
        )
        lines.append(text.format(n=bild.anwesend, anwesend=anwesend))
    return lines


def choice_line(zeile: Wahlzeile) -> str:
    """Say in one line what was decided for a team."""
    team = told_team(zeile.team, neu=zeile.neues_team)
    if zeile.wahl is Wahl.WEITERVERFOLGEN:
        text = _("{team} verfolgt „{alt}“ weiter").format(team=team, alt=zeile.alt)
    elif zeile.wahl is Wahl.WECHSELN:
        said = _("{team} nimmt dazu „{neu}“ auf") if zeile.zweite else _("{team} wechselt zu „{neu}“")
        said = _("{team} nimmt „{neu}“ auf") if zeile.neues_team else said
        text = said.format(team=team, neu=zeile.neu)
    else:
        chosen = _("offen") if zeile.wahl is None else label(zeile.wahl)
        text = f"{team}: {chosen}"
        if zeile.vertagt_bis is not None:
            text += " " + _("bis {tag}").format(tag=long_date(zeile.vertagt_bis))
    if zeile.schwerpunkt:
        text += _(" (Schwerpunkt)")
    left = told_verbleib(zeile.alt, zeile.wahl, zeile.verbleib, zeile.nachfolger)
    text += f"; {left}" if left else ""
    if zeile.urteil:
        text += ". " + _("Sprintziel bisher: {urteil}").format(urteil=zeile.urteil)
    if zeile.sprintziel:
        text += ". " + _("Sprintziel: {ziel}").format(ziel=zeile.sprintziel)
    return text


def _share(found: Teamergebnis) -> str:
    return _("{fertig} von {alle} Karten fertig").format(fertig=found.fertig, alle=found.gesamt)


def _results(ergebnisse: Sequence[Teamergebnis]) -> list[Teil]:
    if not ergebnisse:
        return []
    return [Ueberschrift(2, _("Ergebnisse der Sprintteams")), *results_part(ergebnisse)]


def results_part(ergebnisse: Sequence[Teamergebnis]) -> list[Teil]:
    """Return what came of each Auftrag, with a heading of the third level."""
    parts: list[Teil] = []
    for found in ergebnisse:
        progress = "" if found.bis is None else f"{found.bis} %"
        if found.von is not None and found.bis is not None and found.von != found.bis:
            progress = f"{found.von} % → {found.bis} %"
        names = (_("Spannend"), _("Erfolg"), _("Stolpersteine"), _("Gebraucht"))
        pairs = [(_("Sprintziel"), found.sprintziel), (_("Karten"), _share(found)), (_("Fortschritt"), progress)]
        pairs += [(long_date(day), text) for day, text in found.zwischen]
        pairs += list(zip(names, found.karte, strict=True))
        parts += [
            Ueberschrift(3, f"{found.team} · {found.massnahme}"),
            Angaben(tuple((name, value) for name, value in pairs if value)),
        ]
    return parts


def _agreements(protokoll: Protokoll) -> list[Teil]:
    parts: list[Teil] = []
    if protokoll.vereinbarungen:
        rows = tuple(
            (found.titel, found.wer, "" if found.bis is None else show_date(found.bis), "✓" if found.erledigt else "")
            for found in protokoll.vereinbarungen
        )
        head = (_("Was"), _("Wer"), _("Bis"), _("Erledigt"))
        parts += [Ueberschrift(2, _("Vereinbarungen")), Tabelle(head, rows)]
    if protokoll.neuigkeiten:
        lines = tuple(": ".join(filter(None, (title, " ".join(text.split())))) for title, text in protokoll.neuigkeiten)
        parts += [Ueberschrift(2, _("Neuigkeiten")), Liste(lines)]
    if protokoll.arbeitsweise:
        lines = tuple(f"{kind}: {text}" for kind, text in protokoll.arbeitsweise)
        parts += [Ueberschrift(2, _("Arbeitsweise")), Liste(lines)]
    if protokoll.parkthemen:
        parts += [Ueberschrift(2, _("Geparkte Themen")), Liste(protokoll.parkthemen)]
    return parts


def _agenda(punkte: Sequence[Punkt], *, unsicher: bool) -> list[Teil]:
    if not punkte:
        return []
    head = [_("Punkt"), _("Minuten geplant"), _("Minuten gedauert")]
    noted = any(punkt.notiz for punkt in punkte)
    rows = [
        [
            punkt.titel,
            str(punkt.minuten),
            str(minutes(punkt.sekunden)) if punkt.status is PunktStatus.ERLEDIGT else label(punkt.status),
            *([punkt.notiz] if noted else []),
        ]
        for punkt in punkte
    ]
    table = Tabelle((*head, *([_("Notiz")] if noted else [])), tuple(map(tuple, rows)), frozenset({1, 2}))
    parts: list[Teil] = [Ueberschrift(2, _("Verlauf des Abends")), table]
    if unsicher:
        parts.append(Absatz(_("Die Uhr des Laptops ging an diesem Abend falsch: Die Dauer ist unsicher."), leise=True))
    return parts


def _changes(seitdem: Seitdem | None, dieses: Ort) -> list[Teil]:
    """Return the chapter of the changes, without this meeting itself, which all chapters above tell, and what was undone."""
    if seitdem is None:
        return []
    parts: list[Teil] = [Ueberschrift(2, _("Was sich geändert hat {seit}").format(seit=seitdem.seit))]
    for part in seitdem.abschnitte:
        head = part.titel + (f": {part.fortschritt}" if part.fortschritt else "")
        told = (zeile for zeile in part.zeilen if dieses not in zeile.orte and zeile.rubrik is not Rubrik.ZURUECK)
        lines = tuple(f"{_(RUBRIK_NAMES[zeile.rubrik])}: {zeile.text}" for zeile in told)
        parts += [Ueberschrift(3, head), Liste(lines) if lines else Absatz(_("nichts geändert"))]
    return parts
