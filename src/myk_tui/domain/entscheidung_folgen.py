"""What a decided line does when the sprint is closed, in plain sentences."""

from myk_tui.domain.begriffe import UnterstuetzungArt, Urteil, Verbleib, Wahl, label
from myk_tui.domain.entscheidung import GOES_ON, STAYS, Zeile
from myk_tui.domain.kalender import show_date
from myk_tui.domain.text import listed
from myk_tui.i18n import N_, _, ngettext

_RESTS = {
    Wahl.PAUSIEREN: N_("setzt im nächsten Sprint aus"),
    Wahl.RUHT: N_("ruht ab jetzt"),
    Wahl.AUFLOESEN: N_("wird aufgelöst; was war, bleibt lesbar"),
}


def told_urteil(urteil: Urteil, grund: str) -> str:
    """Say what the round said about a Sprintziel, with its reason."""
    return label(urteil) + (f" – {grund}" if grund else "")


def told_team(team: str, *, neu: bool) -> str:
    """Name a team, with a word if it was made in the decision."""
    return _("{team} (neues Team)").format(team=team) if neu else team


def told_verbleib(alt: str, wahl: Wahl | None, verbleib: Verbleib | None, nachfolger: str) -> str:
    """Say what becomes of the Maßnahme a team leaves: another team takes it, or its new state; empty if the team stays.

    >>> told_verbleib("Radweg", Wahl.PAUSIEREN, None, "Sprintteam Rad")
    '„Radweg“: geht an Sprintteam Rad'
    """
    if not alt or wahl in STAYS:
        return ""
    if nachfolger:
        return _("„{titel}“: geht an {team}").format(titel=alt, team=nachfolger)
    return _("„{titel}“: {verbleib}").format(titel=alt, verbleib=label(verbleib)) if verbleib else ""


def support_of(line: str) -> tuple[UnterstuetzungArt, str]:
    """Return kind and title of a need: „finanziell: Leinwand“; without a kind it is organisational."""
    word, colon, rest = line.partition(":")
    for art in UnterstuetzungArt:
        if colon and rest.strip() and word.strip().casefold() in (art.value, label(art).casefold()):
            return art, rest.strip()
    return UnterstuetzungArt.ORGANISATORISCH, line


def _additions(zeile: Zeile) -> list[str]:
    """Say which cards and requests the coming sprint begins with."""
    if zeile.wahl not in GOES_ON:
        return []
    cards, needs = len(listed(zeile.erste_karten)), len(listed(zeile.bedarf))
    lines = []
    if cards:
        lines.append(ngettext("beginnt mit {n} neuen Karte", "beginnt mit {n} neuen Karten", cards).format(n=cards))
    if needs:
        text = ngettext("bittet um Unterstützung ({n} Bitte)", "bittet um Unterstützung ({n} Bitten)", needs)
        lines.append(text.format(n=needs))
    return lines


def _taken_up(zeile: Zeile) -> str:
    """Return the sentence that says what a team takes up: instead of what it has, or beside it."""
    idea = zeile.neu is not None and zeile.neu.art == "idee"
    if zeile.zweite:
        return _("nimmt dazu die Idee „{titel}“ als zweite Maßnahme auf") if idea else _("nimmt dazu „{titel}“ auf")
    if idea:
        return _("nimmt die Idee „{titel}“ als Maßnahme auf")
    return _("nimmt „{titel}“ auf") if zeile.neues_team else _("wechselt zu „{titel}“")


def consequences(zeile: Zeile) -> list[str]:
    """Say in plain sentences what a decided line does when the sprint is closed."""
    if zeile.hindernis:
        return [zeile.hindernis]
    lines: list[str] = []
    if zeile.wahl is Wahl.WEITERVERFOLGEN and zeile.alt:
        lines.append(
            _("macht weiter mit „{titel}“ ({n}. Sprint in Folge)").format(
                titel=zeile.alt.massnahme, n=zeile.alt.in_folge + 1
            )
        )
    elif zeile.wahl is Wahl.WECHSELN and zeile.neu:
        lines.append(_taken_up(zeile).format(titel=zeile.neu.titel))
        if zeile.neu.art == "idee":
            lines.append(
                _("die neue Maßnahme steht unter „{loesung}“").format(loesung=zeile.loesung)
                if zeile.loesung
                else _("die neue Maßnahme steht noch ohne Lösung beim Zielbild")
            )
    elif zeile.wahl is Wahl.VERTAGEN:
        until = "?" if zeile.vertagt_bis is None else show_date(zeile.vertagt_bis)
        lines.append(_("wird bis {tag} vertagt; bis dahin bleibt alles, wie es ist").format(tag=until))
    elif zeile.wahl in _RESTS:
        lines.append(_(_RESTS[zeile.wahl]))
    if zeile.schwerpunkt and zeile.wahl in GOES_ON:
        lines.append(_("ist Schwerpunkt des Zielbilds"))
    lines += _additions(zeile)
    left = told_verbleib(zeile.alt.massnahme if zeile.alt else "", zeile.wahl, zeile.verbleib, zeile.nachfolger)
    lines += filter(None, [left])
    open_cards = zeile.alt.gesamt - zeile.alt.fertig if zeile.alt and zeile.wahl is not None else 0
    if open_cards:
        text = (
            ngettext("{n} unfertige Karte zieht mit um", "{n} unfertige Karten ziehen mit um", open_cards)
            if zeile.takes_cards
            else ngettext(
                "{n} unfertige Karte bleibt im alten Sprint", "{n} unfertige Karten bleiben im alten Sprint", open_cards
            )
        )
        lines.append(text.format(n=open_cards))
    return lines
