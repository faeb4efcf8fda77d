//! Random bytes from one seed: everything below the engine that must be unguessable.

use sha2::{Digest, Sha256};

use super::fault::Fault;

/// A stream of bytes that nobody can foresee who does not know the seed. The engine draws a
/// fresh seed for each input, so that a run can be repeated in a test and by nobody else.
pub struct SeededRandom {
    seed: [u8; 32],
    block: u64,
}

impl SeededRandom {
    pub fn new(seed: [u8; 32]) -> SeededRandom {
        SeededRandom { seed, block: 0 }
    }

    /// From a seed of the machine's own, for what is sealed where no engine lends one.
    pub fn fresh() -> Result<SeededRandom, Fault> {
        let mut seed = [0; 32];
        let drawn = getrandom::fill(&mut seed);
        drawn.map_err(|error| Fault::Storage(format!("no chance from the machine: {error}")))?;
        Ok(SeededRandom::new(seed))
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut out = [0; N];
        for chunk in out.chunks_mut(32) {
            let mut digest = Sha256::new();
            digest.update(self.seed);
            digest.update(self.block.to_le_bytes());
            self.block += 1;
            chunk.copy_from_slice(&digest.finalize()[..chunk.len()]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_repeats_by_seed_and_never_within_it() {
        let mut random = SeededRandom::new([7; 32]);
        let first: [u8; 40] = random.bytes();
        let second: [u8; 40] = random.bytes();
        assert_ne!(first, second);
        assert_eq!(SeededRandom::new([7; 32]).bytes::<40>(), first);
        assert_ne!(SeededRandom::new([8; 32]).bytes::<40>(), first);
    }
}
