package org.schoolapprovals.photo;

import static org.schoolapprovals.photo.PublicationState.GONE;
import static org.schoolapprovals.photo.PublicationState.OPEN;
import static org.schoolapprovals.photo.PublicationState.PUBLISHED;
import static org.schoolapprovals.photo.PublicationState.TAKING_DOWN;
import static org.schoolapprovals.photo.PublicationState.VOID;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.Standing;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/**
 * Photographs in one place: what was cleared for it and by whom, on which consents it rests, and what became of it. It changes only
 * with the {@link PhotoSubmission} that it belongs to.
 */
public final class Publication {

    private final UUID id;
    private final Use use;
    private final Ruling clearance;
    private final String text;
    private final List<PhotoFile> files;
    private final Map<UUID, Set<Long>> consents;

    private PublicationState state;
    private Effort effort;
    private Optional<Deed> published;
    private Optional<String> externalId;
    private Optional<String> link;
    private Optional<Takedown> takedown;
    private Optional<Deed> gone;
    private Optional<Deed> parentTold;
    private final Map<Duty, Obligation> obligations;

    /** Everything about a publication that can change, as it is stored. */
    record Progress(
            PublicationState state,
            Effort effort,
            Optional<Deed> published,
            Optional<String> externalId,
            Optional<String> link,
            Optional<Takedown> takedown,
            Optional<Deed> gone,
            Optional<Deed> parentTold,
            Map<Duty, Obligation> obligations) {

        Progress {
            obligations = Map.copyOf(obligations);
        }
    }

    /** A publication as it was stored. */
    Publication(
            UUID id,
            Use use,
            Ruling clearance,
            String text,
            List<PhotoFile> files,
            Map<UUID, Set<Long>> consents,
            Progress progress) {
        this.id = id;
        this.use = use;
        this.clearance = clearance;
        this.text = text;
        this.files = List.copyOf(files);
        this.consents = Map.copyOf(consents);
        this.state = progress.state();
        this.effort = progress.effort();
        this.published = progress.published();
        this.externalId = progress.externalId();
        this.link = progress.link();
        this.takedown = progress.takedown();
        this.gone = progress.gone();
        this.parentTold = progress.parentTold();
        this.obligations = new EnumMap<>(Duty.class);
        this.obligations.putAll(progress.obligations());
    }

    Progress progress() {
        return new Progress(state, effort, published, externalId, link, takedown, gone, parentTold, obligations);
    }

