//! A private channel of the owner's: objects are documents in it, and a pinned one, sealed, tells
//! where each of them is. One thing at a time, for the bot has buyers to answer as well.

mod api;
mod list;
mod probe;
mod publish;
mod read;
mod send;
mod tar;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use serde_json::json;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;
use tokio::time::Instant;

use self::api::{Api, Chat, Member, Message};
use self::list::{Label, List, here, length};
use super::error::TargetError;
use super::http::Patience;
use super::key::{Key, Object};
use crate::backup::age::Identity;
use crate::backup::recovery::machine;
use crate::backup::whose;
use crate::config::channel::Channel as Config;
use crate::domain::limit::{
    CHANNEL_CHECK_EVERY, CHANNEL_EVERY, CHANNEL_EVERY_LARGE, CHANNEL_LIST_LARGE,
    CHANNEL_PART_BYTES, OWNER_EVERY,
};
use crate::domain::time::Span;

pub use self::list::FOLDER;

pub struct Channel {
    api: Api,
    bot: u64,
    /// Where the shop lies, with the list beside it and the keys that it is sealed for.
    home: PathBuf,
    /// Documents are as large as this at most.
    part: u64,
    /// Somebody has typed the recovery key.
    keys: Arc<Vec<Identity>>,
    turn: Mutex<State>,
    /// How large the list was when it was last sealed.
    listed: AtomicU64,
}

/// What is known of the channel at the moment.
#[derive(Default)]
struct State {
    list: Option<List>,
    pinned: Option<Pinned>,
    /// A program of another chain was the last to pin its list there: that something else is
    /// pinned since, or nothing, does not make it ours.
    stranger: Option<Label>,
    /// What lies beside the database has been read.
    recalled: bool,
    /// A pinned list that no key of ours opens: it is not fetched again and again.
    shut: Option<(i64, u64)>,
    /// What the channel is.
    chat: Option<Facts>,
    /// When it was looked at, and what was newer there taken.
    looked: Option<Instant>,
    /// When the bot's rights were looked at.
    checked: Option<Instant>,
    links: HashMap<i64, (Instant, String)>,
    /// The file that was fetched last, if it is small.
    held: Option<Held>,
}

/// What is pinned there.
struct Pinned {
    message: i64,
    file: Option<(String, u64)>,
    /// `None`: it is no list of ours.
    label: Option<Label>,
}

#[derive(Clone, Copy)]
struct Facts {
    channel: bool,
    vanishes: bool,
    protected: bool,
}

struct Held {
    message: i64,
    at: Instant,
    bytes: Bytes,
}

impl Channel {
    pub fn new(config: &Config, home: &Path, patience: Patience) -> anyhow::Result<Channel> {
        let api = Api::new(config, patience)?;
        Ok(Channel {
            bot: api.bot(),
            api,
            home: home.to_owned(),
            part: CHANNEL_PART_BYTES,
            keys: Arc::default(),
            turn: Mutex::default(),
            listed: AtomicU64::new(0),
        })
    }

    /// Documents are no larger than this.
    pub fn in_parts(&mut self, bytes: u64) {
        self.part = bytes.clamp(1, CHANNEL_PART_BYTES);
    }

    /// What is pinned can be read with these as well.
    pub fn open_with(&mut self, keys: Vec<Identity>) {
        self.keys = Arc::new(keys);
    }

