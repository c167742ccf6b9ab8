package org.schoolapprovals.schoolcalendar;

/**
 * An entry as somebody typed it, checked by nobody yet.
 *
 * @param kind id of an {@link EntryKind}
 * @param name may be empty for an INSET day
 * @param firstDay {@code yyyy-MM-dd} or {@code d/M/yyyy}
 * @param lastDay likewise; may be empty for a single day
 */
public record EntryDraft(String kind, String name, String firstDay, String lastDay) {

    /** An entry as it stands, to be typed over. */
    public static EntryDraft of(CalendarEntry entry) {
        return new EntryDraft(
                entry.kind().id(),
                entry.name(),
                entry.firstDay().toString(),
                entry.lastDay().toString());
    }
}
