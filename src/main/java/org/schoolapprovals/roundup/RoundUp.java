package org.schoolapprovals.roundup;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;

/**
 * The round-up of one Friday and what became of it. Every method that changes it either makes a legal step or refuses with a sentence
 * and leaves everything as it was: {@link NotAllowedException} for the wrong person, {@link RefusedException} for the wrong moment.
 */
public final class RoundUp {

    /** The id of the process, as the record of stages names it. */
    public static final String PROCESS = "weekly-roundup";

    static final String CLAUSE = "P8";

    private final UUID id;
    private final RoundUpDay day;
    private final Instant openedAt;
    private final int version;

    private State state;
    private boolean reminded;
    private Optional<Instant> headToldAt;
    private Optional<Ending> ending;

    /** A round-up as it was stored. */
    RoundUp(
            UUID id,
            RoundUpDay day,
            Instant openedAt,
            int version,
            State state,
            boolean reminded,
            Optional<Instant> headToldAt,
            Optional<Ending> ending) {
        this.id = id;
        this.day = day;
        this.openedAt = openedAt;
        this.version = version;
        this.state = state;
        this.reminded = reminded;
        this.headToldAt = headToldAt;
        this.ending = ending;
    }

    static RoundUp opened(UUID id, RoundUpDay day, Instant now) {
        return new RoundUp(id, day, now, 0, State.OPEN, false, Optional.empty(), Optional.empty());
    }

    /** Whether this person posts round-ups: those responsible for the accounts do, and nobody in their place. */
    static boolean mayPost(Person person) {
        return person.has(Role.SOCIAL_MEDIA);
    }

    static void requireMayPost(Person person) {
        if (!mayPost(person)) {
            throw new NotAllowedException("Only those responsible for the accounts post the round-up (P8).");
        }
    }

    void requireOpen() {
        if (state != State.OPEN) {
            throw new RefusedException("The round-up of %s stands at \u201c%s\u201d already: nothing was changed."
                    .formatted(day.inWords(), state.words()));
        }
    }

    void posted(Person by, Post post, Instant now) {
        requireMayPost(by);
        requireOpen();
        state = State.POSTED;
        ending = Optional.of(new Ending(now, Optional.of(by.id()), post.text(), post.link(), ""));
    }

    void missed(Person by, String reason, Instant now) {
        requireMayPost(by);
        requireOpen();
        state = State.MISSED;
        ending = Optional.of(new Ending(now, Optional.of(by.id()), "", Optional.empty(), reason));
    }

    /** Nobody answered, and it is too late. */
    void unanswered(Instant at) {
        requireOpen();
        state = State.MISSED;
        ending = Optional.of(new Ending(at, Optional.empty(), "", Optional.empty(), ""));
    }

    void remind() {
        requireOpen();
        reminded = true;
    }

    /** @return whether the head teacher has not been told before */
    boolean tellHead(Instant now) {
        requireOpen();
        if (now.isBefore(day.tellHead())) {
            throw new RefusedException("The head teacher is told on the next school day, not before.");
        }
        if (headToldAt.isPresent()) {
            return false;
        }
        headToldAt = Optional.of(now);
        return true;
    }

    /** The business key of its process. */
    public UUID id() {
        return id;
    }

    /** What people call it by, such as {@code RUP-2027-05-14}. */
    public String reference() {
        return "RUP-" + day.friday();
    }

    /** The Friday, and its times. */
    public RoundUpDay day() {
        return day;
    }

    /** When the software asked for it: later than {@link RoundUpDay#opens} where it was not running then. */
    public Instant openedAt() {
        return openedAt;
    }

    public State state() {
        return state;
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether those who post it were reminded. */
    public boolean isReminded() {
        return reminded;
    }

    /** When the head teacher was told that it is not posted; empty where they were not. */
    public Optional<Instant> headToldAt() {
        return headToldAt;
    }

    /** How it ended; empty while it is open. */
    public Optional<Ending> ending() {
        return ending;
    }

    /** Whether it was missed without a word. */
    public boolean isUnanswered() {
        return state == State.MISSED && ending.flatMap(Ending::by).isEmpty();
    }

    /** Whether it was posted after it was due. */
    public boolean isLate() {
        return state == State.POSTED
                && ending.filter(end -> end.at().isAfter(day.due())).isPresent();
    }

    /** How often it was changed; whoever saves it must have read the latest version. */
    int version() {
        return version;
    }
}
