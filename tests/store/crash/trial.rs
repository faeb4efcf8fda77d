//! Every moment at which the power may go, and what must be true when it comes back.

use std::collections::HashSet;
use std::fmt;
use std::mem::discriminant;
use std::ops::AddAssign;

use warung::domain::coupon::CouponUse;
use warung::domain::file::File;
use warung::domain::id::ProductId;
use warung::domain::ledger::Transfer;
use warung::domain::message::Media;
use warung::domain::order::Order;
use warung::domain::own_button::OwnButton;
use warung::domain::payment::Payment;
use warung::domain::product::Product;
use warung::domain::settings::StoredSetting;
use warung::domain::staff::Role;
use warung::domain::stock::{Fate, Unit};
use warung::domain::unclaimed::Unclaimed;
use warung::domain::wording::OwnText;
use warung::engine::input::Input;
use warung::store::log::Shape;
use warung::store::read::Read;
use warung::store::schema::Table;

use super::run::{Books, Recording, Run, Step, flaws};
use super::story::Story;
use crate::counter::{ADMIN, Counter, SARI, Shown};
use crate::disk::{Asked, Disk, Event, File as OnDisk, Image, Luck, Remains, Trouble};

/// Of the states that differ only in luck, one in so many is followed to the story's end.
const FOLLOWED: usize = 16;
/// One recovery in so many is cut off again,
const DOUBLED: usize = 3;
/// in so many of its first transactions, of which the opening is one.
const AGAIN: usize = 3;

/// What has been tried.
#[derive(Default)]
pub struct Toll {
    /// Crashes: one image of a disk each.
    pub states: usize,
    /// Crashes while recovering from one.
    pub second: usize,
    /// Followed to the end of their story.
    pub ended: usize,
}

impl AddAssign for Toll {
    fn add_assign(&mut self, other: Toll) {
        self.states += other.states;
        self.second += other.second;
        self.ended += other.ended;
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Toll { states, second, ended } = self;
        write!(out, "{states} crashes, {second} second crashes, {ended} followed to the end")
    }
}

/// One moment of a recording at which the power goes.
pub struct Moment<'r> {
    nth: usize,
    step: &'r Step,
    /// The books as acknowledged.
    before: &'r Books,
    /// The books as the inputs under way leave them; `None` while nothing of them is written.
    after: Option<&'r Books>,
    /// Not all that the inputs need has been synced yet.
    early: bool,
    luck: Luck,
}

impl<'r> Moment<'r> {
    /// The same moment, if the shop had already answered what is under way.
    pub fn hasty(self) -> Option<Moment<'r>> {
        let before = self.after.filter(|_| self.early)?;
        Some(Moment { before, after: None, ..self })
    }
}

/// How densely moments are chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Each write and each sync, with all kinds of luck.
    Fine,
    /// Each sync, with three kinds.
    Coarse,
}

/// A story told once without trouble, and then again and again with some.
pub struct Trial {
    story: &'static Story,
    shape: Shape,
    pub told: Recording,
    ending: Vec<String>,
    pub toll: Toll,
}

impl Trial {
    pub fn of(story: &'static Story, shape: Shape) -> Trial {
        let mut run = Run::new(story, shape);
        run.go_on().unwrap();
        let told = run.recorded();
        let ending = ending(&told.counter);
        assert_eq!(flaws(&told.counter), [""; 0]);
        assert_eq!(rejected(&told.counter), [""; 0]);
        Trial { story, shape, told, ending, toll: Toll::default() }
    }

    /// The power goes at every moment of the story.
    pub fn cut_everywhere(&mut self) {
        let mut followed = HashSet::new();
        let mut toll = std::mem::take(&mut self.toll);
        let grain = |step: &Step| (self.story.tried)(step.next).then_some(Grain::Fine);
        let remains = Remains::new(self.told.first.clone());
        moments(&self.told, remains, usize::MAX, grain, |moment, image| {
            toll.states += 1;
            let run = self.judge(&moment, image).unwrap_or_else(|flaw| panic!("{flaw}"));
            let applied = *run.steps()[0].books != *moment.step.books;
            let fresh = followed.insert((moment.nth, applied));
            if fresh || toll.states.is_multiple_of(FOLLOWED) {
                toll.ended += 1;
                let recovered = self.follow(run);
                if fresh && followed.len().is_multiple_of(DOUBLED) {
                    self.cut_again(&recovered, &mut toll);
                }
            } else {
                take_one_more(run);
            }
        });
        self.toll = toll;
    }

