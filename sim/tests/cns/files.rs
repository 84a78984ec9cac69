//! SELECT in its forms, file control information, and reading.

use cie_core::bytes::{hex, tlv};
use cie_sim::cns::Profile;

use crate::reader::{NOT_FOUND, OK, Reader};

/// amusarra/raspberry-pi-access-via-ts-cns, cri99/ng-smartcard-reader and others go one level at a
/// time; OpenSC issue 3804 has a program that goes by paths from the current directory.
#[test]
fn a_file_is_found_one_level_at_a_time_and_by_path_from_where_one_is() {
    let ways: [&[&str]; 5] = [
        &["00A4000002 3F00", "00A4000002 1100", "00A4000002 1102"],
        &["00A4000C00", "00A4010C02 1100", "00A4020C02 1102"],
        &["00A4000C02 3F00", "00A4090C04 11001102"],
        &["00A4080C02 1000", "00A4030C", "00A4090C04 11001102"],
        &["00A4080C02 1100", "00A4000C02 1100", "00A4000C02 1102"],
    ];
    for way in ways {
        let mut reader = Reader::new(Profile::Athena);
        for command in way {
            let (_, status) = reader.send(command);
            assert!(
                status == OK || status >> 8 == 0x61,
                "{command}: {status:04X}"
            );
        }
        let (data, status) = reader.send("00B0000006");
        assert_eq!((data.as_slice(), status), (&b"000062"[..], OK), "{way:?}");
    }
}

#[test]
fn what_is_not_there_is_not_found_and_what_was_selected_stays() {
    let mut reader = Reader::new(Profile::Athena);
    assert_eq!(reader.status("00A4080C04 10001003").0, OK);
    for (command, expected) in [
        ("00A4000C02 1102", NOT_FOUND),
        ("00A4010C02 1003", NOT_FOUND),
        ("00A4020C02 1000", NOT_FOUND),
        ("00A4080C04 11009999", NOT_FOUND),
        ("00A4080C06 3F0010001003", NOT_FOUND),
        ("00A4090C04 10001003", NOT_FOUND),
        ("00A4080C03 100010", 0x6A80),
        ("00A4080C", 0x6A80),
        ("00A4050C02 1000", 0x6A86),
        ("00A4080404 10001003", 0x6A86),
        ("00B0810010", NOT_FOUND),
    ] {
        assert_eq!(reader.status(command).0, expected, "{command}");
    }
    assert_eq!(reader.send("00B0000401").1, OK);
    assert_eq!(reader.status("00A4000C02 3F00").0, OK);
    assert_eq!(reader.status("00A4030C").0, NOT_FOUND);
    assert_eq!(reader.status("00B0000010").0, 0x6986);
}

/// The trace of a card in OpenSC issue 3804.
#[test]
fn control_information_is_that_of_an_issued_card_but_for_its_sizes() {
    let mut reader = Reader::new(Profile::Athena);
    let (information, _) = reader.send("00A4080004 11001102 00");
    let file = [
        "6F38 80020190 8203010000 83021102 850101 860900FFFFFFFFFFFFFFFF 8A0105 CB18",
        &"FF".repeat(24),
    ]
    .concat();
    assert_eq!(information, hex::decode(&file.replace(' ', "")).unwrap());
    let (information, _) = reader.send("00A4080002 1100 00");
    let directory = tlv::find(&information, 0x6F).unwrap();
    assert_eq!(directory.child(0x82).unwrap().value, [0x38, 0, 0]);
    assert_eq!(directory.child(0x83).unwrap().value, [0x11, 0]);
    assert!(directory.child(0x80).is_err());
}

#[test]
fn control_information_that_was_not_asked_for_waits_for_get_response() {
    let mut reader = Reader::new(Profile::Athena);
    assert_eq!(reader.status("00A4080004 11001102").0, 0x613A);
    let (data, status) = reader.send("00C000003A");
    assert_eq!((data.len(), data[0], status), (0x3A, 0x6F, OK));
    assert_eq!(reader.status("00C0000000").0, 0x6985);
}

#[test]
fn every_profile_shows_number_and_personal_data_without_a_code_and_over_nfc_too() {
    for profile in Profile::ALL {
        let mut reader = Reader::new(profile);
        assert_eq!(reader.status("00A4080C04 10001003").0, OK, "{profile}");
        let (number, status) = reader.send("00B0000000");
        assert_eq!((number.len(), status), (16, OK), "{profile}");
        assert_eq!(reader.status("00A4080C04 11001102").0, OK, "{profile}");
        assert_eq!(reader.send("00B0000000").0.len(), 256, "{profile}");
    }
}
