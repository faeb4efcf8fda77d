//! Who presses faster than anybody shops is not answered: the queue is for everybody.

use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::chat::incoming::Incoming;
use crate::domain::id::CustomerId;
use crate::domain::limit::{PERSON_BURST, PERSON_PER_SECOND};

/// People are let in at a human pace. Payments and goods do not come this way, so nothing that
/// matters is ever kept out.
pub struct Flood {
    people: RateLimiter<CustomerId, HashMapStateStore<CustomerId>, DefaultClock, NoOpMiddleware>,
}

impl Flood {
    pub fn new() -> Flood {
        let pace = Quota::per_second(at_least_one(PERSON_PER_SECOND));
        Flood { people: RateLimiter::keyed(pace.allow_burst(at_least_one(PERSON_BURST))) }
    }

    /// Whether what came is to be heard.
    pub fn admits(&self, said: &Incoming) -> bool {
        self.people.check_key(&said.from.id).is_ok()
    }

    /// Forgets who has been quiet long enough. To be called now and then.
    pub fn forget_the_quiet(&self) {
        self.people.retain_recent();
    }
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::Said;
    use crate::domain::customer::Person;
    use crate::domain::id::ChatId;

    #[test]
    fn a_flood_of_one_keeps_out_nobody_else() {
        let flood = Flood::new();
        let said = |id: u64| Incoming {
            chat: ChatId(id as i64),
            private: true,
            from: Person::new(id, "Sari", ""),
            said: Said::Text("/start".into()),
            formatted: false,
        };
        let heard = (0..1000).filter(|_| flood.admits(&said(1))).count();
        assert!((PERSON_BURST as usize..100).contains(&heard), "{heard}");
        assert!(flood.admits(&said(2)));
        flood.forget_the_quiet();
        assert!(!flood.admits(&said(1)));
    }
}
