//! Extended length: what is known of it between this card and this link, and
//! how that becomes known.

use super::Link;
use crate::{
    apdu::{Command, Form, Response, StatusWord, command::ins},
    bytes::tlv::Tlv,
    channel::ChannelError,
    phase::Phase,
    trace::Event,
    transceive::{Limits, LinkError},
};

/// Bytes that a link must carry down for extended commands to be of use.
const SMALLEST_EXTENDED: usize = 1024;

/// What is known of extended length between this card and this link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extended {
    /// The link can; the card has not been asked.
    Untried,
    /// The first extended command is on its way.
    OnTrial,
    /// The card took an extended command.
    Works,
    /// The card took one and refused a later one: start again without.
    Refused,
    /// The link cannot, or the card does not.
    Off,
}

/// An extended command at which the link was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostExtended {
    /// CLA, INS, P1 and P2.
    pub header: [u8; 4],
    /// Whether it was the one by which extended length is tried out.
    pub first: bool,
}

impl Extended {
    /// What a link's limits say. Answers whose length is not known beforehand,
    /// keys and signatures under protection, must fit: a shorter link works
    /// with short commands.
    pub(super) const fn of(limits: &Limits) -> Self {
        if limits.extended && limits.max_response >= SMALLEST_EXTENDED {
            Self::Untried
        } else {
            Self::Off
        }
    }
}

impl Link<'_> {
    /// Whether commands may be extended: the link can and the card took one.
    #[must_use]
    pub fn extended_works(&self) -> bool {
        matches!(self.extended, Extended::OnTrial | Extended::Works)
    }

    /// After a failure: whether it was a refused extended command. If so,
    /// commands are short from here on, and the caller starts again.
    pub fn fall_back_to_short(&mut self) -> bool {
        let refused = self.extended == Extended::Refused;
        if refused {
            self.extended = Extended::Off;
            self.steps.restart();
            self.phase = Phase::Start;
            self.observer.event(&Event::ShortOnly);
        }
        refused
    }

    /// After a failure: whether it was a read that a card refused in clear and
    /// that a shorter one may avoid. If so, files are read in small blocks and
    /// commands are short from here on, and the caller starts again; not when a
    /// password would be sent a second time ([`Self::forbid_restart`]).
    pub fn starts_again_small(&mut self) -> bool {
        let refused = self.blocks.ended_the_channel() && self.may_start_again;
        if refused {
            self.blocks = self.blocks.of_next_channel();
            self.extended = Extended::Off;
            self.steps.restart();
            self.phase = Phase::Start;
            self.observer.event(&Event::SmallBlocks);
        }
        refused
    }

    /// A password goes to the card now that starting again would send a second
    /// time: [`Self::fall_back_to_short`] and [`Self::starts_again_small`] are
    /// `false` from here on.
    pub const fn forbid_restart(&mut self) {
        self.may_start_again = false;
    }

    /// Whether an operation may still start again.
    #[must_use]
    pub const fn may_start_again(&self) -> bool {
        self.may_start_again
    }

    pub(in crate::channel) fn refused_extended(&mut self, status: StatusWord) -> ChannelError {
        self.extended = if self.may_start_again {
            Extended::Refused
        } else {
            Extended::Off
        };
        ChannelError::ExtendedRefused(status)
    }

    /// Commands are short from here on; what was agreed with the card stays.
    pub(in crate::channel) fn short_from_here_on(&mut self) {
        self.extended = Extended::Off;
        self.observer.event(&Event::ShortOnly);
    }

    /// Sends the first command whose answer may be long, in extended form if
    /// that has not been tried yet, and notes whether the card takes it. A
    /// card or link that refuses it, or gives anything but one whole data object,
    /// is asked again in short form: this is in clear, of no effect on the card,
    /// and long before any code.
    ///
    /// # Errors
    /// Those of [`Self::exchange`].
    pub fn probe(&mut self, command: &Command) -> Result<Response, ChannelError> {
        if self.extended != Extended::Untried {
            return self.exchange(command);
        }
        self.extended = Extended::OnTrial;
        match self.exchange(command) {
            Ok(Response { data, status }) if status.is_ok() && Tlv::single(&data).is_ok() => {
                self.extended = Extended::Works;
                Ok(Response { data, status })
            }
            Ok(_) | Err(ChannelError::ExtendedRefused(_) | ChannelError::Misbehaved(_)) => {
                self.extended = Extended::Off;
                self.observer.event(&Event::ShortOnly);
                self.exchange(command)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the link could carry extended commands, whatever the card says.
    #[must_use]
    pub fn may_be_extended(&self) -> bool {
        !matches!(self.extended, Extended::Refused | Extended::Off)
    }

    /// Uses short commands from here on, without asking the card.
    pub fn take_short(&mut self) {
        if self.extended != Extended::Off {
            self.extended = Extended::Off;
            self.observer.event(&Event::ShortOnly);
        }
    }

    /// The extended command at which the link was lost, if it was at one.
    #[must_use]
    pub const fn lost_extended(&self) -> Option<LostExtended> {
        self.lost_extended
    }

    /// The last command, if it was extended.
    #[must_use]
    pub const fn last_extended(&self) -> Option<LostExtended> {
        self.last_extended
    }

    /// Notes what goes over the link. GET RESPONSE belongs to the command whose
    /// answer it fetches.
    pub(super) fn sent(&mut self, command: &Command, form: Form) {
        if command.ins == ins::GET_RESPONSE {
            return;
        }
        let Command {
            cla, ins, p1, p2, ..
        } = *command;
        self.last_extended = (form == Form::Extended).then_some(LostExtended {
            header: [cla, ins, p1, p2],
            first: self.extended == Extended::OnTrial,
        });
    }

    /// Notes the loss of the link. A reader that cannot carry an extended
    /// command across, and says so by failing, is as good as lost.
    pub(super) fn lost(&mut self, form: Form, error: &LinkError) {
        let gone = matches!(
            error,
            LinkError::Lost | LinkError::Unavailable(_) | LinkError::Unsupported(_)
        );
        if gone && form == Form::Extended {
            self.lost_extended = self.last_extended;
        }
    }

    /// Uses extended commands from here on where the link can, without asking
    /// the card: the travel-document application has no other way for its
    /// long steps (ICAO Doc 9303-10 section 3.6.4), and nothing long comes
    /// before the signature of a TS-CNS.
    pub fn assume_extended(&mut self) {
        if self.extended == Extended::Untried {
            self.extended = Extended::Works;
        }
    }
}

/// Status words by which cards say, in one way or another, that they do not
/// understand extended length fields or the longer data objects under them.
#[must_use]
pub(in crate::channel) const fn refuses_extended(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::WRONG_LENGTH
            | StatusWord::LAST_OF_CHAIN_EXPECTED
            | StatusWord::CHAINING_NOT_SUPPORTED
            | StatusWord::SM_OBJECTS_MISSING
            | StatusWord::SM_OBJECTS_INCORRECT
            | StatusWord::CLA_NOT_SUPPORTED
            | StatusWord::NO_DIAGNOSIS
    )
}
