import Dispatch

public struct NWInterface: Sendable {
    public enum InterfaceType: Sendable { case wifi, cellular }
}

public struct NWPath: Sendable {
    public enum Status: Sendable { case satisfied }
    public var status: Status { fatalError() }
    public func usesInterfaceType(_ type: NWInterface.InterfaceType) -> Bool { fatalError() }
}

public final class NWPathMonitor: Sendable {
    public init() { fatalError() }
    public var currentPath: NWPath { fatalError() }
    public func start(queue: DispatchQueue) { fatalError() }
    public func cancel() { fatalError() }
}