    pub fn pace(&self) -> Span {
        match self.listed.load(Ordering::Relaxed) > CHANNEL_LIST_LARGE {
            true => CHANNEL_EVERY_LARGE,
            false => CHANNEL_EVERY,
        }
    }

    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let mut state = self.turn.lock().await;
        match under.and_then(shop_of_marks) {
            Some(store) => self.look_whose(&mut state, store).await?,
            None => {
                self.look(&mut state).await?;
                state.is_set_back()?;
            }
        }
        let below = under.map(|under| format!("{under}/"));
        let is_below = |name: &str| below.as_ref().is_none_or(|below| name.starts_with(below));
        let mut all = Vec::new();
        let objects = state.list.iter().flat_map(|list| &list.objects);
        for (name, slices) in objects.filter(|(name, _)| is_below(name)) {
            all.extend(Key::parse(name).map(|key| Object { key, bytes: length(slices) }));
        }
        // A mark is what is pinned, whoever did it.
        if let Some(label) = state.label().filter(|label| label.is_owned()) {
            let key = mark(label).filter(|key| is_below(key.as_str()));
            all.extend(key.map(|key| Object { key, bytes: says(label) }));
        }
        Ok(all)
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        let mut state = self.turn.lock().await;
        self.ready(&mut state).await?;
        let mark = state.label().filter(|label| mark(label).as_ref() == Some(key)).map(says);
        let object = || state.list.as_ref()?.objects.get(key.as_str()).map(|it| length(it));
        mark.or_else(object).ok_or_else(|| TargetError::Missing(key.to_string()))
    }

    /// Whoever goes on with this shop finds the list there.
    pub async fn hand_over(&self, home: &Path) -> io::Result<()> {
        match &self.turn.lock().await.list {
            Some(list) => list.keep(home, self.api.chat),
            None => Ok(()),
        }
    }

    /// Looks at it, if nobody has.
    async fn ready(&self, state: &mut State) -> Result<(), TargetError> {
        match state.looked.is_some() {
            true => Ok(()),
            false => self.look(state).await,
        }
    }

    /// The same, if that is a while ago.
    async fn look_again(&self, state: &mut State) -> Result<(), TargetError> {
        match state.looked.is_some_and(|at| at.elapsed() < OWNER_EVERY.std()) {
            true => Ok(()),
            false => self.look(state).await,
        }
    }

    /// Asks what is pinned there, and takes it where it is newer than what is known here.
    async fn look(&self, state: &mut State) -> Result<(), TargetError> {
        state.looked = None;
        self.ask(state).await?;
        self.recall(state).await?;
        self.adopt(state).await?;
        if state.list.is_none() && !self.keys.is_empty() {
            return Err(TargetError::Missing(match state.pinned {
                Some(_) => "list of copies: something else is pinned in the channel; unpin it, so \
                            that the message which begins with #warung is the newest pinned one"
                    .to_owned(),
                None => "list of copies pinned in the channel; pin the newest message that begins \
                         with #warung"
                    .to_owned(),
            }));
        }
        state.list.get_or_insert_default();
        state.looked = Some(Instant::now());
        Ok(())
    }

    /// Asks only who has pinned a list there.
    async fn look_whose(&self, state: &mut State, store: &str) -> Result<(), TargetError> {
        self.ask(state).await?;
        self.recall(state).await?;
        self.heed(state, store).await
    }

    /// Reads what lies beside the database.
    async fn recall(&self, state: &mut State) -> Result<(), TargetError> {
        if !state.recalled {
            let (home, chat) = (self.home.clone(), self.api.chat);
            let read = move || Ok((List::read(&home, chat)?, Label::read(&home, chat)?));
            (state.list, state.stranger) = worked(read).await.map_err(here)?;
            state.recalled = true;
        }
        Ok(())
    }

    /// Remembers a stranger's list of this store, until another one is pinned.
    async fn heed(&self, state: &mut State, store: &str) -> Result<(), TargetError> {
        let label = state.pinned.as_ref().and_then(|it| it.label.as_ref());
        let Some(label) = label.filter(|label| label.store == store) else { return Ok(()) };
        let generation = &label.owner.generation;
        // A list of theirs that was taken over does not make us them.
        let known = state.stranger.as_ref().is_some_and(|it| it.owner.generation == *generation);
        let ours = !known && state.list.as_ref().is_some_and(|list| list.is_by(generation));
        let stranger = Some(label).filter(|label| label.is_owned() && !ours).cloned();
        self.remember(state, stranger).await
    }

    async fn remember(
        &self,
        state: &mut State,
        stranger: Option<Label>,
    ) -> Result<(), TargetError> {
        if state.stranger != stranger {
            let (home, chat, kept) = (self.home.clone(), self.api.chat, stranger.clone());
            let keep = move || match kept {
                Some(label) => label.keep(&home, chat),
                None => Label::forget(&home, chat),
            };
            worked(keep).await.map_err(here)?;
            state.stranger = stranger;
        }
        Ok(())
    }

    async fn ask(&self, state: &mut State) -> Result<(), TargetError> {
        let chat: Chat = self.api.call("getChat", json!({})).await?;
        let facts = Facts {
            channel: chat.kind == "channel",
            vanishes: chat.message_auto_delete_time > 0,
            protected: chat.has_protected_content,
        };
        state.chat = Some(facts);
        state.pinned = chat.pinned_message.map(Pinned::of);
        Ok(())
    }

    async fn adopt(&self, state: &mut State) -> Result<(), TargetError> {
        let Some(Pinned { message, file: Some((file, bytes)), label: Some(label) }) = &state.pinned
        else {
            return Ok(());
        };
        let (found, known) = ((*message, label.serial), state.list.as_ref().map(|it| it.serial));
        if known >= Some(label.serial) || state.shut == Some(found) || *bytes > CHANNEL_PART_BYTES {
            return Ok(());
        }
        let mut sealed = Vec::new();
        let link = self.api.link(file).await?;
        // What is cut off, no key opens either: it would seem to be somebody else's.
        if self.api.fetch(&link, 0..*bytes, &mut sealed).await? != Some(*bytes) {
            return Err(TargetError::unreachable("the list that is pinned there is cut off"));
        }
        let (home, typed) = (self.home.clone(), self.keys.clone());
        let opened = worked(move || {
            let machine = machine::load(&home)?;
            let keys: Vec<&Identity> = typed.iter().chain(&machine).collect();
            Ok(if keys.is_empty() { Ok(None) } else { List::open(&sealed, &keys) })
        });
        let odd = |error| {
            TargetError::Strange(format!(
                "the list that is pinned there cannot be read: {error}; unpin it, and what is \
                 known here is pinned instead"
            ))
        };
        match opened.await.map_err(here)?.map_err(odd)? {
            Some(list) => {
                // Whoever has pinned it: we are who we were.
                let ours = state.list.take().and_then(|known| known.owner);
                let owner = ours.or(list.owner);
                state.list = Some(List { serial: found.1, unpinned: false, owner, ..list });
            }
            None if !self.keys.is_empty() => {
                return Err(TargetError::Refused(
                    "this key does not open the list that is pinned in the channel".to_owned(),
                ));
            }
            None => {
                if state.shut.replace(found).is_none() {
                    tracing::warn!(
                        "no key on this machine opens the list that is pinned in a channel: it \
                         stays there, and so does what only it tells of"
                    );
                }
            }
        }
        Ok(())
    }

    /// Whether copies that are put there stay, and can be had back by another bot.
    async fn fit(&self, state: &mut State) -> Result<(), TargetError> {
        let refused = |why: &str| Err(TargetError::Refused(why.to_owned()));
        match state.chat {
            Some(Facts { channel: false, .. }) => return refused("it is no channel"),
            Some(Facts { vanishes: true, .. }) => {
                return refused("messages delete themselves there; switch auto-delete off");
            }
            Some(Facts { protected: true, .. }) => {
                return refused(
                    "its content is protected, so that no other bot could forward copies; allow \
                     saving content",
                );
            }
            _ => {}
        }
        let fresh = |at: Instant| at.elapsed() < CHANNEL_CHECK_EVERY.std();
        if state.checked.is_some_and(fresh) {
            return Ok(());
        }
        let who = json!({ "user_id": self.bot });
        let member: Member = self.api.call("getChatMember", who).await?;
        let rights = [
            (member.status == "administrator", "is no admin of the channel; make it one"),
            (member.can_post_messages, "may not post messages there; give it the right"),
            (member.can_edit_messages, "may not edit and pin messages there; give it the right"),
            (member.can_delete_messages, "may not delete messages there; give it the right"),
        ];
        if let Some((_, why)) = rights.iter().find(|(given, _)| !given) {
            return refused(&format!("the bot {why}"));
        }
        state.checked = Some(Instant::now());
        Ok(())
    }

    /// Beside the database, so that no answer of a server that gets lost loses a message.
    async fn keep(&self, state: &State) -> Result<(), TargetError> {
        let (home, chat) = (self.home.clone(), self.api.chat);
        match state.list.clone() {
            Some(list) => worked(move || list.keep(&home, chat)).await.map_err(here),
            None => Ok(()),
        }
    }
}