    /** A publication that has just been cleared. @param now where every child who is to be seen stands for this place */
    static Publication cleared(
            UUID id, Use use, Ruling clearance, String text, List<PhotoFile> files, Collection<Standing> now) {
        Map<UUID, Set<Long>> consents = new HashMap<>();
        now.forEach(standing -> consents.put(standing.pupil(), standing.consents()));
        return new Publication(
                id,
                use,
                clearance,
                text,
                files,
                consents,
                new Progress(
                        OPEN,
                        Effort.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    /** Whether consents are to the letter what they were when it was cleared. @param now for this place, nobody left out */
    boolean restsOn(Collection<Standing> now) {
        Map<UUID, Set<Long>> present = new HashMap<>();
        now.forEach(standing -> present.put(standing.pupil(), standing.consents()));
        return now.stream().allMatch(standing -> standing.answer() == Answer.YES) && present.equals(consents);
    }

    /** What to do next for an effect. */
    enum Next {
        CALL,
        WAIT,
        ASK_A_PERSON,
        DONE,
        VOID
    }

    /** Begins an attempt, and counts it if the channel is to be called. @param connected whether it can be called at all */
    Next attempt(Effect effect, boolean connected, Instant now, SchoolCalendar calendar) {
        if (!owes(effect)) {
            return isDone(effect) ? Next.DONE : Next.VOID;
        }
        if (effort.byHand().isPresent()) {
            return Next.ASK_A_PERSON;
        }
        if (!connected) {
            askAPerson("The software cannot do this there.", now, calendar);
            return Next.ASK_A_PERSON;
        }
        if (effort.nextAttempt().filter(now::isBefore).isPresent()) {
            return Next.WAIT;
        }
        if (isExhausted()) {
            askAPerson("The software tried " + effort.attempts() + " times in vain.", now, calendar);
            return Next.ASK_A_PERSON;
        }
        effort = new Effort(effort.attempts() + 1, Optional.empty(), Optional.empty());
        return Next.CALL;
    }

    /** The attempt that was counted last came to no call. */
    void notCalled() {
        effort = new Effort(effort.attempts() - 1, Optional.empty(), Optional.empty());
    }

    /**
     * The channel may do it later. After the last attempt a person does it, and so they do where the next one would come after a
     * removal is due.
     *
     * @return whether it is tried again
     */
    boolean putOff(Optional<Instant> notBefore, String why, Instant now, SchoolCalendar calendar) {
        Optional<Instant> next = isExhausted() ? Optional.empty() : Optional.of(next(notBefore, now));
        if (next.filter(this::isInTime).isEmpty()) {
            askAPerson(
                    "The software tried %s in vain; the last time %s."
                            .formatted(effort.attempts() == 1 ? "once" : effort.attempts() + " times", why),
                    now,
                    calendar);
            return false;
        }
        effort = new Effort(effort.attempts(), next, Optional.empty());
        return true;
    }

    private Instant next(Optional<Instant> notBefore, Instant now) {
        Instant next = now.plus(PhotoTimes.WAITS.get(Math.max(0, effort.attempts() - 1)));
        return notBefore.filter(next::isBefore).orElse(next);
    }

    private boolean isInTime(Instant attempt) {
        return state != TAKING_DOWN
                || attempt.isBefore(obligations.get(Duty.REMOVE).due().alarm());
    }

    void askAPerson(String why, Instant now, SchoolCalendar calendar) {
        effort = new Effort(effort.attempts(), Optional.empty(), Optional.of(why));
        if (state == OPEN) {
            obligations.put(Duty.BY_HAND, PhotoTimes.nextSchoolDay(now, calendar));
        }
    }

    private boolean isExhausted() {
        return effort.attempts() > PhotoTimes.WAITS.size();
    }

    void published(Optional<String> by, Optional<String> postId, Optional<String> seenAt, Instant now) {
        state = PUBLISHED;
        published = Optional.of(new Deed(now, by));
        externalId = postId;
        link = seenAt;
        effort = Effort.NONE;
    }

    /** The answer to a call came when the clearance was void already: now it is known what has to be taken down. */
    void foundOut(String postId, Optional<String> seenAt) {
        externalId = Optional.of(postId);
        link = seenAt;
    }

    /** The clearance is void. @return whether it may be out there, so that somebody has to look */
    boolean voided(Instant now, Duration within) {
        boolean mayBeOut = effort.attempts() > 0 || effort.byHand().isPresent();
        if (mayBeOut) {
            takeDown(
                    new Takedown(
                            now, Optional.empty(), "The clearance became void while it was being published.", Set.of()),
                    within);
        } else {
            state = VOID;
        }
        return mayBeOut;
    }

    void takeDown(Takedown why, Duration within) {
        state = TAKING_DOWN;
        takedown = Optional.of(why);
        effort = Effort.NONE;
        obligations.put(Duty.REMOVE, PhotoTimes.takedown(why.asked(), within));
    }

    /** Others' parents withdrew as well. */
    void alsoBecauseOf(Set<UUID> more) {
        Takedown present = takedown.orElseThrow();
        Set<UUID> all = new HashSet<>(present.children());
        all.addAll(more);
        takedown = Optional.of(new Takedown(present.asked(), present.by(), present.reason(), all));
    }

    void gone(Optional<String> by, Instant now, SchoolCalendar calendar) {
        state = GONE;
        gone = Optional.of(new Deed(now, by));
        effort = Effort.NONE;
        if (!takedown.orElseThrow().children().isEmpty()) {
            obligations.put(Duty.TELL_PARENT, PhotoTimes.nextSchoolDay(now, calendar));
        }
    }

    void parentTold(String by, Instant now) {
        parentTold = Optional.of(new Deed(now, Optional.of(by)));
    }

    void oblige(Duty duty, Obligation obligation) {
        obligations.put(duty, obligation);
    }

    /** Whether people have to do this now. */
    public boolean isPending(Duty duty) {
        return switch (duty) {
            case BY_HAND -> state == OPEN && effort.byHand().isPresent();
            case REMOVE -> state == TAKING_DOWN;
            case TELL_PARENT -> state == GONE && parentTold.isEmpty() && obligations.containsKey(Duty.TELL_PARENT);
            case OBTAIN_CONSENT, AMEND, CLEAR -> false;
        };
    }

    /** Whether this effect is what the publication needs now. */
    public boolean owes(Effect effect) {
        return effect == Effect.PUBLISH ? state == OPEN : state == TAKING_DOWN;
    }

    boolean isDone(Effect effect) {
        return effect == Effect.PUBLISH ? published.isPresent() : state == GONE;
    }

    /** Whether the channel can find by itself what it has to take down: not what a person published, or may have. */
    boolean isRemovableBySoftware() {
        return externalId.isPresent()
                || published.isEmpty() && obligation(Duty.BY_HAND).isEmpty();
    }

    /** Whether everybody there can see it, or may be able to: it was published and is not known to be gone. */
    public boolean isLive() {
        return state == PUBLISHED || state == TAKING_DOWN;
    }

    /** Whether what was cleared may be shown there: it is neither void nor to be taken down. */
    boolean isAllowed() {
        return state == OPEN || state == PUBLISHED;
    }

    /** The photographs that were cleared. */
    Set<UUID> photos() {
        return files.stream().map(PhotoFile::photo).collect(Collectors.toSet());
    }

    /** Who may do this now, the first of them by right. */
    public List<Role> whoMay(Duty duty) {
        List<Role> roles = new ArrayList<>();
        roles.add(duty == Duty.TELL_PARENT ? Role.OFFICE : Role.SOCIAL_MEDIA);
        if (obligation(duty).filter(Obligation::overdue).isPresent()) {
            roles.add(Role.HEAD_TEACHER);
        }
        return roles;
    }

    /** The business key of its processes, and what the channel knows it by. */
    public UUID id() {
        return id;
    }

    /** Where. */
    public Use use() {
        return use;
    }

    /** Who cleared it, and when. */
    public Ruling clearance() {
        return clearance;
    }

    /** What was cleared to be published with the files, whatever became of the submission since; believe nothing in it. */
    public String text() {
        return text;
    }

    /** What was cleared, in its order. */
    public List<PhotoFile> files() {
        return files;
    }

    /** Which entries of the register of consents it rests on, for each child. */
    public Map<UUID, Set<Long>> consents() {
        return consents;
    }

    public PublicationState state() {
        return state;
    }

    public Effort effort() {
        return effort;
    }

    /** When it was published; empty where it never was. */
    public Optional<Deed> published() {
        return published;
    }

    /** The channel's id of the post; empty where a person published it. */
    public Optional<String> externalId() {
        return externalId;
    }

    /** Where it can be seen, or could be. */
    public Optional<String> link() {
        return link;
    }

    /** Why it has to be taken down, or had to. */
    public Optional<Takedown> takedown() {
        return takedown;
    }

    /** When it was found gone. */
    public Optional<Deed> gone() {
        return gone;
    }

    /** When the parents and carers were told that it is gone. */
    public Optional<Deed> parentTold() {
        return parentTold;
    }

    /** What people have to do, or had to, by when; empty where they never had to. */
    public Optional<Obligation> obligation(Duty duty) {
        return Optional.ofNullable(obligations.get(duty));
    }
}
