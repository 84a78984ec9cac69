//! A plan under construction, and what holds of every plan.

use crate::{
    advice::{Advice, Plan, PlannedStep, Reason, Relation, Stage, Warning},
    knowledge::{
        self, Condition, Contact, ContactKind, Delivery, Document, DocumentKind, Fact, Path, Scope,
        Statement, Subject, Topic,
    },
    situation::{Code, Situation},
};

mod finish;
mod municipal;

/// Where the sources speak of the PIN alone.
pub(super) const PIN_ONLY: [&Statement; 2] =
    [&knowledge::BOLZANO_PIN_ONLY, &knowledge::SICILIA_PIN_ONLY];

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
        let only = self.only(path);
        let here = path.steps.iter().enumerate();
        let here =
            here.filter(|(at, one)| self.is_for(&one.fact) && only.is_none_or(|only| only == *at));
        let here = here.map(|(_, step)| step);
        let steps = here.map(|step| PlannedStep {
            step,
            documents: self.documents(path, step.documents),
            contacts: self.for_who_asks(step.contacts, |contact| &contact.fact),
            desks: self.for_who_asks(step.desks, |desk| &desk.fact),
        });
        let steps = steps.collect();
        let deliveries = path.deliveries.iter();
        let deliveries = deliveries.filter(|delivery| self.holds(delivery.only_if));
        let deliveries = deliveries.collect();
        self.plan.stages.push(Stage {
            path,
            relation,
            when: None,
            steps,
            deliveries,
            codes: path.codes.to_vec(),
        });
        for contact in path.help {
            self.help(contact);
        }
        for note in path.notes {
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

    /// A code that is given where it is asked for.
    pub(super) fn on_request(&mut self, code: Code) {
        if let Some(stage) = self.plan.stages.last_mut()
            && !stage.codes.contains(&code)
        {
            stage.codes.push(code);
        }
    }

    /// Whether one of the ways gives a code.
    pub(super) fn gives(&self, code: Code) -> bool {
        self.plan.stages.iter().any(|one| one.codes.contains(&code))
    }

    /// Of the steps of which one stands for all, the one that can be done here; in the
    /// order of their rows: app or program, app, program.
    fn only(&self, path: &Path) -> Option<usize> {
        let at_hand = self.situation.at_hand;
        let lacks = |one: Option<bool>| one == Some(false);
        let is_of_them = path.fact.key == knowledge::CIE_NEW_PIN_ELSEWHERE.fact.key;
        is_of_them.then(|| match (lacks(at_hand.reader), lacks(at_hand.nfc_phone)) {
            (true, false) => 1,
            (false, true) => 2,
            _ => 0,
        })
    }

    /// Who has no e-mail address is asked for none where there is another way. A card
    /// that its Region calls by a name of its own is called so.
    fn documents(&self, path: &Path, rows: &[&'static Document]) -> Vec<&'static Document> {
        let without = |one: &Delivery| one.only_if == Some(Condition::NoEmail);
        let spared =
            self.situation.at_hand.email == Some(false) && path.deliveries.iter().any(without);
        let bolzano = &knowledge::BOLZANO_CARD;
        let own_name = |one: &'static Document| {
            let general = one.fact.key == knowledge::CARD_WITH_CHIP.fact.key;
            if general && self.is_for(&bolzano.fact) {
                bolzano
            } else {
                one
            }
        };
        let all = rows.iter().copied();
        all.filter(|one| !(spared && one.kind == DocumentKind::Email))
            .map(own_name)
            .collect()
    }

    fn for_who_asks<T>(&self, rows: &[&'static T], fact: impl Fn(&T) -> &Fact) -> Vec<&'static T> {
        let rows = rows.iter().copied();
        rows.filter(|row| self.is_for(fact(row))).collect()
    }

    /// Whether a fact holds where the person is.
    fn is_for(&self, fact: &Fact) -> bool {
        let municipality = self.situation.municipality.as_deref();
        fact.scope.holds(self.situation.region(), municipality)
    }

    /// What holds for people who did not say is told: both ways of a mobile
    /// number, and the e-mail address that most people have.
    fn holds(&self, condition: Option<Condition>) -> bool {
        let at_hand = self.situation.at_hand;
        match condition {
            None => true,
            Some(Condition::Mobile) => at_hand.mobile != Some(false),
            Some(Condition::NoMobile) => at_hand.mobile != Some(true),
            Some(Condition::Email) => at_hand.email != Some(false),
            Some(Condition::NoEmail) => at_hand.email == Some(false),
        }
    }

    /// A statement, if it is for this person: among what matters, or in the
    /// background.
    pub(super) fn note(&mut self, note: &'static Statement) {
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

    /// The same, of those rows that hold where the person is.
    pub(super) fn notes_here(&mut self, notes: &[&'static Statement]) {
        for note in notes {
            if self.is_for(&note.fact) {
                self.note(note);
            }
        }
    }

    /// A statement that matters here, whatever it is elsewhere.
    pub(super) fn matters(&mut self, note: &'static Statement) {
        self.put(note, true);
    }

    /// The same, of those rows that hold where the person is.
    fn matters_here(&mut self, notes: &[&'static Statement]) {
        for note in notes {
            if self.is_for(&note.fact) {
                self.matters(note);
            }
        }
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
        let of_region = |scope| matches!(scope, Scope::Regions(_) | Scope::Asl(..));
        for row in knowledge::statements() {
            let of_card = self.situation.card == Some(row.card);
            if !of_card || !of_region(row.fact.scope) || !self.is_for(&row.fact) {
                continue;
            }
            let is_path_s = self
                .plan
                .stages
                .iter()
                .any(|stage| stage.path.when == Some(row));
            // These are for whoever lacks a code that they speak of.
            let [bolzano, sicilia] = PIN_ONLY;
            let same = &knowledge::BOLZANO_SAME_PIN;
            let by_code = [bolzano, sicilia, same]
                .iter()
                .any(|one| one.fact.key == row.fact.key);
            // A card that is faulty is nobody's here.
            let elsewhere = row.topic == Topic::Faulty || (row.topic == Topic::Loss) != lost;
            if is_path_s || by_code || elsewhere {
                continue;
            }
            if lost {
                self.matters(row)
            } else {
                self.note(row)
            }
        }
    }

    /// Where the Region says that a new card is asked for.
    pub(super) fn where_new_card(&mut self) {
        let places = [
            &knowledge::LIGURIA_WHERE_NEW_CARD,
            &knowledge::VALLE_D_AOSTA_NEW_CARD,
        ];
        self.matters_here(&places);
    }

    /// The desks elsewhere that serve people of a Region of which nothing was found.
    pub(super) fn leads_of_the_region(&mut self) {
        self.matters_here(&[&knowledge::TOSCANA_DESKS_FOR_OTHERS]);
    }

    /// The numbers and addresses of the Region that are in none of its steps.
    pub(super) fn help_of_the_region(&mut self) {
        for contact in knowledge::contacts() {
            let of_region = matches!(contact.fact.scope, Scope::Regions(_) | Scope::Asl(..));
            let writes = contact.kind == ContactKind::Sender;
            // A page on which a new card is activated gives no lost code back.
            let web = contact.kind == ContactKind::Web && self.plan.subject == Subject::Lost;
            // One is for people whose card never came.
            let came =
                self.plan.subject == Subject::Lost || self.situation.at_hand.card == Some(true);
            let other = web || came && contact.fact.key == knowledge::SICILIA_EMAIL.fact.key;
            if of_region && !writes && !other && self.is_for(&contact.fact) {
                self.help(contact);
            }
        }
    }

    /// Whom to call where the step names nobody: the Region's own numbers, and the one for
    /// all.
    pub(super) fn whom_to_call(&mut self) {
        let own = knowledge::contacts().iter().filter(|one| {
            let of_region = matches!(one.fact.scope, Scope::Regions(_));
            of_region && one.kind == ContactKind::Phone && self.is_for(&one.fact)
        });
        let mut whom: Vec<&'static Contact> = own.copied().collect();
        whom.push(&knowledge::SISTEMA_TS_PHONE);
        if let Some(step) = self
            .plan
            .stages
            .iter_mut()
            .find_map(|one| one.steps.first_mut())
        {
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

    pub(super) fn not_covered(self, reason: Reason) -> Advice {
        Advice::NotCovered {
            reason,
            plan: self.finish(),
        }
    }
}
