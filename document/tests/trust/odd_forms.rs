//! Files that are not as their standards ask and that were signed all the same.
//! Where OpenSSL takes them, it is asked; each has neighbours that must not
//! hold. docs/odd-forms.md says who has issued what.

use cie_core::bytes::tlv;
use cie_document::trust::{
    chain,
    cms::CmsError,
    oddity::Oddity,
    security_object::{SecurityObject, SecurityObjectError},
    signature::SignatureError,
    store::TrustStore,
    verdict::{ChipEvidence, Evidence, Finding, Gap, Summary, Verdict},
};

use crate::{
    authority::{
        Authority, LDS_SECURITY_OBJECT, P256, RSA, SECURITY_OBJECT, lds_security_object, now,
    },
    forms::{CONTEXT_0, SEQUENCE, SET, indefinite, inside, overlong, put, signature, with_signer},
};

const DG1: &[u8] = b"\x61\x03the zone";

fn signed(authority: &Authority, more: &str) -> Vec<u8> {
    let content = lds_security_object(authority.suite.digest, &[(1, DG1)], false);
    authority.sign_with("ds", LDS_SECURITY_OBJECT, &content, more)
}

fn parse(cms: &[u8]) -> Result<SecurityObject, SecurityObjectError> {
    SecurityObject::parse(&tlv::encode(0x77, cms))
}

/// What is found of it; the signer is the document signer.
fn oddities(authority: &Authority, cms: &[u8]) -> Vec<Oddity> {
    let object = parse(cms).unwrap();
    let verified = object.verify(&[]).unwrap();
    assert_eq!(*verified.signer, authority.certificate("ds"));
    assert!(chain::check(verified.signer, &authority.trust(), now()).is_ok());
    verified.oddities
}

/// OpenSSL's own judgement of a signed object, without the chain.
fn openssl_accepts(authority: &Authority, cms: &[u8]) {
    authority.bench.put("judged", cms);
    authority
        .bench
        .openssl("cms -verify -noverify -binary -inform DER -in judged -out judged.content");
}

#[test]
fn a_signed_object_in_ber_is_that_in_der() {
    let authority = Authority::new(RSA);
    let der = signed(&authority, "");
    assert_eq!(oddities(&authority, &der), []);
    // Written by OpenSSL itself, content in pieces.
    let streamed = signed(&authority, "-stream");
    assert!(streamed.starts_with(&[0x30, 0x80]));
    for ber in [
        streamed,
        indefinite(&der, 1),
        indefinite(&der, 3),
        indefinite(&der, 4),
        overlong(&der, 3),
    ] {
        openssl_accepts(&authority, &ber);
        assert_eq!(oddities(&authority, &ber), [Oddity::Ber]);
        // As long as it is, it is not cut short.
        let cut = &ber[..ber.len() - 3];
        assert!(parse(cut).is_err());
    }
    let trailing = [&der[..], &[0, 0]].concat();
    assert_eq!(oddities(&authority, &trailing), [Oddity::TrailingBytes]);
}

#[test]
fn ber_does_not_let_another_content_pass() {
    let authority = Authority::new(RSA);
    let mut ber = indefinite(&signed(&authority, ""), 4);
    let digest = <sha2::Sha256 as sha2::Digest>::digest(DG1);
    let at = ber.windows(32).position(|window| window == &digest[..]);
    ber[at.unwrap()] ^= 1;
    let object = parse(&ber).unwrap();
    assert_eq!(object.verify(&[]).unwrap_err(), CmsError::Digest);
}

/// The attributes in another order and signed so, or in the order of DER.
fn reordered(authority: &Authority, signed_as_received: bool) -> Vec<u8> {
    with_signer(&signed(authority, ""), |signer| {
        let mut attributes = inside(&signer[3]);
        let in_der = put(SET, &attributes);
        attributes.reverse();
        assert_ne!(put(SET, &attributes), in_der);
        let message = if signed_as_received {
            put(SET, &attributes)
        } else {
            in_der
        };
        signer[3] = put(CONTEXT_0, &attributes);
        signer[5] = tlv::encode(0x04, &signature(authority, "ds", &message));
    })
}

