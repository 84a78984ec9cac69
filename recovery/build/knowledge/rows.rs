//! What a row may hold. A field that is not here is refused.

use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) source: Vec<Source>,
    pub(super) text: Vec<SharedText>,
    pub(super) fact: Vec<Fact>,
    pub(super) document: Vec<Document>,
    pub(super) contact: Vec<Contact>,
    pub(super) desk: Vec<Desk>,
    pub(super) path: Vec<Path>,
}

/// A sentence in the languages of `sentence::LANGUAGES`, as far as it is there.
pub(super) type Said<'a> = [Option<&'a str>; 3];

/// Where facts were read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) key: String,
    it: Option<String>,
    en: Option<String>,
    de: Option<String>,
    pub(super) kind: String,
    pub(super) file: Option<String>,
    pub(super) last_line: Option<u16>,
    pub(super) origin: Option<String>,
    pub(super) url: Option<String>,
    pub(super) stated: String,
    pub(super) copied: String,
    /// Why nothing may be taken from it any more.
    pub(super) struck: Option<String>,
}

impl Source {
    /// What a document is called.
    pub(super) fn said(&self) -> Said<'_> {
        [self.it.as_deref(), self.en.as_deref(), self.de.as_deref()]
    }
}

/// A sentence that several rows say, each with its own source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedText {
    pub(super) key: String,
    it: Option<String>,
    en: Option<String>,
    de: Option<String>,
}

impl SharedText {
    pub(super) fn said(&self) -> Said<'_> {
        [self.it.as_deref(), self.en.as_deref(), self.de.as_deref()]
    }
}

/// What every row says of itself.
pub(super) struct Origin<'a> {
    pub(super) key: &'a str,
    pub(super) text: Option<&'a str>,
    pub(super) said: Said<'a>,
    pub(super) from: &'a [String],
    pub(super) confidence: &'a str,
    pub(super) scope: Option<&'a str>,
    pub(super) about: Option<&'a str>,
    pub(super) replaces: &'a [String],
}

/// A row of a kind: what every row has, and its own fields.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            pub(super) key: String,
            text: Option<String>,
            it: Option<String>,
            en: Option<String>,
            de: Option<String>,
            from: Vec<String>,
            confidence: String,
            scope: Option<String>,
            about: Option<String>,
            #[serde(default)]
            replaces: Vec<String>,
            $($(#[$meta])* pub(super) $field: $type,)*
        }

        impl $name {
            pub(super) fn origin(&self) -> Origin<'_> {
                Origin {
                    key: &self.key,
                    text: self.text.as_deref(),
                    said: [self.it.as_deref(), self.en.as_deref(), self.de.as_deref()],
                    from: &self.from,
                    confidence: &self.confidence,
                    scope: self.scope.as_deref(),
                    about: self.about.as_deref(),
                    replaces: &self.replaces,
                }
            }
        }
    };
}

row! {
    /// A statement by itself.
    Fact {
        card: String,
        topic: String,
        /// Shown in every plan that it fits; other statements fold away.
        #[serde(default)]
        main: bool,
        /// For these requesters only.
        #[serde(default)]
        who: Vec<String>,
        /// Only on these conditions.
        #[serde(default, rename = "if")]
        only_if: Vec<String>,
    }
}

row! {
    /// Something to bring or to have.
    Document {
        kind: String,
        /// What this one's scope calls by a name of its own.
        instead_of: Option<String>,
    }
}

row! {
    Contact {
        kind: String,
        value: String,
        reach: Option<String>,
        hours: Option<String>,
        #[serde(default, rename = "if")]
        only_if: Vec<String>,
    }
}

row! {
    Desk {
        address: Option<String>,
        appointment: bool,
        hours: Option<String>,
    }
}

row! {
    /// A way to codes that can be used.
    Path {
        card: String,
        codes: Vec<String>,
        /// For people who ask for them, too.
        #[serde(default)]
        on_request: Vec<String>,
        /// For these requesters only.
        #[serde(default)]
        who: Vec<String>,
        /// For everybody but these.
        #[serde(default)]
        not_for: Vec<String>,
        /// Only on these conditions.
        #[serde(default, rename = "if")]
        only_if: Vec<String>,
        /// When to choose it.
        when: Option<String>,
        cost: Option<String>,
        time: Option<String>,
        #[serde(default)]
        help: Vec<String>,
        #[serde(default)]
        notes: Vec<String>,
        #[serde(default)]
        link_lost: bool,
        /// Not the first way of its Region.
        #[serde(default)]
        second: bool,
        step: Vec<Step>,
        #[serde(default)]
        delivery: Vec<Delivery>,
    }
}

row! {
    /// One step; scope and subject are the path's where it says none.
    Step {
        channel: String,
        /// What this program does itself, with the card.
        operation: Option<String>,
        #[serde(default)]
        documents: Vec<String>,
        #[serde(default)]
        contacts: Vec<String>,
        #[serde(default)]
        desks: Vec<String>,
        #[serde(default)]
        who: Vec<String>,
        #[serde(default, rename = "if")]
        only_if: Vec<String>,
    }
}

row! {
    /// How a part of the codes arrives; scope and subject as in a step.
    Delivery {
        part: String,
        by: String,
        when: String,
        sender: Option<String>,
        #[serde(default, rename = "if")]
        only_if: Vec<String>,
    }
}