    /// The power goes a second time, while the shop is only just open again.
    fn cut_again(&self, recovered: &Recording, toll: &mut Toll) {
        let mut followed = HashSet::new();
        let remains = Remains::new(recovered.first.clone());
        moments(recovered, remains, AGAIN, coarse, |moment, image| {
            toll.second += 1;
            let run = self.judge(&moment, image).unwrap_or_else(|flaw| panic!("again: {flaw}"));
            let applied = *run.steps()[0].books != *moment.step.books;
            let fresh = followed.insert((moment.nth, applied));
            if fresh && toll.second.is_multiple_of(FOLLOWED) {
                toll.ended += 1;
                self.follow(run);
            } else {
                take_one_more(run);
            }
        });
    }

    /// Opens what is left and holds it against what was acknowledged: nothing of that is
    /// missing, and of what was under way there is all or nothing.
    pub fn judge(&self, moment: &Moment, image: Image) -> Result<Run, String> {
        let Moment { nth, step, before, after, luck, .. } = moment;
        let at = format!("step {nth} (before deed {}), {luck:?}", step.next);
        let run = Run::open(Disk::new(image), self.story, self.shape, step)
            .map_err(|error| format!("{at}: {error}"))?;
        let found = &run.steps()[0].books;
        let books = [Some(*before), *after].into_iter().flatten().find(|it| *it == &**found);
        let books = books
            .ok_or_else(|| format!("{at}: neither what was acknowledged nor what was under way"))?;
        match books.flaws(&run.counter) {
            [] => Ok(run),
            flaws => Err(format!("{at}: {flaws:#?}")),
        }
    }

    /// Goes on to the end of the story, which must be the end it has without any crash.
    fn follow(&self, mut run: Run) -> Recording {
        run.go_on().unwrap();
        assert_eq!(flaws(&run.counter), [""; 0]);
        assert_eq!(ending(&run.counter), self.ending);
        assert_eq!(rejected(&run.counter), [""; 0]);
        run.recorded()
    }

    /// Trouble at every write or sync of every transaction: the shop says that it failed,
    /// acknowledges nothing any more, and goes on after it is opened anew. `left` says what may
    /// be found on the disk then.
    pub fn trouble_everywhere(
        &mut self,
        trouble: impl Fn(usize) -> Trouble,
        left: impl Fn(&Remains, Shape) -> Vec<(Luck, Image)>,
    ) {
        let mut toll = std::mem::take(&mut self.toll);
        let mut followed = HashSet::new();
        let mut remains = Remains::new(self.told.first.clone());
        for (nth, pair) in self.told.steps.windows(2).enumerate() {
            let [step, next] = pair else { unreachable!() };
            let tried = (self.story.tried)(step.next) && !step.said.is_empty();
            let before = remains.both(Luck::Nothing);
            let fail = |at| self.fail(step, before.clone(), trouble(at));
            for remains in (1..).take_while(|_| tried).map_while(fail) {
                for (luck, image) in left(&remains, self.shape) {
                    let (before, after) = (&*step.books, Some(&*next.books));
                    let moment = Moment { nth, step, before, after, early: true, luck };
                    let run = self.judge(&moment, image).unwrap_or_else(|flaw| panic!("{flaw}"));
                    toll.states += 1;
                    if followed.insert((nth, *run.steps()[0].books != *step.books)) {
                        toll.ended += 1;
                        self.follow(run);
                    }
                }
            }
            let events = &self.told.journal[step.from..next.from];
            events.iter().for_each(|event| remains.note(event));
        }
        self.toll = toll;
    }

    /// Runs one step into trouble. `None` when it got through before the trouble came.
    fn fail(&self, step: &Step, image: Image, trouble: Trouble) -> Option<Remains> {
        let disk = Disk::new(image);
        let mut run = Run::open(disk.clone(), self.story, self.shape, step).unwrap();
        disk.trouble(trouble);
        let fault = run.counter.try_apply(&step.said).err()?;
        assert!(fault.fatal(), "{trouble:?}: {fault}");
        let more = run.counter.try_apply(&[Input::Pair(Role::Admin)]);
        assert!(more.is_err(), "{trouble:?}: acknowledged after a failure");
        drop(run);
        Some(disk.remains())
    }
}

