#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use cie_core::extension::tlv::{encode, push};

/// ICAO Doc 9303-5 appendix A.
const LINES: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\
                     7408122F1204159UTO<<<<<<<<<<<6\
                     ERIKSSON<<ANNA<MARIA<<<<<<<<<<";

fn today() -> Date {
    Date::new(2026, 11, 27).unwrap()
}

fn holder<'a>(files: &'a [(DataGroup, Vec<u8>)]) -> Holder<'a> {
    let file = |group| {
        let found = files.iter().find(|(read, _)| *read == group);
        found.map(|(_, content)| content.as_slice())
    };
    Holder::of(file, today())
}

fn dg1(lines: &str) -> (DataGroup, Vec<u8>) {
    let zone = encode(0x5F1F, lines.as_bytes());
    (DataGroup::DG1, encode(0x61, &zone))
}

fn dg11(fields: &[(u32, &[u8])]) -> (DataGroup, Vec<u8>) {
    let mut content = Vec::new();
    for (tag, value) in fields {
        push(&mut content, *tag, value);
    }
    (DataGroup::DG11, encode(0x6B, &content))
}

#[test]
fn nothing_that_steers_a_terminal_or_the_direction_of_writing_comes_out() {
    let utf8 = "A\n\u{1b}[2J\u{9b}31m\u{202e}B\u{2066}C\u{200f}D\u{2028}E";
    // A lone 9B is not UTF-8: the text is taken as ISO 8859-1.
    for text in [utf8.as_bytes(), b"A\x9b2J\x1b\nB"] {
        let name = [text, b"<<", text].concat();
        let files = [dg11(&[
            (0x5F0E, &name),
            (0x5F10, text),
            (0x5F11, text),
            (0x5F42, text),
        ])];
        let holder = holder(&files);
        let shown = [
            holder.surname.unwrap(),
            holder.given_names.unwrap(),
            holder.personal_number.unwrap(),
            holder.birth_place.concat(),
            holder.address.concat(),
        ];
        for shown in shown {
            assert!(shown.starts_with('A'), "{shown:?}");
            let steers = |c: char| c.is_control() || "\u{200f}\u{2028}\u{202e}\u{2066}".contains(c);
            assert!(!shown.contains(steers), "{shown:?}");
        }
    }
}

#[test]
fn dg1_alone_gives_the_person_of_the_printed_lines() {
    let files = [dg1(LINES)];
    let holder = holder(&files);
    assert_eq!(holder.full_name().as_deref(), Some("ANNA MARIA ERIKSSON"));
    assert_eq!(holder.birth, Date::new(1974, 8, 12).map(Into::into));
    assert_eq!(holder.expiry, Date::new(2012, 4, 15).map(Into::into));
    assert_eq!(holder.sex, Some(Sex::Female));
    assert_eq!(holder.document_number.as_deref(), Some("D23145890"));
    assert_eq!(holder.nationality.as_deref(), Some("UTO"));
    assert_eq!(holder.issuing_state.as_deref(), Some("UTO"));
    assert!(holder.wrong_check_digits.is_empty() && holder.malformed.is_empty());
    assert_eq!((holder.fiscal_code, holder.personal_number), (None, None));
}

/// `990101` on an Italian identity card; on any other document it is a date.
#[test]
fn an_italian_identity_card_may_have_no_limit() {
    for (code, state, unlimited) in [
        ("C<", "ITA", true),
        ("C<", "AUT", false),
        ("I<", "ITA", false),
    ] {
        let lines = format!(
            "{code}{state}CA00000AA9<<<<<<<<<<<<<<<\
             4001014F9901011ITA<<<<<<<<<<<0\
             PROVA<<SIMULATA<<<<<<<<<<<<<<<"
        );
        let files = [dg1(&lines)];
        let holder = holder(&files);
        assert_eq!(holder.unlimited, unlimited, "{code} {state}");
        let date = Date::new(2099, 1, 1).map(Into::into);
        assert_eq!(holder.expiry, date.filter(|_| !unlimited));
    }
}

#[test]
fn a_date_that_is_no_day_leaves_everything_else_and_is_kept_as_printed() {
    let files = [dg1(&LINES.replace("7408122", "6800004"))];
    let holder = holder(&files);
    assert_eq!(holder.birth_as_printed.as_deref(), Some("680000"));
    assert_eq!(
        holder.birth.map(|date| date.to_string()),
        Some("1968".into())
    );
    assert_eq!(holder.expiry_as_printed.as_deref(), Some("120415"));
    assert_eq!(holder.document_number.as_deref(), Some("D23145890"));
    assert_eq!(holder.full_name().as_deref(), Some("ANNA MARIA ERIKSSON"));
    assert!(holder.malformed.is_empty() && !holder.unlimited);
}

#[test]
fn dg11_has_the_last_word_on_name_and_birth_and_says_what_dg1_does_not() {
    let files = [
        dg1(LINES),
        dg11(&[
            (0x5F0E, "ERIKSSÖN<<ANNA<MARIA<LUISA".as_bytes()),
            (0x5F10, b"RSSMRA80A41F205B"),
            (0x5F2B, b"18740812"),
            (0x5F11, b"MILANO<MI"),
            (0x5F42, b"VIA ROMA 1<MILANO<MI"),
        ]),
    ];
    let holder = holder(&files);
    assert_eq!(holder.surname.as_deref(), Some("ERIKSSÖN"));
    assert_eq!(holder.given_names.as_deref(), Some("ANNA MARIA LUISA"));
    assert_eq!(holder.birth, Date::new(1874, 8, 12).map(Into::into));
    assert_eq!(holder.birth_place, ["MILANO", "MI"]);
    assert_eq!(holder.address, ["VIA ROMA 1", "MILANO", "MI"]);
    let code = holder.fiscal_code.unwrap();
    assert_eq!(
        (code.as_str(), code.is_omocode()),
        ("RSSMRA80A41F205B", false)
    );
    // What DG11 does not say stays as DG1 says it.
    assert_eq!(holder.document_number.as_deref(), Some("D23145890"));
}

