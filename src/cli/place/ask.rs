//! Where a place for copies is: as a command line says, or as somebody answers.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::program::ByProgram;
use crate::cli::setup::read_secret;
use crate::cli::setup::talk::Talk;
use crate::cli::{Trouble, say};
use crate::config::backup::{Folder, S3, Target, Webdav};
use crate::config::channel::{Bot, Channel};
use crate::config::{TELEGRAM_URL, answer};
use crate::words::Words;

/// What is said of a place beforehand. Secrets never: the list of processes shows this to all.
#[derive(Default, clap::Args)]
pub struct Told {
    /// What the place is
    #[arg(long, value_parser = ["folder", "s3", "webdav", "telegram", "sftp", "rclone"])]
    kind: Option<String>,
    /// The folder, by its whole path; of an SFTP server also from where one comes to
    #[arg(long, value_name = "FOLDER")]
    pub(super) path: Option<String>,
    /// Agree that the folder is on the disk of the shop itself
    #[arg(long)]
    pub same_disk: bool,
    /// The S3 server, as https://s3.example
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The bucket
    #[arg(long)]
    bucket: Option<String>,
    /// The folder within the bucket
    #[arg(long)]
    prefix: Option<String>,
    /// The region, as the provider calls it; auto, where nothing is said
    #[arg(long)]
    region: Option<String>,
    /// Where the access key is; - reads a line of the standard input
    #[arg(long, value_name = "FILE")]
    access_key_file: Option<PathBuf>,
    /// Where the secret key is, or -
    #[arg(long, value_name = "FILE")]
    secret_key_file: Option<PathBuf>,
    /// The WebDAV folder, as https://cloud.example/remote.php/dav/files/sari/warung
    #[arg(long)]
    url: Option<String>,
    /// Who signs in there
    #[arg(long)]
    pub(super) user: Option<String>,
    /// Where the password is, or -
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// The Telegram channel, as -1001234567890 or by a link to a message in it
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    chat_id: Option<String>,
    /// Where the token of a bot is that is not the shop's, or -
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) program: ByProgram,
}

impl Told {
    /// Flags that were given, each with the kinds that it belongs to.
    fn flags(&self) -> Vec<(&'static [&'static str], &'static str)> {
        let flags: [(&[&str], &str, bool); 13] = [
            (&["folder", "sftp"], "--path", self.path.is_some()),
            (&["folder"], "--same-disk", self.same_disk),
            (&["s3"], "--endpoint", self.endpoint.is_some()),
            (&["s3"], "--bucket", self.bucket.is_some()),
            (&["s3"], "--prefix", self.prefix.is_some()),
            (&["s3"], "--region", self.region.is_some()),
            (&["s3"], "--access-key-file", self.access_key_file.is_some()),
            (&["s3"], "--secret-key-file", self.secret_key_file.is_some()),
            (&["webdav"], "--url", self.url.is_some()),
            (&["webdav", "sftp"], "--user", self.user.is_some()),
            (&["webdav"], "--password-file", self.password_file.is_some()),
            (&["telegram"], "--chat-id", self.chat_id.is_some()),
            (&["telegram"], "--token-file", self.token_file.is_some()),
        ];
        let flags = flags.into_iter().chain(self.program.flags());
        flags.filter(|it| it.2).map(|(kinds, flag, _)| (kinds, flag)).collect()
    }

    /// The kind that is meant, if anything says which: one that all of it belongs to.
    fn kind(&self) -> Result<Option<&str>, Trouble> {
        let flags = self.flags();
        let fits = |kind: &&str| flags.iter().all(|(kinds, _)| kinds.contains(kind));
        let first = flags.first().and_then(|(kinds, _)| kinds.first().copied());
        let said = flags.iter().flat_map(|(kinds, _)| kinds.iter().copied()).find(fits).or(first);
        let kind = self.kind.as_deref().or(said);
        match flags.iter().find(|(kinds, _)| !kind.is_some_and(|kind| kinds.contains(&kind))) {
            Some((kinds, flag)) => Err(Trouble::Wrong(format!(
                "{flag} is of a place of kind {}, and not of kind {}",
                kinds.first().copied().unwrap_or_default(),
                kind.unwrap_or_default()
            ))),
            None => Ok(kind),
        }
    }

    /// Whether an answer was given that would be the same the next time.
    pub fn says_anything(&self) -> bool {
        self.kind.is_some() || !self.flags().is_empty()
    }
}

