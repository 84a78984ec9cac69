package cie.app

import android.content.Intent
import android.graphics.Rect
import android.graphics.drawable.Drawable
import android.net.Uri
import android.text.InputFilter
import android.text.method.PasswordTransformationMethod
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.accessibility.AccessibilityNodeInfo
import android.view.inputmethod.InputMethodManager
import android.widget.Button
import android.widget.CheckBox
import android.widget.EditText
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ProgressBar
import android.widget.TextView

/** The parts that pages are made of, one under the other, with the widgets of the platform. */
class Screen(val activity: MainActivity, private val column: ViewGroup) {
    /** The heading, as a screen reader says it when the page comes. */
    var title: CharSequence = ""
        private set

    fun text(id: Int, vararg arguments: Any): String = activity.getString(id, *arguments)

    fun show(page: Page) = activity.show(page)

    fun heading(text: String) {
        title = text
        add(TextView(activity, null, 0, R.style.Heading), R.id.heading).text = text
    }

    fun heading(text: Int) = heading(text(text))

    fun label(text: String) = add(TextView(activity, null, 0, R.style.Label)).apply { this.text = text }

    fun subheading(text: String) = add(TextView(activity, null, 0, R.style.Subheading)).apply { this.text = text }

    fun body(text: String?, id: Int = View.NO_ID): TextView =
        add(TextView(activity, null, 0, R.style.Body), id).apply {
            this.text = text
            visibility = if (text.isNullOrEmpty()) View.GONE else View.VISIBLE
        }

    /** Text that changes while the page is there, and that a screen reader says then. */
    fun live(text: String?, id: Int): TextView =
        body(text, id).apply { accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }

    /** Something to know before anything else. */
    fun banner(text: Int, id: Int): TextView =
        add(TextView(activity, null, 0, R.style.Banner), id).apply { setText(text) }

    /** A drawing, with what is to be seen on it for whoever does not see it. */
    fun picture(drawing: Int, says: Int) = add(ImageView(activity), 0).apply {
        setImageResource(drawing)
        contentDescription = text(says)
        adjustViewBounds = true
        maxHeight = resources.getDimensionPixelSize(R.dimen.picture)
    }

    /** What is most likely wanted. */
    fun filled(text: String, id: Int, action: () -> Unit) = button(text, id, R.style.Filled, action)

    fun filled(text: Int, id: Int, action: () -> Unit) = filled(text(text), id, action)

    fun tonal(text: Int, id: Int, action: () -> Unit) = button(text(text), id, R.style.Tonal, action)

    fun plain(text: Int, id: Int, action: () -> Unit) = button(text(text), id, R.style.Plain, action)

    /** One of several ways, as a card. */
    fun choice(text: String, id: Int = View.NO_ID, drawing: Int = 0, action: () -> Unit) =
        button(text, id, R.style.Choice, action)
            .apply {
                val onward = activity.getDrawable(R.drawable.onward)?.sized(R.dimen.onward, 1f)
                val small = if (drawing == 0) null else activity.getDrawable(drawing)?.sized(R.dimen.small_picture, CARD)
                setCompoundDrawablesRelative(small, null, onward, null)
            }

    private fun Drawable.sized(width: Int, ratio: Float) = apply {
        val wide = activity.resources.getDimensionPixelSize(width)
        setBounds(0, 0, wide, (wide / ratio).toInt())
    }

    fun choice(text: Int, id: Int, drawing: Int = 0, action: () -> Unit) = choice(text(text), id, drawing, action)

    private fun button(text: String, id: Int, style: Int, action: () -> Unit) =
        add(Button(activity, null, 0, style), id).apply {
            this.text = text
            setOnClickListener { action() }
        }

    /** A label and its value: one item for a screen reader, and to be copied with a long press. */
    fun row(label: Int, value: String?) {
        if (value.isNullOrBlank()) return
        body(text(R.string.row, text(label), value)).setTextIsSelectable(true)
    }

