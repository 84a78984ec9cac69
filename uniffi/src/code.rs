//! Codes on their way in.

use std::sync::Arc;

use cie_core::bytes::secret;

use crate::error::CieError;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, uniffi::Object)]
        pub struct $name(pub(crate) secret::$name);

        #[uniffi::export]
        impl $name {
            /// Reads a code of exactly 8 ASCII digits. The bytes are borrowed:
            /// the one who calls overwrites them afterwards.
            ///
            /// # Errors
            /// `malformed_code`; nothing was sent.
            #[uniffi::constructor]
            pub fn new(digits: &[u8]) -> Result<Arc<Self>, CieError> {
                let code = secret::$name::new(digits).map_err(cie_core::error::Error::from)?;
                Ok(Arc::new(Self(code)))
            }
        }
    };
}

code! {
    /// The PIN: 8 digits. They are overwritten when the object is destroyed,
    /// and nothing shows them.
    Pin
}

code! {
    /// The PUK, which unblocks the PIN: 8 digits. They are overwritten when the
    /// object is destroyed, and nothing shows them.
    Puk
}
