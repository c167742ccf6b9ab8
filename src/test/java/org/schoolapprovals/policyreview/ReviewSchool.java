package org.schoolapprovals.policyreview;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/** A small school in which the tests play: its people, its terms of 2026 and 2027, and the review of the autumn term. */
final class ReviewSchool {

    static final Person EDITOR = person("editor", Role.STAFF, Role.SOCIAL_MEDIA);
    static final Person HEAD = person("head", Role.STAFF, Role.HEAD_TEACHER);
    static final Person DEPUTY = person("deputy", Role.STAFF, Role.DEPUTY_HEAD);
    static final Person TEACHER = person("teacher", Role.STAFF);
    static final Person OFFICE = person("office", Role.STAFF, Role.OFFICE);
    static final Person CHAIR = person("chair", Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
    static final Person GOVERNOR = person("governor", Role.GOVERNORS);
    static final Person SECOND_GOVERNOR = person("second-governor", Role.GOVERNORS);
    static final Person ADMINISTRATOR = person("admin", Role.ADMINISTRATOR);
    static final List<Person> EVERYBODY =
            List.of(EDITOR, HEAD, DEPUTY, TEACHER, OFFICE, CHAIR, GOVERNOR, SECOND_GOVERNOR, ADMINISTRATOR);

    static final Term AUTUMN = new Term("Autumn term 2026", day("2026-09-02"), day("2026-12-18"));
    static final Term SPRING = new Term("Spring term 2027", day("2027-01-04"), day("2027-03-25"));
    static final Term SUMMER = new Term("Summer term 2027", day("2027-04-12"), day("2027-07-23"));

    /** INSET days on Monday 30 November 2026 and Monday 4 January 2027; a school day ends at 16:00. */
    static final SchoolCalendar CALENDAR = new SchoolCalendar(
            List.of(AUTUMN, SPRING, SUMMER),
            Set.of(day("2026-11-30"), day("2027-01-04"), day("2027-05-03")),
            LocalTime.of(16, 0));

    /** Tuesday 1 December 2026, 08:00: when the review of the autumn term opens. */
    static final Instant OPENED = at("2026-12-01T08:00");

    static final Instant LATER = OPENED.plusSeconds(60);

    /** Long after everything that waits is due. */
    static final Instant LONG_AFTER = at("2027-03-01T08:00");

    static final Set<String> GOVERNORS = Set.of("chair", "governor", "second-governor");
    static final String SUMMARY = "Eleven round-ups, one of them missed.";
    static final String CHANGES = "Messages in class groups are answered in Weduc only.";

    private ReviewSchool() {}

    static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    static Person person(String id, Role... roles) {
        return new Person(id, "The " + id, Set.of(roles));
    }

    static Optional<Person> find(String userId) {
        return EVERYBODY.stream().filter(person -> person.id().equals(userId)).findFirst();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static AttachedFile report(int nth) {
        return new AttachedFile(
                nth, AUTUMN.firstDay(), AUTUMN.lastDay(), LATER, "f".repeat(64), "0".repeat(64), 1000 + nth);
    }

    static Review opened() {
        return opened(false);
    }

    static Review opened(boolean policyDue) {
        return Review.opened(
                UUID.randomUUID(), "REV-2026-0001", AUTUMN, policyDue, Optional.empty(), report(1), OPENED, CALENDAR);
    }

    static void prepare(Review review, Person by, Change proposal) {
        review.prepare(by, SUMMARY, proposal, LATER, CALENDAR);
    }

    static void headReview(Review review, Person by, Change outcome) {
        review.headReview(by, outcome, "As it is.", report(review.reports().size() + 1), GOVERNORS, LATER, CALENDAR);
    }

    static void draft(Review review, Person by, boolean substantive) {
        Faults faults = new Faults();
        Draft draft = review.readDraft(
                by, Optional.of(new UUID(1, 1)), CHANGES, substantive, day("2027-01-05"), LATER, faults);
        faults.refuseIfAny();
        review.draft(draft, report(review.reports().size() + 1), GOVERNORS, CALENDAR);
    }

    static void everybodyAgrees(Review review) {
        for (Asked asked : List.copyOf(review.round().orElseThrow().governors())) {
            review.view(find(asked.governor()).orElseThrow(), View.AGREE, null, LATER);
        }
    }

    static Review drafted(boolean substantive) {
        Review review = opened();
        prepare(review, EDITOR, Change.MINOR_CHANGE);
        headReview(review, HEAD, Change.MINOR_CHANGE);
        draft(review, HEAD, substantive);
        return review;
    }

    static Review withChair(Review review) {
        everybodyAgrees(review);
        review.closeViews(LATER, CALENDAR);
        return review;
    }

    static List<String> titles(Review review) {
        return review.history().stream()
                .map(event -> event.type().title())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
