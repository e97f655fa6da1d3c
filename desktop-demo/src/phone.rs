//! One phone: a WebSocket, the host behind it and at most one open program.

use crate::hosts::{App, Machine};
use crate::message::Message;
use crate::picture::Picture;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minihost_host::{FieldEvent, OpenOptions, Session, SessionListener, SessionState, UsedProgram};
use minihost_ports::{Locale, ProgramId, Screen, StopReason};
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tungstenite::protocol::CloseFrame;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::{Error, WebSocket};

/// How long one look for a message from the page lasts; a frame waits at most this long.
const LOOK: Duration = Duration::from_millis(5);
/// Most rows of the used list that are shown.
const MAX_USED: usize = 200;

/// What a session says, with the number of the session that says it.
enum Said {
    Frame(u64),
    State(u64, SessionState),
}

struct Listener {
    session: u64,
    said: Sender<Said>,
}

impl SessionListener for Listener {
    fn frame_ready(&self) {
        // A phone that is gone has no use for frames.
        let _ = self.said.send(Said::Frame(self.session));
    }

    fn state_changed(&self, state: SessionState) {
        let _ = self.said.send(Said::State(self.session, state));
    }
}

/// The open program.
struct Running {
    number: u64,
    session: Arc<Session>,
    picture: Picture,
    program: Shown,
    /// The frame that the page has not shown yet.
    awaited: Option<u64>,
    frame_waits: bool,
}

/// How the page knows a program.
#[derive(Clone)]
struct Shown {
    id: String,
    name: String,
    icon: String,
}

/// Why the connection ends.
enum End {
    Gone(String),
    Breach(String),
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        End::Gone(error.to_string())
    }
}

struct Phone<'a> {
    machine: &'a Machine,
    app: &'a App,
    socket: WebSocket<TcpStream>,
    screen: Option<Screen>,
    running: Option<Running>,
    opened: u64,
    used_changes: u64,
    said: Sender<Said>,
}

/// Serves a phone until its socket closes; then closes its program.
pub(crate) fn serve(machine: &Machine, app: &App, socket: WebSocket<TcpStream>) {
    let (said, hear) = channel();
    let mut phone =
        Phone { machine, app, socket, screen: None, running: None, opened: 0, used_changes: 0, said };
    let end = phone.run(&hear);
    phone.drop_program();
    match end {
        Err(End::Breach(reason)) => {
            tracing::warn!(%reason, "the page broke the protocol");
            let reason: String = reason.chars().filter(char::is_ascii).take(120).collect();
            let _ = phone.socket.close(Some(CloseFrame { code: CloseCode::Policy, reason: reason.into() }));
            let _ = phone.socket.flush();
        }
        Err(End::Gone(reason)) => tracing::debug!(%reason, "a phone is gone"),
        Ok(()) => {}
    }
}

