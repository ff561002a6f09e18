"""Words as people write them into tables: they are only read, never shown, and so are not translated."""

from collections.abc import Mapping

from myk_tui.domain.begriffe import Groesse, IdeengeberArt

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "titel": ("Idee", "Name der Idee", "Projektidee", "Projekt", "Bezeichnung", "Title"),
    "beschreibung": ("Text", "Inhalt", "Erläuterung", "Details", "Worum geht es?", "Description"),
    "status": ("Status", "State"),
    "antwort": ("Antwort an die Ideengebenden", "Rückmeldung", "Answer"),
    "herkunft": ("Woher", "Woher?", "Anlass", "Veranstaltung", "Origin"),
    "ideengeber_art": ("Von wem?", "Ideengeber", "Ideengebende", "Gruppe", "Proposer"),
    "ort_id": ("Kommune", "Gemeinde", "Verbandsgemeinde", "Municipality"),
    "ort_text": ("Ort genauer", "Wo", "Wo?", "Ortsangabe", "Place"),
    "mitwirken": ("Würde mitwirken", "Mitmachen", "Macht mit", "Willing to help"),
    "unterstuetzer": ("Unterstützer", "Rückhalt", "Stimmen", "Anzahl Unterstützende", "Likes", "Supporters"),
    "eingang": ("Datum", "Eingang am", "Eingangsdatum", "Eingegangen", "Date"),
    "handlungsfelder": ("Handlungsfeld", "Themen", "Thema", "Kategorie", "Fields"),
    "quelle": ("Link", "Internetadresse", "URL", "Source"),
    "beispiel": ("Ist Beispiel", "Example"),
    "groesse": ("Grobe Größe", "Aufwand", "Size"),
    "wieder_ab": ("Wieder ab", "Wiedervorlage", "Parked until"),
}
"""Headings that are understood besides the one that is written, by the key of the field."""

PROPOSERS: Mapping[IdeengeberArt, tuple[str, ...]] = {
    IdeengeberArt.UNBEKANNT: ("keine Angabe", "anonym"),
    IdeengeberArt.EINWOHNER: ("Einwohnerin", "Bürger", "Bürgerin", "Bürger*in", "Privatperson", "privat"),
    IdeengeberArt.VEREIN: ("Initiative",),
    IdeengeberArt.UNTERNEHMEN: ("Firma", "Betrieb", "Wirtschaft"),
    IdeengeberArt.SCHULE: ("Jugend",),
    IdeengeberArt.SONSTIGE: ("Sonstiges", "andere"),
}
"""Kinds of proposers as people call them."""

SIZES: Mapping[Groesse, tuple[str, ...]] = {
    Groesse.KLEIN: ("S", "gering", "niedrig"),
    Groesse.MITTEL: ("M",),
    Groesse.GROSS: ("L", "XL", "hoch"),
}
"""Rough sizes as people write them."""

PLACE_KINDS: Mapping[str, str] = {
    **{"stadt": "stadt", "vg": "verbandsgemeinde", "verbandsgemeinde": "verbandsgemeinde"},
    **{"gemeinde": "gemeinde", "ortsgemeinde": "ortsgemeinde", "og": "ortsgemeinde", "landkreis": "landkreis"},
}
"""Folded words in front of the name of a Gebietskörperschaft, and the word of its kind that each stands for."""

YES = ("ja", "j", "yes", "y", "x", "1", "wahr", "true")
NO = ("nein", "n", "no", "0", "falsch", "false")
UNKNOWN = ("", "?", "–", "unbekannt", "nicht bekannt", "keine Angabe", "vielleicht")
