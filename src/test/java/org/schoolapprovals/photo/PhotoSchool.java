package org.schoolapprovals.photo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.Standing;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/** A small school in which the tests play: its people, its summer term of 2027 and photographs on a Tuesday in May. */
final class PhotoSchool {

    static final Person TEACHER = person("teacher", Role.STAFF);
    static final Person EDITOR = person("editor", Role.STAFF, Role.SOCIAL_MEDIA);
    static final Person SECOND_EDITOR = person("second-editor", Role.STAFF, Role.SOCIAL_MEDIA);
    static final Person HEAD = person("head", Role.STAFF, Role.HEAD_TEACHER);
    static final Person DEPUTY = person("deputy", Role.STAFF, Role.DEPUTY_HEAD);
    static final Person OFFICE = person("office", Role.STAFF, Role.OFFICE);
    static final Person CHAIR = person("chair", Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
    static final Person GOVERNOR = person("governor", Role.GOVERNORS);
    static final Person ADMINISTRATOR = person("admin", Role.ADMINISTRATOR);
    static final List<Person> EVERYBODY =
            List.of(TEACHER, EDITOR, SECOND_EDITOR, HEAD, DEPUTY, OFFICE, CHAIR, GOVERNOR, ADMINISTRATOR);

    /** A term with a bank holiday on Monday 3 May and half-term from 31 May to 4 June; a school day ends at 16:00. */
    static final SchoolCalendar CALENDAR = new SchoolCalendar(
            List.of(new Term("Summer term 2027", LocalDate.of(2027, 4, 12), LocalDate.of(2027, 7, 23))),
            Set.of(
                    LocalDate.of(2027, 5, 3),
                    LocalDate.of(2027, 5, 31),
                    LocalDate.of(2027, 6, 1),
                    LocalDate.of(2027, 6, 2),
                    LocalDate.of(2027, 6, 3),
                    LocalDate.of(2027, 6, 4)),
            LocalTime.of(16, 0));

    /** Tuesday 4 May 2027, 10:00: when the teacher submits. */
    static final Instant SUBMITTED = at("2027-05-04T10:00");

    /** Wednesday 5 May 2027, 16:00: when clearing is due. */
    static final Instant DUE = at("2027-05-05T16:00");

    static final Duration WITHIN = Duration.ofHours(24);

    static final UUID ADA = new UUID(1, 1);
    static final UUID BEN = new UUID(1, 2);

    static final List<PhotoFile> FILES = List.of(new PhotoFile(new UUID(2, 1), "0".repeat(64)));

    private PhotoSchool() {}

    static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    private static Person person(String id, Role... roles) {
        return new Person(id, "The " + id, Set.of(roles));
    }

    static Optional<Person> find(String userId) {
        return EVERYBODY.stream().filter(person -> person.id().equals(userId)).findFirst();
    }

    /** The start form, filled in without a fault, with some fields filled in differently: name, value, name, value. */
    static Map<String, Object> form(Object... namesAndValues) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("photoIds", "[\"" + FILES.get(0).photo() + "\"]");
        form.put("event", "Sports day");
        form.put("caption", "Everybody ran.");
        form.put("children", json(List.of(ADA)));
        form.put("channels", "[\"facebook\"]");
        form.put("wholeClass", false);
        form.put("noChildren", false);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    /** As Tasklist sends a list. */
    static String json(Collection<?> entries) {
        return entries.stream().map(entry -> "\"" + entry + "\"").toList().toString();
    }

    static PhotoSubmission submittedBy(Person person, Object... namesAndValues) {
        PhotoForm form = PhotoForm.start(form(namesAndValues));
        return PhotoSubmission.submitted(
                UUID.randomUUID(), "PHO-2027-0001", Submitter.of(person), form, form.children(), SUBMITTED);
    }

    /** Photographs after their check. */
    static PhotoSubmission checked(PhotoSubmission submission, Finding finding) {
        submission.verified(finding, submission.concerned(), SUBMITTED, CALENDAR);
        return submission;
    }

    static PhotoSubmission cleared(PhotoSubmission submission) {
        checked(submission, Finding.CLEAR);
        clear(submission, EDITOR, Verdict.CLEAR, null);
        return submission;
    }

    static void clear(PhotoSubmission submission, Person by, Verdict verdict, String reason) {
        submission.clear(by, verdict, reason, null, Finding.CLEAR, FILES, yes(submission), SUBMITTED, CALENDAR);
    }

    /** Everybody in the photographs may be shown everywhere. */
    static List<Standing> yes(PhotoSubmission submission) {
        return submission.concerned().stream()
                .flatMap(child -> Arrays.stream(Use.values())
                        .map(use -> new Standing(child, use, Answer.YES, Set.of((long) use.ordinal()))))
                .toList();
    }

    static UUID publication(PhotoSubmission submission, Use use) {
        return submission.publications().stream()
                .filter(one -> one.use() == use)
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Published on Facebook by the software. */
    static PhotoSubmission published(PhotoSubmission submission) {
        cleared(submission);
        submission.done(
                publication(submission, Use.FACEBOOK),
                Effect.PUBLISH,
                Optional.empty(),
                Optional.of("100_1"),
                Optional.of("https://www.facebook.example/100_1"),
                SUBMITTED,
                CALENDAR);
        return submission;
    }

    /** Published, and withdrawn by Ada's parents. */
    static PhotoSubmission takingDown(PhotoSubmission submission) {
        published(submission);
        submission.takeDown(
                publication(submission, Use.FACEBOOK),
                new Takedown(SUBMITTED, Optional.empty(), "Withdrawn.", Set.of(ADA)),
                WITHIN);
        return submission;
    }

    /** No longer there; Ada's parents have to be told. */
    static PhotoSubmission gone(PhotoSubmission submission) {
        takingDown(submission);
        submission.done(
                publication(submission, Use.FACEBOOK),
                Effect.REMOVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SUBMITTED,
                CALENDAR);
        return submission;
    }
}
