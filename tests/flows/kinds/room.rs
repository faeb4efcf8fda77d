//! The room that files take: what was sold long ago makes way, and nothing else does.

use warung::chat::action::{OrderPress, ProductPress, StockPress};
use warung::chat::staff::product::KindPick;
use warung::domain::file::{File, FilePiece, Stage};
use warung::domain::id::{FileId, OrderId, ProductId};
use warung::domain::limit::{
    FILE_PIECE_BYTES, FILES_BYTES_MAX, FILES_SOLD_NIGHTS, ORDER_FILES_MAX,
};
use warung::domain::message::{Media, Want};
use warung::domain::time::Span;
use warung::engine::input::Input;
use warung::shop::context::Ctx;
use warung::shop::file;
use warung::store::read::Read;

use super::file::{kept, sends};
use super::{bought, of, said};
use crate::counter::{ADMIN, Counter, SARI, shop};
use crate::gallery::shop::press;
use crate::verb::run;

const PRODUCT: ProductId = ProductId(1);

fn stocked(files: u32) -> Counter {
    let mut counter = of(KindPick::File);
    counter.apply(Input::Opened);
    press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
    for nth in 1..=files {
        sends(&mut counter, &format!("{nth}.pdf"), format!("%PDF {nth}").as_bytes());
        if nth % 10 == 0 || nth == files {
            press(&mut counter, ADMIN, StockPress::TakeFiles(PRODUCT));
            press(&mut counter, ADMIN, StockPress::Fill(PRODUCT));
        }
    }
    assert_eq!(counter.units().len(), files as usize, "{}", counter.text(ADMIN));
    counter
}

/// Makes a file as large as all room there is: of pieces of one byte each, which take as much.
fn swell(counter: &Counter, id: FileId) {
    let pieces = FILES_BYTES_MAX.div_ceil(FILE_PIECE_BYTES as u64) as u32;
    run(counter.core.store(), counter.now, &shop(), |ctx| {
        for piece in 0..pieces {
            ctx.tx.put(&FilePiece { key: FilePiece::key(id, piece), bytes: vec![0] })?;
        }
        let file: File = ctx.tx.need(id.0)?;
        Ok(ctx.tx.put(&File { pieces, bytes: pieces.into(), ..file })?)
    })
    .unwrap();
}

fn stage(counter: &Counter, id: u64) -> Stage {
    let file: File = counter.core.store().snap().unwrap().need(id).unwrap();
    file.stage
}

fn more(counter: &mut Counter, name: &str) {
    press(counter, ADMIN, StockPress::Fill(PRODUCT));
    sends(counter, name, name.as_bytes());
}

#[test]
fn what_was_sold_long_ago_makes_way_for_others() {
    let mut counter = stocked(1);
    assert_eq!(stage(&counter, 1), Stage::Kept);
    swell(&counter, FileId(1));
    more(&mut counter, "lagi.pdf");
    assert!(
        said(&counter).contains("2.048 MB"),
        "what is in stock makes no way: {}",
        said(&counter)
    );
    bought(&mut counter, SARI, 1, 1);
    assert!(matches!(stage(&counter, 1), Stage::Sold { .. }));
    for _ in 1..FILES_SOLD_NIGHTS {
        counter.pass(Span::hours(24));
    }
    more(&mut counter, "lagi.pdf");
    assert!(said(&counter).contains("2.048 MB"), "it was sold a while ago: {}", said(&counter));
    counter.pass(Span::hours(24));
    counter.pass(Span::hours(24));
    // What Telegram has no name for could not be shown to its buyer any more.
    run(counter.core.store(), counter.now, &shop(), file::unname).unwrap();
    more(&mut counter, "lagi.pdf");
    assert!(said(&counter).contains("2.048 MB"), "it has no name: {}", said(&counter));
    let name = |ctx: &mut Ctx| file::named(ctx, FileId(1), "its name".into());
    run(counter.core.store(), counter.now, &shop(), name).unwrap();
    more(&mut counter, "lagi.pdf");
    assert!(said(&counter).contains("1 berkas"), "{}", said(&counter));
    assert_eq!(stage(&counter, 1), Stage::Released);
    assert_eq!(kept(&counter).len(), 2);
    counter.prove();
    // Telegram still brings it.
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert!(counter.last(SARI).screen.media == Media::Kept(FileId(1)));
    let snap = counter.core.store().snap().unwrap();
    let (_, image) = file::load(&snap, FileId(1), Want::Name).unwrap().unwrap();
    assert!(image.file.is_some());
    assert!(file::load(&snap, FileId(1), Want::Bytes).unwrap().is_none());
    // Another bot does not know it: whoever bought it is told so, and the order is not stuck.
    run(counter.core.store(), counter.now, &shop(), file::unname).unwrap();
    press(&mut counter, SARI, OrderPress::GoodsAgain(OrderId(1)));
    assert!(counter.text(SARI).contains("sudah tidak kami simpan"), "{}", counter.text(SARI));
    counter.prove();
}

/// Each file is a message, and a chat takes about one a second.
#[test]
fn one_order_has_as_many_files_as_a_chat_takes() {
    let files = ORDER_FILES_MAX + 5;
    let mut counter = stocked(files);
    counter.checkout(SARI, 1, files);
    assert_eq!(counter.order(1).units().count(), ORDER_FILES_MAX as usize);
    super::paid(&mut counter, 1);
    assert_eq!(counter.units().iter().filter(|it| it.file.is_some()).count(), files as usize);
    counter.prove();
}

/// Two products of files, each within its own bound.
#[test]
fn the_files_of_all_lines_count_together() {
    let mut counter = stocked(12);
    counter.stock("Kamus", 10_000, &[]);
    let other = ProductId(2);
    press(&mut counter, ADMIN, ProductPress::SetKind(other, KindPick::File));
    press(&mut counter, ADMIN, StockPress::Fill(other));
    for nth in 1..=12 {
        sends(&mut counter, &format!("kamus {nth}.pdf"), format!("%PDF k {nth}").as_bytes());
    }
    press(&mut counter, ADMIN, StockPress::TakeFiles(other));
    counter.pick(SARI, 1, 12);
    counter.checkout(SARI, 2, 12);
    let told = counter.toasts.join("\n") + &counter.text(SARI);
    assert!(told.contains("maksimal 20 berkas"), "{told}");
    counter.prove();
}
