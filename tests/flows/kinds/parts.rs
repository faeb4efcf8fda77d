//! Units whose parts have names.

use warung::chat::action::UnitPress;
use warung::chat::staff::product::{KindField, KindPick};
use warung::chat::staff::unit::Editable;
use warung::domain::id::UnitId;

use super::{bought, fill, of, said, set};
use crate::counter::{ADMIN, Counter, SARI};
use crate::gallery::shop::press;

fn shop() -> Counter {
    let mut counter = of(KindPick::Unit);
    set(&mut counter, KindField::Parts, "email|sandi|pin");
    counter
}

#[test]
fn a_line_with_other_parts_is_refused_by_its_number() {
    let mut counter = shop();
    counter.say(ADMIN, "/addstock 1|a@x|s1|11\nb@x|s2\nc@x|s3|33|x\n\nd@x||44\ne@x|s5|55");
    let told = said(&counter);
    for line in ["2", "3", "5"] {
        assert!(told.contains(&format!("Baris {line}")), "{line}: {told}");
    }
    assert!(told.contains("seharusnya 3"), "{told}");
    counter.press(ADMIN, "✅ Masukkan");
    let contents: Vec<String> = counter.units().into_iter().map(|unit| unit.content).collect();
    assert_eq!(contents, ["a@x|s1|11", "e@x|s5|55"]);
    counter.prove();
}

#[test]
fn a_buyer_reads_each_part_by_its_name() {
    let mut counter = shop();
    counter.fill("1|<a>@x | s&1 |0011");
    bought(&mut counter, SARI, 1, 1);
    let text = counter.text(SARI);
    for part in
        ["email: <code>&lt;a&gt;@x</code>", "sandi: <code>s&amp;1</code>", "pin: <code>0011</code>"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn an_account_of_several_lines_has_a_part_on_each() {
    let mut counter = shop();
    counter.say(ADMIN, "/addstock 1|a@x\nrahasia\n1234\n\nb@x\nlain\n5678");
    counter.take_in(ADMIN);
    let contents: Vec<String> = counter.units().into_iter().map(|unit| unit.content).collect();
    assert!(contents.iter().all(|it| it.lines().count() == 3), "{contents:?}");
    counter.prove();
}

#[test]
fn what_is_put_right_has_the_same_parts() {
    let mut counter = shop();
    counter.fill("1|a@x|s1|11");
    press(&mut counter, ADMIN, UnitPress::Edit(UnitId(1), Editable::Content));
    counter.say(ADMIN, "a@x|s2");
    assert!(said(&counter).contains("seharusnya 3"), "{}", said(&counter));
    counter.say(ADMIN, "a@x|s2|22");
    assert_eq!(counter.units()[0].content, "a@x|s2|22");
    counter.prove();
}

#[test]
fn units_of_before_are_shown_as_they_are() {
    let mut counter = of(KindPick::Unit);
    counter.fill("1|lama@x|s");
    set(&mut counter, KindField::Parts, "email|sandi|pin");
    bought(&mut counter, SARI, 1, 1);
    assert!(counter.text(SARI).contains("<code>lama@x|s</code>"), "{}", counter.text(SARI));
}

/// As a spreadsheet or a message has them apart.
#[test]
fn parts_that_stand_apart_in_another_way_come_in() {
    let mut counter = of(KindPick::Unit);
    set(&mut counter, KindField::Parts, "email, sandi");
    assert!(said(&counter).contains("(2)"), "{}", said(&counter));
    fill(
        &mut counter,
        "email;sandi\na@x.id;satu\nb@x.id\tdua\nc@x.id,tiga\nd@x.id|empat;4\ne@x.id",
    );
    let look = said(&counter);
    assert!(look.contains("<b>4</b> unit") && look.contains("sandi: <code>satu</code>"), "{look}");
    counter.press(ADMIN, "Masukkan Tanpa Judul (4)");
    let mut units: Vec<String> = counter.units().into_iter().map(|unit| unit.content).collect();
    units.sort();
    assert_eq!(units, ["a@x.id|satu", "b@x.id|dua", "c@x.id|tiga", "d@x.id|empat;4"]);
    counter.prove();
}
