//! Every button of buyers.

use super::every;
use crate::gallery::shop::{
    ASKED, AWAITING_PAYMENT, CANVA, DELIVERED, DISNEY, DISNEY_3, GUARANTEE, INVITE, NETFLIX,
    SPOTIFY, express,
};
use warung::chat::customer::{balance, cart, home, order, payment, shelf};
use warung::domain::cart::Pick;
use warung::domain::id::CategoryId;
use warung::domain::money::Rupiah;
use warung::domain::payment::PaymentMethod;
use warung::domain::shop::Language;
use warung::shop::browse::Part;

pub fn home() -> Vec<home::Press> {
    use home::Press;
    every!(Press:
        Press::Home => [Press::Home],
        Press::Account => [Press::Account],
        Press::Help => [Press::Help],
        Press::Own(_) => [Press::Own(GUARANTEE)],
        Press::Speak(_) => [Press::Speak(Language(*b"en"))],
    )
}

pub fn shelf() -> Vec<shelf::Press> {
    use shelf::Press;
    let part = |part| Press::Catalogue { part, page: 0 };
    every!(Press:
        Press::Catalogue { part: Part::All, .. } => [part(Part::All)],
        Press::Catalogue { part: Part::Category(_), .. } => [part(Part::Category(CategoryId(1)))],
        Press::Catalogue { part: Part::Best, .. } => [part(Part::Best)],
        Press::Catalogue { part: Part::Search(_), .. } => [part(Part::Search("net".into()))],
        Press::Catalogue { part: Part::Letter(_), .. } => [part(Part::Letter(Some('n')))],
        Press::Categories => [Press::Categories],
        Press::Letters => [Press::Letters],
        Press::Product(_) => [Press::Product(NETFLIX)],
        Press::StockList { .. } => [Press::StockList { page: 0 }],
        Press::CategoriesAt { .. } => [Press::CategoriesAt { page: 1 }],
        Press::Wait(_) => [NETFLIX, SPOTIFY].map(Press::Wait),
        Press::Unwait(_) => [Press::Unwait(SPOTIFY)],
        Press::Variant(_) => [DISNEY, DISNEY_3].map(Press::Variant),
    )
}

pub fn cart() -> Vec<cart::Press> {
    use cart::Press;
    let set = |pick| Press::Set { product: NETFLIX, pick };
    every!(Press:
        Press::Open => [Press::Open],
        Press::Clear => [Press::Clear],
        Press::Set { pick: Pick::Just(_), .. } => [0, 1].map(|count| set(Pick::Just(count))),
        Press::Set { pick: Pick::More, .. } => [set(Pick::More)],
        Press::Set { pick: Pick::Less, .. } => [set(Pick::Less)],
        Press::AskQuantity(_) => [Press::AskQuantity(NETFLIX)],
        Press::UseCoupon => [Press::UseCoupon],
        Press::DropCoupon => [Press::DropCoupon],
    )
}

pub fn methods() -> Vec<PaymentMethod> {
    every!(PaymentMethod:
        PaymentMethod::Qris => [PaymentMethod::Qris],
        PaymentMethod::Balance => [PaymentMethod::Balance],
        PaymentMethod::Transfer => [PaymentMethod::Transfer],
    )
}

pub fn payment() -> Vec<payment::Press> {
    use payment::Press;
    let it = express(CANVA, 1);
    every!(Press:
        Press::Choose => [Press::Choose],
        Press::By(_) => methods().into_iter().map(Press::By),
        Press::BuyNow(_) => [Press::BuyNow(it)],
        Press::FromBalance(_) => [Press::FromBalance(Rupiah(50_000))],
        Press::BuyBy(..) => methods().into_iter().map(|by| Press::BuyBy(it, by)),
    )
}

pub fn order() -> Vec<order::Press> {
    use order::Press;
    every!(Press:
        Press::List { .. } => [Press::List { page: 0 }],
        Press::Order(_) => [Press::Order(DELIVERED)],
        Press::Invoice(_) => [Press::Invoice(AWAITING_PAYMENT)],
        Press::CheckStatus(_) => [Press::CheckStatus(AWAITING_PAYMENT)],
        Press::Cancel(_) => [Press::Cancel(AWAITING_PAYMENT)],
        Press::GoodsAgain(_) => [Press::GoodsAgain(DELIVERED)],
        Press::Answer { .. } => [Press::Answer { order: ASKED, product: INVITE }],
    )
}

pub fn balance() -> Vec<balance::Press> {
    use balance::Press;
    let sum = Rupiah(50_000);
    every!(Press:
        Press::Deposit => [Press::Deposit],
        Press::Amount(_) => [Press::Amount(sum)],
        Press::AskAmount => [Press::AskAmount],
        Press::Pay(..) => methods().into_iter().map(|by| Press::Pay(sum, by)),
        Press::History { .. } => [Press::History { page: 0 }],
    )
}
