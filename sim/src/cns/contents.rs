//! What the files of the simulated TS-CNS hold.
//!
//! Formats: the readers zeroDenial "CNS" (Java), cri99/ng-smartcard-reader,
//! amusarra/raspberry-pi-access-via-ts-cns, and OpenSC `src/libopensc/pkcs15-itacns.c`; the sizes of
//! the files from the trace of a card in OpenSC issue 3804. The holder is that of the simulated CIE
//! and does not exist.

use std::sync::OnceLock;

use base64ct::{Base64, Encoding};
use cie_core::bytes::tlv;
use sha1::{Digest, Sha1};

use super::profile::Profile;
use crate::identity::{BuildError, CnsKeys, HOLDER};

/// Size of EF_DatiPersonali, in bytes.
pub(super) const PERSONAL_DATA_SIZE: usize = 400;
/// Size of EF_C_Carta, in bytes. Assumed.
const CERTIFICATE_SIZE: usize = 2048;

/// The contents of the files of one card.
#[derive(Debug)]
pub(super) struct Contents {
    /// EF_IDCarta.
    pub(super) card_id: [u8; 16],
    /// EF_DatiPersonali.
    pub(super) personal_data: Vec<u8>,
    /// EF_C_Carta.
    pub(super) certificate_file: Vec<u8>,
    /// The certificate in it.
    pub(super) certificate: Vec<u8>,
    /// EF_GDO.
    pub(super) global_data: Vec<u8>,
}

impl Contents {
    /// Those of this profile, made when first asked for.
    pub(super) fn of(profile: Profile) -> &'static Self {
        static CONTENTS: [OnceLock<Contents>; Profile::ALL.len()] =
            [const { OnceLock::new() }; Profile::ALL.len()];
        let contents = CONTENTS.get(profile as usize);
        let contents = contents.expect("there is a place for every profile");
        contents.get_or_init(|| Self::build(profile).expect("the committed data makes contents"))
    }

    fn build(profile: Profile) -> Result<Self, BuildError> {
        let card_id = card_id(profile.card_number());
        let personal_data = padded(personal_data(&card_id), PERSONAL_DATA_SIZE);
        // Fiscal code, card and the hash of the personal data, as the reader of zeroDenial takes
        // the name apart. That the hash is of the whole file is assumed.
        let name = format!(
            "{}/{}.{}",
            HOLDER.fiscal_code,
            String::from_utf8_lossy(&card_id),
            Base64::encode_string(&Sha1::digest(&personal_data)),
        );
        let certificate = CnsKeys::standard().certificate(profile.key_length(), &name)?;
        Ok(Self {
            card_id,
            personal_data,
            certificate_file: padded(certificate.clone(), CERTIFICATE_SIZE),
            certificate,
            global_data: global_data(&card_id),
        })
    }
}

fn padded(mut content: Vec<u8>, size: usize) -> Vec<u8> {
    content.resize(content.len().max(size), 0);
    content
}

/// The card's number with its check digit behind it: from the right, every second digit counts
/// twice (ISO/IEC 7812-1, annex B).
fn card_id(number: &[u8; 15]) -> [u8; 16] {
    let sum: u8 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit - b'0') {
            (0, digit @ 0..=4) => digit * 2,
            (0, digit) => digit * 2 - 9,
            (_, digit) => digit,
        })
        .sum();
    let mut id = [b'0' + (10 - sum % 10) % 10; 16];
    for (place, digit) in id.iter_mut().zip(number) {
        *place = *digit;
    }
    id
}

