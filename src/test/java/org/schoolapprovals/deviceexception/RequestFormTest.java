package org.schoolapprovals.deviceexception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.deviceexception.School.ASKED;
import static org.schoolapprovals.deviceexception.School.amendment;
import static org.schoolapprovals.deviceexception.School.at;
import static org.schoolapprovals.deviceexception.School.form;
import static org.schoolapprovals.deviceexception.School.formWithout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;

class RequestFormTest {

    @Test
    void a_form_without_fault_becomes_a_request() {
        DeviceExceptionRequest request = DeviceExceptionRequest.from(form(), ASKED);

        assertThat(request)
                .isEqualTo(new DeviceExceptionRequest(
                        Kind.RESIDENTIAL_TRIP,
                        "Year 6 residential",
                        "Conway Centre, Anglesey",
                        LocalDateTime.of(2027, 5, 12, 9, 0),
                        LocalDateTime.of(2027, 5, 14, 15, 0),
                        24,
                        3,
                        Device.PHONE,
                        Optional.of("+442079460018"),
                        Set.of(Contact.PARENTS, Contact.SCHOOL),
                        Set.of(Use.PHOTOS, Use.CALLS),
                        "The school phone has no signal in the valley.",
                        true,
                        true));
        assertThat(request.departure()).isEqualTo(Instant.parse("2027-05-12T08:00:00Z"));
    }

    @Test
    void a_request_reads_in_words() {
        DeviceExceptionRequest request = DeviceExceptionRequest.from(form(), ASKED);

        assertThat(request.partyInWords()).isEqualTo("24 pupils, 3 adults");
        assertThat(request.deviceInWords()).isEqualTo("Phone, 020 7946 0018");
        assertThat(request.contactsAndUsesInWords()).isEqualTo("Calls, photos; contact with school, parents");
        assertThat(request.safeguardsInWords()).isEqualTo("Number withheld, cloud backup off");
    }

    @Test
    void a_request_fills_the_answer_form_that_gives_the_same_request_again() {
        DeviceExceptionRequest request = DeviceExceptionRequest.from(form(), ASKED);

        assertThat(DeviceExceptionRequest.amended(request.formValues(), ASKED)).isEqualTo(request);
    }

