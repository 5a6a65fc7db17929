//! Chance that a seed fixes: the same draws everywhere, for ever.

/// SplitMix64: small, well mixed.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Draws fixed by the seed.
    ///
    /// ```
    /// use aiguilleur_core::dice::Dice;
    ///
    /// let mut hand: Vec<u32> = (0..5).collect();
    /// Dice::new(7).shuffle(&mut hand);
    /// let mut again: Vec<u32> = (0..5).collect();
    /// Dice::new(7).shuffle(&mut again);
    /// assert_eq!(hand, again);
    /// ```
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    /// Puts the items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
