"""What the room sees of each place: a slide made of the same values that the place itself shows."""

from collections.abc import Callable

from myk_tui.domain.balken import bar_cells
from myk_tui.domain.beamer import Folie, Folienzeile, Schrift, Stand
from myk_tui.domain.begriffe import Spalte, Wahl, label
from myk_tui.domain.entscheidung import Entscheidung, Zeile
from myk_tui.domain.kalender import show_date
from myk_tui.domain.spaltennamen import Spaltennamen
from myk_tui.domain.sprintboard import Bahn, Karte, show_rest
from myk_tui.domain.sprintreihe import Spalte as Saeule
from myk_tui.domain.sprintreihe import diagramme, names_of, note_of
from myk_tui.domain.zielbaum import EBENE_NAMES, Ebene, Zielbaum, rounded
from myk_tui.i18n import _, ngettext
from myk_tui.screens.beamer_beschluss import abschluss_folie
from myk_tui.screens.beamer_stimmung import stimmung_folie
from myk_tui.screens.beamer_treffen import arbeitsweise_folie, neuigkeiten_folie, seitdem_folie, treffen_folie
from myk_tui.services import Services

SPRINTS_SHOWN, BAR_SHOWN = 4, 40
"""How many sprints a slide shows, and how long its longest bar is."""

Maker = Callable[[Services, str], Folie]


def folie_of(services: Services, stand: Stand) -> Folie:
    """Return the slide for where the moderator is; raises MykError if it cannot be read."""
    if stand.dunkel:
        return Folie("", dunkel=True)
    return _MAKERS.get(stand.ziel, _uebersicht)(services, stand.stelle)


def _uebersicht(services: Services, _stelle: str) -> Folie:
    stand = services.uebersicht.load_uebersicht()
    lines = [Folienzeile(zielbild.titel, Schrift.KOPF, balken=rounded(zielbild.wert)) for zielbild in stand.zielbilder]
    if stand.sprint is None:
        return Folie(stand.programm, tuple(lines))
    left = show_rest(stand.tage, stand.beginnt) if stand.tage >= 0 else ""
    above = " · ".join(filter(None, (_("Sprint {name}").format(name=stand.sprint.name), left)))
    return Folie(stand.programm, tuple(lines), above)


def _zielbaum(services: Services, stelle: str) -> Folie:
    tree = services.zielbaum.load_zielbaum()
    node = tree.nach_id.get(stelle, tree.wurzel)
    path = " › ".join(above.titel for above in tree.pfad(node.id)[1:-1])
    if node.ebene is Ebene.MASSNAHME:
        return _massnahme(services, tree, node.id, path)
    lines = [
        Folienzeile(child.titel, balken=rounded(tree.fortschritt[child.id].wert))
        for child in (tree.nach_id[child_id] for child_id in tree.kinder.get(node.id, ()))
    ]
    own = Folienzeile(_(EBENE_NAMES[node.ebene]), Schrift.KOPF, balken=rounded(tree.fortschritt[node.id].wert))
    return Folie(node.titel, (own, *lines), path)


def _massnahme(services: Services, tree: Zielbaum, massnahme_id: str, path: str) -> Folie:
    node = tree.nach_id[massnahme_id]
    row = services.zielbaum.load_knoten(Ebene.MASSNAHME, massnahme_id)
    assert node.status is not None
    lines = [Folienzeile(label(node.status), Schrift.KOPF, balken=rounded(tree.fortschritt[node.id].wert))]
    lines += [
        Folienzeile(str(row[column]))
        for column in ("beschreibung", "wirkungsziel", "orte")
        if str(row.get(column) or "").strip()
    ]
    return Folie(node.titel, tuple(lines), path)


def _ideenspeicher(services: Services, stelle: str) -> Folie:
    ideen = services.ideenspeicher.load_ideen()
    if not any(idee.id == stelle for idee in ideen):
        count = ngettext("{n} Idee", "{n} Ideen", len(ideen)).format(n=len(ideen))
        return Folie(_("Ideenspeicher"), (Folienzeile(count, Schrift.KOPF),))
    idee = services.ideenspeicher.load_idee(stelle)
    support = ngettext("{n} Person unterstützt sie", "{n} Personen unterstützen sie", idee.unterstuetzer)
    facts = [label(idee.status), idee.ort, support.format(n=idee.unterstuetzer) if idee.unterstuetzer else ""]
    lines = [Folienzeile(" · ".join(filter(None, facts)), Schrift.KOPF)]
    if idee.beschreibung:
        lines.append(Folienzeile(idee.beschreibung))
    if idee.passt_zu:
        lines.append(Folienzeile(_("Passt zu: {titel}").format(titel=idee.passt_zu), Schrift.LEISE))
    return Folie(idee.titel, tuple(lines), _("Idee"))


