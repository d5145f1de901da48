//! The page press: newspaper pages of every design, drawn at random and known exactly. A page first draws a house style
//! of about a hundred values, then its contents; what is set goes onto the sheet and into the truth at once. The same
//! seed and number give the same page.

mod desk;
mod display;
mod down;
mod families;
mod flow;
mod furniture;
mod habits;
mod heads;
mod house;
mod metrics;
mod parts;
mod plate;
mod random;
mod running;
mod sample;
mod setting;
pub mod truth;
mod wording;
mod words;

pub use families::Family;
use foldline::model::sheet::Sheet;
use random::Random;
use truth::Truth;
pub use words::Language;

/// A page that was drawn.
#[allow(dead_code, reason = "other examples include this module and take what they need")]
pub struct Drawn {
    /// What a file would give.
    pub sheet: Sheet,
    /// What it is.
    pub truth: Truth,
    /// Its kind.
    pub family: Family,
    /// Its language.
    pub language: Language,
    /// Its design in words.
    pub traits: Vec<String>,
}

/// The page of this number in a run: languages in turn, families by chance.
pub fn page(seed: u64, number: u32) -> Drawn {
    page_of(seed, number, None)
}

/// The same, of one family when it is named.
pub fn page_of(seed: u64, number: u32, family: Option<Family>) -> Drawn {
    let (house, random) = drawn_house(seed, number, family);
    drawn_page(house, random, [seed, u64::from(number)])
}

/// Pages of one house: the style of page `house` of the run, with contents of their own.
#[allow(dead_code, reason = "other examples include this module and take what they need")]
pub fn page_in_house(seed: u64, house: u32, number: u32, family: Option<Family>) -> Drawn {
    let (style, mut random) = drawn_house(seed, house, family);
    drawn_page(style, Random::new(random.next(), u64::from(number)), [seed, u64::from(number)])
}

/// A house style, and the stream that goes on behind it.
fn drawn_house(seed: u64, number: u32, family: Option<Family>) -> (house::House, Random) {
    let mut random = Random::new(seed, u64::from(number));
    let language = Language::ALL[number as usize % Language::ALL.len()];
    // A vertical page needs a script that is set so.
    let language = match family {
        Some(Family::Vertical) if !language.is_han() => Language::ALL[[0, 1, 6][number as usize % 3]],
        Some(_) | None => language,
    };
    let weights = Family::ALL.map(|family| (family, family.weight(language)));
    let drawn = random.weighted(&weights);
    let house = sample::house(&mut random, language, family.unwrap_or(drawn));
    (house, random)
}

fn drawn_page(house: house::House, random: Random, seed: [u64; 2]) -> Drawn {
    let (language, family) = (house.language, house.family);
    let mut desk = desk::Desk::new(house, random);
    desk.note_house();
    desk.furniture();
    desk.divide_and_fill();
    let (sheet, truth) = desk.finish(seed);
    let traits = truth.traits.clone();
    Drawn { sheet, truth, family, language, traits }
}
