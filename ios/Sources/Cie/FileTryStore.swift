import Foundation

/// Keeps what is known of cards in a folder: a small file for each card, and the key of this
/// installation. No code is in them.
///
/// One store for a folder, in one process. A file is replaced in one step, and is on the disk when
/// `put` returns. It is in no backup: an old count of tries would come back from one.
public final class FileTryStore: TryStore {
    private let folder: URL
    private let lock = NSLock()

    /// A store in a folder of its own, which is made when something is to be kept.
    public init(folder: URL) {
        self.folder = folder
    }

    /// The store of this app: the folder `cie` in its Application Support.
    ///
    /// - Throws: when there is no such folder and none can be made.
    public static func ofThisApp() throws -> FileTryStore {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        return FileTryStore(folder: support.appendingPathComponent("cie", isDirectory: true))
    }

    public func get(name: String) throws -> String? {
        try access(name) { file in
            do {
                return try String(contentsOf: file, encoding: .utf8)
            } catch CocoaError.fileReadNoSuchFile {
                return nil
            }
        }
    }

    public func put(name: String, text: String) throws {
        try access(name) { file in
            try makeFolder()
            let beside = file.appendingPathExtension("new")
            try Data(text.utf8).write(to: beside)
            let handle = try FileHandle(forWritingTo: beside)
            defer { try? handle.close() }
            try onDisk(handle.fileDescriptor, "a file")
            guard rename(beside.path, file.path) == 0 else {
                throw StoreError.Failed(reason: "cannot replace a file of the store (\(errno))")
            }
            try folderOnDisk()
        }
    }

    public func remove(name: String) throws {
        try access(name) { file in
            do {
                try FileManager.default.removeItem(at: file)
            } catch CocoaError.fileNoSuchFile {
                return
            }
            try folderOnDisk()
        }
    }

    private func access<Answer>(_ name: String, _ body: (URL) throws -> Answer) throws -> Answer {
        guard !name.isEmpty, name.allSatisfy(Self.allowed.contains) else {
            throw StoreError.Failed(reason: "not a name of the store")
        }
        let file = folder.appendingPathComponent(name)
        return try lock.withLock {
            do {
                return try body(file)
            } catch let error as StoreError {
                throw error
            } catch {
                throw StoreError.Failed(reason: "a file of the store: \(error.localizedDescription)")
            }
        }
    }

    private func makeFolder() throws {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: folder.path) else { return }
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        #if canImport(Darwin)
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        var folder = folder
        try folder.setResourceValues(values)
        #endif
    }

    private func folderOnDisk() throws {
        let descriptor = open(folder.path, O_RDONLY)
        guard descriptor >= 0 else {
            throw StoreError.Failed(reason: "cannot open the folder of the store (\(errno))")
        }
        defer { close(descriptor) }
        try onDisk(descriptor, "the folder")
    }

    private func onDisk(_ descriptor: Int32, _ what: String) throws {
        #if canImport(Darwin)
        // On Apple's systems fsync leaves it in the drive's cache (fsync(2)).
        let result = fcntl(descriptor, F_FULLFSYNC)
        #else
        let result = fsync(descriptor)
        #endif
        guard result == 0 else {
            throw StoreError.Failed(reason: "cannot write \(what) of the store to the disk (\(errno))")
        }
    }

    private static let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
}
