//! What is told of the texts themselves.

use super::Press;
use crate::chat::layout::below;
use crate::chat::told::Told;
use crate::domain::fact::WordingFact;
use crate::domain::message::Screen;
use crate::words::Words;

pub fn told(fact: &WordingFact) -> Told {
    match fact {
        WordingFact::FellBack(_) => Told::owners(),
    }
}

pub fn screen(w: Words, fact: &WordingFact) -> Screen {
    match *fact {
        WordingFact::FellBack(id) => Screen::new(w.notice_wording_fell_back(&w.text_name(id)))
            .buttons(vec![below(w.button_wording_card(), Press::Of(id))]),
    }
}
