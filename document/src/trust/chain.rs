//! From a document signer to a country signer that the caller trusts (ICAO
//! Doc 9303-12 sections 4.1 and 7.1.1; RFC 5280 section 6, without what the
//! two levels of that hierarchy have no use for: policies, name constraints
//! and path lengths, which link certificates would break).

use cie_core::time::UnixTime;

use super::{
    certificate::Certificate, country, revocation::RevocationList, signature::SignatureError,
    store::TrustStore,
};

/// Most link certificates between document signer and country signer. A
/// country changes its key every three to five years.
const MAX_LINKS: usize = 6;
/// Most signatures that are verified for one document.
const MAX_SIGNATURES: usize = 64;
/// Most signatures on revocation lists that are verified for one document.
const MAX_LIST_SIGNATURES: usize = 64;

/// Which certificate of a chain is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainLink {
    /// That of the document signer.
    DocumentSigner,
    /// That of a country signer, or a link between two.
    CountrySigner,
}

/// Why a document signer is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChainError {
    /// The caller trusts nobody.
    #[error("no country signer was given")]
    NoAnchors,
    /// None of the trusted country signers has issued the certificate.
    #[error("none of the given country signers has issued the certificate")]
    UnknownIssuer,
    /// A certificate of that name or key is there, and the signature is not
    /// one of it; or it cannot be computed.
    #[error("the signature on the certificate: {0}")]
    Signature(SignatureError),
    /// A certificate is not valid yet.
    #[error("a certificate is valid only from {1}")]
    NotYetValid(ChainLink, UnixTime),
    /// A certificate is no longer valid.
    #[error("a certificate was valid only until {1}")]
    Expired(ChainLink, UnixTime),
    /// The certificate of the document signer must not be used to sign.
    #[error("the signer's certificate is not for signatures")]
    NotForSignatures,
    /// A certificate in the place of a country signer may not issue any.
    #[error("the issuer is not an authority")]
    NotAnAuthority,
    /// Signer and issuer are of two countries.
    #[error("signer and issuer are of different countries")]
    OtherCountry,
    /// A certificate asks for something that is not known.
    #[error("a certificate has an unknown critical extension")]
    UnknownCriticalExtension,
    /// A certificate was revoked.
    #[error("a certificate was revoked on {1}")]
    Revoked(ChainLink, UnixTime),
    /// Too many certificates that might be the issuer, or too many revocation
    /// lists in its name.
    #[error("the chain of certificates is too long")]
    TooLong,
}

impl ChainError {
    /// How near the chain came to hold: of several errors the greatest is
    /// reported.
    const fn rank(&self) -> u8 {
        match self {
            Self::NoAnchors | Self::UnknownIssuer => 0,
            Self::Signature(SignatureError::Unsupported(_)) => 2,
            Self::Signature(_) => 1,
            _ => 3,
        }
    }
}

/// Whether a revocation list was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// A current list of the issuer does not have the document signer.
    NotRevoked,
    /// No list of the issuer was given.
    NoList,
    /// The lists that were given are not in force at that time.
    Outdated,
}

impl Revocation {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRevoked => "not_revoked",
            Self::NoList => "no_list",
            Self::Outdated => "outdated",
        }
    }
}

/// A chain that holds.
#[derive(Clone, Debug)]
pub struct TrustedChain<'a> {
    /// From the issuer of the document signer to the trusted country signer,
    /// which is the last.
    pub issuers: Vec<&'a Certificate>,
    /// Whether a revocation list was asked for the document signer.
    pub revocation: Revocation,
}

impl<'a> TrustedChain<'a> {
    /// The country signer that the caller trusts.
    #[must_use]
    pub fn anchor(&self) -> Option<&'a Certificate> {
        self.issuers.last().copied()
    }
}

/// Looks for a chain from `signer` to a country signer of `store` that holds
/// at the time `at`.
///
/// # Errors
/// [`ChainError`]: of all the ways that were tried, the one that came nearest.
pub fn check<'a>(
    signer: &Certificate,
    store: &'a TrustStore,
    at: UnixTime,
) -> Result<TrustedChain<'a>, ChainError> {
    if store.anchors().is_empty() {
        return Err(ChainError::NoAnchors);
    }
    let mut search = Search {
        store,
        at,
        signatures: 0,
        list_signatures: 0,
    };
    let issuers = search.issuers(signer, 0)?;
    check_times(signer, ChainLink::DocumentSigner, at)?;
    if !signer.may_sign() {
        return Err(ChainError::NotForSignatures);
    }
    if signer.has_unknown_critical_extension() {
        return Err(ChainError::UnknownCriticalExtension);
    }
    let revocation = search.revocation(signer, ChainLink::DocumentSigner, &issuers)?;
    // The last one is trusted because the caller says so.
    if let Some((_, links)) = issuers.split_last() {
        for link in links {
            search.revocation(link, ChainLink::CountrySigner, &issuers)?;
        }
    }
    Ok(TrustedChain {
        issuers,
        revocation,
    })
}

struct Search<'a> {
    store: &'a TrustStore,
    at: UnixTime,
    signatures: usize,
    list_signatures: usize,
}

