//! Codes in two halves, and the way back when they are lost.
//!
//! People receive PIN and PUK in two parts, and lose them. [`codes`] joins the
//! halves; [`advise`] says what to do next for one card and one Region, from a
//! table of facts with their sources ([`knowledge`]). Needs no card, asks for no
//! code, and sends nothing anywhere.
//!
//! ```
//! use cie_core::messages::Lang;
//! use cie_recovery::{Advice, Card, CodeState, Input, Situation, advise, text};
//!
//! let mut situation = Situation {
//!     card: Some(Card::TsCns),
//!     pin: Some(CodeState::Blocked),
//!     puk: Some(CodeState::SecondHalfMissing),
//!     ..Situation::default()
//! };
//! // One question is left: which Region.
//! let Advice::Questions(questions) = advise(&situation) else {
//!     unreachable!()
//! };
//! assert_eq!(questions.ask[0].input, Input::Region);
//!
//! situation.set(Input::Region, "lombardia")?;
//! let Advice::Plan(plan) = advise(&situation) else {
//!     unreachable!()
//! };
//! for step in plan.steps() {
//!     println!("{}", text::fact(&step.step.fact, Lang::It));
//! }
//! # Ok::<(), cie_recovery::UnknownValue>(())
//! ```

#![forbid(unsafe_code)]

mod advice;
mod advisor;
mod clock;
pub mod codes;
mod contradiction;
mod from_card;
mod hours;
mod issuer;
mod kinds;
pub mod knowledge;
mod page;
mod question;
mod region;
mod situation;
pub mod text;

pub use self::{
    advice::{Advice, Age, Extent, Plan, PlannedStep, Questions, Reason, Relation, Stage, Warning},
    advisor::advise,
    clock::{Minute, RomeTime, Weekday, is_public_holiday, weekday},
    contradiction::Contradiction,
    from_card::advice_for,
    hours::{Days, Hours, OpenState, Opening, Span},
    knowledge::{Operation, Subject, Topic},
    page::page,
    question::{Answer, Input, Question, UnknownValue},
    region::Region,
    situation::{
        AtHand, Card, CardSaid, Code, CodeState, Contacts, Expiry, Place, Requester, Requesters,
        Situation,
    },
};
