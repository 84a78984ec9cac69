//! GET DATA and the Diffie-Hellman agreement.

use cie_core::bytes::tlv;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::identity::{DH_GROUP, ExternalAuthenticationKey, Identity};
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};
use hex_literal::hex;

use crate::terminal::{
    GET_AUTHORITY, GET_PUBLIC_VALUE, OK, SELECT_CIE, SELECT_IAS, authenticated, in_cie,
};

const OUT_OF_ORDER: StatusWord = StatusWord::CONDITIONS_NOT_SATISFIED;
const NOT_THERE: StatusWord = StatusWord::REFERENCED_DATA_NOT_FOUND;
const WRONG: StatusWord = StatusWord::WRONG_DATA;

#[test]
fn on_every_profile_a_terminal_comes_to_the_codes_and_reads_the_certificate() {
    for profile in Profile::ALL {
        let mut terminal = authenticated(profile, &[]);
        assert_eq!(terminal.verify(0x81, "00000000"), StatusWord(0x63C2));
        assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
        assert_eq!(terminal.verify(0x82, STANDARD_PUK), OK);
        let read = terminal.secure(&Command::new(0xB0, 0x83, 0).le(Le::Max));
        let certificate = Identity::standard().user_certificate();
        assert_eq!(
            (&**read.data, read.status),
            (&certificate[..256], OK),
            "{profile}"
        );
    }
}

#[test]
fn the_group_and_key_84_are_those_of_the_identity_without_leading_zeros() {
    let mut terminal = in_cie(Profile::St, &[]);
    terminal.agree();
    assert_eq!(terminal.agreed.g, DH_GROUP.g);
    assert_eq!(terminal.agreed.p, DH_GROUP.p);
    assert_eq!(terminal.agreed.q, DH_GROUP.q);
    assert_eq!(terminal.agreed.chip.len(), 256);

    let key = Identity::standard().external_authentication_key();
    let object = in_cie(Profile::St, &[]).value(GET_AUTHORITY, &[0x70, 0xBF_A0_04, 0x7F49]);
    for (tag, value) in [
        (0x81, &key.modulus()[..]),
        (0x82, key.exponent()),
        (0x5F20, &ExternalAuthenticationKey::HOLDER_REFERENCE),
        (0x5F4C, &ExternalAuthenticationKey::HOLDER_AUTHORISATION),
    ] {
        assert_eq!(tlv::find(&object, tag).unwrap().value, value);
    }
}

#[test]
fn get_data_finds_only_what_is_in_df_cie() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (command, status) in [
        ("00CB3FFF094D077005BFA1010100", WRONG),
        ("00CB3FFF0C4D0A7008BFA10104A3029600", NOT_THERE),
        ("00CB3FFF0B4D097007BFA005037F4980", NOT_THERE),
        ("00CB3FFF084D067004BFA30100", NOT_THERE),
        ("00CB3FFF064D04A6029200", OUT_OF_ORDER),
        ("00CB00000C4D0A7008BFA10104A3029700", NOT_THERE),
        ("00CB3FFF0C5C0A7008BFA10104A3029700", WRONG),
        ("00CB3FFF", WRONG),
    ] {
        assert_eq!(terminal.status(command), status, "{command}");
    }
    terminal.status(SELECT_IAS);
    assert_eq!(terminal.status(GET_AUTHORITY), NOT_THERE);
}

#[test]
fn a_public_value_that_is_no_element_between_one_and_p_minus_one_is_refused() {
    let mut one = vec![0; 256];
    *one.last_mut().unwrap() = 1;
    let mut top = DH_GROUP.p.to_vec();
    *top.last_mut().unwrap() -= 1;
    let mut two = one.clone();
    *two.last_mut().unwrap() = 2;
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for refused in [
        vec![0; 256],
        one,
        top.clone(),
        DH_GROUP.p.to_vec(),
        vec![0xFF; 256],
        two[1..].to_vec(),
        [&[0], &two[..]].concat(),
        Vec::new(),
    ] {
        assert_eq!(terminal.offer(&refused), WRONG, "{refused:02X?}");
        assert_eq!(terminal.status(GET_PUBLIC_VALUE), OUT_OF_ORDER);
    }
    *top.last_mut().unwrap() -= 1;
    for accepted in [two, top] {
        assert_eq!(terminal.offer(&accepted), OK);
    }
}

#[test]
fn the_agreement_names_its_algorithm_and_its_key() {
    let value = tlv::encode(0x91, &DH_GROUP.g);
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (references, status) in [
        (&hex!("80019B 830181")[..], OK),
        (&hex!("830181 80019B"), OK),
        (&hex!("800102 830181"), WRONG),
        (&hex!("80019B 830182"), NOT_THERE),
        (&hex!("80019B"), WRONG),
        (&hex!("830181"), WRONG),
    ] {
        let data = [references, &value].concat();
        assert_eq!(
            terminal.clear_chained(0x22, 0x41, 0xA6, &data),
            status,
            "{references:02X?}"
        );
    }
    assert_eq!(terminal.status("002241A606 80019B 830181"), WRONG);
}

#[test]
fn the_chips_value_is_given_once_and_differs_each_time() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    let first = terminal.agreed.chip.clone();
    // Asking again in clear ends secure messaging, and with it the agreement.
    assert_eq!(terminal.status(GET_PUBLIC_VALUE), OUT_OF_ORDER);
    assert!(terminal.card.session_keys().is_none());
    terminal.agree();
    assert_ne!(terminal.agreed.chip, first);
}

#[test]
fn selecting_a_directory_forgets_the_terminals_value() {
    for directory in [SELECT_CIE, SELECT_IAS, "00A40000"] {
        let mut terminal = in_cie(Profile::Gemalto, &[]);
        terminal.offer(&DH_GROUP.g);
        terminal.status(directory);
        terminal.status(SELECT_CIE);
        assert_eq!(
            terminal.status(GET_PUBLIC_VALUE),
            OUT_OF_ORDER,
            "{directory}"
        );
    }
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.offer(&DH_GROUP.g);
    terminal.status("00A4020C021001");
    assert_eq!(terminal.status(GET_PUBLIC_VALUE), OK);
}

#[test]
fn both_sides_hold_the_same_keys_after_the_agreement_and_the_card_none_before() {
    let mut terminal = in_cie(Profile::Nxp, &[]);
    assert!(terminal.card.session_keys().is_none());
    terminal.agree();
    let (keys, _) = terminal.channel.clone().unwrap();
    let of_card = terminal.card.session_keys().unwrap();
    assert_eq!(of_card, (keys.enc().to_vec(), keys.mac_key().to_vec()));
}

#[test]
fn inside_secure_messaging_there_is_no_second_agreement() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    let data = [&hex!("80019B830181")[..], &tlv::encode(0x91, &DH_GROUP.g)].concat();
    assert_eq!(
        terminal.secure_status([0x22, 0x41, 0xA6], &data),
        OUT_OF_ORDER
    );
    assert!(terminal.card.session_keys().is_some());
}

#[test]
fn a_cloned_card_goes_on_by_itself_with_the_same_numbers() {
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    let mut copy = terminal.clone();
    assert_eq!(terminal.verify(0x81, "00000000"), StatusWord(0x63C2));
    assert_eq!(copy.verify(0x81, STANDARD_PIN), OK);
    assert_eq!((terminal.card.pin_tries(), copy.card.pin_tries()), (2, 3));
    assert_eq!(terminal.challenge(), copy.challenge());
}
