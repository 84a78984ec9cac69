//! Text and numbers inside of markup.

use cie_core::bytes::text::steers;

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
            character if character != '\n' && steers(character) => {}
            character => escaped.push(character),
        }
    }
    escaped
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
