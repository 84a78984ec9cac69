//! The enumerations of the advice, as they cross.

use cie_recovery::{codes, knowledge};

use crate::words::mirror;

mirror! {
    /// Something that the advice can be told.
    SituationInput = cie_recovery::Input {
        /// Which card: `cie`, `ts_cns` or `ts_without_chip`.
        Card,
        /// What there is of the PIN: `known`, `forgotten`, `first_half_missing`,
        /// `second_half_missing`, `both_halves_missing`, `blocked` or
        /// `never_received`; or `lost`, if it is the card itself.
        Pin,
        /// What there is of the PUK.
        Puk,
        /// What there is of the CIP.
        Cip,
        /// Whether the card is lost or stolen: `yes` or `no`.
        CardLost,
        /// Who asks: `holder`, `parent`, `guardian`, `minor` or `other`.
        Requester,
        /// What was given as contact for the CIE: `given`, `not_given`,
        /// `forgotten`, `wrong` or `unknown`.
        Contacts,
        /// The Region, however typed, or `not_said`.
        Region,
        /// The municipality, by name.
        Municipality,
        /// A phone with NFC is at hand: `yes` or `no`.
        NfcPhone,
        /// The card is at hand: `yes` or `no`.
        CardAtHand,
        /// A card reader is at hand: `yes` or `no`.
        Reader,
        /// There is an e-mail address: `yes` or `no`.
        Email,
        /// A mobile number is given as contact: `yes` or `no`.
        Mobile,
        /// Tries that the PIN has left, as the card said: 0 to 15.
        PinTries,
        /// Tries that the PUK has left, as the card said: 0 to 15.
        PukTries,
        /// Until when the card is valid: `YYYY-MM-DD`, or `unlimited`.
        Expires,
        /// Today in Italy: `YYYY-MM-DD`.
        Today,
    }
}

mirror! {
    /// A kind of card.
    RecoveryCard = cie_recovery::Card {
        /// The electronic identity card.
        Cie,
        /// The health card with a chip, which is a national services card.
        TsCns,
        /// The health card without a chip.
        TsWithoutChip,
    }
}

mirror! {
    /// A code of a card.
    RecoveryCode = cie_recovery::Code {
        /// The personal code.
        Pin,
        /// The code that unblocks the PIN.
        Puk,
        /// The code that deactivates a TS-CNS.
        Cip,
    }
}

mirror! {
    /// One of the two halves of a code.
    CodeHalf = codes::Half {
        /// The first.
        First,
        /// The second.
        Second,
    }
}

mirror! {
    /// Why there is no way.
    NoAdviceReason from cie_recovery::Reason {
        /// The card has no chip, so it has no codes.
        NoChip,
        /// The service is for holders.
        OnlyHolder,
        /// For a holder under age, a parent or the guardian has to ask.
        MinorNeedsParent,
        /// A parent cannot ask here for a holder under age.
        NoParentHere,
        /// The PUK is blocked.
        PukBlocked,
        /// The card is lost or stolen.
        CardLost,
    }
}

mirror! {
    /// How a stage follows the one before.
    StageRelation from cie_recovery::Relation {
        /// It is the first one, or comes after the one before.
        Then,
        /// It is for when the one before cannot be had.
        Otherwise,
    }
}

mirror! {
    /// How sure a fact is.
    Confidence from knowledge::Confidence {
        /// One of the two documents that the knowledge begins with says so.
        Source,
        /// Another source says so.
        External,
        /// No source says so in these words: concluded from what is cited.
        Inferred,
    }
}

mirror! {
    /// What a contact is.
    ContactKind from knowledge::ContactKind {
        /// A telephone number.
        Phone,
        /// An e-mail address to write to.
        Email,
        /// An e-mail address that writes, so that its message is recognised.
        Sender,
        /// A page, by its link.
        Web,
    }
}

mirror! {
    /// What an app does itself with the card.
    OperationKind from knowledge::Operation {
        /// Unblocks the PIN with the PUK, or sets a new one.
        UnblockPin,
    }
}

mirror! {
    /// From where a number can be called.
    Reach from knowledge::Reach {
        /// No restriction is stated.
        Any,
        /// From a landline.
        Landline,
        /// From a mobile phone.
        Mobile,
    }
}

mirror! {
    /// How a step is done.
    Channel from knowledge::Channel {
        /// With this app and the card.
        Here,
        /// In an app of the state.
        App,
        /// In a program on a computer.
        Program,
        /// At a desk.
        Desk,
        /// By telephone.
        Phone,
        /// With a form from a page.
        OnlineForm,
        /// By e-mail.
        Email,
        /// In a video call.
        VideoCall,
        /// By waiting for something to arrive.
        Wait,
        /// By looking at what one has, or keeping it.
        Keep,
    }
}
