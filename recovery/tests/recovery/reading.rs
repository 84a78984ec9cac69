//! How hard the sentences are to read: Gulpease for Italian (Lucisano, Piemontese
//! 1988), Flesch for English (1948), Amstad's Flesch for German (1978). All have the
//! same scale in use: from 60 on, eight or nine years of school are enough.

use cie_core::messages::Lang;
use cie_recovery::knowledge::TextKey;

struct Counted {
    letters: f64,
    words: f64,
    sentences: f64,
    syllables: f64,
}

/// Syllables as groups of vowels; in English without a silent e at the end.
fn syllables(word: &str, lang: Lang) -> usize {
    let lower = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyàèéìòùäöü".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in lower.chars() {
        let now = is_vowel(c);
        groups += usize::from(now && !before);
        before = now;
    }
    let silent = lang == Lang::En && groups > 1 && lower.ends_with('e') && !lower.ends_with("le");
    (groups - usize::from(silent)).max(1)
}

fn count(told: &str, lang: Lang) -> Counted {
    let words: Vec<&str> = told
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let ends = told.split(['.', ':', ';', '?', '!']);
    let sentences = ends
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let spoken: usize = words.iter().map(|word| syllables(word, lang)).sum();
    Counted {
        letters: letters as f64,
        words: words.len().max(1) as f64,
        sentences: sentences.max(1) as f64,
        syllables: spoken as f64,
    }
}

fn ease(all: &Counted, lang: Lang) -> f64 {
    let Counted {
        letters,
        words,
        sentences,
        syllables,
    } = all;
    match lang {
        Lang::It => 89.0 + (300.0 * sentences - 10.0 * letters) / words,
        Lang::En => 206.835 - 1.015 * words / sentences - 84.6 * syllables / words,
        Lang::De => 180.0 - words / sentences - 58.5 * syllables / words,
    }
}

/// Prints the ten worst; they are shown with `--nocapture`, or when it fails.
#[test]
#[allow(clippy::print_stdout, reason = "what it is for, besides the threshold")]
fn the_sentences_are_easy_enough_for_eight_years_of_school() {
    let mut hard = Vec::new();
    for lang in Lang::ALL {
        let told = TextKey::all().map(|key| key.sentence(lang));
        // A title or a thing to bring is not a sentence.
        let told: Vec<&str> = told.filter(|one| one.ends_with('.')).collect();
        let of = |one: &&str| ease(&count(one, lang), lang);
        let mut worst = told.clone();
        worst.sort_by(|one, other| of(one).total_cmp(&of(other)));
        println!("{lang:?}: the ten worst of {}", told.len());
        for one in worst.iter().take(10) {
            println!("{:6.1} {one}", of(one));
        }
        let whole = ease(&count(&told.join(" "), lang), lang);
        println!("{lang:?}: {whole:.1} as a whole");
        if whole < 60.0 {
            hard.push((lang, whole));
        }
    }
    assert!(hard.is_empty(), "{hard:?}");
}

/// Held against values that are known: a sentence counted by hand.
#[test]
fn the_measure_is_the_published_one() {
    // 5 words, 21 letters, 1 sentence: 89 + (300 - 210) / 5.
    let all = count("Il gatto dorme sul divano.", Lang::It);
    assert_eq!((all.words, all.letters, all.sentences), (5.0, 21.0, 1.0));
    assert!((ease(&all, Lang::It) - 107.0).abs() < 1e-9);
    // 6 words of one syllable: 206.835 - 6.09 - 84.6.
    let cat = count("The cat sat on the mat.", Lang::En);
    assert!((ease(&cat, Lang::En) - 116.145).abs() < 1e-9);
}
