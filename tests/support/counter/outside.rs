//! What is outside: chats, files, the gateway; and what is carried there and back.

use super::*;

impl Counter {
    /// What waits to be carried and may go now, in order.
    pub fn due(&self) -> Vec<EffectId> {
        let effects: Vec<Effect> = self.core.store().snap().unwrap().all(0, 10_000).unwrap();
        let due = |effect: &&Effect| match effect.state {
            warung::domain::effect::EffectState::Due { at, .. } => {
                let busy = match &effect.task {
                    Task::Show { to, .. } => self.busy.contains(&to.chat.0),
                    _ => false,
                };
                at <= self.now && !busy
            }
            warung::domain::effect::EffectState::Dead { .. } => false,
        };
        effects.iter().filter(due).map(|effect| effect.id).collect()
    }

    /// Carries everything there is to carry, and what that leads to.
    pub fn settle(&mut self) {
        for _ in 0..1000 {
            let Some(id) = self.due().first().copied() else { return };
            self.carry(id);
        }
        panic!("the outbox never empties: {:?}", self.due());
    }

    /// The same for all but one.
    pub fn settle_but(&mut self, waits: EffectId) {
        while let Some(id) = self.due().into_iter().find(|id| *id != waits) {
            self.carry(id);
        }
    }

    /// Carries one effect outside and brings its result back.
    pub fn carry(&mut self, id: EffectId) {
        if let Some(outcome) = self.outside(id) {
            self.apply(Input::Carried { effect: id, outcome });
        }
    }

    /// The outside's half of carrying: what has been done cannot be taken back by a crash.
    pub fn outside(&mut self, id: EffectId) -> Option<Outcome> {
        let snap = self.core.store().snap().unwrap();
        let (effect, attempt) = ready(&snap, id.0).unwrap()?;
        if moot(&snap, &effect, attempt, true, self.now).unwrap() {
            return Some(Outcome::Never(warung::domain::effect::Never::Late));
        }
        Some(match effect.task.clone() {
            Task::Show { to, screen, replace } => self.show(to.chat.0, screen, replace),
            Task::Toast { text, .. } => {
                self.toasts.extend(text);
                Outcome::Done(Answer::Carried)
            }
            Task::Retire { to, message } => {
                let chat = self.chats.entry(to.chat.0).or_default();
                chat.retain(|shown| shown.id != message.id);
                Outcome::Done(Answer::Carried)
            }
            Task::Tell { to, via, message } => self.tell(&snap, to, via, &message),
            Task::Fetch { file, .. } => {
                let known = self.files.get(&file).cloned();
                Outcome::Done(Answer::File(known.unwrap_or_else(|| b"satu\ndua\n".to_vec())))
            }
            _ if self.gateway_down => Outcome::Later { after: None, why: "down".into() },
            Task::MakeInvoice { reference, amount } => {
                let fresh = (amount, Status::Pending);
                let known = self.gateway.entry(reference.as_str().into()).or_insert(fresh);
                assert_eq!(known.0, amount, "one reference, two amounts");
                let code = PayCode { qr: "QR".into(), page: None };
                let (txn, fee) = (format!("txn-{}", reference.as_str()), Rupiah(310));
                let payable = Rupiah(amount.0 + 310);
                let lives = self.lives;
                Outcome::Done(Answer::Invoice(Invoice { txn, payable, fee, code, lives }))
            }
            Task::AskStatus { reference, .. }
                if !self.gateway.contains_key(reference.as_str())
                    && matches!(
                        effect.about,
                        About::Reconciliation { .. } | About::Unclaimed(_)
                    ) =>
            {
                Outcome::Done(Answer::Unknown)
            }
            Task::AskStatus { reference, .. } => self.status(reference),
            Task::CancelInvoice { reference, .. } => {
                let known = self.gateway.get_mut(reference.as_str()).expect("unknown");
                if known.1 == Status::Pending {
                    known.1 = Status::Cancelled;
                }
                Outcome::Done(Answer::Carried)
            }
        })
        .inspect(|_| self.calls.push(format!("{:?}", effect.about)))
    }

    /// One of the bots tells an owner something. Chats of the bot that warns are kept by
    /// themselves.
    fn tell(&mut self, snap: &Snap, to: CustomerId, via: Via, message: &OwnerMessage) -> Outcome {
        let lines = |count: usize| (1..=count).map(|n| format!("line {n}")).collect();
        let shop = self.shop.clone();
        let renderer = Renderer {
            snap,
            dictionary: &DICTIONARY,
            shop: &shop,
            now: self.now,
            vitals: &|| self.vitals(snap),
            log: &lines,
        };
        let Some(told) = renderer.write(to, via, message).unwrap() else {
            return Outcome::Done(Answer::Carried);
        };
        let chat = match via {
            Via::Alert => alert_chat(to.0) as i64,
            Via::Shop => to.chat().0,
        };
        if self.telegram_down {
            return Outcome::Later { after: None, why: "down".into() };
        }
        match (self.show(chat, told.screen, None), told.upto) {
            (Outcome::Done(_), Some(upto)) => Outcome::Done(Answer::Told { upto }),
            (outcome, _) => outcome,
        }
    }

    fn vitals(&self, snap: &Snap) -> Result<Vitals, Fault> {
        Ok(Vitals {
            shop: self.shop.name.clone(),
            version: "1".into(),
            now: self.now,
            opened: OPENED,
            line: Line { up: !self.telegram_down, since: OPENED, why: "down".into() },
            way: Way::Polling,
            heard: Some(self.now),
            counts: warung::shop::vitals::counts(snap, self.now)?,
            machine: Machine::default(),
            room: Room { free_bytes: 1 << 30, enough: self.roomy, database_bytes: 1 << 20 },
            backup: None,
            copies: warung::domain::copies::Copies::default(),
        })
    }

    /// Somebody writes to the bot that warns.
    pub fn command(&mut self, person: u64, text: &str) {
        let Input::Update { id, said } = self.update(person, Said::Text(text.into())) else {
            unreachable!("an update is an update")
        };
        assert_eq!(self.apply(Input::OwnerUpdate { id, said }), Reply::Done, "{text}");
        self.settle();
    }

    fn status(&self, reference: Reference) -> Outcome {
        let (amount, status) = self.gateway[reference.as_str()];
        let proof = GatewayAnswer { reference, amount, status, sandbox: false };
        Outcome::Done(Answer::Status(proof))
    }

    fn show(&mut self, chat: i64, screen: Screen, replace: Option<MessageRef>) -> Outcome {
        if self.away.contains(&chat) {
            return Outcome::Never(warung::domain::effect::Never::Away);
        }
        if self.files_lost && matches!(screen.media, Media::Sent(_)) {
            let why = "Bad Request: wrong file identifier/HTTP URL specified";
            return Outcome::Never(warung::domain::effect::Never::Refused(why.into()));
        }
        self.next_message += 1;
        let chat = self.chats.entry(chat).or_default();
        let media = screen.media != Media::None;
        let at = replace.and_then(|old| chat.iter().position(|shown| shown.id == old.id));
        let id = match at {
            Some(at) if chat[at].screen.media == Media::None && !media => {
                chat[at].screen = screen;
                chat[at].id
            }
            at => {
                at.map(|at| chat.remove(at));
                chat.push(Shown { id: self.next_message, screen });
                self.next_message
            }
        };
        Outcome::Done(Answer::Shown { message: MessageRef { id, media }, file: None })
    }
}
