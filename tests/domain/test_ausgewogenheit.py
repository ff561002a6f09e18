import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.ausgewogenheit import (
    Ausgewogenheit,
    Reihe,
    Reihenart,
    Tafelart,
    Verteilt,
    behind,
    describe,
    make_ausgewogenheit,
)
from myk_tui.domain.begriffe import MassnahmeStatus

ZIELBILDER = (("z1", "Gut von A nach B"), ("z2", "Vernetzt"))
FELDER = (("f1", "Medizin"), ("f2", "Bildung"), ("f3", "Mobilität"))
ORTE = (("o1", "Mayen"), ("o2", "Mendig"))
GEPLANT, EINGESTELLT = MassnahmeStatus.GEPLANT, MassnahmeStatus.EINGESTELLT


def one(
    number: int,
    zielbild: str | None = "z1",
    felder: str = "",
    orte: str = "",
    text: str = "",
    status: MassnahmeStatus = GEPLANT,
) -> Verteilt:
    return Verteilt(
        f"m{number}",
        f"Maßnahme {number}",
        status,
        zielbild,
        frozenset(felder.split()),
        frozenset(orte.split()),
        text,
    )


def spread(*massnahmen: Verteilt) -> Ausgewogenheit:
    return make_ausgewogenheit(ZIELBILDER, FELDER, ORTE, massnahmen)


def row(whole: Ausgewogenheit, art: Tafelart, row_id: str) -> Reihe | None:
    (tafel,) = (tafel for tafel in whole.tafeln if tafel.art is art)
    return next((reihe for reihe in tafel.reihen if reihe.id == row_id), None)


@pytest.mark.parametrize(
    ("massnahme", "felder", "orte"),
    [
        (one(1, felder="f1"), {"f1"}, {"ohne"}),
        (one(1, felder="f1 f3", orte="o1 o2"), {"f1", "f3"}, {"o1", "o2"}),
        (one(1), {"ohne"}, {"ohne"}),
        (one(1, text="kreisweit"), {"ohne"}, {"nur_text"}),
        (one(1, text="  "), {"ohne"}, {"ohne"}),
        (one(1, orte="o2", text="Marktplatz"), {"ohne"}, {"o2"}),
        (one(1, felder="f1", orte="o1", status=EINGESTELLT), set(), set()),
        (one(1, felder="f1", orte="o1", status=MassnahmeStatus.PAUSIERT), {"f1"}, {"o1"}),
    ],
)
def test_a_massnahme_stands_where_it_is_assigned_and_otherwise_in_a_row_that_says_so(
    massnahme: Verteilt, felder: set[str], orte: set[str]
) -> None:
    whole = spread(massnahme)
    for tafel, expected in zip(whole.tafeln, (felder, orte), strict=True):
        assert {reihe.id for reihe in tafel.reihen if reihe.summe} == expected


def test_the_cell_is_that_of_its_zielbild() -> None:
    reihe = row(spread(one(1, "z2", "f2"), one(2, "z1", "f2")), Tafelart.HANDLUNGSFELD, "f2")
    assert reihe is not None and reihe.zellen == (("m2",), ("m1",))


def test_a_column_for_none_is_only_there_if_needed_and_is_never_a_gap() -> None:
    assert [title for _id, title in spread(one(1, "z1", "f1")).spalten] == ["Gut von A nach B", "Vernetzt"]
    whole = spread(one(1, None, "f1"))
    assert whole.spalten[-1] == ("", "ohne Zielbild")
    felder = whole.tafeln[0]
    assert (felder.luecken, felder.zellen) == (6, 6), "what belongs to no Zielbild fills no gap of one"
    assert not any(felder.is_gap(reihe, 2) for reihe in felder.reihen)


def test_rows_of_what_is_not_assigned_are_only_there_with_something_in_them() -> None:
    whole = spread(one(1, felder="f1", orte="o1"))
    assert all(reihe.art is Reihenart.BENANNT for tafel in whole.tafeln for reihe in tafel.reihen)
    assert row(whole, Tafelart.HANDLUNGSFELD, "f2") is not None, "an empty named row is what one looks for"


