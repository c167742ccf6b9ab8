package org.schoolapprovals.roundup.process;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import org.schoolapprovals.roundup.RoundUpDay;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.Takedown;
import org.schoolapprovals.roundup.Takedowns;
import org.springframework.stereotype.Component;

/** The dates that the models' timers wait for, from our own tables. Public because expressions of the models call it. */
@Component
public class RoundUpDates {

    private final RoundUps roundUps;
    private final Takedowns takedowns;

    RoundUpDates(RoundUps roundUps, Takedowns takedowns) {
        this.roundUps = roundUps;
        this.takedowns = takedowns;
    }

    public Date reminder(String businessKey) {
        return ofDay(businessKey, RoundUpDay::reminder);
    }

    public Date tellHead(String businessKey) {
        return ofDay(businessKey, RoundUpDay::tellHead);
    }

    public Date lastMoment(String businessKey) {
        return ofDay(businessKey, RoundUpDay::lastMoment);
    }

    public Date takedownReminder(String businessKey) {
        return ofTakedown(businessKey, Takedown::reminder);
    }

    public Date takedownDue(String businessKey) {
        return ofTakedown(businessKey, Takedown::due);
    }

    private Date ofDay(String businessKey, Function<RoundUpDay, Instant> moment) {
        return Date.from(
                moment.apply(roundUps.find(UUID.fromString(businessKey)).day()));
    }

    private Date ofTakedown(String businessKey, Function<Takedown, Instant> moment) {
        return Date.from(moment.apply(takedowns.find(UUID.fromString(businessKey))));
    }
}
