//! Heads and paragraphs in languages that the page maker's bank lacks, written for tests: head and paragraph of
//! one number belong together.

/// German.
pub const DE: &[(&str, &str)] = &[
    (
        "Die Windmühle dreht wieder",
        "Die alte Windmühle am Deich dreht sich seit Montag wieder. Der Müller hat die Flügel neu bespannt und das Mahlwerk geölt.",
    ),
    (
        "Honig von der Kreuzung",
        "Zwei Schwestern verkaufen an der Kreuzung ihren Honig. Wer ein Glas zurückbringt, bekommt den nächsten Honig billiger.",
    ),
    (
        "Ein Reiher am Fähranleger",
        "Am Fähranleger steht seit Wochen ein Reiher und wartet. Der Fährmann sagt, der Reiher zahle nie, störe aber auch keinen.",
    ),
    (
        "Die Kapelle probt im Regen",
        "Die Kapelle probte im Regen, weil der Schlüssel zum Saal fehlte. Er lag in der Trommel, und die Kapelle spielte weiter.",
    ),
    (
        "Orangen rollen zum Hafen",
        "Eine Kiste Orangen fiel vom Wagen und rollte bis zum Hafen. Die Kinder brachten fast alle Orangen zurück.",
    ),
    (
        "Der Nachtwächter strickt",
        "Der Nachtwächter der Glashütte strickt an den langen Abenden. Elf Schals hat der Nachtwächter bisher fertig.",
    ),
    (
        "Gelbe Zäune an der Küste",
        "Niemand weiß, wer die Zäune an der Küste streicht. In diesem Jahr sind die Zäune gelb, im letzten waren sie blau.",
    ),
    (
        "Straßenbahn wird gewaschen",
        "Die älteste Straßenbahn der Stadt wurde am Donnerstag gewaschen. Unter dem Ruß der Straßenbahn stand noch ein Fahrplan.",
    ),
    (
        "Geometrie auf dem See",
        "Als der See zufror, zog der Lehrer mit der Geometrie ins Freie. Die Klasse lief Kreise auf dem See.",
    ),
    (
        "Ziegen im Lesesaal",
        "Drei Ziegen liefen vom Markt weg und standen im Lesesaal. Die Ziegen waren leise, sagt die Frau an der Ausgabe.",
    ),
];

/// French.
pub const FR: &[(&str, &str)] = &[
    (
        "Le moulin tourne encore",
        "Le vieux moulin de la digue tourne encore depuis lundi. Le meunier a huilé le moulin et changé la toile des ailes.",
    ),
    (
        "Du miel au carrefour",
        "Deux sœurs vendent leur miel au carrefour de la route. Celui qui rend le pot paie moins cher le miel suivant.",
    ),
    (
        "Un héron sur le quai",
        "Un héron attend depuis des semaines sur le quai du bac. Le passeur dit que le héron ne paie jamais sa place.",
    ),
    (
        "La fanfare sous la pluie",
        "La fanfare a répété sous la pluie faute de clef. La clef était dans le tambour, et la fanfare a continué.",
    ),
    (
        "Des oranges jusqu’au port",
        "Une caisse d’oranges est tombée du chariot et a roulé au port. Les enfants ont rendu presque toutes les oranges.",
    ),
    (
        "Le veilleur tricote",
        "Le veilleur de la verrerie tricote pendant les longues nuits. Onze écharpes sont finies, dit le veilleur.",
    ),
    (
        "Barrières jaunes sur la côte",
        "Nul ne sait qui peint les barrières sur la route de la côte. Cette année les barrières sont jaunes.",
    ),
    (
        "Le tramway fait sa toilette",
        "Le plus ancien tramway de la ville a été lavé jeudi. Sous la suie du tramway on a trouvé un horaire.",
    ),
    (
        "La géométrie sur la glace",
        "Quand le lac a gelé, le maître a enseigné la géométrie dehors. La classe a tracé des cercles sur la glace.",
    ),
    (
        "Des chèvres à la lecture",
        "Trois chèvres ont quitté la foire pour la salle de lecture. Les chèvres étaient calmes, dit la gardienne.",
    ),
];

/// Russian.
pub const RU: &[(&str, &str)] = &[
    (
        "Мельница снова крутится",
        "Старая мельница у плотины снова крутится с понедельника. Мельник смазал жернова, и мельница пошла ровно.",
    ),
    (
        "Мёд на перекрёстке",
        "Две сестры продают мёд на перекрёстке за мостом. Кто вернёт банку, тому следующий мёд отдадут дешевле.",
    ),
    (
        "Цапля на переправе",
        "Цапля уже несколько недель стоит на переправе и ждёт. Паромщик говорит, что цапля ни разу не заплатила.",
    ),
    (
        "Оркестр играет под дождём",
        "Оркестр репетировал под дождём, потому что пропал ключ от зала. Ключ нашли в барабане, и оркестр играл дальше.",
    ),
    (
        "Апельсины катятся к порту",
        "Ящик упал с телеги, и апельсины покатились к порту. Дети вернули почти все апельсины до вечера.",
    ),
    (
        "Сторож вяжет по ночам",
        "Сторож стекольного завода вяжет по ночам шарфы. За зиму сторож закончил одиннадцать штук.",
    ),
    (
        "Жёлтые заборы у моря",
        "Никто не знает, кто красит заборы вдоль дороги у моря. В этом году заборы стали жёлтыми.",
    ),
    (
        "Старый трамвай вымыли",
        "Самый старый трамвай города вымыли в четверг. Под сажей трамвай хранил расписание и варежку.",
    ),
    (
        "Геометрия на льду",
        "Когда озеро замёрзло, учитель вынес урок геометрии на улицу. Класс чертил круги прямо на льду.",
    ),
    ("Козы в читальне", "Три козы ушли с ярмарки и пришли в читальню. Козы вели себя тихо, сказала хранительница."),
];
