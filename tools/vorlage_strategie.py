"""What the practice data tell about the Maßnahmen besides their place: fields, places, money, steps, and scores of ideas.

Only Maßnahmen that are themselves invented („Beispiel“) get amounts, dates and
values. To those of the public sources only Handlungsfelder are added, marked as assumed.
"""

from collections.abc import Mapping
from typing import NamedTuple

from myk_tui.domain.zielbaum import Ebene
from myk_tui.services import Services
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from vorlage_erzaehlen import lookup, row_id


class Beispiel(NamedTuple):
    """An invented Maßnahme: where it belongs, what its Steckbrief says, which others it needs, its steps."""

    felder: tuple[str, ...]
    orte: tuple[str, ...]
    steckbrief: Mapping[str, str]
    braucht: tuple[str, ...] = ()
    schritte: tuple[str, ...] = ()


MASSNAHMEN = {
    "Beispiel: Gesundheitslotsin per Video": Beispiel(
        ("Medizin", "Versorgung"),
        ("Vordereifel", "Mendig"),
        {
            "ausgangslage": "Beispiel: Wege zur Praxis dauern oft eine Stunde.",
            "wirkungsziel": "Beispiel: Ältere bekommen Rat, ohne weit zu fahren.",
            "indikator": "Beispiel: Gespräche im Quartal",
            "indikator_start": "0",
            "indikator_stand": "18 Gespräche",
            "indikator_ziel": "60 Gespräche",
            "zuversicht": "6",
            "groesse": "mittel",
            "beginn": "1.4.2026",
            "ende": "31.3.2027",
            "kosten_cent": "48.000",
            "foerderung_cent": "31.200",
            "eigenanteil_cent": "16.800",
            "ausgegeben_cent": "21.500",
            "kostenart": "Personal",
            "verantwortlich": "Beispiel: Fachstelle Gesundheit",
        },
        schritte=("Zwei Praxen gewinnen", "Technik im Rathaus testen", "Sprechzeiten bekannt machen"),
    ),
    "Beispiel: Leerstandsbörse im Ortskern": Beispiel(
        ("Wirtschaft", "Gemeinschaft"),
        ("Mayen",),
        {"groesse": "klein", "kosten_cent": "12.000", "foerderung_cent": "7.800", "eigenanteil_cent": "4.200"},
    ),
    "Beispiel: Dorfladen rund um die Uhr": Beispiel(
        ("Versorgung", "Wirtschaft"),
        ("Maifeld",),
        {"groesse": "gross", "kosten_cent": "180.000", "freigabe": "beantragt", "freigabe_gremium": "Kreisausschuss"},
        braucht=("Beispiel: Leerstandsbörse im Ortskern",),
    ),
    "Beispiel: Schlaglochmelder": Beispiel(
        ("Mobilität", "Infrastruktur"),
        ("Andernach", "Pellenz"),
        {
            "indikator": "Beispiel: Meldungen, die in zwei Wochen behoben sind",
            "indikator_start": "20 %",
            "indikator_stand": "65 %",
            "indikator_ziel": "80 %",
            "groesse": "klein",
            "kosten_cent": "9.000",
            "foerderung_cent": "5.850",
            "eigenanteil_cent": "3.150",
            "ausgegeben_cent": "9.600",
        },
    ),
    "Beispiel: Mitfahrbänke an zehn Orten": Beispiel(
        ("Mobilität", "Gemeinschaft"),
        ("Rhein-Mosel", "Maifeld", "Vordereifel"),
        {
            "indikator": "Beispiel: Bänke, die stehen",
            "indikator_start": "0",
            "indikator_stand": "2 Bänke",
            "indikator_ziel": "10 Bänke",
            "zuversicht": "8",
            "groesse": "mittel",
            "beginn": "1.7.2026",
            "ende": "31.12.2026",
            "kosten_cent": "25.000",
            "foerderung_cent": "16.250",
            "eigenanteil_cent": "8.750",
            "ausgegeben_cent": "4.300",
            "kostenart": "Sachkosten",
        },
        braucht=("Beispiel: Bürgerbus auf Abruf",),
        schritte=("Flächen klären", "Schilder entwerfen", "Bänke bauen", "Einweihung feiern"),
    ),
    "Beispiel: Bürgerbus auf Abruf": Beispiel(
        ("Mobilität", "Versorgung"), ("Weißenthurm",), {"groesse": "gross", "kosten_cent": "95.000"}
    ),
    "Beispiel: Vereinslotse digital": Beispiel(
        ("Gemeinschaft", "Bildung"),
        ("Bendorf", "Vallendar"),
        {
            "indikator": "Beispiel: Vereine, die mitmachen",
            "indikator_start": "0",
            "indikator_stand": "12 Vereine",
            "indikator_ziel": "40 Vereine",
            "zuversicht": "7",
            "groesse": "klein",
            "kosten_cent": "15.000",
            "foerderung_cent": "9.750",
            "eigenanteil_cent": "5.250",
            "ausgegeben_cent": "6.200",
        },
        schritte=("Fragen sammeln", "Antworten abstimmen", "Entwurf testen", "Schulungsabend"),
    ),
    "Beispiel: Gerätepool für Vereine": Beispiel(
        ("Gemeinschaft", "Freizeit"),
        ("Pellenz",),
        {"groesse": "klein", "kosten_cent": "8.000"},
        braucht=("Beispiel: Vereinslotse digital",),
    ),
    "Beispiel: Jugend-Medienwerkstatt": Beispiel(
        ("Bildung", "Freizeit"),
        ("Mendig",),
        {
            "indikator": "Beispiel: Filme, die fertig sind",
            "indikator_start": "0",
            "indikator_stand": "5 Filme",
            "indikator_ziel": "6 Filme",
            "zuversicht": "9",
            "groesse": "mittel",
            "kosten_cent": "20.000",
            "foerderung_cent": "13.000",
            "eigenanteil_cent": "7.000",
            "ausgegeben_cent": "14.800",
        },
    ),
}
ANGENOMMEN = {
    "RegioHubs": ("Arbeit", "Gemeinschaft"),
    "RegioNetz": ("Arbeit", "Infrastruktur"),
    "Amt-O-Mat": ("Versorgung",),
    "Herz.Gesund": ("Medizin",),
    "LoRaWAN-Netz": ("Infrastruktur",),
    "Kommunale Datenplattform": ("Infrastruktur",),
    "Sensorik zur Erfassung des Radverkehrs": ("Mobilität", "Umwelt"),
    "Smartes Wegemanagement": ("Mobilität", "Freizeit"),
    "Engagement-Plattform": ("Gemeinschaft",),
    "Digitale Freizeitinformationsplattform für Kinder und Jugendliche": ("Freizeit",),
    "MY-MakerSpace": ("Bildung", "Wirtschaft"),
    "Digitale Lernplattform Geysir Andernach": ("Bildung",),
}
"""Handlungsfelder of real Maßnahmen, for the balance; nobody has proved them, so they are marked as assumed."""

