"""The frame around every screen: navigation on top, saved-line and keys at the bottom.

Line-drawing widgets, so that the frame costs next to nothing at the first paint
and on every key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from myk_tui.domain.text import visible
from myk_tui.i18n import _
from myk_tui.widgets.linien import Linienflaeche
from myk_tui.widgets.satzzeile import Satzzeile
from myk_tui.widgets.text import cells
from myk_tui.widgets.wunsch import Wunsch


@dataclass(frozen=True)
class Reiter:
    """One entry of the navigation: key, name of the screen, wording."""

    taste: str
    ziel: str
    titel: str


class Kopf(Linienflaeche):
    """Two lines: where one can go, and what one is looking at."""

    DEFAULT_CSS = """
    Kopf { height: 2; dock: top; background: $panel; color: $foreground; }
    Kopf > .kopf--aktiv { background: $primary; color: $text; text-style: bold; }
    Kopf > .kopf--taste { color: $accent; text-style: bold; }
    Kopf > .kopf--titel { text-style: bold; }
    Kopf > .kopf--warnung { color: $text-warning; text-style: bold; }
    """
    COMPONENT_CLASSES = {"kopf--aktiv", "kopf--taste", "kopf--titel", "kopf--warnung"}

    titel: reactive[str] = reactive("")
    rechts: reactive[str] = reactive("")

    class Gewaehlt(Wunsch):
        """The user clicked a screen's name."""

        def __init__(self, ziel: str) -> None:
            super().__init__()
            self.ziel = ziel

    def __init__(self, reiter: Sequence[Reiter], aktiv: str) -> None:
        super().__init__()
        self._reiter = tuple(reiter)
        self._aktiv = aktiv
        self._spans: list[tuple[int, int, str]] = []

    def render_line(self, y: int) -> Strip:
        """Draw the navigation (0) or the title line (1)."""
        return self._navigation() if y == 0 else self._title()

    def on_click(self, event: events.Click) -> None:
        """Go where the user clicked."""
        if event.y != 0:
            return
        for start, end, ziel in self._spans:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Gewaehlt(ziel))

    def _navigation(self) -> Strip:
        base, key, active = self.rich_style, self._style("kopf--taste"), self._style("kopf--aktiv")
        needed = sum(cell_len(reiter.titel) + 4 for reiter in self._reiter)
        gap = " " if self.size.width >= needed + len(self._reiter) else ""
        between = " " if self.size.width >= needed else ""
        segments: list[Segment] = []
        self._spans = []
        x = 0
        for reiter in self._reiter:
            here = reiter.ziel == self._aktiv
            # The active one is marked by shape as well as by colour.
            parts = [(gap + ("▸" if here else " "), base), (reiter.taste, key), (f" {reiter.titel}", base)]
            width = 0
            for text, style in parts:
                segments.append(Segment(text, active if here else style))
                width += cell_len(text)
            self._spans.append((x, x + width, reiter.ziel))
            x += width
            segments.append(Segment(between, base))
            x += len(between)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _title(self) -> Strip:
        width, base = self.size.width, self.rich_style
        right = visible(self.rechts)
        if right:
            right = f" {right} "
        left = Segment(cells(f" {self.titel}", max(0, width - cell_len(right))), self._style("kopf--titel"))
        return Strip([left, Segment(right, self._style("kopf--warnung"))]).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)