    fun bar(id: Int): ProgressBar =
        add(ProgressBar(activity, null, 0, android.R.style.Widget_DeviceDefault_ProgressBar_Horizontal), id).apply {
            max = PERCENT
            // The words beneath say it, in steps.
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    /** A field for a code, with its label, how many digits are in it, and room for what is wrong with it. */
    fun code(id: Int, label: String, longest: Int = LONGEST): EditText {
        label(label).labelFor = id
        val field = add(EditText(activity, null, 0, R.style.Code), id)
        field.filters = arrayOf(ONLY_DIGITS, InputFilter.LengthFilter(longest))
        hideDigits(field)
        val note = live(null, View.NO_ID)
        field.setTag(R.id.note, note)
        field.afterChange { count ->
            note.say(if (count == 0) null else activity.resources.getQuantityString(R.plurals.digits, count, count))
        }
        return field
    }

    /** A field for a name. */
    fun place(id: Int): EditText {
        val field = add(EditText(activity, null, 0, R.style.Place), id)
        field.setTag(R.id.note, live(null, View.NO_ID))
        return field
    }

    /** Shows what is in the fields, for whoever reads it off a letter. */
    fun showDigits(vararg fields: EditText) = add(CheckBox(activity, null, 0, R.style.Check), R.id.show_digits).apply {
        setText(R.string.show_digits)
        setOnCheckedChangeListener { _, shown ->
            for (field in fields) if (shown) field.transformationMethod = null else hideDigits(field)
        }
    }

    /** Opens something outside of the app; where the phone has nothing for it, the text stays to be read. */
    fun open(link: String) {
        val uri = Uri.parse(link)
        val action = when (uri.scheme) {
            // The number is shown, and called when the person says so.
            "tel" -> Intent.ACTION_DIAL
            "mailto" -> Intent.ACTION_SENDTO
            else -> Intent.ACTION_VIEW
        }
        activity.open(Intent(action, uri))
    }

    private fun <T : View> add(view: T, id: Int = View.NO_ID): T = view.also {
        it.id = if (id == 0) View.NO_ID else id
        val place = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
        place.bottomMargin = activity.resources.getDimensionPixelSize(R.dimen.gap)
        column.addView(it, place)
    }

    private companion object {
        const val PERCENT = 100

        /** How wide a drawing is for its height. */
        const val CARD = 1.5f

        /** Of all codes. */
        const val LONGEST = 8

        /** What is pasted may be grouped, or have a word before it. */
        val ONLY_DIGITS = InputFilter { source, start, end, _, _, _ ->
            if ((start until end).all { source[it] in '0'..'9' }) null else source.subSequence(start, end).filter { it in '0'..'9' }
        }
    }
}

fun hideDigits(field: EditText) {
    field.transformationMethod = PasswordTransformationMethod.getInstance()
}

/** Is told how long the text is now. */
fun EditText.afterChange(action: (Int) -> Unit) = addTextChangedListener(object : android.text.TextWatcher {
    override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

    override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

    override fun afterTextChanged(text: android.text.Editable) = action(text.length)
})

/** Says it, unless it says so already: a live region that is set is spoken. */
fun TextView.say(words: String?) {
    if (text.toString() != words.orEmpty()) text = words
    visibility = if (words.isNullOrEmpty()) View.GONE else View.VISIBLE
}

/** Says what is wrong with the entry beneath its field, for a screen reader with it, and goes there. */
fun EditText.refuse(words: String) {
    val note = getTag(R.id.note) as TextView
    note.say(words)
    note.setTextColor(context.getColor(R.color.error))
    accessibilityDelegate = object : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.isContentInvalid = true
            info.error = words
        }
    }
    afterChange {
        accessibilityDelegate = null
        note.setTextColor(context.getColor(R.color.muted))
    }
    requestFocus()
    // What is wrong stands beneath the field, which alone would be scrolled to.
    note.post { note.requestRectangleOnScreen(Rect(0, 0, note.width, note.height)) }
    context.getSystemService(InputMethodManager::class.java).showSoftInput(this, 0)
}

/** Without an app for it, nothing happens: what the link is about stays on the page. */
fun android.app.Activity.open(intent: Intent) =
    try {
        startActivity(intent)
    } catch (_: android.content.ActivityNotFoundException) {
        Unit
    }
