//! Which models of the recognizing program are used: those that the user said, those for the writing that the page shows,
//! or those for the locale.

use super::Trouble;
use super::program::{NAME, packages};

/// Language tags and what the program calls their models.
const MODELS: [(&str, &str); 40] = [
    ("en", "eng"),
    ("zh-hans", "chi_sim"),
    ("zh-hant", "chi_tra"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("de", "deu"),
    ("fr", "fra"),
    ("es", "spa"),
    ("pt", "por"),
    ("it", "ita"),
    ("nl", "nld"),
    ("ca", "cat"),
    ("gl", "glg"),
    ("eu", "eus"),
    ("la", "lat"),
    ("lb", "ltz"),
    ("ru", "rus"),
    ("uk", "ukr"),
    ("be", "bel"),
    ("bg", "bul"),
    ("sr", "srp"),
    ("mk", "mkd"),
    ("pl", "pol"),
    ("cs", "ces"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("ro", "ron"),
    ("sv", "swe"),
    ("da", "dan"),
    ("nb", "nor"),
    ("fi", "fin"),
    ("et", "est"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("tr", "tur"),
    ("el", "ell"),
    ("vi", "vie"),
    ("ar", "ara"),
];

/// Writings as the program calls them, and models for them, the first that is installed.
const SCRIPTS: [(&str, &[&str]); 10] = [
    ("Latin", &["eng", "fra", "deu", "spa", "ita", "por", "nld"]),
    ("Fraktur", &["deu_latf", "frk", "deu_frak", "script/Fraktur", "deu"]),
    ("Han", &["chi_sim", "chi_tra"]),
    ("Japanese", &["jpn"]),
    ("Korean", &["kor"]),
    ("Hangul", &["kor"]),
    ("Cyrillic", &["rus", "ukr", "bul", "srp", "bel"]),
    ("Greek", &["ell"]),
    ("Arabic", &["ara", "fas"]),
    ("Hebrew", &["heb"]),
];
/// Writings that a locale's own model is of; what is not here is of Latin letters.
const OWN_SCRIPTS: [(&str, &str); 12] = [
    ("chi_sim", "Han"),
    ("chi_tra", "Han"),
    ("jpn", "Japanese"),
    ("kor", "Korean"),
    ("rus", "Cyrillic"),
    ("ukr", "Cyrillic"),
    ("bel", "Cyrillic"),
    ("bul", "Cyrillic"),
    ("srp", "Cyrillic"),
    ("mkd", "Cyrillic"),
    ("ell", "Greek"),
    ("ara", "Arabic"),
];
/// What models for upright text are called by.
const UPRIGHT: &str = "_vert";
/// What tells writings apart; it reads nothing.
const SCRIPT_TELLER: &str = "osd";

/// The models that pages are read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ModelChoice {
    /// As the program takes them.
    pub models: String,
    /// The same with models for upright text before them; nothing where there are none.
    pub upright: Option<String>,
    /// Said when another model would be right and is not installed.
    pub missing: Option<String>,
}

/// Chooses. `script` asks the program for the writing of the page, which takes a moment.
pub(super) fn choice(
    said: Option<&str>,
    locale: &str,
    installed: &[String],
    script: &dyn Fn() -> Option<String>,
) -> Result<ModelChoice, Trouble> {
    let has = |model: &str| installed.iter().any(|other| other == model);
    if let Some(said) = said {
        let wanted: Vec<&str> = said.split(['+', ',', ' ']).filter(|part| !part.is_empty()).collect();
        let models: Vec<&str> =
            wanted.iter().map(|part| if has(part) { part } else { model_of(part).unwrap_or(part) }).collect();
        return match models.iter().find(|model| !has(model)) {
            Some(model) => Err(Trouble::Missing(without(model, installed))),
            None if models.is_empty() => Err(Trouble::Missing("--ocr-lang names no language".to_owned())),
            None => Ok(ModelChoice::of(&models, installed, None)),
        };
    }
    let own = model_of(locale).unwrap_or("eng");
    let own_script = script_of(own);
    let readable = |script: &str| models_for(script).iter().copied().find(|model| has(model));
    // Asking takes a moment: not where there is but one answer.
    let others = SCRIPTS.iter().any(|(script, _)| *script != own_script && readable(script).is_some());
    let told = if has(SCRIPT_TELLER) && (others || !has(own)) { script() } else { None };
    match told.filter(|told| *told != own_script) {
        Some(told) => match readable(&told) {
            Some(model) => Ok(ModelChoice::of(&[model], installed, None)),
            None => stopgap(models_for(&told).first().copied().unwrap_or(own), installed),
        },
        None if has(own) => Ok(ModelChoice::of(&[own], installed, None)),
        None => stopgap(own, installed),
    }
}

impl ModelChoice {
    fn of(models: &[&str], installed: &[String], missing: Option<String>) -> ModelChoice {
        let upright = |model: &&str| Some(format!("{model}{UPRIGHT}")).filter(|name| installed.contains(name));
        let mut all: Vec<String> = models.iter().filter_map(upright).collect();
        let has_upright = !all.is_empty();
        all.extend(models.iter().map(|model| (*model).to_owned()));
        ModelChoice { models: models.join("+"), upright: has_upright.then(|| all.join("+")), missing }
    }
}

/// Any model is better than none where the right one was only guessed.
fn stopgap(wanted: &str, installed: &[String]) -> Result<ModelChoice, Trouble> {
    let says = without(wanted, installed);
    let reads = |model: &&String| *model != SCRIPT_TELLER && *model != "equ" && !model.ends_with(UPRIGHT);
    let any = installed.iter().find(|model| *model == "eng").or_else(|| installed.iter().find(reads));
    any.map(|any| ModelChoice::of(&[any], installed, Some(says.clone()))).ok_or(Trouble::Missing(says))
}

/// The model for a tag, a locale, or a name of the program's own.
fn model_of(name: &str) -> Option<&'static str> {
    let plain = name.split(['.', '@']).next().unwrap_or_default().to_lowercase().replace('_', "-");
    let mut parts = plain.split('-');
    let language = parts.next().unwrap_or_default();
    let tag = match language {
        "zh" if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => "zh-hant",
        "zh" => "zh-hans",
        "no" | "nn" => "nb",
        other => other,
    };
    MODELS.iter().find(|(known, model)| *known == tag || *model == name).map(|(_, model)| *model)
}

fn script_of(model: &str) -> &'static str {
    OWN_SCRIPTS.iter().find(|(known, _)| *known == model).map_or("Latin", |(_, script)| script)
}

