//! Intersection observers: after each layout, who came into view, who left it, and by how much.
//!
//! Source: WeChat's `api/wxml/IntersectionObserver`; what it leaves open is as the W3C's Intersection Observer has it.

use super::worker::Worker;
use minihost_api::{Area, Observation};
use minihost_paint::Rect;
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::{InstanceId, PageId};

/// Observers that one program may have at a time, and nodes that one may watch.
const MAX_WATCHES: usize = 1000;
const MAX_TARGETS: usize = 1000;

/// An observer at work.
pub(super) struct Watch {
    page: PageId,
    wish: Observation,
    /// The node of each area; `None` is the viewport.
    areas: Vec<Option<NodeId>>,
    targets: Vec<(NodeId, Seen)>,
}

impl Watch {
    pub fn observer(&self) -> u32 {
        self.wish.observer
    }
}

/// What was last known of a target.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Seen {
    /// Nothing yet; this share is taken for known.
    Initial(f32),
    /// How many thresholds its share had reached, and whether it intersected at all.
    At(usize, bool),
}

/// Where a target stands in what it is to intersect.
struct Meeting {
    own: Rect,
    area: Rect,
    common: Rect,
    ratio: f32,
    meets: bool,
}

fn meet(own: Rect, areas: impl Iterator<Item = Rect>) -> Meeting {
    let mut area: Option<Rect> = None;
    for one in areas {
        area = Some(area.map_or(one, |area| common(area, one).unwrap_or_default()));
    }
    let area = area.unwrap_or_default();
    let found = common(own, area);
    let shared = found.unwrap_or_default();
    let (size, part) = (own.width * own.height, shared.width * shared.height);
    let ratio = match found {
        Some(_) if size > 0.0 => part / size,
        // What has no area is there as a whole or not at all.
        Some(_) => 1.0,
        None => 0.0,
    };
    Meeting { own, area, common: shared, ratio, meets: found.is_some() && ratio > 0.0 }
}

/// What two rectangles share; `None` if they do not even touch.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    let (left, top) = (a.x.max(b.x), a.y.max(b.y));
    let (right, bottom) = ((a.x + a.width).min(b.x + b.width), (a.y + a.height).min(b.y + b.height));
    (right >= left && bottom >= top).then(|| Rect::new(left, top, right - left, bottom - top))
}

/// Whether this is news, and what is known from now on.
fn judge(seen: Seen, thresholds: &[f32], ratio: f32, meets: bool) -> (bool, Seen) {
    let reached = if meets { thresholds.iter().filter(|threshold| **threshold <= ratio).count() } else { 0 };
    let now = Seen::At(reached, meets);
    let is_news = match seen {
        Seen::Initial(initial) => {
            (ratio - initial).abs() > f32::EPSILON
                && thresholds.iter().any(|threshold| (initial - threshold) * (ratio - threshold) <= 0.0)
        }
        Seen::At(..) => seen != now,
    };
    (is_news, now)
}

impl Worker {
    pub(super) fn watch(&mut self, wish: Observation) {
        // What is to be watched must be there, with what was set just now.
        let Some(page) = self.pages.last().map(|page| page.id) else { return };
        let instance = match wish.component {
            0 => self.view.page_instance(page),
            number => Some(InstanceId(number as u32)),
        };
        let Some(instance) = instance else { return };
        let page = self.view.page_of(instance).unwrap_or(page);
        let find = |selector: &str, all| self.view.find_in(instance, selector, all);
        let areas = wish.areas.iter().map(|area| {
            let node = area.selector.as_ref().map(|selector| find(selector, false).first().copied());
            // A reference that is not there leaves the viewport, as with WeChat.
            node.flatten()
        });
        let areas = areas.collect();
        let targets = find(&wish.selector, wish.all);
        let seen = Seen::Initial(wish.initial_ratio);
        let targets = targets.into_iter().take(MAX_TARGETS).map(|node| (node, seen)).collect();
        if self.watches.len() < MAX_WATCHES {
            self.watches.push(Watch { page, wish, areas, targets });
            self.redraw = true;
        }
    }

