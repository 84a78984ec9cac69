//! OpenSSL, which shares no code with us, looks at what the identity publishes.
//!
//! Without the `openssl` command these tests fail: a check that did not run is not a check.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step or a wrong index must fail the test"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use sha2::{Digest, Sha256, Sha512};
use tempfile::TempDir;

use super::{Identity, RSA_BYTES, SodVariant};

/// A folder of its own in which one test calls `openssl`.
pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Runs `openssl` with the words of `arguments`; file names are relative to the folder.
    pub(crate) fn run(&self, arguments: &str) -> Output {
        Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .expect("these tests need the openssl command (Debian package openssl)")
    }

    /// Like `run`, for a call that must succeed: its standard output.
    pub(crate) fn output(&self, arguments: &str) -> Vec<u8> {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments}: {error}");
        output.stdout
    }

    pub(crate) fn text(&self, arguments: &str) -> String {
        String::from_utf8(self.output(arguments)).unwrap()
    }

    /// A certificate in the form in which `openssl verify` takes trust anchors.
    pub(crate) fn put_certificate(&self, name: &str, der: &[u8]) {
        self.put("certificate.der", der);
        let pem = self.output("x509 -inform DER -in certificate.der");
        self.put(name, &pem);
    }

    fn put_all_certificates(&self) {
        let identity = Identity::standard();
        self.put_certificate("user.pem", identity.user_certificate());
        self.put_certificate("user_ca.pem", identity.user_ca_certificate());
        self.put_certificate("signer.pem", identity.document_signer_certificate());
        self.put_certificate("country.pem", identity.country_signer_certificate());
    }
}

fn upper_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

/// The CMS inside EF.SOD: what follows `77 82 LL LL`.
fn cms(variant: SodVariant) -> &'static [u8] {
    let file = Identity::standard().ef_sod(variant);
    let length = u16::try_from(file.len() - 4).unwrap().to_be_bytes();
    assert_eq!(file[..4], [0x77, 0x82, length[0], length[1]]);
    &file[4..]
}

const VARIANTS: [SodVariant; 2] = [SodVariant::Sha256Pkcs1v15, SodVariant::Sha512Pss];

const CMS_VERIFY: &str = "cms -verify -binary -inform DER -in sod -CAfile country.pem -out content";

#[test]
fn openssl_names_the_holder_of_the_user_certificate_as_the_specification_says() {
    let bench = Bench::new();
    bench.put_all_certificates();
    assert_eq!(
        bench
            .text("x509 -in user.pem -noout -subject -nameopt RFC2253")
            .trim_end(),
        "subject=CN=PRVSLT80A41Z999P/CA00000AA,serialNumber=CA00000AA,GN=SIMULATA,SN=PROVA,C=IT"
    );
}

#[test]
fn every_authority_says_that_it_is_simulated() {
    let bench = Bench::new();
    bench.put_all_certificates();
    for certificate in ["user_ca.pem", "signer.pem", "country.pem"] {
        let subject = bench.text(&format!("x509 -in {certificate} -noout -subject"));
        assert!(subject.contains("OU = SIMULATED"), "{subject}");
    }
}

#[test]
fn the_user_certificate_is_for_key_81() {
    let bench = Bench::new();
    bench.put_all_certificates();
    assert_eq!(
        bench.text("x509 -in user.pem -noout -modulus").trim_end(),
        format!(
            "Modulus={}",
            upper_hex(&Identity::standard().user_key().modulus())
        )
    );
}

#[test]
fn each_certificate_verifies_against_its_own_authority_and_not_against_the_other() {
    let bench = Bench::new();
    bench.put_all_certificates();
    bench.output("verify -x509_strict -check_ss_sig -CAfile country.pem signer.pem");
    bench.output(
        "verify -x509_strict -check_ss_sig -CAfile user_ca.pem -purpose sslclient user.pem",
    );

    assert!(
        !bench
            .run("verify -CAfile user_ca.pem signer.pem")
            .status
            .success()
    );
    assert!(
        !bench
            .run("verify -CAfile country.pem user.pem")
            .status
            .success()
    );
}

#[test]
fn openssl_reads_the_public_key_files_of_the_card() {
    let bench = Bench::new();
    let identity = Identity::standard();
    for key in [
        identity.device_authentication_key(),
        identity.services_key(),
    ] {
        bench.put("key", key.public_key_file());
        assert_eq!(
            bench
                .text("rsa -RSAPublicKey_in -inform DER -in key -noout -modulus")
                .trim_end(),
            format!("Modulus={}", upper_hex(&key.modulus()))
        );
    }
}

#[test]
fn openssl_recovers_a_challenge_that_the_services_key_signed() {
    let bench = Bench::new();
    let key = Identity::standard().services_key();
    let challenge = b"0123456789ABCDEF";
    let mut block = [0xFF; RSA_BYTES];
    let end = RSA_BYTES - challenge.len();
    block[..2].copy_from_slice(&[0x00, 0x01]);
    block[end - 1] = 0x00;
    block[end..].copy_from_slice(challenge);

    bench.put("key", key.public_key_file());
    let pem = bench.output("rsa -RSAPublicKey_in -inform DER -in key -pubout");
    bench.put("key.pem", &pem);
    bench.put("signature", &key.private_operation(&block).unwrap());
    assert_eq!(
        bench.output("pkeyutl -verifyrecover -pubin -inkey key.pem -in signature"),
        challenge
    );
}

