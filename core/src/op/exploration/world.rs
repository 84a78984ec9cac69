//! A card whose tries are known, and every answer that it, or something on the
//! link, may give.

use core::cell::Cell;

use super::{Known, Ledger, OneRecord, Pin, Puk, Session, State, Step, TryRecord};
use crate::{
    apdu::{Command, StatusWord},
    app::code::{CodeAnswer, CodeCard, CodeCommand, CodeForm},
    card::LastTry,
    channel::plain::Link,
    error::{Error, ErrorKind},
    op::Settlement,
    transceive::{Limits, LinkError, Transceive},
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey, Pending},
};

/// The tries that the card really has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Counters {
    pub(super) pin: u8,
    pub(super) puk: u8,
}

impl Counters {
    pub(super) const fn full(kind: CardKind) -> Self {
        let puk = match kind {
            CardKind::Cie => 10,
            CardKind::TsCns => 3,
        };
        Self { pin: 3, puk }
    }

    pub(super) const fn of(self, code: CodeKind) -> u8 {
        match code {
            CodeKind::Pin => self.pin,
            CodeKind::Puk => self.puk,
        }
    }

    const fn count(&mut self, code: CodeKind) {
        match code {
            CodeKind::Pin => self.pin -= 1,
            CodeKind::Puk => self.puk -= 1,
        }
    }
}

/// Codes of which it is known whether they are right.
pub(super) struct Codes {
    right: Pin,
    wrong: Pin,
    /// Another one: nobody takes the same PIN for the old and the new one.
    wrong_old: Pin,
    pub(super) new: Pin,
    right_puk: Puk,
    wrong_puk: Puk,
    pub(super) card: CardId,
}

impl Codes {
    pub(super) fn new() -> Self {
        let pin = |digits: &[u8]| Pin::new(digits).unwrap();
        let puk = |digits: &[u8]| Puk::new(digits).unwrap();
        Self {
            right: pin(b"24681357"),
            wrong: pin(b"11112222"),
            wrong_old: pin(b"22221111"),
            new: pin(b"31415927"),
            right_puk: puk(b"13572468"),
            wrong_puk: puk(b"99998888"),
            card: CardId::derive(&InstallationKey::new([0; 32]), b"the card"),
        }
    }

    pub(super) const fn pin(&self, right: bool) -> &Pin {
        if right { &self.right } else { &self.wrong }
    }

    /// Beside another PIN.
    pub(super) const fn old_pin(&self, right: bool) -> &Pin {
        if right { &self.right } else { &self.wrong_old }
    }

    pub(super) const fn puk(&self, right: bool) -> &Puk {
        if right {
            &self.right_puk
        } else {
            &self.wrong_puk
        }
    }
}

/// Every answer, by whether the code is right and how many tries it has left.
pub(super) struct Answers {
    kind: CardKind,
    /// Of commands that use no try.
    free: Vec<(CodeAnswer, Effect)>,
    /// By tries left.
    wrong: Vec<Vec<(CodeAnswer, Effect)>>,
    right: Vec<Vec<(CodeAnswer, Effect)>>,
}

impl Answers {
    pub(super) fn new(kind: CardKind) -> Self {
        let by_tries = |right| {
            let most = Counters::full(kind).puk.max(3);
            let of = |left| answers(kind, right, Some(left));
            (0..=most).map(of).collect()
        };
        Self {
            kind,
            free: answers(kind, true, None),
            wrong: by_tries(false),
            right: by_tries(true),
        }
    }

    pub(super) fn to(
        &self,
        command: Pending,
        right: bool,
        counters: Counters,
    ) -> &[(CodeAnswer, Effect)] {
        let Some(code) = command.spends() else {
            return &self.free;
        };
        let by_tries = if right { &self.right } else { &self.wrong };
        &by_tries[usize::from(counters.of(code))]
    }
}

/// What the card did with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    CarriedOut,
    Counted,
    Nothing,
}

