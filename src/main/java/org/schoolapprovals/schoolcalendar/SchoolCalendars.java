package org.schoolapprovals.schoolcalendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.CalendarStore.YearCheck;
import org.schoolapprovals.schoolcalendar.SchoolYearDraft.TermDraft;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The school's own calendar: everybody reads it, the office, the head, the deputy and administrators edit it. Edits happen one
 * after the other; each either stands as a whole, with a line in the change log, or is refused with one sentence for each fault.
 *
 * <p>Every edit takes the user name of the person who makes it, gives back what was done in words, and throws
 * {@link NotAllowedException} if that person may not edit.
 */
@Service
public class SchoolCalendars {

    private static final int CHANGES_SHOWN = 20;
    private static final int YEARS_OFFERED = 4;

    private final CalendarStore store;
    private final People people;
    private final Clock clock;
    private final LocalTime endOfSchoolDay;

    /** @param dayEnds school-local, {@code HH:mm} */
    SchoolCalendars(
            CalendarStore store, People people, Clock clock, @Value("${school.day-ends:16:00}") String dayEnds) {
        this.store = store;
        this.people = people;
        this.clock = clock;
        this.endOfSchoolDay = timeOfDay(dayEnds);
    }

    /** The calendar as it stands: one query for a few dozen rows, so that every node sees every change at once. */
    public SchoolCalendar current() {
        return calendarOf(store.entries());
    }

    /**
     * The calendar as it stood at this moment, terms and all. Changes made before their outcome was kept count as made all along.
     */
    public SchoolCalendar asAt(Instant moment) {
        return calendarOf(store.entriesAt(moment));
    }

    /** Whether this person may edit the calendar. */
    public boolean mayEdit(String userId) {
        return people.find(userId)
                .filter(person -> person.hasAnyOf(Role.OFFICE, Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.ADMINISTRATOR))
                .isPresent();
    }

    /** What is missing, doubtful or unchecked in the calendar today, one sentence each; empty when all is well. */
    @Transactional(readOnly = true)
    public List<String> warnings() {
        Set<SchoolYear> unchecked = store.yearChecks().stream()
                .filter(check -> check.at().isEmpty())
                .map(YearCheck::year)
                .collect(Collectors.toSet());
        return CalendarRules.warnings(store.entries(), unchecked, today());
    }

