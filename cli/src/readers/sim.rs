//! The simulated card, in this process.

use cie_core::{Limits, Transceive};
use cie_sim::{AnyProfile, Options, SimulatedReader};

use crate::{
    failure::{Failure, ReaderProblem},
    memory::{SIMULATED_CARD, StateFolder},
};

/// In `folder` the card keeps its codes and counters.
pub(super) fn open(
    profile: AnyProfile,
    limits: Limits,
    folder: &StateFolder,
) -> Result<Box<dyn Transceive>, Failure> {
    let path = folder.simulated(profile)?.path().join(SIMULATED_CARD);
    let state = profile
        .load_state(&path)
        .map_err(|error| ReaderProblem::SimulatedState(format!("{}: {error}", path.display())))?
        .unwrap_or_else(|| profile.fresh_state());
    let card = profile.card(Options::default(), state);
    Ok(Box::new(SimulatedReader::with_state_file(
        card, limits, path,
    )))
}
