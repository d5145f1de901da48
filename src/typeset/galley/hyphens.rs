//! Where a word of letters may end a line with a hyphen: syllables by the patterns of its language.

use super::classes::BreakClass;
use super::clusters::{TextCluster, TextClusters};
use super::lines::LineSetting;
use crate::model::lang::Lang;
use crate::typeset::width::WidthModel;

/// What is shown at the end of a line that ends within a word: one cell on every terminal.
pub(super) const HYPHEN: char = '-';
/// Letters of the shortest word that is parted.
const SHORTEST: usize = 6;
/// Letters that stay before the hyphen, at least.
const BEFORE: usize = 2;
/// Letters that go to the next line, at least: shorter ends are not worth a hyphen.
const BEHIND: usize = 3;

/// Parts words into syllables: all of them where the setting says so, else those that are wider than the measure.
/// Languages without patterns are left as they are.
pub(super) fn part(clusters: &mut TextClusters, setting: &LineSetting, measure: u16, widths: &WidthModel) {
    let may = |cluster: &TextCluster| cluster.class == BreakClass::Word && (setting.hyphens || cluster.cells > measure);
    let Some(patterns) = patterns(setting.lang).filter(|_| clusters.list.iter().any(may)) else { return };
    let mut parted = Vec::with_capacity(clusters.list.len() * 2);
    for cluster in &clusters.list {
        if may(cluster) {
            part_word(cluster, clusters, patterns, widths, &mut parted);
        } else {
            parted.push(*cluster);
        }
    }
    // A syllable as wide as the measure leaves no cell for its hyphen.
    for cluster in &mut parted {
        cluster.hyphen &= cluster.cells < measure;
    }
    clusters.list = parted;
}

/// The patterns of a language.
fn patterns(lang: Lang) -> Option<hypher::Lang> {
    match lang {
        Lang::En => Some(hypher::Lang::English),
        Lang::De => Some(hypher::Lang::German),
        Lang::Fr => Some(hypher::Lang::French),
        Lang::Es => Some(hypher::Lang::Spanish),
        Lang::It => Some(hypher::Lang::Italian),
        Lang::Pt => Some(hypher::Lang::Portuguese),
        Lang::Nl => Some(hypher::Lang::Dutch),
        Lang::Ru => Some(hypher::Lang::Russian),
        Lang::Zh | Lang::Ja | Lang::Ko | Lang::Other => None,
    }
}

/// One cluster as its syllables. Addresses, numbers, file names and abbreviations are not parted.
fn part_word(
    cluster: &TextCluster,
    clusters: &TextClusters,
    patterns: hypher::Lang,
    widths: &WidthModel,
    parted: &mut Vec<TextCluster>,
) {
    let (mut rest, text) = (*cluster, clusters.text(cluster));
    for cut in cuts(text, patterns) {
        let (start, end) = ((rest.from - cluster.from) as usize, cut);
        let syllable = text.get(start..end).unwrap_or_default();
        let (length, cells) = (syllable.len() as u32, widths.str(syllable));
        parted.push(TextCluster { to: rest.from + length, cells, hyphen: true, ..rest });
        let from = rest.from + length;
        rest = TextCluster { from, at: clusters.given(from), cells: rest.cells.saturating_sub(cells), ..rest };
    }
    parted.push(rest);
}

/// Bytes of a word before which a new syllable begins.
fn cuts(text: &str, patterns: hypher::Lang) -> Vec<usize> {
    let is_joint = |c: char| matches!(c, '\'' | '’' | '-' | '‐');
    let is_plain = text.chars().all(|c| c.is_alphabetic() || is_joint(c));
    let is_shouted = text.chars().filter(|c| c.is_uppercase()).count() > 1;
    if text.len() < SHORTEST || !is_plain || is_shouted {
        return Vec::new();
    }
    let (mut found, mut start) = (Vec::new(), 0);
    for run in text.split_inclusive(is_joint) {
        let word = run.trim_end_matches(is_joint);
        if word.chars().count() >= SHORTEST {
            let mut end = start;
            let ends = hypher::hyphenate_bounded(word, patterns, BEFORE, BEHIND).map(|syllable| {
                end += syllable.len();
                end
            });
            found.extend(ends.filter(|end| *end < start + word.len()));
        }
        start += run.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str, lang: Lang) -> String {
        let widths = WidthModel::narrow();
        let mut clusters = TextClusters::of(text, true, &widths);
        let setting = LineSetting { hyphens: true, ..LineSetting::plain(lang, 80) };
        part(&mut clusters, &setting, 80, &widths);
        let show = |cluster: &TextCluster| {
            assert_eq!(cluster.cells, widths.str(clusters.text(cluster)));
            clusters.text(cluster).to_owned() + if cluster.hyphen { "-" } else { "" }
        };
        clusters.list.iter().map(show).collect()
    }

    #[test]
    fn words_part_by_the_rules_of_their_language() {
        for (lang, text, expected) in [
            (Lang::En, "the lanterns, extensive", "the lanterns, ex-ten-sive"),
            (Lang::De, "Verzeichnis Schifffahrt", "Ver-zeich-nis Schiff-fahrt"),
            (Lang::Fr, "l’illumination", "l’illu-mi-na-tion"),
            (Lang::Es, "carretera", "ca-rre-tera"),
            (Lang::It, "illuminazione", "il-lu-mi-na-zione"),
            (Lang::Pt, "iluminação", "ilu-mi-na-ção"),
            (Lang::Nl, "verlichting", "ver-lich-ting"),
            (Lang::Ru, "электростанция", "элек-тро-стан-ция"),
        ] {
            assert_eq!(parted(text, lang), expected);
        }
    }

    #[test]
    fn names_of_files_abbreviations_and_numbers_stay_whole() {
        for text in ["UNESCO", "index.html", "https://www.example.org/lanterns", "B2Bplatform", "12345678", "lamps"] {
            assert_eq!(parted(text, Lang::En), text);
        }
        assert_eq!(parted("extensive", Lang::Other), "extensive");
    }
}
