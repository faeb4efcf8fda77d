//! The buyers: they look, pick, order, pay or not, and press whatever was ever shown to them.

use warung::chat::action::{
    Action, BalancePress, CartPress, Manner, OrderPress, PaymentPress, SalePress, SettingPress,
    ShelfPress,
};
use warung::chat::codec::{decode, encode};
use warung::chat::customer::payment::Express;
use warung::chat::incoming::{Incoming, Said};
use warung::domain::cart::Pick;
use warung::domain::customer::Person;
use warung::domain::id::{ChatId, OrderId, ProductId};
use warung::domain::message::MessageRef;
use warung::domain::money::Rupiah;
use warung::domain::shop::Language;
use warung::engine::input::Input;

use super::telegram::Button;
use super::world::World;
use warung::domain::payment::PaymentMethod;

/// What buyers do.
#[derive(Clone, Copy, Debug)]
pub enum Habit {
    /// The next thing on the way from the shelf to an invoice.
    GoOn,
    /// Buys what they have bought before, by buttons they know.
    BuyAgain,
    Browse,
    DoubleTap,
    OldButton,
    /// 🔄, and again.
    CheckStatus,
    UseCoupon,
    Deposit,
    Cancel,
    LookAtGoods,
    /// Says what is asked of them about what is done by hand.
    Answer,
    /// A button that was never theirs.
    Forge,
    Junk,
    Block,
}

pub const HABITS: [(Habit, u64); 14] = [
    (Habit::GoOn, 100),
    (Habit::BuyAgain, 15),
    (Habit::Browse, 4),
    (Habit::DoubleTap, 8),
    (Habit::OldButton, 8),
    (Habit::CheckStatus, 8),
    (Habit::UseCoupon, 25),
    (Habit::Deposit, 5),
    (Habit::Cancel, 4),
    (Habit::LookAtGoods, 4),
    (Habit::Answer, 6),
    (Habit::Forge, 3),
    (Habit::Junk, 2),
    (Habit::Block, 1),
];

/// The first buyer's number at Telegram; the others follow.
const FIRST_BUYER: u64 = 5_000;

/// A message that nobody can see any more.
const NOWHERE: MessageRef = MessageRef { id: 1, media: false };

const JUNK: [&str; 10] = [
    "",
    " ",
    "halo kak, ready?",
    "0",
    "-1",
    "99999999999999999999",
    "٣",
    "/batal",
    "<b>\u{202e}&amp;</b>",
    "W-000001",
];

impl World {
    pub fn buyers(&self) -> std::ops::Range<u64> {
        FIRST_BUYER..FIRST_BUYER + self.mood.people
    }

