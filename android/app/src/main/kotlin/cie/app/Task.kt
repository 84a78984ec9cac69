package cie.app

import cie.sdk.CardKind
import cie.sdk.LastTry
import cie.sdk.UnblockVariant

/** What a person can do here: the words for it, and the fields that it needs. */
enum class Task(val title: Int, val explanation: Int, val done: Int, val fields: List<Int>) {
    CHECK_PIN(R.string.check_pin, R.string.check_pin_how, R.string.check_pin_done, listOf(R.id.old_pin)),
    CHANGE_PIN(
        R.string.change_pin,
        R.string.change_pin_how,
        R.string.change_pin_done,
        listOf(R.id.old_pin, R.id.new_pin, R.id.new_pin_again),
    ),
    FORGOT_PIN(
        R.string.forgot_pin,
        R.string.forgot_pin_how,
        R.string.forgot_pin_done,
        listOf(R.id.puk, R.id.new_pin, R.id.new_pin_again),
    ),
    READ_DATA(R.string.read_data, R.string.read_data_how, R.string.done, listOf(R.id.can)),
    READ_HEALTH_CARD(R.string.read_health_card, R.string.read_health_card_how, R.string.done, emptyList()),
    SETTLE(R.string.settle, R.string.settle_how, R.string.done, emptyList()),
    ;

    /** Whether its codes are of one of two cards: then no other gets them. */
    val asksWhichCard get() = this == CHECK_PIN || this == CHANGE_PIN || this == FORGOT_PIN
}

/** The kinds of card that there are fields to choose from. */
val CARDS = mapOf(R.id.identity_card to CardKind.CIE, R.id.health_card to CardKind.TS_CNS)

/**
 * What was entered for a task. Kept in memory only, from the form to the end of one tap, and
 * overwritten then.
 */
class Codes(private val byField: Map<Int, ByteArray>) {
    /** A copy for the SDK, which overwrites what it is given. */
    fun copy(field: Int): ByteArray = byField.getValue(field).copyOf()

    /** As [copy]; `null` where the field was not asked for. */
    fun copyOrNull(field: Int): ByteArray? = byField[field]?.copyOf()

    fun same(one: Int, other: Int): Boolean = byField[one].contentEquals(byField[other])

    fun wipe() = byField.values.forEach { it.fill(0) }
}

/** A task with its codes, and how it is to be tried. */
data class Attempt(
    val task: Task,
    val codes: Codes,
    /** The last try that the person has agreed to use, of which card and which code. */
    val lastTry: LastTry? = null,
    val variant: UnblockVariant = UnblockVariant.DIRECT,
    /** The card that the codes were asked for, where it has said what it needs. */
    val cardId: String? = null,
    /** The kind of card that the codes are for. */
    val only: CardKind? = null,
    /** The very card for which the person agreed to the other way. */
    val sameCard: String? = null,
) {
    /** Whether PIN or PUK are among its codes. */
    val hasCodes get() = task.asksWhichCard || cardId != null
}