GEZAEHLT = "Beispiel: Mitfahrbänke an zehn Orten"
"""The Maßnahme whose steps make its progress."""

EINSCHAETZUNG = (
    "Beispiel: Vereine entlasten",
    "55",
    "Beispiel: Die Vereine fragen von sich aus nach; das steht noch in keiner Prozentzahl.",
)

KO = "Beispiel: Nutzt sie vielen, nicht nur einzelnen?"
PUNKTE = {
    "Beispiel: Lesepaten per Video": ("ja", 4, 3, 4, 4, 5, 5),
    "Beispiel: Digitale Dorfchronik": ("ja", 2, 3, 4, 3, 4, 5),
    "Beispiel: Werkzeugbibliothek im Dorf": ("ja", 4, 2, 5, 3, 4, 4),
    "Beispiel: Rad-Reparatursäule am Bahnhof": ("ja", 3, 2, 5, 3, 5, 2),
    "Beispiel: Ladepunkt am Sportplatz": ("nein", 2, 1, 3, 1, 3, 1),
    "Beispiel: Reparaturcafé mit Terminbuchung": ("ja", 4, 3, 4),
}
"""For each idea the knock-out question and the criteria in their order; the last one is not scored to the end."""


def steckbriefe(services: Services, database: Database) -> None:
    """Fill in fields, places, amounts, steps and needs of the Maßnahmen that are there."""
    with database.read() as connection:
        felder = {row.name: row.id for row in connection.execute(t.handlungsfeld.select())}
        orte = {row.name: row.id for row in connection.execute(t.gebietskoerperschaft.select())}
    ids = {titel: lookup(database, t.massnahme, titel) for titel in MASSNAHMEN}
    for titel, one in MASSNAHMEN.items():
        services.zielbaum.edit_steckbrief(ids[titel], one.steckbrief)
        services.beziehungen.edit_beziehungen(
            ids[titel],
            {
                "handlungsfelder": ",".join(felder[name] for name in one.felder),
                "orte": ",".join(orte[name] for name in one.orte),
                "braucht": ",".join(ids[name] for name in one.braucht),
            },
        )
        steps = [services.teilschritt.add_schritt(ids[titel], schritt) for schritt in one.schritte]
        if steps:
            services.teilschritt.tick_schritt(steps[0])
    with database.write("Handlungsfelder angenommen") as writer:
        for titel, names in ANGENOMMEN.items():
            for name in names:
                writer.insert(
                    t.massnahme_handlungsfeld,
                    massnahme_id=row_id(writer, t.massnahme, titel),
                    handlungsfeld_id=felder[name],
                    angenommen=1,
                )


def einschaetzungen(services: Services, database: Database) -> None:
    """Let the steps of one Maßnahme count, and let the round estimate one Lösung."""
    services.teilschritt.record_zaehlen(lookup(database, t.massnahme, GEZAEHLT), zaehlen=True)
    titel, value, reason = EINSCHAETZUNG
    services.zielbaum.edit_knoten(
        Ebene.LOESUNG,
        lookup(database, t.loesung, titel),
        {"einschaetzung": value, "einschaetzung_grund": reason},
    )


def punkte(services: Services, database: Database) -> None:
    """Agree on a knock-out question and score some ideas."""
    made = services.kriterien.add_kriterium({"name": KO, "art": "ko"})
    with database.write("Als Beispiel gekennzeichnet") as writer:
        writer.update(t.kriterium, made, beispiel=1)
    criteria = services.bewertung.load_kriterien()  # the knock-out question comes first
    for idee, scores in PUNKTE.items():
        werte = {one.id: str(score) for one, score in zip(criteria, scores, strict=False)}
        services.bewertung.record_bewertung(lookup(database, t.idee, idee), werte)
