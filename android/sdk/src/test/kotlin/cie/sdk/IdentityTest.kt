package cie.sdk

import java.io.File
import java.util.Locale
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** Reading the travel document. */
class IdentityTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `the CAN opens the document, and the holder comes with a photo`() = runBlocking {
        val identity = Tap(folder).card.readIdentity(can("123456"))
        with(identity.holder) {
            assertEquals("SIMULATA PROVA", fullName)
            assertEquals("PRVSLT80A41Z999P", fiscalCode)
            assertEquals("1980-01-01", birth)
            assertEquals(Sex.FEMALE, sex)
            assertEquals("image/jp2", faces.single().mediaType)
            // The signature box with which a file in this format begins (ISO/IEC 15444-1 annex I).
            assertEquals("jP  ", String(faces.single().bytes, 4, 4, Charsets.US_ASCII))
            assertFalse(damaged)
        }
    }

    @Test
    fun `a document is complete only where the signer is trusted`() = runBlocking {
        val tap = Tap(folder)
        val untrusted = tap.card.readIdentity(can("123456"), photo = false).verdict
        assertEquals("signer_not_checked", untrusted.summary)
        assertTrue(untrusted.dataIntact.proved && untrusted.signedBy.proved)
        assertEquals("chip_key_not_signed", untrusted.chipGenuine.code)
        assertFalse(untrusted.signerTrusted.proved || untrusted.signerTrusted.failed)
        assertEquals("signer_not_trusted", untrusted.signerCountry.code)

        tap.simulated.tapAgain()
        val trust = TrustStore(simulatedCountrySigners())
        val trusted = tap.card.readIdentity(can("123456"), trust, photo = false).verdict
        assertEquals("complete", trusted.summary)
        assertTrue(trusted.signerCountry.proved)
        assertTrue(trusted.oddities.isEmpty())
        assertTrue(trusted.sentencesFor(Locale.ITALY).summary.isNotBlank())
    }

    @Test
    fun `a file that was altered is found out`() = runBlocking {
        val tap = Tap(folder)
        tap.simulated.setFaults(listOf("modified-dg=11"))
        val verdict = tap.card.readIdentity(can("123456"), photo = false).verdict
        assertTrue(verdict.bad && verdict.dataIntact.failed)
        assertEquals("data_altered", verdict.summary)
    }

    @Test
    fun `a wrong CAN says so and touches neither PIN nor PUK`() {
        val tap = Tap(folder)
        val wrong = failing<CieException.WrongCan> { tap.card.readIdentity(can("654321")) }
        assertEquals(Phase.OPEN_DOCUMENT, wrong.details.phase)
        failing<CieException.MalformedCode> { tap.card.readIdentity(can("12345")) }
        assertEquals(3u.toUByte(), tap.simulated.pinTries())
        assertEquals(10u.toUByte(), tap.simulated.pukTries())
    }

    @Test
    fun `the printed lines open it too, with PACE and with basic access control`(): Unit = runBlocking {
        val key = PrintedKey("CA00000AA", "800101", "350101")
        for (way in listOf(DocumentKey.Printed(key), DocumentKey.BasicAccess(key))) {
            val identity = Tap(folder).card.readIdentity(way, photo = false)
            assertEquals("CA00000AA", identity.holder.documentNumber)
        }
        // The keys of PACE do not fit a short command; those of basic access control do.
        val short = Tap(folder, extended = false).card
        failing<CieException.LinkTooShort> { short.readIdentity(DocumentKey.Printed(key), photo = false) }
        short.readIdentity(DocumentKey.BasicAccess(key), photo = false, proveChip = false)
        assertThrows<MrzException.Malformed> { PrintedKey("CA00000AA", "80O101", "350101") }
    }

    @Test
    fun `a file that holds no certificate is refused as a trust store`() {
        assertThrows<TrustException.Unusable> { TrustStore(listOf("nothing".toByteArray())) }
    }
}
