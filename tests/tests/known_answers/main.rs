//! Known answers: what this code computes is what publications print, and
//! where nothing is published, what another implementation computes. The
//! values and their origins are in `tests/vectors`.
//!
//! Every set says how many vectors it has, and one test changes each expected
//! value in turn and wants that noticed, so that an empty file or a loop that
//! does not run cannot pass.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod agreement;
mod basic_access;
mod hashing;
mod messaging;
mod pace;
mod symmetric;
mod vector;

use agreement::{DeviceAuthenticationTranscript, GroupExchange};
use basic_access::BasicAccessControl;
use cie_core::agreement::ias::BODY_LEN;
use hashing::{DerivedKey, Digest};
use messaging::{IasSessions, TravelDocumentSession};
use pace::{IntegratedMapping, PaceRun, PrimeGroup};
use symmetric::{AesCbc, AesCmac, DesCbc, RetailMac};
use vector::{agree, grouped, notice_changes, whole};

#[test]
fn des_and_two_key_3des_give_the_ciphertexts_of_nist_and_icao() {
    agree(
        &grouped::<DesCbc>("des-cbc"),
        64 + 56 + 32 + 19 + 1 + 10 + 2,
    );
}

#[test]
fn aes_in_cbc_mode_gives_the_ciphertexts_of_fips_197_and_sp_800_38a() {
    agree(&grouped::<AesCbc>("aes-cbc"), 3 + 3);
}

#[test]
fn the_retail_mac_is_that_of_iso_9797_1_and_of_icao_9303() {
    agree(&grouped::<RetailMac>("retail-mac"), 6 + 2 + 6 + 1);
}

#[test]
fn cmac_is_that_of_sp_800_38b_and_of_the_pace_tokens_of_icao_9303() {
    agree(&grouped::<AesCmac>("aes-cmac"), 3 * 4 + 2);
}

#[test]
fn the_hashes_give_the_digests_of_fips_180_and_of_nist() {
    agree(&grouped::<Digest>("sha"), 3 + 3 + 2 * (6 + 3));
}

#[test]
fn derived_keys_are_those_of_icao_9303_and_of_the_ias_agreement() {
    agree(
        &grouped::<DerivedKey>("key-derivation"),
        2 + 2 + 3 + 2 + 2 + 2,
    );
}

#[test]
fn the_exchange_of_icao_9303_11_appendix_d_4_is_reproduced_by_terminal_and_card() {
    let session = whole::<TravelDocumentSession>("secure-messaging-icao");
    assert_eq!(session.exchange.len(), 3);
    agree(&[("appendix D.4".into(), session)], 1);
}

#[test]
fn ias_secure_messaging_is_reproduced_by_terminal_and_card_before_and_after_device_authentication()
{
    let sessions = whole::<IasSessions>("secure-messaging-ias");
    assert_eq!(sessions.counts(), [2, 3, 1, 3]);
    agree(&[("IAS sessions".into(), sessions)], 1);
}

#[test]
fn diffie_hellman_gives_the_public_keys_and_the_secret_of_rfc_5114() {
    agree(
        &[(
            "appendix A.3".into(),
            whole::<GroupExchange>("diffie-hellman"),
        )],
        1,
    );
}

#[test]
fn standardised_domain_parameters_0_to_2_are_the_groups_of_rfc_5114() {
    agree(&grouped::<PrimeGroup>("rfc5114"), 3);
}

#[test]
fn pace_gives_both_sides_every_byte_of_icao_9303_11_appendices_g_h_and_i() {
    let runs = grouped::<PaceRun>("pace");
    for (name, run) in &runs {
        assert_eq!(run.exchange.len(), 5, "{name}");
    }
    agree(&runs, 5);
}

#[test]
fn integrated_mapping_leads_where_its_formulas_lead_in_every_group_with_every_cipher() {
    agree(
        &grouped::<IntegratedMapping>("pace-integrated-mapping"),
        8 * 4,
    );
}

#[test]
fn basic_access_control_gives_both_sides_every_byte_of_icao_9303_11_appendix_d_3() {
    agree(
        &[("appendix D.3".into(), whole::<BasicAccessControl>("bac"))],
        1,
    );
}

#[test]
fn an_agreement_with_fixed_random_numbers_gives_the_recorded_keys_signatures_and_counter() {
    let transcript = whole::<DeviceAuthenticationTranscript>("device-authentication");
    assert_eq!(transcript.step.len(), 7);
    agree(&[("transcript".into(), transcript)], 1);
}

#[test]
fn the_terminals_certificate_has_354_bytes_of_which_297_are_its_body() {
    let certificate =
        whole::<DeviceAuthenticationTranscript>("device-authentication").certificate();
    assert_eq!(certificate.len(), 354);
    assert_eq!(
        certificate[..10],
        [0x7F, 0x21, 0x82, 0x01, 0x5D, 0x5F, 0x37, 0x82, 0x01, 0x00]
    );
    // 222 bytes are inside the signature, the others follow in 5F38.
    assert_eq!(certificate[266..269], [0x5F, 0x38, 75]);
    assert_eq!(BODY_LEN, 222 + 75);
}

#[test]
fn a_flipped_bit_in_any_expected_value_is_noticed() {
    let expected_values = notice_changes(&grouped::<DesCbc>("des-cbc"))
        + notice_changes(&grouped::<AesCbc>("aes-cbc"))
        + notice_changes(&grouped::<RetailMac>("retail-mac"))
        + notice_changes(&grouped::<AesCmac>("aes-cmac"))
        + notice_changes(&grouped::<Digest>("sha"))
        + notice_changes(&grouped::<DerivedKey>("key-derivation"));
    assert_eq!(expected_values, 184 + 6 + 15 + 14 + 24 + 13);
    let of_one = |name: &str| (name.to_owned(), name.to_owned());
    let (name, file) = of_one("secure-messaging-icao");
    let icao = notice_changes(&[(name, whole::<TravelDocumentSession>(&file))]);
    // Four APDUs an exchange.
    assert_eq!(icao, 3 * 4);
    let (name, file) = of_one("secure-messaging-ias");
    let ias = notice_changes(&[(name, whole::<IasSessions>(&file))]);
    // Two keys, the seeded counter, three exchanges, four lengths.
    assert_eq!(ias, 2 + 1 + 3 * 4 + 4);
    let (name, file) = of_one("diffie-hellman");
    let exchange = notice_changes(&[(name, whole::<GroupExchange>(&file))]);
    assert_eq!(exchange, 3);
    let (name, file) = of_one("device-authentication");
    let transcript = notice_changes(&[(name, whole::<DeviceAuthenticationTranscript>(&file))]);
    // Public key, two keys, certificate, representative, counter, seven
    // commands, the chip's signature.
    assert_eq!(transcript, 6 + 7 + 1);
    let groups = notice_changes(&grouped::<PrimeGroup>("rfc5114"));
    assert_eq!(groups, 3 * 3);
    let runs = notice_changes(&grouped::<PaceRun>("pace"));
    // Eight values and ten APDUs of each run; mapping keys and secret of G.1
    // and G.2, the secret of H.1, and six more of I.
    assert_eq!(runs, 5 * (8 + 10) + 2 * 3 + 1 + 6);
    let mapped = notice_changes(&grouped::<IntegratedMapping>("pace-integrated-mapping"));
    assert_eq!(mapped, 8 * 4);
    let (name, file) = of_one("bac");
    let access = notice_changes(&[(name, whole::<BasicAccessControl>(&file))]);
    assert_eq!(access, 5);
}
