//! Small pictures of what is drawn, compared with a tolerance. `UPDATE_GOLDENS=1 cargo test -p minihost-paint --test goldens`
//! writes them anew; look at each one before it is committed, and say in the commit why it changed.

mod layers;
mod lists;
mod markup;
mod ops;
mod pages;
mod support;