    @Test
    void all_faults_are_told_at_once_each_in_a_sentence_that_names_its_field() {
        assertThat(faults(new HashMap<>()))
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(':')))
                .containsExactly(
                        "Kind",
                        "Name of the trip",
                        "Destination",
                        "Departure",
                        "Return",
                        "Number of pupils",
                        "Number of adults",
                        "Device",
                        "Why not a school phone",
                        "Uses",
                        "Declaration");
    }

    static Stream<Arguments> faultyFields() {
        return Stream.of(
                fault("kind", null, "Kind: please choose one of Residential trip, Other school business."),
                fault("kind", "party", "Kind: please choose"),
                fault("kind", List.of("other"), "Kind: please choose"),
                fault("kind", 1, "Kind: please choose"),
                fault("tripName", null, "Name of the trip: please fill it in."),
                fault("tripName", " \t ", "Name of the trip: please fill it in."),
                fault("tripName", "\u200b\u200b", "Name of the trip: please fill it in."),
                fault("tripName", 6, "Name of the trip: please enter text."),
                fault("tripName", List.of("Year 6"), "Name of the trip: please enter text."),
                fault("tripName", Map.of("name", "Year 6"), "Name of the trip: please enter text."),
                fault(
                        "tripName",
                        "x".repeat(101),
                        "Name of the trip: please shorten it to 100 characters; it has 101."),
                fault("tripName", "x".repeat(5_000_000), "it has 5,000,000."),
                fault("tripName", "Year 6\nresidential", "Name of the trip: please take out the control characters"),
                fault("tripName", "Year 6\u0000", "Name of the trip: please take out the control characters"),
                fault("tripName", "Year \u202e6", "Name of the trip: please take out the control characters"),
                fault("tripName", "Year 6 \ud83d", "Name of the trip: please take out the control characters"),
                fault("destination", null, "Destination: please fill it in."),
                fault("destination", "x".repeat(101), "Destination: please shorten it"),
                fault("departsAt", null, "Departure: please enter a date and a time"),
                fault("departsAt", "2027-05-12", "Departure: please enter a date and a time"),
                fault("departsAt", "12/05/2027 09:00", "Departure: please enter a date and a time"),
                fault("departsAt", "2027-05-12T09:00Z", "Departure: please enter a date and a time"),
                fault("departsAt", "2027-05-12T09:00+01:00", "Departure: please enter a date and a time"),
                fault("departsAt", "+99999-05-12T09:00", "Departure: please enter a date and a time"),
                fault("departsAt", new Date(), "Departure: please enter a date and a time"),
                fault("departsAt", 20270512, "Departure: please enter a date and a time"),
                fault("departsAt", "2027-02-30T09:00", "Departure: there is no such date or time"),
                fault("departsAt", "2027-05-12T25:00", "Departure: there is no such date or time"),
                fault("returnsAt", null, "Return: please enter a date and a time"),
                fault("returnsAt", "2027-05-12T09:00", "Return: please enter a date and time after the departure."),
                fault("returnsAt", "2027-05-11T09:00", "Return: please enter a date and time after the departure."),
                fault("returnsAt", "2027-06-12T09:01", "Return: please enter a date at most 31 days after"),
                fault("pupils", null, "Number of pupils: please enter a whole number from 1 to 500."),
                fault("pupils", 0, "Number of pupils: please enter a whole number from 1 to 500."),
                fault("pupils", -1, "Number of pupils"),
                fault("pupils", 501, "Number of pupils"),
                fault("pupils", 3.5, "Number of pupils"),
                fault("pupils", "24", "Number of pupils"),
                fault("pupils", true, "Number of pupils"),
                fault("pupils", Double.NaN, "Number of pupils"),
                fault("pupils", Double.POSITIVE_INFINITY, "Number of pupils"),
                fault("pupils", Long.MAX_VALUE, "Number of pupils"),
                fault("pupils", BigInteger.TWO.pow(64).add(BigInteger.TEN), "Number of pupils"),
                fault("pupils", new BigDecimal("1E+1000000000"), "Number of pupils"),
                fault("pupils", new BigDecimal("1.000000001"), "Number of pupils"),
                fault("adults", 0, "Number of adults: please enter a whole number from 1 to 100."),
                fault("adults", 101, "Number of adults"),
                fault("device", "laptop", "Device: please choose one of Phone, Tablet, Camera, Other device."),
                fault("phoneNumber", null, "Phone number: please enter the number"),
                fault("phoneNumber", "", "Phone number: please enter the number"),
                fault("phoneNumber", "999", "Phone number: please check the digits"),
                fault("phoneNumber", "020 7946", "Phone number: please check the digits"),
                fault("phoneNumber", "020 7946 0018 ext 5", "Phone number: please check the digits"),
                fault("phoneNumber", "<b>020 7946 0018</b>", "Phone number: please check the digits"),
                fault("phoneNumber", "0".repeat(100_000), "Phone number: please check the digits"),
                fault("phoneNumber", 2079460018L, "Phone number: please check the digits"),
                fault("contacts", null, "Contacts: please choose at least one of School"),
                fault("contacts", List.of(), "Contacts: please choose at least one of School"),
                fault("contacts", List.of("pupils"), "Contacts: please take pupils off the list; they are never"),
                fault("contacts", List.of("parents", "pupils"), "they are never contacted on a personal device"),
                fault("contacts", "[\"pupils\"]", "(P5, P7)"),
                fault("contacts", List.of("friends"), "Contacts: please choose from School, Colleagues, Parents"),
                fault("contacts", "parents", "Contacts: please choose from"),
                fault("contacts", "[\"parents\"", "Contacts: please choose from"),
                fault("contacts", "{\"parents\":true}", "Contacts: please choose from"),
                fault("contacts", "[[\"parents\"]]", "Contacts: please choose from"),
                fault("contacts", "[".repeat(900), "Contacts: please choose from"),
                fault(
                        "contacts",
                        "[" + "\"parents\",".repeat(100_000) + "\"parents\"]",
                        "Contacts: please choose from"),
                fault("contacts", Collections.nCopies(1_000_000, "parents"), "Contacts: please choose from"),
                fault("contacts", Arrays.asList("parents", null), "Contacts: please choose from"),
                fault("contacts", List.of(List.of("parents")), "Contacts: please choose from"),
                fault("contacts", Map.of("parents", true), "Contacts: please choose from"),
                fault("contacts", selfContaining(), "Contacts: please choose from"),
                fault("uses", null, "Uses: please choose at least one of Calls, Messages, Photos."),
                fault("uses", new String[0], "Uses: please choose at least one of"),
                fault("uses", List.of("games"), "Uses: please choose from Calls, Messages, Photos."),
                fault("uses", List.of(1), "Uses: please choose from Calls, Messages, Photos."),
                fault("whyNotSchoolPhone", null, "Why not a school phone: please fill it in."),
                fault("whyNotSchoolPhone", "broken", "Why not a school phone: please say a little more, at least 10"),
                fault("whyNotSchoolPhone", "x".repeat(1001), "Why not a school phone: please shorten it to 1,000"),
                fault(
                        "whyNotSchoolPhone",
                        "no signal \u0007 there",
                        "Why not a school phone: please take out the control"),
                fault("numberWithheld", "true", "Number withheld: please tick the box or leave it"),
                fault("numberWithheld", 1, "Number withheld: please tick the box or leave it"),
                fault("cloudBackupOff", false, "Cloud backup off: please switch the backup off and tick this"),
                fault("cloudBackupOff", null, "Cloud backup off: please switch the backup off and tick this"),
                fault("declaration", false, "Declaration: please tick it"),
                fault("declaration", null, "Declaration: please tick it"),
                fault("approved", true, "approved: the form has no such field"),
                fault("decision", "approve", "decision: the form has no such field"),
                fault("<script>alert(1)</script>", "x", "?script?alert?1???script?: the form has no such field"),
                fault("x".repeat(10_000), "x", "x".repeat(40) + ": the form has no such field"),
                fault(null, "x", ": the form has no such field"));
    }

    private static Arguments fault(String field, Object value, String sentence) {
        return Arguments.argumentSet(field + " = " + brief(value), field, value, sentence);
    }

    private static String brief(Object value) {
        if (value instanceof String text && text.length() > 30) {
            return text.length() + " characters";
        }
        return value instanceof List<?> list && list.size() > 5 ? list.size() + " entries" : kindOf(value);
    }

    private static String kindOf(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static List<Object> selfContaining() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    @ParameterizedTest
    @MethodSource("faultyFields")
    void a_faulty_field_is_refused_with_one_sentence_that_names_it(String field, Object value, String sentence) {
        assertThat(faults(form(field, value))).singleElement().asString().contains(sentence);
    }

    @Test
    void a_form_with_a_thousand_unknown_fields_is_refused_in_one_short_sentence() {
        Map<String, Object> form = form();
        for (int i = 0; i < 1000; i++) {
            form.put("field" + i, i);
        }

        assertThat(faults(form))
                .containsExactly("field0, field1, field10, field100, field101 and others: the form has no such field;"
                        + " please open the form afresh and fill it in there.");
    }

    static Stream<Arguments> soundFields() {
        return Stream.of(
                Arguments.of("tripName", "x".repeat(100)),
                Arguments.of("tripName", "\ud83c\udfd5".repeat(50) + "Camp"),
                Arguments.of("destination", "Llanfairpwllgwyngyll, Ynys M\u00f4n \u2013 \u201ccamp\u201d"),
                Arguments.of("departsAt", "2027-05-12T09:00:00"),
                Arguments.of("departsAt", "2027-05-12T09:00:00.000"),
                Arguments.of("returnsAt", "2027-06-12T09:00"),
                Arguments.of("pupils", 3.0),
                Arguments.of("pupils", 500L),
                Arguments.of("pupils", new BigDecimal("30.00")),
                Arguments.of("adults", 100),
                Arguments.of("phoneNumber", "+44 (0)20 7946 0018"),
                Arguments.of("phoneNumber", "07700 900123"),
                Arguments.of("phoneNumber", "+33 6 12 34 56 78"),
                Arguments.of("contacts", new String[] {"venue", "emergency-services"}),
                Arguments.of("contacts", "[\"colleagues\", \"parents\"]"),
                Arguments.of("contacts", List.of("school", "school")),
                Arguments.of("whyNotSchoolPhone", "No signal.\r\nNone\tat all."),
                Arguments.of("whyNotSchoolPhone", "x".repeat(1000)),
                Arguments.of("numberWithheld", null),
                Arguments.of("numberWithheld", false));
    }

    @ParameterizedTest
    @MethodSource("soundFields")
    void a_sound_field_is_taken(String field, Object value) {
        assertThat(DeviceExceptionRequest.from(form(field, value), ASKED)).isNotNull();
    }

    @Test
    void script_tags_are_kept_as_the_text_they_are() {
        String script = "<script>alert('P5')</script>";

        assertThat(DeviceExceptionRequest.from(form("tripName", script), ASKED).tripName())
                .isEqualTo(script);
    }

    @Test
    void three_point_nought_pupils_are_three() {
        assertThat(DeviceExceptionRequest.from(form("pupils", 3.0), ASKED).pupils())
                .isEqualTo(3);
    }

    @Test
    void other_school_business_may_be_without_pupils() {
        assertThat(DeviceExceptionRequest.from(form("kind", "other", "pupils", 0), ASKED)
                        .pupils())
                .isZero();
    }

    @Test
    void boxes_left_alone_may_be_absent_and_count_as_not_ticked() {
        Map<String, Object> form = formWithout("numberWithheld", "cloudBackupOff");
        form.put("uses", List.of("calls"));

        DeviceExceptionRequest request = DeviceExceptionRequest.from(form, ASKED);

        assertThat(request.numberWithheld()).isFalse();
        assertThat(request.cloudBackupOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tablet", "camera", "other"})
    void only_a_phone_needs_its_number(String device) {
        Map<String, Object> form = formWithout("phoneNumber");
        form.put("device", device);

        assertThat(DeviceExceptionRequest.from(form, ASKED).phoneNumber()).isEmpty();
    }

    @Test
    void what_an_earlier_answer_makes_pointless_is_dropped() {
        Map<String, Object> form = form("device", "camera");
        form.put("uses", List.of("photos"));
        form.put("numberWithheld", true);

        DeviceExceptionRequest request = DeviceExceptionRequest.from(form, ASKED);

        assertThat(request.phoneNumber()).isEmpty();
        assertThat(request.contacts()).isEmpty();
        assertThat(request.numberWithheld()).isFalse();
        assertThat(request.safeguardsInWords()).isEqualTo("Cloud backup off");
    }

    @Test
    void a_camera_that_reaches_nobody_needs_no_contacts() {
        Map<String, Object> form = formWithout("phoneNumber", "contacts");
        form.put("device", "camera");
        form.put("uses", List.of("photos"));

        assertThat(DeviceExceptionRequest.from(form, ASKED).contacts()).isEmpty();
    }

    @Test
    void a_number_from_abroad_is_shown_with_its_country_code() {
        assertThat(DeviceExceptionRequest.from(form("phoneNumber", "+33612345678"), ASKED)
                        .deviceInWords())
                .isEqualTo("Phone, +33 6 12 34 56 78");
    }

    @Test
    void a_time_that_the_spring_change_skips_is_refused() {
        Instant winter = at("2027-02-01T10:00");

        assertThat(faults(form("departsAt", "2027-03-28T01:30", "returnsAt", "2027-03-29T12:00"), winter))
                .singleElement()
                .asString()
                .startsWith("Departure: the clocks go forward in that hour");
        assertThat(DeviceExceptionRequest.from(
                                form("departsAt", "2027-03-28T02:00", "returnsAt", "2027-03-29T12:00"), winter)
                        .departure())
                .isEqualTo(Instant.parse("2027-03-28T01:00:00Z"));
    }

    @Test
    void a_time_that_the_autumn_change_repeats_means_the_first_of_the_two() {
        assertThat(DeviceExceptionRequest.from(
                                form("departsAt", "2027-10-31T01:30", "returnsAt", "2027-10-31T12:00"), ASKED)
                        .departure())
                .isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void a_departure_in_the_past_is_read_for_it_is_recorded_as_retrospective() {
        assertThat(DeviceExceptionRequest.from(form(), at("2027-07-11T09:00"))).isNotNull();
    }

    @Test
    void a_departure_far_off_is_a_wrong_year() {
        assertThat(faults(form("departsAt", "2028-11-04T10:01", "returnsAt", "2028-11-05T09:00")))
                .containsExactly("Departure: please check the year; it can be at most 18 months ahead.");
        assertThat(faults(form("departsAt", "2027-03-05T08:59", "returnsAt", "2027-03-06T09:00")))
                .containsExactly("Departure: please check the year; a use that began more than 60 days ago is told to"
                        + " the head teacher in person.");
    }

    @Test
    void an_amended_departure_still_lies_ahead() {
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> DeviceExceptionRequest.amended(amendment("departsAt", "2027-05-04T10:00"), ASKED));

        assertThat(refusal.sentences())
                .containsExactly("Departure: it has to lie ahead still; please correct it or withdraw the request.");
    }

    @Test
    void the_answer_form_has_no_declaration() {
        assertThat(DeviceExceptionRequest.amended(amendment(), ASKED)).isEqualTo(School.trip());
        assertThat(catchThrowableOfType(RefusedException.class, () -> DeviceExceptionRequest.amended(form(), ASKED))
                        .sentences())
                .singleElement()
                .asString()
                .startsWith("declaration: the form has no such field");
    }

    @Test
    void trips_are_the_same_whatever_case_and_blanks_their_names_have() {
        DeviceExceptionRequest one = DeviceExceptionRequest.from(form("tripName", "Year 6  Residential "), ASKED);
        DeviceExceptionRequest other = DeviceExceptionRequest.from(form("tripName", "YEAR 6 residential"), ASKED);

        assertThat(one.tripKey()).isEqualTo(other.tripKey());
    }

    @Test
    void unordered_forms_are_read_too() {
        assertThat(DeviceExceptionRequest.from(new LinkedHashMap<>(form()), ASKED))
                .isEqualTo(DeviceExceptionRequest.from(new HashMap<>(form()), ASKED));
    }

    private static List<String> faults(Map<String, Object> form) {
        return faults(form, ASKED);
    }

    private static List<String> faults(Map<String, Object> form, Instant now) {
        return catchThrowableOfType(RefusedException.class, () -> DeviceExceptionRequest.from(form, now))
                .sentences();
    }
}
