package org.schoolapprovals.comment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/** A small school in which the tests play: its people, its summer term of 2027 and a comment on a Tuesday in May. */
final class School {

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

    /** Tuesday 4 May 2027, 10:00: when the parent writes. */
    static final Instant WRITTEN = at("2027-05-04T10:00");

    /** Wednesday 5 May 2027, 16:00: when a review is due. */
    static final Instant DUE = at("2027-05-05T16:00");

    static final Triage HARMLESS = new Triage(List.of(), 50, false, false, false);
    static final Triage FLAGGED = new Triage(List.of("A pupil may be named: Ada."), 70, false, true, false);
    static final Triage URGENT = new Triage(List.of("Abusive words: drat."), 90, true, true, false);
    static final Triage ABOUT_HEAD = new Triage(List.of("It speaks of the head teacher."), 80, false, true, true);

    private School() {}

    static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    private static Person person(String id, Role... roles) {
        return new Person(id, "The " + id, Set.of(roles));
    }

    static Optional<Person> find(String userId) {
        return EVERYBODY.stream().filter(person -> person.id().equals(userId)).findFirst();
    }

    /** What a parent writes on the page. */
    static PageComment written(String externalId, String text) {
        return writtenBy("7001", externalId, text);
    }

    /** What this author writes on the page. */
    static PageComment writtenBy(String authorId, String externalId, String text) {
        return new PageComment(
                externalId,
                Optional.of("100_1"),
                Optional.empty(),
                Optional.of(authorId),
                "A parent",
                text,
                WRITTEN,
                Optional.of("https://www.facebook.example/100_1/" + externalId),
                Optional.empty());
    }

    /** The start form, filled in without a fault, with some fields filled in differently: name, value, name, value. */
    static Map<String, Object> form(Object... namesAndValues) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("channel", "twitter");
        form.put("authorName", "A parent");
        form.put("commentText", "What a lovely trip!");
        form.put("postLink", "https://www.twitter.example/post/1");
        form.put("ourOwn", false);
        form.put("inPublic", false);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    /** A comment on the page that has just come in, in public since it was written. */
    static Comment onPage() {
        return received(OutsideText.origin(written("100_1_1", "Lovely!"), Optional.empty()), Requester.PAGE);
    }

    /** A comment that this person entered. */
    static Comment enteredBy(Person person, Object... namesAndValues) {
        return received(CommentForm.read(form(namesAndValues)).origin(), Requester.of(person));
    }

    private static Comment received(Origin origin, Requester requester) {
        return Comment.received(
                UUID.randomUUID(),
                "COM-2027-0001",
                origin,
                "Lovely!",
                Optional.empty(),
                requester,
                WRITTEN.minusSeconds(30),
                WRITTEN);
    }

    /** The comment after it was looked through. */
    static Comment waiting(Comment comment, Triage triage) {
        comment.triaged(triage, WRITTEN, CALENDAR);
        return comment;
    }
}
