//! All chance of one life, from its seed (splitmix64): the same seed, the same life.

#[derive(Clone, Debug)]
pub struct Luck(u64);

impl Luck {
    pub fn new(seed: u64) -> Luck {
        let mut luck = Luck(seed.wrapping_mul(0xd1b5_4a32_d192_ed03));
        luck.next();
        luck
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number from `least` to `most`.
    pub fn range(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// Whether something happens that happens so often in a thousand times.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }

    /// A place in a list of this length; none in an empty one.
    pub fn place(&mut self, length: usize) -> Option<usize> {
        (length > 0).then(|| self.below(length as u64) as usize)
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        self.place(list.len()).map(|at| &list[at])
    }

    pub fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_le_bytes());
        }
        bytes
    }
}

/// A die with unequal faces.
#[derive(Clone, Debug)]
pub struct Dice<T> {
    faces: Vec<(T, u64)>,
}

impl<T: Copy> Dice<T> {
    /// The usual weights, bent for one life: some faces come more often, some less.
    pub fn bent(luck: &mut Luck, usual: &[(T, u64)]) -> Dice<T> {
        Dice::by(usual, || luck.range(1, 4))
    }

    /// The same, and some faces never come; but the first always does.
    pub fn maimed(luck: &mut Luck, usual: &[(T, u64)]) -> Dice<T> {
        let mut dice = Dice::by(usual, || [0, 1, 2, 2, 4][luck.below(5) as usize]);
        dice.faces[0].1 = usual[0].1 * 2;
        dice
    }

    fn by(usual: &[(T, u64)], mut factor: impl FnMut() -> u64) -> Dice<T> {
        Dice { faces: usual.iter().map(|(face, weight)| (*face, weight * factor())).collect() }
    }

    pub fn roll(&self, luck: &mut Luck) -> T {
        let all = self.faces.iter().map(|(_, weight)| weight).sum();
        let mut left = luck.below(all);
        for (face, weight) in &self.faces {
            if left < *weight {
                return *face;
            }
            left -= weight;
        }
        self.faces[0].0
    }
}
