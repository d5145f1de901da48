//! A flat index of places on the page: bands by one coordinate, sorted by the other within each band. A query
//! visits a few bands and binary-searches each, so finding neighbors costs about log n.

use crate::geometry::Pt;

/// Places by band, one band after the other.
#[derive(Clone, Debug, Default)]
pub struct Bands {
    start: f32,
    height: f32,
    /// Where each band begins in `places`, and where the last one ends.
    begins: Vec<u32>,
    /// Along, and the index of the place.
    places: Vec<(f32, u32)>,
}

/// Height of a band, in points: about a quarter of a body line, so that a query visits few bands and few
/// places of other lines.
const BAND_PT: u8 = 2;

/// Bands at most, so that a stray coordinate far off the page cannot exhaust memory.
const BANDS_AT_MOST: u16 = 20_000;

impl Bands {
    /// An index of places `(across, along)`; bands lie across.
    pub fn new(places: impl Iterator<Item = (Pt, Pt)> + Clone) -> Bands {
        let (mut low, mut high) = (f32::MAX, f32::MIN);
        for (across, _) in places.clone() {
            low = low.min(across.0);
            high = high.max(across.0);
        }
        if low > high {
            return Bands { start: 0.0, height: f32::from(BAND_PT), ..Bands::default() };
        }
        let height = f32::from(BAND_PT).max((high - low) / f32::from(BANDS_AT_MOST));
        let mut bands = Bands { start: low, height, ..Bands::default() };
        bands.begins = bands.count(places.clone().map(|(across, _)| across), high);
        let mut free = bands.begins.clone();
        bands.places = vec![(0.0, 0); bands.begins.last().map_or(0, |end| *end as usize)];
        for (index, (across, along)) in places.enumerate() {
            if let Some(next) = free.get_mut(bands.band(across.0))
                && let Some(slot) = bands.places.get_mut(*next as usize)
            {
                *slot = (along.0, index as u32);
                *next += 1;
            }
        }
        for (from, to) in bands.begins.iter().zip(bands.begins.iter().skip(1)) {
            let band = bands.places.get_mut(*from as usize..*to as usize).unwrap_or_default();
            band.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        bands
    }

    /// Where each band begins, when places are filled into the bands up to the one of `high`.
    fn count(&self, places: impl Iterator<Item = Pt>, high: f32) -> Vec<u32> {
        let mut begins = vec![0; self.band(high) + 2];
        for across in places {
            if let Some(next) = begins.get_mut(self.band(across.0) + 1) {
                *next += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        begins
    }

    fn band(&self, across: f32) -> usize {
        ((across - self.start) / self.height).max(0.0) as usize
    }

    /// The bands that a stretch across touches. A caller still compares the exact coordinate.
    fn touched(&self, low: Pt, high: Pt) -> impl Iterator<Item = &[(f32, u32)]> {
        let bands = self.begins.len().saturating_sub(1);
        let (from, to) = match high.0 < self.start {
            true => (0, 0),
            false => (self.band(low.0).min(bands), (self.band(high.0) + 1).min(bands)),
        };
        self.begins.get(from..=to).unwrap_or_default().windows(2).filter_map(|ends| match *ends {
            [from, to] if from < to => self.places.get(from as usize..to as usize),
            _ => None,
        })
    }

    /// Places in the bands of `across_low..=across_high` with `low <= along <= high`.
    pub fn within(&self, across_low: Pt, across_high: Pt, low: Pt, high: Pt) -> impl Iterator<Item = usize> + '_ {
        self.touched(across_low, across_high).flat_map(move |band| {
            let from = band.partition_point(|place| place.0 < low.0);
            band.get(from..).unwrap_or(&[]).iter().take_while(move |place| place.0 <= high.0).map(|p| p.1 as usize)
        })
    }

    /// Places from `low` to `high` along, nearest to `low` first, band by band: the first of each band that
    /// `fits`.
    pub fn first_after<'a>(
        &'a self,
        across: (Pt, Pt),
        along: (Pt, Pt),
        mut fits: impl FnMut(usize) -> bool + 'a,
    ) -> impl Iterator<Item = usize> + 'a {
        self.touched(across.0, across.1).filter_map(move |band| {
            let from = band.partition_point(|place| place.0 <= along.0.0);
            let rest = band.get(from..).unwrap_or(&[]);
            rest.iter().take_while(|place| place.0 <= along.1.0).map(|p| p.1 as usize).find(|at| fits(*at))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_near_and_nothing_else() {
        let places = [(10.0, 5.0), (10.5, 9.0), (30.0, 6.0), (10.0, 50.0)];
        let bands = Bands::new(places.iter().map(|(y, x)| (Pt(*y), Pt(*x))));
        let mut found: Vec<usize> = bands.within(Pt(9.0), Pt(12.0), Pt(4.0), Pt(10.0)).collect();
        found.sort_unstable();
        assert_eq!(found, [0, 1]);
        let next: Vec<usize> = bands.first_after((Pt(9.9), Pt(10.1)), (Pt(5.0), Pt(60.0)), |at| at != 1).collect();
        assert_eq!(next, [3]);
    }

    #[test]
    fn far_off_places_cost_no_memory() {
        let places = [(0.0, 0.0), (1.0e30, 0.0)];
        let bands = Bands::new(places.iter().map(|(y, x)| (Pt(*y), Pt(*x))));
        assert!(bands.begins.len() <= usize::from(BANDS_AT_MOST) + 3);
    }
}
