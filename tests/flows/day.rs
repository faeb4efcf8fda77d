//! A day of operation in simulated time, with every trouble that can be warned of: each is told
//! once when it begins and once when it is over, whatever else goes on.

use std::collections::BTreeMap;

use warung::domain::alert::Inbox;
use warung::domain::id::CustomerId;
use warung::domain::incident::{Incident, Trouble};
use warung::domain::rejected_notice::Why;
use warung::domain::shop::Shop;
use warung::domain::time::Span;
use warung::domain::vitals::Machine;
use warung::engine::input::{Input, Reply};
use warung::monitor::recall::Recall;
use warung::monitor::rule::{Copies, Readings, Rules};
use warung::store::read::Read;

use crate::alarm::break_one;
use crate::counter::{ADMIN, BUDI, Counter, OPENED, OWNER, SARI, alert_chat, memory};

/// The machine on which all is well.
const WELL: Readings = Readings {
    machine: Machine {
        cpu_percent: Some(5),
        memory_free_percent: Some(40),
        disk_free_megabytes: Some(3_000),
        inodes_free_percent: Some(70),
        journal_percent: Some(8),
        database_megabytes: Some(40),
    },
    line_down: Some(0),
    queue_late: Some(0),
    errors: Some(0),
    growth_megabytes: Some(2),
    clock_jump: Some(0),
    rival: Some(0),
    alert_rival: Some(0),
    copies: Copies {
        behind: Some(3),
        age: Some(3_600),
        refused: Some(0),
        drill_failed: Some(0),
        key_unconfirmed: Some(0),
        taken_over: Some(0),
    },
};

/// What a trouble makes of a reading, and the minutes of the day in which it does.
type Fault = (Trouble, fn(&mut Readings), [u64; 2]);

const FAULTS: [Fault; 10] = [
    (Trouble::Cpu, |it| it.machine.cpu_percent = Some(100), [60, 100]),
    (Trouble::Memory, |it| it.machine.memory_free_percent = Some(3), [62, 110]),
    (Trouble::Disk, |it| it.machine.disk_free_megabytes = Some(120), [200, 700]),
    (Trouble::Inodes, |it| it.machine.inodes_free_percent = Some(1), [200, 260]),
    (Trouble::Journal, |it| it.machine.journal_percent = Some(30), [200, 260]),
    (Trouble::Growth, |it| it.growth_megabytes = Some(900), [300, 330]),
    (Trouble::Queue, |it| it.queue_late = Some(600), [400, 420]),
    (Trouble::Errors, |it| it.errors = Some(25), [440, 460]),
    (Trouble::Clock, |it| it.clock_jump = Some(3_600), [500, 560]),
    (Trouble::Telegram, |it| it.line_down = Some(900), [600, 640]),
];

/// How each trouble is told when it begins, and when it is over.
const WORDS: [(&str, &str); 15] = [
    ("🚨 <b>Prosesor server", "Sudah beres: prosesor"),
    ("🚨 <b>Memori server", "Sudah beres: memori"),
    ("🚨 <b>Disk server", "Sudah beres: disk"),
    ("🚨 <b>Jumlah file", "Sudah beres: jumlah file"),
    ("🚨 <b>Log sistem", "Sudah beres: log sistem"),
    ("🚨 <b>Data toko", "Sudah beres: data toko"),
    ("🚨 <b>Pesan keluar", "Sudah beres: pesan keluar"),
    ("🚨 <b>Banyak kesalahan", "Sudah beres: banyak kesalahan"),
    ("🚨 <b>Jam server", "Sudah beres: jam server"),
    // Nobody could be told while it lasted.
    ("🚨 <b>Telegram", "Sudah beres: Telegram"),
    ("🚨 <b>Pakasir bermasalah", "Pakasir normal lagi"),
    ("🚨 <b>Banyak notifikasi", "Notifikasi asing sudah reda"),
    ("LUNAS, BELUM TERKIRIM", "Tidak ada lagi pesanan lunas yang tertahan"),
    ("Ada pesan yang gagal diproses", "Sudah beres: ada pesan yang gagal diproses"),
    ("Notifikasi Pakasir tidak datang", "Sudah beres: notifikasi Pakasir"),
];

