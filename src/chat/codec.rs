//! An action to at most 64 bytes and back; bytes that mean nothing lead nowhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::action::{Action, Manner};
use crate::domain::limit::CALLBACK_BYTES_MAX;

/// The first letter tells the manner, and the epoch of the encoding: should variants ever be
/// reordered, new letters make all older buttons meaningless instead of wrong.
const HERE: char = 'c';
const BELOW: char = 'd';

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
        ("c", rest) => (Manner::Here, rest),
        ("d", rest) => (Manner::Below, rest),
        _ => return None,
    };
    let bytes = URL_SAFE_NO_PAD.decode(rest).ok()?;
    let (action, left) = postcard::take_from_bytes::<Action>(&bytes).ok()?;
    left.is_empty().then_some((action, manner))
}

#[cfg(test)]
mod tests {
    mod restored;

    use proptest::prelude::*;

    use super::super::action::{
        AuditPress, BalancePress, BatchPress, CartPress, CategoryPress, ConfigPress, CouponPress,
        CustomerPress, HomePress, MemberPress, MenuPress, OrderPress, OwnButtonPress, PaymentPress,
        ProductPress, RefundPress, ResellerPress, ReviewPress, SalePress, SettingPress, ShelfPress,
        StockPress, TodoPress, UnitPress, VariantPress, WordingPress,
    };
    use super::super::choice::{Choice, Fingerprint};
    use super::super::customer::payment::Express;
    use super::super::staff::batch;
    use super::super::staff::order::Purpose;
    use super::super::staff::own_button::Editable as Own;
    use super::super::staff::product::Editable;
    use super::super::staff::setting::Wish;
    use super::super::staff::unit::Editable as Line;
    use super::*;
    use crate::domain::batch::Doing;
    use crate::domain::cart::Pick;
    use crate::domain::evidence::{CommonDoubt, Round};
    use crate::domain::id::{
        BatchId, CategoryId, CouponId, CustomerId, FileId, IntakeId, OrderId, OwnButtonId,
        ProductId, UnitId,
    };
    use crate::domain::intake::Parted;
    use crate::domain::money::Rupiah;
    use crate::domain::month::Date;
    use crate::domain::payment::PaymentMethod;
    use crate::domain::product::{Rule, SoldOut};
    use crate::domain::revision::By;
    use crate::domain::settings::{KeyRow, Setting};
    use crate::domain::shop::Language;
    use crate::domain::staff::Role;
    use crate::domain::trail::{About, Kind};
    use crate::domain::wording::WordingId;
    use crate::shop::audit::{Cut, Filter};
    use crate::shop::browse::Part;
    use crate::shop::deposit::Bound;
    use crate::shop::inventory::Which;
    use crate::shop::search::wording;
    use crate::shop::undo::Act;
    use crate::shop::unit;

    /// The bytes are in people's chats: a line of these that changes breaks their buttons.
    const GOLDEN: &str = include_str!("buttons.txt");

    const MOST: u32 = u32::MAX;
    const PRODUCT: ProductId = ProductId(u64::MAX);
    const ORDER: OrderId = OrderId(u64::MAX);
    const ROUND: Round = Round(u8::MAX);

