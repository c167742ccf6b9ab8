package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.photo.PhotoSchool.CALENDAR;
import static org.schoolapprovals.photo.PhotoSchool.DEPUTY;
import static org.schoolapprovals.photo.PhotoSchool.DUE;
import static org.schoolapprovals.photo.PhotoSchool.EDITOR;
import static org.schoolapprovals.photo.PhotoSchool.EVERYBODY;
import static org.schoolapprovals.photo.PhotoSchool.HEAD;
import static org.schoolapprovals.photo.PhotoSchool.OFFICE;
import static org.schoolapprovals.photo.PhotoSchool.SECOND_EDITOR;
import static org.schoolapprovals.photo.PhotoSchool.SUBMITTED;
import static org.schoolapprovals.photo.PhotoSchool.TEACHER;
import static org.schoolapprovals.photo.PhotoSchool.at;
import static org.schoolapprovals.photo.PhotoSchool.checked;
import static org.schoolapprovals.photo.PhotoSchool.clear;
import static org.schoolapprovals.photo.PhotoSchool.cleared;
import static org.schoolapprovals.photo.PhotoSchool.form;
import static org.schoolapprovals.photo.PhotoSchool.gone;
import static org.schoolapprovals.photo.PhotoSchool.publication;
import static org.schoolapprovals.photo.PhotoSchool.submittedBy;
import static org.schoolapprovals.photo.PhotoSchool.takingDown;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;

/** Who may do what, tried with everybody. */
class WhoMayTest {

    private static final BiConsumer<PhotoSubmission, Person> CLEARING =
            (submission, person) -> clear(submission, person, Verdict.CLEAR, null);

    @Test
    void those_responsible_for_the_accounts_clear() {
        assertThat(allowed(() -> toClear(TEACHER), CLEARING)).containsExactly(EDITOR, SECOND_EDITOR);
        assertThat(allowed(() -> toClear(HEAD), CLEARING)).containsExactly(EDITOR, SECOND_EDITOR);
    }

    @Test
    void nobody_clears_their_own_and_the_head_joins_from_the_start_where_one_who_clears_submits() {
        assertThat(allowed(() -> toClear(EDITOR), CLEARING)).containsExactly(SECOND_EDITOR, HEAD);
        assertThatThrownBy(() -> clear(toClear(EDITOR), EDITOR, Verdict.CLEAR, null))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
    }

    @Test
    void a_user_name_in_capitals_is_no_second_person() {
        Person secondAccount = new Person("EDITOR", "The editor", Set.of(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER));

        assertThatThrownBy(() -> clear(toClear(EDITOR), secondAccount, Verdict.CLEAR, null))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
    }

    @Test
    void the_head_joins_once_clearing_is_overdue_and_the_deputy_where_the_head_submitted() {
        assertThat(allowed(() -> overdue(toClear(TEACHER)), CLEARING)).containsExactly(EDITOR, SECOND_EDITOR, HEAD);
        assertThat(allowed(() -> overdue(toClear(HEAD)), CLEARING)).containsExactly(EDITOR, SECOND_EDITOR, DEPUTY);
    }

    @Test
    void who_may_clear_is_who_is_offered_to() {
        for (Supplier<PhotoSubmission> situation : List.<Supplier<PhotoSubmission>>of(
                () -> toClear(TEACHER),
                () -> toClear(EDITOR),
                () -> overdue(toClear(TEACHER)),
                () -> overdue(toClear(HEAD)))) {
            assertThat(EVERYBODY.stream().filter(situation.get()::mayClear))
                    .containsExactlyElementsOf(allowed(situation, CLEARING));
        }
    }

    @Test
    void the_office_obtains_consent_and_the_head_joins_once_it_is_overdue() {
        BiConsumer<PhotoSubmission, Person> obtaining =
                (submission, person) -> submission.consentObtained(person, true, SUBMITTED, CALENDAR);
        Supplier<PhotoSubmission> missing = () -> checked(submittedBy(TEACHER), Finding.CONSENT_MISSING);

        assertThat(allowed(missing, obtaining)).containsExactly(OFFICE);
        assertThat(allowed(() -> overdue(missing.get(), Duty.OBTAIN_CONSENT), obtaining))
                .containsExactly(HEAD, OFFICE);
    }

