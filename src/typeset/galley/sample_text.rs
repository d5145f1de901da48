//! Running text with everything that makes lines hard, for tests and benches: quotes in quotes, brackets, dashes,
//! ellipses, numbers with units, addresses, small kana, particles behind Latin words.

/// A small generator (xorshift), so that a failure repeats.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// What there is news in: languages by their codes, Chinese in both scripts.
pub const LANGUAGES: [&str; 9] = ["zh-Hans", "zh-Hant", "ja", "ko", "en", "de", "fr", "es", "ru"];

/// Pieces of news, parted by bars.
fn news(language: &str) -> &'static str {
    match language {
        "zh-Hans" => {
            "广场上的灯|亮了，|人们说：“好。”|——于是|……|（上接第一版）|《山城夜话》、|2024年8月15日|增长6.4%，|12.8亿元|王·艾力|\
             “双碳”“新基建”|‘放管服’|GDP同比|38℃|①是|https://www.example.org/a/2024-08/c_57.htm查询|010-65368971|1—7月份|；|！”|？|\
             【甲】|·|都笑了。|恩戈齐·奥孔乔-伊韦阿拉（Ngozi Okonjo-Iweala）|渡口重新开放，|老人问：“船还开吗？”|“开！”|\
             他答道，“一天三班……”|（图①为：新码头）|〔2024〕15号|《〈渡口志〉序》|3∶1|25：20|¥12.8万|5G+AI|“十四五”期间，|\
             近1.2万余人|第3个|全长10余公里|——本报评论员|；其中，|例如：|10%～15%|A股|沪深300指数|每公斤4.50元|20多年来，|“要以‘开门’为先。”"
        }
        "zh-Hant" => {
            "廣場上的燈|亮了，|人們說：「好。」|——於是|……|（文接第一版）|《山城夜話》、|2024年8月15日|成長6.4%，|12.8億元|王‧艾力|\
             「雙碳」「新基建」|『開門』|GDP年增|38℃|①是|https://www.example.org/a/2024-08/c_57.htm查詢|02-23456789|1—7月|；|！」|？|\
             【甲】|都笑了。|〈渡口誌〉|老人問：「船還開嗎？」|「開！」|他答，「一天三班……」|記者陳小舟／港口報導|民國113年|\
             第3個|NT$1,200|二○二四年|約1.2萬人|近五成，|「要以『開門』為先。」|10%～15%|臺北101大樓|（右圖，林大川攝）"
        }
        "ja" => {
            "広場の灯りが|ともり、|「ちょっと待って。」|コーヒー|人々の|――|……|（写真）|１５日|2024年に|山田・太郎|シャッター|っていた。|\
             『灯り』、|12.5％|GDPは|ＡＢ社|だった！|渡し船が|戻ってきた。|「いつ出るの？」|と尋ねると、|『はい、』|と、|少々|代々木の|\
             ５日午前１０時ごろ、|約1万2千人|「『開門』を先に」|〝声〟|ヴァイオリンの|キャッチフレーズ|３・５倍|〒100-0001|第３次|㈱灯船社|\
             https://www.example.org/ferry/2024へ|A級|（右から2人目）|いっしょに|ぢゃないか。|時々|二〇二四年|もっとゆっくりと。"
        }
        "ko" => {
            "정부는 |15일 |“3.5%”라고 |밝혔다. |광장의 불이 |‘희망’을 |말했다, |GDP는 |(서울) |2024년 |모였다! |한국·일본 |나루터가 |다시 열렸다. |\
             “언제 뜨나요?” |하고 물었다. |“하루 세 번……”이라고 |1만2천여명이 |‘열린 나루’를 |《나루지》에 |AI가 |5G로 |https://www.example.org/나루/2024에서 |\
             (사진=김나루 기자) |10∼15%가 |3㎞를 |제3차 |— |「나루」와 |『등불』은 |25:20으로 |지난 8월 15일부터 |100m |“‘문’부터 열자”며 |12억8000만원을 "
        }
        "ru" => {
            "На площади |зажглись огни, |— сказал он. |«Вечер» |2024 года |кто-то |10 000 рублей; |паром вернулся. |«Когда отплытие?» |— спросила она, |\
             — и «„Заря“ идёт» |(фото автора) |по-новому |электростанции |№ 15 |12,8 млн |50 % |и т. д. |https://www.example.ru/parom/2024?x=1 |\
             1—7 июля |достопримечательностями |из-за |XXI века |«Открой!» … |всё-таки! |ул. Портовая, 3/4 "
        }
        "de" => {
            "Der Platz, |„leuchtet“ |»schon« |Donaudampfschifffahrtsgesellschaft |(2024) |Nord-Süd-Achse. |5,4 % |die Fähre kam zurück. |„Wann geht’s los?“, |\
             fragte sie – |„‚Offen‘ zuerst“ |z. B. |12,8 Mio. € |§ 15 |15. August 2024 |Straßenbeleuchtungsverordnung, |https://www.example.de/faehre/2024?x=1&y=2 |\
             10–15 Uhr |E-Mail-Adresse |(Foto: Ufer) |an- und ablegen; |3:1! |Bürgermeister/in |und/oder |… |größer "
        }
        "fr" => {
            "Les lampes |« des rues » |l’eau ; |peut-être ! |12 000 € |n’est-ce |(2024) |le bac est revenu. |« Quand part-on ? » |demande-t-elle — |\
             « “Ouvert” d’abord » : |aujourd’hui, |15 août 2024 |5,4 % |n° 15 |l’administration |https://www.example.fr/bac/2024?x=1 |c’est-à-dire |\
             (photo : Rive) |Saint-Jean-de-Port |10-15 h |… |anticonstitutionnellement. |M. Quai |1er |œuvre "
        }
        "es" => {
            "Las luces |¿quién? |del pueblo, |«noche» |12.000 € |¡ya! |(2024) |volvió la barca. |«¿Cuándo sale?», |preguntó —y añadió—: |\
             “‘Abierto’ primero” |5,4 % |n.º 15 |15 de agosto |https://www.example.es/barca/2024?x=1 |teórico-práctico |(foto: Orilla) |\
             ¡¿Cómo?! |electroencefalografista |10-15 h |… |EE. UU. |pingüino |la 1.ª vez; "
        }
        _ => {
            "The lamps |of the square |“were lit,” |he said. |state-of-the-art |don’t |$12.8 million |(Okonjo-Iweala) |6.4%, |\
             https://www.example.org/a-long/path?x=1&y=2 |word—word |e.g. |the ferry came back. |“When does it leave?” |she asked — |“‘Open’ first,” |\
             10–15 p.m. |No. 15 |U.S. |3:1! |and/or |(photo by Shore) |rock ’n’ roll |internationalization; |#ferry |@harbor |50°F |£1,200.50 |… |\
             Aug. 15, 2024 |[sic] |{x} |a 6’2” sailor "
        }
    }
}

