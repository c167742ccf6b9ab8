package org.schoolapprovals.roundup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * Photographs that have to be taken out of a round-up that was posted, in real time (S3). Every method that changes it either makes a
 * legal step or refuses with a sentence.
 */
public final class Takedown {

    /** The id of the process. */
    public static final String PROCESS = "weekly-roundup-takedown";

    static final String CLAUSE = "S3";

    private final UUID id;
    private final UUID roundUp;
    private final Instant asked;
    private final Instant due;
    private final Instant reminder;
    private final int version;

    private boolean reminded;
    private boolean overdue;
    private Optional<Instant> done;
    private Optional<String> doneBy;

    /** A takedown as it was stored. */
    Takedown(
            UUID id,
            UUID roundUp,
            Instant asked,
            Instant due,
            Instant reminder,
            int version,
            boolean reminded,
            boolean overdue,
            Optional<Instant> done,
            Optional<String> doneBy) {
        this.id = id;
        this.roundUp = roundUp;
        this.asked = asked;
        this.due = due;
        this.reminder = reminder;
        this.version = version;
        this.reminded = reminded;
        this.overdue = overdue;
        this.done = done;
        this.doneBy = doneBy;
    }

    /** @param within the time in which photographs are taken down, holidays included */
    static Takedown asked(UUID id, UUID roundUp, Instant now, Duration within) {
        return new Takedown(
                id,
                roundUp,
                now,
                now.plus(within),
                now.plus(within.dividedBy(2)),
                0,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    void requirePending() {
        if (done.isPresent()) {
            throw new RefusedException("These photographs were taken out already: nothing was changed.");
        }
    }

    /** Whether this person may do it now: those responsible for the accounts, and the head teacher once it is overdue. */
    void requireMayDo(Person person) {
        if (!person.has(Role.SOCIAL_MEDIA) && !(overdue && person.has(Role.HEAD_TEACHER))) {
            throw new NotAllowedException("Only those responsible for the accounts"
                    + (overdue ? " and the head teacher" : "") + " can do this now.");
        }
    }

    void remind() {
        requirePending();
        reminded = true;
    }

    void overdue(Instant now) {
        requirePending();
        if (now.isBefore(due)) {
            throw new RefusedException("The due date is not reached before " + SchoolTime.format(due) + ".");
        }
        overdue = true;
    }

    void done(Person by, Instant now) {
        requireMayDo(by);
        requirePending();
        done = Optional.of(now);
        doneBy = Optional.of(by.id());
    }

    /** The business key of its process. */
    public UUID id() {
        return id;
    }

    /** The round-up that they were posted with. */
    public UUID roundUp() {
        return roundUp;
    }

    /** Since when. */
    public Instant asked() {
        return asked;
    }

    /** By when. */
    public Instant due() {
        return due;
    }

    public Instant reminder() {
        return reminder;
    }

    public boolean isReminded() {
        return reminded;
    }

    /** Whether it was found overdue, so that the head teacher joined. */
    public boolean isOverdue() {
        return overdue;
    }

    /** When somebody took them out; empty before. */
    public Optional<Instant> done() {
        return done;
    }

    Optional<String> doneBy() {
        return doneBy;
    }

    int version() {
        return version;
    }
}