    /** All school years that have entries, the earliest first. */
    @Transactional(readOnly = true)
    public List<CalendarYear> years() {
        List<CalendarEntry> entries = store.entries();
        SchoolCalendar calendar = calendarOf(entries);
        Map<SchoolYear, YearCheck> checks =
                store.yearChecks().stream().collect(Collectors.toMap(YearCheck::year, Function.identity()));
        return entries.stream()
                .collect(Collectors.groupingBy(CalendarEntry::schoolYear, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(year -> yearOf(
                        year.getKey(), year.getValue(), calendar, Optional.ofNullable(checks.get(year.getKey()))))
                .toList();
    }

    /** The latest changes, the last one first. */
    public List<CalendarChange> changes() {
        return store.latestChanges(CHANGES_SHOWN).stream()
                .map(change -> new CalendarChange(change.what(), people.nameOf(change.by()), change.at()))
                .toList();
    }

    /** The school years, from this one on, for which no term has been entered. */
    public List<SchoolYear> yearsToEnter() {
        return yearsWithoutTerms(store.entries());
    }

    /**
     * One entry, for somebody who is going to edit it.
     *
     * @throws RefusedException if it is no longer there
     */
    public CalendarEntry entry(String userId, long id) {
        refuseUnlessEditor(userId);
        return find(id, store.entries());
    }

    @Transactional
    public String add(String userId, EntryDraft draft) {
        String stood = begin(userId);
        CalendarEntry entry = read(draft);
        refuse(CalendarRules.conflicts(entry, store.entries()));
        store.add(entry);
        return done(userId, stood, "%s added: %s.".formatted(entry.kind().title(), entry.inWords()));
    }

    /** Changes the name and the days of an entry; its kind stays. */
    @Transactional
    public String change(String userId, long id, EntryDraft draft) {
        String stood = begin(userId);
        List<CalendarEntry> others = new ArrayList<>(store.entries());
        CalendarEntry before = find(id, others);
        CalendarEntry typed = read(new EntryDraft(before.kind().id(), draft.name(), draft.firstDay(), draft.lastDay()));
        CalendarEntry after = new CalendarEntry(id, before.kind(), typed.name(), typed.firstDay(), typed.lastDay());
        if (after.equals(before)) {
            return "%s stays as it was.".formatted(before.inWords());
        }
        others.remove(before);
        refuse(CalendarRules.conflicts(after, others));
        refuse(CalendarRules.leftOutside(
                Stream.concat(others.stream(), Stream.of(after)).toList()));
        store.change(after);
        return done(
                userId,
                stood,
                "%s changed: %s became %s.".formatted(before.kind().title(), before.inWords(), after.inWords()));
    }

    @Transactional
    public String delete(String userId, long id) {
        String stood = begin(userId);
        List<CalendarEntry> others = new ArrayList<>(store.entries());
        CalendarEntry entry = find(id, others);
        others.remove(entry);
        refuse(CalendarRules.leftOutside(others));
        store.delete(entry);
        return done(userId, stood, "%s deleted: %s.".formatted(entry.kind().title(), entry.inWords()));
    }

    /** Enters a whole school year at once: all of it or, with its faults, nothing. */
    @Transactional
    public String enterYear(String userId, SchoolYearDraft draft) {
        String stood = begin(userId);
        List<CalendarEntry> entries = new ArrayList<>(store.entries());
        SchoolYear year = yearToEnter(draft.startsIn(), entries);
        List<CalendarEntry> entered = read(year, draft);
        List<String> conflicts = new ArrayList<>();
        for (CalendarEntry entry : entered) {
            conflicts.addAll(CalendarRules.conflicts(entry, entries));
            entries.add(entry);
        }
        refuse(conflicts);
        entered.forEach(store::add);
        store.markChecked(year, userId, clock.instant());
        return done(
                userId,
                stood,
                "School year %s entered: %s."
                        .formatted(
                                year.label(),
                                entered.stream().map(CalendarEntry::inWords).collect(Collectors.joining(", "))));
    }

    /** Notes that the school has compared this school year with its own dates. */
    @Transactional
    public String confirmYear(String userId, int startsIn) {
        String stood = begin(userId);
        SchoolYear year = new SchoolYear(startsIn);
        if (!store.markChecked(year, userId, clock.instant())) {
            throw new RefusedException("This school year is not waiting to be checked.");
        }
        return done(userId, stood, "School year %s checked.".formatted(year.label()));
    }

    /**
     * Takes over England's bank holidays for all calendar years in this file; those of other years stay.
     *
     * @param file the content of gov.uk's {@code bank-holidays.json}
     */
    @Transactional
    public String refreshBankHolidays(String userId, String file) {
        String stood = begin(userId);
        List<CalendarEntry> published = BankHolidayFile.read(file);
        int firstYear = published.stream()
                .mapToInt(day -> day.firstDay().getYear())
                .min()
                .orElseThrow();
        int lastYear = published.stream()
                .mapToInt(day -> day.firstDay().getYear())
                .max()
                .orElseThrow();
        Map<LocalDate, CalendarEntry> ours = store.entries().stream()
                .filter(entry -> entry.is(EntryKind.BANK_HOLIDAY))
                .filter(entry -> entry.firstDay().getYear() >= firstYear
                        && entry.firstDay().getYear() <= lastYear)
                .collect(Collectors.toMap(CalendarEntry::firstDay, Function.identity()));
        int added = 0;
        int renamed = 0;
        for (CalendarEntry holiday : published) {
            CalendarEntry known = ours.remove(holiday.firstDay());
            if (known == null) {
                store.add(holiday);
                added++;
            } else if (!known.name().equals(holiday.name())) {
                store.change(
                        new CalendarEntry(known.id(), known.kind(), holiday.name(), known.firstDay(), known.lastDay()));
                renamed++;
            }
        }
        ours.values().forEach(store::delete);
        if (added + renamed + ours.size() == 0) {
            return "The bank holidays of %d to %d were up to date already.".formatted(firstYear, lastYear);
        }
        return done(
                userId,
                stood,
                "Bank holidays of %d to %d brought up to date from gov.uk: %d added, %d renamed, %d removed."
                        .formatted(firstYear, lastYear, added, renamed, ours.size()));
    }

    private SchoolYear yearToEnter(String startsIn, List<CalendarEntry> entries) {
        return yearsWithoutTerms(entries).stream()
                .filter(offered -> Integer.toString(offered.startsIn()).equals(startsIn))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "Please choose one of the school years offered: the others have terms already or are past."));
    }

    private List<SchoolYear> yearsWithoutTerms(List<CalendarEntry> entries) {
        Set<SchoolYear> entered = entries.stream()
                .filter(entry -> entry.is(EntryKind.TERM))
                .map(CalendarEntry::schoolYear)
                .collect(Collectors.toSet());
        return Stream.iterate(SchoolYear.of(today()), SchoolYear::next)
                .filter(year -> !entered.contains(year))
                .limit(YEARS_OFFERED)
                .toList();
    }

