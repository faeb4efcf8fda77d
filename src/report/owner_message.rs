//! What an owner is told, written at the moment when it is sent: as new as can be.

use crate::chat::alarm;
use crate::chat::owner::{check, status};
use crate::domain::alert::{OwnerMessage, Via};
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::shop::Shop;
use crate::domain::time::Timestamp;
use crate::domain::vitals::Vitals;
use crate::shop::invariants::findings;
use crate::shop::{browse, inbox};
use crate::store::fault::Fault;
use crate::store::schema::Table;
use crate::store::snap::Snap;
use crate::words::{Dictionary, Words};

/// Where messages are written.
pub struct Renderer<'a> {
    pub snap: &'a Snap,
    pub dictionary: &'a Dictionary,
    pub shop: &'a Shop,
    pub now: Timestamp,
    /// How the shop is, and the last so many lines of its log: only a running one knows.
    pub vitals: &'a dyn Fn() -> Result<Vitals, Fault>,
    pub log: &'a dyn Fn(usize) -> Vec<String>,
}

/// A message to an owner, and up to which of the news it tells all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub screen: Screen,
    pub upto: Option<u64>,
}

impl Renderer<'_> {
    /// `None`: there is nothing to say any more.
    pub fn write(
        &self,
        to: CustomerId,
        via: Via,
        message: &OwnerMessage,
    ) -> Result<Option<Told>, Fault> {
        let w = self.words(to)?;
        let store = &self.shop.name;
        let html = match message {
            OwnerMessage::News => return self.news(to, via, w),
            OwnerMessage::Words(html) => html.clone(),
            OwnerMessage::Status => {
                let inbox = inbox::inbox(self.snap)?;
                let reader = inbox.reader(to).filter(|reader| reader.muted(self.now));
                let muted = reader.and_then(|reader| reader.mute).map(|mute| mute.until);
                status::render(&(self.vitals)()?, muted, w)
            }
            OwnerMessage::Check => check::render(&self.checked()?, w),
            OwnerMessage::Log { lines } => check::log(store, &(self.log)(usize::from(*lines)), w),
        };
        Ok(Some(Told { screen: Screen::new(html), upto: None }))
    }

    fn news(&self, to: CustomerId, via: Via, w: Words) -> Result<Option<Told>, Fault> {
        let inbox = inbox::inbox(self.snap)?;
        let Some(reader) = inbox.reader(to) else { return Ok(None) };
        let screen = alarm::render(&inbox, reader, via, self.now, &self.shop.name, w);
        Ok(screen.map(|screen| Told { screen, upto: Some(inbox.last) }))
    }

    fn checked(&self) -> Result<check::View, Fault> {
        Ok(check::View {
            store: self.shop.name.clone(),
            orders: self.snap.size(Table::Order).unwrap_or_default(),
            transfers: self.snap.size(Table::Transfer).unwrap_or_default(),
            findings: findings(self.snap, self.now)?.into_iter().map(|found| found.what).collect(),
        })
    }

    fn words(&self, id: CustomerId) -> Result<Words<'_>, Fault> {
        let language = browse::customer(self.snap, id)?.and_then(|customer| customer.language());
        Ok(self.dictionary.words(language, self.shop.language))
    }
}
