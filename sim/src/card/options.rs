//! How a card behaves beyond its family.

use crate::fault::Faults;
use crate::lds::DocumentOptions;

/// Whether the card takes commands with extended length fields. For the IAS application no public
/// implementation has tried; a card that does not answers `6700` (ISO/IEC 7816-4).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ExtendedLength {
    /// As its family does
    /// ([`Profile::takes_extended_in_ias`](crate::Profile::takes_extended_in_ias)); the travel
    /// document does on all of them.
    #[default]
    Supported,
    /// It does not.
    Refused,
    /// It does in clear, and not under secure messaging.
    RefusedUnderSecureMessaging,
}

/// How the card behaves beyond its [`Profile`](crate::Profile).
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The seed of the card's random numbers; without one they are the system's.
    pub seed: Option<u64>,
    /// Whether extended length fields are taken.
    pub extended: ExtendedLength,
    /// What goes wrong.
    pub faults: Faults,
    /// What kind of travel document the card is.
    pub document: DocumentOptions,
}

impl Options {
    /// The seed of the card's random numbers, its own before that of the faults.
    pub(crate) fn any_seed(&self) -> Option<u64> {
        self.seed.or(self.faults.seed)
    }
}
