//! A run that is recorded once and replayed up to the flipped answer, which
//! spares the card's half of the arithmetic.

use cie_core::{
    Card, Error, Limits, LinkError, Transceive,
    apdu::{Command, command::ins},
};
use cie_tests::{Rig, wire::Exchange};

/// A run that nobody disturbs. The terminal's random numbers are seeded: until
/// an answer differs, every run sends the same bytes.
pub(crate) struct Recording<T> {
    pub(crate) log: Vec<Exchange>,
    /// The card before the first exchange, and after each.
    cards: Vec<cie_sim::Card>,
    limits: Limits,
    pub(crate) outcome: Result<T, Error>,
}

impl<T> Recording<T> {
    pub(crate) fn new(rig: &mut Rig, run: impl FnOnce(&mut Card<'_>) -> Result<T, Error>) -> Self {
        let mut recorder = Recorder {
            limits: rig.limits.clone(),
            log: Vec::new(),
            cards: vec![rig.card.clone()],
        };
        let outcome = run(&mut rig.hand().card_on(&mut recorder));
        Self {
            log: recorder.log,
            cards: recorder.cards,
            limits: recorder.limits,
            outcome,
        }
    }

    pub(crate) fn command(&self, exchange: usize) -> Command {
        parse(&self.log.get(exchange).unwrap().command)
    }

    /// The command that an exchange belongs to: GET RESPONSE belongs to the
    /// one before it.
    pub(crate) fn asked(&self, exchange: usize) -> Command {
        let commands = (0..=exchange).rev().map(|exchange| self.command(exchange));
        commands
            .into_iter()
            .find(|command| command.ins != ins::GET_RESPONSE)
            .unwrap()
    }

    /// The last exchange of the answer that `exchange` is a part of.
    pub(crate) fn end_of_answer(&self, exchange: usize) -> usize {
        let goes_on = |at: &usize| {
            self.log
                .get(at + 1)
                .is_some_and(|next| parse(&next.command).ins == ins::GET_RESPONSE)
        };
        (exchange..).find(|at| !goes_on(at)).unwrap()
    }
}

struct Recorder {
    limits: Limits,
    log: Vec<Exchange>,
    cards: Vec<cie_sim::Card>,
}

impl Transceive for Recorder {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let mut card = self.cards.last().unwrap().clone();
        let response = card.exchange(command)?;
        self.cards.push(card);
        self.log.push(Exchange {
            command: command.to_vec(),
            response: response.clone(),
        });
        Ok(response)
    }
}

/// One change to one answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flip {
    pub(crate) exchange: usize,
    pub(crate) byte: usize,
    pub(crate) mask: u8,
}

/// Answers as recorded up to the flipped answer, and from there as the card
/// does, which has not noticed anything.
pub(crate) struct Replay<'r, T> {
    recording: &'r Recording<T>,
    flip: Flip,
    card: cie_sim::Card,
    pub(crate) commands: Vec<Vec<u8>>,
}

impl<'r, T> Replay<'r, T> {
    pub(crate) fn new(recording: &'r Recording<T>, flip: Flip) -> Self {
        Self {
            recording,
            flip,
            card: recording.cards.get(flip.exchange + 1).unwrap().clone(),
            commands: Vec::new(),
        }
    }
}

impl<T> Transceive for Replay<'_, T> {
    fn limits(&self) -> Limits {
        self.recording.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let index = self.commands.len();
        self.commands.push(command.to_vec());
        if index > self.flip.exchange {
            return self.card.exchange(command);
        }
        let recorded = self.recording.log.get(index).unwrap();
        assert_eq!(command, recorded.command, "the run is not the recorded one");
        let mut response = recorded.response.clone();
        if index == self.flip.exchange {
            *response.get_mut(self.flip.byte).unwrap() ^= self.flip.mask;
        }
        Ok(response)
    }
}

pub(crate) fn parse(command: &[u8]) -> Command {
    Command::parse(command).unwrap().0
}
