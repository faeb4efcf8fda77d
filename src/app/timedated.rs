//! Whether systemd's timedated calls the machine's clock synchronised, whoever keeps it so:
//! timesyncd, chrony or ntpd. One question on the system's bus, which needs no library.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use rustix::process::geteuid;

use crate::domain::limit::{BUS_BYTES_MAX, BUS_MESSAGES_MAX, BUS_WAIT};

/// Where the bus of a machine with systemd listens.
pub const BUS: &str = "/run/dbus/system_bus_socket";

/// The question's number on our line; the greeting has the one before.
const QUESTION: u32 = 2;

/// `None`: nobody is there to say so.
pub fn synchronized(bus: &Path) -> Option<bool> {
    ask(bus).ok()
}

fn ask(bus: &Path) -> io::Result<bool> {
    let mut line = UnixStream::connect(bus)?;
    line.set_read_timeout(Some(BUS_WAIT.std()))?;
    line.set_write_timeout(Some(BUS_WAIT.std()))?;
    let user = geteuid().as_raw().to_string();
    let user: String = user.bytes().map(|byte| format!("{byte:02x}")).collect();
    line.write_all(format!("\0AUTH EXTERNAL {user}\r\n").as_bytes())?;
    if !word(&mut line)?.starts_with("OK ") {
        return Err(nonsense());
    }
    line.write_all(b"BEGIN\r\n")?;
    line.write_all(&call(1, "org.freedesktop.DBus", "/org/freedesktop/DBus", "Hello", &[]))?;
    let asked = ["org.freedesktop.timedate1", "NTPSynchronized"];
    let (to, path) = ("org.freedesktop.timedate1", "/org/freedesktop/timedate1");
    line.write_all(&call(QUESTION, to, path, "Get", &asked))?;
    for _ in 0..BUS_MESSAGES_MAX {
        let (answers, body) = message(&mut line)?;
        if answers == Some(QUESTION) {
            return truth(&body).ok_or_else(nonsense);
        }
    }
    Err(nonsense())
}

/// One line of the greeting.
fn word(line: &mut UnixStream) -> io::Result<String> {
    let mut word = Vec::new();
    let mut byte = [0];
    while !word.ends_with(b"\r\n") {
        line.read_exact(&mut byte)?;
        word.push(byte[0]);
        if word.len() > BUS_BYTES_MAX {
            return Err(nonsense());
        }
    }
    Ok(String::from_utf8_lossy(&word).into_owned())
}

/// A method call with texts as its arguments (D-Bus specification, "Message Format").
fn call(serial: u32, to: &str, path: &str, method: &str, arguments: &[&str]) -> Vec<u8> {
    let interface = match arguments {
        [] => "org.freedesktop.DBus",
        _ => "org.freedesktop.DBus.Properties",
    };
    let mut body = Vec::new();
    for argument in arguments {
        pad(&mut body, 4);
        text(&mut body, argument);
    }
    let mut fields = Vec::new();
    for (code, kind, value) in
        [(1, b'o', path), (2, b's', interface), (3, b's', method), (6, b's', to)]
    {
        pad(&mut fields, 8);
        fields.extend([code, 1, kind, 0]);
        text(&mut fields, value);
    }
    if !arguments.is_empty() {
        pad(&mut fields, 8);
        fields.extend([8, 1, b'g', 0, arguments.len() as u8]);
        fields.extend(arguments.iter().map(|_| b's'));
        fields.push(0);
    }
    let mut message = vec![b'l', 1, 0, 1];
    for number in [body.len() as u32, serial, fields.len() as u32] {
        message.extend(number.to_le_bytes());
    }
    message.extend(fields);
    pad(&mut message, 8);
    message.extend(body);
    message
}

fn text(into: &mut Vec<u8>, text: &str) {
    into.extend((text.len() as u32).to_le_bytes());
    into.extend(text.bytes());
    into.push(0);
}

fn pad(into: &mut Vec<u8>, to: usize) {
    into.resize(into.len().next_multiple_of(to), 0);
}

/// The next message: which call it answers, and its body.
fn message(line: &mut UnixStream) -> io::Result<(Option<u32>, Vec<u8>)> {
    let mut head = [0; 16];
    line.read_exact(&mut head)?;
    let number = |at: usize| number(&head, at).map(|number| number as usize).unwrap_or_default();
    let (body, fields) = (number(4), number(12));
    if head[0] != b'l' || body > BUS_BYTES_MAX || fields > BUS_BYTES_MAX {
        return Err(nonsense());
    }
    let mut rest = vec![0; fields.next_multiple_of(8) + body];
    line.read_exact(&mut rest)?;
    let body = rest.split_off(fields.next_multiple_of(8));
    // Of a return alone: an error (3) is no answer to build on.
    let answers = (head[1] == 2).then(|| answered(&rest[..fields])).flatten();
    let refused = head[1] == 3 && answered(&rest[..fields]) == Some(QUESTION);
    if refused { Err(nonsense()) } else { Ok((answers, body)) }
}

