"""The programme, its goal tree, the Ideenspeicher, criteria and checks."""

import sqlalchemy as sa

from myk_tui.domain import begriffe as b
from myk_tui.domain.spaltennamen import NAME_MAX, feld_of
from myk_tui.storage.columns import (
    bool_column,
    cent_column,
    date_column,
    id_column,
    int_column,
    line_column,
    make_table,
    order_column,
    origin_columns,
    reference,
    text_column,
    title_column,
    weight_column,
    word_column,
)

programm = make_table(
    "programm",
    id_column(),
    title_column("name"),
    text_column("vision"),
    line_column("traeger"),
    line_column("foerderprogramm"),
    date_column("foerderende"),
    int_column("foerderquote", 0, 100, kind="percent"),
    line_column("quelle", maximum=2_000),
    text_column("hinweis"),
    # Names of the columns of the board; empty: the usual one.
    *(line_column(feld_of(spalte), maximum=NAME_MAX) for spalte in b.Spalte),
)

handlungsfeld = make_table("handlungsfeld", id_column(), title_column("name"), order_column(), origin_columns())

gebietskoerperschaft = make_table(
    "gebietskoerperschaft", id_column(), title_column("name"), line_column("art"), order_column(), origin_columns()
)

zielbild = make_table(
    "zielbild",
    id_column(),
    title_column(),
    line_column("untertitel"),
    text_column("beschreibung"),
    weight_column(),
    order_column(),
    origin_columns(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    int_column("einschaetzung", 0, 100, kind="percent"),
    text_column("einschaetzung_grund"),
)

ziel = make_table(
    "ziel",
    id_column(),
    reference("zielbild_id", "zielbild", required=True),
    title_column(),
    text_column("beschreibung"),
    weight_column(),
    order_column(),
    origin_columns(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    int_column("einschaetzung", 0, 100, kind="percent"),
    text_column("einschaetzung_grund"),
)

loesung = make_table(
    "loesung",
    id_column(),
    reference("ziel_id", "ziel", required=True),
    title_column(),
    text_column("beschreibung"),
    weight_column(),
    order_column(),
    origin_columns(),
    # What the round thinks of the progress, beside the computed number and never instead of it.
    int_column("einschaetzung", 0, 100, kind="percent"),
    text_column("einschaetzung_grund"),
)

massnahme = make_table(
    "massnahme",
    id_column(),
    # A Maßnahme hangs on a Lösung; as long as that link is not known, on a Zielbild or on nothing.
    reference("loesung_id", "loesung", with_parent=True),
    reference("zielbild_id", "zielbild", with_parent=True),
    title_column(),
    text_column("beschreibung"),
    word_column("status", b.MassnahmeStatus, b.MassnahmeStatus.VORGESCHLAGEN),
    int_column("fortschritt", 0, 100, 0, kind="percent"),
    weight_column(),
    order_column(),
    bool_column("leitprojekt"),
    bool_column("zuordnung_angenommen"),
    text_column("ausgangslage"),
    text_column("wirkungsziel"),
    line_column("indikator"),
    line_column("zielgruppe"),
    line_column("orte"),
    line_column("verantwortlich"),
    line_column("partner"),
    date_column("beginn"),
    date_column("ende"),
    cent_column("kosten_cent"),
    cent_column("foerderung_cent"),
    cent_column("eigenanteil_cent"),
    line_column("kostenart"),
    word_column("freigabe", b.FreigabeStand, b.FreigabeStand.OFFEN),
    line_column("freigabe_gremium"),
    date_column("freigabe_am"),
    text_column("verstetigung"),
    text_column("grund"),
    text_column("lernen"),
    reference("vorgaenger_id", "massnahme"),
    reference("herkunft_idee_id", "idee"),
    line_column("status_quelle"),
    text_column("weitere_quellen"),
    text_column("hinweis"),
    text_column("interne_notiz"),
    origin_columns(),
    line_column("indikator_start", maximum=40),
    line_column("indikator_stand", maximum=40),
    line_column("indikator_ziel", maximum=40),
    int_column("zuversicht", 0, 10),
    word_column("groesse", b.Groesse, required=False),
    cent_column("ausgegeben_cent"),
    bool_column("schritte_zaehlen"),
    sa.CheckConstraint("loesung_id IS NULL OR zielbild_id IS NULL", name="ein_platz"),
    sa.Index("ix_massnahme_status", "status"),
    sa.Index("ix_massnahme_loesung_id_status", "loesung_id", "status", "freigabe", "ordnung", "id"),
)

teilschritt = make_table(
    "teilschritt",
    id_column(),
    reference("massnahme_id", "massnahme", required=True),
    title_column(),
    bool_column("erledigt"),
    order_column(),
)

massnahme_handlungsfeld = make_table(
    "massnahme_handlungsfeld",
    id_column(),
    reference("massnahme_id", "massnahme", required=True),
    reference("handlungsfeld_id", "handlungsfeld", required=True),
    bool_column("angenommen"),
    sa.UniqueConstraint("massnahme_id", "handlungsfeld_id"),
)

massnahme_ort = make_table(
    "massnahme_ort",
    id_column(),
    reference("massnahme_id", "massnahme", required=True),
    reference("gebietskoerperschaft_id", "gebietskoerperschaft", required=True),
    sa.UniqueConstraint("massnahme_id", "gebietskoerperschaft_id"),
)

abhaengigkeit = make_table(
    "abhaengigkeit",
    id_column(),
    reference("massnahme_id", "massnahme", required=True),
    reference("von_massnahme_id", "massnahme", required=True),
    line_column("notiz"),
    sa.UniqueConstraint("massnahme_id", "von_massnahme_id"),
    sa.CheckConstraint("massnahme_id <> von_massnahme_id", name="nicht_von_sich"),
)

idee = make_table(
    "idee",
    id_column(),
    title_column(),
    text_column("beschreibung"),
    word_column("status", b.IdeeStatus, b.IdeeStatus.NEU),
    line_column("herkunft"),
    reference("treffen_id", "treffen"),
    word_column("ideengeber_art", b.IdeengeberArt, b.IdeengeberArt.UNBEKANNT),
    reference("ort_id", "gebietskoerperschaft"),
    line_column("ort_text"),
    int_column("mitwirken", 0, 1, kind="bool"),
    int_column("unterstuetzer", 0, 1_000_000, 0),
    date_column("eingang"),
    reference("dublette_von_id", "idee"),
    reference("zielbild_id", "zielbild"),
    reference("loesung_id", "loesung"),
    reference("herkunft_massnahme_id", "massnahme", later=True),
    bool_column("zuordnung_angenommen"),
    text_column("antwort"),
    date_column("antwort_am"),
    text_column("interne_notiz"),
    origin_columns(),
    word_column("groesse", b.Groesse, required=False),
    date_column("wieder_ab"),
    sa.Index("ix_idee_status_eingang", "status", "eingang", "id"),
)

idee_handlungsfeld = make_table(
    "idee_handlungsfeld",
    id_column(),
    reference("idee_id", "idee", required=True),
    reference("handlungsfeld_id", "handlungsfeld", required=True),
    bool_column("angenommen"),
    sa.UniqueConstraint("idee_id", "handlungsfeld_id"),
)

kriterium = make_table(
    "kriterium",
    id_column(),
    title_column("name"),
    text_column("beschreibung"),
    word_column("art", b.KriteriumArt, b.KriteriumArt.PRIO),
    int_column("gewicht_hundertstel", 0, 10_000, 100),
    order_column(),
    bool_column("ruht"),
    origin_columns(),
)

bewertung = make_table(
    "bewertung",
    id_column(),
    reference("kriterium_id", "kriterium", required=True),
    reference("idee_id", "idee", with_parent=True),
    reference("massnahme_id", "massnahme", with_parent=True),
    int_column("wert", 0, 5),
    line_column("notiz"),
    sa.UniqueConstraint("kriterium_id", "idee_id"),
    sa.UniqueConstraint("kriterium_id", "massnahme_id"),
    sa.CheckConstraint("(idee_id IS NULL) <> (massnahme_id IS NULL)", name="ein_gegenstand"),
)

prueffrage = make_table(
    "prueffrage",
    id_column(),
    line_column("kennung", required=True, maximum=60),
    line_column("frage", required=True),
    word_column("art", b.PrueffrageArt, b.PrueffrageArt.HINWEIS),
    text_column("grundlage"),
    line_column("regelstand"),
    order_column(),
    bool_column("ruht"),
    line_column("quelle", maximum=2_000),
    sa.UniqueConstraint("kennung"),
)

pruefung = make_table(
    "pruefung",
    id_column(),
    reference("prueffrage_id", "prueffrage", required=True),
    reference("massnahme_id", "massnahme", required=True),
    word_column("antwort", b.Antwort, b.Antwort.OFFEN),
    text_column("notiz"),
    date_column("bis"),
    date_column("geprueft_am"),
    sa.UniqueConstraint("prueffrage_id", "massnahme_id"),
)

ideenpruefung = make_table(
    "ideenpruefung",
    id_column(),
    reference("prueffrage_id", "prueffrage", required=True),
    reference("idee_id", "idee", required=True),
    word_column("antwort", b.Antwort, b.Antwort.OFFEN),
    text_column("notiz"),
    date_column("geprueft_am"),
    sa.UniqueConstraint("prueffrage_id", "idee_id"),
)
