"""What the room sees of a Stimmungsbild: what is asked; numbers only after they were revealed."""

from myk_tui.domain.beamer import Folie, Folienzeile, Schrift
from myk_tui.domain.begriffe import Methode, label
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import notes, results, short_rule, stage_of
from myk_tui.domain.stimmungsbild_regeln import STUFEN_ERKLAERT
from myk_tui.i18n import _


def stimmung_folie(bild: Stimmungsbild, zielbild: str) -> Folie:
    """Return the slide of a vote."""
    above = f"{zielbild} · {label(bild.methode)}"
    if bild.methode is Methode.KONSENT:
        return _konsent(bild, above)
    if not bild.aufgedeckt:
        rule = [Folienzeile(text, Schrift.LEISE) for text in (short_rule(bild),) if text]
        return Folie(_("Stimmungsbild"), (*map(Folienzeile, bild.optionen), *rule), above)
    lines = []
    for found in results(bild):
        style = Schrift.KOPF if found.platz == 1 else Schrift.TEXT
        lines += [
            Folienzeile(f"{found.platz}. {found.option}", style, balken=found.prozent),
            Folienzeile(found.zahl, ein=1),
        ]
    lines += [Folienzeile(note, Schrift.WICHTIG) for note in notes(bild)]
    return Folie(_("Stimmungsbild"), tuple(lines), above)


def _konsent(bild: Stimmungsbild, above: str) -> Folie:
    """Show stage, proposal, and the objections of this and earlier rounds with how they were solved."""
    if not bild.vorschlag:
        return Folie(_("Stimmungsbild"), (), above)
    lines = [Folienzeile(_(STUFEN_ERKLAERT[bild.stufe]), Schrift.LEISE)]
    lines += [Folienzeile(text, Schrift.KOPF) for text in bild.vorschlag.split("\n")]
    for einwand in bild.einwaende:
        lines.append(Folienzeile(("✓ " if einwand.geloest else "! ") + einwand.text))
        if einwand.loesung:
            lines.append(Folienzeile(f"→ {einwand.loesung}", ein=1))
    if bild.vollstaendig or bild.stehende:
        lines += [Folienzeile(note, Schrift.WICHTIG) for note in notes(bild)]
    return Folie(stage_of(bild), tuple(lines), above)
