//! The constants that `core/build.rs` makes of the rows.

use super::{
    Carrier, Channel, Cite, Cites, Condition, Confidence, Contact, ContactKind, Delivery, Desk,
    Document, DocumentKind, Fact, Operation, Part, Path, PlaceName, Reach, Regions, RowKey, Scope,
    Source, SourceKey, SourceKind, SourceName, Statement, Step, Subject, Topic, When,
};
use crate::{
    app::emrtd::date::PartialDate,
    recovery::{
        clock::Minute,
        hours::{Days, Hours, Span},
        region::Region,
        situation::{Card, Code, Requester, Requesters},
    },
};

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));
