import Foundation

/// Keeps what is known of cards in a folder: a small file for each card, and the key of this
/// installation. No code is in them.
///
/// The folder is made when something is to be kept. One that is there has to belong to the app and be
/// writable by nobody else. A file is replaced in one step, and is on the disk when `put` returns.
/// Several stores, threads and processes may have the same folder. How it is done is the library's:
/// ``FolderStore``. The folder is in no backup: an old count of tries would come back from one.
public final class FileTryStore: TryStore {
    private let folder: URL
    private let files: FolderStore

    /// A store in a folder of its own.
    public init(folder: URL) {
        self.folder = folder
        files = FolderStore(path: folder.path)
    }

    /// The store of this app: the folder `cie` in its Application Support.
    ///
    /// - Throws: when there is no such folder and none can be made.
    public static func ofThisApp() throws -> FileTryStore {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        return FileTryStore(folder: support.appendingPathComponent("cie", isDirectory: true))
    }

    public func get(name: String) throws -> String? { try files.get(name: name) }

    public func put(name: String, text: String) throws {
        try files.put(name: name, text: text)
        try keepOutOfBackups()
    }

    public func remove(name: String) throws { try files.remove(name: name) }

    public func names() throws -> [String] { try files.names() }

    /// After each `put`: the first one makes the folder.
    private func keepOutOfBackups() throws {
        #if canImport(Darwin)
        do {
            var folder = folder
            var values = URLResourceValues()
            values.isExcludedFromBackup = true
            try folder.setResourceValues(values)
        } catch {
            let reason = "cannot keep the folder of the store out of backups: \(error.localizedDescription)"
            throw StoreError.Failed(reason: reason)
        }
        #endif
    }
}
