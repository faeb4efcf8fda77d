//! `warung move`: the last copy, a shop that is closed for good, and one that stays where it fails.

use std::fs;
use std::process::{Child, Command, Output};
use std::thread::{self, JoinHandle};

use tokio::task::spawn_blocking;
use warung::demo::world::World;

use crate::copying::Kept;
use crate::key::key_in;
use crate::places::{RIGHT, UNIT};
use crate::setup::machine::{Machine, Manager, run, told};
use crate::setup::terminal::Terminal;

/// Says whether the unit runs, and ends its program as systemd does.
const OBEYS: &str = "case \"$1\" in\n\
    is-active) [ -e \"${0%/*}/pid\" ] ;;\n\
    disable) pid=$(cat \"${0%/*}/pid\") && rm \"${0%/*}/pid\" && kill -TERM $pid\n\
        exec tail --pid=$pid -f /dev/null ;;\n\
    esac";

struct House {
    kept: Kept,
    manager: Manager,
}

impl House {
    fn new(world: &World) -> House {
        let kept = Kept::new(world);
        let manager = Manager::of(&kept.machine, OBEYS);
        House { kept, manager }
    }

    /// As the unit would. Whoever waits for it has it gone when it ends.
    fn open(&self) -> JoinHandle<bool> {
        let mut daemon: Child = self.kept.open();
        fs::write(self.kept.machine.at("bin/pid"), daemon.id().to_string()).unwrap();
        thread::spawn(move || daemon.wait().unwrap().success())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.manager.serves(self.kept.machine.command(arguments))
    }

    fn moves(&self) -> Output {
        run(self.command(&["move", "toko", "--yes"]), "")
    }

    fn key(&self) -> String {
        let made = run(self.command(&["key", "new", "toko", "--yes"]), "");
        key_in(&String::from_utf8(made.stdout).unwrap()).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_moves_is_closed_behind_its_last_copy() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let house = House::new(&world);
        let keyless = house.moves();
        assert_eq!(keyless.status.code(), Some(1), "{}", told(&keyless));
        assert!(told(&keyless).contains("belum punya kunci pemulihan"), "{}", told(&keyless));
        let key = house.key();
        let daemon = house.open();
        let mut at = Terminal::start(house.command(&["move"]));
        at.sees("Seluruh toko ada di usb").answers("Tutup Toko Sari di server ini", "");
        assert_eq!(at.ends().0, 64);
        assert!(!house.manager.told().contains("disable"));

        let mut at = Terminal::start(house.command(&["move"]));
        at.answers("Tutup Toko Sari di server ini", "y");
        let (code, shown) = at.ends();
        assert_eq!(code, 0, "{shown}");
        assert!(daemon.join().unwrap(), "it was not closed in order");
        assert!(house.manager.told().contains("disable --now --quiet warung@toko.service"));
        let from = format!("folder:{}", house.kept.there.path().display());
        let restore = format!("2. warung restore toko --from {from}");
        for words in ["di usb", "mencatat bahwa toko ini sudah tutup", "1. apt install", &restore] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(shown.contains("systemctl enable --now warung@toko.service"), "{shown}");
        assert!(key_in(&shown).is_none(), "{shown}");

        // What it says is enough for another machine.
        let other = Machine::new();
        fs::create_dir_all(other.at(UNIT).parent().unwrap()).unwrap();
        fs::write(other.at(UNIT), "").unwrap();
        let mut restore = other.command(&["restore", "toko", "--from", &from, "--yes"]);
        restore.args(["--key-file", "-"]);
        let back = run(restore, &key);
        assert_eq!(back.status.code(), Some(0), "{}", told(&back));
        assert!(other.at("var/lib/warung/toko/warung.redb").exists());
        let there = house.kept.there.path().display();
        assert!(other.read(RIGHT).contains(&format!("ReadWritePaths=-{there}\n")));
        let gone = run(other.command(&["remove", "toko", "--yes"]), "");
        assert!(gone.status.success() && !other.at(RIGHT).exists(), "{}", told(&gone));
    })
    .await
    .unwrap();
}

