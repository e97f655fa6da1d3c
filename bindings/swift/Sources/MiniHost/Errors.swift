import Foundation

/// Why a call failed, by whose move it is next. Reasons are English and for logs; what a user reads is `userMessage(_:)`.
public enum MiniHostError: Error, Sendable, Equatable {
    /// The app passed something that cannot be: fix the call.
    case misuse(reason: String)
    /// The host or the session was closed before.
    case closed
    /// There is no such program: take it off the screen.
    case noSuchProgram(program: String)
    /// The program cannot be fetched now: offer to try again.
    case unavailable(reason: String)
    /// The package is damaged, too large or not what it claims to be: trying again will not help.
    case packageRefused(reason: String)
    /// This version of the host does not run such programs: offer an update.
    case notSupported(reason: String)
    /// There is no room left on the device: the user must make some.
    case noSpace
    /// The host's folder is in use by another process, or the disk fails.
    case store(reason: String)
    /// A bug of the core: report it. The core goes on.
    case `internal`(reason: String)

    /// One sentence for a user.
    public func userMessage(_ language: Language) -> String { errorWords(self, language) }
}

extension MiniHostError: LocalizedError {
    /// The user's sentence in the language of this app.
    public var errorDescription: String? { userMessage(.current) }
}

/// What a port throws to say why it could not do what was asked. Anything else it throws counts as `failed`.
public enum PortError: Error, Sendable, Equatable {
    /// The host does not offer this at all.
    case unsupported
    /// The user or the host's policy said no; the program sees `reason`.
    case denied(reason: String)
    /// The user closed the question without an answer.
    case cancelled
    /// It took longer than asked.
    case timeout
    /// Anything else; the program sees `reason`.
    case failed(reason: String)
}
