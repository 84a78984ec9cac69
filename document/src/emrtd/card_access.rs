//! EF.CardAccess: how the chip can be opened (ICAO Doc 9303-11 section 9.2,
//! -10 section 3.11.3). Free to read in the MF, and so not to be believed
//! until the signed copy in DG14 has confirmed it.

use super::security_info::{SecurityInfoError, SecurityInfos};

/// File identifier in the MF.
pub const FILE_ID: u16 = 0x011C;
/// Short file identifier in the MF.
pub const SHORT_FILE_ID: u8 = 0x1C;

/// Reads the file.
///
/// # Errors
/// [`SecurityInfoError`].
pub fn parse(file: &[u8]) -> Result<SecurityInfos, SecurityInfoError> {
    SecurityInfos::parse(file)
}
