"""What stands on the pages of the decision wizard: summary, closing, and the keys of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.entscheidung import Entscheidung, Pruefhinweis, Schritt, Sprintabschluss, Zeile
from myk_tui.domain.entscheidung_folgen import consequences, told_team, told_urteil
from myk_tui.domain.entscheidung_regeln import gaps, notes
from myk_tui.domain.entscheidung_stimmen import against_vote
from myk_tui.domain.formale_schritte import GREMIEN, told_steps
from myk_tui.domain.kalender import show_date
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.dialogs import Feld
from myk_tui.screens.entscheidung_stimmungsbild import mood_lines
from myk_tui.widgets.text import fact, plain, styled

QUESTIONS_SHOWN = 3
"""How many open questions of the Förderprüfung stand on the summary; all of them stand in the goal tree."""

KEYS: Mapping[str, str] = {
    "rueckblick": N_("→ weiter · Tab nächstes Zielbild · k frühere Beschlüsse"),
    "wahl": N_("c vergleichen · x ankreuzen · d neue Ideen dazu · e ergänzen · → weiter · Tab"),
    "gewaehlt": N_("c vergleichen · x ankreuzen · d neue Ideen dazu · o wieder öffnen · Tab"),
    "zusammenfassung": N_("g Begründung · f formaler Schritt · p Prüffragen · v Vorschau · ← zurück"),
    "beschlossen": N_("o wieder öffnen · p Prüffragen · k frühere Beschlüsse · Tab nächstes Zielbild"),
    "abschluss": N_("v Vorschau · k frühere Beschlüsse · ← zurück · Tab zum ersten Zielbild"),
    "fertig": N_("p Protokoll · 4 Sprintboard · u nimmt den ganzen Abschluss zurück"),
}
"""The keys of each kind of page, in one line that fits into 80 columns."""


@dataclass(frozen=True)
class Seite:
    """One page of the wizard.

    Attributes:
        zielbild: place of the Zielbild; the number of Zielbilder means the closing page.
        art: ``rueckblick``, ``wahl``, ``stimmung``, ``zusammenfassung``, ``abschluss``, or ``fertig`` after closing.
        zeile: place of the team on a ``wahl`` page.
    """

    zielbild: int
    art: str
    zeile: int = 0


def pages_of(abschluss: Sprintabschluss, *, geschlossen: bool) -> list[Seite]:
    """Return all pages in their order; right after closing what was done comes first."""
    pages = [Seite(-1, "fertig")] if geschlossen else []
    for place, decision in enumerate(abschluss.entscheidungen):
        pages.append(Seite(place, "rueckblick"))
        pages += [Seite(place, "wahl", number) for number in range(len(decision.zeilen))]
        pages += [Seite(place, "stimmung"), Seite(place, "zusammenfassung")]
    return [*pages, Seite(len(abschluss.entscheidungen), "abschluss")]


def still_there(pages: Sequence[Seite], seite: Seite) -> Seite:
    """Return the page, or if it is gone the last one before it of the same Zielbild, or else the first of all."""
    if seite in pages:
        return seite
    same = [page for page in pages if page.zielbild == seite.zielbild]
    before = [page for page in same if page.art in ("rueckblick", seite.art)]
    return (before or same or pages)[-1 if before else 0]


def line_after(pages: Sequence[Seite], seite: Seite, decision: Entscheidung | None) -> Zeile | None:
    """Return the line that the next page is about; None if it is about no single line."""
    place = pages.index(seite) + 1 if seite in pages else 0
    if decision is None or not 0 < place < len(pages) or pages[place].art != "wahl":
        return None
    return decision.zeilen[pages[place].zeile]


def summary_page(
    decision: Entscheidung,
    bild: Stimmungsbild,
    hinweise: Sequence[Pruefhinweis] = (),
    vorschlaege: Sequence[Schritt] = (),
) -> Content:
    """Return what will be decided, in plain sentences, how the round saw it, and what is still missing.

    ``vorschlaege`` are the formal steps that open questions of the Förderprüfung ask for, beside the one written down.
    """
    lines: list[Content] = []
    missing = gaps(decision)
    for place, zeile in enumerate(decision.zeilen):
        lines.append(styled(told_team(zeile.team, neu=zeile.neues_team), "bold"))
        lines += [styled(f"  ✗ {error.message}", "$text-error") for number, error in missing if number == place]
        lines += _line(zeile)
        lines.append(Content(""))
    if not decision.beschlossen and (said := notes(decision)):
        lines += [*(plain(f"▲ {sentence}") for sentence in said), Content("")]
    if not decision.zeilen:
        lines += [plain(_("Für dieses Zielbild gibt es kein Sprintteam. Der Beschluss hält das fest.")), Content("")]
    if hinweise:
        lines += [*_check_lines(hinweise), Content("")]
    if decision.schritt.satz:
        lines += [fact(_("Nächster formaler Schritt"), decision.schritt.satz), Content("")]
    if vorschlaege:
        lines += [*_step_lines(vorschlaege, decision), Content("")]
    if bild.methode is not Methode.OHNE:
        differs = against_vote(decision, bild)
        lines += [*mood_lines(bild), *([plain(f"  ▲ {differs}")] if differs else []), Content("")]
    if decision.begruendung:
        lines += [fact(_("Begründung des Beschlusses"), decision.begruendung), Content("")]
    return Content("\n").join(lines)


def _line(zeile: Zeile) -> list[Content]:
    """Return what is decided for one team."""
    lines = []
    if zeile.urteil is not None:
        verdict = told_urteil(zeile.urteil, zeile.urteil_grund)
        lines.append(Content.assemble("  ", fact(_("Sprintziel bisher"), verdict)))
    elif zeile.alt is not None and zeile.alt.sprintziel and zeile.wahl is not None and not zeile.needs_urteil:
        lines.append(Content.assemble("  ", fact(_("Sprintziel bleibt"), zeile.alt.sprintziel)))
    if not zeile.hindernis:
        lines += [plain(f"  • {sentence}") for sentence in consequences(zeile)]
    if zeile.alt is not None and zeile.fortschritt not in (None, zeile.alt.fortschritt):
        change = _("von {von} % auf {bis} %").format(von=zeile.alt.fortschritt, bis=zeile.fortschritt)
        lines.append(Content.assemble("  ", fact(_("Fortschritt"), f"{change} ({zeile.alt.massnahme})")))
    for name, text in (
        (_("Sprintziel"), zeile.sprintziel),
        (_("Begründung"), zeile.begruendung),
        (_("Grund"), zeile.grund),
        (_("Gelernt"), zeile.lernen),
    ):
        if text:
            lines.append(Content.assemble("  ", fact(name, text)))
    return lines


def summary_action(decision: Entscheidung, *, gelesen: bool) -> str:
    """Return what Enter does on the summary."""
    if decision.beschlossen:
        done = _("✓ {nummer} ist gefasst.").format(nummer=decision.nummer) if decision.nummer else _("✓ Vertagt.")
        return done + " " + _("Eingabe: weiter, o: wieder öffnen")
    if gaps(decision):
        return _("Eingabe: zu dem, was noch fehlt")
    return _("Eingabe: so beschließen") if gelesen else _("Eingabe: weiterlesen, am Ende: beschließen")


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


def _step_lines(schritte: Sequence[Schritt], decision: Entscheidung) -> list[Content]:
    """Return the missing formal steps in their order, beside the one that is written down."""
    head = _("Formale Schritte, die fehlen: Vorschlag, s hält den ersten fest")
    if decision.schritt.was:
        head = _("Danach fehlt noch, Vorschlag aus den offenen Prüffragen")
    elif decision.beschlossen:
        head = _("Formale Schritte, die fehlen: Vorschlag aus den offenen Prüffragen")
    return [styled(head, "bold"), *(plain(f"  • {said}") for said in told_steps(schritte))]


def closing_page(abschluss: Sprintabschluss) -> Content:
    """Return the last page: what is decided, and what closing will do."""
    lines: list[Content] = []
    for decision in abschluss.entscheidungen:
        state = f"✓ {decision.nummer or _('vertagt')}" if decision.beschlossen else _("○ noch offen")
        lines.append(Content.assemble(styled(decision.zielbild, "bold"), plain(f"  {state}")))
        for zeile in decision.zeilen:
            what = "; ".join(consequences(zeile)) or _("noch nichts gewählt")
            mark = "✗ " if zeile.hindernis else ""
            lines.append(plain(f"  {mark}{told_team(zeile.team, neu=zeile.neues_team)}: {what}"))
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
    return Content("\n").join(lines)


def closing_action(abschluss: Sprintabschluss) -> str:
    """Return what Enter does on the closing page."""
    if abschluss.offen:
        return _("Erst alle Zielbilder entscheiden. Eingabe: zum nächsten offenen")
    return _("Eingabe: Sprint abschließen …")


def step_fields(schritt: Schritt) -> tuple[Feld, ...]:
    """Return the fields of the formal step."""
    known = list(dict.fromkeys(("", *GREMIEN, schritt.gremium)))
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
