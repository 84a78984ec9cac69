//! Runs what reads a card and needs no code, for an application that this crate does
//! not know.

use rand_core::CryptoRng;

use super::link_history::BlockHistory;
use crate::{
    app::cns,
    bytes::stack,
    card::{Card, Parts},
    channel::plain::Link,
    error::{Error, ErrorKind},
    phase::Phase,
    vocabulary::CardKind,
};

impl Card<'_> {
    /// Runs `read` on a card, which is worth `steps` logical exchanges of progress.
    ///
    /// A card that refuses a long command, or in clear a long block of a file, is read
    /// once more from the start with short ones, unless `read` has forbidden that
    /// ([`Link::forbid_restart`]): what this kind of card took is remembered. Nothing
    /// secret is left on the stack; `T` must not hold any.
    ///
    /// # Errors
    /// Those of `read`. `long_read_refused` when a long block was refused in clear and
    /// nothing starts again; `not_on_this_card` for a TS-CNS, when `read` failed in
    /// [`Phase::OpenDocument`] because what it wants to open is not there.
    pub fn run_reading<T>(
        &mut self,
        steps: u32,
        read: impl Fn(&mut Link<'_>, &mut dyn CryptoRng) -> Result<T, Error>,
    ) -> Result<T, Error> {
        stack::scrubbed(|| {
            let Parts {
                reader,
                store,
                rng,
                now,
                observer,
                ..
            } = self.parts_with_randomness()?;
            let mut link = Link::new(reader, observer, steps)?;
            let mut history = BlockHistory::begin(&mut *store, &mut link, now);
            let mut attempt = |link: &mut Link<'_>| {
                let result = read(link, &mut *rng);
                history.end(link, &mut *store, result.is_ok());
                result
            };
            let result = match attempt(&mut link) {
                Err(_) if link.starts_again_small() || link.fall_back_to_short() => {
                    attempt(&mut link)
                }
                Err(error) => Err(long_read(&mut link, error)),
                result => result,
            };
            match result {
                Err(error) if is_not_there(&error) => Err(other_card(&mut link, error)),
                result => result,
            }
        })
    }
}

/// What ended the channel, if it was a long read that the card refused in
/// clear: the person holds the card again, and it is read in small blocks.
fn long_read(link: &mut Link<'_>, error: Error) -> Error {
    match error.kind {
        ErrorKind::CardRefused {
            status,
            confirmed: false,
        } if link.long_block_ended_the_channel() => {
            link.error(ErrorKind::LongReadRefused { status })
        }
        _ => error,
    }
}

/// Whether what was to be opened is not on the card.
fn is_not_there(error: &Error) -> bool {
    let kind = &error.kind;
    error.phase == Phase::OpenDocument
        && matches!(
            kind,
            ErrorKind::UnsupportedCard(_) | ErrorKind::CardRefused { .. }
        )
}

/// A TS-CNS has no travel document; that is said, and not that the card is of
/// an unknown kind.
fn other_card(link: &mut Link<'_>, error: Error) -> Error {
    match cns::card::find(link) {
        Ok(Some(_)) => link.error(ErrorKind::NotOnThisCard {
            card: CardKind::TsCns,
        }),
        _ => error,
    }
}
