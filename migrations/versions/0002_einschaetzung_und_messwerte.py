"""What a review also asks: verdicts, sizes, measured values, steps, evenings per quarter; minutes as they were given out.

Only new columns and tables, so no table has to be built anew.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE zielbild ADD COLUMN einschaetzung INTEGER CONSTRAINT ck_zielbild_einschaetzung CHECK "
    "(einschaetzung BETWEEN 0 AND 100)",
    "ALTER TABLE zielbild ADD COLUMN einschaetzung_grund TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE ziel ADD COLUMN einschaetzung INTEGER CONSTRAINT ck_ziel_einschaetzung CHECK "
    "(einschaetzung BETWEEN 0 AND 100)",
    "ALTER TABLE ziel ADD COLUMN einschaetzung_grund TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE loesung ADD COLUMN einschaetzung INTEGER CONSTRAINT ck_loesung_einschaetzung CHECK "
    "(einschaetzung BETWEEN 0 AND 100)",
    "ALTER TABLE loesung ADD COLUMN einschaetzung_grund TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE massnahme ADD COLUMN indikator_start TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE massnahme ADD COLUMN indikator_stand TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE massnahme ADD COLUMN indikator_ziel TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE massnahme ADD COLUMN zuversicht INTEGER CONSTRAINT ck_massnahme_zuversicht CHECK "
    "(zuversicht BETWEEN 0 AND 10)",
    "ALTER TABLE massnahme ADD COLUMN groesse TEXT CONSTRAINT ck_massnahme_groesse CHECK (groesse IN "
    "('klein', 'mittel', 'gross'))",
    "ALTER TABLE massnahme ADD COLUMN ausgegeben_cent INTEGER CONSTRAINT ck_massnahme_ausgegeben_cent "
    "CHECK (ausgegeben_cent BETWEEN 0 AND 100000000000)",
    "ALTER TABLE massnahme ADD COLUMN schritte_zaehlen INTEGER DEFAULT '0' NOT NULL CONSTRAINT "
    "ck_massnahme_schritte_zaehlen CHECK (schritte_zaehlen BETWEEN 0 AND 1)",
    "ALTER TABLE idee ADD COLUMN groesse TEXT CONSTRAINT ck_idee_groesse CHECK (groesse IN ('klein', "
    "'mittel', 'gross'))",
    "ALTER TABLE idee ADD COLUMN wieder_ab TEXT",
    "ALTER TABLE zwischenergebnis ADD COLUMN im_treffen INTEGER DEFAULT '1' NOT NULL CONSTRAINT "
    "ck_zwischenergebnis_im_treffen CHECK (im_treffen BETWEEN 0 AND 1)",
    "ALTER TABLE aufgabe ADD COLUMN blockiert_loest TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE treffen ADD COLUMN pause_bis TEXT",
    "ALTER TABLE treffen ADD COLUMN puls TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE entscheidung ADD COLUMN frage TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE entscheidung ADD COLUMN wiedervorlage TEXT",
    "ALTER TABLE entscheidung_zeile ADD COLUMN urteil TEXT CONSTRAINT ck_entscheidung_zeile_urteil CHECK "
    "(urteil IN ('erreicht', 'teilweise', 'nicht_erreicht'))",
    "ALTER TABLE entscheidung_zeile ADD COLUMN urteil_grund TEXT DEFAULT '' NOT NULL",
    "CREATE TABLE teilschritt ( id TEXT NOT NULL, massnahme_id TEXT NOT NULL, titel TEXT NOT NULL, "
    "erledigt INTEGER DEFAULT '0' NOT NULL, ordnung TEXT NOT NULL, CONSTRAINT pk_teilschritt PRIMARY KEY "
    "(id), CONSTRAINT ck_teilschritt_erledigt CHECK (erledigt BETWEEN 0 AND 1), CONSTRAINT "
    "fk_teilschritt_massnahme_id FOREIGN KEY(massnahme_id) REFERENCES massnahme (id) ) STRICT",
    "CREATE INDEX ix_teilschritt_massnahme_id ON teilschritt (massnahme_id)",
    "CREATE TABLE ideenpruefung ( id TEXT NOT NULL, prueffrage_id TEXT NOT NULL, idee_id TEXT NOT NULL, "
    "antwort TEXT DEFAULT 'offen' NOT NULL, notiz TEXT DEFAULT '' NOT NULL, geprueft_am TEXT, CONSTRAINT "
    "pk_ideenpruefung PRIMARY KEY (id), CONSTRAINT ck_ideenpruefung_antwort CHECK (antwort IN ('ja', "
    "'nein', 'offen', 'entfaellt')), CONSTRAINT uq_ideenpruefung_prueffrage_id_idee_id UNIQUE "
    "(prueffrage_id, idee_id), CONSTRAINT fk_ideenpruefung_prueffrage_id FOREIGN KEY(prueffrage_id) "
    "REFERENCES prueffrage (id), CONSTRAINT fk_ideenpruefung_idee_id FOREIGN KEY(idee_id) REFERENCES "
    "idee (id) ) STRICT",
    "CREATE INDEX ix_ideenpruefung_idee_id ON ideenpruefung (idee_id)",
    "CREATE INDEX ix_ideenpruefung_prueffrage_id ON ideenpruefung (prueffrage_id)",
    "CREATE TABLE teamquartal ( id TEXT NOT NULL, sprintteam_id TEXT NOT NULL, sprint_id TEXT NOT NULL, "
    "abende INTEGER, CONSTRAINT pk_teamquartal PRIMARY KEY (id), CONSTRAINT ck_teamquartal_abende CHECK "
    "(abende BETWEEN 0 AND 200), CONSTRAINT uq_teamquartal_sprintteam_id_sprint_id UNIQUE "
    "(sprintteam_id, sprint_id), CONSTRAINT fk_teamquartal_sprintteam_id FOREIGN KEY(sprintteam_id) "
    "REFERENCES sprintteam (id), CONSTRAINT fk_teamquartal_sprint_id FOREIGN KEY(sprint_id) REFERENCES "
    "sprint (id) ) STRICT",
    "CREATE INDEX ix_teamquartal_sprint_id ON teamquartal (sprint_id)",
    "CREATE INDEX ix_teamquartal_sprintteam_id ON teamquartal (sprintteam_id)",
    "CREATE TABLE protokollfassung ( id TEXT NOT NULL, treffen_id TEXT NOT NULL, version INTEGER DEFAULT "
    "'1' NOT NULL, um TEXT NOT NULL, inhalt TEXT DEFAULT '' NOT NULL, CONSTRAINT pk_protokollfassung "
    "PRIMARY KEY (id), CONSTRAINT ck_protokollfassung_version CHECK (version BETWEEN 1 AND 1000), "
    "CONSTRAINT uq_protokollfassung_treffen_id_version UNIQUE (treffen_id, version), CONSTRAINT "
    "fk_protokollfassung_treffen_id FOREIGN KEY(treffen_id) REFERENCES treffen (id) ) STRICT",
    "CREATE INDEX ix_protokollfassung_treffen_id ON protokollfassung (treffen_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
