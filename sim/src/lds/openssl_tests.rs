//! OpenSSL, which shares no code with us, looks at what the document carries.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step or a wrong index must fail the test"
)]

use cie_core::bytes::tlv::{self, Tlv};
use der::Decode;

use super::*;
use crate::identity::Hash;
use crate::identity::openssl_tests::Bench;

/// Below the first country signer; OpenSSL verifies the whole chain.
const RSA: [(DocumentSignature, Hash); 3] = [
    (DocumentSignature::RsaSha256, Hash::Sha256),
    (DocumentSignature::RsaSha1, Hash::Sha1),
    (DocumentSignature::PssSha512, Hash::Sha512),
];

/// Below the second country signer. ICAO Doc 9303-12 demands written-out curve parameters and
/// OpenSSL 3 refuses chains with them, so that it is given one signature after the other.
const ECDSA: [(DocumentSignature, Hash); 3] = [
    (DocumentSignature::EcdsaP256, Hash::Sha256),
    (DocumentSignature::EcdsaBrainpoolP384r1, Hash::Sha384),
    (DocumentSignature::EcdsaP521, Hash::Sha512),
];

fn document(settings: &[&str]) -> Arc<Document> {
    Document::new(&DocumentOptions::parse(settings).unwrap())
}

/// A folder with the document's signed object and all that is published about it.
fn bench(document: &Document) -> Bench {
    let bench = Bench::new();
    let sod = document.file(LdsFile::Sod).unwrap();
    bench.put("sod", Tlv::single(sod).unwrap().value);
    let trust = document.trust();
    let country = pem("CERTIFICATE", &trust.country_signer).unwrap();
    let list = pem("X509 CRL", &trust.revocation_list).unwrap();
    bench.put("country.pem", country.as_bytes());
    bench.put("list.pem", [country, list].concat().as_bytes());
    if let Some(link) = &trust.link {
        let [older, link] = [&link.older, &link.certificate].map(|der| pem("CERTIFICATE", der));
        bench.put("older.pem", older.unwrap().as_bytes());
        bench.put("link.pem", link.unwrap().as_bytes());
    }
    bench
}

const VERIFY: &str = "cms -verify -binary -inform DER -in sod -purpose any -out content";

