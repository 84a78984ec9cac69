//! What every language has to say besides the knowledge itself.
//!
//! A language is an implementation of [`Words`]; its matches have no catch-all
//! arm, so a text that is missing does not compile.

use crate::{
    Answer, Card, Code, CodeState, Contacts, Input, Reason, Region, Relation, Requester, Warning,
    Weekday,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{Confidence, Operation, Reach, Topic},
};
use cie_core::date::PartialDate;
use cie_core::named;

named! {
    /// A heading or a short word of a plan.
    pub enum Label {
        /// Over the steps.
        WhatToDo => "what_to_do",
        /// Over what to bring.
        Bring => "bring",
        /// Before a desk.
        Where => "where",
        /// Before hours.
        Hours => "hours",
        /// Before contacts.
        Contacts => "contacts",
        /// Over the codes that one has afterwards.
        YouGet => "you_get",
        /// Over the deliveries.
        HowCodesArrive => "how_codes_arrive",
        /// Before the cost.
        Cost => "cost",
        /// Before the time.
        Time => "time",
        /// For what no source states.
        NotStated => "not_stated",
        /// Before when to choose a way.
        When => "when",
        /// Before the command that does the step.
        Command => "command",
        /// Over what else matters.
        GoodToKnow => "good_to_know",
        /// Over what folds away.
        Background => "background",
        /// Over what is overtaken by official or newer sources.
        Replaced => "replaced",
        /// Over warnings.
        Careful => "careful",
        /// Over help.
        Help => "help",
        /// Before the source of most lines.
        Source => "source",
        /// Over sources.
        Sources => "sources",
        /// For a source without a date.
        Undated => "undated",
        /// For a desk that wants an appointment.
        ByAppointment => "by_appointment",
        /// Before a line number.
        Line => "line",
        /// Before questions.
        Question => "question",
        /// Before contacts that help while questions are open.
        Meanwhile => "meanwhile",
        /// For a day without opening hours.
        Closed => "closed",
        /// For hours that the source contradicts.
        Disputed => "disputed",
        /// For a yes.
        Yes => "yes",
        /// For a no.
        No => "no",
    }
}

/// A date, and whether it is the day of a copy.
pub(super) type Day = (PartialDate, bool);

/// Everything a language has to say.
pub(super) trait Words: Sync {
    /// What is asked.
    fn question(&self, input: Input) -> &'static str;
    /// A kind of card.
    fn card(&self, card: Card) -> &'static str;
    /// A code, in a sentence.
    fn code(&self, code: Code) -> &'static str;
    /// What there is of the PIN.
    fn pin(&self, state: CodeState) -> &'static str;
    /// What there is of the PUK.
    fn puk(&self, state: CodeState) -> &'static str;
    /// The card is lost or stolen.
    fn card_lost(&self) -> &'static str;
    /// Who asks.
    fn requester(&self, requester: Requester) -> &'static str;
    /// The contacts given.
    fn contacts(&self, contacts: Contacts) -> &'static str;
    /// A Region's name.
    fn region(&self, region: Region) -> &'static str;
    /// The Region is not said.
    fn not_said(&self) -> &'static str;
    /// Why there is no way.
    fn reason(&self, reason: Reason) -> &'static str;
    /// What to be careful about.
    fn warning(&self, warning: Warning) -> String;
    /// How a stage follows.
    fn relation(&self, relation: Relation) -> &'static str;
    /// How sure a fact is.
    fn confidence(&self, confidence: Confidence) -> &'static str;
    /// A subject.
    fn topic(&self, topic: Topic) -> &'static str;
    /// From where a number can be called.
    fn reach(&self, reach: Reach) -> &'static str;
    /// A day of the week.
    fn weekday(&self, day: Weekday) -> &'static str;
    /// A heading.
    fn label(&self, label: Label) -> &'static str;
    /// `from` and `to` as times of day; without `from`, its beginning is not
    /// stated.
    fn span(&self, from: Option<&str>, to: &str) -> String;
    /// Open until a time.
    fn open(&self, until: &str) -> String;
    /// Closed, and opens on a day at a time, if that is known; the time may not
    /// be stated.
    fn closed(&self, next: Option<(&str, Option<&str>)>) -> String;
    /// The source states an end and no beginning.
    fn start_not_stated(&self, until: &str) -> String;
    /// The source contradicts itself.
    fn disputed(&self) -> &'static str;
    /// A public holiday, of which nothing is known.
    fn public_holiday(&self) -> &'static str;
    /// No hours are stated, after the word for hours.
    fn hours_not_stated(&self) -> &'static str;
    /// Whether it is open is not stated.
    fn open_not_stated(&self) -> &'static str;
    /// One of the halves, in a sentence.
    fn half(&self, half: Half) -> &'static str;
    /// When codes are handed out.
    fn occasion(&self, occasion: Occasion) -> &'static str;
    /// What to tell about a code that was joined.
    fn join_note(&self, note: JoinNote) -> &'static str;
    /// Why two halves make no code.
    fn join_error(&self, error: JoinError) -> String;
    /// A date as people write it.
    fn date(&self, date: PartialDate) -> String;
    /// The name of an office or a site, as its own people write it.
    fn origin(&self, origin: &'static str) -> String {
        origin.into()
    }
    /// The date of a source, behind its name: "of" and the date.
    fn dated(&self, date: PartialDate) -> String;
    /// When the copy of a source without a date was taken, behind its name.
    fn copied(&self, date: PartialDate) -> String;
    /// The oldest and the youngest date of a plan, if any, and whether some of its
    /// facts have none.
    fn age(&self, dates: Option<(Day, Day)>, some_undated: bool) -> String;
    /// That the sources speak of the first codes, in a plan for lost ones.
    fn activation_only(&self) -> &'static str;
    /// The same behind one line.
    fn said_of_activation(&self) -> &'static str;
    /// What a program does itself.
    fn operation(&self, operation: Operation) -> &'static str;
    /// What this program never does.
    fn never_a_code(&self) -> &'static str;

    /// An answer to pick.
    fn answer(&self, answer: Answer) -> &'static str {
        use crate::Place;
        match answer {
            Answer::Card(card) => self.card(card),
            Answer::Pin(state) => self.pin(state),
            Answer::CardLost => self.card_lost(),
            Answer::Puk(state) => self.puk(state),
            Answer::Requester(requester) => self.requester(requester),
            Answer::Contacts(contacts) => self.contacts(contacts),
            Answer::Place(Place::Region(region)) => self.region(region),
            Answer::Place(Place::NotSaid) => self.not_said(),
            Answer::NfcPhone(true) => self.label(Label::Yes),
            Answer::NfcPhone(false) => self.label(Label::No),
        }
    }
}

/// The name of a date's month, if the month is known.
pub(super) fn month(date: PartialDate, names: &[&'static str; 12]) -> Option<&'static str> {
    let month = usize::from(date.month()?);
    names.get(month.checked_sub(1)?).copied()
}
