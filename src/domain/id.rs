//! Typed numbers: what identifies a person, a chat, a product, a unit, an order, a payment.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$why:meta])* $name:ident) => {
        $(#[$why])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);
    };
}

number!(
    /// A person: Telegram's user id, which is also the id of their private chat.
    CustomerId
);
number!(
    /// The product's row. People see its `number` instead, which the seller may choose.
    ProductId
);
number!(CategoryId);
number!(
    /// One thing that can be sold once: a line of stock.
    UnitId
);
number!(
    /// Units that came onto the shelf together.
    BatchId
);
number!(
    /// Something that was sent for the shelf.
    IntakeId
);
number!(
    /// One wait of somebody's for one product.
    WaiterId
);
number!(
    /// An order. People see it as its invoice number, `W-000123`.
    OrderId
);
number!(PaymentId);
number!(EffectId);
number!(TimerId);
number!(PictureId);
number!(
    /// A file that is sold.
    FileId
);
number!(
    /// A line of the ledger, in the order in which they were written.
    TransferId
);
number!(
    /// A coupon's row. People see its code, which another may have once it is withdrawn.
    CouponId
);
number!(
    /// One comparison of our payments with the gateway and the ledger.
    ReconciliationId
);

number!(
    /// Money that came under a reference which nobody knows.
    UnclaimedId
);
number!(
    /// A key of the keyboard that the seller has thought of.
    OwnButtonId
);

/// A Telegram chat: positive for a person, negative for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChatId(pub i64);

impl CustomerId {
    /// The private chat with this person; Telegram gives both the same number.
    pub fn chat(self) -> ChatId {
        ChatId(self.0 as i64)
    }
}

impl ChatId {
    /// The chat as the key of an index.
    pub fn key(self) -> u64 {
        self.0.cast_unsigned()
    }

    /// The person on the other side, when this is a private chat.
    pub fn person(self) -> Option<CustomerId> {
        u64::try_from(self.0).ok().filter(|&id| id > 0).map(CustomerId)
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "W-{:06}", self.0)
    }
}

impl OrderId {
    /// Reads an invoice number as a person types it: `W-000123`, `w-123` or `123`.
    pub fn parse(text: &str) -> Option<OrderId> {
        let text = text.trim();
        let digits = text.strip_prefix("W-").or_else(|| text.strip_prefix("w-")).unwrap_or(text);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok().map(OrderId)).flatten()
    }
}

/// Where a message goes: a chat and, in a forum group, one of its topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    pub chat: ChatId,
    pub topic: Option<i32>,
}

impl From<ChatId> for Address {
    fn from(chat: ChatId) -> Address {
        Address { chat, topic: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_number_is_read_as_it_is_shown() {
        assert_eq!(OrderId(123).to_string(), "W-000123");
        for text in ["W-000123", "w-123", " 123 "] {
            assert_eq!(OrderId::parse(text), Some(OrderId(123)), "{text}");
        }
        for text in ["", "W-", "W-1x", "-5", "+5", "99999999999999999999"] {
            assert_eq!(OrderId::parse(text), None, "{text}");
        }
    }
}
