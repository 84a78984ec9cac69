#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use cie_tests::altered::altered;

/// A person who does not exist; sixteen fields.
const FIELDS: [&str; 16] = [
    "046030",
    "0801012024",
    "0801012030",
    "05ROSSI",
    "05MARIO",
    "0801011980",
    "01M",
    "00",
    "10RSSMRA80A01H501U",
    "00",
    "04H501",
    "00",
    "00",
    "04H501",
    "00",
    "00",
];

fn file(fields: &[&str]) -> Vec<u8> {
    let body = fields.concat();
    let mut file = format!("{:06X}{body}", body.len()).into_bytes();
    file.resize(400, 0);
    file
}

/// The file with this field instead of the one at its place.
fn with(place: usize, field: &str) -> Result<PersonalData, PersonalDataError> {
    let mut fields = FIELDS;
    *fields.get_mut(place).unwrap() = field;
    PersonalData::parse(&file(&fields))
}

#[test]
fn all_fields_are_read_by_their_order() {
    let file = file(&FIELDS);
    assert!(file.starts_with(b"00005F046030"));
    assert_eq!(length(&file), Ok(0x5F));
    let data = PersonalData::parse(&file).unwrap();
    assert_eq!(data.issuer.as_deref(), Some("6030"));
    assert_eq!(data.issued, Date::new(2024, 1, 1));
    assert_eq!(data.expires, Date::new(2030, 1, 1));
    assert_eq!(data.surname.as_deref(), Some("ROSSI"));
    assert_eq!(data.given_names.as_deref(), Some("MARIO"));
    assert_eq!(data.birth, Date::new(1980, 1, 1));
    assert_eq!(data.sex, Some(Sex::Male));
    assert_eq!(data.height, None);
    let code = data.fiscal_code.unwrap();
    assert_eq!(code.as_str(), "RSSMRA80A01H501U");
    assert_eq!(data.birth_municipality.as_deref(), Some("H501"));
    assert_eq!(data.residence_municipality.as_deref(), Some("H501"));
    let empty = [
        data.citizenship,
        data.birth_state,
        data.birth_record,
        data.residence_address,
        data.travel_note,
    ];
    assert_eq!(empty, [const { None }; 5]);
}

#[test]
fn each_text_is_read_from_its_own_place() {
    for (place, read) in [
        (
            0,
            (|data| data.issuer) as fn(PersonalData) -> Option<String>,
        ),
        (3, |data| data.surname),
        (4, |data| data.given_names),
        (7, |data| data.height),
        (9, |data| data.citizenship),
        (10, |data| data.birth_municipality),
        (11, |data| data.birth_state),
        (12, |data| data.birth_record),
        (13, |data| data.residence_municipality),
        (14, |data| data.residence_address),
        (15, |data| data.travel_note),
    ] {
        let data = with(place, "0DVIA DELLA X 1").unwrap();
        assert_eq!(read(data).as_deref(), Some("VIA DELLA X 1"), "{place}");
    }
}

#[test]
fn a_file_with_fewer_fields_has_the_rest_empty() {
    let data = PersonalData::parse(&file(FIELDS.get(..4).unwrap())).unwrap();
    assert_eq!(data.surname.as_deref(), Some("ROSSI"));
    assert_eq!((data.given_names, data.fiscal_code), (None, None));
    let nothing = PersonalData::parse(b"000000").unwrap();
    assert_eq!(nothing, PersonalData::default());
}

#[test]
fn longer_fields_move_those_behind_them() {
    let data = with(3, "0EDELLA GHERARDE").unwrap();
    assert_eq!(data.surname.as_deref(), Some("DELLA GHERARDE"));
    let code = data.fiscal_code.unwrap();
    assert_eq!(code.as_str(), "RSSMRA80A01H501U");
}

#[test]
fn whatever_is_not_as_it_should_be_is_an_error_that_names_the_field() {
    use PersonalDataError as E;
    for (place, field, error) in [
        (1, "0830022024", E::Date(Field::Issued)),
        (2, "0820300101", E::Date(Field::Expires)),
        (5, "06010180", E::Date(Field::Birth)),
        (6, "01X", E::Sex),
        (6, "02MM", E::Sex),
        (
            8,
            "10RSSMRA80A01H501A",
            E::FiscalCode(FiscalCodeError::CheckCharacter),
        ),
        (
            8,
            "0AABCDEFGHIL",
            E::FiscalCode(FiscalCodeError::Length(10)),
        ),
        (15, "0xAB", E::Length(Field::TravelNote)),
        (15, "+1A", E::Length(Field::TravelNote)),
        (15, "0", E::Length(Field::TravelNote)),
        (15, "03AB", E::Overrun(Field::TravelNote)),
        (15, "0000", E::TooMany),
    ] {
        assert_eq!(with(place, field), Err(error), "{field}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_refused_and_utf_8_is_taken() {
    let mut latin = file(&FIELDS);
    let place = latin.windows(5).position(|part| part == b"ROSSI").unwrap();
    *latin.get_mut(place + 1).unwrap() = 0xD2;
    assert_eq!(
        PersonalData::parse(&latin),
        Err(PersonalDataError::Text(Field::Surname))
    );
    // What steers the writing around it is shown as nothing.
    let data = with(3, "10ROSSI\u{202E}OIRAM\u{9B}\n").unwrap();
    assert_eq!(data.surname.as_deref(), Some("ROSSI OIRAM  "));
    // Six bytes, five letters.
    let data = with(3, "06RÒSSI").unwrap();
    assert_eq!(data.surname.as_deref(), Some("RÒSSI"));
}

#[test]
fn a_length_that_is_none_or_reaches_behind_the_file_is_refused() {
    for (file, error) in [
        (&b""[..], PersonalDataError::Header),
        (b"00005", PersonalDataError::Header),
        (b"+0005F", PersonalDataError::Header),
        (b"\0\0\0\0\0\0", PersonalDataError::Header),
        (b"00000404603", PersonalDataError::Overrun(Field::Issuer)),
        (
            b"FFFFFF046030",
            PersonalDataError::Truncated {
                wanted: 0xFF_FFFF,
                found: 6,
            },
        ),
    ] {
        assert_eq!(PersonalData::parse(file), Err(error));
    }
}

#[test]
fn altered_files_do_no_harm_and_nothing_shows_the_person() {
    let file = file(&FIELDS);
    altered(&file, |file| {
        if let Err(error) = PersonalData::parse(file) {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("ROSSI") && !shown.contains("RSSMRA"));
        }
    });
    let data = PersonalData::parse(&file).unwrap();
    assert_eq!(format!("{data:?}"), "PersonalData(hidden)");
}
