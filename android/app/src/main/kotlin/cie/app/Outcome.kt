package cie.app

import android.content.Context
import cie.sdk.ChipProof
import cie.sdk.CieCard
import cie.sdk.CieException
import cie.sdk.LastTry
import cie.sdk.NextStep
import cie.sdk.Report
import cie.sdk.Settlement
import cie.sdk.UnblockVariant
import cie.sdk.chipSentence
import cie.sdk.italianDate
import cie.sdk.languageFor
import cie.sdk.sentencesFor
import cie.sdk.settlementSentence
import java.text.DateFormat
import java.text.SimpleDateFormat
import java.util.Locale

/** What the last page says, and what can be done from there. */
data class Outcome(
    val succeeded: Boolean,
    val message: String? = null,
    val heading: String? = null,
    /** What was read, under its labels. */
    val rows: List<Pair<Int, String>> = emptyList(),
    val remedy: String? = null,
    val triesLeft: Int? = null,
    /** What can be done now, as the library says it, the best first. */
    val next: List<NextStep> = emptyList(),
    /** The card that it is to be done with. */
    val cardId: String? = null,
    /** The last try that the person is asked about. */
    val lastTry: LastTry? = null,
    val error: CieException? = null,
)

/** Carries out a task with the card that is held to the phone. */
class Tap(private val context: Context, private val attempt: Attempt) {
    private val task get() = attempt.task
    private val codes get() = attempt.codes
    private val lastTry get() = attempt.lastTry
    private val locale: Locale get() = context.resources.configuration.locales[0]

    suspend fun carryOut(card: CieCard): Outcome {
        val report = when (task) {
            Task.CHECK_PIN -> card.verifyPin(codes.pin!!, lastTry)
            Task.CHANGE_PIN -> card.changePin(codes.pin!!, codes.newPin!!, lastTry)
            Task.UNBLOCK_PIN -> card.unblockPin(codes.puk!!, codes.newPin!!, attempt.variant, lastTry)
            Task.READ_DATA -> return readData(card)
            Task.READ_HEALTH_CARD -> return readHealthCard(card)
            Task.SETTLE -> return settle(card)
        }
        return succeeded(report)
    }

    /** What is said of an operation with a code that has succeeded. */
    fun succeeded(report: Report) = Outcome(
        succeeded = true,
        heading = context.getString(task.done),
        remedy = notProved(report.chip),
        triesLeft = report.triesLeft?.toInt(),
    )

    /** What to say of a card that proves nothing: a health card. */
    private fun notProved(chip: ChipProof): String? =
        if (chip.keyProved) null else chipSentence(chip, languageFor(locale))

    /** Without the photo: Android has nothing that opens the JPEG 2000 in which the card has it. */
    private suspend fun readData(card: CieCard): Outcome {
        val identity = card.readIdentity(codes.can!!, photo = false)
        val holder = identity.holder
        val lines = listOf(
            R.string.data_birth to holder.birth,
            R.string.data_fiscal_code to holder.fiscalCode,
            R.string.data_address to holder.address.joinToString().ifEmpty { null },
            R.string.data_document to holder.documentNumber,
            R.string.data_expiry to holder.expiry,
            R.string.data_unlimited to context.getString(R.string.unlimited).takeIf { holder.unlimited },
        )
        return Outcome(
            succeeded = true,
            heading = holder.fullName,
            rows = said(lines),
            remedy = identity.verdict.sentencesFor(locale).summary,
        )
    }

    private suspend fun readHealthCard(card: CieCard): Outcome {
        val read = card.readPersonalData()
        val holder = read.holder
        val certified = read.certificate?.let { italianDate(it.notAfter) }
        val lines = listOf(
            R.string.data_birth to holder.birth,
            R.string.data_fiscal_code to holder.fiscalCode,
            R.string.data_card_number to read.number,
            R.string.data_expiry to read.expiry,
            R.string.data_certificate to certified,
        )
        return Outcome(
            succeeded = true,
            heading = listOfNotNull(holder.givenNames, holder.surname).joinToString(" ").ifEmpty { null },
            rows = said(lines),
            remedy = notProved(read.chip),
        )
    }

    private fun said(lines: List<Pair<Int, String?>>): List<Pair<Int, String>> =
        lines.mapNotNull { (label, value) -> value?.let { label to inOwnWords(it) } }

    /** A date as the phone writes dates; anything else as it is. */
    private fun inOwnWords(value: String): String {
        if (!ISO_DATE.matches(value)) return value
        val date = SimpleDateFormat("yyyy-MM-dd", Locale.ROOT).parse(value) ?: return value
        return DateFormat.getDateInstance(DateFormat.LONG, locale).format(date)
    }

    private suspend fun settle(card: CieCard): Outcome {
        val resolution = attempt.settling?.let { card.resolve(it, codes.newPin, codes.pin, codes.puk, lastTry) }
            ?: card.resolve()
        val settlement = resolution.settlement
        val needs = (settlement as? Settlement.NeedsCodes)?.codes
        return Outcome(
            succeeded = needs == null,
            message = settlementSentence(settlement, languageFor(locale)),
            triesLeft = resolution.report.triesLeft?.toInt(),
            next = listOfNotNull(
                if (settlement == Settlement.UnblockAgain) NextStep.Unblock else needs?.let(NextStep::Settle),
            ),
            cardId = resolution.report.cardId,
        )
    }

    fun failed(error: CieException): Outcome {
        val sentences = error.sentencesFor(locale)
        val details = error.details()
        return Outcome(
            succeeded = false,
            message = sentences.message,
            remedy = sentences.remedy,
            cardId = details.cardId,
            lastTry = details.lastTry,
            // Where the other way was refused too, it is not offered again.
            next = (listOf(details.next) + details.otherwise)
                .filterNot { it == NextStep.UnblockOtherWay && attempt.variant != UnblockVariant.DIRECT },
            error = error,
        )
    }

    private companion object {
        val ISO_DATE = Regex("\\d{4}-\\d{2}-\\d{2}")
    }
}
