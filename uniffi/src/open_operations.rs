//! What was left open, without a card.

use std::sync::Arc;

use cie_core::Error;

use crate::{
    error::CieError,
    fault::caught_at_start,
    memory::{StoreAdapter, TryStore},
    result::PendingOnCard,
    trail::Trail,
};

/// The cards on which an operation was left open, with what is remembered of them and the codes
/// by which `resolve` settles it: for an app that shows so before it has a card. A lost check of a
/// code needs none. Writes nothing.
///
/// # Errors
/// `memory_unavailable`.
#[uniffi::export]
pub fn open_operations(store: Arc<dyn TryStore>) -> Result<Vec<PendingOnCard>, CieError> {
    caught_at_start(|| {
        let kept = StoreAdapter {
            store: &*store,
            trail: &Trail::default(),
        };
        let open = cie_store::open_operations(&kept).map_err(Error::at_start)?;
        Ok(open.into_iter().map(Into::into).collect())
    })
}
