//! What of the simulated card is known, and what is assumed.
//!
//! # Known
//!
//! Read from public software that works with issued cards, the sources named at each place:
//! commands and their order, identifiers of applications, files and keys, the agreement, secure
//! messaging, the signatures of device authentication, the answers to a wrong code, the answers to
//! reset, the bytes by which families are told apart, and what [`Profile`](crate::Profile) lists as
//! differences. The tests drive the card with a terminal of their own.
//!
//! # Assumed
//!
//! No public source shows how an issued card answers a terminal that does something wrong, and much
//! of what it does right is seen from one side only. Where nothing is known, the card does this:
//!
//! | subject | the simulated card | because |
//! |---|---|---|
//! | wrong order (no challenge, no key set, no agreement) | `6985` | ISO/IEC 7816-4: conditions of use not satisfied |
//! | wrong signature in a certificate or a proof | `6300` | ISO/IEC 7816-4: authentication failed, no counter |
//! | malformed certificate, template or public value | `6A80` | ISO/IEC 7816-4: incorrect data field |
//! | unknown key, certificate holder, authority or data object | `6A88` | ISO/IEC 7816-4: referenced data not found |
//! | protected command without a session | `6985` | ISO/IEC 7816-4 leaves it open |
//! | missing or wrong data objects, wrong checksum, padding indicator other than `01` | `6987`, `6988` in clear; the session is closed | ISO/IEC 7816-4, IAS ECC 1.0.1 |
//! | outer status word of a protected refusal | `9000` (knob `outer-inner`) | the one value that all terminals unwrap; italia/cie-middleware-linux ignores others |
//! | a clear command in a session | ends it with role and codes; only GET RESPONSE does not | italia/cie-middleware-linux sends `00 A4 00 00` to that end |
//! | when the session begins | with the answer that holds y_ICC | every terminal protects the next command |
//! | SELECT under secure messaging | keeps the session; leaving DF_CIE closes the codes | terminals select files so; of directories nothing is known |
//! | `6Cxx` under secure messaging | in clear; the command does not count | M0Rf30/opencie-pkcs11 takes its counter back |
//! | read across the end of a file | what is there with `9000`; behind it `6B00` (knob `eof`) | the mobile software of pagopa would drop the last block of a certificate with `6282` |
//! | reading `1002` and `1003` | under secure messaging after the PIN, otherwise `6982` | no terminal reads them otherwise |
//! | keys, codes and GET DATA outside DF_CIE | `6A88`, codes `6982` | every terminal selects DF_CIE |
//! | the Diffie-Hellman group | RFC 5114 section 2.3 | terminals take what the card gives; issued cards name this group for PACE |
//! | a public value outside 1 < y < p − 1, or not as long as p | `6A80` | terminals pad; the bounds are those of RFC 7919 section 5.1 |
//! | group at once on other families than Gemalto, group in three | `6A88`, allowed | italia/cie-middleware-linux asks so; the mobile software uses three everywhere |
//! | order of the children of `7F49` on JCOP 4 | `5F4C`, `5F20`, `82`, `81` | known is that `81`, `82` are not the first two |
//! | holder reference in template `B6` on ST | `6A80` | pagopa/cie-sdk-ios: only `A4` works; the answer is not told |
//! | authority reference beside the certificate's signature | may be missing, may not differ | all terminals send the right one |
//! | the chip proves itself | only after the terminal has | the order of every terminal; "privacy protection" in IAS ECC 1.0.1 |
//! | key 83 under secure messaging | allowed | italia/cie-middleware-linux has code for it |
//! | key 81 | under secure messaging after the PIN, as often as asked | no terminal tries otherwise; pagopa/cie-sdk-ios signs after reading |
//! | GET CHALLENGE | 8 bytes, for one attempt | every terminal asks for 8 |
//! | commands that may be chained | MSE, PSO, EXTERNAL and INTERNAL AUTHENTICATE; others `6884` | those that terminals chain; a code in pieces should not pass |
//! | a command inside somebody else's chain | breaks the chain and is executed | ISO/IEC 7816-4 leaves it open |
//! | PIN and PUK | 3 and 10 tries, filled by the right code; a blocked PUK is final | italia/cie-middleware-windows-docs; ISO/IEC 7816-4 |
//! | the attempt that blocks | `63C0`, then `6983` (knob `immediate-6983`) | terminals take both |
//! | VERIFY without data | `63Cx`, no try used (knob `empty-verify-counts`) | ISO/IEC 7816-4; no terminal sends it |
//! | a code of another length than 8 | `6700`, no try used | ISO/IEC 7816-4 |
//! | CHANGE REFERENCE DATA | needs the PIN verified, and checks the old PIN | every terminal verifies first and sends the old PIN |
//! | RESET RETRY COUNTER `2C 02` | with and without `2C 03` before it (knob `reset-needs-2c03`); the new PIN is not verified by it | both are shipped |
//! | content of a code | any eight bytes | rules for codes are those of terminals |
//! | extended length fields in the IAS application | taken, but on NXP and ST `6700` ([`ExtendedLength`](crate::ExtendedLength), knob `mute-on-extended`) | EF.ATR of Actalis offers it, that of NXP and ST denies it; no terminal has tried |
//! | file control parameters | 25 bytes, size first; only for SELECT with P2 `04` | what italia/cie-nis-cpp-sdk fetches |
//! | EF.ATR | [`Profile::ef_atr_parts`](crate::Profile::ef_atr_parts) marks what is assumed | fragments are published |
//! | EF.CardAccess hidden on Actalis | this file only | EF.DH and EF.ATR are read after DF_CIE by shipped software |
//! | kind of EF.SOD | the newer one on JCOP 4 | both kinds circulate |
//! | PACE | in the MF and in clear; any other command between its steps ends it | the order of every terminal |
//! | wrong password in PACE | `6300` at the token, not counted (knobs `wrong-can-status`, `can-delay`) | pagopa/cie-sdk-android; of waiting nothing is known |
//! | PACE with extended nonce and token steps on NXP | `6700` | pagopa/cie-sdk-ios says that it fails, not how |
//! | MSE SET with a protocol that several groups go with | `6A88` without the group's number | ICAO Doc 9303-11, section 4.4.4.1 |
//! | BAC | there, unless switched off | only old software uses it |
//! | selecting or reading data groups before PACE or BAC, DG3 always | `6982` | ICAO Doc 9303-10; fingerprints are for states |
//! | chip and active authentication | inside PACE or BAC only, otherwise `6982` | the order of italia/cie-mrtd-dotnet-sdk |
//! | what the travel document holds, and who signs it | [`lds`](crate::lds) tells | |
//! | files `1000`, `1007` | not there, `6A82` | named in public sources, contents unknown |
//!
//! What of the keys and certificates is assumed is told in [`identity`](crate::identity).
