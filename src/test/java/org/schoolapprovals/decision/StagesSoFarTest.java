package org.schoolapprovals.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A school that has worked with the release before stages were recorded, and comes to this one. That every path of every process
 * gives the same stages live and by the migration, the tests of the use cases see to: {@link Stages#assertThatTablesTellTheSame}.
 */
class StagesSoFarTest {

    private static final UUID CLOSED = UUID.randomUUID();
    private static final UUID WAITING = UUID.randomUUID();
    private static final UUID HIDDEN = UUID.randomUUID();

    private static Stages stages;
    private static JdbcClient jdbc;

    @BeforeAll
    static void the_school_comes_to_this_release() {
        TestDatabase database = TestDatabase.empty();
        jdbc = JdbcClient.create(database.dataSource());
        stages = new Stages(jdbc);
        migrate(database, "081");
        exception(CLOSED, "PDE-2026-0001", "CLOSED", "DONE");
        event("device_exception", CLOSED, "2026-11-03 10:00", "REQUESTED");
        event("device_exception", CLOSED, "2026-11-05 09:00", "APPROVED");
        event("device_exception", CLOSED, "2026-11-13 10:00", "CLOSED");
        decision(CLOSED, "personal-device-exception", "P5", "approve", "2026-11-05 09:00");
        decision(CLOSED, "personal-device-exception", "P5", "closure-checked", "2026-11-13 10:00");
        exception(WAITING, "PDE-2026-0002", "AWAITING_DECISION", "NOT_NEEDED");
        event("device_exception", WAITING, "2026-11-03 10:00", "REQUESTED");
        comment();
        jdbc.sql("""
                        insert into approvals.calendar_change (what, changed_by, changed_at)
                        values ('Autumn term 2026 changed.', 'office', '2026-11-01 10:00+00')
                        """).update();

        migrate(database, "latest");
    }

    private static void migrate(TestDatabase database, String target) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .schemas("approvals")
                .defaultSchema("approvals")
                .target(target)
                .load()
                .migrate();
    }

    @Test
    void what_is_over_is_on_record_with_its_rounds_and_its_school_days() {
        assertThat(stages.of(CLOSED))
                .containsExactlyInAnyOrder(
                        "request closed P5", "decision approve P5", "in-force returned P5", "closure done P5");
        assertThat(stages.times(CLOSED, StageKind.REQUEST))
                .containsExactly("2026-11-03 10:00 to 2026-11-13 10:00: closed in 8");
        assertThat(stages.times(CLOSED, StageKind.DECISION))
                .containsExactly("2026-11-03 10:00 to 2026-11-05 09:00 due 2026-11-06 16:00: approve in 2");
        assertThat(stages.times(CLOSED, StageKind.IN_FORCE))
                .containsExactly("2026-11-09 09:00 to 2026-11-11 15:00: returned in 2");
        assertThat(stages.times(CLOSED, StageKind.CLOSURE))
                .containsExactly("2026-11-11 15:00 to 2026-11-13 10:00 due 2026-11-13 16:00: done in 2");
        assertThat(jdbc.sql("select count(*) from approvals.stage where request_id = ? and decision_id is not null")
                        .param(CLOSED)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void what_is_under_way_is_open_and_goes_on_from_there() {
        assertThat(stages.of(WAITING)).containsExactlyInAnyOrder("request open P5", "decision open P5");
        assertThat(stages.times(WAITING, StageKind.DECISION)).containsExactly("2026-11-03 10:00 due 2026-11-06 16:00");
    }

    @Test
    void the_seconds_in_which_everybody_could_see_a_comment_are_on_record() {
        assertThat(stages.of(HIDDEN))
                .containsExactlyInAnyOrder("request open P6", "decision open P6", "in-public hidden P6");
        assertThat(jdbc.sql("""
                                select cast(extract(epoch from ended_at - begun_at) as bigint) from approvals.stage
                                where request_id = ? and kind = 'in-public'
                                """).param(HIDDEN).query(Long.class).single()).isEqualTo(95L);
    }

    @Test
    void a_report_of_the_past_finds_what_stood_then() {
        assertThat(stages.asAt(CLOSED, Instant.parse("2026-11-10T00:00:00Z")))
                .containsExactlyInAnyOrder("request open P5", "decision approve P5", "in-force open P5");
    }

    @Test
    void the_change_log_of_the_calendar_stays_as_it_was() {
        assertThat(jdbc.sql("select what from approvals.calendar_change where entries_before is null")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("Autumn term 2026 changed."));
    }

    private static void exception(UUID id, String reference, String state, String closure) {
        boolean closed = closure.equals("DONE");
        jdbc.sql(
                        """
                        insert into approvals.device_exception (id, reference, version, requester, deciders, stand_in, requested_at,
                            state, closure, kind, trip_name, trip_key, destination, departs_at, returns_at, pupils, adults, device,
                            phone_number, contacts, uses, why_not_school_phone, number_withheld, cloud_backup_off, asked_at,
                            decision_due_at, decision_due_known, decision_reminder_at, urgent_from, reminded, stand_in_invited,
                            ruling_outcome, ruling_conditions, ruling_reason, ruling_by, ruling_role, ruling_at, closure_due_at,
                            closure_due_known, closure_late_at, contact_made, contact_log, numbers_deleted, photos_transferred,
                            closure_reported_at)
                        values (:id, :reference, 3, 'teacher', 'head-teacher', 'deputy-head', '2026-11-03 10:00+00', :state, :closure,
                            'residential-trip', 'Lake', 'lake', 'The lake', '2026-11-09 09:00+00', '2026-11-11 15:00+00', 20, 3,
                            'camera', null, '{school}', '{photos}', 'There is none at school.', true, true, '2026-11-03 10:00+00',
                            '2026-11-06 16:00+00', true, '2026-11-05 16:00+00', '2026-11-06 09:00+00', false, false, %s)
                        """.formatted(
                                        closed
                                                ? """
                            'approve', '', '', 'head', 'head-teacher', '2026-11-05 09:00+00', '2026-11-13 16:00+00', true,
                            '2026-11-20 16:00+00', false, '', true, true, '2026-11-13 10:00+00'
                            """
                                                : "null, null, null, null, null, null, null, null, null, null, null, null, null, null"))
                .param("id", id)
                .param("reference", reference)
                .param("state", state)
                .param("closure", closure)
                .update();
    }

    private static void comment() {
        jdbc.sql("""
                        insert into approvals.comment (id, reference, version, road, channel, external_id, author_name, our_own,
                            was_in_public, requester, requester_is_person, requester_reviews, requester_is_head, received_at, text,
                            state, round, round_began, triage_reasons, triage_priority, triage_urgent, triage_flagged,
                            triage_about_head, about_head, review_asked_at, review_due_at, review_due_known, review_reminder_at,
                            review_reminded, review_overdue)
                        values (:id, 'COM-2026-0001', 2, 'PAGE', 'facebook', '1_1', 'A parent', false, true, 'facebook', false, false,
                            false, '2026-11-03 10:00+00', 'Lovely!', 'WAITING', 1, '2026-11-03 10:00+00', '{}', 50, false, false,
                            false, false, '2026-11-03 10:00+00', '2026-11-04 16:00+00', true, '2026-11-04 14:00+00', false, false)
                        """).param("id", HIDDEN).update();
        jdbc.sql("""
                        insert into approvals.comment_public (comment_id, nth, from_at, until_at, agreed)
                        values (:id, 1, '2026-11-03 09:59:10+00', '2026-11-03 10:00:45+00', false)
                        """).param("id", HIDDEN).update();
        event("comment", HIDDEN, "2026-11-03 10:00", "RECEIVED");
        event("comment", HIDDEN, "2026-11-03 10:00", "LOOKED_THROUGH");
        event("comment", HIDDEN, "2026-11-03 10:00:45", "HIDDEN");
    }

    private static void event(String of, UUID id, String at, String type) {
        jdbc.sql("""
                        insert into approvals.%1$s_event (%2$s_id, at, type, text) values (:id, cast(:at || '+00' as timestamptz), :type, '')
                        """.formatted(of, of.replace("device_", "")))
                .param("id", id)
                .param("at", at)
                .param("type", type)
                .update();
    }

    private static void decision(UUID id, String process, String clause, String outcome, String at) {
        jdbc.sql("""
                        insert into approvals.decision (request_id, process, clause, outcome, reason, conditions, requested_by, asked_at,
                            due_at, decided_by, role, decided_at)
                        values (:id, :process, :clause, :outcome, '', '', 'teacher', '2026-11-03 10:00+00', '2026-11-06 16:00+00',
                            'head', 'head-teacher', cast(:at || '+00' as timestamptz))
                        """)
                .param("id", id)
                .param("process", process)
                .param("clause", clause)
                .param("outcome", outcome)
                .param("at", at)
                .update();
    }
}
