package org.schoolapprovals.roundup;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.roundup.RoundUpStory.Preparation;
import org.schoolapprovals.schoolcalendar.CalendarEntry;
import org.schoolapprovals.schoolcalendar.CalendarYear;
import org.schoolapprovals.schoolcalendar.EntryKind;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The round-ups, as each person may read them: those responsible for the accounts, head and deputy all of them; governors what was
 * posted and which were missed, but neither why nor what is only prepared.
 */
@Service
@Transactional(readOnly = true)
public class RoundUpRegister {

    private static final Role[] INSIDERS = {Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD};
    private static final Role[] GOVERNORS = {Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS};

    private final RoundUpStore store;
    private final RoundUps roundUps;
    private final RoundUpSettings settings;
    private final People people;
    private final SchoolCalendars calendars;
    private final Clock clock;

    RoundUpRegister(
            RoundUpStore store,
            RoundUps roundUps,
            RoundUpSettings settings,
            People people,
            SchoolCalendars calendars,
            Clock clock) {
        this.store = store;
        this.roundUps = roundUps;
        this.settings = settings;
        this.people = people;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The round-ups of a school year.
     *
     * @param startsIn the calendar year in which it begins; the present school year where there is nothing of that one
     */
    public Overview overview(String viewerId, Optional<Integer> startsIn) {
        Person viewer = reader(viewerId);
        LocalDate today = SchoolTime.dayOf(clock.instant());
        List<SchoolYear> years = years(SchoolYear.of(today));
        SchoolYear year = startsIn.map(SchoolYear::new).filter(years::contains).orElse(SchoolYear.of(today));
        Optional<RoundUpDay> next = roundUps.next();
        return new Overview(year, years, weeks(year, today, next), next, store.open(), RoundUp.mayPost(viewer));
    }

    private List<SchoolYear> years(SchoolYear present) {
        return Stream.concat(
                        Stream.of(present),
                        store.firstFriday().map(SchoolYear::of).stream()
                                .flatMap(first ->
                                        Stream.iterate(first, year -> year.compareTo(present) < 0, SchoolYear::next)))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<Week> weeks(SchoolYear year, LocalDate today, Optional<RoundUpDay> next) {
        LocalDate first = LocalDate.of(year.startsIn(), Month.AUGUST, 1);
        LocalDate last = first.plusYears(1).minusDays(1);
        LocalDate shownTo = next.map(RoundUpDay::friday)
                .filter(friday -> friday.isBefore(RoundUpDay.fridayFrom(today).plusWeeks(2)))
                .orElse(today);
        LocalDate latest = shownTo.isBefore(last) ? shownTo : last;
        LocalDate recordedFrom = store.firstFriday().orElse(today);
        List<RoundUp> recorded = store.between(first, last);
        SchoolCalendar calendar = calendars.current();
        List<CalendarEntry> entries = calendars.years().stream()
                .map(CalendarYear::entries)
                .flatMap(Collection::stream)
                .toList();
        return Stream.iterate(
                        RoundUpDay.fridayFrom(first), friday -> !friday.isAfter(latest), friday -> friday.plusWeeks(1))
                .filter(friday -> !friday.isBefore(recordedFrom))
                .map(friday -> new Week(
                        friday,
                        recorded.stream()
                                .filter(roundUp -> roundUp.day().friday().equals(friday))
                                .findFirst(),
                        next.filter(day -> day.friday().equals(friday)).isPresent(),
                        closed(friday, calendar, entries)))
                .filter(week -> week.roundUp().isPresent() || isSchoolWeek(week.friday(), calendar))
                .sorted(Comparator.comparing(Week::friday).reversed())
                .toList();
    }

    private static boolean isSchoolWeek(LocalDate friday, SchoolCalendar calendar) {
        return friday.with(DayOfWeek.MONDAY).datesUntil(friday.plusDays(1)).anyMatch(calendar::isSchoolDay);
    }

    /** What the calendar calls this day where it is no school day. */
    private static Optional<String> closed(LocalDate day, SchoolCalendar calendar, List<CalendarEntry> entries) {
        if (calendar.isSchoolDay(day)) {
            return Optional.empty();
        }
        return Optional.of(entries.stream()
                .filter(entry -> entry.kind() != EntryKind.TERM)
                .filter(entry -> !day.isBefore(entry.firstDay()) && !day.isAfter(entry.lastDay()))
                .map(CalendarEntry::name)
                .findFirst()
                .orElse("outside of term"));
    }

    /**
     * One round-up: any that was asked for, or the next one.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public RoundUpStory story(LocalDate friday, String viewerId) {
        Person viewer = reader(viewerId);
        Optional<RoundUp> roundUp = store.of(friday);
        RoundUpDay day = roundUp.map(RoundUp::day)
                .or(() -> RoundUpDay.on(friday, settings.opens(), calendars.current())
                        .filter(one -> roundUps.isToBePrepared(friday)))
                .orElseThrow(() -> new NotAllowedException(RoundUps.NOT_YOURS));
        boolean inside = viewer.hasAnyOf(INSIDERS);
        boolean toBePrepared = roundUp.map(RoundUp::isOpen).orElse(true);
        Optional<Ending> ending = roundUp.flatMap(RoundUp::ending);
        return new RoundUpStory(
                day,
                roundUp,
                ending.flatMap(Ending::by).map(people::nameOf).orElse(""),
                inside ? ending.map(Ending::reason).orElse("") : "",
                roundUp.map(RoundUp::id).map(store::photos).orElse(List.of()),
                inside,
                inside && toBePrepared ? Optional.of(preparation(friday)) : Optional.empty(),
                RoundUp.mayPost(viewer) && toBePrepared);
    }

    private Preparation preparation(LocalDate friday) {
        Draft draft = roundUps.draft(friday);
        return new Preparation(
                draft,
                draft.savedBy().map(people::nameOf).orElse(""),
                draft.isEmpty() ? List.of() : roundUps.faultsOf(draft),
                roundUps.choices(draft));
    }

    private Person reader(String userId) {
        return people.find(userId)
                .filter(person -> person.hasAnyOf(INSIDERS) || person.hasAnyOf(GOVERNORS))
                .orElseThrow(() -> new NotAllowedException(
                        "The round-ups are for those responsible for the accounts, the head teacher, the deputy head and"
                                + " governors."));
    }
}
