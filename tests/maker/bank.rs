//! Paragraphs of no consequence, written for tests: `~4` in a frame's text is number 4 of the page's language.

use foldline::model::lang::Lang;

/// The paragraph with this number, from 0; the bank begins again at its end.
pub fn paragraph(lang: Lang, number: usize) -> &'static str {
    let bank = match lang {
        Lang::Zh => ZH,
        Lang::Ja => JA,
        Lang::Ko => KO,
        _ => EN,
    };
    bank[number % bank.len()]
}

/// A head with this number.
pub fn head(lang: Lang, number: usize) -> &'static str {
    let heads = match lang {
        Lang::Zh => ZH_HEADS,
        Lang::Ja => JA_HEADS,
        Lang::Ko => KO_HEADS,
        _ => EN_HEADS,
    };
    heads[number % heads.len()]
}

const EN: &[&str] = &[
    "The weathervane on the mill has pointed north for a week, although the wind has come from every other side. The miller oiled it on Monday and wished it luck.",
    "Two sisters who sell honey at the crossroads have started to lend out their bees. A hive stays for the month of May and pays its rent in jars.",
    "At the bend of the river a heron has taken over the ferryman’s bench. Passengers stand, and the ferryman says that nobody has complained in writing.",
    "The brass band practiced in the rain because the drummer had lost the key to the hall. It was found inside the drum, which explained a rattle of long standing.",
    "A crate of oranges fell from a wagon on Chapel Hill and rolled as far as the harbor. Children returned all but four of them, and admitted to three.",
    "The night watchman of the glassworks knits. So far he has finished eleven scarves and a cover for the alarm bell, which no longer wakes the cat.",
    "Nobody knows who paints the fence posts on the coast road, a different color each spring. This year they are yellow, and the painter has signed one with a snail.",
    "The oldest tram in service was washed by hand on Thursday. Under the soot the workers found a timetable, a mitten and the name of the first conductor.",
    "A surveyor measured the village green and found it larger than the map allows. The council has agreed to say nothing and to plant a lime tree in the difference.",
    "When the lake froze, the schoolmaster moved geometry outdoors. Circles were skated, tangents were fallen, and for once the whole class remembered the proof.",
    "The cobbler keeps a shelf of single shoes that were never collected. Every winter he lights the window and invites the town to look for a pair.",
    "Three goats escaped from the fair and spent the afternoon in the reading room. The librarian reports that they were quiet and preferred the atlases.",
    "The bell founder tests each bell with a wooden spoon before he lets it leave the yard. A good one, he says, should make you think of lunch.",
    "Since the old bridge was closed to carts, people have begun to stop on it. There is a lantern now, a bench, and on Sundays a man with warm chestnuts.",
    "The postmistress sorts letters by hand and knows every pen in the valley. Last week she delivered one without an address, because of the way the sevens were crossed.",
    "A long table was set in the middle of Quay Street for the harvest supper. It ended at the fountain, where the latecomers ate with their feet in the water.",
    "The watch on the signal hill counted nineteen sails at dawn, and then a twentieth that turned out to be laundry on the coal barge.",
    "Rain came through the theater roof during the second act. The actors put up umbrellas, and several in the audience believed that it was meant.",
    "The gardener has drawn a plan of the park as it will look in a hundred years. He has marked the place where a bench will be needed for the shade.",
    "An accordion left on the noon train was played all the way to the terminus by people who said they could not play. The owner waited for it on the platform.",
    "The mapmaker’s apprentice was sent to count the steps of the lighthouse. He came back with two numbers, one for each direction, and could not be argued out of it.",
    "Snow fell on the market for exactly as long as it takes to sell a goose. The seller of umbrellas took it personally.",
];

const EN_HEADS: &[&str] = &[
    "Mill Wind Turns Stubborn",
    "Sisters Lend Their Bees",
    "Heron Claims a Bench",
    "Band Plays On in Rain",
    "Oranges Reach the Harbor",
    "A Watchman Who Knits",
    "Fence Posts Turn Yellow",
    "Oldest Tram Gets a Bath",
];

const ZH: &[&str] = &[
    "磨坊顶上的风标一连七天指着北边，可风明明从别处来。磨坊主星期一给它上了油，又对它说了几句好话，转身去磨新收的荞麦。",
    "渡口卖蜂蜜的姐妹俩想出一个新主意：把蜂箱借给邻居。一箱蜜蜂住满一个月，房租就是三罐槐花蜜，谁家先开花谁家先借。",
    "河湾的长椅被一只苍鹭占了去。等船的人都站着，船夫说，到现在也没有人写信来告状，倒是有人给它带了小鱼。",
    "铜管乐队在雨里排练，因为鼓手把礼堂的钥匙弄丢了。后来钥匙在鼓里找到，大家这才明白，那一阵沙沙声是从哪里来的。",
    "一筐橘子从坡上滚下来，一直滚到码头边。孩子们把橘子一个个送了回去，只差四个，其中三个有人承认是自己吃了。",
    "玻璃厂守夜的老人会织毛线。入冬以来，他织好了十一条围巾，还给警铃织了一个套子，从此铃声再也吵不醒那只猫。",
    "没有人知道海边公路的木桩是谁刷的漆，每年春天换一种颜色。今年是黄色，刷漆的人在其中一根上画了一只蜗牛。",
    "镇上最老的一辆电车星期四洗了个澡。煤灰洗掉以后，工人们看见一张旧时刻表、一只手套和第一位售票员的名字。",
    "测绘员量了村口的草地，发现比地图上大出一块。村里商量以后决定不声张，就在多出来的地方种一棵椴树。",
    "湖面结冰那天，先生把几何课搬到了湖上。圆是滑出来的，切线是摔出来的，全班第一次都记住了那道证明。",
    "鞋匠的架子上摆着一排没人来取的单只鞋。每年冬天他把橱窗点亮，请全镇的人来看看，有没有能凑成一双的。",
    "三只山羊从集市上跑出来，在阅览室里待了一下午。管理员说，它们很安静，最喜欢的是地图册，尤其是画着草原的那几页。",
    "铸钟的师傅每铸好一口钟，都要用木勺敲一敲才让它出门。他说，好的钟声，听了应该让人想起午饭。",
    "老桥不让走车以后，人们反倒愿意在桥上停一停。如今桥上有了灯，有了长凳，星期天还有人来卖热栗子。",
    "邮局的大姐认得全镇人的笔迹。上星期有封信没写地址，她看了看那个七字的写法，就把信送到了北山脚下。",
    "秋收饭的长桌从街口一直摆到喷泉边，晚来的人只好把脚放在水里吃。桌上最先吃完的，是一盘谁也没见过的紫山药。",
];

