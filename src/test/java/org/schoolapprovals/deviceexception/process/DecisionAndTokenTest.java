package org.schoolapprovals.deviceexception.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.REFUSAL;
import static org.schoolapprovals.deviceexception.process.Trip.form;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.deviceexception.EventType;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is recorded and where the process stands change in one transaction: whichever of the two fails, neither has moved. */
@ProcessTest
class DecisionAndTokenTest {

    private static final String DEPARTURE = "2027-05-19T09:00";

    @Autowired
    private School school;

    @Autowired
    private PulledPlug plug;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void schoolOpens() {
        school.opensAt("2027-05-05T10:00");
    }

    @AfterEach
    void schoolCloses() {
        plug.putBack();
        ClockUtil.reset();
    }

    private Trip asked() {
        return school.asks("teacher", form());
    }

    private Trip approved() {
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", APPROVAL);
        return trip;
    }

    private void failsAndChangesNothing(ThrowingCallable deed) {
        Tables tables = new Tables(jdbc);
        Map<String, String> before = tables.contents();
        assertThatThrownBy(deed).isNotInstanceOf(RefusedException.class);
        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void aRequestIsNotRecordedWhereTheEngineCannotGoOn() {
        plug.pullBefore("Task_DecideException");

        failsAndChangesNothing(this::asked);
    }

    @Test
    void aDecisionIsNotRecordedWhereTheEngineCannotGoOn() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");
        plug.pullBefore("IntermediateEvent_DepartureReached");

        failsAndChangesNothing(() -> school.submits("head", task, APPROVAL));

        plug.putBack();
        school.submits("head", task, APPROVAL);
        assertThat(trip.state()).isEqualTo(State.APPROVED);
        assertThat(trip.decisions()).hasSize(1);
    }

    @Test
    void theEngineDoesNotGoOnWhereADecisionCannotBeRecorded() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");
        jdbc.sql("alter table approvals.decision add constraint broken check (outcome <> 'approve') not valid")
                .update();
        try {
            failsAndChangesNothing(() -> school.submits("head", task, APPROVAL));
        } finally {
            jdbc.sql("alter table approvals.decision drop constraint broken").update();
        }

        assertThat(trip.instance()).isWaitingAtExactly("Task_DecideException");
        assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void aStepOfTheClockIsUndoneWhereTheEngineCannotGoOnAndDoneOnceAtTheNextTry() {
        Trip trip = approved();
        plug.pullBefore("IntermediateEvent_ReturnReached");

        assertThatThrownBy(() -> trip.fires("IntermediateEvent_DepartureReached", DEPARTURE))
                .hasMessageContaining("pulled the plug");
        assertThat(trip.state()).isEqualTo(State.APPROVED);
        assertThat(trip.instance()).isWaitingAtExactly("IntermediateEvent_DepartureReached");

        plug.putBack();
        trip.fires("IntermediateEvent_DepartureReached", "2027-05-19T09:01");
        assertThat(trip.state()).isEqualTo(State.ACTIVE);
        assertThat(trip.story()).containsOnlyOnce(EventType.ACTIVATED);
    }

    @Test
    void aWithdrawalOrRevocationIsNotRecordedWhereTheProcessCannotBeTold() {
        Trip trip = approved();
        plug.pullBefore("EndEvent_ExceptionWithdrawn");
        failsAndChangesNothing(() -> school.exceptions().withdraw(trip.id(), "teacher"));

        plug.pullBefore("EndEvent_ExceptionRevoked");
        failsAndChangesNothing(() -> school.exceptions().revoke(trip.id(), "head", "The venue has a landline."));

        school.engine()
                .getRuntimeService()
                .deleteProcessInstance(trip.instance().getId(), "lost");
        failsAndChangesNothing(() -> school.exceptions().withdraw(trip.id(), "teacher"));
        assertThat(trip.state()).isEqualTo(State.APPROVED);
    }

    @Test
    void ofTwoHeadsAtTheSameMomentOneDecidesAndTheOtherIsToldSo() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");

        CompletableFuture<Void> second = new CompletableFuture<>();
        transaction.executeWithoutResult(first -> {
            school.submits("head", task, APPROVAL);
            CompletableFuture.runAsync(() -> school.submits("co-head", task, REFUSAL))
                    .whenComplete((done, failure) -> second.completeExceptionally(failure.getCause()));
            waitForSomebodyToWait();
        });

        assertThat(second)
                .failsWithin(10, SECONDS)
                .withThrowableThat()
                .havingCause()
                .isExactlyInstanceOf(RefusedException.class)
                .withMessageStartingWith("Somebody else");
        assertThat(trip.decisions()).extracting(Decision::decidedBy).containsExactly("head");
        assertThat(trip.state()).isEqualTo(State.APPROVED);
        assertThat(trip.instance()).isWaitingAtExactly("IntermediateEvent_DepartureReached");
    }

    @Test
    void whoeverDecidesWhatTheRequesterIsJustWithdrawingIsToldSo() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");

        CompletableFuture<Void> decision = new CompletableFuture<>();
        transaction.executeWithoutResult(withdrawal -> {
            school.exceptions().withdraw(trip.id(), "teacher");
            CompletableFuture.runAsync(() -> school.submits("head", task, APPROVAL))
                    .whenComplete((done, failure) -> decision.completeExceptionally(failure.getCause()));
            waitForSomebodyToWait();
        });

        assertThat(decision)
                .failsWithin(10, SECONDS)
                .withThrowableThat()
                .havingCause()
                .isExactlyInstanceOf(RefusedException.class);
        assertThat(trip.decisions()).isEmpty();
        assertThat(trip.state()).isEqualTo(State.WITHDRAWN);
        assertThat(trip.instance()).isEnded();
    }

    @Test
    void aTaskThatIsDoneAlreadyIsNotDoneAgain() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");
        school.completes("head", task, APPROVAL);

        failsAndChangesNothing(() -> school.submits("co-head", task, REFUSAL));
    }

    @Test
    void whoeverTakesATaskThatSomebodyElseHasTakenIsToldSo() {
        Trip trip = asked();
        Task task = trip.task("Task_DecideException");
        school.claims("head", task);

        assertThatThrownBy(() -> school.claims("co-head", task))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageNotContaining(task.getId());
    }

    /** Until the database lets one statement of another transaction wait for ours. */
    private void waitForSomebodyToWait() {
        await().until(() -> jdbc.sql("select count(*) > 0 from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single());
    }
}
