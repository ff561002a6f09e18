"""What stands on the pages of the decision wizard: texts, options and fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from myk_tui.domain.begriffe import Methode, Spalte, Verbleib, Wahl, choices, label
from myk_tui.domain.entscheidung import (
    GOES_ON,
    KANDIDATEN_MAX,
    STAYS,
    Alt,
    Entscheidung,
    Kandidat,
    Pruefhinweis,
    Rueckblick,
    Schritt,
    Sprintabschluss,
    Zeile,
)
from myk_tui.domain.entscheidung_folgen import consequences
from myk_tui.domain.entscheidung_regeln import check_zeile
from myk_tui.domain.kalender import show_date
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.zahlen import show_euro
from myk_tui.errors import MykError
from myk_tui.i18n import _, ngettext
from myk_tui.screens.dialogs import Feld
from myk_tui.screens.entscheidung_stimmungsbild import mood_lines
from myk_tui.widgets.optionen import Option
from myk_tui.widgets.text import plain, short, styled

QUESTIONS_SHOWN = 3
"""How many open questions of the Förderprüfung stand on the summary; all of them stand in the goal tree."""

GREMIEN = ("", "Kreisausschuss", "Kreistag", "BMWSB/KfW")
"""Who has to agree; sources: https://myk10.de/ueber-das-projekt/projektablauf, funding rules of BMWSB and KfW."""

ALLE, ZWEITE, KEINE_ZWEITE, NEUES_TEAM = "alle", "zweite", "keine-zweite", "neues-team"
"""Lines of a choice page that do something else than choose."""

Choice = tuple[Wahl, Kandidat | None]
"""What an option records."""


@dataclass(frozen=True)
class Seite:
    """One page of the wizard.

    Attributes:
        zielbild: place of the Zielbild; the number of Zielbilder means the closing page.
        art: ``rueckblick``, ``wahl``, ``stimmung``, ``zusammenfassung`` or ``abschluss``.
        zeile: place of the team on a ``wahl`` page.
    """

    zielbild: int
    art: str
    zeile: int = 0


