#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_core::date::Date;

use super::*;

/// ICAO Doc 9303-5 appendix A.
const CARD: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n\
                    7408122F1204159UTO<<<<<<<<<<<6\n\
                    ERIKSSON<<ANNA<MARIA<<<<<<<<<<";
/// ICAO Doc 9303-6 appendix A.
const LARGE_CARD: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\n\
                          D231458907UTO7408122F1204159<<<<<<<6";
/// ICAO Doc 9303-4 appendix A.
const PASSPORT: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n\
                        L898902C36UTO7408122F1204159ZE184226B<<<<<10";
/// ICAO Doc 9303-11 appendix D.2, a document number of 12 characters.
const LONG_NUMBER: &str = "I<UTOD23145890<7349<<<<<<<<<<<\
                           3407127M9507122UTO<<<<<<<<<<<2\
                           STEVENSON<<PETER<JOHN<<<<<<<<<";

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

#[test]
fn the_three_specimens_of_doc_9303_give_the_same_person() {
    for (text, format, number, optional) in [
        (CARD, Format::Td1, "D23145890", &["", ""][..]),
        (LARGE_CARD, Format::Td2, "D23145890", &[""]),
        (PASSPORT, Format::Td3, "L898902C3", &["ZE184226B"]),
    ] {
        let mrz = Mrz::parse(text).unwrap();
        assert_eq!(mrz.verify(), Ok(()));
        assert_eq!(mrz.format, format);
        assert_eq!(mrz.issuing_state, "UTO");
        assert_eq!(mrz.nationality, "UTO");
        assert_eq!(mrz.document_number, number);
        assert_eq!(mrz.names.primary, "ERIKSSON");
        assert_eq!(mrz.names.secondary, "ANNA MARIA");
        assert!(!mrz.names.may_be_truncated);
        assert_eq!(mrz.sex, Some(Sex::Female));
        assert_eq!(mrz.optional_data, optional);
        let birth = mrz.birth.birth(today()).unwrap();
        assert_eq!(birth.complete(), Date::new(1974, 8, 12));
        let expiry = mrz.expiry.expiry(today()).unwrap();
        assert_eq!(expiry.complete(), Date::new(2012, 4, 15));
    }
}

#[test]
fn the_key_inputs_of_doc_9303_part_11_appendix_d_2_come_out() {
    let key = Mrz::parse(LONG_NUMBER).unwrap().key().unwrap();
    assert_eq!(key, MrzKey::new(b"D23145890734934071279507122"));
    let date = |text: &str, field| MrzDate::parse(text, field).unwrap();
    let typed = printed_key(
        "l898902c",
        date("690806", Field::Birth),
        date("940623", Field::Expiry),
    );
    assert_eq!(typed.unwrap(), MrzKey::new(b"L898902C<369080619406236"));
}

#[test]
fn a_long_document_number_is_put_together_from_both_its_places() {
    let mrz = Mrz::parse(LONG_NUMBER).unwrap();
    assert_eq!(mrz.verify(), Ok(()));
    assert_eq!(mrz.document_number, "D23145890734");
    assert_eq!(mrz.optional_data, ["", ""]);
    assert_eq!(mrz.sex, Some(Sex::Male));

    let large = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\
                 D23145890<UTO3407127M95071227349<<<8";
    let mrz = Mrz::parse(large).unwrap();
    assert_eq!(mrz.document_number, "D23145890734");
    assert!(!mrz.wrong_check_digits().contains(&Field::DocumentNumber));
}

#[test]
fn typing_and_reading_give_the_same_key() {
    let mrz = Mrz::parse(CARD).unwrap();
    let typed = printed_key(
        " d23 145890",
        Date::new(1974, 8, 12).unwrap().into(),
        Date::new(2012, 4, 15).unwrap().into(),
    );
    assert_eq!(typed, mrz.key());
    assert_eq!(Mrz::parse(&CARD.to_lowercase()).unwrap().key(), mrz.key());
}

#[test]
fn a_mistyped_character_is_found_by_the_check_digit_of_its_field() {
    for (wrong, right, field) in [
        ("D2314589O7", "D231458907", Field::DocumentNumber),
        ("7408172F", "7408122F", Field::Birth),
        ("F1204169", "F1204159", Field::Expiry),
    ] {
        let mrz = Mrz::parse(&CARD.replace(right, wrong)).unwrap();
        assert_eq!(mrz.verify(), Err(MrzError::CheckDigit(field)));
        assert_eq!(mrz.key().unwrap_err(), MrzError::CheckDigit(field));
    }
    let mrz = Mrz::parse(&CARD.replace("<<<6", "<<<7")).unwrap();
    assert_eq!(mrz.verify(), Err(MrzError::CheckDigit(Field::Composite)));
    assert!(mrz.key().is_ok());
    let mrz = Mrz::parse(&PASSPORT.replace("226B<<<<<10", "226B<<<<<20")).unwrap();
    assert_eq!(mrz.wrong_check_digits().first(), Some(&Field::OptionalData));
}

