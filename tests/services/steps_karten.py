"""A case for every writing use case on many cards."""

from builders import Region
from myk_tui.domain.begriffe import Spalte
from myk_tui.services.karten import KartenService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def archived(database: Database, region: Region) -> None:
    KartenService(database).archive_karten([region.karten[0][0]])


def with_points(database: Database, region: Region) -> str:
    KartenService(database).record_punkte(region.karten[0][0], "[x] Raum\n[ ] Technik")
    with database.read() as connection:
        return str(connection.scalars(t.pruefpunkt.select().with_only_columns(t.pruefpunkt.c.id)).first())


CASES = {
    (KartenService, "rename_spalten"): (
        lambda d, r: None,
        lambda d, _r, _p: KartenService(d).rename_spalten({"spalte_offen": "Vorrat"}),
    ),
    (KartenService, "add_karten"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).add_karten(r.auftraege[0], "- eins\n- zwei"),
    ),
    (KartenService, "duplicate_karte"): (
        with_points,
        lambda d, r, _p: KartenService(d).duplicate_karte(r.karten[0][0]),
    ),
    (KartenService, "move_karten"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).move_karten(r.karten[0][:2], r.auftraege[1], Spalte.FERTIG),
    ),
    (KartenService, "shift_karten"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).shift_karten(r.karten[0], 1),
    ),
    (KartenService, "assign_karten"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).assign_karten(r.karten[0], "Projektteam"),
    ),
    (KartenService, "archive_karten"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).archive_karten(r.karten[0]),
    ),
    (KartenService, "restore_karte"): (archived, lambda d, r, _p: KartenService(d).restore_karte(r.karten[0][0])),
    (KartenService, "record_punkte"): (
        with_points,
        lambda d, r, _p: KartenService(d).record_punkte(r.karten[0][0], "Technik\n[x] Licht"),
    ),
    (KartenService, "punkt_to_karte"): (with_points, lambda d, r, point: KartenService(d).punkt_to_karte(str(point))),
    (KartenService, "record_grenze"): (
        lambda d, r: None,
        lambda d, r, _p: KartenService(d).record_grenze(r.auftraege[0], "3"),
    ),
}
