package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.NO_CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.REFUSAL;
import static org.schoolapprovals.deviceexception.process.Trip.form;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.decision.LatestCheck;
import org.schoolapprovals.decision.RecordCheckResult;
import org.schoolapprovals.engine.RecordAndEngine;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That the record which reports count and the engine agree is silent, and every difference is found, on either side. */
@ProcessTest
class RecordCheckTest {

    @Autowired
    private School school;

    @Autowired
    private RecordAndEngine recordAndEngine;

    @Autowired
    private LatestCheck latestCheck;

    @Autowired
    private JdbcClient jdbc;

    private Trip trip;

    @BeforeEach
    void somebody_asks() {
        school.opensAt("2027-05-05T10:00");
        trip = school.asks("teacher", form());
        assertThat(differences()).isEmpty();
    }

    @AfterEach
    void the_clock_is_right_again() {
        ClockUtil.reset();
    }

    // ---- what the record has too much

    @Test
    void a_decision_that_nobody_made_in_the_engine_is_found() {
        trip.completes("head", "Task_DecideException", REFUSAL);
        assertThat(differences()).isEmpty();

        jdbc.sql("""
                        insert into approvals.decision (request_id, process, clause, outcome, reason, conditions, requested_by, asked_at,
                            decided_by, role, decided_at)
                        select request_id, process, clause, 'approve', '', '', requested_by, asked_at, decided_by, role, decided_at
                        from approvals.decision where request_id = ?
                        """).param(trip.id()).update();

        assertThat(differences()).containsExactly(trip.id() + ": 1 decided in the engine, 2 in the record.");
    }

    @Test
    void a_request_that_the_engine_never_had_is_found() {
        UUID madeUp = UUID.randomUUID();
        begin(madeUp, "PDE-2027-9001", "2027-05-05T10:00");

        assertThat(recordAndEngine.differencesOf("PDE-2027-9001"))
                .containsExactly("PDE-2027-9001 (request): the record knows it, the engine does not.");
    }

    @Test
    void what_is_open_in_the_record_and_over_in_the_engine_is_found() {
        runtime().deleteProcessInstance(trip.instance().getId(), "by an administrator");

        assertThat(differences())
                .containsExactly(
                        reference()
                                + " (decision): it is open in the record, and the engine has nothing running for it.",
                        reference()
                                + " (request): it is open in the record, and the engine has nothing running for it.",
                        trip.id() + ": the record says that it waits for a decision, nobody has the task.");
    }

    // ---- what the engine has too much

    @Test
    void a_request_that_the_record_never_had_is_found() {
        String madeUp = UUID.randomUUID().toString();
        start(madeUp, "EndEvent_ExceptionRefused");

        assertThat(recordAndEngine.differencesOf(madeUp))
                .containsExactly("personal-device-exception " + madeUp + ": the engine knows it, the record does not.");
    }

