//! SELECT and READ BINARY.

use cie_core::bytes::tlv;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::identity::Identity;
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};
use hex_literal::hex;

use crate::terminal::{OK, SELECT_CIE, SELECT_IAS, authenticated, in_cie};

const MF_FILES: [&str; 4] = ["2F01", "011C", "D003", "D004"];
const CIE_FILES: [&str; 6] = ["1001", "1002", "1003", "1004", "1005", "1006"];
const NOT_FOUND: StatusWord = StatusWord::FILE_NOT_FOUND;

#[test]
fn files_are_found_in_their_own_directory_and_in_both_forms_of_select() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (directory, here, elsewhere) in [
        (SELECT_CIE, &CIE_FILES[..], &MF_FILES[..]),
        (SELECT_IAS, &MF_FILES, &CIE_FILES),
        ("00A40000", &MF_FILES, &CIE_FILES),
    ] {
        assert_eq!(terminal.status(directory), OK);
        for form in ["00A4020C02", "00A4000C02", "00A4020402", "00A4020002"] {
            for file in here {
                assert_eq!(
                    terminal.status(&format!("{form}{file}")),
                    OK,
                    "{form}{file}"
                );
            }
            for file in elsewhere {
                assert_eq!(terminal.status(&format!("{form}{file}")), NOT_FOUND);
            }
        }
    }
    for nothing in ["1000", "1007", "FFFF"] {
        assert_eq!(terminal.status(&format!("00A4020C02{nothing}")), NOT_FOUND);
    }
}

#[test]
fn a_new_card_is_in_the_mf_and_knows_three_applications_and_no_other() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.card.reset();
    assert_eq!(terminal.status("00A4020C02D003"), OK);
    assert_eq!(terminal.status("00A4040C07A0000002471001"), OK);
    assert_eq!(terminal.status("00A4040C07A0000002472001"), NOT_FOUND);
    assert_eq!(terminal.status("00A4040C05A000000003"), NOT_FOUND);
}

#[test]
fn a_failed_select_leaves_directory_and_file_as_they_were() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.status("00A4020C021001");
    terminal.status("00A4040C05A000000003");
    terminal.status("00A4020C02D003");
    assert_eq!(
        **terminal.clear("00B000000C").data,
        *Identity::standard().nis()
    );
}

#[test]
fn file_control_parameters_are_25_bytes_with_the_size_first() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    let first = terminal.exchange(&hex!("00A40204021004"));
    assert_eq!((first.data.len(), first.status), (0, StatusWord(0x6119)));
    let parameters = terminal.exchange(&hex!("00C0000019"));
    assert_eq!(parameters.status, OK);
    assert!(parameters.data.starts_with(&hex!("62 17 80 02 01 0E")));
    let after_size = hex!("820101 83021004 880120 8A0105 8C0407FFFF00");
    assert_eq!(parameters.data[6..], after_size);
    // Secure messaging, external and user authentication, all of them.
    let guarded = terminal.clear("00A40204021003").data;
    let security = tlv::descend(&guarded, &[0x62, 0x8C]).unwrap();
    assert_eq!(security.value, hex!("07FFFFF0"));

    let directory = terminal.clear("00A4040406A00000000039").data;
    let name = tlv::descend(&directory, &[0x62, 0x84]).unwrap();
    assert_eq!(name.value, hex!("A00000000039"));
}

#[test]
fn wrong_parameters_of_select_are_refused() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (command, status) in [
        ("00A4020802D003", StatusWord::WRONG_P1P2),
        ("00A4090C02D003", StatusWord::WRONG_P1P2),
        ("00A4020C01D0", StatusWord::WRONG_DATA),
        ("00A4020C", StatusWord::WRONG_DATA),
    ] {
        assert_eq!(terminal.status(command), status, "{command}");
    }
}

#[test]
fn a_wrong_le_on_commands_without_an_answer_is_tolerated() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("00A4040C06A000000000390D"), OK);
    assert_eq!(terminal.status("002241A406800102840183 02"), OK);
}

#[test]
fn the_three_ways_of_reading_give_the_same_bytes() {
    let key = Identity::standard().services_key().public_key_file();
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("00B0000000"), StatusWord::NO_CURRENT_EF);
    assert_eq!(**terminal.clear("00B08500E7").data, key[..0xE7]);
    // Reading by short identifier has selected the file.
    assert_eq!(**terminal.clear("00B000E700").data, key[0xE7..]);
    assert_eq!(**terminal.clear("00B085E700").data, key[0xE7..]);

    for file in ["05", "00"] {
        let answer = terminal.clear(&format!("00B100{file}04 5402 0010 E7"));
        assert_eq!(answer.status, OK);
        let data = tlv::descend(&answer.data, &[0x53]).unwrap();
        // 53 81 E4 takes three of E7 bytes.
        assert_eq!(answer.data.len(), 0xE7);
        assert_eq!(data.value, &key[0x10..0x10 + 0xE4]);
    }
}

