package cie.sdk

import android.annotation.SuppressLint
import android.system.ErrnoException
import android.system.Os
import android.system.OsConstants
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.StandardOpenOption

/**
 * Keeps what is known of cards in a folder: a small file for each card, and the key of this
 * installation. No code is in them.
 *
 * Give it a folder of its own that is not backed up: `File(context.noBackupFilesDir, "cie")`. In a
 * backup that is restored later, a count of tries would be an old one. One store for a folder, in
 * one process.
 *
 * A file is replaced in one step. It is on the disk when [put] returns, under its name, and gone from
 * there when [remove] does.
 */
public class FileTryStore internal constructor(
    private val folder: File,
    /** Has the disk keep which files the folder has: the name of a file is no part of the file. */
    private val sync: (File) -> Unit,
) : TryStore {
    /** @param folder a folder of its own; made when something is to be kept. */
    public constructor(folder: File) : this(folder, ::syncFolder)

    private val lock = Any()

    override fun get(name: String): String? = access(name) { file ->
        if (file.exists()) file.readText() else null
    }

    override fun put(name: String, text: String): Unit = access(name) { file ->
        if (!folder.isDirectory) {
            if (!folder.mkdirs()) throw IOException("cannot create the folder of the store")
            folder.absoluteFile.parentFile?.let(sync)
        }
        val beside = File(folder, "$name.new")
        FileOutputStream(beside).use { out ->
            out.write(text.toByteArray())
            out.fd.sync()
        }
        if (!beside.renameTo(file)) {
            throw IOException("cannot replace a file of the store")
        }
        sync(folder)
    }

    override fun remove(name: String): Unit = access(name) { file ->
        if (!file.delete() && file.exists()) {
            throw IOException("cannot remove a file of the store")
        }
        // Also where there was none: it may be the second attempt, after one that failed here.
        if (folder.isDirectory) sync(folder)
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

/**
 * fsync(2) of a folder. Android 7 has no `java.nio.file`, but lets the call be made; where the former
 * is, a desktop included, it does the same.
 */
@SuppressLint("NewApi")
private fun syncFolder(folder: File) {
    try {
        FileChannel.open(folder.toPath(), StandardOpenOption.READ).use { it.force(true) }
    } catch (_: LinkageError) {
        ByCall.sync(folder)
    }
}

/** A class of its own: where Android's classes are missing, as in tests on a desktop, it is not loaded. */
private object ByCall {
    fun sync(folder: File) {
        try {
            val descriptor = Os.open(folder.path, OsConstants.O_RDONLY, 0)
            try {
                Os.fsync(descriptor)
            } finally {
                Os.close(descriptor)
            }
        } catch (error: ErrnoException) {
            throw IOException("cannot write the folder of the store to the disk", error)
        }
    }
}
