from myk_tui.widgets.rahmen import Taste, Tastenzeile


def test_keys_that_work_come_before_grey_ones_and_keep_their_order() -> None:
    zeile = Tastenzeile()
    zeile._tasten = (
        Taste("a", "grau und lang", "a", moeglich=False),
        Taste("b", "eins", "b"),
        Taste("c", "zwei", "c"),
        Taste("q", "Beenden", "q", fest=True),
    )
    assert [taste.action for taste in zeile.fitting(30)] == ["b", "c", "q"]
    assert [taste.action for taste in zeile.fitting(80)] == ["a", "b", "c", "q"]
