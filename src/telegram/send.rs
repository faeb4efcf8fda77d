//! The courier to Telegram: a screen to Bot API calls, an answer to an outcome.

use std::sync::Arc;

use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::CallbackQueryId;

use super::client::{Call, Client, Upload};
use super::drawn::Drawn;
use super::failure::{CallError, bounded};
use super::letter::{Body, Letter, Text, unknown_file};
use super::markup::split;
use crate::domain::effect::{About, Answer, Carrier, Effect, Never, Outcome, Task};
use crate::domain::id::{Address, ChatId, FileId, PictureId};
use crate::domain::limit::TOAST_CHARS_MAX;
use crate::domain::message::{Image, Keys, Media, MessageRef, Screen, Want};
use crate::domain::report::Report;
use crate::domain::text::shorten;
use crate::jobs::courier::Courier;

pub struct TelegramCourier {
    client: Arc<Client>,
    pictures: Pictures,
    files: Files,
    reports: Reports,
    drawn: Drawn,
    hush: Hush,
    /// Whether another bot can write in this one's place.
    replaceable: bool,
}

/// Where the pictures are that the shop keeps.
pub type Pictures = Arc<dyn Fn(PictureId, Want) -> Option<Image> + Send + Sync>;

/// Where the files are that the shop keeps and sells, and what each is called.
pub type Files = Arc<dyn Fn(FileId, Want) -> Option<(String, Image)> + Send + Sync>;

/// Makes the file of a report. `None`: it cannot be made.
pub type Reports = Arc<dyn Fn(Report) -> Option<Vec<u8>> + Send + Sync>;

/// Whether what can wait makes no sound at the moment.
pub type Hush = Arc<dyn Fn() -> bool + Send + Sync>;

/// What we want to know of a message that was sent.
#[derive(Deserialize)]
struct Sent {
    message_id: i32,
    photo: Option<Vec<Size>>,
    document: Option<Size>,
}

#[derive(Deserialize)]
struct Size {
    file_id: String,
}

impl Courier for TelegramCourier {
    async fn carry(&self, effect: &Effect, attempt: u16) -> Outcome {
        bounded(self.once(effect).await, Carrier::Telegram, attempt)
    }
}

impl TelegramCourier {
    async fn once(&self, effect: &Effect) -> Outcome {
        match &effect.task {
            Task::Show { to, screen, replace } => {
                let silent = effect.about == About::CanWait && (self.hush)();
                self.shown(*to, screen, *replace, silent).await
            }
            Task::Toast { callback, text, alert } => {
                self.toast(callback, text.as_deref(), *alert).await
            }
            Task::Fetch { file, bytes_max } => match self.client.fetch(file, *bytes_max).await {
                Ok(bytes) => Outcome::Done(Answer::File(bytes)),
                Err(err) => err.outcome(None),
            },
            Task::Retire { to, message } => {
                self.retire(to.chat, *message).await;
                Outcome::Done(Answer::Carried)
            }
            Task::MakeInvoice { .. }
            | Task::AskStatus { .. }
            | Task::CancelInvoice { .. }
            | Task::Tell { .. } => refused("not a task for this courier"),
        }
    }

    pub fn new(client: Arc<Client>, pictures: Pictures, reports: Reports) -> TelegramCourier {
        let drawn = Drawn::default();
        let hush: Hush = Arc::new(|| false);
        let files: Files = Arc::new(|_, _| None);
        TelegramCourier { client, pictures, files, reports, drawn, hush, replaceable: false }
    }

    /// One who has files to sell.
    pub fn selling(self, files: Files) -> TelegramCourier {
        TelegramCourier { files, ..self }
    }

    /// One who knows of quiet hours.
    pub fn hushed(self, hush: Hush) -> TelegramCourier {
        TelegramCourier { hush, ..self }
    }

    /// One whose token may die without anything waiting for it: to everybody it is away then.
    pub fn replaceable(self) -> TelegramCourier {
        TelegramCourier { replaceable: true, ..self }
    }

    pub(super) async fn show(
        &self,
        to: Address,
        screen: &Screen,
        replace: Option<MessageRef>,
    ) -> Outcome {
        self.shown(to, screen, replace, false).await
    }

