//! The accept loops of the public port and the local socket: limits, time-outs, orderly stop.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::local::LocalSocket;
use super::route::route;
use super::{Door, Web};
use crate::domain::limit::{CONNECTIONS_MAX, HEAD_BYTES_MAX, STOP_GRACE};

/// Both doors, bound and waiting: whoever knocks before `serve` is let in by it.
pub struct Doors {
    public: TcpListener,
    local: LocalSocket,
    watch: Option<TcpListener>,
}

impl Doors {
    pub async fn open(listen: SocketAddr, socket: &Path) -> io::Result<Doors> {
        let public = bind(listen).await?;
        let local = LocalSocket::bind(socket);
        let local =
            local.map_err(|error| told(error, format!("cannot listen on {}", socket.display())))?;
        Ok(Doors { public, local, watch: None })
    }

    /// One more, for those who watch the shop.
    pub async fn watched(self, listen: Option<SocketAddr>) -> io::Result<Doors> {
        let watch = match listen {
            Some(listen) => Some(bind(listen).await?),
            None => None,
        };
        Ok(Doors { watch, ..self })
    }

    /// Where the public door really is: port 0 means any.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.public.local_addr()
    }

    /// The same of the door for those who watch.
    pub fn watch_address(&self) -> Option<SocketAddr> {
        self.watch.as_ref()?.local_addr().ok()
    }

    /// Answers until told to stop, then lets those inside finish, within `STOP_GRACE`.
    pub async fn serve(self, web: Arc<Web>, stop: CancellationToken) {
        let house = House { web, stop, guests: TaskTracker::new() };
        let (public, local) = (&self.public, &self.local);
        let strangers = house.welcome(Door::Public, || accept(public));
        let watchers = async {
            if let Some(watch) = &self.watch {
                house.welcome(Door::Watch, || accept(watch)).await;
            }
        };
        let neighbours = house.welcome(Door::Local, || local.accept());
        let Web { refusals, handle, patience, .. } = house.web.as_ref();
        let refused = refusals.tell_every(patience.refusals, handle, &house.stop);
        tokio::join!(strangers, watchers, neighbours, refused);
        house.guests.close();
        house.guests.wait().await;
        let _ = timeout(STOP_GRACE.std(), refusals.tell(handle)).await;
    }
}

async fn bind(listen: SocketAddr) -> io::Result<TcpListener> {
    let bound = TcpListener::bind(listen).await;
    bound.map_err(|error| told(error, format!("cannot listen on {listen}")))
}

async fn accept(listener: &TcpListener) -> io::Result<TcpStream> {
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

struct House {
    web: Arc<Web>,
    stop: CancellationToken,
    guests: TaskTracker,
}

impl House {
    async fn welcome<S, F>(&self, door: Door, accept: impl Fn() -> F)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        F: Future<Output = io::Result<S>>,
    {
        let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let next = || async {
            let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
            accept().await.map(|stream| (place, stream))
        };
        while let Some(came) = self.stop.run_until_cancelled(next()).await {
            match came {
                Ok((place, stream)) => {
                    let talk = talk(Arc::clone(&self.web), self.stop.clone(), door, stream);
                    self.guests.spawn(async move {
                        talk.await;
                        drop(place);
                    });
                }
                Err(error) => {
                    // Out of file descriptors, mostly: it passes when somebody leaves.
                    tracing::warn!(%error, ?door, "a connection could not be accepted");
                    let _ = self.stop.run_until_cancelled(sleep(Duration::from_secs(1))).await;
                }
            }
        }
    }
}

/// One connection from its first request to its end. What goes wrong on it ends it; that is the
/// other side's affair and not worth a line in the log.
async fn talk<S>(web: Arc<Web>, stop: CancellationToken, door: Door, stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let patience = web.patience;
    let service = service_fn(move |request| {
        let web = Arc::clone(&web);
        async move { Ok::<_, Infallible>(route(&web, door, request).await) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(HEAD_BYTES_MAX);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let over = async {
        match door {
            Door::Public | Door::Watch => drop(timeout(patience.life, stop.cancelled()).await),
            Door::Local => stop.cancelled().await,
        }
    };
    tokio::select! {
        _ = connection.as_mut() => return,
        () = over => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(STOP_GRACE.std(), connection).await;
}

fn told(error: io::Error, what: String) -> io::Error {
    io::Error::new(error.kind(), format!("{what}: {error}"))
}