    /// One of each that buyers have, with the largest numbers.
    fn of_buyers() -> Vec<Action> {
        let most = Express { product: PRODUCT, quantity: MOST, price: Rupiah(u64::MAX) };
        let part = |part| ShelfPress::Catalogue { part, page: MOST }.into();
        let set = |pick| CartPress::Set { product: PRODUCT, pick }.into();
        vec![
            Action::Nothing,
            HomePress::Home.into(),
            HomePress::Account.into(),
            HomePress::Help.into(),
            HomePress::Speak(Language::INDONESIAN).into(),
            part(Part::All),
            part(Part::Category(CategoryId(u64::MAX))),
            part(Part::Best),
            part(Part::Search("net".into())),
            part(Part::Letter(Some('n'))),
            part(Part::Letter(None)),
            ShelfPress::Categories.into(),
            ShelfPress::Letters.into(),
            ShelfPress::Product(PRODUCT).into(),
            ShelfPress::StockList { page: MOST }.into(),
            ShelfPress::CategoriesAt { page: MOST }.into(),
            ShelfPress::Wait(PRODUCT).into(),
            ShelfPress::Unwait(PRODUCT).into(),
            ShelfPress::Variant(PRODUCT).into(),
            CartPress::Open.into(),
            CartPress::Clear.into(),
            set(Pick::Just(MOST)),
            set(Pick::More),
            set(Pick::Less),
            CartPress::AskQuantity(PRODUCT).into(),
            CartPress::UseCoupon.into(),
            CartPress::DropCoupon.into(),
            PaymentPress::Choose.into(),
            PaymentPress::By(PaymentMethod::Qris).into(),
            PaymentPress::By(PaymentMethod::Balance).into(),
            PaymentPress::By(PaymentMethod::Transfer).into(),
            PaymentPress::FromBalance(Rupiah(u64::MAX)).into(),
            PaymentPress::BuyNow(most).into(),
            PaymentPress::BuyBy(most, PaymentMethod::Transfer).into(),
            OrderPress::List { page: MOST }.into(),
            OrderPress::Order(ORDER).into(),
            OrderPress::Invoice(ORDER).into(),
            OrderPress::CheckStatus(ORDER).into(),
            OrderPress::Cancel(ORDER).into(),
            OrderPress::GoodsAgain(ORDER).into(),
            BalancePress::Deposit.into(),
            BalancePress::Amount(Rupiah(u64::MAX)).into(),
            BalancePress::AskAmount.into(),
            BalancePress::Pay(Rupiah(u64::MAX), PaymentMethod::Transfer).into(),
            BalancePress::History { page: MOST }.into(),
        ]
    }

    /// The same of the staff.
    fn of_staff() -> Vec<Action> {
        let (order, unit, part, page) = (ORDER, UnitId(u64::MAX), u16::MAX, MOST);
        let (coupon, round, person) = (CouponId(u64::MAX), ROUND, CustomerId(u64::MAX));
        vec![
            MenuPress::Menu.into(),
            MenuPress::FirstSteps.into(),
            MenuPress::Preview.into(),
            ProductPress::List { page }.into(),
            ProductPress::New.into(),
            StockPress::Pick { page }.into(),
            StockPress::Fill(PRODUCT).into(),
            SalePress::Card(order).into(),
            SalePress::Undelivered.into(),
            SalePress::UndeliveredList { page }.into(),
            SalePress::SendAgain(order).into(),
            SalePress::Resend(order).into(),
            SalePress::PickUnit { order, purpose: Purpose::Refund, page }.into(),
            SalePress::PickUnit { order, purpose: Purpose::Replace, page }.into(),
            SalePress::AskReplace { order, unit }.into(),
            SalePress::Replace { order, unit }.into(),
            RefundPress::New { order, unit: None }.into(),
            RefundPress::New { order, unit: Some(unit) }.into(),
            RefundPress::Confirm { order, part, asked: Fingerprint(MOST) }.into(),
            RefundPress::Owed { page }.into(),
            RefundPress::AskPayout { order, part, listed: false }.into(),
            RefundPress::AskPayout { order, part, listed: true }.into(),
            RefundPress::Payout { order, part }.into(),
            RefundPress::PayoutListed { order, part }.into(),
            ReviewPress::List.into(),
            ReviewPress::Card { order, back: u8::MAX }.into(),
            ReviewPress::Approve { order, round }.into(),
            ReviewPress::DoubtWhy { order, round }.into(),
            ReviewPress::Doubt { order, round, why: CommonDoubt::NotArrived }.into(),
            ReviewPress::DoubtTyped { order, round }.into(),
            CouponPress::List { page }.into(),
            CouponPress::Card(coupon).into(),
            CouponPress::New.into(),
            CouponPress::AskWithdraw(coupon).into(),
            CouponPress::Withdraw(coupon).into(),
            CustomerPress::Confirm(MOST).into(),
            SettingPress::Card.into(),
            SettingPress::ToggleSoldOut.into(),
            SettingPress::ToggleKeyboard.into(),
            SettingPress::OpenInvoices.into(),
            SettingPress::DepositBound(Bound::Least).into(),
            SettingPress::DepositBound(Bound::Most).into(),
            SettingPress::TransferAccount.into(),
            SettingPress::RefundFormula.into(),
            MemberPress::List { page }.into(),
            MemberPress::Card(person).into(),
            MemberPress::Invite.into(),
            MemberPress::InviteAs(Role::Owner).into(),
            MemberPress::AskRole(person).into(),
            MemberPress::GiveRole { person, was: Role::Support, role: Role::Owner }.into(),
            MemberPress::AskExpel(person).into(),
            MemberPress::Expel { person, was: Role::Owner }.into(),
            MemberPress::TakeBack { person, change: u64::MAX }.into(),
            MemberPress::Uninvite(u64::MAX).into(),
        ]
    }

