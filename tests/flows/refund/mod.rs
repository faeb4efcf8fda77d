//! Money back: how much, once, and for whom; goods that are replaced; paid orders that do not
//! arrive. Every promise of the shop is proved after each act.

mod desk;
mod goods;
mod undelivered;

use proptest::prelude::*;
use warung::chat::action::SalePress;
use warung::domain::id::{CustomerId, OrderId, UnitId};
use warung::domain::ledger::Account;
use warung::domain::limit::REFUNDS_MAX;
use warung::domain::message::Keys;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, NoOrder, Order, RefundTo, State};
use warung::domain::refund::{NewRefund, NoRefund, Portion, Purse};
use warung::domain::refusal::Refusal;
use warung::domain::staff::Right;
use warung::domain::stock::Fate;
use warung::domain::text::Reason;
use warung::domain::time::Span;
use warung::engine::input::Input;
use warung::shop::context::{Ctx, Done};
use warung::shop::ledger::{Entered, balance};
use warung::shop::refund::{payout, refund};
use warung::shop::replace::replace;
use warung::shop::staff::{self, Staff};

use crate::counter::{ADMIN, BUDI, Counter, SARI, Shown, goods_shown, shop};

const FIRST: OrderId = OrderId(1);

/// What the shop knows its admin by.
fn admin(ctx: &Ctx) -> Staff {
    staff::allow(ctx, CustomerId(ADMIN), Right::Refund).unwrap()
}

/// Sari has paid for so many of three.
fn sold(quantity: u32) -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2", "c@x|3"]);
    counter.checkout(SARI, 1, quantity);
    settle(&mut counter, 1);
    counter
}

fn settle(counter: &mut Counter, order: u64) {
    counter.pay(order);
    counter.notify(order);
    counter.settle();
}

/// Does something in a transaction of its own. A refusal leaves no trace.
pub fn run<T>(counter: &Counter, deed: impl FnOnce(&mut Ctx) -> Done<T>) -> Result<T, Refusal> {
    crate::verb::run(counter.core.store(), counter.now, &shop(), deed)
}

fn wish(portion: Portion, amount: u64, to: Purse) -> NewRefund {
    NewRefund { portion, amount: Rupiah(amount), to, why: Reason::parse("akun mati").unwrap() }
}

fn give(counter: &Counter, part: u16, new: NewRefund) -> Result<Entered, Refusal> {
    let entered = run(counter, |ctx| {
        let by = admin(ctx);
        refund(ctx, by, FIRST, part, new)
    });
    counter.prove();
    entered
}

fn posted(counter: &Counter, account: Account) -> i64 {
    balance(&counter.core.store().snap().unwrap(), account).unwrap().posted
}

/// All there is to read in a message, buttons too.
fn seen(shown: &Shown) -> String {
    let Keys::Inline(rows) = &shown.screen.keys else { return shown.screen.html.clone() };
    let labels = rows.iter().flatten().map(|button| format!("\n[{}]", button.label));
    shown.screen.html.clone() + &labels.collect::<String>()
}

fn units(order: &Order) -> Vec<UnitId> {
    order.units().collect()
}

#[test]
fn a_whole_refund_is_on_the_balance_and_its_goods_are_marked() {
    let counter = sold(2);
    let new = wish(Portion::Whole, 100_000, Purse::Balance);
    assert_eq!(give(&counter, 1, new.clone()), Ok(Entered::Now));
    assert_eq!(counter.balance(SARI), Rupiah(100_000));
    assert_eq!(posted(&counter, Account::Sales), 0);
    let returned = counter.units().iter().filter(|it| it.fate == Fate::Returned(FIRST)).count();
    assert_eq!(returned, 2);
    // The same once more is there already; a second one finds nothing left.
    assert_eq!(give(&counter, 1, new.clone()), Ok(Entered::Before));
    assert_eq!(give(&counter, 2, new), Err(Refusal::Refund(FIRST, NoRefund::NothingLeft)));
    assert_eq!(counter.balance(SARI), Rupiah(100_000));
}

#[test]
fn no_refund_is_more_than_what_is_left() {
    let counter = sold(2);
    let unit = units(&counter.order(1))[0];
    let one = || Portion::Units(vec![unit]);
    let most = Rupiah(100_000);
    for amount in [0, 100_001, 1_000_000_000, u64::MAX] {
        let refused = give(&counter, 1, wish(one(), amount, Purse::Balance));
        assert_eq!(refused, Err(Refusal::Refund(FIRST, NoRefund::Beyond { most })), "{amount}");
    }
    assert_eq!(give(&counter, 1, wish(one(), 60_000, Purse::Balance)), Ok(Entered::Now));
    let most = Rupiah(40_000);
    let too_much = give(&counter, 2, wish(Portion::Whole, 40_001, Purse::Outside));
    assert_eq!(too_much, Err(Refusal::Refund(FIRST, NoRefund::Beyond { most })));
    assert_eq!(give(&counter, 2, wish(Portion::Whole, 40_000, Purse::Outside)), Ok(Entered::Now));
    assert_eq!(posted(&counter, Account::Owed), 40_000);
}

