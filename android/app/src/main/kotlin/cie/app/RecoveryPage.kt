package cie.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
import cie.sdk.Advice
import cie.sdk.AdviceQuestion
import cie.sdk.SituationInput
import cie.sdk.languageFor

/**
 * The way back to lost codes: one question after the other, then what to do. The page is there
 * already; this puts into it what the advice is now.
 */
class RecoveryPage(
    private val activity: Activity,
    private val recovery: Recovery,
    /** Shows the page anew. */
    private val again: () -> Unit,
    private val leave: () -> Unit,
    /** Gives the PIN a new value with the PUK; `null` while no card can be read. */
    private val unblock: (() -> Unit)?,
) {
    private val parts: ViewGroup = activity.findViewById(R.id.parts)
    private val folded: ViewGroup = activity.findViewById(R.id.folded)
    private val heading: TextView = activity.findViewById(R.id.heading)

    fun show() {
        val language = languageFor(activity.resources.configuration.locales[0])
        val now = (System.currentTimeMillis() / MILLIS).toULong()
        when (val advice = recovery.advice(language, now)) {
            is Advice.Questions -> {
                question(advice.ask.first())
                told(advice.meanwhile).forEach { add(it, parts) }
            }
            is Advice.Plan -> plan(told(advice.plan))
            is Advice.NotCovered -> plan(told(advice.plan, advice.sentence))
        }
        find(R.id.previous).visibility = if (recovery.hasAnswers) View.VISIBLE else View.GONE
        find(R.id.previous).setOnClickListener {
            recovery.back()
            again()
        }
        find(R.id.home).setOnClickListener { leave() }
    }

    private fun question(question: AdviceQuestion) {
        heading.text = question.sentence
        find(R.id.promise).visibility = View.VISIBLE
        for (answer in question.answers) {
            val button = inflate<Button>(R.layout.part_choice, parts)
            button.text = answer.sentence
            button.setOnClickListener { if (recovery.answer(question.input, answer.value)) again() }
        }
    }

    private fun plan(told: Told) {
        heading.setText(R.string.what_to_do)
        told.parts.forEach { add(it, parts) }
        told.folded.forEach { add(it, folded) }
        if (recovery.mayNameMunicipality) municipality()
        val more: Button = activity.findViewById(R.id.more)
        more.visibility = if (told.folded.isEmpty()) View.GONE else View.VISIBLE
        more.setOnClickListener {
            val open = folded.visibility != View.VISIBLE
            folded.visibility = if (open) View.VISIBLE else View.GONE
            more.setText(if (open) R.string.less else R.string.more)
        }
    }

    private fun municipality() {
        find(R.id.place).visibility = View.VISIBLE
        val field: EditText = activity.findViewById(R.id.municipality)
        find(R.id.name_municipality).setOnClickListener {
            if (recovery.answer(SituationInput.MUNICIPALITY, field.text.toString())) {
                again()
            } else {
                field.error = activity.getString(R.string.no_municipality)
            }
        }
    }

    private fun add(part: Part, into: ViewGroup) {
        when (part) {
            is Part.Label -> inflate<TextView>(R.layout.part_label, into).setText(part.text)
            is Part.Title -> inflate<TextView>(R.layout.part_title, into).text = part.text
            is Part.Line -> inflate<TextView>(R.layout.part_line, into).text = noted(part.text, part.note)
            is Part.Link -> inflate<Button>(R.layout.part_choice, into).apply {
                text = noted(part.text, part.note)
                setOnClickListener { open(part.link) }
            }
            is Part.Action -> inflate<Button>(R.layout.part_choice, into).apply {
                text = part.text
                isEnabled = unblock != null
                setOnClickListener { unblock?.invoke() }
            }
        }
    }

    private fun noted(text: String, note: Int?): String =
        if (note == null) text else "$text (${activity.getString(note)})"

    /** A telephone shows the number and calls when told to; nothing is sent from here. */
    private fun open(link: String) {
        val uri = Uri.parse(link)
        val action = when (uri.scheme) {
            "tel" -> Intent.ACTION_DIAL
            "mailto" -> Intent.ACTION_SENDTO
            else -> Intent.ACTION_VIEW
        }
        try {
            activity.startActivity(Intent(action, uri))
        } catch (_: ActivityNotFoundException) {
            // A tablet that cannot call. The number stays on the page.
        }
    }

    private fun find(id: Int): View = activity.findViewById(id)

    @Suppress("UNCHECKED_CAST")
    private fun <T : View> inflate(layout: Int, into: ViewGroup): T {
        val view = activity.layoutInflater.inflate(layout, into, false)
        into.addView(view)
        return view as T
    }

    private companion object {
        const val MILLIS = 1000
    }
}