    /// The same of what is on the shelf.
    fn of_shelf() -> Vec<Action> {
        let (product, page, up) = (PRODUCT, MOST, true);
        let (category, act) = (CategoryId(u64::MAX), Act { first: u64::MAX, last: u64::MAX });
        let (from, into) = (category, category);
        let of = |which| ProductPress::Of { which, page }.into();
        vec![
            of(Which::Shelf),
            of(Which::SoldOut),
            of(Which::Low),
            of(Which::Hidden),
            of(Which::Archived),
            of(Which::Search("net".into())),
            ProductPress::Find.into(),
            ProductPress::Card(product).into(),
            ProductPress::Edit(product, Editable::Name).into(),
            ProductPress::Edit(product, Editable::LowMark).into(),
            ProductPress::Limits(product).into(),
            ProductPress::SoldOut(product, None).into(),
            ProductPress::SoldOut(product, Some(SoldOut::Hidden)).into(),
            ProductPress::Hide(product).into(),
            ProductPress::Unhide(product).into(),
            ProductPress::Archive(product).into(),
            ProductPress::BringBack(product).into(),
            ProductPress::Undo(product, act).into(),
            CategoryPress::List { page }.into(),
            CategoryPress::New.into(),
            CategoryPress::Shift { category, up, page }.into(),
            CategoryPress::Card(category).into(),
            CategoryPress::Rename(category).into(),
            CategoryPress::Emoji(category).into(),
            CategoryPress::Hide(category).into(),
            CategoryPress::Unhide(category).into(),
            CategoryPress::PickMerge { from, page }.into(),
            CategoryPress::AskMerge { from, into }.into(),
            CategoryPress::Merge { from, into }.into(),
            CategoryPress::AskDelete(category).into(),
            CategoryPress::Delete(category).into(),
            CategoryPress::Products { category, page }.into(),
            CategoryPress::ShiftProduct { product, up, page }.into(),
            CategoryPress::Undo(act).into(),
            VariantPress::Of(product).into(),
            VariantPress::New(product).into(),
            VariantPress::Label(product).into(),
            VariantPress::Shift { product, up }.into(),
            VariantPress::End(product).into(),
            VariantPress::Undo(product, act).into(),
        ]
    }

    /// The same of units and of what they came in.
    fn of_stock() -> Vec<Action> {
        let (product, page) = (PRODUCT, MOST);
        let (batch, unit) = (BatchId(u64::MAX), UnitId(u64::MAX));
        vec![
            StockPress::Of(product).into(),
            StockPress::Look(IntakeId(u64::MAX)).into(),
            StockPress::Take(IntakeId(u64::MAX), Parted::Lines).into(),
            StockPress::Take(IntakeId(u64::MAX), Parted::Blocks).into(),
            StockPress::Take(IntakeId(u64::MAX), Parted::Unheaded).into(),
            StockPress::Drop(IntakeId(u64::MAX)).into(),
            BatchPress::List { product, page }.into(),
            BatchPress::Card(batch).into(),
            BatchPress::Ask(batch, Doing::TakeBack).into(),
            BatchPress::Do { batch, doing: Doing::Freeze, seen: MOST }.into(),
            BatchPress::Do { batch, doing: Doing::Thaw, seen: MOST }.into(),
            BatchPress::Do { batch, doing: Doing::Replace, seen: MOST }.into(),
            BatchPress::Do { batch, doing: Doing::Refund, seen: MOST }.into(),
            BatchPress::Buyers { batch, page }.into(),
            BatchPress::Edit(batch, batch::Editable::Cost).into(),
            BatchPress::Edit(batch, batch::Editable::Note).into(),
            UnitPress::List { product, which: unit::Which::Available, page }.into(),
            UnitPress::List { product, which: unit::Which::Withheld, page }.into(),
            UnitPress::Card(unit).into(),
            UnitPress::Reveal(unit).into(),
            UnitPress::Edit(unit, Line::Content).into(),
            UnitPress::Edit(unit, Line::Product).into(),
            UnitPress::Withhold(unit).into(),
            UnitPress::Release(unit).into(),
            UnitPress::AskRemove(unit).into(),
            UnitPress::Remove(unit).into(),
            UnitPress::Find(product).into(),
            UnitPress::AskExport(product).into(),
            UnitPress::Export(product).into(),
        ]
    }

