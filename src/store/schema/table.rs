//! The kinds of rows: one line for each.

use super::inner;
use crate::domain;
use crate::store::fault::Fault;
use crate::store::record::Record;

/// Something that is done with each kind of row.
pub trait EachKind {
    fn kind<R: Record>(&mut self) -> Result<(), Fault>;
}

macro_rules! tables {
    ($($table:ident = $number:literal, $name:literal: $record:ty;)*) => {
        /// The tables. Numbers are part of the layout of rows: appended, never changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Table {
            /// The numbers that were given last, a row for each table; no record.
            Counter = 0,
            $($table = $number,)*
        }

        impl Table {
            const COUNT: usize = 1 + [$($number,)*].len();
            pub const ALL: [Table; Table::COUNT] = [Table::Counter, $(Table::$table,)*];

            pub const fn name(self) -> &'static str {
                match self {
                    Table::Counter => "counter",
                    $(Table::$table => $name,)*
                }
            }

            /// How many rows are taken into memory together by whoever walks through all.
            pub const fn at_a_time(self) -> usize {
                match self {
                    // Each is as large as a page of many others.
                    Table::FilePiece | Table::IntakePiece => 16,
                    _ => 1000,
                }
            }

            /// Does something with the kind of row that lies in it; nothing with the counter.
            pub fn each(self, work: &mut impl EachKind) -> Result<(), Fault> {
                match self {
                    Table::Counter => Ok(()),
                    $(Table::$table => work.kind::<$record>(),)*
                }
            }
        }
    };
}

tables! {
    Customer = 1, "customer": domain::customer::Customer;
    Member = 2, "member": domain::staff::Member;
    Session = 3, "session": domain::session::Session;
    Cart = 4, "cart": domain::cart::Cart;
    Category = 5, "category": domain::product::Category;
    Product = 6, "product": domain::product::Product;
    Unit = 7, "unit": domain::stock::Unit;
    Order = 8, "order": domain::order::Order;
    Payment = 9, "payment": domain::payment::Payment;
    Effect = 10, "effect": domain::effect::Effect;
    Timer = 11, "timer": domain::timer::Timer;
    Seen = 12, "seen": inner::Seen;
    Setting = 13, "setting": domain::settings::StoredSetting;
    Picture = 14, "picture": inner::Picture;
    PicturePiece = 15, "picture_piece": inner::PicturePiece;
    Pairing = 16, "pairing": inner::Pairing;
    Quarantine = 17, "quarantine": inner::Quarantined;
    Account = 18, "account": domain::ledger::Balance;
    Transfer = 19, "transfer": domain::ledger::Transfer;
    Coupon = 20, "coupon": domain::coupon::Coupon;
    CouponUse = 21, "coupon_use": domain::coupon::CouponUse;
    Incident = 22, "incident": domain::incident::Incident;
    RejectedNotice = 23, "rejected_notice": domain::rejected_notice::RejectedNotice;
    Evidence = 24, "evidence": domain::evidence::Evidence;
    Reconciliation = 25, "reconciliation": domain::reconciliation::Reconciliation;
    Bot = 26, "bot": domain::bot::Identity;
    AlertInbox = 27, "alert_inbox": domain::alert::Inbox;
    Pause = 28, "pause": domain::pause::Pause;
    Boot = 29, "boot": domain::time::Boot;
    Missed = 30, "missed": domain::missed::Missed;
    Broom = 31, "broom": domain::broom::Broom;
    Title = 32, "title": domain::title::Title;
    Revision = 33, "revision": domain::revision::Revision;
    WrongCodes = 34, "wrong_codes": domain::staff::WrongCodes;
    Batch = 35, "batch": domain::batch::Batch;
    Intake = 36, "intake": domain::intake::Intake;
    IntakePiece = 37, "intake_piece": domain::intake::Piece;
    Busy = 38, "busy": domain::staff::Busy;
    Waiter = 39, "waiter": domain::waiter::Waiter;
    Profile = 40, "profile": domain::customer::Profile;
    File = 41, "file": domain::file::File;
    FilePiece = 42, "file_piece": domain::file::FilePiece;
    OwnText = 43, "own_text": domain::wording::OwnText;
    OwnButton = 44, "own_button": domain::own_button::OwnButton;
    Restore = 45, "restore": domain::restore::Restore;
    Unclaimed = 46, "unclaimed": domain::unclaimed::Unclaimed;
}
