//! The same at a terminal, and what the recovery key then says of it.

use std::fs;

use tokio::task::spawn_blocking;
use warung::demo::world::World;

use super::{CONFIG, NOWHERE, SECRETS, machine, shown, target};
use crate::copying::Kept;
use crate::key::kept_on_paper;
use crate::setup::machine::{KEY, Machine, PROJECT, free_port, run, token, told};
use crate::setup::terminal::Terminal;

#[test]
fn a_seller_answers_and_decides_on_a_place_that_does_not_work() {
    let machine = machine();
    let add = || Terminal::start(machine.command(&["backup", "target", "add"]));
    let answers = |at: &mut Terminal| {
        at.answers("Cadangan toko disimpan di mana", "9").sees("Ketik angka 1");
        at.answers("Ketik angkanya", "3");
        at.answers("Alamat folder WebDAV", NOWHERE).answers("Nama pengguna", "sari");
        at.answers("Kata sandi WebDAV", "rahasia");
        at.answers("Nama singkat tempat ini [webdav]", "awan").sees("belum bisa dipakai");
    };
    let before = machine.read(CONFIG);
    let mut at = add();
    answers(&mut at);
    at.answers("Simpan tempat ini walau", "");
    let (code, shown) = at.ends();
    assert!(code == 64 && shown.contains("tidak ada yang diubah"), "{shown}");
    assert_eq!(machine.read(CONFIG), before);
    let mut at = add();
    answers(&mut at);
    at.answers("Simpan tempat ini walau", "y");
    let (code, shown) = at.ends();
    assert!(code == 0 && !shown.contains("rahasia"), "{shown}");
    assert!(shown.contains("Berlaku saat toko dibuka lagi"), "{shown}");
    assert_eq!(machine.read(&format!("{SECRETS}/backup_awan_password")), "rahasia\n");

    let remove = || Terminal::start(machine.command(&["backup", "target", "remove", "awan"]));
    let mut at = remove();
    at.answers("Lepas tempat cadangan awan", "");
    assert_eq!(at.ends().0, 64);
    assert!(machine.read(CONFIG).contains("awan"));
    let mut at = remove();
    at.answers("Lepas tempat cadangan awan", "y").sees("tidak dihapus");
    assert_eq!(at.ends().0, 0);
    assert_eq!(machine.read(CONFIG), before);
}

#[test]
fn what_to_do_for_a_channel_is_said_before_it_is_asked_for() {
    let machine = machine();
    let mut at = Terminal::start(machine.command(&["backup", "target", "add"]));
    at.answers("Cadangan toko disimpan di mana", "4").sees("Jadikan bot toko admin di sana");
    at.answers("Tautan pesan di channel itu", "https://t.me/toko/5").sees("bukan tautan pesan");
    at.answers("Tautan pesan di channel itu", "https://t.me/c/1234567890/5");
    at.answers("Nama singkat tempat ini [telegram]", "kanal").sees("belum bisa dipakai");
    at.answers("Simpan tempat ini walau", "");
    assert_eq!(at.ends().0, 64);
}

#[test]
fn a_folder_on_the_shops_own_disk_is_asked_about() {
    let machine = machine();
    let usb = machine.at("usb");
    let add = || {
        let mut at = Terminal::start(machine.command(&["backup", "target", "add", "usb"]));
        at.answers("Cadangan toko disimpan di mana", "1");
        at.answers("Folder cadangan", &shown(&machine.at("a/b"))).sees("folder di atasnya");
        at.answers("Folder cadangan", &shown(&usb)).sees("disk yang sama");
        at
    };
    let mut at = add();
    at.answers("Tetap simpan di situ", "");
    assert_eq!(at.ends().0, 64);
    assert!(!usb.exists() && !machine.read(CONFIG).contains("usb"));
    let mut at = add();
    at.answers("Tetap simpan di situ", "y").sees("dibuat untuk toko").sees("bisa disimpan di usb");
    assert_eq!(at.ends().0, 0);
    assert!(machine.read(CONFIG).contains("same_disk = true"));
}

