//! Check digits (ICAO Doc 9303-3 section 4.9): weights 7, 3, 1 repeating,
//! modulo 10; digits count as themselves, `A` to `Z` as 10 to 35, `<` as 0.

/// The check digit over `parts`, one after the other, as an ASCII digit.
/// `None` for a character that no machine-readable zone has.
#[must_use]
pub fn check_digit(parts: &[&str]) -> Option<char> {
    let characters = parts.iter().flat_map(|part| part.bytes());
    let sum = characters.zip([7, 3, 1].into_iter().cycle()).try_fold(
        0u8,
        |sum, (character, weight)| {
            // Below 10 + 35 * 7, which a byte holds.
            Some((sum + value(character)? * weight) % 10)
        },
    )?;
    Some(char::from(b'0' + sum))
}

const fn value(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'A'..=b'Z' => Some(character - b'A' + 10),
        b'<' => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_of_doc_9303_part_3_appendix_a_come_out() {
        for (field, digit) in [
            ("520727", '3'),
            ("AB2134<<<", '5'),
            ("HA672242<658022549601086<<<<<<<<<<<<<<0", '8'),
            ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", '2'),
        ] {
            assert_eq!(check_digit(&[field]), Some(digit));
        }
        assert_eq!(check_digit(&["5207", "27"]), Some('3'));
    }

    #[test]
    fn other_characters_have_no_check_digit() {
        for field in ["a", "52 727", "È", "-"] {
            assert_eq!(check_digit(&[field]), None);
        }
    }
}
