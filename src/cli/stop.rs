//! Ctrl-C while work goes on: heard, and the work is told to leave nothing behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::Context;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;

use super::terminal;

/// From its beginning on nothing ends this process by Ctrl-C but itself.
#[derive(Clone, Default)]
pub struct Stop(Arc<Inner>);

#[derive(Default)]
struct Inner {
    called: AtomicBool,
    notify: Notify,
    /// Whoever waits for an answer of somebody who may call it off instead.
    waits: Mutex<Option<Sender<Option<anyhow::Result<String>>>>>,
}

impl Stop {
    pub fn watch() -> anyhow::Result<Stop> {
        let stop = Stop::default();
        let (inner, (ready, begun)) = (stop.0.clone(), channel());
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            let listen = || -> anyhow::Result<()> {
                let runtime = Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(async {
                    let mut interrupt = signal(SignalKind::interrupt())?;
                    let mut terminate = signal(SignalKind::terminate())?;
                    let _ = ready.send(());
                    loop {
                        tokio::select! {
                            _ = interrupt.recv() => {}
                            _ = terminate.recv() => {}
                        }
                        inner.call();
                    }
                })
            };
            // Without it, Ctrl-C ends us at once, and the next try clears up.
            let _ = listen();
        })?;
        begun.recv().context("cannot listen for signals")?;
        Ok(stop)
    }

    pub fn is_called(&self) -> bool {
        self.0.called.load(Ordering::SeqCst)
    }

    /// Comes back when it is called off.
    pub async fn called(&self) {
        let notified = self.0.notify.notified();
        if !self.is_called() {
            notified.await;
        }
    }

    /// Yes or no; `None`: it was called off instead.
    pub fn agrees(&self, question: &str, choice: &str) -> anyhow::Result<Option<bool>> {
        let question = format!("{question} {choice}: ");
        loop {
            let (send, answer) = channel();
            *self.0.waits.lock().unwrap_or_else(PoisonError::into_inner) = Some(send.clone());
            if self.is_called() {
                return Ok(None);
            }
            let question = question.clone();
            thread::spawn(move || send.send(Some(terminal::ask(&question))));
            let Some(answer) = answer.recv()? else { return Ok(None) };
            match answer?.to_lowercase().as_str() {
                "y" | "ya" | "yes" => return Ok(Some(true)),
                "" | "t" | "tidak" | "n" | "no" => return Ok(Some(false)),
                _ => {}
            }
        }
    }
}

impl Inner {
    fn call(&self) {
        self.called.store(true, Ordering::SeqCst);
        self.notify.notify_waiters();
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waits) = waits.take() {
            let _ = waits.send(None);
        }
    }
}
