//! A link to a simulated card that can be cut, bent, and read back.

use cie_core::{Limits, LinkError, Transceive};
use cie_sim::{Card, SimulatedCard};

/// What a wire does to one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Exchange `0` never reaches the card.
    LoseCommand(usize),
    /// Exchange `0` reaches the card; its answer is lost.
    LoseAnswer(usize),
    /// Exchange `0` reaches the card; this status word comes back instead of
    /// its answer.
    Answer(usize, u16),
    /// One bit of one byte of the answer of exchange `0` is flipped.
    Flip {
        /// The exchange.
        exchange: usize,
        /// The byte of the answer.
        byte: usize,
        /// The bits to flip.
        mask: u8,
    },
}

/// One exchange as it went over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The command APDU.
    pub command: Vec<u8>,
    /// The response APDU as the card gave it.
    pub response: Vec<u8>,
}

/// A link in this process.
pub struct Wire<'c, C = Card> {
    /// The card at the other end.
    pub card: &'c mut C,
    /// What the link claims to carry, and enforces.
    pub limits: Limits,
    /// What it does to the exchanges.
    pub bend: Option<LinkFault>,
    /// What went over it.
    pub log: Vec<Exchange>,
}

impl<'c, C: SimulatedCard> Wire<'c, C> {
    /// A straight wire.
    #[must_use]
    pub const fn new(card: &'c mut C, limits: Limits) -> Self {
        Self {
            card,
            limits,
            bend: None,
            log: Vec::new(),
        }
    }
}

impl<C: SimulatedCard> Transceive for Wire<'_, C> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        assert!(
            command.len() <= self.limits.max_command,
            "the link cannot carry this command"
        );
        let index = self.log.len();
        assert!(index < 2_000, "the program goes on for ever");
        if self.bend == Some(LinkFault::LoseCommand(index)) {
            self.card.leave_field();
            return Err(LinkError::Lost);
        }
        let response = self.card.exchange(command)?;
        assert!(
            response.len() <= self.limits.max_response,
            "the link cannot carry this answer"
        );
        self.log.push(Exchange {
            command: command.to_vec(),
            response: response.clone(),
        });
        match self.bend {
            Some(LinkFault::LoseAnswer(n)) if n == index => {
                self.card.leave_field();
                Err(LinkError::Lost)
            }
            Some(LinkFault::Answer(n, status)) if n == index => Ok(status.to_be_bytes().to_vec()),
            Some(LinkFault::Flip {
                exchange,
                byte,
                mask,
            }) if exchange == index => {
                let mut response = response;
                if let Some(byte) = response.get_mut(byte) {
                    *byte ^= mask;
                }
                Ok(response)
            }
            _ => Ok(response),
        }
    }
}

/// A card of a test's own making, or somebody between the program and a card:
/// every command goes through a closure.
pub struct Script<F> {
    answer: F,
    limits: Limits,
    /// Commands so far.
    pub exchanges: u32,
}

impl<F: FnMut(&[u8]) -> Result<Vec<u8>, LinkError>> Script<F> {
    /// What answers, over a link that claims to carry `limits`.
    pub const fn new(limits: Limits, answer: F) -> Self {
        Self {
            answer,
            limits,
            exchanges: 0,
        }
    }
}

impl<F: FnMut(&[u8]) -> Result<Vec<u8>, LinkError>> Transceive for Script<F> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchanges += 1;
        assert!(self.exchanges < 5_000, "the program goes on for ever");
        (self.answer)(command)
    }
}
