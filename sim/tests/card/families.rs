//! What differs between the families, each difference seen on all of them.

use cie_core::StatusWord;
use cie_core::bytes::tlv::{self, Children};
use cie_sim::Profile;
use hex_literal::hex;

use crate::terminal::{
    GET_AUTHORITY, GET_G, GET_GROUP, GET_P, GET_Q, OK, SELECT_CIE, SELECT_IAS, holder_reference,
    in_cie,
};

const SELECT_CARD_ACCESS: &str = "00A4020C02011C";

fn families(holds: impl Fn(Profile) -> bool) -> Vec<Profile> {
    Profile::ALL.into_iter().filter(|p| holds(*p)).collect()
}

#[test]
fn only_nxp_does_not_know_the_identifier_of_the_ias_application() {
    let refusing = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        let status = terminal.status(SELECT_IAS);
        assert!([OK, StatusWord::FILE_NOT_FOUND].contains(&status));
        status != OK
    });
    assert_eq!(refusing, [Profile::Nxp]);
}

#[test]
fn after_a_refused_identifier_every_family_goes_on_with_the_mf_or_with_df_cie() {
    for profile in Profile::ALL {
        for mf in ["00A40000", "00A4000C", "00A40000023F00", "00A4000C023F00"] {
            let mut terminal = in_cie(profile, &[]);
            terminal.status(SELECT_IAS);
            assert_eq!(terminal.status(mf), OK, "{profile} {mf}");
            assert_eq!(terminal.status("00A4020CD003"), StatusWord(0x6700));
            assert_eq!(terminal.status("00A4020C02D003"), OK, "{profile} {mf}");
            assert_eq!(terminal.status(SELECT_CIE), OK);
        }
    }
}

#[test]
fn only_gemalto_gives_the_group_at_once_and_all_give_it_in_three() {
    let at_once = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        for number in [GET_G, GET_P, GET_Q] {
            assert_eq!(terminal.status(number), OK, "{profile}");
        }
        let response = terminal.clear(GET_GROUP);
        if response.status != OK {
            assert_eq!(response.status, StatusWord::REFERENCED_DATA_NOT_FOUND);
            return false;
        }
        let group = tlv::descend(&response.data, &[0x70, 0xBF_A1_01, 0xA3]).unwrap();
        for (tag, command) in [(0x97, GET_G), (0x98, GET_P), (0x99, GET_Q)] {
            let alone = terminal.value(command, &[0x70, 0xBF_A1_01, 0xA3, tag]);
            assert_eq!(group.child(tag).unwrap().value, alone);
        }
        true
    });
    assert_eq!(at_once, [Profile::Gemalto]);
}

#[test]
fn only_the_jcop_4_families_put_the_modulus_of_key_84_last() {
    let modulus_last = families(|profile| {
        let object = in_cie(profile, &[]).value(GET_AUTHORITY, &[0x70, 0xBF_A0_04, 0x7F49]);
        let tags: Vec<u32> = Children::of(&object)
            .map(|child| child.unwrap().tag)
            .collect();
        if tags == [0x81, 0x82, 0x5F20, 0x5F4C] {
            return false;
        }
        assert_eq!(tags, [0x5F4C, 0x5F20, 0x82, 0x81], "{profile}");
        true
    });
    assert_eq!(modulus_last, [Profile::Actalis, Profile::Bit4id]);
}

#[test]
fn only_st_takes_the_holder_reference_in_the_authentication_template_alone() {
    let strict = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        terminal.agree().present_certificate();
        let status = terminal.secure_status([0x22, 0x81, 0xB6], &holder_reference());
        assert!([OK, StatusWord::WRONG_DATA].contains(&status));
        // The authentication template is right for all.
        assert_eq!(
            terminal.secure_status([0x22, 0x81, 0xA4], &holder_reference()),
            OK
        );
        status != OK
    });
    assert_eq!(strict, [Profile::St]);
}

