//! The rows of a register as they are written: each a leaf of a tree, so that one can be proved without the others.

use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::merkle::{self, Hash, Leaf, Tree};
use super::{File, Maker, of_bytes};

pub const RUN_SCHEMA: &str = "iijtax.run-receipt/1";
pub const PROOF_SCHEMA: &str = "iijtax.row-proof/1";

/// A receipt of a run over a register.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunReceipt {
    pub schema: String,
    pub program: Maker,
    /// The command and its options.
    pub command: Vec<String>,
    /// What all records share, as it was read.
    pub files: Vec<File>,
    /// The files of the register, in their order.
    pub registers: Vec<Register>,
    pub exit_code: u8,
    /// The closing summary, but for the time it took.
    pub totals: Box<serde_json::value::RawValue>,
    pub rows: Rows,
    /// Of everything above.
    pub seal: String,
}

/// A file of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    pub name: String,
    /// Null of a pipe, which cannot be read again.
    pub sha256: Option<String>,
}

/// The rows of a run, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    pub form: RowForm,
    pub count: u64,
    /// Of the header of a CSV.
    pub header_sha256: Option<String>,
    /// The root of the tree of RFC 6962 over the rows, each without the line break that ends it.
    pub root: String,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowForm {
    Ndjson,
    Csv,
    /// Parquet or Arrow: each row is digested as an object of JSON with all columns in their order, numbers as texts.
    Columns,
}

/// What proves one row of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub schema: String,
    /// The row's number, from 1.
    pub row: u64,
    /// The row as it was written.
    pub text: String,
    /// The digests beside it and beside what stands above it, from below.
    pub beside: Vec<String>,
}

impl RunReceipt {
    /// Reads the receipt of a run; what is wrong with it.
    pub fn read(text: &str) -> Result<RunReceipt, String> {
        let mut receipt: RunReceipt = serde_json::from_str(text).map_err(|error| crate::lang::of_json_error(&error))?;
        let totals = super::compact(receipt.totals.get());
        receipt.totals = serde_json::value::RawValue::from_string(totals).map_err(|error| error.to_string())?;
        Ok(receipt)
    }

    /// The seal that it should have.
    pub fn sealed(&self) -> String {
        let unsealed = RunReceipt { seal: String::new(), ..self.clone() };
        of_bytes(serde_json::to_string(&unsealed).unwrap_or_default().as_bytes())
    }

    /// Whether a row is one of the run, by its proof alone.
    pub fn proves(&self, proof: &Proof) -> bool {
        let beside: Option<Vec<Hash>> = proof.beside.iter().map(|digits| hash(digits)).collect();
        let at = proof.row.checked_sub(1);
        let root = at.zip(beside).and_then(|(at, beside)| {
            merkle::root_of(merkle::leaf(proof.text.as_bytes()), at, self.rows.count, &beside)
        });
        root.is_some_and(|root| digits(root) == self.rows.root)
    }
}

/// Takes rows apart as they are written, and digests each.
#[derive(Debug)]
pub struct Digester {
    form: RowForm,
    tree: Tree,
    row: Leaf,
    has_begun: bool,
    in_quotes: bool,
    header: Option<Hash>,
    /// The row that is to be proved is kept.
    wanted: Option<u64>,
    text: Vec<u8>,
}

impl Digester {
    pub fn new(form: RowForm) -> Digester {
        Digester::proving(form, None)
    }

    /// The same, keeping one row and its proof, counted from 0.
    pub fn proving(form: RowForm, wanted: Option<u64>) -> Digester {
        Digester {
            form,
            tree: wanted.map_or_else(Tree::default, Tree::proving),
            row: Leaf::default(),
            has_begun: false,
            in_quotes: false,
            header: None,
            wanted,
            text: Vec::new(),
        }
    }

    pub fn add(&mut self, mut bytes: &[u8]) {
        while let Some((row, [_end, rest @ ..])) = self.end_of_row(bytes).and_then(|end| bytes.split_at_checked(end)) {
            self.add_part(row);
            self.end_row();
            bytes = rest;
        }
        self.add_part(bytes);
    }

    /// A whole row.
    pub fn add_row(&mut self, row: &[u8]) {
        self.add_part(row);
        self.end_row();
    }

