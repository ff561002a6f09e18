"""Fields of a form: what they are, which widget shows them, and what stands in it."""

from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input, Select

from myk_tui.domain.text import TEXT_MAX, visible
from myk_tui.i18n import _
from myk_tui.widgets.ankreuzliste import Ankreuzliste
from myk_tui.widgets.auswahlzeile import Auswahlzeile
from myk_tui.widgets.suchkreuzliste import Suchkreuzliste
from myk_tui.widgets.text import plain

TYPED = ("zeile", "text")
"""Kinds of fields that are filled by typing; in the others one chooses."""

INPUT_LIMIT = 12_000
"""Longest single line a field takes at all; what is too long for the record is refused with a sentence."""


@dataclass(frozen=True)
class Feld:
    """One field of a form.

    Attributes:
        key: name of the value; errors name it in ``MykError.feld``.
        art: ``zeile``, ``text``, ``auswahl``, ``reihe`` (a choice with all words in sight), ``mehrfach``, or ``suche`` and ``eine`` for one or many of a long list.
        wert: what stands there; where several can be ticked the words with commas between them.
        angefangen: what was typed in a form that was never closed, shown instead; None if there is nothing.
        auswahl: (stored word, wording) of what can be chosen; for ``zeile`` what is suggested while typing.
    """

    key: str
    name: str
    art: str = "zeile"
    wert: str = ""
    auswahl: tuple[tuple[str, str], ...] = ()
    hilfe: str = ""
    pflicht: bool = False
    angefangen: str | None = None


def missing_sentence(feld: Feld) -> str:
    """Say that a field has to be filled in."""
    if feld.art not in TYPED:
        return _("Bitte wählen.")
    if feld.name.endswith("?"):
        return _("Bitte ausfüllen.")
    return _("{name} fehlt. Bitte ausfüllen.").format(name=feld.name)


def widget_of(feld: Feld) -> Widget:
    """Make the widget of a field, with what stands there."""
    widget_id = f"feld-{feld.key}"
    wert = feld.wert if feld.angefangen is None else feld.angefangen
    if feld.art == "text":
        from myk_tui.widgets.textfeld import Textfeld

        area = Textfeld(wert, id=widget_id)
        area.tooltip = feld.hilfe or None
        return area
    if feld.art == "auswahl":
        options = [(plain(wording), word) for word, wording in feld.auswahl]
        return Select(options, value=wert, allow_blank=False, id=widget_id, compact=True)
    if feld.art == "reihe":
        return Auswahlzeile(feld.auswahl, wert, id=widget_id)
    if feld.art == "mehrfach":
        return Ankreuzliste(feld.auswahl, wert.split(","), id=widget_id)
    if feld.art in ("suche", "eine"):
        return Suchkreuzliste(feld.auswahl, wert.split(","), eine=feld.art == "eine", id=widget_id)
    suggester = None
    if feld.auswahl:
        from textual.suggester import SuggestFromList

        suggester = SuggestFromList([visible(wording) for _word, wording in feld.auswahl], case_sensitive=False)
    return Input(
        wert,
        placeholder=visible(feld.hilfe),
        id=widget_id,
        max_length=INPUT_LIMIT,
        compact=True,
        suggester=suggester,
    )


def value_of(widget: Widget) -> str:
    """Return what stands in a widget that ``widget_of`` has made."""
    if isinstance(widget, (Input, Auswahlzeile)):
        return widget.value
    if isinstance(widget, (Ankreuzliste, Suchkreuzliste)):
        return ",".join(widget.ticked)
    if isinstance(widget, Select):
        return str(widget.value)
    text: str = widget.text  # what is left is the text area of ``widget_of``
    return text[: TEXT_MAX * 2]
