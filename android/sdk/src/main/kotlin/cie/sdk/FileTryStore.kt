package cie.sdk

import java.io.File
import java.io.FileOutputStream
import java.io.IOException

/**
 * Keeps what is known of cards in a folder: a small file for each card, and the key of this
 * installation. No code is in them.
 *
 * Give it a folder of its own that is not backed up: `File(context.noBackupFilesDir, "cie")`. In a
 * backup that is restored later, a count of tries would be an old one. One store for a folder, in
 * one process.
 *
 * A file is replaced in one step, and is on the disk when [put] returns.
 */
public class FileTryStore(private val folder: File) : TryStore {
    private val lock = Any()

    override fun get(name: String): String? = access(name) { file ->
        if (file.exists()) file.readText() else null
    }

    override fun put(name: String, text: String): Unit = access(name) { file ->
        if (!folder.isDirectory && !folder.mkdirs()) {
            throw IOException("cannot create the folder of the store")
        }
        val beside = File(folder, "$name.new")
        FileOutputStream(beside).use { out ->
            out.write(text.toByteArray())
            out.fd.sync()
        }
        if (!beside.renameTo(file)) {
            throw IOException("cannot replace a file of the store")
        }
    }

    override fun remove(name: String): Unit = access(name) { file ->
        if (!file.delete() && file.exists()) {
            throw IOException("cannot remove a file of the store")
        }
    }

    private fun <T> access(name: String, body: (File) -> T): T {
        if (!NAME.matches(name)) {
            throw StoreException.Failed("a name that the store does not take")
        }
        return synchronized(lock) {
            try {
                body(File(folder, name))
            } catch (error: IOException) {
                throw StoreException.Failed(error.message ?: "input or output failed")
            } catch (error: SecurityException) {
                throw StoreException.Failed(error.message ?: "access denied")
            }
        }
    }

    private companion object {
        val NAME = Regex("[a-z0-9-]{1,40}")
    }
}
