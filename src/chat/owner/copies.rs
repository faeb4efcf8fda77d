//! How the copies of a shop stand, in a few lines for its owner.

use crate::domain::copies::{Copies, Drill, Target};
use crate::domain::time::Timestamp;
use crate::words::Words;

/// A line for each place, the key if nobody has it, and the last restore for practice.
pub fn lines(copies: &Copies, now: Timestamp, w: Words) -> Vec<String> {
    if copies.targets.is_empty() {
        return vec![w.owner_status_no_copies()];
    }
    let places = copies.targets.iter().map(|target| place(target, now, w));
    let key = (!copies.key_confirmed).then(|| w.owner_status_key());
    let drill = copies.drill.as_ref().map(|drill| practice(drill, w));
    places.chain(key).chain(drill).collect()
}

fn place(target: &Target, now: Timestamp, w: Words) -> String {
    let Target { name, behind, bytes, .. } = target;
    // What it said is for the terminal, where something can be done about it.
    if target.error.is_some() || target.owner.is_some() {
        return w.owner_status_copy_trouble(name);
    }
    let Some(behind) = behind else { return w.owner_status_copy_begun(name) };
    let (at, megabytes) = (now.before(*behind), bytes.div_ceil(1_000_000));
    w.owner_status_copy(at, megabytes, name)
}

fn practice(drill: &Drill, w: Words) -> String {
    match &drill.result {
        Ok(good) => w.owner_status_drill(drill.at, good.orders),
        Err(_) => w.owner_status_drill_failed(drill.at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::copies::Good;
    use crate::domain::shop::Language;
    use crate::domain::time::Span;
    use crate::words::Dictionary;

    #[test]
    fn each_place_says_how_far_it_is() {
        let dictionary = Dictionary::load("Asia/Jakarta").unwrap();
        let w = dictionary.words(Some(Language::INDONESIAN), Language::INDONESIAN);
        let now = Timestamp(1_795_331_100_000);
        let told = |copies: &Copies| lines(copies, now, w).join("\n");
        assert!(told(&Copies::default()).contains("warung backup target add"));
        let target = |name: &str| Target { name: name.to_owned(), ..Target::default() };
        let well = Target { behind: Some(Span::minutes(5)), bytes: 2_100_000, ..target("usb") };
        let away = Target { error: Some("HTTP 403".to_owned()), ..target("r2") };
        let taken = Target { owner: Some("lain".to_owned()), ..target("awan") };
        let targets = vec![well, away, taken, target("baru")];
        let good = Good { orders: 1250, upto: now, bytes: 7 };
        let (at, took) = (now.before(Span::hours(24)), Span(900));
        let drill = Drill { at, target: "usb".to_owned(), took, result: Ok(good) };
        let mut copies = Copies { targets, drill: Some(drill), ..Copies::default() };
        assert_eq!(
            told(&copies),
            "🛟 <b>usb</b>: semua sampai 22 November 2026, 14.00 WIB, 3 MB\n\
             🛟 <b>r2</b>: bermasalah, lihat <code>warung backup status</code>\n\
             🛟 <b>awan</b>: bermasalah, lihat <code>warung backup status</code>\n\
             🛟 <b>baru</b>: cadangan pertama sedang dibuat\n\
             🔑 Kunci pemulihan belum dikonfirmasi. Kertasnya ada: <code>warung key test</code>; \
             belum ada atau hilang: <code>warung key new</code>\n\
             🛟 Latihan pemulihan 21 November 2026, 14.05 WIB berhasil: 1.250 pesanan terbaca \
             utuh"
        );
        copies.key_confirmed = true;
        copies.drill.as_mut().unwrap().result = Err("x".to_owned());
        let told = told(&copies);
        assert!(!told.contains("🔑") && told.ends_with("<code>warung backup status</code>"));
    }
}
