"""The complete first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gebietskoerperschaft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("art", sa.Text(), server_default="", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_gebietskoerperschaft_beispiel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebietskoerperschaft")),
        sqlite_strict=True,
    )
    op.create_table(
        "handlungsfeld",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_handlungsfeld_beispiel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handlungsfeld")),
        sqlite_strict=True,
    )
    op.create_table(
        "kriterium",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("art", sa.Text(), server_default="prio", nullable=False),
        sa.Column("gewicht_hundertstel", sa.Integer(), server_default="100", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("ruht", sa.Integer(), server_default="0", nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("art IN ('ko', 'prio')", name=op.f("ck_kriterium_art")),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_kriterium_beispiel")),
        sa.CheckConstraint("gewicht_hundertstel BETWEEN 0 AND 10000", name=op.f("ck_kriterium_gewicht_hundertstel")),
        sa.CheckConstraint("ruht BETWEEN 0 AND 1", name=op.f("ck_kriterium_ruht")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kriterium")),
        sqlite_strict=True,
    )
    op.create_table(
        "merker",
        sa.Column("schluessel", sa.Text(), nullable=False),
        sa.Column("wert", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("schluessel", name=op.f("pk_merker")),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rolle", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("anonym", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("anonym BETWEEN 0 AND 1", name=op.f("ck_person_anonym")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_strict=True,
    )
    op.create_table(
        "programm",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("vision", sa.Text(), server_default="", nullable=False),
        sa.Column("traeger", sa.Text(), server_default="", nullable=False),
        sa.Column("foerderprogramm", sa.Text(), server_default="", nullable=False),
        sa.Column("foerderende", sa.Text(), nullable=True),
        sa.Column("foerderquote", sa.Integer(), nullable=True),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("hinweis", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("foerderquote BETWEEN 0 AND 100", name=op.f("ck_programm_foerderquote")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programm")),
        sqlite_strict=True,
    )
    op.create_table(
        "prueffrage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kennung", sa.Text(), nullable=False),
        sa.Column("frage", sa.Text(), nullable=False),
        sa.Column("art", sa.Text(), server_default="H", nullable=False),
        sa.Column("grundlage", sa.Text(), server_default="", nullable=False),
        sa.Column("regelstand", sa.Text(), server_default="", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("ruht", sa.Integer(), server_default="0", nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("art IN ('K', 'H', 'N')", name=op.f("ck_prueffrage_art")),
        sa.CheckConstraint("ruht BETWEEN 0 AND 1", name=op.f("ck_prueffrage_ruht")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prueffrage")),
        sa.UniqueConstraint("kennung", name=op.f("uq_prueffrage_kennung")),
        sqlite_strict=True,
    )
    op.create_table(
        "schritt",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("um", sa.Text(), nullable=False),
        sa.Column("akteur", sa.Text(), server_default="", nullable=False),
        sa.Column("art", sa.Text(), nullable=False),
        sa.Column("bezug_nr", sa.Integer(), nullable=True),
        sa.Column("zurueck_nr", sa.Integer(), nullable=True),
        sa.Column("davor_nr", sa.Integer(), nullable=True),
        sa.Column("wieder_nr", sa.Integer(), nullable=True),
        sa.Column("danach_nr", sa.Integer(), nullable=True),
        sa.CheckConstraint("art IN ('tun', 'zurueck', 'wieder')", name=op.f("ck_schritt_art")),
        sa.PrimaryKeyConstraint("nr", name=op.f("pk_schritt")),
        sa.UniqueConstraint("id", name=op.f("uq_schritt_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("schritt", schema=None) as batch_op:
        batch_op.create_index("ix_schritt_bezug_nr", ["bezug_nr"], unique=False)

    op.create_table(
        "sprint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jahr", sa.Integer(), server_default="2000", nullable=False),
        sa.Column("quartal", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beginn", sa.Text(), nullable=False),
        sa.Column("ende", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="geplant", nullable=False),
        sa.Column("abgeschlossen_um", sa.Text(), nullable=True),
        sa.CheckConstraint("status IN ('geplant', 'aktiv', 'abgeschlossen')", name=op.f("ck_sprint_status")),
        sa.CheckConstraint("beginn <= ende", name=op.f("ck_sprint_zeitraum")),
        sa.CheckConstraint("jahr BETWEEN 2000 AND 2100", name=op.f("ck_sprint_jahr")),
        sa.CheckConstraint("quartal BETWEEN 1 AND 4", name=op.f("ck_sprint_quartal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sprint")),
        sa.UniqueConstraint("jahr", "quartal", name=op.f("uq_sprint_jahr_quartal")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("sprint", schema=None) as batch_op:
        batch_op.create_index("ix_sprint_aktiv", ["status"], unique=True, sqlite_where=sa.text("status = 'aktiv'"))

    op.create_table(
        "zielbild",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("untertitel", sa.Text(), server_default="", nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("gewicht", sa.Integer(), server_default="1", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_zielbild_beispiel")),
        sa.CheckConstraint("gewicht BETWEEN 1 AND 100", name=op.f("ck_zielbild_gewicht")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zielbild")),
        sqlite_strict=True,
    )
    op.create_table(
        "journal",
        sa.Column("schritt_nr", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("tabelle", sa.Text(), nullable=False),
        sa.Column("zeile_id", sa.Text(), nullable=False),
        sa.Column("vorher", sa.Text(), nullable=True),
        sa.Column("nachher", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["schritt_nr"], ["schritt.nr"], name=op.f("fk_journal_schritt_nr")),
        sa.PrimaryKeyConstraint("schritt_nr", "pos", name=op.f("pk_journal")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_zeile", ["tabelle", "zeile_id", "schritt_nr"], unique=False)

    op.create_table(
        "sprintteam",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("zielbild_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="aktiv", nullable=False),
        sa.Column("abende", sa.Integer(), nullable=True),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("zuordnung_angenommen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("status IN ('aktiv', 'ruht', 'aufgeloest')", name=op.f("ck_sprintteam_status")),
        sa.CheckConstraint("abende BETWEEN 0 AND 200", name=op.f("ck_sprintteam_abende")),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_sprintteam_beispiel")),
        sa.CheckConstraint("zuordnung_angenommen BETWEEN 0 AND 1", name=op.f("ck_sprintteam_zuordnung_angenommen")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_sprintteam_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sprintteam")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("sprintteam", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sprintteam_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "treffen",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=True),
        sa.Column("zielbild_id", sa.Text(), nullable=True),
        sa.Column("datum", sa.Text(), nullable=True),
        sa.Column("beginn_geplant", sa.Text(), server_default="", nullable=False),
        sa.Column("ort", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="geplant", nullable=False),
        sa.Column("begonnen_um", sa.Text(), nullable=True),
        sa.Column("beendet_um", sa.Text(), nullable=True),
        sa.Column("pause_seit", sa.Text(), nullable=True),
        sa.Column("pause_sekunden", sa.Integer(), server_default="0", nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("interne_notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("protokoll_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("status IN ('geplant', 'laufend', 'beendet')", name=op.f("ck_treffen_status")),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_treffen_beispiel")),
        sa.CheckConstraint("pause_sekunden BETWEEN 0 AND 1000000", name=op.f("ck_treffen_pause_sekunden")),
        sa.CheckConstraint("protokoll_version BETWEEN 0 AND 1000", name=op.f("ck_treffen_protokoll_version")),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_treffen_sprint_id")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_treffen_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treffen")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("treffen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_treffen_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_treffen_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "ziel",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("zielbild_id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("gewicht", sa.Integer(), server_default="1", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_ziel_beispiel")),
        sa.CheckConstraint("gewicht BETWEEN 1 AND 100", name=op.f("ck_ziel_gewicht")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_ziel_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ziel")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("ziel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ziel_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "anwesenheit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=False),
        sa.Column("gruppe", sa.Text(), nullable=False),
        sa.Column("anzahl", sa.Integer(), server_default="0", nullable=False),
        sa.Column("um", sa.Text(), nullable=True),
        sa.CheckConstraint("anzahl BETWEEN 0 AND 100000", name=op.f("ck_anwesenheit_anzahl")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_anwesenheit_treffen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anwesenheit")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("anwesenheit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anwesenheit_treffen_id"), ["treffen_id"], unique=False)

    op.create_table(
        "arbeitsweise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("art", sa.Text(), server_default="beibehalten", nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.CheckConstraint("art IN ('beibehalten', 'aendern', 'vereinbarung')", name=op.f("ck_arbeitsweise_art")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_arbeitsweise_treffen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbeitsweise")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("arbeitsweise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arbeitsweise_treffen_id"), ["treffen_id"], unique=False)

    op.create_table(
        "entscheidung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=False),
        sa.Column("zielbild_id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("jahr", sa.Integer(), nullable=True),
        sa.Column("nummer", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("vorgaenger_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="entwurf", nullable=False),
        sa.Column("methode", sa.Text(), server_default="ohne", nullable=False),
        sa.Column("methode_daten", sa.Text(), server_default="", nullable=False),
        sa.Column("begruendung", sa.Text(), server_default="", nullable=False),
        sa.Column("naechster_schritt", sa.Text(), server_default="", nullable=False),
        sa.Column("naechstes_gremium", sa.Text(), server_default="", nullable=False),
        sa.Column("naechster_schritt_bis", sa.Text(), nullable=True),
        sa.Column("vertagt_bis", sa.Text(), nullable=True),
        sa.Column("beschlossen_um", sa.Text(), nullable=True),
        sa.Column("interne_notiz", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "methode IN ('ohne', 'handzeichen', 'konsent', 'mehrpunktabfrage', 'konsensieren', 'kriterien')",
            name=op.f("ck_entscheidung_methode"),
        ),
        sa.CheckConstraint(
            "status IN ('entwurf', 'beschlossen', 'vertagt', 'korrigiert')", name=op.f("ck_entscheidung_status")
        ),
        sa.CheckConstraint("jahr BETWEEN 2000 AND 2100", name=op.f("ck_entscheidung_jahr")),
        sa.CheckConstraint("nummer BETWEEN 1 AND 9999", name=op.f("ck_entscheidung_nummer")),
        sa.CheckConstraint("version BETWEEN 1 AND 999", name=op.f("ck_entscheidung_version")),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_entscheidung_sprint_id")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_entscheidung_treffen_id")),
        sa.ForeignKeyConstraint(["vorgaenger_id"], ["entscheidung.id"], name=op.f("fk_entscheidung_vorgaenger_id")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_entscheidung_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entscheidung")),
        sa.UniqueConstraint("jahr", "nummer", "version", name=op.f("uq_entscheidung_jahr_nummer_version")),
        sa.UniqueConstraint(
            "sprint_id", "zielbild_id", "version", name=op.f("uq_entscheidung_sprint_id_zielbild_id_version")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("entscheidung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entscheidung_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_treffen_id"), ["treffen_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_vorgaenger_id"), ["vorgaenger_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "loesung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ziel_id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("gewicht", sa.Integer(), server_default="1", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_loesung_beispiel")),
        sa.CheckConstraint("gewicht BETWEEN 1 AND 100", name=op.f("ck_loesung_gewicht")),
        sa.ForeignKeyConstraint(["ziel_id"], ["ziel.id"], name=op.f("fk_loesung_ziel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loesung")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("loesung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loesung_ziel_id"), ["ziel_id"], unique=False)

    op.create_table(
        "mitglied",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sprintteam_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=False),
        sa.Column("aufgabe", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mitglied_person_id")),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_mitglied_sprint_id")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_mitglied_sprintteam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mitglied")),
        sa.UniqueConstraint(
            "sprintteam_id", "person_id", "sprint_id", name=op.f("uq_mitglied_sprintteam_id_person_id_sprint_id")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("mitglied", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mitglied_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mitglied_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mitglied_sprintteam_id"), ["sprintteam_id"], unique=False)

    op.create_table(
        "neuigkeit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("datum", sa.Text(), nullable=True),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_neuigkeit_beispiel")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_neuigkeit_treffen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neuigkeit")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("neuigkeit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_neuigkeit_treffen_id"), ["treffen_id"], unique=False)

    op.create_table(
        "parkthema",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("erledigt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.CheckConstraint("erledigt BETWEEN 0 AND 1", name=op.f("ck_parkthema_erledigt")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_parkthema_treffen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parkthema")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("parkthema", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parkthema_treffen_id"), ["treffen_id"], unique=False)

    op.create_table(
        "tagesordnungspunkt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=False),
        sa.Column("art", sa.Text(), server_default="sonstiges", nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("zielbild_id", sa.Text(), nullable=True),
        sa.Column("sprintteam_id", sa.Text(), nullable=True),
        sa.Column("minuten", sa.Integer(), server_default="0", nullable=False),
        sa.Column("verantwortlich", sa.Text(), server_default="", nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("interne_notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="offen", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("begonnen_um", sa.Text(), nullable=True),
        sa.Column("beendet_um", sa.Text(), nullable=True),
        sa.Column("sekunden", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "art IN ('ankommen', 'neuigkeiten', 'arbeitsweise', 'ergebnisse', 'entscheidung', 'zusammenfassung', 'sonstiges')",
            name=op.f("ck_tagesordnungspunkt_art"),
        ),
        sa.CheckConstraint(
            "status IN ('offen', 'laufend', 'erledigt', 'vertagt', 'geparkt')",
            name=op.f("ck_tagesordnungspunkt_status"),
        ),
        sa.CheckConstraint("minuten BETWEEN 0 AND 600", name=op.f("ck_tagesordnungspunkt_minuten")),
        sa.CheckConstraint("sekunden BETWEEN 0 AND 1000000", name=op.f("ck_tagesordnungspunkt_sekunden")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_tagesordnungspunkt_sprintteam_id")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_tagesordnungspunkt_treffen_id")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_tagesordnungspunkt_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagesordnungspunkt")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("tagesordnungspunkt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tagesordnungspunkt_sprintteam_id"), ["sprintteam_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tagesordnungspunkt_treffen_id"), ["treffen_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tagesordnungspunkt_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "teamtreffen",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sprintteam_id", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=False),
        sa.Column("datum", sa.Text(), nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_teamtreffen_sprint_id")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_teamtreffen_sprintteam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teamtreffen")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("teamtreffen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teamtreffen_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_teamtreffen_sprintteam_id"), ["sprintteam_id"], unique=False)

    op.create_table(
        "vereinbarung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("wer", sa.Text(), server_default="", nullable=False),
        sa.Column("bis", sa.Text(), nullable=True),
        sa.Column("erledigt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.CheckConstraint("erledigt BETWEEN 0 AND 1", name=op.f("ck_vereinbarung_erledigt")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_vereinbarung_treffen_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vereinbarung")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("vereinbarung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vereinbarung_treffen_id"), ["treffen_id"], unique=False)

    op.create_table(
        "idee",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="neu", nullable=False),
        sa.Column("herkunft", sa.Text(), server_default="", nullable=False),
        sa.Column("treffen_id", sa.Text(), nullable=True),
        sa.Column("ideengeber_art", sa.Text(), server_default="unbekannt", nullable=False),
        sa.Column("ort_id", sa.Text(), nullable=True),
        sa.Column("ort_text", sa.Text(), server_default="", nullable=False),
        sa.Column("mitwirken", sa.Integer(), nullable=True),
        sa.Column("unterstuetzer", sa.Integer(), server_default="0", nullable=False),
        sa.Column("eingang", sa.Text(), nullable=True),
        sa.Column("dublette_von_id", sa.Text(), nullable=True),
        sa.Column("zielbild_id", sa.Text(), nullable=True),
        sa.Column("loesung_id", sa.Text(), nullable=True),
        sa.Column("herkunft_massnahme_id", sa.Text(), nullable=True),
        sa.Column("zuordnung_angenommen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("antwort", sa.Text(), server_default="", nullable=False),
        sa.Column("antwort_am", sa.Text(), nullable=True),
        sa.Column("interne_notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "ideengeber_art IN ('unbekannt', 'einwohner', 'verein', 'unternehmen', 'verwaltung', 'politik', 'schule', 'sprintteam', 'sonstige')",
            name=op.f("ck_idee_ideengeber_art"),
        ),
        sa.CheckConstraint(
            "status IN ('neu', 'gesichtet', 'geeignet', 'uebernommen', 'zurueckgestellt', 'abgelehnt', 'dublette')",
            name=op.f("ck_idee_status"),
        ),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_idee_beispiel")),
        sa.CheckConstraint("mitwirken BETWEEN 0 AND 1", name=op.f("ck_idee_mitwirken")),
        sa.CheckConstraint("unterstuetzer BETWEEN 0 AND 1000000", name=op.f("ck_idee_unterstuetzer")),
        sa.CheckConstraint("zuordnung_angenommen BETWEEN 0 AND 1", name=op.f("ck_idee_zuordnung_angenommen")),
        sa.ForeignKeyConstraint(["dublette_von_id"], ["idee.id"], name=op.f("fk_idee_dublette_von_id")),
        sa.ForeignKeyConstraint(
            ["herkunft_massnahme_id"], ["massnahme.id"], name=op.f("fk_idee_herkunft_massnahme_id"), use_alter=True
        ),
        sa.ForeignKeyConstraint(["loesung_id"], ["loesung.id"], name=op.f("fk_idee_loesung_id")),
        sa.ForeignKeyConstraint(["ort_id"], ["gebietskoerperschaft.id"], name=op.f("fk_idee_ort_id")),
        sa.ForeignKeyConstraint(["treffen_id"], ["treffen.id"], name=op.f("fk_idee_treffen_id")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_idee_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idee")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("idee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idee_dublette_von_id"), ["dublette_von_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_herkunft_massnahme_id"), ["herkunft_massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_loesung_id"), ["loesung_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_ort_id"), ["ort_id"], unique=False)
        batch_op.create_index("ix_idee_status", ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_treffen_id"), ["treffen_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "idee_handlungsfeld",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("idee_id", sa.Text(), nullable=False),
        sa.Column("handlungsfeld_id", sa.Text(), nullable=False),
        sa.Column("angenommen", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("angenommen BETWEEN 0 AND 1", name=op.f("ck_idee_handlungsfeld_angenommen")),
        sa.ForeignKeyConstraint(
            ["handlungsfeld_id"], ["handlungsfeld.id"], name=op.f("fk_idee_handlungsfeld_handlungsfeld_id")
        ),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_idee_handlungsfeld_idee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idee_handlungsfeld")),
        sa.UniqueConstraint("idee_id", "handlungsfeld_id", name=op.f("uq_idee_handlungsfeld_idee_id_handlungsfeld_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("idee_handlungsfeld", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idee_handlungsfeld_handlungsfeld_id"), ["handlungsfeld_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_handlungsfeld_idee_id"), ["idee_id"], unique=False)

    op.create_table(
        "massnahme",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("loesung_id", sa.Text(), nullable=True),
        sa.Column("zielbild_id", sa.Text(), nullable=True),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="vorgeschlagen", nullable=False),
        sa.Column("fortschritt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("gewicht", sa.Integer(), server_default="1", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("leitprojekt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("zuordnung_angenommen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ausgangslage", sa.Text(), server_default="", nullable=False),
        sa.Column("wirkungsziel", sa.Text(), server_default="", nullable=False),
        sa.Column("indikator", sa.Text(), server_default="", nullable=False),
        sa.Column("zielgruppe", sa.Text(), server_default="", nullable=False),
        sa.Column("orte", sa.Text(), server_default="", nullable=False),
        sa.Column("verantwortlich", sa.Text(), server_default="", nullable=False),
        sa.Column("partner", sa.Text(), server_default="", nullable=False),
        sa.Column("beginn", sa.Text(), nullable=True),
        sa.Column("ende", sa.Text(), nullable=True),
        sa.Column("kosten_cent", sa.Integer(), nullable=True),
        sa.Column("foerderung_cent", sa.Integer(), nullable=True),
        sa.Column("eigenanteil_cent", sa.Integer(), nullable=True),
        sa.Column("kostenart", sa.Text(), server_default="", nullable=False),
        sa.Column("freigabe", sa.Text(), server_default="offen", nullable=False),
        sa.Column("freigabe_gremium", sa.Text(), server_default="", nullable=False),
        sa.Column("freigabe_am", sa.Text(), nullable=True),
        sa.Column("verstetigung", sa.Text(), server_default="", nullable=False),
        sa.Column("grund", sa.Text(), server_default="", nullable=False),
        sa.Column("lernen", sa.Text(), server_default="", nullable=False),
        sa.Column("vorgaenger_id", sa.Text(), nullable=True),
        sa.Column("herkunft_idee_id", sa.Text(), nullable=True),
        sa.Column("status_quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("weitere_quellen", sa.Text(), server_default="", nullable=False),
        sa.Column("hinweis", sa.Text(), server_default="", nullable=False),
        sa.Column("interne_notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("quelle", sa.Text(), server_default="", nullable=False),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "freigabe IN ('offen', 'nicht_noetig', 'beantragt', 'erteilt', 'abgelehnt')",
            name=op.f("ck_massnahme_freigabe"),
        ),
        sa.CheckConstraint(
            "status IN ('vorgeschlagen', 'geplant', 'wartet_auf_freigabe', 'im_sprint', 'laufender_betrieb', 'abgeschlossen', 'pausiert', 'eingestellt')",
            name=op.f("ck_massnahme_status"),
        ),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_massnahme_beispiel")),
        sa.CheckConstraint("eigenanteil_cent BETWEEN 0 AND 100000000000", name=op.f("ck_massnahme_eigenanteil_cent")),
        sa.CheckConstraint("foerderung_cent BETWEEN 0 AND 100000000000", name=op.f("ck_massnahme_foerderung_cent")),
        sa.CheckConstraint("fortschritt BETWEEN 0 AND 100", name=op.f("ck_massnahme_fortschritt")),
        sa.CheckConstraint("gewicht BETWEEN 1 AND 100", name=op.f("ck_massnahme_gewicht")),
        sa.CheckConstraint("kosten_cent BETWEEN 0 AND 100000000000", name=op.f("ck_massnahme_kosten_cent")),
        sa.CheckConstraint("leitprojekt BETWEEN 0 AND 1", name=op.f("ck_massnahme_leitprojekt")),
        sa.CheckConstraint("loesung_id IS NULL OR zielbild_id IS NULL", name=op.f("ck_massnahme_ein_platz")),
        sa.CheckConstraint("zuordnung_angenommen BETWEEN 0 AND 1", name=op.f("ck_massnahme_zuordnung_angenommen")),
        sa.ForeignKeyConstraint(["herkunft_idee_id"], ["idee.id"], name=op.f("fk_massnahme_herkunft_idee_id")),
        sa.ForeignKeyConstraint(["loesung_id"], ["loesung.id"], name=op.f("fk_massnahme_loesung_id")),
        sa.ForeignKeyConstraint(["vorgaenger_id"], ["massnahme.id"], name=op.f("fk_massnahme_vorgaenger_id")),
        sa.ForeignKeyConstraint(["zielbild_id"], ["zielbild.id"], name=op.f("fk_massnahme_zielbild_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("massnahme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_massnahme_herkunft_idee_id"), ["herkunft_idee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_massnahme_loesung_id"), ["loesung_id"], unique=False)
        batch_op.create_index("ix_massnahme_status", ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_massnahme_vorgaenger_id"), ["vorgaenger_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_massnahme_zielbild_id"), ["zielbild_id"], unique=False)

    op.create_table(
        "abhaengigkeit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("massnahme_id", sa.Text(), nullable=False),
        sa.Column("von_massnahme_id", sa.Text(), nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("massnahme_id <> von_massnahme_id", name=op.f("ck_abhaengigkeit_nicht_von_sich")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_abhaengigkeit_massnahme_id")),
        sa.ForeignKeyConstraint(["von_massnahme_id"], ["massnahme.id"], name=op.f("fk_abhaengigkeit_von_massnahme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abhaengigkeit")),
        sa.UniqueConstraint(
            "massnahme_id", "von_massnahme_id", name=op.f("uq_abhaengigkeit_massnahme_id_von_massnahme_id")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("abhaengigkeit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_abhaengigkeit_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_abhaengigkeit_von_massnahme_id"), ["von_massnahme_id"], unique=False)

    op.create_table(
        "auftrag",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=False),
        sa.Column("sprintteam_id", sa.Text(), nullable=False),
        sa.Column("massnahme_id", sa.Text(), nullable=False),
        sa.Column("sprintziel", sa.Text(), server_default="", nullable=False),
        sa.Column("schwerpunkt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("abende_geplant", sa.Integer(), nullable=True),
        sa.Column("grenze_in_arbeit", sa.Integer(), nullable=True),
        sa.Column("ergebnis_spannend", sa.Text(), server_default="", nullable=False),
        sa.Column("ergebnis_erfolg", sa.Text(), server_default="", nullable=False),
        sa.Column("ergebnis_stolpersteine", sa.Text(), server_default="", nullable=False),
        sa.Column("ergebnis_bedarf", sa.Text(), server_default="", nullable=False),
        sa.Column("fortschritt_von", sa.Integer(), nullable=True),
        sa.Column("fortschritt_vorschlag", sa.Integer(), nullable=True),
        sa.Column("fortschritt_bis", sa.Integer(), nullable=True),
        sa.CheckConstraint("abende_geplant BETWEEN 0 AND 200", name=op.f("ck_auftrag_abende_geplant")),
        sa.CheckConstraint("fortschritt_bis BETWEEN 0 AND 100", name=op.f("ck_auftrag_fortschritt_bis")),
        sa.CheckConstraint("fortschritt_von BETWEEN 0 AND 100", name=op.f("ck_auftrag_fortschritt_von")),
        sa.CheckConstraint("fortschritt_vorschlag BETWEEN 0 AND 100", name=op.f("ck_auftrag_fortschritt_vorschlag")),
        sa.CheckConstraint("grenze_in_arbeit BETWEEN 1 AND 99", name=op.f("ck_auftrag_grenze_in_arbeit")),
        sa.CheckConstraint("schwerpunkt BETWEEN 0 AND 1", name=op.f("ck_auftrag_schwerpunkt")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_auftrag_massnahme_id")),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_auftrag_sprint_id")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_auftrag_sprintteam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auftrag")),
        sa.UniqueConstraint(
            "sprint_id", "sprintteam_id", "massnahme_id", name=op.f("uq_auftrag_sprint_id_sprintteam_id_massnahme_id")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("auftrag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_auftrag_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_auftrag_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_auftrag_sprintteam_id"), ["sprintteam_id"], unique=False)

    op.create_table(
        "bewertung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kriterium_id", sa.Text(), nullable=False),
        sa.Column("idee_id", sa.Text(), nullable=True),
        sa.Column("massnahme_id", sa.Text(), nullable=True),
        sa.Column("wert", sa.Integer(), nullable=True),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(idee_id IS NULL) <> (massnahme_id IS NULL)", name=op.f("ck_bewertung_ein_gegenstand")),
        sa.CheckConstraint("wert BETWEEN 0 AND 5", name=op.f("ck_bewertung_wert")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_bewertung_idee_id")),
        sa.ForeignKeyConstraint(["kriterium_id"], ["kriterium.id"], name=op.f("fk_bewertung_kriterium_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_bewertung_massnahme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bewertung")),
        sa.UniqueConstraint("kriterium_id", "idee_id", name=op.f("uq_bewertung_kriterium_id_idee_id")),
        sa.UniqueConstraint("kriterium_id", "massnahme_id", name=op.f("uq_bewertung_kriterium_id_massnahme_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("bewertung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bewertung_idee_id"), ["idee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bewertung_kriterium_id"), ["kriterium_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bewertung_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "massnahme_handlungsfeld",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("massnahme_id", sa.Text(), nullable=False),
        sa.Column("handlungsfeld_id", sa.Text(), nullable=False),
        sa.Column("angenommen", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("angenommen BETWEEN 0 AND 1", name=op.f("ck_massnahme_handlungsfeld_angenommen")),
        sa.ForeignKeyConstraint(
            ["handlungsfeld_id"], ["handlungsfeld.id"], name=op.f("fk_massnahme_handlungsfeld_handlungsfeld_id")
        ),
        sa.ForeignKeyConstraint(
            ["massnahme_id"], ["massnahme.id"], name=op.f("fk_massnahme_handlungsfeld_massnahme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme_handlungsfeld")),
        sa.UniqueConstraint(
            "massnahme_id", "handlungsfeld_id", name=op.f("uq_massnahme_handlungsfeld_massnahme_id_handlungsfeld_id")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("massnahme_handlungsfeld", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_massnahme_handlungsfeld_handlungsfeld_id"), ["handlungsfeld_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_massnahme_handlungsfeld_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "massnahme_ort",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("massnahme_id", sa.Text(), nullable=False),
        sa.Column("gebietskoerperschaft_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gebietskoerperschaft_id"],
            ["gebietskoerperschaft.id"],
            name=op.f("fk_massnahme_ort_gebietskoerperschaft_id"),
        ),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_massnahme_ort_massnahme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme_ort")),
        sa.UniqueConstraint(
            "massnahme_id",
            "gebietskoerperschaft_id",
            name=op.f("uq_massnahme_ort_massnahme_id_gebietskoerperschaft_id"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("massnahme_ort", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_massnahme_ort_gebietskoerperschaft_id"), ["gebietskoerperschaft_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_massnahme_ort_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "pruefung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("prueffrage_id", sa.Text(), nullable=False),
        sa.Column("massnahme_id", sa.Text(), nullable=False),
        sa.Column("antwort", sa.Text(), server_default="offen", nullable=False),
        sa.Column("notiz", sa.Text(), server_default="", nullable=False),
        sa.Column("bis", sa.Text(), nullable=True),
        sa.Column("geprueft_am", sa.Text(), nullable=True),
        sa.CheckConstraint("antwort IN ('ja', 'nein', 'offen', 'entfaellt')", name=op.f("ck_pruefung_antwort")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_pruefung_massnahme_id")),
        sa.ForeignKeyConstraint(["prueffrage_id"], ["prueffrage.id"], name=op.f("fk_pruefung_prueffrage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pruefung")),
        sa.UniqueConstraint("prueffrage_id", "massnahme_id", name=op.f("uq_pruefung_prueffrage_id_massnahme_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pruefung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pruefung_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pruefung_prueffrage_id"), ["prueffrage_id"], unique=False)

    op.create_table(
        "unterstuetzung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sprint_id", sa.Text(), nullable=True),
        sa.Column("sprintteam_id", sa.Text(), nullable=True),
        sa.Column("massnahme_id", sa.Text(), nullable=True),
        sa.Column("art", sa.Text(), server_default="organisatorisch", nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("betrag_cent", sa.Integer(), nullable=True),
        sa.Column("freigabe_noetig", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wer", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="offen", nullable=False),
        sa.Column("antwort", sa.Text(), server_default="", nullable=False),
        sa.Column("bis", sa.Text(), nullable=True),
        sa.Column("gestellt_am", sa.Text(), nullable=True),
        sa.Column("beantwortet_am", sa.Text(), nullable=True),
        sa.Column("beispiel", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "art IN ('organisatorisch', 'inhaltlich', 'methodisch', 'finanziell')", name=op.f("ck_unterstuetzung_art")
        ),
        sa.CheckConstraint(
            "status IN ('offen', 'zugesagt', 'abgelehnt', 'erledigt')", name=op.f("ck_unterstuetzung_status")
        ),
        sa.CheckConstraint("beispiel BETWEEN 0 AND 1", name=op.f("ck_unterstuetzung_beispiel")),
        sa.CheckConstraint("betrag_cent BETWEEN 0 AND 100000000000", name=op.f("ck_unterstuetzung_betrag_cent")),
        sa.CheckConstraint("freigabe_noetig BETWEEN 0 AND 1", name=op.f("ck_unterstuetzung_freigabe_noetig")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_unterstuetzung_massnahme_id")),
        sa.ForeignKeyConstraint(["sprint_id"], ["sprint.id"], name=op.f("fk_unterstuetzung_sprint_id")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_unterstuetzung_sprintteam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unterstuetzung")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("unterstuetzung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unterstuetzung_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unterstuetzung_sprint_id"), ["sprint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unterstuetzung_sprintteam_id"), ["sprintteam_id"], unique=False)

    op.create_table(
        "aufgabe",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("auftrag_id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), server_default="", nullable=False),
        sa.Column("spalte", sa.Text(), server_default="offen", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.Column("wer", sa.Text(), server_default="", nullable=False),
        sa.Column("faellig", sa.Text(), nullable=True),
        sa.Column("blockiert_grund", sa.Text(), server_default="", nullable=False),
        sa.Column("spalte_seit", sa.Text(), nullable=True),
        sa.Column("angelegt_um", sa.Text(), nullable=True),
        sa.Column("fertig_um", sa.Text(), nullable=True),
        sa.Column("archiviert", sa.Integer(), server_default="0", nullable=False),
        sa.Column("herkunft_aufgabe_id", sa.Text(), nullable=True),
        sa.CheckConstraint("spalte IN ('offen', 'in_arbeit', 'blockiert', 'fertig')", name=op.f("ck_aufgabe_spalte")),
        sa.CheckConstraint("archiviert BETWEEN 0 AND 1", name=op.f("ck_aufgabe_archiviert")),
        sa.ForeignKeyConstraint(["auftrag_id"], ["auftrag.id"], name=op.f("fk_aufgabe_auftrag_id")),
        sa.ForeignKeyConstraint(["herkunft_aufgabe_id"], ["aufgabe.id"], name=op.f("fk_aufgabe_herkunft_aufgabe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aufgabe")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("aufgabe", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aufgabe_auftrag_id"), ["auftrag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aufgabe_herkunft_aufgabe_id"), ["herkunft_aufgabe_id"], unique=False)

    op.create_table(
        "entscheidung_zeile",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entscheidung_id", sa.Text(), nullable=False),
        sa.Column("sprintteam_id", sa.Text(), nullable=False),
        sa.Column("auftrag_id", sa.Text(), nullable=True),
        sa.Column("wahl", sa.Text(), nullable=True),
        sa.Column("massnahme_id", sa.Text(), nullable=True),
        sa.Column("idee_id", sa.Text(), nullable=True),
        sa.Column("loesung_id", sa.Text(), nullable=True),
        sa.Column("verbleib", sa.Text(), nullable=True),
        sa.Column("grund", sa.Text(), server_default="", nullable=False),
        sa.Column("lernen", sa.Text(), server_default="", nullable=False),
        sa.Column("begruendung", sa.Text(), server_default="", nullable=False),
        sa.Column("sprintziel", sa.Text(), server_default="", nullable=False),
        sa.Column("fortschritt", sa.Integer(), nullable=True),
        sa.Column("karten_mitnehmen", sa.Integer(), nullable=True),
        sa.Column("schwerpunkt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("vertagt_bis", sa.Text(), nullable=True),
        sa.Column("erste_karten", sa.Text(), server_default="", nullable=False),
        sa.Column("bedarf", sa.Text(), server_default="", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verbleib IN ('abgeschlossen', 'laufender_betrieb', 'wartet_auf_freigabe', 'pausiert', 'eingestellt', 'zurueck_in_den_ideenspeicher')",
            name=op.f("ck_entscheidung_zeile_verbleib"),
        ),
        sa.CheckConstraint(
            "wahl IN ('weiterverfolgen', 'wechseln', 'pausieren', 'ruht', 'aufloesen', 'vertagen')",
            name=op.f("ck_entscheidung_zeile_wahl"),
        ),
        sa.CheckConstraint("fortschritt BETWEEN 0 AND 100", name=op.f("ck_entscheidung_zeile_fortschritt")),
        sa.CheckConstraint("karten_mitnehmen BETWEEN 0 AND 1", name=op.f("ck_entscheidung_zeile_karten_mitnehmen")),
        sa.CheckConstraint("massnahme_id IS NULL OR idee_id IS NULL", name=op.f("ck_entscheidung_zeile_ein_ziel")),
        sa.CheckConstraint("schwerpunkt BETWEEN 0 AND 1", name=op.f("ck_entscheidung_zeile_schwerpunkt")),
        sa.ForeignKeyConstraint(["auftrag_id"], ["auftrag.id"], name=op.f("fk_entscheidung_zeile_auftrag_id")),
        sa.ForeignKeyConstraint(
            ["entscheidung_id"], ["entscheidung.id"], name=op.f("fk_entscheidung_zeile_entscheidung_id")
        ),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_entscheidung_zeile_idee_id")),
        sa.ForeignKeyConstraint(["loesung_id"], ["loesung.id"], name=op.f("fk_entscheidung_zeile_loesung_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_entscheidung_zeile_massnahme_id")),
        sa.ForeignKeyConstraint(["sprintteam_id"], ["sprintteam.id"], name=op.f("fk_entscheidung_zeile_sprintteam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entscheidung_zeile")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("entscheidung_zeile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_auftrag_id"), ["auftrag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_entscheidung_id"), ["entscheidung_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_idee_id"), ["idee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_loesung_id"), ["loesung_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entscheidung_zeile_sprintteam_id"), ["sprintteam_id"], unique=False)

    op.create_table(
        "zwischenergebnis",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("auftrag_id", sa.Text(), nullable=False),
        sa.Column("datum", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["auftrag_id"], ["auftrag.id"], name=op.f("fk_zwischenergebnis_auftrag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zwischenergebnis")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("zwischenergebnis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zwischenergebnis_auftrag_id"), ["auftrag_id"], unique=False)

    op.create_table(
        "pruefpunkt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("aufgabe_id", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("erledigt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ordnung", sa.Text(), nullable=False),
        sa.CheckConstraint("erledigt BETWEEN 0 AND 1", name=op.f("ck_pruefpunkt_erledigt")),
        sa.ForeignKeyConstraint(["aufgabe_id"], ["aufgabe.id"], name=op.f("fk_pruefpunkt_aufgabe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pruefpunkt")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pruefpunkt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pruefpunkt_aufgabe_id"), ["aufgabe_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")