/// What is left after each kind of luck.
pub fn after(lucks: &[Luck]) -> impl Fn(&Remains, Shape) -> Vec<(Luck, Image)> {
    move |remains, _| lucks.iter().map(|&luck| (luck, remains.both(luck))).collect()
}

/// What is left after the shop was opened, or could not be, while the disk was still full.
pub fn after_reopening_full(remains: &Remains, shape: Shape) -> Vec<(Luck, Image)> {
    let disk = Disk::new(remains.both(Luck::Everything));
    disk.trouble(Trouble::FullAtWrite(1));
    drop(super::run::open(&disk, shape));
    after(&[Luck::Everything, Luck::Nothing])(&disk.remains(), shape)
}

/// Any transaction at all: what has been recovered can be written to.
fn take_one_more(mut run: Run) {
    run.counter.try_apply(&[Input::Pair(Role::Admin)]).unwrap();
}

pub fn coarse(_: &Step) -> Option<Grain> {
    Some(Grain::Coarse)
}

/// Shows every moment of the first steps of a recording, with the image that is left then.
pub fn moments(
    told: &Recording,
    mut remains: Remains,
    steps: usize,
    grain: impl Fn(&Step) -> Option<Grain>,
    mut see: impl FnMut(Moment, Image),
) {
    for (nth, pair) in told.steps.windows(2).take(steps).enumerate() {
        let [step, next] = pair else { unreachable!() };
        for at in step.from..=next.from {
            if at > step.from {
                remains.note(&told.journal[at - 1]);
            }
            let syncing = matches!(told.journal.get(at), Some(Event(_, Asked::Sync)));
            let after = (at > step.from).then_some(&*next.books);
            for luck in lucks(&remains, syncing, grain(step), at as u64) {
                let before = &step.books;
                let early = at < next.from;
                see(Moment { nth, step, before, after, early, luck }, remains.both(luck));
            }
        }
    }
}

fn lucks(remains: &Remains, syncing: bool, grain: Option<Grain>, seed: u64) -> Vec<Luck> {
    let Some(grain) = grain else { return Vec::new() };
    match (remains.certain(), syncing, grain) {
        (true, ..) => vec![Luck::Nothing],
        (false, true, Grain::Fine) => vec![
            Luck::Nothing,
            Luck::Everything,
            Luck::Prefix(seed),
            Luck::Subset(seed),
            Luck::Subset(!seed),
            Luck::Torn(seed),
            Luck::Torn(!seed),
            Luck::HeaderOnly,
            Luck::HeaderLost,
            Luck::SizesOnly,
            Luck::SizesLost,
            Luck::Only(OnDisk::Data),
            Luck::Only(OnDisk::Log),
        ],
        (false, false, Grain::Fine) => vec![
            Luck::Torn(seed),
            Luck::Torn(!seed),
            Luck::Subset(seed),
            Luck::Only(OnDisk::Data),
            Luck::Only(OnDisk::Log),
        ],
        (false, true, Grain::Coarse) => vec![Luck::Nothing, Luck::Everything, Luck::Subset(seed)],
        (false, false, Grain::Coarse) => vec![],
    }
}

/// How a story ended, but for what a crash may change: which message shows an order, and chance.
fn ending(counter: &Counter) -> Vec<String> {
    let snap = counter.core.store().snap().unwrap();
    let mut ending: Vec<String> = counter.units().iter().map(|it| format!("{it:?}")).collect();
    for order in snap.all::<Order>(0, usize::MAX).unwrap() {
        ending.push(format!("{:?}", Order { panel: None, ..order }));
    }
    for payment in snap.all::<Payment>(0, usize::MAX).unwrap() {
        ending.push(format!("{:?} {:?}", payment.amount, discriminant(&payment.state)));
    }
    let transfers: Vec<Transfer> = snap.all(0, usize::MAX).unwrap();
    ending.extend(transfers.iter().map(|it| format!("{it:?}")));
    let uses: Vec<CouponUse> = snap.all(0, usize::MAX).unwrap();
    ending.extend(uses.iter().map(|it| format!("{it:?}")));
    let unclaimed: Vec<Unclaimed> = snap.all(0, usize::MAX).unwrap();
    ending.extend(unclaimed.iter().map(|it| format!("{it:?}")));
    let products: Vec<Product> = snap.all(0, usize::MAX).unwrap();
    ending.extend(products.iter().map(|it| format!("{it:?}")));
    let files: Vec<File> = snap.all(0, usize::MAX).unwrap();
    ending.extend(files.iter().map(|it| format!("{it:?}")));
    ending.push(format!("pieces {}", snap.size(Table::FilePiece).unwrap()));
    let texts: Vec<OwnText> = snap.all(0, usize::MAX).unwrap();
    ending.extend(texts.iter().map(|it| format!("{it:?}")));
    let buttons: Vec<OwnButton> = snap.all(0, usize::MAX).unwrap();
    ending.extend(buttons.iter().map(|it| format!("{it:?}")));
    let settings: Vec<StoredSetting> = snap.all(0, usize::MAX).unwrap();
    ending.extend(settings.iter().map(|it| format!("{it:?}")));
    ending.push(format!("due {:?}", counter.due()));
    // What buyers read last is made of the words that were saved.
    ending
        .extend(counter.chats.get(&(SARI as i64)).map(|_| counter.last(SARI).screen.html.clone()));
    ending
}

