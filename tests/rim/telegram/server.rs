//! A Bot API server without a mind of its own: every question waits for the test's answer.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};
use warung::config::{self, Mode};
use warung::telegram::client::Client;

pub const TOKEN: &str = "123:SECRET";

/// The server, as the test sees it: a row of questions.
pub struct Server {
    pub client: Arc<Client>,
    /// How many connections are open.
    pub open: watch::Receiver<usize>,
    questions: mpsc::UnboundedReceiver<Question>,
}

pub struct Question {
    /// `sendMessage`, or the path of a file.
    pub method: String,
    /// Null if the body is no JSON.
    pub params: Value,
    pub body: String,
    reply: oneshot::Sender<(u16, Bytes)>,
}

/// A client of a server that may not even be there.
pub fn client(api_url: String) -> Arc<Client> {
    keeping(api_url, None)
}

/// The same of a server that keeps files on this machine.
pub fn keeping(api_url: String, files_dir: Option<PathBuf>) -> Arc<Client> {
    let config = config::Telegram {
        token: SecretString::from(TOKEN),
        api_url,
        files_dir,
        mode: Mode::Polling,
    };
    Arc::new(Client::new(&config).unwrap())
}

impl Server {
    pub async fn start() -> Server {
        Server::with(client).await
    }

    /// One that keeps its files in this folder.
    pub async fn keeping(files: PathBuf) -> Server {
        Server::with(|url| keeping(url, Some(files))).await
    }

    async fn with(client: impl FnOnce(String) -> Arc<Client>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(format!("http://{}", listener.local_addr().unwrap()));
        let (sender, questions) = mpsc::unbounded_channel();
        let (count, open) = watch::channel(0);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (sender, count) = (sender.clone(), count.clone());
                count.send_modify(|open| *open += 1);
                let service = service_fn(move |request| answer(request, sender.clone()));
                let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::spawn(async move {
                    drop(serving.await);
                    count.send_modify(|open| *open -= 1);
                });
            }
        });
        Server { client, open, questions }
    }

    /// The next question, which has to be this one.
    pub async fn asked(&mut self, method: &str) -> Question {
        let question = self.questions.recv().await.unwrap();
        assert_eq!(question.method, method, "{}", question.params);
        question
    }

    pub fn is_quiet(&mut self) -> bool {
        self.questions.try_recv().is_err()
    }
}

async fn answer(
    request: Request<Incoming>,
    questions: mpsc::UnboundedSender<Question>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    let bot = format!("bot{TOKEN}/");
    let (_, method) = path.split_once(&bot).expect("the token is part of every address");
    let body = request.into_body().collect().await.unwrap().to_bytes();
    let (reply, replied) = oneshot::channel();
    let question = Question {
        method: method.to_owned(),
        params: serde_json::from_slice(&body).unwrap_or_default(),
        body: String::from_utf8_lossy(&body).into_owned(),
        reply,
    };
    questions.send(question).ok();
    // A test that drops the question has seen enough: the line stays silent.
    let Ok((status, body)) = replied.await else { std::future::pending().await };
    Ok(Response::builder().status(status).body(Full::new(body)).unwrap())
}

impl Question {
    pub fn answer(self, status: u16, body: impl Into<Bytes>) -> Value {
        self.reply.send((status, body.into())).ok();
        self.params
    }

    pub fn ok(self, result: Value) -> Value {
        self.answer(200, json!({ "ok": true, "result": result }).to_string())
    }

    pub fn no(self, code: u16, description: &str) -> Value {
        self.answer(code, no(code, description).to_string())
    }
}

pub fn no(code: u16, description: &str) -> Value {
    json!({ "ok": false, "error_code": code, "description": description })
}
