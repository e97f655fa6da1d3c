/// The buffer is no frame of the version that this reader knows. Nothing of it was used.
package struct FrameFormatError: Error, Equatable {
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Reads a buffer front to back and never past its end; refuses what the core would not have written.
struct FrameInput {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    /// `bytes` must outlive the input.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var left: Int { bytes.count - at }

    /// Every read goes through here: the length is checked before the bytes are looked at.
    private mutating func number<T: FixedWidthInteger>(_ type: T.Type) throws(FrameFormatError) -> T {
        let size = MemoryLayout<T>.size
        guard size <= left else { throw FrameFormatError("the buffer ends at \(at) inside a value") }
        defer { at += size }
        return T(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: type))
    }

    mutating func u8() throws(FrameFormatError) -> UInt8 { try number(UInt8.self) }

    mutating func u16() throws(FrameFormatError) -> UInt16 { try number(UInt16.self) }

    mutating func u32() throws(FrameFormatError) -> UInt32 { try number(UInt32.self) }

    mutating func u64() throws(FrameFormatError) -> UInt64 { try number(UInt64.self) }

    mutating func i32() throws(FrameFormatError) -> Int32 { try number(Int32.self) }

    mutating func f32() throws(FrameFormatError) -> Float {
        let value = Float(bitPattern: try u32())
        guard value.isFinite else { throw FrameFormatError("the number at \(at - 4) is not finite") }
        return value
    }

    mutating func bool() throws(FrameFormatError) -> Bool {
        switch try u8() {
        case 0: return false
        case 1: return true
        case let tag: throw noSuchTag("bool", tag)
        }
    }

    mutating func text() throws(FrameFormatError) -> String {
        let length = try count(1)
        let part = UnsafeRawBufferPointer(rebasing: bytes[at..<at + length])
        guard let text = String(validating: part, as: UTF8.self) else {
            throw FrameFormatError("text at \(at) is not UTF-8")
        }
        at += length
        return text
    }

    /// A list's count: refused when so many elements of at least `smallest` bytes cannot follow.
    private mutating func count(_ smallest: Int) throws(FrameFormatError) -> Int {
        let count = Int(try u32())
        guard count <= left / smallest else { throw FrameFormatError("a list of \(count) at \(at - 4) does not fit") }
        return count
    }

    mutating func list<T>(
        _ smallest: Int, _ element: (inout FrameInput) throws(FrameFormatError) -> T
    ) throws(FrameFormatError) -> [T] {
        let count = try count(smallest)
        var found: [T] = []
        // An element may be larger here than there: what is set aside before it is read has a bound of its own.
        found.reserveCapacity(min(count, 1024))
        for _ in 0..<count { found.append(try element(&self)) }
        return found
    }

    mutating func optional<T>(_ value: (inout FrameInput) throws(FrameFormatError) -> T) throws(FrameFormatError) -> T? {
        try bool() ? try value(&self) : nil
    }

    func noSuchTag(_ kind: String, _ tag: UInt8) -> FrameFormatError {
        FrameFormatError("\(kind) has no number \(tag) (at \(at - 1))")
    }
}
