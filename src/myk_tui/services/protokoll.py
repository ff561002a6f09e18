"""Use cases of the minutes: read them, write them in any format, count their versions."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from myk_tui.domain import clock
from myk_tui.domain.begriffe import TreffenStatus
from myk_tui.domain.bewertung import show_number
from myk_tui.domain.dokument import Dokument
from myk_tui.domain.kalender import parse_date, show_date
from myk_tui.domain.protokoll import frozen_chapters, handout_document, minutes_document, next_meeting
from myk_tui.domain.protokollfassung import NOT_BEGUN, NOT_KEPT, Fassung, dump_fassung, read_fassung
from myk_tui.domain.protokollmail import mail_text
from myk_tui.domain.protokollvorlage import Protokollvorlage, parse_vorlage
from myk_tui.domain.protokollwerte import Beschluss, Protokoll
from myk_tui.errors import MykError, NotFound, RuleViolation, StorageError
from myk_tui.i18n import _
from myk_tui.services.beschlussnummern import keep_numbers
from myk_tui.services.dokument_buero import to_docx, to_odt, to_pdf
from myk_tui.services.dokument_html import to_html
from myk_tui.services.dokument_markdown import to_markdown
from myk_tui.services.dokument_text import to_text
from myk_tui.services.protokollaenderungen import changes_of_meeting
from myk_tui.services.seitdem import SeitdemService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.files import write_atomically
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.bewertung import load_rangliste
from myk_tui.storage.queries.protokoll import (
    last_meeting_id,
    load_arbeitsweise,
    load_beschluesse,
    load_ergebnisse,
    load_fassung,
    load_kopf,
    load_naechstes,
    load_neuigkeiten,
    load_parkthemen,
    load_punkte,
    load_vereinbarungen,
)
from myk_tui.storage.queries.treffen import load_liste

FORMATS: dict[str, Callable[[Dokument], bytes]] = {
    "md": lambda dokument: to_markdown(dokument).encode(),
    "html": lambda dokument: to_html(dokument).encode(),
    "txt": lambda dokument: to_text(dokument).encode(),
    "pdf": to_pdf,
    "docx": to_docx,
    "odt": to_odt,
}
"""What the minutes can be written as, by the ending of the file."""

MAIL = "mail"
"""Stands beside the endings for the short form that goes into the body of a mail."""

VORLAGE = "protokoll-vorlage.json"
"""A file of this name beside the database says letterhead and chapters of the minutes."""

VORLAGE_BYTES = 100_000


class ProtokollService:
    """The minutes of a meeting, and the handout before it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_treffen(self) -> list[tuple[str, str]]:
        """Return (id, „23.09.2026 Titel“) of all meetings, the newest first."""
        with self._database.read() as connection:
            return [
                (head.id, f"{'' if head.datum is None else show_date(head.datum)} {head.titel}".strip())
                for head in load_liste(connection)
            ]

    def load_gemeint(self, wunsch: str = "", *, kommend: bool = False) -> str:
        """Return the id of the meeting that is meant: by id, by day as in a form, „23.9.2026“, or „2026-09-23“, by a part of its title.

        Without a wish the one that ended last, or with ``kommend`` the one that comes next. Raises NotFound.
        """
        with self._database.read() as connection:
            if not wunsch:
                found = last_meeting_id(connection, kommend=kommend)
                if found is None:
                    raise NotFound(_("Es gibt noch kein Treffen."))
                return found
            day = _day(wunsch)
            for head in load_liste(connection):
                if (
                    (day is not None and head.datum == day)
                    or wunsch == head.id
                    or wunsch.casefold() in head.titel.casefold()
                ):
                    return head.id
        raise NotFound(_("Ein Treffen „{wunsch}“ gibt es nicht. Bitte das Datum angeben.").format(wunsch=wunsch))

    def load_protokoll(self, treffen_id: str) -> Protokoll:
        """Return everything the minutes hold, as the version they would be given out as; raises NotFound.

        No internal note is read.
        """
        report = SeitdemService(self._database).load_bericht_zum_treffen(treffen_id)
        with self._database.read() as connection:
            kopf = load_kopf(connection, treffen_id)
            if kopf is None:
                raise NotFound(_("Dieses Treffen gibt es nicht mehr."))
            kopf = replace(kopf, version=_next_version(connection, treffen_id, kopf.version))
            programm = connection.execute(
                sa.select(t.programm.c.name, t.programm.c.traeger).order_by(t.programm.c.id).limit(1)
            ).one()
            return Protokoll(
                programm=programm.name,
                traeger=programm.traeger,
                kopf=kopf,
                punkte=load_punkte(connection, treffen_id),
                beschluesse=load_beschluesse(connection, kopf, anhang=True),
                ergebnisse=load_ergebnisse(connection, kopf),
                vereinbarungen=load_vereinbarungen(connection, treffen_id),
                parkthemen=load_parkthemen(connection, treffen_id),
                arbeitsweise=load_arbeitsweise(connection, treffen_id),
                neuigkeiten=load_neuigkeiten(connection, treffen_id),
                seitdem=report,
                aenderungen=changes_of_meeting(connection, treffen_id, kopf.version - 1) if kopf.version > 1 else (),
                rangliste=_ranking(connection, treffen_id),
                naechstes=load_naechstes(connection, kopf),
            )

    def load_beschluesse(self, treffen_id: str) -> tuple[Beschluss, ...]:
        """Return the decisions of a meeting, the newest version of each; none if the meeting is gone."""
        with self._database.read() as connection:
            kopf = load_kopf(connection, treffen_id)
            return () if kopf is None else load_beschluesse(connection, kopf)

    def load_naechstes(self, treffen_id: str) -> str:
        """Return when and where the group of a meeting meets next, in words; empty if nothing is planned."""
        with self._database.read() as connection:
            kopf = load_kopf(connection, treffen_id)
            return "" if kopf is None else next_meeting(load_naechstes(connection, kopf))

    def load_dokument(self, treffen_id: str, *, handzettel: bool = False) -> Dokument:
        """Return the minutes, or the handout before the meeting; raises RuleViolation for an unusable template.

        Minutes that were given out stay as they were: only a correction of the
        meeting or of its decisions makes a new version.
        """
        if handzettel:
            return handout_document(self.load_protokoll(treffen_id))
        return self._fassung(treffen_id).dokument

    def load_mail(self, treffen_id: str) -> str:
        """Return the short form of the minutes that goes into the body of a mail; raises NotFound."""
        return self._fassung(treffen_id).mail

    def load_datei(self, treffen_id: str, endung: str, *, handzettel: bool = False) -> bytes:
        """Return the minutes in a format; raises RuleViolation for one that is not known, StorageError if an extra is missing."""
        check_format(endung, mail=not handzettel)
        if handzettel:
            return FORMATS[endung](self.load_dokument(treffen_id, handzettel=True))
        return _rendered(self._fassung(treffen_id), endung)

    def load_dateiname(self, treffen_id: str, was: str, endung: str) -> str:
        """Return what a file about a meeting is called, „protokoll-2026-09-23.md“: by its day, or today if it has none."""
        with self._database.read() as connection:
            kopf = load_kopf(connection, treffen_id)
        day = (None if kopf is None else kopf.datum) or self._database.clock.today()
        return f"{was}-{day.isoformat()}.{endung}"

    def record_fassung(self, treffen_id: str) -> int:
        """Keep the minutes as they are given out now, and return their version.

        The first time it is 1; it goes up when something they say has been corrected since they were given out.
        """
        keep_numbers(self._database, treffen_id)
        return self._record(treffen_id, self._fassung(treffen_id))

    def _record(self, treffen_id: str, fassung: Fassung) -> int:
        # Paper that is out cannot be called back: undo passes this step over.
        with self._database.write(_("Protokoll ausgegeben"), for_good=True) as writer:
            row = require_row(writer.connection, t.treffen, treffen_id)
            version = _next_version(writer.connection, treffen_id, row.protokoll_version)
            writer.update(t.treffen, treffen_id, protokoll_version=version)
            if load_fassung(writer.connection, treffen_id, version) is None:
                um = clock.to_text(self._database.clock.now())
                inhalt = dump_fassung(fassung)
                writer.insert(t.protokollfassung, treffen_id=treffen_id, version=version, um=um, inhalt=inhalt)
            return version

    def _fassung(self, treffen_id: str) -> Fassung:
        """Return the minutes as they were given out last, or as they would be now if something is corrected."""
        with self._database.read() as connection:
            kopf = load_kopf(connection, treffen_id)
            given = 0 if kopf is None else kopf.version
            earlier = read_fassung(load_fassung(connection, treffen_id, given)) if given else None
            if earlier is not None and _next_version(connection, treffen_id, given) == given:
                return earlier
        protokoll = self.load_protokoll(treffen_id)
        kapitel = frozen_chapters(protokoll) if earlier is None else earlier.kapitel
        vorlage = read_vorlage(self._database.path.with_name(VORLAGE))
        return Fassung(minutes_document(protokoll, vorlage, kapitel), kapitel, mail_text(protokoll))

    def give_out(
        self, treffen_id: str, endung: str, place: Callable[[bytes], object], *, handzettel: bool = False
    ) -> str:
        """Write the minutes with ``place`` and count their version only when that has worked.

        ``endung`` is one of FORMATS or MAIL. The handout has no version, and a file that is open for reading only
        counts none: then the sentence to say so is returned, unless what was written is a version already. Nor does
        a meeting that has not begun count any: what it says would be corrected line by line afterwards.
        Raises what ``load_datei`` and ``place`` raise; then nothing is counted.
        """
        if handzettel:
            place(self.load_datei(treffen_id, endung, handzettel=True))
            return ""
        check_format(endung)
        fassung = self._fassung(treffen_id)
        if not self._database.read_only:
            keep_numbers(self._database, treffen_id)
        place(_rendered(fassung, endung))
        if not self._has_begun(treffen_id):
            return _(NOT_BEGUN)
        if self._database.read_only:
            return "" if self._is_kept(treffen_id) else _(NOT_KEPT)
        try:
            self._record(treffen_id, fassung)
        except MykError as error:
            raise StorageError(
                _("Das Protokoll ist geschrieben, aber seine Fassung nicht gezählt: {grund}").format(
                    grund=error.message
                )
            ) from error
        return ""

    def _has_begun(self, treffen_id: str) -> bool:
        with self._database.read() as connection:
            return str(require_row(connection, t.treffen, treffen_id).status) != TreffenStatus.GEPLANT

    def _is_kept(self, treffen_id: str) -> bool:
        """Return whether the minutes as they would be given out now are kept as a version."""
        with self._database.read() as connection:
            given = require_row(connection, t.treffen, treffen_id).protokoll_version
            next_one = _next_version(connection, treffen_id, given)
            return load_fassung(connection, treffen_id, next_one) is not None


