//! The written seed of the standard identity and the byte stream expanded from it.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

/// Everything random-looking in the standard identity comes from this sentence.
const SEED: &[u8] = b"cie-sim, standard identity, not a secret";

const BLOCK: usize = 32;

/// Bytes that depend on nothing but the seed and a label.
///
/// Block *i* is SHA-256(seed ‖ `00` ‖ label ‖ `00` ‖ *i*), *i* counting from 0 in four big-endian
/// bytes. It passes as a random generator where an algorithm asks for one (the salt of RSASSA-PSS),
/// so that the identity is the same in every run. Never a source of real secrets.
pub(crate) struct SeedStream {
    label: &'static str,
    counter: u32,
    block: [u8; BLOCK],
    used: usize,
}

impl SeedStream {
    pub(crate) fn new(label: &'static str) -> Self {
        Self {
            label,
            counter: 0,
            block: [0; BLOCK],
            used: BLOCK,
        }
    }

    fn next_byte(&mut self) -> u8 {
        let byte = match self.block.get(self.used) {
            Some(byte) => *byte,
            None => {
                self.block = Sha256::new()
                    .chain_update(SEED)
                    .chain_update([0])
                    .chain_update(self.label)
                    .chain_update([0])
                    .chain_update(self.counter.to_be_bytes())
                    .finalize()
                    .into();
                self.counter = self.counter.wrapping_add(1);
                self.used = 0;
                let [first, ..] = self.block;
                first
            }
        };
        self.used += 1;
        byte
    }
}

impl TryRng for SeedStream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        dst.fill_with(|| self.next_byte());
        Ok(())
    }
}

impl TryCryptoRng for SeedStream {}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a wrong index must fail the test")]

    use rand_core::Rng;

    use super::*;

    #[test]
    fn the_stream_is_sha256_of_seed_label_and_counter() {
        let mut stream = SeedStream::new("a label");
        let mut bytes = [0; 80];
        stream.fill_bytes(&mut bytes[..5]);
        stream.fill_bytes(&mut bytes[5..]);

        let mut input = [SEED, b"\0a label\0\0\0\0\0"].concat();
        assert_eq!(bytes[..32], Sha256::digest(&input)[..]);
        *input.last_mut().expect("not empty") = 2;
        assert_eq!(bytes[64..], Sha256::digest(&input)[..16]);
    }
}
