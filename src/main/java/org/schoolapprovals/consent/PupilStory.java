package org.schoolapprovals.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the register says about a child, as it stood at a moment.
 *
 * @param line where the child stands
 * @param entries all answers, the latest first
 * @param bars all bars and their lifting, the latest first
 * @param history all particulars, the latest first
 * @param carers the parents and carers who answered before, each once
 * @param usualEnd last day of a consent that is given today
 * @param mayReadReasons whether the viewer reads reasons and scanned pages, and lifts bars
 */
public record PupilStory(
        RegisterLine line,
        List<EntryLine> entries,
        List<BarLine> bars,
        List<Change> history,
        List<String> carers,
        LocalDate usualEnd,
        boolean mayReadReasons) {

    /**
     * @param by name of whoever recorded it
     * @param counts whether it is still its giver's word: neither overtaken by a later one nor ended
     */
    public record EntryLine(Entry entry, String by, boolean counts) {}

    /**
     * @param barred false where a bar was lifted
     * @param reason empty for whoever may not read it
     * @param by name of whoever recorded it
     */
    public record BarLine(boolean barred, Optional<String> reason, String by, Instant at) {}

    /** @param by name of whoever recorded it */
    public record Change(Enrolment particulars, String by) {}
}
