//! The groups of texts, and the texts of a group: each by its own beginning.

use super::Press;
use crate::chat::action::{ConfigPress, MenuPress, OwnButtonPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::limit::OWN_LINES;
use crate::domain::message::{Button, Screen};
use crate::domain::refusal::Refusal;
use crate::domain::shop::Language;
use crate::domain::wording::{Group, NoWording, TEXTS, WordingId};
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::wording;
use crate::words::{Html, Words, args};

pub struct Groups {
    language: Language,
    languages: Vec<(Language, String)>,
    /// Each group with how many of its texts are the seller's own.
    groups: Vec<(u8, Group, usize)>,
}

pub fn load_groups(ctx: &Ctx, turn: &Turn, language: Language) -> Done<Groups> {
    let own = wording::own(&ctx.tx)?;
    let theirs = |group| {
        let of = |id: WordingId| id.language == language && group_of(id) == Some(group);
        own.iter().filter(|it| of(it.id)).count()
    };
    let groups = (0..).zip(Group::ALL).map(|(at, group)| (at, group, theirs(group)));
    let languages = turn.dictionary.languages().collect();
    Ok(Groups { language, languages, groups: groups.collect() })
}

fn group_of(id: WordingId) -> Option<Group> {
    id.text().map(|text| text.group)
}

pub fn groups(v: &Groups, w: Words) -> Screen {
    let own: usize = v.groups.iter().map(|(.., own)| own).sum();
    let mut screen = Screen::new(w.wording_groups(own as u64));
    if v.languages.len() > 1 {
        let tap = |(language, name): &(Language, String)| {
            let label =
                if *language == v.language { format!("· {name} ·") } else { name.clone() };
            button(label, Press::Groups(*language))
        };
        screen = screen.buttons(v.languages.iter().map(tap).collect());
    }
    let open = |(at, group, own): &(u8, Group, usize)| {
        let name = group_name(*group, w);
        let label = if *own > 0 { format!("{name} ({own})") } else { name };
        button(label, Press::Group { group: *at, language: v.language, page: 0 })
    };
    let buttons: Vec<Button> = v.groups.iter().map(open).collect();
    screen = buttons.chunks(2).fold(screen, |screen, row| screen.buttons(row.to_vec()));
    screen
        .buttons(vec![button(w.button_own_buttons(), OwnButtonPress::List)])
        .buttons(vec![
            button(w.button_config_export(), ConfigPress::Export),
            button(w.button_config_import(), ConfigPress::Import),
        ])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

pub fn group_name(group: Group, w: Words) -> String {
    match group {
        Group::Greeting => w.plain_wording_greeting(),
        Group::HowToOrder => w.plain_wording_how_to_order(),
        Group::Catalogue => w.plain_wording_catalogue(),
        Group::Product => w.plain_wording_product(),
        Group::Cart => w.plain_wording_cart(),
        Group::Invoice => w.plain_wording_invoice(),
        Group::Paid => w.plain_wording_paid(),
        Group::Goods => w.plain_wording_goods(),
        Group::Expired => w.plain_wording_expired(),
        Group::Cancelled => w.plain_wording_cancelled(),
        Group::Orders => w.plain_wording_orders(),
        Group::Balance => w.plain_wording_balance(),
        Group::Refusals => w.plain_wording_refusals(),
        Group::Toasts => w.plain_wording_toasts(),
    }
}

pub struct Texts {
    group: (u8, Group),
    language: Language,
    /// Each with whether it is the seller's own.
    list: Page<(WordingId, bool)>,
}

pub fn load_group(ctx: &Ctx, w: Words, (at, language): (u8, Language), page: u32) -> Done<Texts> {
    let gone = || Refusal::Wording(NoWording::Gone);
    let group = *Group::ALL.get(usize::from(at)).ok_or_else(gone)?;
    let own = wording::own(&ctx.tx)?;
    let of = TEXTS.iter().filter(|text| text.group == group);
    let ids = of.map(|text| WordingId { text: text.number, language });
    let theirs = |id: WordingId| own.iter().any(|it| it.id == id);
    let all: Vec<_> = ids.map(|id| (id, theirs(id))).collect();
    if all.iter().any(|(id, _)| w.original(*id).is_none()) {
        return Err(gone().into());
    }
    Ok(Texts { group: (at, group), language, list: Page::cut_by(all, page, OWN_LINES) })
}

pub fn group(v: &Texts, w: Words) -> Screen {
    let (at, group) = v.group;
    let title = w.wording_group(args::WordingGroup {
        language: &w.language_named(v.language),
        name: &group_name(group, w),
    });
    let line = |(id, own): &(WordingId, bool)| {
        let (name, number) = (w.text_name(*id), id.text.into());
        match own {
            true => w.wording_line_own(&name, number),
            false => w.wording_line(&name, number),
        }
    };
    let lines: Vec<String> = v.list.items.iter().map(line).collect();
    let text = w.wording_texts(Html(&lines.join("\n")));
    let mut screen = Screen::new(paragraphs([title, text, page_line(w, &v.list)]));
    let open = |(id, _): &(WordingId, bool)| button(id.text.to_string(), Press::Of(*id));
    let buttons: Vec<Button> = v.list.items.iter().map(open).collect();
    screen = buttons.chunks(5).fold(screen, |screen, row| screen.buttons(row.to_vec()));
    let language = v.language;
    pager(screen, w, &v.list, |page| Press::Group { group: at, language, page })
        .buttons(vec![button(w.button_back(), Press::Groups(v.language))])
}
