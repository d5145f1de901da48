//! Italian.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "il consiglio comunale|l’autorità del porto|un gruppo di insegnanti|la compagnia ferroviaria|la vecchia birreria|\
        il coro della parrocchia|il ministro dei lavori|un contadino in pensione|la nuova preside|i padroni del mulino|\
        il tribunale|l’unione dei fornai|il sindaco|il museo|la biblioteca|la squadra di calcio|una classe di studenti|\
        il guardiano notturno|la cooperativa|l’ispettore",
    did: "approva|respinge|vuole vendere|ripara|presenta|rinvia|paga|critica|misura|cerca|descrive|difende|conta|visita|\
        accoglie|studia|abbandona|completa|conserva|annuncia",
    what: "il progetto del ponte|il nuovo orario|duecento meli|il costo del tetto|la strada lungo il canale|la vecchia dogana|\
        i risultati dell’indagine|una mappa della palude|i conti dell’anno|il parco giochi|il concerto d’inverno|\
        una chiatta piena di legname|il traghetto per l’isola|tre magazzini vuoti|la cucina della scuola|l’orologio della stazione|\
        la fermata del bus|il prezzo del carbone|un libro di ricette|la piscina",
    how: "dopo una lunga discussione|martedì sera|nonostante la pioggia|senza troppo rumore|per la seconda volta quest’anno|\
        su richiesta dei vicini|prima della fine del mese|con l’aiuto dei volontari|vicino al fiume|durante le vacanze|\
        a causa dei costi|davanti a poco pubblico|secondo la nuova legge|nella sala della vecchia scuola|dalla fine dell’inverno|\
        per nove euro|con sorpresa di molti|di buon mattino|a stretta maggioranza|fino a nuovo avviso",
    tail: "cosa che nessuno aveva previsto|anche se mancano i soldi|e le campane hanno suonato|come conferma un portavoce|\
        perché il terreno è molle|se il tempo tiene|prima delle nevi|e pochi sono rimasti delusi|dove le due strade si incontrano",
    sentences: "{who} {did} {what} {how}.|{who} {did} {what}, {tail}.|{how}, {who} {did} {what}.|«{who} {did} {what}», dice {a}.|\
        {a}, di {p}, racconta che {who} {did} {what} {how}.|A {p}, {n} persone chiedono di vedere {what}, {tail}.|\
        Circa {n}mila visitatori sono arrivati a {p} {how}.|{who} {did} {what}; {who} {did} {what} {how}.",
    bare: "Il ponte del porto|Il tetto della scuola|L’ultimo traghetto|Il raccolto delle mele|La piazza del mercato|La vecchia birreria|\
        L’orologio del paese|Il sentiero del fiume|Il treno di notte|La banda|La fiera d’inverno|La biblioteca|La piscina",
    act: "divide il consiglio|riapre in primavera|costa il doppio|trova un padrone|aspetta i lavori|vince un premio|chiude i battenti|\
        attira la folla|cambia regole|resta senza casa|torna in orario|si sposta a {p}|cerca {n} volontari",
    titles: "{bare}|{bare} {act}|{bare} {act} {how}|{bare} {act}, {bare} {act}|{who} {did} {what} {how}",
    given: "Agata|Bruno|Carlotta|Dario|Elsa|Fausto|Gemma|Ivano|Livia|Mauro|Noemi|Ottavio",
    family: "Albani|Bersani|Cattaneo|Donati|Esposito|Fabbri|Galli|Lodi|Morandi|Pavesi|Rinaldi|Serra",
    name: "{g} {f}",
    places: "Valchiara|Portonovo|Borgofranco|San Rocco|Montelupo|Rivalta|Acquaviva",
    papers: "Il Corriere di Valchiara|La Gazzetta del Porto|L’Eco di Rivalta|IL MATTINO NUOVO|La Voce di Montelupo",
    sections: "PRIMO PIANO|Esteri|Cronache|Economia|Cultura|SPORT|Spettacoli|Interni|Commenti",
    by: "di {a}|di {A}|{a}|dal nostro inviato/{a}|di {a} e {b}|{a} — {p}",
    end: "{a}|(ansa)|({a})|© RIPRODUZIONE RISERVATA|{a} © RIPRODUZIONE RISERVATA",
    date: "{P} –|{p} (ANSA).|{P}.|{p}, {d} marzo –",
    caption: "{}|{}|Sopra, {}|{}",
    credit: "Foto {a}|(foto Ansa)|FOTO: {A}|Foto di {a}",
    jump: "Continua a pagina {n}|SEGUE A PAGINA {n}|(segue a pag. {n})|A pagina {n}",
    jump_from: "Segue dalla prima|SEGUE DALLA PRIMA PAGINA",
    briefs: "In breve|BREVI|Notizie in breve|Flash",
    letters: "Lettere|La posta dei lettori",
    index: "Sommario|OGGI|All’interno",
    folio: "Giovedì {d} marzo 2024|Pagina {n}|{paper}|Anno 49 - N. {n}|{n} Primo piano|{n}",
    imprint: "Direttore responsabile: {a}. Redazione: via del Porto {n}, {p}. Pubblicità: {b}. Telefono 0555 01{n}. Stampa: Tipografia di {p}.",
    question: "Domanda. |D. ",
    answer: "Risposta. |R. ",
    facts: "La scheda|I punti|I NUMERI|Il contesto",
    obits: "Necrologie|Il lutto",
    listing: "Televisione|Appuntamenti|Risultati|Classifica|Borsa",
    classified: "Lavoro|Case|Auto|Vendesi|Affittasi",
    offer: "Tel. 0555 01{n}|{n},90 €|Aperto tutti i giorni|Sconti fino al {n}%|CHIAMA ORA|www.esempio.example|Preventivi gratuiti",
    weather: "Il tempo|Meteo",
    sky: "sole|nuvole|rovesci|sereno|nebbia|vento",
    opinion: "Editoriale|Il commento|OPINIONI|La rubrica",
    ears: "Euro 1,{n}|N. {n}|Edizione del mattino|Fondato nel 18{n}|Il giornale del fiume|Gratis",
    notices: "Prove del coro il {d} marzo alle 19.30 in sala parrocchiale|Caffè degli anziani ogni mercoledì alle 10|\
        Mercatino per il tetto della chiesa|Messe: 8.00 e 10.30|Assemblea annuale, aula {n}|Gruppo giovani, venerdì ore 18|\
        Informazioni: {a}, 0555 01{n}|Ingresso libero|Fiori: {a}, {b}|Cercasi volontari",
    days: "Lunedì|Martedì|Mercoledì|Giovedì|Venerdì|Sabato|Domenica",
    acts: "ORDINANZA n. {n} del 14 marzo 2024|DELIBERA n. {n}/2024|DECRETO n. {n}|AVVISO PUBBLICO|Bando di gara n. {n}|Convocazione del consiglio",
    offices: "MINISTERO DEI LAVORI|COMUNE DI SAN ROCCO|TRIBUNALE DI RIVALTA|CAPITANERIA DI PORTO|UFFICIO SCOLASTICO",
};
