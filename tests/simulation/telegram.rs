//! A moody Telegram: what stands in the chats, every button ever shown, who has blocked the bot.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::alert::{OwnerMessage, Reader};
use warung::domain::effect::{Answer, Never, Outcome, Task};
use warung::domain::message::{Keys, Media, MessageRef, Press, Screen};
use warung::domain::time::Span;
use warung::shop::inbox::inbox;
use warung::store::snap::Snap;

use super::mood::Fault;
use super::world::World;

#[derive(Default)]
pub struct Telegram {
    pub chats: BTreeMap<i64, Chat>,
    /// Who has blocked the bot.
    pub away: BTreeSet<i64>,
    /// What staff sent as files.
    pub files: BTreeMap<String, Vec<u8>>,
    messages: i32,
}

#[derive(Default)]
pub struct Chat {
    /// The messages that stand there, and whether each has a picture.
    standing: BTreeMap<i32, bool>,
    /// Nothing new has come since they last did something.
    pub waits: bool,
    /// The buttons of the newest message, and all there have ever been.
    pub newest: Vec<Button>,
    pub ever: Vec<Button>,
}

#[derive(Clone)]
pub struct Button {
    pub message: MessageRef,
    pub data: String,
}

impl World {
    /// Carries a task to Telegram.
    pub fn at_telegram(&mut self, task: &Task) -> Outcome {
        if self.strikes(Fault::TelegramBusy) {
            let after = self.luck.chance(500).then(|| Span::secs(self.luck.range(1, 30)));
            return Outcome::Later { after, why: "busy".into() };
        }
        let outcome = match task {
            Task::Show { to, screen, replace } => self.show(to.chat.0, screen, *replace),
            Task::Retire { to, message } => {
                let chat = self.telegram.chats.entry(to.chat.0).or_default();
                chat.standing.remove(&message.id);
                Outcome::Done(Answer::Carried)
            }
            Task::Fetch { file, .. } => match self.telegram.files.get(file) {
                Some(bytes) => Outcome::Done(Answer::File(bytes.clone())),
                None => panic!("the shop asks for a file that nobody sent: {file}"),
            },
            _ => Outcome::Done(Answer::Carried),
        };
        match outcome {
            Outcome::Done(_) if self.strikes(Fault::TelegramMute) => {
                Outcome::Later { after: None, why: "no answer".into() }
            }
            outcome => outcome,
        }
    }

    /// Tells an owner, as far as the inbox has anything for them.
    pub fn at_owners(&mut self, task: &Task, snap: &Snap) -> Outcome {
        let Task::Tell { to, message, .. } = task else { panic!("not for an owner: {task:?}") };
        if self.strikes(Fault::TelegramBusy) {
            return Outcome::Later { after: None, why: "busy".into() };
        }
        if self.telegram.away.contains(&to.chat().0) {
            return Outcome::Never(Never::Away);
        }
        let inbox = inbox(snap).unwrap();
        let curious =
            |reader: &&Reader| !reader.muted(self.shop_now()) && reader.curious(inbox.last);
        let hears = *message == OwnerMessage::News && inbox.reader(*to).filter(curious).is_some();
        Outcome::Done(if hears { Answer::Told { upto: inbox.last } } else { Answer::Carried })
    }

    fn show(&mut self, to: i64, screen: &Screen, replace: Option<MessageRef>) -> Outcome {
        if self.telegram.away.contains(&to) {
            return Outcome::Never(Never::Away);
        }
        if self.strikes(Fault::TelegramRefuses) {
            return Outcome::Never(Never::Refused("it does not like it".into()));
        }
        let message = self.telegram.stand(to, screen, replace);
        let file = match screen.media {
            Media::Kept(id) => Some(self.brought(id)),
            _ => None,
        };
        self.model.seen(to, screen, file, &self.gateway);
        Outcome::Done(Answer::Shown { message, file: None })
    }
}

impl Telegram {
    /// Text is edited where it stands; a picture takes a new message.
    fn stand(&mut self, to: i64, screen: &Screen, replace: Option<MessageRef>) -> MessageRef {
        let chat = self.chats.entry(to).or_default();
        let media = screen.media != Media::None;
        let old = replace.and_then(|old| Some((old.id, chat.standing.remove(&old.id)?)));
        let id = match old {
            Some((id, false)) if !media => id,
            _ => {
                self.messages += 1;
                self.messages
            }
        };
        chat.standing.insert(id, media);
        chat.waits = false;
        let message = MessageRef { id, media };
        let Keys::Inline(rows) = &screen.keys else { return message };
        let data = rows.iter().flatten().filter_map(|button| match &button.does {
            Press::Data(data) => Some(Button { message, data: data.clone() }),
            Press::Url(_) => None,
        });
        chat.newest = data.collect();
        chat.ever.extend(chat.newest.iter().cloned());
        message
    }
}