def _sprintboard(services: Services, stelle: str) -> Folie:
    board = services.sprintboard.load_board()
    if board is None:
        return Folie(_("Noch kein Sprint begonnen"))
    above = _("Sprint {name}").format(name=board.sprint_name)
    lane_id, _slash, card_id = stelle.partition("/")
    lane = next((bahn for bahn in board.bahnen if bahn.id == lane_id), None)
    if lane is not None:
        card = next((karte for karte in lane.karten if karte.id == card_id), None)
        points = () if card is None else services.karten.load_punkte(card.id)
        return _bahn(lane, above, card, points, board.namen)
    lines = [
        Folienzeile(
            _("{fertig} von {alle} fertig: {massnahme}").format(
                fertig=bahn.fertig, alle=len(bahn.karten), massnahme=bahn.massnahme
            )
        )
        for bahn in board.bahnen
        if not bahn.leer
    ]
    return Folie(_("Sprintboard"), tuple(lines), above)


def _bahn(
    bahn: Bahn, above: str, karte: Karte | None, punkte: tuple[tuple[str, str, bool], ...], namen: Spaltennamen
) -> Folie:
    """Show a lane; the card under the cursor whole and before the others, for it is what is spoken about."""
    lines = [] if karte is None else _karte(karte, punkte, namen)
    lines += [Folienzeile(bahn.sprintziel, Schrift.KOPF)] if bahn.sprintziel else []
    for spalte in Spalte:
        cards = [karte for karte in bahn.karten if karte.spalte is spalte]
        if cards:
            style = Schrift.WICHTIG if spalte is Spalte.BLOCKIERT else Schrift.KOPF
            lines.append(Folienzeile(f"{namen.name(spalte)} ({len(cards)})", style))
            lines += [Folienzeile(karte.titel, ein=1) for karte in cards]
    return Folie(bahn.massnahme, tuple(lines), f"{above} · {bahn.team}")


def _karte(karte: Karte, punkte: tuple[tuple[str, str, bool], ...], namen: Spaltennamen) -> list[Folienzeile]:
    """Show a card with its reason, its date, who takes care and its checklist."""
    lines = [Folienzeile(f"› {karte.titel} ({namen.name(karte.spalte)})", Schrift.KOPF)]
    if karte.spalte is Spalte.BLOCKIERT:
        facts = (
            karte.blockiert_grund,
            _("löst: {wer}").format(wer=karte.blockiert_loest) if karte.blockiert_loest else "",
            ngettext("seit {n} Tag blockiert", "seit {n} Tagen blockiert", karte.tage).format(n=karte.tage)
            if karte.tage
            else "",
        )
        if any(facts):
            lines.append(Folienzeile("× " + " · ".join(filter(None, facts)), Schrift.WICHTIG, ein=1))
    if karte.faellig is not None and karte.spalte is not Spalte.FERTIG:
        due = _("überfällig seit {tag}") if karte.ueberfaellig else _("fällig am {tag}")
        style = Schrift.WICHTIG if karte.ueberfaellig else Schrift.TEXT
        lines.append(Folienzeile(due.format(tag=show_date(karte.faellig)), style, ein=1))
    if karte.wer:
        lines.append(Folienzeile(_("kümmert sich: {wer}").format(wer=karte.wer), ein=1))
    lines += [Folienzeile(f"{'☑' if done else '☐'} {title}", ein=1) for _id, title, done in punkte]
    return lines


def _entscheidung(services: Services, stelle: str) -> Folie:
    abschluss = services.entscheidung.load_sprintabschluss()
    if abschluss is None:
        return Folie(_("Noch kein Sprint begonnen"))
    zielbild_id, _slash, page = stelle.partition("/")
    closed = abschluss_folie(services) if page == "fertig" else None
    if closed is not None:
        return closed
    for decision in abschluss.entscheidungen:
        if decision.zielbild_id == zielbild_id:
            if page != "stimmung" or decision.id is None:
                return _decision(decision, page)
            return stimmung_folie(services.stimmungsbild.load_bild(decision.id), decision.zielbild)
    lines = [
        Folienzeile(decision.zielbild + (f" ✓ {decision.nummer}" if decision.nummer else ""), Schrift.KOPF)
        for decision in abschluss.entscheidungen
    ]
    return Folie(_("Sprint abschließen"), tuple(lines), _("Sprint {name}").format(name=abschluss.sprint.name))


