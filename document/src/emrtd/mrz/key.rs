//! What the machine-readable zone gives to open a chip: the input of the key
//! derivation of BAC and of PACE (ICAO Doc 9303-11 sections 4.3.2 and 4.4.4.1,
//! appendix D.2).

use cie_core::MrzKey;
use zeroize::Zeroizing;

use super::{
    MrzError,
    check::check_digit,
    field::{Field, MrzDate},
};

/// Most characters of a document number: nine, and what the optional data of
/// a card (TD1) holds besides a check digit.
const MAX_NUMBER: usize = 22;
/// Characters of the document number field.
const NUMBER_FIELD: usize = 9;

/// The key of the three values as a person types them. Spaces in the number
/// are left out, small letters made capital.
///
/// # Errors
/// [`MrzError::Malformed`] for a number that is empty, too long, or has other
/// characters than letters, digits and `<`.
pub fn printed_key(
    document_number: &str,
    birth: MrzDate,
    expiry: MrzDate,
) -> Result<MrzKey, MrzError> {
    let malformed = MrzError::Malformed(Field::DocumentNumber);
    let mut number = Zeroizing::new(String::with_capacity(MAX_NUMBER));
    for character in document_number.chars().filter(|c| !c.is_whitespace()) {
        if number.len() == MAX_NUMBER || !character.is_ascii() {
            return Err(malformed);
        }
        number.push(character.to_ascii_uppercase());
    }
    if number.trim_end_matches('<').is_empty() {
        return Err(malformed);
    }
    while number.len() < NUMBER_FIELD {
        number.push('<');
    }
    // number ‖ check digit ‖ birth ‖ check digit ‖ expiry ‖ check digit
    let mut information = Zeroizing::new(String::with_capacity(MAX_NUMBER + 15));
    for (text, field) in [
        (number.as_str(), Field::DocumentNumber),
        (birth.as_str(), Field::Birth),
        (expiry.as_str(), Field::Expiry),
    ] {
        information.push_str(text);
        information.push(check_digit(&[text]).ok_or(MrzError::Malformed(field))?);
    }
    Ok(MrzKey::new(information.as_bytes()))
}
