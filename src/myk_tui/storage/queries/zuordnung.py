"""Reading the places an idea can belong to, with the words that stand at them."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from myk_tui.domain.zuordnung import Platz
from myk_tui.i18n import _
from myk_tui.storage import tables as t

PLATZ_TABLES = frozenset({"zielbild", "ziel", "loesung", "massnahme", "massnahme_handlungsfeld", "handlungsfeld"})
"""What ``load_plaetze`` reads."""


def load_plaetze(connection: sa.Connection) -> Iterator[Platz]:
    """Yield the Lösungen, then the Zielbilder, each with what stands above it and the fields of its Maßnahmen."""
    z, s, lo = t.zielbild.c, t.ziel.c, t.loesung.c
    fields = _fields(connection)
    query = (
        sa.select(lo.id, lo.titel, lo.beschreibung, s.titel.label("ziel"), s.beschreibung.label("ziel_text"))
        .add_columns(z.titel.label("zielbild"), z.beschreibung.label("zielbild_text"))
        .join(t.ziel, s.id == lo.ziel_id)
        .join(t.zielbild, z.id == s.zielbild_id)
        .order_by(z.ordnung, s.ordnung, lo.ordnung, lo.id)
    )
    for row in connection.execute(query):
        text = "\n".join((row.beschreibung, row.ziel_text, *fields.get(row.id, ())))
        yield Platz(row.id, _("Lösung"), row.titel, f"{row.ziel} {row.zielbild}", text)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for zielbild_id, titel in connection.execute(sa.select(s.zielbild_id, s.titel).order_by(s.ordnung)):
        below[zielbild_id].append(titel)
    for row in connection.execute(sa.select(z.id, z.titel, z.untertitel, z.beschreibung).order_by(z.ordnung, z.id)):
        text = "\n".join((row.untertitel, row.beschreibung, *fields.get(row.id, ())))
        yield Platz(row.id, _("Zielbild"), row.titel, " ".join(below.get(row.id, ())), text)


def _fields(connection: sa.Connection) -> dict[str, list[str]]:
    """Return by id of a Lösung or a Zielbild the names of the Handlungsfelder of the Maßnahmen right below it."""
    m = t.massnahme.c
    place = sa.func.coalesce(m.loesung_id, m.zielbild_id)
    query = (
        sa.select(place, t.handlungsfeld.c.name)
        .join(t.massnahme_handlungsfeld, t.massnahme_handlungsfeld.c.massnahme_id == m.id)
        .join(t.handlungsfeld, t.handlungsfeld.c.id == t.massnahme_handlungsfeld.c.handlungsfeld_id)
        .where(place.is_not(None))
        .distinct()
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place_id, name in connection.execute(query):
        found[place_id].append(name)
    return found