    /// Tells the observers of the page on top what changed since they were told last.
    pub(super) fn tell_intersections(&mut self) {
        if self.watches.is_empty() {
            return;
        }
        let open: Vec<PageId> = self.pages.iter().chain(&self.tabs).map(|page| page.id).collect();
        self.watches.retain(|watch| open.contains(&watch.page));
        let Some(page) = self.pages.last() else { return };
        let mut news = Vec::new();
        let boxes = page.surface.boxes.borrow();
        let place = |node: NodeId| {
            let rect = boxes.rect_in_window(node, &page.surface.scrolls)?;
            Some(Rect::new(rect.x, rect.y, rect.width, rect.height))
        };
        let viewport = Rect::new(0.0, 0.0, page.surface.rect.width, page.surface.rect.height);
        for watch in self.watches.iter_mut().filter(|watch| watch.page == page.id) {
            let plain = [Area { selector: None, margins: [0.0; 4] }];
            let wished = if watch.wish.areas.is_empty() { &plain[..] } else { &watch.wish.areas };
            let areas: Vec<Rect> = wished
                .iter()
                .enumerate()
                .map(|(n, area)| {
                    let node = watch.areas.get(n).copied().flatten();
                    grown(node.map_or(viewport, |node| place(node).unwrap_or_default()), area.margins)
                })
                .collect();
            for (node, seen) in &mut watch.targets {
                let meeting = match place(*node) {
                    Some(own) => meet(own, areas.iter().copied()),
                    // It is not displayed: it has no place to be seen at.
                    None => {
                        Meeting { ratio: 0.0, meets: false, ..meet(Rect::default(), areas.iter().copied()) }
                    }
                };
                let (is_news, now) = judge(*seen, &watch.wish.thresholds, meeting.ratio, meeting.meets);
                *seen = now;
                if is_news {
                    news.push((watch.wish.observer, *node, meeting));
                }
            }
        }
        let id = page.id;
        drop(boxes);
        let time = Value::from(self.ports.clock.now_ms() as f64);
        for (observer, node, meeting) in news {
            // One that was told before may have ended this one.
            if !self.watches.iter().any(|watch| watch.observer() == observer) {
                continue;
            }
            let (name, dataset) = self.view.identity_of(id, node).unwrap_or_default();
            let result = Value::object([
                ("id", Value::String(name)),
                ("dataset", dataset),
                ("intersectionRatio", Value::from(f64::from(meeting.ratio))),
                ("intersectionRect", sides(meeting.common, true)),
                ("boundingClientRect", sides(meeting.own, true)),
                ("relativeRect", sides(meeting.area, false)),
                ("time", time.clone()),
            ]);
            self.call_script("apiIntersection", &[Value::from(observer), result]);
        }
    }
}

fn grown(rect: Rect, [left, top, right, bottom]: [f32; 4]) -> Rect {
    Rect::new(
        rect.x - left,
        rect.y - top,
        (rect.width + left + right).max(0.0),
        (rect.height + top + bottom).max(0.0),
    )
}

fn sides(rect: Rect, size: bool) -> Value {
    let number = |value: f32| Value::from(f64::from(value));
    let mut fields = vec![
        ("left", number(rect.x)),
        ("top", number(rect.y)),
        ("right", number(rect.x + rect.width)),
        ("bottom", number(rect.y + rect.height)),
    ];
    if size {
        fields.push(("width", number(rect.width)));
        fields.push(("height", number(rect.height)));
    }
    Value::object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_watched_area() {
        let view = Rect::new(0.0, 0.0, 100.0, 100.0);
        for (own, area, ratio, meets) in [
            (Rect::new(0.0, 0.0, 10.0, 10.0), view, 1.0, true),
            (Rect::new(0.0, 95.0, 10.0, 10.0), view, 0.5, true),
            (Rect::new(0.0, 100.0, 10.0, 10.0), view, 0.0, false),
            (Rect::new(0.0, 200.0, 10.0, 10.0), view, 0.0, false),
            (Rect::new(0.0, 105.0, 10.0, 10.0), grown(view, [0.0, 0.0, 0.0, 10.0]), 0.5, true),
            (Rect::new(0.0, 50.0, 10.0, 0.0), view, 1.0, true),
            (Rect::new(0.0, 150.0, 10.0, 0.0), view, 0.0, false),
        ] {
            let meeting = meet(own, [area].into_iter());
            assert!((meeting.ratio - ratio).abs() < 1e-6, "{own:?}: {}", meeting.ratio);
            assert_eq!(meeting.meets, meets, "{own:?}");
        }
    }

    #[test]
    fn news_is_what_passes_a_threshold() {
        let thresholds = [0.0, 0.5];
        let mut seen = Seen::Initial(0.0);
        let mut told = Vec::new();
        for ratio in [0.0, 0.2, 0.3, 0.6, 1.0, 0.4, 0.0, 0.0, 0.7] {
            let (is_news, now) = judge(seen, &thresholds, ratio, ratio > 0.0);
            seen = now;
            if is_news {
                told.push(ratio);
            }
        }
        assert_eq!(told, [0.2, 0.6, 0.4, 0.0, 0.7]);
        assert!(!judge(Seen::Initial(1.0), &[0.0], 1.0, true).0, "as it was taken to be");
    }
}
