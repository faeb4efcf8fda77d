//! The accept loops of the public port and the local socket: limits, time-outs, orderly stop.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::caller::{Caller, Crowd, is_ours};
use super::local::LocalSocket;
use super::refusals::Reason;
use super::route::{Answer, route};
use super::seats::{Seat, Seats};
use super::{Door, Web, reply};
use crate::domain::limit::{CONNECTIONS_MAX, HEAD_BYTES_MAX, STOP_GRACE};

/// Both doors, bound and waiting: whoever knocks before `serve` is let in by it.
pub struct Doors {
    public: TcpListener,
    local: LocalSocket,
    tls: Option<TlsAcceptor>,
    watch: Option<TcpListener>,
}

impl Doors {
    pub async fn open(listen: SocketAddr, socket: &Path) -> io::Result<Doors> {
        let public = bind(listen).await?;
        let local = LocalSocket::bind(socket);
        let local =
            local.map_err(|error| told(error, format!("cannot listen on {}", socket.display())))?;
        Ok(Doors { public, local, tls: None, watch: None })
    }

    /// The public door speaks TLS and nothing else.
    pub fn sealed(self, tls: TlsAcceptor) -> Doors {
        Doors { tls: Some(tls), ..self }
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
        let house = House { web, stop, guests: TaskTracker::new(), crowd: Crowd::default() };
        let (public, local, tls) = (&self.public, &self.local, &self.tls);
        let strangers = house.welcome(
            Door::Public,
            || public.accept(),
            |(_, peer)| Some(peer.ip()),
            |(stream, peer), seat| house.stranger(stream, peer.ip(), seat, tls.clone()),
        );
        let watchers = async {
            if let Some(watch) = &self.watch {
                house
                    .welcome(
                        Door::Watch,
                        || watch.accept(),
                        |(_, peer)| Some(peer.ip()),
                        |(stream, _), seat| Some(talk(house.room(Door::Watch, None), seat, stream)),
                    )
                    .await;
            }
        };
        let neighbours = house.welcome(
            Door::Local,
            || local.accept(),
            |_| None,
            |stream, seat| Some(talk(house.room(Door::Local, None), seat, stream)),
        );
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

struct House {
    web: Arc<Web>,
    stop: CancellationToken,
    guests: TaskTracker,
    crowd: Crowd,
}

/// What a conversation needs to know.
struct Room {
    web: Arc<Web>,
    stop: CancellationToken,
    crowd: Crowd,
    door: Door,
    /// The other end, from outside.
    peer: Option<IpAddr>,
}

impl House {
    async fn welcome<S, A, T>(
        &self,
        door: Door,
        accept: impl Fn() -> A,
        whose: impl Fn(&S) -> Option<IpAddr>,
        serve: impl Fn(S, Seat) -> Option<T>,
    ) where
        A: Future<Output = io::Result<S>>,
        T: Future<Output = ()> + Send + 'static,
    {
        let seats = Seats::new(CONNECTIONS_MAX);
        let next = || async {
            let came = accept().await?;
            seats.room().await;
            io::Result::Ok(came)
        };
        while let Some(came) = self.stop.run_until_cancelled(next()).await {
            match came {
                Ok(stream) => {
                    let seat = seats.take(whose(&stream));
                    if let Some(talk) = serve(stream, seat) {
                        self.guests.spawn(talk);
                    }
                }
                Err(error) => {
                    // Out of file descriptors, mostly: it passes when somebody leaves.
                    tracing::warn!(%error, ?door, "a connection could not be accepted");
                    let _ = self.stop.run_until_cancelled(sleep(Duration::from_secs(1))).await;
                }
            }
        }
    }

    fn room(&self, door: Door, peer: Option<IpAddr>) -> Room {
        let House { web, stop, crowd, .. } = self;
        Room { web: Arc::clone(web), stop: stop.clone(), crowd: crowd.clone(), door, peer }
    }

    /// A connection from outside, unless its other end holds enough of them. A proxy's are those
    /// of many, and each of its requests is looked at by itself.
    fn stranger(
        &self,
        stream: TcpStream,
        peer: IpAddr,
        seat: Seat,
        tls: Option<TlsAcceptor>,
    ) -> Option<impl Future<Output = ()> + Send + 'static> {
        let caller = Caller(peer.to_canonical());
        let proxied = is_ours(peer, &self.web.proxies);
        let place = match proxied {
            true => None,
            false => match self.crowd.enter(caller, self.web.places) {
                Some(place) => Some(place),
                None => {
                    self.web.refusals.count(None, Reason::Crowded, Some(caller));
                    return None;
                }
            },
        };
        let room = self.room(Door::Public, Some(peer));
        let patience = room.web.patience.head;
        Some(async move {
            // Answers are small, and somebody waits for each.
            let _ = stream.set_nodelay(true);
            match tls {
                None => talk(room, seat, stream).await,
                Some(tls) => {
                    let stop = room.stop.clone();
                    let agreed = tokio::select! {
                        () = stop.cancelled() => None,
                        () = seat.wanted() => None,
                        agreed = timeout(patience, tls.accept(stream)) => agreed.ok(),
                    };
                    if let Some(Ok(stream)) = agreed {
                        talk(room, seat, stream).await;
                    }
                }
            }
            drop(place);
        })
    }
}

impl Room {
    async fn answer(&self, mut request: Request<Incoming>) -> Answer {
        let Some(peer) = self.peer else { return route(&self.web, self.door, request).await };
        let caller = Caller::of(peer, request.headers(), &self.web.proxies);
        request.extensions_mut().insert(caller);
        let place = match is_ours(peer, &self.web.proxies) {
            false => None,
            true => match self.crowd.enter(caller, self.web.places) {
                Some(place) => Some(place),
                None => {
                    self.web.refusals.count(None, Reason::Crowded, Some(caller));
                    return reply::no(Reason::Crowded.status());
                }
            },
        };
        let answer = route(&self.web, Door::Public, request).await;
        drop(place);
        answer
    }
}

/// One connection from its first request to its end. What goes wrong on it ends it; that is the
/// other side's affair and not worth a line in the log.
async fn talk<S>(room: Room, seat: Seat, stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (patience, door, stop) = (room.web.patience, room.door, room.stop.clone());
    let wanted = seat.wanted();
    let inside = Arc::new((room, seat));
    let service = service_fn(move |request| {
        let inside = Arc::clone(&inside);
        async move {
            let (room, seat) = inside.as_ref();
            seat.silent(false);
            let answer = room.answer(request).await;
            seat.silent(true);
            Ok::<_, Infallible>(answer)
        }
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
        // Nothing is under way: there is nothing to finish.
        () = wanted => return,
        () = over => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(STOP_GRACE.std(), connection).await;
}

fn told(error: io::Error, what: String) -> io::Error {
    io::Error::new(error.kind(), format!("{what}: {error}"))
}
