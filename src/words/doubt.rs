//! Why evidence was not enough, in words.

use super::Words;
use crate::domain::evidence::Doubt;

impl Words<'_> {
    pub fn doubt(&self, doubt: &Doubt) -> String {
        match doubt {
            Doubt::NotArrived => self.plain_doubt_not_arrived(),
            Doubt::OtherAmount => self.plain_doubt_other_amount(),
            Doubt::Unclear => self.plain_doubt_unclear(),
            Doubt::Typed(words) => words.clone(),
        }
    }
}
