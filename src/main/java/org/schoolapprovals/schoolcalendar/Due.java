package org.schoolapprovals.schoolcalendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** When something is due, or that the school calendar does not reach far enough to say: it is never guessed. */
public sealed interface Due {

    /** @param moment when it is due */
    record At(Instant moment) implements Due {}

    /** @param lastKnownDay the last day of the last term that was entered */
    record BeyondCalendar(LocalDate lastKnownDay) implements Due {}

    /** @param firstKnownDay the first day of the first term that was entered */
    record BeforeCalendar(LocalDate firstKnownDay) implements Due {}

    /** No term has been entered at all. */
    record NoTerms() implements Due {}

    /** The moment, where the calendar knows it. */
    default Optional<Instant> known() {
        return this instanceof At at ? Optional.of(at.moment()) : Optional.empty();
    }

    /** The due date in words, or why there is none and what to do about it. */
    default String inWords() {
        if (this instanceof At at) {
            return SchoolTime.format(at.moment());
        }
        if (this instanceof BeyondCalendar beyond) {
            return "No due date: the school calendar ends on " + SchoolTime.format(beyond.lastKnownDay())
                    + ". Ask the office to enter the next terms.";
        }
        if (this instanceof BeforeCalendar before) {
            return "No due date: the school calendar begins on " + SchoolTime.format(before.firstKnownDay())
                    + ". Ask the office to enter the terms before it.";
        }
        return "No due date: no terms have been entered in the school calendar. Ask the office to enter them.";
    }
}
