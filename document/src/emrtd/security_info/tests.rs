#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::extension::tlv;
use hex_literal::hex;

use super::*;
use crate::emrtd::curve::Curve;

/// EF.CardAccess of a real CIE (log in italia/cie-mrtd-example-app, issue 1).
const CIE: [u8; 22] = hex!("31143012060A04007F00070202040101020102020102");

fn set(entries: &[&[u8]]) -> Vec<u8> {
    tlv::encode(0x31, &entries.concat())
}

fn entry(oid: &[u8], rest: &[u8]) -> Vec<u8> {
    tlv::encode(0x30, &[&tlv::encode(0x06, oid), rest].concat())
}

#[test]
fn the_file_of_a_real_cie_offers_dh_with_triple_des_in_the_2048_bit_group() {
    let infos = SecurityInfos::parse(&CIE).unwrap();
    let [pace] = infos.pace().collect::<Vec<_>>()[..] else {
        panic!("one PACEInfo expected");
    };
    assert_eq!(
        *pace,
        PaceInfo {
            oid: hex!("04007F00070202040101").to_vec(),
            mapping: Mapping::Generic,
            agreement: Agreement::Dh,
            suite: Suite::TripleDes,
            version: 2,
            parameter_id: Some(2),
        }
    );
    assert_eq!(
        infos.pace_parameters(pace),
        Some(GroupParameters::StandardizedDh(2))
    );
    assert_eq!(infos.entries()[0].encoding(), &CIE[2..]);
}

#[test]
fn several_entries_and_those_of_unknown_kind_survive_in_their_order() {
    let unknown = entry(&hex!("2A0304"), &hex!("0500"));
    let ecdh = entry(&hex!("04007F00070202040202"), &hex!("020102 02010C"));
    let cam = entry(&hex!("04007F00070202040604"), &hex!("020102 02010D"));
    let without_cipher = entry(&hex!("04007F00070202040209"), &hex!("020102"));
    let file = set(&[&ecdh, &unknown, &cam, &without_cipher]);
    let infos = SecurityInfos::parse(&file).unwrap();
    let encodings: Vec<_> = infos.entries().iter().map(Entry::encoding).collect();
    assert_eq!(encodings, [&ecdh, &unknown, &cam, &without_cipher]);
    assert_eq!(*infos.entries()[1].info(), SecurityInfo::Unknown);
    assert_eq!(*infos.entries()[3].info(), SecurityInfo::Unknown);
    let offers: Vec<_> = infos
        .pace()
        .map(|pace| {
            (
                pace.mapping,
                pace.suite,
                infos.pace_parameters(pace).unwrap(),
            )
        })
        .collect();
    assert_eq!(
        offers,
        [
            (
                Mapping::Generic,
                Suite::Aes128,
                GroupParameters::Curve(Curve::NistP256)
            ),
            (
                Mapping::ChipAuthentication,
                Suite::Aes256,
                GroupParameters::Curve(Curve::BrainpoolP256r1)
            ),
        ]
    );
}

#[test]
fn an_explicit_group_goes_before_the_standardised_one_of_the_same_number() {
    let pace = entry(&hex!("04007F00070202040202"), &hex!("020102 02010C"));
    // id-ecPublicKey with the name of brainpoolP384r1.
    let algorithm = hex!("3014 06072A8648CE3D0201 06092B240303020801010B");
    let group = entry(
        &hex!("04007F000702020402"),
        &[&algorithm[..], &hex!("02010C")].concat(),
    );
    let other = entry(
        &hex!("04007F000702020402"),
        &[&algorithm[..], &hex!("02010D")].concat(),
    );
    let parameters = |file: &[u8]| {
        let infos = SecurityInfos::parse(file).unwrap();
        let pace = infos.pace().next().unwrap();
        infos.pace_parameters(pace).unwrap()
    };
    assert_eq!(
        parameters(&set(&[&pace, &group])),
        GroupParameters::Curve(Curve::BrainpoolP384r1)
    );
    assert_eq!(
        parameters(&set(&[&pace, &other])),
        GroupParameters::Curve(Curve::NistP256)
    );
}

