package org.schoolapprovals.roundup;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** At which time of day round-ups are asked for, and the head teacher hears of one that is not posted. */
@Component
class RoundUpSettings {

    private static final LocalTime LATEST = LocalTime.of(14, 0);

    private final LocalTime opens;

    /** @param given school-local, {@code HH:mm}, at the latest 14:00 */
    RoundUpSettings(@Value("${school.round-up.opens:08:00}") String given) {
        this.opens = read(given);
    }

    LocalTime opens() {
        return opens;
    }

    private static LocalTime read(String given) {
        try {
            LocalTime opens = LocalTime.parse(given.strip());
            if (!opens.isAfter(LATEST)) {
                return opens;
            }
        } catch (DateTimeParseException noTime) {
            // Said below.
        }
        throw new SettingsFault(
                "SCHOOL_ROUND_UP_OPENS takes the time of day at which the round-up is asked for on Fridays,"
                        + " from 00:00 to 14:00, such as 08:00.");
    }
}
