//! A plan under construction, and what holds of every plan.

use crate::{
    advice::{Advice, Plan, PlannedStep, Reason, Relation, Stage, Warning},
    knowledge::{
        self, Carrier, Channel, Condition, Contact, ContactKind, Delivery, Desk, Document,
        DocumentKind, Fact, Path, Scope, Statement, Subject, Topic,
    },
    situation::{Card, Code, Requester, Situation},
};

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
        let steps = path.steps.iter().map(|step| PlannedStep {
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

    /// A way to the desk of a municipality: with what is known of the one that was
    /// named.
    pub(super) fn municipal_stage(&mut self, path: &'static Path, relation: Relation) {
        self.stage(path, relation);
        let named = |fact: &Fact| matches!(fact.scope, Scope::Municipality(_)) && self.is_for(fact);
        let contacts = knowledge::contacts().iter().filter(|one| named(&one.fact));
        let contacts: Vec<&'static Contact> = contacts.copied().collect();
        let desks = knowledge::desks().iter().filter(|one| named(&one.fact));
        let desks: Vec<&'static Desk> = desks.copied().collect();
        let notes = knowledge::statements()
            .iter()
            .filter(|one| named(&one.fact));
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
    pub(super) fn reprint(&mut self, relation: Relation) {
        let with_a_form = [&knowledge::CESATE_BY_FORM, &knowledge::MAGNAGO_BY_FORM];
        let takes_it = with_a_form.iter().any(|one| self.is_for(&one.fact));
        // Without an address there is paper at the desk.
        if takes_it && self.situation.at_hand.email != Some(false) {
            self.stage(&knowledge::CIE_BY_FORM, relation);
        } else {
            self.municipal_stage(&knowledge::CIE_ANAGRAFE, relation);
        }
    }

    /// The way for anyone who goes for the holder of a CIE: what the municipality that was
    /// named does instead, or with a delegation, of which nobody has to ask where
    /// it is known to be accepted.
    pub(super) fn delegate(&mut self) {
        let visit = &knowledge::CIE_HOME_VISIT;
        if self.is_for(&visit.fact) {
            self.municipal_stage(visit, Relation::Then);
            return;
        }
        self.municipal_stage(&knowledge::CIE_DELEGATE, Relation::Then);
        let accepted = |note: &&Statement| {
            matches!(note.fact.scope, Scope::Municipality(_)) && note.who.contains(Requester::Other)
        };
        let accepted = self.plan.notes.iter().any(accepted);
        if let Some(stage) = self.plan.stages.last_mut()
            && accepted
        {
            stage.steps.retain(|one| one.step.channel != Channel::Phone);
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

    /// Who has no e-mail address is asked for none where there is another way.
    fn documents(&self, path: &Path, rows: &[&'static Document]) -> Vec<&'static Document> {
        let without = |one: &Delivery| one.only_if == Some(Condition::NoEmail);
        let spared =
            self.situation.at_hand.email == Some(false) && path.deliveries.iter().any(without);
        let all = rows.iter().copied();
        all.filter(|one| !(spared && one.kind == DocumentKind::Email))
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
            Some(requester) if note.who.contains(requester) => self.put(note, note.main),
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
            // A card that is faulty is nobody's here.
            let elsewhere = row.topic == Topic::Faulty || (row.topic == Topic::Loss) != lost;
            if is_path_s || elsewhere {
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
        for place in places {
            if self.is_for(&place.fact) {
                self.matters(place);
            }
        }
    }

    /// The desks elsewhere that serve people of a Region of which nothing was found.
    pub(super) fn leads_of_the_region(&mut self) {
        let lead = &knowledge::TOSCANA_DESKS_FOR_OTHERS;
        if self.is_for(&lead.fact) {
            self.matters(lead);
        }
    }

    /// The numbers and addresses of the Region that are in none of its steps.
    pub(super) fn help_of_the_region(&mut self) {
        for contact in knowledge::contacts() {
            let of_region = matches!(contact.fact.scope, Scope::Regions(_) | Scope::Asl(..));
            let writes = contact.kind == ContactKind::Sender;
            // A page on which a new card is activated gives no lost code back.
            let other = contact.kind == ContactKind::Web && self.plan.subject == Subject::Lost;
            if of_region && !writes && !other && self.is_for(&contact.fact) {
                self.help(contact);
            }
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

    /// Leaves out what a fact of the plan replaces, and adds the warnings that
    /// follow from what is in it and at hand.
    fn finish(mut self) -> Plan {
        let facts = self.plan.facts();
        let replaced: Vec<&Statement> = facts.iter().flat_map(|fact| fact.replaces()).collect();
        self.plan.notes.retain(|note| !replaced.contains(note));
        self.plan.background.retain(|note| !replaced.contains(note));
        // A later way may have told a number that an earlier one has for help.
        let in_steps: Vec<&Contact> = self
            .plan
            .steps()
            .flat_map(|one| one.contacts.clone())
            .collect();
        self.plan.help.retain(|one| !in_steps.contains(one));
        // When to choose a way is said where there is another.
        let stages = &mut self.plan.stages;
        if stages
            .iter()
            .any(|stage| stage.relation == Relation::Otherwise)
        {
            for stage in stages {
                stage.when = stage.path.when;
            }
        }
        let said = self.situation.card_said;
        if let Some(date) = self.situation.expired() {
            self.warn(Warning::CardExpired(date));
        }
        if said.unconfirmed && (said.pin_tries.is_some() || said.puk_tries.is_some()) {
            self.warn(Warning::NotConfirmed);
        }
        self.warn_of_what_is_missing();
        let goes = self
            .plan
            .steps()
            .any(|step| step.step.channel == Channel::Desk);
        if goes {
            self.warn(Warning::VerifyBeforeGoing);
        }
        self.plan
    }

    /// What a step or a delivery takes without being listed by the source counts,
    /// too: an address for what comes by e-mail, the card for its own codes.
    fn warn_of_what_is_missing(&mut self) {
        let at_hand = self.situation.at_hand;
        let documents = self.plan.documents();
        let kinds: Vec<DocumentKind> = documents.iter().map(|document| document.kind).collect();
        let by_email = self.plan.stages.iter().any(|stage| {
            let sent = |step: &PlannedStep| step.step.channel == Channel::Email;
            let arrives = |one: &&Delivery| one.by == Carrier::Email;
            stage.steps.iter().any(sent) || stage.deliveries.iter().any(arrives)
        });
        let email = by_email || kinds.contains(&DocumentKind::Email);
        if email && at_hand.email == Some(false) {
            self.warn(Warning::EmailNeeded);
        }
        let stages = &self.plan.stages;
        let of_this_card =
            |one: &Stage| !one.codes.is_empty() && *one.path != knowledge::CIE_NEW_CARD;
        let of_cie = self.situation.card == Some(Card::Cie) && !self.situation.card_lost;
        let card = kinds
            .iter()
            .any(|kind| matches!(kind, DocumentKind::Card | DocumentKind::CardCopy))
            || of_cie && stages.iter().any(of_this_card);
        if card && at_hand.card == Some(false) {
            self.warn(Warning::CardNeeded);
        }
    }
}
