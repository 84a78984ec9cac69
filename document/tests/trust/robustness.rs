//! Altered and truncated files: no panic, and never another content under a
//! signature that holds.

use cie_document::trust::{
    card_security::CardSecurity, certificate::Certificate, revocation::RevocationList,
    security_object::SecurityObject, store::TrustStore,
};

use crate::authority::{Authority, P256, RSA, SECURITY_OBJECT};

/// Every beginning of `file`, and `file` with one bit of every byte turned
/// over.
fn altered(file: &[u8], mut parse: impl FnMut(&[u8])) {
    for end in 0..file.len() {
        parse(&file[..end]);
    }
    let mut file = file.to_vec();
    for position in 0..file.len() {
        let bit = 1 << (position % 8);
        file[position] ^= bit;
        parse(&file);
        file[position] ^= bit;
    }
}

#[test]
fn no_altered_security_object_panics_or_proves_other_digests() {
    for suite in [P256, RSA] {
        let authority = Authority::new(suite);
        let original = authority.security_object(&[(1, b"a file"), (2, b"another")]);
        let digests = SecurityObject::parse(&original).unwrap();
        let groups: Vec<_> = digests.groups().collect();
        let mut held = 0;
        altered(&original, |file| {
            let Ok(object) = SecurityObject::parse(file) else {
                return;
            };
            if object.verify_signature(&[]).is_ok() {
                held += 1;
                assert_eq!(object.groups().collect::<Vec<_>>(), groups);
                for (number, content) in [(1, &b"a file"[..]), (2, b"another")] {
                    assert_eq!(
                        object.coverage(number, content),
                        digests.coverage(number, content)
                    );
                }
            }
        });
        // What nobody has signed, such as the signature on the signer's
        // certificate, may be altered; that shows elsewhere.
        assert!(held < original.len() / 2);
    }
}

#[test]
fn no_altered_certificate_panics_or_keeps_its_signature() {
    let authority = Authority::new(P256);
    let issuer = authority.certificate("csca");
    let original = authority.bench.der("ds.pem");
    altered(&original, |der| {
        if let Ok(certificate) = Certificate::from_der(der) {
            let _ = (certificate.public_key(), certificate.may_certify());
            assert!(certificate.verify_signature(&issuer).is_err());
        }
    });
}

#[test]
fn no_altered_list_or_store_panics() {
    let authority = Authority::new(P256);
    let infos = [0x31, 0x00];
    let signed = authority.sign("ds", SECURITY_OBJECT, &infos);
    altered(&signed, |file| drop(CardSecurity::parse(file)));
    let pem = authority.bench.get("csca.pem");
    altered(&pem, |file| {
        let mut store = TrustStore::new();
        assert!(store.add(file).is_ok() || store.anchors().is_empty());
    });
    authority.revoke("csca", true, 9);
    let list = authority.bench.openssl("crl -in crl.pem -outform DER");
    let issuer = authority.certificate("csca");
    altered(&list, |file| {
        if let Ok(list) = RevocationList::from_der(file) {
            assert!(list.verify_signature(&issuer).is_err());
        }
    });
}
