package org.schoolapprovals.deviceexception;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.SentList;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * Reads the fields of a request from whatever a form, or somebody with a tool of their own, sent. Nothing is believed: types,
 * lengths, ranges, choices and dates are checked, fields that are not known refused, and every fault gets a sentence.
 */
final class RequestForm {

    static final String KIND = "kind";
    static final String TRIP_NAME = "tripName";
    static final String DESTINATION = "destination";
    static final String DEPARTS_AT = "departsAt";
    static final String RETURNS_AT = "returnsAt";
    static final String PUPILS = "pupils";
    static final String ADULTS = "adults";
    static final String DEVICE = "device";
    static final String PHONE_NUMBER = "phoneNumber";
    static final String CONTACTS = "contacts";
    static final String USES = "uses";
    static final String WHY_NOT_SCHOOL_PHONE = "whyNotSchoolPhone";
    static final String NUMBER_WITHHELD = "numberWithheld";
    static final String CLOUD_BACKUP_OFF = "cloudBackupOff";
    static final String DECLARATION = "declaration";

    private static final Set<String> REQUEST_FIELDS = Set.of(
            KIND,
            TRIP_NAME,
            DESTINATION,
            DEPARTS_AT,
            RETURNS_AT,
            PUPILS,
            ADULTS,
            DEVICE,
            PHONE_NUMBER,
            CONTACTS,
            USES,
            WHY_NOT_SCHOOL_PHONE,
            NUMBER_WITHHELD,
            CLOUD_BACKUP_OFF);

    private static final int LONGEST_NAME = 100;
    private static final int SHORTEST_EXPLANATION = 10;
    private static final int LONGEST_EXPLANATION = 1000;
    private static final int MOST_PUPILS = 500;
    private static final int MOST_ADULTS = 100;
    private static final Period LONGEST_TRIP = Period.ofDays(31);
    private static final Period FURTHEST_AHEAD = Period.ofMonths(18);
    private static final Duration FURTHEST_BACK = Duration.ofDays(60);
    private static final int LONGEST_LIST = 1000;

    private static final Pattern DATE_AND_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");

    private final Map<String, ?> values;
    private final Faults faults;

    private RequestForm(Map<String, ?> values, Faults faults) {
        this.values = values;
        this.faults = faults;
    }

    /** The request as far as it could be read; it is sound only if no fault was added. */
    static DeviceExceptionRequest start(Map<String, ?> values, Instant now, Faults faults) {
        RequestForm form = new RequestForm(values, faults);
        Set<String> known = new HashSet<>(REQUEST_FIELDS);
        known.add(DECLARATION);
        faults.unknownFields(values.keySet(), known);
        DeviceExceptionRequest request = form.read(now);
        if (request.departsAt() != null && request.departure().isBefore(now.minus(FURTHEST_BACK))) {
            faults.add("Departure: please check the year; a use that began more than " + FURTHEST_BACK.toDays()
                    + " days ago is told to the head teacher in person.");
        }
        if (!form.ticked(DECLARATION, "Declaration")) {
            faults.add("Declaration: please tick it; without it nobody can approve a personal device (P5).");
        }
        return request;
    }

    /** The request as far as it could be read; it is sound only if no fault was added. */
    static DeviceExceptionRequest amendment(Map<String, ?> values, Instant now, Faults faults) {
        RequestForm form = new RequestForm(values, faults);
        faults.unknownFields(values.keySet(), REQUEST_FIELDS);
        DeviceExceptionRequest request = form.read(now);
        if (request.departsAt() != null && !request.departure().isAfter(now)) {
            faults.add("Departure: it has to lie ahead still; please correct it or withdraw the request.");
        }
        return request;
    }

    private DeviceExceptionRequest read(Instant now) {
        Kind kind = choice(KIND, "Kind", Kind.class);
        String tripName = faults.line("Name of the trip", values.get(TRIP_NAME), LONGEST_NAME);
        String destination = faults.line("Destination", values.get(DESTINATION), LONGEST_NAME);
        LocalDateTime departsAt = dateAndTime(DEPARTS_AT, "Departure");
        LocalDateTime returnsAt = dateAndTime(RETURNS_AT, "Return");
        checkDates(departsAt, returnsAt, now);
        int pupils = wholeNumber(PUPILS, "Number of pupils", kind == Kind.OTHER ? 0 : 1, MOST_PUPILS);
        int adults = wholeNumber(ADULTS, "Number of adults", 1, MOST_ADULTS);
        Device device = choice(DEVICE, "Device", Device.class);
        Optional<String> phoneNumber = phoneNumber(device);
        Set<Use> uses = choices(USES, "Uses", Use.class);
        Set<Contact> contacts = choices(CONTACTS, "Contacts", Contact.class);
        String whyNot = faults.lines(
                "Why not a school phone", values.get(WHY_NOT_SCHOOL_PHONE), SHORTEST_EXPLANATION, LONGEST_EXPLANATION);
        boolean numberWithheld = ticked(NUMBER_WITHHELD, "Number withheld");
        boolean cloudBackupOff = ticked(CLOUD_BACKUP_OFF, "Cloud backup off");
        boolean reachesPeople = uses.contains(Use.CALLS) || uses.contains(Use.MESSAGES);
        if (isLeftOut(USES)) {
            faults.add("Uses: please choose at least one of " + words(Use.class) + ".");
        }
        if (isLeftOut(CONTACTS) && reachesPeople) {
            faults.add("Contacts: please choose at least one of " + words(Contact.class)
                    + "; calls and messages need somebody to reach.");
        }
        if (uses.contains(Use.PHOTOS) && !cloudBackupOff) {
            faults.add("Cloud backup off: please switch the backup off and tick this, or take photos off the uses;"
                    + " photographs of children stay out of private clouds (P5, S3).");
        }
        // The form hides what an earlier answer makes pointless, and then sends nothing for it, so that an amended
        // request would
        // keep what stood there before.
        boolean phone = device == Device.PHONE;
        return new DeviceExceptionRequest(
                kind,
                tripName,
                destination,
                departsAt,
                returnsAt,
                pupils,
                adults,
                device,
                phone ? phoneNumber : Optional.empty(),
                reachesPeople ? contacts : Set.of(),
                uses,
                whyNot,
                numberWithheld && phone && uses.contains(Use.CALLS),
                cloudBackupOff && uses.contains(Use.PHOTOS));
    }

