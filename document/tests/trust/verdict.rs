//! What is said of a document, and what is not.

mod chip;

use cie_core::bytes::tlv;
use cie_document::{
    emrtd::security_info::SecurityInfos,
    trust::{
        card_security::CardSecurity,
        chain::ChainError,
        cms::CmsError,
        oddity::Oddity,
        security_object::SecurityObjectError,
        store::TrustStore,
        verdict::{ChipEvidence, Evidence, Failure, Finding, Gap, Summary, Verdict},
    },
};

use crate::authority::{Authority, P256, SECURITY_OBJECT, in_days, now};

/// DH with triple DES in group 2, as in the EF.CardAccess of a CIE.
const PACE: [u8; 20] = [
    0x30, 0x12, 0x06, 0x0A, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, 0x01, 0x01, 0x02, 0x01,
    0x02, 0x02, 0x01, 0x02,
];
/// Of Italy; nothing else of it matters here.
const DG1: &[u8] =
    b"\x61\x5D\x5F\x1F\x5AI<ITAD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6\
                     ERIKSSON<<ANNA<MARIA<<<<<<<<<<";

struct Document {
    authority: Authority,
    dg14: Vec<u8>,
    card_access: SecurityInfos,
    object: Vec<u8>,
    trust: TrustStore,
}

impl Document {
    fn new() -> Self {
        let authority = Authority::new(P256);
        let infos = tlv::encode(0x31, &PACE);
        let dg14 = tlv::encode(0x6E, &infos);
        Self {
            object: authority.security_object(&[(1, DG1), (14, &dg14)]),
            trust: authority.trust(),
            card_access: SecurityInfos::parse(&infos).unwrap(),
            dg14,
            authority,
        }
    }

    /// Everything in order.
    fn evidence<'a>(&'a self, files: &'a [(u8, &'a [u8])]) -> Evidence<'a> {
        Evidence {
            security_object: Some(&self.object),
            files,
            trust: &self.trust,
            at: now(),
            chip: &ChipEvidence::File(14),
            card_access: Some(&self.card_access),
        }
    }
}

#[test]
fn a_document_in_order_is_proved_in_all_five() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let verdict = Verdict::of(&document.evidence(&files));
    assert!(verdict.is_complete() && !verdict.has_failed(), "{verdict}");
    let signer = verdict.signer.clone().unwrap();
    assert_eq!(signer.subject.country(), Some("IT"));
    assert_eq!(signer.subject.common_name(), Some("Document Signer"));
    assert_eq!(signer.serial_number, "C0FFEE");
    assert_eq!(verdict.signer_country, Finding::Proved);
    assert_eq!(verdict.oddities, []);
    assert!(verdict.to_string().contains("chip genuine: proved"));
}

#[test]
fn without_trust_nothing_makes_the_chip_genuine() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let nobody = TrustStore::new();
    let verdict = Verdict::of(&Evidence {
        trust: &nobody,
        ..document.evidence(&files)
    });
    assert_eq!(verdict.data_intact, Finding::Proved);
    assert_eq!(verdict.signed_by, Finding::Proved);
    assert_eq!(verdict.signer_trusted, Finding::NotChecked(Gap::NoTrust));
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipKeyNotSigned)
    );
    assert!(!verdict.has_failed() && !verdict.is_complete());
}

#[test]
fn an_expired_signer_fails_and_takes_the_chip_with_it() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let verdict = Verdict::of(&Evidence {
        at: in_days(4000),
        ..document.evidence(&files)
    });
    assert!(matches!(
        verdict.signer_trusted,
        Finding::Failed(Failure::Signer(ChainError::Expired(..)))
    ));
    assert_eq!(verdict.signer_trusted.code(), "certificate_expired");
    assert!(!verdict.chip_genuine.is_proved());
}

#[test]
fn an_altered_file_and_one_that_is_not_covered_are_named() {
    let document = Document::new();
    for (files, failure) in [
        (
            [(1, &b"\x61\x04zone"[..]), (14, &document.dg14[..])],
            Failure::FileAltered(1),
        ),
        ([(2, DG1), (14, &document.dg14)], Failure::FileNotCovered(2)),
        // A file in the place of another.
        ([(1, &document.dg14), (14, DG1)], Failure::FileAltered(1)),
    ] {
        let verdict = Verdict::of(&document.evidence(&files));
        assert_eq!(verdict.data_intact, Finding::Failed(failure));
        assert!(!verdict.chip_genuine.is_proved());
    }
    let verdict = Verdict::of(&document.evidence(&[]));
    assert_eq!(verdict.data_intact, Finding::NotChecked(Gap::NoFiles));
    assert!(!verdict.chip_genuine.is_proved());
}

