//! Turns the knobs by name, as the command and the tests do.

use core::str::FromStr;

use cie_core::agreement::pace::LeadingZeros;

use super::{BadGroup, BadKey, EndOfFile, FaultError, Faults};

impl Faults {
    /// Sets the knobs of a list of `NAME` and `NAME=VALUE`.
    ///
    /// # Errors
    /// [`FaultError`] for the first text that is not a fault.
    pub fn parse<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Self, FaultError> {
        let mut faults = Self::default();
        for text in texts {
            faults.set(text.as_ref())?;
        }
        Ok(faults)
    }

    /// Sets one knob: `NAME` or `NAME=VALUE`.
    ///
    /// # Errors
    /// [`FaultError`]; nothing is changed then.
    pub fn set(&mut self, text: &str) -> Result<(), FaultError> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let knob = Self::KNOBS
            .iter()
            .find(|knob| knob.name == name)
            .ok_or_else(|| FaultError::Unknown(name.to_owned()))?;
        self.turn(knob.name, value).ok_or(FaultError::Value {
            name: knob.name,
            value: knob.value,
        })
    }

    fn turn(&mut self, name: &str, value: Option<&str>) -> Option<()> {
        let set = |flag: &mut bool| {
            *flag = true;
            value.is_none().then_some(())
        };
        match name {
            "drop-before" => self.drop_before = Some(number(value?)?),
            "drop-after" => self.drop_after = Some(number(value?)?),
            "corrupt-mac" => self.corrupt_mac = Some(number(value?)?),
            "eof" => self.end_of_file = end_of_file(value?)?,
            "plain-status-on-code" => self.plain_status_on_code = Some(status_word(value?)?),
            "bad-group" => self.bad_group = Some(bad_group(value?)?),
            "seed" => self.seed = Some(number(value?)?),
            "garbage" => self.garbage = Some(value.map_or(Some(0), number)?),
            "empty" => self.empty = Some(value.map_or(Some(0), number)?),
            "endless-61" => self.endless_61 = Some(value.map_or(Some(0), number)?),
            "mute-on-extended" => return set(&mut self.mute_on_extended),
            "outer-inner" => return set(&mut self.outer_is_inner),
            "reorder-children" => return set(&mut self.reorder_children),
            "wrong-le-on-code" => return set(&mut self.wrong_le_on_code),
            "wrong-can-status" => self.wrong_can_status = Some(status_word(value?)?),
            "can-delay" => self.can_delay = Some(number(value?)?),
            "bad-mapping-key" => self.bad_mapping_key = Some(bad_key(value?)?),
            "bad-ephemeral-key" => self.bad_ephemeral_key = Some(bad_key(value?)?),
            "leading-zeros" => self.leading_zeros = leading_zeros(value?)?,
            "modified-dg" => self.modified_group = Some(number(value?)?),
            "wrong-nonce" => return set(&mut self.wrong_nonce),
            "wrong-token" => return set(&mut self.wrong_token),
            "nonce" => self.nonce_len = Some(nonce_len(value?)?),
            "parameter-id-demanded" => {
                self.parameter_id_demanded = Some(value.map_or(Some(0x6A88), status_word)?);
            }
            "hidden-card-access" => return set(&mut self.hidden_card_access),
            "hidden-cie" => return set(&mut self.hidden_cie),
            "most-read" => self.most_read = Some(limit(value?)?),
            "most-read-in-clear" => self.most_read_in_clear = Some(limit(value?)?),
            "refused-short-id" => self.refused_short_identifier = Some(status_word(value?)?),
            "card-access-differs" => return set(&mut self.card_access_differs),
            "unknown-security-info" => return set(&mut self.unknown_security_info),
            "other-chip-key" => return set(&mut self.other_chip_key),
            "refused-proof" => self.refused_proof = Some(status_word(value?)?),
            "refused-dg" => self.refused_group = Some(limit(value?)?),
            "another-card" => return set(&mut self.another_card),
            "no-q" => return set(&mut self.no_q),
            "wrong-chip-signature" => return set(&mut self.wrong_chip_signature),
            "reset-needs-2c03" => return set(&mut self.reset_needs_2c03),
            "immediate-6983" => return set(&mut self.immediate_6983),
            "single-get-only" => return set(&mut self.single_get_only),
            "empty-verify-counts" => return set(&mut self.empty_verify_counts),
            _ => return None,
        }
        Some(())
    }
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn status_word(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("SW").unwrap_or(text);
    (digits.len() == 4)
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

/// A number and the status word that goes with it.
fn limit<T: FromStr>(text: &str) -> Option<(T, u16)> {
    let (n, status) = text.split_once(':')?;
    Some((number(n)?, status_word(status)?))
}

fn nonce_len(text: &str) -> Option<usize> {
    match text {
        "8" => Some(8),
        "16" => Some(16),
        _ => None,
    }
}

fn end_of_file(text: &str) -> Option<EndOfFile> {
    Some(match text {
        "short-9000" => EndOfFile::ShortOk,
        "6282" => EndOfFile::Warning,
        "6b00" => EndOfFile::Refused,
        "6cxx" => EndOfFile::CorrectLength,
        "empty-9000" => EndOfFile::EmptyOk,
        _ => return None,
    })
}

fn bad_group(text: &str) -> Option<BadGroup> {
    Some(match text {
        "even-p" => BadGroup::EvenP,
        "short-p" => BadGroup::ShortP,
        "g-one" => BadGroup::GeneratorOne,
        "y-zero" => BadGroup::PublicZero,
        "y-one" => BadGroup::PublicOne,
        "y-minus-one" => BadGroup::PublicMinusOne,
        "y-outside" => BadGroup::PublicOutsideSubgroup,
        _ => return None,
    })
}

fn bad_key(text: &str) -> Option<BadKey> {
    Some(match text {
        "own" => BadKey::Own,
        "neutral" => BadKey::Neutral,
        "outside" => BadKey::Outside,
        _ => return None,
    })
}

fn leading_zeros(text: &str) -> Option<LeadingZeros> {
    Some(match text {
        "avoid" => LeadingZeros::Avoid,
        "send" => LeadingZeros::Send,
        "leave-out" => LeadingZeros::LeaveOut,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{super::Knob, *};

    /// A value that the knob takes.
    fn example(knob: &Knob) -> String {
        let value = match knob.value {
            "" => return knob.name.to_owned(),
            "N" | "[N]" => "3",
            "SWxx" => "9000",
            "[SWxx]" => "6A87",
            "N:SWxx" => "14:6982",
            alternatives => alternatives.split('|').next_back().unwrap(),
        };
        format!("{}={value}", knob.name)
    }

    #[test]
    fn every_knob_in_the_list_turns_something() {
        for knob in Faults::KNOBS {
            let faults = Faults::parse([example(knob)]).unwrap();
            assert_ne!(faults, Faults::default(), "{}", knob.name);
        }
    }

    #[test]
    fn every_alternative_in_the_list_is_taken_and_no_two_mean_the_same() {
        for knob in Faults::KNOBS.iter().filter(|knob| knob.value.contains('|')) {
            let mut seen = Vec::new();
            for value in knob.value.split('|') {
                let faults = Faults::parse([format!("{}={value}", knob.name)]).unwrap();
                assert!(!seen.contains(&faults), "{}={value}", knob.name);
                seen.push(faults);
            }
        }
    }

    #[test]
    fn a_wrong_name_or_value_is_refused_and_says_what_is_right() {
        for (text, message) in [
            ("drop", "there is no fault called drop"),
            (
                "drop-before",
                "the fault drop-before is written drop-before=N",
            ),
            (
                "drop-before=x",
                "the fault drop-before is written drop-before=N",
            ),
            (
                "plain-status-on-code=900",
                "the fault plain-status-on-code is written plain-status-on-code=SWxx",
            ),
        ] {
            assert_eq!(Faults::parse([text]).unwrap_err().to_string(), message);
        }
        assert!(Faults::parse(["no-q=1"]).is_err());
    }

    #[test]
    fn a_behaviour_without_a_number_starts_at_the_first_exchange() {
        let faults = Faults::parse(["garbage", "empty=2", "plain-status-on-code=SW63C1"]).unwrap();
        assert_eq!(faults.garbage, Some(0));
        assert_eq!(faults.empty, Some(2));
        assert_eq!(faults.plain_status_on_code, Some(0x63C1));
    }
}
