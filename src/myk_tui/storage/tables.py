"""The complete schema as SQLAlchemy Core tables.

Every value is TEXT or INTEGER, so that a row is at the same time what stands in
the journal and in the JSON snapshot. ``Column.info["kind"]`` says what a value
means and how the snapshot checks it:

===========  =========================================================
``id``       UUID (version 7) as text
``line``     one line of text, at most ``max`` letters
``text``     several lines of text, at most ``max`` letters
``word``     one of ``words``
``date``     ``YYYY-MM-DD``
``time``     UTC, ``YYYY-MM-DDTHH:MM:SS.mmmZ``
``order``    fractional index key, see ``domain.ordnung``
``int``      whole number from ``low`` to ``high``
``bool``     0 or 1
``cent``     money in euro cents
``percent``  0 to 100
``json``     JSON text
===========  =========================================================

Deleting follows the foreign keys through the journal (``journal.Writer.delete``),
never through the database: a cascade in SQLite would leave no trace.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from myk_tui.domain import begriffe as b
from myk_tui.domain.text import TEXT_MAX, TITEL_MAX, ZEILE_MAX
from myk_tui.storage.version import APPLICATION_ID, SCHEMA_REVISION, SCHEMA_VERSION

__all__ = ["APPLICATION_ID", "BY_NAME", "ENTITIES", "HISTORY", "SCHEMA_REVISION", "SCHEMA_VERSION", "STATE", "metadata"]

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Column = sa.Column[Any]


def _id() -> Column:
    return sa.Column("id", sa.Text, primary_key=True, nullable=False, info={"kind": "id"})


def _to(
    name: str, target: str, *, required: bool = False, with_parent: bool | None = None, later: bool = False
) -> Column:
    """Reference to another row.

    ``with_parent`` says whether the row goes when the target is deleted
    (default: if the reference is required); otherwise the reference is emptied.
    ``later`` marks the one reference that closes a circle between tables.
    """
    goes = required if with_parent is None else with_parent
    return sa.Column(
        name,
        sa.Text,
        sa.ForeignKey(f"{target}.id", use_alter=later),
        nullable=not required,
        index=True,
        info={"kind": "id", "with_parent": goes},
    )


def _line(name: str, *, required: bool = False, maximum: int = ZEILE_MAX) -> Column:
    return sa.Column(
        name,
        sa.Text,
        nullable=False,
        server_default=None if required else "",
        info={"kind": "line", "max": maximum, "required": required},
    )


def _titel(name: str = "titel") -> Column:
    return _line(name, required=True, maximum=TITEL_MAX)


def _text(name: str) -> Column:
    return sa.Column(name, sa.Text, nullable=False, server_default="", info={"kind": "text", "max": TEXT_MAX})


def _word(name: str, words: type[StrEnum], default: StrEnum | None = None, *, required: bool = True) -> list[Any]:
    values = [word.value for word in words]
    allowed = ", ".join(f"'{value}'" for value in values)
    column = sa.Column(
        name,
        sa.Text,
        nullable=not required,
        server_default=None if default is None else default.value,
        info={"kind": "word", "words": values},
    )
    return [column, sa.CheckConstraint(f"{name} IN ({allowed})", name=name)]


def _date(name: str, *, required: bool = False) -> Column:
    return sa.Column(name, sa.Text, nullable=not required, info={"kind": "date"})


def _time(name: str, *, required: bool = False) -> Column:
    return sa.Column(name, sa.Text, nullable=not required, info={"kind": "time"})


def _order() -> Column:
    return sa.Column("ordnung", sa.Text, nullable=False, info={"kind": "order"})


def _int(name: str, low: int, high: int, default: int | None = None, *, kind: str = "int") -> list[Any]:
    column = sa.Column(
        name,
        sa.Integer,
        nullable=default is None,
        server_default=None if default is None else str(default),
        info={"kind": kind, "low": low, "high": high},
    )
    return [column, sa.CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=name)]


def _bool(name: str) -> list[Any]:
    return _int(name, 0, 1, 0, kind="bool")


def _cent(name: str) -> list[Any]:
    return _int(name, 0, 100_000_000_000, kind="cent")


def _gewicht() -> list[Any]:
    return _int("gewicht", 1, 100, 1)


def _herkunft() -> list[Any]:
    """Where a record comes from: address of the public source; marked as example or assumed."""
    return [_line("quelle", maximum=2_000), *_bool("beispiel")]


def _table(name: str, *parts: Column | sa.schema.SchemaItem | Sequence[Any]) -> sa.Table:
    flat: list[Any] = []
    for part in parts:
        flat.extend(part) if isinstance(part, list) else flat.append(part)
    return sa.Table(name, metadata, *flat, sqlite_strict=True)


# --- the programme and its strategy -------------------------------------------------

programm = _table(
    "programm",
    _id(),
    _titel("name"),
    _text("vision"),
    _line("traeger"),
    _line("foerderprogramm"),
    _date("foerderende"),
    _int("foerderquote", 0, 100, kind="percent"),
    _line("quelle", maximum=2_000),
    _text("hinweis"),
)

handlungsfeld = _table("handlungsfeld", _id(), _titel("name"), _order(), _herkunft())

gebietskoerperschaft = _table("gebietskoerperschaft", _id(), _titel("name"), _line("art"), _order(), _herkunft())

zielbild = _table(
    "zielbild",
    _id(),
    _titel(),
    _line("untertitel"),
    _text("beschreibung"),
    _gewicht(),
    _order(),
    _herkunft(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    _int("einschaetzung", 0, 100, kind="percent"),
    _text("einschaetzung_grund"),
)

ziel = _table(
    "ziel",
    _id(),
    _to("zielbild_id", "zielbild", required=True),
    _titel(),
    _text("beschreibung"),
    _gewicht(),
    _order(),
    _herkunft(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    _int("einschaetzung", 0, 100, kind="percent"),
    _text("einschaetzung_grund"),
)

loesung = _table(
    "loesung",
    _id(),
    _to("ziel_id", "ziel", required=True),
    _titel(),
    _text("beschreibung"),
    _gewicht(),
    _order(),
    _herkunft(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    _int("einschaetzung", 0, 100, kind="percent"),
    _text("einschaetzung_grund"),
)

massnahme = _table(
    "massnahme",
    _id(),
    # A Maßnahme hangs on a Lösung; as long as that link is not known, on a Zielbild or on nothing.
    _to("loesung_id", "loesung", with_parent=True),
    _to("zielbild_id", "zielbild", with_parent=True),
    _titel(),
    _text("beschreibung"),
    _word("status", b.MassnahmeStatus, b.MassnahmeStatus.VORGESCHLAGEN),
    _int("fortschritt", 0, 100, 0, kind="percent"),
    _gewicht(),
    _order(),
    _bool("leitprojekt"),
    _bool("zuordnung_angenommen"),
    _text("ausgangslage"),
    _text("wirkungsziel"),
    _line("indikator"),
    _line("zielgruppe"),
    _line("orte"),
    _line("verantwortlich"),
    _line("partner"),
    _date("beginn"),
    _date("ende"),
    _cent("kosten_cent"),
    _cent("foerderung_cent"),
    _cent("eigenanteil_cent"),
    _line("kostenart"),
    _word("freigabe", b.FreigabeStand, b.FreigabeStand.OFFEN),
    _line("freigabe_gremium"),
    _date("freigabe_am"),
    _text("verstetigung"),
    _text("grund"),
    _text("lernen"),
    _to("vorgaenger_id", "massnahme"),
    _to("herkunft_idee_id", "idee"),
    _line("status_quelle"),
    _text("weitere_quellen"),
    _text("hinweis"),
    _text("interne_notiz"),
    _herkunft(),
    _line("indikator_start", maximum=40),
    _line("indikator_stand", maximum=40),
    _line("indikator_ziel", maximum=40),
    _int("zuversicht", 0, 10),
    _word("groesse", b.Groesse, required=False),
    _cent("ausgegeben_cent"),
    _bool("schritte_zaehlen"),
    sa.CheckConstraint("loesung_id IS NULL OR zielbild_id IS NULL", name="ein_platz"),
    sa.Index("ix_massnahme_status", "status"),
)

teilschritt = _table(
    "teilschritt",
    _id(),
    _to("massnahme_id", "massnahme", required=True),
    _titel(),
    _bool("erledigt"),
    _order(),
)

massnahme_handlungsfeld = _table(
    "massnahme_handlungsfeld",
    _id(),
    _to("massnahme_id", "massnahme", required=True),
    _to("handlungsfeld_id", "handlungsfeld", required=True),
    _bool("angenommen"),
    sa.UniqueConstraint("massnahme_id", "handlungsfeld_id"),
)

massnahme_ort = _table(
    "massnahme_ort",
    _id(),
    _to("massnahme_id", "massnahme", required=True),
    _to("gebietskoerperschaft_id", "gebietskoerperschaft", required=True),
    sa.UniqueConstraint("massnahme_id", "gebietskoerperschaft_id"),
)

abhaengigkeit = _table(
    "abhaengigkeit",
    _id(),
    _to("massnahme_id", "massnahme", required=True),
    _to("von_massnahme_id", "massnahme", required=True),
    _line("notiz"),
    sa.UniqueConstraint("massnahme_id", "von_massnahme_id"),
    sa.CheckConstraint("massnahme_id <> von_massnahme_id", name="nicht_von_sich"),
)

# --- Ideenspeicher ------------------------------------------------------------------

idee = _table(
    "idee",
    _id(),
    _titel(),
    _text("beschreibung"),
    _word("status", b.IdeeStatus, b.IdeeStatus.NEU),
    _line("herkunft"),
    _to("treffen_id", "treffen"),
    _word("ideengeber_art", b.IdeengeberArt, b.IdeengeberArt.UNBEKANNT),
    _to("ort_id", "gebietskoerperschaft"),
    _line("ort_text"),
    _int("mitwirken", 0, 1, kind="bool"),
    _int("unterstuetzer", 0, 1_000_000, 0),
    _date("eingang"),
    _to("dublette_von_id", "idee"),
    _to("zielbild_id", "zielbild"),
    _to("loesung_id", "loesung"),
    _to("herkunft_massnahme_id", "massnahme", later=True),
    _bool("zuordnung_angenommen"),
    _text("antwort"),
    _date("antwort_am"),
    _text("interne_notiz"),
    _herkunft(),
    _word("groesse", b.Groesse, required=False),
    _date("wieder_ab"),
    sa.Index("ix_idee_status", "status"),
)

idee_handlungsfeld = _table(
    "idee_handlungsfeld",
    _id(),
    _to("idee_id", "idee", required=True),
    _to("handlungsfeld_id", "handlungsfeld", required=True),
    _bool("angenommen"),
    sa.UniqueConstraint("idee_id", "handlungsfeld_id"),
)

kriterium = _table(
    "kriterium",
    _id(),
    _titel("name"),
    _text("beschreibung"),
    _word("art", b.KriteriumArt, b.KriteriumArt.PRIO),
    _int("gewicht_hundertstel", 0, 10_000, 100),
    _order(),
    _bool("ruht"),
    _herkunft(),
)

bewertung = _table(
    "bewertung",
    _id(),
    _to("kriterium_id", "kriterium", required=True),
    _to("idee_id", "idee", with_parent=True),
    _to("massnahme_id", "massnahme", with_parent=True),
    _int("wert", 0, 5),
    _line("notiz"),
    sa.UniqueConstraint("kriterium_id", "idee_id"),
    sa.UniqueConstraint("kriterium_id", "massnahme_id"),
    sa.CheckConstraint("(idee_id IS NULL) <> (massnahme_id IS NULL)", name="ein_gegenstand"),
)

prueffrage = _table(
    "prueffrage",
    _id(),
    _line("kennung", required=True, maximum=60),
    _line("frage", required=True),
    _word("art", b.PrueffrageArt, b.PrueffrageArt.HINWEIS),
    _text("grundlage"),
    _line("regelstand"),
    _order(),
    _bool("ruht"),
    _line("quelle", maximum=2_000),
    sa.UniqueConstraint("kennung"),
)

pruefung = _table(
    "pruefung",
    _id(),
    _to("prueffrage_id", "prueffrage", required=True),
    _to("massnahme_id", "massnahme", required=True),
    _word("antwort", b.Antwort, b.Antwort.OFFEN),
    _text("notiz"),
    _date("bis"),
    _date("geprueft_am"),
    sa.UniqueConstraint("prueffrage_id", "massnahme_id"),
)

ideenpruefung = _table(
    "ideenpruefung",
    _id(),
    _to("prueffrage_id", "prueffrage", required=True),
    _to("idee_id", "idee", required=True),
    _word("antwort", b.Antwort, b.Antwort.OFFEN),
    _text("notiz"),
    _date("geprueft_am"),
    sa.UniqueConstraint("prueffrage_id", "idee_id"),
)

# --- sprints and teams --------------------------------------------------------------

sprint = _table(
    "sprint",
    _id(),
    _int("jahr", 2000, 2100, 2000, kind="year"),
    _int("quartal", 1, 4, 1, kind="quarter"),
    _date("beginn", required=True),
    _date("ende", required=True),
    _word("status", b.SprintStatus, b.SprintStatus.GEPLANT),
    _time("abgeschlossen_um"),
    sa.UniqueConstraint("jahr", "quartal"),
    sa.CheckConstraint("beginn <= ende", name="zeitraum"),
    sa.Index("ix_sprint_aktiv", "status", unique=True, sqlite_where=sa.text("status = 'aktiv'")),
)

sprintteam = _table(
    "sprintteam",
    _id(),
    _to("zielbild_id", "zielbild", with_parent=False),
    _titel("name"),
    _word("status", b.TeamStatus, b.TeamStatus.AKTIV),
    _int("abende", 0, 200),
    _text("notiz"),
    _bool("zuordnung_angenommen"),
    _order(),
    _herkunft(),
)

person = _table("person", _id(), _titel("name"), _line("rolle"), _line("organisation"), _bool("anonym"))

mitglied = _table(
    "mitglied",
    _id(),
    _to("sprintteam_id", "sprintteam", required=True),
    _to("person_id", "person", required=True),
    _to("sprint_id", "sprint", required=True),
    _line("aufgabe"),
    sa.UniqueConstraint("sprintteam_id", "person_id", "sprint_id"),
)

teamquartal = _table(
    "teamquartal",
    _id(),
    _to("sprintteam_id", "sprintteam", required=True),
    _to("sprint_id", "sprint", required=True),
    _int("abende", 0, 200),
    sa.UniqueConstraint("sprintteam_id", "sprint_id"),
)

teamtreffen = _table(
    "teamtreffen",
    _id(),
    _to("sprintteam_id", "sprintteam", required=True),
    _to("sprint_id", "sprint", required=True),
    _date("datum", required=True),
    _line("notiz"),
)

auftrag = _table(
    "auftrag",
    _id(),
    _to("sprint_id", "sprint", required=True),
    _to("sprintteam_id", "sprintteam", required=True),
    _to("massnahme_id", "massnahme", required=True),
    _line("sprintziel"),
    _bool("schwerpunkt"),
    _order(),
    _int("abende_geplant", 0, 200),
    _int("grenze_in_arbeit", 1, 99),
    _text("ergebnis_spannend"),
    _text("ergebnis_erfolg"),
    _text("ergebnis_stolpersteine"),
    _text("ergebnis_bedarf"),
    _int("fortschritt_von", 0, 100, kind="percent"),
    _int("fortschritt_vorschlag", 0, 100, kind="percent"),
    _int("fortschritt_bis", 0, 100, kind="percent"),
    sa.UniqueConstraint("sprint_id", "sprintteam_id", "massnahme_id"),
)

zwischenergebnis = _table(
    "zwischenergebnis",
    _id(),
    _to("auftrag_id", "auftrag", required=True),
    _date("datum", required=True),
    sa.Column("text", sa.Text, nullable=False, info={"kind": "text", "max": TEXT_MAX, "required": True}),
    _int("im_treffen", 0, 1, 1, kind="bool"),
)

aufgabe = _table(
    "aufgabe",
    _id(),
    _to("auftrag_id", "auftrag", required=True),
    _titel(),
    _text("beschreibung"),
    _word("spalte", b.Spalte, b.Spalte.OFFEN),
    _order(),
    _line("wer"),
    _date("faellig"),
    _line("blockiert_grund"),
    _time("spalte_seit"),
    _time("angelegt_um"),
    _time("fertig_um"),
    _bool("archiviert"),
    _to("herkunft_aufgabe_id", "aufgabe"),
    _line("blockiert_loest"),
)

pruefpunkt = _table(
    "pruefpunkt",
    _id(),
    _to("aufgabe_id", "aufgabe", required=True),
    _titel(),
    _bool("erledigt"),
    _order(),
)

unterstuetzung = _table(
    "unterstuetzung",
    _id(),
    _to("sprint_id", "sprint"),
    _to("sprintteam_id", "sprintteam"),
    _to("massnahme_id", "massnahme"),
    _word("art", b.UnterstuetzungArt, b.UnterstuetzungArt.ORGANISATORISCH),
    _titel(),
    _text("beschreibung"),
    _cent("betrag_cent"),
    _bool("freigabe_noetig"),
    _line("wer"),
    _word("status", b.UnterstuetzungStatus, b.UnterstuetzungStatus.OFFEN),
    _text("antwort"),
    _date("bis"),
    _date("gestellt_am"),
    _date("beantwortet_am"),
    _bool("beispiel"),
)

# --- meetings -----------------------------------------------------------------------

treffen = _table(
    "treffen",
    _id(),
    _titel(),
    _to("sprint_id", "sprint"),
    _to("zielbild_id", "zielbild", with_parent=False),
    _date("datum"),
    _line("beginn_geplant", maximum=5),
    _line("ort"),
    _word("status", b.TreffenStatus, b.TreffenStatus.GEPLANT),
    _time("begonnen_um"),
    _time("beendet_um"),
    _time("pause_seit"),
    _int("pause_sekunden", 0, 1_000_000, 0),
    _text("notiz"),
    _text("interne_notiz"),
    _int("protokoll_version", 0, 1_000, 0),
    _bool("beispiel"),
    _time("pause_bis"),
    sa.Column("puls", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
)

tagesordnungspunkt = _table(
    "tagesordnungspunkt",
    _id(),
    _to("treffen_id", "treffen", required=True),
    _word("art", b.PunktArt, b.PunktArt.SONSTIGES),
    _titel(),
    _to("zielbild_id", "zielbild", with_parent=False),
    _to("sprintteam_id", "sprintteam", with_parent=False),
    _int("minuten", 0, 600, 0),
    _line("verantwortlich"),
    _text("notiz"),
    _text("interne_notiz"),
    _word("status", b.PunktStatus, b.PunktStatus.OFFEN),
    _order(),
    _time("begonnen_um"),
    _time("beendet_um"),
    _int("sekunden", 0, 1_000_000, 0),
)

anwesenheit = _table(
    "anwesenheit",
    _id(),
    _to("treffen_id", "treffen", required=True),
    _titel("gruppe"),
    _int("anzahl", 0, 100_000, 0),
    _time("um"),
)

vereinbarung = _table(
    "vereinbarung",
    _id(),
    _to("treffen_id", "treffen", with_parent=True),
    _titel(),
    _line("wer"),
    _date("bis"),
    _bool("erledigt"),
    _order(),
)

parkthema = _table(
    "parkthema",
    _id(),
    _to("treffen_id", "treffen", with_parent=True),
    _titel(),
    _bool("erledigt"),
    _order(),
)

arbeitsweise = _table(
    "arbeitsweise",
    _id(),
    _to("treffen_id", "treffen", with_parent=True),
    _word("art", b.ArbeitsweiseArt, b.ArbeitsweiseArt.BEIBEHALTEN),
    _titel(),
    _order(),
)

protokollfassung = _table(
    "protokollfassung",
    _id(),
    _to("treffen_id", "treffen", required=True),
    _int("version", 1, 1_000, 1),
    _time("um", required=True),
    sa.Column("inhalt", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
    sa.UniqueConstraint("treffen_id", "version"),
)

neuigkeit = _table(
    "neuigkeit",
    _id(),
    _to("treffen_id", "treffen"),
    _date("datum"),
    _titel(),
    _text("text"),
    _order(),
    _herkunft(),
)

# --- decisions ----------------------------------------------------------------------

entscheidung = _table(
    "entscheidung",
    _id(),
    _to("sprint_id", "sprint", required=True),
    _to("zielbild_id", "zielbild", required=True),
    _to("treffen_id", "treffen"),
    _int("jahr", 2000, 2100, kind="year"),
    _int("nummer", 1, 9_999),
    _int("version", 1, 999, 1),
    _to("vorgaenger_id", "entscheidung"),
    _word("status", b.EntscheidungStatus, b.EntscheidungStatus.ENTWURF),
    _word("methode", b.Methode, b.Methode.OHNE),
    sa.Column("methode_daten", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
    _text("begruendung"),
    _line("naechster_schritt"),
    _line("naechstes_gremium"),
    _date("naechster_schritt_bis"),
    _date("vertagt_bis"),
    _time("beschlossen_um"),
    _text("interne_notiz"),
    _line("frage"),
    _date("wiedervorlage"),
    sa.UniqueConstraint("sprint_id", "zielbild_id", "version"),
    sa.UniqueConstraint("jahr", "nummer", "version"),
)

entscheidung_zeile = _table(
    "entscheidung_zeile",
    _id(),
    _to("entscheidung_id", "entscheidung", required=True),
    _to("sprintteam_id", "sprintteam", required=True),
    _to("auftrag_id", "auftrag", with_parent=False),
    _word("wahl", b.Wahl, required=False),
    _to("massnahme_id", "massnahme", with_parent=False),
    _to("idee_id", "idee", with_parent=False),
    _to("loesung_id", "loesung", with_parent=False),
    _word("verbleib", b.Verbleib, required=False),
    _text("grund"),
    _text("lernen"),
    _text("begruendung"),
    _line("sprintziel"),
    _int("fortschritt", 0, 100, kind="percent"),
    _int("karten_mitnehmen", 0, 1, kind="bool"),
    _bool("schwerpunkt"),
    _date("vertagt_bis"),
    _text("erste_karten"),
    _text("bedarf"),
    _order(),
    _word("urteil", b.Urteil, required=False),
    _text("urteil_grund"),
    sa.CheckConstraint("massnahme_id IS NULL OR idee_id IS NULL", name="ein_ziel"),
)

# --- history ------------------------------------------------------------------------

schritt = sa.Table(
    "schritt",
    metadata,
    sa.Column("nr", sa.Integer, primary_key=True, nullable=False, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("id", sa.Text, nullable=False, unique=True, info={"kind": "id"}),
    sa.Column("titel", sa.Text, nullable=False, info={"kind": "line", "max": ZEILE_MAX}),
    sa.Column("um", sa.Text, nullable=False, info={"kind": "time"}),
    sa.Column("akteur", sa.Text, nullable=False, server_default="", info={"kind": "line", "max": ZEILE_MAX}),
    sa.Column("art", sa.Text, nullable=False, info={"kind": "word", "words": ["tun", "zurueck", "wieder"]}),
    # A linked list that makes undo and redo one look-up each, see ``journal``.
    sa.Column("bezug_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("zurueck_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("davor_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("wieder_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.Column("danach_nr", sa.Integer, info={"kind": "int", "low": 1, "high": 2**53}),
    sa.CheckConstraint("art IN ('tun', 'zurueck', 'wieder')", name="art"),
    sa.Index("ix_schritt_bezug_nr", "bezug_nr"),
    sqlite_strict=True,
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column(
        "schritt_nr",
        sa.Integer,
        sa.ForeignKey("schritt.nr"),
        primary_key=True,
        nullable=False,
        info={"kind": "int", "low": 1, "high": 2**53},
    ),
    sa.Column("pos", sa.Integer, primary_key=True, nullable=False, info={"kind": "int", "low": 0, "high": 2**53}),
    sa.Column("tabelle", sa.Text, nullable=False, info={"kind": "line", "max": 60}),
    sa.Column("zeile_id", sa.Text, nullable=False, info={"kind": "id"}),
    sa.Column("vorher", sa.Text, info={"kind": "json"}),
    sa.Column("nachher", sa.Text, info={"kind": "json"}),
    sa.Index("ix_journal_zeile", "tabelle", "zeile_id", "schritt_nr"),
    sqlite_strict=True,
)

merker = sa.Table(
    "merker",
    metadata,
    sa.Column("schluessel", sa.Text, primary_key=True, nullable=False, info={"kind": "line", "max": 200}),
    sa.Column("wert", sa.Text, nullable=False, info={"kind": "json"}),
    sqlite_strict=True,
)
"""Where a window stands (open page of the wizard, folded nodes): no content, not journaled, in no snapshot."""

HISTORY = (schritt, journal)
"""Tables that the journal itself consists of."""

STATE = (merker,)
"""Tables without content: neither in the journal nor in a snapshot."""

ENTITIES: tuple[sa.Table, ...] = tuple(table for table in metadata.sorted_tables if table not in HISTORY + STATE)
"""All tables with content, parents before children as far as the references allow it."""

BY_NAME: dict[str, sa.Table] = {table.name: table for table in metadata.sorted_tables}
