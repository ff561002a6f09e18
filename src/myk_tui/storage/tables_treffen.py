"""Meetings, what is agreed there, and their minutes."""

import sqlalchemy as sa

from myk_tui.domain import begriffe as b
from myk_tui.storage.columns import (
    bool_column,
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

treffen = make_table(
    "treffen",
    id_column(),
    title_column(),
    reference("sprint_id", "sprint"),
    reference("zielbild_id", "zielbild", with_parent=False),
    date_column("datum"),
    line_column("beginn_geplant", maximum=5),
    line_column("ort"),
    word_column("status", b.TreffenStatus, b.TreffenStatus.GEPLANT),
    time_column("begonnen_um"),
    time_column("beendet_um"),
    time_column("pause_seit"),
    int_column("pause_sekunden", 0, 1_000_000, 0),
    text_column("notiz"),
    text_column("interne_notiz"),
    int_column("protokoll_version", 0, 1_000, 0),
    bool_column("beispiel"),
    time_column("pause_bis"),
    sa.Column("puls", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
)

tagesordnungspunkt = make_table(
    "tagesordnungspunkt",
    id_column(),
    reference("treffen_id", "treffen", required=True),
    word_column("art", b.PunktArt, b.PunktArt.SONSTIGES),
    title_column(),
    reference("zielbild_id", "zielbild", with_parent=False),
    reference("sprintteam_id", "sprintteam", with_parent=False),
    int_column("minuten", 0, 600, 0),
    line_column("verantwortlich"),
    text_column("notiz"),
    text_column("interne_notiz"),
    word_column("status", b.PunktStatus, b.PunktStatus.OFFEN),
    order_column(),
    time_column("begonnen_um"),
    time_column("beendet_um"),
    int_column("sekunden", 0, 1_000_000, 0),
)

anwesenheit = make_table(
    "anwesenheit",
    id_column(),
    reference("treffen_id", "treffen", required=True),
    title_column("gruppe"),
    int_column("anzahl", 0, 100_000, 0),
    time_column("um"),
)

vereinbarung = make_table(
    "vereinbarung",
    id_column(),
    reference("treffen_id", "treffen", with_parent=True),
    title_column(),
    line_column("wer"),
    date_column("bis"),
    bool_column("erledigt"),
    order_column(),
)

parkthema = make_table(
    "parkthema",
    id_column(),
    reference("treffen_id", "treffen", with_parent=True),
    title_column(),
    bool_column("erledigt"),
    order_column(),
)

arbeitsweise = make_table(
    "arbeitsweise",
    id_column(),
    reference("treffen_id", "treffen", with_parent=True),
    word_column("art", b.ArbeitsweiseArt, b.ArbeitsweiseArt.BEIBEHALTEN),
    title_column(),
    order_column(),
)

protokollfassung = make_table(
    "protokollfassung",
    id_column(),
    reference("treffen_id", "treffen", required=True),
    int_column("version", 1, 1_000, 1),
    time_column("um", required=True),
    sa.Column("inhalt", sa.Text, nullable=False, server_default="", info={"kind": "json"}),
    sa.UniqueConstraint("treffen_id", "version"),
)

neuigkeit = make_table(
    "neuigkeit",
    id_column(),
    reference("treffen_id", "treffen"),
    date_column("datum"),
    title_column(),
    text_column("text"),
    order_column(),
    origin_columns(),
)
