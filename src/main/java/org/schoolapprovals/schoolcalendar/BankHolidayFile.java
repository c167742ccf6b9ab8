package org.schoolapprovals.schoolcalendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.schoolapprovals.refusal.RefusedException;

/**
 * England's bank holidays as gov.uk publishes them in {@code bank-holidays.json}: whole calendar years, each with eight of them
 * or more.
 */
final class BankHolidayFile {

    static final int LARGEST = 500_000;

    private static final int FEWEST_IN_A_YEAR = 8;
    private static final String NOT_THE_FILE = "This is not the bank holiday file of gov.uk. Please copy the whole of "
            + "https://www.gov.uk/bank-holidays.json and paste it here.";

    private BankHolidayFile() {}

    /**
     * All bank holidays in the file.
     *
     * @throws RefusedException if this is another file, or a part of it only
     */
    static List<CalendarEntry> read(String text) {
        if (text.isBlank()) {
            throw new RefusedException("The bank holiday file is missing: please paste it.");
        }
        if (text.length() > LARGEST) {
            throw new RefusedException(
                    "The bank holiday file is too long: please paste that of gov.uk and nothing else.");
        }
        List<CalendarEntry> holidays = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        for (JsonNode event : events(text)) {
            CalendarEntry holiday = bankHoliday(event);
            if (!days.add(holiday.firstDay())) {
                throw new RefusedException(NOT_THE_FILE);
            }
            holidays.add(holiday);
        }
        refuseAPart(holidays);
        return holidays;
    }

    private static JsonNode events(String text) {
        try {
            JsonNode events = JsonMapper.builder()
                    .build()
                    .readTree(text)
                    .path("england-and-wales")
                    .path("events");
            if (!events.isArray() || events.isEmpty()) {
                throw new RefusedException(NOT_THE_FILE);
            }
            return events;
        } catch (JsonProcessingException notJson) {
            throw new RefusedException(NOT_THE_FILE);
        }
    }

    private static CalendarEntry bankHoliday(JsonNode event) {
        String notes = event.path("notes").asText().strip();
        String title = event.path("title").asText().strip();
        String name = notes.isEmpty() ? title : title + " (" + notes.toLowerCase(Locale.UK) + ")";
        LocalDate day = day(event.path("date").asText());
        if (title.isEmpty() || EntryReader.faultOfName(name).isPresent() || !EntryReader.isInRange(day)) {
            throw new RefusedException(NOT_THE_FILE);
        }
        return new CalendarEntry(0, EntryKind.BANK_HOLIDAY, name, day, day);
    }

    private static LocalDate day(String date) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException notADate) {
            throw new RefusedException(NOT_THE_FILE);
        }
    }

    private static void refuseAPart(List<CalendarEntry> holidays) {
        TreeMap<Integer, Integer> inYear = new TreeMap<>();
        holidays.forEach(holiday -> inYear.merge(holiday.firstDay().getYear(), 1, Integer::sum));
        for (int year = inYear.firstKey(); year <= inYear.lastKey(); year++) {
            int known = inYear.getOrDefault(year, 0);
            if (known < FEWEST_IN_A_YEAR) {
                throw new RefusedException(
                        "The bank holiday file has only %d bank holidays for %d, where England has %d or more. Please copy the whole file."
                                .formatted(known, year, FEWEST_IN_A_YEAR));
            }
        }
    }
}
