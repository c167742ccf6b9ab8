package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * What somebody asks for: to use a personal device for school business (P5). Made from a form by {@link #from} or {@link
 * #amended}, which check every rule.
 *
 * @param tripName 1 to 100 characters
 * @param destination 1 to 100 characters
 * @param departsAt school-local, to the minute
 * @param returnsAt school-local, to the minute; after departure and at most 31 days later
 * @param pupils 1 to 500; 0 only for other school business
 * @param adults 1 to 100
 * @param phoneNumber in E.164; always there for a phone
 * @param contacts whom the device may reach, in the order of the form; never pupils
 * @param uses what the device may be used for, in the order of the form; at least one
 * @param whyNotSchoolPhone 10 to 1,000 characters
 * @param numberWithheld whether the number is kept from those called
 * @param cloudBackupOff always true where photographs are among the uses
 */
public record DeviceExceptionRequest(
        Kind kind,
        String tripName,
        String destination,
        LocalDateTime departsAt,
        LocalDateTime returnsAt,
        int pupils,
        int adults,
        Device device,
        Optional<String> phoneNumber,
        Set<Contact> contacts,
        Set<Use> uses,
        String whyNotSchoolPhone,
        boolean numberWithheld,
        boolean cloudBackupOff) {

    public DeviceExceptionRequest {
        contacts = Collections.unmodifiableSortedSet(new TreeSet<>(contacts));
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
    }

    /**
     * Reads the form {@code personal-device-exception-start}.
     *
     * @param values the fields by name, as the form sent them
     * @param now departures up to it are retrospective
     * @throws org.schoolapprovals.refusal.RefusedException with one sentence for every fault
     */
    public static DeviceExceptionRequest from(Map<String, ?> values, Instant now) {
        Faults faults = new Faults();
        DeviceExceptionRequest request = RequestForm.start(values, now, faults);
        faults.refuseIfAny();
        return request;
    }

    /**
     * Reads the request's fields as the form {@code answer-question} sends them: without a declaration, and departure still lies
     * ahead.
     *
     * @param values the fields by name, without those that belong to the answer
     * @throws org.schoolapprovals.refusal.RefusedException with one sentence for every fault
     */
    public static DeviceExceptionRequest amended(Map<String, ?> values, Instant now) {
        Faults faults = new Faults();
        DeviceExceptionRequest request = RequestForm.amendment(values, now, faults);
        faults.refuseIfAny();
        return request;
    }

    /** The request as form values by field name, to fill in a form again; the declaration is left out. */
    public Map<String, Object> formValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(RequestForm.KIND, kind.value());
        values.put(RequestForm.TRIP_NAME, tripName);
        values.put(RequestForm.DESTINATION, destination);
        values.put(RequestForm.DEPARTS_AT, departsAt.toString());
        values.put(RequestForm.RETURNS_AT, returnsAt.toString());
        values.put(RequestForm.PUPILS, pupils);
        values.put(RequestForm.ADULTS, adults);
        values.put(RequestForm.DEVICE, device.value());
        values.put(
                RequestForm.PHONE_NUMBER, phoneNumber.map(PhoneNumber::inWords).orElse(""));
        values.put(RequestForm.CONTACTS, contacts.stream().map(Contact::value).toList());
        values.put(RequestForm.USES, uses.stream().map(Use::value).toList());
        values.put(RequestForm.WHY_NOT_SCHOOL_PHONE, whyNotSchoolPhone);
        values.put(RequestForm.NUMBER_WITHHELD, numberWithheld);
        values.put(RequestForm.CLOUD_BACKUP_OFF, cloudBackupOff);
        return values;
    }

    /** The moment of departure; from here on the device may be used if that was approved. */
    public Instant departure() {
        return SchoolTime.at(departsAt);
    }

    /** The moment of return. */
    public Instant homecoming() {
        return SchoolTime.at(returnsAt);
    }

    /** Whether photographs may be taken with the device. */
    public boolean photosAllowed() {
        return uses.contains(Use.PHOTOS);
    }

    /** Such as {@code 24 pupils, 3 adults}. */
    public String partyInWords() {
        return pupils + (pupils == 1 ? " pupil, " : " pupils, ") + adults + (adults == 1 ? " adult" : " adults");
    }

    /** Such as {@code Phone, 020 7946 0018}. */
    public String deviceInWords() {
        return device.words()
                + phoneNumber.map(number -> ", " + PhoneNumber.inWords(number)).orElse("");
    }

    /** Such as {@code Calls, photos; contact with school, parents}. */
    public String contactsAndUsesInWords() {
        return list(uses)
                + (contacts.isEmpty() ? "" : "; contact with " + list(contacts).toLowerCase(Locale.UK));
    }

    /** Such as {@code Number withheld, cloud backup off}; only what these uses call for. */
    public String safeguardsInWords() {
        List<String> safeguards = new ArrayList<>();
        if (device == Device.PHONE && uses.contains(Use.CALLS)) {
            safeguards.add(numberWithheld ? "number withheld" : "number not withheld");
        }
        if (photosAllowed()) {
            safeguards.add(cloudBackupOff ? "cloud backup off" : "cloud backup not off");
        }
        String words = safeguards.isEmpty() ? "none called for" : String.join(", ", safeguards);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The name of the trip without what people type differently: case and blanks. */
    String tripKey() {
        return tripName.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Whether the two uses share any time. */
    boolean overlaps(DeviceExceptionRequest other) {
        return departsAt.isBefore(other.returnsAt) && other.departsAt.isBefore(returnsAt);
    }

    /** What is different in {@code later}, one sentence for each field; empty where nothing is. */
    List<String> changesIn(DeviceExceptionRequest later) {
        Map<String, String> after = later.facts();
        List<String> changes = new ArrayList<>();
        facts().forEach((label, before) -> {
            if (!before.equals(after.get(label))) {
                changes.add("%s: %s (was: %s).".formatted(label, after.get(label), before));
            }
        });
        return changes;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Kind", kind.words());
        facts.put("Name of the trip", tripName);
        facts.put("Destination", destination);
        facts.put("Departure", SchoolTime.format(departure()));
        facts.put("Return", SchoolTime.format(homecoming()));
        facts.put("Party", partyInWords());
        facts.put("Device", deviceInWords());
        facts.put("Uses", list(uses));
        facts.put("Contacts", contacts.isEmpty() ? "none" : list(contacts));
        facts.put("Why not a school phone", whyNotSchoolPhone);
        facts.put("Safeguards", safeguardsInWords());
        return facts;
    }

    private static String list(Collection<? extends FormValue> choices) {
        String words = choices.stream().map(FormValue::words).collect(Collectors.joining(", "));
        return words.isEmpty() ? words : words.charAt(0) + words.substring(1).toLowerCase(Locale.UK);
    }
}
