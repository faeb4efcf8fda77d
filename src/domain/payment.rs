//! A payment: what was asked for, under which reference, and how it ended.

use serde::{Deserialize, Serialize};

use super::id::{OrderId, PaymentId};
use super::money::Rupiah;
use super::text::digest;
use super::time::{Span, Timestamp};

/// How an order is paid. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentMethod {
    /// By an invoice of the gateway.
    Qris,
    /// As a wish: from the balance as far as it goes, and the rest by QRIS. Of an order: nothing
    /// was left to pay.
    Balance,
    /// To the seller's own account; a person of the staff says when it is there.
    Transfer,
}

/// What the gateway knows our payment by: `W-000123-7KQ2XM`. The tail is random, so that a
/// shop that starts anew never meets a transaction of its past under the same number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

/// Letters and digits that are not mistaken for one another when read aloud.
const TAIL_SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const TAIL_LEN: usize = 8;

/// Random bytes as signs to read aloud, five bits of each.
pub fn readable<const N: usize>(entropy: [u8; N]) -> String {
    let signs = entropy.map(|byte| char::from(TAIL_SIGNS[usize::from(byte) % 32]));
    String::from_iter(signs)
}

impl Reference {
    pub fn new(payment: PaymentId, entropy: [u8; TAIL_LEN]) -> Reference {
        Reference(format!("W-{:06}-{}", payment.0, readable(entropy)))
    }

    /// Reads a reference from a notice: ours by shape. Whether it exists is another question.
    pub fn parse(text: &str) -> Option<Reference> {
        let (number, tail) = text.strip_prefix("W-")?.split_once('-')?;
        let digits = (6..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        let signs = tail.len() == TAIL_LEN && tail.bytes().all(|sign| TAIL_SIGNS.contains(&sign));
        (digits && signs).then(|| Reference(text.to_owned()))
    }

    /// The payment this reference names, if it is a true one.
    pub fn payment(&self) -> Option<PaymentId> {
        self.0.split('-').nth(1)?.parse().ok().map(PaymentId)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// By which it is found.
    pub fn digest(&self) -> u64 {
        digest(self.0.bytes())
    }
}

/// What somebody says of a payment: never a proof, only a reason to ask the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    pub reference: Reference,
    /// What it names of the transaction: enough to ask about one that no row of ours knows.
    pub named: Option<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub amount: Rupiah,
    /// The gateway's own number; v1 has none and uses our reference.
    pub txn: String,
}

impl From<Reference> for Hint {
    fn from(reference: Reference) -> Hint {
        Hint { reference, named: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub id: PaymentId,
    pub order: OrderId,
    pub reference: Reference,
    /// The price of the goods: what the gateway is asked to collect, fee apart.
    pub amount: Rupiah,
    pub at: Timestamp,
    pub state: PaymentState,
    /// The gateway's side of it, once there is one.
    pub txn: Option<Txn>,
    /// A status question is under way; a second one would only break the gateway's limit.
    pub asking: bool,
    /// A notice came while we were asking: the answer under way may be older than it.
    pub again: bool,
    /// When the gateway last answered about it.
    pub asked: Option<Timestamp>,
    /// How many times the clock has asked: paces the next time.
    pub looks: u16,
}

/// A transaction at the gateway: kept for as long as the payment, so that it can be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Txn {
    /// The gateway's own number.
    pub number: String,
    /// What the gateway will keep of the amount, where the seller bears its fee.
    pub fee: Rupiah,
    /// What the buyer's phone shows: the amount, and the gateway's fee where the buyer bears it.
    pub payable: Rupiah,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentState {
    /// The gateway has been asked for an invoice and has not answered yet.
    Requested,
    /// The invoice can be paid.
    Open(Invoice),
    /// Our side closed it unpaid. The gateway's QR may still be paid for a day.
    Closed,
    /// It paid what it was for.
    Settled { at: Timestamp },
    /// Money came that could not pay it: too little or much, or too late for the goods. It lies
    /// on the buyer's balance.
    Credited { at: Timestamp, received: Rupiah },
}

/// What the gateway answered when asked to collect: already checked against what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// The gateway's own number; v1 has none and uses our reference.
    pub txn: String,
    /// What the buyer's phone will show: amount and fee together.
    pub payable: Rupiah,
    pub fee: Rupiah,
    pub code: PayCode,
    /// For how long the gateway takes money for it, by its own clock, where it says so.
    pub lives: Option<Span>,
}

/// How the buyer pays: a QR to scan or a page to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayCode {
    /// The EMV payload of the QR.
    pub qr: String,
    pub page: Option<String>,
}

/// What the gateway says of a transaction when we ask it: the only proof there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayAnswer {
    pub reference: Reference,
    pub amount: Rupiah,
    pub status: Status,
    pub sandbox: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    Pending,
    Completed,
    Cancelled,
}

impl Payment {
    /// Money has come and has its place: nothing the gateway says changes that.
    pub fn done(&self) -> bool {
        matches!(self.state, PaymentState::Settled { .. } | PaymentState::Credited { .. })
    }

    /// What came for it, when the gateway names this amount. One that names just what the buyer
    /// was asked to pay, its own fee with it, says that the whole price has come.
    pub fn received(&self, named: Rupiah) -> Rupiah {
        match &self.txn {
            Some(txn) if txn.payable == named => self.amount,
            _ => named,
        }
    }
}

impl Invoice {
    /// What stays behind of it. A buyer who pays no more than the amount leaves the fee to the
    /// seller.
    pub fn txn(&self, amount: Rupiah) -> Txn {
        let fee = if self.payable > amount { Rupiah::ZERO } else { self.fee };
        Txn { number: self.txn.clone(), fee, payable: self.payable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_back_and_nothing_else_is() {
        let reference = Reference::new(PaymentId(123), *b"\x00\x01\x02\xff\x1f\x20\x21\x22");
        assert_eq!(Reference::parse(reference.as_str()), Some(reference.clone()));
        assert_eq!(reference.payment(), Some(PaymentId(123)));
        assert!(reference.as_str().len() <= 32);
        for text in
            ["", "W-", "W-123-ABCDEFGH", "W-000123-abcdefgh", "W-000123-ABC", "X-000123-ABCDEFGH"]
        {
            assert_eq!(Reference::parse(text), None, "{text}");
        }
    }
}