#[test]
fn a_name_that_fills_its_printed_line_is_said_to_be_maybe_cut_unless_dg11_has_it() {
    let lines = LINES.replace(
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        "ERIKSSON<<ANNA<MARIA<LUISA<GIO",
    );
    let alone = [dg1(&lines)];
    assert!(holder(&alone).name_may_be_truncated);
    let both = [
        dg1(&lines),
        dg11(&[(0x5F0E, b"ERIKSSON<<ANNA<MARIA<LUISA<GIOIA")]),
    ];
    let holder = holder(&both);
    assert!(!holder.name_may_be_truncated);
    assert_eq!(
        holder.given_names.as_deref(),
        Some("ANNA MARIA LUISA GIOIA")
    );
}

#[test]
fn a_birth_in_dg11_that_is_no_day_is_that_of_dg1_and_alone_it_is_kept_as_written() {
    let odd = dg11(&[(0x5F2B, b"99999999")]);
    let alone = [odd.clone()];
    let person = holder(&alone);
    assert_eq!(person.birth, None);
    assert_eq!(person.birth_as_printed.as_deref(), Some("99999999"));
    let both = [dg1(LINES), odd];
    let person = holder(&both);
    assert_eq!(person.birth, Date::new(1974, 8, 12).map(Into::into));
    assert_eq!(person.birth_as_printed.as_deref(), Some("740812"));
}

#[test]
fn an_omocode_is_a_fiscal_code_and_a_wrong_one_is_kept_as_a_number_with_the_reason() {
    // The last digit of the place, 5, as R: the check character changes with it.
    let digits = FiscalCode::parse("RSSMRA80A41F205B").unwrap();
    let omocode = ('A'..='Z')
        .map(|check| format!("RSSMRA80A41F20R{check}"))
        .find(|code| FiscalCode::parse(code).is_ok())
        .unwrap();
    let files = [dg11(&[(0x5F10, omocode.as_bytes())])];
    let code = holder(&files).fiscal_code.unwrap();
    assert!(code.is_omocode());
    assert_eq!(code.birth_place(), digits.birth_place());
    let files = [dg11(&[(0x5F10, b"RSSMRA80A41F205C")])];
    let holder = holder(&files);
    assert_eq!(holder.fiscal_code, None);
    assert_eq!(holder.personal_number.as_deref(), Some("RSSMRA80A41F205C"));
    assert_eq!(
        holder.fiscal_code_problem,
        Some(FiscalCodeError::CheckCharacter)
    );
}

#[test]
fn issue_and_authority_come_from_dg12_and_signatures_from_dg7() {
    let mut dg12 = encode(0x5F19, b"COMUNE DI PROVA");
    push(&mut dg12, 0x5F26, b"20250301");
    let mut dg7 = encode(0x02, &[1]);
    push(&mut dg7, 0x5F43, &[0xFF, 0xD8, 0xFF, 1]);
    let files = [
        (DataGroup::DG12, encode(0x6C, &dg12)),
        (DataGroup::DG7, encode(0x67, &dg7)),
    ];
    let holder = holder(&files);
    assert_eq!(holder.issue, Date::new(2025, 3, 1).map(Into::into));
    assert_eq!(holder.issue_as_printed.as_deref(), Some("20250301"));
    assert_eq!(holder.issuing_authority.as_deref(), Some("COMUNE DI PROVA"));
    let image = holder.signatures.first().unwrap();
    assert_eq!(image.bytes, [0xFF, 0xD8, 0xFF, 1]);
    assert_eq!(holder.full_name(), None);
}

#[test]
fn a_file_that_cannot_be_understood_is_named_and_the_others_are_read() {
    let files = [
        dg1(LINES),
        (DataGroup::DG2, encode(0x75, &[0xFF])),
        (DataGroup::DG11, encode(0x6C, &[])),
    ];
    let holder = holder(&files);
    assert_eq!(holder.malformed, [DataGroup::DG2, DataGroup::DG11]);
    assert_eq!(holder.surname.as_deref(), Some("ERIKSSON"));
    assert!(holder.faces.is_empty());
}

#[test]
fn a_field_of_dg1_that_cannot_be_understood_leaves_the_others() {
    let files = [dg1(&LINES.replace("ERIKSSON<<", "ERIKS'ON<<"))];
    let person = holder(&files);
    assert_eq!(person.malformed, [DataGroup::DG1]);
    assert_eq!((person.surname, person.given_names), (None, None));
    assert_eq!(person.issuing_state.as_deref(), Some("UTO"));
    let files = [dg1(&LINES.replace("7408122", "74O8122"))];
    let person = holder(&files);
    assert_eq!(person.malformed, [DataGroup::DG1]);
    assert_eq!((person.birth, person.birth_as_printed), (None, None));
    assert_eq!(person.surname.as_deref(), Some("ERIKSSON"));
}

#[test]
fn check_digits_that_do_not_match_are_named() {
    let files = [dg1(&LINES.replace("7408122", "7408123"))];
    let wrong = holder(&files).wrong_check_digits;
    assert_eq!(wrong, [Field::Birth, Field::Composite]);
}

#[test]
fn debug_shows_nobody() {
    let files = [dg1(LINES)];
    assert_eq!(format!("{:?}", holder(&files)), "Holder(hidden)");
}