    private LocalDateTime dateAndTime(String field, String label) {
        Object raw = values.get(field);
        if (raw instanceof String text && DATE_AND_TIME.matcher(text).matches()) {
            try {
                LocalDateTime local = LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
                if (!SchoolTime.ZONE.getRules().getValidOffsets(local).isEmpty()) {
                    return local;
                }
                faults.add(label + ": the clocks go forward in that hour, so there is no such time;"
                        + " please choose an hour later.");
                return null;
            } catch (DateTimeParseException noSuchDay) {
                faults.add(label + ": there is no such date or time; please choose another.");
                return null;
            }
        }
        faults.add(label + ": please enter a date and a time, such as 12/05/2027 and 09:00.");
        return null;
    }

    private void checkDates(LocalDateTime departsAt, LocalDateTime returnsAt, Instant now) {
        if (departsAt != null && departsAt.isAfter(SchoolTime.localOf(now).plus(FURTHEST_AHEAD))) {
            faults.add("Departure: please check the year; it can be at most " + FURTHEST_AHEAD.toTotalMonths()
                    + " months ahead.");
        }
        if (departsAt == null || returnsAt == null) {
            return;
        }
        if (!returnsAt.isAfter(departsAt)) {
            faults.add("Return: please enter a date and time after the departure.");
        } else if (returnsAt.isAfter(departsAt.plus(LONGEST_TRIP))) {
            faults.add("Return: please enter a date at most " + LONGEST_TRIP.getDays()
                    + " days after the departure; a longer trip needs a request for each part.");
        }
    }

    private int wholeNumber(String field, String label, int min, int max) {
        Optional<BigDecimal> number = decimal(values.get(field));
        boolean sound = number.isPresent()
                && number.get().compareTo(BigDecimal.valueOf(min)) >= 0
                && number.get().compareTo(BigDecimal.valueOf(max)) <= 0
                && number.get().stripTrailingZeros().scale() <= 0;
        if (!sound) {
            faults.add("%s: please enter a whole number from %d to %d.".formatted(label, min, max));
            return min;
        }
        return number.get().intValue();
    }

    private static Optional<BigDecimal> decimal(Object raw) {
        boolean finite = raw instanceof Integer
                || raw instanceof Long
                || raw instanceof Short
                || raw instanceof Byte
                || raw instanceof BigInteger
                || raw instanceof BigDecimal
                || raw instanceof Double real && Double.isFinite(real)
                || raw instanceof Float small && Float.isFinite(small);
        return finite ? Optional.of(new BigDecimal(raw.toString())) : Optional.empty();
    }

    private Optional<String> phoneNumber(Device device) {
        Object raw = values.get(PHONE_NUMBER);
        if (raw == null || raw instanceof String text && text.isBlank()) {
            if (device == Device.PHONE) {
                faults.add("Phone number: please enter the number of the phone that will be used.");
            }
            return Optional.empty();
        }
        Optional<String> number = raw instanceof String text ? PhoneNumber.read(text) : Optional.empty();
        if (number.isEmpty()) {
            faults.add("Phone number: please check the digits; this is no number that can be dialled"
                    + " (a number from abroad begins with + and the country code).");
        }
        return number;
    }

    private boolean ticked(String field, String label) {
        Object raw = values.get(field);
        if (raw != null && !(raw instanceof Boolean)) {
            faults.add(label + ": please tick the box or leave it, nothing else.");
        }
        return Boolean.TRUE.equals(raw);
    }

    private <E extends Enum<E> & FormValue> E choice(String field, String label, Class<E> type) {
        Object raw = values.get(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.value().equals(raw))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(label + ": please choose one of " + words(type) + ".");
                    return null;
                });
    }

    private <E extends Enum<E> & FormValue> Set<E> choices(String field, String label, Class<E> type) {
        Set<E> chosen = EnumSet.noneOf(type);
        Optional<List<?>> entries = SentList.of(values.get(field), LONGEST_LIST);
        boolean sound = entries.isPresent();
        boolean pupils = false;
        for (Object entry : entries.orElse(List.of())) {
            Optional<E> choice = Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.value().equals(entry))
                    .findFirst();
            choice.ifPresent(chosen::add);
            boolean pupil = CONTACTS.equals(field) && "pupils".equals(entry);
            pupils |= pupil;
            sound &= choice.isPresent() || pupil;
        }
        if (pupils) {
            faults.add(label + ": please take pupils off the list; they are never contacted on a personal device,"
                    + " and nobody can approve it (P5, P7).");
        }
        if (!sound) {
            faults.add(label + ": please choose from " + words(type) + ".");
        }
        return chosen;
    }

    private boolean isLeftOut(String field) {
        return SentList.of(values.get(field), LONGEST_LIST)
                .filter(List::isEmpty)
                .isPresent();
    }

    private static <E extends Enum<E> & FormValue> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(FormValue::words).collect(Collectors.joining(", "));
    }
}
