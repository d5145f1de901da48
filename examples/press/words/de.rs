//! German.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "der Gemeinderat|die Hafenbehörde|eine Gruppe von Lehrern|die Eisenbahngesellschaft|die alte Brauerei|der Kirchenchor|\
        der Verkehrsminister|ein Landwirt aus der Nachbarschaft|die neue Schulleiterin|der Besitzer der Mühle|die Feuerwehr|\
        das Wasserwerk|der Bürgermeister|der Fußballverein|die Stadtbücherei|das Landgericht|ein pensionierter Ingenieur|\
        der Verband der Bäcker|die Kreisverwaltung|das Heimatmuseum|der Nachtwächter|die Genossenschaft",
    did: "beschloss|vertagte|besichtigte|begrüßte|verkaufte|reparierte|beschrieb|zählte|verlor|übernahm|verteidigte|bezahlte|\
        untersuchte|vermaß|eröffnete|erneuerte|lobte|plante|suchte|fand",
    what: "den Entwurf für die Brücke|den neuen Fahrplan|zweihundert Apfelbäume|die Kosten für das Dach|die Straße am Kanal|\
        das alte Zollhaus|die Ergebnisse der Umfrage|eine Karte des Moores|den Jahresabschluss|den Spielplatz hinter der Kirche|\
        das Winterkonzert|einen Kahn voller Bauholz|die Fähre zur Insel|drei leere Lagerhallen|die Küche der Grundschule|\
        die Uhr über dem Bahnhof|das Wartehäuschen|den Kohlepreis|ein Buch mit Rezepten|das Schwimmbad|ein Bündel Briefe",
    how: "nach langer Aussprache|am Dienstagabend|trotz des Regens|ohne großes Aufsehen|zum zweiten Mal in diesem Jahr|\
        auf Wunsch der Anwohner|vor dem Ende des Monats|mit der Hilfe vieler Freiwilliger|in der Nähe des Flusses|\
        während der Osterferien|wegen der hohen Kosten|vor kleinem Publikum|nach einem neuen Gesetz|kurzfristig|\
        wie erwartet|in der Aula der alten Schule|seit dem Ende des Winters|für neun Euro|am frühen Morgen|mit knapper Mehrheit",
    tail: "womit niemand gerechnet hatte|obwohl das Geld knapp ist|und die Glocken läuteten|wie ein Sprecher bestätigte|\
        weil der Boden zu weich ist|wenn das Wetter hält|damit die Türen offen bleiben|bevor der erste Schnee fällt|\
        und nur wenige waren enttäuscht|was viele überraschte",
    sentences: "{who} {did} {what} {how}.|{who} {did} {how} {what}, {tail}.|{how} {did} {who} {what}.|„{who} {did} {what}“, sagte {a}.|\
        {a} aus {p} berichtet: {who} {did} {what} {how}.|In {p} fragten sich {n} Menschen, ob das so bleiben kann, {tail}.|\
        {how} {did} {who} {what}, {tail}.|Rund {n}000 Besucher kamen {how} nach {p}.|{who} {did} {what}; {how} {did} {who} {what}.",
    bare: "Hafenbrücke|Schuldach|Abendfähre|Apfelernte|Marktplatz|Alte Brauerei|Dorfuhr|Uferweg|Nachtzug|Blaskapelle|Winterfest|\
        Kanalstraße|Stadtbücherei|Kohlepreis|Schwimmbad|Wartehäuschen|Bäckerverband",
    act: "spaltet den Rat|öffnet im Frühjahr|wird doppelt so teuer|findet einen Käufer|steht zur Wahl|überrascht die Nachbarn|\
        wartet auf Reparatur|gewinnt einen Preis|schließt für immer|lockt Besucher an|beginnt von vorn|bleibt umstritten|\
        zieht nach {p}|braucht {n} Helfer",
    titles: "{bare}|{bare} {act}|{bare} {act} – {bare} {act}|{who} {did} {what}|{who} {did} {what} {how}",
    given: "Anneliese|Ruprecht|Heike|Jonas|Wiebke|Torsten|Gerda|Matthias|Silke|Bernd|Ulrike|Fritz",
    family: "Brandhorst|Kessler|Dörnberg|Wiesner|Hagedorn|Lüttmann|Specht|Tannert|Vollmer|Zirbel|Ahlers|Mohn",
    name: "{g} {f}",
    places: "Hafen|Nordstetten|Lindau|Oberried|Tannwald|Grünau|Salzbrück|Wendorf",
    papers: "Hafener Anzeiger|Der Landbote|Tannwalder Zeitung|Neue Grünauer Presse|ABENDBLATT|Wendorfer Tageblatt",
    sections: "POLITIK|Wirtschaft|Lokales|Kultur|SPORT|Meinung|Wissen|Reise|Aus aller Welt|Medien|Kreis & Region",
    by: "Von {a}|VON {A}|Von {a} und {b}|{a}|Von {a}, {p}|Von unserer Redakteurin/{a}|Text: {a}",
    end: "({a})|{a}|dpa|– {a} –|(epd)",
    date: "{p}.|{P}.|{p} (dpa).|{p}, {d}. März.|{p} –",
    caption: "{}|{}|Im Bild: {}|Links: {}",
    credit: "Foto: {a}|FOTO: {A}|Bild: {a}|Foto: dpa",
    jump: "Fortsetzung auf Seite {n}|Fortsetzung Seite {n}|Siehe Seite {n}|» Seite {n}",
    jump_from: "Fortsetzung von Seite 1|Fortsetzung von der ersten Seite",
    briefs: "Kurz notiert|Kurz gemeldet|MELDUNGEN|In Kürze|Aus dem Kreis",
    letters: "Leserbriefe|Briefe an die Redaktion|Lesermeinung",
    index: "Inhalt|HEUTE|Aus dem Inhalt",
    folio: "Donnerstag, {d}. März 2024|Seite {n}|Nr. {n} / Seite {n}|{paper}|{n} Lokales|Jahrgang 78 · Nr. {n}|{n}",
    imprint: "Herausgeber und Verlag: Lotblei Verlag, Hafenstraße {n}, {p}. Redaktion: {a}. Anzeigen: {b}. Telefon 0555/01{n}. \
        Druck: Druckhaus {p}.",
    question: "Frage: |Herr {s}, ",
    answer: "Antwort: |{s}: ",
    facts: "Hintergrund|INFO|Zur Sache|Stichwort",
    obits: "Nachruf|Traueranzeigen",
    listing: "Fernsehen|Termine|Ergebnisse|Tabelle|Börse",
    classified: "Stellenangebote|Zu vermieten|Verkäufe|Kaufgesuche|Verschiedenes",
    offer: "Tel. 0555/01{n}|nur {n},99 €|Täglich 9 bis 18 Uhr|{n} % Rabatt|JETZT ANRUFEN|www.beispiel.example|Chiffre {n}",
    weather: "Wetter|Das Wetter heute",
    sky: "sonnig|wolkig|Schauer|klar|Nebel|windig",
    opinion: "Kommentar|Leitartikel|MEINUNG|Standpunkt",
    ears: "Preis 1,{n} €|Einzelpreis 2,20 €|Nr. {n}|Heute sonnig, {n} Grad|Gegründet 18{n}|Unabhängig und überparteilich",
    notices: "Chorprobe am {d}. März um 19.30 Uhr im Pfarrsaal|Seniorenkaffee jeden Mittwoch um 15 Uhr|Basar zugunsten des Kirchendachs|\
        Krabbelgruppe, 9.30 Uhr|Jahreshauptversammlung, Raum {n}|Gottesdienst 8.00 und 10.30 Uhr|Jugendtreff, Freitag 18 Uhr|\
        Auskunft: {a}, Tel. 01{n}|Alle sind herzlich eingeladen|Blumendienst: {a}, {b}|Helfer gesucht",
    days: "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag",
    acts: "Verordnung Nr. {n} vom 14. März 2024|BEKANNTMACHUNG|Satzung über die Straßenreinigung|Öffentliche Ausschreibung Nr. {n}|\
        Beschluss {n}/2024|Einladung zur Ratssitzung|Aufgebot",
    offices: "GEMEINDE OBERRIED|Amtsgericht|LANDRATSAMT|Hafenbehörde|MINISTERIUM FÜR BAUWESEN",
};
