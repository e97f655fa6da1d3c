//! Boxes to layers of drawing ops, and the CPU rasteriser
