package org.schoolapprovals.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * What somebody looks for in the register.
 *
 * @param className empty for all classes
 * @param use what {@code show} asks about; empty for any use
 * @param at the moment at which the register is to be read; empty for now, as is one that has not come yet
 */
public record RegisterFilter(Optional<String> className, Show show, Optional<Use> use, Optional<Instant> at) {

    /** The last moment of this school-local day. */
    public static Instant endOf(LocalDate day) {
        return SchoolTime.at(day.plusDays(1).atStartOfDay()).minusMillis(1);
    }
}
