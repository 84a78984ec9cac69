#if canImport(CoreNFC)
@preconcurrency import CoreNFC

extension TransceiverError {
    /// What an exchange has failed with.
    init(ofExchange error: any Error) {
        switch (error as? NFCReaderError)?.code {
        case .readerTransceiveErrorPacketTooLong:
            self = .Unsupported(reason: "the message is too long for iOS")
        case .readerErrorRadioDisabled:
            self = .Unavailable(reason: "NFC is switched off")
        default:
            // The tag was lost, did not answer, answered garbage, or its session is over. Whatever
            // it was, the command may have arrived.
            self = .CardLost
        }
    }

    /// What a session has ended with.
    init(ofSession error: any Error) {
        switch (error as? NFCReaderError)?.code {
        case .readerSessionInvalidationErrorUserCanceled:
            self = .Cancelled
        case .readerSessionInvalidationErrorSessionTimeout,
            .readerSessionInvalidationErrorSessionTerminatedUnexpectedly:
            self = .CardLost
        case .readerSessionInvalidationErrorSystemIsBusy:
            self = .Busy
        case .readerErrorRadioDisabled:
            self = .Unavailable(reason: "NFC is switched off")
        case .readerErrorSecurityViolation, .readerErrorUnsupportedFeature,
            .readerErrorInvalidParameter, .readerErrorInvalidParameterLength,
            .readerErrorParameterOutOfBound:
            self = .Unsupported(
                reason: "iOS refuses NFC: entitlement or Info.plist of the app are not as needed")
        default:
            self = .Unavailable(reason: "iOS has ended the NFC session")
        }
    }
}
#endif
