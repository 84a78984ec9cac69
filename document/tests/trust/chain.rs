//! From a document signer to a trusted country signer, and every way in which
//! that can break.

use cie_core::bytes::tlv;
use cie_core::time::UnixTime;
use cie_document::trust::{
    chain::{self, ChainError, ChainLink, Revocation},
    signature::SignatureError,
    store::TrustStore,
};

use crate::{
    authority::{Authority, P256, RSA, in_days, now},
    forms::{SEQUENCE, inside, put, signature},
};

const CSCA: &str = "/C=IT/O=Ministry/CN=Country Signer";
const DS: &str = "/C=IT/O=Ministry/CN=Document Signer";
const AUTHORITY: &str =
    "keyUsage=critical,keyCertSign,cRLSign\nbasicConstraints=critical,CA:TRUE,pathlen:0";
const SIGNER: &str = "keyUsage=critical,digitalSignature";

fn verdict(authority: &Authority, store: &TrustStore, at: UnixTime) -> Result<usize, ChainError> {
    let signer = authority.certificate("ds");
    chain::check(&signer, store, at).map(|chain| chain.issuers.len())
}

#[test]
fn the_issuer_that_the_caller_trusts_is_found() {
    for suite in [P256, RSA] {
        let authority = Authority::new(suite);
        let store = authority.trust();
        let signer = authority.certificate("ds");
        let chain = chain::check(&signer, &store, now()).unwrap();
        assert_eq!(chain.anchor(), Some(&authority.certificate("csca")));
        assert_eq!(chain.revocation, Revocation::NoList);
    }
}

#[test]
fn nobody_is_trusted_unless_the_caller_says_so() {
    let authority = Authority::new(P256);
    assert_eq!(
        verdict(&authority, &TrustStore::new(), now()),
        Err(ChainError::NoAnchors)
    );
    // Neither the signer's own certificate nor a stranger's helps.
    let mut store = TrustStore::new();
    store.add(&authority.bench.get("ds.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::NoAnchors)
    );
    authority.root("stranger", "/C=IT/O=Others/CN=Stranger");
    store.add(&authority.bench.get("stranger.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::UnknownIssuer)
    );
}

#[test]
fn a_country_signer_with_the_same_name_and_another_key_does_not_do() {
    let authority = Authority::new(P256);
    authority.root("forged", CSCA);
    let mut store = TrustStore::new();
    store.add(&authority.bench.get("forged.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::Signature(SignatureError::Invalid))
    );
    // With the right one beside it, the right one is found.
    store.add(&authority.bench.get("csca.pem")).unwrap();
    assert_eq!(verdict(&authority, &store, now()), Ok(1));
}

#[test]
fn names_are_compared_without_regard_to_case_and_spaces() {
    let authority = Authority::new(P256);
    authority.root_with("csca", "/C=it/O=MINISTRY/CN=Country  signer", AUTHORITY);
    assert_eq!(verdict(&authority, &authority.trust(), now()), Ok(1));
}

#[test]
fn certificates_are_valid_between_their_dates_only() {
    let authority = Authority::new(P256);
    let store = authority.trust();
    let signer = authority.certificate("ds");
    assert_eq!(
        verdict(&authority, &store, in_days(3001)),
        Err(ChainError::Expired(
            ChainLink::DocumentSigner,
            signer.not_after()
        ))
    );
    let root = authority.certificate("csca");
    assert_eq!(
        verdict(&authority, &store, in_days(5001)),
        Err(ChainError::Expired(
            ChainLink::CountrySigner,
            root.not_after()
        ))
    );
    assert_eq!(
        verdict(&authority, &store, UnixTime(root.not_before().0 - 1)),
        Err(ChainError::NotYetValid(
            ChainLink::CountrySigner,
            root.not_before()
        ))
    );
    assert_eq!(verdict(&authority, &store, signer.not_after()), Ok(1));
}

#[test]
fn a_link_certificate_leads_from_the_new_key_to_the_old_one() {
    let authority = Authority::new(P256);
    // The next country signer, certified by the first, which alone is trusted.
    authority.issue(
        "next",
        "/C=IT/O=Ministry/CN=Country Signer 2",
        "csca",
        AUTHORITY,
    );
    authority.issue(
        "third",
        "/C=IT/O=Ministry/CN=Country Signer 3",
        "next",
        AUTHORITY,
    );
    authority.issue("ds", DS, "third", SIGNER);
    let mut store = authority.trust();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::UnknownIssuer)
    );
    let added = store.add(&authority.bench.get("third.pem")).unwrap();
    assert_eq!((added.anchors, added.links), (0, 1));
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::UnknownIssuer)
    );
    store.add(&authority.bench.get("next.pem")).unwrap();
    assert_eq!(verdict(&authority, &store, now()), Ok(3));
    // Links alone are not anchors.
    let mut links = TrustStore::new();
    links.add(&authority.bench.get("next.pem")).unwrap();
    links.add(&authority.bench.get("third.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &links, now()),
        Err(ChainError::NoAnchors)
    );
}

