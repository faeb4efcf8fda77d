//! The local socket: made for its owner alone, taken over from the dead, removed at the end.

use std::fs;
use std::io;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream as Knock;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, fchmod};
use tokio::net::{UnixListener, UnixSocket, UnixStream};

use crate::domain::limit::CONNECTIONS_MAX;

pub struct LocalSocket {
    listener: UnixListener,
    path: PathBuf,
}

impl LocalSocket {
    pub fn bind(path: &Path) -> io::Result<LocalSocket> {
        clear(path)?;
        let socket = UnixSocket::new_stream()?;
        // Before it has a name: there is no moment in which others could connect.
        fchmod(&socket, Mode::RUSR | Mode::WUSR)?;
        socket.bind(path)?;
        let listener = socket.listen(CONNECTIONS_MAX as u32)?;
        Ok(LocalSocket { listener, path: path.to_owned() })
    }

    pub async fn accept(&self) -> io::Result<UnixStream> {
        Ok(self.listener.accept().await?.0)
    }
}

impl Drop for LocalSocket {
    fn drop(&mut self) {
        // What is left over here is taken over at the next start.
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes room for the socket, if what is there is the socket of a process that has died.
fn clear(path: &Path) -> io::Result<()> {
    let there = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        there => there?,
    };
    if !there.file_type().is_socket() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file of that name"));
    }
    match Knock::connect(path) {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => fs::remove_file(path),
        Err(error) => Err(error),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AddrInUse, "another process answers there")),
    }
}
