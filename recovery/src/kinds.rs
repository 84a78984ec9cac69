//! The kinds of things that rows are, with the names that rows and programs use.

use cie_core::named;

named! {
    /// How sure a fact is.
    pub enum Confidence {
        /// One of the two documents says so.
        Source => "source",
        /// Another source says so.
        External => "external",
        /// No source says so in these words: concluded from what is cited.
        Inferred => "inferred",
    }
}

named! {
    /// Who stands behind a source.
    pub enum SourceKind {
        /// One of the two documents that this knowledge begins with.
        Document => "document",
        /// The state, a Region or a health authority.
        Official => "official",
        /// A municipality, for itself.
        Municipality => "municipality",
        /// Anyone else.
        Other => "other",
    }
}

named! {
    /// Of which codes a source speaks.
    pub enum Subject {
        /// Of the first ones, with which a card is activated.
        Activation => "activation",
        /// Of codes that are lost or blocked.
        Lost => "lost",
        /// Of both.
        Both => "both",
    }
}

named! {
    /// What a program with this library does itself in a step.
    pub enum Operation {
        /// Unblocks the PIN with the PUK and sets a new one.
        UnblockPin => "unblock_pin",
    }
}

named! {
    /// For whom a row is. Where a person did not say, the likelier of two holds, and of
    /// a mobile number both.
    pub enum Condition {
        /// Those who give a mobile number as contact.
        Mobile => "mobile",
        /// Those who give none.
        NoMobile => "no_mobile",
        /// Those who have an e-mail address.
        Email => "email",
        /// Those who said that they have none.
        NoEmail => "no_email",
        /// Those who have a phone with NFC.
        Phone => "phone",
        /// Those who said that they have none.
        NoPhone => "no_phone",
        /// Those who have a computer with a reader.
        Reader => "reader",
        /// Those who said that they have none.
        NoReader => "no_reader",
        /// Those whose PIN is blocked, and who have no PUK to unblock it.
        PinBlocked => "pin_blocked",
        /// All others.
        PinNotBlocked => "pin_not_blocked",
        /// Those who lack the PIN, or half of it, and had it once.
        PinLost => "pin_lost",
        /// Those who lack the PUK or the CIP.
        MoreThanPin => "more_than_pin",
        /// Those whose card was never activated.
        FirstCodes => "first_codes",
        /// All others.
        HadCodes => "had_codes",
        /// Those who did not say that they have the card.
        NoCard => "no_card",
        /// Those whose card has expired.
        Expired => "expired",
    }
}

/// Conditions that hold all at once; none at all for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Conditions(pub(super) u16);

impl Conditions {
    /// Whether this one is among them.
    #[must_use]
    pub const fn contains(self, condition: Condition) -> bool {
        self.0 & (1 << condition as u16) != 0
    }

    /// Whether it holds for everybody.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Condition> {
        let all = Condition::ALL.into_iter();
        all.filter(move |one| self.contains(*one))
    }
}

named! {
    /// What a statement is about.
    pub enum Topic {
        /// What a code is for.
        Purpose => "purpose",
        /// How many digits, in which halves.
        Length => "length",
        /// How many wrong entries block.
        Tries => "tries",
        /// How the codes come with a new card.
        Issue => "issue",
        /// How the card is had, and how long it is valid.
        Obtain => "obtain",
        /// Where a new card is asked for, what it costs, and what comes after.
        NewCard => "new_card",
        /// How the codes are first activated.
        Activation => "activation",
        /// What is needed to use the card on line.
        UseOnline => "use_online",
        /// Who may ask.
        Who => "who",
        /// What it costs.
        Cost => "cost",
        /// How long it takes.
        Time => "time",
        /// What is handed out.
        Outcome => "outcome",
        /// What to do when the card is lost.
        Loss => "loss",
        /// What to do when the card is faulty.
        Faulty => "faulty",
        /// How a step is done, in more detail.
        How => "how",
        /// Where sources contradict each other, or themselves.
        Conflict => "conflict",
    }
}

named! {
    /// A kind of thing to bring or to have.
    pub enum DocumentKind {
        /// An identity document.
        IdDocument => "id_document",
        /// A copy of an identity document.
        IdCopy => "id_copy",
        /// The card itself.
        Card => "card",
        /// A copy of the card.
        CardCopy => "card_copy",
        /// A form that is filled in.
        Form => "form",
        /// An e-mail address.
        Email => "email",
        /// An e-mail address or a mobile number.
        EmailOrMobile => "email_or_mobile",
    }
}

named! {
    /// What a contact is.
    pub enum ContactKind {
        /// A telephone number.
        Phone => "phone",
        /// An e-mail address to write to.
        Email => "email",
        /// An e-mail address that writes, so that its message is recognised.
        Sender => "sender",
        /// A page, by its link.
        Web => "web",
    }
}

named! {
    /// From where a number can be called.
    pub enum Reach {
        /// No restriction is stated.
        Any => "any",
        /// From a landline.
        Landline => "landline",
        /// From a mobile phone.
        Mobile => "mobile",
    }
}

named! {
    /// How a step is done.
    pub enum Channel {
        /// With this program and the card.
        Here => "here",
        /// In an app of the state.
        App => "app",
        /// In a program on a computer.
        Program => "program",
        /// At a desk.
        Desk => "desk",
        /// By telephone.
        Phone => "phone",
        /// With a form from a page.
        OnlineForm => "online_form",
        /// By e-mail.
        Email => "email",
        /// In a video call.
        VideoCall => "video_call",
        /// By waiting for something to arrive.
        Wait => "wait",
        /// By looking at what one has, or keeping it.
        Keep => "keep",
    }
}

named! {
    /// A part of the codes.
    pub enum Part {
        /// The first.
        First => "first",
        /// The second.
        Second => "second",
        /// Both at once.
        Both => "both",
        /// The source does not say whether in parts.
        NotStated => "not_stated",
    }
}

named! {
    /// How a part arrives.
    pub enum Carrier {
        /// Over the counter.
        Desk => "desk",
        /// By e-mail.
        Email => "email",
        /// By text message.
        Sms => "sms",
        /// By registered letter.
        Letter => "letter",
    }
}

named! {
    /// When a part arrives.
    pub enum When {
        /// At once.
        AtOnce => "at_once",
        /// Only after the video call.
        AfterVideoCall => "after_video_call",
        /// The source does not say.
        NotStated => "not_stated",
    }
}
