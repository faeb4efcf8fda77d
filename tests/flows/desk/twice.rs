//! A second tap on ↩️ finds it done: that is said, and nothing more is to be seen.

use warung::chat::action::{
    CategoryPress, MemberPress, OwnButtonPress, ProductPress, SettingPress, WordingPress,
};
use warung::chat::incoming::Said;
use warung::chat::staff::product::Editable;
use warung::domain::id::{CategoryId, CustomerId, ProductId};
use warung::domain::message::Media;
use warung::domain::settings::Setting;
use warung::domain::shop::Shop;
use warung::domain::staff::Role;
use warung::engine::input::{Input, Reply};

use super::{ADMIN, BUDI, Counter, desk, labels, open, product, revisions, tap};
use crate::counter::{OWNER, memory, shop};
use crate::wording::of;

const NETFLIX: ProductId = ProductId(1);

fn apply(counter: &mut Counter, input: &Input) {
    assert_eq!(counter.apply(input.clone()), Reply::Done);
    counter.settle();
}

/// Two taps on the newest ↩️ of somebody: the second changes nothing, in the books or in the chat.
fn undone_twice(counter: &mut Counter, person: u64, what: &str) {
    let (first, second) =
        (counter.pressed(person, "↩️ Urungkan"), counter.pressed(person, "↩️ Urungkan"));
    apply(counter, &first);
    let seen = |counter: &Counter| format!("{:?}", counter.chats[&(person as i64)]);
    let (chat, kept, toasts) = (seen(counter), revisions(counter), counter.toasts.len());
    apply(counter, &second);
    assert_eq!(seen(counter), chat, "{what}");
    assert_eq!(revisions(counter), kept, "{what}");
    assert_eq!(counter.toasts.len(), toasts + 1, "{what}");
    assert_eq!(counter.toasts.last().unwrap(), "↩️ Sudah diurungkan", "{what}");
    counter.prove();
}

fn photo(counter: &mut Counter, file: &str) {
    counter.files.insert(file.into(), file.as_bytes().to_vec());
    let update = counter.update(ADMIN, Said::Photo { file: file.into(), caption: String::new() });
    apply(counter, &update);
}

#[test]
fn a_field_of_a_product_is_taken_back_once() {
    let mut counter = desk();
    let was = product(&counter, 1);
    for (label, typed) in [
        ("✏️ Nama", "Netflix Premium"),
        ("💲 Harga", "45rb"),
        // With a category that is made for it and goes with it.
        ("🗂️ Kategori", "Film"),
        ("📝 Deskripsi", "Satu layar."),
    ] {
        open(&mut counter, ADMIN, "1. Netflix");
        counter.press(ADMIN, label);
        counter.say(ADMIN, typed);
        undone_twice(&mut counter, ADMIN, label);
        assert_eq!(product(&counter, 1), was, "{label}");
    }
    tap(&mut counter, ADMIN, ProductPress::Hide(NETFLIX));
    undone_twice(&mut counter, ADMIN, "hidden");
    counter.fill("2|k@x|1");
    counter.say(ADMIN, "/del 2");
    counter.press(ADMIN, "Ya, Arsipkan");
    undone_twice(&mut counter, ADMIN, "archived");
    assert!(product(&counter, 2).on_shelf);
}

/// The card with the photo gives way to one without, and no second one comes.
#[test]
fn a_photo_is_taken_back_once() {
    let mut counter = desk();
    for file in ["satu", "dua"] {
        tap(&mut counter, ADMIN, ProductPress::Edit(NETFLIX, Editable::Picture));
        photo(&mut counter, file);
        undone_twice(&mut counter, ADMIN, file);
        assert_eq!(product(&counter, 1).picture, None);
        assert!(counter.last(ADMIN).screen.media == Media::None, "{file}");
    }
    tap(&mut counter, ADMIN, ProductPress::Edit(NETFLIX, Editable::Picture));
    photo(&mut counter, "tiga");
    tap(&mut counter, ADMIN, ProductPress::Edit(NETFLIX, Editable::Picture));
    counter.press(ADMIN, "Hapus Foto");
    undone_twice(&mut counter, ADMIN, "without");
    assert!(product(&counter, 1).picture.is_some());
}