struct Day {
    counter: Counter,
    rules: Rules,
    minute: u64,
}

impl Day {
    fn begin() -> Day {
        let owners = vec![CustomerId(OWNER)];
        let shop = Shop { owners, alert_bot: true, ..crate::counter::shop() };
        let mut counter = Counter::over(memory(), shop);
        let units: Vec<String> = (0..50).map(|n| format!("unit {n}")).collect();
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        counter.stock("Netflix 1 bulan", 50_000, &units);
        Day { counter, rules: Rules::new(|_| false), minute: 0 }
    }

    /// Time goes by, with a look at the machine each minute.
    fn until(&mut self, minute: u64) {
        while self.minute < minute {
            let mut readings = WELL;
            for (_, spoil, [from, to]) in FAULTS {
                if (from..to).contains(&self.minute) {
                    spoil(&mut readings);
                }
            }
            self.counter.telegram_down = readings.line_down != Some(0);
            self.look(&readings);
        }
    }

    /// A look at the machine, and a minute.
    fn look(&mut self, readings: &Readings) {
        let at = self.counter.now.since(OPENED).std();
        for (trouble, sight) in self.rules.judge(readings, at, self.counter.now) {
            let seen = Input::Observed { trouble, sight };
            assert_eq!(self.counter.apply(seen), Reply::Done);
        }
        self.counter.pass(Span::minutes(1));
        self.minute += 1;
    }

    /// Another process, which knows what is in the rows.
    fn restart(&mut self) {
        let store = self.counter.core.store().clone();
        let known: Vec<Incident> = store.snap().unwrap().all(0, usize::MAX).unwrap();
        let lasts = |trouble| known.iter().any(|it| it.trouble == trouble && it.told);
        self.rules = Rules::new(lasts);
        self.counter = self.counter.reopened(store);
    }

    fn heard(&self) -> Vec<String> {
        let chat = self.counter.chats.get(&(alert_chat(OWNER) as i64));
        chat.into_iter().flatten().map(|shown| shown.screen.html.clone()).collect()
    }

    fn command(&mut self, words: &str) {
        self.counter.command(OWNER, words);
    }
}

