//! What the device can do.

use super::{Gated, Once};
use crate::error::PortError;
use minihost_ports::{Device, NetworkType, Reply};
use std::sync::Arc;

/// Kind of network connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum NetworkKind {
    /// Wireless network.
    Wifi,
    /// Mobile data.
    Cellular,
    /// A cable or anything else.
    Unknown,
    /// No connection.
    Offline,
}

/// What programs see of the device in `getSystemInfo`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeviceProfile {
    /// Manufacturer's name.
    pub brand: String,
    /// Model name.
    pub model: String,
    /// Operating system and version, as `Android 14`.
    pub system: String,
    /// `ios`, `android` or `devtools`.
    pub platform: String,
}

/// What the device can do for a program.
#[uniffi::export(foreign)]
pub trait DevicePort: Send + Sync {
    /// What programs see of the device. Asked once.
    fn profile(&self) -> Result<DeviceProfile, PortError>;
    /// The connection now.
    fn network(&self) -> Result<NetworkKind, PortError>;
    /// Reads the clipboard's text; the answer may come on any thread.
    fn read_clipboard(&self, reply: Arc<ClipboardReply>) -> Result<(), PortError>;
    /// Replaces the clipboard's text.
    fn write_clipboard(&self, text: String) -> Result<(), PortError>;
    /// Vibrates for about 15 ms (`brief`) or 400 ms.
    fn vibrate(&self, brief: bool) -> Result<(), PortError>;
}

/// Where the clipboard's text goes. Released without an answer, the program's call fails.
#[derive(uniffi::Object)]
pub struct ClipboardReply(Arc<Once<String>>);

#[uniffi::export]
impl ClipboardReply {
    /// The text. False if there was an answer before.
    pub fn succeed(&self, text: String) -> bool {
        self.0.send(Ok(text))
    }

    /// It cannot be read. False if there was an answer before.
    pub fn fail(&self, error: PortError) -> bool {
        self.0.send(Err(error))
    }
}

/// The core's port over the host's.
pub(super) struct FromHost {
    port: Gated<dyn DevicePort>,
    profile: DeviceProfile,
}

impl FromHost {
    pub fn new(port: Gated<dyn DevicePort>) -> Self {
        let profile = port.get().and_then(DevicePort::profile).unwrap_or_else(|error| {
            tracing::warn!(%error, "the host does not say what device this is");
            let unknown = String::from("unknown");
            DeviceProfile {
                brand: unknown.clone(),
                model: unknown.clone(),
                system: unknown,
                platform: "devtools".into(),
            }
        });
        FromHost { port, profile }
    }
}

impl Device for FromHost {
    fn network_type(&self) -> NetworkType {
        match self.port.get().and_then(DevicePort::network) {
            Ok(NetworkKind::Wifi) => NetworkType::Wifi,
            Ok(NetworkKind::Cellular) => NetworkType::Cellular,
            Ok(NetworkKind::Offline) => NetworkType::None,
            Ok(NetworkKind::Unknown) | Err(_) => NetworkType::Unknown,
        }
    }

    fn clipboard(&self, reply: Reply<String>) {
        let once = Arc::new(Once::new(reply));
        let reply = Arc::new(ClipboardReply(Arc::clone(&once)));
        if let Err(error) = self.port.get().and_then(|port| port.read_clipboard(reply)) {
            once.send(Err(error));
        }
    }

    fn set_clipboard(&self, text: &str) -> Result<(), minihost_ports::PortError> {
        Ok(self.port.get()?.write_clipboard(text.to_owned())?)
    }

    fn vibrate(&self, short: bool) -> Result<(), minihost_ports::PortError> {
        Ok(self.port.get()?.vibrate(short)?)
    }

    fn brand(&self) -> String {
        self.profile.brand.clone()
    }

    fn model(&self) -> String {
        self.profile.model.clone()
    }

    fn system(&self) -> String {
        self.profile.system.clone()
    }

    fn platform(&self) -> String {
        self.profile.platform.clone()
    }
}