def check_format(endung: str, *, mail: bool = True) -> None:
    """Check that a document can be written like that, the minutes also as a mail; raises RuleViolation."""
    if endung not in FORMATS and not (mail and endung == MAIL):
        raise RuleViolation(
            _("„{endung}“ schreibt das Programm nicht. Bitte eines von diesen wählen: {alle}.").format(
                endung=endung, alle=", ".join(FORMATS)
            )
        )


def _rendered(fassung: Fassung, endung: str) -> bytes:
    return fassung.mail.encode() if endung == MAIL else FORMATS[endung](fassung.dokument)


def _next_version(connection: sa.Connection, treffen_id: str, version: int) -> int:
    """Return the version the minutes have when they are given out now."""
    return version + 1 if version == 0 or changes_of_meeting(connection, treffen_id, version) else version


def _day(text: str) -> date | None:
    """Return the day that is written there as in a form, or as it is stored; None if it is none."""
    with suppress(RuleViolation):
        return parse_date(text, feld="treffen", name="")
    return None


def read_vorlage(path: Path) -> Protokollvorlage:
    """Return the region's own template if it lies there, else the usual one; raises RuleViolation or StorageError."""
    with said_plainly(path, reading=True):
        if not path.exists():
            return Protokollvorlage()
        raw = path.read_bytes()[:VORLAGE_BYTES]
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise RuleViolation(
            _("{name} ist keine lesbare JSON-Datei. Bitte berichtigen oder umbenennen.").format(name=path.name)
        ) from error
    return parse_vorlage(values)


def write_protokoll(target: Path, content: bytes) -> None:
    """Write the minutes to a file, whole or not at all; raises StorageError."""
    write_atomically(target, content)


def _ranking(connection: sa.Connection, treffen_id: str) -> tuple[tuple[str, str, str], ...]:
    """Return the ranking the evening had before it: what was taken up in it is no open idea any more."""
    z, e = t.entscheidung_zeile.c, t.entscheidung.c
    chosen = sa.select(z.idee_id).join(t.entscheidung, e.id == z.entscheidung_id)
    taken = connection.scalars(chosen.where(e.treffen_id == treffen_id, z.idee_id.is_not(None))).all()
    return tuple(
        (str(platz.platz), platz.bewertung.titel, show_number(platz.summe))
        for platz in load_rangliste(connection, zaehlen=False, auch=frozenset(taken)).plaetze
        if platz.platz is not None
    )