fn models_for(script: &str) -> &'static [&'static str] {
    SCRIPTS.iter().find(|(known, _)| *known == script).map_or(&[], |(_, models)| models)
}

/// What to say of a model that is not there.
fn without(model: &str, installed: &[String]) -> String {
    let there: Vec<&str> = installed.iter().map(String::as_str).filter(|name| *name != SCRIPT_TELLER).collect();
    let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
    format!("{NAME} has no model {model} here ({there}): {}; or say --ocr-lang", packages(Some(model)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(
        said: Option<&str>,
        locale: &str,
        installed: &[&str],
        script: Option<&str>,
    ) -> Result<ModelChoice, Trouble> {
        let installed: Vec<String> = installed.iter().map(|name| (*name).to_owned()).collect();
        choice(said, locale, &installed, &|| script.map(str::to_owned))
    }

    #[test]
    fn what_was_said_counts_by_tag_or_by_name() {
        let all = ["chi_sim", "chi_sim_vert", "eng", "jpn", "jpn_vert", "osd"];
        let by_tags = chosen(Some("ja+en"), "de_DE.UTF-8", &all, Some("Han")).unwrap();
        assert_eq!((by_tags.models.as_str(), by_tags.upright.as_deref()), ("jpn+eng", Some("jpn_vert+jpn+eng")));
        assert_eq!(chosen(Some("zh-Hans"), "", &all, None).unwrap().models, "chi_sim");
        let upright = chosen(Some("jpn_vert"), "", &all, None).unwrap();
        assert_eq!((upright.models.as_str(), upright.upright), ("jpn_vert", None));
        let refused = chosen(Some("zh-TW"), "", &all, None).unwrap_err().says();
        assert!(refused.contains("chi_tra") && refused.contains("tesseract-ocr-chi-tra"), "{refused}");
    }

    #[test]
    fn the_page_counts_before_the_locale() {
        let all = ["chi_sim", "eng", "jpn", "osd"];
        assert_eq!(chosen(None, "en_US.UTF-8", &all, Some("Japanese")).unwrap().models, "jpn");
        assert_eq!(chosen(None, "zh_CN.UTF-8", &all, Some("Han")).unwrap().models, "chi_sim");
        assert_eq!(chosen(None, "zh_CN.UTF-8", &all, None).unwrap().models, "chi_sim");
        assert_eq!(chosen(None, "C", &all, Some("Latin")).unwrap().models, "eng");
    }

    #[test]
    fn a_model_that_is_not_there_is_told_and_another_reads() {
        let choice = chosen(None, "ja_JP.UTF-8", &["eng", "osd"], None).unwrap();
        assert_eq!(choice.models, "eng");
        assert!(choice.missing.unwrap().contains("tesseract-ocr-jpn"));
        assert!(matches!(chosen(None, "ja_JP.UTF-8", &["osd"], None), Err(Trouble::Missing(_))));
    }
}
