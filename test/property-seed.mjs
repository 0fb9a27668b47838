// Property tests draw the same cases in every run, so that a failure is one of the change and not of
// the day. FAST_CHECK_SEED=<number> draws others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
