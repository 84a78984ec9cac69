//! What the municipality that was named says and does.

use super::Draft;
use crate::{
    advice::Relation,
    knowledge::{
        self, Channel, Condition, Contact, ContactKind, Desk, Fact, Path, Scope, Statement, Topic,
    },
    situation::Contacts,
};

impl Draft<'_> {
    /// Whether a row is of the municipality that was named.
    fn is_named(&self, fact: &Fact) -> bool {
        matches!(fact.scope, Scope::Municipality(_)) && self.is_for(fact)
    }

    /// The ways of the municipality that was named, for whoever asks; or else the
    /// general one, with what is known of that municipality.
    fn municipal(&mut self, general: &'static Path, relation: Relation) {
        let own = knowledge::paths().iter().copied().filter(|path| {
            self.is_named(&path.fact) && self.serves(path.who) && self.holds(path.only_if)
        });
        let own: Vec<&'static Path> = own.collect();
        if own.is_empty() {
            self.stage(general, relation);
            self.at_the_named_desk();
        }
        for (at, path) in own.into_iter().enumerate() {
            let first = at == 0;
            self.stage(path, if first { relation } else { Relation::Otherwise });
        }
        // What a new card takes is for people who need one.
        for note in self.named_statements() {
            if note.topic != Topic::NewCard {
                self.note(note);
            }
        }
    }

    fn named_statements(&self) -> Vec<&'static Statement> {
        let all = knowledge::statements().iter().copied();
        all.filter(|one| self.is_named(&one.fact)).collect()
    }

    /// The numbers and desks of the municipality that was named, in the steps of the
    /// last way.
    fn at_the_named_desk(&mut self) {
        let contacts = knowledge::contacts().iter().copied();
        let contacts = contacts.filter(|one| self.is_named(&one.fact) && self.holds(one.only_if));
        let contacts: Vec<&'static Contact> = contacts.collect();
        let desks = knowledge::desks().iter().copied();
        let desks: Vec<&'static Desk> = desks.filter(|one| self.is_named(&one.fact)).collect();
        let Some(stage) = self.plan.stages.last_mut() else {
            return;
        };
        // Where no appointment is taken, and no number is known, nobody calls.
        let walk_in = contacts.iter().all(|one| one.kind != ContactKind::Phone)
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

    /// The codes of a CIE printed again.
    pub(in crate::advisor) fn reprint(&mut self, relation: Relation) {
        self.municipal(&knowledge::CIE_ANAGRAFE, relation);
        self.note(&knowledge::CIE_GUARDIAN_BRINGS);
    }

    /// A new CIE, with what the municipality that was named says of it.
    pub(in crate::advisor) fn new_card(&mut self, path: &'static Path, relation: Relation) {
        self.stage(path, relation);
        for note in self.named_statements() {
            if note.topic == Topic::NewCard || note.only_if.contains(Condition::Expired) {
                self.note(note);
            }
        }
    }

    /// The ways for anyone who asks for the holder of a CIE: the app, where the holder
    /// can use it; then what the municipality that was named does instead, or a
    /// delegation. Whether the app is among them.
    pub(in crate::advisor) fn delegate(&mut self) -> bool {
        let told = self.situation;
        let app = !matches!(told.contacts, Some(Contacts::NotGiven | Contacts::Wrong))
            && told.at_hand.nfc_phone != Some(false);
        let mut relation = Relation::Then;
        if app {
            self.stage(&knowledge::CIE_HOLDER_IN_APP, relation);
            relation = Relation::Otherwise;
        }
        self.municipal(&knowledge::CIE_DELEGATE, relation);
        app
    }
}
