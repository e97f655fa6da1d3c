//! The heap of one runtime, counted: what goes over the limit is refused, and from then on the program is known to be out of memory.
//!
//! The engine's own limit is not enough: it throws an error that the program may catch, and a bare `null` when not even that
//! error finds room. Here the first refusal is remembered, which the interrupt handler and every way out of the engine look at.
//!
//! The engine asks its interrupt handler only every ten thousand calls or turns of loops, and one call may copy a hundred megabytes. So a
//! program whose memory or time is used up gets no more large pieces either: what is left of its loops then runs through quickly.

use crate::budget::Budget;
use rquickjs::allocator::{Allocator, RustAllocator};
use std::cell::Cell;
use std::rc::Rc;

/// What is given beyond once a limit was reached, in small pieces: room for the errors on the way out.
const RESERVE: usize = 1 << 20;
const SMALL: usize = 64 << 10;

/// How much of its heap a runtime uses. Shared by the allocator and the engine.
pub(crate) struct HeapMeter {
    limit: usize,
    budget: Rc<Budget>,
    used: Cell<usize>,
    exceeded: Cell<bool>,
    /// Up to where small pieces are given once a limit was reached.
    last: Cell<Option<usize>>,
}

impl HeapMeter {
    pub(crate) fn new(limit: usize, budget: Rc<Budget>) -> Rc<HeapMeter> {
        Rc::new(HeapMeter {
            limit,
            budget,
            used: Cell::new(0),
            exceeded: Cell::new(false),
            last: Cell::new(None),
        })
    }

    /// True once the program asked for more than it may have, and from then on for good.
    pub(crate) fn exceeded(&self) -> bool {
        self.exceeded.get()
    }

    /// True once memory or time is used up. Whoever asks is about to throw the error that ends the program: there is room for it, even if the
    /// program took what there was for the errors before.
    pub(crate) fn is_over(&self) -> bool {
        let over = self.exceeded.get() || self.budget.used_up();
        if over {
            self.last.set(Some(self.used.get() + RESERVE));
        }
        over
    }

    /// Whether `more` bytes may be taken when `less` are given back for them.
    fn admits(&self, more: usize, less: usize) -> bool {
        let after = self.used.get().saturating_sub(less).saturating_add(more);
        if after > self.limit {
            self.exceeded.set(true);
        } else if !self.budget.used_up() {
            return true;
        }
        if self.last.get().is_none() {
            self.last.set(Some(self.used.get() + RESERVE));
        }
        more <= SMALL && self.last.get().is_some_and(|last| after <= last)
    }

    fn moved(&self, taken: usize, given_back: usize) {
        self.used.set(self.used.get().saturating_sub(given_back) + taken);
    }
}

/// The system's allocator behind a [`HeapMeter`].
pub(crate) struct Metered(pub(crate) Rc<HeapMeter>);

impl Metered {
    fn taken(&self, pointer: *mut u8) -> *mut u8 {
        if !pointer.is_null() {
            // SAFETY: `pointer` was just returned by `RustAllocator`.
            self.0.moved(unsafe { RustAllocator::usable_size(pointer) }, 0);
        }
        pointer
    }
}

// SAFETY: every pointer comes from `RustAllocator` and goes back to it; refusing with null is allowed. The count is shared without
// a lock: a runtime and its engine live on one thread.
unsafe impl Allocator for Metered {
    fn alloc(&mut self, size: usize) -> *mut u8 {
        if !self.0.admits(size, 0) {
            return std::ptr::null_mut();
        }
        let pointer = RustAllocator.alloc(size);
        self.taken(pointer)
    }

    fn calloc(&mut self, count: usize, size: usize) -> *mut u8 {
        if !self.0.admits(count.saturating_mul(size), 0) {
            return std::ptr::null_mut();
        }
        let pointer = RustAllocator.calloc(count, size);
        self.taken(pointer)
    }

    unsafe fn dealloc(&mut self, pointer: *mut u8) {
        // SAFETY: the caller gives back a pointer of this allocator, which is one of `RustAllocator`.
        unsafe {
            self.0.moved(0, RustAllocator::usable_size(pointer));
            RustAllocator.dealloc(pointer);
        }
    }

    unsafe fn realloc(&mut self, pointer: *mut u8, new_size: usize) -> *mut u8 {
        if pointer.is_null() {
            return self.alloc(new_size);
        }
        // SAFETY: as in `dealloc`; when the answer is null the old piece is still the caller's.
        unsafe {
            let old = RustAllocator::usable_size(pointer);
            if !self.0.admits(new_size, old) {
                return std::ptr::null_mut();
            }
            let new = RustAllocator.realloc(pointer, new_size);
            if !new.is_null() {
                self.0.moved(RustAllocator::usable_size(new), old);
            }
            new
        }
    }

    unsafe fn usable_size(pointer: *mut u8) -> usize {
        // SAFETY: as in `dealloc`.
        unsafe { RustAllocator::usable_size(pointer) }
    }
}
