//! Our ways of drawing together as peniko's, and blurs.

use crate::ops::Blend;
use vello_cpu::filter_effects::{EdgeMode, Filter, FilterPrimitive};
use vello_cpu::peniko::{BlendMode, Compose, Mix};

pub(super) fn mode(blend: Blend) -> BlendMode {
    let compose = |compose| BlendMode::new(Mix::Normal, compose);
    let mix = |mix| BlendMode::new(mix, Compose::SrcOver);
    match blend {
        Blend::SourceOver => compose(Compose::SrcOver),
        Blend::SourceIn => compose(Compose::SrcIn),
        Blend::SourceOut => compose(Compose::SrcOut),
        Blend::SourceAtop => compose(Compose::SrcAtop),
        Blend::DestinationOver => compose(Compose::DestOver),
        Blend::DestinationIn => compose(Compose::DestIn),
        Blend::DestinationOut => compose(Compose::DestOut),
        Blend::DestinationAtop => compose(Compose::DestAtop),
        Blend::Copy => compose(Compose::Copy),
        Blend::Xor => compose(Compose::Xor),
        Blend::Lighter => compose(Compose::Plus),
        Blend::Multiply => mix(Mix::Multiply),
        Blend::Screen => mix(Mix::Screen),
        Blend::Overlay => mix(Mix::Overlay),
        Blend::Darken => mix(Mix::Darken),
        Blend::Lighten => mix(Mix::Lighten),
        Blend::ColourDodge => mix(Mix::ColorDodge),
        Blend::ColourBurn => mix(Mix::ColorBurn),
        Blend::HardLight => mix(Mix::HardLight),
        Blend::SoftLight => mix(Mix::SoftLight),
        Blend::Difference => mix(Mix::Difference),
        Blend::Exclusion => mix(Mix::Exclusion),
        Blend::Hue => mix(Mix::Hue),
        Blend::Saturation => mix(Mix::Saturation),
        Blend::Colour => mix(Mix::Color),
        Blend::Luminosity => mix(Mix::Luminosity),
    }
}

/// For a blur radius as CSS has it.
pub(super) fn blur(radius: f32) -> Filter {
    // A wider blur cannot be told from nothing.
    let std_deviation = (radius / 2.0).min(100.0);
    Filter::from_primitive(FilterPrimitive::GaussianBlur { std_deviation, edge_mode: EdgeMode::None })
}
