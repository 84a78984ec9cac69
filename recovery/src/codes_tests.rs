#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;

fn joined(card: Card, code: Code, first: &str, second: &str) -> Result<Joined, JoinError> {
    let (mut first, mut second) = (first.as_bytes().to_vec(), second.as_bytes().to_vec());
    let result = join(card, code, &mut first, &mut second);
    assert!(first.iter().chain(&second).all(|byte| *byte == 0), "wiped");
    result
}

fn length(half: Half, expected: usize, found: usize) -> JoinError {
    JoinError::Malformed {
        half,
        why: MalformedCode::Length { expected, found },
    }
}

#[test]
fn halves_are_joined_in_order_and_become_the_code_of_an_operation() {
    let pin = joined(Card::Cie, Code::Pin, "2468", "1357").unwrap();
    assert_eq!(pin.notes(), [JoinNote::OrderUnchecked]);
    assert_eq!(pin.into_pin().unwrap(), Pin::new(b"24681357").unwrap());
    let puk = joined(Card::Cie, Code::Puk, "1357", "2468").unwrap();
    assert_eq!(puk.into_puk().unwrap(), Puk::new(b"13572468").unwrap());
}

#[test]
fn a_puk_never_becomes_a_pin_nor_a_pin_a_puk() {
    assert!(
        joined(Card::Cie, Code::Puk, "1357", "2468")
            .unwrap()
            .into_pin()
            .is_err()
    );
    assert!(
        joined(Card::Cie, Code::Pin, "1357", "2468")
            .unwrap()
            .into_puk()
            .is_err()
    );
    assert!(
        joined(Card::TsCns, Code::Cip, "1357", "2468")
            .unwrap()
            .into_pin()
            .is_err()
    );
}

#[test]
fn the_halves_of_a_health_card_are_unequal() {
    let pin = joined(Card::TsCns, Code::Pin, "24", "681").unwrap();
    assert_eq!((pin.reveal(), pin.notes()), ("24681", &[][..]));
    let puk = joined(Card::TsCns, Code::Puk, "24", "681357").unwrap();
    assert_eq!((puk.reveal(), puk.notes()), ("24681357", &[][..]));
    assert!(puk.into_puk().is_ok());
}

#[test]
fn swapped_halves_are_noticed_where_their_lengths_differ_and_can_be_put_right() {
    let pin = joined(Card::TsCns, Code::Pin, "681", "24").unwrap();
    assert_eq!(pin.notes(), [JoinNote::MaybeSwapped]);
    assert_eq!(pin.reveal(), "68124");
    let pin = pin.swap();
    assert_eq!((pin.reveal(), pin.notes()), ("24681", &[][..]));
    assert_eq!(pin.swap().reveal(), "68124");
    let puk = joined(Card::TsCns, Code::Puk, "681357", "24").unwrap();
    assert_eq!(puk.notes(), [JoinNote::MaybeSwapped]);
    // Those of a CIE are equal: this is said, every time.
    let cie = joined(Card::Cie, Code::Pin, "1357", "2468").unwrap();
    assert_eq!(cie.notes(), [JoinNote::OrderUnchecked]);
}

#[test]
fn another_split_of_a_health_cards_code_gets_a_note_and_is_not_refused() {
    for (code, first, second) in [
        (Code::Pin, "2", "4681"),
        (Code::Pin, "2468", "1"),
        (Code::Puk, "2468", "1357"),
        (Code::Puk, "246", "81357"),
    ] {
        let joined = joined(Card::TsCns, code, first, second).unwrap();
        assert_eq!(joined.notes(), [JoinNote::OtherSplit]);
        assert_eq!(joined.reveal(), format!("{first}{second}"));
    }
}