class Statuszeile(Satzzeile):
    """The promise line: says what was saved, after it was; or why not."""

    DEFAULT_CSS = """
    Statuszeile { background: $surface; color: $text-muted; }
    Statuszeile > .status--fehler { color: $text-error; text-style: bold; }
    Statuszeile > .status--gut { color: $text-success; }
    Statuszeile > .status--sagen { color: $text-muted; }
    """
    COMPONENT_CLASSES = {"status--fehler", "status--gut", "status--sagen"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said = 0  # how many sentences there have been: whether one is still the same
        self._art = "sagen"
        self._stays = False

    def sag(self, text: str, *, bleibt: bool = False) -> None:
        """Show a plain remark; one that ``bleibt`` is not taken away by the next key, only by the next screen."""
        self._say(text, "sagen")
        self._stays = bleibt

    def forget(self, *, all_remarks: bool = False) -> None:
        """Take a refusal or a remark away: it was about the key before. What was saved stays to be read."""
        if self.text and self._art != "gut" and (all_remarks or not self._stays):
            self._say("", "sagen")

    def gesichert(self, text: str) -> None:
        """Say what stands in the file now; call it only after the commit."""
        self._say(f"✓ {text}", "gut")

    def fehler(self, text: str) -> None:
        """Say in one sentence what did not work and what to do."""
        self._say(f"✗ {text}", "fehler")

    def _look(self) -> Style:
        return self.rich_style + self.get_component_styles(f"status--{self._art}").partial_rich_style

    def _say(self, text: str, art: str) -> None:
        self._art, self._stays = art, False
        self.said += 1
        self._set(text)


@dataclass(frozen=True)
class Taste:
    """One key of the footer: how it is written, what it does, and the action to run."""

    taste: str
    titel: str
    action: str
    moeglich: bool = True
    fest: bool = False


class Tastenzeile(Linienflaeche):
    """The keys that do something here and now; as many as fit, the fixed ones always."""

    DEFAULT_CSS = """
    Tastenzeile { height: 1; dock: bottom; background: $panel; color: $foreground; }
    Tastenzeile > .taste--taste { color: $accent; text-style: bold; }
    Tastenzeile > .taste--aus { color: $text-disabled; }
    """
    COMPONENT_CLASSES = {"taste--taste", "taste--aus"}

    class Gewaehlt(Wunsch):
        """The user clicked a key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self._tasten: tuple[Taste, ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def show(self, tasten: Sequence[Taste]) -> None:
        """Show these keys; redraws only if they differ."""
        if tuple(tasten) != self._tasten:
            self._tasten = tuple(tasten)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        base = self.rich_style
        key, off = self.get_component_rich_style("taste--taste"), self.get_component_rich_style("taste--aus")
        segments: list[Segment] = []
        self._spans = []
        x = 0
        for taste in self.fitting(self.size.width):
            label = f" {taste.taste}"
            text = f" {taste.titel} "
            segments += [Segment(label, key if taste.moeglich else off), Segment(text, base if taste.moeglich else off)]
            width = cell_len(label) + cell_len(text)
            self._spans.append((x, x + width, taste.action))
            x += width
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def fitting(self, width: int) -> list[Taste]:
        """Return the keys that fit into ``width`` cells: the fixed ones, then those that work, then the grey ones."""
        room = width - sum(_cells(taste) for taste in self._tasten if taste.fest)
        chosen = {place for place, taste in enumerate(self._tasten) if taste.fest}
        for place, taste in sorted(enumerate(self._tasten), key=lambda pair: not pair[1].moeglich):
            if not taste.fest and _cells(taste) <= room:
                room -= _cells(taste)
                chosen.add(place)
        return [taste for place, taste in enumerate(self._tasten) if place in chosen]

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for start, end, action in self._spans:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Gewaehlt(action))


def _cells(taste: Taste) -> int:
    return cell_len(taste.taste) + cell_len(taste.titel) + 3


def navigation() -> tuple[Reiter, ...]:
    """Return the screens of the navigation, in the order of their keys."""
    return (
        Reiter("1", "uebersicht", _("Übersicht")),
        Reiter("2", "zielbaum", _("Zielbaum")),
        Reiter("3", "ideenspeicher", _("Ideenspeicher")),
        Reiter("4", "sprintboard", _("Sprintboard")),
        Reiter("5", "entscheidung", _("Entscheidung")),
        Reiter("6", "treffen", _("Treffen")),
    )