#[test]
fn an_altered_list_of_digests_has_no_signer() {
    let mut document = Document::new();
    // The digest of a file that was altered, put in the place of the right one.
    let digest = |file: &[u8]| <sha2::Sha256 as sha2::Digest>::digest(file).to_vec();
    let right = digest(DG1);
    let forged = b"\x61\x04ZONE";
    let at = document
        .object
        .windows(32)
        .position(|window| window == right)
        .unwrap();
    document.object[at..at + 32].copy_from_slice(&digest(forged));
    let files = [(1, &forged[..]), (14, &document.dg14[..])];
    let verdict = Verdict::of(&document.evidence(&files));
    assert_eq!(verdict.data_intact, Finding::Proved);
    assert_eq!(
        verdict.signed_by,
        Finding::Failed(Failure::Signature(CmsError::Digest))
    );
    assert_eq!(verdict.signer, None);
    assert_eq!(verdict.signer_trusted, Finding::NotChecked(Gap::NoSigner));
    assert!(!verdict.chip_genuine.is_proved());
}

#[test]
fn without_a_signed_object_nothing_is_proved_whatever_the_chip_did() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let verdict = Verdict::of(&Evidence {
        security_object: None,
        ..document.evidence(&files)
    });
    let gap = Finding::NotChecked(Gap::NoSecurityObject);
    assert_eq!((verdict.data_intact, verdict.signed_by), (gap, gap));
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipKeyNotSigned)
    );
    let verdict = Verdict::of(&Evidence {
        security_object: Some(b"\x77\x00"),
        ..document.evidence(&files)
    });
    assert!(matches!(
        verdict.signed_by,
        Finding::Failed(Failure::SecurityObject(SecurityObjectError::Cms(_)))
    ));
}

#[test]
fn bytes_behind_the_set_of_dg14_are_noted_and_prove_as_much() {
    let document = Document::new();
    let dg14 = tlv::encode(0x6E, &[&tlv::encode(0x31, &PACE)[..], &[0, 0]].concat());
    let object = document.authority.security_object(&[(1, DG1), (14, &dg14)]);
    let verdict = Verdict::of(&Evidence {
        security_object: Some(&object),
        ..document.evidence(&[(1, DG1), (14, &dg14)])
    });
    assert!(verdict.is_complete(), "{verdict}");
    assert_eq!(verdict.oddities, [Oddity::TrailingBytesInDg14]);
}

#[test]
fn a_key_that_another_country_has_signed_is_not_the_documents() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let infos = tlv::encode(0x31, &PACE);
    let france = Authority::new(P256);
    france.root("csca", "/C=FR/O=State/CN=Country Signer");
    let signer = "keyUsage=critical,digitalSignature";
    france.issue("ds", "/C=FR/O=State/CN=Document Signer", "csca", signer);
    let mut trust = document.trust.clone();
    trust.add(&france.bench.get("csca.pem")).unwrap();
    let file = france.sign("ds", SECURITY_OBJECT, &infos);
    let card_security = CardSecurity::parse(&file).unwrap();
    let verdict = Verdict::of(&Evidence {
        chip: &ChipEvidence::CardSecurity(Box::new(card_security.clone())),
        trust: &trust,
        ..document.evidence(&files)
    });
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipKeyNotSigned)
    );
}

#[test]
fn two_signers_without_a_country_are_not_of_the_same() {
    let authority = Authority::new(P256);
    authority.root("csca", "/O=State/CN=Country Signer");
    let signer = "keyUsage=critical,digitalSignature";
    authority.issue("ds", "/O=State/CN=Document Signer", "csca", signer);
    let infos = tlv::encode(0x31, &PACE);
    let file = authority.sign("ds", SECURITY_OBJECT, &infos);
    let card_security = CardSecurity::parse(&file).unwrap();
    let document = Document::new();
    let object = authority.security_object(&[(1, DG1)]);
    let verdict = Verdict::of(&Evidence {
        security_object: Some(&object),
        trust: &authority.trust(),
        chip: &ChipEvidence::CardSecurity(Box::new(card_security.clone())),
        ..document.evidence(&[(1, DG1)])
    });
    assert!(verdict.signer_trusted.is_proved());
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipKeyNotSigned)
    );
}

#[test]
fn bytes_behind_the_key_of_dg15_are_noted() {
    let document = Document::new();
    let files = [(1, DG1), (15, &b"\x6F\x06\x30\x02\x05\x00\x00\x00"[..])];
    let object = document.authority.security_object(&files);
    let verdict = Verdict::of(&Evidence {
        security_object: Some(&object),
        card_access: None,
        ..document.evidence(&files)
    });
    assert!(verdict.data_intact.is_proved());
    assert_eq!(verdict.oddities, [Oddity::TrailingBytesInDg15]);
}
