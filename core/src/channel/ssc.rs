//! The send sequence counter (ISO/IEC 7816-4:2020 section 10; ICAO Doc 9303-11
//! section 9.8.2).

/// As long as the cipher's block (8 bytes for 3DES, 16 for AES), big-endian,
/// incremented before each command and before each response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ssc {
    value: u128,
    block: usize,
}

impl Ssc {
    /// A counter of 8 bytes, for 3DES.
    #[must_use]
    pub const fn of_8_bytes(value: u64) -> Self {
        Self {
            value: value as u128,
            block: 8,
        }
    }

    /// A counter of 16 bytes, for AES.
    #[must_use]
    pub const fn of_16_bytes(value: u128) -> Self {
        Self { value, block: 16 }
    }

    /// The counter that follows an exchange of random numbers: the last four
    /// bytes of the card's, then the last four of the terminal's (IAS device
    /// authentication; ICAO Doc 9303-11 section 4.3 for BAC).
    #[must_use]
    pub const fn from_challenges(card: [u8; 8], terminal: [u8; 8]) -> Self {
        let [_, _, _, _, a, b, c, d] = card;
        let [_, _, _, _, e, f, g, h] = terminal;
        Self::of_8_bytes(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    /// The next value; wraps around at the counter's length.
    pub const fn increment(&mut self) {
        self.value = self.value.wrapping_add(1);
        if self.block == 8 {
            self.value &= u64::MAX as u128;
        }
    }

    /// Takes back one [`Self::increment`], for a command that the card
    /// rejected before it looked at the protection (`6Cxx`).
    pub const fn decrement(&mut self) {
        self.value = self.value.wrapping_sub(1);
        if self.block == 8 {
            self.value &= u64::MAX as u128;
        }
    }

    /// The counter's bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let bytes = self.value.to_be_bytes();
        bytes
            .iter()
            .skip(bytes.len() - self.block)
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counter_wraps_at_its_own_length() {
        let mut ssc = Ssc::of_8_bytes(u64::MAX);
        ssc.increment();
        assert_eq!(ssc.bytes(), [0; 8]);
        ssc.decrement();
        assert_eq!(ssc.bytes(), [0xFF; 8]);
        let mut ssc = Ssc::of_16_bytes(u128::MAX);
        ssc.increment();
        assert_eq!(ssc.bytes(), [0; 16]);
    }

    #[test]
    fn challenges_give_the_cards_half_first() {
        let ssc = Ssc::from_challenges(
            [1, 2, 3, 4, 5, 6, 7, 8],
            [0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18],
        );
        assert_eq!(ssc.bytes(), [5, 6, 7, 8, 0x15, 0x16, 0x17, 0x18]);
    }
}
