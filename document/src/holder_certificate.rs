//! What the certificate of a TS-CNS says.

use cie_core::{CardKind, Error, ErrorKind, HealthCard, Phase, time::UnixTime};

use crate::trust::certificate::Certificate;

/// The certificate of the holder's authentication key. Who has signed it was
/// not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HolderCertificate {
    /// The beginning of its validity.
    pub not_before: UnixTime,
    /// The end of its validity.
    pub not_after: UnixTime,
}

impl HolderCertificate {
    /// The certificate that [`read_personal_data`](cie_core::Card::read_personal_data)
    /// has found; `None` when the card has none.
    ///
    /// # Errors
    /// `card_misbehaved` when it is malformed: nothing is guessed.
    pub fn of(card: &HealthCard) -> Result<Option<Self>, Error> {
        let Some(der) = &card.certificate else {
            return Ok(None);
        };
        let certificate = Certificate::from_der(der).map_err(|_| {
            let kind = ErrorKind::CardMisbehaved("a malformed certificate");
            Error::new(kind, Phase::ReadDocument).on(CardKind::TsCns)
        })?;
        Ok(Some(Self {
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
        }))
    }
}
