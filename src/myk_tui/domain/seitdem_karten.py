"""The one line about the cards of an Auftrag in „Seit dem letzten Treffen“."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.seitdem import Aenderung, Ort, Row
from myk_tui.i18n import ngettext


def told_cards(changes: Sequence[Aenderung], left_out: Collection[Ort], rows: Mapping[Ort, Row]) -> str:
    """„2 fertig, 1 neu, 3 verschoben“: each card is counted once, by the most telling of its changes."""
    counts: defaultdict[str, int] = defaultdict(int)
    cards = {change.id for change in changes if change.tabelle == "aufgabe"}
    for change in changes:
        of_a_card = change.tabelle == "pruefpunkt" and change.zeile.get("aufgabe_id") in cards
        if of_a_card or change.ort in left_out:
            continue
        counts[_card_word(change, rows)] += 1
    words = {
        "fertig": ngettext("{n} fertig", "{n} fertig", counts["fertig"]),
        "neu": ngettext("{n} neu", "{n} neu", counts["neu"]),
        "mitgenommen": ngettext("{n} mitgenommen", "{n} mitgenommen", counts["mitgenommen"]),
        "blockiert": ngettext("{n} blockiert", "{n} blockiert", counts["blockiert"]),
        "bewegt": ngettext("{n} verschoben", "{n} verschoben", counts["bewegt"]),
        "geloescht": ngettext("{n} gelöscht", "{n} gelöscht", counts["geloescht"]),
        "geaendert": ngettext("{n} bearbeitet", "{n} bearbeitet", counts["geaendert"]),
        "zurueck": ngettext("{n} zurückgenommen", "{n} zurückgenommen", counts["zurueck"]),
    }
    return ", ".join(text.format(n=counts[word]) for word, text in words.items() if counts[word])


def _card_word(change: Aenderung, rows: Mapping[Ort, Row]) -> str:
    if change.aufgehoben:
        return "zurueck"
    if change.tabelle != "aufgabe":
        return "geaendert"
    if change.nachher is None:
        return "geloescht"
    column = change.zeile.get("spalte")
    if change.vorher is None and (origin := change.zeile.get("herkunft_aufgabe_id")) is not None:
        # Work of the quarter before: only what has become of it since is news.
        before = rows.get(("aufgabe", str(origin)), {}).get("spalte")
        return str(column) if column in (Spalte.FERTIG, Spalte.BLOCKIERT) and column != before else "mitgenommen"
    if (change.vorher is None or "spalte" in change.nachher) and column in (Spalte.FERTIG, Spalte.BLOCKIERT):
        return str(column)
    if change.vorher is None:
        return "neu"
    return "bewegt" if "spalte" in change.nachher or "auftrag_id" in change.nachher else "geaendert"
