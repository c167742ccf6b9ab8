package org.schoolapprovals.roundup;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.schoolcalendar.SchoolYear;

/**
 * The round-ups of a school year.
 *
 * @param years all school years that there are round-ups of, and the present one, the latest first
 * @param weeks the latest first; weeks without any school day are left out
 * @param next what will be asked for next; empty where the school calendar does not reach that far
 * @param open what is asked for and not answered
 * @param mayPrepare whether the reader may prepare what is to come
 */
public record Overview(
        SchoolYear year,
        List<SchoolYear> years,
        List<Week> weeks,
        Optional<RoundUpDay> next,
        List<RoundUp> open,
        boolean mayPrepare) {

    public Overview {
        years = List.copyOf(years);
        weeks = List.copyOf(weeks);
        open = List.copyOf(open);
    }

    /** How many of these weeks stand there. */
    public long count(State state) {
        return weeks.stream()
                .flatMap(week -> week.roundUp().stream())
                .filter(roundUp -> roundUp.state() == state)
                .count();
    }
}
