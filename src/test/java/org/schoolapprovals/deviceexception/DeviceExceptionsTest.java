package org.schoolapprovals.deviceexception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.deviceexception.School.ASKED;
import static org.schoolapprovals.deviceexception.School.CALENDAR;
import static org.schoolapprovals.deviceexception.School.DEPARTURE;
import static org.schoolapprovals.deviceexception.School.EVERYBODY;
import static org.schoolapprovals.deviceexception.School.HOMECOMING;
import static org.schoolapprovals.deviceexception.School.amendment;
import static org.schoolapprovals.deviceexception.School.at;
import static org.schoolapprovals.deviceexception.School.closedAfterContact;
import static org.schoolapprovals.deviceexception.School.closedWithoutContact;
import static org.schoolapprovals.deviceexception.School.form;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.decision.Stages;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases on a real PostgreSQL, without the engine. */
@SpringJUnitConfig
class DeviceExceptionsTest {

    @Configuration
    @EnableTransactionManagement
    @Import({
        DeviceExceptions.class,
        ExceptionRegister.class,
        ExceptionStore.class,
        ExceptionNotices.class,
        Notices.class,
        DecisionRecord.class,
        StageRecord.class
    })
    static class Application {

        @Bean
        DataSource dataSource() {
            return TestDatabase.migrated().dataSource();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        People people() {
            return new People() {

                @Override
                public Optional<Person> find(String userId) {
                    return School.find(userId);
                }

                @Override
                public List<Person> with(Role role) {
                    return EVERYBODY.stream().filter(person -> person.has(role)).toList();
                }

                @Override
                public Optional<String> emailOf(String userId) {
                    return Optional.empty();
                }

                @Override
                public Optional<Person> withEmail(String address) {
                    return Optional.empty();
                }
            };
        }

        @Bean
        SchoolCalendars calendars() {
            SchoolCalendars calendars = mock();
            when(calendars.current()).thenReturn(CALENDAR);
            return calendars;
        }

        @Bean
        DeviceExceptionProcess process() {
            return mock();
        }

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    static class MovableClock extends Clock {

        private volatile Instant now = ASKED;

        void moveTo(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Autowired
    DeviceExceptions exceptions;

    @Autowired
    ExceptionStore store;

    @Autowired
    ExceptionRegister register;

    @Autowired
    DecisionRecord decisions;

    @Autowired
    DeviceExceptionProcess process;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void anEmptyRegister() {
        clock.moveTo(ASKED);
        reset(process);
        jdbc.sql("delete from approvals.device_exception").update();
    }

    @AfterEach
    void the_record_of_stages_tells_what_the_tables_tell() {
        Stages.assertThatTablesTellTheSame(database);
    }

    @Test
    void a_request_is_kept_as_it_was_made() {
        DeviceException asked = exceptions.request("teacher", form());

        DeviceException kept = exceptions.find(asked.id());

        assertThat(kept.standing()).isEqualTo(asked.standing());
        assertThat(kept.history()).isEqualTo(asked.history());
        assertThat(kept.requester()).isEqualTo("teacher");
        assertThat(kept.deciders()).isEqualTo(Role.HEAD_TEACHER);
        assertThat(kept.standIn()).contains(Role.DEPUTY_HEAD);
        assertThat(kept.requestedAt()).isEqualTo(ASKED);
        assertThat(kept.request()).isEqualTo(School.trip());
    }

    @Test
    void a_faulty_request_leaves_nothing_behind_and_takes_no_number() {
        DeviceException before = exceptions.request("teacher", form());
        assertThatThrownBy(() -> exceptions.request("teacher", form("adults", 0)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> exceptions.request("governor", form())).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> exceptions.request("nobody", form())).isInstanceOf(NotAllowedException.class);

        assertThat(number(exceptions.request("teacher", form()))).isEqualTo(number(before) + 1);
        assertThat(jdbc.sql("select count(*) from approvals.device_exception")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void every_year_at_the_school_counts_its_references_anew() {
        clock.moveTo(Instant.parse("2030-12-31T23:59:00Z"));
        Map<String, Object> trip = form("departsAt", "2031-05-12T09:00", "returnsAt", "2031-05-14T15:00");
        assertThat(exceptions.request("teacher", trip).reference()).isEqualTo("PDE-2030-0001");
        assertThat(exceptions.request("teacher", trip).reference()).isEqualTo("PDE-2030-0002");
        clock.moveTo(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(exceptions.request("teacher", trip).reference()).isEqualTo("PDE-2031-0001");
    }

    @Test
    void requests_at_the_same_time_get_references_of_their_own_without_a_gap() throws Exception {
        int first = number(exceptions.request("teacher", form())) + 1;

        List<Object> results = atOnce(Collections.nCopies(8, () -> exceptions.request("teacher", form())));

        assertThat(results)
                .extracting(result -> number((DeviceException) result))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(first, first + 8).boxed().toList());
    }

    @Test
    void the_whole_life_of_an_approved_exception() {
        UUID id = exceptions.request("teacher", form()).id();
        clock.moveTo(at("2027-05-05T16:00"));
        exceptions.remind(id);
        clock.moveTo(at("2027-05-06T09:00"));
        exceptions.decide(id, "head", "more-information", null, "Who holds the phone at night?");
        exceptions.answer(id, "teacher", "The trip leader.", amendment("adults", 4));
        clock.moveTo(at("2027-05-06T11:00"));
        exceptions.decide(id, "head", "approve", "Locked away at night.", null);
        clock.moveTo(DEPARTURE);
        exceptions.activate(id);
        clock.moveTo(HOMECOMING);
        exceptions.endUse(id);
        clock.moveTo(at("2027-05-18T16:00"));
        exceptions.remind(id);
        clock.moveTo(at("2027-05-21T16:00"));
        exceptions.followUpClosure(id, "head", "Spoke to the teacher.");
        exceptions.close(id, "teacher", closedAfterContact());
        clock.moveTo(at("2027-05-22T09:00"));
        exceptions.checkClosure(id, "head", true, null);

        ExceptionStory story = register.story(id, "teacher");
        assertThat(story.summary().state()).isEqualTo(State.CLOSED);
        assertThat(story.summary().closure()).isEqualTo(Closure.DONE);
        assertThat(story.rulingByName()).isEqualTo("The head");
        assertThat(story.hasLetter()).isTrue();
        assertThat(story.request().adults()).isEqualTo(4);
        assertThat(story.timeline())
                .extracting(ExceptionStory.Happening::type)
                .containsExactly(
                        EventType.REQUESTED,
                        EventType.DECIDERS_REMINDED,
                        EventType.MORE_INFORMATION_ASKED,
                        EventType.ANSWERED,
                        EventType.AMENDED,
                        EventType.APPROVED,
                        EventType.ACTIVATED,
                        EventType.USE_ENDED,
                        EventType.CLOSURE_REMINDED,
                        EventType.CLOSURE_FOLLOWED_UP,
                        EventType.CLOSURE_REPORTED,
                        EventType.CLOSURE_CHECKED,
                        EventType.CLOSED);
        assertThat(story.timeline())
                .extracting(ExceptionStory.Happening::byName)
                .containsSequence("The teacher", "", "The head");
        assertThat(story.decisions())
                .extracting(line -> line.decision().outcome())
                .containsExactly("more-information", "approve", "closure-checked");
    }

    @Test
    void a_decision_is_recorded_with_everything_that_matters() {
        UUID id = exceptions.request("teacher", form()).id();
        clock.moveTo(at("2027-05-07T16:00"));
        exceptions.inviteStandIn(id);

        exceptions.decide(id, "deputy", "refuse", "", " Take the school phone. ");

        assertThat(decisions.of(id))
                .containsExactly(new Decision(
                        id,
                        "personal-device-exception",
                        "P5",
                        "refuse",
                        "Take the school phone.",
                        "",
                        "teacher",
                        ASKED,
                        Optional.of(at("2027-05-07T16:00")),
                        "deputy",
                        Role.DEPUTY_HEAD,
                        Optional.of(Role.HEAD_TEACHER),
                        at("2027-05-07T16:00")));
    }

    @Test
    void a_use_that_nobody_had_approved_is_noted_and_never_counts_as_approved() {
        clock.moveTo(DEPARTURE);
        DeviceException exception = exceptions.request("teacher", form());
        assertThat(exception.isRetrospective()).isTrue();

        exceptions.noteRetrospectiveUse(exception.id(), "head", "Talked about asking first.");

        ExceptionStory story = register.story(exception.id(), "head");
        assertThat(story.summary().state()).isEqualTo(State.RETROSPECTIVE_NOTED);
        assertThat(story.hasLetter()).isFalse();
        assertThat(story.decisions())
                .singleElement()
                .satisfies(line -> assertThat(line.decision().outcome()).isEqualTo("retrospective-noted"));
    }

    @Test
    void an_unknown_decision_is_refused() {
        UUID id = exceptions.request("teacher", form()).id();

        for (String decision : Arrays.asList("approved", "", null, "APPROVE")) {
            assertThatThrownBy(() -> exceptions.decide(id, "head", decision, "", ""))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Decision: please choose to approve, to refuse or to ask for more information.");
        }
    }

    @Test
    void an_answer_is_refused_with_all_faults_of_answer_and_request_at_once() {
        UUID id = exceptions.request("teacher", form()).id();
        exceptions.decide(id, "head", "more-information", "", "Who else goes?");

        RefusedException refusal = catchThrowableOfType(
                RefusedException.class, () -> exceptions.answer(id, "teacher", "", amendment("adults", 0)));

        assertThat(refusal.sentences())
                .containsExactly(
                        "Answer: please fill it in.", "Number of adults: please enter a whole number from 1 to 100.");
        assertThat(exceptions.find(id).state()).isEqualTo(State.AWAITING_ANSWER);
    }

    @Test
    void withdrawing_from_a_page_tells_the_process_and_withdrawing_in_the_answer_does_not() {
        UUID fromPage = exceptions.request("teacher", form()).id();
        exceptions.withdraw(fromPage, "teacher");
        verify(process).withdrawn(fromPage, false);

        reset(process);
        UUID inAnswer = exceptions.request("teacher", form()).id();
        exceptions.decide(inAnswer, "head", "more-information", "", "Who else goes?");
        exceptions.withdrawInAnswer(inAnswer, "teacher");
        verifyNoInteractions(process);
        assertThat(exceptions.find(inAnswer).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void revoking_is_recorded_and_tells_the_process() {
        UUID id = approved();
        clock.moveTo(DEPARTURE);
        exceptions.activate(id);

        exceptions.revoke(id, "deputy", "The phone was lost.");

        verify(process).revoked(id, true);
        assertThat(exceptions.find(id).closure()).isEqualTo(Closure.DUE);
        Decision revoked = decisions.of(id).get(1);
        assertThat(revoked.outcome()).isEqualTo("revoke");
        assertThat(revoked.reason()).isEqualTo("The phone was lost.");
        assertThat(revoked.role()).isEqualTo(Role.DEPUTY_HEAD);
    }

    @Test
    void what_the_process_cannot_follow_is_not_recorded() {
        UUID id = approved();
        doThrow(new IllegalStateException("no such process")).when(process).revoked(any(), anyBoolean());

        assertThatThrownBy(() -> exceptions.revoke(id, "head", "The phone was lost."))
                .isInstanceOf(IllegalStateException.class);

        assertThat(exceptions.find(id).state()).isEqualTo(State.APPROVED);
        assertThat(decisions.of(id)).hasSize(1);
    }

    @Test
    void an_early_end_is_closed_like_any_use_and_keeps_its_state() {
        UUID id = approved();
        clock.moveTo(DEPARTURE);
        exceptions.activate(id);
        exceptions.withdraw(id, "teacher");

        exceptions.close(id, "teacher", closedWithoutContact());

        DeviceException closed = exceptions.find(id);
        assertThat(closed.state()).isEqualTo(State.WITHDRAWN);
        assertThat(closed.closure()).isEqualTo(Closure.DONE);
        assertThat(closed.closureReport()).contains(closedWithoutContact());
    }

    @Test
    void an_undecided_request_lapses() {
        UUID id = exceptions.request("teacher", form()).id();
        clock.moveTo(DEPARTURE);

        exceptions.lapse(id);

        assertThat(exceptions.find(id).state()).isEqualTo(State.LAPSED);
        assertThat(decisions.of(id)).isEmpty();
    }

    @Test
    void a_due_date_beyond_the_calendar_is_kept_as_unknown() {
        clock.moveTo(at("2027-07-22T10:00"));
        DeviceException asked =
                exceptions.request("teacher", form("departsAt", "2027-09-15T09:00", "returnsAt", "2027-09-17T09:00"));

        assertThat(exceptions.find(asked.id()).times().due()).isEqualTo(new Deadline(at("2027-07-29T10:00"), false));
        exceptions.decide(asked.id(), "head", "approve", "", "");
        assertThat(decisions.of(asked.id()).get(0).dueAt()).isEmpty();
    }

    @Test
    void of_two_who_decide_at_once_one_decides_and_the_other_is_told() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID id = exceptions.request("teacher", form()).id();
            clock.moveTo(at("2027-05-07T16:00"));
            exceptions.inviteStandIn(id);

            List<Object> results = atOnce(List.of(
                    () -> exceptions.decide(id, "head", "approve", "", ""),
                    () -> exceptions.decide(id, "deputy", "refuse", "", "Take the school phone.")));

            assertThat(results).filteredOn(DeviceException.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(RefusedException.class::isInstance).hasSize(1);
            assertThat(decisions.of(id)).hasSize(1);
            assertThat(exceptions.find(id).ruling().orElseThrow().by())
                    .isEqualTo(decisions.of(id).get(0).decidedBy());
            clock.moveTo(ASKED);
        }
    }

    @Test
    void whoever_comes_second_in_the_same_moment_is_told_to_look_again() throws Exception {
        UUID id = exceptions.request("teacher", form()).id();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(running -> {
                        DeviceException read = exceptions.find(id);
                        decideElsewhere(other, id);
                        read.remind(ASKED);
                        store.save(read);
                    }))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("Somebody else worked on request PDE-2027-")
                    .hasMessageEndingWith("just now: please open it afresh to see where it stands.");
        } finally {
            other.shutdown();
        }
        assertThat(exceptions.find(id).state()).isEqualTo(State.APPROVED);
    }

    private void decideElsewhere(ExecutorService other, UUID id) {
        try {
            other.submit(() -> exceptions.decide(id, "head", "approve", "", "")).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_stretch_of_an_exception_is_on_record_with_its_times() {
        UUID id = exceptions.request("teacher", form()).id();
        clock.moveTo(at("2027-05-06T09:00"));
        exceptions.decide(id, "head", "more-information", null, "Who holds the phone at night?");
        clock.moveTo(at("2027-05-07T09:00"));
        exceptions.answer(id, "teacher", "The trip leader.", amendment());
        clock.moveTo(at("2027-05-07T11:00"));
        exceptions.decide(id, "head", "approve", "Locked away at night.", null);
        clock.moveTo(DEPARTURE.plusSeconds(120));
        exceptions.activate(id);
        clock.moveTo(HOMECOMING.plusSeconds(120));
        exceptions.endUse(id);
        clock.moveTo(at("2027-05-20T09:00"));
        exceptions.close(id, "teacher", closedAfterContact());
        assertThat(stages().of(id)).contains("request open P5", "closure open P5");
        clock.moveTo(at("2027-05-22T09:00"));
        exceptions.checkClosure(id, "head", true, null);

        assertThat(stages().of(id))
                .containsExactly(
                        "request closed P5",
                        "decision more-information P5",
                        "decision approve P5",
                        "in-force returned P5",
                        "closure done P5");
        assertThat(stages().times(id, StageKind.REQUEST))
                .containsExactly("2027-05-04 10:00 to 2027-05-22 09:00: closed in 13");
        assertThat(stages().times(id, StageKind.DECISION))
                .containsExactly(
                        "2027-05-04 10:00 to 2027-05-06 09:00 due 2027-05-07 16:00: more-information in 2",
                        "2027-05-07 09:00 to 2027-05-07 11:00 due 2027-05-11 09:00: approve in 0");
        assertThat(stages().times(id, StageKind.IN_FORCE))
                .containsExactly("2027-05-12 09:00 to 2027-05-14 15:00: returned in 2");
        assertThat(stages().times(id, StageKind.CLOSURE))
                .containsExactly("2027-05-14 15:00 to 2027-05-22 09:00 due 2027-05-18 16:00: done in 5");
    }

    @Test
    void a_decision_ends_the_round_that_asked_for_it_and_one_of_its_own_ends_none() {
        UUID id = exceptions.request("teacher", form()).id();
        exceptions.decide(id, "head", "approve", null, null);
        exceptions.revoke(id, "deputy", "The trip is off.");

        assertThat(jdbc.sql("""
                                select decision.outcome || ' ends ' || coalesce(stage.kind, 'nothing') from approvals.decision
                                left join approvals.stage on decision_id = decision.id
                                where decision.request_id = :id order by decision.id
                                """).param("id", id).query(String.class).list())
                .containsExactly("approve ends decision", "revoke ends nothing");
    }

    @Test
    void what_comes_of_a_request_is_on_record_once_it_stands() {
        UUID refused = exceptions.request("teacher", form()).id();
        exceptions.decide(refused, "head", "refuse", null, "The school has a phone.");
        assertThat(stages().of(refused)).containsExactly("request refused P5", "decision refuse P5");

        UUID withdrawn = exceptions.request("teacher", form()).id();
        exceptions.withdraw(withdrawn, "teacher");
        assertThat(stages().of(withdrawn)).containsExactly("request withdrawn P5", "decision withdrawn P5");

        UUID withdrawnInAnswer = exceptions.request("teacher", form()).id();
        exceptions.decide(withdrawnInAnswer, "head", "more-information", null, "Who holds it?");
        exceptions.withdrawInAnswer(withdrawnInAnswer, "teacher");
        assertThat(stages().of(withdrawnInAnswer))
                .containsExactly("request withdrawn P5", "decision more-information P5");

        UUID revoked = exceptions.request("teacher", form()).id();
        exceptions.decide(revoked, "head", "approve", null, null);
        exceptions.revoke(revoked, "head", "The trip is off.");
        assertThat(stages().of(revoked)).containsExactly("request revoked P5", "decision approve P5");

        UUID lapsed = exceptions.request("teacher", form()).id();
        UUID unanswered = exceptions.request("teacher", form()).id();
        exceptions.decide(unanswered, "head", "more-information", null, "Who holds it?");
        clock.moveTo(DEPARTURE.plusSeconds(120));
        exceptions.lapse(lapsed);
        exceptions.lapse(unanswered);
        assertThat(stages().of(lapsed)).containsExactly("request lapsed P5", "decision lapsed P5");
        assertThat(stages().times(lapsed, StageKind.REQUEST))
                .containsExactly("2027-05-04 10:00 to 2027-05-12 09:00: lapsed in 6");
        assertThat(stages().of(unanswered)).containsExactly("request lapsed P5", "decision more-information P5");

        UUID retrospective = exceptions.request("teacher", form()).id();
        assertThat(stages().of(retrospective)).containsExactly("request open P5", "decision open P5");
        exceptions.noteRetrospectiveUse(retrospective, "head", "Spoke to the teacher.");
        assertThat(stages().of(retrospective))
                .containsExactly("request retrospective P5", "decision retrospective-noted P5");
    }

    @Test
    void an_early_end_in_use_leaves_a_closure_on_record_even_where_the_departure_was_not_noticed_yet() {
        UUID inUse = exceptions.request("teacher", form()).id();
        UUID unnoticed = exceptions.request("teacher", form()).id();
        exceptions.decide(inUse, "head", "approve", null, null);
        exceptions.decide(unnoticed, "head", "approve", null, null);
        clock.moveTo(DEPARTURE);
        exceptions.activate(inUse);
        clock.moveTo(at("2027-05-13T12:00"));

        exceptions.withdraw(inUse, "teacher");
        exceptions.revoke(unnoticed, "deputy", "The photographs were shared.");

        assertThat(stages().of(inUse))
                .containsExactly(
                        "request withdrawn P5", "decision approve P5", "in-force withdrawn P5", "closure open P5");
        assertThat(stages().of(unnoticed))
                .containsExactly("request revoked P5", "decision approve P5", "in-force revoked P5", "closure open P5");
        assertThat(stages().times(unnoticed, StageKind.IN_FORCE))
                .containsExactly("2027-05-12 09:00 to 2027-05-13 12:00: revoked in 1");
        exceptions.close(unnoticed, "teacher", closedWithoutContact());
        assertThat(stages().of(unnoticed)).endsWith("closure done P5");
    }

    @Test
    void what_is_refused_or_undone_leaves_no_stage() {
        UUID id = exceptions.request("teacher", form()).id();
        doThrow(new IllegalStateException("no engine")).when(process).withdrawn(any(), anyBoolean());

        assertThatThrownBy(() -> exceptions.withdraw(id, "teacher")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> exceptions.decide(id, "teacher", "approve", null, null))
                .isInstanceOf(NotAllowedException.class);

        assertThat(stages().of(id)).containsExactly("request open P5", "decision open P5");
    }

    private Stages stages() {
        return new Stages(jdbc);
    }

    @Test
    void the_register_shows_everybody_what_they_may_see_and_nothing_else() {
        everyKindOfException();

        for (Person viewer : EVERYBODY) {
            List<UUID> visible = all().stream()
                    .filter(exception -> exception.isVisibleTo(viewer))
                    .map(DeviceException::id)
                    .toList();
            assertThat(ids(register.page(viewer.id(), RegisterFilter.everything(100))))
                    .as(viewer.id())
                    .containsExactlyInAnyOrderElementsOf(visible);
        }
        assertThat(register.page("head", RegisterFilter.everything(100)).total())
                .isEqualTo(all().size());
        assertThat(register.page("governor", RegisterFilter.everything(100)).total())
                .isZero();
        assertThat(register.page("admin", RegisterFilter.everything(100)).total())
                .isZero();
        assertThat(register.page("nobody", RegisterFilter.everything(100)).total())
                .isZero();
        assertThat(register.page("chair", RegisterFilter.everything(100)).lines())
                .extracting(ExceptionSummary::requester)
                .containsOnly("head", "deputy");
    }

    @Test
    void every_exception_is_in_one_group_of_the_register() {
        everyKindOfException();

        Map<Group, Long> counts = register.counts("head", RegisterFilter.everything(1));
        for (Group group : Group.values()) {
            List<UUID> members = all().stream()
                    .filter(exception -> exception.group() == group)
                    .map(DeviceException::id)
                    .toList();
            assertThat(members).as("exceptions in group " + group).isNotEmpty();
            assertThat(ids(register.page("head", RegisterFilter.everything(100).in(group))))
                    .containsExactlyInAnyOrderElementsOf(members);
            assertThat(counts).containsEntry(group, (long) members.size());
        }
    }

    @Test
    void the_register_finds_by_departure_person_and_state() {
        UUID may = exceptions.request("teacher", form()).id();
        UUID june = exceptions
                .request("assistant", form("departsAt", "2027-06-30T23:30", "returnsAt", "2027-07-01T12:00"))
                .id();
        RegisterFilter everything = RegisterFilter.everything(20);

        assertThat(ids(register.page("head", everything))).containsExactly(june, may);
        assertThat(ids(register.page("head", everything.by("teacher")))).containsExactly(may);
        assertThat(ids(register.page("head", between("2027-06-30", "2027-06-30"))))
                .containsExactly(june);
        assertThat(ids(register.page("head", between("2027-05-12", "2027-05-12"))))
                .containsExactly(may);
        assertThat(ids(register.page("head", between("2027-05-13", "2027-06-29"))))
                .isEmpty();
        exceptions.decide(may, "head", "refuse", "", "Take the school phone.");
        assertThat(ids(register.page("head", states(State.REFUSED, State.LAPSED))))
                .containsExactly(may);
        assertThat(register.requesters("head"))
                .extracting(ExceptionRegister.Requester::name)
                .containsExactly("The assistant", "The teacher");
        assertThat(register.requesters("teacher"))
                .containsExactly(new ExceptionRegister.Requester("teacher", "The teacher"));
    }

    @Test
    void the_register_is_read_page_by_page() {
        for (int day = 10; day < 15; day++) {
            exceptions.request(
                    "teacher", form("departsAt", "2027-05-" + day + "T09:00", "returnsAt", "2027-05-20T09:00"));
        }
        RegisterFilter twoLines = RegisterFilter.everything(2);

        RegisterPage last = register.page("teacher", twoLines.onPage(2));

        assertThat(last.total()).isEqualTo(5);
        assertThat(last.pages()).isEqualTo(3);
        assertThat(last.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.departure()).isEqualTo(at("2027-05-10T09:00")));
        assertThat(register.page("teacher", twoLines.onPage(Integer.MAX_VALUE)).lines())
                .isEmpty();
    }

    @Test
    void what_is_not_yours_to_see_cannot_be_told_from_what_does_not_exist() {
        UUID id = exceptions.request("teacher", form()).id();

        for (String outsider : List.of("assistant", "governor", "chair", "admin", "nobody")) {
            assertSameRefusal(() -> register.story(id, outsider), () -> register.story(UUID.randomUUID(), outsider));
        }
        for (String outsider : List.of("assistant", "governor", "chair", "admin")) {
            assertSameRefusal(
                    () -> exceptions.withdraw(id, outsider), () -> exceptions.withdraw(UUID.randomUUID(), outsider));
            assertSameRefusal(
                    () -> exceptions.revoke(id, outsider, "why"),
                    () -> exceptions.revoke(UUID.randomUUID(), outsider, "why"));
        }
        assertThat(register.story(id, "office").mayWithdraw()).isFalse();
        assertThat(register.story(id, "teacher").mayWithdraw()).isTrue();
    }

    private static void assertSameRefusal(Runnable one, Runnable other) {
        assertThat(catchThrowableOfType(NotAllowedException.class, one::run))
                .hasMessage(catchThrowableOfType(NotAllowedException.class, other::run)
                        .getMessage());
    }

    @Test
    void deciders_see_conflicts_first_then_others_of_the_person_and_for_the_trip() {
        UUID id = exceptions.request("teacher", form()).id();
        UUID overlapping = exceptions
                .request(
                        "teacher",
                        form("tripName", "Choir", "departsAt", "2027-05-14T14:59", "returnsAt", "2027-05-15T09:00"))
                .id();
        UUID adjoining = exceptions
                .request(
                        "teacher",
                        form("tripName", "Chess", "departsAt", "2027-05-14T15:00", "returnsAt", "2027-05-15T09:00"))
                .id();
        UUID sameTrip = exceptions
                .request("assistant", form("tripName", "YEAR 6  residential"))
                .id();
        exceptions.request("assistant", form("tripName", "Football"));
        UUID refused = exceptions.request("teacher", form("tripName", "Museum")).id();
        exceptions.decide(refused, "head", "refuse", "", "Take the school phone.");

        List<RelatedException> related = register.related(id);

        assertThat(related)
                .extracting(other -> other.exception().id())
                .containsExactlyInAnyOrder(overlapping, adjoining, sameTrip, refused);
        assertThat(related.get(0).exception().id()).isEqualTo(overlapping);
        assertThat(related)
                .filteredOn(RelatedException::conflict)
                .extracting(other -> other.exception().id())
                .containsExactly(overlapping);
        assertThat(related)
                .filteredOn(RelatedException::sameTrip)
                .extracting(other -> other.exception().id())
                .containsExactly(sameTrip);
        assertThat(related).filteredOn(RelatedException::samePerson).hasSize(3);
    }

    @Test
    void erasing_a_row_erases_its_history() {
        UUID id = approved();

        jdbc.sql("delete from approvals.device_exception where id = :id")
                .param("id", id)
                .update();

        assertThat(jdbc.sql("select count(*) from approvals.device_exception_event where exception_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_database_refuses_to_change_or_remove_a_decision() {
        UUID id = approved();

        for (String change : List.of(
                "update approvals.decision set outcome = 'refuse'",
                "delete from approvals.decision",
                "truncate approvals.decision cascade")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
        assertThat(decisions.of(id)).hasSize(1);
    }

    @Test
    void the_database_refuses_a_decision_by_whoever_asked() {
        UUID id = approved();

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into approvals.decision (request_id, process, clause, outcome, reason, conditions,
                                    requested_by, asked_at, decided_by, role, decided_at)
                                values (:id, 'personal-device-exception', 'P5', 'approve', '', '',
                                    'teacher', now(), 'Teacher', 'head-teacher', now())
                                """).param("id", id).update())
                .hasMessageContaining("nobody_decides_their_own_request");
        assertThatThrownBy(() -> change(id, "ruling_by = requester"))
                .hasMessageContaining("nobody_rules_on_their_own_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'SETTLED'",
                "state = 'CLOSED'",
                "state = 'RETROSPECTIVE'",
                "closure = 'DUE'",
                "ruling_outcome = 'refuse'",
                "ruling_outcome = null",
                "ruling_outcome = 'refuse', state = 'ACTIVE'",
                "returns_at = departs_at",
                "returns_at = departs_at + interval '32 days'",
                "pupils = 0",
                "adults = 101",
                "phone_number = null",
                "contacts = array['pupils']",
                "uses = '{}'",
                "cloud_backup_off = false",
                "requester = 'assistant'",
                "deciders = 'chair-of-governors', stand_in = null",
                "requested_at = now()",
                "reference = 'PDE-2027-9999'"
            })
    void the_database_refuses_what_no_rule_allows(String change) {
        UUID id = approved();

        assertThatThrownBy(() -> change(id, change)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_refuses_an_approval_without_a_decision() {
        UUID id = exceptions.request("teacher", form()).id();

        assertThatThrownBy(() -> change(id, "state = 'APPROVED'")).hasMessageContaining("in_force_only_if_approved");
    }

    @Test
    void the_database_refuses_to_rewrite_history() {
        approved();

        assertThatThrownBy(() -> jdbc.sql("update approvals.device_exception_event set text = 'never happened'")
                        .update())
                .hasMessageContaining("What happened is not rewritten");
    }

    private void change(UUID id, String assignments) {
        jdbc.sql("update approvals.device_exception set " + assignments + " where id = :id")
                .param("id", id)
                .update();
    }

    private UUID approved() {
        UUID id = exceptions.request("teacher", form()).id();
        exceptions.decide(id, "head", "approve", "", "");
        return id;
    }

    /** Exceptions of everybody who can ask, at many places of their lives. */
    private void everyKindOfException() {
        List<Runnable> lives = new ArrayList<>();
        for (String requester : List.of("teacher", "assistant", "deputy", "office", "head")) {
            String decider = requester.equals("head") ? "chair" : "head";
            exceptions.request(requester, form());
            UUID refused = exceptions.request(requester, form()).id();
            exceptions.decide(refused, decider, "refuse", "", "Take the school phone.");
            UUID upcoming = exceptions.request(requester, form()).id();
            exceptions.decide(upcoming, decider, "approve", "", "");
            UUID overdue = exceptions.request(requester, form()).id();
            lives.add(() -> {
                clock.moveTo(at("2027-05-07T16:00"));
                exceptions.inviteStandIn(overdue);
            });
            UUID decidedByStandIn = exceptions.request(requester, form()).id();
            String standIn = requester.equals("deputy") || requester.equals("head") ? "chair" : "deputy";
            lives.add(() -> {
                exceptions.inviteStandIn(decidedByStandIn);
                exceptions.decide(decidedByStandIn, standIn, "refuse", "", "Take the school phone.");
            });
        }
        lives.forEach(Runnable::run);
        for (String requester : List.of("teacher", "deputy")) {
            UUID active = exceptions.request(requester, form()).id();
            exceptions.decide(active, "head", "approve", "", "");
            UUID withdrawn = exceptions.request(requester, form()).id();
            exceptions.decide(withdrawn, "head", "approve", "", "");
            clock.moveTo(DEPARTURE);
            exceptions.activate(active);
            exceptions.activate(withdrawn);
            exceptions.withdraw(withdrawn, requester);
            exceptions.request(requester, form());
            clock.moveTo(at("2027-05-07T16:00"));
        }
    }

    private List<DeviceException> all() {
        return jdbc.sql("select id from approvals.device_exception").query(UUID.class).list().stream()
                .map(exceptions::find)
                .toList();
    }

    private static List<UUID> ids(RegisterPage page) {
        return page.lines().stream().map(ExceptionSummary::id).toList();
    }

    private static RegisterFilter between(String first, String last) {
        return new RegisterFilter(
                Optional.empty(),
                Optional.of(LocalDate.parse(first)),
                Optional.of(LocalDate.parse(last)),
                Optional.empty(),
                Set.of(),
                0,
                20);
    }

    private static RegisterFilter states(State... states) {
        return new RegisterFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(states), 0, 20);
    }

    private static int number(DeviceException exception) {
        return Integer.parseInt(exception.reference().substring("PDE-2027-".length()));
    }

    /** Runs all of them at the same time: what each gives back or refuses with. */
    private static List<Object> atOnce(List<Callable<DeviceException>> actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.size());
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            List<Future<Object>> futures = new ArrayList<>();
            for (Callable<DeviceException> action : actions) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        return action.call();
                    } catch (RefusedException refusal) {
                        return refusal;
                    }
                }));
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
