//! Every refusal in words, each with the next step.

use super::{Words, args};
use crate::domain::coupon::{BadCoupon, NoCoupon};
use crate::domain::evidence::NoReview;
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::refund::NoRefund;
use crate::domain::refusal::{Refusal, Rest};
use crate::domain::time::Timestamp;

impl Words<'_> {
    pub fn refusal(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::BadPrice { typed } => self.refusal_bad_price(typed),
            Refusal::BadNumber { max } => self.refusal_bad_number(u64::from(*max)),
            Refusal::BadQuantity { max } => self.refusal_bad_quantity(u64::from(*max)),
            Refusal::EmptyName => self.refusal_empty_name(),
            Refusal::LongText { max } => self.refusal_long_text(*max as u64),
            Refusal::NoProduct { number } => self.refusal_no_product(u64::from(*number)),
            Refusal::GoneProduct => self.refusal_gone_product(),
            Refusal::NumberTaken { number } => self.refusal_number_taken(u64::from(*number)),
            Refusal::TooManyProducts { max } => self.refusal_too_many_products(*max as u64),
            Refusal::TooManyCategories { max } => self.refusal_too_many_categories(*max as u64),
            Refusal::NoLines => self.refusal_no_lines(),
            Refusal::TooManyLines { max } => self.refusal_too_many_lines(*max as u64),
            Refusal::FileTooBig { bytes_max } => self.refusal_file_too_big(kilobytes(*bytes_max)),
            Refusal::FileLost => self.refusal_file_lost(),
            Refusal::Unfit(unfit) => self.unfit(*unfit),
            Refusal::FullCart { max } => self.refusal_full_cart(*max as u64),
            Refusal::EmptyCart => self.refusal_empty_cart(),
            Refusal::SoldOut => self.refusal_sold_out(),
            Refusal::TooManyUnits { max } => self.refusal_too_many_units(u64::from(*max)),
            Refusal::BadTotal { min, max } => self.bad_total(Rupiah(*min), Rupiah(*max)),
            Refusal::OpenInvoice(order) => self.refusal_open_invoice(*order),
            Refusal::NoOrder => self.refusal_no_order(),
            Refusal::AlreadyPaid(order) => self.refusal_already_paid(*order),
            Refusal::AlreadyEnded(order) => self.refusal_already_ended(*order),
            Refusal::DiskFull => self.refusal_disk_full(),
            Refusal::Paused => self.refusal_paused(),
            Refusal::UnknownRole => self.refusal_unknown_role(),
            Refusal::BadCode => self.refusal_bad_code(),
            Refusal::NotAllowed => self.refusal_not_allowed(),
            Refusal::NoRight => self.refusal_no_right(),
            Refusal::TooManyStaff { max } => self.refusal_too_many_staff(*max as u64),
            Refusal::OwnMoney => self.refusal_own_money(),
            Refusal::LowBalance { have } => self.refusal_low_balance(*have),
            Refusal::BadDeposit { min, max } => self.bad_deposit(*min, *max),
            Refusal::InReview(order) => self.refusal_in_review(*order),
            Refusal::NewCoupon(why) => self.bad_coupon(why),
            Refusal::Coupon(why) => self.no_coupon(why),
            Refusal::BadAmount { typed } => self.refusal_bad_amount(typed),
            Refusal::BadChange { typed } => self.refusal_bad_change(typed),
            Refusal::BadDepositLimit { min, max } => self.bad_deposit_limit(*min, *max),
            Refusal::NoCustomer { typed } => self.refusal_no_customer(typed),
            Refusal::EmptyReason => self.refusal_empty_reason(),
            Refusal::Overdrawn { have, held } => self.overdrawn(*have, *held),
            Refusal::EmptyText => self.refusal_empty_text(),
            Refusal::NoTransfers => self.refusal_no_transfers(),
            Refusal::NotEvidence(order) => self.refusal_not_evidence(*order),
            Refusal::EnoughEvidence { order, max } => self.refusal_enough_evidence(*max, *order),
            Refusal::LateEvidence(order) => self.refusal_late_evidence(*order),
            Refusal::Review(why) => self.no_review(*why),
            Refusal::Refund(order, why) => self.no_refund(*order, why),
            Refusal::GivenBack(order) => self.refusal_given_back(*order),
            Refusal::UnknownOrder => self.refusal_unknown_order(),
            Refusal::BadDays { max } => self.refusal_bad_days(u64::from(*max)),
            Refusal::BadFactors { max } => self.refusal_bad_factors(*max as u64),
            Refusal::OwnOrder(order) => self.refusal_own_order(*order),
            Refusal::Rest { until, why } => self.rest(*until, *why),
            Refusal::EnoughFiles { max } => self.refusal_enough_files(*max as u64),
            Refusal::UnfitEvidence(order) => self.refusal_unfit_evidence(*order),
        }
    }

    fn bad_total(&self, least: Rupiah, most: Rupiah) -> String {
        self.refusal_bad_total(args::RefusalBadTotal { least, most })
    }

    fn bad_deposit(&self, least: Rupiah, most: Rupiah) -> String {
        self.refusal_bad_deposit(args::RefusalBadDeposit { least, most })
    }

    fn bad_deposit_limit(&self, least: Rupiah, most: Rupiah) -> String {
        self.refusal_bad_deposit_limit(args::RefusalBadDepositLimit { least, most })
    }

    /// Somebody else has been quicker, or there is nothing to decide.
    fn no_review(&self, why: NoReview) -> String {
        match why {
            NoReview::None => self.refusal_no_review(),
            NoReview::Approved(order) => self.refusal_review_approved(order),
            NoReview::Doubted(order) => self.refusal_review_doubted(order),
            NoReview::Ended(order) => self.refusal_review_ended(order),
            NoReview::Newer(order) => self.refusal_review_newer(order),
        }
    }

    fn bad_coupon(&self, why: &BadCoupon) -> String {
        match why {
            BadCoupon::Code { max } => self.refusal_bad_coupon_code(*max as u64),
            BadCoupon::Off { typed } => self.refusal_bad_off(typed),
            BadCoupon::Uses { max } => self.refusal_bad_uses((*max).into()),
            BadCoupon::Scope { max } => self.refusal_bad_scope(*max as u64),
            BadCoupon::Date { typed } => self.refusal_bad_date(typed),
            BadCoupon::PastDate => self.refusal_past_date(),
            BadCoupon::Taken { code } => self.refusal_coupon_taken(code.as_str()),
            BadCoupon::TooMany { max } => self.refusal_too_many_coupons(*max),
        }
    }

    /// They may order again later.
    fn rest(&self, until: Timestamp, why: Rest) -> String {
        match why {
            Rest::ManyUnpaid { max } => self.refusal_many_unpaid(max, until),
            Rest::NoInvoices => self.refusal_no_invoices(until),
        }
    }

    fn overdrawn(&self, have: Rupiah, held: Rupiah) -> String {
        match held {
            Rupiah::ZERO => self.refusal_overdrawn(have),
            held => self.refusal_overdrawn_held(args::RefusalOverdrawnHeld { balance: have, held }),
        }
    }

    fn no_coupon(&self, why: &NoCoupon) -> String {
        match why {
            NoCoupon::Unknown => self.refusal_no_coupon(),
            NoCoupon::Early { from } => self.refusal_coupon_early(*from),
            NoCoupon::Over => self.refusal_coupon_over(),
            NoCoupon::NotHere => self.refusal_coupon_not_here(),
            NoCoupon::Below { least } => self.refusal_coupon_below(*least),
            NoCoupon::UsedUp => self.refusal_coupon_used_up(),
            NoCoupon::UsedByYou => self.refusal_coupon_used_by_you(),
            NoCoupon::FirstOnly => self.refusal_coupon_first_only(),
        }
    }

    fn no_refund(&self, order: OrderId, why: &NoRefund) -> String {
        match why {
            NoRefund::NotPaid => self.refusal_not_refundable(order),
            NoRefund::NothingLeft => self.refusal_all_refunded(order),
            NoRefund::Beyond { most } => self.refusal_bad_refund(*most),
            NoRefund::TooMany { max } => self.refusal_too_many_refunds(*max as u64),
            NoRefund::Changed => self.refusal_refund_changed(order),
            NoRefund::Unknown => self.refusal_no_refund(order),
            NoRefund::NotItsUnit => self.refusal_no_unit(order),
            NoRefund::StillSending => self.refusal_still_sending(order),
            NoRefund::NoSpare { name } => self.refusal_no_replacement(name),
        }
    }
}

fn kilobytes(bytes: usize) -> u64 {
    (bytes / 1024) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text;
    use crate::words::tests::{indonesian, jakarta};

    #[test]
    fn refusals_name_what_they_are_about() {
        let dictionary = jakarta();
        let words = indonesian(&dictionary);
        let typed = text::shorten("<script>", 40);
        let shown = words.refusal(&Refusal::BadPrice { typed });
        assert!(shown.starts_with("Harga “&lt;script&gt;” "), "{shown}");
        let shown = words.refusal(&Refusal::BadTotal { min: 500, max: 10_000_000 });
        assert!(shown.contains("Rp500 sampai Rp10.000.000"), "{shown}");
    }
}