#[test]
fn every_file_but_the_serial_number_of_the_chip_has_a_short_identifier() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (directory, files) in [
        (
            "00A40000",
            &[("2F01", 0x1D), ("011C", 0x1C), ("D004", 0x1B)][..],
        ),
        (
            SELECT_CIE,
            &[("1001", 1), ("1004", 4), ("1005", 5), ("1006", 6)],
        ),
    ] {
        terminal.status(directory);
        for (file, short) in files {
            terminal.status(&format!("00A4020C02{file}"));
            let by_identifier = terminal.clear("00B0000000");
            let by_short = terminal.send(&[0x00, 0xB0, 0x80 | short, 0x00, 0x00]);
            assert_eq!(by_short, by_identifier, "{file}");
            assert_eq!(by_short.status, OK);
        }
    }
    terminal.status("00A40000");
    let found = (0x80..0xA0).filter(|p1| {
        let answer = terminal.send(&[0x00, 0xB0, *p1, 0x00, 0x01]);
        answer.status == OK
    });
    assert_eq!(found.count(), 3);
}

#[test]
fn a_data_object_of_the_odd_read_never_is_longer_than_asked_for() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for le in 1..=0xFF_u8 {
        let mut command = hex!("00B1000604 54020000 00").to_vec();
        *command.last_mut().unwrap() = le;
        let answer = terminal.exchange(&command);
        if le < 3 {
            assert_eq!((answer.data.len(), answer.status), (0, OK), "{le}");
            continue;
        }
        assert_eq!(answer.status, OK);
        let data = tlv::descend(&answer.data, &[0x53]).unwrap();
        // One byte is lost where the length field grows.
        let lost = usize::from(le == 0x82);
        assert_eq!(answer.data.len() + lost, usize::from(le));
        assert!(!data.value.is_empty());
    }
}

#[test]
fn wrong_parameters_of_read_binary_are_refused() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.status("00A4020C021001");
    for (command, status) in [
        ("00B0870000", NOT_FOUND),
        ("00B1000704540200000A", NOT_FOUND),
        ("00B1010004540200000A", StatusWord::WRONG_P1P2),
        ("00B10000045302000000", StatusWord::WRONG_DATA),
        ("00B100000154", StatusWord::WRONG_DATA),
        ("00B1000002540000", StatusWord::WRONG_DATA),
        ("00B1000006540400FFFFFF00", StatusWord::OFFSET_OUTSIDE_FILE),
    ] {
        assert_eq!(terminal.status(command), status, "{command}");
    }
}

#[test]
fn serial_number_and_certificate_are_read_only_under_secure_messaging_after_the_pin() {
    let denied = StatusWord::SECURITY_STATUS_NOT_SATISFIED;
    let identity = Identity::standard();
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("00B0820000"), denied);
    // Selecting them is free.
    assert_eq!(terminal.status("00A4020C021003"), OK);
    assert_eq!(terminal.status("00B0000000"), denied);

    let mut terminal = authenticated(Profile::Gemalto, &[]);
    let serial_number = Command::new(0xB0, 0x82, 0).le(Le::Max);
    let certificate = Command::new(0xB1, 0, 3).data(hex!("54020000")).le(Le::Max);
    for command in [&serial_number, &certificate] {
        assert_eq!(terminal.secure(command).status, denied);
    }
    // The PUK does not do.
    assert_eq!(terminal.verify(0x82, STANDARD_PUK), OK);
    assert_eq!(terminal.secure(&serial_number).status, denied);
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
    assert_eq!(
        **terminal.secure(&serial_number).data,
        *identity.document_number()
    );
    let data = terminal.secure(&certificate).data;
    let data = tlv::descend(&data, &[0x53]).unwrap();
    assert!(identity.user_certificate().starts_with(data.value));
    assert!(data.value.len() > 200);
}

#[test]
fn a_whole_file_comes_in_one_extended_answer() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    let sod = Identity::standard().ef_sod(Profile::Gemalto.sod_variant());
    let answer = terminal.exchange(&hex!("00B08600000000"));
    assert_eq!((&**answer.data, answer.status), (sod, OK));
    let answer = terminal.exchange(&hex!("00B08600000101"));
    assert_eq!(**answer.data, sod[..0x101]);
}