#[test]
fn a_link_certificate_mostly_keeps_the_name_and_changes_the_key() {
    let authority = Authority::new(P256);
    authority.issue("next", CSCA, "csca", AUTHORITY);
    authority.issue("ds", DS, "next", SIGNER);
    let mut store = authority.trust();
    let added = store.add(&authority.bench.get("next.pem")).unwrap();
    assert_eq!((added.anchors, added.links), (0, 1));
    assert_eq!(verdict(&authority, &store, now()), Ok(2));
}

#[test]
fn a_stranger_of_the_same_name_with_another_kind_of_key_has_not_signed() {
    let authority = Authority::new(P256);
    let other = Authority::new(RSA);
    let mut store = TrustStore::new();
    store.add(&other.bench.get("csca.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::Signature(SignatureError::Invalid))
    );
}

#[test]
fn a_document_signer_cannot_make_other_document_signers() {
    let authority = Authority::new(P256);
    authority
        .bench
        .put("real.pem", &authority.bench.get("ds.pem"));
    authority
        .bench
        .put("real.key", &authority.bench.get("ds.key"));
    authority.issue("ds", "/C=IT/CN=Forged", "real", SIGNER);
    let mut store = authority.trust();
    store.add(&authority.bench.get("real.pem")).unwrap();
    assert_eq!(
        verdict(&authority, &store, now()),
        Err(ChainError::UnknownIssuer)
    );
}

#[test]
fn certificates_for_other_uses_are_refused() {
    for (extensions, error) in [
        (
            "keyUsage=critical,keyAgreement",
            ChainError::NotForSignatures,
        ),
        (
            "keyUsage=critical,digitalSignature\n1.2.3.4=critical,DER:0500",
            ChainError::UnknownCriticalExtension,
        ),
        // A signer of master lists, id-icao-mrtd-security-cscaMasterListSigningKey.
        (
            "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,2.23.136.1.1.3",
            ChainError::NotForSignatures,
        ),
        (
            "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth",
            ChainError::NotForSignatures,
        ),
    ] {
        let authority = Authority::new(P256);
        authority.certify("ds", DS, "csca", extensions);
        assert_eq!(verdict(&authority, &authority.trust(), now()), Err(error));
    }
}

#[test]
fn unknown_extensions_that_are_not_critical_do_not_matter() {
    let authority = Authority::new(P256);
    let extensions = format!("{SIGNER}\n1.2.3.4=DER:0500");
    authority.certify("ds", DS, "csca", &extensions);
    assert_eq!(verdict(&authority, &authority.trust(), now()), Ok(1));
}

#[test]
fn a_country_signer_certifies_its_own_country_only() {
    let authority = Authority::new(P256);
    authority.certify("ds", "/C=FR/CN=Document Signer", "csca", SIGNER);
    assert_eq!(
        verdict(&authority, &authority.trust(), now()),
        Err(ChainError::OtherCountry)
    );
}

#[test]
fn a_current_list_without_the_signer_says_that_it_is_not_revoked() {
    let authority = Authority::new(P256);
    authority.revoke("csca", false, 10);
    let mut store = authority.trust();
    let added = store.add(&authority.bench.get("crl.pem")).unwrap();
    assert_eq!(added.revocation_lists, 1);
    let signer = authority.certificate("ds");
    let revocation = |at| chain::check(&signer, &store, at).unwrap().revocation;
    assert_eq!(revocation(in_days(1)), Revocation::NotRevoked);
    assert_eq!(revocation(in_days(11)), Revocation::Outdated);
}

#[test]
fn a_list_that_does_not_say_when_the_next_is_due_is_current_for_90_days() {
    let authority = Authority::new(RSA);
    authority.revoke("csca", false, 1000);
    let der = authority.bench.openssl("crl -in crl.pem -outform DER");
    // OpenSSL always writes it: version, algorithm, issuer, this, next update.
    let mut whole = inside(&der);
    let mut content = inside(&whole[0]);
    content.remove(4);
    whole[0] = put(SEQUENCE, &content);
    let signature = signature(&authority, "csca", &whole[0]);
    whole[2] = tlv::encode(0x03, &[&[0], &signature[..]].concat());
    let without = put(SEQUENCE, &whole);
    authority.bench.put("without", &without);
    authority
        .bench
        .openssl("crl -in without -inform DER -CAfile csca.pem -verify -noout");

    let mut store = authority.trust();
    store.add(&without).unwrap();
    let signer = authority.certificate("ds");
    let revocation = |at| chain::check(&signer, &store, at).unwrap().revocation;
    assert_eq!(revocation(in_days(89)), Revocation::NotRevoked);
    assert_eq!(revocation(in_days(91)), Revocation::Outdated);
}

#[test]
fn a_revoked_signer_is_refused_even_by_an_outdated_list() {
    let authority = Authority::new(P256);
    authority.revoke("csca", true, 10);
    let mut store = authority.trust();
    store.add(&authority.bench.get("crl.pem")).unwrap();
    for days in [1, 11] {
        let error = verdict(&authority, &store, in_days(days)).unwrap_err();
        assert!(
            matches!(error, ChainError::Revoked(ChainLink::DocumentSigner, since) if since <= in_days(1))
        );
    }
}

#[test]
fn the_list_of_a_stranger_revokes_nothing() {
    let authority = Authority::new(P256);
    // The same name, another key.
    authority.root("forged", CSCA);
    authority.revoke("forged", true, 10);
    let mut store = authority.trust();
    store.add(&authority.bench.get("crl.pem")).unwrap();
    let signer = authority.certificate("ds");
    let chain = chain::check(&signer, &store, in_days(1)).unwrap();
    assert_eq!(chain.revocation, Revocation::NoList);
}

#[test]
fn many_lists_of_strangers_do_not_hide_the_one_that_revokes() {
    let authority = Authority::new(P256);
    authority.root("forged", CSCA);
    let mut store = authority.trust();
    authority.revoke("forged", false, 10);
    let strange = authority.bench.get("crl.pem");
    for _ in 0..70 {
        store.add(&strange).unwrap();
    }
    authority.revoke("csca", true, 10);
    store.add(&authority.bench.get("crl.pem")).unwrap();
    let error = verdict(&authority, &store, in_days(1)).unwrap_err();
    assert_eq!(error, ChainError::TooLong);
}

#[test]
fn a_list_by_the_new_key_of_a_country_signer_that_a_link_leads_to_revokes() {
    let authority = Authority::new(P256);
    // The caller has the old key, and a link to the new one, which signs lists.
    authority.issue("next", CSCA, "csca", AUTHORITY);
    authority.revoke("next", true, 10);
    let list = authority.bench.get("crl.pem");
    let mut store = authority.trust();
    store.add(&list).unwrap();
    // Without the link it is a stranger's.
    let signer = authority.certificate("ds");
    let chain = chain::check(&signer, &store, in_days(1)).unwrap();
    assert_eq!(chain.revocation, Revocation::NoList);
    store.add(&authority.bench.get("next.pem")).unwrap();
    assert!(matches!(
        verdict(&authority, &store, in_days(1)),
        Err(ChainError::Revoked(ChainLink::DocumentSigner, _))
    ));
    // A link of a stranger with that name leads to nobody.
    let stranger = Authority::new(P256);
    stranger.issue("next", CSCA, "csca", AUTHORITY);
    stranger.issue("ds", DS, "csca", SIGNER);
    stranger.revoke("next", true, 10);
    let mut store = authority.trust();
    store.add(&stranger.bench.get("next.pem")).unwrap();
    store.add(&stranger.bench.get("crl.pem")).unwrap();
    assert_eq!(verdict(&authority, &store, in_days(1)), Ok(1));
}

#[test]
fn a_current_list_by_such_a_link_says_that_the_signer_is_not_revoked() {
    let authority = Authority::new(P256);
    authority.issue("next", CSCA, "csca", AUTHORITY);
    authority.revoke("next", false, 10);
    let mut store = authority.trust();
    store.add(&authority.bench.get("next.pem")).unwrap();
    store.add(&authority.bench.get("crl.pem")).unwrap();
    let signer = authority.certificate("ds");
    let chain = chain::check(&signer, &store, in_days(1)).unwrap();
    assert_eq!(chain.revocation, Revocation::NotRevoked);
}

#[test]
fn codes_of_one_issuer_do_not_part_signer_and_country_signer() {
    for (country, signer, expected) in [
        ("UK", "GB", Ok(1)),
        ("CN", "HK", Ok(1)),
        ("ZZ", "UN", Ok(1)),
        ("FR", "IT", Err(ChainError::OtherCountry)),
    ] {
        let authority = Authority::new(P256);
        authority.root("csca", &format!("/C={country}/CN=Country Signer"));
        authority.issue("ds", &format!("/C={signer}/CN=DS"), "csca", SIGNER);
        let result = verdict(&authority, &authority.trust(), now());
        assert_eq!(result, expected, "{country} {signer}");
    }
}

#[test]
fn a_link_that_was_revoked_is_told_from_the_document_signer() {
    let authority = Authority::new(P256);
    authority.issue("next", "/C=IT/CN=Country Signer 2", "csca", AUTHORITY);
    // The list is about `ds.pem`: the link for a moment.
    let link = authority.bench.get("next.pem");
    authority.bench.put("ds.pem", &link);
    authority.revoke("csca", true, 10);
    authority.issue("ds", DS, "next", SIGNER);
    let mut store = authority.trust();
    store.add(&link).unwrap();
    store.add(&authority.bench.get("crl.pem")).unwrap();
    assert!(matches!(
        verdict(&authority, &store, in_days(1)),
        Err(ChainError::Revoked(ChainLink::CountrySigner, _))
    ));
}
