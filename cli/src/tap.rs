//! One tap: a card, and everything that an operation on it needs.

use cie_core::{
    Card, CardId, CardKind, Error, LastTry, Limits, LinkError, Traffic, Transceive,
    memory::{TryMemory as _, VolatileMemory},
};
use cie_sim::{AnyProfile, Faults, Options, SimulatedReader, cns};

use crate::{
    App, args,
    failure::Failure,
    memory::{FileMemory, StateFolder},
    output::{About, to_stderr},
    random,
    readers::Reader,
    system,
    text::problem,
    watch::{FileTrace, Line, Watch},
};

/// A reader with what is remembered of the cards in it.
pub(crate) struct Tap<'a> {
    app: &'a App,
    card: &'a args::Card,
    reader: Reader,
    folder: StateFolder,
    memory: FileMemory,
    trace: Option<FileTrace>,
}

/// What the person has agreed to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Consent {
    /// Of the last try of a code.
    pub(crate) last_try: LastTry,
    /// That this kind of card gets the codes, and no other.
    pub(crate) only: Option<CardKind>,
}

impl<'a> Tap<'a> {
    /// Takes the state folder for this process and opens what is in it.
    ///
    /// # Errors
    /// `busy`, `memory_unavailable`; a trace that cannot be written.
    pub(crate) fn prepare(
        app: &'a App,
        card: &'a args::Card,
        reader: Reader,
    ) -> Result<Self, Failure> {
        random::check()?;
        let state = app.state_folder()?;
        let folder = StateFolder::open(&state)?;
        Ok(Self {
            memory: folder.memory(reader.simulated())?,
            trace: match card.trace.as_deref() {
                Some(path) => Some(FileTrace::create(path, &state)?),
                None => None,
            },
            app,
            card,
            reader,
            folder,
        })
    }

    /// Connects to the card and does something with it. Whatever comes of
    /// it, `about` says then what is known of the card and the link.
    ///
    /// # Errors
    /// Those of the reader and of `operation`.
    pub(crate) fn run<T>(
        &mut self,
        consent: Consent,
        about: &mut About,
        operation: impl FnOnce(&mut Card<'_>) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let reader = self.reader.open(self.card.link, &self.folder)?;
        let mut reader = Metered::new(reader);
        let mut watch = Watch {
            line: Line::new(self.app.output.lang),
            trace: self.trace.as_mut(),
            cancel: &self.app.cancel,
        };
        let mut card = Card::new(&mut reader, &mut self.memory)
            .observer(&mut watch)
            .last_try(consent.last_try)
            .only(consent.only);
        let result = operation(&mut card);
        drop(watch);
        let before = about.traffic.unwrap_or_default();
        about.traffic = Some(before + reader.traffic);
        // An error knows its card also when nothing was asked of the memory.
        let of_error = result.as_ref().err().and_then(|error| error.card_id);
        about.card_id = of_error.or(self.memory.seen());
        let simulated = self.reader.simulated().is_some();
        about.simulated = simulated || about.card_id.is_some_and(|id| self.is_simulated(id));
        if let Some(problem) = self.trace.as_ref().and_then(FileTrace::complaint) {
            let text = problem::text(&problem.into(), self.app.output.lang);
            to_stderr(&format!("{}\n", text.message));
        }
        Ok(result?)
    }

    /// Whether the card at hand, wherever it is, has the chip key or the number
    /// of a simulated one, or the key of the other one which a fault makes of
    /// it. Every simulated CIE has the same key; each TS-CNS its number.
    fn is_simulated(&mut self, seen: CardId) -> bool {
        let another = Faults {
            another_card: true,
            ..Faults::default()
        };
        let cie = [Faults::default(), another].map(|faults| (AnyProfile::default(), faults));
        let cns = cns::Profile::ALL.map(|profile| (AnyProfile::Cns(profile), Faults::default()));
        cie.into_iter()
            .chain(cns)
            .any(|(profile, faults)| self.simulated_id(profile, faults) == Some(seen))
    }

    /// The id that the simulated card with these faults has here.
    fn simulated_id(&mut self, profile: AnyProfile, faults: Faults) -> Option<CardId> {
        let options = Options {
            faults,
            ..Options::default()
        };
        let card = profile.card(options, profile.fresh_state());
        let mut reader = SimulatedReader::new(card, Limits::EXTENDED);
        let mut memory = VolatileMemory::of(self.memory.installation().clone());
        let simulated = Card::new(&mut reader, &mut memory).pending();
        simulated.ok().map(|(id, _)| id)
    }
}

/// Notes the reader, and has signals stop an operation where it is safe.
///
/// # Errors
/// `reader_unavailable`.
pub(crate) fn find_reader(
    app: &App,
    card: &args::Card,
    about: &mut About,
) -> Result<Reader, Failure> {
    let cancel = app.cancel.clone();
    // Without, a signal ends the process as it always does.
    let _ = system::instead_of_ending(move || cancel.cancel());
    let reader = Reader::find(&card.reader)?;
    about.reader = Some(reader.to_string());
    about.simulated = reader.simulated().is_some();
    Ok(reader)
}

/// Counts what goes over the link, also when the operation fails.
pub(crate) struct Metered<T> {
    card: T,
    pub(crate) traffic: Traffic,
}

impl<T: Transceive> Metered<T> {
    pub(crate) fn new(card: T) -> Self {
        Self {
            card,
            traffic: Traffic::default(),
        }
    }
}

impl<T: Transceive> Transceive for Metered<T> {
    fn limits(&self) -> Limits {
        self.card.limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.traffic.exchanges += 1;
        self.traffic.bytes_up += command.len() as u64;
        let answer = self.card.transceive(command)?;
        self.traffic.bytes_down += answer.len() as u64;
        Ok(answer)
    }
}
