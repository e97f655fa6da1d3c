//! Component instances, template evaluation and events on the render tree
