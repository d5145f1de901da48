//! Pairs of rows and columns that cost least together, by shortest augmenting paths (Crouse 2016). Several choices may
//! cost the same, and the texts that are paired then differ; this one makes the choice that SciPy makes, so that figures
//! can be compared with those of programs that use it.

/// For each row its column, as far as there are columns enough; rows are no more than columns.
pub fn solve(costs: &[Vec<i64>]) -> Vec<Option<usize>> {
    let width = costs.first().map_or(0, Vec::len);
    let mut state = State {
        costs,
        of_row: vec![None; costs.len()],
        of_column: vec![None; width],
        row_price: vec![0; costs.len()],
        column_price: vec![0; width],
    };
    for row in 0..costs.len() {
        state.add(row);
    }
    state.of_row
}

struct State<'a> {
    costs: &'a [Vec<i64>],
    of_row: Vec<Option<usize>>,
    of_column: Vec<Option<usize>>,
    row_price: Vec<i64>,
    column_price: Vec<i64>,
}

impl State<'_> {
    /// Finds a column for one more row; others may have to change theirs.
    fn add(&mut self, first: usize) {
        let width = self.of_column.len();
        // From the last column: among equals the first one is then found last and stays.
        let mut left: Vec<usize> = (0..width).rev().collect();
        let mut shortest = vec![i64::MAX; width];
        let mut path = vec![first; width];
        let (mut rows, mut columns) = (vec![first], Vec::new());
        let (mut row, mut way) = (first, 0);
        let sink = loop {
            let mut lowest: Option<(usize, i64)> = None;
            for (place, column) in left.iter().copied().enumerate() {
                let cost = way + self.cost(row, column) - at(&self.row_price, row) - at(&self.column_price, column);
                if let (Some(held), Some(from)) = (shortest.get_mut(column), path.get_mut(column))
                    && cost < *held
                {
                    (*held, *from) = (cost, row);
                }
                let held = at(&shortest, column);
                let free = self.of_column.get(column) == Some(&None);
                if lowest.is_none_or(|(_, least)| held < least || held == least && free) {
                    lowest = Some((place, held));
                }
            }
            let Some((place, least)) = lowest else { return };
            way = least;
            let column = left.swap_remove(place);
            columns.push(column);
            match self.of_column.get(column).copied().flatten() {
                None => break column,
                Some(taken) => (row, _) = (taken, rows.push(taken)),
            }
        };
        self.settle(&rows, &columns, &shortest, way);
        let mut column = sink;
        loop {
            let row = path.get(column).copied().unwrap_or(first);
            if let Some(slot) = self.of_column.get_mut(column) {
                *slot = Some(row);
            }
            let before = self.of_row.get_mut(row).and_then(|slot| slot.replace(column));
            match before.filter(|_| row != first) {
                Some(before) => column = before,
                None => break,
            }
        }
    }

    /// Prices after a path was found.
    fn settle(&mut self, rows: &[usize], columns: &[usize], shortest: &[i64], way: i64) {
        for (place, row) in rows.iter().enumerate() {
            let own = self.of_row.get(*row).copied().flatten().map_or(0, |column| at(shortest, column));
            if let Some(price) = self.row_price.get_mut(*row) {
                *price += if place == 0 { way } else { way - own };
            }
        }
        for column in columns {
            if let Some(price) = self.column_price.get_mut(*column) {
                *price -= way - at(shortest, *column);
            }
        }
    }

    fn cost(&self, row: usize, column: usize) -> i64 {
        self.costs.get(row).map_or(0, |costs| at(costs, column))
    }
}

fn at(values: &[i64], index: usize) -> i64 {
    values.get(index).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_get_the_columns_that_cost_least_together() {
        let costs = [vec![4, 1, 3], vec![2, 0, 5], vec![3, 2, 2]];
        assert_eq!(solve(&costs), [Some(1), Some(0), Some(2)]);
        assert_eq!(solve(&[vec![-9, -9, 0], vec![-9, 0, 0]]), [Some(1), Some(0)]);
    }

    #[test]
    fn of_choices_that_cost_the_same_the_first_columns_are_taken() {
        assert_eq!(solve(&[vec![0, 0, 0], vec![0, 0, 0]]), [Some(0), Some(1)]);
    }
}