#[test]
fn the_half_that_is_malformed_is_named() {
    use Half::{First, Second};
    for (card, code, first, second, error) in [
        (Card::Cie, Code::Pin, "246", "1357", length(First, 4, 3)),
        (Card::Cie, Code::Pin, "2468", "13579", length(Second, 4, 5)),
        (Card::Cie, Code::Puk, "246", "81357", length(First, 4, 3)),
        (Card::Cie, Code::Puk, "", "1357", length(First, 4, 0)),
        (Card::Cie, Code::Pin, "2468", "é", length(Second, 4, 1)),
        (Card::TsCns, Code::Pin, "24", "68", length(Second, 3, 2)),
        (Card::TsCns, Code::Pin, "246", "681", length(First, 2, 3)),
        (Card::TsCns, Code::Puk, "", "681357", length(First, 2, 0)),
        (Card::TsCns, Code::Cip, "24", "", length(Second, 1, 0)),
    ] {
        assert_eq!(joined(card, code, first, second), Err(error));
    }
    for (first, second, half) in [("24a8", "1357", First), ("2468", "13 7", Second)] {
        let why = MalformedCode::NotDigits;
        let error = JoinError::Malformed { half, why };
        assert_eq!(joined(Card::Cie, Code::Pin, first, second), Err(error));
    }
    let error = JoinError::Total {
        expected: 5,
        found: 8,
    };
    assert_eq!(joined(Card::TsCns, Code::Pin, "2468", "1357"), Err(error));
    let long = "1".repeat(100_000);
    assert!(joined(Card::TsCns, Code::Cip, "1", &long).is_err());
}

#[test]
fn of_a_cip_no_length_is_known_and_that_is_said() {
    let cip = joined(Card::TsCns, Code::Cip, "2468", "13").unwrap();
    assert_eq!(cip.notes(), [JoinNote::LengthUnknown]);
    assert_eq!(cip.reveal(), "246813");
}

#[test]
fn a_card_without_the_code_has_nothing_to_join() {
    for (card, code) in [
        (Card::Cie, Code::Cip),
        (Card::TsWithoutChip, Code::Pin),
        (Card::TsWithoutChip, Code::Puk),
    ] {
        assert_eq!(
            joined(card, code, "2468", "1357"),
            Err(JoinError::NoSuchCode)
        );
    }
}

#[test]
fn the_same_half_twice_is_pointed_out() {
    let pin = joined(Card::Cie, Code::Pin, "2468", "2468").unwrap();
    assert!(pin.notes().contains(&JoinNote::SameHalves));
    let pin = joined(Card::Cie, Code::Pin, "2468", "2469").unwrap();
    assert!(!pin.notes().contains(&JoinNote::SameHalves));
}

#[test]
fn neither_debug_nor_an_error_shows_a_digit() {
    let shown = format!(
        "{:?} {:?} {}",
        joined(Card::TsCns, Code::Puk, "97", "979797"),
        joined(Card::TsCns, Code::Pin, "97", "97979797"),
        joined(Card::Cie, Code::Pin, "97b7", "9797").unwrap_err(),
    );
    assert!(!shown.contains("97"), "{shown}");
}

#[test]
fn codes_of_two_cards_are_never_equal() {
    let a = joined(Card::Cie, Code::Puk, "2468", "1357").unwrap();
    let b = joined(Card::TsCns, Code::Puk, "2468", "1357").unwrap();
    assert_ne!(a, b);
    assert_eq!(a, joined(Card::Cie, Code::Puk, "2468", "1357").unwrap());
    assert_ne!(a, joined(Card::Cie, Code::Puk, "2468", "1358").unwrap());
}

#[test]
fn a_half_comes_from_elsewhere_at_a_reprint() {
    let from = |card, half, occasion, region| -> Vec<&str> {
        let facts = origin(card, half, occasion, region).into_iter();
        facts.map(|fact| fact.key.name()).collect()
    };
    use Half::{First, Second};
    use Occasion::{Issue, Reprint};
    assert_eq!(
        from(Card::Cie, First, Issue, None),
        ["cie_first_half_at_issue"]
    );
    assert_eq!(
        from(Card::Cie, Second, Issue, None),
        ["cie_second_half_at_issue"]
    );
    assert_eq!(
        from(Card::Cie, First, Reprint, None),
        ["cie_first_part_at_desk"]
    );
    assert_eq!(
        from(Card::Cie, Second, Reprint, None),
        ["cie_second_part_by_email"]
    );
    assert_eq!(from(Card::TsCns, First, Issue, None), ["ts_cns_first_half"]);
    assert_eq!(
        from(Card::TsCns, Second, Issue, None),
        ["ts_cns_second_half"]
    );
    let lombardia = Some(Region::Lombardia);
    assert_eq!(
        from(Card::TsCns, Second, Reprint, lombardia),
        ["lombardia_second_part_email", "lombardia_second_part_sms"]
    );
    // Not stated.
    assert!(from(Card::TsCns, Second, Reprint, Some(Region::Toscana)).is_empty());
    assert!(from(Card::TsCns, First, Reprint, None).is_empty());
}