/// Of a shop that does not run nobody says that it is closed, until this does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_shop_moves_as_well() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let house = House::new(&world);
        house.key();
        // There is no service manager.
        fs::remove_dir_all(house.kept.machine.at("run")).unwrap();
        let moved = house.moves();
        assert_eq!(moved.status.code(), Some(0), "{}", told(&moved));
        assert!(told(&moved).contains("mencatat bahwa toko ini sudah tutup"), "{}", told(&moved));
        // One that somebody has started by hand is theirs to stop.
        let daemon = house.open();
        let by_hand = house.moves();
        assert_eq!(by_hand.status.code(), Some(64), "{}", told(&by_hand));
        assert!(told(&by_hand).contains("Ctrl-C"), "{}", told(&by_hand));
        let pid = fs::read_to_string(house.kept.machine.at("bin/pid")).unwrap();
        let pid = rustix::process::Pid::from_raw(pid.parse().unwrap()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(daemon.join().unwrap());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_cannot_move_goes_on() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let house = House::new(&world);
        house.key();
        let away = house.kept.machine.at("away");
        let daemon = house.open();
        // The disk goes when the copy has been made.
        let there = house.kept.there.path();
        let mut at = Terminal::start(house.command(&["move"]));
        at.sees("Tutup Toko Sari di server ini").sees(": ");
        fs::rename(there, &away).unwrap();
        at.types("y\r");
        let (code, shown) = at.ends();
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("Cadangan terakhir tidak mencatat"), "{shown}");
        assert!(shown.contains("Toko Sari buka lagi di server ini"), "{shown}");
        assert!(daemon.join().unwrap());
        let calls = house.manager.told();
        let (close, open) = (calls.find("disable --now"), calls.rfind("\nstart warung@toko"));
        assert!(close.is_some() && close < open && calls.contains("enable --quiet"), "{calls}");
        // Nowhere to go to: it is not even closed.
        let nowhere = house.moves();
        assert_eq!(nowhere.status.code(), Some(1), "{}", told(&nowhere));
        assert!(told(&nowhere).contains("tidak sampai ke tempat mana pun"), "{}", told(&nowhere));
        assert!(!house.manager.told().contains("disable"));
        fs::rename(away, there).unwrap();
        let gone = house.kept.backup(&["target", "remove", "usb", "--yes"]);
        assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
        let none = house.moves();
        assert!(none.status.code() == Some(1) && told(&none).contains("target add"));
    })
    .await
    .unwrap();
}

/// Whoever thinks better of it while it is being closed has an open shop, and not a closed one and
/// no steps.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_that_is_called_off_opens_the_shop_again() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        let called_off = OBEYS.replace("disable) ", "disable) kill -INT $PPID; ");
        let manager = Manager::of(&kept.machine, &called_off);
        let house = House { kept, manager };
        house.key();
        let daemon = house.open();
        let mut at = Terminal::start(house.command(&["move"]));
        at.answers("Tutup Toko Sari di server ini", "y");
        let (code, shown) = at.ends();
        assert_eq!(code, 64, "{shown}");
        assert!(shown.contains("Toko Sari buka lagi di server ini"), "{shown}");
        assert!(!shown.contains("apt install"), "{shown}");
        assert!(daemon.join().unwrap());
        let calls = house.manager.told();
        let (close, open) = (calls.find("disable --now"), calls.rfind("\nstart warung@toko"));
        assert!(close.is_some() && close < open, "{calls}");
    })
    .await
    .unwrap();
}

/// A machine without a key of its own sees when the last copy was made, and not what it says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_machine_has_no_key_moves_as_well() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let house = House::new(&world);
        house.kept.adds("[copies]\ndrill = \"owner\"\n");
        let key = house.key();
        let daemon = house.open();
        let moved = house.moves();
        assert_eq!(moved.status.code(), Some(0), "{}", told(&moved));
        let shown = told(&moved);
        assert!(shown.contains("Tanpa kunci di server ini isinya tidak bisa diperiksa"), "{shown}");
        assert!(daemon.join().unwrap());
        let other = Machine::new();
        let from = format!("folder:{}", house.kept.there.path().display());
        let mut restore = other.command(&["restore", "toko", "--from", &from, "--yes"]);
        restore.args(["--key-file", "-"]);
        let back = run(restore, &key);
        assert_eq!(back.status.code(), Some(0), "{}", told(&back));
    })
    .await
    .unwrap();
}
