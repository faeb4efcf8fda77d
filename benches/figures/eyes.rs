//! Eyes on the pretend Telegram: whoever waits for a message hears when it came, and no chat is
//! read from its beginning for that.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use warung::demo::telegram::chat::Profile;
use warung::demo::telegram::{Change, Shown, Telegram, Trace};
use warung::demo::world::World;

/// How exactly a moment is known; a look costs the machine that is being measured.
const BLINK: Duration = Duration::from_millis(5);

/// A message of the shop as it was when it came or changed.
pub struct Sight {
    pub at: Instant,
    pub what: Change,
    pub message: Shown,
}

type Chats = Arc<Mutex<HashMap<i64, mpsc::UnboundedSender<Sight>>>>;

/// Looks until it is dropped.
pub struct Eyes {
    chats: Chats,
    task: AbortHandle,
}

impl Eyes {
    pub fn on(telegram: &Telegram) -> Eyes {
        let chats = Chats::default();
        let task = tokio::spawn(look(telegram.clone(), chats.clone())).abort_handle();
        Eyes { chats, task }
    }

    fn chat(&self, id: i64) -> mpsc::UnboundedReceiver<Sight> {
        let (sees, sights) = mpsc::unbounded_channel();
        self.chats.lock().unwrap_or_else(PoisonError::into_inner).insert(id, sees);
        sights
    }
}

impl Drop for Eyes {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn look(telegram: Telegram, chats: Chats) {
    let mut changes = telegram.watch();
    let mut moment = telegram.moment();
    while changes.changed().await.is_ok() {
        let at = Instant::now();
        let news = telegram.traces(moment);
        moment = news.last().map_or(moment, |trace| trace.message.moment);
        tell(&chats, at, news);
        tokio::time::sleep(BLINK).await;
    }
}

fn tell(chats: &Chats, at: Instant, news: Vec<Trace>) {
    let chats = chats.lock().unwrap_or_else(PoisonError::into_inner);
    for Trace { chat, what, message } in news {
        if let Some(chat) = chats.get(&chat) {
            // Whoever has gone home looks no more.
            let _ = chat.send(Sight { at, what, message });
        }
    }
}

/// A person in a chat of their own with the shop.
pub struct Guest {
    pub world: World,
    pub id: u64,
    sights: mpsc::UnboundedReceiver<Sight>,
}

impl Guest {
    /// Somebody who gets an account for it.
    pub fn new(world: &World, eyes: &Eyes, id: u64) -> Guest {
        world.telegram.join(Profile::new(id, "Orang", "id"));
        Guest::known(world, eyes, id)
    }

    /// Somebody of the pretend world.
    pub fn known(world: &World, eyes: &Eyes, id: u64) -> Guest {
        Guest { world: world.clone(), id, sights: eyes.chat(id as i64) }
    }

    /// Says something; from then on only what comes later is seen.
    pub fn say(&mut self, text: &str) -> Instant {
        while self.sights.try_recv().is_ok() {}
        let said = Instant::now();
        self.world.telegram.say(self.id, text);
        said
    }

    /// The next message that came or changed and is what is wanted. `None` if nobody looks any
    /// more.
    pub async fn sees(&mut self, mut wanted: impl FnMut(&Sight) -> bool) -> Option<Sight> {
        loop {
            let sight = self.sights.recv().await?;
            if sight.what != Change::Deleted && wanted(&sight) {
                return Some(sight);
            }
        }
    }
}