/// One command with a code, and what came of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) command: Pending,
    pub(super) answer: CodeAnswer,
    /// The record while the command was on its way.
    pub(super) spent: TryRecord,
    pub(super) before: Counters,
    pub(super) after: Counters,
    pub(super) choice: usize,
    pub(super) choices: usize,
}

/// One operation, from its first command with a code to its end.
pub(super) struct Run {
    pub(super) log: Vec<Entry>,
    pub(super) after: State,
    pub(super) result: Result<Option<Settlement>, Error>,
}

impl Run {
    /// The answers of the next run: the last that has another behind it is that
    /// one. `None` behind the last run.
    pub(super) fn next_script(&self) -> Option<Vec<usize>> {
        let mut script: Vec<_> = self.log.iter().map(|entry| entry.choice).collect();
        while let Some(last) = script.pop() {
            if last + 1 < self.log[script.len()].choices {
                script.push(last + 1);
                return Some(script);
            }
        }
        None
    }

    /// Whether it may have ended because nobody gave leave.
    pub(super) fn was_refused_here(&self) -> bool {
        let kind = self.result.as_ref().map_err(|error| &error.kind);
        matches!(
            kind,
            Err(ErrorKind::LastTry { .. }
                | ErrorKind::PinBlocked { confirmed: false }
                | ErrorKind::PukBlocked { confirmed: false })
        )
    }
}

/// The card of one run.
pub(super) struct World<'w> {
    link: Link<'w>,
    answers: &'w Answers,
    puk_resets: bool,
    codes: &'w Codes,
    record: &'w Cell<TryRecord>,
    counters: Counters,
    /// Which of its answers the card gives to which command; the first to all
    /// that come behind.
    script: &'w [usize],
    log: Vec<Entry>,
}

struct NoLink;

impl Transceive for NoLink {
    fn limits(&self) -> Limits {
        Limits::SHORT
    }

    fn transceive(&mut self, _: &[u8]) -> Result<Vec<u8>, LinkError> {
        Err(LinkError::Lost)
    }
}

/// Runs a step on a card with these answers, whose PUK counter a right PUK
/// resets or leaves.
pub(super) fn run(
    (answers, puk_resets): (&Answers, bool),
    state: State,
    step: Step,
    last_try: LastTry,
    codes: &Codes,
    script: &[usize],
) -> Run {
    let record = Cell::new(state.record);
    let (mut link, mut nobody) = (NoLink, ());
    let mut memory = OneRecord(&record);
    let known = Known {
        kind: answers.kind,
        id: codes.card,
        former: None,
    };
    let mut session = Session::new(
        World {
            link: Link::new(&mut link, &mut nobody, 1).unwrap(),
            answers,
            puk_resets,
            codes,
            record: &record,
            counters: state.counters,
            script,
            log: Vec::new(),
        },
        Ledger::open(&mut memory, &known).unwrap(),
        last_try,
    );
    let result = step.run(codes, &mut session);
    let World { log, counters, .. } = session.card;
    Run {
        log,
        after: State {
            record: record.get(),
            counters,
        },
        result,
    }
}

impl<'w> CodeCard<'w> for World<'w> {
    fn link(&mut self) -> &mut Link<'w> {
        &mut self.link
    }

    fn code_form(&self) -> CodeForm {
        match self.answers.kind {
            CardKind::Cie => CodeForm::Cie,
            CardKind::TsCns => CodeForm::TsCns { reference: 0x10 },
        }
    }

    fn send_once(&mut self, command: Command) -> CodeAnswer {
        let (command, right) = self.understood(&command);
        let before = self.counters;
        let choices = self.answers.to(command, right, before);
        let choice = self.script.get(self.log.len()).copied().unwrap_or(0);
        let (answer, effect) = choices[choice];
        match (effect, command.spends()) {
            (Effect::CarriedOut, _) => self.carry_out(command),
            (Effect::Counted, Some(code)) => self.counters.count(code),
            _ => {}
        }
        self.log.push(Entry {
            command,
            answer,
            spent: self.record.get(),
            before,
            after: self.counters,
            choice,
            choices: choices.len(),
        });
        answer
    }
}

