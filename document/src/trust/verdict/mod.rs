//! What was proved of a document, as a value that a person can read.
//!
//! Five questions, each *proved*, *failed* or *not checked* with the reason:
//!
//! 1. **data intact**: every file that was read has the digest in EF.SOD;
//! 2. **signed by**: EF.SOD has the signature of a document signer;
//! 3. **signer trusted**: a country signer given by the caller vouches for
//!    that document signer;
//! 4. **signer's country**: document signer and country signer are of the state
//!    that DG1 names: who trusts a list of all countries has not trusted each
//!    to sign for every other;
//! 5. **chip genuine**: the chip has proved that it holds a private key that
//!    belongs to this document, so that it is not a copy.
//!
//! Nothing is proved for lack of a check, and 5 is never proved without 1 to 3
//! and against 4: a chip that holds *some* key proves nothing. The fourth
//! cannot be asked of every document: without DG1, or of an issuer with no
//! agreed code. Then it stays open, and the sentences name who signed.

use core::fmt;

use cie_core::time::UnixTime;
pub use finding::{Failure, Finding, Gap};
pub use summary::Summary;

use super::{
    card_security::CardSecurity,
    certificate::Certificate,
    chain::{self, ChainError, Revocation},
    cms::{CmsError, SignedObject, Verified},
    name::DistinguishedName,
    oddity::Oddity,
    security_object::{self, Coverage, SecurityObject, SecurityObjectError},
    signature::SignatureError,
    store::TrustStore,
};
use crate::emrtd::{dg14, dg15, security_info::SecurityInfos};

mod chip;
mod country;
mod finding;
mod summary;

/// The number of DG14, which repeats EF.CardAccess.
const DG14: u8 = 14;
/// The number of DG15, the key of active authentication.
const DG15: u8 = 15;

/// What the chip did to prove itself.
#[derive(Clone, Debug)]
pub enum ChipEvidence {
    /// It was not asked.
    NotAsked,
    /// It offers no way: neither DG14 nor DG15, both of which were asked for,
    /// has one. A file of the two that EF.SOD covers and that is not among
    /// [`Evidence::files`] was withheld.
    NotOffered,
    /// It offers a way that this program cannot compute.
    Unsupported(&'static str),
    /// It shows the file of keys with this number, 14 or 15, and this program
    /// cannot read it, or has no way to fetch it: the chip was not asked. With 14
    /// it does not show DG15.
    Unreadable(u8),
    /// It was asked and did not prove its key.
    Failed(&'static str),
    /// It has proved the key in the file of this number: 14 for chip
    /// authentication, 15 for active authentication, `A5` for the services
    /// key of the IAS application. The file must be among those of
    /// [`Evidence::files`].
    File(u8),
    /// It has proved the key of EF.CardSecurity, by PACE with
    /// chip-authentication mapping.
    CardSecurity(Box<CardSecurity>),
}

/// What is known of a document.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// EF.SOD, if it was read.
    pub security_object: Option<&'a [u8]>,
    /// The files that were read, each whole, with the number that EF.SOD uses.
    pub files: &'a [(u8, &'a [u8])],
    /// Whom the caller trusts.
    pub trust: &'a TrustStore,
    /// When: now, or when the document was read.
    pub at: UnixTime,
    /// What the chip did.
    pub chip: &'a ChipEvidence,
    /// EF.CardAccess, if the chip was opened by what it says, and an empty one
    /// if it showed none where one was looked for: it is compared with DG14
    /// among the files, and with EF.CardSecurity. `None` if the caller chose a
    /// way without it.
    pub card_access: Option<&'a SecurityInfos>,
}

/// Who has signed a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignerDetails {
    /// The document signer.
    pub subject: DistinguishedName,
    /// Who has certified it, by its own account.
    pub issuer: DistinguishedName,
    /// Serial number of its certificate, upper-case hexadecimal.
    pub serial_number: String,
    /// Until when its certificate is valid.
    pub not_after: UnixTime,
}

/// The answers to the five questions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// Every file that was read has the digest in EF.SOD.
    pub data_intact: Finding,
    /// EF.SOD has the signature of [`Self::signer`].
    pub signed_by: Finding,
    /// A country signer given by the caller vouches for the signer.
    pub signer_trusted: Finding,
    /// The signer and the country signer are of the state that DG1 names.
    pub signer_country: Finding,
    /// The chip holds a private key that belongs to this document.
    pub chip_genuine: Finding,
    /// Who has signed; only when [`Self::signed_by`] is proved.
    pub signer: Option<SignerDetails>,
    /// Whether a revocation list was asked; only when
    /// [`Self::signer_trusted`] is proved.
    pub revocation: Option<Revocation>,
    /// How the files deviate from their standards. None of it speaks
    /// against the document.
    pub oddities: Vec<Oddity>,
}

impl Verdict {
    /// Answers the questions from what is known.
    #[must_use]
    pub fn of(evidence: &Evidence<'_>) -> Self {
        let Some(file) = evidence.security_object else {
            return Self::without_object(Finding::NotChecked(Gap::NoSecurityObject), evidence);
        };
        match SecurityObject::parse(file) {
            Ok(object) => {
                let data_intact = data_intact(&object, evidence.files);
                Self::judged(object.signed(), Some(&object), data_intact, evidence)
            }
            Err(error) => Self::without_list(file, error, evidence),
        }
    }

    /// What is signed and is not understood says nothing against the data; what
    /// nobody has signed is not a list.
    fn without_list(file: &[u8], error: SecurityObjectError, evidence: &Evidence<'_>) -> Self {
        let gap = match error {
            SecurityObjectError::UnknownHash => Gap::Unsupported("the hash of the data groups"),
            _ => Gap::ListNotUnderstood,
        };
        match security_object::signed(file) {
            Ok(signed)
                if error == SecurityObjectError::UnknownHash
                    || signed.verify(evidence.trust.signers()).is_ok() =>
            {
                Self::judged(&signed, None, Finding::NotChecked(gap), evidence)
            }
            _ => {
                let malformed = Finding::Failed(Failure::SecurityObject(error));
                Self::without_object(malformed, evidence)
            }
        }
    }

