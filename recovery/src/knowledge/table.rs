//! The constants that `recovery/build.rs` makes of the rows.

use super::{
    Carrier, Channel, Cite, Cites, Condition, Conditions, Confidence, Contact, ContactKind,
    Delivery, Desk, Document, DocumentKind, Fact, Operation, Part, Path, PlaceName, Reach, Regions,
    RowKey, Rows, Scope, Source, SourceKey, SourceKind, SourceName, Statement, Step, Subject,
    TextKey, Topic, When, sentence::Packed,
};
use crate::{
    clock::Minute,
    hours::{Days, Hours, Span},
    region::Region,
    situation::{Card, Code, Requester, Requesters},
};
use cie_core::date::PartialDate;

include!(concat!(env!("OUT_DIR"), "/rows.rs"));
