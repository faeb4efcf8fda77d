//! The reverse proxy of a test: it passes bytes on, or is dead.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Connections go to the target; without one, whoever connects is sent away.
pub struct Relay {
    pub address: SocketAddr,
    target: Arc<watch::Sender<Option<SocketAddr>>>,
}

impl Relay {
    pub async fn start() -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let target = Arc::new(watch::Sender::new(None));
        let targets = target.subscribe();
        tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                tokio::spawn(pass(guest, targets.clone()));
            }
        });
        Relay { address, target }
    }

    pub fn open(&self, target: SocketAddr) {
        self.target.send_replace(Some(target));
    }

    /// Ends what is under way as well.
    pub fn shut(&self) {
        self.target.send_replace(None);
    }
}

async fn pass(mut guest: TcpStream, mut targets: watch::Receiver<Option<SocketAddr>>) {
    let Some(target) = *targets.borrow_and_update() else { return };
    let Ok(mut host) = TcpStream::connect(target).await else { return };
    tokio::select! {
        _ = copy_bidirectional(&mut guest, &mut host) => {}
        _ = targets.changed() => {}
    }
}
