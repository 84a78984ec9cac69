//! Why the command did not do what it was asked to.

use cie_core::{Error, ErrorKind, LinkError, MalformedCode, memory::MemoryError};
use cie_document::emrtd::mrz::MrzError;
use cie_recovery::{Input, codes::JoinError};

use crate::asked::Asked;

/// Every failure; each becomes one line of JSON or a few for people.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The operation failed, with the core's error.
    Operation(Error),
    /// There is no reader to work with: `reader_unavailable`.
    Reader(ReaderProblem),
    /// Standard input ended before these codes: `malformed_code`.
    MissingCode(Asked),
    /// What was entered is not a machine-readable zone.
    MalformedMrz(MrzError),
    /// The two halves make no code: `malformed_code`.
    MalformedHalves(JoinError),
    /// Something did not go in the demonstration as it must.
    Demo(String),
    /// The simulated card cannot be served, or no longer.
    Serve(String),
    /// The command was called in a wrong way: exit code 2.
    Usage(UsageProblem),
    /// The system gives no random numbers.
    NoRandomness,
}

/// Why there is no reader to work with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "which of them happen depends on the feature pcsc")]
pub(crate) enum ReaderProblem {
    /// This build has no PC/SC.
    BuiltWithoutPcsc,
    /// The PC/SC service does not run.
    NoPcscService,
    /// The PC/SC service says something else.
    PcscService(String),
    /// No reader is connected.
    NoReader,
    /// No reader has this name.
    NoSuchReader,
    /// Several readers have this in their names.
    AmbiguousName,
    /// The reader, or every reader, is empty.
    NoCard,
    /// Several readers hold a card.
    SeveralCards,
    /// No card process answers there.
    Unreachable(String),
    /// The simulated card's file cannot be used.
    SimulatedState(String),
}

/// How the command was called wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UsageProblem {
    /// An argument looks like a code. It is not repeated.
    CodeOnCommandLine,
    /// The arguments make no sense; why, in one line.
    Arguments(String),
    /// Those of `cie recover` make no sense; why, in one line.
    Recover(String),
    /// These answers cannot all be right.
    Contradiction(Vec<(Input, String)>),
    /// The option of this input takes a date or a time, and this is not one. It is not
    /// repeated.
    Date(Input),
    /// The trace cannot be written.
    Trace(String),
    /// Another file cannot be read or written; which, and why.
    File(String),
    /// This file is already there, and is not written over.
    FileExists(String),
    /// The folder of this file is not there.
    NoFolder(String),
    /// There is neither a state folder nor a home to put it in.
    NoStateFolder,
    /// The option of this input does not take what was given. It is not
    /// repeated.
    Value(Input),
    /// Whether the code of this input is lost, or the card, is not clear.
    LostCodeOrCard(Input),
    /// A plan is to be written, and these are not answered yet.
    OpenQuestions(Vec<Input>),
    /// No operation takes this code.
    OnlyShown,
    /// The halves look swapped, and either order may cost a try.
    MaybeSwapped,
}

impl Failure {
    /// The stable code for programs.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Operation(error) => error.code().name(),
            Self::Reader(_) => "reader_unavailable",
            Self::MissingCode(_) | Self::MalformedHalves(_) => "malformed_code",
            Self::MalformedMrz(_) => "malformed_mrz",
            Self::Demo(_) => "demo_failed",
            Self::Serve(_) => "serve_failed",
            Self::Usage(_) => "usage",
            Self::NoRandomness => "no_randomness",
        }
    }

    /// What the process ends with.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            _ => 1,
        }
    }

    /// The core's error that comes closest, for its sentences.
    pub(crate) fn as_error(&self) -> Option<Error> {
        match self {
            Self::Operation(error) => Some(error.clone()),
            Self::MissingCode(asked) => {
                let why = asked.wrong_length(0);
                Some(Error::at_start(why.unwrap_or(MalformedCode::NotDigits)))
            }
            Self::Reader(_)
            | Self::MalformedMrz(_)
            | Self::MalformedHalves(_)
            | Self::Demo(_)
            | Self::Serve(_)
            | Self::Usage(_)
            | Self::NoRandomness => None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Operation(error)
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self::Operation(Error::at_start(kind))
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Self {
        ErrorKind::from(error).into()
    }
}

impl From<MemoryError> for Failure {
    fn from(error: MemoryError) -> Self {
        ErrorKind::from(error).into()
    }
}

impl From<MalformedCode> for Failure {
    fn from(error: MalformedCode) -> Self {
        ErrorKind::from(error).into()
    }
}

impl From<MrzError> for Failure {
    fn from(error: MrzError) -> Self {
        Self::MalformedMrz(error)
    }
}

impl From<JoinError> for Failure {
    fn from(error: JoinError) -> Self {
        Self::MalformedHalves(error)
    }
}

impl From<ReaderProblem> for Failure {
    fn from(problem: ReaderProblem) -> Self {
        Self::Reader(problem)
    }
}

impl From<UsageProblem> for Failure {
    fn from(problem: UsageProblem) -> Self {
        Self::Usage(problem)
    }
}
