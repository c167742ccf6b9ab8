package org.schoolapprovals.schoolcalendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The school's own clock: Europe/London with its summer time, and dates as people here write them, wherever the server stands. */
public final class SchoolTime {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.UK);

    private SchoolTime() {}

    /** The day on which this moment falls at the school. */
    public static LocalDate dayOf(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }

    /**
     * The moment at which the school's clock shows this: in the hour that the autumn repeats, the first of the two; in the hour
     * that the spring leaves out, an hour later.
     */
    public static Instant at(LocalDateTime schoolLocal) {
        return schoolLocal.atZone(ZONE).toInstant();
    }

    /** The school's clock at this moment. */
    public static LocalDateTime localOf(Instant moment) {
        return moment.atZone(ZONE).toLocalDateTime();
    }

    /** Such as {@code Wed 12 May 2027}. */
    public static String format(LocalDate day) {
        return DATE.format(day);
    }

    /** Such as {@code Wed 12 May 2027, 09:00}. */
    public static String format(Instant moment) {
        return DATE_AND_TIME.format(moment.atZone(ZONE));
    }
}
