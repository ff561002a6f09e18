"""The lines of a choice page: first the few things a team can do, then what it can take up, as a table."""

from collections.abc import Mapping, Sequence

from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.entscheidung import KANDIDATEN_MAX, Kandidat, Zeile
from myk_tui.i18n import _
from myk_tui.widgets.optionen import Option
from myk_tui.widgets.seitentafel import Seitentafel
from myk_tui.widgets.wahltafel import Spalte, Tafelzeile

ALLE, ZWEITE, KEINE_ZWEITE, NEUES_TEAM = "alle", "zweite", "keine-zweite", "neues-team"
"""Lines of a choice page that do something else than choose."""

Choice = tuple[Wahl, Kandidat | None]
"""What an option records."""


def make_tafel() -> Seitentafel:
    """Return the place of the pages, with the columns of a choice page."""
    return Seitentafel(
        (
            Spalte(_("Rang"), 4, rechts=True),
            Spalte(_("K.O."), 12, rang=2),
            Spalte(_("Punkte"), 6, rechts=True),
        ),
        (
            Spalte(_("Größe"), 11, rechts=True, rang=1),
            Spalte(_("Ort"), 14, rang=4, knapp=8),
            Spalte(_("Handlungsfeld"), 14, rang=5, knapp=10),
            Spalte(_("Stand"), 24, rang=3, knapp=8),
            Spalte(_("dafür"), 5, rechts=True, rang=1),
        ),
    )


def option_lines(
    zeile: Zeile,
    kandidaten: Sequence[Kandidat],
    gemerkt: Sequence[str] = (),
    vergeben: Mapping[str, str] | None = None,
    *,
    abgegeben: str = "",
    alle: bool = False,
) -> tuple[list[Option], dict[str, Choice]]:
    """Return the lines of a choice page, and what each of them records.

    ``gemerkt`` are marked for comparing, ``vergeben`` are with another team, chosen tonight or not yet left, and
    ``abgegeben`` is the team that has taken up tonight what the line works on; with ``alle`` the ideas that nobody has found fit yet are among the candidates.
    """
    lines: list[Option] = []
    records: dict[str, Choice] = {}

    def offer(key: str, text: str, note: str, wahl: Wahl, team: str = "") -> None:
        lines.append(Option(key, text, note, gewaehlt=zeile.wahl is wahl, vergeben=_with(team)))
        records[key] = (wahl, None)

    if zeile.alt is not None:
        note = _("{n}. Sprint, {fertig}/{alle} Karten").format(
            n=zeile.alt.in_folge + 1, fertig=zeile.alt.fertig, alle=zeile.alt.gesamt
        )
        titel = _("Weiterverfolgen: {titel}").format(titel=zeile.alt.massnahme)
        offer("weiter", titel, note, Wahl.WEITERVERFOLGEN, abgegeben)
    if zeile.zweite:
        lines.append(Option(KEINE_ZWEITE, _("Doch keine zweite Maßnahme")))
    else:
        offer("pausieren", _("Im nächsten Sprint aussetzen"), "", Wahl.PAUSIEREN)
        offer("vertagen", _("Heute nicht entscheiden, vertagen"), "", Wahl.VERTAGEN)
        offer("ruht", _("Das Team ruht"), "", Wahl.RUHT)
        offer("aufloesen", _("Das Team wird aufgelöst"), "", Wahl.AUFLOESEN)
        if zeile.alt is not None:
            lines.append(Option(ZWEITE, _("Dieses Team soll dazu noch eine zweite Maßnahme aufnehmen …")))
    lines.append(Option(NEUES_TEAM, _("Ein neues Sprintteam bilden …")))
    lines.append(Option(ALLE, _("Unter allen Maßnahmen und Ideen suchen, auch anderer Zielbilder …")))
    for part, heading in (
        ("massnahme", _("Wechseln zu: Maßnahmen")),
        ("idee", _ideas_heading(alle)),
        ("offen", _("Ideen noch ohne Zielbild")),
    ):
        own = [kandidat for kandidat in kandidaten if _part_of(kandidat) == part]
        if own:
            cut = " " + _("(die ersten {n})").format(n=len(own)) if len(own) >= KANDIDATEN_MAX else ""
            lines.append(Tafelzeile(f"kopf-{part}", heading + cut, ueberschrift=True))
        elif part == "idee":
            lines.append(Option("kopf-idee", heading + " " + _("keine"), ueberschrift=True))
        for kandidat in own:
            lines.append(_row(kandidat, zeile, kandidat.id in gemerkt, (vergeben or {}).get(kandidat.id, "")))
            records[kandidat.id] = (Wahl.WECHSELN, kandidat)
    return lines, records


def told_kandidat(kandidat: Kandidat) -> str:
    """Say of a candidate what its columns may have no room for."""
    named = (
        (_("Handlungsfeld"), kandidat.handlungsfeld),
        (_("Stand"), kandidat.stand),
        (_("Ort"), kandidat.ort),
    )
    return " · ".join(f"{name}: {text}" for name, text in named if text)


def _part_of(kandidat: Kandidat) -> str:
    """Return under which heading a candidate stands: nobody has said yet where ideas without a Zielbild belong."""
    return "offen" if kandidat.ohne_zielbild else kandidat.art


def _ideas_heading(alle: bool) -> str:
    return _("Ideen: alle offenen") if alle else _("Ideen: geeignete (d alle)")


def _with(team: str) -> str:
    return _("bei {team}").format(team=team) if team else ""


def _row(kandidat: Kandidat, zeile: Zeile, ticked: bool, team: str) -> Tafelzeile:
    return Tafelzeile(
        kandidat.id,
        kandidat.titel,
        gewaehlt=zeile.wahl is Wahl.WECHSELN and zeile.neu is not None and zeile.neu.id == kandidat.id,
        werte=(
            "" if kandidat.rang is None else str(kandidat.rang),
            kandidat.ko,
            kandidat.punkte,
            kandidat.groesse,
            kandidat.ort,
            kandidat.handlungsfeld,
            kandidat.stand,
            str(kandidat.dafuer) if kandidat.dafuer else "",
        ),
        marke="◆" if ticked else "",
        vergeben=_with(team) or ("" if kandidat.hier else _("anderes Zielbild")),
    )
