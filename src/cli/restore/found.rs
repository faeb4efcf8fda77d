//! What lies at a place: which stores, up to when, and whether the key opens it.

use tokio::runtime::Runtime;

use super::super::setup::talk::Talk;
use super::super::store::StoreName;
use super::super::{Trouble, say};
use super::place::Place;
use super::refusal;
use crate::backup::kit::config_name;
use crate::backup::object::{KitFile, Listing, Name, ObjectError};
use crate::backup::peek::{PeekError, Peeked, peek};
use crate::backup::plan::{self, Plan};
use crate::backup::recovery::Code;
use crate::backup::target::Object;
use crate::backup::whose;
use crate::config::timezone_in;
use crate::domain::time::Timestamp;
use crate::words::args;
use crate::words::format::utc;

/// All that lies there.
pub struct Listed {
    pub objects: Vec<Object>,
    pub listing: Listing,
}

/// One store of it, opened.
pub struct Found {
    pub store: StoreName,
    pub objects: Vec<Object>,
    /// As people call the shop.
    pub shop: String,
    /// Of the newest snapshot that could be opened: what lies outside is not turned back.
    pub kit: Vec<KitFile>,
    pub zone: String,
    /// All, for whoever comes after: they are ours.
    pub all: Vec<Name>,
    /// Those that this key opens.
    names: Vec<Name>,
    /// Newer ones are sealed for another key.
    locked: bool,
}

pub fn list(runtime: &Runtime, place: &Place) -> Result<Listed, Trouble> {
    let objects = runtime.block_on(place.target.list(None));
    let objects = objects.map_err(|error| refusal::at_place(&place.name, error))?;
    let listing = Listing::of(objects.iter().map(|object| object.key.as_str()));
    Ok(Listed { objects, listing })
}

/// The store that is meant, or the only one there.
pub fn choose(
    listed: &Listed,
    place: &Place,
    wanted: Option<&StoreName>,
    talk: Talk,
) -> Result<StoreName, Trouble> {
    let stores = &listed.listing.stores;
    let names: Vec<StoreName> = stores.keys().filter_map(|name| name.parse().ok()).collect();
    let shown = || names.iter().map(StoreName::as_str).collect::<Vec<_>>().join(", ");
    let at = &place.name;
    if names.is_empty() {
        let others = match listed.listing.foreign {
            0 => String::new(),
            count => format!(" (of {count} other files)"),
        };
        return Err(refusal::at_place(at, format!("there are no copies of a shop{others}")));
    }
    if let Some(wanted) = wanted {
        return match names.contains(wanted) {
            true => Ok(wanted.clone()),
            false => Err(Trouble::Wrong(format!(
                "{at}: there are no copies of the store \"{wanted}\"; there are: {}",
                shown()
            ))),
        };
    }
    let own = place.own.as_ref().and_then(|own| own.store.parse().ok());
    if let Some(own) = own.filter(|own| names.contains(own)) {
        return Ok(own);
    }
    if let [only] = &names[..] {
        return Ok(only.clone());
    }
    if talk.silent {
        return Err(Trouble::Wrong(format!("{at}: which store? there are: {}", shown())));
    }
    say(&talk.w.restore_several());
    names.iter().for_each(|name| say(&format!("  {name}")));
    talk.ask(&talk.w.restore_ask_store(), "", |typed| {
        let found = names.iter().find(|name| name.as_str() == typed).cloned();
        found.ok_or_else(|| talk.w.restore_bad_store())
    })
}

impl Found {
    pub fn open(
        runtime: &Runtime,
        place: &Place,
        listed: Listed,
        store: &StoreName,
        code: &Code,
    ) -> Result<Found, Trouble> {
        let all = listed.listing.of_store(store.as_str()).to_vec();
        let identity = code.identity();
        let look = |store: &str, name: &Name| {
            runtime.block_on(peek(&place.target, store, name, &identity))
        };
        let (mut locked, mut broken) = (Vec::new(), None);
        let opened =
            snapshots(&all).into_iter().find_map(|name| match look(store.as_str(), &name) {
                Ok(peeked) => Some(Ok(peeked)),
                Err(PeekError::Object(error)) if matches!(*error, ObjectError::WrongKey) => {
                    locked.push(name);
                    None
                }
                Err(PeekError::Object(error)) if refusal::is_damage(&error) => {
                    broken.get_or_insert((name, error));
                    None
                }
                Err(PeekError::Object(error)) => Some(Err(refusal::of_object(&place.name, &error))),
                Err(PeekError::Target(error)) => Some(Err(refusal::at_place(&place.name, error))),
            });
        let peeked = match opened {
            Some(peeked) => peeked?,
            None if !locked.is_empty() => {
                let owner = of_another(&listed, store, &look);
                return Err(wrong_key(place, store, owner));
            }
            None => return Err(unreadable(place, store, broken)),
        };
        let Listed { objects, .. } = listed;
        Ok(Found::of(store, objects, all, &locked, peeked))
    }

