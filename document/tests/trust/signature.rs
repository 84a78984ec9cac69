//! Signed objects of every supported kind.

use cie_document::trust::{
    card_security::CardSecurity,
    cms::CmsError,
    security_object::{Coverage, SecurityObject, SecurityObjectError},
    signature::SignatureError,
};

use crate::authority::{
    Authority, LDS_SECURITY_OBJECT, P256, RSA, SECURITY_OBJECT, Suite, lds_security_object,
};

const DG1: &[u8] = b"\x61\x03the zone";
const NIS: &[u8] = b"123456789012";

const fn rsa(digest: &'static str) -> Suite {
    Suite { digest, ..RSA }
}

const fn pss(digest: &'static str, cms: &'static str, certificate: &'static str) -> Suite {
    Suite {
        digest,
        cms,
        certificate,
        ..RSA
    }
}

const fn ec(key: &'static str, digest: &'static str) -> Suite {
    Suite {
        key,
        digest,
        ..P256
    }
}

fn object(suite: Suite) -> (Authority, SecurityObject) {
    let authority = Authority::new(suite);
    let file = authority.security_object(&[(1, DG1), (0xA1, NIS)]);
    let object = SecurityObject::parse(&file).unwrap();
    (authority, object)
}

/// Signature of the object and of the signer's certificate.
fn holds(suite: Suite) {
    let (authority, object) = object(suite);
    let signer = object.verify_signature(&[]).unwrap();
    assert_eq!(*signer, authority.certificate("ds"), "{suite:?}");
    signer
        .verify_signature(&authority.certificate("csca"))
        .unwrap();
    assert_eq!(
        signer.verify_signature(signer),
        Err(SignatureError::Invalid),
        "{suite:?}"
    );
    assert_eq!(object.coverage(1, DG1), Coverage::Matches);
}

#[test]
fn rsa_with_pkcs_1_padding_and_every_hash() {
    for digest in ["sha1", "sha256", "sha384", "sha512"] {
        holds(rsa(digest));
    }
}

#[test]
fn rsa_with_pss_padding() {
    for suite in [
        pss(
            "sha256",
            "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:digest",
            "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest",
        ),
        pss(
            "sha512",
            "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:64",
            "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20",
        ),
        pss(
            "sha1",
            "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20",
            "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20",
        ),
        // The mask by another hash than the message, and no salt.
        pss(
            "sha256",
            "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32 -keyopt rsa_mgf1_md:sha1",
            "-sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha512",
        ),
        pss(
            "sha384",
            "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:0 -keyopt rsa_mgf1_md:sha256",
            "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:max",
        ),
    ] {
        holds(suite);
    }
}

/// Each with a hash shorter than its order, and one as long or longer.
const CURVES: [(&str, [&str; 2]); 11] = [
    ("P-192", ["sha1", "sha256"]),
    ("P-224", ["sha1", "sha256"]),
    ("P-256", ["sha1", "sha512"]),
    ("P-384", ["sha1", "sha384"]),
    ("P-521", ["sha256", "sha512"]),
    ("brainpoolP192r1", ["sha1", "sha256"]),
    ("brainpoolP224r1", ["sha1", "sha384"]),
    ("brainpoolP256r1", ["sha256", "sha384"]),
    ("brainpoolP320r1", ["sha256", "sha512"]),
    ("brainpoolP384r1", ["sha256", "sha384"]),
    ("brainpoolP512r1", ["sha256", "sha512"]),
];

#[test]
fn ecdsa_on_every_curve_by_name_and_by_its_parameters() {
    for (curve, digests) in CURVES {
        for (digest, encoding) in digests.into_iter().zip(["named_curve", "explicit"]) {
            let key = format!(
                "-algorithm EC -pkeyopt ec_paramgen_curve:{curve} -pkeyopt ec_param_enc:{encoding}"
            );
            holds(ec(key.leak(), digest));
        }
    }
}

#[test]
fn both_versions_of_the_list_and_the_numbers_of_the_ias_application_are_read() {
    let authority = Authority::new(P256);
    for with_version in [false, true] {
        let content = lds_security_object("sha256", &[(0xA5, DG1), (0xA1, NIS)], with_version);
        let signed = authority.sign("ds", LDS_SECURITY_OBJECT, &content);
        let file = cie_core::bytes::tlv::encode(0x77, &signed);
        let object = SecurityObject::parse(&file).unwrap();
        assert_eq!(object.groups().collect::<Vec<_>>(), [0xA5, 0xA1]);
        assert_eq!(object.lds_version(), with_version.then_some("0108"));
        assert_eq!(object.coverage(0xA1, NIS), Coverage::Matches);
        assert_eq!(object.coverage(0xA1, DG1), Coverage::Differs);
        assert_eq!(object.coverage(0xA2, NIS), Coverage::NotCovered);
        assert!(object.verify_signature(&[]).is_ok());
    }
}

