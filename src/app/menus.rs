//! The command menus, in every language.

use crate::chat::menu;
use crate::config::Config;
use crate::domain::staff::Colleague;
use crate::shop::staff::roster;
use crate::store::open::Store;
use crate::telegram::menu::{Menu, Scope};
use crate::words::{Dictionary, Words};

/// The command menus, in every language, with what each of the staff may do for them. Whoever
/// joins while the shop runs finds it in `/help` at once, and beside the text field from the next
/// start on.
pub(super) fn menus(config: &Config, store: &Store) -> anyhow::Result<Vec<Menu>> {
    // A row of theirs that cannot be read is no reason for a shop to stay closed.
    let staff = roster(&store.snap()?, &config.shop).unwrap_or_else(|fault| {
        tracing::error!(%fault, "the staff's command menus are left as they are");
        Vec::new()
    });
    in_every_language(config, |w| {
        let everybody = (Scope::Persons, menu::customer(w));
        let theirs = |it: &Colleague| (Scope::Chat(it.id.chat()), menu::of_role(it.role, w));
        [everybody].into_iter().chain(staff.iter().map(theirs)).collect()
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
