//! Text that somebody else wrote, on its way to a person.

/// Whether a character steers how the text around it is written: one of
/// Unicode's general categories Cc (control, C1 included), Cf (format: the
/// direction of writing, joiners, what is not seen), Zl and Zp (line and
/// paragraph separator). Unicode 16.0; later ones are not added to Cf often.
#[must_use]
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{600}'..='\u{605}'
                | '\u{61C}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'..='\u{891}'
                | '\u{8E2}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// A text of a card, a certificate, a reader or a peer, with a space in the
/// place of whatever [`steers`]: it is not believed, and a person reads it
/// beside what we say. Everything of that kind comes through here once, where
/// its bytes become text.
#[must_use]
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|character| if steers(character) { ' ' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use unicode_general_category::{GeneralCategory, get_general_category};

    use super::*;

    #[test]
    fn of_all_characters_those_steer_that_unicode_calls_control_format_or_separator_of_lines() {
        let mut steering = 0;
        for character in '\0'..=char::MAX {
            let expected = matches!(
                get_general_category(character),
                GeneralCategory::Control
                    | GeneralCategory::Format
                    | GeneralCategory::LineSeparator
                    | GeneralCategory::ParagraphSeparator
            );
            // Places that Unicode keeps free among them, to be ignored too.
            let reserved = matches!(
                character,
                '\u{2065}' | '\u{E0000}' | '\u{E0002}'..='\u{E001F}'
            );
            assert_eq!(steers(character), expected || reserved, "{character:?}");
            steering += u32::from(expected);
        }
        assert!(steering > 200, "{steering}");
    }

    #[test]
    fn a_text_keeps_its_letters_and_loses_what_steers() {
        for (text, shown) in [
            ("RÒSSI-D'Aò Ž 漢字", "RÒSSI-D'Aò Ž 漢字"),
            ("ROSSI\u{202E}OIRAM\u{2066}", "ROSSI OIRAM "),
            ("MA\u{200B}RIO\u{2028}Expiry", "MA RIO Expiry"),
            ("A\u{9B}31mB\u{1B}[2J\n", "A 31mB [2J "),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }
}
