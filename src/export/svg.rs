//! One page of the layout model as an SVG for a browser: pictures and rules as printed, lines, columns, blocks
//! with role and reason (in a tooltip), stories by color, arrows along the reading order, confidence.

use super::archive::xml::escaped;
use crate::geometry::{DESCENT_EM, Rect};
use crate::model::page::{BlockId, Page, printed};
use crate::model::role::Role;
use crate::model::story::StoryId;
use std::fmt::Write;

/// Story colors: ten hues that stay apart for color-blind readers when neighbors differ in lightness too.
const COLORS: [&str; 10] =
    ["#1f77b4", "#d9680f", "#2a8c3c", "#b3262b", "#7d55a8", "#7b4b3f", "#c0559d", "#5c5c5c", "#8a8b16", "#128a96"];

/// The picture of a page. One unit is one point.
pub fn draw(page: &Page) -> String {
    let (width, height) = (page.bounds.width().0.max(1.0), page.bounds.height().0.max(1.0));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"sans-serif\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fffdf8\"/>\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 6 6\" refX=\"5\" refY=\"3\" markerWidth=\"5\" markerHeight=\"5\" \
         orient=\"auto\"><path d=\"M0 0 6 3 0 6z\" fill=\"context-stroke\"/></marker></defs>\n"
    );
    furniture(page, &mut svg);
    columns(page, &mut svg);
    for line in &page.lines {
        rect(&mut svg, &line.bbox, "fill=\"#000\" fill-opacity=\".05\"");
        text(&mut svg, line);
    }
    let owner = owners(page);
    for (index, story) in owner.iter().enumerate() {
        block(page, BlockId(index as u32), *story, &mut svg);
    }
    for id in page.story_ids() {
        arrows(page, id, &mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The story of each block, by block index.
fn owners(page: &Page) -> Vec<Option<StoryId>> {
    let mut owner = vec![None; page.blocks.len()];
    for id in page.story_ids() {
        for block in &page.story(id).blocks {
            if let Some(place) = owner.get_mut(block.0 as usize) {
                *place = Some(id);
            }
        }
    }
    owner
}

fn furniture(page: &Page, svg: &mut String) {
    for picture in &page.pictures {
        rect(svg, &picture.bbox, "fill=\"#c9d3dc\"");
    }
    for tint in &page.boxes {
        let fill =
            tint.fill.map_or_else(|| "none".to_owned(), |gray| format!("rgb({0},{0},{0})", (gray * 255.0) as u8));
        let style = format!("fill=\"{fill}\" fill-opacity=\".35\" stroke=\"#999\" stroke-width=\"{}\"", tint.weight.0);
        rect(svg, &tint.bbox, &style);
    }
    for rule in &page.rules {
        let (from, to) = (rule.from, rule.to);
        let weight = rule.weight.0.max(0.5);
        let _ = writeln!(
            svg,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#777\" stroke-width=\"{weight:.1}\"/>",
            from.x.0, from.y.0, to.x.0, to.y.0
        );
    }
}

fn columns(page: &Page, svg: &mut String) {
    for region in &page.regions {
        for column in &region.columns {
            let strip = Rect { left: column.left, right: column.right, ..region.bbox };
            rect(svg, &strip, "fill=\"none\" stroke=\"#9bd\" stroke-width=\".4\" stroke-dasharray=\"3 3\"");
        }
    }
}

fn text(svg: &mut String, line: &crate::model::page::Line) {
    let size = line.size.0;
    let direction = if line.vertical { " writing-mode=\"vertical-rl\"" } else { "" };
    let (x, y) = if line.vertical {
        (line.bbox.center().x.0, line.bbox.top.0)
    } else {
        (line.bbox.left.0, line.bbox.bottom.0 - DESCENT_EM * size)
    };
    let long = if line.vertical { line.bbox.height().0 } else { line.bbox.width().0 };
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\" textLength=\"{long:.1}\" fill=\"#222\"{direction}>{}</text>",
        escaped(&printed(&line.text))
    );
}

fn block(page: &Page, id: BlockId, story: Option<StoryId>, svg: &mut String) {
    let block = page.block(id);
    let color = color(story);
    let dash = if block.role == Role::Body { "" } else { " stroke-dasharray=\"4 2\"" };
    let sure = story.map_or(1.0, |id| page.story(id).confidence);
    let [left, top, right, bottom] = block.bbox.to_array();
    let _ = writeln!(
        svg,
        "<g><title>b{} {} — {}&#10;sure {sure:.2}</title><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" \
         height=\"{:.1}\" fill=\"{color}\" fill-opacity=\".12\" stroke=\"{color}\" stroke-width=\".8\"{dash}/>\
         <text x=\"{left:.1}\" y=\"{:.1}\" font-size=\"5\" fill=\"{color}\">{} {}</text></g>",
        id.0 + 1,
        block.role.word(),
        escaped(&block.because.0),
        right - left,
        bottom - top,
        top - 0.5,
        id.0 + 1,
        block.role.word()
    );
}

fn arrows(page: &Page, id: StoryId, svg: &mut String) {
    let color = color(Some(id));
    for pair in page.story(id).blocks.windows(2) {
        let [from, to] = pair else { continue };
        let (from, to) = (page.block(*from).bbox.center(), page.block(*to).bbox.center());
        let _ = writeln!(
            svg,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{color}\" stroke-width=\"1\" \
             stroke-opacity=\".6\" marker-end=\"url(#tip)\"/>",
            from.x.0, from.y.0, to.x.0, to.y.0
        );
    }
}

fn color(story: Option<StoryId>) -> &'static str {
    story.and_then(|id| COLORS.get(id.0 as usize % COLORS.len())).copied().unwrap_or("#444")
}

fn rect(svg: &mut String, at: &Rect, style: &str) {
    let [left, top, right, bottom] = at.to_array();
    let (width, height) = (right - left, bottom - top);
    let _ = writeln!(svg, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" {style}/>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn markup_in_a_page_does_not_become_markup() {
        let mut page = tied().pages.remove(0);
        page.blocks[1].because = crate::model::page::Because::from("<script>\u{1b}alert</script>".to_owned());
        let svg = draw(&page);
        assert!(svg.contains("&lt;script&gt;alert&lt;/script&gt;") && !svg.contains("<script"));
        assert_eq!(svg.matches("<title>").count(), page.blocks.len());
    }
}
