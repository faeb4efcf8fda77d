//! The ways to rows: one line for each.

/// How an index is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Entries that can be walked.
    List,
    /// Entries, and how many there are under each key.
    CountedList,
    /// Only how many.
    Count,
}

macro_rules! indexes {
    ($($(#[$doc:meta])* $index:ident = $number:literal: $keeps:ident,)*) => {
        /// The ways to rows. An entry is `(index, key, row)`: all rows under one key, in order of
        /// row. Numbers are on disk: appended, never changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Index {
            $($(#[$doc])* $index = $number,)*
        }

        impl Index {
            const COUNT: usize = [$($number,)*].len();
            pub const ALL: [Index; Index::COUNT] = [$(Index::$index,)*];

            pub const fn keeps(self) -> Keeps {
                match self {
                    $(Index::$index => Keeps::$keeps,)*
                }
            }
        }
    };
}

indexes! {
    /// All customers.
    Customers = 1: Count,
    /// product → units that may be sold.
    UnitsAvailable = 2: CountedList,
    /// product → units held for open orders.
    UnitsHeld = 3: Count,
    /// product → units sold.
    UnitsSold = 4: Count,
    /// digest → unit with that content.
    UnitDigest = 5: List,
    /// All products on the shelf.
    Shelf = 6: CountedList,
    /// number → product on the shelf that buyers see.
    ProductNumber = 7: List,
    /// category → products on the shelf that buyers see.
    CategoryProducts = 8: CountedList,
    /// customer → orders.
    OrdersOf = 9: CountedList,
    /// customer → orders neither paid nor ended.
    OrdersOpenOf = 10: CountedList,
    OrdersOpen = 11: CountedList,
    OrdersPaid = 12: Count,
    /// Paid, and the buyer cannot be reached.
    OrdersStuck = 14: CountedList,
    /// moment → timers due then.
    TimerDue = 15: List,
    /// sequence → update id, to forget the oldest.
    SeenSequence = 16: List,
    /// Effects that were given up.
    EffectsDead = 17: CountedList,
    Staff = 18: List,
    /// digest of the folded name → products on the shelf with that name, or with a card of it.
    ProductName = 20: List,
    /// cause and step → the transfer of that cause.
    TransferCause = 22: List,
    /// customer → what has moved on their balance, each cause once.
    TransfersOf = 23: CountedList,
    /// All coupons, withdrawn ones too.
    Coupons = 24: CountedList,
    /// digest of the code → active coupons with that code.
    CouponCode = 25: List,
    /// coupon → orders that have a use of it, reserved or spent.
    CouponUses = 26: CountedList,
    /// digest of coupon and customer → orders in which they used it.
    CouponUsesOf = 27: List,
    /// All strange notices.
    RejectedNotices = 28: CountedList,
    /// Paid, and the goods have not arrived yet.
    OrdersUndelivered = 29: CountedList,
    /// Evidence of a transfer waits for somebody of the staff.
    OrdersInReview = 30: CountedList,
    /// Orders with a refund that is to be paid outside the shop.
    RefundsOwed = 31: CountedList,
    /// coupon → orders that have spent a use of it.
    CouponSpent = 32: Count,
    /// customer → paid orders.
    OrdersPaidOf = 33: Count,
    /// customer → deposits neither paid nor ended.
    DepositsOpenOf = 34: List,
    /// payment → the question to the gateway about it that is under way.
    QuestionOf = 35: List,
    /// chat → answers that wait to be shown there.
    AnswersTo = 36: List,
    /// chat → notices that wait to be shown there.
    NoticesTo = 37: List,
    /// customer → their paid orders whose goods could not be brought.
    OrdersStuckOf = 38: List,
    /// digest of the username → customers who go by it.
    Username = 40: List,
    /// All reconciliations.
    Reconciliations = 55: CountedList,
    /// word of a description, its first eight bytes → products that buyers see.
    AboutWord = 60: List,
    /// digest of the folded name → categories of that name.
    CategoryName = 61: List,
    /// number → products that were taken off the shelf under it.
    ProductArchived = 62: List,
    /// what was changed, `Target::key` → its revisions.
    RevisionsOf = 63: CountedList,
    /// All products that were taken off the shelf.
    Archived = 64: CountedList,
    /// word of a name, its first eight bytes → products that were taken off the shelf.
    ArchivedWord = 65: List,
    /// number → product on the shelf that no buyer sees.
    HiddenNumber = 66: List,
    /// category → products on the shelf that no buyer sees, but for choices on another's card.
    CategoryHidden = 67: CountedList,
    /// category → products that were taken off the shelf.
    CategoryArchived = 68: CountedList,
    /// category and place in it (`Product::place_key`) → product that buyers see.
    CategoryPlace = 69: List,
    /// `SoldOut` → products that buyers see and that have a wish of their own about it.
    SoldOutOwn = 70: List,
    /// by whom, of which kind, about what, `Trail::key` → entries of the log.
    RevisionsTrail = 71: List,
    /// product → units that nobody has bought and nobody can.
    UnitsWithheld = 72: CountedList,
    /// batch → its units, whatever became of them.
    UnitsOfBatch = 73: CountedList,
    /// batch → its units that may be sold.
    BatchAvailable = 74: Count,
    /// product → batches of its units.
    BatchesOf = 75: CountedList,
    /// person of the staff → what they have sent for the shelf.
    IntakesOf = 76: List,
    /// product → who waits for it.
    WaitersFor = 77: CountedList,
    /// person → what they wait for.
    WaitsOf = 78: List,
    /// batch → its units that are held for open orders.
    BatchHeld = 79: Count,
    /// batch → its units that are sold.
    BatchSold = 80: CountedList,
    /// batch → its units that nobody has bought and nobody can.
    BatchWithheld = 81: Count,
    /// product → the unit that every buyer of it gets.
    UnitsShared = 82: List,
    /// product → units that were made for an order, whatever became of them.
    UnitsMade = 83: Count,
    /// Units that are sold and that the staff have still to do.
    UnitsToDo = 84: CountedList,
    /// number → product on the shelf that is a choice on another's card, and that buyers see.
    VariantNumber = 85: List,
    /// product → the choices on its card, itself among them, on the shelf.
    VariantsOf = 86: CountedList,
    /// Customers who are resellers.
    Resellers = 87: CountedList,
    /// Products on the shelf of which nothing lies in stock.
    MadeOnShelf = 88: CountedList,
    /// order → its units that the staff have still to do.
    ToDoOf = 89: CountedList,
    /// person of the staff → files they have sent and not decided about.
    FilesOf = 90: List,
    /// Files that are still to be fetched.
    FilesWanted = 91: List,
    /// Files that are here and wait for a decision.
    FilesWaiting = 92: List,
    /// product → the choices on its card that went off the shelf with it, and come back with it.
    VariantsAlong = 93: List,
    /// night → files that were sold by then, once and to one buyer, and that Telegram can bring.
    FilesSold = 94: List,
    /// Pieces of all files that are kept.
    FilePieces = 95: Count,
    /// product → units that were kept from sale when the shop was brought back.
    UnitsDetained = 96: CountedList,
    /// All units of that kind.
    Detained = 97: Count,
    /// digest of the reference → money that came under it and is or was nobody's.
    UnclaimedReference = 98: List,
    /// Of that, what the gateway is being asked about.
    UnclaimedAsked = 99: CountedList,
    /// Of that, what waits for somebody to say whose it is.
    UnclaimedOpen = 100: CountedList,
    /// All of it that has come in.
    UnclaimedAll = 101: CountedList,
}