fn verifies(bench: &Bench, anchors: &str) -> Result<Vec<u8>, String> {
    let output = bench.run(&format!("{VERIFY} {anchors}"));
    if output.status.success() {
        Ok(bench.get("content"))
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[test]
fn openssl_verifies_every_signature_and_finds_the_hash_of_every_data_group() {
    let rsa = RSA.map(|known| (known, "-CAfile country.pem"));
    let ecdsa = ECDSA.map(|known| (known, "-noverify"));
    for ((signature, hash), anchors) in rsa.into_iter().chain(ecdsa) {
        let document = document(&[&format!("signature={signature}")]);
        let content = verifies(&bench(&document), anchors).unwrap();
        for file in document.files() {
            let LdsFile::DataGroup(number) = file else {
                continue;
            };
            let digest = hash.digest(document.file(file).unwrap());
            let entry = [&[2, 1, number][..], &tlv::encode(4, &digest)].concat();
            let entry = tlv::encode(0x30, &entry);
            let found = content.windows(entry.len()).any(|window| window == entry);
            assert!(found, "{signature}: data group {number}");
        }
    }
}

#[test]
fn openssl_verifies_the_signed_object_in_ber_as_it_does_in_der() {
    for (settings, anchors) in [
        (&["sod=ber"][..], "-CAfile country.pem"),
        (&["sod=ber", "signature=rsa-sha256"], "-CAfile country.pem"),
        // OpenSSL 3 refuses chains with written-out curve parameters.
        (&["sod=ber", "signer=foreign"], "-noverify"),
    ] {
        let document = document(settings);
        let bench = bench(&document);
        let sod = bench.get("sod");
        // A SEQUENCE of indefinite length, and two end-of-contents octets.
        assert!(sod.starts_with(&[0x30, 0x80]) && sod.ends_with(&[0, 0]));
        verifies(&bench, anchors).unwrap();
    }
}

#[test]
fn the_foreign_signer_and_its_country_signer_are_of_france_and_the_printed_state_is_italy() {
    let document = document(&["signer=foreign"]);
    let bench = bench(&document);
    bench.output("pkcs7 -inform DER -in sod -print_certs -out signer.pem");
    for name in ["signer.pem", "country.pem"] {
        let subject = bench.text(&format!("x509 -in {name} -noout -subject"));
        assert!(subject.contains("C = FR"), "{subject}");
    }
    assert!(has_signed(&bench, "country.pem", "signer.pem", "sha256"));
    assert_eq!(document.mrz().text().get(2..5), Some("ITA"));
}

#[test]
fn openssl_refuses_an_expired_a_revoked_and_a_forged_signer_each_for_its_reason() {
    for (signature, _) in RSA {
        let signature = format!("signature={signature}");
        for (signer, reason) in [
            ("expired", "certificate has expired"),
            ("revoked", "certificate revoked"),
            ("forged", "unable to get local issuer certificate"),
        ] {
            let document = document(&[&signature, &format!("signer={signer}")]);
            let error = verifies(&bench(&document), "-CAfile list.pem -crl_check").unwrap_err();
            assert!(error.contains(reason), "{signature}, {signer}: {error}");
        }
        let valid = document(&[&signature]);
        verifies(&bench(&valid), "-CAfile list.pem -crl_check").unwrap();
    }
}

/// Whether the key of `issuer` has signed `signed`, both PEM: the signature and what it covers are
/// taken apart here, the arithmetic is OpenSSL's.
fn has_signed(bench: &Bench, issuer: &str, signed: &str, hash: &str) -> bool {
    let der = bench.output(&format!("x509 -in {signed} -outform DER"));
    let certificate = x509_cert::Certificate::from_der(&der).unwrap();
    bench.put("tbs", &certificate.tbs_certificate().to_der().unwrap());
    bench.put("signature", certificate.signature().raw_bytes());
    let key = bench.output(&format!("x509 -in {issuer} -pubkey -noout"));
    bench.put("key.pem", &key);
    let verify = format!("dgst -{hash} -verify key.pem -signature signature tbs");
    bench.run(&verify).status.success()
}

#[test]
fn openssl_finds_the_second_country_signer_above_its_signers_and_the_first_above_the_link() {
    for (signature, _) in ECDSA {
        for (signer, expected) in [("valid", true), ("forged", false)] {
            let settings = [format!("signature={signature}"), format!("signer={signer}")];
            let bench = bench(&document(&settings.each_ref().map(String::as_str)));
            bench.output("pkcs7 -inform DER -in sod -print_certs -out signer.pem");
            assert_eq!(
                has_signed(&bench, "country.pem", "signer.pem", "sha384"),
                expected,
                "{signature}, {signer}"
            );
            assert!(has_signed(&bench, "country.pem", "country.pem", "sha384"));
            assert!(has_signed(&bench, "older.pem", "link.pem", "sha256"));
            let [link, country] = ["link.pem", "country.pem"]
                .map(|name| bench.text(&format!("x509 -in {name} -pubkey -noout")));
            assert_eq!(link, country);
        }
    }
}

#[test]
fn openssl_verifies_ef_card_security() {
    let document = document(&["pace=ecdh-cam-aes128-13,ecdh-gm-aes128-13"]);
    let bench = bench(&document);
    bench.put("sod", document.card_security().unwrap());
    let content = verifies(&bench, "-CAfile country.pem").unwrap();
    let access = Tlv::single(document.card_access().unwrap()).unwrap();
    for info in access.children() {
        let info = info.unwrap().value;
        assert!(content.windows(info.len()).any(|window| window == info));
    }
    let key = document.mapping_key(Curve::BrainpoolP256r1).unwrap();
    let point = key.public_point();
    assert!(content.windows(point.len()).any(|window| window == point));
}

#[test]
fn openssl_knows_every_curve_from_its_parameters_and_every_point_is_on_it() {
    for (curve, name) in [
        (Curve::P256, "prime256v1"),
        (Curve::BrainpoolP256r1, "brainpoolP256r1"),
        (Curve::P384, "secp384r1"),
        (Curve::BrainpoolP384r1, "brainpoolP384r1"),
        (Curve::P521, "secp521r1"),
    ] {
        let bench = Bench::new();
        let key = EcKey::from_seed(curve, "a test");
        bench.put("key", &key.explicit_public_key().unwrap().to_der().unwrap());
        let checked = bench.text("pkey -pubin -inform DER -in key -pubcheck -noout");
        assert!(checked.contains("Key is valid"), "{curve}");
        let text = bench.text("ec -pubin -inform DER -in key -param_enc named_curve -text -noout");
        assert!(
            text.contains(&format!("ASN1 OID: {name}\n")),
            "{curve}: {text}"
        );
    }
}

#[test]
fn openssl_reads_the_keys_of_dg14_and_dg15() {
    let bench = Bench::new();
    let ChipKey::Dh(key) = ChipKey::announced(None) else {
        unreachable!("no curve was asked for")
    };
    bench.put("key", &ChipKey::Dh(key.clone()).public_key().unwrap());
    let text = bench.text("pkey -pubin -inform DER -in key -text -noout");
    assert!(text.starts_with("DH Public-Key: (2048 bit)"), "{text}");
    let digits: String = text.split_whitespace().collect::<String>().replace(':', "");
    let public: String = key
        .public_value()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert!(digits.contains(&public), "{text}");

    for (kind, words) in [
        (ActiveAuthentication::RsaSha256, "Public-Key: (2048 bit)"),
        (ActiveAuthentication::Ecdsa, "Public-Key: (256 bit)"),
    ] {
        let document = document(&[&format!("active-authentication={kind}")]);
        let dg15 = document.file(LdsFile::DataGroup(15)).unwrap();
        bench.put("key", Tlv::single(dg15).unwrap().value);
        let text = bench.text("pkey -pubin -inform DER -in key -text -noout");
        assert!(text.starts_with(words), "{text}");
    }
}

#[test]
fn openssl_opens_the_master_list_and_both_country_signers_are_in_it() {
    let document = document(&["signature=ecdsa-bp384"]);
    let bench = bench(&document);
    let trust = document.trust();
    bench.put("sod", &trust.master_list);
    let content = verifies(&bench, "-noverify").unwrap();
    for country in [&trust.country_signer, &trust.link.as_ref().unwrap().older] {
        assert!(
            content
                .windows(country.len())
                .any(|window| window == country.as_slice())
        );
    }
    bench.output("pkcs7 -inform DER -in sod -print_certs -out signer.pem");
    assert!(has_signed(&bench, "older.pem", "signer.pem", "sha256"));
    let signer = bench.text("x509 -in signer.pem -noout -ext extendedKeyUsage");
    assert!(signer.contains("2.23.136.1.1.3"), "{signer}");
}