#[test]
fn the_entries_of_dg14_are_understood() {
    let chip = entry(&hex!("04007F00070202030101"), &hex!("020101"));
    let chip_with_key = entry(&hex!("04007F00070202030204"), &hex!("020101 020105"));
    let terminal = entry(&hex!("04007F00070202 02"), &hex!("020101"));
    // ecdsa-plain-SHA256, BSI TR-03111.
    let active = entry(
        &hex!("678108010105"),
        &hex!("020101 060A04007F00070101040103"),
    );
    let infos = SecurityInfos::parse(&set(&[&chip, &chip_with_key, &terminal, &active])).unwrap();
    let ciphers: Vec<_> = infos
        .chip_authentication()
        .map(|info| (info.agreement, info.suite, info.key_id.clone()))
        .collect();
    assert_eq!(
        ciphers,
        [
            (Agreement::Dh, Suite::TripleDes, None),
            (Agreement::Ecdh, Suite::Aes256, Some(vec![5])),
        ]
    );
    assert_eq!(
        *infos.entries()[2].info(),
        SecurityInfo::TerminalAuthentication { version: 1 }
    );
    assert_eq!(
        infos.active_authentication().unwrap().signature_algorithm,
        hex!("04007F00070101040103")
    );
}

#[test]
fn a_dh_key_of_a_chip_keeps_its_group_and_value() {
    // dhpublicnumber with p = 23, g = 5, q = 11; the value 8.
    let group = tlv::encode(0x30, &hex!("020117 020105 02010B"));
    let algorithm = tlv::encode(0x30, &[&hex!("06072A8648CE3E0201")[..], &group].concat());
    let bits = tlv::encode(0x03, &hex!("00 020108"));
    let info = tlv::encode(0x30, &[algorithm, bits].concat());
    let file = set(&[&entry(&hex!("04007F00070202 01 01"), &info)]);
    let infos = SecurityInfos::parse(&file).unwrap();
    let found = infos.chip_authentication_keys().next().unwrap();
    let PublicKey::Dh { group, value } = &found.key else {
        panic!("a DH key expected");
    };
    assert_eq!(value, &[8]);
    let GroupParameters::Dh(group) = group else {
        panic!("an explicit group expected");
    };
    assert_eq!(
        (&group.p[..], &group.g[..], group.q.as_deref()),
        (&[23][..], &[5][..], Some(&[11][..]))
    );
}

#[test]
fn what_is_no_set_of_sequences_is_refused() {
    use cie_core::extension::tlv::TlvError;
    assert_eq!(
        SecurityInfos::parse(&hex!("3000")),
        Err(SecurityInfoError::NotASet)
    );
    assert_eq!(
        SecurityInfos::parse(&hex!("3103 020100")),
        Err(SecurityInfoError::NotASet)
    );
    assert_eq!(
        SecurityInfos::parse(&[&CIE[..], &[0]].concat()),
        Err(SecurityInfoError::Encoding(TlvError::Trailing))
    );
    let many = set(&[&hex!("3000").repeat(65)]);
    assert_eq!(SecurityInfos::parse(&many), Err(SecurityInfoError::TooMany));
}

#[test]
fn no_truncated_or_altered_file_panics_and_every_truncation_is_refused() {
    for end in 0..CIE.len() {
        assert!(SecurityInfos::parse(&CIE[..end]).is_err());
    }
    for position in 0..CIE.len() {
        for bit in 0..8 {
            let mut file = CIE;
            file[position] ^= 1 << bit;
            // Whatever comes out, the entries are inside the file.
            if let Ok(infos) = SecurityInfos::parse(&file) {
                for entry in infos.entries() {
                    assert!(
                        file.windows(entry.encoding().len())
                            .any(|w| w == entry.encoding())
                    );
                }
            }
        }
    }
}
