//! The outside's end of the writer's inbox: bounded, and answered only after the commit.

use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::{mpsc, oneshot};

use super::input::{Input, Reply};
use crate::domain::limit::INBOX_INPUTS_MAX;

/// An input and the place where its answer is awaited.
pub struct Letter {
    pub input: Input,
    pub answer: Option<oneshot::Sender<Reply>>,
}

/// Hands inputs to the writer. Cheap to clone.
#[derive(Clone)]
pub struct Handle {
    inbox: mpsc::Sender<Letter>,
    basket: Basket,
}

/// What nobody waits for: it rides along with whatever the writer commits next.
#[derive(Clone, Default)]
struct Basket(Arc<Mutex<Vec<Input>>>);

impl Basket {
    fn open(&self) -> MutexGuard<'_, Vec<Input>> {
        // Only pushed to and emptied: it is whole whoever broke meanwhile.
        self.0.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

/// The writer's end.
pub struct Inbox {
    /// From those who wait for an answer.
    pub letters: mpsc::Receiver<Letter>,
    basket: Basket,
    /// Of whoever may have to wake the writer, and keeps nobody waiting for a handle to go.
    waker: Waker,
}

/// Wakes the writer where it waits for letters.
#[derive(Clone)]
pub struct Waker(mpsc::WeakSender<Letter>);

impl Waker {
    /// One that finds no room has nobody to wake.
    pub fn wake(&self) {
        if let Some(inbox) = self.0.upgrade() {
            let _ = inbox.try_send(Letter { input: Input::Ping, answer: None });
        }
    }
}

impl Inbox {
    /// Waits for somebody who wants an answer, or a commit. `None`: every handle is gone, and
    /// the basket is empty.
    pub fn wait(&mut self) -> Option<Letter> {
        let riding = |input| Letter { input, answer: None };
        self.letters.blocking_recv().or_else(|| self.basket.open().pop().map(riding))
    }

    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// One more, if one waits.
    pub fn more(&mut self) -> Option<Letter> {
        self.letters.try_recv().ok()
    }

    /// All that rides along, in the order in which it was left.
    pub fn riders(&mut self) -> Vec<Input> {
        std::mem::take(&mut *self.basket.open())
    }
}

/// The writer has stopped: nothing was or will be acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// An answer that is still to come.
pub struct Pending(oneshot::Receiver<Reply>);

impl Handle {
    pub fn new() -> (Handle, Inbox) {
        let (inbox, letters) = mpsc::channel(INBOX_INPUTS_MAX);
        let basket = Basket::default();
        let waker = Waker(inbox.downgrade());
        (Handle { inbox, basket: basket.clone() }, Inbox { letters, basket, waker })
    }

    /// Leaves an input for the next commit, whoever causes that; `left` tells whether one did.
    pub fn leave(&self, input: Input) {
        self.basket.open().push(input);
    }

    /// How many have been left and not taken.
    pub fn left(&self) -> usize {
        self.basket.open().len()
    }

    /// Applies the input; returns once it is durable. Waits while the inbox is full.
    pub async fn submit(&self, input: Input) -> Result<Reply, Stopped> {
        self.post(input).await?.reply().await
    }

    /// Puts the input in line and returns at once with the promise of an answer, so that a
    /// batch can be handed over in order and awaited together: it then shares one sync.
    pub async fn post(&self, input: Input) -> Result<Pending, Stopped> {
        let (answer, pending) = oneshot::channel();
        let letter = Letter { input, answer: Some(answer) };
        self.inbox.send(letter).await.map_err(|_| Stopped)?;
        Ok(Pending(pending))
    }

    /// Whether the writer is gone.
    pub fn is_closed(&self) -> bool {
        self.inbox.is_closed()
    }

    /// The same from a thread that may block.
    pub fn submit_blocking(&self, input: Input) -> Result<Reply, Stopped> {
        let (answer, pending) = oneshot::channel();
        let letter = Letter { input, answer: Some(answer) };
        self.inbox.blocking_send(letter).map_err(|_| Stopped)?;
        pending.blocking_recv().map_err(|_| Stopped)
    }
}

impl Pending {
    pub async fn reply(self) -> Result<Reply, Stopped> {
        self.0.await.map_err(|_| Stopped)
    }
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("the writer has stopped")
    }
}

impl std::error::Error for Stopped {}