/// Somebody who says where a place is, and what they have said already.
pub struct Asking<'a> {
    pub talk: Talk<'a>,
    pub told: &'a Told,
    /// What is asked first: of which kind it is.
    pub question: String,
    /// Whether a folder will do, or what to say otherwise.
    pub folder: &'a dyn Fn(&Path) -> Result<(), String>,
    /// The shop's own, who writes into channels.
    pub bot: Option<Bot>,
}

pub(super) struct Ask<'a> {
    pub told: &'a Option<String>,
    pub flag: &'static str,
    pub question: String,
    /// What is meant by an empty answer, and where nobody answers.
    pub usual: &'static str,
}

struct AskHidden<'a> {
    told: &'a Option<PathBuf>,
    flag: &'static str,
    question: String,
}

impl Asking<'_> {
    pub fn target(&self) -> Result<Target, Trouble> {
        let w = self.talk.w;
        let kind = match self.told.kind()? {
            Some(kind) => kind.to_owned(),
            None if self.talk.silent => return Err(Trouble::Wrong(w.setup_needs("--kind"))),
            None => {
                say(&kinds(&self.question, w));
                self.talk.ask(&w.place_type_number(), "", |typed| {
                    kind_of(typed).map(str::to_owned).ok_or_else(|| w.place_bad_kind())
                })?
            }
        };
        self.of_kind(&kind)
    }

    pub fn of_kind(&self, kind: &str) -> Result<Target, Trouble> {
        Ok(match kind {
            "folder" => Target::Folder(self.folder()?),
            "s3" => Target::S3(self.s3()?),
            "telegram" => Target::Telegram(self.telegram()?),
            "sftp" => Target::Sftp(self.sftp()?),
            "rclone" => Target::Rclone(self.rclone()?),
            _ => Target::Webdav(self.webdav()?),
        })
    }

    fn folder(&self) -> Result<Folder, Trouble> {
        let w = self.talk.w;
        let (told, question) = (&self.told.path, w.place_ask_folder());
        let path = self.asked(Ask { told, flag: "--path", question, usual: "" }, |typed| {
            let path = std::path::absolute(typed).ok().filter(|_| !typed.is_empty());
            let path = path.and_then(|path| answer::folder(path.to_str()?).ok());
            let path = path.ok_or_else(|| w.place_bad_folder())?;
            (self.folder)(&path).map(|()| path)
        })?;
        Ok(Folder { path, same_disk: self.told.same_disk })
    }

    fn s3(&self) -> Result<S3, Trouble> {
        let (w, told) = (self.talk.w, self.told);
        let ask = |told, flag, question, usual| Ask { told, flag, question, usual };
        let endpoint = self
            .asked(ask(&told.endpoint, "--endpoint", w.place_ask_endpoint(), ""), |typed| {
                answer::url(typed).map_err(|_| w.setup_bad_url())
            })?;
        let bucket = self
            .asked(ask(&told.bucket, "--bucket", w.place_ask_bucket(), ""), |typed| {
                answer::bucket(typed).map_err(|_| w.place_bad_bucket())
            })?;
        let prefix =
            self.asked(ask(&told.prefix, "--prefix", w.place_ask_prefix(), "-"), |typed| {
                let typed = if typed == "-" { "" } else { typed };
                answer::prefix(typed).map_err(|_| w.place_bad_part())
            })?;
        let region = self
            .asked(ask(&told.region, "--region", w.place_ask_region(), "auto"), |typed| {
                answer::region(typed).map_err(|_| w.place_bad_part())
            })?;
        let hidden = |told, flag, question| AskHidden { told, flag, question };
        let access =
            hidden(&told.access_key_file, "--access-key-file FILE", w.place_ask_access_key());
        let access_key = self.secret(access, answer::access_key)?;
        let secret =
            hidden(&told.secret_key_file, "--secret-key-file FILE", w.place_ask_secret_key());
        let secret_key = self.secret(secret, answer::secret_key)?;
        Ok(S3 { endpoint, bucket, prefix, region, path_style: true, access_key, secret_key })
    }

    fn webdav(&self) -> Result<Webdav, Trouble> {
        let w = self.talk.w;
        let (told, question) = (&self.told.url, w.place_ask_url());
        let url = self.asked(Ask { told, flag: "--url", question, usual: "" }, |typed| {
            answer::url(typed).map_err(|_| w.setup_bad_url())
        })?;
        let (told, question) = (&self.told.user, w.place_ask_user());
        let user = self.asked(Ask { told, flag: "--user", question, usual: "" }, |typed| {
            answer::user(typed).map_err(|_| w.place_bad_user())
        })?;
        let (told, question) = (&self.told.password_file, w.place_ask_password());
        let flag = "--password-file FILE";
        let password = self.secret(AskHidden { told, flag, question }, answer::password)?;
        Ok(Webdav { url, user, password })
    }

    fn telegram(&self) -> Result<Channel, Trouble> {
        let (w, told) = (self.talk.w, &self.told.chat_id);
        if told.is_none() && !self.talk.silent {
            // What is to be brought back has a channel already.
            say(&match self.bot {
                Some(_) => numbered([
                    w.place_channel_make(),
                    w.place_channel_admin(),
                    w.place_channel_keep(),
                    w.place_channel_link(),
                ]),
                None => w.restore_channel_how(),
            });
        }
        let question = w.place_ask_channel();
        let chat_id = self
            .asked(Ask { told, flag: "--chat-id", question, usual: "" }, |typed| {
                answer::channel(typed).map_err(|_| w.place_bad_channel())
            })?;
        let (told, bot) = (&self.told.token_file, self.bot.as_ref());
        let (own, token) = match bot.and_then(|bot| bot.token.clone()) {
            Some(token) if told.is_none() => (false, token),
            _ => {
                let (question, flag) = (w.place_ask_bot_token(), "--token-file FILE");
                (true, self.secret(AskHidden { told, flag, question }, answer::token)?)
            }
        };
        let api_url = bot.map_or_else(|| TELEGRAM_URL.to_owned(), |bot| bot.api_url.clone());
        Ok(Channel { chat_id, token, own, api_url })
    }

    pub(super) fn asked<T>(
        &self,
        ask: Ask<'_>,
        mut check: impl FnMut(&str) -> Result<T, String>,
    ) -> Result<T, Trouble> {
        match (ask.told, self.talk.silent) {
            (Some(told), _) => {
                check(told).map_err(|why| Trouble::Wrong(format!("{}: {why}", ask.flag)))
            }
            (None, true) if ask.usual.is_empty() => {
                Err(Trouble::Wrong(self.talk.w.setup_needs(ask.flag)))
            }
            (None, true) => check(ask.usual).map_err(Trouble::Wrong),
            (None, false) => self.talk.ask(&ask.question, ask.usual, check),
        }
    }

    fn secret(
        &self,
        ask: AskHidden<'_>,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Result<SecretString, Trouble> {
        let bad = || self.talk.w.setup_bad_secret();
        let fits = |secret: SecretString| match check(secret.expose_secret()) {
            Ok(()) => Ok(secret),
            Err(_) => Err(bad()),
        };
        match (ask.told, self.talk.silent) {
            (Some(path), _) => fits(read_secret(path)?).map_err(Trouble::Config),
            (None, true) => Err(Trouble::Wrong(self.talk.w.setup_needs(ask.flag))),
            (None, false) => self.talk.ask_hidden(&ask.question, fits),
        }
    }
}

/// What there is to choose from, below what is asked.
pub fn kinds(question: &str, w: Words) -> String {
    let kinds = [
        w.place_kind_folder(),
        w.place_kind_s3(),
        w.place_kind_webdav(),
        w.place_kind_telegram(),
        w.place_kind_sftp(),
        w.place_kind_rclone(),
    ];
    format!("{question}\n{}", numbered(kinds))
}

fn numbered<const COUNT: usize>(lines: [String; COUNT]) -> String {
    let numbered = (1..).zip(lines).map(|(nth, line)| format!("  {nth}. {line}"));
    numbered.collect::<Vec<_>>().join("\n")
}

/// As people choose it.
pub fn kind_of(typed: &str) -> Option<&'static str> {
    Some(match typed {
        "1" | "folder" => "folder",
        "2" | "s3" => "s3",
        "3" | "webdav" => "webdav",
        "4" | "telegram" => "telegram",
        "5" | "sftp" => "sftp",
        "6" | "rclone" => "rclone",
        _ => return None,
    })
}
