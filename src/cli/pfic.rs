//! `iijtax pfic`: its commands.

mod holding;
mod status;

use clap::{Args, Subcommand};

use super::args::AnswerFormat;
use super::output::Output;
use super::receipt::Receipts;
use super::{Exit, Failure, Run};
use crate::answer::pfic::PficRegime;

use holding::{EXAMPLES, HoldingArgs};
use status::StatusArgs;

/// Passive foreign investment companies: status, excess distributions, mark to market.
#[derive(Debug, Args)]
pub struct PficArgs {
    #[command(subcommand)]
    pub command: PficCommand,
}

/// What is asked about such a company, or about a holding of one.
#[derive(Debug, Subcommand)]
pub enum PficCommand {
    Status(StatusArgs),
    /// Excess distributions and gains under the default regime: allocation, tax, interest, Form 8621.
    #[command(after_help = EXAMPLES)]
    Excess(HoldingArgs),
    /// Under the mark-to-market election: inclusions, limited losses and basis, by year and by lot.
    #[command(after_help = EXAMPLES)]
    Mtm(HoldingArgs),
    /// Both regimes over the same lots: tax and interest by year, and which costs less.
    #[command(after_help = EXAMPLES)]
    Compare(HoldingArgs),
}

impl Run for PficArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        match &self.command {
            PficCommand::Status(args) => args.run(out),
            PficCommand::Excess(args) => holding::run_regime(args, PficRegime::Default, out),
            PficCommand::Mtm(args) => holding::run_regime(args, PficRegime::MarkToMarket, out),
            PficCommand::Compare(args) => holding::run_compare(args, out),
        }
    }

    fn wants_json(&self) -> bool {
        match &self.command {
            PficCommand::Status(args) => args.wants_json(),
            PficCommand::Excess(args) | PficCommand::Mtm(args) | PficCommand::Compare(args) => args.format.is_json(),
        }
    }

    fn canonical(&mut self) -> Receipts {
        let format = match &mut self.command {
            PficCommand::Status(args) => &mut args.format,
            PficCommand::Excess(args) | PficCommand::Mtm(args) | PficCommand::Compare(args) => &mut args.format,
        };
        format.choice = AnswerFormat::Json;
        Receipts::OfAnswer
    }
}
