//! What the plan was made for.

use super::{Page, words};
use crate::{Answer, Input, Situation, text};

impl Page {
    pub(super) fn situation(&mut self, situation: &Situation) {
        let lang = self.lang;
        let said = said(situation);
        if said.is_empty() && situation.municipality.is_none() {
            return;
        }
        self.open("<section>");
        self.tag("h2", words::your_situation(lang));
        self.open("<dl>");
        for answer in said {
            self.pair(
                text::question(answer.input(), lang),
                text::answer(answer, lang),
            );
        }
        if let Some(name) = &situation.municipality {
            self.pair(text::question(Input::Municipality, lang), name);
        }
        self.open("</dl>\n</section>");
    }
}

/// The answers that were given, in the order of the questions.
fn said(situation: &Situation) -> Vec<Answer> {
    let Situation {
        card,
        pin,
        puk,
        card_lost,
        requester,
        contacts,
        place,
        at_hand,
        ..
    } = situation;
    [
        card.map(Answer::Card),
        card_lost.then_some(Answer::CardLost),
        pin.map(Answer::Pin),
        puk.map(Answer::Puk),
        requester.map(Answer::Requester),
        contacts.map(Answer::Contacts),
        place.map(Answer::Place),
        at_hand.nfc_phone.map(Answer::NfcPhone),
    ]
    .into_iter()
    .flatten()
    .collect()
}