#[test]
fn ef_dh_is_byte_for_byte_what_openssl_writes_for_the_group_of_rfc_5114() {
    let bench = Bench::new();
    bench.output("genpkey -genparam -algorithm DHX -pkeyopt group:dh_2048_256 -out group.pem");
    bench.output("asn1parse -in group.pem -noout -out group.der");
    assert_eq!(
        fs::read(bench.path("group.der")).unwrap(),
        Identity::standard().ef_dh()
    );
}

#[test]
fn openssl_verifies_both_variants_of_the_signed_object_up_to_the_country_signer() {
    for variant in VARIANTS {
        let bench = Bench::new();
        bench.put_all_certificates();
        bench.put("sod", cms(variant));
        bench.output(CMS_VERIFY);
        bench.output("asn1parse -inform DER -in content -noout");

        let no_anchor = CMS_VERIFY.replace("country.pem", "user_ca.pem");
        assert!(
            !bench.run(&no_anchor).status.success(),
            "{variant:?}: verified without anchor"
        );
    }
}

#[test]
fn openssl_refuses_a_signed_object_with_another_digest_or_another_signature() {
    for variant in VARIANTS {
        let bench = Bench::new();
        bench.put_all_certificates();
        let good = cms(variant);
        let nis_entry = good
            .windows(3)
            .position(|window| window == [0x02, 0x01, 0xA1])
            .unwrap();
        for changed in [nis_entry + 5, good.len() - 1] {
            let mut bad = good.to_vec();
            bad[changed] ^= 1;
            bench.put("sod", &bad);
            assert!(
                !bench.run(CMS_VERIFY).status.success(),
                "{variant:?}: byte {changed}"
            );
        }
    }
}

#[test]
fn the_signed_object_holds_the_digest_of_each_file_beside_its_number_in_one_byte() {
    let identity = Identity::standard();
    let files: [(u8, &[u8]); 6] = [
        (0xA1, identity.nis()),
        (0xA2, identity.document_number()),
        (0xA3, identity.user_certificate()),
        (0xA4, identity.device_authentication_key().public_key_file()),
        (0xA5, identity.services_key().public_key_file()),
        (0x1B, identity.ef_dh()),
    ];
    for (number, file) in files {
        let entry = [
            &[0x30, 0x25, 0x02, 0x01, number, 0x04, 0x20],
            &Sha256::digest(file)[..],
        ];
        assert!(
            contains(cms(SodVariant::Sha256Pkcs1v15), &entry.concat()),
            "{number:02X}"
        );
        let entry = [
            &[0x30, 0x45, 0x02, 0x01, number, 0x04, 0x40],
            &Sha512::digest(file)[..],
        ];
        assert!(
            contains(cms(SodVariant::Sha512Pss), &entry.concat()),
            "{number:02X}"
        );
    }
}

#[test]
fn the_two_variants_differ_in_version_digest_and_signature_as_on_issued_cards() {
    for (variant, version, digest, signature, lds_versions) in [
        (
            SodVariant::Sha256Pkcs1v15,
            "00",
            "sha256 ",
            "sha256WithRSAEncryption ",
            false,
        ),
        (SodVariant::Sha512Pss, "01", "sha512 ", "rsassaPss ", true),
    ] {
        let bench = Bench::new();
        bench.put_all_certificates();
        bench.put("sod", cms(variant));
        bench.output(CMS_VERIFY);
        let content = fs::read(bench.path("content")).unwrap();
        let parsed = bench.text("asn1parse -inform DER -in content");
        let first = parsed.lines().nth(1).unwrap();
        assert!(
            first.ends_with(&format!("INTEGER           :{version}")),
            "{first}"
        );
        assert_eq!(
            content.ends_with(b"\x30\x0E\x13\x040108\x13\x06040000"),
            lds_versions
        );

        let printed = bench.text("cms -cmsout -print -noout -inform DER -in sod");
        let signed_data = printed.split("d.signedData:").nth(1).unwrap();
        let signer_info = printed.split("signerInfos:").nth(1).unwrap();
        assert_eq!(signed_data.lines().nth(1).unwrap().trim(), "version: 3");
        assert_eq!(signer_info.lines().nth(1).unwrap().trim(), "version: 1");
        assert!(
            signed_data.contains("eContentType: undefined (2.23.136.1.1.1)"),
            "{printed}"
        );
        let (before_attributes, attributes) = signer_info.split_once("signedAttrs:").unwrap();
        let (attributes, after_attributes) = attributes.split_once("signatureAlgorithm:").unwrap();
        assert!(
            before_attributes.contains(&format!("algorithm: {digest}")),
            "{signer_info}"
        );
        assert!(
            after_attributes.contains(&format!("algorithm: {signature}")),
            "{signer_info}"
        );
        assert_eq!(attributes.matches("object: ").count(), 2);
        assert!(attributes.contains("contentType") && attributes.contains("messageDigest"));
        if lds_versions {
            // Salt length and digest of mask generation, as written in the parameters.
            let parameters = bench.text("asn1parse -inform DER -in sod");
            let parameters = parameters.rsplit(":rsassaPss").next().unwrap();
            assert_eq!(parameters.matches(":sha512").count(), 2, "{parameters}");
            assert!(parameters.contains("INTEGER           :40"), "{parameters}");
        }
    }
}
