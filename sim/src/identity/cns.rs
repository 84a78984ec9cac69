//! Keys and certificates of the simulated TS-CNS.

use std::sync::OnceLock;

use der::Encode;

use super::certificate::Authority;
use super::{BuildError, RsaKey, primes};

/// The key pairs of the holder's authentication key, one for each length, and the authority that
/// certifies them.
#[derive(Debug)]
pub(crate) struct CnsKeys {
    rsa_1024: RsaKey,
    rsa_2048: RsaKey,
    authority: Authority,
}

/// Length of an authentication key. Cards of version 1.0 have RSA-1024, later ones RSA-2048
/// (OpenSC `src/libopensc/card-itacns.c`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CnsKeyLength {
    Rsa1024,
    Rsa2048,
}

impl CnsKeys {
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: OnceLock<CnsKeys> = OnceLock::new();
        STANDARD.get_or_init(|| Self::build().expect("the committed data makes keys"))
    }

    fn build() -> Result<Self, BuildError> {
        Ok(Self {
            rsa_1024: RsaKey::new(&primes::CNS_1024)?,
            rsa_2048: RsaKey::new(&primes::CNS_2048)?,
            authority: Authority::cns_ca(&RsaKey::new(&primes::CNS_CA)?)?,
        })
    }

    pub(crate) const fn key(&self, length: CnsKeyLength) -> &RsaKey {
        match length {
            CnsKeyLength::Rsa1024 => &self.rsa_1024,
            CnsKeyLength::Rsa2048 => &self.rsa_2048,
        }
    }

    /// The holder's certificate in DER, with this common name.
    pub(crate) fn certificate(
        &self,
        length: CnsKeyLength,
        common_name: &str,
    ) -> Result<Vec<u8>, BuildError> {
        let certificate = self.authority.issue_cns(self.key(length), common_name)?;
        Ok(certificate.to_der()?)
    }

    /// The authority's own certificate in DER.
    pub(crate) fn authority_certificate(&self) -> Result<Vec<u8>, BuildError> {
        Ok(self.authority.certificate().to_der()?)
    }
}
