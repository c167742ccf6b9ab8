package org.schoolapprovals.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives an empty demo school a past and a future: requests in every state, dated around today. Nothing is written behind the
 * scenes: the people of the demo send the forms one after the other while the clock is taken from some weeks ago to now, and the
 * timers fire on the way. All of it is there, or nothing.
 */
@Component
@Profile("demo")
@Order(4)
class DemoRequests implements ApplicationRunner {

    private static final String PROCESS = "personal-device-exception";
    private static final String RESIDENTIAL = "residential-trip";

    private final ProcessEngine engine;
    private final DeviceExceptions exceptions;
    private final People people;
    private final Notices notices;
    private final Clock clock;

    private final List<Step> steps = new ArrayList<>();

    private record Step(Instant at, Runnable action) {}

    DemoRequests(ProcessEngine engine, DeviceExceptions exceptions, People people, Notices notices, Clock clock) {
        this.engine = engine;
        this.exceptions = exceptions;
        this.people = people;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (engine.getHistoryService().createHistoricProcessInstanceQuery().count() > 0) {
            return;
        }
        Instant now = clock.instant();
        tell(SchoolTime.dayOf(now), now);
        try (TimeMachine machine = new TimeMachine(engine)) {
            steps.stream().sorted(Comparator.comparing(Step::at)).forEach(step -> {
                machine.goTo(step.at());
                step.action().run();
            });
            machine.goTo(now);
            notices.leaveBehind(now);
        } finally {
            steps.clear();
        }
    }

    /** The stories; days are counted from today. */
    private void tell(LocalDate today, Instant now) {
        story("teacher", trip("Year 4 Delamere Forest", "Delamere Forest Centre", day(today, 16), 2))
                .asked(day(today, -1));

        story("assistant", trip("Year 3 farm stay", "Willow Farm, Frodsham", day(today, 7), 1))
                .asked(day(today, -9));

        story("teacher", trip("Choir at the county festival", "Chester", day(today, 1), 0, "kind", "other"))
                .asked(now.minus(2, ChronoUnit.HOURS));

        story("editor", trip("Year 5 Shropshire hills", "Shropshire Hills Hostel", day(today, 21), 2))
                .asked(day(today, -4))
                .decided(
                        "head",
                        day(today, -3),
                        "more-information",
                        "Who else will carry a phone, and why not the school’s second one?");

        story("teacher", trip("Year 6 Conwy", "Conwy Centre", day(today, 9), 2))
                .asked(day(today, -7))
                .decided(
                        "head",
                        day(today, -6),
                        "approve",
                        "Ring the office before you ring the venue, and keep the phone in your room at night.");

        story("office", trip("Year 2 museum sleepover", "World Museum, Liverpool", day(today, 23), 1))
                .asked(day(today, -12))
                .decided("head", day(today, -11), "more-information", "How many adults will be awake at night?")
                .answered(day(today, -9), "Two of the three, in turns; the museum’s own staff as well.")
                .decided("head", day(today, -8), "approve", "");

        story("assistant", trip("Year 6 Lake District", "Borrowdale Hostel", day(today, -1), 3))
                .asked(day(today, -14))
                .decided("head", day(today, -13), "approve", "");

        story("teacher", trip("Year 5 Liverpool", "Liverpool Waterfront", day(today, -3), 1))
                .asked(day(today, -20))
                .decided("head", day(today, -19), "approve", "");

        story("assistant", trip("Year 4 canal boats", "Ellesmere Port", day(today, -16), 1))
                .asked(day(today, -26))
                .decided("head", day(today, -25), "approve", "");

        story("teacher", trip("Year 3 castle stay", "Beeston Castle", day(today, -10), 1))
                .asked(day(today, -24))
                .decided("head", day(today, -23), "approve", "")
                .closed(
                        day(today, -6),
                        "Called one parent at 18:20 about a forgotten inhaler; the school phone had no signal.");

        story("office", trip("Year 6 Anglesey", "Anglesey Outdoor Centre", day(today, -30), 2))
                .asked(day(today, -44))
                .decided("head", day(today, -42), "approve", "")
                .closed(day(today, -25), "");

        story("editor", trip("Football finals", "Crewe", day(today, -18), 0, "kind", "other"))
                .asked(day(today, -25))
                .decided(
                        "head",
                        day(today, -24),
                        "refuse",
                        "The school phone is free on that day: please book it with the office.");

        story("assistant", trip("Year 1 seaside day", "New Brighton", day(today, -21), 0, "kind", "other"))
                .asked(day(today, -25));

        story("teacher", trip("Year 4 planetarium", "Jodrell Bank", day(today, 12), 0, "kind", "other"))
                .asked(day(today, -6))
                .withdrawn(day(today, -2));

        story("editor", trip("Eco club camp", "Delamere Forest Centre", day(today, 5), 1))
                .asked(day(today, -10))
                .decided("head", day(today, -9), "approve", "")
                .revoked("deputy", day(today, -2), "The school has bought a second phone for trips.");

        story("assistant", trip("Year 5 mosque and cathedral", "Manchester", day(today, -5), 0, "kind", "other"))
                .asked(day(today, -4));

        story("head", trip("Heads’ conference with pupils", "Birmingham", day(today, 14), 1, "kind", "other"))
                .asked(day(today, -2));
    }

