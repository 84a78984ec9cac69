//! Why a group is not used, or a key in it.

use super::super::modular::DrawError;

/// Why a group operation is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupError {
    /// Standardised domain parameters that this crate does not have.
    #[error(transparent)]
    Unsupported(#[from] UnsupportedGroup),
    /// Domain parameters of unacceptable form or size.
    #[error("unacceptable domain parameters")]
    Parameters,
    /// A public key that is not a proper element: malformed, out of range, not
    /// on the curve, infinity, or outside the subgroup.
    #[error("not an element of the group")]
    NotAnElement,
    /// The other side's public key is our own.
    #[error("our own public key, sent back")]
    OwnKey,
    /// A private key out of range.
    #[error("a private key out of range")]
    PrivateKey,
    /// A result that has no use: the neutral element, or a number that the
    /// mapping does not take. Chance does not do that.
    #[error("a degenerate result")]
    Degenerate,
    /// The generator of random numbers repeats itself.
    #[error("random numbers that repeat themselves")]
    Random,
}

impl From<DrawError> for GroupError {
    fn from(error: DrawError) -> Self {
        match error {
            DrawError::Order => Self::Parameters,
            DrawError::Random => Self::Random,
        }
    }
}

/// Standardised domain parameters that this crate does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("domain parameters {parameter_id} are not supported")]
pub struct UnsupportedGroup {
    /// Their number.
    pub parameter_id: u8,
}
