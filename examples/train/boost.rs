//! Gradient boosting of trees over histograms: leaf-wise growth, second-order gains. The same rows and the same seed
//! make the same trees, on any number of threads: each feature is summed by one thread, row by row.

use foldline::layout::scorer::tree::{Tree, TreeNode};

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How much of each tree is taken.
    pub rate: f32,
    /// Leaves of a tree.
    pub leaves: usize,
    /// Rows of a leaf, at least.
    pub least: usize,
    /// L2 on what leaves say.
    pub l2: f64,
    /// Share of the features that a tree may ask.
    pub columns: f64,
    /// Trees.
    pub trees: usize,
    /// Seed of what is drawn.
    pub seed: u64,
}

/// Bins of a feature, at most.
const BINS: usize = 128;
/// What is gained by less is noise of the sums.
const LEAST_GAIN: f64 = 1e-9;
/// So few rows are not worth a second thread.
const ROWS_FOR_ONE: usize = 4000;

/// Rows by feature, in bins.
pub struct Table {
    /// How many rows there are.
    pub rows: usize,
    columns: Vec<Vec<u8>>,
    edges: Vec<Vec<f32>>,
}

impl Table {
    /// Bins of rows: edges lie between values that occur among the first ones, as many rows in each bin as can be.
    pub fn new(rows: &[Vec<f32>], told: usize, features: usize) -> Table {
        let binned = |feature: usize| {
            let mut values: Vec<f32> = rows.iter().take(told).map(|row| row[feature]).collect();
            values.sort_by(f32::total_cmp);
            let edges = edges(&values);
            let bins = rows.iter().map(|row| edges.partition_point(|edge| row[feature] > *edge) as u8).collect();
            (edges, bins)
        };
        let (edges, columns) = in_parallel(features, &binned).into_iter().unzip();
        Table { rows: rows.len(), columns, edges }
    }
}

/// Values up to an edge fall into its bin.
fn edges(sorted: &[f32]) -> Vec<f32> {
    let mut edges: Vec<f32> = Vec::new();
    let mut distinct = sorted.to_vec();
    distinct.dedup();
    let between = |a: f32, b: f32| {
        let middle = a + (b - a) / 2.0;
        if middle < b { middle } else { a }
    };
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    }
    for bin in 1..BINS {
        let at = sorted.len() * bin / BINS;
        let value = sorted[at];
        let next = sorted.partition_point(|other| *other <= value);
        if next < sorted.len() {
            let edge = between(value, sorted[next]);
            if edges.last().is_none_or(|last| *last < edge) {
                edges.push(edge);
            }
        }
    }
    edges
}

