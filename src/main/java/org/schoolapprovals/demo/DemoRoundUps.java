package org.schoolapprovals.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The round-ups of the last weeks, for a newcomer to the demo school to look at: most were posted, one was missed for a reason, one
 * went unanswered, and the last one waits.
 */
@Component
@Profile("demo")
@Order(6)
class DemoRoundUps implements ApplicationRunner {

    private static final int WEEKS = 10;

    /** What became of them, counted back from the last but one; beyond that all were posted. */
    private static final int SAID_TO_BE_MISSED = 2;

    private static final int UNANSWERED = 5;

    private static final List<String> TEXTS = List.of(
            "What a week! Year 2 planted the bulbs that will greet us in spring, and Year 5 built bridges out of newspaper: the best"
                    + " one carried four dictionaries.",
            "This week everybody walked to school at least once, and the golden boot went to Year 3. The book fair is open until"
                    + " Tuesday, in the hall after school.",
            "Our choir practised for the winter concert, Year 6 measured shadows in the playground, and the eco club weighed what we"
                    + " left on our plates: two kilograms less than last week. Well done, everybody!",
            "Year 4 were Romans for a day. Thank you to all who helped with costumes. How you can help your child to stay safe"
                    + " online: https://www.nspcc.org.uk/keeping-children-safe/online-safety/");

    private final ProcessEngine engine;
    private final RoundUps roundUps;
    private final People people;
    private final Notices notices;
    private final Clock clock;

    DemoRoundUps(ProcessEngine engine, RoundUps roundUps, People people, Notices notices, Clock clock) {
        this.engine = engine;
        this.roundUps = roundUps;
        this.people = people;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey(RoundUp.PROCESS)
                        .count()
                > 0) {
            return;
        }
        Instant now = clock.instant();
        LocalDate lastFriday = SchoolTime.dayOf(now).with(TemporalAdjusters.previous(DayOfWeek.FRIDAY));
        try (TimeMachine machine = new TimeMachine(engine)) {
            machine.goTo(at(lastFriday.minusWeeks(WEEKS).minusDays(1), LocalTime.NOON));
            roundUps.openDue();
            for (int ago = WEEKS; ago >= 0; ago--) {
                LocalDate friday = lastFriday.minusWeeks(ago);
                machine.goTo(at(friday, LocalTime.of(8, 5)));
                for (RoundUp roundUp : roundUps.openDue()) {
                    if (ago > 0 && ago != UNANSWERED) {
                        machine.goTo(at(friday, LocalTime.of(13, 30).plusMinutes(7L * ago)));
                        answer(roundUp, ago);
                    }
                }
            }
            machine.goTo(now);
            notices.leaveBehind(now);
        }
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return SchoolTime.at(day.atTime(time));
    }

    private void answer(RoundUp roundUp, int ago) {
        Map<String, Object> form = new HashMap<>();
        if (ago == SAID_TO_BE_MISSED) {
            form.put("outcome", "missed");
            form.put("reason", "The school was without internet from Thursday to Saturday.");
        } else {
            form.put("outcome", "posted");
            form.put("text", TEXTS.get(ago % TEXTS.size()));
        }
        engine.getIdentityService()
                .setAuthentication(
                        "editor",
                        people.find("editor").orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            Task task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(roundUp.id().toString())
                    .singleResult();
            engine.getTaskService().claim(task.getId(), "editor");
            engine.getFormService().submitTaskForm(task.getId(), form);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
