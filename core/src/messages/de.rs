//! German.

use super::{
    remedy,
    ts_cns::{self, TsCnsTexts},
    words::Words,
};
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::ErrorCode,
    op::Settlement,
    phase::Phase,
    vocabulary::{CodeKind, Pending},
};

pub(super) struct German;

impl Words for German {
    fn cause(&self, code: ErrorCode) -> &'static str {
        match code {
            ErrorCode::WrongPin => "Die PIN ist falsch.",
            ErrorCode::PinBlocked => {
                "Die PIN ist gesperrt. \
                 Das geschieht, wenn dreimal hintereinander eine falsche PIN eingegeben wird."
            }
            ErrorCode::WrongPuk => "Die PUK ist falsch.",
            ErrorCode::PukBlocked => {
                "Die PUK ist gesperrt. Das geschieht nach zehn Fehlversuchen. Niemand kann eine \
                 PUK entsperren, auch nicht die Gemeinde."
            }
            ErrorCode::LastTry => {
                "Für diesen Code ist vielleicht nur noch ein Versuch übrig. \
                 Damit er nicht verloren geht, wurde der Code nicht an die Karte gesendet."
            }
            ErrorCode::MalformedCode => {
                "Das kann keine PIN oder PUK der Karte sein. \
                 Der Code wurde nicht gesendet, und es ging kein Versuch verloren."
            }
            ErrorCode::WeakPin => {
                "Diese neue PIN ist zu leicht zu erraten. \
                 Sie wurde nicht gesendet, und es ging kein Versuch verloren."
            }
            ErrorCode::SamePin => {
                "Die neue PIN ist dieselbe wie die alte. \
                 Sie wurde nicht gesendet, und es ging kein Versuch verloren."
            }
            ErrorCode::OtherCard => {
                "Das ist nicht die Karte, für die nach den Codes gefragt wurde. \
                 Es wurde kein Code an sie gesendet."
            }
            ErrorCode::OutcomeUnknown => {
                "Die letzte Antwort der Karte kam nicht an, oder sie ist nicht verlässlich."
            }
            ErrorCode::CardLost => {
                "Die Verbindung zur Karte ist abgebrochen. \
                 In diesem Moment war kein Code unterwegs."
            }
            ErrorCode::NotACie => {
                "Diese Karte ist weder eine elektronische Identitätskarte (CIE) noch eine \
                 Gesundheitskarte mit Chip (TS-CNS). Es wurde kein Code gesendet."
            }
            ErrorCode::NotOnThisCard => {
                "Diese Karte bietet diese Funktion nicht. Es wurde kein Code gesendet."
            }
            ErrorCode::UnsupportedCard => {
                "Das ist eine elektronische Identitätskarte, aber diese Art wird hier nicht \
                 unterstützt. Es wurde kein Code gesendet."
            }
            ErrorCode::CardRefused => "Die Karte hat einen Schritt abgelehnt, der sonst gelingt.",
            ErrorCode::CardMisbehaved => {
                "Die Karte hat eine Antwort gegeben, die nicht den Regeln entspricht."
            }
            ErrorCode::ChipCheckFailed => {
                "Der Chip hat nicht bewiesen, dass er den eigenen geheimen Schlüssel besitzt. \
                 Es wurde kein Code gesendet."
            }
            ErrorCode::WrongCan => {
                "Die sechsstellige Nummer (CAN) ist nicht die auf dieser Karte. PIN und PUK sind \
                 davon nicht betroffen."
            }
            ErrorCode::WrongMrz => {
                "Die gedruckten Zeilen gehören nicht zu dieser Karte. PIN und PUK sind davon \
                 nicht betroffen."
            }
            ErrorCode::CardResetRequired => {
                "Die Karte zeigt ihre Ausweisdaten erst, wenn sie einmal weggenommen wurde."
            }
            ErrorCode::LongReadRefused => {
                "Die Karte hat abgebrochen, als ein langer Teil ihrer Daten auf einmal verlangt \
                 wurde. PIN und PUK sind davon nicht betroffen."
            }
            ErrorCode::BasicAccessOnly => {
                "Dieses Dokument zeigt keinen Hinweis auf den üblichen Schutz (PACE). Vielleicht \
                 lässt es sich nur auf die ältere Art (BAC) mit den gedruckten Zeilen öffnen; sie \
                 schützt weniger und wird nur auf Wunsch verwendet. PIN und PUK sind davon nicht \
                 betroffen."
            }
            ErrorCode::NoBasicAccess => {
                "Dieses Dokument lässt sich nicht auf die ältere Art (BAC) öffnen. PIN und PUK \
                 sind davon nicht betroffen."
            }
            ErrorCode::LinkTooShort => {
                "Dieses Telefon oder Lesegerät überträgt nur Nachrichten, die für die Karte zu \
                 kurz sind."
            }
            ErrorCode::ReaderUnavailable => {
                "Es gibt kein Lesegerät mit einer Karte, die verwendet werden kann."
            }
            ErrorCode::UnsupportedDevice => {
                "Dieses Gerät oder dieses Programm darauf kann keine Karten lesen."
            }
            ErrorCode::Cancelled => {
                "Der Vorgang wurde abgebrochen. In diesem Moment war kein Code unterwegs."
            }
            ErrorCode::Busy => "Etwas anderes verwendet gerade die Karte oder das Lesegerät.",
            ErrorCode::MemoryUnavailable => {
                "Das Verzeichnis der übrigen Versuche lässt sich nicht lesen oder speichern. \
                 Damit kein Versuch verloren geht, wurde vor dem Senden eines Codes abgebrochen."
            }
            ErrorCode::LibraryFault => {
                "Der Vorgang wurde wegen eines Fehlers in diesem Programm abgebrochen. Die \
                 verbrauchten Versuche sind vermerkt."
            }
        }
    }

    fn ts_cns(&self) -> &'static TsCnsTexts {
        &ts_cns::de::TEXTS
    }

    fn remedy(&self, code: ErrorCode) -> &'static str {
        remedy::de::remedy(code)
    }

    fn tries(&self, left: u8) -> String {
        match left {
            0 => "Es ist kein Versuch mehr übrig.".into(),
            1 => "Es ist noch 1 Versuch übrig.".into(),
            _ => format!("Es sind noch {left} Versuche übrig."),
        }
    }

    fn tries_unconfirmed(&self, left: u8) -> String {
        match left {
            0 => {
                "Anscheinend ist kein Versuch mehr übrig, aber die Zahl ist nicht bestätigt.".into()
            }
            1 => "Anscheinend ist noch 1 Versuch übrig, aber die Zahl ist nicht bestätigt.".into(),
            _ => format!(
                "Anscheinend sind noch {left} Versuche übrig, aber die Zahl ist nicht bestätigt."
            ),
        }
    }

    fn tries_unknown(&self) -> &'static str {
        "Die Karte sagt nicht, wie viele Versuche noch übrig sind."
    }

    fn unconfirmed(&self) -> &'static str {
        "Diese Antwort war nicht geschützt und ist deshalb nicht gewiss."
    }

    fn last_try(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "Für die PIN ist vielleicht nur noch ein Versuch übrig. \
                 Damit er nicht verloren geht, wurde die PIN nicht an die Karte gesendet."
            }
            CodeKind::Puk => {
                "Für die PUK ist vielleicht nur noch ein Versuch übrig. \
                 Damit er nicht verloren geht, wurde die PUK nicht an die Karte gesendet."
            }
        }
    }

    fn last_try_remedy(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "Wenn Sie sich der PIN sicher sind, erlauben Sie den letzten Versuch und geben \
                 Sie die PIN noch einmal ein. Sonst setzen Sie mit der PUK eine neue PIN: Das \
                 verbraucht keinen Versuch der PIN."
            }
            CodeKind::Puk => {
                "Wenn Sie sich der PUK sicher sind, erlauben Sie den letzten Versuch und geben \
                 Sie die PUK noch einmal ein. Sonst holen Sie sich die PUK zuerst in der App \
                 CieID oder bei der Gemeinde wieder: Eine gesperrte PUK bleibt gesperrt."
            }
        }
    }

    fn malformed(&self, why: MalformedCode) -> String {
        match why {
            MalformedCode::Length { expected, found } => match found {
                0 => format!("Ein Code hat {expected} Ziffern, aber es wurde nichts eingegeben."),
                1 => {
                    format!("Ein Code hat {expected} Ziffern, aber es wurde 1 Zeichen eingegeben.")
                }
                _ => format!(
                    "Ein Code hat {expected} Ziffern, aber es wurden {found} Zeichen eingegeben."
                ),
            },
            MalformedCode::PinLength { found } => match found {
                0 => "Eine PIN hat 5 bis 8 Ziffern, aber es wurde nichts eingegeben.".into(),
                1 => "Eine PIN hat 5 bis 8 Ziffern, aber es wurde 1 Zeichen eingegeben.".into(),
                _ => format!(
                    "Eine PIN hat 5 bis 8 Ziffern, aber es wurden {found} Zeichen eingegeben."
                ),
            },
            MalformedCode::NotDigits => {
                "Ein Code hat nur die Ziffern 0 bis 9, ohne Buchstaben, Leerzeichen oder \
                 Sonderzeichen."
                    .into()
            }
        }
    }

    fn weak(&self, why: WeakPin) -> &'static str {
        match why {
            WeakPin::AllEqual => "Alle ihre Ziffern sind gleich.",
            WeakPin::Ascending => "Ihre Ziffern folgen aufsteigend aufeinander.",
            WeakPin::Descending => "Ihre Ziffern folgen absteigend aufeinander.",
        }
    }

    fn under_way(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin => {
                "Die Karte prüfte gerade die PIN. \
                 Vielleicht ist ein Versuch verbraucht; geändert wurde nichts."
            }
            Pending::VerifyPuk => {
                "Die Karte prüfte gerade die PUK. \
                 Vielleicht ist ein Versuch verbraucht; geändert wurde nichts."
            }
            Pending::ChangePin => {
                "Die Karte änderte gerade die PIN. Jetzt gilt die neue PIN oder noch die alte."
            }
            Pending::ResetPin => {
                "Die Karte entsperrte gerade die PIN. \
                 Jetzt gilt die neue PIN, oder es hat sich nichts geändert."
            }
            Pending::ResetCounter => {
                "Die Karte entsperrte gerade die PIN. Die neue PIN ist noch nicht gesetzt."
            }
            Pending::UnblockPin => {
                "Die Karte entsperrte gerade die PIN. Jetzt gilt die neue PIN, oder es hat sich \
                 nichts geändert, außer dass vielleicht ein Versuch der PUK verbraucht ist."
            }
        }
    }

    fn settle(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin | Pending::VerifyPuk => {
                "Halten Sie dieselbe Karte noch einmal an Telefon oder Lesegerät und beginnen Sie \
                 von vorn. Der vielleicht verbrauchte Versuch ist schon mitgezählt."
            }
            Pending::ChangePin => {
                "Halten Sie dieselbe Karte noch einmal an Telefon oder Lesegerät und klären Sie, \
                 wie der Vorgang ausging. Halten Sie die neue und die alte PIN bereit."
            }
            Pending::ResetPin | Pending::ResetCounter | Pending::UnblockPin => {
                "Halten Sie dieselbe Karte noch einmal an Telefon oder Lesegerät und klären Sie, \
                 wie der Vorgang ausging. Halten Sie die neue PIN und die PUK bereit."
            }
        }
    }

    fn status(&self, status: StatusWord) -> String {
        format!("Antwort der Karte: {status}.")
    }

    fn try_may_be_used(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => "Vielleicht ist ein Versuch der PIN verbraucht.",
            CodeKind::Puk => "Vielleicht ist ein Versuch der PUK verbraucht.",
        }
    }

    fn untouched(&self) -> &'static str {
        "Auf der Karte wurde nichts geändert, und es ging kein Versuch verloren."
    }

    fn lines_instead(&self) -> &'static str {
        "Mit den gedruckten Zeilen (MRZ) auf die ältere Art (BAC) geht es auch hier."
    }

    fn check_the_surer_pin(&self) -> &'static str {
        "Gültig ist die neue oder die alte PIN. Prüfen Sie nur die, bei der Sie sicherer sind."
    }

    fn other_way(&self) -> &'static str {
        "Die PIN lässt sich auf zwei Arten entsperren. Entsperren Sie sie noch einmal und wählen \
         Sie die andere Art: „zuerst zurücksetzen“ (reset first), wenn Sie die direkte gewählt \
         hatten, sonst die direkte."
    }

    fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Start => "Vorbereitung…",
            Phase::Select => "Die Karte wird erkannt…",
            Phase::ReadCard => "Es wird gelesen, was die Karte allen zeigt…",
            Phase::Parameters => "Eine geschützte Verbindung wird vorbereitet…",
            Phase::KeyAgreement => "Mit der Karte wird ein Geheimnis vereinbart…",
            Phase::TerminalAuthentication => "Das Programm wird der Karte vorgestellt…",
            Phase::ChipAuthentication => "Der Schlüssel des Chips wird geprüft…",
            Phase::VerifyPin => "Die PIN wird geprüft…",
            Phase::VerifyPuk => "Die PUK wird geprüft…",
            Phase::ChangePin => "Die PIN wird geändert…",
            Phase::ResetPin => "Die PIN wird entsperrt…",
            Phase::OpenDocument => "Das Dokument wird geöffnet…",
            Phase::ProveChip => "Es wird geprüft, dass der Chip keine Kopie ist…",
            Phase::ReadDocument => "Die Ausweisdaten werden gelesen…",
            Phase::Sign => "Es wird signiert…",
            Phase::Done => "Fertig.",
        }
    }

    fn settlement(&self, settlement: &Settlement) -> &'static str {
        match settlement {
            Settlement::NothingPending => "Auf dieser Karte war nichts offen.",
            Settlement::NothingToSettle { .. } => {
                "Es wurde nur ein Code geprüft, also hat sich nichts geändert. \
                 Vielleicht ist ein Versuch verbraucht."
            }
            Settlement::NewPin => "Es ist geklärt: Die neue PIN gilt.",
            Settlement::OldPin => "Es ist geklärt: Die alte PIN gilt weiter.",
            Settlement::UnblockAgain => {
                "Es ist geklärt: Die neue PIN gilt nicht. \
                 Entsperren Sie die PIN noch einmal mit der PUK."
            }
            Settlement::Needs(_) => {
                "Um das zu klären, sind Codes nötig. Es wurde kein Code gesendet."
            }
        }
    }

    fn chip(&self, key_proved: bool, issuer_checked: bool) -> &'static str {
        match (key_proved, issuer_checked) {
            (true, true) => {
                "Der Chip hat bewiesen, dass er den eigenen Schlüssel besitzt, und der Aussteller \
                 wurde geprüft."
            }
            (true, false) => {
                "Der Chip hat bewiesen, dass er den eigenen Schlüssel besitzt. Der Aussteller wurde \
                 nicht geprüft."
            }
            (false, true) => {
                "Der Aussteller wurde geprüft. \
                 Der Chip hat nicht bewiesen, dass er den eigenen Schlüssel besitzt."
            }
            (false, false) => "Weder der Schlüssel des Chips noch der Aussteller wurden geprüft.",
        }
    }
}
