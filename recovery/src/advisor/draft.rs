//! A plan under construction, and what holds of every plan.

use super::is_missing;
use crate::{
    advice::{Advice, Plan, PlannedStep, Reason, Relation, Stage, Warning},
    knowledge::{
        self, Condition, Conditions, Contact, ContactKind, Delivery, Document, DocumentKind, Fact,
        Path, Rows, Scope, Statement, Subject, Topic,
    },
    situation::{AtHand, Code, CodeState, Requester, Requesters, Situation},
};

mod finish;
mod municipal;

pub(super) struct Draft<'a> {
    situation: &'a Situation,
    plan: Plan,
}

impl<'a> Draft<'a> {
    pub(super) fn new(situation: &'a Situation) -> Self {
        Self {
            situation,
            plan: Plan {
                subject: situation.subject(),
                stages: Vec::new(),
                notes: Vec::new(),
                background: Vec::new(),
                warnings: Vec::new(),
                help: Vec::new(),
            },
        }
    }

    /// Adds a way, with what of it is for this person.
    pub(super) fn stage(&mut self, path: &'static Path, relation: Relation) {
        let here = path.steps.iter().filter(|one| {
            self.is_for(&one.fact) && self.serves(one.who) && self.holds(one.only_if)
        });
        let steps = here.map(|step| PlannedStep {
            step,
            documents: self.documents(path, &step.documents),
            contacts: step
                .contacts
                .iter()
                .filter(|one| self.is_for(&one.fact) && self.holds(one.only_if))
                .collect(),
            desks: step
                .desks
                .iter()
                .filter(|one| self.is_for(&one.fact))
                .collect(),
        });
        let steps = steps.collect();
        let deliveries = path.deliveries.iter();
        let deliveries = deliveries.filter(|delivery| self.holds(delivery.only_if));
        let deliveries = deliveries.collect();
        let asked = path.on_request.iter().filter(|code| {
            let state = self.situation.state_of(**code);
            state.is_some_and(is_missing)
        });
        let codes = path.codes.iter().chain(asked).copied().collect();
        self.plan.stages.push(Stage {
            path,
            relation,
            when: None,
            steps,
            deliveries,
            codes,
        });
        for contact in path.help.iter() {
            self.help(contact);
        }
        for note in path.notes.iter() {
            self.note(note);
        }
    }

    /// What the ways so far give is not all of use: a PIN that is blocked, or that
    /// somebody has changed, is not had by printing the first one again.
    pub(super) fn without_usable_pin(&mut self) {
        for stage in &mut self.plan.stages {
            stage.codes.retain(|code| *code != Code::Pin);
        }
    }

    /// Whether one of the ways gives a code.
    pub(super) fn gives(&self, code: Code) -> bool {
        self.plan.stages.iter().any(|one| one.codes.contains(&code))
    }