#[test]
fn names_may_have_several_parts_none_or_be_cut_off() {
    for (field, primary, secondary, may_be_truncated) in [
        (
            "DE<ROSSI<<MARIA<CHIARA<<<<<<<<",
            "DE ROSSI",
            "MARIA CHIARA",
            false,
        ),
        ("ARKFREITH<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", "", false),
        (
            "NILAVADHANANANDA<<CHAYAPA<DEJT",
            "NILAVADHANANANDA",
            "CHAYAPA DEJT",
            true,
        ),
        (
            "BENNELONG<WOOLOOMOOLOO<WARRAND",
            "BENNELONG WOOLOOMOOLOO WARRAND",
            "",
            true,
        ),
        ("<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "", "", false),
    ] {
        let names = Names::parse(field);
        assert_eq!(names.primary, primary);
        assert_eq!(names.secondary, secondary);
        assert_eq!(names.may_be_truncated, may_be_truncated);
    }
}

#[test]
fn the_century_follows_from_today() {
    let date = |text: &str| MrzDate::parse(text, Field::Birth).unwrap();
    for (text, year) in [
        ("261122", 2026),
        ("261123", 1926),
        ("000229", 2000),
        ("270101", 1927),
    ] {
        assert_eq!(date(text).birth(today()).unwrap().year(), year);
    }
    for (text, year) in [
        ("021231", 2002),
        ("011231", 2101),
        ("361231", 2036),
        ("760101", 2076),
    ] {
        assert_eq!(date(text).expiry(today()).unwrap().year(), year);
    }
}

#[test]
fn what_is_unknown_of_a_date_stays_unknown() {
    let date = MrzDate::parse("74<<<<", Field::Birth).unwrap();
    assert_eq!(date.birth(today()).unwrap().to_string(), "1974");
    let date = MrzDate::parse("<<<<<<", Field::Birth).unwrap();
    assert_eq!(date.birth(today()), None);
    for malformed in ["7408", "7408122", "7A0812", "74-812", "74081 "] {
        assert_eq!(
            MrzDate::parse(malformed, Field::Birth),
            Err(MrzError::Malformed(Field::Birth))
        );
    }
}

/// The zone with another date of birth or expiry and check digits that fit.
fn with_dates(birth: &str, expiry: &str) -> String {
    let with_digit = |text: &str| format!("{text}{}", check_digit(&[text]).unwrap());
    let (birth, expiry) = (with_digit(birth), with_digit(expiry));
    let number = "D231458907<<<<<<<<<<<<<<<";
    let covered = [number, &birth, &expiry, "<<<<<<<<<<<"];
    let composite = check_digit(&covered).unwrap();
    format!("C<ITA{number}{birth}F{expiry}ITA<<<<<<<<<<<{composite}ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
}

#[test]
fn dates_that_are_no_days_are_kept_as_printed_and_open_the_chip() {
    for (birth, known) in [
        ("680000", Some("1968")),
        ("680500", Some("1968-05")),
        ("999999", None),
        ("680230", None),
        ("<<<<<<", None),
        ("<40812", None),
        ("000000", Some("2000")),
    ] {
        let mrz = Mrz::parse(&with_dates(birth, "999999")).unwrap();
        assert_eq!(mrz.verify(), Ok(()), "{birth}");
        assert_eq!((mrz.birth.as_str(), mrz.expiry.as_str()), (birth, "999999"));
        let shown = mrz.birth.birth(today()).map(|date| date.to_string());
        assert_eq!(shown.as_deref(), known, "{birth}");
        assert_eq!(mrz.expiry.expiry(today()), None);
        // Everything else is there.
        assert_eq!(mrz.document_number, "D23145890");
        assert_eq!(mrz.names.primary, "ERIKSSON");
        let printed = format!("D231458907{birth}{}9999998", check_digit(&[birth]).unwrap());
        assert_eq!(mrz.key(), Ok(MrzKey::new(printed.as_bytes())), "{birth}");
        let date = |text| MrzDate::parse(text, Field::Birth).unwrap();
        let typed = printed_key("D23145890", date(birth), date("999999"));
        assert_eq!(typed, mrz.key(), "{birth}");
    }
}

#[test]
fn the_last_century_day_means_without_limit_on_italian_identity_cards_alone() {
    let card = with_dates("800101", "990101");
    assert!(Mrz::parse(&card).unwrap().is_unlimited());
    for other in [
        card.replacen("C<", "P<", 1),
        card.replacen("C<", "CR", 1),
        card.replacen("C<", "IR", 1),
        card.replacen("ITA", "UTO", 1),
        with_dates("800101", "990102"),
    ] {
        assert!(!Mrz::parse(&other).unwrap().is_unlimited(), "{other}");
    }
}

#[test]
fn an_italian_passport_that_expires_on_that_day_is_not_valid_without_limit() {
    let field = |text: &str| format!("{text}{}", check_digit(&[text]).unwrap());
    let (number, birth, expiry) = (field("YA0000000"), field("800101"), field("990101"));
    let optional = field("<<<<<<<<<<<<<<");
    let composite = check_digit(&[&number, &birth, &expiry, &optional]).unwrap();
    let zone = format!(
        "P<ITAERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<{number}ITA{birth}F{expiry}{optional}{composite}"
    );
    let passport = Mrz::parse(&zone).unwrap();
    assert_eq!(passport.verify(), Ok(()));
    assert_eq!(passport.issuing_state, "ITA");
    assert!(!passport.is_unlimited());
    assert_eq!(
        passport.expiry.expiry(today()).map(|date| date.to_string()),
        Some("2099-01-01".into())
    );
}

#[test]
fn a_sex_that_no_document_has_leaves_the_rest() {
    let mrz = Mrz::parse(&CARD.replacen("7408122F", "7408122Q", 1)).unwrap();
    assert_eq!(mrz.sex, None);
    assert_eq!(mrz.document_number, "D23145890");
}

#[test]
fn a_filler_stands_for_the_check_digit_of_an_empty_field_and_opens_the_chip_as_printed() {
    let zone = with_dates("<<<<<<", "350101").replacen("<<<<<<0F", "<<<<<<<F", 1);
    let mrz = Mrz::parse(&zone).unwrap();
    assert_eq!(mrz.wrong_check_digits(), []);
    assert_eq!(mrz.key(), Ok(MrzKey::new(b"D231458907<<<<<<<3501014")));
}

#[test]
fn what_was_typed_and_what_the_chip_has_are_compared_field_by_field() {
    let typed = Mrz::parse(CARD).unwrap();
    assert_eq!(typed.differs_from(&typed), []);
    for (from, to, fields) in [
        ("ANNA<MARIA", "ANNA<MARIE", &[Field::Names][..]),
        ("9UTO<", "9DEU<", &[Field::Nationality]),
        (
            "I<UTO",
            "IDDEU",
            &[Field::DocumentCode, Field::IssuingState],
        ),
        ("8122F12", "8122M12", &[Field::Sex]),
        ("1204159", "1204169", &[Field::Expiry]),
    ] {
        let chip = Mrz::parse(&CARD.replacen(from, to, 1)).unwrap();
        assert_eq!(typed.differs_from(&chip), fields, "{to}");
    }
}

#[test]
fn other_lengths_and_characters_are_refused() {
    assert_eq!(Mrz::parse(""), Err(MrzError::Length(0)));
    assert_eq!(Mrz::parse(&"<".repeat(89)), Err(MrzError::Length(89)));
    assert_eq!(
        Mrz::parse(&CARD.replace('<', "«")),
        Err(MrzError::Character)
    );
    for number in [
        "",
        "<<<",
        "D231458-0",
        "È23145890",
        "D2314589012345678901234",
    ] {
        let date = MrzDate::parse("740812", Field::Birth).unwrap();
        assert_eq!(
            printed_key(number, date, date).unwrap_err(),
            MrzError::Malformed(Field::DocumentNumber)
        );
    }
}

#[test]
fn no_debug_shows_the_holder_or_what_opens_the_chip() {
    let mrz = Mrz::parse(CARD).unwrap();
    for text in [
        format!("{mrz:?}"),
        format!("{:?}", mrz.key().unwrap()),
        format!("{:?}", mrz.birth),
        format!("{:?}", mrz.names),
    ] {
        assert!(!text.contains("D23145890") && !text.contains("7408") && !text.contains("ERIK"));
    }
}

#[test]
fn no_altered_zone_panics() {
    for specimen in [CARD, LARGE_CARD, PASSPORT, LONG_NUMBER] {
        for position in 0..specimen.len() {
            let _ = Mrz::parse(specimen.get(..position).unwrap());
            for character in ["<", "0", "9", "A", "Z", " ", "~", "è"] {
                let mut text = specimen.to_owned();
                text.replace_range(position..=position, character);
                if let Ok(mrz) = Mrz::parse(&text) {
                    // Whatever was read, dates and key do not panic either.
                    let _ = (
                        mrz.birth.birth(today()),
                        mrz.expiry.expiry(today()),
                        mrz.key(),
                    );
                }
            }
        }
    }
}
