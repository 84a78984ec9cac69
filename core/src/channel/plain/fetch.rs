//! GET RESPONSE and `6Cxx`: what a card holds ready of an answer is fetched, and
//! a command without a code is repeated with the length that the card gives.

use zeroize::Zeroizing;

use super::{Link, bounds};
use crate::{
    apdu::{Command, Form, Le, Response, command::ins},
    channel::{ChannelError, secure},
};

impl Link<'_> {
    /// Sends one command APDU and collects its answer over GET RESPONSE;
    /// sends it once more with the length that `6Cxx` gives, unless it
    /// carries a code.
    pub(in crate::channel) fn collect(
        &mut self,
        command: &Command,
        form: Form,
    ) -> Result<Response, ChannelError> {
        let response = self.send(command, form)?;
        let Some(correct) = response.status.correct_le() else {
            return self.get_response(command, response);
        };
        if command.is_code_command() {
            return Err(ChannelError::RepeatRefused(response.status));
        }
        if secure::is_secure(command.cla) {
            // The protected Le must change too: see `secured`.
            return Ok(response);
        }
        let again = command.clone().le(Le::Exact(u32::from(correct)));
        let response = self.send(&again, form)?;
        self.get_response(command, response)
    }

    /// Fetches what is left of the answer to `command`. That to a code is
    /// fetched whatever the flag says, since it tells if a try is gone: so it
    /// has no more than a few pieces.
    pub(super) fn get_response(
        &mut self,
        command: &Command,
        first: Response,
    ) -> Result<Response, ChannelError> {
        let mut whole = first;
        let most = if command.is_code_command() {
            bounds::GET_RESPONSE_AFTER_CODE
        } else {
            bounds::GET_RESPONSE
        };
        for fetched in 0..=most {
            let status = whole.status;
            // What is fetched is the answer that the card holds already: a
            // GET RESPONSE with another length repeats no command.
            let corrected = status.correct_le().filter(|_| fetched > 0);
            let Some(available) = status.bytes_available().or(corrected) else {
                return Ok(whole);
            };
            if fetched == most {
                break;
            }
            let ne = u32::from(available).min(self.short_ne());
            if !command.is_code_command() {
                self.check_cancelled()?;
            }
            let more = Command::new(ins::GET_RESPONSE, 0, 0).le(Le::Exact(ne));
            let next = self.transmit(&more, Form::Short)?;
            if next.data.is_empty() && next.status.sw1() == status.sw1() {
                break;
            }
            let mut data = Zeroizing::new(Vec::with_capacity(whole.data.len() + next.data.len()));
            data.extend_from_slice(&whole.data);
            data.extend_from_slice(&next.data);
            whole = Response {
                data,
                status: next.status,
            };
        }
        Err(ChannelError::Misbehaved("the answer does not end"))
    }
}