/// Sixteen fields, each behind its length in two hexadecimal digits; before them the length of all
/// of it in six.
fn personal_data(card_id: &[u8; 16]) -> Vec<u8> {
    let issuer: String = card_id.iter().take(4).copied().map(char::from).collect();
    let fields = [
        // Issuer, issued, expires.
        issuer.as_str(),
        "01012024",
        "31122049",
        HOLDER.surname,
        HOLDER.given_name,
        // Born, sex, height.
        "01011980",
        "F",
        "",
        HOLDER.fiscal_code,
        // Citizenship, municipality of birth, state of birth, record of birth: Z999 stands for a
        // state abroad, as in the fiscal code, and for none that there is.
        "",
        "",
        "Z999",
        "",
        // Municipality (no such) and street of residence, note on travel abroad.
        "M999",
        "",
        "",
    ];
    let body: String = fields
        .iter()
        .map(|field| format!("{:02X}{field}", field.len()))
        .collect();
    format!("{:06X}{body}", body.len()).into_bytes()
}

/// A card number in packed decimal behind the prefix of health cards and Italy, `80 380`. Of this
/// file only the name is known.
fn global_data(card_id: &[u8; 16]) -> Vec<u8> {
    let (pairs, _) = card_id.as_chunks::<2>();
    let packed = pairs.iter().map(|[high, low]| high << 4 | low & 0x0F);
    let number: Vec<_> = [0x80, 0x38].into_iter().chain(packed).collect();
    tlv::encode(0x5A, &number)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::identity::openssl_tests::Bench;

    #[test]
    fn check_digits_are_those_of_published_card_numbers() {
        // Numbers that makers of payment systems publish for tests.
        for number in ["4111111111111111", "5555555555554444", "4012888888881881"] {
            let (digits, _) = number.as_bytes().split_first_chunk::<15>().unwrap();
            assert_eq!(card_id(digits), number.as_bytes());
        }
    }

    #[test]
    fn the_length_before_the_personal_data_is_that_of_the_fields_and_the_fields_are_sixteen() {
        for profile in Profile::ALL {
            let file = String::from_utf8(Contents::of(profile).personal_data.clone()).unwrap();
            assert_eq!(file.len(), PERSONAL_DATA_SIZE);
            let (length, rest) = file.split_at(6);
            let (mut body, tail) = rest.split_at(usize::from_str_radix(length, 16).unwrap());
            assert!(tail.bytes().all(|byte| byte == 0));
            let mut fields = Vec::new();
            while !body.is_empty() {
                let (length, rest) = body.split_at(2);
                let (field, rest) = rest.split_at(usize::from_str_radix(length, 16).unwrap());
                fields.push(field);
                body = rest;
            }
            assert_eq!(fields.len(), 16);
            assert_eq!(fields.get(8), Some(&HOLDER.fiscal_code));
        }
    }

    #[test]
    fn openssl_verifies_the_certificates_and_names_fiscal_code_card_and_hash() {
        let bench = Bench::new();
        bench.put_certificate(
            "authority.pem",
            &super::super::Card::authority_certificate(),
        );
        for (profile, bits) in [(Profile::Athena, 1024), (Profile::St, 2048)] {
            let contents = Contents::of(profile);
            bench.put_certificate("card.pem", &contents.certificate);
            bench.put("personal", &contents.personal_data);
            // RSA-1024 is below what openssl takes for secure by default.
            let verify = "verify -auth_level 0 -purpose sslclient -CAfile authority.pem card.pem";
            assert_eq!(bench.text(verify), "card.pem: OK\n");
            let text = bench.text("x509 -in card.pem -noout -text");
            assert!(
                text.contains(&format!("Public-Key: ({bits} bit)")),
                "{text}"
            );
            bench.output("dgst -sha1 -binary -out hash personal");
            let hash = bench.text("base64 -A -in hash");
            let card_id = String::from_utf8_lossy(&contents.card_id);
            let name = format!("{}/{card_id}.{}", HOLDER.fiscal_code, hash.trim_end());
            assert_eq!(name.len(), 62);
            let subject =
                bench.text("x509 -in card.pem -noout -subject -nameopt utf8,sep_multiline");
            assert!(subject.contains(&format!("CN={name}\n")), "{subject}");
        }
    }
}
