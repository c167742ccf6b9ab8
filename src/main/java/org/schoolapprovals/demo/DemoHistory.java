package org.schoolapprovals.demo;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives an empty demo school something to report: what the record of stages keeps of the last school year and of this one up to some
 * weeks ago. The requests themselves were erased long since, as retention asks, and the engine has forgotten them. It is the same
 * every time: a small school with many counts under five, whose summer term stands out.
 */
@Component
@Profile("demo")
@Order(1)
class DemoHistory implements ApplicationRunner {

    /** The demo’s own requests begin later, and the engine remembers those. */
    private static final Period ENDS_BEFORE_TODAY = Period.ofDays(90);

    private static final String EXCEPTIONS = "personal-device-exception";
    private static final String COMMENTS = "comment-approval";
    private static final String PHOTOS = "photo-consent-verification";
    private static final String REVIEWS = "policy-review";
    private static final String ROUND_UPS = "weekly-roundup";
    private static final Map<String, String> PREFIXES =
            Map.of(EXCEPTIONS, "PDE", COMMENTS, "COM", PHOTOS, "PHO", REVIEWS, "REV", ROUND_UPS, "WRU");

    /** The demo's own requests of this year have the numbers below. */
    private static final int FIRST_NUMBER = 501;

    private final JdbcTemplate jdbc;
    private final SchoolCalendars calendars;
    private final Clock clock;

    /** One stage of the past. */
    private record Past(
            UUID id,
            String process,
            String kind,
            String clause,
            Instant begun,
            Optional<Instant> due,
            Instant ended,
            String outcome,
            String detail) {}

    DemoHistory(JdbcTemplate jdbc, SchoolCalendars calendars, Clock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        LocalDate today = SchoolTime.dayOf(clock.instant());
        LocalDate end = today.minus(ENDS_BEFORE_TODAY);
        Boolean hasPast = jdbc.queryForObject(
                "select exists (select from approvals.stage where begun_at < ?)",
                Boolean.class,
                Timestamp.from(SchoolTime.at(end.atStartOfDay())));
        if (Boolean.TRUE.equals(hasPast)) {
            return;
        }
        SchoolCalendar calendar = calendars.current();
        SchoolYear lastYear = new SchoolYear(SchoolYear.of(today).startsIn() - 1);
        Teller teller = new Teller(calendar, SchoolTime.at(end.atStartOfDay()));
        calendar.terms().stream()
                .filter(term -> SchoolYear.of(term.firstDay()).compareTo(lastYear) >= 0)
                .filter(term -> term.firstDay().isBefore(end))
                .forEach(teller::tell);
        write(teller.stages, calendar);
    }

