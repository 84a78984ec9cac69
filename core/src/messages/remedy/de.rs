//! German.

use crate::error::ErrorCode;

pub(in crate::messages) const fn remedy(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::WrongPin => {
            "Prüfen Sie die PIN und versuchen Sie es noch einmal. Wenn Sie sie nie geändert \
             haben, kam die erste Hälfte mit der Quittung der Gemeinde und die zweite im Brief \
             mit der Karte. Wenn Sie sie nicht mehr kennen, setzen Sie mit der PUK eine neue."
        }
        ErrorCode::PinBlocked => {
            "Entsperren Sie die PIN mit der PUK und wählen Sie eine neue PIN. Wenn Sie die \
             PUK nicht haben, bekommen Sie sie in der App CieID oder bei der Gemeinde wieder."
        }
        ErrorCode::WrongPuk => {
            "Prüfen Sie die PUK und versuchen Sie es noch einmal. Die erste Hälfte kam mit \
             der Quittung der Gemeinde, die zweite im Brief mit der Karte. \
             Sie bekommen sie auch in der App CieID oder bei der Gemeinde wieder."
        }
        ErrorCode::PukBlocked => {
            "Wenn Sie die PIN kennen und sie nicht gesperrt ist, können Sie sie weiter verwenden. \
             Sonst beantragen Sie bei Ihrer Gemeinde eine neue Karte."
        }
        ErrorCode::LastTry => {
            "Wenn Sie sich des Codes sicher sind, erlauben Sie den letzten Versuch und geben Sie \
             den Code noch einmal ein. Sonst suchen Sie zuerst den richtigen Code."
        }
        ErrorCode::MalformedCode => {
            "Geben Sie alle Ziffern ein: Eine PUK hat 8, die PIN einer Identitätskarte auch 8, die \
             einer Gesundheitskarte 5 bis 8. Wenn Sie die Codes verwenden, die Sie mit der Karte \
             bekommen haben, setzen Sie beide Hälften zusammen."
        }
        ErrorCode::WeakPin => "Wählen Sie eine andere PIN, ohne einfache Reihenfolge der Ziffern.",
        ErrorCode::SamePin => "Wählen Sie eine PIN, die sich von der alten unterscheidet.",
        ErrorCode::OtherCard => {
            "Beginnen Sie noch einmal mit der Karte, zu der die Codes gehören, und halten Sie \
             andere Karten fern. Wenn Sie mehrere haben, klären Sie eine nach der anderen."
        }
        ErrorCode::OutcomeUnknown => {
            "Halten Sie dieselbe Karte noch einmal an Telefon oder Lesegerät und klären Sie, \
             wie der Vorgang ausging. Das verbraucht so wenige Versuche wie möglich."
        }
        ErrorCode::CardLost => {
            "Beginnen Sie noch einmal und halten Sie die Karte bis zum Ende ruhig an Telefon \
             oder Lesegerät."
        }
        ErrorCode::NotACie => {
            "Verwenden Sie eine elektronische Identitätskarte oder eine Gesundheitskarte mit Chip \
             und halten Sie andere Karten fern, zum Beispiel eine Bankkarte."
        }
        ErrorCode::NotOnThisCard => "Verwenden Sie dafür die andere Karte.",
        ErrorCode::UnsupportedCard => {
            "Suchen Sie eine neuere Version dieses Programms. \
             Bis dahin verwenden Sie die App CieID oder fragen Sie Ihre Gemeinde."
        }
        ErrorCode::CardRefused => {
            "Nehmen Sie die Karte weg, legen Sie sie wieder hin und beginnen Sie noch einmal. \
             Wenn es wieder geschieht, hören Sie auf und fragen Sie Ihre Gemeinde."
        }
        ErrorCode::CardMisbehaved => {
            "Nehmen Sie die Karte weg, legen Sie sie wieder hin und beginnen Sie noch einmal. \
             Wenn es wieder geschieht, verwenden Sie ein anderes Telefon oder Lesegerät."
        }
        ErrorCode::ChipCheckFailed => {
            "Nehmen Sie die Karte weg, legen Sie sie wieder hin und beginnen Sie noch einmal. \
             Wenn es wieder geschieht, geben Sie für diese Karte keine Codes ein und fragen \
             Sie Ihre Gemeinde."
        }
        ErrorCode::WrongCan => {
            "Suchen Sie die sechs Ziffern vorne auf der Karte, unten rechts, \
             und geben Sie sie noch einmal ein."
        }
        ErrorCode::WrongMrz => {
            "Vergleichen Sie Dokumentennummer, Geburtsdatum und Ablaufdatum mit der Karte \
             und geben Sie sie noch einmal ein."
        }
        ErrorCode::CardResetRequired => {
            "Nehmen Sie die Karte zwei Sekunden von Telefon oder Lesegerät \
             weg und halten Sie sie dann wieder hin."
        }
        ErrorCode::LongReadRefused => {
            "Nehmen Sie die Karte zwei Sekunden weg und halten Sie sie dann wieder hin: Sie wird \
             dann in kleineren Teilen gelesen."
        }
        ErrorCode::BasicAccessOnly => {
            "Ist das Dokument eine Identitätskarte, nehmen Sie es zwei Sekunden weg und versuchen \
             Sie es noch einmal. Ist es ein älteres Dokument, wählen Sie die ältere Art (BAC) \
             mit den gedruckten Zeilen."
        }
        ErrorCode::NoBasicAccess => {
            "Öffnen Sie es auf die übliche Art (PACE): mit der sechsstelligen Nummer (CAN) oder \
             mit den gedruckten Zeilen."
        }
        ErrorCode::LinkTooShort => "Verwenden Sie ein anderes Telefon oder ein anderes Lesegerät.",
        ErrorCode::ReaderUnavailable => {
            "Schalten Sie NFC ein oder schließen Sie das Lesegerät an. \
             Dann legen Sie genau eine Karte auf und beginnen Sie noch einmal."
        }
        ErrorCode::UnsupportedDevice => {
            "Verwenden Sie ein Telefon mit NFC oder einen Computer mit Lesegerät. Wenn Ihr Telefon \
             in anderen Apps Karten liest, suchen Sie eine neuere Version dieses Programms."
        }
        ErrorCode::Cancelled => "Sie können jederzeit noch einmal beginnen.",
        ErrorCode::Busy => {
            "Warten Sie, bis es fertig ist, oder schließen Sie andere Programme, die die \
             Karte verwenden. Dann beginnen Sie noch einmal."
        }
        ErrorCode::MemoryUnavailable => {
            "Prüfen Sie, ob Speicherplatz frei ist und ob dieses Programm seine Dateien \
             speichern darf. Dann beginnen Sie noch einmal."
        }
        ErrorCode::LibraryFault => {
            "Nehmen Sie die Karte weg und beginnen Sie noch einmal. Wenn es wieder geschieht, \
             suchen Sie eine neuere Version dieses Programms."
        }
    }
}