/// Runs `of` for 0..count on all processors; results in order.
pub fn in_parallel<T: Send>(count: usize, of: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
    let mut all: Vec<Option<T>> = Vec::new();
    all.resize_with(count, || None);
    std::thread::scope(|scope| {
        let tasks: Vec<_> = (0..hands)
            .map(|hand| scope.spawn(move || (hand..count).step_by(hands).map(|at| (at, of(at))).collect::<Vec<_>>()))
            .collect();
        for task in tasks {
            match task.join() {
                Ok(done) => done.into_iter().for_each(|(at, value)| all[at] = Some(value)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    all.into_iter().flatten().collect()
}

#[derive(Clone, Copy, Default)]
struct Sum {
    gradient: f64,
    hessian: f64,
    rows: u32,
}

impl Sum {
    fn of(slope: Slope) -> Sum {
        Sum { gradient: f64::from(slope.gradient), hessian: f64::from(slope.hessian), rows: 1 }
    }
    fn less(self, other: Sum) -> Sum {
        Sum {
            gradient: self.gradient - other.gradient,
            hessian: self.hessian - other.hessian,
            rows: self.rows - other.rows,
        }
    }
    fn plus(self, other: Sum) -> Sum {
        Sum {
            gradient: self.gradient + other.gradient,
            hessian: self.hessian + other.hessian,
            rows: self.rows + other.rows,
        }
    }
    fn gain(self, l2: f64) -> f64 {
        self.gradient * self.gradient / (self.hessian + l2)
    }
}

type Histogram = Vec<Sum>;

struct Leaf {
    rows: Vec<u32>,
    sum: Sum,
    histograms: Vec<Histogram>,
    best: Option<Cut>,
    node: usize,
}

#[derive(Clone, Copy)]
struct Cut {
    gain: f64,
    column: usize,
    bin: usize,
    left: Sum,
}

/// First and second derivative of the loss of a row. A row without the second is left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slope {
    pub gradient: f32,
    pub hessian: f32,
}

/// Trees that are being grown, one a round.
pub struct Booster<'a> {
    table: &'a Table,
    allowed: Vec<usize>,
    growth: Growth,
    /// What the trees say of each row so far.
    pub scores: Vec<f32>,
    /// The slopes of the next round.
    pub slopes: Vec<Slope>,
    /// The trees so far.
    pub trees: Vec<Tree>,
}

impl<'a> Booster<'a> {
    /// No trees yet, for a table of whose features the allowed ones may be asked.
    pub fn new(table: &'a Table, allowed: Vec<usize>, growth: Growth) -> Booster<'a> {
        let (scores, slopes) = (vec![0.0; table.rows], vec![Slope::default(); table.rows]);
        Booster { table, allowed, growth, scores, slopes, trees: Vec::new() }
    }

    /// Grows one tree on the slopes, and adds what it says to the scores.
    pub fn grow(&mut self) {
        let features = self.drawn();
        let rows = (0..self.table.rows as u32).filter(|row| self.slopes[*row as usize].hessian > 0.0).collect();
        let mut arena = Vec::new();
        let mut leaves = vec![self.first(rows, &features, &mut arena)];
        while leaves.len() < self.growth.leaves {
            let gain = |leaf: &Leaf| leaf.best.map_or(0.0, |cut| cut.gain);
            let best = |a: &usize, b: &usize| gain(&leaves[*a]).total_cmp(&gain(&leaves[*b])).then(b.cmp(a));
            let Some(at) = (0..leaves.len()).max_by(best).filter(|at| gain(&leaves[*at]) > LEAST_GAIN) else { break };
            let parent = leaves.swap_remove(at);
            let Some(cut) = parent.best else { break };
            leaves.extend(self.part(&parent, cut, &features, &mut arena));
        }
        for leaf in &leaves {
            let value = self.value(leaf.sum);
            leaf.rows.iter().for_each(|row| self.scores[*row as usize] += value);
        }
        let mut tree = Tree::new();
        self.flatten(&arena, 0, &mut tree);
        self.trees.push(tree);
    }

    fn first(&self, rows: Vec<u32>, features: &[usize], arena: &mut Vec<Grown>) -> Leaf {
        let one = |row: &u32| Sum::of(self.slopes[*row as usize]);
        let sum = rows.iter().map(one).fold(Sum::default(), Sum::plus);
        arena.push(Grown { cut: None, children: None, sum });
        let histograms = self.histograms(features, &rows);
        leaf(rows, sum, histograms, 0, &self.growth)
    }

    /// Both sides of a cut. The smaller one is counted; the other is the rest.
    fn part(&self, parent: &Leaf, cut: Cut, features: &[usize], arena: &mut Vec<Grown>) -> [Leaf; 2] {
        let feature = features[cut.column];
        let column = &self.table.columns[feature];
        let (left, right): (Vec<u32>, Vec<u32>) =
            parent.rows.iter().partition(|row| usize::from(column[**row as usize]) <= cut.bin);
        let sums = (cut.left, parent.sum.less(cut.left));
        let nodes = (arena.len(), arena.len() + 1);
        arena[parent.node].cut = Some((feature, self.table.edges[feature][cut.bin]));
        arena[parent.node].children = Some(nodes);
        arena.push(Grown { cut: None, children: None, sum: sums.0 });
        arena.push(Grown { cut: None, children: None, sum: sums.1 });
        let left_is_small = left.len() <= right.len();
        let small = self.histograms(features, if left_is_small { &left } else { &right });
        let rest = |(all, small): (&Histogram, &Histogram)| -> Histogram {
            all.iter().zip(small).map(|(all, small)| all.less(*small)).collect()
        };
        let large = parent.histograms.iter().zip(&small).map(rest).collect();
        let (of_left, of_right) = if left_is_small { (small, large) } else { (large, small) };
        [leaf(left, sums.0, of_left, nodes.0, &self.growth), leaf(right, sums.1, of_right, nodes.1, &self.growth)]
    }

    fn histograms(&self, features: &[usize], rows: &[u32]) -> Vec<Histogram> {
        let of = |column: usize| {
            let feature = features[column];
            let mut histogram = vec![Sum::default(); self.table.edges[feature].len() + 1];
            let bins = &self.table.columns[feature];
            for row in rows {
                let sum = &mut histogram[usize::from(bins[*row as usize])];
                *sum = sum.plus(Sum::of(self.slopes[*row as usize]));
            }
            histogram
        };
        let few = rows.len() < ROWS_FOR_ONE;
        if few { (0..features.len()).map(of).collect() } else { in_parallel(features.len(), &of) }
    }

    /// The features that the next tree may ask, drawn by the seed.
    fn drawn(&self) -> Vec<usize> {
        let mut state = self.growth.seed ^ (self.trees.len() as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut all: Vec<(u64, usize)> = self.allowed.iter().map(|feature| (splitmix(&mut state), *feature)).collect();
        all.sort_unstable();
        all.truncate(((all.len() as f64 * self.growth.columns).ceil() as usize).max(1));
        let mut features: Vec<usize> = all.into_iter().map(|(_, feature)| feature).collect();
        features.sort_unstable();
        features
    }

    fn value(&self, sum: Sum) -> f32 {
        (-sum.gradient / (sum.hessian + self.growth.l2) * f64::from(self.growth.rate)) as f32
    }

    fn flatten(&self, arena: &[Grown], at: usize, tree: &mut Tree) {
        let grown = &arena[at];
        let value = self.value(grown.sum);
        let (Some((feature, threshold)), Some((left, right))) = (grown.cut, grown.children) else {
            tree.push(TreeNode { feature: None, right: 0, threshold: 0.0, value });
            return;
        };
        let here = tree.len();
        tree.push(TreeNode { feature: Some(feature as u8), right: 0, threshold, value });
        self.flatten(arena, left, tree);
        tree[here].right = tree.len() as u8;
        self.flatten(arena, right, tree);
    }
}

struct Grown {
    cut: Option<(usize, f32)>,
    children: Option<(usize, usize)>,
    sum: Sum,
}

fn leaf(rows: Vec<u32>, sum: Sum, histograms: Vec<Histogram>, node: usize, growth: &Growth) -> Leaf {
    let mut best: Option<Cut> = None;
    if rows.len() >= growth.least * 2 {
        for (column, histogram) in histograms.iter().enumerate() {
            let mut left = Sum::default();
            for (bin, own) in histogram.iter().enumerate().take(histogram.len().saturating_sub(1)) {
                left = left.plus(*own);
                let right = sum.less(left);
                if (left.rows as usize) < growth.least || (right.rows as usize) < growth.least {
                    continue;
                }
                let gain = left.gain(growth.l2) + right.gain(growth.l2) - sum.gain(growth.l2);
                if best.is_none_or(|best| gain > best.gain) {
                    best = Some(Cut { gain, column, bin, left });
                }
            }
        }
    }
    Leaf { rows, sum, histograms, best, node }
}

/// Splitmix64: the next number of a seed.
pub fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
