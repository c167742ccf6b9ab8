package org.schoolapprovals.deviceexception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.deviceexception.School.ADMINISTRATOR;
import static org.schoolapprovals.deviceexception.School.ASKED;
import static org.schoolapprovals.deviceexception.School.CALENDAR;
import static org.schoolapprovals.deviceexception.School.CHAIR;
import static org.schoolapprovals.deviceexception.School.COLLEAGUE;
import static org.schoolapprovals.deviceexception.School.DEPARTURE;
import static org.schoolapprovals.deviceexception.School.DEPUTY;
import static org.schoolapprovals.deviceexception.School.EVERYBODY;
import static org.schoolapprovals.deviceexception.School.GOVERNOR;
import static org.schoolapprovals.deviceexception.School.HEAD;
import static org.schoolapprovals.deviceexception.School.HOMECOMING;
import static org.schoolapprovals.deviceexception.School.OFFICE;
import static org.schoolapprovals.deviceexception.School.TEACHER;
import static org.schoolapprovals.deviceexception.School.askedBy;
import static org.schoolapprovals.deviceexception.School.askedTooLateBy;
import static org.schoolapprovals.deviceexception.School.at;
import static org.schoolapprovals.deviceexception.School.closedAfterContact;
import static org.schoolapprovals.deviceexception.School.trip;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;

class WhoMayTest {

    private static final Instant DUE = at("2027-05-07T16:00");

    @Test
    void the_head_decides() {
        assertThat(whoCan(() -> askedBy(TEACHER), WhoMayTest::approve)).containsExactly(HEAD);
    }

    @Test
    void the_deputy_joins_on_behalf_of_the_head_once_the_due_date_has_passed() {
        assertThat(whoCan(() -> overdue(TEACHER), WhoMayTest::approve)).containsExactly(HEAD, DEPUTY);

        DeviceException exception = overdue(TEACHER);
        approve(exception, DEPUTY);
        assertThat(exception.ruling().orElseThrow().role()).isEqualTo(Role.DEPUTY_HEAD);
        assertThat(exception.ruling().orElseThrow().onBehalfOf()).contains(Role.HEAD_TEACHER);
    }

    @Test
    void the_chair_of_governors_alone_decides_what_the_head_asks_however_late() {
        assertThat(whoCan(() -> askedBy(HEAD), WhoMayTest::approve)).containsExactly(CHAIR);
        assertThat(whoCan(() -> overdue(HEAD), WhoMayTest::approve)).containsExactly(CHAIR);
        assertThat(overdue(HEAD).isStandInInvited()).isFalse();
    }

    @Test
    void the_chair_of_governors_joins_where_the_deputy_asks() {
        assertThat(whoCan(() -> askedBy(DEPUTY), WhoMayTest::approve)).containsExactly(HEAD);
        assertThat(whoCan(() -> overdue(DEPUTY), WhoMayTest::approve)).containsExactly(HEAD, CHAIR);
    }

    @Test
    void an_invitation_of_the_stand_in_ends_with_the_round() {
        DeviceException exception = overdue(TEACHER);
        exception.decide(DEPUTY, Outcome.MORE_INFORMATION, "", "Who else goes?", DUE, CALENDAR);
        exception.answer(TEACHER, "Two colleagues.", trip(), DUE, CALENDAR);

        assertThatThrownBy(() -> approve(exception, DEPUTY))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage(
                        "The deputy head decides only once the due date has passed; until then the head teacher does.");
    }