def _decision(decision: Entscheidung, page: str) -> Folie:
    lines: list[Folienzeile] = []
    if decision.nummer:
        lines.append(Folienzeile(f"✓ {decision.nummer}", Schrift.KOPF))
    for zeile in decision.zeilen:
        lines += _lookback(zeile) if page.startswith("rueckblick") else _choice(zeile)
    return Folie(decision.zielbild, tuple(lines), _("Wie geht es weiter?"))


def _lookback(zeile: Zeile) -> list[Folienzeile]:
    lines = [Folienzeile(zeile.team, Schrift.KOPF)]
    if zeile.alt is None:
        return [*lines, Folienzeile(_("ohne Maßnahme in diesem Sprint"), ein=1)]
    done = _("{fertig} von {alle} Karten fertig").format(fertig=zeile.alt.fertig, alle=zeile.alt.gesamt)
    return [
        *lines,
        Folienzeile(zeile.alt.massnahme, balken=zeile.alt.fortschritt, ein=1),
        Folienzeile(" · ".join(filter(None, (zeile.alt.sprintziel, done))), ein=1),
    ]


def _choice(zeile: Zeile) -> list[Folienzeile]:
    lines = [Folienzeile(zeile.team, Schrift.KOPF)]
    if zeile.alt is not None:
        lines.append(Folienzeile(_("bisher: {titel}").format(titel=zeile.alt.massnahme), Schrift.LEISE, ein=1))
    if zeile.wahl is None:
        ways = [label(wahl) for wahl in Wahl if wahl is not Wahl.WEITERVERFOLGEN or zeile.alt is not None]
        return [*lines, Folienzeile(_("noch offen: {wege}").format(wege=", ".join(ways)), ein=1)]
    chosen = label(zeile.wahl)
    if zeile.wahl is Wahl.WECHSELN and zeile.neu is not None:
        said = _("nimmt dazu auf: {titel}") if zeile.zweite else _("wechselt zu: {titel}")
        chosen = said.format(titel=zeile.neu.titel)
    lines.append(Folienzeile(f"→ {chosen}", Schrift.WICHTIG, ein=1))
    if zeile.sprintziel:
        lines.append(Folienzeile(_("in drei Monaten: {ziel}").format(ziel=zeile.sprintziel), ein=1))
    return lines


def _sprintreihe(services: Services, stelle: str) -> Folie:
    """Show one chart of the series; the newest sprints, as far as the room can read them."""
    series = services.sprintreihe.load_sprintreihe()
    charts = diagramme(series)
    chart = charts[min(int(stelle) if stelle.isdigit() else 0, len(charts) - 1)]
    names = list(enumerate(names_of(series)))[-SPRINTS_SHOWN:] if chart.namen is None else list(enumerate(chart.namen))
    lines: list[Folienzeile] = [] if names else [Folienzeile(note_of(series))]
    for title, columns in chart.bloecke:
        lines += [Folienzeile(title, Schrift.KOPF)] if title else []
        for place, name in names:
            lines += [_progress(columns[0], place, name)] if title else _counts(columns, place, name)
    hidden = len(series.sprints) - len(names) if chart.namen is None else 0
    if hidden:
        more = ngettext("davor {n} weiterer Sprint", "davor {n} weitere Sprints", hidden).format(n=hidden)
        lines.append(Folienzeile(more, Schrift.LEISE))
    return Folie(chart.titel, tuple(lines), services.uebersicht.load_uebersicht().programm)


def _progress(column: Saeule, place: int, name: str) -> Folienzeile:
    text, value = column.texte[place], column.werte[place]
    number = f"{value} %"
    if not text.startswith(number):
        return Folienzeile(f"{name}: {text}", ein=1)
    return Folienzeile(name + text.removeprefix(number), balken=value, ein=1)


def _counts(columns: tuple[Saeule, ...], place: int, name: str) -> list[Folienzeile]:
    most = max(column.groesster for column in columns)
    bars = [column.zeichen * bar_cells(column.werte[place], most, BAR_SHOWN) for column in columns]
    words = ", ".join(f"{column.kopf} {column.texte[place]}" for column in columns)
    return [Folienzeile(f"{name}: {words}", Schrift.KOPF), *(Folienzeile(bar, ein=1) for bar in bars if bar)]


_MAKERS: dict[str, Maker] = {
    "uebersicht": _uebersicht,
    "zielbaum": _zielbaum,
    "ideenspeicher": _ideenspeicher,
    "sprintboard": _sprintboard,
    "entscheidung": _entscheidung,
    "seitdem": seitdem_folie,
    "sprintreihe": _sprintreihe,
    "treffen": treffen_folie,
    "neuigkeiten": neuigkeiten_folie,
    "arbeitsweise": arbeitsweise_folie,
}
"""The slide of each screen, by its name; the overview for any other."""