    private Story story(String requester, Map<String, Object> form) {
        return new Story(requester, form);
    }

    /** One request and what became of it. */
    private final class Story {

        private final String requester;
        private final Map<String, Object> form;
        private String businessKey;
        private Instant last = Instant.MIN;

        Story(String requester, Map<String, Object> form) {
            this.requester = requester;
            this.form = form;
        }

        Story asked(LocalDate day) {
            return asked(at(day, 16));
        }

        Story asked(Instant at) {
            return step(
                    at,
                    () -> as(
                            requester,
                            () -> businessKey = engine.getFormService()
                                    .submitStartForm(definition(), form)
                                    .getBusinessKey()));
        }

        Story decided(String by, LocalDate day, String decision, String text) {
            String field = decision.equals("approve") ? "conditions" : "reason";
            return step(at(day, 17), () -> complete(by, Map.of("decision", decision, field, text)));
        }

        Story answered(LocalDate day, String answer) {
            return step(at(day, 16), () -> complete(requester, Map.of("answer", answer, "withdraw", false)));
        }

        Story closed(LocalDate day, String contactLog) {
            return step(
                    at(day, 16),
                    () -> complete(
                            requester,
                            Map.of(
                                    "contactMade",
                                    !contactLog.isEmpty(),
                                    "contactLog",
                                    contactLog,
                                    "numbersDeleted",
                                    true,
                                    "photosTransferred",
                                    true)));
        }

        Story withdrawn(LocalDate day) {
            return step(at(day, 12), () -> exceptions.withdraw(UUID.fromString(businessKey), requester));
        }

        Story revoked(String by, LocalDate day, String reason) {
            return step(at(day, 12), () -> exceptions.revoke(UUID.fromString(businessKey), by, reason));
        }

        /** Over a weekend two days of a story can fall on one; it keeps its order all the same. */
        private Story step(Instant at, Runnable action) {
            last = at.isAfter(last) ? at : last.plus(Duration.ofMinutes(30));
            steps.add(new Step(last, action));
            return this;
        }

        private void complete(String by, Map<String, Object> values) {
            as(by, () -> {
                Task task = engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(businessKey)
                        .singleResult();
                engine.getFormService().submitTaskForm(task.getId(), values);
            });
        }
    }

    private void as(String userId, Runnable action) {
        List<String> groups = people.find(userId).orElseThrow().roles().stream()
                .map(Role::groupId)
                .toList();
        engine.getIdentityService().setAuthentication(userId, groups);
        try {
            action.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private String definition() {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static Map<String, Object> trip(
            String name, String destination, LocalDate departure, int nights, String... instead) {
        Map<String, Object> form = new HashMap<>();
        form.put("kind", RESIDENTIAL);
        form.put("tripName", name);
        form.put("destination", destination);
        form.put("departsAt", departure.atTime(9, 0).toString());
        form.put("returnsAt", departure.plusDays(nights).atTime(15, 30).toString());
        form.put("pupils", 24);
        form.put("adults", 3);
        form.put("device", "phone");
        // From the range that is kept free for examples: nobody's phone rings.
        form.put("phoneNumber", "07700 900123");
        form.put(
                "contacts",
                SpinValues.jsonValue("[\"school\", \"colleagues\", \"venue\"]").create());
        form.put("uses", SpinValues.jsonValue("[\"calls\", \"photos\"]").create());
        form.put("whyNotSchoolPhone", "The school phone is with another class on these days.");
        form.put("numberWithheld", true);
        form.put("cloudBackupOff", true);
        form.put("declaration", true);
        for (int i = 0; i < instead.length; i += 2) {
            form.put(instead[i], instead[i + 1]);
        }
        return form;
    }

    /** The weekday so many days from today: over a weekend the Friday before for the past, the Monday after for the future. */
    private static LocalDate day(LocalDate today, int days) {
        LocalDate day = today.plusDays(days);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(days < 0 ? -1 : 1);
        }
        return day;
    }

    private static Instant at(LocalDate day, int hour) {
        return SchoolTime.at(LocalDateTime.of(day, LocalTime.of(hour, 0)));
    }
}
