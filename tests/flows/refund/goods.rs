//! Goods that were faulty, lost or refunded: replaced, sent again, called back.

use super::*;

#[test]
fn a_faulty_unit_is_replaced_once_and_then_refunded() {
    let mut counter = sold(1);
    let faulty = units(&counter.order(1))[0];
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Ganti Barang");
    counter.press(ADMIN, "1. Netflix");
    let taps = [counter.pressed(ADMIN, "Ya, Ganti"), counter.pressed(ADMIN, "Ya, Ganti")];
    counter.try_apply(&taps).unwrap();
    counter.settle();
    counter.prove();
    let order = counter.order(1);
    assert_ne!(units(&order), [faulty]);
    assert!(matches!(order.state, State::Paid { goods: Goods::Delivered { .. }, .. }));
    let last = &counter.last(SARI).screen.html;
    assert!(last.contains("pengganti") && last.contains("b@x|2"), "{last}");
    assert!(!last.contains("a@x|1"), "{last}");
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], FIRST), 2);
    // The unit that made way is nobody's any more: it is neither refunded nor replaced.
    let gone = give(&counter, 1, wish(Portion::Units(vec![faulty]), 1, Purse::Balance));
    assert_eq!(gone, Err(Refusal::Refund(FIRST, NoRefund::NotItsUnit)));
    let replaced = run(&counter, |ctx| {
        let by = admin(ctx);
        replace(ctx, by, FIRST, faulty)
    });
    assert_eq!(replaced, Ok(Entered::Before));
    let present = Portion::Units(units(&order));
    assert_eq!(give(&counter, 1, wish(present, 50_000, Purse::Balance)), Ok(Entered::Now));
    let refunded = run(&counter, |ctx| {
        let by = admin(ctx);
        replace(ctx, by, FIRST, units(&order)[0])
    });
    assert_eq!(refunded, Err(Refusal::Refund(FIRST, NoRefund::NotItsUnit)));
}

#[test]
fn without_stock_there_is_no_replacement() {
    let counter = sold(3);
    let unit = units(&counter.order(1))[0];
    let refused = run(&counter, |ctx| {
        let by = admin(ctx);
        replace(ctx, by, FIRST, unit)
    });
    assert_eq!(
        refused,
        Err(Refusal::Refund(FIRST, NoRefund::NoSpare { name: "Netflix 1 bulan".into() }))
    );
    counter.prove();
}

#[test]
fn refunded_goods_are_shown_no_more() {
    let mut counter = sold(2);
    let first = units(&counter.order(1))[0];
    give(&counter, 1, wish(Portion::Units(vec![first]), 50_000, Purse::Balance)).unwrap();
    counter.say(SARI, "🧾 Pesanan Saya");
    counter.press(SARI, "W-000001");
    let again = counter.press(SARI, "Lihat Barang Lagi").screen.html.clone();
    assert!(!again.contains("a@x|1") && again.contains("b@x|2"), "{again}");
    give(&counter, 2, wish(Portion::Whole, 1, Purse::Balance)).unwrap();
    let before = goods_shown(&counter.chats[&(SARI as i64)], FIRST);
    counter.press(SARI, "Lihat Barang Lagi");
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], FIRST), before);
    assert!(counter.toasts.last().unwrap().contains("sudah di-refund"));
}

/// Off the shelf, at another price, or with its buyer gone: what was paid can be given back.
#[test]
fn a_refund_asks_neither_the_shelf_nor_the_buyer() {
    let mut counter = sold(1);
    counter.say(ADMIN, "/setprice 1|10000");
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.away.push(SARI as i64);
    let before = counter.text(SARI);
    counter.say(ADMIN, "/order 1");
    counter.press(ADMIN, "Refund");
    counter.press(ADMIN, "Semua Rp50.000");
    counter.press(ADMIN, "Saldo pembeli");
    counter.say(ADMIN, "pembeli pergi");
    counter.press(ADMIN, "✅ Refund");
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    assert_eq!(counter.text(SARI), before);
    counter.prove();
}

#[test]
fn goods_under_way_are_called_back_by_a_whole_refund() {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2"]);
    counter.checkout(SARI, 1, 2);
    counter.pay(1);
    counter.notify(1);
    // The answer of the gateway comes in; what it leads to is not carried yet.
    let asked = counter.due()[0];
    counter.carry(asked);
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Sending { .. }, .. }));
    let first = units(&counter.order(1))[0];
    let part = give(&counter, 1, wish(Portion::Units(vec![first]), 1, Purse::Balance));
    assert_eq!(part, Err(Refusal::Refund(FIRST, NoRefund::StillSending)));
    let replaced = run(&counter, |ctx| {
        let by = admin(ctx);
        replace(ctx, by, FIRST, first)
    });
    assert_eq!(replaced, Err(Refusal::Refund(FIRST, NoRefund::StillSending)));
    give(&counter, 1, wish(Portion::Whole, 100_000, Purse::Balance)).unwrap();
    counter.settle();
    counter.prove();
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], FIRST), 0);
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Withdrawn, .. }));
}

#[test]
fn a_resend_by_the_staff_reaches_the_buyer_and_is_not_doubled() {
    let mut counter = sold(1);
    counter.say(ADMIN, "/order 1");
    let taps = [counter.pressed(ADMIN, "Kirim Ulang"), counter.pressed(ADMIN, "Kirim Ulang")];
    counter.try_apply(&taps).unwrap();
    counter.settle();
    assert_eq!(goods_shown(&counter.chats[&(SARI as i64)], FIRST), 2);
    assert!(matches!(counter.order(1).state, State::Paid { goods: Goods::Delivered { .. }, .. }));
    counter.prove();
}
