package cie.sdk

import java.io.File

/**
 * Keeps what is known of cards in a folder: a small file for each card, and the key of this
 * installation. No code is in them.
 *
 * Give it a folder of its own that is not backed up: `File(context.noBackupFilesDir, "cie")`. In a
 * backup that is restored later, a count of tries would be an old one. The folder is made when
 * something is to be kept. One that is there has to belong to the app and be writable by nobody else,
 * which those of Android itself are not: their group may write them.
 *
 * A file is replaced in one step. It is on the disk when [put] returns, under its name, and gone from
 * there when [remove] does. Several stores, threads and processes may have the same folder. How it is
 * done is the library's: [FolderStore].
 */
public class FileTryStore private constructor(private val files: FolderStore) : TryStore {
    /** @param folder a folder of its own. */
    public constructor(folder: File) : this(FolderStore(folder.absolutePath))

    override fun get(name: String): String? = files.get(name)

    override fun put(name: String, text: String): Unit = files.put(name, text)

    override fun remove(name: String): Unit = files.remove(name)

    override fun names(): List<String> = files.names()
}
