package org.schoolapprovals.roundup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.Stage;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.photo.FurtherUse;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.PhotosTakenBack;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Photographs that were posted with a round-up and may not be shown any more (S3): people take them out of the post, in the same time in
 * which photographs are taken down elsewhere. Each method is one transaction.
 */
@Service
@Transactional
public class Takedowns implements FurtherUse {

    private static final String DONE = "done";

    private final RoundUpStore store;
    private final PhotoSubmissions submissions;
    private final StageRecord stages;
    private final People people;
    private final RoundUpProcess process;
    private final Clock clock;

    Takedowns(
            RoundUpStore store,
            PhotoSubmissions submissions,
            StageRecord stages,
            People people,
            RoundUpProcess process,
            Clock clock) {
        this.store = store;
        this.submissions = submissions;
        this.stages = stages;
        this.people = people;
        this.process = process;
        this.clock = clock;
    }

    /** For each round-up in which they can be seen its own process begins. */
    @EventListener
    public void photosTakenBack(PhotosTakenBack takenBack) {
        Set<UUID> photos = takenBack.in(Use.FACEBOOK);
        for (UUID roundUpId : store.showing(photos)) {
            RoundUp roundUp = store.lock(roundUpId).orElseThrow();
            Instant now = now();
            Takedown takedown = Takedown.asked(UUID.randomUUID(), roundUpId, now, submissions.takedownWithin());
            store.add(takedown);
            store.takeOut(roundUpId, photos, takedown.id());
            stages.begin(
                    new Stage(
                            roundUpId,
                            takedown.id(),
                            roundUp.reference(),
                            RoundUp.PROCESS,
                            Takedown.CLAUSE,
                            StageKind.TAKEDOWN),
                    now,
                    Optional.of(takedown.due()));
            process.takeDown(takedown.id());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> stillShowing(Collection<UUID> photos) {
        return store.fridaysStillShowing(photos).stream()
                .map(friday -> "the round-up of " + SchoolTime.format(friday))
                .toList();
    }

    /**
     * Somebody took the photographs out of the post.
     *
     * @param ticked that they can no longer be seen there; refused where it is not
     */
    public void done(UUID id, String userId, boolean ticked) {
        Person person = people.find(userId)
                .orElseThrow(() -> new NotAllowedException("You are not known here any more: please ask the office."));
        Takedown takedown = lock(id);
        Instant now = now();
        takedown.done(person, now);
        if (!ticked) {
            throw new RefusedException(
                    "Please tick that the photographs can no longer be seen in the post, once it is so.");
        }
        store.save(takedown);
        stages.end(id, StageKind.TAKEDOWN, DONE, "", now);
    }

    public Takedown remind(UUID id) {
        Takedown takedown = lock(id);
        takedown.remind();
        store.save(takedown);
        return takedown;
    }

    /** The due date has passed without anybody acting: the head teacher joins. */
    public Takedown overdue(UUID id) {
        Takedown takedown = lock(id);
        takedown.overdue(now());
        store.save(takedown);
        return takedown;
    }

    /** The takedown itself, for the process, whoever is signed in. */
    public Takedown find(UUID id) {
        return lock(id);
    }

    /** What has to be taken out together. */
    @Transactional(readOnly = true)
    public List<PostedPhoto> photosOf(UUID id) {
        return store.photosOf(id);
    }

    private Takedown lock(UUID id) {
        return store.takedown(id).orElseThrow(() -> new NotAllowedException(RoundUps.NOT_YOURS));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
