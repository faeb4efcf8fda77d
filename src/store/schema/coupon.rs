//! How coupons and their uses are found.

use super::{ALL, Index, Record, Table};
use crate::domain::coupon::{Coupon, CouponUse};

impl Record for Coupon {
    const TABLE: Table = Table::Coupon;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::Coupons, ALL)];
        if self.active {
            ways.push((Index::CouponCode, self.code.digest()));
        }
        ways
    }
}

impl Record for CouponUse {
    const TABLE: Table = Table::CouponUse;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.order.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let buyer = CouponUse::digest(self.coupon, self.customer);
        let mut ways = vec![(Index::CouponUses, self.coupon.0), (Index::CouponUsesOf, buyer)];
        if self.spent {
            ways.push((Index::CouponSpent, self.coupon.0));
        }
        ways
    }
}
