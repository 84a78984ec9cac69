//! The system's random numbers.

use getrandom::SysRng;
use rand_core::{TryRng as _, UnwrapErr};

use crate::failure::Failure;

/// The system's generator, after it has given something once. It does not
/// stop after that (getrandom(2)).
///
/// # Errors
/// [`Failure::NoRandomness`].
pub(crate) fn system() -> Result<UnwrapErr<SysRng>, Failure> {
    let mut probe = [0; 32];
    SysRng
        .try_fill_bytes(&mut probe)
        .map_err(|_| Failure::NoRandomness)?;
    Ok(UnwrapErr(SysRng))
}
