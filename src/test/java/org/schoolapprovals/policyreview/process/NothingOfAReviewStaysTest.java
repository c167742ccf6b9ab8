package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.policyreview.process.Case.DECIDE;
import static org.schoolapprovals.policyreview.process.Case.DRAFT;
import static org.schoolapprovals.policyreview.process.Case.FOLLOW_UP;
import static org.schoolapprovals.policyreview.process.Case.HEAD_REVIEW;
import static org.schoolapprovals.policyreview.process.Case.PREPARE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.policyreview.State;
import org.springframework.beans.factory.annotation.Autowired;

/** What people say about a term, a draft and each other stands in our tables. The engine has it only while a task shows it. */
@PolicyProcessTest
class NothingOfAReviewStaysTest {

    /** A summary, the head's note, what changes, a view, the chair's note and what was agreed with whoever is missing. */
    private static final List<String> SAID = List.of("Quokka", "Wombat", "Numbat", "Bilby", "Echidna", "Dingo");

    @Autowired
    private Desk desk;

    private Case review;

    @BeforeEach
    void the_review_is_open() {
        desk.opensAt("2027-03-15T09:00");
        review = desk.started();
    }

    @AfterEach
    void the_school_closes() {
        ClockUtil.reset();
    }

    @Test
    void once_no_task_shows_it_the_engine_knows_nothing_of_it() {
        review.completes("editor", PREPARE, Map.of("summary", "The Quokka is quiet.", "proposal", "no-change"));
        assertThat(new Tables(desk.jdbc()).ofTheEngineWith("Quokka")).isNotEmpty();
        review.completes("head", HEAD_REVIEW, Map.of("outcome", "minor-change", "note", "The Wombat says otherwise."));
        Map<String, Object> draft = new HashMap<>(review.draft(true));
        draft.put("changeSummary", "The Numbat is covered as well.");
        review.completes("head", DRAFT, draft);
        review.views("governor", Map.of("view", "return", "comment", "The Bilby is missing."));
        review.views("parent-governor", Case.AGREED).views("chair", Case.AGREED);
        review.completes("chair", DECIDE, Map.of("decision", "approve", "note", "The Echidna can wait."));
        review.fires("IntermediateEvent_PeriodOver", "2027-03-30T23:59");
        review.completes("head", FOLLOW_UP, Map.of("note", "The Dingo was ill."));

        review.endedAt("EndEvent_MissingFollowedUp", State.CLOSED);
        assertThat(SAID)
                .allSatisfy(word -> assertThat(new Tables(desk.jdbc()).ofTheEngineWith(word))
                        .as(word)
                        .isEmpty());
    }

    @Test
    void nor_of_a_review_that_was_cancelled() {
        review.completes("editor", PREPARE, Map.of("summary", "The Quokka is quiet.", "proposal", "no-change"));
        desk.reviews().cancel(review.id(), "head", "The Wombat was too short.");

        assertThat(List.of("Quokka", "Wombat"))
                .allSatisfy(word -> assertThat(new Tables(desk.jdbc()).ofTheEngineWith(word))
                        .as(word)
                        .isEmpty());
    }
}
