//! Spanish.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "el ayuntamiento|la autoridad del puerto|un grupo de maestros|la compañía del ferrocarril|la vieja cervecería|\
        el coro de la parroquia|el ministro de obras|un agricultor jubilado|la nueva directora|los dueños del molino|\
        el tribunal|el gremio de panaderos|el alcalde|el museo|la biblioteca|el club de fútbol|un equipo de estudiantes|\
        el sereno|la cooperativa|el inspector",
    did: "aprobó|rechazó|quiere vender|reparó|presentó|aplazó|pagó|criticó|midió|busca|describió|defendió|contó|visitó|recibió|\
        estudia|abandonó|terminó|conserva|anunció",
    what: "el proyecto del puente|el nuevo horario|doscientos manzanos|el coste del tejado|la carretera junto al canal|\
        la antigua aduana|los resultados de la encuesta|un mapa de la marisma|las cuentas del año|el parque infantil|\
        el concierto de invierno|una barcaza llena de madera|el transbordador de la isla|tres almacenes vacíos|\
        la cocina de la escuela|el reloj de la estación|la parada del autobús|el precio del carbón|un libro de recetas|la piscina",
    how: "después de un largo debate|el martes por la tarde|a pesar de la lluvia|sin mucho ruido|por segunda vez este año|\
        a petición de los vecinos|antes de fin de mes|con la ayuda de voluntarios|cerca del río|durante las vacaciones|\
        debido a los altos costes|ante poco público|según la nueva ley|en el salón de la vieja escuela|desde el final del invierno|\
        por nueve euros|para sorpresa de muchos|muy de mañana|por estrecha mayoría|hasta nuevo aviso",
    tail: "algo que nadie había previsto|aunque falta el dinero|y sonaron las campanas|como confirmó un portavoz|\
        porque el suelo es blando|si el tiempo lo permite|antes de las primeras nieves|y pocos quedaron decepcionados|\
        donde se cruzan los dos caminos",
    sentences: "{who} {did} {what} {how}.|{who} {did} {what}, {tail}.|{how}, {who} {did} {what}.|«{who} {did} {what}», dijo {a}.|\
        {a}, de {p}, explica que {who} {did} {what} {how}.|En {p}, {n} personas preguntaron por {what}, {tail}.|\
        Unos {n}.000 visitantes llegaron a {p} {how}.|{who} {did} {what}; {who} {did} {what} {how}.",
    bare: "El puente del puerto|El tejado de la escuela|El último barco|La cosecha de manzanas|La plaza del mercado|La vieja cervecería|\
        El reloj del pueblo|El camino del río|El tren nocturno|La banda|La feria de invierno|La biblioteca|El precio del carbón|La piscina",
    act: "divide al consejo|reabre en primavera|cuesta el doble|encuentra comprador|espera las obras|gana un premio|cierra sus puertas|\
        atrae al público|cambia de reglas|sigue sin techo|vuelve a tiempo|se muda a {p}|necesita {n} voluntarios",
    titles: "{bare}|{bare} {act}|{bare} {act} {how}|{bare} {act} y {bare} {act}|{who} {did} {what} {how}",
    given: "Aurora|Benito|Carmen|Damián|Estela|Fermín|Gloria|Héctor|Inés|Joaquín|Lidia|Manuel",
    family: "Arbeloa|Barrios|Campillo|Duarte|Echeverri|Fuentes|Gálvez|Herrero|Ibarra|Lozano|Montes|Quiroga",
    name: "{g} {f}",
    places: "Puerto Claro|Villamar|San Telmo|Riofrío|Montalbo|Valdeazul|La Ribera",
    papers: "El Correo de Villamar|La Voz del Puerto|Diario de Riofrío|EL FARO NUEVO|La Gaceta de Montalbo",
    sections: "ESPAÑA|Internacional|Economía|Cultura|DEPORTES|Sociedad|Opinión|Local|Ciencia",
    by: "{a}|Por {a}|{A}|{a} / {p}|POR {A}|{a} y {b}|Redacción",
    end: "{a}|({a})|EFE|— {a}|(Agencias)",
    date: "{P} (EFE).|{p}, {d} mar.|{P}.–|{p}.|{P} •",
    caption: "{}|{}|Arriba, {}|{}",
    credit: "Foto: {a}|{a} / EFE|FOTO: {A}|Foto de {a}",
    jump: "Pasa a la página {n}|Continúa en la página {n}|(Sigue en la pág. {n})|Pág. {n}",
    jump_from: "Viene de la página 1|Viene de la primera página",
    briefs: "Breves|En breve|NOTAS|Noticias breves",
    letters: "Cartas al director|Los lectores opinan",
    index: "Sumario|En esta edición|HOY",
    folio: "Jueves {d} de marzo de 2024|Página {n}|{n} {paper}|Año XLIX · Número {n}|{n}",
    imprint: "Edita: Prensa de La Ribera. Directora: {a}. Publicidad: {b}. Calle del Puerto, {n}, {p}. Teléfono 555 01{n}. Depósito legal {n}/2024.",
    question: "Pregunta. |P. ",
    answer: "Respuesta. |R. ",
    facts: "Claves|Los datos|El contexto|PARA SABER MÁS",
    obits: "Esquelas|Obituario",
    listing: "Televisión|Agenda|Resultados|Clasificación|Bolsa",
    classified: "Empleo|Ventas|Pisos|Varios|Motor",
    offer: "Tel. 555 01{n}|{n},95 €|Abierto todos los días|Rebajas del {n} %|LLAME HOY|www.ejemplo.example|Presupuesto sin compromiso",
    weather: "El tiempo|El tiempo hoy",
    sky: "sol|nubes|chubascos|claro|niebla|viento",
    opinion: "Editorial|La columna|OPINIÓN|Tribuna",
    ears: "Precio: 1,{n} €|Núm. {n}|Edición de la mañana|Fundado en 18{n}|El diario del río|Gratuito",
    notices: "Ensayo del coro el {d} de marzo a las 19.30 en el salón parroquial|Café de mayores cada miércoles a las 10|\
        Rastrillo a favor del tejado|Misas: 8.00 y 10.30|Asamblea anual, sala {n}|Club juvenil, viernes a las 18|\
        Información: {a}, 555 01{n}|Entrada libre|Flores: {a}, {b}|Se buscan voluntarios",
    days: "Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo",
    acts: "ORDEN n.º {n}, de 14 de marzo de 2024|RESOLUCIÓN {n}/2024|DECRETO {n}/2024|ANUNCIO de licitación n.º {n}|EDICTO|Convocatoria de pleno",
    offices: "MINISTERIO DE OBRAS|AYUNTAMIENTO DE SAN TELMO|JUZGADO DE PRIMERA INSTANCIA|AUTORIDAD DEL PUERTO|CONSEJERÍA DE EDUCACIÓN",
};
