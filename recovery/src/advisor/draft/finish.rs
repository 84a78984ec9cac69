//! What is left when a plan is whole.

use super::{super::is_missing, Draft};
use crate::{
    advice::{Plan, PlannedStep, Relation, Stage, Warning},
    knowledge::{self, Carrier, Channel, Contact, Delivery, DocumentKind, Statement, Subject},
    situation::{Card, Code, CodeState},
};

/// How many notes a plan has at most, beside its background.
const MOST_NOTES: usize = 8;

impl Draft<'_> {
    /// Leaves out what a fact of the plan replaces, and adds the warnings that
    /// follow from what is in it and at hand.
    pub(super) fn finish(mut self) -> Plan {
        let facts = self.plan.facts();
        let replaced: Vec<&Statement> = facts.iter().flat_map(|fact| fact.replaces()).collect();
        self.plan.notes.retain(|note| !replaced.contains(note));
        self.plan.background.retain(|note| !replaced.contains(note));
        // More than this nobody reads; what was said last matters least.
        let more = self
            .plan
            .notes
            .split_off(MOST_NOTES.min(self.plan.notes.len()));
        self.plan.background.splice(..0, more);
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
        self.only_what_is_lacking();
        let said = self.situation.card_said;
        if let Some(date) = self.situation.expired() {
            let card = self.situation.card.unwrap_or(Card::Cie);
            self.warn(Warning::CardExpired(card, date));
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

    /// Nobody is promised a code that they have; a new card brings new ones.
    fn only_what_is_lacking(&mut self) {
        let told = self.situation;
        let cip_alone = told.cip.is_some_and(is_missing) && told.subject() == Subject::Lost;
        let has = |code: &Code| {
            // Who speaks of the CIP alone lacks nothing else.
            let state = told.state_of(*code);
            state.map_or(cip_alone, |state| state == CodeState::Known)
        };
        let new = [
            knowledge::CIE_NEW_CARD.fact.key,
            knowledge::CIE_LOST.fact.key,
        ];
        // What every way so far gives, of those to choose from.
        let (mut before, mut group): (Vec<Code>, Vec<Code>) = (Vec::new(), Vec::new());
        for stage in &mut self.plan.stages {
            let begins = stage.relation == Relation::Then;
            if begins {
                before.append(&mut group);
            }
            if !new.contains(&stage.path.fact.key) {
                // Nor twice, by a way and by the one that comes after it.
                stage
                    .codes
                    .retain(|code| !has(code) && !before.contains(code));
            }
            if begins {
                group.clone_from(&stage.codes);
            } else {
                group.retain(|code| stage.codes.contains(code));
            }
        }
    }

    /// What a step or a delivery takes without being listed by the source counts,
    /// too: an address for what comes by e-mail, the card for its own codes.
    fn warn_of_what_is_missing(&mut self) {
        let at_hand = self.situation.at_hand;
        let documents = self.plan.documents();
        let kinds: Vec<DocumentKind> = documents.iter().map(|document| document.kind).collect();
        let no_email = at_hand.email == Some(false);
        // A text message does where the source says so, with a number to send it to.
        let neither = no_email && at_hand.mobile == Some(false);
        let needs_email = |stage: &Stage| {
            let documents = stage.steps.iter().flat_map(|step| &step.documents);
            let kinds: Vec<DocumentKind> = documents.map(|document| document.kind).collect();
            let sent = |step: &PlannedStep| step.step.channel == Channel::Email;
            let arrives = |carrier| stage.deliveries.iter().any(|one| one.by == carrier);
            let email = stage.steps.iter().any(sent)
                || arrives(Carrier::Email)
                || kinds.contains(&DocumentKind::Email);
            let either = arrives(Carrier::Sms) || kinds.contains(&DocumentKind::EmailOrMobile);
            no_email && email || neither && either
        };
        // A text message on a condition has another way beside it.
        let only_sms = |one: &&Delivery| one.by == Carrier::Sms && one.only_if.is_empty();
        let needs_mobile = |stage: &Stage| stage.deliveries.iter().any(only_sms);
        // Of ways to choose from, one that does without is enough.
        let stages = &self.plan.stages;
        let ways = stages.chunk_by(|_, next| next.relation == Relation::Otherwise);
        let every_way = |needs: &dyn Fn(&Stage) -> bool| {
            let mut ways = ways.clone();
            ways.any(|ways| ways.iter().all(needs))
        };
        let email_needed = every_way(&needs_email);
        let mobile_needed = at_hand.mobile == Some(false) && every_way(&needs_mobile);
        if email_needed {
            self.warn(Warning::EmailNeeded);
        }
        if mobile_needed {
            self.warn(Warning::MobileNeeded);
        }
        let stages = &self.plan.stages;
        let of_this_card =
            |one: &Stage| !one.codes.is_empty() && *one.path != knowledge::CIE_NEW_CARD;
        let of_cie = self.situation.card == Some(Card::Cie) && !self.situation.card_lost;
        let card = kinds
            .iter()
            .any(|kind| matches!(kind, DocumentKind::Card | DocumentKind::CardCopy))
            || of_cie && stages.iter().any(of_this_card);
        if let Some(of) = self.situation.card
            && card
            && at_hand.card == Some(false)
        {
            self.warn(Warning::CardNeeded(of));
        }
    }
}