#[test]
fn one_number_twice_is_refused() {
    let authority = Authority::new(P256);
    let content = lds_security_object("sha256", &[(1, DG1), (1, NIS)], false);
    let signed = authority.sign("ds", LDS_SECURITY_OBJECT, &content);
    assert_eq!(
        SecurityObject::parse(&cie_core::bytes::tlv::encode(0x77, &signed)).unwrap_err(),
        SecurityObjectError::Content("two digests of a data group")
    );
}

#[test]
fn a_signer_whose_certificate_is_elsewhere_is_found_there() {
    let authority = Authority::new(P256);
    let content = lds_security_object("sha256", &[(1, DG1)], false);
    for more in ["-nocerts", "-nocerts -keyid"] {
        let signed = authority.sign_with("ds", LDS_SECURITY_OBJECT, &content, more);
        let object = SecurityObject::parse(&cie_core::bytes::tlv::encode(0x77, &signed)).unwrap();
        assert_eq!(
            object.verify_signature(&[]).unwrap_err(),
            CmsError::SignerMissing
        );
        let others = [authority.certificate("csca"), authority.certificate("ds")];
        assert_eq!(object.verify_signature(&others), Ok(&others[1]));
    }
}

#[test]
fn a_key_for_pss_alone_signs_with_its_own_parameters() {
    for (key, digest, cms) in [
        // Without restrictions, and with each of them.
        ("", "sha256", "-keyopt rsa_pss_saltlen:32"),
        (
            "-pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 \
             -pkeyopt rsa_pss_keygen_saltlen:32",
            "sha256",
            "-keyopt rsa_pss_saltlen:48",
        ),
        (
            "-pkeyopt rsa_pss_keygen_md:sha512 -pkeyopt rsa_pss_keygen_mgf1_md:sha1 \
             -pkeyopt rsa_pss_keygen_saltlen:20",
            "sha512",
            "-keyopt rsa_mgf1_md:sha1 -keyopt rsa_pss_saltlen:20",
        ),
    ] {
        let key = format!("-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 {key}");
        let cms = format!("-keyopt rsa_padding_mode:pss {cms}");
        holds(Suite {
            key: key.leak(),
            ..pss(digest, cms.leak(), "")
        });
    }
}

#[test]
fn a_key_for_pss_alone_makes_no_other_signature() {
    // OpenSSL 3.0 calls the signature of such a key one of PKCS #1 if it is not
    // told otherwise, and does not take it either.
    let key = "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048";
    let (_authority, object) = object(Suite { key, ..RSA });
    assert_eq!(
        object.verify_signature(&[]).unwrap_err(),
        CmsError::Signature(SignatureError::Invalid)
    );
}

#[test]
fn another_content_type_is_no_security_object() {
    let authority = Authority::new(P256);
    let content = lds_security_object("sha256", &[(1, DG1)], false);
    let signed = authority.sign("ds", SECURITY_OBJECT, &content);
    assert_eq!(
        SecurityObject::parse(&cie_core::bytes::tlv::encode(0x77, &signed)).unwrap_err(),
        SecurityObjectError::Cms(CmsError::Malformed("another type of content"))
    );
}

#[test]
fn the_name_of_another_hash_on_an_rsa_signature_does_not_matter() {
    // On some CIE the signature algorithm is sha1WithRSAEncryption, and the
    // hash SHA-256: the same file with one byte of the identifier changed.
    let authority = Authority::new(RSA);
    let content = lds_security_object("sha256", &[(1, DG1)], false);
    let signed = authority.sign_with("ds", LDS_SECURITY_OBJECT, &content, "-nocerts");
    // rsaEncryption, as OpenSSL writes it, becomes sha1WithRSAEncryption.
    let rsa = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
    let at = signed.windows(9).rposition(|window| window == rsa).unwrap();
    let mut named = signed;
    named[at + 8] = 5;
    let file = cie_core::bytes::tlv::encode(0x77, &named);
    let object = SecurityObject::parse(&file).unwrap();
    let others = [authority.certificate("ds")];
    assert!(object.verify_signature(&others).is_ok());
}

#[test]
fn ef_card_security_gives_its_infos_under_its_signature() {
    let authority = Authority::new(P256);
    let infos = [
        0x31, 0x14, 0x30, 0x12, 0x06, 0x0A, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, 0x06,
        0x02, 0x02, 0x01, 0x02, 0x02, 0x01, 0x0D,
    ];
    let file = authority.sign("ds", SECURITY_OBJECT, &infos);
    let card_security = CardSecurity::parse(&file).unwrap();
    assert_eq!(card_security.infos().pace().count(), 1);
    assert!(card_security.verify_signature(&[]).is_ok());
}
