package org.schoolapprovals.policyreview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.decision.Stage;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgement.Standing;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Due;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Staff confirm that they have read a substantive change of the policy (R1). Each method is one transaction. Everybody is asked once
 * for a version; a confirmation stays for good, and one that comes late is recorded as late.
 */
@Service
@Transactional
public class Acknowledgements {

    /** The id of the process, as the record of stages names it. */
    public static final String PROCESS = "policy-acknowledgement";

    private static final String NOT_ASKED = "You were not asked to confirm this version of the policy.";
    private static final String CONFIRMED = "acknowledged";
    private static final String MISSING = "missing";
    private static final String LEFT = "left";

    private static final int FEWEST_SCHOOL_DAYS = 5;
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);
    private static final LocalTime REMINDER = LocalTime.of(8, 0);
    private static final List<Integer> REMINDED_DAYS_BEFORE = List.of(7, 1, 0);

    private final AcknowledgementStore store;
    private final VersionStore versions;
    private final ReviewStore reviews;
    private final StageRecord stages;
    private final People people;
    private final SchoolCalendars calendars;
    private final PolicyReviewProcess process;
    private final ReviewNotices notices;
    private final PolicySettings settings;
    private final Clock clock;

    Acknowledgements(
            AcknowledgementStore store,
            VersionStore versions,
            ReviewStore reviews,
            StageRecord stages,
            People people,
            SchoolCalendars calendars,
            PolicyReviewProcess process,
            ReviewNotices notices,
            PolicySettings settings,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.reviews = reviews;
        this.stages = stages;
        this.people = people;
        this.calendars = calendars;
        this.process = process;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * When the time of whoever is asked at this moment is over: at the end of the day that lies so many calendar days ahead, but
     * never before five school days, and never on a day without school. Nobody has to read in the holidays.
     */
    Instant endOfPeriod(Instant asked) {
        SchoolCalendar calendar = calendars.current();
        LocalDate byDays = SchoolTime.dayOf(asked).plusDays(settings.daysToConfirm());
        LocalDate bySchoolDays =
                dayOf(calendar.afterSchoolDays(asked, FEWEST_SCHOOL_DAYS)).orElse(byDays);
        LocalDate last = byDays.isBefore(bySchoolDays) ? bySchoolDays : byDays;
        if (!calendar.isSchoolDay(last)) {
            last = dayOf(calendar.afterSchoolDays(SchoolTime.at(last.atStartOfDay()), 1))
                    .orElse(last);
        }
        return SchoolTime.at(last.atTime(END_OF_DAY));
    }

    private static Optional<LocalDate> dayOf(Due due) {
        return due.known().map(SchoolTime::dayOf);
    }

    /** Asks every member of staff; the process is told of each. */
    void askEverybody(PolicyVersion version, Instant until, Instant now) {
        store.lockAsking();
        for (Person person : people.with(Role.STAFF)) {
            ask(version, person, until, now);
        }
    }

    private void ask(PolicyVersion version, Person person, Instant until, Instant now) {
        Acknowledgement acknowledgement = new Acknowledgement(
                UUID.randomUUID(),
                version.id(),
                version.review().orElseThrow(),
                person.id(),
                Standing.ASKED,
                now,
                until,
                Optional.empty());
        store.add(acknowledgement);
        stages.begin(
                new Stage(
                        version.id(),
                        acknowledgement.id(),
                        version.reference(),
                        PROCESS,
                        Review.CLAUSE_POLICY,
                        StageKind.ACKNOWLEDGEMENT),
                acknowledgement.askedAt(),
                Optional.of(acknowledgement.end()));
        process.acknowledgementAsked(acknowledgement.id(), acknowledgement.review());
    }

    /**
     * Asks members of staff who came since, or came back, and drops those who have left, for the latest version that staff confirm;
     * the process is told of each. Whoever comes later has as much time as everybody had.
     */
    public void askNewcomers() {
        Instant now = now();
        Optional<PolicyVersion> latest =
                versions.all(now).stream().filter(PolicyVersion::substantive).findFirst();
        if (latest.isEmpty()) {
            return;
        }
        PolicyVersion version = latest.get();
        store.lockAsking();
        Map<String, Acknowledgement> asked = new HashMap<>();
        store.of(version.id()).stream()
                .filter(one -> one.state() != Standing.LEFT)
                .forEach(one -> asked.put(one.person(), one));
        List<Person> staff = people.with(Role.STAFF);
        Set<String> members = staff.stream().map(Person::id).collect(Collectors.toSet());
        staff.stream()
                .filter(person -> !asked.containsKey(person.id()))
                .forEach(person -> ask(version, person, endOfPeriod(now), now));
        asked.values().stream()
                .filter(one -> one.isOpen() && !members.contains(one.person()))
                .forEach(one -> drop(one.id(), now));
    }

    private void drop(UUID id, Instant now) {
        Acknowledgement acknowledgement = lock(id);
        if (acknowledgement.isOpen()) {
            store.save(acknowledgement.left());
            stages.endIfOpen(id, StageKind.ACKNOWLEDGEMENT, LEFT, "", now);
            process.acknowledgementSettled(id);
        }
    }

    /** A member of staff confirms on a page that they have read it, late or not; the process is told. */
    public Acknowledgement acknowledge(UUID versionId, String userId) {
        UUID id = store.idOf(versionId, userId).orElseThrow(() -> new NotAllowedException(NOT_ASKED));
        Acknowledgement confirmed = confirm(id, userId);
        process.acknowledgementSettled(id);
        return confirmed;
    }

    /** The same from their task, which ends by itself. @param confirmed has to be true */
    public Acknowledgement acknowledgeInTask(UUID id, String userId, boolean confirmed) {
        if (!find(id).person().equals(userId)) {
            throw new NotAllowedException(NOT_ASKED);
        }
        if (!confirmed) {
            throw new RefusedException("Confirmed: please read the new version, then tick that you have.");
        }
        return confirm(id, userId);
    }

    private Acknowledgement confirm(UUID id, String userId) {
        Acknowledgement acknowledgement = lock(id);
        if (people.find(userId).filter(person -> person.has(Role.STAFF)).isEmpty()
                || acknowledgement.state() == Standing.LEFT) {
            throw new NotAllowedException(NOT_ASKED);
        }
        acknowledgement.confirmedAt().ifPresent(at -> {
            throw new RefusedException("You confirmed this version on " + SchoolTime.format(at) + " already.");
        });
        Instant now = now();
        Acknowledgement confirmed = acknowledgement.confirmed(now);
        store.save(confirmed);
        stages.endIfOpen(id, StageKind.ACKNOWLEDGEMENT, CONFIRMED, "", now);
        return confirmed;
    }

    /** They are reminded. */
    public Acknowledgement remind(UUID id) {
        Acknowledgement acknowledgement = lock(id);
        if (acknowledgement.state() != Standing.ASKED) {
            throw new RefusedException("Nobody has to be reminded: this stands at \u201c"
                    + acknowledgement.state().words() + "\u201d.");
        }
        store.countReminder(id);
        return acknowledgement;
    }

    /**
     * Their time is over; nothing happens where they have confirmed or left. Who came later is not in the review any more, so the head
     * teacher is told of them.
     */
    public Acknowledgement periodOver(UUID id) {
        Acknowledgement acknowledgement = lock(id);
        if (acknowledgement.state() != Standing.ASKED) {
            return acknowledgement;
        }
        Instant now = now();
        if (now.isBefore(acknowledgement.end())) {
            throw new RefusedException(
                    "There is time to confirm until " + SchoolTime.format(acknowledgement.end()) + ".");
        }
        Acknowledgement missing = miss(acknowledgement, now);
        Instant periodOfAll =
                reviews.find(missing.review()).flatMap(Review::acknowledgeUntil).orElse(missing.end());
        if (missing.end().isAfter(periodOfAll)) {
            notices.missing(version(missing.version()), List.of(missing.person()));
        }
        return missing;
    }

    private Acknowledgement miss(Acknowledgement acknowledgement, Instant now) {
        Acknowledgement missing = acknowledgement.missing();
        store.save(missing);
        stages.endIfOpen(missing.id(), StageKind.ACKNOWLEDGEMENT, MISSING, "", now);
        return missing;
    }

    /** The time of those who were asked first is over; the process is told of each. @return how many have not confirmed */
    int closePeriod(UUID versionId) {
        Instant now = now();
        for (Acknowledgement open : store.of(versionId)) {
            Acknowledgement acknowledgement = lock(open.id());
            if (acknowledgement.state() == Standing.ASKED && !now.isBefore(acknowledgement.end())) {
                miss(acknowledgement, now);
                process.acknowledgementSettled(acknowledgement.id());
            }
        }
        return missingOf(versionId).size();
    }

    private List<Acknowledgement> missingOf(UUID versionId) {
        return store.of(versionId).stream()
                .filter(one -> one.state() == Standing.MISSING)
                .toList();
    }

    /** Names of those whose time is over and who have not confirmed, for the process, whoever is signed in. */
    @Transactional(readOnly = true)
    public List<String> missing(UUID versionId) {
        return missingOf(versionId).stream()
                .map(one -> people.nameOf(one.person()))
                .sorted()
                .toList();
    }

    /** When somebody is reminded: 7 days and 1 day before the end and on the day, as far as that lies after they were asked. */
    @Transactional(readOnly = true)
    public List<Instant> reminders(UUID id) {
        return reminders(find(id));
    }

    static List<Instant> reminders(Acknowledgement acknowledgement) {
        LocalDate last = SchoolTime.dayOf(acknowledgement.end());
        return REMINDED_DAYS_BEFORE.stream()
                .map(days -> SchoolTime.at(last.minusDays(days).atTime(REMINDER)))
                .filter(acknowledgement.askedAt()::isBefore)
                .toList();
    }

    /** The acknowledgement itself, for the process, whoever is signed in. */
    @Transactional(readOnly = true)
    public Acknowledgement find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_ASKED));
    }

    /** What this person was asked to confirm, the latest first. */
    @Transactional(readOnly = true)
    public List<Acknowledgement> of(String userId) {
        return store.of(userId);
    }

    /**
     * How far staff have confirmed each version that they had to, the latest first. Governors see how many, the head teacher and the
     * deputy also who.
     *
     * @throws NotAllowedException for everybody else
     */
    @Transactional(readOnly = true)
    public List<Coverage> coverage(String viewerId) {
        Person viewer = people.find(viewerId)
                .filter(Acknowledgements::mayReadCoverage)
                .orElseThrow(() -> new NotAllowedException(
                        "Only the head teacher, the deputy head and the governors see how many have confirmed."));
        boolean names = viewer.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
        return versions.all(now()).stream()
                .filter(PolicyVersion::substantive)
                .map(version -> coverage(version, names))
                .toList();
    }

    /** Whether this person may see how many have confirmed. */
    public static boolean mayReadCoverage(Person viewer) {
        return viewer.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
    }

    private Coverage coverage(PolicyVersion version, boolean names) {
        List<Acknowledgement> asked = store.of(version.id()).stream()
                .filter(one -> one.state() != Standing.LEFT)
                .toList();
        List<Coverage.Line> lines = new ArrayList<>();
        if (names) {
            asked.stream()
                    .map(one -> new Coverage.Line(
                            people.nameOf(one.person()), one.state(), one.askedAt(), one.end(), one.confirmedAt()))
                    .sorted(Comparator.comparing(Coverage.Line::name, String.CASE_INSENSITIVE_ORDER))
                    .forEach(lines::add);
        }
        return new Coverage(
                version,
                asked.size(),
                count(asked, Standing.CONFIRMED, Standing.LATE),
                count(asked, Standing.LATE),
                count(asked, Standing.MISSING),
                reviews.find(version.review().orElseThrow())
                        .flatMap(Review::acknowledgeUntil)
                        .orElseThrow(),
                lines);
    }

    private static int count(List<Acknowledgement> asked, Standing... standings) {
        return (int) asked.stream()
                .filter(one -> Stream.of(standings).anyMatch(standing -> standing == one.state()))
                .count();
    }

    private PolicyVersion version(UUID id) {
        return versions.find(id).orElseThrow();
    }

    private Acknowledgement lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new NotAllowedException(NOT_ASKED));
    }

    /** Whole milliseconds, so that what is written and what is read again are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
