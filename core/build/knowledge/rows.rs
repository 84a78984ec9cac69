//! What a row may hold. A field that is not here is refused.

use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) source: Vec<Source>,
    pub(super) fact: Vec<Fact>,
    pub(super) document: Vec<Document>,
    pub(super) contact: Vec<Contact>,
    pub(super) desk: Vec<Desk>,
    pub(super) path: Vec<Path>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) key: String,
    pub(super) kind: String,
    pub(super) file: Option<String>,
    pub(super) last_line: Option<u16>,
    pub(super) origin: Option<String>,
    pub(super) stated: String,
}

/// A statement by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fact {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) card: String,
    pub(super) topic: String,
    #[serde(default)]
    pub(super) region: Option<String>,
}

/// Something to bring or to have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) scope: Option<String>,
    pub(super) reach: Option<String>,
    pub(super) hours: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Desk {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) scope: Option<String>,
    #[serde(default)]
    pub(super) address: Option<String>,
    pub(super) appointment: bool,
    pub(super) hours: Option<String>,
}

/// A way to codes that can be used.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) card: String,
    #[serde(default)]
    pub(super) region: Option<String>,
    pub(super) codes: Vec<String>,
    #[serde(default)]
    pub(super) cost: Option<String>,
    #[serde(default)]
    pub(super) time: Option<String>,
    #[serde(default)]
    pub(super) help: Vec<String>,
    #[serde(default)]
    pub(super) notes: Vec<String>,
    #[serde(default)]
    pub(super) link_lost: bool,
    pub(super) step: Vec<Step>,
    #[serde(default)]
    pub(super) delivery: Vec<Delivery>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) channel: String,
    #[serde(default)]
    pub(super) documents: Vec<String>,
    #[serde(default)]
    pub(super) contacts: Vec<String>,
    #[serde(default)]
    pub(super) desks: Vec<String>,
}

/// How a part of the codes arrives.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Delivery {
    pub(super) key: String,
    pub(super) from: Vec<String>,
    pub(super) confidence: String,
    pub(super) part: String,
    pub(super) by: String,
    pub(super) when: String,
    #[serde(default)]
    pub(super) sender: Option<String>,
    #[serde(default, rename = "if")]
    pub(super) only_if: Option<String>,
    #[serde(default)]
    pub(super) unless: Option<String>,
}
