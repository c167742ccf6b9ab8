package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.deviceexception.process.Trip.form;
import static org.schoolapprovals.deviceexception.process.Trip.with;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people wrote stands in our tables. The engine has it only while a task shows it, and keeps nothing of it afterwards. */
@ProcessTest
class NothingPersonalStaysTest {

    private static final String MARKER = "Quokka";
    private static final List<String> PERSONAL = List.of(MARKER, "7700 900987", "7700900987", "Person-teacher");

    private static final Map<String, Object> FORM = form(Map.of(
            "tripName", "Quokka watching",
            "destination", "Quokka island",
            "phoneNumber", "07700 900987",
            "whyNotSchoolPhone", "The Quokka ate the school phone."));
    private static final Map<String, Object> QUESTION =
            Map.of("decision", "more-information", "conditions", "Quokka", "reason", "Which Quokka?");
    private static final Map<String, Object> APPROVAL =
            Map.of("decision", "approve", "conditions", "One Quokka only.", "reason", "Fond of the Quokka.");

    @Autowired
    private School school;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void schoolOpens() {
        school.opensAt("2027-05-05T10:00");
    }

    @AfterEach
    void schoolCloses() {
        ClockUtil.reset();
    }

    private void assertNothingPersonalIsInTheEngine() {
        for (String personal : PERSONAL) {
            assertThat(new Tables(jdbc).ofTheEngineWith(personal)).as(personal).isEmpty();
        }
    }

    /** Takes away what other tests left open, whose tasks rightly show names. */
    private Trip alone(Map<String, ?> form) {
        school.clearsAway();
        return school.asks("teacher", form);
    }

    @Test
    void anOpenTaskShowsItAndNoHistoryKeepsIt() {
        alone(FORM);

        assertThat(new Tables(jdbc).ofTheEngineWith(MARKER))
                .containsExactly("public.act_ge_bytearray", "public.act_ru_variable");
        assertThat(new Tables(jdbc).ofTheEngineWith("Person-teacher"))
                .containsExactly("public.act_ge_bytearray", "public.act_ru_variable");
    }

    @Test
    void onceNoTaskIsOpenTheEngineKnowsNothing() {
        Trip trip = alone(FORM);
        trip.completes("head", "Task_DecideException", QUESTION);
        trip.completes(
                "teacher",
                "Task_AnswerQuestion",
                trip.answer(Map.of("answer", "The Quokka of the venue.", "tripName", "Quokka spotting")));
        trip.completes("head", "Task_DecideException", APPROVAL);
        assertNothingPersonalIsInTheEngine();

        trip.fires("IntermediateEvent_DepartureReached", "2027-05-19T09:00");
        assertNothingPersonalIsInTheEngine();
        trip.fires("IntermediateEvent_ReturnReached", "2027-05-21T17:00");
        trip.fires("BoundaryEvent_ClosureReminder", "2027-05-25T16:00");
        trip.fires("BoundaryEvent_ClosureLate", "2027-05-28T16:00");
        trip.completes("head", "Task_FollowUpClosure", Map.of("note", "Spoke to the Quokka."));
        trip.completes(
                "teacher", "Task_CloseException", with(Trip.CONTACT, Map.of("contactLog", "Rang Quokka's mother.")));
        trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true, "note", "Quokka is well."));

        assertThat(trip.state()).hasToString("CLOSED");
        assertNothingPersonalIsInTheEngine();
        assertThat(jdbc.sql("select count(*) from act_hi_varinst")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from act_hi_detail")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from act_ru_variable where proc_inst_id_ = :id")
                        .param("id", trip.instance().getId())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatEndsEarlyLeavesNothingEither() {
        Trip lapsed = alone(FORM);
        Trip withdrawn = school.asks("teacher", FORM);
        Trip revoked = school.asks("teacher", FORM);
        Trip refused = school.asks("teacher", FORM);
        Trip retrospective = school.asks("teacher", with(FORM, Map.of("departsAt", "2027-05-05T09:00")));
        retrospective.completes("head", "Task_NoteRetrospectiveUse", Map.of("note", "The Quokka was there first."));
        refused.completes(
                "head", "Task_DecideException", Map.of("decision", "refuse", "reason", "No Quokka on school days."));
        revoked.completes("head", "Task_DecideException", APPROVAL);
        school.exceptions().revoke(revoked.id(), "head", "The Quokka fell ill.");
        school.exceptions().withdraw(withdrawn.id(), "teacher");
        lapsed.fires("BoundaryEvent_DepartureUndecided", "2027-05-19T09:00");

        assertNothingPersonalIsInTheEngine();
    }

    @Test
    void aRefusedStartLeavesNothingBehind() {
        school.clearsAway();

        assertThatThrownBy(() -> school.asks("teacher", with(FORM, Map.of("declaration", false))))
                .isInstanceOf(RefusedException.class);

        assertNothingPersonalIsInTheEngine();
    }

    @Test
    void aStepThatTheDatabaseRefusesLeavesNothingInTheErrorThatTheEngineKeeps() {
        Trip trip = alone(FORM);
        trip.completes("head", "Task_DecideException", APPROVAL);
        jdbc.sql("alter table approvals.device_exception add constraint broken check (state <> 'ACTIVE') not valid")
                .update();
        try {
            assertThatThrownBy(() -> trip.fires("IntermediateEvent_DepartureReached", "2027-05-19T09:00"))
                    .hasMessageContaining("broken");
        } finally {
            jdbc.sql("alter table approvals.device_exception drop constraint broken")
                    .update();
        }

        assertThat(new Tables(jdbc).ofTheEngineWith("broken")).isNotEmpty();
        assertNothingPersonalIsInTheEngine();
    }
}
