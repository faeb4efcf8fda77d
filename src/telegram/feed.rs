//! Feeds the writer with updates, whichever way they come, and changes the way when one fails.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::failure::CallError;
use super::hook::Gate;
use super::link::{Line, Link};
use super::mode::{Machine, Pace, Stand, Step};
use super::poll::Poller;
use super::webhook::Webhook;
use crate::domain::limit::{CALL_WAIT, TAKE_WAIT, UPLOAD_WAIT};
use crate::domain::vitals::Way;
use crate::domain::webhook::News;
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;

pub struct Feed {
    pub client: Arc<Client>,
    pub handle: Handle,
    pub gate: Arc<Gate>,
    pub link: watch::Sender<Link>,
    /// Told how updates come now.
    pub way: watch::Sender<Way>,
    /// Without one, updates are fetched and nothing else.
    pub webhook: Option<Webhook>,
    /// Whether they are fetched where the webhook fails.
    pub fallback: bool,
    pub pace: Pace,
}

impl Feed {
    /// Opens the gate, and brings updates to the writer until `stop`, or until there is no writer
    /// any more.
    pub async fn run(mut self, stop: CancellationToken) {
        self.gate.open();
        let feeding = async {
            match self.webhook.take() {
                Some(webhook) => self.watch_over(webhook).await,
                None => self.fetch().await,
            }
        };
        let Err(Stopped) = stop.run_until_cancelled(feeding).await.unwrap_or(Ok(())) else {
            return;
        };
        tracing::warn!("no more updates are taken: {Stopped}");
    }

    async fn fetch(&self) -> Result<(), Stopped> {
        // A trouble of a webhook that is not wanted any more is none.
        self.handle.submit(Input::Webhook(News::Unused)).await?;
        self.poll().await
    }

    async fn poll(&self) -> Result<(), Stopped> {
        self.way.send_replace(Way::Polling);
        let Feed { client, handle, gate, link, .. } = self;
        let poller = Poller {
            client,
            handle,
            flood: &gate.flood,
            line: Line::new(link.clone()),
            meaning: |id, said| Input::Update { id, said },
        };
        Err(poller.run().await)
    }

    async fn watch_over(&self, webhook: Webhook) -> Result<(), Stopped> {
        let machine = Machine::new(self.pace, self.fallback, Instant::now());
        let mut watch = Watch { feed: self, webhook, machine, line: Line::new(self.link.clone()) };
        loop {
            let step = match watch.machine.stand() {
                Stand::Start => watch.call().await,
                Stand::Polling => {
                    tokio::select! {
                        ended = self.poll() => return ended,
                        step = watch.until_it_arrives() => step?,
                    }
                }
                Stand::Webhook => watch.until_it_fails().await?,
            };
            match step {
                Step::Set => watch.set().await?,
                Step::Poll => tracing::warn!("the webhook does not work: updates are fetched"),
                Step::Stay => {}
            }
        }
    }
}

/// The webhook under observation.
struct Watch<'f> {
    feed: &'f Feed,
    webhook: Webhook,
    machine: Machine,
    line: Line,
}

impl Watch<'_> {
    async fn call(&mut self) -> Step {
        // While we poll, the poller tells of its own steps.
        if self.machine.stand() != Stand::Polling {
            self.line.step(self.feed.pace.answer + TAKE_WAIT.std());
        }
        let arrived = self.webhook.call(self.feed.pace.answer).await;
        self.machine.called(arrived, Instant::now())
    }

    /// While we poll: comes back when the webhook is worth a try.
    async fn until_it_arrives(&mut self) -> Result<Step, Stopped> {
        loop {
            sleep(self.feed.pace.look).await;
            self.tell().await?;
            let step = self.call().await;
            if step != Step::Stay {
                return Ok(step);
            }
        }
    }

    /// While updates are brought: comes back when something has to be done about it.
    async fn until_it_fails(&mut self) -> Result<Step, Stopped> {
        self.feed.way.send_replace(Way::Webhook);
        if !self.machine.sighted() {
            // Now or never: whether our address can be seen from inside.
            self.call().await;
        }
        let mut looked = Instant::now();
        let Pace { look, answer, .. } = self.feed.pace;
        // Telegram took longer than a look usually may.
        let mut slow = false;
        loop {
            let patience = if slow { CALL_WAIT.std() } else { answer };
            self.line.step(look + patience + TAKE_WAIT.std());
            sleep(look).await;
            self.tell().await?;
            let link = &self.feed.link;
            let heard = || link.borrow().heard.is_some_and(|heard| heard >= looked);
            let now = Instant::now();
            let sight = self.webhook.look(&self.feed.client, heard, patience).await;
            let late = now.elapsed() >= answer;
            match sight {
                Ok(sight) => {
                    slow = late;
                    self.line.back();
                    if !sight.ours {
                        self.line.taken();
                    }
                    looked = now;
                    let step = self.machine.looked(sight, Instant::now());
                    if step != Step::Stay {
                        return Ok(step);
                    }
                }
                // A packet was lost, or the line is a slow one: the next look gets more time.
                Err(_) if late && !slow => slow = true,
                // Telegram is away: nothing is known of the webhook, and nothing would be better.
                Err(err) => {
                    slow = false;
                    sleep(self.line.lost(&err)).await;
                }
            }
        }
    }

    /// Sets the webhook; tries on while Telegram is away.
    async fn set(&mut self) -> Result<(), Stopped> {
        if !self.feed.fallback {
            // There is no other way, also while Telegram does not take it.
            self.feed.way.send_replace(Way::Webhook);
        }
        loop {
            self.line.step(UPLOAD_WAIT.std());
            let Err(err) = self.webhook.set(&self.feed.client).await else {
                self.line.back();
                tracing::info!("updates come by webhook");
                self.machine.set(Instant::now());
                return Ok(());
            };
            if !refuses(&err) {
                sleep(self.line.lost(&err)).await;
                continue;
            }
            tracing::warn!(%err, "Telegram does not take the webhook");
            if self.machine.refused(Instant::now()) == Step::Poll {
                return Ok(());
            }
            // There is no other way: the same again after a rest.
            self.line.step(self.feed.pace.rest + TAKE_WAIT.std());
            sleep(self.feed.pace.rest).await;
            self.tell().await?;
        }
    }

    async fn tell(&mut self) -> Result<(), Stopped> {
        match self.machine.news(Instant::now()) {
            Some(news) => self.feed.handle.submit(Input::Webhook(news)).await.map(drop),
            None => Ok(()),
        }
    }
}

/// Whether it is the address that Telegram does not like. Of a wrong token, and of a Telegram
/// that wants to be left alone, the line tells.
fn refuses(err: &CallError) -> bool {
    matches!(err.code(), Some(400 | 413))
}
