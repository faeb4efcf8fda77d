//! Objects by themselves: what they hold, who opens them, what no kit may be.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;

use warung::backup::age::Identity;
use warung::backup::object::snapshot::{Contents, Kit};
use warung::backup::object::{
    Header, KIT_KEY, KitFile, Name, Object, ObjectError, What, records, snapshot,
};
use warung::backup::recovery::Code;
use warung::domain::time::Span;
use warung::store::change_record::{ChangeError, Place};
use warung::store::open::OpenError;
use warung::store::pour::{self, Building, Cell};
use warung::store::schema::Table;

use super::rebuild::copied;
use super::{STORE, Shop, kit};

pub fn open(shop: &Shop, name: &Name) -> (Object<File>, u64) {
    let file = File::open(shop.path(name)).unwrap();
    let bytes = file.metadata().unwrap().len();
    (Object::open(file, &[&shop.key], STORE, name).unwrap(), bytes)
}

#[test]
fn every_object_is_read_to_its_end() {
    let shop = copied();
    for name in shop.names() {
        let counts = open(&shop, &name).0.verify().unwrap();
        match name.what {
            What::Snapshot { .. } => {
                assert_eq!((counts.files, counts.records), (2, 0));
                assert!(counts.entries > 20 && counts.tallies > 5 && counts.rows.len() > 10);
            }
            What::Log { from, to } => {
                assert_eq!((counts.records, counts.rows.len()), (to - from + 1, 0));
            }
        }
    }
}

#[test]
fn cells_are_what_was_poured() {
    let mut shop = Shop::new();
    let name = shop.snapshot();
    let (object, bytes) = open(&shop, &name);
    let mut kept = Kit::read(object).unwrap();
    assert_eq!(kept.files, kit());
    assert!(kept.header.name() == name && kept.header.store == STORE);
    assert_eq!(kept.header.version, env!("CARGO_PKG_VERSION"));
    let cells: Vec<_> = kept.cells.by_ref().map(Result::unwrap).collect();
    assert_eq!(kept.cells.read_bytes(), bytes);
    let (snap, mut poured) = (shop.store().snap().unwrap(), Vec::new());
    pour::out(&snap, |cell| {
        poured.push(cell);
        Ok(())
    })
    .unwrap();
    assert_eq!(cells, poured);
}

#[test]
fn the_key_on_paper_opens_it_as_well() {
    let shop = Shop::new();
    let paper = Code::fresh().unwrap();
    let recipients = [shop.key.recipient(), paper.identity().recipient()];
    let header = Header::log(&shop.about(), &shop.upto, &[]).unwrap();
    let sealed = records::write(Vec::new(), &recipients, &header, &[]).unwrap();
    let typed = Code::parse(&paper.text()).unwrap().identity();
    for identity in [&shop.key, &typed] {
        let object = Object::open(&sealed[..], &[identity], STORE, &header.name()).unwrap();
        assert_eq!(*object.header(), header);
        assert_eq!(object.verify().unwrap().records, 0);
    }
    let stranger = Identity::fresh().unwrap();
    let refused = Object::open(&sealed[..], &[&stranger], STORE, &header.name()).err().unwrap();
    assert!(matches!(refused, ObjectError::WrongKey));
    let refused = records::write(Vec::new(), &[], &header, &[]).err().unwrap();
    assert_eq!(refused.to_string(), "it cannot be sealed: there is nobody to seal it for");
}

#[test]
fn a_large_row_and_many_small_ones_fit() {
    let (shop, to) = (Shop::new(), tempfile::tempdir().unwrap());
    let row = |key, length| Cell::Row { table: Table::PicturePiece, key, bytes: vec![7; length] };
    // More than a frame has: as one row, to the byte around its bound, and in all.
    let lengths = [300_000, 1, 262_100, 262_120, 262_144, 262_145, 5_000_000, 0];
    let rows = lengths.into_iter().enumerate().map(|(key, length)| row(key as u64, length));
    let small = (100..20_000).map(|key| row(key, 3));
    let entries = (0..20_000).map(|row| Cell::Entry((u16::MAX, u64::MAX, u64::MAX - 20_000 + row)));
    let tallies = (1..20_000).map(|key| Cell::Tally((u16::MAX, u64::MAX - key), u64::MAX));
    let tallies = tallies.collect::<Vec<_>>().into_iter().rev();
    let cells: Vec<Cell> = rows.chain(small).chain(entries).chain(tallies).collect();
    let place = shop.upto;
    fs::write(to.path().join("key"), super::hex_key()).unwrap();
    fs::set_permissions(to.path().join("key"), fs::Permissions::from_mode(0o600)).unwrap();
    let poured = cells.iter().cloned().map(Ok::<_, OpenError>);
    let building = Building::begin(to.path(), &to.path().join("key"), &place, poured).unwrap();
    let snap = building.store().snap().unwrap();
    let header = Header::snapshot(&shop.about(), &building.store().place(&snap));
    let name = header.name();
    let contents = Contents { header, kit: &kit(), snap: &snap };
    let sealed =
        snapshot::write(Vec::new(), &[shop.key.recipient()], &contents, &mut |_| true).unwrap();
    let object = Object::open(&sealed[..], &[&shop.key], STORE, &name).unwrap();
    let kept: Vec<Cell> = Kit::read(object).unwrap().cells.map(Result::unwrap).collect();
    assert!(kept == cells);
}

