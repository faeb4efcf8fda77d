//! The places inside a door. Who says nothing holds one only until somebody else wants it: a full
//! house sends away the silent, first those of the address that has most of them.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::caller::household;

/// All of one door. Cheap to clone.
#[derive(Clone)]
pub struct Seats(Arc<Inner>);

struct Inner {
    most: usize,
    taken: Mutex<Taken>,
    left: Notify,
}

#[derive(Default)]
struct Taken {
    next: u64,
    /// By their numbers: the lowest came first.
    seats: BTreeMap<u64, Sitter>,
}

struct Sitter {
    /// Those who come through one line are counted together; neighbours of this machine as well.
    of: Option<IpAddr>,
    /// It has no request under way.
    silent: bool,
    /// It was told to go.
    going: bool,
    go: CancellationToken,
}

/// One of them, given back when it is dropped.
pub struct Seat {
    seats: Seats,
    number: u64,
    go: CancellationToken,
}

impl Seats {
    pub fn new(most: usize) -> Seats {
        let (taken, left) = Default::default();
        Seats(Arc::new(Inner { most, taken, left }))
    }

    /// Comes back when there is room for one more, or somebody silent who can be sent away.
    pub async fn room(&self) {
        loop {
            let left = self.0.left.notified();
            if self.with(|taken| taken.seats.len() < self.0.most || taken.send_away()) {
                return;
            }
            left.await;
        }
    }

    /// Takes a seat for somebody who has come; they are silent at first. Those who were told to
    /// go leave in a moment, and may be one too many until then.
    pub fn take(&self, of: Option<IpAddr>) -> Seat {
        let go = CancellationToken::new();
        let number = self.with(|taken| {
            let number = taken.next;
            taken.next += 1;
            let of = of.map(|address| household(address.to_canonical()));
            let sitter = Sitter { of, silent: true, going: false, go: go.clone() };
            taken.seats.insert(number, sitter);
            number
        });
        Seat { seats: self.clone(), number, go }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Taken) -> T) -> T {
        work(&mut self.0.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Taken {
    /// The silent one that came first, of those with most of them. False: nobody is silent.
    fn send_away(&mut self) -> bool {
        let silent = |sitter: &Sitter| sitter.silent && !sitter.going;
        let mut counts: HashMap<Option<IpAddr>, usize> = HashMap::new();
        for sitter in self.seats.values().filter(|sitter| silent(sitter)) {
            *counts.entry(sitter.of).or_default() += 1;
        }
        let Some(most) = counts.values().max().copied() else { return false };
        let crowd = |sitter: &Sitter| counts.get(&sitter.of) == Some(&most);
        let first = self.seats.values_mut().find(|sitter| silent(sitter) && crowd(sitter));
        first.is_some_and(|sitter| {
            sitter.going = true;
            sitter.go.cancel();
            true
        })
    }
}

impl Seat {
    /// Comes back when somebody else needs the place more.
    pub fn wanted(&self) -> impl Future<Output = ()> + use<> {
        self.go.clone().cancelled_owned()
    }

    /// Whether a request is under way: such a one is not sent away.
    pub fn silent(&self, silent: bool) {
        let free = self.seats.with(|taken| {
            taken.seats.get_mut(&self.number).is_some_and(|sitter| {
                sitter.silent = silent;
                silent
            })
        });
        if free {
            self.seats.0.left.notify_one();
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.with(|taken| taken.seats.remove(&self.number));
        self.seats.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([203, 0, 113, last]))
    }

    fn gone(seat: &Seat) -> bool {
        seat.go.is_cancelled()
    }

    #[tokio::test]
    async fn the_silent_make_room_and_the_busy_stay() {
        let seats = Seats::new(3);
        let (busy, first, second) = (seats.take(ip(1)), seats.take(ip(2)), seats.take(ip(2)));
        busy.silent(false);
        seats.room().await;
        assert!(gone(&first) && !gone(&second) && !gone(&busy));
        drop(first);
        seats.room().await;
        assert!(!gone(&second), "there was room");
        second.silent(false);
        let third = seats.take(ip(3));
        third.silent(false);
        // All are at work: who comes now waits for one to end.
        let waiting = tokio::spawn({
            let seats = seats.clone();
            async move { seats.room().await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        second.silent(true);
        waiting.await.unwrap();
        assert!(gone(&second));
    }

    #[tokio::test]
    async fn a_crowd_goes_before_those_who_are_alone() {
        let seats = Seats::new(5);
        let alone = seats.take(ip(1));
        let crowd: Vec<Seat> = (0..4).map(|_| seats.take(ip(2))).collect();
        for going in 0..3 {
            seats.room().await;
            assert_eq!(crowd.iter().filter(|seat| gone(seat)).count(), going + 1);
        }
        assert!(!gone(&alone));
    }
}
