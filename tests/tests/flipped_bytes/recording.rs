//! A run that is recorded once and replayed up to the flipped answer, which
//! spares the card's half of the arithmetic.

use cie_core::{
    apdu::{Command, command::ins},
    error::Error,
    op::Report,
    transceive::{Limits, LinkError, Transceive},
};
use cie_sim::Card;
use cie_tests::wire::Exchange;

use crate::Scene;

/// What came of a run, without what counts its exchanges.
pub(crate) type Outcome = Result<Report, Error>;

pub(crate) fn without_traffic(outcome: Outcome) -> Outcome {
    outcome.map(|report| Report {
        traffic: Default::default(),
        ..report
    })
}

/// A run that nobody disturbs. The terminal's random numbers are seeded: until
/// an answer differs, every run sends the same bytes.
pub(crate) struct Recording {
    pub(crate) log: Vec<Exchange>,
    /// The card before the first exchange, and after each.
    pub(crate) cards: Vec<Card>,
    pub(crate) outcome: Outcome,
}

impl Recording {
    pub(crate) fn new(scene: &Scene) -> Self {
        let mut rig = scene.rig();
        let mut recorder = Recorder {
            limits: rig.limits.clone(),
            log: Vec::new(),
            cards: vec![rig.card.clone()],
        };
        let outcome = rig.tap(|_, cx| scene.run(&mut recorder, cx));
        Self {
            log: recorder.log,
            cards: recorder.cards,
            outcome: without_traffic(outcome),
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
    cards: Vec<Card>,
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
pub(crate) struct Replay<'r> {
    pub(crate) recording: &'r Recording,
    pub(crate) limits: Limits,
    pub(crate) flip: Flip,
    pub(crate) card: Card,
    pub(crate) commands: Vec<Vec<u8>>,
}

impl Transceive for Replay<'_> {
    fn limits(&self) -> Limits {
        self.limits.clone()
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