    @Test
    void a_second_token_for_a_request_is_found() {
        trip.completes("head", "Task_DecideException", REFUSAL);
        start(trip.id().toString(), "IntermediateEvent_DepartureReached");

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "personal-device-exception " + trip.id() + ": the engine has it 2 times.",
                        "personal-device-exception " + trip.id()
                                + ": it is running in the engine, and nothing of it is open in the record.");
    }

    @Test
    void what_goes_on_in_the_engine_and_is_over_in_the_record_is_found() {
        jdbc.sql("""
                        update approvals.stage set ended_at = begun_at, outcome = 'refused', detail = '',
                            ended_recorded_at = begun_recorded_at
                        where request_id = ?
                        """).param(trip.id()).update();

        assertThat(differences())
                .containsExactly(
                        "personal-device-exception " + trip.id()
                                + ": it is running in the engine, and nothing of it is open in the record.",
                        trip.id() + ": somebody has the task to decide, the record says nothing of it.");
    }

    @Test
    void a_decision_that_only_the_engine_saw_is_found() {
        trip.completes("head", "Task_DecideException", APPROVAL);
        jdbc.sql("update act_hi_taskinst set task_def_key_ = 'Task_CheckClosure' where proc_inst_id_ = ?")
                .param(trip.instance().getId())
                .update();
        assertThat(differences()).isEmpty();
        jdbc.sql("""
                        insert into act_hi_taskinst (id_, task_def_key_, proc_inst_id_, root_proc_inst_id_, start_time_, delete_reason_)
                        values (:id, 'Task_DecideException', :instance, :instance, now(), 'completed')
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("instance", trip.instance().getId())
                .update();

        assertThat(differences()).containsExactly(trip.id() + ": 2 decided in the engine, 1 in the record.");
    }

    @Test
    void a_result_that_is_another_one_in_the_engine_is_found() {
        trip.completes("head", "Task_DecideException", REFUSAL);
        jdbc.sql(
                        "update act_hi_actinst set act_id_ = 'EndEvent_ExceptionClosed' where proc_inst_id_ = ? and act_id_ = ?")
                .param(trip.instance().getId())
                .param("EndEvent_ExceptionRefused")
                .update();

        assertThat(differences())
                .containsExactly("personal-device-exception " + trip.id()
                        + ": it ended in the engine at EndEvent_ExceptionClosed, in the record not as closed.");
    }

    // ---- while both exist

    @Test
    void what_the_engine_has_forgotten_or_forgets_tonight_is_not_compared() {
        trip.completes("head", "Task_DecideException", REFUSAL);
        jdbc.sql("update act_hi_taskinst set delete_reason_ = 'deleted' where proc_inst_id_ = ?")
                .param(trip.instance().getId())
                .update();
        assertThat(differences()).isNotEmpty();

        jdbc.sql("update act_hi_procinst set removal_time_ = ? where id_ = ?")
                .param(School.date("2027-05-05T23:00"))
                .param(trip.instance().getId())
                .update();
        assertThat(differences()).isEmpty();

        begin(UUID.randomUUID(), "PDE-2027-9002", "2020-05-05T10:00");
        assertThat(recordAndEngine.differencesOf("PDE-2027-9002")).isEmpty();
    }

    @Test
    void a_whole_use_with_its_closure_is_silent_to_the_end() {
        trip.completes("head", "Task_DecideException", APPROVAL);
        trip.fires("IntermediateEvent_DepartureReached", "2027-05-19T09:00");
        assertThat(differences()).isEmpty();
        trip.fires("IntermediateEvent_ReturnReached", "2027-05-21T17:00");
        assertThat(differences()).isEmpty();
        trip.completes("teacher", "Task_CloseException", NO_CONTACT);
        assertThat(differences()).isEmpty();
    }

    // ---- every night

    @Test
    void once_a_night_the_result_is_kept_and_a_difference_is_told() {
        begin(UUID.randomUUID(), "PDE-2027-9003", "2027-05-05T10:00");
        school.itIs("2027-05-06T00:59");
        recordAndEngine.roundIsMade();
        assertThat(nights("2027-05-06")).isZero();

        school.itIs("2027-05-06T01:00");
        recordAndEngine.roundIsMade();
        school.itIs("2027-05-06T01:10");
        recordAndEngine.roundIsMade();

        assertThat(nights("2027-05-06")).isOne();
        RecordCheckResult result = latestCheck.result().orElseThrow();
        assertThat(result.at()).isEqualTo(School.instant("2027-05-06T01:00"));
        assertThat(result.requests()).isPositive();
        assertThat(result.agrees()).isFalse();
        assertThat(result.differences()).hasSizeLessThanOrEqualTo(21);
        assertThat(told("head")).isOne();
        assertThat(told("teacher")).isZero();

        school.itIs("2027-05-07T09:00");
        recordAndEngine.roundIsMade();
        assertThat(nights("2027-05-07")).isOne();
        assertThatThrownBy(() -> jdbc.sql("delete from approvals.record_check").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not rewritten");
    }

    private int nights(String day) {
        return jdbc.sql("select count(*) from approvals.record_check where day = cast(? as date)")
                .param(day)
                .query(Integer.class)
                .single();
    }

    private int told(String person) {
        return jdbc.sql("""
                        select count(*) from approvals.notice
                        where person = ? and subject = 'The record that reports count differs from the engine'
                            and told_at = ?
                        """)
                .param(person)
                .param(School.date("2027-05-06T01:00"))
                .query(Integer.class)
                .single();
    }

    private void begin(UUID request, String reference, String at) {
        jdbc.sql("""
                        insert into approvals.stage (request_id, part_id, reference, process, kind, clause, begun_clause, begun_at,
                            begun_recorded_at, ended_at, outcome, detail, ended_recorded_at)
                        values (:request, :request, :reference, 'personal-device-exception', 'request', 'P5', 'P5', :at, :at,
                            :at, 'refused', '', :at)
                        """)
                .param("request", request)
                .param("reference", reference)
                .param("at", School.date(at))
                .update();
    }

    private void start(String businessKey, String before) {
        runtime()
                .createProcessInstanceByKey("personal-device-exception")
                .businessKey(businessKey)
                .startBeforeActivity(before)
                .execute(true, true);
    }

    private RuntimeService runtime() {
        return school.engine().getRuntimeService();
    }

    private String reference() {
        return trip.exception().reference();
    }

    private List<String> differences() {
        return recordAndEngine.differencesOf(trip.id().toString(), reference());
    }
}