/// The field "reply serial" of a message's head.
fn answered(fields: &[u8]) -> Option<u32> {
    let mut at = 0;
    loop {
        let (code, kind) = (*fields.get(at)?, *fields.get(at + 2)?);
        at += 4;
        match kind {
            b'u' if code == 5 => return number(fields, at),
            b'u' => at += 4,
            b'g' => at += usize::from(*fields.get(at)?) + 2,
            b's' | b'o' => at += number(fields, at)? as usize + 5,
            _ => return None,
        }
        at = at.next_multiple_of(8);
    }
}

/// A variant that holds a truth value.
fn truth(body: &[u8]) -> Option<bool> {
    match (body.get(..3)?, number(body, 4)?) {
        ([1, b'b', 0], value @ (0 | 1)) => Some(value == 1),
        _ => None,
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn nonsense() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use std::net::Shutdown;
    use std::os::unix::net::UnixListener;
    use std::process::{Command, Stdio};
    use std::thread;

    use super::*;

    /// A message of the bus: a return (2), an error (3) or a signal (4).
    fn said(kind: u8, answers: Option<u32>, body: &[u8]) -> Vec<u8> {
        let mut fields = vec![7, 1, b's', 0];
        text(&mut fields, "org.freedesktop.DBus");
        if let Some(serial) = answers {
            pad(&mut fields, 8);
            fields.extend([5, 1, b'u', 0]);
            fields.extend(serial.to_le_bytes());
        }
        let mut message = vec![b'l', kind, 1, 1];
        for number in [body.len() as u32, 9, fields.len() as u32] {
            message.extend(number.to_le_bytes());
        }
        message.extend(fields);
        pad(&mut message, 8);
        message.extend(body);
        message
    }

    /// Asks a bus that greets and then says these.
    fn asked(messages: Vec<Vec<u8>>) -> Option<bool> {
        let folder = tempfile::tempdir().unwrap();
        let bus = folder.path().join("bus");
        let listener = UnixListener::bind(&bus).unwrap();
        let daemon = thread::spawn(move || {
            let (mut line, _) = listener.accept().unwrap();
            assert!(word(&mut line).unwrap().starts_with("\0AUTH EXTERNAL "));
            line.write_all(b"OK 1234\r\n").unwrap();
            assert_eq!(word(&mut line).unwrap(), "BEGIN\r\n");
            let mut head = [0; 4];
            line.read_exact(&mut head).unwrap();
            assert_eq!(head, [b'l', 1, 0, 1]);
            for message in messages {
                // Whoever has heard enough is gone.
                let _ = line.write_all(&message);
            }
            // It says no more, and hears out whoever is still talking.
            let _ = line.shutdown(Shutdown::Write);
            let _ = line.read_to_end(&mut Vec::new());
        });
        let answer = synchronized(&bus);
        daemon.join().unwrap();
        answer
    }

    #[test]
    fn the_bus_is_asked_and_whatever_else_it_says_is_let_pass() {
        let name = {
            let mut body = Vec::new();
            text(&mut body, ":1.7");
            body
        };
        let hello = || vec![said(2, Some(1), &name), said(4, None, &name)];
        let told = |value: u8| said(2, Some(QUESTION), &[1, b'b', 0, 0, value, 0, 0, 0]);
        assert_eq!(asked([hello(), vec![told(1)]].concat()), Some(true));
        assert_eq!(asked([hello(), vec![told(0)]].concat()), Some(false));
        assert_eq!(asked([hello(), vec![said(3, Some(QUESTION), &name)]].concat()), None);
        assert_eq!(asked(hello()), None, "it is gone");
        assert_eq!(asked(vec![vec![b'x'; 100]]), None);
        assert_eq!(synchronized(Path::new("/nowhere")), None);
    }

    /// A real one takes us in, understands the question, and knows of nobody to ask.
    #[test]
    fn the_bus_of_a_machine_understands_us() {
        let folder = tempfile::tempdir().unwrap();
        let (bus, config) = (folder.path().join("bus"), folder.path().join("bus.conf"));
        let text = format!(
            "<busconfig><type>system</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
             <policy context=\"default\"><allow user=\"*\"/><allow send_destination=\"*\"/>\
             <allow receive_sender=\"*\"/></policy></busconfig>",
            bus.display()
        );
        std::fs::write(&config, text).unwrap();
        let daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nosyslog", "--print-address"])
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut daemon) = daemon else {
            return println!("skipped: there is no dbus-daemon on this machine");
        };
        let mut ready = [0];
        daemon.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
        let answer = ask(&bus);
        daemon.kill().unwrap();
        daemon.wait().unwrap();
        // Whom it does not understand it sends away, and the line ends.
        assert_eq!(answer.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_call_is_what_the_specification_says() {
        let hello = call(1, "org.freedesktop.DBus", "/org/freedesktop/DBus", "Hello", &[]);
        assert_eq!(hello.len() % 8, 0);
        assert_eq!(number(&hello, 4), Some(0));
        let path = b"\x01\x01o\0\x15\0\0\0/org/freedesktop/DBus\0";
        assert_eq!(&hello[16..16 + path.len()], path);
        let get = call(2, "a.b", "/a", "Get", &["a.b", "Cd"]);
        assert!(get.ends_with(b"\x03\0\0\0a.b\0\x02\0\0\0Cd\0"));
        assert_eq!(number(&get, 4), Some(15));
    }
}
