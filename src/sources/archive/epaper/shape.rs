//! The shape of a story on its page: a polygon, in pixels, to boxes from the top. Stories are L-shaped at times, their
//! points may stand twice and run in either direction.

use crate::sources::archive::blocks::FileBox;

/// A polygon by its points.
pub type Polygon = Vec<(f32, f32)>;

/// Points of a shape, at most.
const POINTS_AT_MOST: usize = 400;
/// A shape of more boxes is drawn by hand: the box around it serves as well.
const BOXES_AT_MOST: usize = 12;
/// Lower and narrower boxes are slips of the hand, in pixels.
const SLIP: f32 = 3.0;
/// No picture of a page is larger, in pixels.
const FARTHEST: f32 = 100_000.0;

/// The shape that an area of a map tells; nothing for one without room.
pub fn polygon(kind: &str, coords: &str) -> Option<Polygon> {
    let numbers: Vec<f32> = coords
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e')))
        .filter(|piece| !piece.is_empty())
        .map_while(|piece| piece.parse::<f32>().ok())
        .map(|number| if number.is_finite() { number.clamp(0.0, FARTHEST) } else { 0.0 })
        .take(POINTS_AT_MOST * 2)
        .collect();
    let shape = match (kind.to_ascii_lowercase().as_str(), numbers.as_slice()) {
        ("rect" | "rectangle", [left, top, right, bottom, ..]) => boxed([*left, *top, *right, *bottom]),
        ("circle" | "circ", [x, y, radius, ..]) => boxed([x - radius, y - radius, x + radius, y + radius]),
        (_, [left, top, right, bottom]) => boxed([*left, *top, *right, *bottom]),
        _ => numbers.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect(),
    };
    let [left, top, right, bottom] = hull(&shape);
    (right - left > SLIP && bottom - top > SLIP).then_some(shape)
}

/// A page as a shape.
pub fn whole((width, height): (f32, f32)) -> Polygon {
    /// White around it, as a share of a side.
    const MARGIN: f32 = 0.05;
    boxed([width * MARGIN, height * MARGIN, width * (1.0 - MARGIN), height * (1.0 - MARGIN)])
}

fn boxed([left, top, right, bottom]: FileBox) -> Polygon {
    vec![(left, top), (right, top), (right, bottom), (left, bottom)]
}

/// The box around a shape; empty for one without points.
pub fn hull(shape: &[(f32, f32)]) -> FileBox {
    let points = shape.iter().map(|(x, y)| [*x, *y, *x, *y]);
    let around = |a: FileBox, b: FileBox| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
    points.reduce(around).unwrap_or_default()
}

/// The boxes that a shape is made of, from the top and from the left.
pub fn boxes(shape: &[(f32, f32)]) -> Vec<FileBox> {
    let mut heights: Vec<f32> = shape.iter().map(|(_, y)| *y).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < SLIP);
    let mut found: Vec<FileBox> = Vec::new();
    for (top, bottom) in heights.iter().zip(heights.iter().skip(1)) {
        for (left, right) in spans(shape, (top + bottom) / 2.0) {
            // What goes on below in the same width is one box.
            let above = found.iter_mut().find(|above| {
                let [l, _, r, b] = **above;
                (b - top).abs() < SLIP && (l - left).abs() < SLIP && (r - right).abs() < SLIP
            });
            match above {
                Some(above) => above[3] = *bottom,
                None => found.push([left, *top, right, *bottom]),
            }
        }
    }
    found.retain(|[left, top, right, bottom]| right - left > SLIP && bottom - top > SLIP);
    if found.is_empty() || found.len() > BOXES_AT_MOST {
        return vec![hull(shape)];
    }
    found.sort_by(|a, b| a[1].total_cmp(&b[1]).then(a[0].total_cmp(&b[0])));
    found
}

/// Where a level line through a shape lies inside it.
fn spans(shape: &[(f32, f32)], y: f32) -> Vec<(f32, f32)> {
    let next = shape.iter().cycle().skip(1);
    let mut crossings: Vec<f32> = shape
        .iter()
        .zip(next)
        .filter(|((_, y1), (_, y2))| (*y1 <= y) != (*y2 <= y))
        .map(|((x1, y1), (x2, y2))| x1 + (y - y1) / (y2 - y1) * (x2 - x1))
        .collect();
    crossings.sort_by(f32::total_cmp);
    crossings.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_l_is_two_boxes_in_either_direction_and_with_points_that_stand_twice() {
        let wanted = vec![[10.0, 10.0, 110.0, 60.0], [10.0, 60.0, 60.0, 160.0]];
        let l = "10,10,110,10,110,60,60,60,60,160,10,160";
        assert_eq!(boxes(&polygon("polygon", l).expect("a shape")), wanted);
        let back = "10,160,60,160,60,60,110,60,110,10,10,10,10,10,10,160";
        assert_eq!(boxes(&polygon("poly", back).expect("a shape")), wanted);
    }

    #[test]
    fn a_box_is_a_box_and_nothing_is_no_shape() {
        assert_eq!(boxes(&polygon("rect", "1.5, 2.5, 40, 50").expect("a shape")), [[1.5, 2.5, 40.0, 50.0]]);
        assert_eq!(boxes(&polygon("polygon", "10,10 50,10 50,80 10,80").expect("a shape")), [[10.0, 10.0, 50.0, 80.0]]);
        for nothing in ["", "a,b", "5", "5,5", "5,5,5,5,5,5", "NaN,NaN,NaN,NaN"] {
            assert_eq!(polygon("polygon", nothing), None, "{nothing}");
        }
        assert!(polygon("polygon", "-9e30,-4,1e30,50").is_some_and(|shape| hull(&shape)[2] <= FARTHEST));
    }
}
