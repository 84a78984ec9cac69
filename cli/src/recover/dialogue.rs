//! The conversation on a terminal: one question at a time.

use cie_core::ErrorKind;
use cie_recovery::{
    Advice, Answer, Contradiction, Input, Place, Question, Region, Situation, advise,
    text::{self, Phrase},
};

use super::proposal;
use crate::{
    codes::Codes,
    failure::Failure,
    output::to_stderr,
    text::{Lang, recover as words},
};

/// From so many digits on, what was typed may be a code or half of one.
const DIGITS_OF_A_HALF: usize = 3;

/// What a person typed after a question.
#[derive(Debug, PartialEq, Eq)]
enum Typed {
    Pick(Answer),
    Back,
    Quit,
    /// None of that; whether it may have been a code.
    Unclear {
        code: bool,
    },
}

/// Asks until there is a plan. Going back takes the last answer back. With the
/// question of the Region comes the one that the card's number proposes.
///
/// # Errors
/// `cancelled`, also when the person leaves.
pub(super) fn lead(
    situation: &mut Situation,
    proposed: Option<Region>,
    codes: &Codes<'_>,
    lang: Lang,
) -> Result<Advice, Failure> {
    let mut before: Vec<Situation> = Vec::new();
    loop {
        let open = match advise(situation) {
            Advice::Questions(open) => open,
            decided => {
                tell("");
                return Ok(decided);
            }
        };
        let Some(question) = open.ask.first() else {
            return Ok(Advice::Questions(open));
        };
        if before.is_empty() {
            tell(text::phrase(Phrase::NeverACode, lang));
        }
        ask(question, proposed, lang);
        loop {
            to_stderr(words::choose(lang));
            let Some(line) = codes.shown()? else {
                return Err(ErrorKind::Cancelled.into());
            };
            match understand(&line, question, lang) {
                Typed::Pick(answer) => {
                    let last = situation.clone();
                    situation.answer(answer);
                    let Some(Contradiction(answers)) = contradicted(situation) else {
                        before.push(last);
                        break;
                    };
                    // Another answer may be right; options cannot be taken back here.
                    *situation = last;
                    tell(&words::contradiction(&answers, lang));
                }
                Typed::Back => {
                    if let Some(last) = before.pop() {
                        *situation = last;
                        break;
                    }
                    tell(words::first_question(lang));
                }
                Typed::Quit => return Err(ErrorKind::Cancelled.into()),
                Typed::Unclear { code } => {
                    if code {
                        tell(text::phrase(Phrase::NeverACode, lang));
                    }
                    tell(&words::not_understood(question.answers.len(), lang));
                }
            }
        }
    }
}

/// What of the answers and options cannot be right; tries that the card itself has told
/// overrule what a person says.
fn contradicted(situation: &Situation) -> Option<Contradiction> {
    let mut told = situation.clone();
    (told.card_said.pin_tries, told.card_said.puk_tries) = (None, None);
    told.consistent().err()
}

fn ask(question: &Question, proposed: Option<Region>, lang: Lang) {
    tell("");
    tell(text::question(question.input, lang));
    for (at, answer) in question.answers.iter().enumerate() {
        tell(&format!("{:>4}  {}", at + 1, text::answer(*answer, lang)));
    }
    if question.input == Input::Region
        && let Some(proposed) = proposed
    {
        tell(&proposal(proposed, lang));
    }
    tell(words::back_and_quit(lang));
}

fn understand(line: &str, question: &Question, lang: Lang) -> Typed {
    let line = line.trim();
    let number = line.parse::<usize>().ok();
    let picked = number.and_then(|number| question.answers.get(number.checked_sub(1)?));
    if let Some(answer) = picked {
        return Typed::Pick(*answer);
    }
    let word = line.to_lowercase();
    if words::BACK.contains(&word.as_str()) {
        return Typed::Back;
    }
    if words::QUIT.contains(&word.as_str()) {
        return Typed::Quit;
    }
    // Two dozen Regions are many: the name is quicker.
    if question.input == Input::Region
        && let Some(region) = Region::find(line)
    {
        return Typed::Pick(Answer::Place(Place::Region(region)));
    }
    let said = |answer: &&Answer| text::answer(**answer, lang).to_lowercase() == word;
    if let Some(answer) = question.answers.iter().find(said) {
        return Typed::Pick(*answer);
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    Typed::Unclear {
        code: digits >= DIGITS_OF_A_HALF,
    }
}

fn tell(line: &str) {
    to_stderr(&format!("{line}\n"));
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    fn question(set: &[(Input, &str)]) -> Question {
        let mut situation = Situation::default();
        for (input, value) in set {
            situation.set(*input, value).unwrap();
        }
        match advise(&situation) {
            Advice::Questions(open) => open.ask.first().unwrap().clone(),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn an_answer_that_an_option_contradicts_is_named_and_what_a_card_said_is_not() {
        let mut told = Situation::default();
        told.set(Input::Region, "lazio").unwrap();
        assert_eq!(contradicted(&told), None);
        told.set(Input::Card, "cie").unwrap();
        assert!(contradicted(&told).is_some());
        let mut told = Situation::default();
        told.set(Input::PinTries, "2").unwrap();
        told.set(Input::Pin, "blocked").unwrap();
        assert_eq!(contradicted(&told), None);
    }

    #[test]
    fn numbers_pick_words_go_back_and_leave_and_a_region_is_taken_by_name() {
        let card = question(&[]);
        let region = question(&[
            (Input::Card, "ts_cns"),
            (Input::Pin, "forgotten"),
            (Input::Puk, "both_halves_missing"),
        ]);
        assert_eq!(region.input, Input::Region);
        let read = |line, question| understand(line, question, Lang::De);
        assert_eq!(read(" 1 ", &card), Typed::Pick(card.answers[0]));
        assert_eq!(read("3", &card), Typed::Pick(card.answers[2]));
        for back in ["b", "i", "z", "Zurück", "indietro"] {
            assert_eq!(read(back, &card), Typed::Back, "{back}");
        }
        for quit in ["q", "Q", "esci", "ende"] {
            assert_eq!(read(quit, &card), Typed::Quit, "{quit}");
        }
        let bozen = Typed::Pick(Answer::Place(Place::Region(Region::Bolzano)));
        assert_eq!(read("Südtirol", &region), bozen);
        for (line, code) in [
            ("0", false),
            ("4", false),
            ("-1", false),
            ("", false),
            ("Lazio", false),
            ("2468", true),
            ("24 68 13 57", true),
        ] {
            assert_eq!(read(line, &card), Typed::Unclear { code }, "{line}");
        }
    }
}
