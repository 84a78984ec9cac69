//! Exchanges under secure messaging.
//!
//! Success is only a status word whose checksum was verified. Anything else
//! closes the channel for good.

use super::{
    ChannelError,
    plain::{Link, refuses_extended},
    secure::{SecureError, SecureMessaging},
    ssc::Ssc,
};
use crate::apdu::{Command, Form, Le, Response, command::ins};

/// Data bytes of one protected short command. Longer data are chained, each
/// piece protected by itself (italia/cie-middleware-linux, `IAS.cpp`:
/// `0xE7`).
const SHORT_PIECE: usize = 231;

/// Bytes that protection adds at most: `87` with a three-byte length and the
/// padding indicator, a block of padding, `97`, `8E`, and the length fields.
const OVERHEAD: usize = 5 + 16 + 4 + 10 + 9;

/// A link with a channel.
pub struct ProtectedLink<'l, 'a> {
    link: &'l mut Link<'a>,
    messaging: Option<SecureMessaging>,
}

impl<'l, 'a> ProtectedLink<'l, 'a> {
    /// Every exchange over `link` is protected from here on.
    #[must_use]
    pub const fn new(link: &'l mut Link<'a>, messaging: SecureMessaging) -> Self {
        Self {
            link,
            messaging: Some(messaging),
        }
    }

    /// Whether the channel stands: nothing has closed it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.messaging.is_some()
    }

    /// The link beneath, for phases, traffic and errors.
    pub const fn link(&mut self) -> &mut Link<'a> {
        self.link
    }

    /// Replaces keys and counter after chip authentication.
    pub fn rekey(&mut self, messaging: SecureMessaging) {
        if self.messaging.is_some() {
            self.messaging = Some(messaging);
        }
    }

    /// Replaces the counter after device authentication.
    pub const fn reseed(&mut self, ssc: Ssc) {
        if let Some(messaging) = &mut self.messaging {
            messaging.reseed(ssc);
        }
    }

    /// One logical exchange; the response's status word is the protected one.
    ///
    /// # Errors
    /// [`ChannelError`]; the channel is closed then.
    pub fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError> {
        if command.is_code_command() {
            return self.exchange_code(command.clone());
        }
        let messaging = self.messaging.take().ok_or(ChannelError::Closed)?;
        self.link.begin_exchange();
        let (messaging, response) = self.run(messaging, command)?;
        self.messaging = Some(messaging);
        Ok(response)
    }

    /// One command with a code, protected and sent once, in one piece and in short
    /// form. It is wiped when it is protected: while it is on its way there is no
    /// copy of the code beside the caller's.
    ///
    /// # Errors
    /// [`ChannelError`]; the channel is closed then.
    pub fn exchange_code(&mut self, command: Command) -> Result<Response, ChannelError> {
        let mut messaging = self.messaging.take().ok_or(ChannelError::Closed)?;
        if command.data.len() > self.short_piece() {
            return Err(ChannelError::LinkTooShort);
        }
        self.link.begin_exchange();
        let odd = command.ins % 2 == 1;
        let command = command.le(Le::None);
        let outer_le = self.link.short_le(Le::Max);
        let sent = messaging
            .protect(&command, Form::Short, outer_le)
            .map_err(broken)?;
        drop(command);
        let answer = self.link.collect(&sent, Form::Short)?;
        let response = self.opened(&mut messaging, &answer, odd)?;
        if response.status.correct_le().is_some() {
            return Err(ChannelError::RepeatRefused(response.status));
        }
        self.messaging = Some(messaging);
        Ok(response)
    }

    /// Data bytes of one protected short command over this link.
    fn short_piece(&self) -> usize {
        SHORT_PIECE.min(self.link.limits().max_command.saturating_sub(OVERHEAD))
    }

    /// Opens an answer, which has to be protected.
    fn opened(
        &mut self,
        messaging: &mut SecureMessaging,
        answer: &Response,
        odd: bool,
    ) -> Result<Response, ChannelError> {
        if answer.data.is_empty() {
            return Err(ChannelError::Unprotected(answer.status));
        }
        let response = messaging.open_response(answer, odd).map_err(broken)?;
        self.link.opened(&response);
        Ok(response)
    }

    fn run(
        &mut self,
        mut messaging: SecureMessaging,
        command: &Command,
    ) -> Result<(SecureMessaging, Response), ChannelError> {
        let piece_len = self.short_piece();
        let wide =
            command.data.len() > piece_len || matches!(command.le, Le::Max | Le::Exact(257..));
        let fits = command.data.len() + OVERHEAD <= self.link.limits().max_command;
        let small = self.link.blocks().are_kept_small();
        if self.link.extended_works() && wide && fits && !small {
            let response = self.piece(&mut messaging, command, Form::Extended)?;
            if !refuses_extended(response.status) || reads(command) {
                return Ok((messaging, response));
            }
            // Refused under the checksum: the channel stays, and the command
            // goes once more in short form.
            self.link.short_from_here_on();
        }
        let last_le = self.link.short_le(command.le);
        let (pieces, last) = super::chain(command, piece_len, last_le)?;
        for piece in pieces {
            let response = self.piece(&mut messaging, &piece, Form::Short)?;
            if !response.status.is_ok() {
                return Ok((messaging, response));
            }
        }
        let response = self.piece(&mut messaging, &last, Form::Short)?;
        Ok((messaging, response))
    }

    /// Protects, sends and opens one command APDU.
    fn piece(
        &mut self,
        messaging: &mut SecureMessaging,
        command: &Command,
        form: Form,
    ) -> Result<Response, ChannelError> {
        let outer_le = match form {
            Form::Short => self.link.short_le(Le::Max),
            Form::Extended => Le::Max,
        };
        let mut sent = messaging.protect(command, form, outer_le).map_err(broken)?;
        let mut answer = self.link.collect(&sent, form)?;
        if let (true, Some(correct)) = (answer.data.is_empty(), answer.status.correct_le()) {
            // Rejected before the protection was looked at: the counter of
            // the card did not move. `collect` excludes codes.
            messaging.step_back();
            let again = command.clone().le(Le::Exact(u32::from(correct)));
            sent = messaging.protect(&again, form, outer_le).map_err(broken)?;
            answer = self.link.collect(&sent, form)?;
        }
        let short = form == Form::Extended && refuses_extended(answer.status);
        if answer.data.is_empty() && short {
            return Err(self.link.refused_extended(answer.status));
        }
        self.opened(messaging, &answer, command.ins % 2 == 1)
    }
}

/// Whether a refused length is the reader's to deal with, who asks for less.
const fn reads(command: &Command) -> bool {
    matches!(command.ins, ins::READ_BINARY | ins::READ_BINARY_ODD)
}

fn broken(error: SecureError) -> ChannelError {
    ChannelError::Misbehaved(match error {
        SecureError::Missing => "a protected answer without checksum or status",
        SecureError::Incorrect => "a malformed protected answer",
        SecureError::Checksum => "a checksum that does not match",
        SecureError::Cipher(_) => "keys of the wrong length",
    })
}
