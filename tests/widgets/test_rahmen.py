from textual.app import App, ComposeResult

from myk_tui.widgets.rahmen import Kopf, Taste, Tastenzeile, navigation
from pilot_tools import visible_text


class KopfApp(App[None]):
    """The head of a screen with a title and perhaps a badge."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, titel: str, rechts: str) -> None:
        super().__init__()
        self.titel, self.rechts = titel, rechts

    def compose(self) -> ComposeResult:
        yield Kopf(navigation(), "sprintboard")

    def on_mount(self) -> None:
        kopf = self.query_one(Kopf)
        kopf.titel, kopf.rechts = self.titel, self.rechts


async def title_line(titel: str, rechts: str, width: int = 40) -> str:
    app = KopfApp(titel, rechts)
    async with app.run_test(size=(width, 5)):
        return visible_text(app).splitlines()[1].rstrip()


async def test_a_title_that_is_too_long_ends_before_the_badge_and_says_so() -> None:
    long = "Sprint 4. Quartal 2026 · 7 von 23 Karten fertig"
    assert await title_line(long, "NUR LESEN") == " Sprint 4. Quartal 2026 · 7…  NUR LESEN"
    assert await title_line(long, "") == " Sprint 4. Quartal 2026 · 7 von 23 Kart…"
    assert await title_line("Treffen", "NUR LESEN") == " Treffen".ljust(30) + "NUR LESEN"
    assert "NUR" in await title_line(long, "NUR LESEN", width=8)


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
