package org.schoolapprovals.schoolcalendar;

import java.util.List;
import java.util.stream.Collectors;

/** Bank holiday files in the form of gov.uk. */
public final class BankHolidays {

    /** Date, title and notes. */
    public record Event(String date, String title, String notes) {}

    public static final List<Event> OF_2028 = List.of(
            new Event("2028-01-03", "New Year’s Day", "Substitute day"),
            new Event("2028-04-14", "Good Friday", ""),
            new Event("2028-04-17", "Easter Monday", ""),
            new Event("2028-05-01", "Early May bank holiday", ""),
            new Event("2028-05-29", "Spring bank holiday", ""),
            new Event("2028-08-28", "Summer bank holiday", ""),
            new Event("2028-12-25", "Christmas Day", ""),
            new Event("2028-12-26", "Boxing Day", ""));

    private BankHolidays() {}

    public static String file(List<Event> events) {
        return events.stream()
                .map(event -> "{\"title\":\"%s\",\"date\":\"%s\",\"notes\":\"%s\",\"bunting\":true}"
                        .formatted(event.title(), event.date(), event.notes()))
                .collect(Collectors.joining(
                        ",",
                        "{\"england-and-wales\":{\"division\":\"england-and-wales\",\"events\":[",
                        "]},\"scotland\":{\"division\":\"scotland\",\"events\":[]}}"));
    }
}