def rail(abschluss: Sprintabschluss, place: int, width: int) -> Content:
    """Return the line that shows where in the evening we are: all Zielbilder, then the closing."""
    end = _("Abschluss")
    names = [decision.zielbild for decision in abschluss.entscheidungen]
    states = ["✓" if d.beschlossen else f"{d.entschieden}/{len(d.zeilen)}" for d in abschluss.entscheidungen]
    room = width - len(end) - 4 - sum(len(state) + 6 for state in states)
    share = max(6, room // max(1, len(names)))
    parts = []
    for number, (name, state) in enumerate(zip(names, states, strict=True)):
        text = f"{state} {short(name, share)}"
        parts.append(styled(f"▸ {text} " if number == place else f"  {text} ", "bold" if number == place else "dim"))
    here = place >= len(names)
    parts.append(styled(f"▸ {end}" if here else f"  {end}", "bold" if here else "dim"))
    return Content("│").join(parts)


def lookback_page(abschluss: Sprintabschluss, decision: Entscheidung, looks: Sequence[Rueckblick]) -> Content:
    """Return what was planned and what came of it, team by team."""
    lines: list[Content] = []
    if abschluss.sprints_uebrig is not None and abschluss.foerderende is not None:
        left = ngettext(
            "Noch {n} Sprint bis zum Förderende am {tag}.",
            "Noch {n} Sprints bis zum Förderende am {tag}.",
            abschluss.sprints_uebrig,
        )
        days = abschluss.tage_uebrig or 0
        lines += [
            styled(
                left.format(n=abschluss.sprints_uebrig, tag=show_date(abschluss.foerderende))
                + " "
                + ngettext("Das ist {n} Tag.", "Das sind {n} Tage.", days).format(n=days),
                "dim",
            ),
            Content(""),
        ]
    for look in looks:
        lines += [*_look(look), Content("")]
    if not looks:
        lines.append(plain(_("In diesem Sprint hat hier kein Sprintteam gearbeitet.")))
        lines.append(Content(""))
    idle = [zeile.team for zeile in decision.zeilen if zeile.alt is None]
    if idle:
        lines.append(plain(_("Ohne Auftrag in diesem Sprint: {teams}").format(teams=", ".join(idle))))
    lines.append(styled(_("Eingabe: weiter"), "bold"))
    return Content("\n").join(lines)


def _look(look: Rueckblick) -> list[Content]:
    zeile = look.zeile
    alt = zeile.alt
    assert alt is not None
    run = _("{n}. Sprint in Folge").format(n=alt.in_folge)
    lines = [
        styled(f"{zeile.team}", "bold"),
        plain(
            f"{alt.massnahme} · {run} · "
            + _("{fertig} von {alle} Karten fertig, Fortschritt {p} %").format(
                fertig=alt.fertig, alle=alt.gesamt, p=alt.fortschritt
            )
        ),
    ]
    if look.fortschritt_von is not None and look.fortschritt_von != alt.vorschlag:
        lines.append(
            _fact(
                _("Fortschritt in diesem Sprint"),
                _("von {von} % auf {bis} % (Vorschlag aus den Karten)").format(
                    von=look.fortschritt_von, bis=alt.vorschlag
                ),
            )
        )
    if alt.sprintziel:
        lines.append(_fact(_("Sprintziel"), alt.sprintziel))
    lines += [_fact(show_date(day), text) for day, text in look.ergebnisse]
    if alt.vorschlag_team is not None:
        lines.append(_fact(_("Fortschritt, Vorschlag des Teams"), f"{alt.vorschlag_team} %"))
    for name, text in (
        (_("Spannend"), look.spannend),
        (_("Erfolg"), look.erfolg),
        (_("Stolpersteine"), look.stolpersteine),
        (_("Gebraucht"), look.bedarf),
    ):
        if text:
            lines.append(_fact(name, text))
    for karte in look.karten:
        if karte.spalte is Spalte.BLOCKIERT:
            reason = f" – {karte.blockiert_grund}" if karte.blockiert_grund else ""
            lines.append(plain(_("! blockiert: {titel}").format(titel=karte.titel) + reason))
    for given in look.beantwortet:
        answer = f" – {given.antwort}" if given.antwort else ""
        lines.append(_fact(f"{label(given.art)}, {label(given.status)}", given.titel + answer))
    for need in look.unterstuetzung:
        money = f" ({show_euro(need.betrag_cent)})" if need.betrag_cent is not None else ""
        lines.append(_fact(_("Offene Unterstützung, {art}").format(art=label(need.art)), need.titel + money))
    return lines


def option_lines(
    zeile: Zeile, kandidaten: Sequence[Kandidat], gemerkt: Sequence[str] = ()
) -> tuple[list[Option], dict[str, Choice]]:
    """Return the lines of a choice page, and what each of them records; ``gemerkt`` are marked for comparing."""
    lines: list[Option] = []
    records: dict[str, Choice] = {}

    def offer(key: str, text: str, note: str, choice: Choice) -> None:
        chosen = zeile.wahl is choice[0] and (
            choice[1] is None or (zeile.neu is not None and zeile.neu.id == choice[1].id)
        )
        lines.append(Option(key, text, note, gewaehlt=chosen))
        records[key] = choice

    if zeile.alt is not None:
        note = _("{n}. Sprint in Folge, {fertig}/{alle} Karten").format(
            n=zeile.alt.in_folge + 1, fertig=zeile.alt.fertig, alle=zeile.alt.gesamt
        )
        offer(
            "weiter",
            _("Weiterverfolgen: {titel}").format(titel=zeile.alt.massnahme),
            note,
            (Wahl.WEITERVERFOLGEN, None),
        )
    for art, heading in (
        ("massnahme", _("Wechseln zu einer Maßnahme")),
        ("idee", _("Wechseln zu einer Idee aus dem Ideenspeicher")),
    ):
        own = [kandidat for kandidat in kandidaten if kandidat.art == art]
        if own:
            cut = len(own) >= KANDIDATEN_MAX
            note = " " + _("(die ersten {n}; alle über die letzte Zeile)").format(n=len(own)) if cut else ""
            lines.append(Option(f"kopf-{art}", heading + note, ueberschrift=True))
        for kandidat in own:
            elsewhere = "" if kandidat.hier else _(" · anderes Zielbild")
            mark = "◆ " if kandidat.id in gemerkt else ""
            offer(kandidat.id, mark + kandidat.titel, kandidat.zusatz + elsewhere, (Wahl.WECHSELN, kandidat))
    lines.append(Option("kopf-sonst", _("Sonst"), ueberschrift=True))
    if zeile.zweite:
        lines.append(Option(KEINE_ZWEITE, _("Doch keine zweite Maßnahme")))
    else:
        offer("pausieren", _("Im nächsten Sprint aussetzen"), "", (Wahl.PAUSIEREN, None))
        offer("vertagen", _("Heute nicht entscheiden, vertagen"), "", (Wahl.VERTAGEN, None))
        offer("ruht", _("Das Team ruht"), "", (Wahl.RUHT, None))
        offer("aufloesen", _("Das Team wird aufgelöst"), "", (Wahl.AUFLOESEN, None))
        if zeile.alt is not None:
            lines.append(Option(ZWEITE, _("Dieses Team soll dazu noch eine zweite Maßnahme aufnehmen …")))
    lines.append(Option(NEUES_TEAM, _("Ein neues Sprintteam bilden …")))
    lines.append(Option(ALLE, _("Unter allen Maßnahmen und Ideen suchen, auch anderer Zielbilder …")))
    return lines, records


def line_fields(zeile: Zeile, loesungen: Sequence[tuple[str, str]]) -> tuple[Feld, ...]:
    """Return the fields that belong to the choice of a line."""
    felder: list[Feld] = []
    leaves = zeile.alt is not None and zeile.wahl not in STAYS
    goes_on = zeile.wahl in GOES_ON
    if zeile.wahl is Wahl.VERTAGEN:
        until = "" if zeile.vertagt_bis is None else show_date(zeile.vertagt_bis)
        felder.append(Feld("vertagt_bis", _("Bis wann?"), wert=until, hilfe=_("zum Beispiel 15.1.2027"), pflicht=True))
    if leaves and zeile.alt is not None:
        felder += [
            Feld(
                "verbleib",
                _("Was wird aus „{titel}“?").format(titel=zeile.alt.massnahme),
                "auswahl",
                wert="" if zeile.verbleib is None else zeile.verbleib.value,
                auswahl=(("", _("– bitte wählen –")), *choices(Verbleib)),
                pflicht=True,
            ),
            Feld("grund", _("Grund"), "text", wert=zeile.grund),
            Feld("lernen", _("Was haben wir gelernt?"), "text", wert=zeile.lernen),
        ]
    if zeile.neu is not None and zeile.neu.art == "idee":
        felder.append(
            Feld(
                "loesung_id",
                _("Unter welche Lösung kommt die neue Maßnahme?"),
                "auswahl",
                wert=zeile.loesung_id or "",
                auswahl=(("", _("noch ohne Lösung")), *loesungen),
            )
        )
    if goes_on:
        felder.append(Feld("sprintziel", _("Sprintziel: Was gibt es in drei Monaten?"), wert=zeile.sprintziel))
    if zeile.alt is not None:
        shown = zeile.alt.empfohlen if zeile.fortschritt is None else zeile.fortschritt
        felder.append(
            Feld(
                "fortschritt",
                _("Fortschritt von „{titel}“ in Prozent ({vorschlag})").format(
                    titel=zeile.alt.massnahme, vorschlag=_suggestions(zeile.alt)
                ),
                wert=str(shown),
            )
        )
        if goes_on and zeile.alt.gesamt > zeile.alt.fertig:
            felder.append(
                Feld(
                    "karten_mitnehmen",
                    _("Unfertige Karten mitnehmen?"),
                    "auswahl",
                    wert={None: "", True: "ja", False: "nein"}[zeile.karten_mitnehmen],
                    auswahl=(
                        ("", _("wie üblich: ja") if zeile.wahl is Wahl.WEITERVERFOLGEN else _("wie üblich: nein")),
                        ("ja", _("ja")),
                        ("nein", _("nein")),
                    ),
                )
            )
    if goes_on:
        yes_no = (("nein", _("nein")), ("ja", _("ja, das steht im Zielbild vorn")))
        felder += [
            Feld("erste_karten", _("Erste Karten (je Zeile eine)"), "text", wert=zeile.erste_karten),
            Feld(
                "bedarf",
                _("Welche Unterstützung wird gebraucht? (je Zeile eine, auch „finanziell: …“)"),
                "text",
                wert=zeile.bedarf,
            ),
            Feld("schwerpunkt", _("Schwerpunkt?"), "auswahl", "ja" if zeile.schwerpunkt else "nein", yes_no),
        ]
    felder.append(Feld("begruendung", _("Begründung"), "text", wert=zeile.begruendung))
    return tuple(felder)


def _suggestions(alt: Alt) -> str:
    from_cards = _("Vorschlag aus den Karten: {n}").format(n=alt.vorschlag)
    if alt.vorschlag_team is None:
        return from_cards
    return _("Vorschlag des Teams: {n}").format(n=alt.vorschlag_team) + f", {from_cards}"


def summary_page(
    decision: Entscheidung, bild: Stimmungsbild, hinweise: Sequence[Pruefhinweis] = (), notiz: str = ""
) -> Content:
    """Return what will be decided, in plain sentences, how the round saw it, and what is still missing."""
    lines: list[Content] = []
    missing = False
    for zeile in decision.zeilen:
        lines.append(styled(zeile.team, "bold"))
        try:
            check_zeile(zeile)
        except MykError as error:
            lines.append(styled(f"  ✗ {error.message}", "$text-error"))
            missing = True
        lines += [plain(f"  • {sentence}") for sentence in consequences(zeile)]
        for name, text in (
            (_("Sprintziel"), zeile.sprintziel),
            (_("Begründung"), zeile.begruendung),
            (_("Grund"), zeile.grund),
            (_("Gelernt"), zeile.lernen),
        ):
            if text:
                lines.append(Content.assemble("  ", _fact(name, text)))
        lines.append(Content(""))
    if not decision.zeilen:
        lines += [plain(_("Für dieses Zielbild gibt es kein Sprintteam. Der Beschluss hält das fest.")), Content("")]
    if hinweise:
        lines += [*_check_lines(hinweise), Content("")]
    if decision.schritt.satz:
        lines += [_fact(_("Nächster formaler Schritt"), decision.schritt.satz), Content("")]
    if bild.methode is not Methode.OHNE:
        lines += [*mood_lines(bild), Content("")]
    if decision.begruendung:
        lines += [_fact(_("Begründung des Beschlusses"), decision.begruendung), Content("")]
    if notiz:
        lines += [styled(f"! {notiz}", "bold"), Content("")]
    if decision.beschlossen:
        done = _("✓ {nummer} ist gefasst.").format(nummer=decision.nummer) if decision.nummer else _("✓ Vertagt.")
        lines.append(styled(done + " " + _("Eingabe: weiter, o: wieder öffnen"), "bold $text-success"))
    elif missing:
        lines.append(styled(_("Mit ← zurück und ergänzen, dann hier beschließen."), "bold"))
    else:
        lines.append(styled(_("Eingabe: so beschließen · g: Begründung · f: formaler Schritt · v: Vorschau"), "bold"))
    return Content("\n").join(lines)


def _check_lines(hinweise: Sequence[Pruefhinweis]) -> list[Content]:
    lines = [styled(_("Förderprüfung"), "bold")]
    for hinweis in hinweise:
        lines.append(plain(f"  {hinweis.titel}: {hinweis.satz}"))
        lines += [plain(f"    {question}") for question in hinweis.fragen[:QUESTIONS_SHOWN]]
        rest = len(hinweis.fragen) - QUESTIONS_SHOWN
        if rest > 0:
            more = ngettext(
                "… und {n} weiterer Punkt, der gelten muss", "… und {n} weitere Punkte, die gelten müssen", rest
            )
            lines.append(styled("    " + more.format(n=rest), "dim"))
    return lines


def closing_page(abschluss: Sprintabschluss) -> Content:
    """Return the last page: what is decided, and what closing will do."""
    lines: list[Content] = []
    for decision in abschluss.entscheidungen:
        state = f"✓ {decision.nummer or _('vertagt')}" if decision.beschlossen else _("○ noch offen")
        lines.append(Content.assemble(styled(decision.zielbild, "bold"), plain(f"  {state}")))
        for zeile in decision.zeilen:
            what = "; ".join(consequences(zeile)) or _("noch nichts gewählt")
            lines.append(plain(f"  {zeile.team}: {what}"))
        lines.append(Content(""))
    lines.append(
        plain(
            _("Sprint {alt} wird abgeschlossen, Sprint {neu} eröffnet ({von} bis {bis}).").format(
                alt=abschluss.sprint.name,
                neu=abschluss.naechster.name,
                von=show_date(abschluss.naechster.beginn),
                bis=show_date(abschluss.naechster.ende),
            )
        )
    )
    if abschluss.offen:
        lines.append(styled(_("Erst alle Zielbilder entscheiden: Tab springt zum nächsten."), "bold"))
    else:
        lines.append(styled(_("Eingabe: Sprint abschließen · v: Vorschau"), "bold"))
    return Content("\n").join(lines)


def step_fields(schritt: Schritt) -> tuple[Feld, ...]:
    """Return the fields of the formal step."""
    known = [*GREMIEN, schritt.gremium] if schritt.gremium not in GREMIEN else list(GREMIEN)
    return (
        Feld("was", _("Welcher formale Schritt fehlt noch?"), wert=schritt.was),
        Feld(
            "gremium",
            _("Wer muss zustimmen?"),
            "auswahl",
            schritt.gremium,
            tuple((name, name or _("niemand")) for name in known),
        ),
        Feld("bis", _("Bis wann?"), wert="" if schritt.bis is None else show_date(schritt.bis)),
    )


def _fact(name: str, text: str) -> Content:
    return Content.assemble(styled(f"{name}: ", "dim"), Content(" / ").join(plain(line) for line in text.split("\n")))
