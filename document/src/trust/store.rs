//! What the caller trusts: country signers and what comes with them, from
//! files as they are published.

mod text;

use cie_core::extension::tlv::{Children, Tlv};
use der::asn1::ObjectIdentifier;

use super::{
    certificate::Certificate,
    cms::{self, CmsError, SignedObject},
    revocation::RevocationList,
    signature::SignatureError,
};
use crate::ber;

/// `id-icao-cscaMasterList`, ICAO Doc 9303-12 section 9.2.
const MASTER_LIST: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.2");

/// Most certificates and lists that are kept. The greatest published master
/// lists have some six hundred.
const MAX_ITEMS: usize = 8192;

/// Most document signers that are kept: ICAO's download has tens of thousands,
/// and documents bring their own.
const MAX_SIGNERS: usize = 4096;

/// Why nothing of a file was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Neither certificate, nor revocation list, nor master list, nor PKCS #7
    /// or LDIF with any of them.
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
    /// Certificates that cannot be read, that say they are their own issuers
    /// without a signature that shows it, or that are authorities by one
    /// extension and not by another; document signers beyond 4,096; in LDIF
    /// also master lists whose own signature does not hold.
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

impl TrustStore {
    /// A store that trusts nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what a file holds: a certificate, a revocation list, a master list
    /// of ICAO or the BSI with or without its signature, or PKCS #7 with
    /// certificates (`.p7b`), in DER or BER; any number of them in PEM; or the
    /// LDIF of ICAO's public key directory. To give a file is to trust the
    /// country signers in it: who has signed a master list is not asked, only
    /// whether the list is unaltered, where its algorithm is known.
    ///
    /// # Errors
    /// [`StoreError`]; then the store is as before.
    pub fn add(&mut self, file: &[u8]) -> Result<Added, StoreError> {
        let mut next = self.clone();
        let mut added = Added::default();
        if text::is_pem(file) {
            for block in text::PemBlocks(file) {
                match block {
                    Some(der) => next.add_der(&der, &mut added)?,
                    None => added.skipped += 1,
                }
            }
        } else if let Some(values) = text::ldif(file) {
            for value in values {
                match next.add_der(&value, &mut added) {
                    // One of some thirty lists, each complete in itself.
                    Err(StoreError::MasterList(_)) => added.skipped += 1,
                    result => result?,
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
        if self.add_item(encoding, added)? {
            return Ok(());
        }
        if let Some(items) = cms::unsigned_certificates(encoding) {
            for item in items {
                if !self.add_item(&item, added)? {
                    added.skipped += 1;
                }
            }
            return Ok(());
        }
        let Ok(object) = SignedObject::parse(encoding, MASTER_LIST) else {
            // Some keep the list without its signature. Nothing of it is taken
            // on trust that was not given with the file.
            match certificates_of(encoding) {
                Some(certificates) => self.add_certificates(&certificates, added)?,
                None => added.skipped += 1,
            }
            return Ok(());
        };
        match object.verify(&[]) {
            Ok(_) | Err(CmsError::Signature(SignatureError::Unsupported(_))) => {}
            Err(error) => return Err(StoreError::MasterList(error)),
        }
        let list = certificates_of(object.content()).ok_or(StoreError::MasterList(
            CmsError::Malformed("the list in it or its version"),
        ))?;
        self.add_certificates(&list, added)
    }

    /// A certificate or a revocation list; `false` if it is neither.
    fn add_item(&mut self, encoding: &[u8], added: &mut Added) -> Result<bool, StoreError> {
        if let Ok(certificate) = Certificate::from_der(encoding) {
            self.add_certificate(certificate, added)?;
        } else if let Ok(list) = RevocationList::from_der(encoding) {
            self.require_room()?;
            self.revocation_lists.push(list);
            added.revocation_lists += 1;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn add_certificates(
        &mut self,
        encodings: &[Vec<u8>],
        added: &mut Added,
    ) -> Result<(), StoreError> {
        for encoding in encodings {
            match Certificate::from_der(encoding) {
                Ok(certificate) => self.add_certificate(certificate, added)?,
                Err(_) => added.skipped += 1,
            }
        }
        Ok(())
    }

    fn add_certificate(
        &mut self,
        certificate: Certificate,
        added: &mut Added,
    ) -> Result<(), StoreError> {
        // The same ones are in every list; what they are was found out once.
        let known = self.known(&certificate);
        let is_new = known.is_none();
        let role = known.unwrap_or_else(|| Role::of(&certificate));
        let (list, count) = match role {
            Role::Anchor => (&mut self.anchors, &mut added.anchors),
            Role::Link => (&mut self.links, &mut added.links),
            Role::Signer if !is_new || self.signers.len() < MAX_SIGNERS => {
                (&mut self.signers, &mut added.signers)
            }
            Role::Signer | Role::Nothing => {
                added.skipped += 1;
                return Ok(());
            }
        };
        *count += 1;
        if is_new {
            list.push(certificate);
        }
        self.require_room()
    }

    fn known(&self, certificate: &Certificate) -> Option<Role> {
        [
            (&self.anchors, Role::Anchor),
            (&self.links, Role::Link),
            (&self.signers, Role::Signer),
        ]
        .into_iter()
        .find_map(|(list, role)| list.contains(certificate).then_some(role))
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
    /// A certificate that claims to have signed itself, and has not, or one that
    /// says that it is not an authority.
    Nothing,
}

impl Role {
    fn of(certificate: &Certificate) -> Self {
        if !certificate.may_certify() {
            // A certificate of a country signer that calls itself no authority:
            // a link of Italy's does. It is not to be relied on as one, and it
            // is not a document signer's, whose name differs from its issuer's.
            let of_an_authority = certificate.says_it_certifies()
                || (certificate.is_self_issued()
                    && certificate.verify_signature(certificate).is_err());
            return if of_an_authority {
                Self::Nothing
            } else {
                Self::Signer
            };
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

/// The certificates of a `CscaMasterList` (ICAO Doc 9303-12 section 9.2) of
/// version 0, as they stand: one that cannot be read must not hide the others.
fn certificates_of(list: &[u8]) -> Option<Vec<Vec<u8>>> {
    const SEQUENCE: u32 = 0x30;
    const INTEGER: u32 = 0x02;
    const SET: u32 = 0x31;
    let (der, _) = ber::to_der(list).ok()?;
    let outer = Tlv::single(&der)
        .ok()
        .filter(|outer| outer.tag == SEQUENCE)?;
    let fields: Vec<_> = outer.children().collect::<Result<_, _>>().ok()?;
    let [version, set] = &fields[..] else {
        return None;
    };
    if (version.tag, version.value, set.tag) != (INTEGER, &[0][..], SET) {
        return None;
    }
    let mut certificates = Vec::new();
    let mut children: Children<'_> = set.children();
    loop {
        let before = children.rest();
        match children.next() {
            None => return Some(certificates),
            Some(Err(_)) => return None,
            Some(Ok(_)) => {
                let len = before.len() - children.rest().len();
                certificates.push(before.get(..len)?.to_vec());
            }
        }
    }
}
