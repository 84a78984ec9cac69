//! A reader with the simulated card in it, in this process.

use std::io;
use std::path::PathBuf;

use cie_core::apdu::{Command, Form};
use cie_core::{Limits, LinkError, Transceive};

use crate::card::Card;
use crate::interface::SimulatedCard;
use crate::state::State;

/// A card, the limits of the link to it, and the file that keeps its state.
pub struct SimulatedReader<C = Card> {
    card: C,
    limits: Limits,
    state_file: Option<PathBuf>,
}

impl<C: SimulatedCard> SimulatedReader<C> {
    /// Takes the card out of the field and puts it back.
    pub fn leave_field(&mut self) {
        self.card.leave_field();
    }

    /// A reader that carries what `limits` say, no more: a command or an answer that is longer, or
    /// an extended command over a link without, ends in [`LinkError::Unsupported`]. The answer to
    /// reset is the card's, whatever the limits say.
    #[must_use]
    pub fn new(card: C, limits: Limits) -> Self {
        let limits = limits.with_atr(card.atr());
        Self {
            card,
            limits,
            state_file: None,
        }
    }

    /// As [`Self::new`], and keeps codes and counters in a file, which is written before the answer
    /// to a command that changed them is given.
    #[must_use]
    pub fn with_state_file(card: C, limits: Limits, state_file: PathBuf) -> Self {
        Self {
            state_file: Some(state_file),
            ..Self::new(card, limits)
        }
    }

    /// The card.
    #[must_use]
    pub const fn card(&self) -> &C {
        &self.card
    }

    /// The card, to be tampered with.
    pub const fn card_mut(&mut self) -> &mut C {
        &mut self.card
    }

    /// Takes the card out.
    #[must_use]
    pub fn into_card(self) -> C {
        self.card
    }

    fn carries(&self, command: &[u8]) -> Result<(), LinkError> {
        let extended = matches!(Command::parse(command), Ok((_, Form::Extended)));
        if command.len() > self.limits.max_command || (extended && !self.limits.extended) {
            return Err(too_long("the command is longer than this link carries"));
        }
        Ok(())
    }
}

impl<C: SimulatedCard> Transceive for SimulatedReader<C> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.carries(command)?;
        let answer =
            exchange(&mut self.card, self.state_file.as_deref(), command).map_err(|_| {
                LinkError::Unavailable("the state of the card cannot be saved".to_owned())
            })??;
        if answer.len() > self.limits.max_response {
            return Err(too_long("the answer is longer than this link carries"));
        }
        Ok(answer)
    }
}

/// One exchange, saved before its result is known to the other side.
pub(crate) fn exchange(
    card: &mut dyn SimulatedCard,
    state_file: Option<&std::path::Path>,
    command: &[u8],
) -> io::Result<Result<Vec<u8>, LinkError>> {
    let before: Option<State> = state_file.map(|_| card.state().clone());
    let answer = card.exchange(command);
    if let (Some(path), Some(before)) = (state_file, before)
        && before != *card.state()
    {
        card.state().save(path)?;
    }
    Ok(answer)
}

fn too_long(reason: &str) -> LinkError {
    LinkError::Unsupported(reason.to_owned())
}
