package org.schoolapprovals.schoolcalendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that hold among the entries of the calendar, and what people should be warned of. */
final class CalendarRules {

    static final int WARN_DAYS_BEFORE_THE_END = 60;
    static final int LONGEST_HOLIDAYS_IN_WEEKS = 8;

    private CalendarRules() {}

    /** Why this entry cannot stand beside the others, one sentence for each reason; none if it can. */
    static List<String> conflicts(CalendarEntry entry, List<CalendarEntry> others) {
        List<String> found = new ArrayList<>();
        others.stream()
                .filter(other -> other.is(entry.kind()) && other.overlaps(entry))
                .map(other -> overlap(entry, other))
                .forEach(found::add);
        if (entry.is(EntryKind.TERM)
                && others.stream().anyMatch(other -> other.is(EntryKind.TERM) && sameName(entry, other))) {
            found.add("There is a term called %s already: please choose a name of its own.".formatted(entry.name()));
        }
        if (entry.is(EntryKind.HOLIDAY) && !liesInATerm(entry, others)) {
            found.add("%s does not lie inside a term: the holidays between the terms need not be entered."
                    .formatted(entry.inWords()));
        }
        return found;
    }

    /** The holidays that would be left outside every term, one sentence for each. */
    static List<String> leftOutside(List<CalendarEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.is(EntryKind.HOLIDAY) && !liesInATerm(entry, entries))
                .map(holiday -> "%s would no longer lie inside a term: please change or delete that holiday first."
                        .formatted(holiday.inWords()))
                .toList();
    }

    /**
     * What is missing or doubtful in the calendar today, one sentence each.
     *
     * @param unchecked the school years that hold a shipped pattern which nobody at the school has checked
     */
    static List<String> warnings(List<CalendarEntry> entries, Set<SchoolYear> unchecked, LocalDate today) {
        List<CalendarEntry> terms = entries.stream()
                .filter(entry -> entry.is(EntryKind.TERM))
                .sorted(Comparator.comparing(CalendarEntry::firstDay))
                .toList();
        if (terms.isEmpty()) {
            return List.of("No terms have been entered in the school calendar, so no due date can be counted.");
        }
        List<String> found = new ArrayList<>();
        LocalDate lastKnownDay = terms.get(terms.size() - 1).lastDay();
        if (!today.plusDays(WARN_DAYS_BEFORE_THE_END).isBefore(lastKnownDay)) {
            found.add(
                    "The school calendar ends on %s: please enter the next school year, so that due dates can be counted."
                            .formatted(SchoolTime.format(lastKnownDay)));
        }
        List<CalendarEntry> toCome =
                terms.stream().filter(term -> !term.lastDay().isBefore(today)).toList();
        uncheckedYears(toCome, unchecked, found);
        gaps(terms, today, found);
        yearsWithoutBankHolidays(toCome, entries, found);
        return found;
    }

    private static void uncheckedYears(List<CalendarEntry> toCome, Set<SchoolYear> unchecked, List<String> found) {
        Set<SchoolYear> years = toCome.stream()
                .map(CalendarEntry::schoolYear)
                .filter(unchecked::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!years.isEmpty()) {
            found.add("The dates of school year %s are a pattern, to be checked by the school."
                    .formatted(years.stream().map(SchoolYear::label).collect(Collectors.joining(" and "))));
        }
    }

    private static void gaps(List<CalendarEntry> terms, LocalDate today, List<String> found) {
        for (int next = 1; next < terms.size(); next++) {
            LocalDate end = terms.get(next - 1).lastDay();
            LocalDate begin = terms.get(next).firstDay();
            long weeks = ChronoUnit.WEEKS.between(end, begin);
            if (weeks > LONGEST_HOLIDAYS_IN_WEEKS && begin.isAfter(today)) {
                found.add("No term is entered from %s to %s, %d weeks long: is one missing?"
                        .formatted(SchoolTime.format(end.plusDays(1)), SchoolTime.format(begin.minusDays(1)), weeks));
            }
        }
    }

    private static void yearsWithoutBankHolidays(
            List<CalendarEntry> toCome, List<CalendarEntry> entries, List<String> found) {
        Set<Integer> years = toCome.stream()
                .flatMap(term ->
                        Stream.of(term.firstDay().getYear(), term.lastDay().getYear()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> covered = entries.stream()
                .filter(entry -> entry.is(EntryKind.BANK_HOLIDAY))
                .map(entry -> entry.firstDay().getYear())
                .collect(Collectors.toCollection(HashSet::new));
        years.removeAll(covered);
        years.forEach(year -> found.add(
                "No bank holidays are entered for %d: please bring them up to date from gov.uk.".formatted(year)));
    }

    private static String overlap(CalendarEntry entry, CalendarEntry other) {
        return entry.kind().isSingleDay()
                ? "There is an entry for that day already: %s.".formatted(other.inWords())
                : "%s would overlap with %s.".formatted(entry.inWords(), other.inWords());
    }

    private static boolean sameName(CalendarEntry one, CalendarEntry other) {
        return one.name().equalsIgnoreCase(other.name());
    }

    private static boolean liesInATerm(CalendarEntry holiday, List<CalendarEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.is(EntryKind.TERM) && holiday.liesWithin(entry));
    }
}
