//! Responses longer than asked for: `61xx` and GET RESPONSE (ISO/IEC 7816-4, 11.8.1).

use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};
use zeroize::Zeroizing;

use super::Interface;

/// What a command is answered with: a response, or only a status word.
pub(crate) type Answer = Result<Response, StatusWord>;

/// Success without data.
pub(crate) fn ok() -> Response {
    Response::status(StatusWord::OK)
}

/// Success with data.
pub(crate) fn ok_with(data: Vec<u8>) -> Response {
    Response::new(data, StatusWord::OK)
}

/// The rest of a response, to be fetched by GET RESPONSE.
#[derive(Clone)]
pub(super) struct Pending {
    data: Zeroizing<Vec<u8>>,
    status: StatusWord,
}

/// Le as a number: all there is means 256 bytes in a short Le field and 65,536 in an extended one.
pub(crate) const fn counted(le: Le, form: Form) -> Le {
    match (le, form) {
        (Le::Max, Form::Short) => Le::Exact(256),
        (Le::Max, Form::Extended) => Le::Exact(65_536),
        (le, _) => le,
    }
}

/// Ne of a command that reads. A command without Le gets what a short one could ask for, behind
/// `61xx`.
pub(crate) const fn expected(le: Le) -> usize {
    match le {
        Le::Exact(n) => n as usize,
        Le::None | Le::Max => 256,
    }
}

impl Interface {
    /// GET RESPONSE. It is never protected itself and does not end secure messaging, whichever
    /// class it comes with: italia/cie-middleware-linux uses `0C` in places, all others `00`.
    pub(crate) fn get_response(&mut self, exchange: u32, command: &Command) -> Response {
        self.break_chain();
        let response = match self.pending.take() {
            Some(Pending { data, status }) => self.split(command.le, Response { data, status }),
            None => Response::status(StatusWord::CONDITIONS_NOT_SATISFIED),
        };
        self.record(exchange, false, command, response.status);
        response
    }

    /// Keeps back what the command did not ask for. Without Le that is everything: terminals send
    /// several commands so and fetch the answer.
    pub(crate) fn split(&mut self, le: Le, response: Response) -> Response {
        let most = match le {
            Le::None => 0,
            Le::Exact(n) => n as usize,
            Le::Max => usize::MAX,
        };
        let Some((now, later)) = response.data.split_at_checked(most) else {
            return response;
        };
        if later.is_empty() {
            return response;
        }
        // 00 stands for "256 or more".
        let left = u8::try_from(later.len()).unwrap_or(0);
        let first = Response::new(now.to_vec(), StatusWord(u16::from_be_bytes([0x61, left])));
        self.pending = Some(Pending {
            data: Zeroizing::new(later.to_vec()),
            status: response.status,
        });
        first
    }

    /// Forgets what waits for GET RESPONSE.
    pub(crate) fn drop_pending(&mut self) {
        self.pending = None;
    }
}
