//! A plan under construction, and what holds of every plan.

use crate::recovery::{
    advice::{Advice, Plan, PlannedStep, Reason, Relation, Stage, Warning},
    knowledge::{
        self, Carrier, Channel, Confidence, Contact, Delivery, DocumentKind, Path, Scope, Statement,
    },
    region::Region,
    situation::{Card, Situation},
};

pub(super) struct Draft<'a> {
    situation: &'a Situation,
    plan: Plan,
}

impl<'a> Draft<'a> {
    pub(super) fn new(situation: &'a Situation) -> Self {
        Self {
            situation,
            plan: Plan::default(),
        }
    }

    /// Adds a way, with the contacts and desks that are for who asks.
    pub(super) fn stage(&mut self, path: &'static Path, relation: Relation) {
        let steps = path.steps.iter().map(|step| PlannedStep {
            step,
            contacts: self.for_who_asks(step.contacts, |contact| contact.scope),
            desks: self.for_who_asks(step.desks, |desk| desk.scope),
        });
        let steps = steps.collect();
        let mobile = self.situation.at_hand.mobile;
        let deliveries = path.deliveries.iter().filter(|delivery| {
            // Both ways are told to who did not say.
            delivery.mobile.is_none() || mobile.is_none() || delivery.mobile == mobile
        });
        let deliveries = deliveries.collect();
        self.plan.stages.push(Stage {
            path,
            relation,
            steps,
            deliveries,
        });
        for contact in path.help {
            self.help(contact);
        }
        for note in path.notes {
            self.note(note);
        }
    }

    /// Rows that are for everybody, for the Region of who asks, or for one
    /// municipality unless who asks is known to be of another.
    fn for_who_asks<T>(&self, rows: &[&'static T], scope: impl Fn(&T) -> Scope) -> Vec<&'static T> {
        let fits = |row: &&&'static T| match scope(row) {
            Scope::National => true,
            Scope::Region(region) => self.situation.region() == Some(region),
            Scope::Municipality => self.may_be_that_municipality(),
        };
        rows.iter().filter(fits).copied().collect()
    }

    /// The page does not name its municipality. The prefix of its number is
    /// that of the province of Modena.
    pub(super) fn may_be_that_municipality(&self) -> bool {
        let elsewhere = |region| region != Region::EmiliaRomagna;
        self.situation.card == Some(Card::Cie)
            && self.situation.municipality.is_none()
            && !self.situation.region().is_some_and(elsewhere)
    }

    pub(super) fn note(&mut self, note: &'static Statement) {
        if !self.plan.notes.contains(&note) {
            self.plan.notes.push(note);
        }
    }

    pub(super) fn help(&mut self, contact: &'static Contact) {
        if !self.plan.help.contains(&contact) {
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

    /// Adds the warnings that follow from what is in the plan and at hand.
    fn finish(mut self) -> Plan {
        // What the documents say first.
        self.plan
            .notes
            .sort_by_key(|note| note.fact.confidence == Confidence::External);
        let said = self.situation.card_said;
        if let Some(date) = self.situation.expired() {
            self.warn(Warning::CardExpired(date));
        }
        if said.unconfirmed && (said.pin_tries.is_some() || said.puk_tries.is_some()) {
            self.warn(Warning::NotConfirmed);
        }
        self.warn_of_what_is_missing();
        let municipal = Scope::Municipality;
        if self
            .plan
            .contacts()
            .iter()
            .any(|contact| contact.scope == municipal)
            || self.plan.desks().iter().any(|desk| desk.scope == municipal)
        {
            self.warn(Warning::OnlyThatMunicipality);
        }
        let facts = self.plan.facts();
        let sources = self.plan.sources();
        if !self.plan.contacts().is_empty() || !self.plan.desks().is_empty() {
            self.warn(Warning::VerifyBeforeGoing);
        }
        if sources.contains(&&knowledge::TS_CNS_GUIDE) {
            self.warn(Warning::UndatedSource);
        }
        if facts
            .iter()
            .any(|fact| fact.confidence == Confidence::External)
        {
            self.warn(Warning::FromElsewhere);
        }
        self.plan
    }

    /// What a step or a delivery takes without being listed by the source counts,
    /// too: an address for what comes by e-mail, the card for its own codes.
    fn warn_of_what_is_missing(&mut self) {
        let at_hand = self.situation.at_hand;
        let kinds: Vec<DocumentKind> = self
            .plan
            .documents()
            .iter()
            .map(|document| document.kind)
            .collect();
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
        let card = kinds
            .iter()
            .any(|kind| matches!(kind, DocumentKind::Card | DocumentKind::CardCopy))
            || self.situation.card == Some(Card::Cie)
                && stages.iter().any(|stage| !stage.codes().is_empty());
        if card && at_hand.card == Some(false) {
            self.warn(Warning::CardNeeded);
        }
    }
}
