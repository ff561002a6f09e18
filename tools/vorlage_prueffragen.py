"""The 25 questions of the funding check for the template ``myk10``, with basis and source."""

OLPE = "https://neueweichen.de/Jetzt-mitmachen-/index.php?La=1&object=tx,3049.156.1&kat=&kuo=2&sub=0"
AUFRUF_2020 = "https://de.readkong.com/page/modellprojekte-smart-cities-2020-gemeinwohl-und-6075419"
FOERDERZIELE = "https://www.smart-cities-made-in.de/foerdergegenstand/foerderziele/"
FOERDERFAEHIG = "https://www.smart-cities-made-in.de/foerdergegenstand/foerderfaehige-massnahmen/"
OPEN_SOURCE = "https://www.smart-city-dialog.de/regelungen-zu-open-source-fuer-modellprojekte-smart-cities"
NRWBANK = (
    "https://www.nrwbank.de/de/foerderlotse-produkte/Modellprojekte-Smart-Cities-Zuschuss/15959/produktdetail.html"
)
RADVERKEHR = "https://www.rhein-zeitung.de/lokales/andernach-mayen/sensoren-sollen-radverkehr-im-kreis-myk-messen_arid-4030076.html"
ABLAUF = "https://myk10.de/ueber-das-projekt/projektablauf"
AGENDA = "https://www.blick-aktuell.de/Berichte/Digitale-Agenda-alslebende-Massnahmenliste-546978.html?bPrint=true"

STAFFEL_2 = "2. Staffel (2020)"
ANDERE = "andere Fassung der Förderregeln; für die 2. Staffel nicht belegt"

BELEGT = "belegt"
ANDERE_FASSUNG = "belegt für einen anderen Aufruf, für die 2. Staffel nicht"
GEFOLGERT = "gefolgert, nicht belegt"