    /// Where the row ends that these bytes begin with or go on with; a line break inside quotes ends none.
    fn end_of_row(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.form {
            // Rows of columns come one by one.
            RowForm::Columns => None,
            RowForm::Ndjson => memchr::memchr(b'\n', bytes),
            RowForm::Csv => memchr::memchr2_iter(b'\n', b'"', bytes).find(|at| {
                let byte = bytes.get(*at);
                if byte == Some(&b'"') {
                    self.in_quotes = !self.in_quotes;
                }
                byte == Some(&b'\n') && !self.in_quotes
            }),
        }
    }

    fn add_part(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.has_begun = true;
        self.row.add(bytes);
        if self.wanted == Some(self.tree.count()) && !self.is_header() {
            self.text.extend_from_slice(bytes);
        }
    }

    fn is_header(&self) -> bool {
        self.form == RowForm::Csv && self.header.is_none()
    }

    fn end_row(&mut self) {
        let leaf = std::mem::take(&mut self.row).finish();
        self.has_begun = false;
        if self.is_header() {
            self.header = Some(leaf);
        } else {
            self.tree.push(leaf);
        }
    }

    /// What all the rows come to, and the proof of the one that was wanted.
    pub fn finish(mut self) -> (Rows, Option<Proof>) {
        if self.has_begun {
            self.end_row();
        }
        let count = self.tree.count();
        let (root, beside) = self.tree.finish();
        let rows = Rows { form: self.form, count, header_sha256: self.header.map(digits), root: digits(root) };
        let proof = self.wanted.filter(|at| *at < count).map(|at| Proof {
            schema: PROOF_SCHEMA.to_owned(),
            row: at + 1,
            text: String::from_utf8_lossy(&self.text).into_owned(),
            beside: beside.into_iter().map(digits).collect(),
        });
        (rows, proof)
    }
}

/// Digests rows that were written earlier.
pub fn digested(mut rows: impl BufRead, form: RowForm, wanted: Option<u64>) -> io::Result<(Rows, Option<Proof>)> {
    let mut digester = Digester::proving(form, wanted);
    loop {
        let bytes = rows.fill_buf()?;
        if bytes.is_empty() {
            return Ok(digester.finish());
        }
        digester.add(bytes);
        let read = bytes.len();
        rows.consume(read);
    }
}

/// An output of which every row is digested on its way.
pub struct Digesting<W> {
    output: W,
    digester: Arc<Mutex<Digester>>,
}

impl<W: Write> Digesting<W> {
    pub fn new(output: W, digester: Arc<Mutex<Digester>>) -> Digesting<W> {
        Digesting { output, digester }
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.output.write(bytes)?;
        self.digester.lock().unwrap_or_else(PoisonError::into_inner).add(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

fn digits(hash: Hash) -> String {
    hash.iter().fold("sha256:".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

fn hash(digits: &str) -> Option<Hash> {
    let digits = digits.strip_prefix("sha256:").filter(|digits| digits.len() == 64 && digits.is_ascii())?;
    let mut hash = [0; 32];
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    for (byte, pair) in hash.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_whatever_the_pieces_they_come_in() {
        let csv = b"id,x\na,1\n\"b\nb\",\"\"\"\n\"\nc,3\n";
        let whole = digested(&csv[..], RowForm::Csv, Some(1)).unwrap();
        assert_eq!(whole.0.count, 3);
        assert_eq!(whole.1.as_ref().unwrap().text, "\"b\nb\",\"\"\"\n\"");
        for size in 1..csv.len() {
            let mut digester = Digester::new(RowForm::Csv);
            csv.chunks(size).for_each(|piece| digester.add(piece));
            assert_eq!(digester.finish().0, whole.0, "{size}");
        }
        let lines = digested(&b"{}\n{\"a\":\"\\\"\"}\n"[..], RowForm::Ndjson, None).unwrap().0;
        assert_eq!((lines.count, lines.header_sha256), (2, None));
        assert_ne!(
            lines.root,
            digested(&b"{\"a\":\"\\\"\"}\n{}\n"[..], RowForm::Ndjson, None).unwrap().0.root,
            "in order"
        );
    }
}
