//! Whole stories as transcripts, played against the real appliance between a pretend Telegram
//! and a pretend gateway.
//!
//! A story is a text file that one can read aloud. Its head says what the shop looks like, and
//! then everybody acts in turn. Lines with `>` and `*` are played; all others are what came of
//! them: every message, every word on a button, every call to the gateway. So a notice that is
//! forgotten, doubled or in the wrong place changes the transcript, and the test fails with the
//! difference. `UPDATE_STORIES=1 cargo test stories` writes the transcripts anew, to be read.
//!
//! ```text
//! story: buy with QRIS, told twice by the gateway
//! shop    Netflix 1 bulan | 50000 | a@x|1, b@x|2        name, price, units
//! v1                                                    the gateway's older protocol
//! known   Dedi                                          has pressed /start before
//!
//! Sari    > /start                                      says; also [photo], [stok.txt] words
//! Sari    < Hai, Sari 👋🏻                                a new message
//!         [🛍️ Semua Produk]                             its buttons; ⌨ for the keyboard's keys
//! Sari    > (wants 1)                                   up to its invoice or how to pay, in short
//! Sari    * 🛍️ Semua Produk                             presses the newest such button or key
//! Sari    ~ 🧾 Daftar Semua Produk                      a message has changed; ~2 the last but one
//! Sari    x ⏳ Invoice W-000001                         a message is gone
//! Sari    ! 🧮 Jumlah: 1                                a word on the button; !! to acknowledge
//! Sari    - sendMessage 403 …                           a call that Telegram refused
//! gateway > pays W-000001 twice
//! gateway < create-transaction W-000001 200             a call to the gateway and its answer
//! gateway ! W-000001 200                                a notice of its own, and ours
//! clock   > 10 minutes
//! shop    > keeps a copy elsewhere                      and may be brought back from it
//! ```
//!
//! Between two deeds five seconds pass, as with people. At the end of every story all promises
//! of the shop are proved, every pressed button has had its answer, no chat was written to
//! faster than Telegram allows, and goods have reached their buyers to the byte and nobody else.

mod page;
mod player;
mod script;
mod stage;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use player::Player;
use script::Story;

macro_rules! stories {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                tell(stringify!($name)).await;
            }
        )*
    };
}

stories! {
    admin_by_commands
    admin_by_wizards
    answer_lost
    balance
    blocked_and_back
    buy_in_english
    buy_with_qris
    cancel_and_expire
    cart_of_many
    coupon
    deposit
    frozen_quote
    gateway_down
    gateway_v1
    group_and_names
    history
    hookless
    kinds
    late_money
    long_and_odd_goods
    lost_and_forged
    new_seller
    odd_money
    old_and_forged_buttons
    paid_after_all
    paid_and_told
    pairing
    paused
    pictures
    prices
    refund
    replace
    restored
    settings
    shelf_in_order
    sold_out_meanwhile
    telegram_busy
    transfer
    undelivered
    variants
    wording
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rim/stories")
}

/// Plays a story and holds what came of it against what is written.
async fn tell(name: &str) {
    let path = folder().join(name).with_extension("txt");
    let written = std::fs::read_to_string(&path).unwrap();
    let story = Story::read(&written);
    let told = Player::open(&story).await.play(&story).await;
    if told == written {
        return;
    }
    if std::env::var_os("UPDATE_STORIES").is_some() {
        std::fs::write(&path, &told).unwrap();
        return;
    }
    panic!("\n{}: it came otherwise\n{}", path.display(), difference(&written, &told));
}

/// The lines that are not the same, with a little around them.
fn difference(written: &str, told: &str) -> String {
    const AROUND: usize = 3;
    let (old, new): (Vec<_>, Vec<_>) = (written.lines().collect(), told.lines().collect());
    let pairs = common(&old, &new);
    let mut marked: Vec<(char, &str)> = Vec::new();
    let (mut at, mut to) = (0, 0);
    for (next, other) in pairs.into_iter().chain([(old.len(), new.len())]) {
        marked.extend(old[at..next].iter().map(|line| ('-', *line)));
        marked.extend(new[to..other].iter().map(|line| ('+', *line)));
        marked.extend(old.get(next).map(|line| (' ', *line)));
        (at, to) = (next + 1, other + 1);
    }
    let near = |place: usize| {
        let (from, to) = (place.saturating_sub(AROUND), (place + AROUND + 1).min(marked.len()));
        marked[from..to].iter().any(|(mark, _)| *mark != ' ')
    };
    let lines = marked.iter().enumerate().filter(|(place, _)| near(*place));
    lines.map(|(_, (mark, line))| format!("{mark} {line}\n")).collect()
}

/// Places of the longest common run of lines, in order.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            longest[at][to] = match old[at] == new[to] {
                true => longest[at + 1][to + 1] + 1,
                false => longest[at + 1][to].max(longest[at][to + 1]),
            };
        }
    }
    let (mut at, mut to, mut pairs) = (0, 0, Vec::new());
    while at < old.len() && to < new.len() {
        if old[at] == new[to] {
            pairs.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if longest[at + 1][to] >= longest[at][to + 1] {
            at += 1;
        } else {
            to += 1;
        }
    }
    pairs
}

#[test]
fn every_story_is_told() {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let found: BTreeSet<_> =
        texts.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(found, NAMES.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn a_difference_shows_what_came_otherwise() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n"), "  a\n- b\n+ x\n  c\n");
    assert_eq!(difference("a\n", "a\nb\n"), "  a\n+ b\n");
    let long: String = (0..9).map(|n| format!("{n}\n")).collect();
    let shown = difference(&long, &long.replace('8', "9"));
    assert_eq!(shown, "  5\n  6\n  7\n- 8\n+ 9\n");
}