impl Pinned {
    fn of(message: Message) -> Pinned {
        Pinned {
            message: message.message_id,
            label: message.document.as_ref().and(Label::parse(&message.caption)),
            file: message.document.map(|it| (it.file_id, it.file_size)),
        }
    }
}

impl State {
    /// What says whose it is.
    fn label(&self) -> Option<&Label> {
        let pinned = self.pinned.as_ref().and_then(|it| it.label.as_ref());
        pinned.or(self.stranger.as_ref())
    }

    /// What is pinned there may be a list of our own that is newer than ours and that no key here
    /// opens: it tells of copies that this shop, as it was set back, has not made yet.
    fn is_set_back(&self) -> Result<(), TargetError> {
        let Some(list) = &self.list else { return Ok(()) };
        let pinned = self.pinned.as_ref().and_then(|it| it.label.as_ref());
        let newer = pinned.filter(|label| label.is_owned() && label.serial > list.serial);
        match newer.is_some_and(|label| list.is_by(&label.owner.generation)) {
            true => Err(TargetError::Strange(
                "the list that is pinned there is of after this shop's own data, which was set \
                 back by hand: bring it back with `warung restore`"
                    .to_owned(),
            )),
            false => Ok(()),
        }
    }

    /// Nobody has pinned a list that ours must not take the place of.
    fn is_ours(&self) -> Result<(), TargetError> {
        let is_another = |label: &&Label| {
            let ours = |list: &List| list.is_by(&label.owner.generation);
            label.is_owned() && !self.list.as_ref().is_some_and(ours)
        };
        match self.label().filter(is_another) {
            Some(other) => Err(TargetError::Strange(format!(
                "another program has pinned its own list meanwhile ({})",
                other.owner.says
            ))),
            None => self.is_set_back(),
        }
    }
}

/// Where other places have a mark of their owner.
fn mark(label: &Label) -> Option<Key> {
    let folder = Key::parse(&label.store)?.within(whose::FOLDER)?;
    folder.within(&label.owner.generation)
}

/// Whose marks are asked for, if it is no more than that.
fn shop_of_marks(under: &Key) -> Option<&str> {
    let (store, folder) = under.as_str().split_once('/')?;
    (folder == whose::FOLDER).then_some(store)
}

fn says(label: &Label) -> u64 {
    label.owner.says.len() as u64
}

/// The generation, if it is the key of a mark.
fn marked(key: &Key) -> Option<&str> {
    let mut parts = key.as_str().split('/');
    let (_, folder, generation) = (parts.next()?, parts.next()?, parts.next()?);
    (folder == whose::FOLDER && parts.next().is_none()).then_some(generation)
}

fn store_of(key: &Key) -> &str {
    key.as_str().split('/').next().unwrap_or_default()
}

/// For what reads or writes a disk, or packs.
async fn worked<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.unwrap_or_else(|broken| Err(io::Error::other(broken)))
}
