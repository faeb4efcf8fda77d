//! How a shop stands, on one line for its owner.

use super::Words;
use crate::domain::incident::Trouble;
use crate::domain::vitals::{State, Vitals, Way};

/// Between the parts of the line.
const APART: &str = " · ";

impl Words<'_> {
    pub fn status(&self, vitals: &Vitals) -> String {
        let counts = &vitals.counts;
        let backup = match vitals.backup {
            Some(at) => self.plain_shop_backup(at),
            None => self.plain_shop_no_backup(),
        };
        let rest = [
            self.plain_shop_open(counts.orders_open),
            self.plain_shop_waiting(counts.waiting),
            backup,
            self.way(vitals.way),
        ];
        let look = [
            (counts.detained, self.plain_shop_detained(counts.detained)),
            (counts.unclaimed, self.plain_shop_unclaimed(counts.unclaimed)),
        ];
        let look = look.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
        self.state(vitals).into_iter().chain(look).chain(rest).collect::<Vec<_>>().join(APART)
    }

    /// Whatever else is the matter, a shop that rests says so.
    fn state(&self, vitals: &Vitals) -> Vec<String> {
        let full = || self.plain_shop_paused(&self.plain_shop_disk_full());
        let state = match vitals.state() {
            State::Selling => Some(self.plain_shop_selling()),
            State::Paused => (!vitals.room.enough).then(full),
            State::Trouble => Some(self.plain_shop_trouble(&self.troubles(vitals).join(", "))),
        };
        let rests = vitals.counts.paused.map(|_| self.plain_shop_resting());
        state.into_iter().chain(rests).collect()
    }

    /// What is wrong, each in a few words.
    fn troubles(&self, vitals: &Vitals) -> Vec<String> {
        let line = (!vitals.line.up).then(|| self.plain_shop_line_down(&vitals.line.why));
        let full = (!vitals.room.enough).then(|| self.plain_shop_disk_full());
        let other = |trouble: &Trouble| vitals.line.up || *trouble != Trouble::Telegram;
        let lasting = vitals.troubles().filter(other).map(|trouble| self.trouble(trouble));
        line.into_iter().chain(full).chain(lasting).collect()
    }

    /// A trouble in a few words, for lists.
    pub fn trouble(&self, trouble: Trouble) -> String {
        match trouble {
            Trouble::Gateway => self.plain_trouble_gateway(),
            Trouble::RejectedNotices => self.plain_trouble_rejected(),
            Trouble::Undelivered => self.plain_trouble_undelivered(),
            Trouble::Books => self.plain_trouble_books(),
            Trouble::Webhook => self.plain_trouble_webhook(),
            Trouble::Telegram => self.plain_trouble_telegram(),
            Trouble::Cpu => self.plain_trouble_cpu(),
            Trouble::Memory => self.plain_trouble_memory(),
            Trouble::Disk => self.plain_trouble_disk(),
            Trouble::Inodes => self.plain_trouble_inodes(),
            Trouble::Journal => self.plain_trouble_journal(),
            Trouble::Growth => self.plain_trouble_growth(),
            Trouble::Queue => self.plain_trouble_queue(),
            Trouble::Errors => self.plain_trouble_errors(),
            Trouble::SetAside => self.plain_trouble_set_aside(),
            Trouble::Clock => self.plain_trouble_clock(),
            Trouble::Silence => self.plain_trouble_silence(),
            Trouble::Down => self.plain_trouble_down(),
            Trouble::Rival => self.plain_trouble_rival(),
            Trouble::AlertRival => self.plain_trouble_alert_rival(),
            Trouble::OpenSecrets => self.plain_trouble_open_secrets(),
            Trouble::Damage => self.plain_trouble_damage(),
            Trouble::Group => self.plain_trouble_group(),
            Trouble::CopiesBehind => self.plain_trouble_copies_behind(),
            Trouble::CopiesOld => self.plain_trouble_copies_old(),
            Trouble::CopiesRefused => self.plain_trouble_copies_refused(),
            Trouble::Drill => self.plain_trouble_drill(),
            Trouble::RecoveryKey => self.plain_trouble_recovery_key(),
            Trouble::TakenOver => self.plain_trouble_taken_over(),
        }
    }

    fn way(&self, way: Way) -> String {
        match way {
            Way::Polling => self.plain_shop_polling(),
            Way::Webhook => self.plain_shop_webhook(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::copies::Copies;
    use crate::domain::incident::Incident;
    use crate::domain::time::Timestamp;
    use crate::domain::vitals::{Counts, Line, Machine, Room};
    use crate::words::tests::{english, indonesian, jakarta};

    const NOW: Timestamp = Timestamp(1_795_331_100_000);

    fn vitals() -> Vitals {
        Vitals {
            shop: "Warung Sari".into(),
            version: String::new(),
            now: NOW,
            opened: NOW,
            line: Line { up: true, since: NOW, why: String::new() },
            way: Way::Polling,
            heard: None,
            counts: Counts {
                customers: 0,
                orders_open: 1250,
                orders_paid: 0,
                orders_undelivered: 0,
                products: 0,
                waiting: 0,
                waiting_since: None,
                rings: 0,
                given_up: 0,
                set_aside: 0,
                troubles: Vec::new(),
                paused: None,
                detained: 0,
                unclaimed: 0,
            },
            machine: Machine::default(),
            room: Room { free_bytes: 1 << 30, enough: true, database_bytes: 1 << 20 },
            backup: None,
            copies: Copies::default(),
        }
    }

    fn trouble(told: bool) -> Incident {
        Incident { trouble: Trouble::Gateway, failures: 3, since: NOW, told }
    }

    #[test]
    fn the_state_comes_first_and_says_why() {
        let dictionary = jakarta();
        let (id, en) = (indonesian(&dictionary), english(&dictionary));
        let mut vitals = vitals();
        assert_eq!(
            id.status(&vitals),
            "Berjualan · 1.250 tagihan terbuka · 0 pesan menunggu · belum ada cadangan · \
             mode polling"
        );
        vitals.backup = Some(NOW);
        vitals.way = Way::Webhook;
        vitals.counts.orders_open = 1;
        assert_eq!(
            en.status(&vitals),
            "Selling · 1 open invoice · 0 messages waiting · last backup \
             22 November 2026, 14:05 WIB · webhook mode"
        );
        vitals.counts.troubles = vec![trouble(false)];
        assert!(en.status(&vitals).starts_with("Selling · "), "a hiccup is no trouble");
        vitals.room.enough = false;
        assert!(en.status(&vitals).starts_with("Paused: the disk is nearly full · "));
        vitals.counts.troubles = vec![trouble(true)];
        vitals.line = Line { up: false, since: NOW, why: "no route".into() };
        assert!(en.status(&vitals).starts_with(
            "Trouble: Telegram does not answer (no route), the disk is nearly full, \
             trouble with Pakasir · "
        ));
    }

    #[test]
    fn what_waits_since_a_restore_comes_before_all_else() {
        let dictionary = jakarta();
        let (id, en) = (indonesian(&dictionary), english(&dictionary));
        let mut vitals = vitals();
        (vitals.counts.detained, vitals.counts.unclaimed) = (1_250, 1);
        let words = "Berjualan · 1.250 unit ditahan sejak dipulihkan · 1 uang tak dikenal · ";
        assert!(id.status(&vitals).starts_with(words), "{}", id.status(&vitals));
        let words =
            "Selling · 1.250 units kept from sale since the restore · 1 unclaimed payment · ";
        assert!(en.status(&vitals).starts_with(words), "{}", en.status(&vitals));
    }

    #[test]
    fn a_shop_that_rests_says_so_whatever_else_is_wrong() {
        let dictionary = jakarta();
        let en = english(&dictionary);
        let mut vitals = vitals();
        vitals.counts.paused = Some(NOW);
        assert!(en.status(&vitals).starts_with("Paused by the owner · "));
        vitals.room.enough = false;
        let both = "Paused: the disk is nearly full · Paused by the owner · ";
        assert!(en.status(&vitals).starts_with(both), "{}", en.status(&vitals));
        vitals.room.enough = true;
        vitals.counts.troubles = vec![trouble(true)];
        let both = "Trouble: trouble with Pakasir · Paused by the owner · ";
        assert!(en.status(&vitals).starts_with(both), "{}", en.status(&vitals));
    }
}