#[test]
fn a_category_is_taken_back_once() {
    let mut counter = desk();
    let streaming = CategoryId(1);
    tap(&mut counter, ADMIN, CategoryPress::New);
    counter.say(ADMIN, "Musik");
    undone_twice(&mut counter, ADMIN, "new");
    tap(&mut counter, ADMIN, CategoryPress::Rename(streaming));
    counter.say(ADMIN, "Film");
    undone_twice(&mut counter, ADMIN, "renamed");
    tap(&mut counter, ADMIN, CategoryPress::New);
    counter.say(ADMIN, "Musik");
    let musik = super::categories(&counter).last().unwrap().id;
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: streaming, into: musik });
    undone_twice(&mut counter, ADMIN, "merged");
    assert_eq!(product(&counter, 1).category, Some(streaming));
    tap(&mut counter, ADMIN, CategoryPress::Delete(musik));
    undone_twice(&mut counter, ADMIN, "deleted");
    assert_eq!(super::categories(&counter).len(), 2);
}

/// What was changed again since is not as it was before, and nothing says that it were.
#[test]
fn what_was_changed_since_is_still_told() {
    let mut counter = desk();
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "💲 Harga");
    counter.say(ADMIN, "45rb");
    let undo = counter.pressed(ADMIN, "↩️ Urungkan");
    counter.say(super::RINA, "/setprice 1 40000");
    apply(&mut counter, &undo);
    assert!(counter.toasts.last().unwrap().contains("tidak diurungkan"), "{:?}", counter.toasts);
    assert_eq!(product(&counter, 1).price.0, 40_000);
}

#[test]
fn a_text_a_button_and_a_setting_are_taken_back_once() {
    let mut counter = desk();
    for text in ["Halo {nama}", "Hai {nama}"] {
        tap(&mut counter, ADMIN, WordingPress::Edit(of("home-greeting")));
        counter.say(ADMIN, text);
        counter.press(ADMIN, "✅ Simpan");
        undone_twice(&mut counter, ADMIN, text);
    }
    tap(&mut counter, ADMIN, WordingPress::Photo(of("help-order")));
    photo(&mut counter, "sapaan");
    undone_twice(&mut counter, ADMIN, "photo of a text");
    tap(&mut counter, ADMIN, SettingPress::Edit(Setting::InvoiceMinutes));
    counter.say(ADMIN, "45");
    undone_twice(&mut counter, ADMIN, "setting");
    tap(&mut counter, ADMIN, OwnButtonPress::New);
    counter.say(ADMIN, "Garansi");
    counter.say(ADMIN, "Ganti baru.");
    undone_twice(&mut counter, ADMIN, "new button");
}

#[test]
fn a_role_is_taken_back_once() {
    let owners = vec![CustomerId(OWNER)];
    let mut counter = Counter::over(memory(), Shop { owners, ..shop() });
    for person in [OWNER, BUDI] {
        counter.say(person, "/start");
    }
    tap(&mut counter, OWNER, MemberPress::InviteAs(Role::Admin));
    let shown = counter.last(OWNER).screen.html.clone();
    let (_, code) = shown.split_once("/claim ").expect("an invitation");
    let code: String = code.chars().take_while(char::is_ascii_alphanumeric).collect();
    counter.say(BUDI, &format!("/claim {code}"));
    let person = CustomerId(BUDI);
    let (was, role) = (Role::Admin, Role::Cashier);
    tap(&mut counter, OWNER, MemberPress::GiveRole { person, was, role });
    undone_twice(&mut counter, OWNER, "role");
    tap(&mut counter, OWNER, MemberPress::Expel { person, was });
    undone_twice(&mut counter, OWNER, "expelled");
    counter.say(BUDI, "/admin");
    assert!(labels(&counter, BUDI).iter().any(|it| it.contains("Kelola")), "of the staff again");
}
