package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
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

/** A small school in which the tests play: its people, its summer term of 2027 and a trip in May. */
final class School {

    static final Person TEACHER = person("teacher", Role.STAFF);
    static final Person COLLEAGUE = person("assistant", Role.STAFF);
    static final Person HEAD = person("head", Role.STAFF, Role.HEAD_TEACHER);
    static final Person DEPUTY = person("deputy", Role.STAFF, Role.DEPUTY_HEAD);
    static final Person OFFICE = person("office", Role.STAFF, Role.OFFICE);
    static final Person CHAIR = person("chair", Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
    static final Person GOVERNOR = person("governor", Role.GOVERNORS);
    static final Person ADMINISTRATOR = person("admin", Role.ADMINISTRATOR);
    static final List<Person> EVERYBODY =
            List.of(TEACHER, COLLEAGUE, HEAD, DEPUTY, OFFICE, CHAIR, GOVERNOR, ADMINISTRATOR);

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

    /** Tuesday 4 May 2027, 10:00: when the teacher asks. */
    static final Instant ASKED = at("2027-05-04T10:00");

    /** Wednesday 12 May 2027, 09:00. */
    static final Instant DEPARTURE = at("2027-05-12T09:00");

    /** Friday 14 May 2027, 15:00. */
    static final Instant HOMECOMING = at("2027-05-14T15:00");

    private School() {}

    static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    private static Person person(String id, Role... roles) {
        return new Person(id, "The " + id, Set.of(roles));
    }

    /** The start form for the trip in May, filled in without a fault. */
    static Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("kind", "residential-trip");
        form.put("tripName", "Year 6 residential");
        form.put("destination", "Conway Centre, Anglesey");
        form.put("departsAt", "2027-05-12T09:00");
        form.put("returnsAt", "2027-05-14T15:00");
        form.put("pupils", 24);
        form.put("adults", 3);
        form.put("device", "phone");
        form.put("phoneNumber", "020 7946 0018");
        form.put("contacts", List.of("school", "parents"));
        form.put("uses", List.of("calls", "photos"));
        form.put("whyNotSchoolPhone", "The school phone has no signal in the valley.");
        form.put("numberWithheld", true);
        form.put("cloudBackupOff", true);
        form.put("declaration", true);
        return form;
    }

    /** The start form with some fields filled in differently: name, value, name, value. */
    static Map<String, Object> form(Object... namesAndValues) {
        Map<String, Object> form = form();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    /** The start form with some fields left out. */
    static Map<String, Object> formWithout(String... names) {
        Map<String, Object> form = form();
        Arrays.asList(names).forEach(form::remove);
        return form;
    }

    /** The fields of a request as the answer form sends them. */
    static Map<String, Object> amendment(Object... namesAndValues) {
        Map<String, Object> form = form(namesAndValues);
        form.remove("declaration");
        return form;
    }

    static DeviceExceptionRequest trip() {
        return DeviceExceptionRequest.from(form(), ASKED);
    }

    /** A request by this person that was just made. */
    static DeviceException askedBy(Person requester) {
        return DeviceException.request(UUID.randomUUID(), "PDE-2027-0001", requester, trip(), ASKED, CALENDAR);
    }

    /** A request by this person that is made when the trip has begun. */
    static DeviceException askedTooLateBy(Person requester) {
        return DeviceException.request(UUID.randomUUID(), "PDE-2027-0001", requester, trip(), DEPARTURE, CALENDAR);
    }

    static ClosureReport closedWithoutContact() {
        return new ClosureReport(false, "", true, true);
    }

    static ClosureReport closedAfterContact() {
        return new ClosureReport(true, "Rang a parent on Thursday about a lost coat.", true, true);
    }

    static Optional<Person> find(String userId) {
        return EVERYBODY.stream().filter(person -> person.id().equals(userId)).findFirst();
    }
}
