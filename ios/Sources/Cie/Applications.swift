/// What an app's Info.plist has to say for iOS to find the cards.
public enum CardApplications {
    /// The key in Info.plist.
    public static let key = "com.apple.developer.nfc.readersession.iso7816.select-identifiers"

    /// The applications of the cards, hexadecimal, in the order for Info.plist.
    ///
    /// iOS selects them in this order as soon as it finds a card, and stops at the first that the
    /// card has; a card that has none of them it does not show to the app. First the root of the
    /// IAS application, from which everything else can be reached; then the travel document, for
    /// the cards that do not know the root by its identifier; DF_CIE last, since some cards hide
    /// the parameters of the travel document once it was selected. Then those of the health cards:
    /// ST 2022 and ACe 2025. Of IDEMIA's health card over NFC nobody has published an application, so
    /// iOS does not show it to an app; that it can be reached in another way is not known.
    public static let identifiers = [
        "A0000000308000000009816001",
        "A0000002471001",
        "A00000000039",
        "A00000009501004D",
        "A000000530000B104001021A",
    ]
}
