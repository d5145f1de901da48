//! Rooms that text runs through: frames one after the other, with holes for what stands in them.

use super::truth::Edges;

/// A column, or a part of one.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Column of the page.
    pub column: usize,
    /// What text runs round.
    pub holes: Vec<Edges>,
}

impl Frame {
    /// A frame without holes.
    pub fn new([left, top, right, bottom]: Edges, column: usize) -> Frame {
        Frame { left, top, right, bottom, column, holes: Vec::new() }
    }
    /// Its width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }
    /// Its height, or zero.
    pub fn height(&self) -> f32 {
        (self.bottom - self.top).max(0.0)
    }
}

/// Room for a line.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
    /// The frame it lies in.
    pub frame: usize,
}

/// Frames in the order that text runs through them, and where it has come to.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The frames.
    pub frames: Vec<Frame>,
    /// The one that text has come to.
    pub at: usize,
    /// How far down.
    pub y: f32,
    /// Lines stand on a grid: its origin and its step.
    pub grid: Option<(f32, f32)>,
}

/// A place in a flow to come back to.
pub type Mark = (usize, f32);

impl Flow {
    /// Starts at the top of the first frame that has room.
    pub fn new(frames: Vec<Frame>) -> Flow {
        let frames: Vec<Frame> = frames.into_iter().filter(|frame| frame.height() > 4.0).collect();
        let y = frames.first().map_or(0.0, |frame| frame.top);
        Flow { frames, at: 0, y, grid: None }
    }
    /// Where text has come to.
    pub fn mark(&self) -> Mark {
        (self.at, self.y)
    }
    /// Goes back.
    pub fn back(&mut self, mark: Mark) {
        (self.at, self.y) = mark;
    }
    /// The frame that text has come to.
    pub fn frame(&self) -> Option<&Frame> {
        self.frames.get(self.at)
    }
    /// Goes on at the top of the next frame.
    pub fn leave(&mut self) {
        self.at += 1;
        self.y = self.frame().map_or(self.y, |frame| frame.top);
    }
    /// White, except at the top of a frame.
    pub fn skip(&mut self, height: f32) {
        if !self.is_at_top() {
            self.y += height;
        }
    }
    /// Nothing stands in this frame yet.
    pub fn is_at_top(&self) -> bool {
        self.frame().is_none_or(|frame| self.y <= frame.top + 0.5)
    }
    /// What is left of the frame.
    pub fn left_here(&self) -> f32 {
        self.frame().map_or(0.0, |frame| frame.bottom - self.y)
    }
    /// Goes below what stands in the frame within so much of the height to come.
    pub fn clear(&mut self, height: f32) {
        let Some(frame) = self.frames.get(self.at) else { return };
        while let Some(hole) = frame.holes.iter().find(|hole| self.y < hole[3] && self.y + height > hole[1]) {
            self.y = hole[3] + 0.1;
        }
    }
    /// What is left of the frame down to the next thing in it.
    pub fn clear_here(&self) -> f32 {
        let Some(frame) = self.frame() else { return 0.0 };
        let below = frame.holes.iter().map(|hole| hole[1]).filter(|top| *top > self.y);
        below.fold(frame.bottom, f32::min) - self.y
    }
    /// What is left of all frames.
    pub fn left(&self) -> f32 {
        let rest = self.frames.iter().skip(self.at + 1).map(Frame::height).sum::<f32>();
        self.left_here().max(0.0) + rest
    }
    /// Room for a line, or a block, of this height; nothing at the end of all frames.
    pub fn next(&mut self, height: f32, least: f32) -> Option<Room> {
        loop {
            let frame = self.frames.get(self.at)?;
            if let Some((origin, step)) = self.grid.filter(|(_, step)| (height - step).abs() < 0.01) {
                self.y = origin + ((self.y - origin) / step - 0.02).ceil() * step;
            }
            if self.y + height > frame.bottom + 0.05 {
                self.leave();
                continue;
            }
            let (left, right) = widest(frame, self.y, self.y + height);
            if right - left < least.min(frame.width()) {
                self.y += 2.0;
                continue;
            }
            let room = Room { left, right, top: self.y, frame: self.at };
            self.y += height;
            return Some(room);
        }
    }
}

/// The widest part of a frame between two heights that no hole takes.
fn widest(frame: &Frame, top: f32, bottom: f32) -> (f32, f32) {
    let mut parts = vec![(frame.left, frame.right)];
    for [left, above, right, below] in &frame.holes {
        if top < *below && bottom > *above {
            parts = parts
                .into_iter()
                .flat_map(|(a, b)| [(a, b.min(*left)), (a.max(*right), b)])
                .filter(|(a, b)| a < b)
                .collect();
        }
    }
    let wider = |a: (f32, f32), b: (f32, f32)| if b.1 - b.0 > a.1 - a.0 { b } else { a };
    parts.into_iter().reduce(wider).unwrap_or((frame.left, frame.left))
}
