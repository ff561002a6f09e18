"""Reading the longer texts that the search looks into; internal notes are never among them."""

from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa

from myk_tui.domain.begriffe import Methode, Urteil, Verbleib, Wahl, label
from myk_tui.domain.suche import Fundart
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection

Inhalt = tuple[str, str]
"""Id of a row and its longer texts, one below the other."""

_COLUMNS: dict[Fundart, tuple[str, ...]] = {
    Fundart.ZIELBILD: ("untertitel", "beschreibung"),
    Fundart.ZIEL: ("beschreibung",),
    Fundart.LOESUNG: ("beschreibung",),
    Fundart.SPRINTTEAM: ("notiz",),
    Fundart.ERGEBNIS: (
        "sprintziel",
        "ergebnis_spannend",
        "ergebnis_erfolg",
        "ergebnis_stolpersteine",
        "ergebnis_bedarf",
    ),
    Fundart.ZWISCHENERGEBNIS: ("text",),
    Fundart.UNTERSTUETZUNG: ("beschreibung", "wer", "antwort"),
    Fundart.NEUIGKEIT: ("text", "quelle"),
    Fundart.MASSNAHME: (
        *("beschreibung", "ausgangslage", "wirkungsziel", "indikator", "zielgruppe", "orte", "verantwortlich"),
        *("partner", "kostenart", "freigabe_gremium", "verstetigung", "grund", "lernen", "hinweis"),
    ),
    Fundart.IDEE: ("beschreibung", "antwort", "herkunft", "ort_text"),
    Fundart.AUFGABE: ("beschreibung", "blockiert_grund", "blockiert_loest", "wer"),
    Fundart.TREFFEN: ("notiz",),
}
"""What is looked into, besides the title."""

_MORE: dict[Fundart, str] = {
    Fundart.MASSNAHME: (
        "(SELECT group_concat(g.name, ' ') FROM massnahme_ort o JOIN gebietskoerperschaft g"
        " ON g.id = o.gebietskoerperschaft_id WHERE o.massnahme_id = x.id) || char(10) || "
        "coalesce((SELECT group_concat(s.titel, char(10)) FROM teilschritt s WHERE s.massnahme_id = x.id), '')"
    ),
    Fundart.IDEE: "(SELECT g.name FROM gebietskoerperschaft g WHERE g.id = x.ort_id)",
    Fundart.AUFGABE: "(SELECT group_concat(p.titel, char(10)) FROM pruefpunkt p WHERE p.aufgabe_id = x.id)",
    Fundart.TREFFEN: (
        "(SELECT group_concat(p.titel || char(10) || p.notiz, char(10)) FROM tagesordnungspunkt p"
        " WHERE p.treffen_id = x.id)"
    ),
}


def _text(art: Fundart) -> str:
    parts = [f"x.{column}" for column in _COLUMNS[art]]
    if art in _MORE:
        parts.append(f"coalesce({_MORE[art]}, '')")
    return " || char(10) || ".join(parts)


_SELECT = {art: f"SELECT x.id, {_text(art)} FROM {art.value} x WHERE " for art in _COLUMNS}

KINDS = (*_COLUMNS, Fundart.ENTSCHEIDUNG)
"""All kinds that have longer texts."""


def load_inhalte_after(connection: sa.Connection, art: Fundart, last: str, most: int) -> list[Inhalt]:
    """Return the texts of up to ``most`` rows of a kind whose ids follow ``last``, in the order of their ids."""
    if art is Fundart.ENTSCHEIDUNG:
        ids = sa.select(t.entscheidung.c.id).where(t.entscheidung.c.id > last, t.entscheidung.c.nummer.is_not(None))
        return list(_decisions(connection, list(connection.scalars(ids.order_by(t.entscheidung.c.id).limit(most)))))
    query = _SELECT[art] + "x.id > ? ORDER BY x.id LIMIT ?"
    return plain_connection(connection).execute(query, (last, most)).fetchall()


def load_inhalte(connection: sa.Connection, art: Fundart, ids: Sequence[str]) -> dict[str, str]:
    """Return by id the texts of rows of a kind."""
    if art is Fundart.ENTSCHEIDUNG:
        return dict(_decisions(connection, ids))
    if art not in _SELECT:
        return {}
    places = ",".join("?" * len(ids))
    return dict(plain_connection(connection).execute(f"{_SELECT[art]}x.id IN ({places})", tuple(ids)).fetchall())


def _decisions(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Inhalt]:
    """Yield what decisions say: method, reasons, next step, and line by line what became of which Maßnahme."""
    e, z = t.entscheidung.c, t.entscheidung_zeile.c
    old = t.massnahme.alias("alt")
    parts: dict[str, list[str]] = {}
    heads = sa.select(e.id, e.methode, e.frage, e.begruendung, e.naechster_schritt, e.naechstes_gremium)
    for row in connection.execute(heads.where(e.id.in_(ids))):
        parts[row.id] = [label(Methode(row.methode)), *row[2:]]
    lines = (
        sa.select(z.entscheidung_id, t.sprintteam.c.name, t.massnahme.c.titel, t.idee.c.titel, old.c.titel)
        .add_columns(z.sprintziel, z.grund, z.lernen, z.begruendung, z.urteil_grund, z.wahl, z.verbleib, z.urteil)
        .join(t.sprintteam, t.sprintteam.c.id == z.sprintteam_id)
        .outerjoin(t.massnahme, t.massnahme.c.id == z.massnahme_id)
        .outerjoin(t.idee, t.idee.c.id == z.idee_id)
        .outerjoin(t.auftrag, t.auftrag.c.id == z.auftrag_id)
        .outerjoin(old, old.c.id == t.auftrag.c.massnahme_id)
        .where(z.entscheidung_id.in_(ids))
        .order_by(z.entscheidung_id, z.ordnung, z.id)
    )
    words: tuple[Callable[[str], str], ...] = (
        lambda word: label(Wahl(word)),
        lambda word: label(Verbleib(word)),
        lambda word: label(Urteil(word)),
    )
    for entscheidung_id, *told in connection.execute(lines):
        chosen = [wording(word) for wording, word in zip(words, told[-3:], strict=True) if word]
        parts[entscheidung_id] += [*filter(None, told[:-3]), *chosen]
    for entscheidung_id, said in parts.items():
        yield entscheidung_id, "\n".join(filter(None, said))
