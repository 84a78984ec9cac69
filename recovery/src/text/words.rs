//! What every language has to say besides the knowledge itself.
//!
//! A language is an implementation of [`Words`]; its matches have no catch-all
//! arm, so a text that is missing does not compile.

use cie_core::{date::PartialDate, named};

use crate::{Warning, codes::JoinError, knowledge::Reach};

named! {
    /// A heading or a short word of a plan.
    pub enum Label {
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

named! {
    /// What is said in the same words each time.
    pub enum Phrase {
        /// That no code is asked for, and nothing is sent.
        NeverACode => "never_a_code",
        /// That the sources of a plan for lost codes speak of the first
        /// activation.
        ActivationOnly => "activation_only",
        /// The same, behind one line.
        SaidOfActivation => "said_of_activation",
        /// The card is lost or stolen.
        CardLost => "card_lost",
        /// The Region is not said.
        NotSaid => "not_said",
        /// The source contradicts itself about this hour.
        Disputed => "disputed",
        /// A public holiday, of which nothing is known.
        PublicHoliday => "public_holiday",
        /// No hours are stated, after the word for hours.
        HoursNotStated => "hours_not_stated",
        /// Whether it is open is not stated.
        OpenNotStated => "open_not_stated",
    }
}

/// A date, and whether it is the day of a copy.
pub(super) type Day = (PartialDate, bool);

/// Everything a language has to say.
pub(super) trait Words: Sync {
    /// What to be careful about.
    fn warning(&self, warning: Warning) -> String;
    /// From where a number can be called.
    fn reach(&self, reach: Reach) -> &'static str;
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
    /// Why two halves make no code.
    fn join_error(&self, error: JoinError) -> String;
    /// A date as people write it.
    fn date(&self, date: PartialDate) -> String;
    /// The name of an office or a site, as its own people write it.
    fn origin(&self, origin: &'static str) -> String {
        origin.into()
    }
    /// The name of a municipality or an office, as the sentences write it.
    fn place(&self, name: &'static str) -> &'static str {
        name
    }
    /// The date of a source, behind its name: "of" and the date.
    fn dated(&self, date: PartialDate) -> String;
    /// When the copy of a source without a date was taken, behind its name.
    fn copied(&self, date: PartialDate) -> String;
    /// The oldest and the youngest date of a plan, if any, and whether some of its
    /// facts have none.
    fn age(&self, dates: Option<(Day, Day)>, some_undated: bool) -> String;
}

/// The name of a date's month, of the twelve, if the month is known.
pub(super) fn month(date: PartialDate, names: &'static str) -> Option<&'static str> {
    let month = usize::from(date.month()?);
    names.split(' ').nth(month.checked_sub(1)?)
}

/// The name of a source with words put in for others: a line for each pair, Italian,
/// `=`, the other.
pub(super) fn in_own_words(origin: &str, words: &str) -> String {
    let words = words.lines().filter_map(|line| line.split_once('='));
    words.fold(origin.into(), |name: String, (italian, own)| {
        name.replace(italian, own)
    })
}