impl Phone<'_> {
    fn run(&mut self, hear: &Receiver<Said>) -> Result<(), End> {
        let timeout = self.socket.get_ref().set_read_timeout(Some(LOOK));
        timeout.map_err(|error| End::Gone(error.to_string()))?;
        loop {
            match self.socket.read() {
                Ok(tungstenite::Message::Text(text)) => {
                    let message = Message::parse(text.as_str()).map_err(End::Breach)?;
                    self.message(message)?;
                }
                Ok(tungstenite::Message::Binary(_)) => {
                    return Err(End::Breach("the page sends no binary messages".into()));
                }
                Ok(_) => {}
                Err(Error::Io(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) => return Err(error.into()),
            }
            while let Ok(said) = hear.try_recv() {
                self.heard(said)?;
            }
            self.show_frame()?;
            if self.screen.is_some() && self.used_changes != self.app.events.used_changes() {
                self.send_state()?;
            }
        }
    }

    fn send(&mut self, value: &Value) -> Result<(), End> {
        Ok(self.socket.send(tungstenite::Message::text(value.to_string()))?)
    }

    fn locale(&self) -> Locale {
        self.screen.as_ref().map(|screen| screen.locale).unwrap_or_default()
    }

    fn message(&mut self, message: Message) -> Result<(), End> {
        match (&message, &self.screen) {
            (Message::Hello { .. }, Some(_)) => {
                return Err(End::Breach("hello is the first message and comes once".into()));
            }
            (Message::Hello { .. }, None) | (_, Some(_)) => {}
            (_, None) => return Err(End::Breach("the first message is hello".into())),
        }
        match message {
            Message::Hello { screen } | Message::Screen { screen } => {
                let screen = Screen::from(screen);
                if let Some(running) = &self.running {
                    running.session.set_screen(screen.clone());
                }
                self.screen = Some(screen);
                self.send_state()
            }
            Message::Open { program } => self.open(&program),
            Message::Close => self.close(),
            Message::RemoveUsed { program } => {
                if let Ok(id) = ProgramId::new(program)
                    && let Err(error) = self.app.host.used_list().remove(&id)
                {
                    tracing::warn!(%error, "the used list");
                }
                Ok(())
            }
            Message::ClearUsed => {
                if let Err(error) = self.app.host.used_list().clear() {
                    tracing::warn!(%error, "the used list");
                }
                Ok(())
            }
            other => {
                self.pass_on(other);
                Ok(())
            }
        }
    }

    /// Messages for the open program; they may come late, when it is closed already.
    fn pass_on(&mut self, message: Message) {
        let Some(running) = &mut self.running else { return };
        let Running { session, picture, .. } = running;
        let field = |layer: u64, event: FieldEvent| {
            if let Some((surface, node)) = picture.target(layer) {
                session.field_event(surface, node, event);
            }
        };
        match message {
            Message::Pointer(pointer) => session.touch(pointer.into()),
            Message::Scroll { layer, x, y } => {
                if let Some((surface, node)) = picture.target(layer) {
                    session.scrolled(surface, node, x, y);
                    picture.scrolled(layer, x, y);
                }
            }
            Message::Pull => session.pull_down(),
            Message::Input { layer, value, cursor } => {
                if let Some((surface, node)) = picture.target(layer) {
                    session.text_changed(surface, node, value, cursor);
                }
            }
            Message::Focus { layer } => field(layer, FieldEvent::Focus),
            Message::Blur { layer } => field(layer, FieldEvent::Blur),
            Message::Confirm { layer } => field(layer, FieldEvent::Confirm),
            Message::FieldHeight { layer, height, lines } => {
                if let Some((surface, node)) = picture.target(layer) {
                    session.field_height(surface, node, height, lines);
                }
            }
            Message::Back => session.back(),
            Message::Shown { number } if running.awaited == Some(number) => running.awaited = None,
            _ => {}
        }
    }

    fn send_state(&mut self) -> Result<(), End> {
        self.used_changes = self.app.events.used_changes();
        let locale = self.locale();
        let host = &self.app.host;
        let entry = host.settings_entry(locale).map_err(|error| End::Gone(error.to_string()))?;
        let rows = host.used_list().rows(MAX_USED, 0).map_err(|error| End::Gone(error.to_string()))?;
        let catalog = host.catalog();
        let used: Vec<Value> = rows
            .iter()
            .map(|row| {
                let offered = catalog.iter().find(|entry| entry.id == row.id);
                json!({
                    "program": row.id.as_str(), "name": used_name(row, locale), "dialect": row.info.dialect.to_string(),
                    "icon": icon(if row.info.icon.is_empty() { offered.map_or(&[][..], |entry| &entry.icon) } else { &row.info.icon }),
                    "publisher": row.info.publisher, "time_ms": row.last_used_ms,
                })
            })
            .collect();
        let offers: Vec<Value> = catalog
            .iter()
            .map(|entry| {
                json!({
                    "program": entry.id.as_str(), "name": entry.name_in(locale), "publisher": entry.publisher,
                    "description": entry.description_in(locale), "dialect": entry.dialect.to_string(), "icon": icon(&entry.icon),
                })
            })
            .collect();
        self.send(&json!({
            "type": "state",
            "entry": { "visible": entry.visible, "title": entry.title, "subtitle": entry.subtitle },
            "used": used,
            "catalog": offers,
        }))
    }

    fn send_session(&mut self, phase: &str, program: &Shown, reason: &str) -> Result<(), End> {
        self.send(&json!({
            "type": "session", "phase": phase, "program": program.id, "name": program.name, "icon": program.icon, "reason": reason,
        }))
    }

    /// How a program is shown; one that nobody knows goes by its id.
    fn shown(&self, program: &str) -> Shown {
        let locale = self.locale();
        let offered = self.app.host.catalog().into_iter().find(|entry| entry.id.as_str() == program);
        if let Some(entry) = offered {
            return Shown {
                id: program.to_owned(),
                name: entry.name_in(locale).to_owned(),
                icon: icon(&entry.icon),
            };
        }
        let rows = self.app.host.used_list().rows(MAX_USED, 0).unwrap_or_default();
        let name =
            rows.iter().find(|row| row.id.as_str() == program).map(|row| used_name(row, locale).to_owned());
        Shown {
            id: program.to_owned(),
            name: name.unwrap_or_else(|| program.to_owned()),
            icon: String::new(),
        }
    }

    fn open(&mut self, program: &str) -> Result<(), End> {
        self.drop_program();
        let shown = self.shown(program);
        self.send_session("opening", &shown, "")?;
        let screen = self.screen.clone().unwrap_or_default();
        let options = OpenOptions { screen, query: self.machine.query(program), ..OpenOptions::default() };
        let opened = match &self.machine.alone {
            Some(alone) if alone.id == program => {
                self.app.host.open_path(&alone.path, options).map_err(|error| error.to_string())
            }
            _ => ProgramId::new(program)
                .map_err(|error| error.to_string())
                .and_then(|id| self.app.host.open(&id, options).map_err(|error| error.to_string())),
        };
        match opened {
            Ok(session) => {
                self.opened += 1;
                session.set_listener(Arc::new(Listener { session: self.opened, said: self.said.clone() }));
                self.running = Some(Running {
                    number: self.opened,
                    session,
                    picture: Picture::new(Arc::clone(&self.machine.fonts)),
                    program: shown,
                    awaited: None,
                    frame_waits: false,
                });
                Ok(())
            }
            Err(reason) => self.send_session("failed", &shown, &reason),
        }
    }

    fn close(&mut self) -> Result<(), End> {
        let Some(running) = &self.running else { return Ok(()) };
        let program = running.program.clone();
        self.drop_program();
        self.send_session("closed", &program, "")
    }

    fn drop_program(&mut self) {
        if let Some(running) = self.running.take() {
            running.session.close();
        }
    }

    fn heard(&mut self, said: Said) -> Result<(), End> {
        let Some(running) = &mut self.running else { return Ok(()) };
        match said {
            Said::Frame(number) if number == running.number => running.frame_waits = true,
            Said::State(number, state) if number == running.number => {
                let program = running.program.clone();
                match state {
                    SessionState::Opening | SessionState::Hidden => {}
                    SessionState::Visible => self.send_session("open", &program, "")?,
                    SessionState::Closed => {
                        self.running = None;
                        self.send_session("closed", &program, "")?;
                    }
                    SessionState::Stopped(reason) => {
                        self.running = None;
                        let reason = stop_sentence(&reason, self.locale());
                        self.send_session("stopped", &program, &reason)?;
                    }
                }
            }
            // A session that was closed meanwhile.
            Said::Frame(_) | Said::State(..) => {}
        }
        Ok(())
    }

    /// Sends the newest frame once the page has shown the one before.
    fn show_frame(&mut self) -> Result<(), End> {
        let Some(running) = &mut self.running else { return Ok(()) };
        if !running.frame_waits || running.awaited.is_some() {
            return Ok(());
        }
        running.frame_waits = false;
        let Some(bytes) = running.session.take_frame() else { return Ok(()) };
        match running.picture.update(&bytes, &running.session) {
            Ok(update) => {
                running.awaited = Some(update.number);
                for tile in update.tiles {
                    self.socket.write(tungstenite::Message::binary(tile))?;
                }
                self.send(&update.frame)
            }
            Err(error) => {
                tracing::debug!(%error, "asking for a whole frame");
                running.session.request_whole_frame();
                Ok(())
            }
        }
    }
}

fn used_name(row: &UsedProgram, locale: Locale) -> &str {
    if locale == Locale::Zh { &row.info.name_zh } else { &row.info.name }
}

/// A picture file as a data address.
fn icon(bytes: &[u8]) -> String {
    let kind = match bytes {
        [] => return String::new(),
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        _ => "image/svg+xml",
    };
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

fn stop_sentence(reason: &StopReason, locale: Locale) -> String {
    let (en, zh) = match reason {
        StopReason::TimeBudget => {
            ("It was busy for too long without a pause.", "它连续占用处理器的时间过长。")
        }
        StopReason::OutOfMemory => {
            ("It needs more memory than a program may have.", "它需要的内存超出了上限。")
        }
        StopReason::Flooded(_) => {
            ("It asked for more work than this app gives.", "它请求的工作量超出了上限。")
        }
        StopReason::Internal(_) => ("Something in this app failed.", "应用内部出错。"),
    };
    if let StopReason::Flooded(detail) | StopReason::Internal(detail) = reason {
        tracing::warn!(%detail, "a program was stopped");
    }
    if locale == Locale::Zh { zh } else { en }.to_owned()
}
