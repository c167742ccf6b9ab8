package org.schoolapprovals.schoolcalendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes entries of what was typed, and collects one sentence for each fault that an entry has by itself. */
final class EntryReader {

    static final int LONGEST_NAME = 60;
    static final int LONGEST_TERM_IN_WEEKS = 20;

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);
    private static final DateTimeFormatter BRITISH =
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.UK).withResolverStyle(ResolverStyle.STRICT);

    private final List<String> faults = new ArrayList<>();

    /** All faults found so far, in the order of the form. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Adds a fault that was found elsewhere. */
    void fault(String sentence) {
        faults.add(sentence);
    }

    /** The entry of a form for one entry; empty where it has faults. */
    Optional<CalendarEntry> read(EntryDraft draft) {
        Optional<EntryKind> kind = EntryKind.ofId(draft.kind());
        if (kind.isEmpty()) {
            faults.add("Please choose what to enter: a term, a holiday in term, an INSET day or a bank holiday.");
        }
        Optional<String> name = name(draft);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String firstLabel = kind.get().isSingleDay() && draft.lastDay().isBlank() ? "The day" : "The first day";
        return read(kind.get(), name, draft.firstDay(), draft.lastDay(), firstLabel, "The last day");
    }

    /**
     * The entry of these fields; empty where they have faults.
     *
     * @param name empty where it is faulty
     * @param firstLabel what the sentences call the first day
     */
    Optional<CalendarEntry> read(
            EntryKind kind,
            Optional<String> name,
            String firstDay,
            String lastDay,
            String firstLabel,
            String lastLabel) {
        Optional<LocalDate> first = date(firstDay, firstLabel);
        Optional<LocalDate> last = kind != EntryKind.TERM && lastDay.isBlank() ? first : date(lastDay, lastLabel);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        CalendarEntry entry = new CalendarEntry(0, kind, name.orElse(""), first.get(), last.get());
        List<String> found = faultsOf(entry, firstLabel, lastLabel);
        faults.addAll(found);
        return name.isPresent() && found.isEmpty() ? Optional.of(entry) : Optional.empty();
    }

    private static List<String> faultsOf(CalendarEntry entry, String firstLabel, String lastLabel) {
        if (entry.lastDay().isBefore(entry.firstDay())) {
            return List.of("%s (%s) comes before the first day (%s)."
                    .formatted(lastLabel, SchoolTime.format(entry.lastDay()), SchoolTime.format(entry.firstDay())));
        }
        if (entry.kind().isSingleDay() && !entry.firstDay().equals(entry.lastDay())) {
            return List.of("%s is a single day: please leave the last day empty and enter each day by itself."
                    .formatted(entry.is(EntryKind.INSET_DAY) ? "An INSET day" : "A bank holiday"));
        }
        List<String> found = new ArrayList<>();
        if (entry.is(EntryKind.TERM)) {
            weekend(entry.firstDay(), firstLabel, "a term begins on a weekday").ifPresent(found::add);
            weekend(entry.lastDay(), lastLabel, "a term ends on a weekday").ifPresent(found::add);
            long days = ChronoUnit.DAYS.between(entry.firstDay(), entry.lastDay()) + 1;
            if (days > LONGEST_TERM_IN_WEEKS * 7L) {
                found.add("%s lies %d weeks after the first: a term is at most %d weeks long."
                        .formatted(lastLabel, (days + 6) / 7, LONGEST_TERM_IN_WEEKS));
            }
        }
        if (entry.is(EntryKind.INSET_DAY)) {
            weekend(entry.firstDay(), firstLabel, "an INSET day is a weekday").ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> weekend(LocalDate day, String label, String rule) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY
                ? Optional.of("%s (%s) is at a weekend: %s.".formatted(label, SchoolTime.format(day), rule))
                : Optional.empty();
    }

    private Optional<String> name(EntryDraft draft) {
        String name = draft.name().strip();
        if (name.isEmpty() && draft.kind().equals(EntryKind.INSET_DAY.id())) {
            return Optional.of(EntryKind.INSET_DAY.title());
        }
        Optional<String> fault = faultOfName(name);
        fault.ifPresent(faults::add);
        return fault.isPresent() ? Optional.empty() : Optional.of(name);
    }

    /** What is wrong with a name; empty for a good one. */
    static Optional<String> faultOfName(String name) {
        if (name.isBlank()) {
            return Optional.of("The name is missing: please enter one, such as Autumn term 2026.");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("The name is too long: at most %d characters, please.".formatted(LONGEST_NAME));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("The name has characters that cannot be shown: please type it anew.");
        }
        return Optional.empty();
    }

    private Optional<LocalDate> date(String typed, String label) {
        if (typed.isBlank()) {
            faults.add(label + " is missing: please enter a date.");
            return Optional.empty();
        }
        Optional<LocalDate> day = parse(typed.strip());
        if (day.isEmpty()) {
            faults.add(label + " is not a date: please enter it as day/month/year, such as 1/9/2026.");
        } else if (!isInRange(day.get())) {
            faults.add(label + " must lie between the years 2000 and 2100.");
            return Optional.empty();
        }
        return day;
    }

    /** Whether the calendar takes dates of this time at all. */
    static boolean isInRange(LocalDate day) {
        return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
    }

    private static Optional<LocalDate> parse(String typed) {
        try {
            return Optional.of(typed.contains("/") ? LocalDate.parse(typed, BRITISH) : LocalDate.parse(typed));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