PRUEFFRAGEN: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("strategiebezug", "Hängt die Maßnahme an einer der Lösungen der Strategie?", "K", BELEGT, "", (AGENDA,)),
    (
        "agenda_freigabe",
        "Steht sie in der Digitalen Agenda oder ist die Aufnahme beantragt oder freigegeben?",
        "K",
        BELEGT,
        "",
        (ABLAUF,),
    ),
    (
        "buendel",
        "Ist sie Teil eines Bündels, kein isoliertes Einzelprojekt?",
        "K",
        f"{ANDERE_FASSUNG}\nBündelgedanke: {BELEGT}",
        ANDERE,
        (FOERDERFAEHIG, "https://myk10.de/node/540"),
    ),
    (
        "gemeinwohl",
        "Nutzt sie der Gemeinschaft, nicht nur Einzelinteressen?",
        "K",
        f"Kriterium des Aufrufs 2020: {BELEGT}\nWortlaut: {ANDERE_FASSUNG}",
        STAFFEL_2,
        (AUFRUF_2020, FOERDERZIELE),
    ),
    (
        "digital_werkzeug",
        "Dient Digitalisierung als Werkzeug für das Ziel, nicht als Selbstzweck?",
        "H",
        f"K.-o.-Kriterium in Olpe: {BELEGT}\nMYK10 nimmt auch Ideen an, die nicht digital sind: {BELEGT}",
        "",
        (OLPE, "https://myk10.de/index.php/mitmachen"),
    ),
    (
        "modellhaft",
        "Ist sie skalierbar, replizierbar, auf andere Kommunen übertragbar?",
        "K",
        f"Kriterium des Aufrufs 2020: {BELEGT}\nWortlaut: {ANDERE_FASSUNG}",
        STAFFEL_2,
        (AUFRUF_2020, FOERDERZIELE),
    ),
    ("raumbezug", "Verbessert sie Raum und Lebensqualität vor Ort?", "H", ANDERE_FASSUNG, ANDERE, (FOERDERFAEHIG,)),
    ("nachhaltigkeit", "Sind Ökonomie, Ökologie und Soziales bedacht?", "H", ANDERE_FASSUNG, ANDERE, (FOERDERFAEHIG,)),
    (
        "open_source",
        "Wird beauftragte Software als Open Source mit Dokumentation veröffentlicht?",
        "K",
        BELEGT,
        STAFFEL_2,
        (OPEN_SOURCE,),
    ),
    ("schnittstellen", "Nutzt sie interoperable, offene Schnittstellen?", "H", BELEGT, STAFFEL_2, (OPEN_SOURCE,)),
    (
        "pflichten_partner",
        "Sind die Pflichten vertraglich an Partner und Firmen weitergegeben?",
        "N",
        BELEGT,
        STAFFEL_2,
        (OPEN_SOURCE,),
    ),
    (
        "wissenstransfer",
        "Was wird wann wo geteilt, auch Misserfolge?",
        "N",
        f"Pflicht: {BELEGT}\nMisserfolge: {ANDERE_FASSUNG}",
        STAFFEL_2,
        (OPEN_SOURCE, FOERDERZIELE),
    ),
    (
        "datensouveraenitaet",
        "Bleibt die Hoheit über kommunale Daten gewahrt, ist der Datenschutz geklärt?",
        "H",
        BELEGT,
        "",
        (
            "https://www.kvmyk.de/aktuelles/pressemeldungen-2023/smarte-region-myk10-tritt-kommunaler-datenplattform-bei/",
            "https://staedtetag.blog/2019/09/02/smart-city-charta-des-bbsr/",
        ),
    ),
    (
        "teilhabe",
        "Gibt es barrierefreie digitale und analoge Zugänge?",
        "H",
        ANDERE_FASSUNG,
        ANDERE,
        (FOERDERFAEHIG,),
    ),
    (
        "foerderzeitraum",
        "Endet die geförderte Leistung vor dem Förderende?",
        "K",
        BELEGT,
        "",
        ("https://www.blick-aktuell.de/Berichte/Wenn-esSmart-werden-soll-641976.html",),
    ),
    (
        "kostenart",
        "Sind die Kosten einer förderfähigen Art zugeordnet (Personal, Sachkosten, Investition)?",
        "K",
        ANDERE_FASSUNG,
        ANDERE,
        (
            "https://foerdermittelkompass.reflecta.org/grants/foerderung-fuer-modellprojekte-smart-cities-stadtentwicklung-und-digitalisierung",
        ),
    ),
    (
        "eigenanteil",
        "Ist der Eigenanteil (35 %) gedeckt und nicht aus Bundesmitteln?",
        "K",
        BELEGT,
        STAFFEL_2,
        (NRWBANK,),
    ),
    (
        "doppelfoerderung",
        "Gibt es andere Fördermittel, und bleibt die Summe bei höchstens den förderfähigen Kosten?",
        "K",
        BELEGT,
        STAFFEL_2,
        (NRWBANK,),
    ),
    (
        "weiterleitung",
        "Gehen Mittel an Dritte? Dann sind Weiterleitungsvertrag und Gremienbeschluss nötig.",
        "N",
        f"örtliche Praxis: {BELEGT}",
        "",
        ("https://www.blick-aktuell.de/Berichte/Landkreis-investiert-in-Zukunft-des-MakerSpace-MYK-593354.html",),
    ),
    ("vergabe", "Ist ein Vergabeverfahren nötig und eingeplant?", "N", GEFOLGERT, "", (RADVERKEHR,)),
    (
        "gremienbeschluss",
        "Welcher Beschluss fehlt (Kreisausschuss, Kreistag), bis wann?",
        "N",
        BELEGT,
        "",
        (RADVERKEHR, ABLAUF),
    ),
    (
        "wirkung",
        "Sind Wirkungsziel und Indikator benannt?",
        "H",
        BELEGT,
        "",
        (
            "https://www.smart-city-dialog.de/wissen/blog/smart-cities-verstehen-die-zehn-wichtigsten-lektionen-aus-den-modellprojekten-smart",
        ),
    ),
    (
        "verstetigung",
        "Sind Betrieb, Zuständigkeit und Finanzierung nach dem Förderende geklärt?",
        "H",
        f"fünf Faktoren: {BELEGT}",
        "",
        ("https://bbu.de/beitraege/vom-pilotprojekt-zur-praxis-smart-city-massnahmen-erfolgreich-verstetigen",),
    ),
    (
        "beratung_kts",
        "Sind die Hinweise der Begleitung (KTS) berücksichtigt?",
        "H",
        ANDERE_FASSUNG,
        ANDERE,
        (FOERDERFAEHIG,),
    ),
    (
        "nachweis",
        "Ist die Begründung so abgelegt, dass sie beim Verwendungsnachweis hilft?",
        "N",
        BELEGT,
        STAFFEL_2,
        ("https://www.smart-cities-made-in.de/bewerbungsverfahren/nachweis-der-mittelverwendung/",),
    ),
)
"""Kennung, question, type (K knock-out, H hint, N evidence), basis, rule version, sources.

The split into K, H and N is not official; the program warns and records, it
never says that something is eligible.
"""
