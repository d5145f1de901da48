//! French.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "le conseil municipal|la direction du port|un groupe d’enseignants|la compagnie de chemin de fer|la vieille brasserie|\
        la chorale de la paroisse|le ministre des travaux publics|un agriculteur à la retraite|la nouvelle directrice|\
        les propriétaires du moulin|le tribunal|l’union des boulangers|le maire|le musée|la bibliothèque|le club de football|\
        une équipe d’étudiants|le veilleur de nuit|la coopérative|l’inspecteur",
    did: "approuve|refuse|veut vendre|répare|présente|reporte|finance|critique|mesure|cherche|décrit|défend|compte|visite|\
        accueille|étudie|abandonne|termine|garde|annonce",
    what: "le projet de pont|le nouvel horaire|deux cents pommiers|le coût de la toiture|la route le long du canal|\
        l’ancienne douane|les résultats de l’enquête|une carte du marais|les comptes de l’année|le terrain de jeux|\
        le concert d’hiver|une péniche pleine de bois|le bac de l’île|trois entrepôts vides|la cuisine de l’école|\
        l’horloge de la gare|l’abri des voyageurs|le prix du charbon|un livre de recettes|la piscine|un paquet de lettres",
    how: "après un long débat|mardi soir|malgré la pluie|sans grand bruit|pour la deuxième fois cette année|\
        à la demande des riverains|avant la fin du mois|avec l’aide de bénévoles|près de la rivière|pendant les vacances|\
        à cause du coût|devant un petit public|selon la nouvelle loi|dans la salle de l’ancienne école|depuis la fin de l’hiver|\
        pour neuf euros|à la surprise générale|de bon matin|à une courte majorité|jusqu’à nouvel ordre",
    tail: "ce que personne n’avait prévu|bien que l’argent manque|et les cloches ont sonné|comme le confirme un porte-parole|\
        parce que le sol est mou|si le temps le permet|avant les premières neiges|et peu de gens sont déçus|\
        où les deux routes se croisent",
    sentences: "{who} {did} {what} {how}.|{who} {did} {what}, {tail}.|{how}, {who} {did} {what}.|« {who} {did} {what} », raconte {a}.|\
        {a}, de {p}, explique que {who} {did} {what} {how}.|À {p}, {n} personnes attendent {what}, {tail}.|\
        Près de {n} 000 visiteurs sont venus à {p} {how}.|{who} {did} {what} ; {who} {did} {what} {how}.",
    bare: "Le pont du port|La toiture de l’école|Le bac du soir|La récolte des pommes|La place du marché|La vieille brasserie|\
        L’horloge du village|Le chemin de halage|Le train de nuit|La fanfare|La foire d’hiver|La bibliothèque|Le prix du charbon|La piscine",
    act: "divise le conseil|rouvre au printemps|coûte deux fois plus cher|trouve un acheteur|attend les travaux|gagne un prix|\
        ferme ses portes|attire la foule|change de règles|reste sans toit|revient à l’heure|s’installe à {p}|cherche {n} bénévoles",
    titles: "{bare}|{bare} {act}|{bare} {act} {how}|{bare} {act}, {bare} {act}|{who} {did} {what} {how}",
    given: "Aurélie|Baptiste|Colette|Denis|Élodie|Fabrice|Ginette|Hugues|Irène|Julien|Lucie|Marcel",
    family: "Delorme|Vasseur|Pinchon|Tessier|Marchand|Roucy|Berthaud|Lagrange|Morvan|Cazals|Dupré|Olivet",
    name: "{g} {f}",
    places: "Marval|Saint-Aubert|Port-Lenoir|Vieilleville|Orsay|Belroche|Tourville",
    papers: "Le Courrier de Marval|La Gazette du Port|L’Écho de Belroche|LE MATIN NEUF|La Dépêche de Tourville",
    sections: "FRANCE|Monde|Économie|Culture|SPORTS|Société|Régions|Idées|Sciences|Loisirs",
    by: "{a}|Par {a}|PAR {A}|De notre correspondant à {p}/{a}|{a} et {b}|Propos recueillis par {a}",
    end: "{a}|({a})|(AFP)|— {a}|{a} ({p})",
    date: "{p} (AFP).|{P} –|{p}, {d} mars.|{P}.|{p}.",
    caption: "{}|{}|Ci-dessus : {}|{}",
    credit: "Photo {a}|Photo : {a}|© {a}|PHOTO {A}|{a}/AFP",
    jump: "Suite page {n}|Lire la suite page {n}|(Suite en page {n})|Lire page {n}",
    jump_from: "Suite de la page 1|Suite de la première page",
    briefs: "En bref|BRÈVES|Faits divers|L’essentiel",
    letters: "Courrier des lecteurs|Vos lettres",
    index: "Sommaire|À lire|Aujourd’hui",
    folio: "Jeudi {d} mars 2024|Page {n}|{paper} — {n}|N° {n} — 80e année|{n}",
    imprint: "Directeur de la publication : {a}. Siège social : {n}, rue du Port, {p}. Rédaction : {b}. Imprimerie de {p}. \
        Téléphone 05 55 01 {n}.",
    question: "– |Question : ",
    answer: "– |{s} : ",
    facts: "Repères|Le contexte|Mode d’emploi|L’ESSENTIEL",
    obits: "Carnet|Nécrologie|Avis de décès",
    listing: "Télévision|Agenda|Résultats|Classement|Bourse",
    classified: "Offres d’emploi|Ventes|Immobilier|Divers|Automobiles",
    offer: "Tél. 05 55 01 {n}|{n},90 €|Ouvert tous les jours|– {n} %|PORTES OUVERTES|www.exemple.example|Devis gratuit",
    weather: "La météo|Le temps aujourd’hui",
    sky: "soleil|nuages|averses|clair|brume|vent",
    opinion: "Éditorial|Le billet|OPINION|Tribune",
    ears: "Prix : 1,{n} €|N° {n}|Édition du matin|Fondé en 18{n}|Le journal de la rivière|Soleil, {n} degrés",
    notices: "Répétition de la chorale le {d} mars à 19 h 30, salle paroissiale|Café des aînés chaque mercredi à 10 h|\
        Vente au profit de la toiture|Messes : 8 h et 10 h 30|Assemblée générale, salle {n}|Club des jeunes, vendredi 18 h|\
        Renseignements : {a}, 05 55 01 {n}|Entrée libre|Fleurs de l’autel : {a}, {b}|On cherche des bénévoles",
    days: "Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche",
    acts: "ARRÊTÉ n° {n} du 14 mars 2024|DÉCRET n° 2024-{n}|AVIS AU PUBLIC|Appel d’offres n° {n}|Délibération n° {n}|AVIS DE CONVOCATION",
    offices: "MINISTÈRE DES TRAVAUX|MAIRIE DE BELROCHE|TRIBUNAL DE COMMERCE|PRÉFECTURE|DIRECTION DU PORT",
};
