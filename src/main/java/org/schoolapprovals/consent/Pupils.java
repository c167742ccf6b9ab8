package org.schoolapprovals.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.consent.PupilReader.Particulars;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pupils, by hand; {@link PupilImport} takes them from a file. Particulars are added to, never overwritten.
 *
 * <p>Everything takes the user name of whoever asks and refuses with {@link NotAllowedException} whoever does not keep the
 * register.
 */
@Service
@Transactional
public class Pupils {

    private final PupilStore store;
    private final Keepers keepers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Pupils(PupilStore store, Keepers keepers, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.keepers = keepers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a child.
     *
     * @return the child's id
     * @throws RefusedException with a sentence for each fault; where the number is another child's, or a child of this name is in
     *     this class and nothing tells the two apart
     */
    public UUID add(String userId, PupilForm form) {
        keepers.refuseUnlessKeeper(userId);
        Particulars typed = PupilReader.read(form, SchoolTime.dayOf(clock.instant()));
        store.lockRegister();
        UUID id = UUID.randomUUID();
        refuseIfTaken(id, typed);
        store.add(id);
        record(userId, id, typed, true);
        return id;
    }

    /**
     * Changes a child's particulars.
     *
     * @param version of the particulars that the person had before them
     * @return what was done, in words
     * @throws RefusedException as when adding, and if somebody changed them meanwhile
     */
    public String change(String userId, UUID pupil, PupilForm form, long version) {
        keepers.refuseUnlessKeeper(userId);
        Particulars typed = PupilReader.read(form, SchoolTime.dayOf(clock.instant()));
        Enrolment before = lock(pupil);
        if (before.version() != version) {
            throw new RefusedException(
                    "Somebody has changed these particulars meanwhile; please open the page anew and make your change there.");
        }
        if (asEntered(before).equals(typed)) {
            return "%s stays as entered.".formatted(typed.name());
        }
        refuseIfTaken(pupil, typed);
        record(userId, pupil, typed, before.present());
        return "%s was changed.".formatted(typed.name());
    }

    /** Marks a child as having left: no longer to be picked, but all that was recorded stays and counts. @return what was done */
    public String leave(String userId, UUID pupil) {
        return setPresent(userId, pupil, false, "has left");
    }

    /** Takes back that a child has left. @return what was done, in words */
    public String comeBack(String userId, UUID pupil) {
        return setPresent(userId, pupil, true, "is at the school");
    }

    private String setPresent(String userId, UUID pupil, boolean present, String words) {
        keepers.refuseUnlessKeeper(userId);
        Enrolment before = lock(pupil);
        Particulars particulars = asEntered(before);
        if (before.present() == present) {
            throw new RefusedException("%s %s already.".formatted(particulars.name(), words));
        }
        if (present) {
            refuseIfTaken(pupil, particulars);
        }
        record(userId, pupil, particulars, present);
        return "%s %s.".formatted(particulars.name(), words);
    }

    private Enrolment lock(UUID pupil) {
        store.lockRegister();
        store.lock(Set.of(pupil));
        return store.find(Set.of(pupil), Optional.empty()).stream().findFirst().orElseThrow(Pupils::unknown);
    }

    private void record(String userId, UUID pupil, Particulars typed, boolean present) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.record(asPupil(pupil, typed), typed.number(), present, userId, now);
        store.changed();
        events.publishEvent(new ConsentChanged(Set.of(pupil)));
    }

    private void refuseIfTaken(UUID pupil, Particulars typed) {
        List<Enrolment> others = store.all(Optional.empty()).stream()
                .filter(other -> !other.pupil().id().equals(pupil))
                .toList();
        others.stream()
                .filter(other -> typed.number().isPresent() && other.number().equals(typed.number()))
                .findFirst()
                .ifPresent(other -> {
                    throw new RefusedException("Pupil number: %s is the number of %s%s."
                            .formatted(
                                    typed.number().orElseThrow(),
                                    other.pupil().name(),
                                    other.present() ? "" : ", who has left"));
                });
        others.stream()
                .filter(other -> other.present() && isSame(other, typed))
                .filter(other -> typed.number().isEmpty() || other.number().isEmpty())
                .findFirst()
                .ifPresent(other -> {
                    throw new RefusedException(
                            "There is a %s in %s already; if these are two children, please enter the pupil number of both."
                                    .formatted(typed.name(), typed.className()));
                });
    }

    static boolean isSame(Enrolment enrolment, Particulars typed) {
        return nameKey(enrolment).equals(typed.nameKey())
                && PupilReader.key(enrolment.pupil().className()).equals(PupilReader.key(typed.className()));
    }

    static String nameKey(Enrolment enrolment) {
        return PupilReader.nameKey(
                enrolment.pupil().firstName(), enrolment.pupil().lastName());
    }

    static Particulars asEntered(Enrolment enrolment) {
        Pupil pupil = enrolment.pupil();
        return new Particulars(
                pupil.firstName(),
                pupil.lastName(),
                pupil.nicknames(),
                pupil.className(),
                pupil.leavingYear(),
                enrolment.number());
    }

    static Pupil asPupil(UUID id, Particulars typed) {
        return new Pupil(
                id, typed.firstName(), typed.lastName(), typed.nicknames(), typed.className(), typed.leavingYear());
    }

    static RefusedException unknown() {
        return new RefusedException("There is no such child in the register.");
    }
}
