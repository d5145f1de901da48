//! Articles that files give: exactly those, with their blocks and lines in the order of the file, wherever they stand.

use foldline::app::open;
use foldline::cli::{OpenArgs, StructureArg};
use foldline::model::edition::Edition;
use foldline::model::story::{StoryId, StoryRef};
use std::fmt::Write;
use std::path::Path;

/// A block of ALTO: lines of words 90 units wide with 10 between them, 40 high and 50 from top to top.
fn block(id: &str, left: usize, top: usize, lines: &[&str]) -> String {
    let mut block =
        format!(r#"<TextBlock ID="{id}" HPOS="{left}" VPOS="{top}" WIDTH="900" HEIGHT="{}">"#, 50 * lines.len());
    for (row, line) in lines.iter().enumerate() {
        let top = top + 50 * row;
        let _ = write!(block, r#"<TextLine ID="{id}l{row}" HPOS="{left}" VPOS="{top}" WIDTH="900" HEIGHT="40">"#);
        for (at, word) in line.split(' ').enumerate() {
            let left = left + 100 * at;
            let _ = write!(
                block,
                r#"<String ID="{id}l{row}w{at}" HPOS="{left}" VPOS="{top}" WIDTH="90" HEIGHT="40" CONTENT="{word}"/><SP/>"#
            );
        }
        block.push_str("</TextLine>");
    }
    block + "</TextBlock>"
}

fn alto(blocks: &[String]) -> String {
    format!(
        r#"<?xml version="1.0"?><alto><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>
<Page ID="P" WIDTH="2400" HEIGHT="3400"><PrintSpace>{}</PrintSpace></Page></Layout></alto>"#,
        blocks.concat()
    )
}

fn area(page: usize, id: &str) -> String {
    format!(r#"<div TYPE="TEXT"><fptr><area FILEID="F{page}" BEGIN="{id}"/></fptr></div>"#)
}

fn article(areas: &[String]) -> String {
    format!(r#"<div TYPE="ARTICLE"><div TYPE="BODY">{}</div></div>"#, areas.concat())
}

/// Writes an issue and opens it as its file structures it.
fn issue(pages: &[String], logical: &str) -> Edition {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = String::new();
    for (at, page) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.xml")), page).expect("written");
        let _ = write!(files, r#"<file ID="F{at}"><FLocat xlink:href="file://./{at}.xml"/></file>"#);
    }
    let mets = format!(
        r#"<?xml version="1.0"?><mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>{files}</fileGrp></fileSec>
<structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div TYPE="CONTENT">{logical}</div></div></structMap></mets>"#
    );
    std::fs::write(folder.path().join("mets.xml"), mets).expect("written");
    opened(&folder.path().join("mets.xml"))
}

fn opened(file: &Path) -> Edition {
    let args = OpenArgs { structure: Some(StructureArg::Given), uncorrected: true, ..OpenArgs::default() };
    open::edition(&[file.to_owned()], &args).expect("it opens")
}

/// The text of every story of the edition, over its pages.
fn stories(edition: &Edition) -> Vec<String> {
    let begins = |at: &StoryRef| {
        let story = edition.story(*at).expect("a story");
        story.continued_from.as_ref().is_none_or(|from| from.story.is_none())
    };
    edition.stories().filter(begins).map(|at| text(edition, at)).collect()
}

fn text(edition: &Edition, first: StoryRef) -> String {
    let mut texts = Vec::new();
    let mut next = Some(first);
    while let Some(at) = next {
        let page = &edition.pages[at.page as usize];
        let story = page.story(at.story);
        texts.extend(story.blocks.iter().map(|id| page.block(*id).text.clone()));
        next = story.continues.as_ref().and_then(|jump| jump.story);
    }
    texts.join(" ")
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

fn doubts(edition: &Edition) -> Vec<&str> {
    edition.pages.iter().flat_map(|page| &page.doubts).map(|doubt| doubt.says.as_str()).collect()
}

#[test]
fn blocks_of_two_articles_that_stand_among_each_other_are_read_in_the_order_of_the_file() {
    // One column: the first article has every other block, and begins with its last one.
    let texts = ["oak trees grew", "one ship came", "near our well", "with red sails", "by the river"];
    let blocks: Vec<String> =
        texts.iter().enumerate().map(|(at, text)| block(&format!("b{at}"), 300, 300 + 50 * at, &[text])).collect();
    let order = |ids: &[&str]| article(&ids.iter().map(|id| area(0, id)).collect::<Vec<_>>());
    let edition = issue(&[alto(&blocks)], &(order(&["b4", "b0", "b2"]) + &order(&["b1", "b3"])));
    let told = sorted(stories(&edition));
    assert_eq!(told, ["by the river oak trees grew near our well", "one ship came with red sails"]);
}

#[test]
fn lines_of_two_blocks_on_one_height_stay_with_their_blocks() {
    // Two columns that touch: geometry would read straight across.
    let left = block("left", 300, 300, &["snow lay upon", "the long bridge", "until the spring"]);
    let right = block("right", 600, 300, &["old bakers sold", "their last loaf", "before we woke"]);
    let logical = article(&[area(0, "left")]) + &article(&[area(0, "right")]);
    let edition = issue(&[alto(&[left, right])], &logical);
    let told = sorted(stories(&edition));
    assert_eq!(
        told,
        ["old bakers sold their last loaf before we woke", "snow lay upon the long bridge until the spring"]
    );
}

#[test]
fn lines_are_read_in_the_order_of_their_block() {
    // The block goes on at the top of a second column; its lines on one height are not one line.
    let low = block("low", 300, 500, &["first the rain", "then the wind"]);
    let high = block("high", 700, 300, &["and the storm", "that bent trees"]);
    let (_, more) = high.split_once('>').expect("a block");
    let inside = low.replace("</TextBlock>", "") + more;
    let edition = issue(&[alto(&[inside])], &article(&[area(0, "low")]));
    assert_eq!(stories(&edition), ["first the rain then the wind and the storm that bent trees"]);
}

#[test]
fn an_article_over_several_pages_is_one_story_tied_by_its_file() {
    let page = |at: usize| {
        alto(&[
            block("a", 300, 300, &[["the ferry was", "late again and", "nobody had asked"][at]]),
            block("b", 300, 900, &[["plums are cheap", "so are pears", "but not figs"][at]]),
        ])
    };
    let over = |id: &str, pages: &[usize]| article(&pages.iter().map(|at| area(*at, id)).collect::<Vec<_>>());
    let logical = over("a", &[0, 2]) + &over("b", &[0, 1, 2]) + &over("a", &[1]);
    let edition = issue(&[page(0), page(1), page(2)], &logical);
    let told = sorted(stories(&edition));
    let wanted = ["late again and", "plums are cheap so are pears but not figs", "the ferry was nobody had asked"];
    assert_eq!(told, wanted);
    let on_last = edition.pages[2].stories.iter().find(|story| story.article == Some(1)).expect("the first article");
    let from = on_last.continued_from.as_ref().expect("tied");
    assert_eq!(from.story.map(|at| at.page), Some(0));
}

#[test]
fn articles_within_a_section_are_stories_and_the_words_between_them_the_sections() {
    let texts = ["for sale here", "one good cart", "two old carts", "ask next door"];
    let blocks: Vec<String> =
        texts.iter().enumerate().map(|(at, text)| block(&format!("b{at}"), 300, 300 + 50 * at, &[text])).collect();
    let advert = |id: &str| format!(r#"<div TYPE="ADVERTISEMENT"><fptr><area FILEID="F0" BEGIN="{id}"/></fptr></div>"#);
    let section = format!(
        r#"<div TYPE="SECTION">{}<div TYPE="BODY">{}{}</div>{}</div>"#,
        area(0, "b0"),
        advert("b1"),
        advert("b2"),
        area(0, "b3")
    );
    let told = sorted(stories(&issue(&[alto(&blocks)], &section)));
    assert_eq!(told, ["for sale here ask next door", "one good cart", "two old carts"]);
}

#[test]
fn a_block_in_two_articles_is_read_in_the_first_and_a_doubt_says_so() {
    let blocks = [block("b0", 300, 300, &["salt and flour"]), block("b1", 300, 350, &["milk and honey"])];
    let logical = article(&[area(0, "b0"), area(0, "b1")]) + &article(&[area(0, "b1"), area(0, "gone"), area(7, "b0")]);
    let edition = issue(&[alto(&blocks)], &logical);
    assert_eq!(stories(&edition), ["salt and flour milk and honey"]);
    let told = doubts(&edition).join("\n");
    assert!(told.contains("claimed more than once (b1): read where they are claimed first"), "{told}");
    assert!(told.contains("named by articles but not on this page (gone): left out"), "{told}");
    let of_file = edition.source.doubts.join("\n");
    assert!(of_file.contains("name files that are not listed (F7): left out"), "{of_file}");
}

#[test]
fn areas_may_name_lines_and_what_composed_blocks_hold() {
    let composed = format!(
        r#"<ComposedBlock ID="c" HPOS="300" VPOS="300" WIDTH="900" HEIGHT="100">{}{}</ComposedBlock>"#,
        block("b0", 300, 300, &["mind the gate"]),
        block("b1", 300, 350, &["beware of geese"])
    );
    let lone = block("b2", 300, 700, &["bees for sale", "inquire at once"]);
    let logical = article(&[area(0, "c")]) + &article(&[area(0, "b2l1")]) + &article(&[area(0, "b2l0")]);
    let edition = issue(&[alto(&[composed, lone])], &logical);
    let told = sorted(stories(&edition));
    assert_eq!(told, ["bees for sale", "inquire at once", "mind the gate beware of geese"]);
    assert!(!doubts(&edition).iter().any(|says| says.contains("claimed") || says.contains("named by")));
}

#[test]
fn what_no_article_claims_stays_out_of_every_article() {
    let blocks = [
        block("b0", 300, 300, &["the mill turned", "all night long"]),
        block("b1", 300, 400, &["the flour was white"]),
        block("own", 300, 1500, &["a notice stands", "here by itself", "for all to see"]),
    ];
    let edition = issue(&[alto(&blocks)], &article(&[area(0, "b0"), area(0, "b1")]));
    let page = &edition.pages[0];
    let given: Vec<String> = (0..)
        .map(StoryId)
        .zip(&page.stories)
        .filter(|(_, story)| story.article.is_some())
        .map(|(story, _)| text(&edition, StoryRef { page: 0, story }))
        .collect();
    assert_eq!(given, ["the mill turned all night long the flour was white"]);
    assert!(page.blocks.iter().any(|block| block.text.contains("by itself")));
}

/// A page file of PAGE with lines of articles, from the top.
fn named(lines: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (row, (article, text)) in lines.iter().enumerate() {
        let (top, bottom) = (300 + 50 * row, 340 + 50 * row);
        let _ = write!(
            body,
            r#"<TextRegion id="r{row}"><TextLine custom="structure {{id:{article}; type:article;}}"><Coords points="300,{top} 900,{top} 900,{bottom} 300,{bottom}"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>"#
        );
    }
    format!(r#"<?xml version="1.0"?><PcGts><Page imageWidth="2400" imageHeight="3400">{body}</Page></PcGts>"#)
}

#[test]
fn page_files_of_one_issue_share_the_article_that_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = named(&[("a1", "the clock stopped"), ("a2", "wool was dear"), ("a3", "a road was cut")]);
    let second = named(&[("a3", "through the marsh"), ("a4", "geese flew over"), ("a5", "corn was cheap")]);
    std::fs::write(folder.path().join("1.xml"), first).expect("written");
    std::fs::write(folder.path().join("2.xml"), second).expect("written");
    let told = sorted(stories(&opened(folder.path())));
    let wanted =
        ["a road was cut through the marsh", "corn was cheap", "geese flew over", "the clock stopped", "wool was dear"];
    assert_eq!(told, wanted);
}

/// PAGE: regions with lines, each with the article it is of; the order of reading has groups within each other.
#[test]
fn page_is_read_in_the_order_of_its_groups_and_lines_go_to_their_articles() {
    let line = |article: &str, top: u32, text: &str| {
        format!(
            r#"<TextLine custom="structure {{id:{article}; type:article;}}"><Coords points="300,{top} 900,{top} 900,{bottom} 300,{bottom}"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"#,
            bottom = top + 40
        )
    };
    let region =
        |id: &str, lines: &str| format!(r#"<TextRegion id="{id}"><Coords points="0,0 1,1"/>{lines}</TextRegion>"#);
    let text = format!(
        r#"<?xml version="1.0"?><PcGts><Page imageWidth="2400" imageHeight="3400"><ReadingOrder><OrderedGroup id="g">
<RegionRefIndexed index="2" regionRef="r1"/><OrderedGroupIndexed index="1" id="h"><RegionRefIndexed index="1" regionRef="r2"/><RegionRefIndexed index="0" regionRef="r3"/></OrderedGroupIndexed>
<RegionRefIndexed index="3" regionRef="nowhere"/></OrderedGroup></ReadingOrder>{}{}{}</Page></PcGts>"#,
        region("r1", &(line("n1", 300, "the last boat") + &line("n2", 345, "figs and dates"))),
        region("r2", &(line("n1", 390, "left at dusk") + &line("n2", 435, "nuts and oil"))),
        region("r3", &line("n1", 480, "we heard that"))
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.xml");
    std::fs::write(&file, text).expect("written");
    let edition = opened(&file);
    assert_eq!(sorted(stories(&edition)), ["nuts and oil figs and dates", "we heard that left at dusk the last boat"]);
    let told = doubts(&edition).join("\n");
    assert!(told.contains("1 region (nowhere): not on the page, left out of the reading order"), "{told}");
}