    fn judged(
        signed_object: &SignedObject,
        object: Option<&SecurityObject>,
        data_intact: Finding,
        evidence: &Evidence<'_>,
    ) -> Self {
        let signature = signed_object.verify(evidence.trust.signers());
        let signer = signature.as_ref().ok().map(|verified| verified.signer);
        let trusted = signer.map(|signer| chain::check(signer, evidence.trust, evidence.at));
        let chain = trusted.as_ref().and_then(|result| result.as_ref().ok());
        let mut this = Self {
            data_intact,
            signed_by: signed(signature.as_ref().err()),
            signer_trusted: trusted
                .as_ref()
                .map_or(Finding::NotChecked(Gap::NoSigner), |result| {
                    chained(result.as_ref().err())
                }),
            signer_country: signer.map_or(Finding::NotChecked(Gap::NoSigner), |signer| {
                country::of_signer(signer, chain, evidence)
            }),
            chip_genuine: Finding::NotChecked(Gap::ChipNotAsked),
            signer: signer.map(SignerDetails::of),
            revocation: chain.map(|chain| chain.revocation),
            oddities: oddities(signature.ok(), evidence.files),
        };
        this.chip_genuine = this.chip(object, evidence);
        this
    }

    /// Whether all hold; the signer's country at least does not speak against
    /// it.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.is_of_a_trusted_signer() && self.chip_genuine.is_proved()
    }

    /// Whether the data are those that a trusted signer has signed, and nothing
    /// is known against its country.
    const fn is_of_a_trusted_signer(&self) -> bool {
        self.data_intact.is_proved()
            && self.signed_by.is_proved()
            && self.signer_trusted.is_proved()
            && !self.signer_country.is_failed()
    }

    /// Whether any of the five does not hold.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.data_intact.is_failed()
            || self.signed_by.is_failed()
            || self.signer_trusted.is_failed()
            || self.signer_country.is_failed()
            || self.chip_genuine.is_failed()
    }

    fn without_object(finding: Finding, evidence: &Evidence<'_>) -> Self {
        let mut this = Self {
            data_intact: finding,
            signed_by: finding,
            signer_trusted: Finding::NotChecked(Gap::NoSigner),
            signer_country: Finding::NotChecked(Gap::NoSigner),
            chip_genuine: Finding::NotChecked(Gap::ChipKeyNotSigned),
            signer: None,
            revocation: None,
            oddities: Vec::new(),
        };
        this.chip_genuine = this.chip(None, evidence);
        this
    }
}

impl SignerDetails {
    fn of(certificate: &Certificate) -> Self {
        Self {
            subject: certificate.subject().clone(),
            issuer: certificate.issuer().clone(),
            serial_number: certificate.serial_number(),
            not_after: certificate.not_after(),
        }
    }
}

/// A file that does not match says more than one that is not covered.
fn data_intact(object: &SecurityObject, files: &[(u8, &[u8])]) -> Finding {
    let mut finding = if files.is_empty() {
        Finding::NotChecked(Gap::NoFiles)
    } else {
        Finding::Proved
    };
    for (number, file) in files {
        match object.coverage(*number, file) {
            Coverage::Matches => {}
            Coverage::Differs => return Finding::Failed(Failure::FileAltered(*number)),
            Coverage::NotCovered => finding = Finding::Failed(Failure::FileNotCovered(*number)),
        }
    }
    finding
}

fn signed(error: Option<&CmsError>) -> Finding {
    match error {
        None => Finding::Proved,
        Some(CmsError::SignerMissing) => Finding::NotChecked(Gap::NoSigner),
        Some(CmsError::Signature(SignatureError::Unsupported(what))) => {
            Finding::NotChecked(Gap::Unsupported(what))
        }
        Some(error) => Finding::Failed(Failure::Signature(*error)),
    }
}

fn oddities(verified: Option<Verified<'_>>, files: &[(u8, &[u8])]) -> Vec<Oddity> {
    let mut oddities = verified.map_or(Vec::new(), |verified| verified.oddities);
    let trailing = |(number, file): &(u8, &[u8])| *number == DG14 && dg14::trailing(file) > 0;
    if files.iter().any(trailing) {
        oddities.push(Oddity::TrailingBytesInDg14);
    }
    let trailing = |(number, file): &(u8, &[u8])| *number == DG15 && dg15::trailing(file) > 0;
    if files.iter().any(trailing) {
        oddities.push(Oddity::TrailingBytesInDg15);
    }
    oddities
}

fn chained(error: Option<&ChainError>) -> Finding {
    match error {
        None => Finding::Proved,
        Some(ChainError::NoAnchors) => Finding::NotChecked(Gap::NoTrust),
        Some(ChainError::Signature(SignatureError::Unsupported(what))) => {
            Finding::NotChecked(Gap::Unsupported(what))
        }
        Some(error) => Finding::Failed(Failure::Signer(*error)),
    }
}

/// One line for each question.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "data intact: {}", self.data_intact)?;
        write!(f, "signed by: ")?;
        match &self.signer {
            Some(signer) => writeln!(f, "{}", signer.subject)?,
            None => writeln!(f, "{}", self.signed_by)?,
        }
        writeln!(f, "signer trusted: {}", self.signer_trusted)?;
        writeln!(f, "signer's country: {}", self.signer_country)?;
        write!(f, "chip genuine: {}", self.chip_genuine)
    }
}
