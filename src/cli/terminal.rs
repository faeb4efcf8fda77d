//! Questions to somebody at a terminal, or to a script that answers line by line.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::os::fd::AsFd;

use anyhow::{anyhow, bail};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use secrecy::SecretString;

use crate::domain::limit::SECRET_BYTES_MAX;

const CTRL_C: u8 = 3;
const CTRL_D: u8 = 4;
const CTRL_U: u8 = 21;
const BACKSPACES: [u8; 2] = [8, 127];

/// Shows a question and brings the line that answers it, without spaces around.
pub fn ask(question: &str) -> anyhow::Result<String> {
    show(question)?;
    read_line()
}

/// The same for a secret: a terminal does not show what is typed.
pub fn ask_hidden(question: &str) -> anyhow::Result<SecretString> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Ok(SecretString::from(ask(question)?));
    }
    let quiet = Quiet::begin(stdin.as_fd())?;
    show(question)?;
    let typed = typed(&mut stdin.lock());
    drop(quiet);
    show("\n")?;
    typed
}

/// The next line of the standard input.
pub fn read_line() -> anyhow::Result<String> {
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line)? {
        0 => bail!("there are no more answers on the standard input"),
        _ => Ok(line.trim().to_owned()),
    }
}

fn show(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Reads a line sign by sign, as the terminal does not do it for us.
fn typed(input: &mut impl Read) -> anyhow::Result<SecretString> {
    let mut bytes = Vec::with_capacity(SECRET_BYTES_MAX);
    let mut byte = [0];
    loop {
        if input.read(&mut byte)? == 0 {
            bail!("there are no more answers on the standard input");
        }
        match byte[0] {
            b'\r' | b'\n' => break,
            CTRL_C => bail!("given up; nothing has been changed"),
            CTRL_D if bytes.is_empty() => bail!("given up; nothing has been changed"),
            CTRL_U => bytes.clear(),
            erase if BACKSPACES.contains(&erase) => drop(bytes.pop()),
            _ if bytes.len() == SECRET_BYTES_MAX => bail!("that is too long for a secret"),
            sign => bytes.push(sign),
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("that is not UTF-8 text"))?;
    Ok(SecretString::from(text.trim().to_owned()))
}

/// While it lives, the terminal neither shows what is typed nor acts on it by itself: it could
/// end us before it shows things again.
struct Quiet {
    before: Termios,
}

impl Quiet {
    fn begin(terminal: impl AsFd) -> io::Result<Quiet> {
        let before = tcgetattr(&terminal)?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(&terminal, OptionalActions::Now, &quiet)?;
        Ok(Quiet { before })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn secret(input: &[u8]) -> Result<String, String> {
        let typed = typed(&mut &*input);
        typed.map(|it| it.expose_secret().to_owned()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_secret_is_typed_blindly_and_can_be_put_right() {
        assert_eq!(secret(b" rahasia \rmore").as_deref(), Ok("rahasia"));
        assert_eq!(secret(b"rahasi\x7f\x08ia\n").as_deref(), Ok("rahaia"));
        assert_eq!(secret(b"wrong\x15right\n").as_deref(), Ok("right"));
        assert_eq!(secret(b"\n").as_deref(), Ok(""));
        assert!(secret(b"half\x03").unwrap_err().contains("given up"));
        assert!(secret(b"half").is_err() && secret(b"\xff\n").is_err());
        assert!(secret(&vec![b'a'; SECRET_BYTES_MAX + 2]).is_err());
    }
}