    fn of(
        store: &StoreName,
        objects: Vec<Object>,
        all: Vec<Name>,
        locked: &[Name],
        peeked: Peeked,
    ) -> Found {
        let before = format!("{store}/");
        let objects = objects.into_iter().filter(|it| it.key.as_str().starts_with(&before));
        let config = peeked.kit.iter().find(|file| file.name == config_name(store.as_str()));
        let text = config.and_then(|file| std::str::from_utf8(&file.bytes).ok());
        let open = |name: &&Name| !locked.contains(name);
        Found {
            store: store.clone(),
            objects: objects.collect(),
            shop: peeked.header.shop,
            zone: timezone_in(text.unwrap_or_default()),
            kit: peeked.kit,
            names: all.iter().filter(open).copied().collect(),
            all,
            locked: !locked.is_empty(),
        }
    }

    /// Those from which something can be brought back. With an older key only if that is wanted.
    pub fn names(&self, until: Option<Timestamp>) -> Result<&[Name], Trouble> {
        if !self.locked || until.is_some() {
            return Ok(&self.names);
        }
        let upto = plan::generations(&self.names).first().map_or(Timestamp(0), |found| found.upto);
        Err(Trouble::Failed(anyhow::anyhow!(
            "this key is an older one of {}, and a newer was made since; it opens what there was \
             up to its end: --until {}",
            self.shop,
            utc(upto)
        )))
    }

    pub fn tell(&self, plan: &Plan, talk: Talk) {
        let w = talk.w;
        let chains = plan::generations(&self.all);
        let bytes: u64 = self.objects.iter().map(|object| object.bytes).sum();
        let from = chains.iter().map(|it| it.from).min().unwrap_or(plan.upto);
        let upto = chains.iter().map(|it| it.upto).max().unwrap_or(plan.upto);
        talk.well(&w.restore_found(args::RestoreFound {
            name: &self.shop,
            store: self.store.as_str(),
            count: self.objects.len() as u64,
            megabytes: bytes.div_ceil(1 << 20),
        }));
        talk.well(&w.restore_range(args::RestoreRange { from, at: upto }));
        if chains.len() > 1 {
            for it in &chains {
                let id = it.generation.to_string();
                say(&format!(
                    "    {}",
                    w.restore_chain(args::RestoreChain {
                        id: &id[..8.min(id.len())],
                        count: (it.snapshots + it.logs) as u64,
                        from: it.from,
                        at: it.upto,
                    })
                ));
            }
        }
        talk.well(&w.restore_until(plan.upto));
        if plan.missing.is_some() {
            talk.doubt(&w.restore_gap());
        }
    }
}

/// The newest of the newest chain first.
fn snapshots(names: &[Name]) -> Vec<Name> {
    let mut snapshots = Vec::new();
    for chain in plan::generations(names) {
        let of = |name: &&Name| name.what.is_snapshot() && name.generation == chain.generation;
        let mut these: Vec<Name> = names.iter().filter(of).copied().collect();
        these.sort_by_key(|name| std::cmp::Reverse((name.upto(), name.at)));
        snapshots.extend(these);
    }
    snapshots
}

/// The shop whose key it is, if its copies lie there too.
fn of_another(
    listed: &Listed,
    store: &StoreName,
    look: &dyn Fn(&str, &Name) -> Result<Peeked, PeekError>,
) -> Option<(String, String)> {
    let others = listed.listing.stores.iter().filter(|(name, _)| *name != store.as_str());
    others.into_iter().find_map(|(other, names)| {
        let newest = snapshots(names).first().copied()?;
        let peeked = look(other, &newest).ok()?;
        Some((other.clone(), peeked.header.shop))
    })
}

fn wrong_key(place: &Place, store: &StoreName, owner: Option<(String, String)>) -> Trouble {
    let at = &place.name;
    Trouble::Failed(match owner {
        Some((name, shop)) => anyhow::anyhow!(
            "this is the key of another shop, {shop} (\"{name}\"), and not of \"{store}\""
        ),
        None => anyhow::anyhow!(
            "{at}: this key is written rightly, but opens no copy of \"{store}\": it is another \
             shop's, or one of before these copies"
        ),
    })
}

fn unreadable(
    place: &Place,
    store: &StoreName,
    broken: Option<(Name, Box<ObjectError>)>,
) -> Trouble {
    refusal::at_place(
        &place.name,
        match broken {
            Some((name, error)) => {
                format!(
                    "{name}: {error}; there is no other snapshot of \"{store}\" that can be read"
                )
            }
            None => format!("there is no snapshot of \"{store}\""),
        },
    )
}

impl Found {
    /// Chains of before, whoever's machine they were made on.
    pub fn ancestors(&self) -> impl Iterator<Item = String> {
        let names = self.all.iter().map(|name| name.generation.to_string());
        // A chain whose objects have gone, or never came, has left its mark all the same.
        let marks = self.objects.iter().filter_map(|object| {
            let (folder, generation) = object.key.as_str().rsplit_once('/')?;
            folder.ends_with(whose::FOLDER).then(|| generation.to_owned())
        });
        names.chain(marks)
    }

    /// Whether there is another snapshot.
    pub fn has_other(&self, than: &Name) -> bool {
        self.names.iter().any(|name| name.what.is_snapshot() && name != than)
    }

    /// Does without one.
    pub fn without(&mut self, broken: &Name) {
        self.names.retain(|name| name != broken);
    }
}
