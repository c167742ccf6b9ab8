package org.schoolapprovals.consent;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What other modules ask the register: who is here, and who may be shown where (S3). It asks nobody's rights: whoever calls it
 * shows people no more than theirs, and nobody more than {@link Answer} tells.
 */
@Service
@Transactional(readOnly = true)
public class ConsentCheck {

    private final PupilStore pupils;
    private final ConsentStore consents;
    private final Clock clock;

    ConsentCheck(PupilStore pupils, ConsentStore consents, Clock clock) {
        this.pupils = pupils;
        this.consents = consents;
        this.clock = clock;
    }

    /** Everybody who is at the school, by class and name. */
    public List<Pupil> pupils() {
        return pupils.all(Optional.empty()).stream()
                .filter(Enrolment::present)
                .map(Enrolment::pupil)
                .toList();
    }

    /** These children by class and name, those who have left as they last were; an unknown id is left out. */
    public List<Pupil> find(Collection<UUID> ids) {
        return pupils.find(ids, Optional.empty()).stream().map(Enrolment::pupil).toList();
    }

    /** Everybody at the school who is in the class of any of these, themselves included. */
    public List<Pupil> classmatesOf(Collection<UUID> ids) {
        List<Pupil> present = pupils();
        Set<String> classes = present.stream()
                .filter(pupil -> ids.contains(pupil.id()))
                .map(Pupil::className)
                .collect(Collectors.toSet());
        return present.stream()
                .filter(pupil -> classes.contains(pupil.className()))
                .toList();
    }

    /** Where each of these children stands for each of these uses now; a child that is not known has no consent. */
    public List<Standing> standing(Collection<UUID> ids, Collection<Use> uses) {
        Standings standings = new Standings(
                consents.entries(ids, Optional.empty()),
                consents.barred(ids, Optional.empty()),
                SchoolTime.dayOf(clock.instant()));
        return ids.stream()
                .distinct()
                .flatMap(pupil -> uses.stream().distinct().map(use -> standings.of(pupil, use)))
                .toList();
    }

    /**
     * The same, and it stays so until the caller's transaction ends: a withdrawal recorded at the same time either came before and
     * is seen here, or waits and then finds what the caller published. Ask for it before you lock rows of your own: whoever
     * listens to {@link ConsentChanged} holds these children first and locks its own rows afterwards.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Standing> standingForPublication(Collection<UUID> ids, Collection<Use> uses) {
        pupils.share(ids);
        return standing(ids, uses);
    }
}
