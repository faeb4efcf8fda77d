//! What buyers read in the seller's own words, and buttons of their own.

use warung::domain::own_button::{Label, Link, OwnButton};
use warung::domain::wording::OwnText;

use super::*;

pub fn words(to: &mut impl See) {
    let id = WordingId { text: 300, language: Language(*b"en") };
    let texts = [None, Some("<b>Halo</b> { $name }, { \"{\" }".to_owned())];
    for (text, picture) in texts.into_iter().zip([Some(PictureId(4)), None]) {
        to.see(&OwnText { id, text, picture });
    }
    let (id, label) = (OwnButtonId(3), Label::parse("🛡️ Garansi").unwrap());
    let (text, link) = ("<b>30 hari</b>".to_owned(), Link::parse("@tokosari").ok());
    let (picture, position) = (Some(PictureId(4)), 300);
    let full = OwnButton { id, label, text, picture, link, position };
    to.see(&full);
    to.see(&OwnButton { picture: None, link: None, ..full });
}
