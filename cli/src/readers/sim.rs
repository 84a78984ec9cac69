//! The simulated card, in this process.

use std::path::Path;

use cie_core::transceive::{Limits, Transceive};
use cie_sim::{Card, Options, Profile, SimulatedReader, State};

use crate::failure::{Failure, ReaderProblem};

/// `folder` is where the card keeps its codes and counters.
pub(super) fn open(
    profile: Profile,
    limits: Limits,
    folder: &Path,
) -> Result<Box<dyn Transceive>, Failure> {
    let path = folder.join("card");
    let state = State::load(&path)
        .map_err(|error| ReaderProblem::SimulatedState(format!("{}: {error}", path.display())))?
        .unwrap_or_default();
    let card = Card::with_state(profile, Options::default(), state);
    Ok(Box::new(SimulatedReader::with_state_file(
        card, limits, path,
    )))
}