    /// The same of files, and of what is done by hand.
    fn of_files() -> Vec<Action> {
        let (order, product, file) = (ORDER, PRODUCT, FileId(u64::MAX));
        vec![
            StockPress::Files(product).into(),
            StockPress::LookShared(file).into(),
            StockPress::Share(file).into(),
            StockPress::LeaveShared(file).into(),
            TodoPress::Card { order, product }.into(),
            TodoPress::Look(file).into(),
            TodoPress::HandOver(file).into(),
            TodoPress::Leave(file).into(),
        ]
    }

    /// The same of the log, with all filters at once.
    fn of_log() -> Vec<Action> {
        let filter = Filter {
            who: Some(By::Staff(CustomerId(u64::MAX))),
            kind: Some(Kind::Books),
            about: Some(About::Order(ORDER)),
            day: Some(Date { year: 9998, month: 12, day: 31 }),
        };
        vec![
            AuditPress::List { filter: Filter::default(), cut: Cut::Newest }.into(),
            AuditPress::List { filter, cut: Cut::Before(u64::MAX) }.into(),
            AuditPress::List { filter, cut: Cut::After(u64::MAX) }.into(),
            AuditPress::Card { number: u64::MAX, filter }.into(),
            AuditPress::AskWho { filter, page: MOST }.into(),
            AuditPress::AskKind(filter).into(),
            AuditPress::AskDay(filter).into(),
            AuditPress::Find(filter).into(),
        ]
    }

    /// The same of settings, since they say what whoever presses them saw.
    fn of_settings() -> Vec<Action> {
        let (which, seen, number) = (Setting::CashierRefund, Fingerprint(MOST), u64::MAX);
        let wishes = [
            Wish::Flag(true),
            Wish::Count(MOST),
            Wish::Default,
            Wish::Past(number),
            Wish::Speak(Language::INDONESIAN, true),
            Wish::Row(KeyRow::Numbers, true),
            Wish::RowUp(KeyRow::Numbers),
        ];
        let presses = [
            SettingPress::Of(which),
            SettingPress::Edit(which),
            SettingPress::History { which, page: MOST },
            SettingPress::Undo { which, number },
            SettingPress::Operator,
        ];
        let wishes = wishes.map(|wish| SettingPress::To { which, wish, seen });
        presses.into_iter().chain(wishes).map(Action::from).collect()
    }

    /// The same of what buyers read in the seller's own words.
    fn of_wording() -> Vec<Action> {
        let (language, seen, number) = (Language(*b"zz"), Fingerprint(MOST), u64::MAX);
        let id = WordingId { text: u16::MAX, language };
        let texts = [
            WordingPress::Open,
            WordingPress::Groups(language),
            WordingPress::Group { group: u8::MAX, language, page: MOST },
            WordingPress::Of(id),
            WordingPress::Edit(id),
            WordingPress::Preview(id),
            WordingPress::Versions { id, page: MOST },
            WordingPress::Default { id, seen },
            WordingPress::Past { id, number, seen },
            WordingPress::Undo { id, number },
            WordingPress::Photo(id),
        ];
        let id = OwnButtonId(u64::MAX);
        let edits = Own::ALL.map(|field| OwnButtonPress::Edit { id, field });
        let buttons = [
            OwnButtonPress::List,
            OwnButtonPress::New,
            OwnButtonPress::Card(id),
            OwnButtonPress::Preview(id),
            OwnButtonPress::Raise(id),
            OwnButtonPress::Remove(id),
            OwnButtonPress::Undo { id, number },
        ];
        let buttons = buttons.into_iter().chain(edits).map(Action::from);
        let rows = [Wish::Row(KeyRow::Own, true), Wish::RowUp(KeyRow::Own)];
        let which = Setting::KeyboardRows;
        let rows = rows.map(|wish| SettingPress::To { which, wish, seen }.into());
        let all = texts.into_iter().map(Action::from).chain(buttons).chain(rows);
        let files = [
            ConfigPress::Export,
            ConfigPress::Import,
            ConfigPress::Apply { seen },
            ConfigPress::Undo(Act { first: number, last: number }),
        ];
        let all = all.chain(files.into_iter().map(Action::from));
        all.chain([HomePress::Own(id).into()]).collect()
    }