#[test]
fn a_holder_reference_in_the_signature_template_serves_external_authentication() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    let certificate = terminal.certificate(|_| {});
    terminal.secure_status([0x22, 0x81, 0xB6], &hex!("800141830184"));
    terminal.secure_status([0x2A, 0x00, 0xAE], &certificate);
    assert_eq!(
        terminal.secure_status([0x22, 0x81, 0xB6], &holder_reference()),
        OK
    );
    let challenge = terminal.challenge();
    let proof = terminal.proof(&challenge);
    assert_eq!(terminal.secure_status([0x82, 0, 0], &proof), OK);
}

#[test]
fn only_actalis_hides_card_access_after_df_cie_and_over_a_reset_until_the_field_drops() {
    let hiding = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        terminal.status("00A40000");
        let hidden = terminal.status(SELECT_CARD_ACCESS) != OK;
        assert_eq!(terminal.status("00B09C0004") != OK, hidden);
        // The rest of the MF stays.
        for file in ["2F01", "D003", "D004"] {
            assert_eq!(terminal.status(&format!("00A4020C02{file}")), OK);
        }
        terminal.card.reset();
        assert_eq!(
            terminal.status(SELECT_CARD_ACCESS) != OK,
            hidden,
            "{profile}"
        );
        terminal.card.leave_field();
        let content = terminal.clear("00B09C0000").data;
        assert_eq!(
            **content,
            hex!("31143012060A04007F00070202040101020102020102")
        );
        hidden
    });
    assert_eq!(hiding, [Profile::Actalis]);
}

#[test]
fn each_family_shows_its_own_answer_to_reset_and_its_own_ef_atr() {
    let mut seen = Vec::new();
    for profile in Profile::ALL {
        let mut terminal = in_cie(profile, &[]);
        terminal.status("00A40000");
        terminal.status("00A4020C022F01");
        let content = terminal.clear("00B0000000").data.to_vec();
        assert_eq!(content, profile.ef_atr());
        assert!(!seen.contains(&profile.atr()));
        seen.push(profile.atr());
    }
}

#[test]
fn the_signed_object_of_the_jcop_4_families_is_the_newer_one() {
    let newer = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        terminal.status("00A4020C021006");
        let (start, size) = (terminal.clear("00B0000006").data, 0);
        assert_eq!(start[0], 0x77, "{size}");
        let mut content = Vec::new();
        loop {
            let offset = u16::try_from(content.len()).unwrap().to_be_bytes();
            let piece = terminal.send(&[0x00, 0xB0, offset[0], offset[1], 0x00]);
            if piece.status != OK {
                assert_eq!(piece.status, StatusWord::OFFSET_OUTSIDE_FILE);
                break;
            }
            content.extend_from_slice(&piece.data);
        }
        let identity = cie_sim::identity::Identity::standard();
        assert_eq!(content, identity.ef_sod(profile.sod_variant()));
        // id-sha512.
        let sha512 = hex!("0609608648016503040203");
        content.windows(sha512.len()).any(|part| part == sha512)
    });
    assert_eq!(newer, [Profile::Actalis, Profile::Bit4id]);
}

#[test]
fn only_st_and_nxp_refuse_extended_length_in_df_cie_and_none_does_before_it() {
    let extended = hex!("00840000000008");
    let refusing = families(|profile| {
        let mut terminal = in_cie(profile, &[]);
        let status = terminal.exchange(&extended).status;
        assert!([OK, StatusWord::WRONG_LENGTH].contains(&status));
        terminal.card.leave_field();
        assert_eq!(
            terminal.exchange(&hex!("00A4020C00000200 3F")).status,
            terminal.exchange(&hex!("00A4020C02003F")).status,
            "{profile}"
        );
        status != OK
    });
    assert_eq!(refusing, [Profile::St, Profile::Nxp]);
    // As their EF.ATR says: the last byte of the card capabilities.
    let denied = families(|profile| {
        let ef_atr = profile.ef_atr();
        let capabilities = Children::of(&ef_atr)
            .map(Result::unwrap)
            .find(|object| object.tag == 0x47);
        capabilities.unwrap().value[2] & 0x40 == 0
    });
    assert_eq!(denied, refusing);
}
