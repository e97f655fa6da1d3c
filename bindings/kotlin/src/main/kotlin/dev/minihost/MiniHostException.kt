package dev.minihost

/**
 * Why a call failed, by whose move it is next. [message] is English and for logs; what a user reads is [userMessage].
 */
public sealed class MiniHostException(message: String, cause: Throwable?, private val words: (Language) -> String) :
    Exception(message, cause) {

    /** One sentence for a user. */
    public fun userMessage(language: Language): String = words(language)

    /** The app passed something that cannot be: fix the call. */
    public class Misuse internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** The host or the session was closed before. */
    public class Closed internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** There is no such program: take it off the screen. */
    public class NoSuchProgram internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** The program cannot be fetched now: offer to try again. */
    public class Unavailable internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** The package is damaged, too large or not what it claims to be: trying again will not help. */
    public class PackageRefused internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** This version of the host does not run such programs: offer an update. */
    public class NotSupported internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** There is no room left on the device: the user must make some. */
    public class NoSpace internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** The host's folder is in use by another process, or the disk fails. */
    public class Store internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)

    /** A bug of the core: report it. The core goes on. */
    public class Internal internal constructor(message: String, cause: Throwable?, words: (Language) -> String) :
        MiniHostException(message, cause, words)
}

/** What a port throws to say why it could not do what was asked. Anything else it throws counts as [Failed]. */
public sealed class PortException(message: String) : Exception(message) {
    /** The host does not offer this at all. */
    public class Unsupported : PortException("not supported")

    /** The user or the host's policy said no; the program sees [reason]. */
    public class Denied(public val reason: String) : PortException("denied: $reason")

    /** The user closed the question without an answer. */
    public class Cancelled : PortException("cancelled")

    /** It took longer than asked. */
    public class Timeout : PortException("timeout")

    /** Anything else; the program sees [reason]. */
    public class Failed(public val reason: String) : PortException(reason)
}