    /// Who has no e-mail address is asked for none where there is another way. A card
    /// that its Region calls by a name of its own is called so.
    fn documents(&self, path: &Path, rows: &Rows<Document>) -> Vec<&'static Document> {
        let without = |one: &Delivery| one.only_if.contains(Condition::NoEmail);
        let spared =
            self.situation.at_hand.email == Some(false) && path.deliveries.iter().any(without);
        let own_name = |one: &'static Document| {
            let mut others = knowledge::documents().iter().copied();
            let own =
                others.find(|own| own.instead_of == Some(one.fact.key) && self.is_for(&own.fact));
            own.unwrap_or(one)
        };
        rows.iter()
            .filter(|one| !(spared && one.kind == DocumentKind::Email))
            .map(own_name)
            .collect()
    }

    /// Whether a fact holds where the person is.
    fn is_for(&self, fact: &Fact) -> bool {
        let municipality = self.situation.municipality.as_deref();
        fact.scope.holds(self.situation.region(), municipality)
    }

    /// Whether a step or a way is for whoever asks: people who did not say are taken
    /// for the holder.
    fn serves(&self, who: Requesters) -> bool {
        let requester = self.situation.requester.unwrap_or(Requester::Holder);
        who.is_empty() || who.serve(requester)
    }

    /// Whether all of these hold. What holds for people who did not say is told: both
    /// ways of a mobile number, and what most people have.
    fn holds(&self, conditions: Conditions) -> bool {
        let told = self.situation;
        let AtHand {
            nfc_phone,
            card,
            reader,
            email,
            mobile,
        } = told.at_hand;
        let blocked =
            told.pin() == Some(CodeState::Blocked) && told.puk() != Some(CodeState::Known);
        let lacks = |code: Option<CodeState>| code.is_some_and(is_missing);
        conditions.iter().all(|one| match one {
            Condition::Mobile => mobile != Some(false),
            Condition::NoMobile => mobile != Some(true),
            Condition::Email => email != Some(false),
            Condition::NoEmail => email == Some(false),
            Condition::Phone => nfc_phone != Some(false),
            Condition::NoPhone => nfc_phone == Some(false),
            Condition::Reader => reader != Some(false),
            Condition::NoReader => reader == Some(false),
            Condition::PinBlocked => blocked,
            Condition::PinNotBlocked => !blocked,
            Condition::PinLost => lacks(told.pin()) && told.subject() == Subject::Lost,
            Condition::MoreThanPin => lacks(told.puk()) || lacks(told.cip),
            Condition::FirstCodes => told.subject() == Subject::Activation,
            Condition::HadCodes => told.subject() != Subject::Activation,
            Condition::NoCard => card != Some(true),
            Condition::Expired => told.expired().is_some(),
        })
    }

    /// A statement, if it is for this person: among what matters, or in the
    /// background.
    pub(super) fn note(&mut self, note: &'static Statement) {
        if !self.holds(note.only_if) {
            return;
        }
        if note.who.is_empty() {
            self.put(note, note.main);
            return;
        }
        match self.situation.requester {
            // Who else may go is good to know for people who did not say.
            None => self.put(note, false),
            Some(requester) if note.who.serve(requester) => self.put(note, note.main),
            Some(_) => {}
        }
    }

    /// A statement that matters here, whatever it is elsewhere.
    pub(super) fn matters(&mut self, note: &'static Statement) {
        self.put(note, true);
    }

    /// A statement that folds away here, whatever it is elsewhere.
    pub(super) fn aside(&mut self, note: &'static Statement) {
        self.put(note, false);
    }

    fn put(&mut self, note: &'static Statement, main: bool) {
        if main {
            self.plan.background.retain(|other| *other != note);
        }
        let Plan {
            notes, background, ..
        } = &mut self.plan;
        if notes.contains(&note) || background.contains(&note) {
            return;
        }
        if main {
            notes.push(note)
        } else {
            background.push(note)
        }
    }

    /// What is known of one Region besides its path, without what is only for a
    /// card that is lost, or the other way round.
    pub(super) fn of_the_region(&mut self, lost: bool) {
        for row in self.rows_of_the_region() {
            let is_path_s = self
                .plan
                .stages
                .iter()
                .any(|stage| stage.path.when == Some(row));
            let of_this = match row.topic {
                // A card that is faulty is nobody's here.
                Topic::Faulty => false,
                Topic::Loss | Topic::NewCard => lost,
                _ => !lost,
            };
            if is_path_s || !of_this {
                continue;
            }
            if lost {
                self.matters(row)
            } else {
                self.note(row)
            }
        }
    }

    /// The rows of the Region about this card.
    fn rows_of_the_region(&self) -> Vec<&'static Statement> {
        let of_region = |scope| matches!(scope, Scope::Regions(_) | Scope::Asl(..));
        let rows = knowledge::statements().iter().copied();
        let rows = rows.filter(|row| {
            let of_card = self.situation.card == Some(row.card);
            of_card && of_region(row.fact.scope) && self.is_for(&row.fact)
        });
        rows.collect()
    }

    /// What the Region says of a subject.
    pub(super) fn topic_of_the_region(&mut self, topic: Topic) {
        for row in self.rows_of_the_region() {
            if row.topic == topic {
                self.note(row);
            }
        }
    }

    /// Whether the Region says who may go for the holder, of whoever asks.
    pub(super) fn region_says_who(&self, requester: Requester) -> bool {
        let rows = self.rows_of_the_region();
        let said = |row: &&Statement| row.topic == Topic::Who && row.who.serve(requester);
        rows.iter().any(said)
    }

    /// The desks elsewhere that serve people of a Region of which nothing was found.
    pub(super) fn leads_of_the_region(&mut self) {
        let desks = &knowledge::TOSCANA_DESKS_FOR_OTHERS;
        if self.is_for(&desks.fact) {
            self.matters(desks);
        }
    }

    /// The numbers and addresses of the Region that are in none of its steps.
    pub(super) fn help_of_the_region(&mut self) {
        for contact in knowledge::contacts() {
            let of_region = matches!(contact.fact.scope, Scope::Regions(_) | Scope::Asl(..));
            let writes = contact.kind == ContactKind::Sender;
            let fits = self.is_for(&contact.fact) && self.holds(contact.only_if);
            if of_region && !writes && fits {
                self.help(contact);
            }
        }
    }

    /// Whom to call where the last way begins with a call and names nobody: the Region's
    /// own numbers, and the one for all.
    pub(super) fn whom_to_call(&mut self) {
        let own = knowledge::contacts().iter().filter(|one| {
            let of_region = matches!(one.fact.scope, Scope::Regions(_));
            of_region && one.kind == ContactKind::Phone && self.is_for(&one.fact)
        });
        let mut whom: Vec<&'static Contact> = own.copied().collect();
        whom.push(&knowledge::SISTEMA_TS_PHONE);
        let last = self.plan.stages.last_mut();
        if let Some(step) = last.and_then(|one| one.steps.first_mut()) {
            step.contacts = whom;
        }
    }

    pub(super) fn help(&mut self, contact: &'static Contact) {
        let in_a_step = self
            .plan
            .steps()
            .any(|step| step.contacts.contains(&contact));
        if !in_a_step && !self.plan.help.contains(&contact) {
            self.plan.help.push(contact);
        }
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        if !self.plan.warnings.contains(&warning) {
            self.plan.warnings.push(warning);
        }
    }

    pub(super) fn plan(self) -> Advice {
        Advice::Plan(self.finish())
    }

    /// A statement for whoever is not the holder, and for nobody who did not say.
    pub(super) fn for_another(&mut self, note: &'static Statement) {
        if self.situation.requester.is_some() {
            self.note(note);
        }
    }

    /// A plan in which nothing is asked for, unless the card has expired.
    pub(super) fn finished(self) -> Advice {
        if self.situation.expired().is_some() {
            self.request()
        } else {
            self.plan()
        }
    }

    /// A plan in which something is asked for: for a holder under age, by somebody else.
    pub(super) fn request(self) -> Advice {
        if self.situation.requester == Some(Requester::Minor) {
            self.not_covered(Reason::MinorNeedsParent)
        } else {
            self.plan()
        }
    }

    pub(super) fn not_covered(mut self, reason: Reason) -> Advice {
        let told = matches!(reason, Reason::MinorNeedsParent | Reason::NoParentHere);
        let asks = !told && self.plan.steps().next().is_some();
        if asks && self.situation.requester == Some(Requester::Minor) {
            self.warn(Warning::MinorNeedsParent);
        }
        Advice::NotCovered {
            reason,
            plan: self.finish(),
        }
    }
}
