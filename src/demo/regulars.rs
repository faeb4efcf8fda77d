//! Customers who buy before anybody looks: reports and reconciliation then have a past to show.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

use super::telegram::Shown;
use super::telegram::chat::Profile;
use super::world::World;
use crate::chat::action::{Action, CartPress, Manner, PaymentPress};
use crate::chat::codec;
use crate::domain::cart::Pick;
use crate::domain::id::{OrderId, ProductId};
use crate::domain::payment::PaymentMethod;

/// Who buys which product of the seed.
const REGULARS: [(u64, &str, ProductId); 3] = [
    (730_000_001, "Wati", ProductId(1)),
    (730_000_002, "Budi", ProductId(4)),
    (730_000_003, "Jono", ProductId(6)),
];
/// Whose payment the gateway says afterwards that it never had.
const REVOKED: u64 = 730_000_003;
/// Longer than it takes on a busy machine. Without them the demo is a demo all the same.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets them all buy, each in a chat of their own.
pub async fn shop(world: World) {
    let mut crowd = JoinSet::new();
    for (person, name, product) in REGULARS {
        world.telegram.join(Profile::new(person, name, "id"));
        let world = world.clone();
        crowd.spawn(async move {
            let bought = timeout(PATIENCE, buy(&world, person, product)).await.ok().flatten();
            if let Some(reference) = bought.filter(|_| person == REVOKED) {
                world.gateway.revoke(&reference);
            }
        });
    }
    crowd.join_all().await;
}

/// Buys one unit; the reference it was paid under.
async fn buy(world: &World, person: u64, product: ProductId) -> Option<String> {
    let press = |message: i32, action: Action| {
        let data = codec::encode(&action, Manner::Here).unwrap_or_default();
        world.telegram.press_forged(person, message, &data);
    };
    world.telegram.say(person, &product.0.to_string());
    let card = seen(world, person, Shown::from_bot).await?;
    press(card.id, Action::Cart(CartPress::Set { product, pick: Pick::Just(1) }));
    seen(world, person, |it| it.from_bot() && it.edits > 0).await?;
    press(card.id, Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
    // With its QR; before, the gateway has not made it yet.
    let invoice = seen(world, person, |it| it.attachment.is_some()).await?;
    let number = invoice.text.split_once("W-")?.1.get(..6)?;
    let prefix = format!("{}-", OrderId::parse(number)?);
    let transactions = world.gateway.transactions();
    let reference =
        transactions.into_iter().find(|it| it.reference.starts_with(&prefix))?.reference;
    world.gateway.pay(&reference);
    // The goods come below it.
    seen(world, person, |it| it.from_bot() && it.id > invoice.id).await?;
    Some(reference)
}

/// Waits for a message in a chat.
async fn seen(world: &World, person: u64, wanted: impl Fn(&Shown) -> bool) -> Option<Shown> {
    let mut changes = world.telegram.watch();
    loop {
        let chat = world.telegram.chat(person as i64);
        if let Some(found) = chat.into_iter().rev().find(|it| !it.deleted && wanted(it)) {
            return Some(found);
        }
        changes.changed().await.ok()?;
    }
}
