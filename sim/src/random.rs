//! The card's random generator: ChaCha20, seeded by the caller or by the system.

use core::convert::Infallible;

use chacha20::ChaCha20Rng;
use getrandom::SysRng;
use rand_core::{SeedableRng, TryCryptoRng, TryRng, UnwrapErr};

/// Clones go on with the same numbers: a snapshot of a card repeats what the card does.
pub(crate) struct Random(ChaCha20Rng);

impl Random {
    /// Those of a seed, or the system's.
    pub(crate) fn of(seed: Option<u64>) -> Self {
        match seed {
            Some(seed) => Self::seeded(seed),
            None => Self::of_the_system(),
        }
    }

    /// The same numbers in every run.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(ChaCha20Rng::seed_from_u64(seed))
    }

    /// Other numbers in every run. A system without randomness ends the program.
    pub(crate) fn of_the_system() -> Self {
        Self(ChaCha20Rng::from_rng(&mut UnwrapErr(SysRng)))
    }

    /// As many random bytes as asked for.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        let Ok(()) = self.try_fill_bytes(&mut bytes);
        bytes
    }
}

impl Clone for Random {
    fn clone(&self) -> Self {
        let mut copy = ChaCha20Rng::from_seed(self.0.get_seed());
        copy.set_stream(self.0.get_stream());
        copy.set_word_pos(self.0.get_word_pos());
        Self(copy)
    }
}

impl TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0.try_next_u64()
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        self.0.try_fill_bytes(target)
    }
}

impl TryCryptoRng for Random {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_goes_on_with_the_same_numbers_wherever_it_is_taken() {
        for drawn in 0..40 {
            let mut random = Random::seeded(7);
            for _ in 0..drawn {
                let _: [u8; 12] = random.bytes();
            }
            let mut copy = random.clone();
            assert_eq!(random.bytes::<64>(), copy.bytes::<64>());
        }
    }

    #[test]
    fn seeds_repeat_and_the_system_does_not() {
        assert_eq!(
            Random::seeded(1).bytes::<32>(),
            Random::seeded(1).bytes::<32>()
        );
        assert_ne!(
            Random::seeded(1).bytes::<32>(),
            Random::seeded(2).bytes::<32>()
        );
        assert_ne!(
            Random::of_the_system().bytes::<32>(),
            Random::of_the_system().bytes::<32>()
        );
    }
}