#[test]
fn attributes_are_a_set_whichever_order_was_signed() {
    for suite in [RSA, P256] {
        let authority = Authority::new(suite);
        let as_received = reordered(&authority, true);
        openssl_accepts(&authority, &as_received);
        assert_eq!(
            oddities(&authority, &as_received),
            [Oddity::AttributesInWireOrder]
        );
        // RFC 5652: however they travel, signed is the order of DER.
        assert_eq!(oddities(&authority, &reordered(&authority, false)), []);
        // Another attribute is another set.
        let mut altered = as_received;
        let id = [
            0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05,
        ];
        let at = altered.windows(id.len()).position(|window| window == id);
        altered[at.unwrap() + id.len() + 5] ^= 1;
        assert_eq!(
            parse(&altered).unwrap().verify(&[]).unwrap_err(),
            CmsError::Signature(SignatureError::Invalid)
        );
    }
}

#[test]
fn content_signed_without_attributes_is_verified_and_a_set_is_not_content() {
    for suite in [RSA, P256] {
        let authority = Authority::new(suite);
        let bare = signed(&authority, "-noattr");
        openssl_accepts(&authority, &bare);
        assert_eq!(oddities(&authority, &bare), [Oddity::NoSignedAttributes]);
        let object = parse(&signed(&Authority::new(suite), "-noattr")).unwrap();
        let [signer] = [authority.certificate("ds")];
        assert!(object.verify(&[signer]).is_ok_and(|verified| {
            chain::check(verified.signer, &authority.trust(), now()).is_err()
        }));
    }
    // EF.CardSecurity holds a set, as signed attributes are.
    let authority = Authority::new(P256);
    let signed = authority.sign_with("ds", SECURITY_OBJECT, &[0x31, 0x00], "-noattr");
    let security = cie_document::trust::card_security::CardSecurity::parse(&signed).unwrap();
    assert_eq!(
        security.verify_signature(&[]).unwrap_err(),
        CmsError::Malformed("no signed attributes")
    );
}

/// The signer named otherwise: `change` is given the relative names of the
/// issuer and the serial number.
fn named(cms: &[u8], change: impl FnOnce(&mut Vec<Vec<u8>>, &mut Vec<u8>)) -> Vec<u8> {
    with_signer(cms, |signer| {
        let mut identifier = inside(&signer[1]);
        let mut names = inside(&identifier[0]);
        change(&mut names, &mut identifier[1]);
        identifier[0] = put(SEQUENCE, &names);
        signer[1] = put(SEQUENCE, &identifier);
    })
}

fn another_letter(names: &mut [Vec<u8>]) {
    *names.last_mut().unwrap().last_mut().unwrap() ^= 1;
}

#[test]
fn a_signer_is_found_by_its_name_in_any_order() {
    let authority = Authority::new(P256);
    let turned = named(&signed(&authority, ""), |names, _| names.reverse());
    assert_eq!(oddities(&authority, &turned), []);
    // Also where the certificate comes from elsewhere.
    let bare = named(&signed(&authority, "-nocerts"), |names, _| names.reverse());
    let others = [authority.certificate("csca"), authority.certificate("ds")];
    let object = parse(&bare).unwrap();
    assert_eq!(object.verify_signature(&others), Ok(&others[1]));
}

#[test]
fn a_signer_named_otherwise_is_the_only_one_or_that_of_the_serial_number() {
    let authority = Authority::new(P256);
    let only = signed(&authority, "");
    let several = signed(&authority, "-certfile csca.pem");
    for cms in [
        named(&only, |names, _| another_letter(names)),
        named(&only, |_, serial| serial[2] ^= 1),
        named(&several, |names, _| another_letter(names)),
    ] {
        assert_eq!(oddities(&authority, &cms), [Oddity::SignerNamedOtherwise]);
    }
    // Neither.
    let nobody = named(&several, |_, serial| serial[2] ^= 1);
    let object = parse(&nobody).unwrap();
    assert_eq!(object.verify(&[]).unwrap_err(), CmsError::SignerMissing);
}

#[test]
fn the_only_certificate_is_not_taken_for_that_of_a_stranger() {
    let authority = Authority::new(P256);
    // Signed by a stranger, with the certificate of the document signer.
    let stranger = Authority::new(P256);
    let genuine = inside(&inside(&signed(&authority, ""))[1]);
    let forged = signed(&stranger, "");
    let mut outer = inside(&forged);
    let mut data = inside(&inside(&outer[1])[0]);
    data[3] = inside(&genuine[0])[3].clone();
    outer[1] = put(CONTEXT_0, &[put(SEQUENCE, &data)]);
    let forged = put(SEQUENCE, &outer);
    // By its name it is that signer, whose signature it is not.
    let object = parse(&forged).unwrap();
    assert_eq!(
        object.verify(&[]).unwrap_err(),
        CmsError::Signature(SignatureError::Invalid)
    );
    // By another name nothing is known of the signer.
    let object = parse(&named(&forged, |names, _| another_letter(names))).unwrap();
    assert_eq!(object.verify(&[]).unwrap_err(), CmsError::SignerMissing);
    // A signer of its own is found, and the chain does not reach it.
    let own = named(&signed(&stranger, ""), |names, _| another_letter(names));
    let object = parse(&own).unwrap();
    let verified = object.verify(&[]).unwrap();
    assert!(chain::check(verified.signer, &authority.trust(), now()).is_err());
    assert!(chain::check(verified.signer, &TrustStore::new(), now()).is_err());
}