def test_what_was_stopped_leaves_a_gap_and_is_counted_apart() -> None:
    whole = spread(one(1, "z1", "f1", status=EINGESTELLT), one(2, "z1", "f2"))
    assert whole.eingestellt == 1 and set(whole.massnahmen) == {"m2"}
    assert whole.tafeln[0].leere == ("Medizin", "Mobilität")


@pytest.mark.parametrize(
    ("massnahmen", "sentence"),
    [
        ((), "6 von 6 Zellen sind Lücken; 3 Reihen ganz leer."),
        ((one(1, "z1", "f1 f2 f3"),), "3 von 6 Zellen sind Lücken."),
        ((one(1, "z1", "f1 f2 f3"), one(2, "z2", "f1 f2")), "1 von 6 Zellen ist eine Lücke."),
        ((one(1, "z1", "f1 f2"), one(2, "z2", "f1 f2")), "2 von 6 Zellen sind Lücken; 1 Reihe ganz leer."),
        ((one(1, "z1", "f1 f2 f3"), one(2, "z2", "f1 f2 f3")), "Keine Lücke."),
    ],
)
def test_a_sentence_says_how_many_gaps_there_are(massnahmen: tuple[Verteilt, ...], sentence: str) -> None:
    assert describe(spread(*massnahmen).tafeln[0]) == sentence


def test_a_programme_without_rows_or_columns_says_so() -> None:
    assert describe(make_ausgewogenheit(ZIELBILDER, (), (), ()).tafeln[0]) == "Noch keine angelegt."
    assert describe(make_ausgewogenheit((), FELDER, ORTE, ()).tafeln[1]) == "Noch kein Zielbild angelegt."


def test_behind_a_number_stand_its_massnahmen_by_zielbild_and_title_with_umlauts_in_their_place() -> None:
    titles = {"m1": "Zebrastreifen", "m2": "Übergang", "m3": "Ufer"}
    whole = spread(*(Verteilt(key, title, GEPLANT, "z1", frozenset({"f1"})) for key, title in titles.items()))
    reihe = row(whole, Tafelart.HANDLUNGSFELD, "f1")
    assert reihe is not None
    assert [(zielbild, entry.titel) for zielbild, entry in behind(whole, reihe)] == [
        ("Gut von A nach B", "Übergang"),
        ("Gut von A nach B", "Ufer"),
        ("Gut von A nach B", "Zebrastreifen"),
    ]


MASSNAHMEN = st.lists(
    st.builds(
        Verteilt,
        st.uuids().map(str),
        st.text(max_size=5),
        st.sampled_from(MassnahmeStatus),
        st.sampled_from(["z1", "z2", None]),
        st.frozensets(st.sampled_from(["f1", "f2", "f3"])),
        st.frozensets(st.sampled_from(["o1", "o2"])),
        st.sampled_from(["", "kreisweit"]),
    ),
    unique_by=lambda made: made.id,
    max_size=30,
)


@given(MASSNAHMEN)
def test_the_cells_add_up_to_the_assignments_and_no_massnahme_is_lost(massnahmen: list[Verteilt]) -> None:
    whole = spread(*massnahmen)
    counted = [made for made in massnahmen if made.status is not EINGESTELLT]
    for tafel, links in zip(whole.tafeln, ([m.felder for m in counted], [m.orte for m in counted]), strict=True):
        assert sum(reihe.summe for reihe in tafel.reihen) == sum(max(1, len(found)) for found in links)
        assert {key for reihe in tafel.reihen for cell in reihe.zellen for key in cell} == {m.id for m in counted}
        assert all(len(reihe.zellen) == len(whole.spalten) for reihe in tafel.reihen)
        gaps = sum(
            not any(
                made.zielbild_id == zielbild and row_id in found for made, found in zip(counted, links, strict=True)
            )
            for row_id, _name in (FELDER if tafel.art is Tafelart.HANDLUNGSFELD else ORTE)
            for zielbild, _title in ZIELBILDER
        )
        assert tafel.luecken == gaps
    assert len(whole.massnahmen) + whole.eingestellt == len(massnahmen)
