//! EF.CardSecurity: security infos under the signature of the document signer
//! (ICAO Doc 9303-11 section 9.3, BSI TR-03110-3 appendix A.1.2.5). PACE with
//! chip-authentication mapping proves the key that is in it.

use der::asn1::ObjectIdentifier;

use super::{
    certificate::Certificate,
    cms::{CmsError, SignedObject},
};
use crate::emrtd::security_info::{SecurityInfoError, SecurityInfos};

/// File identifier in the MF.
pub const FILE_ID: u16 = 0x011D;
/// Short file identifier in the MF.
pub const SHORT_FILE_ID: u8 = 0x1D;

/// `id-SecurityObject`.
const SECURITY_OBJECT: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.127.0.7.3.2.1");

/// Why EF.CardSecurity cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardSecurityError {
    /// The signed object cannot be read.
    #[error(transparent)]
    Cms(#[from] CmsError),
    /// The infos in it cannot be read.
    #[error(transparent)]
    Infos(#[from] SecurityInfoError),
}

/// EF.CardSecurity, taken apart.
#[derive(Clone, Debug)]
pub struct CardSecurity {
    object: SignedObject,
    infos: SecurityInfos,
}

impl CardSecurity {
    /// Reads the file.
    ///
    /// # Errors
    /// [`CardSecurityError`].
    pub fn parse(file: &[u8]) -> Result<Self, CardSecurityError> {
        let object = SignedObject::parse(file, SECURITY_OBJECT)?;
        let infos = SecurityInfos::parse(object.content())?;
        Ok(Self { object, infos })
    }

    /// What the file says. To be believed after [`Self::verify_signature`].
    #[must_use]
    pub const fn infos(&self) -> &SecurityInfos {
        &self.infos
    }

    /// Verifies the signature; gives the certificate of the document signer.
    ///
    /// # Errors
    /// [`CmsError`].
    pub fn verify_signature<'a>(
        &'a self,
        others: &'a [Certificate],
    ) -> Result<&'a Certificate, CmsError> {
        Ok(self.object.verify(others)?.signer)
    }
}
