//! How much memory this process takes. Only Linux says so in a file; elsewhere there is no figure, and the peaks are zero.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Bytes of this process in memory now.
pub fn resident_bytes() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: f64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096.0)
}

/// Megabytes of this process in memory now; 0 where the system does not say.
pub fn resident_mb() -> f64 {
    resident_bytes().unwrap_or_default() / 1048576.0
}

/// Looks every few milliseconds.
pub struct Peak {
    done: Arc<AtomicBool>,
    thread: JoinHandle<f64>,
    start: f64,
}

impl Peak {
    /// Begins to look.
    pub fn start() -> Peak {
        let done = Arc::new(AtomicBool::new(false));
        let watched = Arc::clone(&done);
        let thread = std::thread::spawn(move || {
            let mut most = 0_f64;
            while !watched.load(Ordering::Relaxed) {
                most = most.max(resident_mb());
                std::thread::sleep(Duration::from_millis(4));
            }
            most
        });
        Peak { done, thread, start: resident_mb() }
    }

    /// By how many megabytes memory grew at most.
    pub fn stop(self) -> f64 {
        self.done.store(true, Ordering::Relaxed);
        (self.thread.join().expect("it only looks") - self.start).max(0.0)
    }
}
