//! The signed object of a real card: EF.SOD of DF_CIE as the answers in
//! pagopa/cie-sdk-android
//! `CieSDK/src/test/java/it/pagopa/io/app/cie/CieCommandsTest.kt` give it, put
//! together. OpenSSL, too, finds its signature right.

use cie_core::{bytes::hex, date::Date, time::UnixTime};
use cie_document::trust::{
    chain::{self, ChainError},
    hash::HashAlgorithm,
    security_object::{Coverage, SecurityObject},
    store::TrustStore,
};

use crate::authority::{Authority, P256};

fn object() -> SecurityObject {
    let text = include_str!("cie_ias_sod.hex").replace(char::is_whitespace, "");
    SecurityObject::parse(&hex::decode(&text).unwrap()).unwrap()
}

#[test]
fn its_list_is_of_version_1_with_the_numbers_of_the_ias_files_in_one_byte_each() {
    let object = object();
    let groups: Vec<_> = object.groups().collect();
    assert_eq!(groups, [0xA5, 0x1B, 0xA4, 0xA3, 0xA2, 0xA1]);
    assert_eq!(object.hash(), HashAlgorithm::Sha512);
    assert_eq!(object.lds_version(), Some("0108"));
    assert_eq!(object.coverage(0xA1, b"000000000000"), Coverage::Differs);
}

#[test]
fn its_signature_by_the_italian_document_signer_is_right() {
    let object = object();
    let signer = object.verify_signature(&[]).unwrap();
    assert_eq!(signer.subject().common_name(), Some("eIdentityCardSigner"));
    assert_eq!(signer.subject().country(), Some("IT"));
    assert_eq!(
        signer.issuer().common_name(),
        Some("Italian Country Signer CA")
    );
    assert_eq!(signer.serial_number(), "4EE4231D2FCC5A3C");
    assert_eq!(signer.not_before().date(), Date::new(2022, 10, 6));
    assert_eq!(signer.not_after().date(), Date::new(2034, 1, 6));
    assert!(signer.may_sign() && !signer.may_certify());
    assert!(!signer.has_unknown_critical_extension());
    assert_eq!(
        signer.authority_key_id().as_deref(),
        hex::decode("D11A505E15ADEA5A61779CA4A2A991EC3949D1F9").as_deref()
    );
}

#[test]
fn a_country_signer_that_only_has_the_italian_name_does_not_make_it_trusted() {
    let object = object();
    let signer = object.verify_signature(&[]).unwrap();
    let authority = Authority::new(P256);
    authority.root(
        "csca",
        "/CN=Italian Country Signer CA\
         /OU=National Electronic Center of Italian National Police\
         /O=Ministry of Interior/C=IT",
    );
    let store: TrustStore = authority.trust();
    assert_eq!(store.anchors().first().unwrap().subject(), signer.issuer());
    // 2026-11-22.
    let error = chain::check(signer, &store, UnixTime(1_795_305_600)).unwrap_err();
    assert!(matches!(error, ChainError::Signature(_)), "{error}");
}
