"""The keys that mean the same on every screen."""

from textual.binding import Binding, BindingType

from myk_tui.i18n import N_, _

KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": N_("Eingabe"),
    "escape": "Esc",
    "delete": N_("Entf"),
    "space": N_("Leertaste"),
    "tab": "Tab",
    "home": N_("Pos1"),
    "end": N_("Ende"),
    "pageup": N_("Bild↑"),
    "pagedown": N_("Bild↓"),
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "minus": "-",
}
"""Keys as they stand on a German keyboard."""

GLOBAL_KEYS: list[BindingType] = [
    Binding("1", "app.zeige('uebersicht')", _("Übersicht"), show=False, id="app.uebersicht"),
    Binding("2", "app.zeige('zielbaum')", _("Zielbaum"), show=False, id="app.zielbaum"),
    Binding("3", "app.zeige('ideenspeicher')", _("Ideenspeicher"), show=False, id="app.ideenspeicher"),
    Binding("4", "app.zeige('sprintboard')", _("Sprintboard"), show=False, id="app.sprintboard"),
    Binding("5", "app.zeige('entscheidung')", _("Entscheidung"), show=False, id="app.entscheidung"),
    Binding("6", "app.zeige('treffen')", _("Treffen"), show=False, id="app.treffen"),
    Binding(
        "i",
        "idee_aufnehmen",
        _("Idee"),
        tooltip=_("Eine Idee aufnehmen, von jedem Bildschirm aus; der Titel genügt."),
        id="app.idee",
    ),
    Binding(
        "slash",
        "app.suche",
        _("Suche"),
        key_display="/",
        tooltip=_(
            "Über alles suchen, auch in Texten: Maßnahmen, Ideen, Karten, Beschlüsse, Treffen und was darin steht. "
            "Alt mit Ziffer führt gleich hin."
        ),
        id="app.suche",
    ),
    Binding(
        "f6",
        "sprung",
        _("springen"),
        key_display="F6",
        tooltip=_("Vor allem, wohin der Zeiger springen kann, einen Buchstaben zeigen."),
        show=False,
        id="app.sprung",
    ),
    Binding(
        "b",
        "beamer",
        _("Beamer"),
        tooltip=_("Groß und mit wenigen Worten für die Leinwand; interne Notizen erscheinen nie."),
        show=False,
        id="app.beamer",
    ),
    Binding(
        "f8",
        "app.dunkel",
        _("Leinwand dunkel"),
        tooltip=_("Die Leinwand dunkel schalten, und wieder hell."),
        show=False,
        id="app.dunkel",
    ),
    Binding("u", "zurueck", _("zurück"), tooltip=_("Den letzten Schritt rückgängig machen."), id="app.undo"),
    Binding(
        "U,shift+u",
        "wieder",
        _("wieder"),
        tooltip=_("Den rückgängig gemachten Schritt wiederholen."),
        show=False,
        id="app.redo",
    ),
    Binding(
        "ctrl+p",
        "app.command_palette",
        _("Befehle"),
        tooltip=_("Alle Befehle dieses Bildschirms suchen."),
        show=False,
        id="app.palette",
    ),
    Binding(
        "question_mark,f1", "app.hilfe", _("Hilfe"), key_display="?", tooltip=_("Alle Tasten hier."), id="app.hilfe"
    ),
    Binding(
        "q,ctrl+q",
        "app.beenden",
        _("Beenden"),
        tooltip=_("Das Programm verlassen. Alles ist gespeichert."),
        id="app.beenden",
    ),
]
