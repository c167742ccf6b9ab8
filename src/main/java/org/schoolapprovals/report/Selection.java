package org.schoolapprovals.report;

import java.util.Optional;

/**
 * Which stages a number is about.
 *
 * @param kind what stretch of a request's life, as the record keeps it
 * @param process empty for all
 * @param clause empty for all
 * @param outcome empty for all
 * @param detail empty for all
 * @param decisions whether only what somebody decided counts
 * @param late whether only what ended after it was due counts
 */
record Selection(
        String kind,
        Optional<String> process,
        Optional<String> clause,
        Optional<String> outcome,
        Optional<String> detail,
        boolean decisions,
        boolean late) {

    /** All stages of this kind. */
    static Selection of(String process, String kind) {
        return new Selection(
                kind, Optional.of(process), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }

    /** All that was decided under this clause. */
    static Selection decidedUnder(String clause) {
        return new Selection(
                "decision", Optional.empty(), Optional.of(clause), Optional.empty(), Optional.empty(), true, false);
    }

    Selection with(String someOutcome) {
        return new Selection(kind, process, clause, Optional.of(someOutcome), detail, decisions, late);
    }

    Selection because(String someDetail) {
        return new Selection(kind, process, clause, outcome, Optional.of(someDetail), decisions, late);
    }

    Selection decided() {
        return new Selection(kind, process, clause, outcome, detail, true, late);
    }

    Selection endedLate() {
        return new Selection(kind, process, clause, outcome, detail, decisions, true);
    }

    /** Whether this counts, late or not. */
    boolean matches(Leaf leaf) {
        return leaf.kind().equals(kind)
                && process.map(leaf.process()::equals).orElse(true)
                && clause.map(leaf.clause()::equals).orElse(true)
                && outcome.map(leaf.outcome()::equals).orElse(true)
                && detail.map(leaf.detail()::equals).orElse(true)
                && (!decisions || leaf.isDecision());
    }
}
