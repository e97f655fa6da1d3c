//! The server: accepts connections on 127.0.0.1 and gives each a thread.

use crate::folders;
use crate::guard::{Guard, Refusal};
use crate::hosts::Machine;
use crate::http::{Answer, Request, plain_names};
use crate::options::Options;
use crate::phone;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tungstenite::WebSocket;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{Role, WebSocketConfig};

/// Connections at once; a browser opens six and one per phone.
const MAX_CONNECTIONS: usize = 64;
/// Largest message from the page, in bytes: the text of a long field.
const MAX_MESSAGE: usize = 1024 * 1024;

struct Server {
    guard: Guard,
    machine: Machine,
    checkout: PathBuf,
    connections: AtomicUsize,
}

/// Serves until the process ends.
///
/// # Errors
/// Fonts or programs are missing, the state is in use, or the port is taken.
pub(crate) fn serve(options: &Options) -> Result<(), String> {
    start_log();
    let checkout = folders::checkout()?;
    let data = options.data.clone().map_or_else(folders::data, Ok)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .map_err(|error| format!("port {}: {error}", options.port))?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let machine = Machine::start(
        &checkout,
        &data,
        options.alone.as_deref(),
        format!("http://127.0.0.1:{port}/server"),
    )?;
    let server =
        Arc::new(Server { guard: Guard::new(port), machine, checkout, connections: AtomicUsize::new(0) });
    let address = format!("http://127.0.0.1:{port}/?token={}", server.guard.token());
    println!("{address}");
    // Whoever waits for the address reads it through a pipe.
    let _ = std::io::stdout().flush();
    if options.open_browser {
        show(&address);
    }
    for stream in listener.incoming().flatten() {
        let server = Arc::clone(&server);
        if server.connections.fetch_add(1, Ordering::AcqRel) >= MAX_CONNECTIONS {
            server.connections.fetch_sub(1, Ordering::AcqRel);
            continue;
        }
        let spawned = std::thread::Builder::new().name("demo-connection".into()).spawn({
            let server = Arc::clone(&server);
            move || {
                let _leaves = Leaves(&server.connections);
                if let Err(error) = answer(&server, stream) {
                    tracing::debug!(%error, "a connection ended");
                }
            }
        });
        if spawned.is_err() {
            server.connections.fetch_sub(1, Ordering::AcqRel);
        }
    }
    Ok(())
}

/// Counts a connection out, also when its thread panics.
struct Leaves<'a>(&'a AtomicUsize);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    // The command line may have started a log of its own already.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Opens the user's browser; the address was printed, so it is no loss if that fails.
fn show(address: &str) {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(command)
        .arg(address)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
}

fn answer(server: &Server, mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    let (request, rest) = match Request::read(&mut stream) {
        Ok(read) => read,
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            return Answer::sentence(400, "This server understands GET requests only.").send(&mut stream);
        }
        Err(error) => return Err(error),
    };
    match vet(&server.guard, &request) {
        Err(refusal) => Answer::sentence(403, refusal.sentence()).send(&mut stream),
        Ok(()) if request.path == "/phone" => upgrade(server, &request, rest, stream),
        Ok(()) => page(server, &request.path).send(&mut stream),
    }
}

/// Host, origin, and the token where the protocol asks for it.
fn vet(guard: &Guard, request: &Request) -> Result<(), Refusal> {
    guard.check(request)?;
    match request.path.as_str() {
        "/" | "/config.json" | "/phone" => guard.check_token(request),
        _ => Ok(()),
    }
}

fn page(server: &Server, path: &str) -> Answer {
    if path == "/config.json" {
        return Answer::file("config.json", server.machine.config().to_string().into_bytes());
    }
    match file(&server.checkout, path).and_then(|file| Some((std::fs::read(&file).ok()?, file))) {
        Some((bytes, file)) => Answer::file(&file.to_string_lossy(), bytes),
        None => Answer::not_found(),
    }
}

/// What follows the last dot.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The file behind an address.
fn file(checkout: &Path, path: &str) -> Option<PathBuf> {
    let web = checkout.join("desktop-demo/web");
    if path == "/" {
        return Some(web.join("index.html"));
    }
    let names = plain_names(path)?;
    match names.as_slice() {
        ["fonts", name] => folders::font_file(checkout, name),
        ["server", below @ ..] => {
            Some(below.iter().fold(checkout.join("tests/fake-server"), |path, name| path.join(name)))
        }
        [name] if matches!(ending(name), "css" | "js") => Some(web.join(name)),
        ["art", name] if ending(name) == "svg" => Some(web.join("art").join(name)),
        _ => None,
    }
}

fn upgrade(server: &Server, request: &Request, rest: Vec<u8>, mut stream: TcpStream) -> std::io::Result<()> {
    let app = request.query("host").and_then(|id| server.machine.apps.get(id));
    let is_websocket = request.header("upgrade").is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
        && request.header("sec-websocket-version") == Some("13");
    let (Some(app), Some(key), true) = (app, request.header("sec-websocket-key"), is_websocket) else {
        return Answer::sentence(400, "Phones are asked for by the page, over a WebSocket.")
            .send(&mut stream);
    };
    let accept = derive_accept_key(key.as_bytes());
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    let config =
        WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE)).max_frame_size(Some(MAX_MESSAGE));
    let socket = WebSocket::from_partially_read(stream, rest, Role::Server, Some(config));
    phone::serve(&server.machine, app, socket);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str) -> Request {
        Request::parse(&format!("GET {target} HTTP/1.1\r\nHost: localhost:5\r\n")).expect("a request")
    }

    #[test]
    fn secrets_need_the_token() {
        let guard = Guard::new(5);
        for (path, open) in [
            ("/", false),
            ("/config.json", false),
            ("/phone", false),
            ("/main.js", true),
            ("/art/icon.svg", true),
        ] {
            assert_eq!(vet(&guard, &request(path)).is_ok(), open, "{path}");
            assert_eq!(vet(&guard, &request(&format!("{path}?token={}", guard.token()))), Ok(()), "{path}");
        }
    }

    #[test]
    fn only_the_page_its_fonts_and_the_fake_server() {
        let root = Path::new("root");
        for (path, expected) in [
            ("/", Some("root/desktop-demo/web/index.html")),
            ("/main.js", Some("root/desktop-demo/web/main.js")),
            ("/art/icon.svg", Some("root/desktop-demo/web/art/icon.svg")),
            ("/server/news/list.en.json", Some("root/tests/fake-server/news/list.en.json")),
            ("/Cargo.toml", None),
            ("/index.html", None),
            ("/art/../main.js", None),
            ("/server/../programs/catalog.json", None),
            ("/server/..%2fprograms", None),
            ("/fonts/../x.ttf", None),
            ("/fonts/nonsense.ttf", None),
            ("/src/lib.rs", None),
        ] {
            assert_eq!(file(root, path), expected.map(PathBuf::from), "{path}");
        }
    }
}
