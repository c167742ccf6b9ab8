package org.schoolapprovals.comment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.comment.process.Case.BY_HAND;
import static org.schoolapprovals.comment.process.Case.DONE;
import static org.schoolapprovals.comment.process.Case.PUBLISH;
import static org.schoolapprovals.comment.process.Case.RESPOND;
import static org.schoolapprovals.comment.process.Case.REVIEW;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.Tables;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody wrote, and who, stands in our tables. The engine has it only while a task shows it, and keeps nothing of it. */
@CommentProcessTest
class NothingOfACommentStaysTest {

    private static final List<String> PERSONAL = List.of("Quokka", "Pat Parent", "namesPupil", "onlyEmoji");

    @Autowired
    private Desk desk;

    @Autowired
    private FakePage page;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void the_school_opens() {
        desk.opensAt("2027-05-05T10:00");
        page.opens();
        desk.clearsAway();
    }

    @AfterEach
    void the_school_closes() {
        ClockUtil.reset();
    }

    private void assertNothingIsInTheEngine() {
        for (String personal : PERSONAL) {
            assertThat(new Tables(jdbc)
                            .ofTheEngineWith(personal).stream()
                                    // The model and the table themselves name the facts.
                                    .filter(table ->
                                            !(personal.matches("[a-z]+[A-Z].*") && table.endsWith("bytearray"))))
                    .as(personal)
                    .isEmpty();
        }
    }

    @Test
    void an_open_task_shows_it_and_no_history_keeps_it() {
        desk.parentWrites("Quokka!");

        assertThat(new Tables(jdbc).ofTheEngineWith("Quokka")).containsExactly("public.act_ge_bytearray");
        assertThat(jdbc.sql("select count(*) from act_ru_variable where name_ in ('namesPupil', 'onlyEmoji')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void once_no_task_is_open_the_engine_knows_nothing() {
        Case comment = desk.parentWrites("Quokka!");
        comment.channelIsCalled();
        comment.completes("editor", REVIEW, PUBLISH);
        assertNothingIsInTheEngine();
        comment.channelIsCalled();
        assertNothingIsInTheEngine();

        Case reported = desk.parentWrites("Quokka!");
        reported.channelIsCalled();
        reported.completes(
                "editor",
                REVIEW,
                Map.of("decision", "remove-and-report", "reason", "The Quokka was rude.", "clause", "S6"));
        assertNothingIsInTheEngine();
        reported.channelIsCalled();
        reported.completes("head", RESPOND, Map.of("outcome", "speak-to-author", "note", "Spoke to the Quokka."));
        assertNothingIsInTheEngine();

        Map<String, Object> form = new HashMap<>(Desk.ownTweet());
        form.put("commentText", "Quokka! ".repeat(1200));
        Case byHand = desk.asks("teacher", form);
        byHand.completes("editor", REVIEW, PUBLISH);
        byHand.channelIsCalled();
        byHand.completes("editor", BY_HAND, DONE);
        assertNothingIsInTheEngine();

        Case edited = desk.parentWrites("Quokka!");
        desk.parentEdits(edited, "Quokka again!");
        desk.parentRemoves(edited);
        assertNothingIsInTheEngine();
    }
}
