//! Every refusal in words, each with the next step.

use super::{Words, args};
use crate::domain::cart::BadCart;
use crate::domain::coupon::{BadCoupon, NoCoupon};
use crate::domain::evidence::{NoEvidence, NoReview};
use crate::domain::id::OrderId;
use crate::domain::ledger::NoBalance;
use crate::domain::money::Rupiah;
use crate::domain::order::{NoOrder, Rest};
use crate::domain::product::{BadPrice, NoProduct};
use crate::domain::refund::NoRefund;
use crate::domain::refusal::{BadFile, BadInput, Refusal};
use crate::domain::settings::NoSetting;
use crate::domain::staff::NoStaff;
use crate::domain::unclaimed::NoClaim;

impl Words<'_> {
    pub fn refusal(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NotAllowed => self.refusal_not_allowed(),
            Refusal::NoRight => self.refusal_no_right(),
            Refusal::Paused => self.refusal_paused(),
            Refusal::DiskFull => self.refusal_disk_full(),
            Refusal::Input(why) => self.bad_input(why),
            Refusal::File(why) => self.bad_file(*why),
            Refusal::Unfit(why) => self.unfit(*why),
            Refusal::Product(why) => self.no_product(*why),
            Refusal::Price(why) => self.bad_price(why),
            Refusal::Cart(why) => self.bad_cart(*why),
            Refusal::Order(why) => self.no_order(*why),
            Refusal::Balance(why) => self.no_balance(*why),
            Refusal::Evidence(why) => self.no_evidence(*why),
            Refusal::Review(why) => self.no_review(*why),
            Refusal::Refund(order, why) => self.no_refund(*order, why),
            Refusal::NewCoupon(why) => self.bad_coupon(why),
            Refusal::Coupon(why) => self.no_coupon(why),
            Refusal::Staff(why) => self.no_staff(*why),
            Refusal::Batch(why) => self.no_batch(*why),
            Refusal::Unit(why) => self.no_unit(*why),
            Refusal::Intake(why) => self.no_intake(*why),
            Refusal::Wait(why) => self.no_wait(*why),
            Refusal::Busy { max, until } => self.refusal_busy((*max).into(), *until),
            Refusal::Setting(why) => self.no_setting(why),
            Refusal::Todo(why) => self.no_todo(*why),
            Refusal::Kept(why) => self.no_file(*why),
            Refusal::TooManyResellers { max } => self.refusal_too_many_resellers(*max),
            Refusal::Wording(why) => self.no_wording(why),
            Refusal::Button(why) => self.no_button(why),
            Refusal::Claim(NoClaim::Unknown) => self.refusal_claim_unknown(),
            Refusal::Claim(NoClaim::Done) => self.refusal_claim_done(),
        }
    }

    fn bad_input(&self, why: &BadInput) -> String {
        match why {
            BadInput::Price { typed } => self.refusal_bad_price(typed),
            BadInput::Amount { typed } => self.refusal_bad_amount(typed),
            BadInput::Change { typed } => self.refusal_bad_change(typed),
            BadInput::Number { max } => self.refusal_bad_number((*max).into()),
            BadInput::Quantity { max } => self.refusal_bad_quantity((*max).into()),
            BadInput::Days { max } => self.refusal_bad_days((*max).into()),
            BadInput::Factors { max } => self.refusal_bad_factors(*max as u64),
            BadInput::Customer { typed } => self.refusal_no_customer(typed),
            BadInput::Role => self.refusal_unknown_role(),
            BadInput::Emoji => self.refusal_bad_emoji(),
            BadInput::NoPicture => self.refusal_no_picture(),
            BadInput::NoFile => self.refusal_no_file(),
            BadInput::Between { min, max } => {
                let (max, fewest) = ((*max).into(), (*min).into());
                self.refusal_between(args::RefusalBetween { fewest, max })
            }
            BadInput::NoName => self.refusal_empty_name(),
            BadInput::NoReason => self.refusal_empty_reason(),
            BadInput::NoText => self.refusal_no_text(),
            BadInput::Within { days } => self.refusal_within(*days),
            BadInput::Long { max } => self.refusal_long_text(*max as u64),
            BadInput::Trail { typed } => self.refusal_bad_trail(typed),
            BadInput::Tap => self.refusal_tap(),
        }
    }

    fn bad_file(&self, why: BadFile) -> String {
        match why {
            BadFile::TooBig { bytes_max } => self.refusal_file_too_big(kilobytes(bytes_max)),
            BadFile::Lost => self.refusal_file_lost(),
            BadFile::Enough { max } => self.refusal_enough_files(max as u64),
        }
    }

    fn no_product(&self, why: NoProduct) -> String {
        match why {
            NoProduct::Unknown { number } => self.refusal_no_product(number.into()),
            NoProduct::Gone => self.refusal_gone_product(),
            NoProduct::NumberTaken { number } => self.refusal_number_taken(number.into()),
            NoProduct::TooMany { max } => self.refusal_too_many_products(max as u64),
            NoProduct::TooManyCategories { max } => self.refusal_too_many_categories(max as u64),
            NoProduct::CategoryGone => self.refusal_category_gone(),
            NoProduct::CategoryTaken => self.refusal_category_taken(),
            NoProduct::CategoryInUse { shelf, archived } => {
                self.refusal_category_in_use(args::RefusalCategoryInUse { archived, count: shelf })
            }
            NoProduct::Changed => self.refusal_changed(),
            NoProduct::ChangedSince => self.refusal_changed_since(),
            NoProduct::NotInUnits => self.refusal_not_in_units(),
            NoProduct::NotInFiles => self.refusal_not_in_files(),
            NoProduct::NotShared => self.refusal_not_shared(),
            NoProduct::InUse { count } => self.refusal_kind_in_use(count),
            NoProduct::Parts { max } => self.refusal_parts(max as u64),
            NoProduct::TooManyVariants { max } => self.refusal_too_many_variants(max as u64),
            NoProduct::VariantTaken => self.refusal_variant_taken(),
            NoProduct::VariantLong { max } => self.refusal_variant_long(max as u64),
            NoProduct::IsChoice => self.refusal_is_choice(),
            NoProduct::NoChoices => self.refusal_no_choices(),
            NoProduct::CardHidden => self.refusal_card_hidden(),
            NoProduct::VariantsLeft => self.refusal_variants_left(),
        }
    }

    fn bad_price(&self, why: &BadPrice) -> String {
        match why {
            BadPrice::Step { typed } => self.refusal_bad_step(typed),
            BadPrice::TooManySteps { max } => self.refusal_too_many_steps(*max as u64),
            BadPrice::Twice { from } => self.refusal_step_twice((*from).into()),
            BadPrice::Dear { from, before } => self.refusal_step_dear((*from).into(), *before),
            BadPrice::NotLower { list } => self.refusal_price_not_lower(*list),
            BadPrice::All => self.refusal_promo_all(),
        }
    }

    fn bad_cart(&self, why: BadCart) -> String {
        match why {
            BadCart::Empty => self.refusal_empty_cart(),
            BadCart::Full { max } => self.refusal_full_cart(max as u64),
            BadCart::SoldOut => self.refusal_sold_out(),
            BadCart::TooManyFiles { max } => self.refusal_too_many_files(max.into()),
            BadCart::TooManyUnits { max } => self.refusal_too_many_units(max.into()),
            BadCart::Least { least } => self.refusal_order_least(least.into()),
            BadCart::Most { most } => self.refusal_order_most(most.into()),
            BadCart::Few { least, left } => {
                let (fewest, stock) = (least.into(), left.into());
                self.refusal_order_few(args::RefusalOrderFew { fewest, stock })
            }
            BadCart::Total { min, max } => {
                let (least, most) = (Rupiah(min), Rupiah(max));
                self.refusal_bad_total(args::RefusalBadTotal { least, most })
            }
        }
    }

    fn no_order(&self, why: NoOrder) -> String {
        match why {
            NoOrder::Unknown => self.refusal_unknown_order(),
            NoOrder::NotYours => self.refusal_no_order(),
            NoOrder::Open(order) => self.refusal_open_invoice(order),
            NoOrder::InReview(order) => self.refusal_in_review(order),
            NoOrder::Paid(order) => self.refusal_already_paid(order),
            NoOrder::Ended(order) => self.refusal_already_ended(order),
            NoOrder::GivenBack(order) => self.refusal_given_back(order),
            NoOrder::Rest { until, why: Rest::ManyUnpaid { max } } => {
                self.refusal_many_unpaid(max, until)
            }
            NoOrder::Rest { until, why: Rest::NoInvoices } => self.refusal_no_invoices(until),
        }
    }

    fn no_balance(&self, why: NoBalance) -> String {
        match why {
            NoBalance::Low { have } => self.refusal_low_balance(have),
            NoBalance::Deposit { min: least, max: most } => {
                self.refusal_bad_deposit(args::RefusalBadDeposit { least, most })
            }
            NoBalance::Overdrawn { have, held: Rupiah::ZERO } => self.refusal_overdrawn(have),
            NoBalance::Overdrawn { have: balance, held } => {
                self.refusal_overdrawn_held(args::RefusalOverdrawnHeld { balance, held })
            }
            NoBalance::Own => self.refusal_own_money(),
        }
    }

    fn no_evidence(&self, why: NoEvidence) -> String {
        match why {
            NoEvidence::NoTransfers => self.refusal_no_transfers(),
            NoEvidence::Neither(order) => self.refusal_not_evidence(order),
            NoEvidence::Unfit(order) => self.refusal_unfit_evidence(order),
            NoEvidence::Enough { order, max } => self.refusal_enough_evidence(max, order),
            NoEvidence::Late(order) => self.refusal_late_evidence(order),
        }
    }

    fn no_staff(&self, why: NoStaff) -> String {
        match why {
            NoStaff::Code => self.refusal_bad_code(),
            NoStaff::Guessing { until } => self.refusal_guessing(until),
            NoStaff::TooMany { max } => self.refusal_too_many_staff(max as u64),
            NoStaff::Gone => self.refusal_staff_gone(),
            NoStaff::Changed => self.refusal_staff_changed(),
            NoStaff::Oneself => self.refusal_oneself(),
            NoStaff::Configured => self.refusal_configured(),
            NoStaff::NoInvitation => self.refusal_no_invitation(),
        }
    }

    fn no_setting(&self, why: &NoSetting) -> String {
        match why {
            NoSetting::Flag => self.refusal_setting_flag(),
            NoSetting::Money { least, most } => {
                let (least, most) = (*least, *most);
                self.refusal_setting_money(args::RefusalSettingMoney { least, most })
            }
            NoSetting::Contact { typed } => self.refusal_setting_contact(typed),
            NoSetting::Formula => self.refusal_setting_formula(),
            NoSetting::Hours => self.refusal_setting_hours(),
            NoSetting::Hour => self.refusal_setting_hour(),
            NoSetting::Languages => self.refusal_setting_languages(),
            NoSetting::Rows => self.refusal_setting_rows(),
            NoSetting::Group => self.refusal_setting_group(),
            NoSetting::PublicGroup => self.refusal_setting_public_group(),
            NoSetting::Changed => self.refusal_changed(),
            NoSetting::Past => self.refusal_changed_since(),
            NoSetting::Unknown => self.refusal_setting_unknown(),
        }
    }

    /// Somebody else has been quicker, or there is nothing to decide.
    fn no_review(&self, why: NoReview) -> String {
        match why {
            NoReview::None => self.refusal_no_review(),
            NoReview::Approved(order) => self.refusal_review_approved(order),
            NoReview::Doubted(order) => self.refusal_review_doubted(order),
            NoReview::Ended(order) => self.refusal_review_ended(order),
            NoReview::Newer(order) => self.refusal_review_newer(order),
            NoReview::Own(order) => self.refusal_own_order(order),
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
            NoRefund::AboveLimit { most } => self.refusal_refund_limit(*most),
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
        let shown = words.refusal(&Refusal::Input(BadInput::Price { typed }));
        assert!(shown.starts_with("Harga “&lt;script&gt;” "), "{shown}");
        let shown = words.refusal(&Refusal::Cart(BadCart::Total { min: 500, max: 10_000_000 }));
        assert!(shown.contains("Rp500 sampai Rp10.000.000"), "{shown}");
    }
}