    private void write(List<Past> stages, SchoolCalendar calendar) {
        Map<UUID, String> references = references(stages);
        jdbc.batchUpdate(
                """
                insert into approvals.stage (request_id, part_id, reference, process, kind, clause, begun_clause, begun_at, due_at,
                    begun_recorded_at, ended_at, outcome, detail, school_days, ended_recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                stages.stream()
                        .sorted(Comparator.comparing(Past::begun))
                        .map(stage -> {
                            OptionalInt days = calendar.schoolDaysTaken(stage.begun(), stage.ended());
                            return new Object[] {
                                stage.id(),
                                stage.id(),
                                references.get(stage.id()),
                                stage.process(),
                                stage.kind(),
                                stage.clause(),
                                stage.clause(),
                                Timestamp.from(stage.begun()),
                                stage.due().map(Timestamp::from).orElse(null),
                                Timestamp.from(stage.begun()),
                                Timestamp.from(stage.ended()),
                                stage.outcome(),
                                stage.detail(),
                                days.isPresent() ? days.getAsInt() : null,
                                Timestamp.from(stage.ended())
                            };
                        })
                        .toList());
    }

    /** Such as {@code PDE-2026-0507}: in the order in which they were asked. */
    private static Map<UUID, String> references(List<Past> stages) {
        Map<UUID, String> references = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        stages.stream().sorted(Comparator.comparing(Past::begun)).forEach(stage -> {
            String series = PREFIXES.get(stage.process()) + "-"
                    + SchoolTime.dayOf(stage.begun()).getYear();
            references.computeIfAbsent(stage.id(), id -> {
                int number = numbers.merge(series, FIRST_NUMBER, (last, first) -> last + 1);
                return series + "-0" + number;
            });
        });
        return references;
    }

    /** Tells what happened in a term. */
    private static final class Teller {

        private final SchoolCalendar calendar;
        private final Instant end;
        private final Random random = new Random(5);
        private final List<Past> stages = new ArrayList<>();

        /** @param end nothing that ended later is told at all */
        Teller(SchoolCalendar calendar, Instant end) {
            this.calendar = calendar;
            this.end = end;
        }

        void tell(Term term) {
            List<LocalDate> days = term.firstDay()
                    .datesUntil(term.lastDay().plusDays(1))
                    .filter(calendar::isSchoolDay)
                    .toList();
            boolean summer =
                    term.firstDay().getMonthValue() > 3 && term.firstDay().getMonthValue() < 8;
            for (int number = 0; number < (summer ? 24 : 7); number++) {
                exception(somewhere(days), number, summer);
            }
            for (int number = 0; number < (summer ? 34 : 23); number++) {
                comment(somewhere(days), number, summer && number == 20);
            }
            for (int number = 0; number < 16; number++) {
                photographs(somewhere(days), number);
            }
            days.stream()
                    .filter(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY)
                    .forEach(friday -> roundUp(friday, summer));
            review(days);
        }

        private void exception(Instant asked, int number, boolean summer) {
            List<Past> story = new ArrayList<>();
            UUID id = id();
            boolean late = number % 7 == 4;
            Instant decided = later(asked, late ? 5 : 1 + number % 2);
            String outcome = summer && number % 5 == 3
                    ? "refuse"
                    : number % 9 == 7 ? "lapsed" : number == 10 ? "retrospective-noted" : "approve";
            story.add(new Past(id, EXCEPTIONS, "decision", "P5", asked, due(asked, 3), decided, outcome, ""));
            Instant closed = decided;
            if (outcome.equals("approve")) {
                Instant departs = later(decided, 5);
                Instant returns = departs.plus(Duration.ofDays(1 + number % 3));
                closed = later(returns, number % 8 == 5 ? 6 : 2);
                story.add(
                        new Past(id, EXCEPTIONS, "in-force", "P5", departs, Optional.empty(), returns, "returned", ""));
                story.add(new Past(id, EXCEPTIONS, "closure", "P5", returns, due(returns, 3), closed, "done", ""));
            }
            String result = Map.of(
                            "approve", "closed",
                            "refuse", "refused",
                            "lapsed", "lapsed",
                            "retrospective-noted", "retrospective")
                    .get(outcome);
            story.add(new Past(id, EXCEPTIONS, "request", "P5", asked, Optional.empty(), closed, result, ""));
            add(story);
        }

        private void comment(Instant seen, int number, boolean overlooked) {
            List<Past> story = new ArrayList<>();
            UUID id = id();
            Instant decided = later(seen, number % 11 == 6 ? 4 : number % 3 == 0 ? 0 : 1);
            boolean abuse = number % 12 == 9;
            boolean declined = number % 6 == 2;
            String clause = abuse ? "S6" : declined ? number % 4 == 0 ? "S4" : "S2" : "P6";
            if (number % 3 != 1) {
                Instant hidden = seen.plusSeconds(overlooked ? 11_400 : 4 + random.nextInt(26));
                story.add(new Past(id, COMMENTS, "in-public", "P6", seen, Optional.empty(), hidden, "hidden", ""));
            }
            story.add(new Past(
                    id,
                    COMMENTS,
                    "decision",
                    clause,
                    seen,
                    due(seen, 2),
                    decided,
                    abuse ? "remove-and-report" : declined ? "decline" : "publish",
                    ""));
            if (abuse) {
                story.add(new Past(
                        id,
                        COMMENTS,
                        "response",
                        "S6",
                        decided,
                        due(decided, 2),
                        later(decided, 1),
                        number == 9 ? "speak-to-author" : "no-further-action",
                        ""));
            }
            story.add(new Past(
                    id,
                    COMMENTS,
                    "request",
                    "P6",
                    seen,
                    Optional.empty(),
                    decided.plusSeconds(20),
                    abuse ? "removed" : declined ? "declined" : "published",
                    ""));
            add(story);
        }

        private void photographs(Instant sent, int number) {
            List<Past> story = new ArrayList<>();
            UUID id = id();
            Instant toClear = sent;
            if (number % 3 == 1) {
                String why = number % 9 == 4 ? "words-to-change" : "consent-missing";
                String clause = number % 9 == 4 ? "S4" : "S3";
                story.add(new Past(id, PHOTOS, "decision", clause, sent, Optional.empty(), sent, "hold-back", why));
                toClear = later(sent, 3);
            }
            boolean refused = number == 12;
            Instant decided = later(toClear, number % 8 == 3 ? 4 : 1);
            story.add(new Past(
                    id,
                    PHOTOS,
                    "decision",
                    "S3",
                    toClear,
                    due(toClear, 2),
                    decided,
                    refused ? "refuse" : number == 6 ? "amend" : "clear",
                    ""));
            Instant published = number == 6 ? later(decided, 2) : decided.plusSeconds(90);
            if (number == 6) {
                Instant again = decided.plus(Duration.ofHours(20));
                story.add(new Past(id, PHOTOS, "decision", "S3", again, due(again, 2), published, "clear", ""));
            }
            story.add(new Past(
                    id,
                    PHOTOS,
                    "request",
                    "S3",
                    sent,
                    Optional.empty(),
                    published,
                    refused ? "declined" : "published",
                    ""));
            if (number % 7 == 2) {
                Instant ordered = later(published, 6);
                story.add(new Past(
                        id,
                        PHOTOS,
                        "takedown",
                        "S3",
                        ordered,
                        Optional.of(ordered.plus(Duration.ofDays(1))),
                        ordered.plusSeconds(40 + 35L * number),
                        "done",
                        ""));
            }
            add(story);
        }

        private void roundUp(LocalDate friday, boolean summer) {
            UUID id = id();
            Instant begun = SchoolTime.at(friday.atTime(8, 0));
            Instant due = SchoolTime.at(friday.plusDays(1).atStartOfDay());
            boolean missed = summer ? friday.getDayOfMonth() > 24 : friday.getDayOfMonth() > 29;
            Instant ended = missed ? SchoolTime.at(friday.plusDays(7).atTime(8, 0)) : begun.plus(Duration.ofHours(6));
            String detail = !missed ? "" : friday.getMonthValue() % 2 == 0 ? "said" : "unanswered";
            add(List.of(new Past(
                    id,
                    ROUND_UPS,
                    "round-up",
                    "P8",
                    begun,
                    Optional.of(due),
                    ended,
                    missed ? "missed" : "posted",
                    detail)));
        }

        /** The account's review, three weeks before the end of term. */
        private void review(List<LocalDate> days) {
            UUID id = id();
            Instant opened =
                    SchoolTime.at(days.get(Math.max(0, days.size() - 15)).atTime(8, 0));
            Instant prepared = later(opened, 3);
            Instant noted = later(prepared, 2);
            Instant signed = later(noted, 7);
            add(List.of(
                    new Past(id, REVIEWS, "request", "P8", opened, Optional.empty(), signed, "signed-off", ""),
                    new Past(id, REVIEWS, "decision", "P8", prepared, due(prepared, 3), noted, "no-change", ""),
                    new Past(id, REVIEWS, "decision", "P8", noted, due(noted, 10), signed, "approve", "")));
        }

        private void add(List<Past> story) {
            if (story.stream().allMatch(stage -> stage.ended().isBefore(end))) {
                stages.addAll(story);
            }
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        /** Some minute between eight and four of one of these days. */
        private Instant somewhere(List<LocalDate> days) {
            return SchoolTime.at(
                    days.get(random.nextInt(days.size())).atTime(8 + random.nextInt(8), random.nextInt(60)));
        }

        /** An hour or so later on the same day, or in the morning of the n-th school day after it. */
        private Instant later(Instant moment, int schoolDays) {
            if (schoolDays == 0) {
                return moment.plus(Duration.ofMinutes(20 + random.nextInt(60)));
            }
            Instant endOfDay = calendar.afterSchoolDays(moment, schoolDays)
                    .known()
                    .orElse(moment.plus(Duration.ofDays(3L * schoolDays)));
            return endOfDay.minus(Duration.ofMinutes(30 + random.nextInt(360)));
        }

        private Optional<Instant> due(Instant moment, int schoolDays) {
            return calendar.afterSchoolDays(moment, schoolDays).known();
        }
    }
}
