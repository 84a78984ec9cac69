//! What OpenSC was seen to send, command by command, and what it goes on with.
//!
//! Traced with OpenSC 0.23.0 of Debian 12 and a build of 0.27.1 over pcscd and vpcd, 2026-11; the
//! order is that of `src/libopensc/card-itacns.c`, `pkcs15-itacns.c` and of the drivers tried
//! before.

use cie_core::bytes::hex;
use cie_sim::cns::Profile;

use crate::reader::{NOT_FOUND, OK, Reader};

/// Drivers for other cards look for theirs.
const PROBES: [(&str, u16); 9] = [
    ("00A4040007 627601FF000000", NOT_FOUND),
    ("00A4040006 A00000000101", NOT_FOUND),
    ("00A404000B E82B0601040181C31F0201 00", NOT_FOUND),
    ("00CADF3005", 0x6D00),
    ("00A404000E D23300000045737445494420763335", NOT_FOUND),
    ("00CB3FFF03 5C017E 08", 0x6D00),
    ("00A4040009 A00000030800001000 00", NOT_FOUND),
    ("00A4040C07 A0000001 16DB00", NOT_FOUND),
    ("00A4040C07 A0000000 790100", NOT_FOUND),
];

#[test]
fn every_foreign_driver_is_told_that_its_application_is_not_there() {
    for profile in [Profile::Athena, Profile::St, Profile::Idemia] {
        let mut reader = Reader::new(profile);
        for (probe, expected) in PROBES {
            let (data, status) = reader.send(probe);
            assert_eq!((data.len(), status), (0, expected), "{probe}");
        }
    }
}

#[test]
fn binding_finds_no_pkcs15_then_number_personal_data_and_certificate() {
    let mut reader = Reader::new(Profile::Athena);
    for absent in [
        "00A4080002 2F00 00",
        "00A4080C02 5015",
        "00A4080002 5031 00",
    ] {
        assert_eq!(reader.status(absent).0, NOT_FOUND);
    }
    assert_eq!(reader.status("00A4080C04 10001003").0, OK);
    assert_eq!(
        reader.send("00B0000010"),
        (b"6030000000000019".to_vec(), OK)
    );

    let (information, status) = reader.send("00A4080004 11001102 00");
    assert_eq!(status, OK);
    assert_eq!(information[..6], hex::decode("6F3880020190").unwrap());
    let mut personal_data = Vec::new();
    for (piece, length) in [("00B00000FF", 255), ("00B000FF01", 1), ("00B0010090", 144)] {
        let (data, status) = reader.send(piece);
        assert_eq!((data.len(), status), (length, OK), "{piece}");
        personal_data.extend(data);
    }
    let personal_data = String::from_utf8(personal_data).unwrap();
    assert!(personal_data.contains("05PROVA08SIMULATA0801011980"));

    assert_eq!(reader.status("00A4080C04 11001101").0, OK);
    let (information, _) = reader.send("00A4080004 11001101 00");
    assert_eq!(information[2..6], hex::decode("80020800").unwrap());
    let certificate = reader.card.certificate();
    let (data, status) = reader.send("00B00000FF");
    assert_eq!((data.as_slice(), status), (&certificate[..255], OK));

    for absent in [
        "00A4080C04 2FFF8228",
        "00A4080C04 14009010",
        "00A4080C06 140090012002",
    ] {
        assert_eq!(reader.status(absent).0, NOT_FOUND);
    }
    assert_eq!(reader.status("00A4000C02 3F00").0, OK);
}

#[test]
fn idemia_has_its_certificate_elsewhere_and_its_pin_below_the_directory_of_the_key() {
    for profile in [Profile::Idemia, Profile::IdemiaNfc] {
        let mut reader = Reader::new(profile);
        assert_eq!(reader.status("00A4080C06 140090012002").0, OK);
        assert_eq!(reader.status("00A4080C04 11001101").0, NOT_FOUND);
        assert_eq!(reader.status("00A4000C02 3F00").0, OK);
        assert_eq!(reader.verify("3234363830FFFFFF"), 0x6A88);
        let (information, status) = reader.send("00A4080004 14009002 00");
        assert_eq!(status, OK);
        let conditions = hex::decode("8609FF1010FFFFFFFF10FF").unwrap();
        assert!(information.windows(11).any(|part| part == conditions));
        assert_eq!(reader.verify("3234363830FFFFFF"), OK);
        assert_eq!(reader.tries(), (3, 3));
    }
}

#[test]
fn st_2022_over_nfc_shows_nothing_until_its_application_is_selected_and_tells_its_model() {
    let mut reader = Reader::new(Profile::St2022Nfc);
    reader.card.reset();
    for command in ["00A4000C02 3F00", "00A4080C04 10001003"] {
        assert_eq!(reader.status(command).0, NOT_FOUND, "{command}");
    }
    assert_eq!(reader.status("00CA018000").0, 0x6A88);
    assert_eq!(reader.verify("3234363830FFFFFF"), 0x6A88);
    let (information, status) = reader.send("00A4040008 A00000009501004D 00");
    assert_eq!((information[0], status), (0x6F, OK));
    assert_eq!(reader.send("00CA018000"), (b"JSign4".to_vec(), OK));
    assert_eq!(reader.status("00CA018100").0, 0x6A88);
    assert_eq!(reader.status("00A4080C04 11001101").0, OK);
    assert_eq!(reader.status("00A4000C02 3F00").0, OK);
    assert_eq!(reader.verify("3234363830FFFFFF"), OK);
}
