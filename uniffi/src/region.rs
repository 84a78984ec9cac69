//! The Region that the number of a health card hints at.

use cie_core::CardNumber;

/// A value of `SituationInput::Region`.
#[cfg(feature = "recovery")]
pub(crate) fn of_issuer(number: &CardNumber) -> Option<String> {
    cie_recovery::Region::of_issuer(number).map(|region| region.name().into())
}

/// The advisor knows the Regions, and this library is built without it.
#[cfg(not(feature = "recovery"))]
pub(crate) const fn of_issuer(_: &CardNumber) -> Option<String> {
    None
}
