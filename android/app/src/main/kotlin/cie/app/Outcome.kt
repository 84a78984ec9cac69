package cie.app

import android.content.Context
import cie.sdk.CardKind
import cie.sdk.ChipProof
import cie.sdk.CieCard
import cie.sdk.CieException
import cie.sdk.ErrorDetails
import cie.sdk.LastTry
import cie.sdk.NeededCodes
import cie.sdk.Phase
import cie.sdk.Settlement
import cie.sdk.UnblockVariant
import cie.sdk.chipSentence
import cie.sdk.italianDate
import cie.sdk.languageFor
import cie.sdk.sentencesFor
import cie.sdk.settlementSentence
import java.util.Locale

/** How a task is to be tried once more. */
enum class Next(val label: Int) {
    AGAIN(R.string.again),
    ALLOW_LAST_TRY(R.string.allow_last_try),
    OTHER_WAY(R.string.other_way),
    SETTLE(R.string.settle),
}

/** What the last page says, and what can be done from there. */
class Outcome(
    val succeeded: Boolean,
    val message: String,
    val heading: String? = null,
    val remedy: String? = null,
    val triesLeft: Int? = null,
    val next: Next? = null,
    val needs: NeededCodes? = null,
    /** The card that needs them, or that the error is of. */
    val cardId: String? = null,
    /** The last try that the person is asked about. */
    val lastTry: LastTry? = null,
)

/** Carries out a task with the card that is held to the phone. */
class Tap(private val context: Context, private val attempt: Attempt) {
    private val task get() = attempt.task
    private val codes get() = attempt.codes
    private val lastTry get() = attempt.lastTry
    private val locale: Locale get() = context.resources.configuration.locales[0]

    suspend fun with(card: CieCard): Outcome =
        try {
            carryOut(card)
        } catch (error: CieException) {
            failed(error)
        }

    private suspend fun carryOut(card: CieCard): Outcome {
        val report = when (task) {
            Task.CHECK_PIN -> card.verifyPin(codes.copy(R.id.old_pin), lastTry)
            Task.CHANGE_PIN ->
                card.changePin(codes.copy(R.id.old_pin), codes.copy(R.id.new_pin), lastTry)
            Task.FORGOT_PIN ->
                card.unblockPin(
                    codes.copy(R.id.puk),
                    codes.copy(R.id.new_pin),
                    attempt.variant,
                    lastTry,
                )
            Task.READ_DATA -> return readData(card)
            Task.READ_HEALTH_CARD -> return readHealthCard(card)
            Task.SETTLE -> return settle(card)
        }
        return Outcome(
            succeeded = true,
            message = context.getString(task.done),
            remedy = notProved(report.chip),
            triesLeft = report.triesLeft?.toInt(),
        )
    }

    /** What to say of a card that proves nothing: a health card. */
    private fun notProved(chip: ChipProof): String? =
        if (chip.keyProved) null else chipSentence(chip, languageFor(locale))

    /** Without the photo: Android has nothing that opens the JPEG 2000 in which the card has it. */
    private suspend fun readData(card: CieCard): Outcome {
        val identity = card.readIdentity(codes.copy(R.id.can), photo = false)
        val holder = identity.holder
        val lines = listOf(
            R.string.data_birth to holder.birth,
            R.string.data_fiscal_code to holder.fiscalCode,
            R.string.data_address to holder.address.joinToString().ifEmpty { null },
            R.string.data_document to holder.documentNumber,
            R.string.data_expiry to holder.expiry,
            R.string.data_unlimited to "".takeIf { holder.unlimited },
        )
        return Outcome(
            succeeded = true,
            heading = holder.fullName,
            message = said(lines),
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
            message = said(lines),
            remedy = notProved(read.chip),
        )
    }

    private fun said(lines: List<Pair<Int, String?>>): String =
        lines.mapNotNull { (label, value) -> value?.let { context.getString(label, it) } }.joinToString("\n")

    private suspend fun settle(card: CieCard): Outcome {
        val resolution = attempt.cardId?.let { cardId ->
            card.resolve(
                cardId,
                newPin = codes.copyOrNull(R.id.new_pin),
                oldPin = codes.copyOrNull(R.id.old_pin),
                puk = codes.copyOrNull(R.id.puk),
                lastTry = lastTry,
            )
        } ?: card.resolve()
        val settlement = resolution.settlement
        val needs = (settlement as? Settlement.NeedsCodes)?.codes
        return Outcome(
            succeeded = needs == null,
            message = settlementSentence(settlement, languageFor(locale)),
            triesLeft = resolution.report.triesLeft?.toInt(),
            next = if (needs == null) null else Next.SETTLE,
            needs = needs,
            cardId = if (needs == null) null else resolution.report.cardId,
        )
    }

    private fun failed(error: CieException): Outcome {
        val sentences = error.sentencesFor(locale)
        val details = error.details()
        return Outcome(
            succeeded = false,
            message = sentences.message,
            remedy = sentences.remedy,
            triesLeft = details.tries?.left?.toInt(),
            cardId = details.cardId,
            lastTry = details.lastTry,
            next = when (error) {
                is CieException.LastTry -> Next.ALLOW_LAST_TRY
                is CieException.OutcomeUnknown -> Next.SETTLE
                is CieException.CardRefused -> if (hasOtherWay(details)) Next.OTHER_WAY else Next.AGAIN
                is CieException.PinBlocked, is CieException.PukBlocked, is CieException.NotACie,
                is CieException.UnsupportedCard, is CieException.NotOnThisCard -> null
                else -> Next.AGAIN
            },
        )
    }

    /** Whether a CIE refused one of its two ways, and the other has not been tried. */
    private fun hasOtherWay(details: ErrorDetails): Boolean =
        task == Task.FORGOT_PIN && details.card != CardKind.TS_CNS &&
            details.phase == Phase.RESET_PIN && attempt.variant == UnblockVariant.DIRECT
}
