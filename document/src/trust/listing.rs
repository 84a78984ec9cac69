//! EF.COM against EF.SOD. EF.COM lists the files of a document and is not
//! signed; EF.SOD has a digest of each and is (ICAO Doc 9303-10 sections
//! 4.6.1 and 4.6.2).
//!
//! Nothing here depends on EF.COM: the files are asked for by their numbers,
//! and what was not signed is never called intact. A difference is worth
//! telling all the same: who copies a document can leave out of the list what
//! the copy cannot do, so that a reader which believes it asks for neither DG14
//! nor DG15 (blog.protocolbench.org, "ICAO LDS 1.8", 2015: the reason why newer
//! documents repeat the version where it is signed).

use super::security_object::SecurityObject;
use crate::emrtd::com::{Com, DataGroup};

/// What EF.COM lists, compared with what EF.SOD covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Both name the same data groups.
    Agrees,
    /// They do not.
    Differs {
        /// Listed in EF.COM without a digest in EF.SOD: nobody has signed
        /// them, and they are not to be believed.
        not_covered: Vec<DataGroup>,
        /// With a digest in EF.SOD and not listed in EF.COM: the document was
        /// issued with them.
        not_listed: Vec<DataGroup>,
    },
    /// EF.COM is not a list.
    Malformed,
    /// EF.SOD was not read or cannot be.
    NoSecurityObject,
}

impl Listing {
    /// Compares the two files. Whether EF.SOD is to be believed is another
    /// question: see [`Verdict`](super::verdict::Verdict).
    #[must_use]
    pub fn compare(com: &[u8], security_object: Option<&[u8]>) -> Self {
        let Ok(com) = Com::parse(com) else {
            return Self::Malformed;
        };
        let Some(Ok(object)) = security_object.map(SecurityObject::parse) else {
            return Self::NoSecurityObject;
        };
        let covered: Vec<_> = object.groups().filter_map(DataGroup::new).collect();
        let but = |from: &[DataGroup], taken: &[DataGroup]| -> Vec<DataGroup> {
            let left = from.iter().filter(|group| !taken.contains(group));
            left.copied().collect()
        };
        let not_covered = but(&com.data_groups, &covered);
        let not_listed = but(&covered, &com.data_groups);
        if not_covered.is_empty() && not_listed.is_empty() {
            Self::Agrees
        } else {
            Self::Differs {
                not_covered,
                not_listed,
            }
        }
    }

    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs { .. } => "differs",
            Self::Malformed => "malformed",
            Self::NoSecurityObject => "no_security_object",
        }
    }
}
