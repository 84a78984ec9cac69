//! What every simulated card does between the link and what it holds: exchanges are counted, faults
//! of the link take effect, long answers wait for GET RESPONSE, chained commands are put together,
//! and what was received is noted.

mod chain;
mod journal;
mod response;

use cie_core::LinkError;
use cie_core::apdu::command::ins;
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Response},
};
use rand_core::TryRng;

use self::chain::Chain;
pub use self::journal::JournalEntry;
use self::response::Pending;
pub(crate) use self::response::{Answer, counted, expected, ok, ok_with};
use crate::fault::Faults;
use crate::random::Random;
use crate::state::State;

/// A simulated card, whichever it is, as a reader has it: bytes in, bytes out.
pub trait SimulatedCard {
    /// The answer to reset.
    fn atr(&self) -> &'static [u8];

    /// One exchange over a link that the fault knobs may cut.
    ///
    /// # Errors
    /// [`LinkError::Lost`] where a knob says so; the card has lost its power then and is back in
    /// the reader for the next exchange.
    fn exchange(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError>;

    /// A warm reset.
    fn reset(&mut self);

    /// The card leaves the reader or the field and comes back: everything is forgotten but codes
    /// and counters.
    fn leave_field(&mut self);

    /// What the card remembers without power.
    fn state(&self) -> &State;
}

impl<C: SimulatedCard + ?Sized> SimulatedCard for Box<C> {
    fn atr(&self) -> &'static [u8] {
        (**self).atr()
    }

    fn exchange(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        (**self).exchange(command)
    }

    fn reset(&mut self) {
        (**self).reset();
    }

    fn leave_field(&mut self) {
        (**self).leave_field();
    }

    fn state(&self) -> &State {
        (**self).state()
    }
}

/// A chip behind its [`Interface`].
pub(crate) trait Chip {
    fn interface(&mut self) -> &mut Interface;
    fn faults(&self) -> &Faults;
    fn random(&mut self) -> &mut Random;

    /// Loses its power.
    fn lose_power(&mut self);

    /// Whether the card gives no answer to this command, and none to any other until its power was
    /// away.
    fn falls_silent(&mut self, _: &[u8]) -> bool {
        false
    }

    /// Something arrived that is not a command.
    fn receive_nonsense(&mut self);

    /// Answers a command. Its Le is a number, or none.
    fn receive(&mut self, exchange: u32, command: &Command, form: Form) -> Response;

    /// See [`SimulatedCard::exchange`].
    fn exchange_over_link(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let exchange = Some(self.interface().exchanges);
        if self.faults().drop_before == exchange {
            self.interface().count();
            self.lose_power();
            return Err(LinkError::Lost);
        }
        if self.falls_silent(command) {
            self.interface().count();
            return Err(LinkError::Lost);
        }
        let answer = self.answer(command);
        if self.faults().drop_after == exchange {
            self.lose_power();
            return Err(LinkError::Lost);
        }
        Ok(answer)
    }

    /// Answers any bytes. The answer ends with a status word, unless a fault knob says otherwise.
    fn answer(&mut self, command: &[u8]) -> Vec<u8> {
        let exchange = self.interface().count();
        if let Some(answer) = self.misbehave(exchange, command) {
            return answer;
        }
        let response = match Command::parse(command) {
            Ok((mut command, form)) => {
                command.le = counted(command.le, form);
                self.receive(exchange, &command, form)
            }
            Err(_) => {
                self.interface().forget();
                self.receive_nonsense();
                Response::status(StatusWord::WRONG_LENGTH)
            }
        };
        response.encode()
    }

    /// The answer of a card that makes no sense any more.
    fn misbehave(&mut self, exchange: u32, command: &[u8]) -> Option<Vec<u8>> {
        let on = |from: Option<u32>| from.is_some_and(|from| exchange >= from);
        let faults = self.faults();
        if on(faults.empty) {
            Some(Vec::new())
        } else if on(faults.garbage) {
            let random = self.random();
            let [length] = random.bytes();
            let mut answer = vec![0; usize::from(length)];
            let Ok(()) = random.try_fill_bytes(&mut answer);
            Some(answer)
        } else if on(faults.endless_61) {
            let asked = command.get(1) == Some(&ins::GET_RESPONSE);
            let mut answer = vec![0; if asked { 0xFF } else { 0 }];
            answer.extend([0x61, 0xFF]);
            Some(answer)
        } else {
            None
        }
    }
}

/// What a card remembers of the exchanges with it.
#[derive(Clone, Default)]
pub(crate) struct Interface {
    exchanges: u32,
    journal: Vec<JournalEntry>,
    chain: Option<Chain>,
    pending: Option<Pending>,
}

impl Interface {
    /// Exchanges so far, those that were cut included.
    pub(crate) const fn exchanges(&self) -> u32 {
        self.exchanges
    }

    /// Counts an exchange; its number.
    const fn count(&mut self) -> u32 {
        let exchange = self.exchanges;
        self.exchanges = exchange.saturating_add(1);
        exchange
    }

    /// Nothing is being put together any more, and nothing waits.
    pub(crate) fn forget(&mut self) {
        self.break_chain();
        self.drop_pending();
    }
}