impl<'a> Search<'a> {
    /// The certificates from the issuer of `certificate` to an anchor.
    fn issuers(
        &mut self,
        certificate: &Certificate,
        links: usize,
    ) -> Result<Vec<&'a Certificate>, ChainError> {
        let mut nearest = ChainError::UnknownIssuer;
        let store = self.store;
        for anchor in store.anchors() {
            match self.vet(certificate, anchor) {
                Ok(()) => return Ok(vec![anchor]),
                Err(error) => nearest = nearer(nearest, error),
            }
        }
        if links == MAX_LINKS {
            return Err(nearest);
        }
        for link in store.links() {
            let found = self
                .vet(certificate, link)
                .and_then(|()| self.issuers(link, links + 1));
            match found {
                Ok(mut issuers) => {
                    issuers.insert(0, link);
                    return Ok(issuers);
                }
                Err(error) => nearest = nearer(nearest, error),
            }
        }
        Err(nearest)
    }

    /// Whether `issuer` has issued `certificate` and was allowed to.
    fn vet(&mut self, certificate: &Certificate, issuer: &Certificate) -> Result<(), ChainError> {
        if !may_have_issued(certificate, issuer) {
            return Err(ChainError::UnknownIssuer);
        }
        if self.signatures == MAX_SIGNATURES {
            return Err(ChainError::TooLong);
        }
        self.signatures += 1;
        certificate
            .verify_signature(issuer)
            .map_err(ChainError::Signature)?;
        if !issuer.may_certify() {
            return Err(ChainError::NotAnAuthority);
        }
        if issuer.has_unknown_critical_extension() {
            return Err(ChainError::UnknownCriticalExtension);
        }
        // ICAO Doc 9303-12 section 7.1.1.2: issuer and subject of one country. One
        // that is not named is not another; the verdict compares those that are
        // with the document.
        let countries = [certificate, issuer].map(|certificate| certificate.subject().country());
        if let [Some(one), Some(other)] = countries
            && country::same_issuer(one, other) == Some(false)
        {
            return Err(ChainError::OtherCountry);
        }
        check_times(issuer, ChainLink::CountrySigner, self.at)
    }

    /// Asks the lists of the certificate's issuer that one of the trusted
    /// authorities has signed.
    fn revocation(
        &mut self,
        certificate: &Certificate,
        place: ChainLink,
        issuers: &[&'a Certificate],
    ) -> Result<Revocation, ChainError> {
        let mut result = Revocation::NoList;
        let store = self.store;
        for list in store.revocation_lists() {
            if list.issuer() != certificate.issuer() || !self.is_genuine(list, issuers)? {
                continue;
            }
            if let Some(since) = list.revoked_since(certificate)
                && since <= self.at
            {
                return Err(ChainError::Revoked(place, since));
            }
            if list.is_current(self.at) {
                result = Revocation::NotRevoked;
            } else if result == Revocation::NoList {
                result = Revocation::Outdated;
            }
        }
        Ok(result)
    }

    /// Whether an issuer of the chain has signed the list, or another country
    /// signer of the same name (with its newer or older key): one that is trusted,
    /// or a link that leads to one. A list that could not be looked at is an error:
    /// it may be the one that revokes.
    fn is_genuine(
        &mut self,
        list: &RevocationList,
        issuers: &[&'a Certificate],
    ) -> Result<bool, ChainError> {
        let store = self.store;
        let others = store.anchors().iter();
        let others = others.filter(|anchor| !issuers.contains(anchor));
        for authority in issuers.iter().copied().chain(others) {
            if self.has_signed(authority, list)? {
                return Ok(true);
            }
        }
        for link in store.links() {
            // Its own signature counts only where it has signed the list.
            if !issuers.contains(&link)
                && self.has_signed(link, list)?
                && self.leads_to_an_anchor(link)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_signed(
        &mut self,
        authority: &Certificate,
        list: &RevocationList,
    ) -> Result<bool, ChainError> {
        if authority.subject() != list.issuer() || !authority.may_revoke() {
            return Ok(false);
        }
        if self.list_signatures == MAX_LIST_SIGNATURES {
            return Err(ChainError::TooLong);
        }
        self.list_signatures += 1;
        Ok(list.verify_signature(authority).is_ok())
    }

    /// A link that has expired may have signed a list that revokes.
    fn leads_to_an_anchor(&mut self, link: &'a Certificate) -> Result<bool, ChainError> {
        if link.has_unknown_critical_extension() {
            return Ok(false);
        }
        match self.issuers(link, 1) {
            Ok(_) => Ok(true),
            // Not all of them were tried.
            Err(ChainError::TooLong) => Err(ChainError::TooLong),
            Err(_) => Ok(false),
        }
    }
}

/// By key identifier, or by name: country signers have changed their names
/// and kept their keys, and kept their names with every new key.
fn may_have_issued(certificate: &Certificate, issuer: &Certificate) -> bool {
    let by_key = match (certificate.authority_key_id(), issuer.subject_key_id()) {
        (Some(wanted), Some(found)) => wanted == found,
        _ => false,
    };
    by_key || certificate.issuer() == issuer.subject()
}

fn check_times(certificate: &Certificate, link: ChainLink, at: UnixTime) -> Result<(), ChainError> {
    if at < certificate.not_before() {
        Err(ChainError::NotYetValid(link, certificate.not_before()))
    } else if at > certificate.not_after() {
        Err(ChainError::Expired(link, certificate.not_after()))
    } else {
        Ok(())
    }
}

fn nearer(one: ChainError, other: ChainError) -> ChainError {
    if other.rank() > one.rank() {
        other
    } else {
        one
    }
}
