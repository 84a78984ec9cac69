//! How much of a file is asked for at once, and what a card's answers teach
//! about that while a channel lasts.
//!
//! A link says what it can carry, EF.ATR what a card means to take; neither
//! binds the card. Public readers ask for 128 to 224 bytes, so a card that
//! refuses more is asked for less, step by step, and for more again where that
//! was not refused for good.

/// Sizes in bytes below the largest, descending. 231 bytes fill a protected
/// short response (pagopa/cie-sdk-ios, italia/cie-middleware-linux `IAS.cpp`);
/// the others are what public readers ask for.
const STEPS: [usize; 5] = [231, 224, 192, 160, SMALLEST];

/// The size in bytes that every public reader's is above or at.
pub const SMALLEST: usize = SMALLEST_BYTES as usize;
/// The same, as it is remembered.
pub const SMALLEST_BYTES: u16 = 128;

/// Full blocks in a row after which a size that was refused once is tried once
/// more.
const TRIED_AGAIN_AFTER: u8 = 8;

/// The sizes of blocks within one channel. Step 0 is the largest that the link
/// carries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocks {
    step: usize,
    /// How often each step was refused.
    refused: [u8; STEPS.len() + 1],
    /// Blocks that came whole since the last change.
    whole: u8,
    /// Bytes of the longest block that came whole.
    longest: usize,
    /// Nothing longer is asked for, since a refusal would end the channel.
    at_most: Option<usize>,
    /// A longer block was refused in clear, which has ended the channel.
    refused_in_clear: bool,
}

impl Blocks {
    /// Bytes to ask for, of `largest` that the link carries.
    #[must_use]
    pub fn size(&self, largest: usize) -> usize {
        let most = self.at_most.unwrap_or(usize::MAX);
        largest.min(size_of(self.step)).min(most)
    }

    /// Whether longer ones are not asked for, whatever the link carries.
    #[must_use]
    pub const fn are_kept_small(&self) -> bool {
        self.at_most.is_some()
    }

    /// From here on none of more than `bytes`: a refusal would end the channel.
    pub fn keep_to(&mut self, bytes: usize) {
        self.at_most = Some(bytes.max(SMALLEST));
    }

    /// A block of `asked` bytes was refused, and the channel stays. `false`
    /// when nothing smaller is left. A status word that speaks of the length
    /// has the next smaller size tried, another one a size that was taken
    /// before, or the smallest: where that is refused too, the length is not
    /// the reason.
    pub fn refused(&mut self, asked: usize, speaks_of_length: bool) -> bool {
        self.whole = 0;
        if asked <= SMALLEST {
            return false;
        }
        let mut step = self.step;
        while size_of(step) >= asked && step < STEPS.len() {
            if let Some(count) = self.refused.get_mut(step) {
                *count = count.saturating_add(1);
            }
            step += 1;
        }
        while !speaks_of_length && size_of(step) > self.longest && step < STEPS.len() {
            step += 1;
        }
        self.step = step;
        true
    }

    /// A block of `asked` bytes came whole.
    pub fn took(&mut self, asked: usize) {
        self.longest = self.longest.max(asked);
        if self.step == 0 || asked < size_of(self.step) {
            return;
        }
        self.whole = self.whole.saturating_add(1);
        let above = self.refused.get(self.step - 1).copied().unwrap_or(u8::MAX);
        if above == 0 || (above == 1 && self.whole >= TRIED_AGAIN_AFTER) {
            self.step -= 1;
            self.whole = 0;
        }
    }

    /// A block of `asked` bytes was refused in clear: the channel is over.
    pub const fn refused_in_clear(&mut self, asked: usize) {
        if asked > SMALLEST {
            self.refused_in_clear = true;
        }
    }

    /// Whether the channel has ended with a block that was too long, as far as
    /// that can be told.
    #[must_use]
    pub const fn ended_the_channel(&self) -> bool {
        self.refused_in_clear
    }

    /// For a new channel: after a block refused in clear, small ones.
    #[must_use]
    pub fn of_next_channel(&self) -> Self {
        Self {
            at_most: if self.refused_in_clear {
                Some(SMALLEST)
            } else {
                self.at_most
            },
            ..Self::default()
        }
    }
}

fn size_of(step: usize) -> usize {
    match step.checked_sub(1) {
        None => usize::MAX,
        Some(index) => STEPS.get(index).copied().unwrap_or(SMALLEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: usize = 1984;

    /// Reads `len` bytes from a card that refuses more than `most` with a
    /// status word that speaks of the length or not: what was asked for.
    fn asked(blocks: &mut Blocks, len: usize, most: usize, speaks: bool) -> Vec<usize> {
        let mut asked = Vec::new();
        let mut read = 0;
        while read < len {
            let size = blocks.size(LINK);
            asked.push(size);
            if size > most {
                assert!(blocks.refused(size, speaks), "{most}");
            } else {
                blocks.took(size);
                read += size;
            }
        }
        asked
    }

    #[test]
    fn a_refusal_of_the_length_is_followed_by_the_next_smaller_size() {
        let mut blocks = Blocks::default();
        let sizes = asked(&mut blocks, 2 * 160, 180, true);
        assert_eq!(sizes, [1984, 231, 224, 192, 160, 160]);
        // The next file begins with what was learnt.
        assert_eq!(blocks.size(LINK), 160);
    }

    #[test]
    fn a_refusal_for_no_stated_reason_is_tried_with_the_smallest_and_grown_back() {
        let sizes = asked(&mut Blocks::default(), 1_000, 224, false);
        assert_eq!(sizes, [1984, 128, 160, 192, 224, 231, 224, 224]);
    }

    #[test]
    fn a_size_that_was_refused_once_is_tried_once_more_and_then_no_longer() {
        let mut blocks = Blocks::default();
        let sizes = asked(&mut blocks, 100 * 231, 256, true);
        let large = sizes.iter().filter(|size| **size == LINK).count();
        assert_eq!((large, sizes.len()), (2, 102));
        // What refused by chance is read in large blocks again.
        let mut blocks = Blocks::default();
        assert!(blocks.refused(LINK, true));
        let sizes = asked(&mut blocks, 8 * 231 + 1, usize::MAX, true);
        assert_eq!(sizes.last(), Some(&LINK));
    }

    #[test]
    fn what_is_refused_in_the_smallest_size_is_not_refused_for_its_length() {
        assert!(!Blocks::default().refused(SMALLEST, true));
        assert!(!Blocks::default().refused(1, false));
    }

    #[test]
    fn a_refusal_in_clear_makes_the_next_channel_small_and_keeps_it_so() {
        let mut blocks = Blocks::default();
        blocks.refused_in_clear(SMALLEST);
        assert!(!blocks.ended_the_channel());
        blocks.refused_in_clear(231);
        assert!(blocks.ended_the_channel());
        let mut next = blocks.of_next_channel();
        assert!(!next.ended_the_channel());
        let sizes = asked(&mut next, 20 * SMALLEST, usize::MAX, true);
        assert_eq!(sizes, [SMALLEST; 20]);
        assert!(next.of_next_channel().are_kept_small());
    }

    #[test]
    fn blocks_that_are_kept_to_a_size_never_grow_above_it_nor_fall_below_the_smallest() {
        for (bytes, size) in [(231, 231), (192, 192), (128, 128), (1, 128)] {
            let mut blocks = Blocks::default();
            blocks.keep_to(bytes);
            let sizes = asked(&mut blocks, 20 * size, usize::MAX, true);
            assert_eq!(sizes, [size; 20]);
        }
    }
}
