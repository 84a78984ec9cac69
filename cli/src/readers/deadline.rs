//! An end to every exchange, also with a driver that blocks for as long as the
//! card asks for more time: nothing interrupts an exchange after a code.

use std::{
    io,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use cie_core::LinkError;
use zeroize::Zeroizing;

/// For the answer to one command. The slowest thing that was seen of a card took
/// 9.9 seconds, badly placed on a phone; ISO/IEC 14443-4 lets it ask for 5 at a
/// time, as often as it likes.
pub(super) const ANSWER_LIMIT: Duration = Duration::from_secs(30);
/// For letting go of the card.
#[cfg_attr(not(feature = "pcsc"), allow(dead_code, reason = "there is none"))]
const RELEASE_LIMIT: Duration = Duration::from_secs(5);

/// A card that is talked to from a thread of its own. After an answer that did
/// not come in time it is not used again: a late answer would be taken for the
/// next one.
#[cfg_attr(not(feature = "pcsc"), allow(dead_code, reason = "there is none"))]
pub(super) struct Watched {
    commands: Option<Sender<Zeroizing<Vec<u8>>>>,
    answers: Receiver<Result<Vec<u8>, LinkError>>,
    limit: Duration,
}

#[cfg_attr(not(feature = "pcsc"), allow(dead_code, reason = "there is none"))]
impl Watched {
    /// `exchange` holds the card, and is dropped with this.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn new(
        limit: Duration,
        mut exchange: impl FnMut(&[u8]) -> Result<Vec<u8>, LinkError> + Send + 'static,
    ) -> io::Result<Self> {
        let (commands, received) = channel::<Zeroizing<Vec<u8>>>();
        let (answer, answers) = channel();
        thread::Builder::new().spawn(move || {
            for command in received {
                let answered = exchange(&command);
                // Nobody reads an answer before its command is wiped.
                drop(command);
                if answer.send(answered).is_err() {
                    break;
                }
            }
            // The card first: whoever waits for the end waits for this.
            drop(exchange);
            drop(answer);
        })?;
        Ok(Self {
            commands: Some(commands),
            answers,
            limit,
        })
    }

    /// One exchange, in no more than the limit.
    pub(super) fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let commands = self.commands.as_ref().ok_or(LinkError::Lost)?;
        let sent = commands.send(Zeroizing::new(command.to_vec()));
        sent.map_err(|_| LinkError::Lost)?;
        self.answers.recv_timeout(self.limit).unwrap_or_else(|_| {
            self.commands = None;
            Err(LinkError::Lost)
        })
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // Until the card was let go of, unless it was given up before.
        if self.commands.take().is_some() {
            let _ = self.answers.recv_timeout(RELEASE_LIMIT);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        time::Instant,
    };

    use super::*;

    #[test]
    fn a_driver_that_blocks_is_given_up_at_the_limit_and_for_good() -> io::Result<()> {
        let (release, blocked) = channel::<()>();
        let mut card = Watched::new(Duration::from_millis(50), move |command| {
            if command == [0x20] {
                let _ = blocked.recv();
            }
            Ok(command.to_vec())
        })?;
        assert_eq!(card.transceive(&[0x01]), Ok(vec![0x01]));
        let begun = Instant::now();
        assert_eq!(card.transceive(&[0x20]), Err(LinkError::Lost));
        assert!(begun.elapsed() < Duration::from_secs(5));
        // The answer that comes late is not taken for the next one.
        drop(release);
        thread::sleep(Duration::from_millis(50));
        assert_eq!(card.transceive(&[0x01]), Err(LinkError::Lost));
        Ok(())
    }

    /// Says that it was dropped.
    struct Told(Arc<AtomicBool>);

    impl Drop for Told {
        fn drop(&mut self) {
            thread::sleep(Duration::from_millis(50));
            self.0.store(true, Ordering::SeqCst);
        }
    }

    #[test]
    fn letting_go_waits_until_the_card_was_reset() -> io::Result<()> {
        let reset = Arc::new(AtomicBool::new(false));
        let told = Told(Arc::clone(&reset));
        let card = Watched::new(ANSWER_LIMIT, move |command| {
            let _ = &told;
            Ok(command.to_vec())
        })?;
        drop(card);
        assert!(reset.load(Ordering::SeqCst));
        Ok(())
    }
}
