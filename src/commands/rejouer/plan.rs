//! What is asked of `rejouer`: cases drawn by chance, one case step by step, or a replay.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use super::Args;
use super::replay::Replay;

/// What is taken where nothing is asked for: the memory stays small on a large machine.
const USUAL_THREADS: usize = 4;

/// What is asked for.
pub(super) enum Plan {
    /// So many cases drawn by chance, from this seed.
    Random(u64, u64),
    /// The case of this id as the interview would have shown it.
    StepByStep(String),
    Replay(Replay, Report),
}

/// How a replay is told.
pub(super) enum Report {
    Json,
    Words,
}

impl From<&Args> for Plan {
    fn from(args: &Args) -> Self {
        if let Some(count) = args.au_hasard {
            return Self::Random(count, args.graine);
        }
        if let Some(id) = &args.pas_a_pas {
            return Self::StepByStep(id.clone());
        }
        let usual = || available_parallelism().map_or(1, NonZeroUsize::get).min(USUAL_THREADS);
        let threads = args.fils.map_or_else(usual, NonZeroUsize::get);
        let replay = Replay { threads, strict: args.strict, coverage: args.couverture };
        Self::Replay(replay, if args.json { Report::Json } else { Report::Words })
    }
}