    async fn shown(
        &self,
        to: Address,
        screen: &Screen,
        replace: Option<MessageRef>,
        silent: bool,
    ) -> Outcome {
        let body = match self.body(&screen.media).await {
            Ok(body) => body,
            Err(why) => return refused(why),
        };
        let mut letters = letters(to, screen, body);
        letters.iter_mut().for_each(|letter| letter.silent = silent);
        let shown = match replace {
            Some(old) => self.put_in_place(letters, old, to.chat).await,
            None => self.send(letters).await,
        };
        if let (Media::Qr(qr), Ok(Answer::Shown { file: Some(name), .. })) = (&screen.media, &shown)
        {
            self.drawn.named(qr, name);
        }
        match shown {
            Ok(answer) => Outcome::Done(answer),
            Err(err) if self.replaceable && err.is_of_the_token() => Outcome::Never(Never::Away),
            Err(err) => err.outcome(Some(to.chat)),
        }
    }

    async fn body(&self, media: &Media) -> Result<Body, &'static str> {
        Ok(match media {
            Media::None => Body::None,
            // Half a millisecond: less than a thread of its own would take to begin.
            Media::Qr(qr) => {
                let (bytes, known) = self.drawn.picture(qr).ok_or("too long for a QR code")?;
                Body::Photo { known, upload: Upload { name: "qr.png".to_owned(), bytes } }
            }
            Media::Picture(id) => self.picture(*id).await,
            Media::Kept(id) => self.kept(*id).await.ok_or("the file cannot be read")?,
            Media::Sent(sent) => Body::Known(sent.clone()),
            Media::File { name, bytes } => {
                let bytes = Bytes::copy_from_slice(bytes);
                Body::Document(Upload { name: name.clone(), bytes })
            }
            Media::Report(report) => {
                let (make, report) = (self.reports.clone(), *report);
                // A large month takes a second, in which others want to be served.
                let made = tokio::task::spawn_blocking(move || make(report)).await;
                let bytes = made.ok().flatten().ok_or("the report cannot be made")?.into();
                Body::Document(Upload { name: report.file_name(), bytes })
            }
        })
    }

    /// A picture by its name, or whole where it has none. One that is gone meanwhile is no reason
    /// to say nothing.
    async fn picture(&self, id: PictureId) -> Body {
        match (self.pictures)(id, Want::Name) {
            Some(Image { file: Some(name), .. }) => Body::Kept { id, name },
            Some(Image { file: None, .. }) => self.whole_picture(id).await,
            None => Body::None,
        }
    }

    /// A file by its name, or whole where it has none. One that is gone cannot be said without.
    async fn kept(&self, id: FileId) -> Option<Body> {
        match (self.files)(id, Want::Name)? {
            (_, Image { file: Some(name), .. }) => Some(Body::KeptFile { id, name }),
            (_, Image { file: None, .. }) => self.whole_file(id).await,
        }
    }

    async fn whole_file(&self, id: FileId) -> Option<Body> {
        let files = self.files.clone();
        // Megabytes off the disk.
        let found = tokio::task::spawn_blocking(move || files(id, Want::Bytes)).await;
        let (name, image) = found.ok().flatten()?;
        Some(Body::Document(Upload { name, bytes: image.bytes.into() }))
    }

    async fn whole_picture(&self, id: PictureId) -> Body {
        let pictures = self.pictures.clone();
        // Megabytes off the disk.
        let found = tokio::task::spawn_blocking(move || pictures(id, Want::Bytes)).await;
        found.ok().flatten().map_or(Body::None, |picture| Body::Photo {
            known: None,
            upload: Upload { name: "picture.jpg".to_owned(), bytes: picture.bytes.into() },
        })
    }

    /// Shows it as new; the last message is the one that counts, for it has the keys.
    async fn send(&self, letters: Vec<Letter>) -> Result<Answer, CallError> {
        let mut answer = Answer::Carried;
        let mut file = None;
        for mut letter in letters {
            let sent = self.post(&mut letter, None).await?;
            let message = MessageRef { id: sent.message_id, media: letter.body.is_media() };
            file = file.or(sent.file());
            answer = Answer::Shown { message, file: file.clone() };
        }
        Ok(answer)
    }

    /// Changes the old message if Telegram can do that, else shows a new one first and then
    /// clears the old one away: at no moment is there nothing to look at.
    async fn put_in_place(
        &self,
        mut letters: Vec<Letter>,
        old: MessageRef,
        chat: ChatId,
    ) -> Result<Answer, CallError> {
        if let [letter] = letters.as_mut_slice()
            && letter.fits(old)
        {
            match self.post(letter, Some(old)).await {
                Ok(sent) => return Ok(Answer::Shown { message: old, file: sent.file() }),
                Err(CallError::Denied(no)) if no.says("message is not modified") => {
                    return Ok(Answer::Shown { message: old, file: None });
                }
                // Deleted, too old, of another kind: Telegram has many words for it.
                Err(CallError::Denied(no)) if no.code == 400 => {}
                Err(err) => return Err(err),
            }
        }
        let answer = self.send(letters).await?;
        self.retire(chat, old).await;
        Ok(answer)
    }

    /// Calls until Telegram takes the letter or there is nothing left to give up.
    async fn post(
        &self,
        letter: &mut Letter,
        replace: Option<MessageRef>,
    ) -> Result<Sent, CallError> {
        loop {
            let call = replace.map_or_else(|| letter.send(), |old| letter.edit(old));
            match self.client.call(&call).await {
                Err(CallError::Denied(denied)) if letter.concede(&denied) => {}
                Err(CallError::Denied(denied)) => match &letter.body {
                    Body::Kept { id, .. } if unknown_file(&denied) => {
                        letter.body = self.whole_picture(*id).await;
                    }
                    Body::KeptFile { id, .. } if unknown_file(&denied) => {
                        match self.whole_file(*id).await {
                            Some(body) => letter.body = body,
                            None => return Err(CallError::Denied(denied)),
                        }
                    }
                    _ => return Err(CallError::Denied(denied)),
                },
                result => return result,
            }
        }
    }

    /// Deletes a message that has been replaced. After 48 hours Telegram refuses that: then at
    /// least its buttons go. What remains is harmless, for every button is checked when pressed.
    async fn retire(&self, chat: ChatId, old: MessageRef) {
        let message = json!({ "chat_id": chat, "message_id": old.id });
        let delete = Call::new("deleteMessage", &message);
        if let Err(CallError::Denied(_)) = self.client.call::<Value>(&delete).await {
            let strip = Call::new("editMessageReplyMarkup", &message);
            if let Err(err) = self.client.call::<Value>(&strip).await {
                tracing::debug!(%err, chat = chat.0, "a replaced message stays");
            }
        }
    }

    async fn toast(&self, callback: &str, text: Option<&str>, alert: bool) -> Outcome {
        let id = CallbackQueryId(callback.to_owned());
        let mut payload = AnswerCallbackQuery::new(id).show_alert(alert);
        payload.text = text.map(|text| shorten(text, TOAST_CHARS_MAX));
        match self.client.call::<Value>(&Call::new("answerCallbackQuery", &payload)).await {
            Ok(_) => Outcome::Done(Answer::Carried),
            Err(CallError::Denied(no)) if no.says("query is too old") => {
                Outcome::Never(Never::Late)
            }
            Err(err) => err.outcome(None),
        }
    }
}

/// The messages that a screen becomes: one, or two if its text is too long for a caption.
fn letters(to: Address, screen: &Screen, body: Body) -> Vec<Letter> {
    let keys = screen.keys.clone();
    let (head, tail) = match body.is_media() {
        true => split(&screen.html, body.units_max()),
        false => (screen.html.clone(), None),
    };
    let text = Text::Html(head);
    let Some(tail) = tail else {
        return vec![Letter { to, text, body, keys, silent: false }];
    };
    vec![
        Letter { to, text, body, keys: Keys::None, silent: false },
        Letter { to, text: Text::Html(tail), body: Body::None, keys, silent: false },
    ]
}

pub(super) fn refused(why: &str) -> Outcome {
    Outcome::Never(Never::Refused(why.to_owned()))
}

impl Sent {
    /// Telegram's name of the picture, whose last size is the largest, or of the file.
    fn file(self) -> Option<String> {
        let photo = self.photo.and_then(|mut sizes| sizes.pop());
        photo.or(self.document).map(|size| size.file_id)
    }
}
