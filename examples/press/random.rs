//! Chance that anyone can repeat: a small generator (SplitMix64) whose numbers depend on the seed alone.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

/// The odd constant of SplitMix64, the golden ratio in 64 bits.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The stream of a seed and a number below it, such as a page of a run.
    pub fn new(seed: u64, stream: u64) -> Random {
        let mut first = Random(seed);
        let mixed = first.next();
        Random(mixed ^ stream.wrapping_mul(STEP).rotate_left(17))
    }
    /// A stream of its own, so that what one part draws changes nothing in another.
    pub fn fork(&mut self) -> Random {
        Random(self.next())
    }
    /// Any 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
    /// From zero up to, but not, one.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    /// Between two numbers.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }
    /// Between two numbers, most often near the third: the mean of two draws toward it.
    pub fn peaked(&mut self, low: f32, high: f32, peak: f32) -> f32 {
        let wide = self.between(low, high);
        peak + (wide - peak) * self.unit().max(self.unit())
    }
    /// A whole number below this one; zero when there is none.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.next() >> 11) % count.max(1) as u64) as usize
    }
    /// A whole number from the first to the last, both possible.
    pub fn range(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }
    /// True as often as this share says.
    pub fn hit(&mut self, share: f32) -> bool {
        self.unit() < share
    }
    /// One of a few, each as likely.
    pub fn choose<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
    /// One of a few by their weights; the last one when all weigh nothing.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, f32)]) -> T {
        let total: f32 = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * total;
        for (one, weight) in of {
            left -= weight;
            if left < 0.0 && *weight > 0.0 {
                return *one;
            }
        }
        of[of.len() - 1].0
    }
    /// One item of a list written with `|` between its items.
    pub fn item(&mut self, list: &'static str) -> &'static str {
        let count = list.split('|').count();
        list.split('|').nth(self.below(count)).unwrap_or_default()
    }
    /// Any order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
