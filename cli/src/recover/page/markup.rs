//! Text and numbers inside of markup.

/// Text for an element or a quoted attribute. What nobody sees, but what can
/// change how the text around it is read, is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            // Not allowed in HTML, and nothing that a person wants to see.
            character if character.is_control() && character != '\n' => escaped.push('\u{FFFD}'),
            character if is_format(character) => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// Whether it is of Unicode's general category Cf and not part of a script: it
/// turns the direction of the text, joins or divides it, or is not seen.
const fn is_format(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_what_turns_its_direction_is_left_out() {
        for (typed, shown) in [
            ("L'Aquila & <Roma>", "L&#39;Aquila &amp; &lt;Roma&gt;"),
            (
                "S\u{FC}dtirol/\u{160}tandre\u{17E}",
                "S\u{FC}dtirol/\u{160}tandre\u{17E}",
            ),
            ("Ro\u{202E}am\u{2069}\u{200F}", "Roam"),
            ("Mi\u{200B}la\u{AD}no\u{E0041}", "Milano"),
            ("\u{1B}[31mBari\n", "\u{FFFD}[31mBari\n"),
        ] {
            assert_eq!(escaped(typed), shown, "{typed:?}");
        }
    }
}