    @Test
    void whoever_asked_never_decides_whatever_they_are() {
        Person everything = new Person("teacher", "Everything", Set.of(Role.values()));

        assertThatThrownBy(() -> approve(askedBy(TEACHER), everything)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> approve(overdue(everything), everything)).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void a_user_name_in_capitals_is_no_second_person() {
        Person secondAccount = new Person("TEACHER", "The teacher", Set.of(Role.HEAD_TEACHER));

        assertThatThrownBy(() -> approve(askedBy(TEACHER), secondAccount))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
        assertThat(askedBy(TEACHER).mayWithdraw(secondAccount, ASKED)).isFalse();
    }

    @Test
    void only_people_who_work_here_ask() {
        for (Person outsider : List.of(CHAIR, GOVERNOR, ADMINISTRATOR)) {
            assertThatThrownBy(() -> askedBy(outsider)).isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void only_whoever_asked_withdraws() {
        assertThat(whoCan(() -> askedBy(TEACHER), (exception, by) -> exception.withdraw(by, ASKED, CALENDAR)))
                .containsExactly(TEACHER);
    }

    @Test
    void only_whoever_asked_answers() {
        assertThat(whoCan(
                        () -> {
                            DeviceException exception = askedBy(TEACHER);
                            exception.decide(HEAD, Outcome.MORE_INFORMATION, "", "Who else goes?", ASKED, CALENDAR);
                            return exception;
                        },
                        (exception, by) -> exception.answer(by, "Two colleagues.", trip(), ASKED, CALENDAR)))
                .containsExactly(TEACHER);
    }

    @Test
    void head_and_deputy_revoke_but_never_their_own() {
        assertThat(whoCan(() -> approvedFor(TEACHER), WhoMayTest::revoke)).containsExactly(HEAD, DEPUTY);
        assertThat(whoCan(() -> approvedFor(DEPUTY), WhoMayTest::revoke)).containsExactly(HEAD);
    }

    @Test
    void the_chair_of_governors_revokes_what_the_head_was_allowed() {
        assertThat(whoCan(() -> approvedFor(HEAD), WhoMayTest::revoke)).containsExactly(CHAIR);
    }

    @Test
    void who_may_revoke_is_who_is_offered_to() {
        for (Person requester : List.of(TEACHER, DEPUTY, HEAD)) {
            assertThat(EVERYBODY.stream().filter(approvedFor(requester)::mayRevoke))
                    .containsExactlyElementsOf(whoCan(() -> approvedFor(requester), WhoMayTest::revoke));
        }
    }

    @Test
    void only_whoever_asked_closes_and_the_deciders_check_and_follow_up() {
        assertThat(whoCan(
                        () -> usedBy(TEACHER),
                        (exception, by) -> exception.close(by, closedAfterContact(), HOMECOMING)))
                .containsExactly(TEACHER);
        assertThat(whoCan(() -> usedBy(TEACHER), (exception, by) -> exception.followUpClosure(by, "Rang.", HOMECOMING)))
                .containsExactly(HEAD);
        assertThat(whoCan(
                        () -> {
                            DeviceException exception = usedBy(HEAD);
                            exception.close(HEAD, closedAfterContact(), HOMECOMING);
                            return exception;
                        },
                        (exception, by) -> exception.checkClosure(by, true, "", HOMECOMING)))
                .containsExactly(CHAIR);
    }

    @Test
    void the_deciders_note_a_retrospective_use() {
        assertThat(whoCan(
                        () -> askedTooLateBy(TEACHER),
                        (exception, by) -> exception.noteRetrospectiveUse(by, "Talked.", HOMECOMING)))
                .containsExactly(HEAD);
        assertThat(whoCan(
                        () -> askedTooLateBy(HEAD),
                        (exception, by) -> exception.noteRetrospectiveUse(by, "Talked.", HOMECOMING)))
                .containsExactly(CHAIR);
    }

    @Test
    void everybody_sees_their_own_and_head_deputy_and_office_all() {
        assertThat(EVERYBODY.stream().filter(askedBy(TEACHER)::isVisibleTo))
                .containsExactly(TEACHER, HEAD, DEPUTY, OFFICE);
        assertThat(askedBy(COLLEAGUE).isVisibleTo(COLLEAGUE)).isTrue();
    }

    @Test
    void the_chair_of_governors_sees_what_they_decide() {
        assertThat(askedBy(HEAD).isVisibleTo(CHAIR)).isTrue();
        assertThat(askedBy(DEPUTY).isVisibleTo(CHAIR)).isFalse();
        assertThat(overdue(DEPUTY).isVisibleTo(CHAIR)).isTrue();
    }

    private static void approve(DeviceException exception, Person by) {
        exception.decide(by, Outcome.APPROVE, "", "", DUE, CALENDAR);
    }

    private static void revoke(DeviceException exception, Person by) {
        exception.revoke(by, "The phone was lost.", DUE, CALENDAR);
    }

    private static DeviceException overdue(Person requester) {
        DeviceException exception = askedBy(requester);
        Optional<Role> invited = exception.inviteStandIn(DUE);
        assertThat(exception.isStandInInvited()).isEqualTo(invited.isPresent());
        return exception;
    }

    private static DeviceException approvedFor(Person requester) {
        DeviceException exception = askedBy(requester);
        approve(exception, requester.equals(HEAD) ? CHAIR : HEAD);
        return exception;
    }

    private static DeviceException usedBy(Person requester) {
        DeviceException exception = approvedFor(requester);
        exception.activate(DEPARTURE);
        exception.endUse(HOMECOMING, CALENDAR);
        return exception;
    }

    private static List<Person> whoCan(Supplier<DeviceException> situation, BiConsumer<DeviceException, Person> step) {
        return EVERYBODY.stream()
                .filter(person -> {
                    try {
                        step.accept(situation.get(), person);
                        return true;
                    } catch (NotAllowedException wrongPerson) {
                        return false;
                    }
                })
                .toList();
    }
}
