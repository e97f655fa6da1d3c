//! What comes to rest at one of several places: a swiper with its pages and dots, a picker-view's column with what lies above its items.

use super::ScrollOffset;
use super::background::Frame;
use super::boxes::{Around, Walk};
use super::pen::part;
use crate::geometry::{Rect, Size};
use crate::layer::{Layer, Scroll, Sticky};
use crate::leaf;
use minihost_layout::{BoxContent, BoxNode, SwiperArea};
use minihost_tree::NodeId;

impl Walk<'_> {
    pub(super) fn swiper(
        &mut self,
        node: &BoxNode,
        swiper: SwiperArea,
        frame: &Frame,
        at: (f32, f32),
        around: &Around,
    ) {
        let (inner, corners) = frame.padding_box();
        let length = swiper.length(if swiper.vertical { inner.height } else { inner.width });
        let offset = self.offset(node).unwrap_or(ScrollOffset {
            x: swiper.offset.0,
            y: swiper.offset.1,
            version: swiper.current as u32,
            smooth: true,
        });
        let along = if swiper.vertical { offset.y } else { offset.x };
        let scroll = Scroll {
            content: Size {
                width: if swiper.vertical { inner.width } else { length.max(inner.width) },
                height: if swiper.vertical { length.max(inner.height) } else { inner.height },
            },
            x: offset.x,
            y: offset.y,
            version: offset.version,
            horizontal: !swiper.vertical,
            vertical: swiper.vertical,
            page: false,
            smooth: offset.smooth,
            snap: swiper.step.max(0.0),
        };
        let around = &Around { turned: Some((swiper, along)), ..around.clone() };
        self.scrolled(node, scroll, &inner, corners, at, around);
        let Some(element) = self.element(node) else { return };
        if element.flag("indicator-dots") && swiper.count > 1 {
            let current = swiper.page_at(along);
            let mut layer = Layer::new(self.layer_id(node, part::OVER), 0, inner);
            layer.node = node.source.map_or(0, NodeId::to_u64);
            if self.pen.open(layer, inner) {
                let area = Rect::new(0.0, 0.0, inner.width, inner.height);
                leaf::dots(&mut self.pen, element, &area, &swiper, current);
                self.pen.close();
            }
        }
    }

    /// Where a child of a box stands that was laid out there: pages of a swiper without ends go round.
    pub(super) fn turned(around: &Around, at: (f32, f32), (x, y): (f32, f32)) -> (f32, f32) {
        match around.turned {
            Some((area, along)) if area.vertical => (at.0 + x, at.1 + y + area.turn(y, along)),
            Some((area, along)) => (at.0 + x + area.turn(x, along), at.1 + y),
            None => (at.0 + x, at.1 + y),
        }
    }

    /// What a picker-view-column shows above its items, which does not scroll with them.
    pub(super) fn is_pinned(&self, node: &BoxNode) -> bool {
        node.pseudo.is_none()
            && self.pen.scrolls()
            && self
                .element(node)
                .is_some_and(|element| matches!(&*element.tag, "picker-view-mask" | "picker-view-indicator"))
    }

    pub(super) fn pinned(&self, node: &BoxNode, place: &Rect) -> Sticky {
        let parent = node.parent.map(|id| self.boxes.node(id));
        let length = parent.map_or(place.height, |parent| {
            let inner = parent.padding_box();
            match &parent.content {
                BoxContent::Swiper(area) => area.length(inner.height),
                _ => inner.height,
            }
        });
        let container = Rect::new(place.x, 0.0, place.width, length);
        Sticky { top: Some(place.y), right: None, bottom: None, left: None, container }
    }
}
