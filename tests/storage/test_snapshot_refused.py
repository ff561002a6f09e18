"""Hostile and broken snapshots: every one is refused in plain German, with its places, before anything is written."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from builders import make_region
from myk_tui.errors import SnapshotInvalid
from myk_tui.storage.database import Database
from myk_tui.storage.snapshot import MAX_FEHLER, dump_snapshot, encode_rows, read_snapshot, replace_content
from myk_tui.storage.snapshot_parse import MAX_BYTES

Document = dict[str, Any]
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def raw(database: Database) -> bytes:
    make_region(database)
    with database.read() as connection:
        return dump_snapshot(connection)


def refusal(data: bytes) -> SnapshotInvalid:
    with pytest.raises(SnapshotInvalid) as caught:
        read_snapshot(data)
    error = caught.value
    assert error.message.endswith(".")
    assert all(sentence.endswith((".", "“")) for _path, sentence in error.fehler)
    shown = error.message + "".join(path + sentence for path, sentence in error.fehler)
    assert shown.isprintable(), "nothing in a refusal can steer a terminal"
    return error


BAD_BYTES = {
    "nothing": (b"", "leer"),
    "blanks": (b" \n\t ", "leer"),
    "no json": (b"Hallo", "JSON"),
    "half": (b'{"format": "myk-tui/schna', "JSON"),
    "cp1252": ('{"format": "Übung"}'.encode("cp1252"), "UTF-8"),
    "utf-16": ('{"format": "x"}'.encode("utf-16"), "UTF-8"),
    "zero bytes": (b"\x00" * 2_000, "JSON"),
    "a control character in a string": (b'{"format": "\x1b[31m"}', "JSON"),
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, "verschachtelt"),
    "deep objects": (b'{"a":' * 33 + b"1" + b"}" * 33, "verschachtelt"),
    "deep and unfinished": (b"[" * 1_000_000, "verschachtelt"),
    "many quotes without an end": (b'"' + b'\\"' * 500_000, "JSON"),
    "double keys": (b'{"format": "x", "format": "y"}', "doppelt"),
    "double keys among many": (
        b"{" + b",".join(b'"%d":0' % (number % 99_999) for number in range(100_000)) + b"}",
        "doppelt",
    ),
    "NaN": (b'{"format": NaN}', "keine Zahl"),
    "Infinity": (b'{"format": -Infinity}', "keine Zahl"),
    "a float": (b'{"format_version": 1.0}', "ganze Zahlen"),
    "an exponent": (b'{"format_version": 1e999}', "ganze Zahlen"),
    "a huge number": (b'{"format_version": ' + b"9" * 100_000 + b"}", "zu groß"),
    "just too large a number": (b'{"format_version": 9007199254740993}', "zu groß"),
    "a list": (b"[]", "kein Schnappschuss"),
    "a number": (b"5", "kein Schnappschuss"),
    "nothing in it": (b"{}", "kein Schnappschuss"),
    "another format": (b'{"format": "other", "format_version": 1}', "kein Schnappschuss"),
    "no version": (b'{"format": "myk-tui/schnappschuss"}', "format_version"),
    "a text as version": (
        b'{"format": "myk-tui/schnappschuss", "format_version": "1", "schema_version": 1}',
        "_version",
    ),
    "true as version": (
        b'{"format": "myk-tui/schnappschuss", "format_version": true, "schema_version": 1}',
        "_version",
    ),
    "a newer format": (b'{"format": "myk-tui/schnappschuss", "format_version": 2, "schema_version": 1}', "neueren"),
    "a newer schema": (b'{"format": "myk-tui/schnappschuss", "format_version": 1, "schema_version": 99}', "neueren"),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_what_is_no_snapshot_is_refused_with_one_sentence(name: str) -> None:
    data, word = BAD_BYTES[name]
    assert word in refusal(data).message


def test_a_file_over_the_limit_is_not_even_decoded() -> None:
    assert "größer als 50 MB" in refusal(b" " * (MAX_BYTES + 1)).message


def first(document: Document, table: str) -> dict[str, Any]:
    row: dict[str, Any] = document["daten"][table][0]
    return row


def twin(document: Document, table: str, **values: Any) -> None:
    rows = document["daten"][table]
    rows.append({**rows[0], **values})


def entry(document: Document, **values: Any) -> None:
    first(document, "journal").update(values)


def circle(document: Document) -> None:
    rows = document["daten"]["aufgabe"]
    for row, other in zip(rows, [*rows[1:], rows[0]], strict=True):
        row["herkunft_aufgabe_id"] = other["id"]


Change = Callable[[Document], Any]
BAD_CONTENT: dict[str, tuple[Change, str]] = {
    "unknown key at the top": (lambda d: d.update(stand="2026-01-01T00:00:00.000Z"), "stand"),
    "unknown table": (lambda d: d["daten"].update({"sqlite_master": []}), "daten/sqlite_master"),
    "missing table": (lambda d: d["daten"].pop("idee"), "daten/idee"),
    "a table that is no list": (lambda d: d["daten"].update(idee={}), "daten/idee"),
    "no tables": (lambda d: d.update(daten=None), "daten"),
    "wrong counts": (lambda d: d["anzahl"].update(idee=4), "anzahl/idee"),
    "counts that are no object": (lambda d: d.update(anzahl=[]), "anzahl"),
    "true as count": (lambda d: d["anzahl"].update(programm=True), "anzahl/programm"),
    "a row that is no object": (lambda d: d["daten"]["idee"].append("x"), "idee/3"),
    "unknown column": (lambda d: first(d, "idee").update(admin=1), "idee/0/admin"),
    "unknown column with a lone surrogate": (lambda d: first(d, "idee").update({"\ud800": 1}), "idee/0/�"),
    "missing column": (lambda d: first(d, "idee").pop("status"), "idee/0/status"),
    "number instead of text": (lambda d: first(d, "idee").update(titel=5), "idee/0/titel"),
    "text instead of number": (lambda d: first(d, "idee").update(unterstuetzer="5"), "idee/0/unterstuetzer"),
    "true instead of number": (lambda d: first(d, "idee").update(unterstuetzer=True), "idee/0/unterstuetzer"),
    "null where something is needed": (lambda d: first(d, "idee").update(titel=None), "idee/0/titel"),
    "empty title": (lambda d: first(d, "idee").update(titel=""), "idee/0/titel"),
    "title too long": (lambda d: first(d, "idee").update(titel="x" * 201), "idee/0/titel"),
    "title of two lines": (lambda d: first(d, "idee").update(titel="a\nb"), "idee/0/titel"),
    "escape sequence": (lambda d: first(d, "idee").update(titel="\x1b[2J"), "idee/0/titel"),
    "NUL": (lambda d: first(d, "idee").update(titel="a\x00b"), "idee/0/titel"),
    "lone surrogate": (lambda d: first(d, "idee").update(titel="a\ud800"), "idee/0/titel"),
    "noncharacter": (lambda d: first(d, "idee").update(titel="a\uffff"), "idee/0/titel"),
    "unknown word": (lambda d: first(d, "idee").update(status="toll"), "idee/0/status"),
    "number out of range": (lambda d: first(d, "massnahme").update(fortschritt=101), "massnahme/0/fortschritt"),
    "negative number": (lambda d: first(d, "massnahme").update(gewicht=-1), "massnahme/0/gewicht"),
    "date that does not exist": (lambda d: first(d, "idee").update(eingang="2026-02-30"), "idee/0/eingang"),
    "date of another form": (lambda d: first(d, "idee").update(eingang="20260203"), "idee/0/eingang"),
    "date in other digits": (lambda d: first(d, "idee").update(eingang="٢٠٢٦-02-03"), "idee/0/eingang"),
    "time without zone": (lambda d: first(d, "schritt").update(um="2026-11-23T18:00:00.000"), "schritt/0/um"),
    "order key that ends in the smallest digit": (lambda d: first(d, "ziel").update(ordnung="V0"), "ziel/0/ordnung"),
    "empty order key": (lambda d: first(d, "ziel").update(ordnung=""), "ziel/0/ordnung"),
    "id that is no id": (lambda d: first(d, "person" if d["daten"]["person"] else "idee").update(id="1"), "idee/0/id"),
    "the same id twice": (lambda d: twin(d, "programm"), "programm/1/id"),
    "no programme": (lambda d: d["daten"]["programm"].clear(), "programm"),
    "two programmes": (lambda d: twin(d, "programm", id=NOBODY), "programm/1"),
    "the same order number twice": (
        lambda d: twin(d, "sprint", id=NOBODY, status="geplant"),
        "sprint/1/jahr",
    ),
    "two active sprints": (lambda d: twin(d, "sprint", id=NOBODY, quartal=1), "sprint/1/status"),
    "reference to nothing": (lambda d: first(d, "aufgabe").update(auftrag_id=NOBODY), "aufgabe/0/auftrag_id"),
    "reference to another table": (
        lambda d: first(d, "aufgabe").update(auftrag_id=first(d, "idee")["id"]),
        "aufgabe/0/auftrag_id",
    ),
    "a card that comes from itself": (
        lambda d: first(d, "aufgabe").update(herkunft_aufgabe_id=first(d, "aufgabe")["id"]),
        "aufgabe/0/herkunft_aufgabe_id",
    ),
    "a circle of cards": (circle, "aufgabe/0/herkunft_aufgabe_id"),
    "a duplicate of itself": (
        lambda d: first(d, "idee").update(dublette_von_id=first(d, "idee")["id"]),
        "idee/0/dublette_von_id",
    ),
    "a Maßnahme in two places": (
        lambda d: first(d, "massnahme").update(zielbild_id=first(d, "zielbild")["id"]),
        "massnahme/0/ein_platz",
    ),
    "a sprint that ends before it begins": (
        lambda d: first(d, "sprint").update(ende="2026-01-01"),
        "sprint/0/zeitraum",
    ),
    "a step that undoes a later one": (lambda d: first(d, "schritt").update(zurueck_nr=7), "schritt/0/zurueck_nr"),
    "an undo without a step": (lambda d: first(d, "schritt").update(art="zurueck"), "schritt/0/bezug_nr"),
    "journal of an unknown table": (lambda d: entry(d, tabelle="schritt"), "journal/0/tabelle"),
    "journal of no step": (lambda d: entry(d, schritt_nr=9), "journal/0/schritt_nr"),
    "journal that is no JSON": (lambda d: entry(d, nachher="{"), "journal/0/nachher"),
    "journal of an empty text": (lambda d: entry(d, vorher=""), "journal/0/vorher"),
    "journal that says null": (lambda d: entry(d, vorher="null"), "journal/0/vorher"),
    "journal that is no object": (lambda d: entry(d, nachher="[]"), "journal/0/nachher"),
    "journal with an unknown column": (lambda d: entry(d, nachher='{"böse":1}'), "journal/0/nachher/böse"),
    "journal with double keys": (lambda d: entry(d, nachher='{"name":"a","name":"b"}'), "journal/0/nachher"),
    "journal with hostile text": (lambda d: entry(d, nachher='{"name":"\\u001b[2J"}'), "journal/0/nachher"),
    "journal nested deeply": (lambda d: entry(d, nachher="[" * 5_000 + "]" * 5_000), "journal/0/nachher"),
    "journal with half a row": (lambda d: entry(d, nachher='{"name":"a"}'), "journal/0"),
    "journal about nothing": (lambda d: entry(d, nachher=None), "journal/0"),
    "journal with unequal sides": (
        lambda d: entry(d, vorher='{"name":"a"}', nachher='{"vision":"b"}'),
        "journal/0/nachher",
    ),
    "method data that are no JSON": (
        lambda d: d["daten"]["entscheidung"].append({"methode_daten": "{"}),
        "entscheidung/0/methode_daten",
    ),
}


@pytest.mark.parametrize("name", BAD_CONTENT)
def test_what_cannot_be_is_refused_with_its_place(name: str, raw: bytes) -> None:
    change, place = BAD_CONTENT[name]
    document = json.loads(raw)
    del document["pruefsumme"]
    change(document)
    error = refusal(json.dumps(document).encode())
    assert place in [path for path, _sentence in error.fehler]


def test_all_errors_are_told_at_once_with_their_places(raw: bytes) -> None:
    document = json.loads(raw)
    first(document, "idee").update(titel="", status="toll")
    first(document, "aufgabe").update(auftrag_id=NOBODY)
    places = [path for path, _sentence in refusal(json.dumps(document).encode()).fehler]
    assert places == ["pruefsumme", "idee/0/titel", "idee/0/status", "aufgabe/0/auftrag_id"]


def test_what_refers_to_a_faulty_row_is_not_called_faulty_itself(raw: bytes) -> None:
    document = json.loads(raw)
    del document["pruefsumme"]
    first(document, "zielbild")["titel"] = ""
    first(document, "schritt")["titel"] = "\n"
    places = [path for path, _sentence in refusal(json.dumps(document).encode()).fehler]
    assert places == ["schritt/0/titel", "zielbild/0/titel"]


def test_the_list_of_errors_has_an_end(raw: bytes) -> None:
    document = json.loads(raw)
    document["daten"]["idee"] = [5] * 100_000
    fehler = refusal(json.dumps(document).encode()).fehler
    assert len(fehler) == MAX_FEHLER + 1
    assert "noch mehr" in fehler[-1][1]


def test_a_row_with_very_many_unknown_fields_does_not_fill_the_memory(raw: bytes) -> None:
    document = json.loads(raw)
    first(document, "idee").update({f"feld{number}": 0 for number in range(200_000)})
    assert len(refusal(json.dumps(document).encode()).fehler) < MAX_FEHLER


def test_a_changed_file_with_its_old_checksum_is_refused(raw: bytes) -> None:
    changed = raw.replace(b"Idee 1", b"Idee 9")
    error = refusal(changed)
    assert "Prüfsumme" in error.message
    assert [path for path, _sentence in error.fehler] == ["pruefsumme"]


def test_a_checksum_of_another_kind_is_refused(raw: bytes) -> None:
    for value in (None, 5, [], "x", {"a": 1}):
        document = json.loads(raw) | {"pruefsumme": value}
        assert "pruefsumme" in [path for path, _sentence in refusal(json.dumps(document).encode()).fehler]


def test_random_changes_of_bytes_are_refused_or_change_nothing(raw: bytes) -> None:
    random, rows = Random(2026), json.loads(raw)["daten"]
    for _round in range(300):
        data = bytearray(raw)
        for _change in range(random.randint(1, 4)):
            place = random.randrange(len(data))
            match random.randrange(4):
                case 0:
                    data[place] = random.randrange(256)
                case 1:
                    del data[place : place + random.randrange(1, 200)]
                case 2:
                    data[place:place] = random.choice((b'"', b"{", b"]", b"\\", b"\x00", b"\xff", b"9", b"null"))
                case _:
                    data[place : place + 8] = data[:8]
        try:
            assert read_snapshot(bytes(data)).rows == rows
        except SnapshotInvalid as error:
            assert error.message.endswith(".")


def test_random_values_are_refused_or_fit_into_the_database(raw: bytes, make_database: Callable[[], Database]) -> None:
    random, target, taken = Random(7), make_database(), 0
    values = (None, 0, 1, -1, 2**53, True, "", "x", "\x1b", "V", NOBODY, "2026-11-23", [], {}, "aktiv", "a\nb", "{}")
    for _round in range(250):
        document = json.loads(raw)
        del document["pruefsumme"]
        for _change in range(random.randint(1, 3)):
            name = random.choice([name for name, rows in document["daten"].items() if rows])
            row = random.choice(document["daten"][name])
            row[random.choice(list(row))] = random.choice(values)
        try:
            snapshot = read_snapshot(json.dumps(document).encode())
        except SnapshotInvalid:
            continue
        taken += 1
        replace_content(target, snapshot)
        with target.read() as connection:
            assert dump_snapshot(connection) == encode_rows(document["daten"])
    assert taken > 5
