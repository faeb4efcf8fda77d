//! An action to at most 64 bytes and back; bytes that mean nothing lead nowhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::action::{Action, Manner};
use crate::domain::limit::CALLBACK_BYTES_MAX;

/// The first letter tells the manner, and the epoch of the encoding: should variants ever be
/// reordered, new letters make all older buttons meaningless instead of wrong.
const HERE: char = 'a';
const BELOW: char = 'b';

/// `None` when the action is too long for a button (a long search).
pub fn encode(action: &Action, manner: Manner) -> Option<String> {
    let bytes = postcard::to_stdvec(action).ok()?;
    let letter = match manner {
        Manner::Here => HERE,
        Manner::Below => BELOW,
    };
    let data = format!("{letter}{}", URL_SAFE_NO_PAD.encode(bytes));
    (data.len() <= CALLBACK_BYTES_MAX).then_some(data)
}

/// `None` for anything that is not exactly one of our own buttons.
pub fn decode(data: &str) -> Option<(Action, Manner)> {
    if data.len() > CALLBACK_BYTES_MAX {
        return None;
    }
    let (manner, rest) = match data.split_at_checked(1)? {
        ("a", rest) => (Manner::Here, rest),
        ("b", rest) => (Manner::Below, rest),
        _ => return None,
    };
    let bytes = URL_SAFE_NO_PAD.decode(rest).ok()?;
    let (action, left) = postcard::take_from_bytes::<Action>(&bytes).ok()?;
    left.is_empty().then_some((action, manner))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::action::{Choice, Express};
    use super::super::admin::unit_pick::Purpose;
    use super::super::wizard::Fingerprint;
    use super::*;
    use crate::domain::cart::Pick;
    use crate::domain::evidence::{CommonDoubt, Round};
    use crate::domain::id::{CategoryId, CouponId, OrderId, ProductId, UnitId};
    use crate::domain::money::Rupiah;
    use crate::domain::payment::PaymentMethod;
    use crate::domain::shop::Language;
    use crate::shop::browse::Part;
    use crate::shop::deposit::Bound;
    use crate::shop::search::wording;

    /// One of each, with the largest numbers. The bytes are in people's chats: a line of this
    /// list that changes breaks their buttons.
    fn golden() -> Vec<(Action, &'static str)> {
        let product = ProductId(u64::MAX);
        let order = OrderId(u64::MAX);
        let page = u32::MAX;
        let most = Part::Category(CategoryId(u64::MAX));
        vec![
            (Action::Nothing, "aAA"),
            (Action::Home, "aAQ"),
            (Action::Catalogue { part: Part::All, page: 0 }, "aAgAA"),
            (Action::Catalogue { part: most, page }, "aAgH___________8B_____w8"),
            (Action::Catalogue { part: Part::Best, page: 1 }, "aAgIB"),
            (Action::Catalogue { part: Part::Search("net".into()), page: 0 }, "aAgMDbmV0AA"),
            (Action::Categories, "aAw"),
            (Action::Product(product), "aBP___________wE"),
            (Action::CartSet { product, pick: Pick::Just(page) }, "aBf___________wEA_____w8"),
            (Action::CartSet { product, pick: Pick::More }, "aBf___________wEB"),
            (Action::CartSet { product, pick: Pick::Less }, "aBf___________wEC"),
            (Action::AskQuantity(product), "aBv___________wE"),
            (Action::Cart, "aBw"),
            (Action::CartClear, "aCA"),
            (Action::PayMethod, "aCQ"),
            (Action::PayQris, "aCg"),
            (Action::Invoice(order), "aC____________wE"),
            (Action::CheckStatus(order), "aDP___________wE"),
            (Action::Cancel(order), "aDf___________wE"),
            (Action::Orders { page }, "aDv____8P"),
            (Action::Order(order), "aD____________wE"),
            (Action::GoodsAgain(order), "aEP___________wE"),
            (Action::StockList { page: 0 }, "aEQA"),
            (Action::Account, "aEg"),
            (Action::Help, "aEw"),
            (Action::Speak(Language::INDONESIAN), "aFGlk"),
            (Action::Deposit, "aFQ"),
            (Action::Admin, "aFg"),
            (Action::AdminProducts { page: 0 }, "aFwA"),
            (Action::AddProduct, "aGA"),
            (Action::FillPick { page: 0 }, "aGQA"),
            (Action::Fill(product), "aGv___________wE"),
            (Action::Settings, "aGw"),
            (Action::ToggleSoldOut, "aHA"),
            (Action::OpenInvoices, "aHQ"),
            (Action::Undelivered, "aHg"),
            (Action::SendAgain(order), "aH____________wE"),
            (Action::Wizard(Choice::Skip), "aIAA"),
            (Action::Wizard(Choice::Save), "aIAE"),
            (Action::Wizard(Choice::Cancel), "aIAI"),
            (Action::Wizard(Choice::Category(CategoryId(7))), "aIAMH"),
            (Action::Wizard(Choice::NoLimit), "aIAQ"),
            (Action::Wizard(Choice::FirstPurchase), "aIAU"),
        ]
    }

    /// The same for what is about money.
    fn golden_money() -> Vec<(Action, &'static str)> {
        let order = OrderId(u64::MAX);
        let page = u32::MAX;
        let coupon = CouponId(u64::MAX);
        let most_money = Rupiah(u64::MAX);
        let round = Round(u8::MAX);
        vec![
            (Action::PayBalance, "aIQ"),
            (Action::PayTransfer, "aIg"),
            (Action::UseCoupon, "aIw"),
            (Action::DropCoupon, "aJA"),
            (Action::Coupons { page: 0 }, "aJQA"),
            (Action::Coupon(coupon), "aJv___________wE"),
            (Action::AddCoupon, "aJw"),
            (Action::AskWithdraw(coupon), "aKP___________wE"),
            (Action::Withdraw(coupon), "aKf___________wE"),
            (Action::DepositAmount(most_money), "aKv___________wE"),
            (Action::AskDeposit, "aKw"),
            (Action::DepositQris(most_money), "aLP___________wE"),
            (Action::DepositTransfer(most_money), "aLf___________wE"),
            (Action::History { page }, "aLv____8P"),
            (Action::AskDepositBound(Bound::Least), "aLwA"),
            (Action::AskDepositBound(Bound::Most), "aLwE"),
            (Action::TransferAccount, "aMA"),
            (Action::ReviewList, "aMQ"),
            (Action::Review { order, back: 255 }, "aMv___________wH_"),
            (Action::Approve { order, round }, "aM____________wH_"),
            (Action::DoubtWhy { order, round }, "aNP___________wH_"),
            (Action::Doubt { order, round, why: CommonDoubt::NotArrived }, "aNf___________wH_AA"),
            (Action::DoubtTyped { order, round }, "aNv___________wH_"),
            (Action::Wizard(Choice::Delete), "aIAY"),
            (Action::Wizard(Choice::Order(order)), "aIAf___________8B"),
        ]
    }

    fn files_for(product: ProductId) -> Choice {
        Choice::FilesFor { product, files: Fingerprint(u32::MAX) }
    }

    /// The same for what the staff do with orders.
    fn golden_of_orders() -> Vec<(Action, &'static str)> {
        let (order, unit) = (OrderId(u64::MAX), UnitId(u64::MAX));
        let (part, page) = (u16::MAX, u32::MAX);
        vec![
            (Action::Wizard(Choice::Amount(Rupiah(38_333))), "aIAi9qwI"),
            (Action::Wizard(Choice::ToBalance), "aIAk"),
            (Action::Wizard(Choice::Outside), "aIAo"),
            (Action::Desk(order), "aN____________wE"),
            (Action::Resend(order), "aOP___________wE"),
            (Action::UndeliveredList { page: 0 }, "aOQA"),
            (
                Action::PickUnit { order, purpose: Purpose::Refund, page },
                "aOv___________wEA_____w8",
            ),
            (Action::PickUnit { order, purpose: Purpose::Replace, page: 0 }, "aOv___________wEBAA"),
            (Action::Replace { order, unit }, "aO____________wH___________8B"),
            (Action::Refund { order, unit: None }, "aPP___________wEA"),
            (Action::Refund { order, unit: Some(unit) }, "aPP___________wEB____________AQ"),
            (Action::ConfirmRefund { order, part }, "aPf___________wH__wM"),
            (Action::RefundsOwed { page: 0 }, "aPgA"),
            (Action::Payout { order, part }, "aP____________wH__wM"),
            (Action::PayoutListed { order, part }, "aQP___________wH__wM"),
            (Action::RefundFormula, "aQQ"),
            (Action::ConfirmCorrection(u32::MAX), "aQv____8P"),
            (Action::AskReplace { order, unit }, "aQ____________wH___________8B"),
            (Action::AskPayout { order, part, listed: false }, "aRP___________wH__wMA"),
            (Action::AskPayout { order, part, listed: true }, "aRP___________wH__wMB"),
            (Action::Wizard(Choice::SaveThis(Fingerprint(u32::MAX))), "aIAv_____Dw"),
            (Action::Wizard(Choice::OtherThis(Fingerprint(u32::MAX))), "aIAz_____Dw"),
            (Action::Wizard(files_for(ProductId(u64::MAX))), "aIA3___________8B_____w8"),
            (Action::Wizard(Choice::Page(page)), "aIA7_____Dw"),
        ]
    }

    /// The same for ways through the shop.
    fn golden_of_ways() -> Vec<(Action, &'static str)> {
        let (product, quantity) = (ProductId(u64::MAX), u32::MAX);
        let most = Express { product, quantity, price: Rupiah(u64::MAX) };
        let letter = |letter| Action::Catalogue { part: Part::Letter(letter), page: 0 };
        vec![
            (letter(Some('n')), "aAgQBAW4A"),
            (letter(None), "aAgQAAA"),
            (Action::Letters, "aRQ"),
            (Action::BuyNow(most), "aRv___________wH_____D____________wE"),
            (Action::BuyBy(most, PaymentMethod::Qris), "aR____________wH_____D____________wEA"),
            (Action::BuyBy(most, PaymentMethod::Transfer), "aR____________wH_____D____________wEC"),
            (Action::ToggleKeyboard, "aSA"),
        ]
    }

    #[test]
    fn a_search_turns_its_pages_however_long_it_is() {
        for typed in ["x".repeat(500), "kata ".repeat(40), "слово ".repeat(40)] {
            let words = wording(&typed);
            assert!(!words.is_empty());
            let part = Part::Search(words);
            assert!(encode(&Action::Catalogue { part, page: 333 }, Manner::Here).is_some());
        }
    }

    #[test]
    fn buttons_keep_their_bytes() {
        let all = golden().into_iter().chain(golden_money()).chain(golden_of_orders());
        for (action, bytes) in all.chain(golden_of_ways()) {
            assert_eq!(encode(&action, Manner::Here).as_deref(), Some(bytes), "{action:?}");
            assert_eq!(decode(bytes), Some((action, Manner::Here)));
        }
    }

    #[test]
    fn what_is_too_long_is_no_button() {
        let part = Part::Search("x".repeat(60));
        assert_eq!(encode(&Action::Catalogue { part, page: 0 }, Manner::Here), None);
    }

    proptest! {
        #[test]
        fn strange_bytes_never_panic_and_never_mean_two_things(data in ".{0,80}") {
            if let Some((action, manner)) = decode(&data) {
                prop_assert_eq!(encode(&action, manner), Some(data));
            }
        }

        #[test]
        fn forged_bytes_are_read_strictly(bytes in proptest::collection::vec(any::<u8>(), 0..48)) {
            let data = format!("a{}", URL_SAFE_NO_PAD.encode(&bytes));
            if let Some((action, _)) = decode(&data) {
                let again = encode(&action, Manner::Here);
                prop_assert!(again.is_some_and(|again| decode(&again).is_some()));
            }
        }
    }
}
