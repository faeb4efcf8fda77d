//! Pictures of invoices drawn lately, with the names that Telegram gave them: what is shown twice
//! is drawn once, and sent once.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::qr;
use crate::domain::limit::QR_PICTURES_KEPT;
use crate::domain::message::Qr;

/// The newest at the end.
#[derive(Default)]
pub struct Drawn(Mutex<VecDeque<Picture>>);

struct Picture {
    qr: Qr,
    bytes: Bytes,
    file: Option<String>,
}

impl Drawn {
    /// The picture, and Telegram's name of it if it was sent before. Nothing if its code is too
    /// long.
    pub fn picture(&self, qr: &Qr) -> Option<(Bytes, Option<String>)> {
        if let Some(Picture { bytes, file, .. }) = self.kept().iter().find(|it| it.qr == *qr) {
            return Some((bytes.clone(), file.clone()));
        }
        let bytes = Bytes::from(qr::png(qr)?);
        let mut kept = self.kept();
        if kept.len() == QR_PICTURES_KEPT {
            kept.pop_front();
        }
        kept.push_back(Picture { qr: qr.clone(), bytes: bytes.clone(), file: None });
        Some((bytes, None))
    }

    /// Telegram knows it by this name from now on.
    pub fn named(&self, qr: &Qr, name: &str) {
        if let Some(picture) = self.kept().iter_mut().find(|it| it.qr == *qr) {
            picture.file = Some(name.to_owned());
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<Picture>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(n: usize) -> Qr {
        Qr { code: format!("code {n}"), shop: "Warung".into(), ..Qr::default() }
    }

    #[test]
    fn the_newest_are_kept_and_each_has_a_name_of_its_own() {
        let drawn = Drawn::default();
        let first = drawn.picture(&code(0)).unwrap();
        assert_eq!(first.1, None);
        drawn.named(&code(0), "AgAC-0");
        assert_eq!(drawn.picture(&code(0)), Some((first.0.clone(), Some("AgAC-0".into()))));
        // The same code for another shop is another picture.
        let other = Qr { shop: "Toko".into(), ..code(0) };
        let drawn_anew = drawn.picture(&other).unwrap();
        assert_ne!(drawn_anew, (first.0, None));
        assert_eq!(drawn_anew.1, None);
        for n in 1..QR_PICTURES_KEPT {
            drawn.picture(&code(n)).unwrap();
        }
        assert_eq!(drawn.kept().len(), QR_PICTURES_KEPT);
        assert_eq!(drawn.picture(&code(0)).unwrap().1, None, "the oldest was kept");
        drawn.named(&code(999), "nobody's");
        assert_eq!(drawn.picture(&Qr { code: "x".repeat(3000), ..code(0) }), None);
    }
}
