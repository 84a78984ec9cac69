package cie.app

/**
 * A page of the app: what is on it, and where the arrow leads. It is made anew for each step of the way; what it
 * knows is in its constructor, so that it can be drawn again at any time, as when the phone is turned.
 */
interface Page {
    /** The codes it goes on with. Whatever the page after it does not go on with is overwritten. */
    val codes: Codes? get() = null

    /** Whether codes or data of a person are on it: then it is in no screenshot and no list of apps. */
    val secure: Boolean get() = codes != null

    /** Puts the parts of the page into the screen. */
    fun Screen.draw()

    /** The page that the arrow leads to; `null`: out of the app. */
    fun back(): Page? = Home()

    /** The page is shown now, by this activity. */
    fun begin(activity: MainActivity) = Unit

    /** Something else is in front; the page may come back. */
    fun pause() = Unit

    /** It is in front again. */
    fun resume() = Unit

    /** Another page has taken its place. */
    fun end() = Unit
}
