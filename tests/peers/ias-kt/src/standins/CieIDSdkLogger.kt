/*
 * Stands in for the SDK's logger, which writes every APDU to Android's log. With IAS_KT_TRACE set
 * they go to standard error, so that a failure can be looked into.
 */
package it.ipzs.cieidsdk.util

internal object CieIDSdkLogger {
    private val wanted = System.getenv("IAS_KT_TRACE") != null

    fun log(message: String) {
        if (wanted) System.err.println(message)
    }
}
