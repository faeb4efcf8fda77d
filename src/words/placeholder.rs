//! Every placeholder that a text may have, and how its value is shown. The build reads this too.

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody's words: escaped by the door.
    Text,
    /// A fragment that is HTML already.
    Html,
    /// `Rp50.000`
    Money,
    /// `1.250`; the only kind that a plural may choose by.
    Count,
    /// A number that names something, shown as plain digits: `1250`.
    Number,
    /// An invoice number: `W-000123`.
    Order,
    /// `22 November 2026, 14.05 WIB`
    Moment,
    /// `22 November 2026`
    Date,
    /// `14.05 WIB`
    Clock,
    /// `14.05 WIB (10 menit lagi)`
    Deadline,
    /// The shop's admin, whom the door knows by itself.
    Admin,
}

use Kind::*;

/// A name that is not here cannot be used in a text. One name means one thing in every text.
const TABLE: &[(Kind, &[&str])] = &[
    (
        Text,
        &[
            "category",
            "change",
            "code",
            "contact",
            "content",
            "day",
            "description",
            "error",
            "factors",
            "field",
            "hour",
            "id",
            "language",
            "line",
            "minute",
            "month",
            "name",
            "off",
            "places",
            "product",
            "query",
            "question",
            "account",
            "reason",
            "reference",
            "role",
            "scope",
            "state",
            "store",
            "typed",
            "username",
            "bot",
            "path",
            "url",
            "year",
            "zone",
            "period",
            "way",
            "span",
            "version",
            "format",
            "first_line",
            "source",
            "what",
            "last_line",
            "before",
            "after",
            "start",
            "end",
        ],
    ),
    (Html, &["buyer", "cost", "lines", "rows", "staff", "why"]),
    (
        Money,
        &[
            "amount",
            "balance",
            "discount",
            "expected",
            "fee",
            "held",
            "least",
            "most",
            "new_balance",
            "new_price",
            "old_balance",
            "old_price",
            "payable",
            "price",
            "received",
            "subtotal",
            "total",
        ],
    ),
    (
        Count,
        &[
            "added",
            "count",
            "days",
            "doubled",
            "kilobytes",
            "max",
            "fewest",
            "minutes",
            "seconds",
            "open",
            "orders",
            "undelivered",
            "paid",
            "products",
            "quantity",
            "refused",
            "remaining",
            "reserved",
            "sales",
            "sold",
            "spent",
            "stock",
            "users",
            "compared",
            "hours",
            "megabytes",
            "moved",
            "unsold",
            "hidden",
            "archived",
            "done",
            "left",
            "returned",
            "withheld",
        ],
    ),
    (Number, &["group", "number", "page", "pages", "percent", "position"]),
    (Order, &["order"]),
    (Moment, &["at", "from", "paid_at"]),
    (Deadline, &["until"]),
    (Date, &["date", "first_day", "last_day"]),
    (Clock, &["clock", "until_clock"]),
    (Admin, &["admin"]),
];

impl Kind {
    /// The kind of the placeholder of that name, if there is one.
    pub fn of(name: &str) -> Option<Kind> {
        TABLE.iter().find(|(_, names)| names.contains(&name)).map(|(kind, _)| *kind)
    }
}
