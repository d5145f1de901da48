//! English.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "the town council|the harbour board|a group of teachers|the railway company|the local brewery|the parish choir|\
        the minister of works|an elderly farmer|the new headmistress|the owners of the mill|the fishing fleet|the jury|\
        the county surveyor|the union of bakers|a team of students|the mayor|the museum trust|the water company|\
        the night watchman|the football club|the chief inspector|the market traders|the library|a retired engineer",
    did: "has approved|turned down|wants to sell|is repairing|will open|reported|postponed|has paid for|complained about|\
        measured|is looking for|described|promised to finish|has begun to rebuild|defended|counted|lost|inspected|\
        agreed to share|found|presented|took over|gave up|welcomed",
    what: "the plan for the bridge|the new timetable|two hundred apple trees|the cost of the roof|a pair of brass lamps|\
        the road along the canal|the old customs house|the results of the survey|a map of the marsh|the annual accounts|\
        the playground behind the church|the winter concert|a barge full of timber|the ferry to the island|\
        the rules for street musicians|three empty warehouses|the school kitchen|the clock above the station|\
        the bus shelter|the price of coal|a book of recipes|the swimming bath|the last tram|a bundle of letters",
    how: "after a long debate|on Tuesday evening|in spite of the rain|without much noise|for the second time this year|\
        at the request of the neighbours|before the end of the month|with the help of volunteers|near the river|\
        during the spring holidays|because of the high costs|in front of a small crowd|under a new law|at short notice|\
        as the papers had expected|in the hall of the old school|since the end of winter|for nine pounds|to the surprise of many|\
        along the eastern shore|until further notice|by a narrow majority|early in the morning|with a smile",
    tail: "which nobody had foreseen|while the lights went out|although the money is short|and the bells were rung|\
        as a spokesman confirmed|because the ground is soft|and more is to come|if the weather holds|\
        so that the doors can stay open|where the two roads meet|before the first snow falls|and few were disappointed",
    sentences: "{who} {did} {what} {how}.|{who} {did} {what}, {tail}.|{how}, {who} {did} {what}.|{who} {did} {what} {how}, {tail}.|\
        “We never thought that {who} {did} {what}”, said {a}.|{a} of {p} says that {who} {did} {what} {how}.|\
        In {p} alone, {n} people asked why {who} {did} {what}.|There were {n} of them {how}.|{who} {did} {what}; {who} {did} {what} {how}.|\
        It was {a} who told us that {who} {did} {what}.|More than {n},000 visitors came to {p} {how}, {tail}.",
    bare: "Harbour bridge|School roof|Evening ferry|Apple harvest|Market square|Old brewery|Village clock|River path|\
        Night train|Brass band|Winter fair|Canal road|Town library|Coal price|Swimming bath|Bus shelter|Bakers’ union|Lost letters",
    act: "divides council|to reopen in spring|costs twice the sum|finds a buyer|goes to the vote|surprises neighbours|\
        waits for repair|wins a prize|closes for good|draws a crowd|starts again|under new rules|saved by volunteers|\
        still without a home|in doubt|back on time|moves to {p}|needs {n} more hands",
    titles: "{bare}|{bare} {act}|{bare} {act} {how}|{bare} {act}: {bare} {act}|{bare} {act} as {who} {did} {what}|\
        {who} {did} {what} {how}",
    given: "Agnes|Martin|Ruth|Colin|Hester|Owen|Ivy|Stephen|Nora|Giles|Edith|Leonard|Maud|Ralph",
    family: "Tarrow|Pemble|Ashdown|Quill|Farrant|Holloway|Briggs|Winslade|Thorne|Carver|Maddox|Lusk|Penrose|Oakley",
    name: "{g} {f}",
    places: "Brinmouth|Caldwick|Easterly|Harrow Quay|Millbeck|Oldsands|Port Hale|Saltby|Thornford|Westmarsh",
    papers: "The Brinmouth Courier|Caldwick Herald|The Saltby Post|Evening Signal|THE LANTERN|Millbeck & District Gazette|\
        The Daily Plumb Line|Harrow Observer",
    sections: "NEWS|Local|Business|SPORT|World|Culture|Opinion|Education|Health|Travel|Arts|Science|Home News|Weekend",
    by: "By {a}|BY {A}|{a}|By {a} and {b}|{a} in {p}|{a}/Staff writer|By {a}/Political correspondent|From {a}, {p}|Words: {a}|by {a}",
    end: "— {a}|({a})|{a}, {p}|[{a}]|{a}|– {a}",
    date: "{P} —|{P} (AP) —|{P}, March {d}.—|{P}, Tuesday|{p} –|{P}.",
    caption: "{}|Above: {}|{}|{}|Left: {}",
    credit: "Photo: {a}|Photo by {a}|PHOTO: {A}|{a}/Courier|Picture: {a}|© {a}",
    jump: "Continued on page {n}|Continued on Page A{n}|See Page {n}|(Turn to page {n})|CONTINUED ON {n}",
    jump_from: "Continued from page 1|From page {n}|Continued from Page A1",
    briefs: "In brief|News in brief|BRIEFLY|Round-up|Around the county|Notes",
    letters: "Letters|Letters to the Editor|Your views|Have your say",
    index: "Inside|INSIDE TODAY|In this issue|Index",
    folio: "Thursday, March {d}, 2024|Page {n}|{paper} · Thursday 14 March 2024|Vol. XII, No. {n}|A{n}|{n}|March {d}, 2024",
    imprint: "Published weekly by Plumb Line Press, {n} Quay Street, {p}. Editor: {a}. Advertising: {b}. Telephone 555 01{n}. \
        Printed in {p}. All rights reserved.",
    question: "Q: |Question: ",
    answer: "A: |{s}: ",
    facts: "At a glance|Background|THE FACTS|How it works|Explainer",
    obits: "Deaths|Obituaries|In memoriam",
    listing: "Television|What’s on|Results|Standings|Prices|Shipping",
    classified: "FOR SALE|TO LET|Help wanted|Lost & found|Services|Situations vacant|Pets",
    offer: "Call 555-01{n}|Only ${n}.99|Open daily 9 to 5|Save {n}% now|SALE ENDS SUNDAY|www.example.org|Free estimates|£{n}|Apply Box {n}",
    weather: "Weather|Today’s weather|Forecast",
    sky: "sunny|cloudy|showers|clear|fog|windy",
    opinion: "Comment|Editorial|OPINION|Our view|Point of view",
    ears: "Price {n} cents|$2.00|FINAL EDITION|Sunny, high {n}|Founded in 18{n}|FREE|All the news of the river|Issue {n}",
    notices: "Choir practice, {d} March, 7.30 pm, Parish Hall|Coffee morning every Wednesday at 10|Jumble sale in aid of the roof fund|\
        Mothers and toddlers, 9.30 am|Annual meeting, Room {n}|Holy Communion 8 am and 10.30 am|Bring and share lunch|\
        Youth club, Friday 6 pm|Please call {a}, 555 01{n}|All are welcome|Flower rota: {a}, {b}|Bell ringers wanted",
    days: "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    acts: "ORDER No. {n} of 14 March 2024|REGULATION {n}/2024|NOTICE OF MEETING|Public tender No. {n}|BY-LAW No. {n}|\
        Appointment of officers|NOTICE TO CREDITORS|Decision {n}/24",
    offices: "MINISTRY OF WORKS|TOWN CLERK’S OFFICE|HARBOUR AUTHORITY|DEPARTMENT OF EDUCATION|LAND REGISTRY|COUNTY COURT",
};