const ZH_HEADS: &[&str] = &[
    "风标七日不肯转头",
    "姐妹俩把蜜蜂借给邻居",
    "一只苍鹭占了长椅",
    "乐队雨中排练不停歇",
    "橘子一路滚到码头",
    "守夜人织出十一条围巾",
    "海边木桩今年刷成黄色",
    "老电车洗出旧时刻表",
];

const JA: &[&str] = &[
    "水車小屋の風見鶏が一週間も北を向いたままだ。風はほかの方角から吹いているのに、少しも動かない。小屋の主人は油を差し、静かに声をかけた。",
    "渡し場で蜂蜜を売る姉妹が、巣箱を近所に貸し始めた。ひと月あずかると、家賃のかわりに蜜が三びん届く。花の早い庭から順に回っている。",
    "川の曲がり角の長いすを、一羽のサギが気に入ってしまった。舟を待つ人は立ったままだが、苦情の手紙はまだ一通も来ていないという。",
    "吹奏楽団は雨の中で練習した。太鼓の係が集会所の鍵をなくしたからだ。鍵は太鼓の中から見つかり、長年の雑音のわけもわかった。",
    "坂の上で荷車からみかんの箱が落ち、港まで転がっていった。子どもたちは四つを残して全部返し、三つは食べたと打ち明けた。",
    "ガラス工場の夜番は編み物をする。この冬は襟巻きを十一本仕上げ、警報の鐘にも覆いを編んだ。おかげで猫はもう目を覚まさない。",
    "海沿いの道の杭は、毎年春になると色が変わる。だれが塗るのかはわからない。今年は黄色で、一本にだけ小さなカタツムリの絵がある。",
    "町でいちばん古い電車が木曜日に洗われた。すすの下から時刻表と手袋の片方、それに最初の車掌の名前が出てきた。",
    "湖が凍った朝、先生は幾何の授業を外に移した。円は滑って描き、接線は転んで覚えた。組の全員が証明を忘れなかったのは初めてだ。",
    "古い橋に車が通らなくなると、人が橋の上で立ち止まるようになった。今では灯りがあり、腰掛けがあり、日曜には焼き栗の屋台も出る。",
];

const JA_HEADS: &[&str] = &[
    "風見鶏は北を向いたまま",
    "蜂を貸す姉妹",
    "サギが長いすを選んだ日",
    "雨の中の練習",
    "みかん港へ転がる",
    "夜番が編む襟巻き",
];

const KO: &[&str] = &[
    "방앗간 지붕의 바람개비가 일주일째 북쪽만 가리키고 있다. 바람은 다른 쪽에서 부는데도 꿈쩍하지 않는다. 주인은 기름을 치고 잘 부탁한다고 말했다.",
    "나루터에서 꿀을 파는 자매가 벌통을 이웃에게 빌려주기 시작했다. 한 달을 맡기면 꿀 세 병이 집세로 돌아온다. 꽃이 먼저 피는 집이 먼저 빌린다.",
    "강굽이의 긴 의자를 왜가리 한 마리가 차지했다. 배를 기다리는 사람들은 서 있지만 아직 불평하는 편지는 한 통도 오지 않았다.",
    "악대는 비를 맞으며 연습했다. 북 치는 이가 회관 열쇠를 잃어버렸기 때문이다. 열쇠는 북 속에서 나왔고 오래된 잡음의 까닭도 밝혀졌다.",
    "언덕에서 귤 상자가 수레에서 떨어져 항구까지 굴러갔다. 아이들은 네 개를 빼고 모두 돌려주었고 세 개는 먹었다고 털어놓았다.",
    "유리 공장의 야경꾼은 뜨개질을 한다. 올겨울 목도리 열한 개를 마쳤고 경보 종에도 덮개를 떠 주었다. 고양이는 이제 잠에서 깨지 않는다.",
    "호수가 얼자 선생님은 기하 수업을 밖으로 옮겼다. 원은 미끄러지며 그렸고 접선은 넘어지며 배웠다. 모두가 증명을 기억한 것은 처음이다.",
    "낡은 다리에 수레가 다니지 않게 되자 사람들이 다리 위에 멈춰 서기 시작했다. 이제는 등불과 의자가 있고 일요일에는 군밤 장수도 온다.",
];

const KO_HEADS: &[&str] = &[
    "바람개비 일주일째 북쪽만",
    "벌을 빌려주는 자매",
    "왜가리가 고른 의자",
    "비 맞으며 연습한 악대",
    "항구까지 굴러간 귤",
];