#[test]
fn every_trouble_of_a_day_is_told_once_and_cleared_once() {
    let mut day = Day::begin();
    // A morning's sales, of which the gateway tells, and then one that breaks something.
    day.counter.checkout(SARI, 1, 1);
    day.until(20);
    break_one(&mut day.counter);
    day.counter.pay(1);
    day.counter.notify(1);
    day.until(58);
    // Processor and memory while the owner wants to hear nothing: told together afterwards.
    day.command("/mute 90 menit");
    day.until(150);
    // Strangers knock.
    day.counter.apply(Input::RejectedNotice { why: Why::WrongSecret, count: 500 });
    day.until(230);
    // The disk is known, and needs no reminding all day.
    day.command("/ack");
    // The gateway is away while two buyers want to pay.
    day.counter.gateway_down = true;
    day.counter.checkout(BUDI, 1, 1);
    day.until(240);
    day.counter.gateway_down = false;
    day.until(340);
    // A buyer who blocked the bot has paid, and comes back.
    day.counter.checkout(SARI, 1, 1);
    day.counter.away.push(SARI as i64);
    day.counter.pay(3);
    day.counter.notify(3);
    day.until(360);
    day.counter.away.clear();
    day.counter.say(SARI, "/start");
    // A restart changes nothing, though disk and clock are in trouble.
    day.until(510);
    day.restart();
    day.until(800);
    // The gateway tells of no payment for a while.
    let silent: Vec<u64> = (4..10).collect();
    for order in &silent {
        day.counter.checkout(BUDI, 1, 1);
        day.counter.pay(*order);
        day.until(day.minute + 9);
        assert!(day.counter.order(*order).paid(), "{order}");
    }
    day.counter.checkout(BUDI, 1, 1);
    day.counter.pay(10);
    day.counter.notify(10);
    // Nor does one in the evening, when all is well.
    day.until(1_200);
    day.restart();
    day.until(24 * 60);

    let heard = day.heard();
    let all = heard.join("\n");
    let unheard_of = ["🚨 <b>Telegram", "🚨 <b>Prosesor server", "🚨 <b>Memori server"];
    for (begins, ends) in WORDS {
        let begun = usize::from(!unheard_of.contains(&begins));
        assert_eq!(all.matches(begins).count(), begun, "{begins} in {all}");
        assert_eq!(all.matches(ends).count(), 1, "{ends} in {all}");
    }
    assert!(!all.contains("Masih berlangsung"), "{all}");
    let answers = ["🔕", "👍"];
    for told in heard.iter().filter(|told| !answers.iter().any(|it| told.starts_with(it))) {
        assert!(told.starts_with("🏪 <b>Toko Sari</b>\n"), "{told}");
    }
    // Alone: broken and mended, strangers and their end, growth, queue, errors, clock, each with
    // its end; gateway twice, goods twice, notices twice, Telegram's end. Together: what was
    // muted, and the end of what broke before; the three of the disk at their beginning, two at
    // their end; the disk's own end.
    let marks = |told: &&String| {
        WORDS.iter().filter(|(begins, ends)| told.contains(begins) || told.contains(ends)).count()
    };
    let together: Vec<usize> = heard.iter().map(|told| marks(&told)).filter(|it| *it > 1).collect();
    assert_eq!(together, [3, 3, 2], "{heard:#?}");

    let snap = day.counter.core.store().snap().unwrap();
    let inbox: Inbox = snap.all::<Inbox>(0, 1).unwrap().remove(0);
    assert_eq!((inbox.lasting, inbox.news), (vec![], vec![]));
    assert_eq!(warung::shop::vitals::counts(&snap, day.counter.now).unwrap().troubles, []);
    day.counter.prove();
    assert!(!day.counter.text(SARI).contains("🚨") && !day.counter.text(BUDI).contains("🚨"));
    let seller = day.counter.text(ADMIN);
    assert_eq!(seller.matches("LUNAS, BELUM TERKIRIM").count(), 1, "{seller}");
    assert!(!seller.contains("Disk server"), "{seller}");
    let by_number: BTreeMap<u64, bool> =
        (1..=10).map(|order| (order, day.counter.order(order).paid())).collect();
    let unpaid: Vec<u64> = by_number.iter().filter(|(_, paid)| !**paid).map(|it| *it.0).collect();
    assert_eq!(unpaid, [2], "only the one whose invoice never came");
}

#[test]
fn what_a_new_process_has_not_seen_yet_is_not_over() {
    const BAD: u64 = 26 * 60;
    const RESTART: u64 = BAD + 10;
    let words = ["data toko", "jam server"].map(|name| format!("Sudah beres: {name}"));
    let mut day = Day::begin();
    let (mut recall, mut started) = (Recall::default(), 0);
    let mut over = Vec::new();
    while day.minute < RESTART + 25 * 60 {
        if day.minute == RESTART {
            day.restart();
            (recall, started) = (Recall::default(), day.minute);
        }
        // The data grew by a lot, and the clock jumped two hours ahead.
        let (size, ahead) = if day.minute < BAD { (40, 0) } else { (940, 2) };
        let (at, wall) = (Span::minutes(day.minute - started).std(), day.counter.now);
        let growth_megabytes = recall.growth(at, size);
        let clock_jump = recall.jump(at, wall.after(Span::hours(ahead)));
        day.look(&Readings { growth_megabytes, clock_jump, ..WELL });
        let heard = day.heard().join("\n");
        if day.minute == RESTART {
            assert!(heard.contains("🚨 <b>Data toko") && heard.contains("🚨 <b>Jam server"));
        }
        for word in words.iter().filter(|word| heard.contains(*word)) {
            if !over.iter().any(|(it, _)| it == word) {
                over.push((word.clone(), day.minute - RESTART));
            }
        }
    }
    let [growth, clock] = words;
    let hours: Vec<_> = over.into_iter().map(|(word, minute)| (word, minute / 60)).collect();
    assert_eq!(hours, [(clock, 1), (growth, 24)]);
}