#[test]
fn another_certificate_of_the_same_issuer_and_number_does_not_accuse() {
    let authority = Authority::new(P256);
    let bare = signed(&authority, "-nocerts");
    let whole = signed(&authority, "");
    let right = authority.certificate("ds");
    // The same names and number, another key.
    let clash = Authority::new(P256).certificate("ds");
    let object = parse(&bare).unwrap();
    for others in [
        [clash.clone(), right.clone()],
        [right.clone(), clash.clone()],
    ] {
        assert_eq!(object.verify_signature(&others), Ok(&right));
    }
    let only = [clash.clone()];
    assert_eq!(object.verify_signature(&only), Err(CmsError::SignerMissing));
    // The document's own is the first to be tried, and speaks against it.
    let own = parse(&whole).unwrap();
    assert_eq!(own.verify_signature(&only), Ok(&right));
    let forged = with_signer(&whole, |signer| {
        *signer.last_mut().unwrap().last_mut().unwrap() ^= 1;
    });
    let forged = parse(&forged).unwrap();
    assert_eq!(
        forged.verify_signature(&only),
        Err(CmsError::Signature(SignatureError::Invalid))
    );
}

/// EF.SOD over DG1 with another list of digests.
fn with_list(authority: &Authority, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let mut list = inside(&lds_security_object("sha256", &[(1, DG1)], true));
    change(&mut list);
    let cms = authority.sign("ds", LDS_SECURITY_OBJECT, &put(SEQUENCE, &list));
    openssl_accepts(authority, &cms);
    tlv::encode(0x77, &cms)
}

fn judged(authority: &Authority, object: &[u8]) -> Verdict {
    Verdict::of(&Evidence {
        security_object: Some(object),
        files: &[(1, DG1)],
        trust: &authority.trust(),
        at: now(),
        chip: &ChipEvidence::NotAsked,
        card_access: None,
    })
}

#[test]
fn a_list_with_other_texts_or_more_fields_is_read() {
    let authority = Authority::new(P256);
    let utf8 = put(
        0x30,
        &[tlv::encode(0x0C, b"0108"), tlv::encode(0x0C, b"040000")],
    );
    let object = with_list(&authority, |list| list[3] = utf8);
    let read = SecurityObject::parse(&object).unwrap();
    assert_eq!(read.lds_version(), Some("0108"));
    assert!(judged(&authority, &object).data_intact.is_proved());
    let object = with_list(&authority, |list| list.push(vec![0x02, 1, 5]));
    assert!(judged(&authority, &object).data_intact.is_proved());
    let object = with_list(&authority, |list| list[3] = vec![0x02, 1, 5]);
    assert_eq!(SecurityObject::parse(&object).unwrap().lds_version(), None);
}

#[test]
fn a_list_that_is_signed_and_not_understood_accuses_nobody() {
    let authority = Authority::new(P256);
    for object in [
        with_list(&authority, |list| list[0] = vec![0x02, 1, 2]),
        with_list(&authority, |list| list[2] = vec![0x04, 0]),
        with_list(&authority, |list| list.truncate(2)),
    ] {
        let verdict = judged(&authority, &object);
        let open = Finding::NotChecked(Gap::ListNotUnderstood);
        assert_eq!(verdict.data_intact, open);
        assert!(verdict.signed_by.is_proved() && verdict.signer_trusted.is_proved());
        assert_eq!(verdict.summary(), Summary::NotChecked);
        // Nobody has signed this one.
        let mut forged = object;
        *forged.last_mut().unwrap() ^= 1;
        let verdict = judged(&authority, &forged);
        assert_eq!(verdict.data_intact.code(), "security_object_malformed");
        assert_eq!(verdict.summary(), Summary::SignatureInvalid);
    }
}
