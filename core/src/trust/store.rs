//! What the caller trusts: country signers and what comes with them, from
//! files as they are published.

use base64ct::{Base64, Encoding};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, SetOfVec},
};

use super::{
    certificate::Certificate,
    cms::{CmsError, SignedObject},
    revocation::RevocationList,
    signature::SignatureError,
};

/// `id-icao-cscaMasterList`, ICAO Doc 9303-12 section 9.2.
const MASTER_LIST: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.2");

/// Most certificates and lists that are kept. The greatest published master
/// lists have some six hundred.
const MAX_ITEMS: usize = 8192;

/// Why nothing of a file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Neither certificate, nor revocation list, nor master list, in DER or
    /// PEM.
    #[error("the file holds no certificate, revocation list or master list")]
    Nothing,
    /// A master list whose own signature does not hold: the file was damaged
    /// or altered.
    #[error("the signature of the master list does not hold: {0}")]
    MasterList(CmsError),
    /// More certificates than any list has.
    #[error("too many certificates")]
    TooMany,
}

/// What was taken from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Country signers that are trusted from now on.
    pub anchors: usize,
    /// Link certificates: trusted as far as a country signer vouches for them.
    pub links: usize,
    /// Certificates of document signers: used where a document does not bring
    /// its own, and not trusted for being here.
    pub signers: usize,
    /// Revocation lists.
    pub revocation_lists: usize,
    /// Certificates that cannot be read, or that say they are their own
    /// issuers without a signature that shows it.
    pub skipped: usize,
}

impl Added {
    const fn is_nothing(self) -> bool {
        self.anchors + self.links + self.signers + self.revocation_lists == 0
    }
}

/// The certificates that the caller trusts. Empty at first: this crate trusts
/// nobody by itself.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<Certificate>,
    links: Vec<Certificate>,
    signers: Vec<Certificate>,
    revocation_lists: Vec<RevocationList>,
}

/// `CscaMasterList` (ICAO Doc 9303-12 section 9.2), its certificates as they
/// stand: one that cannot be read must not hide the others.
#[derive(Sequence)]
struct CscaMasterList {
    version: u8,
    certificates: SetOfVec<Any>,
}

impl TrustStore {
    /// A store that trusts nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what a file holds: one certificate or revocation list in DER,
    /// any number of them in PEM, or a master list of ICAO or the BSI. To
    /// give a file is to trust the country signers in it: who has signed a
    /// master list is not asked, only whether the list is unaltered, where
    /// its algorithm is known.
    ///
    /// # Errors
    /// [`StoreError`]; then the store is as before.
    pub fn add(&mut self, file: &[u8]) -> Result<Added, StoreError> {
        let mut next = self.clone();
        let mut added = Added::default();
        if file.trim_ascii_start().starts_with(b"-----") || find(file, BEGIN).is_some() {
            for block in PemBlocks(file) {
                match block {
                    Some(der) => next.add_der(&der, &mut added)?,
                    None => added.skipped += 1,
                }
            }
        } else {
            next.add_der(file, &mut added)?;
        }
        if added.is_nothing() {
            return Err(StoreError::Nothing);
        }
        *self = next;
        Ok(added)
    }

    /// Country signers.
    #[must_use]
    pub fn anchors(&self) -> &[Certificate] {
        &self.anchors
    }

    /// Certificates of country signers that other country signers have
    /// signed.
    #[must_use]
    pub fn links(&self) -> &[Certificate] {
        &self.links
    }

    /// Document signers.
    #[must_use]
    pub fn signers(&self) -> &[Certificate] {
        &self.signers
    }

    /// Revocation lists.
    #[must_use]
    pub fn revocation_lists(&self) -> &[RevocationList] {
        &self.revocation_lists
    }

