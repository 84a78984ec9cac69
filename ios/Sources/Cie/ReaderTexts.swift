/// What the system's NFC sheet says. Replace what you like.
public struct ReaderTexts: Sendable {
    /// Before there is a card.
    public var holdCard: String
    /// There is more than one card.
    public var moreThanOne: String
    /// It is another kind of card.
    public var anotherCard: String
    /// The card was lost before it could be used.
    public var holdStill: String
    /// An operation has succeeded.
    public var done: String
    /// How far an operation is.
    public var progress: @Sendable (OperationProgress) -> String
    /// The same where VoiceOver reads the sheet aloud.
    public var spokenProgress: @Sendable (OperationProgress) -> String

    /// The texts in a language.
    public init(_ language: Language = .preferred) {
        switch language {
        case .italian:
            holdCard = "Appoggia la carta in alto sul retro dell'iPhone e tienila ferma."
            moreThanOne = "C'è più di una carta. Avvicinane una sola."
            anotherCard = "Usa la carta d'identità elettronica o la tessera sanitaria."
            holdStill = "La carta si è mossa. Appoggiala di nuovo e tienila ferma."
            done = "Fatto"
        case .english:
            holdCard = "Hold the card to the top of the iPhone's back and keep it still."
            moreThanOne = "There is more than one card. Hold only one to the iPhone."
            anotherCard = "Use an Italian electronic identity card or health card."
            holdStill = "The card has moved. Hold it to the iPhone again and keep it still."
            done = "Done"
        case .german:
            holdCard = "Halten Sie die Karte oben an die Rückseite des iPhones und bewegen Sie sie nicht."
            moreThanOne = "Es ist mehr als eine Karte da. Halten Sie nur eine an das iPhone."
            anotherCard = "Verwenden Sie eine italienische Identitäts- oder Gesundheitskarte."
            holdStill = "Die Karte hat sich bewegt. Halten Sie sie noch einmal an das iPhone und bewegen Sie sie nicht."
            done = "Fertig"
        }
        progress = { step in
            let filled = Self.tenths(of: step)
            let bar = String(repeating: "●", count: filled)
                + String(repeating: "○", count: Self.dots - filled)
            return "\(phaseSentence(phase: step.phase, language: language))\n\(bar)"
        }
        // Circles would be read out one by one.
        let percent =
            switch language {
            case .italian: "per cento"
            case .english: "percent"
            case .german: "Prozent"
            }
        spokenProgress = { step in
            let phase = phaseSentence(phase: step.phase, language: language)
            return "\(phase)\n\(Self.tenths(of: step) * 10) \(percent)"
        }
    }

    /// These, with what is spoken in place of what is shown.
    func spoken(_ isSpoken: Bool) -> ReaderTexts {
        guard isSpoken else { return self }
        var texts = self
        texts.progress = spokenProgress
        return texts
    }

    private static let dots = 10

    private static func tenths(of step: OperationProgress) -> Int {
        let fraction = step.fraction.isFinite ? min(max(step.fraction, 0), 1) : 0
        return Int((fraction * Float(dots)).rounded(.down))
    }
}
