//! The system's random numbers.

use getrandom::SysRng;
use rand_core::TryRng as _;

use crate::failure::Failure;

/// Asks the system's generator for something once. It does not stop after that
/// (getrandom(2)).
///
/// # Errors
/// [`Failure::NoRandomness`].
pub(crate) fn check() -> Result<(), Failure> {
    fill(&mut [0; 32])
}

/// Fills `bytes` with the system's random numbers.
///
/// # Errors
/// [`Failure::NoRandomness`].
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Failure> {
    let filled = SysRng.try_fill_bytes(bytes);
    filled.map_err(|_| Failure::NoRandomness)
}
