"""Sprints, Sprintteams, cards, results, support, and the decisions at the end."""

import sqlalchemy as sa

from myk_tui.domain import begriffe as b
from myk_tui.domain.text import TEXT_MAX
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
    time_column,
    title_column,
    word_column,
)

sprint = make_table(
    "sprint",
    id_column(),
    int_column("jahr", 2000, 2100, 2000, kind="year"),
    int_column("quartal", 1, 4, 1, kind="quarter"),
    date_column("beginn", required=True),
    date_column("ende", required=True),
    word_column("status", b.SprintStatus, b.SprintStatus.GEPLANT),
    time_column("abgeschlossen_um"),
    sa.UniqueConstraint("jahr", "quartal"),
    sa.CheckConstraint("beginn <= ende", name="zeitraum"),
    sa.Index("ix_sprint_aktiv", "status", unique=True, sqlite_where=sa.text("status = 'aktiv'")),
)

sprintteam = make_table(
    "sprintteam",
    id_column(),
    reference("zielbild_id", "zielbild", with_parent=False),
    title_column("name"),
    word_column("status", b.TeamStatus, b.TeamStatus.AKTIV),
    int_column("abende", 0, 200),
    text_column("notiz"),
    bool_column("zuordnung_angenommen"),
    order_column(),
    origin_columns(),
)

person = make_table(
    "person",
    id_column(),
    title_column("name"),
    line_column("rolle"),
    line_column("organisation"),
    bool_column("anonym"),
)

mitglied = make_table(
    "mitglied",
    id_column(),
    reference("sprintteam_id", "sprintteam", required=True),
    reference("person_id", "person", required=True),
    reference("sprint_id", "sprint", required=True),
    line_column("aufgabe"),
    sa.UniqueConstraint("sprintteam_id", "person_id", "sprint_id"),
)

teamquartal = make_table(
    "teamquartal",
    id_column(),
    reference("sprintteam_id", "sprintteam", required=True),
    reference("sprint_id", "sprint", required=True),
    int_column("abende", 0, 200),
    sa.UniqueConstraint("sprintteam_id", "sprint_id"),
)

teamtreffen = make_table(
    "teamtreffen",
    id_column(),
    reference("sprintteam_id", "sprintteam", required=True),
    reference("sprint_id", "sprint", required=True),
    date_column("datum", required=True),
    line_column("notiz"),
)

auftrag = make_table(
    "auftrag",
    id_column(),
    reference("sprint_id", "sprint", required=True),
    reference("sprintteam_id", "sprintteam", required=True),
    reference("massnahme_id", "massnahme", required=True),
    line_column("sprintziel"),
    bool_column("schwerpunkt"),
    order_column(),
    int_column("abende_geplant", 0, 200),
    int_column("grenze_in_arbeit", 1, 99),
    text_column("ergebnis_spannend"),
    text_column("ergebnis_erfolg"),
    text_column("ergebnis_stolpersteine"),
    text_column("ergebnis_bedarf"),
    int_column("fortschritt_von", 0, 100, kind="percent"),
    int_column("fortschritt_vorschlag", 0, 100, kind="percent"),
    int_column("fortschritt_bis", 0, 100, kind="percent"),
    sa.UniqueConstraint("sprint_id", "sprintteam_id", "massnahme_id"),
)

zwischenergebnis = make_table(
    "zwischenergebnis",
    id_column(),
    reference("auftrag_id", "auftrag", required=True),
    date_column("datum", required=True),
    sa.Column("text", sa.Text, nullable=False, info={"kind": "text", "max": TEXT_MAX, "required": True}),
    int_column("im_treffen", 0, 1, 1, kind="bool"),
)

aufgabe = make_table(
    "aufgabe",
    id_column(),
    reference("auftrag_id", "auftrag", required=True),
    title_column(),
    text_column("beschreibung"),
    word_column("spalte", b.Spalte, b.Spalte.OFFEN),
    order_column(),
    line_column("wer"),
    date_column("faellig"),
    line_column("blockiert_grund"),
    time_column("spalte_seit"),
    time_column("angelegt_um"),
    time_column("fertig_um"),
    bool_column("archiviert"),
    reference("herkunft_aufgabe_id", "aufgabe"),
    line_column("blockiert_loest"),
)

pruefpunkt = make_table(
    "pruefpunkt",
    id_column(),
    reference("aufgabe_id", "aufgabe", required=True),
    title_column(),
    bool_column("erledigt"),
    order_column(),
)

unterstuetzung = make_table(
    "unterstuetzung",
    id_column(),
    reference("sprint_id", "sprint"),
    reference("sprintteam_id", "sprintteam"),
    reference("massnahme_id", "massnahme"),
    word_column("art", b.UnterstuetzungArt, b.UnterstuetzungArt.ORGANISATORISCH),
    title_column(),
    text_column("beschreibung"),
    cent_column("betrag_cent"),
    bool_column("freigabe_noetig"),
    line_column("wer"),
    word_column("status", b.UnterstuetzungStatus, b.UnterstuetzungStatus.OFFEN),
    text_column("antwort"),
    date_column("bis"),
    date_column("gestellt_am"),
    date_column("beantwortet_am"),
    bool_column("beispiel"),
)

entscheidung = make_table(
    "entscheidung",
    id_column(),
    reference("sprint_id", "sprint", required=True),
    reference("zielbild_id", "zielbild", required=True),
    reference("treffen_id", "treffen"),
    int_column("jahr", 2000, 2100, kind="year"),
    int_column("nummer", 1, 9_999),
    int_column("version", 1, 999, 1),
    reference("vorgaenger_id", "entscheidung"),
    word_column("status", b.EntscheidungStatus, b.EntscheidungStatus.ENTWURF),
    word_column("methode", b.Methode, b.Methode.OHNE),
    sa.Column("methode_daten", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
    text_column("begruendung"),
    line_column("naechster_schritt"),
    line_column("naechstes_gremium"),
    date_column("naechster_schritt_bis"),
    date_column("vertagt_bis"),
    time_column("beschlossen_um"),
    text_column("interne_notiz"),
    line_column("frage"),
    date_column("wiedervorlage"),
    sa.UniqueConstraint("sprint_id", "zielbild_id", "version"),
    sa.UniqueConstraint("jahr", "nummer", "version"),
)

entscheidung_zeile = make_table(
    "entscheidung_zeile",
    id_column(),
    reference("entscheidung_id", "entscheidung", required=True),
    reference("sprintteam_id", "sprintteam", required=True),
    reference("auftrag_id", "auftrag", with_parent=False),
    word_column("wahl", b.Wahl, required=False),
    reference("massnahme_id", "massnahme", with_parent=False),
    reference("idee_id", "idee", with_parent=False),
    reference("loesung_id", "loesung", with_parent=False),
    word_column("verbleib", b.Verbleib, required=False),
    text_column("grund"),
    text_column("lernen"),
    text_column("begruendung"),
    line_column("sprintziel"),
    int_column("fortschritt", 0, 100, kind="percent"),
    int_column("karten_mitnehmen", 0, 1, kind="bool"),
    bool_column("schwerpunkt"),
    date_column("vertagt_bis"),
    text_column("erste_karten"),
    text_column("bedarf"),
    order_column(),
    word_column("urteil", b.Urteil, required=False),
    text_column("urteil_grund"),
    sa.CheckConstraint("massnahme_id IS NULL OR idee_id IS NULL", name="ein_ziel"),
)
