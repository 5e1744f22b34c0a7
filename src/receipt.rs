//! Receipts: what was asked, of which facts, by which program and law, and what was answered; and what has changed since.
//!
//! A receipt holds digests of its facts, of its answer and of the law, and a seal over all of it, so that what was changed
//! afterwards is told apart from what follows otherwise today. Whoever makes all digests anew is found by answering again:
//! a seal is no signature.

mod differ;
pub mod merkle;
pub mod rows;

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::lang::{self, Lang};
use crate::law::{digest, digest_of, named, rule_called};

pub use differ::{Difference, Leaves, compact, differences, leaves};

pub const RECEIPT_SCHEMA: &str = "iijtax.receipt/1";

/// A receipt of one answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub schema: String,
    pub program: Maker,
    /// The command and its options, without those that say how it is shown.
    pub command: Vec<String>,
    /// The files as they were read.
    pub files: Vec<File>,
    pub exit_code: u8,
    /// The rules that the answer names.
    pub rules: Vec<Used>,
    /// The canonical answer, without blanks.
    pub answer: Box<RawValue>,
    pub answer_sha256: String,
    /// Of everything above.
    pub seal: String,
}

/// Which program answered, by which law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maker {
    pub version: String,
    pub law_digest: String,
}

impl Maker {
    /// This program.
    pub fn own() -> Maker {
        Maker { version: env!("CARGO_PKG_VERSION").to_owned(), law_digest: digest().to_owned() }
    }
}

/// A file as it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// As the user named it.
    pub name: String,
    pub sha256: String,
    pub text: String,
}

impl File {
    pub fn new(name: &str, text: String) -> File {
        File { name: name.to_owned(), sha256: of_bytes(text.as_bytes()), text }
    }

    /// Whether the text is still that of its digest.
    pub fn is_whole(&self) -> bool {
        of_bytes(self.text.as_bytes()) == self.sha256
    }
}

/// A rule that an answer names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used {
    pub id: String,
    pub cite: String,
    /// Of all that the rule says.
    pub sha256: String,
}

/// The digest of what a reader has.
pub fn of_reader(reader: impl Read) -> io::Result<String> {
    let mut digested = Sha256::new();
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(named(digested));
        }
        digested.update(bytes);
        let read = bytes.len();
        reader.consume(read);
    }
}

/// The digest of some bytes.
pub fn of_bytes(bytes: &[u8]) -> String {
    named(Sha256::new_with_prefix(bytes))
}

impl Receipt {
    /// A receipt of an answer, which is JSON.
    pub fn new(command: Vec<String>, files: Vec<File>, exit_code: u8, answer: &str) -> Result<Receipt, String> {
        let answer = compact(answer);
        let mut receipt = Receipt {
            schema: RECEIPT_SCHEMA.to_owned(),
            program: Maker::own(),
            command,
            files,
            exit_code,
            rules: rules_in(&answer)?,
            answer_sha256: of_bytes(answer.as_bytes()),
            answer: RawValue::from_string(answer).map_err(|error| error.to_string())?,
            seal: String::new(),
        };
        receipt.seal = receipt.sealed();
        Ok(receipt)
    }

    /// Reads a receipt; what is wrong with it.
    pub fn read(text: &str) -> Result<Receipt, String> {
        let mut receipt: Receipt = serde_json::from_str(text).map_err(|error| lang::of_json_error(&error))?;
        if receipt.schema != RECEIPT_SCHEMA {
            return Err(said!(
                "the schema {:?}, wanted {RECEIPT_SCHEMA:?}",
                "スキーマ{:?}（条件：{RECEIPT_SCHEMA:?}）",
                receipt.schema
            ));
        }
        // However it was laid out since.
        receipt.answer = RawValue::from_string(compact(receipt.answer.get())).map_err(|error| error.to_string())?;
        Ok(receipt)
    }

    /// The seal that it should have.
    pub fn sealed(&self) -> String {
        let unsealed = Receipt { seal: String::new(), ..self.clone() };
        of_bytes(serde_json::to_string(&unsealed).unwrap_or_default().as_bytes())
    }

    /// What was changed in the receipt itself, and what answering again brings: `again` is the canonical answer of today.
    pub fn verify(&self, again: Result<&str, String>) -> Result<Verdict, String> {
        let own = Maker::own();
        let then = leaves(self.answer.get())?;
        let (differences, failed) = match again {
            Ok(answer) => (differences(&then, &leaves(&compact(answer))?, &self.rules), None),
            Err(why) => (Vec::new(), Some(why)),
        };
        let rules = self.rules.iter().filter(|used| rule_called(&used.id).map(Used::of).as_ref() != Some(*used));
        let facts_changed = self.files.iter().filter(|file| !file.is_whole()).map(|file| file.name.clone()).collect();
        Ok(Verdict {
            figures: then.len(),
            facts_changed,
            answer_changed: of_bytes(self.answer.get().as_bytes()) != self.answer_sha256,
            seal_broken: self.sealed() != self.seal,
            law_changed: (own.law_digest != self.program.law_digest).then(|| self.program.law_digest.clone()),
            version_changed: (own.version != self.program.version).then(|| self.program.version.clone()),
            rules_changed: rules.map(|used| (used.clone(), rule_called(&used.id).map(Used::of))).collect(),
            differences,
            failed,
        })
    }
}

impl Used {
    fn of(rule: &'static crate::law::Rule) -> Used {
        Used { id: rule.id.to_owned(), cite: cite_of(rule), sha256: digest_of(rule) }
    }
}

/// What a rule cites as receipts hold it: in English, so that those of both languages can be compared.
fn cite_of(rule: &crate::law::Rule) -> String {
    lang::within(Lang::En, || rule.cite())
}

/// What a receipt holds of a rule's citations, in the chosen language, where the rule still cites the same.
pub fn cite_said(id: &str, cite: &str) -> String {
    let rule = rule_called(id).filter(|rule| cite_of(rule) == cite);
    rule.map_or_else(|| cite.to_owned(), crate::law::Rule::cite)
}

/// The rules whose ids stand anywhere in an answer.
fn rules_in(answer: &str) -> Result<Vec<Used>, String> {
    let leaves = leaves(answer)?;
    let texts = leaves.values().filter_map(|leaf| leaf.text.strip_prefix('"')?.strip_suffix('"'));
    let ids: BTreeSet<&str> = texts.collect();
    Ok(ids.into_iter().filter_map(rule_called).map(Used::of).collect())
}

/// What came of verifying a receipt.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How many figures and words the answer has.
    pub figures: usize,
    /// Files whose text is no longer that of their digest.
    pub facts_changed: Vec<String>,
    /// The answer is no longer that of its digest.
    pub answer_changed: bool,
    /// Something in the receipt was changed, whatever it was.
    pub seal_broken: bool,
    /// The digest of the law then, where it is another now.
    pub law_changed: Option<String>,
    pub version_changed: Option<String>,
    /// Rules of the answer that say something else now, or are gone.
    pub rules_changed: Vec<(Used, Option<Used>)>,
    pub differences: Vec<Difference>,
    /// Why it could not be answered again.
    pub failed: Option<String>,
}

impl Verdict {
    /// The same answer follows from the same facts, and nobody changed the receipt.
    pub fn holds(&self) -> bool {
        self.facts_changed.is_empty()
            && !self.answer_changed
            && !self.seal_broken
            && self.differences.is_empty()
            && self.failed.is_none()
    }
}
