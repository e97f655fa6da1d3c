import Foundation
import QuartzCore
import UIKit

/// Calls once at the next vsync after it was asked to, and rests otherwise.
@MainActor
final class Vsync {
    private let work: () -> Void

    init(_ work: @escaping () -> Void) { self.work = work }

    #if canImport(ObjectiveC)
        private var link: CADisplayLink?

        func next() {
            if link == nil {
                // A display link holds its target: one that does not hold the view.
                let made = CADisplayLink(target: Target(self), selector: #selector(Target.tick))
                made.add(to: .main, forMode: .common)
                link = made
            }
            link?.isPaused = false
        }

        private func tick() {
            link?.isPaused = true
            work()
        }

        private final class Target: NSObject {
            private weak var owner: Vsync?

            @MainActor
            init(_ owner: Vsync) { self.owner = owner }

            @MainActor
            @objc func tick(_ link: CADisplayLink) {
                if let owner { owner.tick() } else { link.invalidate() }
            }
        }
    #else
        /// Without Objective-C there are no selectors, and so no display link.
        func next() { work() }
    #endif
}