#[test]
fn a_unit_is_refunded_once_and_only_by_its_own_order() {
    let mut counter = sold(2);
    counter.checkout(BUDI, 1, 1);
    settle(&mut counter, 2);
    let (own, foreign) = (units(&counter.order(1)), units(&counter.order(2))[0]);
    for portion in [vec![], vec![foreign], vec![own[0], own[0]], vec![UnitId(99)]] {
        let refused = give(&counter, 1, wish(Portion::Units(portion), 1, Purse::Balance));
        assert_eq!(refused, Err(Refusal::Refund(FIRST, NoRefund::NotItsUnit)));
    }
    let one = || Portion::Units(vec![own[0]]);
    assert_eq!(give(&counter, 1, wish(one(), 1, Purse::Balance)), Ok(Entered::Now));
    let again = give(&counter, 2, wish(one(), 1, Purse::Balance));
    assert_eq!(again, Err(Refusal::Refund(FIRST, NoRefund::NotItsUnit)));
}

#[test]
fn who_confirms_after_somebody_else_has_to_look_again() {
    let counter = sold(2);
    give(&counter, 1, wish(Portion::Whole, 10_000, Purse::Balance)).unwrap();
    for part in [0, 1, 3, u16::MAX] {
        let other = give(&counter, part, wish(Portion::Whole, 20_000, Purse::Balance));
        assert_eq!(other, Err(Refusal::Refund(FIRST, NoRefund::Changed)), "{part}");
    }
    let elsewhere = give(&counter, 1, wish(Portion::Whole, 10_000, Purse::Outside));
    assert_eq!(elsewhere, Err(Refusal::Refund(FIRST, NoRefund::Changed)));
    assert_eq!(counter.balance(SARI), Rupiah(10_000));
}

#[test]
fn one_order_has_so_many_refunds() {
    let counter = sold(1);
    for part in 1..=REFUNDS_MAX as u16 {
        let new = wish(Portion::Whole, 1, Purse::Balance);
        run(&counter, |ctx| {
            let by = admin(ctx);
            refund(ctx, by, FIRST, part, new)
        })
        .unwrap();
    }
    let one_more = give(&counter, REFUNDS_MAX as u16 + 1, wish(Portion::Whole, 1, Purse::Balance));
    assert_eq!(one_more, Err(Refusal::Refund(FIRST, NoRefund::TooMany { max: REFUNDS_MAX })));
}

#[test]
fn what_is_not_paid_or_is_no_goods_is_not_refunded() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1"]);
    counter.checkout(SARI, 1, 1);
    let new = wish(Portion::Whole, 1, Purse::Balance);
    assert_eq!(give(&counter, 1, new.clone()), Err(Refusal::Refund(FIRST, NoRefund::NotPaid)));
    counter.press(SARI, "Batalkan");
    assert_eq!(give(&counter, 1, new.clone()), Err(Refusal::Refund(FIRST, NoRefund::NotPaid)));
    let nowhere = run(&counter, |ctx| {
        let by = admin(ctx);
        refund(ctx, by, OrderId(9), 1, new)
    });
    assert_eq!(nowhere, Err(Refusal::Order(NoOrder::Unknown)));
}

#[test]
fn a_promise_is_paid_once() {
    let mut counter = sold(1);
    give(&counter, 1, wish(Portion::Whole, 20_000, Purse::Outside)).unwrap();
    give(&counter, 2, wish(Portion::Whole, 5_000, Purse::Balance)).unwrap();
    let pay = |part| {
        run(&counter, |ctx| {
            let by = admin(ctx);
            payout(ctx, by, FIRST, part)
        })
    };
    assert_eq!(pay(1), Ok(Entered::Now));
    assert_eq!(pay(1), Ok(Entered::Before));
    for part in [0, 2, 3, u16::MAX] {
        assert_eq!(pay(part), Err(Refusal::Refund(FIRST, NoRefund::Unknown)), "{part}");
    }
    counter.prove();
    assert_eq!(posted(&counter, Account::Owed), 0);
    assert_eq!(posted(&counter, Account::Bank), 20_000);
    assert!(matches!(counter.order(1).refunds[0].to, RefundTo::Outside { paid: Some(_) }));
    let menu = seen(counter.say(ADMIN, "/admin"));
    assert!(menu.contains("Kelola Produk") && !menu.contains("belum ditransfer"), "{menu}");
}

