"""The place of the pages of the wizard: a text is wrapped so that it can be read."""

from textual.app import App, ComposeResult
from textual.content import Content

from myk_tui.widgets.seitentafel import Seitentafel
from pilot_tools import resize, visible_text


class SeitenApp(App[None]):
    """One place for pages, with a text in it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Seitentafel((), ())

    def on_mount(self) -> None:
        self.query_one(Seitentafel).read(Content(self.text), begin=True)


def shown(app: App[None]) -> list[str]:
    lines = (line.rstrip(" │┃") for line in visible_text(app).split("\n"))
    return [line for line in lines if line.strip()]


async def test_what_is_too_long_goes_on_below_its_first_word_and_not_below_its_mark() -> None:
    text = "Team\n  • macht weiter mit dem Lotsen\n    ? Hängt sie an einer Lösung?\n1. Bänke an zehn Orten\nganz ohne Einzug und lang"
    app = SeitenApp(text)
    async with app.run_test(size=(24, 20)) as pilot:
        assert shown(app) == [
            "  Team",
            "    • macht weiter mit",
            "      dem Lotsen",
            "      ? Hängt sie an",
            "        einer Lösung?",
            "  1. Bänke an zehn",
            "     Orten",
            "  ganz ohne Einzug und",
            "  lang",
        ]
        await resize(pilot, 60, 20)
        assert shown(app) == [f"  {line}" for line in text.split("\n")]


async def test_a_wrapped_text_loses_no_letter_in_a_window_of_any_width() -> None:
    text = "  • eins zwei drei vier fünf\n\n  – sechs\nsieben acht neun zehn elf zwölf\n" + " " * 30 + "dreizehn"
    app = SeitenApp(text)
    async with app.run_test(size=(80, 24)) as pilot:
        for columns in (12, 17, 23, 40, 80):
            await resize(pilot, columns, 40)
            assert "".join("".join(shown(app)).split()) == "".join(text.split())