#[test]
fn setup_ends_with_a_place_and_a_key_whose_sheet_names_it() {
    let machine = Machine::new();
    let (sheet, key, secret) = (machine.at("lembar.txt"), machine.at("key"), machine.at("token"));
    fs::write(&key, KEY).unwrap();
    fs::write(&secret, token(1)).unwrap();
    let (sheet, key, secret) = (shown(&sheet), shown(&key), shown(&secret));
    let mut arguments = vec!["toko", "--language", "id", "--title", "Toko Sari"];
    arguments.extend(["--project", PROJECT, "--token-file", &secret, "--api-key-file", &key]);
    let port = free_port();
    arguments.extend(["--no-webhook-secret", "--timezone", "WIB", "--no-contact"]);
    arguments.extend(["--no-alert-token", "--no-public-url", "--port", &port]);
    arguments.extend(["--sheet", &sheet]);
    let mut at = Terminal::start(machine.setup(&arguments));
    let usb = shown(&machine.at("usb"));
    at.answers("Enter = nanti", "x").sees("atau Enter saja").answers("Enter = nanti", "1");
    at.answers("Folder cadangan", &usb).answers("Nama singkat tempat ini [folder]", "usb");
    at.answers("Tetap simpan di situ", "y").sees("bisa disimpan di usb");
    kept_on_paper(&mut at);
    let (code, shown) = at.ends();
    assert!(code == 0 && shown.contains("sudah dikonfirmasi"), "{shown}");
    let text = machine.read("lembar.txt").replace("\n    ", "");
    assert!(text.contains(&format!("- usb: folder {usb}\n")), "{text}");
    assert_eq!(machine.mode("lembar.txt"), 0o600);
    // Asked once more, there is nothing left to ask for, and silent ones change nothing of it.
    let before = machine.read(CONFIG);
    let again = run(machine.setup(&["toko", "--yes"]), "");
    assert!(again.status.success() && machine.read(CONFIG) == before, "{}", told(&again));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_tried_on_the_newest_copy_elsewhere() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        let machine = &kept.machine;
        let new = || {
            let made = run(machine.command(&["key", "new", "toko", "--yes"]), "");
            String::from_utf8(made.stdout).unwrap()
        };
        let test = |key: &str| run(machine.command(&["key", "test", "--key-file", "-"]), key);
        let old = new();
        let empty = test(&old);
        assert!(empty.status.success(), "{}", told(&empty));
        assert!(told(&empty).contains("Di usb belum ada cadangan"), "{}", told(&empty));
        assert_eq!(kept.backup(&["now"]).status.code(), Some(0));
        let opens = test(&old);
        assert!(opens.status.success(), "{}", told(&opens));
        let said = told(&opens);
        let opened = said.lines().find(|line| line.contains("Cadangan terbaru di usb")).unwrap();
        assert!(opened.contains("terbuka dengan kunci ini"), "{said}");
        let key = new();
        let later = test(&key);
        assert!(later.status.success(), "{}", told(&later));
        assert!(told(&later).contains("terbuka dengan kertas lama"), "{}", told(&later));
        // A copy of after it that it does not open is no small matter.
        let objects = kept.objects();
        let newest = objects.iter().max_by_key(|path| path.to_str().unwrap()[..].to_owned());
        let newest = newest.unwrap();
        let name = newest.file_name().unwrap().to_str().unwrap();
        let (front, _) = name.rsplit_once('-').unwrap();
        let future = newest.with_file_name(format!("{front}-9999999999999.age"));
        fs::copy(newest, &future).unwrap();
        let not = test(&key);
        assert_eq!(not.status.code(), Some(1), "{}", told(&not));
        assert!(told(&not).contains("tidak terbuka dengan kunci ini"), "{}", told(&not));
        fs::remove_file(future).unwrap();
        // The disk is away.
        fs::rename(kept.there.path(), machine.at("away")).unwrap();
        let away = test(&key);
        assert!(away.status.success(), "{}", told(&away));
        assert!(told(&away).contains("tidak bisa dilihat sekarang"), "{}", told(&away));
        fs::rename(machine.at("away"), kept.there.path()).unwrap();
        let gone = target(machine, &["remove", "usb", "--yes"], "");
        assert!(gone.status.success(), "{}", told(&gone));
        let none = test(&key);
        assert!(none.status.success(), "{}", told(&none));
        assert!(told(&none).contains("Belum ada cadangan di tempat lain"), "{}", told(&none));
    })
    .await
    .unwrap();
}
