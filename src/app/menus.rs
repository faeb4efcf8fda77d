//! The command menus, in every language.

use crate::chat::menu;
use crate::config::Config;
use crate::telegram::menu::{Menu, Scope};
use crate::words::Dictionary;

/// The command menus, in every language and with the staff's commands for those the
/// configuration names.
pub(super) fn menus(config: &Config) -> anyhow::Result<Vec<Menu>> {
    let dictionary = Dictionary::load(&config.timezone)?;
    let shop = &config.shop;
    let mut menus = Vec::new();
    for language in [None].into_iter().chain(dictionary.languages().map(|(it, _)| Some(it))) {
        let words = dictionary.words(language, shop.language);
        let commands = menu::customer(words);
        menus.push(Menu { scope: Scope::Persons, language, commands });
        for person in shop.owners.iter().chain(&shop.admins) {
            let commands = menu::staff(words);
            menus.push(Menu { scope: Scope::Chat(person.chat()), language, commands });
        }
    }
    Ok(menus)
}