/// What must not be seen outside at the end: goods that never came or came to others, a
/// transaction too many at the gateway.
fn rejected(counter: &Counter) -> Vec<String> {
    let snap = counter.core.store().snap().unwrap();
    let units = counter.units();
    let mut rejected = Vec::new();
    let orders = snap.all::<Order>(0, usize::MAX).unwrap();
    for (chat, shown) in &counter.chats {
        for message in shown {
            let held = |unit: &&_| holds(message, unit);
            let mut shows: Vec<_> = units.iter().filter(held).map(|unit| unit.id).collect();
            shows.sort();
            let owns = |order: &&Order| {
                order.paid() && order.customer.chat().0 == *chat && order.units().eq(shows.clone())
            };
            // Whoever fills the shelf, or hands something over, looks at it first.
            let looks = ["Periksa dulu", "Pembeli akan menerima"];
            let looks = looks.iter().any(|it| message.screen.html.contains(it));
            let look = *chat == ADMIN as i64 && looks;
            if !look && !shows.is_empty() && !orders.iter().any(|order| owns(&order)) {
                rejected.push(format!("goods {shows:?} in the chat of {chat}"));
            }
        }
    }
    let shared = units.iter().filter(|unit| unit.fate == Fate::Shared);
    let shared: Vec<(ProductId, &str)> =
        shared.map(|unit| (unit.product, unit.content.as_str())).collect();
    for order in &orders {
        let chat = counter.chats.get(&order.customer.chat().0).map_or(&[][..], Vec::as_slice);
        let come = |id| {
            let unit = units.iter().find(|it| it.id == id).expect("a unit of an order");
            let text = shared.iter().find(|(product, _)| *product == unit.product);
            chat.iter().any(|message| match text {
                Some((_, text)) => message.screen.html.contains(text),
                None => holds(message, unit),
            })
        };
        if order.paid() && !order.units().all(come) {
            rejected.push(format!("{} never got its goods", order.id));
        }
    }
    for (_, text) in shared {
        let paid = |chat: i64| orders.iter().any(|it| it.paid() && it.customer.chat().0 == chat);
        let shows = |shown: &[Shown]| shown.iter().any(|it| it.screen.html.contains(text));
        let others = counter.chats.iter().filter(|(chat, shown)| shows(shown) && !paid(**chat));
        rejected.extend(others.map(|(chat, _)| format!("{text} in the chat of {chat}")));
    }
    let payments = snap.all::<Payment>(0, usize::MAX).unwrap();
    for payment in &payments {
        if !counter.gateway.contains_key(payment.reference.as_str()) {
            rejected.push(format!("{} is unknown to the gateway", payment.order));
        }
    }
    let unclaimed = snap.all::<Unclaimed>(0, usize::MAX).unwrap().len();
    let (made, known) = (counter.gateway.len(), payments.len() + unclaimed);
    if made != known {
        rejected.push(format!("{made} transactions for {known} payments"));
    }
    rejected
}

/// Whether a message brings a unit: as its file, or as its words. What everybody gets is no unit's
/// own.
fn holds(message: &Shown, unit: &Unit) -> bool {
    if unit.fate == Fate::Shared || unit.content.is_empty() {
        return false;
    }
    match unit.file {
        Some(file) => message.screen.media == Media::Kept(file),
        None => message.screen.html.contains(&unit.content),
    }
}
