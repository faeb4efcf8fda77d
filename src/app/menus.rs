//! The command menus, in every language.

use crate::chat::menu;
use crate::config::Config;
use crate::domain::id::CustomerId;
use crate::telegram::menu::{Menu, Scope};
use crate::words::{Dictionary, Words};

/// The command menus, in every language and with the staff's commands for those the
/// configuration names. Owners come last: who is both finds the longer menu.
pub(super) fn menus(config: &Config) -> anyhow::Result<Vec<Menu>> {
    let shop = &config.shop;
    in_every_language(config, |w| {
        let staff = |it: &CustomerId| (Scope::Chat(it.chat()), menu::staff(w));
        let owner = |it: &CustomerId| (Scope::Chat(it.chat()), menu::staff_and_owner(w));
        let everybody = [(Scope::Persons, menu::customer(w))].into_iter();
        everybody
            .chain(shop.admins.iter().map(staff))
            .chain(shop.owners.iter().map(owner))
            .collect()
    })
}

/// Those of the bot that warns.
pub(super) fn owners_menus(config: &Config) -> anyhow::Result<Vec<Menu>> {
    in_every_language(config, |w| vec![(Scope::Persons, menu::owner(w))])
}

type Audience = (Scope, Vec<(String, String)>);

fn in_every_language(
    config: &Config,
    audiences: impl Fn(Words) -> Vec<Audience>,
) -> anyhow::Result<Vec<Menu>> {
    let dictionary = Dictionary::load(&config.timezone)?;
    let mut menus = Vec::new();
    for language in [None].into_iter().chain(dictionary.languages().map(|(it, _)| Some(it))) {
        let words = dictionary.words(language, config.shop.language);
        let told = audiences(words).into_iter();
        menus.extend(told.map(|(scope, commands)| Menu { scope, language, commands }));
    }
    Ok(menus)
}