#[test]
fn a_kit_is_files_for_one_folder_with_the_key_among_them() {
    let shop = Shop::new();
    let snap = shop.store().snap().unwrap();
    let made = |kit: &[KitFile]| {
        let header = Header::snapshot(&shop.about(), &shop.store().place(&snap));
        let contents = Contents { header, kit, snap: &snap };
        snapshot::write(Vec::new(), &[shop.key.recipient()], &contents, &mut |_| true).map(drop)
    };
    let [key, token] = kit();
    made(&[key.clone(), token.clone()]).unwrap();
    let told = made(std::slice::from_ref(&token)).unwrap_err().to_string();
    assert_eq!(told, "it is damaged: warung.key is not in it");
    for name in
        ["", ".", "..", ".hidden", "a/b", "/etc/passwd", "a b", "é", KIT_KEY, &"x".repeat(101)]
    {
        assert!(made(&[key.clone(), KitFile::new(name, b"x")]).is_err(), "{name}");
    }
    assert!(made(&[key.clone(), KitFile::new("large", &vec![0; (1 << 20) + 1])]).is_err());
    made(&[key.clone(), KitFile::new("large", &vec![7; 1 << 20])]).unwrap();
    let many = (0..64).map(|at| KitFile::new(&format!("f{at}"), b"x"));
    assert!(made(&many.chain([key]).collect::<Vec<_>>()).is_err());
    assert_eq!(format!("{token:?}"), "telegram_token (11 bytes)");
}

#[test]
fn one_that_is_called_off_leaves_nothing() {
    let shop = Shop::new();
    let snap = shop.store().snap().unwrap();
    let header = Header::snapshot(&shop.about(), &shop.store().place(&snap));
    let path = shop.path(&header.name());
    let contents = Contents { header, kit: &kit(), snap: &snap };
    let (recipients, mut frames) = ([shop.key.recipient()], 0);
    let kept = snapshot::keep(shop.elsewhere.path(), &recipients, &contents, &mut |_| {
        frames += 1;
        frames < 5
    });
    assert!(matches!(kept, Err(ObjectError::Stopped)), "{kept:?}");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
    // A walk through the shop that is called off is the same.
    let watched = shop.store().snap().unwrap().watched(|_| false);
    let contents = Contents { snap: &watched, ..contents };
    let kept = snapshot::keep(shop.elsewhere.path(), &recipients, &contents, &mut |_| true);
    assert!(matches!(kept, Err(ObjectError::Stopped)), "{kept:?}");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0);
}

#[test]
fn what_a_kill_has_left_is_swept_away_by_the_next() {
    let mut shop = Shop::new();
    let name = shop.snapshot();
    let here = shop.path(&name);
    let other = shop.elsewhere.path().join(STORE).join("0".repeat(32)).join(".snap-1-2.age.new");
    fs::create_dir_all(other.parent().unwrap()).unwrap();
    let left = [here.with_file_name(".snap-1-2.age.new"), other];
    let stays = [here.with_file_name("mine.new"), here.with_file_name(".snap-1-2.age")];
    left.iter().chain(&stays).for_each(|path| fs::write(path, "x").unwrap());
    shop.counter.now = shop.counter.now.after(Span::secs(1));
    shop.snapshot();
    assert!(left.iter().all(|path| !path.exists()));
    assert!(stays.iter().chain([&here]).all(|path| path.exists()));
}

#[test]
fn records_that_do_not_follow_are_not_sealed() {
    let shop = Shop::new();
    let records = shop.store().records_after(&shop.upto.last, usize::MAX).unwrap();
    assert!(records.len() > 1);
    let refused = Header::log(&shop.about(), &shop.upto, &records[1..]).unwrap_err();
    assert!(matches!(refused, ObjectError::Records(ChangeError::Gap { .. })), "{refused}");
    let other = Place { layout: 6, ..shop.upto };
    let refused = Header::log(&shop.about(), &other, &records).unwrap_err();
    assert!(matches!(refused, ObjectError::Records(ChangeError::Layout { .. })), "{refused}");
}