    /// The same of questions.
    fn of_questions() -> Vec<Action> {
        let choices = [
            Choice::Skip,
            Choice::Cancel,
            Choice::Category(CategoryId(u64::MAX)),
            Choice::NoLimit,
            Choice::FirstPurchase,
            Choice::Delete,
            Choice::Order(ORDER),
            Choice::Amount(Rupiah(u64::MAX)),
            Choice::ToBalance,
            Choice::Outside,
            Choice::Save,
            Choice::Other,
            Choice::FilesFor(PRODUCT),
            Choice::Page(MOST),
            Choice::Back,
            Choice::Edit(u8::MAX),
        ];
        choices.map(|choice| Action::Answer(choice, Fingerprint(MOST))).into()
    }

    #[test]
    fn a_search_turns_its_pages_however_long_it_is() {
        for typed in ["x".repeat(500), "kata ".repeat(40), "слово ".repeat(40)] {
            let words = wording(&typed);
            assert!(!words.is_empty());
            let part = Part::Search(words);
            assert!(
                encode(&ShelfPress::Catalogue { part, page: 333 }.into(), Manner::Here).is_some()
            );
        }
    }

    fn of_prices() -> Vec<Action> {
        let (product, category) = (ProductId(u64::MAX), CategoryId(u64::MAX));
        let person = CustomerId(u64::MAX);
        let mut all = vec![ProductPress::Prices(product).into()];
        for rule in Rule::ALL {
            all.push(ProductPress::Lower(product, rule).into());
            all.push(ProductPress::Lift(product, rule).into());
        }
        all.extend([
            CategoryPress::Promo(category).into(),
            CategoryPress::AskPromo(category).into(),
            CategoryPress::LiftPromo(category).into(),
            ResellerPress::List { page: u32::MAX }.into(),
            ResellerPress::Find.into(),
            ResellerPress::Card(person).into(),
            ResellerPress::Appoint(person).into(),
            ResellerPress::Dismiss(person).into(),
        ]);
        all
    }

    #[test]
    fn buttons_keep_their_bytes() {
        let all = of_buyers().into_iter().chain(of_staff()).chain(of_questions());
        let all = all.chain(of_shelf()).chain(of_stock()).chain(of_log()).chain(of_settings());
        let all = all.chain(of_prices()).chain(of_wording()).chain(of_files());
        let all = all.chain(restored::of_restored());
        let mut told = String::new();
        for action in all {
            let bytes = encode(&action, Manner::Here).unwrap();
            told.push_str(&format!("{bytes} {action:?}\n"));
            assert_eq!(decode(&bytes), Some((action, Manner::Here)));
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/chat/buttons.txt");
            std::fs::write(path, &told).unwrap();
            return;
        }
        assert_eq!(told, GOLDEN, "they have changed; UPDATE_GOLDEN=1 writes them anew");
    }

    #[test]
    fn what_is_too_long_is_no_button() {
        let part = Part::Search("x".repeat(60));
        assert_eq!(encode(&ShelfPress::Catalogue { part, page: 0 }.into(), Manner::Here), None);
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
            let data = format!("c{}", URL_SAFE_NO_PAD.encode(&bytes));
            if let Some((action, _)) = decode(&data) {
                let again = encode(&action, Manner::Here);
                prop_assert!(again.is_some_and(|again| decode(&again).is_some()));
            }
        }
    }
}
