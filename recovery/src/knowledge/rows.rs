//! Rows that a step or a way lists.

use std::marker::PhantomData;

use super::{
    Contact, Desk, Document, Statement,
    table::{CONTACTS, DESKS, DOCUMENTS, LISTED, STATEMENTS},
};

/// Rows of one kind, in order. They are kept by number: a pointer in a table costs a
/// relocation besides.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows<T: 'static> {
    first: u16,
    count: u16,
    of: PhantomData<&'static T>,
}

/// A kind of row that can be listed.
pub(crate) trait Listed: Sized + 'static {
    /// All of them.
    const ALL: &'static [&'static Self];
}

impl Listed for Document {
    const ALL: &'static [&'static Self] = DOCUMENTS;
}

impl Listed for Contact {
    const ALL: &'static [&'static Self] = CONTACTS;
}

impl Listed for Desk {
    const ALL: &'static [&'static Self] = DESKS;
}

impl Listed for Statement {
    const ALL: &'static [&'static Self] = STATEMENTS;
}

impl<T> Rows<T> {
    pub(super) const fn new(first: u16, count: u16) -> Self {
        Self {
            first,
            count,
            of: PhantomData,
        }
    }
}

#[allow(private_bounds, reason = "the kinds are those of the table")]
impl<T: Listed> Rows<T> {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &'static T> + use<T> {
        let first = usize::from(self.first);
        let numbers = LISTED.get(first..).unwrap_or_default();
        let numbers = numbers.iter().take(self.count.into());
        numbers.filter_map(|number| T::ALL.get(usize::from(*number)).copied())
    }
}
