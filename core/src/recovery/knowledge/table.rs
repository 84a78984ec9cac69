//! The constants that `core/build.rs` makes of the rows.

use super::{
    Carrier, Channel, Cite, Confidence, Contact, ContactKind, Delivery, Desk, Document,
    DocumentKind, Fact, Part, Path, Reach, Scope, Source, SourceName, Statement, Step, Topic, When,
};
use crate::{
    app::emrtd::date::PartialDate,
    recovery::{
        clock::Minute,
        hours::{Days, Hours, Span},
        region::Region,
        situation::{Card, Code},
    },
};

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));
