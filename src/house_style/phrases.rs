//! Words by which a newspaper tells what a line is, per language, as data in `layouts/`.

use serde::{Deserialize, Serialize};

/// Phrases of one house style. All matching ignores case and folds full-width forms.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Phrases {
    /// What a byline begins with: `□`, `本报记者`, `By `, `Von `.
    pub byline: Vec<String>,
    /// What a byline ends in: ` 記者`, ` 기자`.
    pub byline_end: Vec<String>,
    /// What a dateline looks like; `{…}` stands for anything: `本报{place}{date}讯`, `{place} (dpa)`.
    pub dateline: Vec<String>,
    /// Words of a picture credit: `摄`, `供图`, `Photo by`, `Foto:`, `撮影`, `사진=`.
    pub credit: Vec<String>,
    /// What a caption or a picture text begins with: `图为`, `上图`.
    pub caption: Vec<String>,
    /// A line that sends the reader on, with `{page}`: `下转第{page}版`, `Continued on Page {page}`.
    pub jump_to: Vec<String>,
    /// A line that says that the story goes on, and names no number: `Fortsetzung folgt`, `未完待续`, `Continued on Page Two`.
    pub goes_on: Vec<String>,
    /// A line that says where the story began, with `{page}`: `上接第{page}版`, `From Page {page}`.
    pub jump_from: Vec<String>,
    /// What a section label ends in: `：`.
    pub section_suffix: Vec<String>,
    /// Labels that stand over opinion, letters, short items and the like: `社论`, `IN BRIEF`, `Kommentar`.
    pub label: Vec<String>,
    /// Labels of boxes that serve: index, weather, programme: `导读`, `Inside`, `Wetter`.
    pub service: Vec<String>,
    /// What opens the closing paragraph of a feature: `下一步`.
    pub closing: Vec<String>,
    /// How the printed page number stands in a folio, with `{page}`: `第{page}版`, `Page {page}`.
    pub page_number: Vec<String>,
    /// Words that stand over an advert: `广告`, `ADVERTISEMENT`, `Anzeige`.
    pub advert: Vec<String>,
    /// Labels that stand over small adverts: `分类广告`, `Classified`, `Kleinanzeigen`.
    pub classified: Vec<String>,
    /// What names of papers end in, where that tells them from sections: `日报`, `新聞`, `Zeitung`.
    pub paper: Vec<String>,
    /// Words of the line with paper, date and page number: `星期一`, `Monday`, `版`.
    pub folio: Vec<String>,
    /// Words of the line that says who made the page, how many pages there are, or under what number the paper is
    /// registered: `责编`, `今日八版`, `ISSN`.
    pub imprint: Vec<String>,
}
