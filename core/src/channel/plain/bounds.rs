//! How many exchanges a card can make of one command, one file and one
//! operation, whatever it answers. How long one of them takes is for the
//! implementation of [`Transceive`](crate::transceive::Transceive) to limit.

use crate::channel::ChannelError;

/// GET RESPONSE after one command: 4 KiB in pieces of 128 bytes, and no answer
/// of a card that does not come in one extended response is that long.
pub const GET_RESPONSE: u32 = 32;
/// GET RESPONSE after a command with a code, whose protected answer has about
/// 30 bytes and needs one at most.
pub const GET_RESPONSE_AFTER_CODE: u32 = 2;
/// Command-response pairs in one logical exchange: the pieces of a chain, the
/// pieces of the answer, and what `6Cxx` has repeated.
pub const LOGICAL_EXCHANGE: u32 = 64;
/// Command-response pairs with which one file is read.
pub const FILE: u32 = 2048;
/// Command-response pairs in one operation.
pub const OPERATION: u32 = 4096;

/// Counts what goes over the link against the bounds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    exchange: u32,
    file: Option<u32>,
    operation: u32,
}

impl Bounds {
    pub(super) const fn begin_exchange(&mut self) {
        self.exchange = 0;
    }

    pub(super) const fn begin_file(&mut self) {
        self.file = Some(0);
    }

    pub(super) const fn end_file(&mut self) {
        self.file = None;
    }

    /// One more command-response pair.
    pub(super) fn count(&mut self) -> Result<(), ChannelError> {
        self.operation += 1;
        self.exchange += 1;
        let file = self.file.as_mut().map_or(0, |file| {
            *file += 1;
            *file
        });
        if self.exchange > LOGICAL_EXCHANGE {
            return Err(ChannelError::Misbehaved("the answer does not end"));
        }
        if file > FILE {
            return Err(ChannelError::Misbehaved("a file in too many pieces"));
        }
        if self.operation > OPERATION {
            return Err(ChannelError::Misbehaved("an operation without end"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pairs pass before one is refused, and why that is.
    fn counted(mut before: impl FnMut(&mut Bounds, u32)) -> (u32, ChannelError) {
        let mut bounds = Bounds::default();
        let mut passed = 0;
        loop {
            before(&mut bounds, passed);
            match bounds.count() {
                Ok(()) => passed += 1,
                Err(error) => return (passed, error),
            }
        }
    }

    #[test]
    fn an_exchange_a_file_and_an_operation_end_each_at_its_bound() {
        let refused = ChannelError::Misbehaved;
        assert_eq!(
            counted(|_, _| ()),
            (LOGICAL_EXCHANGE, refused("the answer does not end"))
        );
        assert_eq!(
            counted(|bounds, passed| {
                bounds.begin_exchange();
                if passed == 5 {
                    bounds.begin_file();
                }
            }),
            (5 + FILE, refused("a file in too many pieces"))
        );
        assert_eq!(
            counted(|bounds, passed| {
                bounds.begin_exchange();
                match passed % FILE {
                    0 => bounds.begin_file(),
                    10 => bounds.end_file(),
                    _ => {}
                }
            }),
            (OPERATION, refused("an operation without end"))
        );
    }
}