    fn add_der(&mut self, encoding: &[u8], added: &mut Added) -> Result<(), StoreError> {
        if let Ok(certificate) = Certificate::from_der(encoding) {
            return self.add_certificate(certificate, added);
        }
        if let Ok(list) = RevocationList::from_der(encoding) {
            self.require_room()?;
            self.revocation_lists.push(list);
            added.revocation_lists += 1;
            return Ok(());
        }
        let Ok(object) = SignedObject::parse(encoding, MASTER_LIST) else {
            added.skipped += 1;
            return Ok(());
        };
        match object.verify(&[]) {
            Ok(_) | Err(CmsError::Signature(SignatureError::Unsupported(_))) => {}
            Err(error) => return Err(StoreError::MasterList(error)),
        }
        let list = CscaMasterList::from_der(object.content())
            .map_err(|_| StoreError::MasterList(CmsError::Malformed("the list in it")))?;
        if list.version != 0 {
            return Err(StoreError::MasterList(CmsError::Malformed("its version")));
        }
        for certificate in list.certificates.iter() {
            match certificate.to_der().map(|der| Certificate::from_der(&der)) {
                Ok(Ok(certificate)) => self.add_certificate(certificate, added)?,
                _ => added.skipped += 1,
            }
        }
        Ok(())
    }

    fn add_certificate(
        &mut self,
        certificate: Certificate,
        added: &mut Added,
    ) -> Result<(), StoreError> {
        let (list, count) = match Role::of(&certificate) {
            Role::Anchor => (&mut self.anchors, &mut added.anchors),
            Role::Link => (&mut self.links, &mut added.links),
            Role::Signer => (&mut self.signers, &mut added.signers),
            Role::Nothing => {
                added.skipped += 1;
                return Ok(());
            }
        };
        *count += 1;
        if !list.contains(&certificate) {
            list.push(certificate);
        }
        self.require_room()
    }

    fn require_room(&self) -> Result<(), StoreError> {
        let items = self.anchors.len()
            + self.links.len()
            + self.signers.len()
            + self.revocation_lists.len();
        if items > MAX_ITEMS {
            return Err(StoreError::TooMany);
        }
        Ok(())
    }
}

/// What a certificate is for.
enum Role {
    /// A country signer that has signed its own certificate.
    Anchor,
    /// A country signer whose certificate another key has signed; mostly the
    /// one before, under the same name.
    Link,
    /// No authority.
    Signer,
    /// An authority that says it has signed itself, and has not.
    Nothing,
}

impl Role {
    fn of(certificate: &Certificate) -> Self {
        if !certificate.may_certify() {
            return Self::Signer;
        }
        if !certificate.is_self_issued() {
            return Self::Link;
        }
        let names_another_key = match (certificate.authority_key_id(), certificate.subject_key_id())
        {
            (Some(issuer), Some(own)) => issuer != own,
            _ => false,
        };
        match certificate.verify_signature(certificate) {
            Ok(()) => Self::Anchor,
            Err(_) if names_another_key => Self::Link,
            // What this crate cannot compute it cannot rely on later either;
            // then the reason comes out.
            Err(SignatureError::Unsupported(_)) => Self::Anchor,
            Err(_) => Self::Nothing,
        }
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The contents of the blocks of a PEM file (RFC 7468), whatever text stands
/// between them and however long their lines are; `None` for one that is
/// malformed.
struct PemBlocks<'a>(&'a [u8]);

impl Iterator for PemBlocks<'_> {
    type Item = Option<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = find(self.0, BEGIN)? + BEGIN.len();
        let rest = self.0.get(start..)?;
        let Some(end) = find(rest, END) else {
            self.0 = &[];
            return Some(None);
        };
        let (block, after) = rest.split_at_checked(end)?;
        self.0 = after;
        Some(pem_content(block))
    }
}

/// Label, dashes and base64.
fn pem_content(block: &[u8]) -> Option<Vec<u8>> {
    let body = block.get(find(block, DASHES)? + DASHES.len()..)?;
    let body: Vec<u8> = body
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    Base64::decode_vec(core::str::from_utf8(&body).ok()?).ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