impl World<'_> {
    /// Which command it is, and whether its code is right.
    fn understood(&self, command: &Command) -> (Pending, bool) {
        let Codes {
            right,
            right_puk: puk,
            new,
            ..
        } = self.codes;
        let known = [
            CodeCommand::VerifyPin(right),
            CodeCommand::VerifyPuk(puk),
            CodeCommand::ChangePin { old: right, new },
            CodeCommand::ResetPin(new),
            CodeCommand::ResetCounter,
            CodeCommand::UnblockPin { puk, new },
        ];
        let header = |command: &Command| (command.ins, command.p1, command.p2);
        let form = self.code_form();
        let mut encoded = known.into_iter().filter_map(|known| {
            let encoded = known.encode(form).ok()?;
            (header(&encoded) == header(command)).then_some((known.pending(), encoded))
        });
        let (pending, with_right_codes) = encoded.next_back().expect("a command with a code");
        // The first code is the one that the card checks. What resets comes behind
        // a right PUK.
        let checked = |command: &Command| command.data.get(..8).map(<[u8]>::to_vec);
        let right = pending.spends().is_none() || checked(command) == checked(&with_right_codes);
        (pending, right)
    }

    fn carry_out(&mut self, command: Pending) {
        let full = Counters::full(self.answers.kind);
        if command != Pending::VerifyPuk {
            self.counters.pin = full.pin;
        }
        if command.spends() == Some(CodeKind::Puk) && self.puk_resets {
            self.counters.puk = full.puk;
        }
    }
}

/// Refusals that tell no number: one that names the code, one that does not.
const REFUSALS: [u16; 2] = [0x6300, 0x6A86];
/// A word that does not say whether the command was carried out.
const OTHER: u16 = 0x6F00;
/// Numbers of tries, and "blocked".
const NUMBERS: [u16; 5] = [0x63C1, 0x63C2, 0x63C3, 0x63CF, 0x6983];

/// Every answer to a command that the card can give in this state, with what it
/// did. Of words that mean the same there is one:
/// [`super::classes`] shows that no other differs from them.
fn answers(kind: CardKind, right: bool, left: Option<u8>) -> Vec<(CodeAnswer, Effect)> {
    let effects: &[Effect] = match (left, right) {
        (Some(0), _) => &[Effect::Nothing],
        (_, true) => &[Effect::CarriedOut, Effect::Nothing],
        (_, false) => &[Effect::Counted, Effect::Nothing],
    };
    let mut answers = Vec::new();
    for effect in effects.iter().copied() {
        // Lost on the way there or back, or with a wrong checksum.
        answers.push((CodeAnswer::Unknown, effect));
        let told = left.map(|left| left - u8::from(effect == Effect::Counted));
        let words = told_words(effect, told, kind);
        let honest = words.into_iter().map(StatusWord);
        match kind {
            CardKind::Cie => {
                answers.extend(honest.map(|word| (CodeAnswer::Confirmed(word), effect)));
                // Whoever is on the link makes up what comes in clear.
                let any = [0x9000, OTHER].into_iter().chain(NUMBERS).chain(REFUSALS);
                answers.extend(any.map(|word| (CodeAnswer::Unconfirmed(StatusWord(word)), effect)));
            }
            CardKind::TsCns => {
                answers.extend(honest.map(|word| (CodeAnswer::Plain(word), effect)));
            }
        }
    }
    answers
}

/// The words that the card may answer, to be believed as far as its kind is. The
/// numbers that a TS-CNS tells are anybody's.
fn told_words(effect: Effect, told: Option<u8>, kind: CardKind) -> Vec<u16> {
    let mut words = vec![OTHER];
    if effect == Effect::CarriedOut {
        words.push(0x9000);
        return words;
    }
    words.extend(REFUSALS);
    match (kind, told) {
        (CardKind::TsCns, _) | (_, None) => words.extend(NUMBERS),
        (CardKind::Cie, Some(left)) => {
            words.push(0x63C0 | u16::from(left));
            words.extend((left == 0).then_some(0x6983));
        }
    }
    words
}
