//! What holds of every sentence for people, whichever crate has it.

/// Every text is whole sentences, and not broken into lines.
pub fn are_whole(texts: &[String]) {
    for text in texts {
        assert!(text.ends_with(['.', '…']), "{text:?}");
        assert!(text.starts_with(char::is_uppercase) || text.starts_with(char::is_numeric));
        assert!(!text.contains("  ") && !text.contains('\n'), "{text:?}");
    }
}

/// No text is the same in two of the languages, which have as many.
pub fn differ([it, en, de]: &[Vec<String>; 3]) {
    assert_eq!(it.len(), en.len());
    assert_eq!(en.len(), de.len());
    for ((it, en), de) in it.iter().zip(en).zip(de) {
        assert!(it != en && en != de && de != it, "{en:?}");
    }
}

/// No sentence is longer than 160 characters.
pub fn are_short(texts: &[String]) {
    for text in texts {
        for sentence in text.split_inclusive(". ") {
            let length = sentence.trim_end().chars().count();
            assert!(length <= 160, "{length}: {sentence}");
        }
    }
}

/// No text has more than four digits in a row, as a status word has, nor holds
/// `free`, the text of an error that is for a log.
pub fn hold_no_code(texts: &[String], free: &str) {
    for text in texts {
        let longest = text
            .split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .max()
            .unwrap();
        assert!(longest <= 4, "{text}");
        assert!(!text.contains(free), "{text}");
    }
}
