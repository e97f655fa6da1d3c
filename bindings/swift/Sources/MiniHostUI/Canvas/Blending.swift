import CoreGraphics
import MiniHost

extension CGBlendMode {
    /// How what is drawn comes together with what is there.
    static func of(_ blend: Frame.Blend) -> CGBlendMode {
        switch blend {
        case .sourceOver: .normal
        case .sourceIn: .sourceIn
        case .sourceOut: .sourceOut
        case .sourceAtop: .sourceAtop
        case .destinationOver: .destinationOver
        case .destinationIn: .destinationIn
        case .destinationOut: .destinationOut
        case .destinationAtop: .destinationAtop
        case .copy: .copy
        case .xor: .xor
        case .lighter: .plusLighter
        case .multiply: .multiply
        case .screen: .screen
        case .overlay: .overlay
        case .darken: .darken
        case .lighten: .lighten
        case .colourDodge: .colorDodge
        case .colourBurn: .colorBurn
        case .hardLight: .hardLight
        case .softLight: .softLight
        case .difference: .difference
        case .exclusion: .exclusion
        case .hue: .hue
        case .saturation: .saturation
        case .colour: .color
        case .luminosity: .luminosity
        }
    }
}

extension CGContext {
    /// Draws along paths as a line says.
    func set(_ line: Frame.Line) {
        setLineWidth(CGFloat(line.width))
        setMiterLimit(CGFloat(line.miter))
        switch line.cap {
        case .butt: setLineCap(.butt)
        case .round: setLineCap(.round)
        case .square: setLineCap(.square)
        }
        switch line.join {
        case .miter: setLineJoin(.miter)
        case .round: setLineJoin(.round)
        case .bevel: setLineJoin(.bevel)
        }
        setLineDash(phase: CGFloat(line.dashOffset), lengths: line.dash.map { CGFloat($0) })
    }
}
