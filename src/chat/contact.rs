//! The way to a person, wherever a buyer can get no further.

use super::layout::link;
use super::turn::Turn;
use crate::domain::message::{Button, Screen};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, staff};
use crate::words::Words;

/// `💬 Hubungi Admin`: whom the operator has named, or else the first owner who can be found by a
/// name. Nothing in a shop where nobody can.
pub fn button(ctx: &Ctx, w: Words) -> Done<Option<Button>> {
    Ok(match configured(w) {
        Some(button) => Some(button),
        None => found(owner(ctx))?.map(|url| link(w.button_contact(), url)),
    })
}

/// The same without a look at the data, for when these are what is broken.
pub fn configured(w: Words) -> Option<Button> {
    w.contact().map(|contact| link(w.button_contact(), address(contact)))
}

/// Nobody's goods are held back because a row of the staff's is broken.
fn found(owner: Done<Option<String>>) -> Done<Option<String>> {
    match owner {
        Err(Stop::Fault(fault)) if !fault.fatal() => Ok(None),
        owner => owner,
    }
}

fn owner(ctx: &Ctx) -> Done<Option<String>> {
    for id in staff::owners(ctx)? {
        let known = browse::customer(&ctx.tx, id)?;
        let username = known.and_then(|owner| owner.username);
        // A link that Telegram refuses would take the whole message with it.
        let plain = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'_';
        if let Some(username) = username.filter(|name| name.bytes().all(plain)) {
            return Ok(Some(address(&format!("@{username}"))));
        }
    }
    Ok(None)
}

/// A screen with the way to a person below it, unless somebody of the staff reads it.
pub fn under(ctx: &Ctx, turn: &Turn, screen: Screen) -> Done<Screen> {
    match staff::role_of(ctx, turn.customer.id)?.filter(|_| !turn.preview) {
        Some(_) => Ok(screen),
        None => Ok(with(screen, button(ctx, turn.words)?)),
    }
}

/// The same with a button that is there already, or not.
pub fn with(screen: Screen, contact: Option<Button>) -> Screen {
    match contact {
        Some(button) => screen.buttons(vec![button]),
        None => screen,
    }
}

/// Where a tap leads: a name of Telegram's, a phone's WhatsApp, or the link itself. The
/// configuration has seen to it that it is one of these.
pub fn address(contact: &str) -> String {
    match (contact.strip_prefix('@'), contact.strip_prefix('+')) {
        (Some(name), _) => format!("https://t.me/{name}"),
        (_, Some(digits)) => format!("https://wa.me/{digits}"),
        _ => contact.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_link_that_opens() {
        for (contact, url) in [
            ("@tokosari", "https://t.me/tokosari"),
            ("+6281234567890", "https://wa.me/6281234567890"),
            ("https://toko.example/cs", "https://toko.example/cs"),
        ] {
            assert_eq!(address(contact), url);
        }
    }
}