/// Running text, about `bytes` long, in paragraphs.
pub fn corpus(language: &str, bytes: usize) -> Vec<String> {
    let pieces: Vec<&str> = news(language).split('|').collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut paragraphs = Vec::new();
    let mut total = 0;
    while total < bytes {
        let mut paragraph = String::from(pieces[0]);
        for _ in 0..20 + dice.roll(40) {
            let piece = pieces[dice.roll(pieces.len())];
            if can_follow(&paragraph, piece) {
                paragraph.push_str(piece);
            }
        }
        total += paragraph.len();
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// Marks come as writers set them: an opening one behind a stop, no stop behind another, no number behind another.
fn can_follow(paragraph: &str, piece: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric() && c != ' ';
    let opens = |c: char| "（《〈「『【〔“‘〝".contains(c);
    let ends_open = paragraph.ends_with(|c: char| is_mark(c) && !"，。、；：？！）》〉」』】〕”’〞%％".contains(c));
    let (starts, ends) = (piece.starts_with(is_mark), paragraph.ends_with(is_mark));
    let is_digit = |c: char| c.is_ascii_digit();
    let numbers = paragraph.ends_with(is_digit) && piece.starts_with(is_digit);
    !numbers && (!(starts && ends) || (piece.starts_with(opens) && !ends_open))
}
