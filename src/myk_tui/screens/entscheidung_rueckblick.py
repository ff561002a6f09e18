"""The page that looks back: is all there that a decision rests on, what was planned, what came of it."""

from collections.abc import Sequence

from textual.content import Content

from myk_tui.domain.begriffe import Spalte, label
from myk_tui.domain.entscheidung import Entscheidung, Rueckblick, Sprintabschluss
from myk_tui.domain.entscheidung_folgen import told_urteil
from myk_tui.domain.kalender import show_date
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import _, ngettext
from myk_tui.screens.entscheidung_formular import reckoned
from myk_tui.widgets.text import fact, plain, styled


def lookback_page(abschluss: Sprintabschluss, decision: Entscheidung, looks: Sequence[Rueckblick]) -> Content:
    """Return what was planned and what came of it, team by team."""
    lines: list[Content] = []
    if abschluss.sprints_uebrig is not None and abschluss.foerderende is not None:
        left = ngettext(
            "Nach diesem noch {n} Sprint bis zum Förderende am {tag}.",
            "Nach diesem noch {n} Sprints bis zum Förderende am {tag}.",
            abschluss.sprints_uebrig,
        )
        days = abschluss.tage_uebrig or 0
        lines += [
            styled(
                left.format(n=abschluss.sprints_uebrig, tag=show_date(abschluss.foerderende))
                + " "
                + ngettext("Bis dahin ist es noch {n} Tag.", "Bis dahin sind es noch {n} Tage.", days).format(n=days),
                "dim",
            ),
            Content(""),
        ]
    lines += [_lights(look) for look in looks if not look.zeile.zweite]
    lines += [Content("")] if looks else []
    for look in looks:
        lines += [*_look(look), Content("")]
    if not looks:
        lines.append(plain(_("In diesem Sprint hat hier kein Sprintteam gearbeitet.")))
        lines.append(Content(""))
    idle = [zeile.team for zeile in decision.zeilen if zeile.alt is None]
    if idle:
        lines.append(plain(_("Ohne Auftrag in diesem Sprint: {teams}").format(teams=", ".join(idle))))
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
            fact(
                _("Fortschritt in diesem Sprint"),
                _("von {von} % auf {bis} % (Vorschlag aus den Karten: {rechnung})").format(
                    von=look.fortschritt_von, bis=alt.vorschlag, rechnung=reckoned(alt)
                ),
            )
        )
    if alt.sprintziel:
        lines.append(fact(_("Sprintziel"), alt.sprintziel))
    if zeile.urteil is not None:
        lines.append(fact(_("Urteil"), told_urteil(zeile.urteil, zeile.urteil_grund)))
    if look.voriges is not None:
        about = _("Urteil im Sprint davor, zu „{titel}“") if look.voriges_zu else _("Urteil im Sprint davor")
        lines.append(fact(about.format(titel=look.voriges_zu), told_urteil(*look.voriges)))
    lines += [fact(show_date(day), text) for day, text in look.ergebnisse]
    if alt.vorschlag_team is not None:
        lines.append(fact(_("Fortschritt, Vorschlag des Teams"), f"{alt.vorschlag_team} %"))
    for name, text in (
        (_("Spannend"), look.spannend),
        (_("Erfolg"), look.erfolg),
        (_("Stolpersteine"), look.stolpersteine),
        (_("Gebraucht"), look.bedarf),
    ):
        if text:
            lines.append(fact(name, text))
    for karte in look.karten:
        if karte.spalte is Spalte.BLOCKIERT:
            reason = f" – {karte.blockiert_grund}" if karte.blockiert_grund else ""
            lines.append(plain(_("! blockiert: {titel}").format(titel=karte.titel) + reason))
    for given in look.beantwortet:
        answer = f" – {given.antwort}" if given.antwort else ""
        lines.append(fact(f"{label(given.art)}, {label(given.status)}", given.titel + answer))
    for need in look.unterstuetzung:
        money = f" ({show_euro(need.betrag_cent)})" if need.betrag_cent is not None else ""
        lines.append(fact(_("Offene Unterstützung, {art}").format(art=label(need.art)), need.titel + money))
    return lines


def _lights(look: Rueckblick) -> Content:
    """Return whether all is there that a decision rests on, by shape and word."""
    zeile, alt = look.zeile, look.zeile.alt
    verdict = (
        _light(True, label(zeile.urteil))
        if zeile.urteil is not None
        else _light(False, _("Urteil fehlt"))
        if alt is not None and alt.sprintziel
        else _light(None, _("kein Sprintziel"))
    )
    results, people, asked = len(look.ergebnisse), look.mitglieder, len(look.unterstuetzung)
    parts = (
        verdict,
        _light(results > 0, _("Zwischenergebnis") if results else _("kein Zwischenergebnis")),
        _light(people > 0, _("Team besetzt") if people else _("niemand im Team")),
        _light(
            asked == 0,
            ngettext("{n} Bitte offen", "{n} Bitten offen", asked).format(n=asked) if asked else _("keine Bitte offen"),
        ),
    )
    return Content.assemble(styled(f"{zeile.team}: ", "bold"), Content(" · ").join(parts))


def _light(good: bool | None, word: str) -> Content:
    mark, style = {True: ("●", "$text-success"), False: ("▲", "$text-warning"), None: ("○", "dim")}[good]
    return styled(f"{mark} {word}", style)