    @Test
    void only_the_submitter_amends_and_the_head_may_withdraw_in_their_place_once_it_is_overdue() {
        BiConsumer<PhotoSubmission, Person> amending = (submission, person) -> {
            PhotoForm form = PhotoForm.amendment(form());
            submission.amend(person, form, form.children(), SUBMITTED);
        };
        BiConsumer<PhotoSubmission, Person> withdrawing =
                (submission, person) -> submission.withdraw(person, SUBMITTED);
        Supplier<PhotoSubmission> toAmend = () -> checked(submittedBy(TEACHER), Finding.WORDS_TO_CHANGE);
        Supplier<PhotoSubmission> late = () -> overdue(toAmend.get(), Duty.AMEND);

        assertThat(allowed(toAmend, amending)).containsExactly(TEACHER);
        assertThat(allowed(toAmend, withdrawing)).containsExactly(TEACHER);
        assertThat(allowed(late, amending)).containsExactly(TEACHER);
        assertThat(allowed(late, withdrawing)).containsExactly(TEACHER, HEAD);
        assertThat(allowed(() -> overdue(checked(submittedBy(HEAD), Finding.WORDS_TO_CHANGE), Duty.AMEND), withdrawing))
                .containsExactly(HEAD, DEPUTY);
    }

    @Test
    void those_responsible_for_the_accounts_publish_and_take_down_by_hand_and_the_head_joins_once_it_is_overdue() {
        for (Effect effect : Effect.values()) {
            BiConsumer<PhotoSubmission, Person> confirming =
                    (submission, person) -> submission.requireByHand(person, only(submission), effect);
            Duty duty = effect == Effect.PUBLISH ? Duty.BY_HAND : Duty.REMOVE;
            Supplier<PhotoSubmission> byHand = () ->
                    effect == Effect.PUBLISH ? byHand(cleared(submittedBy(TEACHER))) : takingDown(submittedBy(TEACHER));

            assertThat(allowed(byHand, confirming)).containsExactly(EDITOR, SECOND_EDITOR);
            assertThat(allowed(() -> overdueOfPublication(byHand.get(), duty), confirming))
                    .containsExactly(EDITOR, SECOND_EDITOR, HEAD);
        }
    }

    private static PhotoSubmission byHand(PhotoSubmission submission) {
        submission.attempt(only(submission), Effect.PUBLISH, false, SUBMITTED, CALENDAR);
        return submission;
    }

    @Test
    void the_office_tells_the_parents_and_the_head_joins_once_it_is_overdue() {
        BiConsumer<PhotoSubmission, Person> telling =
                (submission, person) -> submission.parentTold(only(submission), person, SUBMITTED);

        assertThat(allowed(() -> gone(submittedBy(TEACHER)), telling)).containsExactly(OFFICE);
        assertThat(allowed(() -> overdueOfPublication(gone(submittedBy(TEACHER)), Duty.TELL_PARENT), telling))
                .containsExactly(HEAD, OFFICE);
    }

    @Test
    void those_responsible_for_the_accounts_head_and_deputy_have_publications_taken_down() {
        assertThat(allowed(
                        () -> submittedBy(TEACHER), (submission, person) -> PhotoSubmission.requireMayTakeDown(person)))
                .containsExactly(EDITOR, SECOND_EDITOR, HEAD, DEPUTY);
    }

    @Test
    void whoever_submitted_them_and_those_who_clear_read_them_and_nobody_else() {
        PhotoSubmission submission = submittedBy(TEACHER);

        assertThat(EVERYBODY.stream().filter(submission::isVisibleTo))
                .containsExactly(TEACHER, EDITOR, SECOND_EDITOR, HEAD, DEPUTY);
    }

    private static List<Person> allowed(Supplier<PhotoSubmission> situation, BiConsumer<PhotoSubmission, Person> deed) {
        return EVERYBODY.stream()
                .filter(person -> {
                    try {
                        deed.accept(situation.get(), person);
                        return true;
                    } catch (NotAllowedException refusal) {
                        assertThat(refusal.sentences()).hasSize(1);
                        return false;
                    }
                })
                .toList();
    }

    private static PhotoSubmission toClear(Person submitter) {
        return checked(submittedBy(submitter), Finding.CLEAR);
    }

    private static PhotoSubmission overdue(PhotoSubmission submission) {
        return overdue(submission, Duty.CLEAR);
    }

    private static PhotoSubmission overdue(PhotoSubmission submission, Duty duty) {
        submission.overdue(Optional.empty(), duty, at("2027-05-11T16:00"));
        return submission;
    }

    private static PhotoSubmission overdueOfPublication(PhotoSubmission submission, Duty duty) {
        submission.overdue(Optional.of(only(submission)), duty, DUE);
        return submission;
    }

    private static java.util.UUID only(PhotoSubmission submission) {
        return publication(submission, Use.FACEBOOK);
    }
}