    private static List<CalendarEntry> read(SchoolYear year, SchoolYearDraft draft) {
        EntryReader reader = new EntryReader();
        List<CalendarEntry> entries = new ArrayList<>();
        entries.addAll(read(reader, "Autumn", year.startsIn(), draft.autumn()));
        entries.addAll(read(reader, "Spring", year.startsIn() + 1, draft.spring()));
        entries.addAll(read(reader, "Summer", year.startsIn() + 1, draft.summer()));
        for (int number = 1; number <= draft.insetDays().size(); number++) {
            String day = draft.insetDays().get(number - 1);
            if (!day.isBlank()) {
                String label = EntryKind.INSET_DAY.title() + " " + number;
                reader.read(EntryKind.INSET_DAY, Optional.of(EntryKind.INSET_DAY.title()), day, "", label, label)
                        .ifPresent(entries::add);
            }
        }
        entries.stream()
                .filter(entry -> !entry.schoolYear().equals(year))
                .forEach(entry -> reader.fault("%s does not lie in school year %s: please check the year of the date."
                        .formatted(entry.inWords(), year.label())));
        refuse(reader.faults());
        return entries;
    }

    private static List<CalendarEntry> read(EntryReader reader, String season, int calendarYear, TermDraft draft) {
        String term = "of the " + season.toLowerCase(Locale.UK) + " term";
        List<CalendarEntry> entries = new ArrayList<>();
        reader.read(
                        EntryKind.TERM,
                        Optional.of(season + " term " + calendarYear),
                        draft.firstDay(),
                        draft.lastDay(),
                        "The first day " + term,
                        "The last day " + term)
                .ifPresent(entries::add);
        if (!draft.halfTermFirst().isBlank() || !draft.halfTermLast().isBlank()) {
            reader.read(
                            EntryKind.HOLIDAY,
                            Optional.of(season + " half-term"),
                            draft.halfTermFirst(),
                            draft.halfTermLast(),
                            "The first day of half-term " + term,
                            "The last day of half-term " + term)
                    .ifPresent(entries::add);
        }
        return entries;
    }

    private static CalendarEntry read(EntryDraft draft) {
        EntryReader reader = new EntryReader();
        Optional<CalendarEntry> entry = reader.read(draft);
        refuse(reader.faults());
        return entry.orElseThrow();
    }

    private CalendarYear yearOf(
            SchoolYear year, List<CalendarEntry> entries, SchoolCalendar calendar, Optional<YearCheck> check) {
        List<CalendarEntry> ordered = entries.stream()
                .sorted(Comparator.comparing(CalendarEntry::firstDay).thenComparing(CalendarEntry::kind))
                .toList();
        int schoolDays = entries.stream()
                .filter(entry -> entry.is(EntryKind.TERM))
                .mapToInt(term -> calendar.schoolDaysIn(term.asTerm()))
                .sum();
        return new CalendarYear(
                year,
                ordered,
                schoolDays,
                check.isPresent() && check.get().at().isEmpty(),
                check.flatMap(known -> known.by()
                        .map(by -> new CalendarYear.Check(
                                people.nameOf(by), known.at().orElseThrow()))));
    }

    private SchoolCalendar calendarOf(Collection<CalendarEntry> entries) {
        List<Term> terms = entries.stream()
                .filter(entry -> entry.is(EntryKind.TERM))
                .map(CalendarEntry::asTerm)
                .toList();
        Set<LocalDate> closedDays = entries.stream()
                .filter(entry -> !entry.is(EntryKind.TERM))
                .flatMap(CalendarEntry::eachDay)
                .collect(Collectors.toCollection(HashSet::new));
        return new SchoolCalendar(terms, closedDays, endOfSchoolDay);
    }

    /** @return what stood before the edit */
    private String begin(String userId) {
        refuseUnlessEditor(userId);
        store.lock();
        return store.asItStands();
    }

    private String done(String userId, String stood, String what) {
        store.note(what, stood, userId, clock.instant());
        return what;
    }

    private void refuseUnlessEditor(String userId) {
        if (!mayEdit(userId)) {
            throw new NotAllowedException(
                    "Only the office, the head teacher, the deputy head and administrators change the school calendar.");
        }
    }

    private LocalDate today() {
        return SchoolTime.dayOf(clock.instant());
    }

    private static CalendarEntry find(long id, List<CalendarEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.id() == id)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "This entry is no longer in the school calendar: somebody has deleted it meanwhile."));
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    private static LocalTime timeOfDay(String dayEnds) {
        try {
            return LocalTime.parse(dayEnds);
        } catch (DateTimeParseException notATime) {
            throw new IllegalArgumentException(
                    "school.day-ends is a time such as \"16:00\" (in a YAML file with the quotes), not " + dayEnds,
                    notATime);
        }
    }
}
