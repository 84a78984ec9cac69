package cie.sdk

import android.nfc.TagLostException
import android.nfc.tech.IsoDep
import java.io.IOException
import java.util.concurrent.ScheduledThreadPoolExecutor
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean

/**
 * What is needed of [IsoDep], so that something else can stand in its place in a test. [IsoDep]
 * itself is final and cannot be made without a phone.
 */
internal interface IsoDepLink {
    /** Longest command in bytes: [IsoDep.getMaxTransceiveLength]. */
    val maxTransceiveLength: Int

    /** Whether the phone sends extended length: [IsoDep.isExtendedLengthApduSupported]. */
    val isExtendedLengthApduSupported: Boolean

    /**
     * Historical bytes of a card of type A: [IsoDep.getHistoricalBytes]. What a card of type B has in
     * their place ([IsoDep.getHiLayerResponse]) hints at no card that is published, so it is not asked
     * for.
     */
    val historicalBytes: ByteArray?

    /** Whether [connect] has been called and the card was there since: [IsoDep.isConnected]. */
    val isConnected: Boolean

    /**
     * How long an answer is waited for, in milliseconds: [IsoDep.setTimeout]. Throws
     * `IllegalArgumentException` for what the phone does not take.
     */
    fun setTimeout(milliseconds: Int)

    /** [IsoDep.connect]. */
    @Throws(IOException::class)
    fun connect()

    /** [IsoDep.transceive]. */
    @Throws(IOException::class)
    fun transceive(command: ByteArray): ByteArray

    /** [IsoDep.close]. */
    @Throws(IOException::class)
    fun close()
}

/**
 * The way to the card over the phone's NFC.
 *
 * Connects when an operation begins. What the phone cannot send it says beforehand: without
 * extended length the operation goes on with short commands.
 *
 * @param link the card in the field.
 * @param timeout how long an answer is waited for, in milliseconds. A chip takes seconds for its
 *   part of the key agreement. A phone that does not take it waits as long as it does by itself.
 * @param longestExchange after this it is let go of all the same, in milliseconds. A card may ask for
 *   more time again and again, and nothing else ends an exchange after a code. It is the last word also
 *   where [timeout] is longer: the promise that every exchange ends does not depend on the app.
 */
internal class IsoDepTransceiver(
    private val link: IsoDepLink,
    private val timeout: Int = DEFAULT_TIMEOUT,
    private val longestExchange: Int = LONGEST_EXCHANGE,
) : Transceiver, AutoCloseable {
    /** Whether the card has gone. */
    @Volatile
    var isLost = false
        private set

    /**
     * Whether the card answers still: one that was held before, and may have been taken away. Neither
     * `connect` nor `isConnected` asks it, and the phone looks only every few seconds
     * ([ReaderMode.PRESENCE_CHECK_DELAY]); so it is sent what changes nothing on any card, and whatever
     * it answers, it is there.
     */
    fun isThere(): Boolean = runCatching {
        limits()
        transceive(GET_CHALLENGE.copyOf())
    }.isSuccess

    override fun limits(): LinkLimits = reaching {
        if (!link.isConnected) link.connect()
        waitFor()
        val longest = link.maxTransceiveLength.coerceAtLeast(0)
        val extended = link.isExtendedLengthApduSupported
        // Android has one number for both directions; a short response always fits.
        val response = if (extended) maxOf(longest, SHORT_RESPONSE) else SHORT_RESPONSE
        LinkLimits(longest.toUInt(), response.toUInt(), extended, link.historicalBytes)
    }

    override fun transceive(command: ByteArray): ByteArray = reaching { endingInTime { link.transceive(command) } }

    /** Closing the link from another thread is what ends a call that blocks: `IsoDep.transceive`. */
    private inline fun endingInTime(exchange: () -> ByteArray): ByteArray {
        val late = AtomicBoolean()
        val end = deadlines.schedule(
            {
                late.set(true)
                close()
            },
            longestExchange.toLong(),
            TimeUnit.MILLISECONDS,
        )
        val answer = try {
            exchange()
        } finally {
            end.cancel(false)
        }
        if (late.get()) throw IOException("no answer in time")
        return answer
    }

    /** Lets go of the tag, so that another program may have it. */
    override fun close() {
        try {
            link.close()
        } catch (_: IOException) {
            // The card is gone already.
            return
        } catch (_: SecurityException) {
            // From Android 13 on: the card was found anew meanwhile, and this tag is an older one.
            return
        } catch (_: IllegalStateException) {
            // The link was never open.
            return
        }
    }

    /** Where a phone does not take the time, its own has to do: no reason to send nothing at all. */
    private fun waitFor() {
        try {
            link.setTimeout(timeout)
        } catch (_: IllegalArgumentException) {
            return
        }
    }

    private inline fun <T> reaching(exchange: () -> T): T =
        try {
            exchange()
        } catch (error: TagLostException) {
            throw lost(error)
        } catch (error: IOException) {
            // Many phones say "Transceive failed" when the card was moved.
            throw lost(error)
        } catch (error: SecurityException) {
            // From Android 13 on: the tag is of an older tap.
            throw lost(error)
        } catch (error: IllegalStateException) {
            // Somebody has closed the link, the deadline for instance.
            throw lost(error)
        }

    private fun lost(error: Exception): TransceiverException {
        isLost = true
        return TransceiverException.CardLost().apply { initCause(error) }
    }

    companion object {
        /** Milliseconds that an answer is waited for, unless asked for otherwise. */
        const val DEFAULT_TIMEOUT = 30_000

        /** Milliseconds after which an exchange ends, whatever the card asks for. */
        const val LONGEST_EXCHANGE: Int = 60_000

        private const val SHORT_RESPONSE = 258

        /** Eight random bytes: ISO/IEC 7816-4, 11.5.3. */
        private val GET_CHALLENGE = byteArrayOf(0, 0x84.toByte(), 0, 0, 8)

        private val deadlines = ScheduledThreadPoolExecutor(1) { task ->
            Thread(task, "cie.nfc.deadline").apply { isDaemon = true }
        }.apply { removeOnCancelPolicy = true }
    }
}

/** The real thing. */
internal class PhoneLink(private val isoDep: IsoDep) : IsoDepLink {
    override val maxTransceiveLength get() = isoDep.maxTransceiveLength
    override val isExtendedLengthApduSupported get() = isoDep.isExtendedLengthApduSupported
    override val historicalBytes: ByteArray? get() = isoDep.historicalBytes
    override val isConnected get() = isoDep.isConnected

    override fun setTimeout(milliseconds: Int) {
        isoDep.timeout = milliseconds
    }

    override fun connect() = isoDep.connect()

    override fun transceive(command: ByteArray): ByteArray = isoDep.transceive(command)

    override fun close() = isoDep.close()
}