    pub fn buyer_acts(&mut self) {
        let buyer = FIRST_BUYER + self.luck.below(self.mood.people);
        if self.telegram.away.contains(&(buyer as i64)) {
            if self.luck.chance(200) {
                self.comes_back(buyer);
            }
            return;
        }
        let habit = self.mood.habits.roll(&mut self.luck);
        self.log.note(|| format!("{buyer}: {habit:?}"));
        match habit {
            Habit::GoOn => self.goes_on(buyer),
            Habit::BuyAgain => self.buys_again(buyer),
            Habit::Browse => {
                let keys = [
                    "/start",
                    "🛍️ Semua Produk",
                    "🏷️ Cek Stok",
                    "/keranjang",
                    "/pesanan",
                    "Tombol 1",
                ];
                let text = *self.luck.pick(&keys).expect("keys");
                self.types(buyer, text);
            }
            Habit::DoubleTap => {
                let before = self.inbox.len();
                self.goes_on(buyer);
                if let Some(Input::Update { said, .. }) = self.inbox.get(before).cloned() {
                    self.says(buyer, said.said);
                }
            }
            Habit::OldButton => {
                let chat = self.telegram.chats.entry(buyer as i64).or_default();
                if let Some(old) = self.luck.pick(&chat.ever).cloned() {
                    self.presses(buyer, &old);
                }
            }
            Habit::CheckStatus => self.presses_newest(buyer, |it| {
                matches!(it, Action::Order(OrderPress::CheckStatus(_)))
            }),
            Habit::UseCoupon => {
                self.presses_newest(buyer, |it| matches!(it, Action::Cart(CartPress::UseCoupon)));
                let codes = self.model.codes();
                if let Some(code) = self.luck.pick(&codes) {
                    self.types(buyer, &code.to_lowercase());
                }
            }
            Habit::Deposit => {
                let amount = Rupiah(self.luck.range(9_000, 200_000));
                self.presses_known(
                    buyer,
                    &Action::Balance(BalancePress::Pay(amount, PaymentMethod::Qris)),
                );
            }
            Habit::Cancel => {
                self.presses_newest(buyer, |it| matches!(it, Action::Order(OrderPress::Cancel(_))))
            }
            Habit::LookAtGoods => {
                let wanted = |it: &Action| {
                    matches!(
                        it,
                        Action::Order(OrderPress::GoodsAgain(_))
                            | Action::Order(OrderPress::Order(_))
                    )
                };
                self.presses_newest(buyer, wanted);
            }
            Habit::Answer => self.answers(buyer),
            Habit::Forge => self.forges(buyer),
            Habit::Junk => {
                let text = *self.luck.pick(&JUNK).expect("junk");
                self.types(buyer, text);
            }
            Habit::Block => {
                self.telegram.away.insert(buyer as i64);
                // Telegram may tell us, or let us find out.
                if self.luck.chance(500) {
                    self.says(buyer, Said::Blocked);
                }
            }
        }
    }

    pub fn comes_back(&mut self, buyer: u64) {
        self.telegram.away.remove(&(buyer as i64));
        if self.luck.chance(300) {
            self.says(buyer, Said::Unblocked);
        }
        self.types(buyer, "/start");
    }

    /// Presses the button that leads furthest, or picks a product.
    fn goes_on(&mut self, buyer: u64) {
        let chat = self.telegram.chats.entry(buyer as i64).or_default();
        // Most people wait for an answer.
        if std::mem::replace(&mut chat.waits, true) && self.luck.chance(950) {
            return;
        }
        let offered: Vec<(u8, Button)> =
            chat.newest.iter().filter_map(|it| Some((progress(&it.data)?, it.clone()))).collect();
        let furthest = offered.iter().map(|(progress, _)| *progress).max();
        let stays = self.luck.chance(150);
        let wanted = offered.iter().filter(|(progress, _)| stays || Some(*progress) == furthest);
        let wanted: Vec<&Button> = wanted.map(|(_, button)| button).collect();
        match self.luck.pick(&wanted).copied().cloned() {
            Some(button) => self.presses(buyer, &button),
            None if self.luck.chance(300) => self.types(buyer, "/keranjang"),
            None => {
                let number = self.luck.range(1, u64::from(self.staff.products()).max(1));
                self.types(buyer, &number.to_string());
            }
        }
    }

    fn buys_again(&mut self, buyer: u64) {
        let chat = self.telegram.chats.entry(buyer as i64).or_default();
        let picks = chat.ever.iter().filter(|it| progress(&it.data) == Some(1));
        let picks: Vec<&Button> = picks.collect();
        let Some(pick) = self.luck.pick(&picks).copied().cloned() else {
            return self.goes_on(buyer);
        };
        self.presses(buyer, &pick);
        let pay = if self.luck.chance(500) {
            Action::Payment(PaymentPress::By(PaymentMethod::Qris))
        } else {
            Action::Payment(PaymentPress::By(PaymentMethod::Balance))
        };
        self.presses_known(buyer, &pay);
    }

