/// What an app's Info.plist has to say for iOS to find the cards.
public enum CardApplications {
    /// The key in Info.plist.
    public static let key = "com.apple.developer.nfc.readersession.iso7816.select-identifiers"

    /// The applications of the cards, hexadecimal, in the order for Info.plist.
    ///
    /// iOS selects them in this order as soon as it finds a card, and stops at the first that the
    /// card has; a card that has none of them it does not show to the app. First the travel document,
    /// which every identity card has: some cards do not open it after another application was
    /// selected, while the PIN can be used after any. Then the root of the IAS application, and DF_CIE,
    /// for what has no travel document. Last those of the health cards: ST 2022 and ACe 2025. Of
    /// IDEMIA's health card over NFC nobody has published an application, so iOS does not show it to
    /// an app; that it can be reached in another way is not known.
    ///
    /// Other apps for travel documents list `00000000000000` as well. What for, no source says; it is
    /// the application of none of these cards, and not listed.
    public static let identifiers = [travelDocument, iasRoot, dfCie] + healthCards

    /// The same for one session, where iOS takes them for each (26.4 and newer): without what might be
    /// in the way of the travel document, or else with the application first that the codes are for.
    static func identifiers(readsDocument: Bool) -> [String] {
        readsDocument
            ? [travelDocument] + healthCards
            : [iasRoot, travelDocument, dfCie] + healthCards
    }

    private static let travelDocument = "A0000002471001"
    private static let iasRoot = "A0000000308000000009816001"
    private static let dfCie = "A00000000039"
    private static let healthCards = ["A00000009501004D", "A000000530000B104001021A"]
}
