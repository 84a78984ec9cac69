//! Opening hours, as they cross.

/// Opening hours as a source states them.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StatedHours {
    /// All of them, or that none are stated.
    pub sentence: String,
    /// The same as a table, Monday first; empty if none are stated.
    pub week: Vec<DayHours>,
    /// Whether it is open at the time that was given; `None` without one.
    pub state: Option<OpenState>,
    /// The same in a sentence.
    pub state_sentence: Option<String>,
}

/// One row of a week's table.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DayHours {
    /// The day of the week.
    pub day: String,
    /// Its times, or that it is closed.
    pub times: String,
}

/// Whether something is open. Times are `HH:MM`, and closing times no longer
/// belong to it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum OpenState {
    /// The source states no hours.
    NotStated,
    /// It is a public holiday, and the source says nothing of those.
    PublicHoliday,
    /// Open.
    Open {
        /// Until then.
        until: String,
    },
    /// The source states an end for today, and no beginning.
    StartNotStated {
        /// Until then.
        until: String,
    },
    /// The source contradicts itself about this hour.
    Disputed,
    /// Closed.
    Closed {
        /// When it opens next, if that is known for the next seven days.
        next: Option<Opening>,
    },
}

/// When something opens next.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Opening {
    /// On which date: `YYYY-MM-DD`.
    pub date: String,
    /// At what time: `HH:MM`; `None` if the source does not say.
    pub at: Option<String>,
}

impl From<cie_recovery::Opening> for Opening {
    fn from(core: cie_recovery::Opening) -> Self {
        Self {
            date: core.date.to_string(),
            at: core.at.map(|at| at.to_string()),
        }
    }
}

impl From<cie_recovery::OpenState> for OpenState {
    fn from(core: cie_recovery::OpenState) -> Self {
        use cie_recovery::OpenState as Core;
        match core {
            Core::NotStated => Self::NotStated,
            Core::PublicHoliday => Self::PublicHoliday,
            Core::Open { until } => Self::Open {
                until: until.to_string(),
            },
            Core::StartNotStated { until } => Self::StartNotStated {
                until: until.to_string(),
            },
            Core::Disputed => Self::Disputed,
            Core::Closed { next } => Self::Closed {
                next: next.map(Into::into),
            },
        }
    }
}
