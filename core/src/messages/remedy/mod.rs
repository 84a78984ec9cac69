//! What to do in general about an error, by its stable code.

pub(super) mod de;
pub(super) mod en;
pub(super) mod it;