    fn presses_newest(&mut self, buyer: u64, wanted: impl Fn(&Action) -> bool) {
        let chat = self.telegram.chats.entry(buyer as i64).or_default();
        let fits = |it: &&Button| decode(&it.data).is_some_and(|(action, _)| wanted(&action));
        if let Some(button) = chat.ever.iter().rev().find(fits).cloned() {
            self.presses(buyer, &button);
        }
    }

    fn forges(&mut self, buyer: u64) {
        let order = OrderId(self.luck.range(1, 40));
        let (product, price) = (ProductId(self.luck.range(1, 8)), Rupiah(50_000));
        let express = Express { product, quantity: self.luck.range(0, 9) as u32, price };
        let actions = [
            Action::Payment(PaymentPress::BuyNow(express)),
            Action::Payment(PaymentPress::BuyBy(express, PaymentMethod::Balance)),
            Action::Order(OrderPress::GoodsAgain(order)),
            Action::Order(OrderPress::Order(order)),
            Action::Order(OrderPress::Invoice(order)),
            Action::Order(OrderPress::CheckStatus(order)),
            Action::Order(OrderPress::Cancel(order)),
            Action::Sale(SalePress::SendAgain(order)),
            Action::Sale(SalePress::Undelivered),
            Action::Setting(SettingPress::OpenInvoices),
            Action::Payment(PaymentPress::By(PaymentMethod::Qris)),
            Action::Payment(PaymentPress::By(PaymentMethod::Balance)),
            Action::Payment(PaymentPress::By(PaymentMethod::Transfer)),
        ];
        match self.luck.chance(100) {
            true => {
                let data = format!("a{:x}", self.luck.next());
                self.presses(buyer, &Button { message: NOWHERE, data });
            }
            false => {
                let action = self.luck.pick(&actions).cloned().expect("actions");
                self.presses_known(buyer, &action);
            }
        }
    }

    /// Presses a button without there being one: a client can send what it likes.
    pub fn presses_known(&mut self, person: u64, action: &Action) {
        let data = encode(action, Manner::Below).expect("short");
        self.presses(person, &Button { message: NOWHERE, data });
    }

    pub fn types(&mut self, person: u64, text: &str) {
        self.says(person, Said::Text(text.into()));
    }

    pub fn presses(&mut self, person: u64, button: &Button) {
        let callback = format!("callback {}", self.updates);
        let Button { message, data } = button.clone();
        self.shown.named(person as i64, &data);
        self.log.note(|| format!("{person} presses {:?}", decode(&data).map(|(it, _)| it)));
        self.says(person, Said::Button { callback, message: Some(message), data });
    }

    /// Somebody does something: Telegram has an update for us.
    pub fn says(&mut self, person: u64, said: Said) {
        self.updates += 1;
        let mut from = Person::new(person, "Orang", &person.to_string());
        from.language = person.is_multiple_of(3).then_some(Language(*b"en"));
        let chat = ChatId(person as i64);
        let said = Incoming { chat, private: true, from, said, formatted: false };
        self.inbox.push(Input::Update { id: self.updates, said });
    }
}

/// How far a button leads on the way to an invoice. One that leads elsewhere is none.
fn progress(data: &str) -> Option<u8> {
    Some(match decode(data)?.0 {
        Action::Payment(PaymentPress::By(PaymentMethod::Qris))
        | Action::Payment(PaymentPress::By(PaymentMethod::Balance))
        | Action::Payment(PaymentPress::FromBalance(_))
        | Action::Payment(PaymentPress::BuyBy(..)) => 4,
        Action::Payment(PaymentPress::Choose) => 3,
        Action::Cart(CartPress::Open) => 2,
        Action::Cart(CartPress::Set { pick: Pick::Just(1..=5) | Pick::More, .. })
        | Action::Payment(PaymentPress::BuyNow(_)) => 1,
        Action::Shelf(ShelfPress::Product(_) | ShelfPress::Variant(_)) => 0,
        _ => return None,
    })
}
