//! What can be checked of what a person enters before there is a card.

use crate::{
    agreement::password::Can,
    bytes::secret::{CIE_CODE_DIGITS, MalformedCode, Pin, Puk},
    error::{Error, ErrorKind},
    vocabulary::{CardKind, Entry},
};

/// Checks `digits`, before a card is asked for, as an operation on a card of the kind `card` would
/// check them: how many there are, that there is nothing else, and of a new PIN that it is not too
/// simple. `None`: the person has not said yet which card it is.
///
/// The caller's buffer is left alone, and no copy stays. What the printed lines must look like is
/// checked where they are read (`cie_document::mrz`), and not here.
///
/// # Errors
/// `malformed_code` and `weak_pin`, with the entry that they are about.
pub fn check_entry(
    entry: Entry,
    card: impl Into<Option<CardKind>>,
    digits: &[u8],
) -> Result<(), Error> {
    let card = card.into();
    let pin = || Pin::new(digits).and_then(|pin| fits(pin, card));
    let checked: Result<(), ErrorKind> = match entry {
        Entry::Pin => pin().map(drop).map_err(Into::into),
        Entry::NewPin => pin()
            .map_err(ErrorKind::from)
            .and_then(|pin| Ok(pin.check_strength()?)),
        Entry::Puk => Puk::new(digits).map(drop).map_err(Into::into),
        Entry::Can => Can::new(digits).map(drop).map_err(Into::into),
        Entry::PrintedLines => Ok(()),
    };
    checked.map_err(|kind| {
        let error = Error::at_start(for_card(kind, card)).about(entry);
        match card {
            Some(card) => error.on(card),
            None => error,
        }
    })
}

/// As [`check_entry`] for [`Entry::NewPin`], and that it is not the old PIN, where that is entered
/// as well.
///
/// # Errors
/// Those of [`check_entry`], and `same_pin`.
pub fn check_new_pin(
    digits: &[u8],
    old: Option<&Pin>,
    card: impl Into<Option<CardKind>>,
) -> Result<(), Error> {
    check_entry(Entry::NewPin, card, digits)?;
    if old.is_some() && old == Pin::new(digits).ok().as_ref() {
        return Err(Error::at_start(ErrorKind::SamePin).about(Entry::NewPin));
    }
    Ok(())
}

/// A PIN as long as a card of this kind takes it.
fn fits(pin: Pin, card: Option<CardKind>) -> Result<Pin, MalformedCode> {
    if card == Some(CardKind::Cie) {
        pin.eight_digits()?;
    }
    Ok(pin)
}

/// The PIN of a CIE has one length, not several.
fn for_card(kind: ErrorKind, card: Option<CardKind>) -> ErrorKind {
    match kind {
        ErrorKind::MalformedCode(MalformedCode::PinLength { found })
            if card == Some(CardKind::Cie) =>
        {
            let expected = CIE_CODE_DIGITS;
            MalformedCode::Length { expected, found }.into()
        }
        kind => kind,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn code(result: Result<(), Error>) -> Option<&'static str> {
        result.err().map(|error| error.code().name())
    }

    #[test]
    fn an_entry_is_refused_with_its_name_its_card_and_the_length_that_the_card_wants() {
        let error = check_entry(Entry::Pin, CardKind::Cie, b"1234").unwrap_err();
        assert_eq!(error.code(), ErrorCode::MalformedCode);
        assert_eq!(error.entry, Some(Entry::Pin));
        assert_eq!(error.card, Some(CardKind::Cie));
        let eight = MalformedCode::Length {
            expected: 8,
            found: 4,
        };
        assert_eq!(error.kind, eight.into());
        let error = check_entry(Entry::Pin, None, b"1234").unwrap_err();
        assert_eq!(error.kind, MalformedCode::PinLength { found: 4 }.into());
    }

    #[test]
    fn a_code_of_every_length_is_taken_where_some_card_of_that_kind_takes_it() {
        for length in 0..12 {
            let digits = b"135792468013".get(..length).unwrap();
            let taken = |entry, card: Option<CardKind>| check_entry(entry, card, digits).is_ok();
            for entry in [Entry::Pin, Entry::NewPin] {
                assert_eq!(taken(entry, Some(CardKind::Cie)), length == 8);
                assert_eq!(
                    taken(entry, Some(CardKind::TsCns)),
                    (5..=8).contains(&length)
                );
                assert_eq!(taken(entry, None), (5..=8).contains(&length));
            }
            for card in [None, Some(CardKind::Cie), Some(CardKind::TsCns)] {
                assert_eq!(taken(Entry::Puk, card), length == 8);
                assert_eq!(taken(Entry::Can, card), length == 6);
            }
        }
    }

    #[test]
    fn a_character_that_is_not_a_digit_is_refused_wherever_it_stands() {
        for position in 0..8 {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
                let mut digits = *b"13579246";
                if let Some(at) = digits.get_mut(position) {
                    *at = byte;
                }
                let refused = check_entry(Entry::Puk, None, &digits);
                assert_eq!(
                    code(refused),
                    Some("malformed_code"),
                    "{byte} at {position}"
                );
            }
        }
    }

    #[test]
    fn a_new_pin_is_neither_simple_nor_the_old_one() {
        let new = |new: &[u8], old: Option<&[u8]>| {
            let old = old.map(|old| Pin::new(old).unwrap());
            code(check_new_pin(new, old.as_ref(), CardKind::Cie))
        };
        assert_eq!(new(b"11111111", None), Some("weak_pin"));
        assert_eq!(new(b"12345678", None), Some("weak_pin"));
        assert_eq!(new(b"13579246", Some(b"13579246")), Some("same_pin"));
        assert_eq!(new(b"13579246", Some(b"13579247")), None);
        assert_eq!(new(b"13579246", Some(b"13579")), None);
        assert_eq!(new(b"1357", Some(b"13579")), Some("malformed_code"));
        // The PIN that is valid may be simple: a card comes with any.
        assert_eq!(
            code(check_entry(Entry::Pin, CardKind::Cie, b"11111111")),
            None
        );
    }
}
