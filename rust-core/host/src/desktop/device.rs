//! Device and clock.

use minihost_ports::{Clock, Device, NetworkType, PortError, Reply};
use std::sync::Mutex;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The machine's clocks.
pub struct DesktopClock {
    start: Instant,
}

impl Default for DesktopClock {
    fn default() -> Self {
        DesktopClock { start: Instant::now() }
    }
}

impl Clock for DesktopClock {
    fn now_ms(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as u64)
    }

    fn monotonic_ms(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }
}

/// A phone-like device with a clipboard of its own: the machine's clipboard is none of a program's business.
#[derive(Default)]
pub struct DesktopDevice {
    clipboard: Mutex<String>,
}

impl Device for DesktopDevice {
    fn network_type(&self) -> NetworkType {
        NetworkType::Wifi
    }

    fn clipboard(&self, reply: Reply<String>) {
        let text = self.clipboard.lock().map_or_else(|_| String::new(), |text| text.clone());
        reply.send(Ok(text));
    }

    fn set_clipboard(&self, text: &str) -> Result<(), PortError> {
        if let Ok(mut clipboard) = self.clipboard.lock() {
            text.clone_into(&mut clipboard);
        }
        Ok(())
    }

    /// This machine has nothing to shake; it answers as the vendors' simulators do.
    fn vibrate(&self, _short: bool) -> Result<(), PortError> {
        Ok(())
    }

    fn brand(&self) -> String {
        "Minihost".into()
    }

    fn model(&self) -> String {
        "Desktop".into()
    }

    fn system(&self) -> String {
        "Android 14".into()
    }

    fn platform(&self) -> String {
        // Programs branch on this between touch platforms and the vendor's simulator; ours is the latter's role.
        "devtools".into()
    }
}
