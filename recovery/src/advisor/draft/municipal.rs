//! What the municipality that was named says and does.

use super::Draft;
use crate::{
    advice::Relation,
    knowledge::{self, Channel, Contact, Desk, Fact, Path, Scope, Statement},
    situation::Contacts,
};

impl Draft<'_> {
    /// A way to the desk of a municipality: with what is known of the one that was
    /// named.
    pub(in crate::advisor) fn municipal_stage(&mut self, path: &'static Path, relation: Relation) {
        self.stage(path, relation);
        let named = |fact: &Fact| matches!(fact.scope, Scope::Municipality(_)) && self.is_for(fact);
        let contacts = knowledge::contacts().iter().filter(|one| named(&one.fact));
        let contacts: Vec<&'static Contact> = contacts.copied().collect();
        let desks = knowledge::desks().iter().filter(|one| named(&one.fact));
        let desks: Vec<&'static Desk> = desks.copied().collect();
        let of_new_card = [
            knowledge::MILANO_EXPIRED.fact.key,
            knowledge::MILANO_NEW_CARD_COST.fact.key,
        ];
        let notes = knowledge::statements()
            .iter()
            .filter(|one| named(&one.fact) && !of_new_card.contains(&one.fact.key));
        let notes: Vec<&'static Statement> = notes.copied().collect();
        if let Some(stage) = self.plan.stages.last_mut() {
            // Where no appointment is taken, and no number is known, nobody calls.
            let walk_in = contacts.is_empty()
                && !desks.is_empty()
                && desks.iter().all(|desk| !desk.by_appointment);
            if walk_in {
                stage.steps.retain(|one| one.step.channel != Channel::Phone);
            }
            for step in &mut stage.steps {
                if step.step.channel == Channel::Phone {
                    step.contacts.extend(&contacts);
                } else if !step.desks.is_empty() && !desks.is_empty() {
                    step.desks.clone_from(&desks);
                }
            }
        }
        for note in notes {
            self.note(note);
        }
    }

    /// The codes of a CIE printed again: at a desk, or with a form where the
    /// municipality that was named has the whole request made so.
    pub(in crate::advisor) fn reprint(&mut self, relation: Relation) {
        let with_a_form = [&knowledge::CESATE_BY_FORM, &knowledge::MAGNAGO_BY_FORM];
        let takes_it = with_a_form.iter().any(|one| self.is_for(&one.fact));
        // Without an address there is paper at the desk.
        if takes_it && self.situation.at_hand.email != Some(false) {
            self.stage(&knowledge::CIE_BY_FORM, relation);
        } else {
            self.municipal_stage(&knowledge::CIE_ANAGRAFE, relation);
        }
    }

    /// A new CIE, with what the municipality that was named says of it.
    pub(in crate::advisor) fn new_card(&mut self, path: &'static Path, relation: Relation) {
        self.stage(path, relation);
        self.notes_here(&[&knowledge::MILANO_NEW_CARD_COST]);
        if self.situation.expired().is_some() {
            self.notes_here(&[&knowledge::MILANO_EXPIRED]);
        }
    }

    /// The ways for anyone who asks for the holder of a CIE: the app, where the holder
    /// can use it; then what the municipality that was named does instead, or a
    /// delegation, of which nobody has to ask where it is known to be accepted.
    /// Whether the app is among them.
    pub(in crate::advisor) fn delegate(&mut self) -> bool {
        let told = self.situation;
        let app = !matches!(told.contacts, Some(Contacts::NotGiven | Contacts::Wrong))
            && told.at_hand.nfc_phone != Some(false);
        let mut relation = Relation::Then;
        if app {
            self.stage(&knowledge::CIE_HOLDER_IN_APP, relation);
            relation = Relation::Otherwise;
        }
        let visit = &knowledge::CIE_HOME_VISIT;
        if self.is_for(&visit.fact) {
            self.municipal_stage(&knowledge::CIE_HOLDER_AT_DESK, relation);
            self.stage(visit, Relation::Otherwise);
            return app;
        }
        self.municipal_stage(&knowledge::CIE_DELEGATE, relation);
        if told.at_hand.email == Some(false) {
            self.note(&knowledge::CIE_AUTHORISED_BY_FORM);
        }
        let accepted = [&knowledge::MODENA_DELEGATE, &knowledge::RUBIERA_DELEGATE];
        let accepted = accepted.iter().any(|one| self.is_for(&one.fact));
        if let Some(stage) = self.plan.stages.last_mut()
            && accepted
        {
            stage.steps.retain(|one| one.step.channel != Channel::Phone);
        }
        app
    }
}
