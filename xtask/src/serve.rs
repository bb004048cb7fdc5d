//! `serve`: the page on this machine's loopback address, for the person who works on it.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Method, Request, Server};

use crate::build::{self, Profile};

/// The port that is taken if it is free and nothing else is asked for.
const USUAL_PORT: u16 = 8080;

/// How many requests are answered at a time. A browser takes the rest of a large file only when it has use for it, and
/// meanwhile asks for others, on up to six connections; one thread alone would wait for the browser for ever.
const ANSWERING: usize = 8;

/// What `cargo xtask serve` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The port to listen on [default: 8080, or a free one if that is taken]
    #[arg(long)]
    port: Option<u16>,
    /// Serve what is released: small and slow to build (needs Node)
    #[arg(long)]
    release: bool,
}

/// Builds the page and serves it until the program is ended.
pub(crate) fn run(options: &Options) -> Result<()> {
    let folder = build::page(Profile::from_switch(options.release))?;
    let server = Arc::new(listen(options.port)?);
    let address = server.server_addr().to_ip().context("the server has no address")?;
    let answering: Vec<_> = (0..ANSWERING)
        .map(|_| {
            let (server, folder) = (server.clone(), folder.clone());
            thread::spawn(move || server.incoming_requests().for_each(|request| answer(request, &folder)))
        })
        .collect();
    wait_for_answer(address)?;
    println!("Esteem is at http://{address}/ (Ctrl-C ends it)");
    answering.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("the server stopped")))
}

/// A port that is asked for must be free; otherwise the usual one or any.
fn listen(port: Option<u16>) -> Result<Server> {
    let bind = |port| Server::http((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).map_err(|error| anyhow!("port {port} cannot be used: {error}")),
        None => bind(USUAL_PORT).or_else(|_| bind(0)).map_err(|error| anyhow!("no port can be used: {error}")),
    }
}

/// Asks for the page itself, so that the address is printed only when it works.
fn wait_for_answer(address: SocketAddr) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut first = [0; 12];
    stream.read_exact(&mut first)?;
    if &first != b"HTTP/1.1 200" {
        bail!("the page at http://{address}/ does not answer");
    }
    Ok(())
}

fn answer(request: Request, folder: &Path) {
    let sent = match (request.method(), file_of(folder, request.url())) {
        (Method::Get | Method::Head, Some((path, bytes))) => send(request, "200 OK", mime_type(&path), &bytes),
        (Method::Get | Method::Head, None) => send(request, "404 Not Found", "text/plain", b"not found\n"),
        _ => send(request, "405 Method Not Allowed", "text/plain", b"only GET and HEAD are answered\n"),
    };
    if let Err(error) = sent {
        eprintln!("a browser hung up before the answer was sent: {error}");
    }
}

/// Sends an answer and lets go of the connection. The server reads each connection on a thread of its own and has only a
/// few; connections that browsers keep for later would leave none to hear the next request.
fn send(request: Request, status: &str, mime_type: &str, body: &[u8]) -> io::Result<()> {
    let is_head = *request.method() == Method::Head;
    let mut writer = request.into_writer();
    let length = body.len();
    write!(writer, "HTTP/1.1 {status}\r\nContent-Type: {mime_type}\r\nContent-Length: {length}\r\n")?;
    // The next build must show at once.
    write!(writer, "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n")?;
    if !is_head {
        writer.write_all(body)?;
    }
    writer.flush()
}

/// The file that a request path names, if the folder has it.
fn file_of(folder: &Path, url: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = folder.join(relative_path(url)?);
    let bytes = fs::read(&path).ok()?;
    Some((path, bytes))
}

/// The path below the folder that a request means. Only plain names pass, so nothing outside the folder can be named.
fn relative_path(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    if path.is_empty() {
        return Some("index.html".to_owned());
    }
    let is_plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    path.split('/').all(is_plain).then(|| path.to_owned())
}

fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(relative_path(url).as_deref(), expected, "{url}");
    }

    #[test]
    fn plain_names_are_served() {
        check("/", Some("index.html"));
        check("/?lang=zh", Some("index.html"));
        check("/app_bg.wasm", Some("app_bg.wasm"));
        check("/studies/cafe.study.json?v=1", Some("studies/cafe.study.json"));
    }

    #[test]
    fn nothing_outside_the_folder_can_be_named() {
        for url in [
            "/../Cargo.toml",
            "/a/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/..\\Cargo.toml",
            "/C:/windows",
            "/.git/config",
            "http://elsewhere/",
            "",
        ] {
            check(url, None);
        }
    }

    #[test]
    fn a_module_is_sent_with_the_type_that_browsers_compile_while_it_loads() {
        assert_eq!(mime_type(Path::new("app_bg.wasm")), "application/wasm");
    }
}
