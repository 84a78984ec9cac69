//! What a person may send to those who can help: no code, no key, no number of a card.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{error::ErrorDetails, listener::ListenerError, observe::TraceListener};

/// Lines that are kept, the oldest going first. An operation has some fifty, and reading a photo some
/// hundreds.
const LINES: usize = 400;

/// The version of the library.
#[uniffi::export]
#[must_use]
pub fn sdk_version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Keeps the last lines of the trace, for a report that a person may send. Nothing is kept unless
/// an app makes one of these and gives it to its operations, and it ends with the object. The lines
/// hold headers, lengths and status words, and no data.
#[derive(Default, uniffi::Object)]
pub struct SupportReport {
    lines: Mutex<VecDeque<String>>,
}

#[uniffi::export]
impl SupportReport {
    /// An empty one.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// The report, in English: the library's version, the `device` as the app names it, the error
    /// it is about, and the trace. Show it to the person before it is sent.
    #[must_use]
    pub fn text(&self, device: &str, error: Option<ErrorDetails>) -> String {
        let mut text = format!("cie {}\ndevice: {}\n", sdk_version(), one_line(device));
        if let Some(error) = error {
            // A `String` takes everything.
            let _ = writeln!(text, "error: {}", one_line(&error.to_string()));
            let _ = writeln!(text, "card: {:?}, pending: {:?}", error.card, error.pending);
            let _ = writeln!(text, "next: {:?}", error.next);
        }
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        for line in lines.iter() {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    /// Forgets the lines.
    pub fn clear(&self) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[uniffi::export]
impl TraceListener for SupportReport {
    fn line(&self, line: String) -> Result<(), ListenerError> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(one_line(&line));
        Ok(())
    }
}

/// Without what would make a line look like several.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use cie_core::{CardKind, Error, ErrorKind, Phase};

    use super::*;

    #[test]
    fn a_report_has_the_version_the_device_the_error_and_the_last_lines() {
        let report = SupportReport::new();
        for number in 0..LINES + 7 {
            report.line(format!("line {number}.")).unwrap();
        }
        let error = Error::new(ErrorKind::CardLost, Phase::KeyAgreement).on(CardKind::Cie);
        let text = report.text("a phone\nof mine", Some(ErrorDetails::from(&error)));
        assert!(text.starts_with(&format!("cie {}\ndevice: a phone of mine\n", sdk_version())));
        assert!(text.contains("card_lost") && text.contains("key_agreement"));
        assert!(!text.contains("line 6.") && text.contains("line 7."));
        assert!(text.ends_with(&format!("line {}.\n", LINES + 6)));
        report.clear();
        assert_eq!(report.text("", None).lines().count(), 2);
    }
}