#[test]
fn what_the_balance_paid_is_refunded_like_all_else() {
    let mut counter = sold(1);
    give(&counter, 1, wish(Portion::Whole, 50_000, Purse::Balance)).unwrap();
    // Wholly from the balance, and refunded to it.
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.press(SARI, "Saldo (");
    assert_eq!(counter.balance(SARI), Rupiah::ZERO);
    let new = wish(Portion::Whole, 30_000, Purse::Balance);
    run(&counter, |ctx| {
        let by = admin(ctx);
        refund(ctx, by, OrderId(2), 1, new)
    })
    .unwrap();
    counter.prove();
    assert_eq!(counter.balance(SARI), Rupiah(30_000));
    // Part balance, part QRIS.
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.press(SARI, "+ QRIS");
    settle(&mut counter, 3);
    let whole = wish(Portion::Whole, 50_000, Purse::Balance);
    run(&counter, |ctx| {
        let by = admin(ctx);
        refund(ctx, by, OrderId(3), 1, whole)
    })
    .unwrap();
    counter.prove();
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
}

#[test]
fn with_a_coupon_no_more_comes_back_than_was_paid() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2"]);
    counter.say(ADMIN, "/kupon HEMAT|25%");
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Kupon");
    counter.say(SARI, "hemat");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    settle(&mut counter, 1);
    let order = counter.order(1);
    assert_eq!(order.total(), Rupiah(75_000));
    let one = Portion::Units(vec![units(&order)[0]]);
    assert_eq!(order.worth(&one), Rupiah(37_500));
    let most = Rupiah(75_000);
    let price = give(&counter, 1, wish(Portion::Whole, 100_000, Purse::Balance));
    assert_eq!(price, Err(Refusal::Refund(FIRST, NoRefund::Beyond { most })));
    give(&counter, 1, wish(one, 37_500, Purse::Balance)).unwrap();
    assert_eq!(counter.order(1).worth(&Portion::Whole), Rupiah(37_500));
    give(&counter, 2, wish(Portion::Whole, 37_500, Purse::Balance)).unwrap();
    assert_eq!(counter.balance(SARI), Rupiah(75_000));
}

fn count(counter: &Counter, words: &str) -> usize {
    counter.text(ADMIN).matches(words).count()
}

/// One thing that staff may wish for, sound or not.
#[derive(Clone, Debug)]
enum Wish {
    Refund { part: u16, whole: bool, unit: usize, amount: u64, outside: bool },
    Payout { part: u16 },
    Replace { unit: usize },
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let refund = (1..6u16, any::<bool>(), 0..4usize, 0..120_000u64, any::<bool>()).prop_map(
        |(part, whole, unit, amount, outside)| Wish::Refund { part, whole, unit, amount, outside },
    );
    let payout = (0..6u16).prop_map(|part| Wish::Payout { part });
    let replace = (0..4usize).prop_map(|unit| Wish::Replace { unit });
    proptest::collection::vec(prop_oneof![4 => refund, 1 => payout, 1 => replace], 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_sequence_gives_back_more_than_was_paid(wishes in wishes()) {
        let mut counter = sold(2);
        let all = counter.units();
        for wish in wishes {
            match wish {
                Wish::Refund { part, whole, unit, amount, outside } => {
                    let portion = match whole {
                        true => Portion::Whole,
                        false => Portion::Units(all.get(unit).map(|it| it.id).into_iter().collect()),
                    };
                    let to = if outside { Purse::Outside } else { Purse::Balance };
                    let new = self::wish(portion, amount, to);
                    let _ = run(&counter, |ctx| { let by = admin(ctx); refund(ctx, by, FIRST, part, new) });
                }
                Wish::Payout { part } => {
                    let _ = run(&counter, |ctx| { let by = admin(ctx); payout(ctx, by, FIRST, part) });
                }
                Wish::Replace { unit } => {
                    let unit = all.get(unit).map_or(UnitId(99), |it| it.id);
                    // With the telling that sends the new one on its way.
                    let data = warung::chat::codec::encode(
                        &warung::chat::action::Action::Sale(SalePress::Replace { order: FIRST, unit }),
                        warung::chat::action::Manner::Here,
                    );
                    let said = warung::chat::incoming::Said::Button {
                        callback: "call".into(),
                        message: None,
                        data: data.unwrap(),
                    };
                    let update: Input = counter.update(ADMIN, said);
                    counter.apply(update);
                    counter.settle();
                }
            }
            counter.prove();
            let order = counter.order(1);
            prop_assert!(order.refunded() <= order.total());
            let back = posted(&counter, Account::Owed) + posted(&counter, Account::Bank);
            let back = back + counter.balance(SARI).0 as i64;
            prop_assert_eq!(back, order.refunded().0 as i64);
        }
    }
}
