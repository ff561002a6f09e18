"""A case for every writing use case of the meeting."""

from datetime import timedelta
from typing import cast

from builders import Region
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage.database import Database

HEAD = {
    "titel": "Herbsttreffen",
    "datum": "23.11.2026",
    "beginn_geplant": "18:00",
    "ort": "Bürgerhaus",
    "zielbild": "alle",
}


def planned(database: Database, _region: Region) -> str:
    return TreffenService(database).prepare_treffen(HEAD)


def begun(database: Database, region: Region) -> str:
    treffen_id = planned(database, region)
    TreffenService(database).begin(treffen_id)
    return treffen_id


def last_item(database: Database, region: Region) -> str:
    return TreffenService(database).load_treffen(planned(database, region)).punkte[-1].id


def last_item_running(database: Database, region: Region) -> str:
    return TreffenService(database).load_treffen(begun(database, region)).punkte[-1].id


def noted(database: Database, region: Region) -> str:
    return MitschriftService(database).add_eintrag(
        planned(database, region), Eintragsart.PARKTHEMA, {"titel": "Später"}
    )


def second_item(database: Database, region: Region) -> str:
    treffen_id = begun(database, region)
    TreffenService(database).next_punkt(treffen_id)
    return treffen_id


def news(database: Database, region: Region) -> tuple[str, str]:
    treffen_id = planned(database, region)
    service = MitschriftService(database)
    service.add_eintrag(treffen_id, Eintragsart.NEUIGKEIT, {"titel": "Neues Bürgerhaus"})
    return treffen_id, service.add_eintrag(treffen_id, Eintragsart.NEUIGKEIT, {"titel": "Neue Buslinie"})


CASES = {
    (TreffenService, "prepare_treffen"): (
        lambda d, r: None,
        lambda d, r, _p: TreffenService(d).prepare_treffen(HEAD),
    ),
    (TreffenService, "edit_treffen"): (
        planned,
        lambda d, r, meeting: TreffenService(d).edit_treffen(str(meeting), {"ort": "Rathaus"}),
    ),
    (TreffenService, "delete_treffen"): (
        planned,
        lambda d, r, meeting: TreffenService(d).delete_treffen(str(meeting)),
    ),
    (TreffenService, "add_punkt"): (
        planned,
        lambda d, r, meeting: TreffenService(d).add_punkt(str(meeting), {"titel": "Gäste", "minuten": "5"}),
    ),
    (TreffenService, "edit_punkt"): (
        last_item,
        lambda d, r, item: TreffenService(d).edit_punkt(str(item), {"titel": "Schluss"}),
    ),
    (TreffenService, "delete_punkt"): (last_item, lambda d, r, item: TreffenService(d).delete_punkt(str(item))),
    (TreffenService, "reorder_punkt"): (last_item, lambda d, r, item: TreffenService(d).reorder_punkt(str(item), -1)),
    (TreffenService, "postpone_punkt"): (last_item, lambda d, r, item: TreffenService(d).postpone_punkt(str(item))),
    (TreffenService, "park_punkt"): (last_item, lambda d, r, item: TreffenService(d).park_punkt(str(item))),
    (TreffenService, "begin"): (planned, lambda d, r, meeting: TreffenService(d).begin(str(meeting))),
    (TreffenService, "next_punkt"): (begun, lambda d, r, meeting: TreffenService(d).next_punkt(str(meeting))),
    (TreffenService, "previous_punkt"): (
        second_item,
        lambda d, r, meeting: TreffenService(d).previous_punkt(str(meeting)),
    ),
    (TreffenService, "record_minuten"): (
        last_item,
        lambda d, r, item: TreffenService(d).record_minuten({"p0": str(item)}, {"p0": "7"}),
    ),
    (MitschriftService, "record_puls"): (
        begun,
        lambda d, r, meeting: MitschriftService(d).record_puls(str(meeting), {"f5": "3", "f4": "9"}),
    ),
    (MitschriftService, "mark_gezeigt"): (
        news,
        lambda d, r, found: MitschriftService(d).mark_gezeigt(*cast("tuple[str, str]", found)),
    ),
    (MitschriftService, "reorder_eintrag"): (
        news,
        lambda d, r, found: MitschriftService(d).reorder_eintrag(
            cast("tuple[str, str]", found)[0], Eintragsart.NEUIGKEIT, cast("tuple[str, str]", found)[1], -1
        ),
    ),
    (TreffenService, "jump_to"): (last_item_running, lambda d, r, item: TreffenService(d).jump_to(str(item))),
    (TreffenService, "pause"): (begun, lambda d, r, meeting: TreffenService(d).pause(str(meeting))),
    (TreffenService, "record_schlaf"): (
        begun,
        lambda d, r, meeting: TreffenService(d).record_schlaf(
            str(meeting), d.clock.now(), d.clock.now() + timedelta(minutes=10)
        ),
    ),
    (TreffenService, "end"): (begun, lambda d, r, meeting: TreffenService(d).end(str(meeting))),
    (MitschriftService, "record_anwesend"): (
        begun,
        lambda d, r, meeting: MitschriftService(d).record_anwesend(str(meeting), {"g0": "Politik"}, {"g0": "4"}),
    ),
    (MitschriftService, "add_eintrag"): (
        begun,
        lambda d, r, meeting: MitschriftService(d).add_eintrag(
            str(meeting), Eintragsart.VEREINBARUNG, {"titel": "Anrufen"}
        ),
    ),
    (MitschriftService, "edit_eintrag"): (
        noted,
        lambda d, r, entry: MitschriftService(d).edit_eintrag(Eintragsart.PARKTHEMA, str(entry), {"titel": "Bald"}),
    ),
    (MitschriftService, "tick_eintrag"): (
        noted,
        lambda d, r, entry: MitschriftService(d).tick_eintrag(Eintragsart.PARKTHEMA, str(entry)),
    ),
    (MitschriftService, "delete_eintrag"): (
        noted,
        lambda d, r, entry: MitschriftService(d).delete_eintrag(Eintragsart.PARKTHEMA, str(entry)),
    ),
}
