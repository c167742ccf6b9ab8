package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.photo.PhotoSchool.ADA;
import static org.schoolapprovals.photo.PhotoSchool.BEN;
import static org.schoolapprovals.photo.PhotoSchool.CALENDAR;
import static org.schoolapprovals.photo.PhotoSchool.DUE;
import static org.schoolapprovals.photo.PhotoSchool.EDITOR;
import static org.schoolapprovals.photo.PhotoSchool.FILES;
import static org.schoolapprovals.photo.PhotoSchool.OFFICE;
import static org.schoolapprovals.photo.PhotoSchool.SUBMITTED;
import static org.schoolapprovals.photo.PhotoSchool.TEACHER;
import static org.schoolapprovals.photo.PhotoSchool.WITHIN;
import static org.schoolapprovals.photo.PhotoSchool.checked;
import static org.schoolapprovals.photo.PhotoSchool.cleared;
import static org.schoolapprovals.photo.PhotoSchool.form;
import static org.schoolapprovals.photo.PhotoSchool.json;
import static org.schoolapprovals.photo.PhotoSchool.publication;
import static org.schoolapprovals.photo.PhotoSchool.submittedBy;
import static org.schoolapprovals.photo.PhotoSchool.takingDown;
import static org.schoolapprovals.photo.PhotoSchool.yes;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.Standing;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;

/** Every step from every place where photographs can stand: it is legal, or there is nothing to do, or it is refused. */
class TransitionsTest {

    private static final Instant LATER = SUBMITTED.plusSeconds(60);

    /** Steps, each by the right person at the right time. */
    enum Step {
        FIND_NOTHING(submission -> find(submission, Finding.CLEAR)),
        FIND_CONSENT_MISSING(submission -> find(submission, Finding.CONSENT_MISSING)),
        FIND_WORDS(submission -> find(submission, Finding.WORDS_TO_CHANGE)),
        FIND_SOMEBODY_FORBIDDEN(submission -> find(submission, Finding.NOT_TO_BE_PUBLISHED)),
        CONSENT_OBTAINED(submission -> submission.consentObtained(OFFICE, true, LATER, CALENDAR)),
        CONSENT_NOT_OBTAINED(submission -> submission.consentObtained(OFFICE, false, LATER, CALENDAR)),
        AMEND(submission -> amend(submission, "caption", "Nobody fell.")),
        WITHDRAW(submission -> submission.withdraw(TEACHER, LATER)),
        CLEAR(submission -> decide(submission, Verdict.CLEAR, null)),
        SEND_BACK(submission -> decide(submission, Verdict.AMEND, "Too close.")),
        REFUSE(submission -> decide(submission, Verdict.REFUSE, "Too close.")),
        CONSENTS_CHANGE(submission -> submission.voidClearance(LATER, WITHIN)),
        ASK_TO_PUBLISH(submission -> submission.attempt(only(submission), Effect.PUBLISH, false, LATER, CALENDAR)),
        PUBLISH(submission -> done(submission, Effect.PUBLISH)),
        PUT_OFF_PUBLISHING(submission -> putOff(submission, Effect.PUBLISH)),
        HAND_OVER_PUBLISHING(
                submission -> submission.handOver(only(submission), Effect.PUBLISH, "No token.", LATER, CALENDAR)),
        TAKE_DOWN(submission -> submission.takeDown(
                only(submission), new Takedown(LATER, Optional.of("editor"), "A mistake.", Set.of(ADA)), WITHIN)),
        ASK_TO_REMOVE(submission -> submission.attempt(only(submission), Effect.REMOVE, false, LATER, CALENDAR)),
        REMOVE(submission -> done(submission, Effect.REMOVE)),
        PUT_OFF_REMOVING(submission -> putOff(submission, Effect.REMOVE)),
        HAND_OVER_REMOVING(
                submission -> submission.handOver(only(submission), Effect.REMOVE, "No token.", LATER, CALENDAR)),
        TELL_PARENTS(submission -> submission.parentTold(only(submission), OFFICE, LATER)),
        REMIND_OF_CONSENT(submission -> submission.remind(Optional.empty(), Duty.OBTAIN_CONSENT, DUE)),
        REMIND_OF_AMENDMENT(submission -> submission.remind(Optional.empty(), Duty.AMEND, DUE)),
        REMIND_OF_CLEARING(submission -> submission.remind(Optional.empty(), Duty.CLEAR, DUE)),
        REMIND_OF_WORK_BY_HAND(submission -> submission.remind(Optional.of(only(submission)), Duty.BY_HAND, DUE)),
        REMIND_OF_REMOVAL(submission -> submission.remind(Optional.of(only(submission)), Duty.REMOVE, DUE)),
        REMIND_OF_TELLING(submission -> submission.remind(Optional.of(only(submission)), Duty.TELL_PARENT, DUE)),
        CONSENT_OVERDUE(submission -> submission.overdue(Optional.empty(), Duty.OBTAIN_CONSENT, LONG_AFTER)),
        AMENDMENT_OVERDUE(submission -> submission.overdue(Optional.empty(), Duty.AMEND, LONG_AFTER)),
        CLEARING_OVERDUE(submission -> submission.overdue(Optional.empty(), Duty.CLEAR, DUE)),
        WORK_BY_HAND_OVERDUE(submission -> submission.overdue(Optional.of(only(submission)), Duty.BY_HAND, DUE)),
        REMOVAL_OVERDUE(submission -> submission.overdue(Optional.of(only(submission)), Duty.REMOVE, DUE)),
        TELLING_OVERDUE(submission -> submission.overdue(Optional.of(only(submission)), Duty.TELL_PARENT, DUE));

        private final Consumer<PhotoSubmission> on;

        Step(Consumer<PhotoSubmission> on) {
            this.on = on;
        }
    }

    private static final Instant LONG_AFTER = PhotoSchool.at("2027-05-11T16:00");

    private static final Set<Step> CHECKING =
            EnumSet.of(Step.FIND_NOTHING, Step.FIND_CONSENT_MISSING, Step.FIND_WORDS, Step.FIND_SOMEBODY_FORBIDDEN);
    private static final Set<Step> AMENDING =
            EnumSet.of(Step.AMEND, Step.WITHDRAW, Step.REMIND_OF_AMENDMENT, Step.AMENDMENT_OVERDUE);
    private static final Set<Step> PUBLISHING =
            EnumSet.of(Step.PUBLISH, Step.PUT_OFF_PUBLISHING, Step.HAND_OVER_PUBLISHING, Step.CONSENTS_CHANGE);
    private static final Set<Step> REMOVING = EnumSet.of(
            Step.ASK_TO_REMOVE,
            Step.REMOVE,
            Step.PUT_OFF_REMOVING,
            Step.HAND_OVER_REMOVING,
            Step.REMIND_OF_REMOVAL,
            Step.REMOVAL_OVERDUE);
    private static final Set<Step> PUBLISHING_TOO_LATE = EnumSet.of(Step.PUBLISH, Step.ASK_TO_PUBLISH);
    private static final Set<Step> REMOVING_TOO_LATE = EnumSet.of(Step.REMOVE, Step.ASK_TO_REMOVE);

    /** Everywhere that photographs can stand, how they get there, what may happen from there, and what changes nothing there. */
    enum Place {
        RECEIVED(() -> submittedBy(TEACHER), CHECKING, none()),
        CONSENT_MISSING(
                after(RECEIVED, Step.FIND_CONSENT_MISSING),
                EnumSet.of(
                        Step.CONSENT_OBTAINED,
                        Step.CONSENT_NOT_OBTAINED,
                        Step.CONSENTS_CHANGE,
                        Step.REMIND_OF_CONSENT,
                        Step.CONSENT_OVERDUE),
                none()),
        WORDS_TO_CHANGE(after(RECEIVED, Step.FIND_WORDS), AMENDING, none()),
        SOMEBODY_FORBIDDEN(after(RECEIVED, Step.FIND_SOMEBODY_FORBIDDEN), AMENDING, none()),
        NOT_OBTAINED(after(CONSENT_MISSING, Step.CONSENT_NOT_OBTAINED), AMENDING, none()),
        AMENDED(after(NOT_OBTAINED, Step.AMEND), CHECKING, none()),
        TO_CLEAR(
                after(RECEIVED, Step.FIND_NOTHING),
                EnumSet.of(
                        Step.CLEAR,
                        Step.SEND_BACK,
                        Step.REFUSE,
                        Step.CONSENTS_CHANGE,
                        Step.REMIND_OF_CLEARING,
                        Step.CLEARING_OVERDUE),
                none()),
        SENT_BACK(after(TO_CLEAR, Step.SEND_BACK), AMENDING, none()),
        CLEARED(after(TO_CLEAR, Step.CLEAR), all(PUBLISHING, EnumSet.of(Step.ASK_TO_PUBLISH)), none()),
        CLEARED_BY_HAND(
                after(CLEARED, Step.HAND_OVER_PUBLISHING),
                all(PUBLISHING, EnumSet.of(Step.REMIND_OF_WORK_BY_HAND, Step.WORK_BY_HAND_OVERDUE)),
                EnumSet.of(Step.ASK_TO_PUBLISH)),
        VOID(after(CLEARED, Step.CONSENTS_CHANGE), CHECKING, PUBLISHING_TOO_LATE),
        VOID_BUT_PERHAPS_PUBLISHED(
                after(CLEARED_BY_HAND, Step.CONSENTS_CHANGE), all(CHECKING, REMOVING), PUBLISHING_TOO_LATE),
        PUBLISHED(after(CLEARED, Step.PUBLISH), EnumSet.of(Step.TAKE_DOWN), PUBLISHING_TOO_LATE),
        TAKING_DOWN(after(PUBLISHED, Step.TAKE_DOWN), REMOVING, PUBLISHING_TOO_LATE),
        TAKING_DOWN_BY_HAND(
                after(TAKING_DOWN, Step.HAND_OVER_REMOVING),
                without(REMOVING, Step.ASK_TO_REMOVE),
                all(PUBLISHING_TOO_LATE, EnumSet.of(Step.ASK_TO_REMOVE))),
        GONE(
                after(TAKING_DOWN, Step.REMOVE),
                EnumSet.of(Step.TELL_PARENTS, Step.REMIND_OF_TELLING, Step.TELLING_OVERDUE),
                all(PUBLISHING_TOO_LATE, REMOVING_TOO_LATE)),
        TOLD(after(GONE, Step.TELL_PARENTS), none(), all(PUBLISHING_TOO_LATE, REMOVING_TOO_LATE)),
        REFUSED(after(TO_CLEAR, Step.REFUSE), none(), none()),
        WITHDRAWN(after(SENT_BACK, Step.WITHDRAW), none(), none());

        private final Supplier<PhotoSubmission> arrive;
        private final Set<Step> legal;
        private final Set<Step> idle;

        Place(Supplier<PhotoSubmission> arrive, Set<Step> legal, Set<Step> idle) {
            this.arrive = arrive;
            this.legal = legal;
            this.idle = idle;
        }

        private static Supplier<PhotoSubmission> after(Place before, Step step) {
            return () -> {
                PhotoSubmission submission = before.arrive.get();
                step.on.accept(submission);
                return submission;
            };
        }

        private static Set<Step> none() {
            return EnumSet.noneOf(Step.class);
        }

        private static Set<Step> without(Set<Step> some, Step one) {
            Set<Step> rest = all(some);
            rest.remove(one);
            return rest;
        }

        @SafeVarargs
        private static Set<Step> all(Set<Step>... some) {
            Set<Step> all = none();
            for (Set<Step> steps : some) {
                all.addAll(steps);
            }
            return all;
        }
    }

    private static void find(PhotoSubmission submission, Finding finding) {
        submission.verified(finding, submission.concerned(), LATER, CALENDAR);
    }

    private static void amend(PhotoSubmission submission, Object... namesAndValues) {
        PhotoForm form = PhotoForm.amendment(form(namesAndValues));
        submission.amend(TEACHER, form, form.children(), LATER);
    }

    private static void decide(PhotoSubmission submission, Verdict verdict, String reason) {
        submission.clear(EDITOR, verdict, reason, null, Finding.CLEAR, FILES, yes(submission), LATER, CALENDAR);
    }

    private static void done(PhotoSubmission submission, Effect effect) {
        submission.done(
                only(submission), effect, Optional.empty(), Optional.empty(), Optional.empty(), LATER, CALENDAR);
    }

    private static void putOff(PhotoSubmission submission, Effect effect) {
        submission.putOff(only(submission), effect, Optional.empty(), "no answer", LATER, CALENDAR);
    }

    /** Its publication; where there is none, one that there is not. */
    private static UUID only(PhotoSubmission submission) {
        return submission.publications().stream()
                .map(Publication::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    private record Whole(
            PhotoSubmission.Content content, List<Publication.Progress> publications, List<HistoryEvent> history) {

        static Whole of(PhotoSubmission submission) {
            return new Whole(
                    submission.content(),
                    submission.publications().stream()
                            .map(Publication::progress)
                            .toList(),
                    List.copyOf(submission.history()));
        }
    }

    static Stream<Arguments> everyStepFromEveryPlace() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Step.values()).map(step -> Arguments.of(place, step)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("everyStepFromEveryPlace")
    void a_step_is_legal_or_changes_nothing_or_is_refused_in_one_sentence(Place place, Step step) {
        PhotoSubmission submission = place.arrive.get();
        Whole before = Whole.of(submission);

        if (place.legal.contains(step)) {
            assertThatCode(() -> step.on.accept(submission)).doesNotThrowAnyException();
            assertThat(submission.history()).hasSizeGreaterThan(before.history().size());
            return;
        }
        if (place.idle.contains(step)) {
            assertThatCode(() -> step.on.accept(submission)).doesNotThrowAnyException();
        } else {
            RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> step.on.accept(submission));
            assertThat(refusal instanceof NotAllowedException)
                    .isEqualTo(refusal.getMessage().equals(PhotoSubmissions.NOT_YOURS));
            assertThat(refusal.sentences()).hasSize(1);
        }
        assertThat(Whole.of(submission)).isEqualTo(before);
    }

    @Test
    void the_places_cover_every_state() {
        assertThat(Place.values())
                .extracting(place -> place.arrive.get().state())
                .contains(State.values());
        assertThat(Place.values())
                .flatExtracting(place -> place.arrive.get().publications().stream()
                        .map(Publication::state)
                        .toList())
                .contains(PublicationState.values());
    }

    @ParameterizedTest
    @EnumSource
    void at_an_end_nobody_has_to_check_obtain_amend_clear_or_publish(Place place) {
        PhotoSubmission submission = place.arrive.get();
        boolean something = submission.state() == State.RECEIVED
                || submission.isPending(Duty.OBTAIN_CONSENT)
                || submission.isPending(Duty.AMEND)
                || submission.isPending(Duty.CLEAR)
                || !submission.openPublications().isEmpty();

        assertThat(submission.state().isEnd()).isEqualTo(!something);
    }

    @ParameterizedTest
    @EnumSource
    void files_are_kept_as_long_as_they_may_be_needed_and_no_longer(Place place) {
        assertThat(place.arrive.get().needsFiles())
                .isEqualTo(!EnumSet.of(Place.GONE, Place.TOLD, Place.REFUSED, Place.WITHDRAWN)
                        .contains(place));
    }

    @Test
    void a_clearance_makes_one_publication_for_each_place_with_what_was_cleared_and_on_which_consents() {
        PhotoSubmission submission = cleared(
                submittedBy(TEACHER, "channels", "[\"website\", \"facebook\"]", "children", json(List.of(ADA, BEN))));

        assertThat(submission.publications()).extracting(Publication::use).containsExactly(Use.FACEBOOK, Use.WEBSITE);
        Publication facebook = submission.publications().get(0);
        assertThat(facebook.files()).isEqualTo(FILES);
        assertThat(facebook.clearance()).isEqualTo(submission.ruling().orElseThrow());
        assertThat(facebook.consents()).containsOnlyKeys(ADA, BEN).containsEntry(ADA, Set.of(0L));
    }

    @ParameterizedTest
    @EnumSource(names = "CLEAR", mode = EnumSource.Mode.EXCLUDE)
    void what_is_no_longer_found_clear_cannot_be_cleared_whatever_was_found_before(Finding now) {
        PhotoSubmission submission = checked(submittedBy(TEACHER), Finding.CLEAR);

        assertThatThrownBy(() -> submission.clear(
                        EDITOR, Verdict.CLEAR, null, null, now, FILES, yes(submission), LATER, CALENDAR))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Decision: consents or words are no longer what they were");
        assertThat(submission.state()).isEqualTo(State.TO_CLEAR);
        assertThat(submission.publications()).isEmpty();
    }

    @Test
    void a_no_has_a_reason_and_a_clause_is_one_of_two() {
        PhotoSubmission submission = checked(submittedBy(TEACHER), Finding.CLEAR);

        for (Verdict verdict : List.of(Verdict.AMEND, Verdict.REFUSE)) {
            assertThatThrownBy(() -> decide(submission, verdict, " "))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Reason: please fill it in.");
        }
        assertThatThrownBy(() -> submission.clear(
                        EDITOR, Verdict.CLEAR, null, "P6", Finding.CLEAR, FILES, yes(submission), LATER, CALENDAR))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Clause: please choose S3 or S4.");
    }

    @Test
    void children_are_taken_out_with_a_reason_only_and_come_back_without_one() {
        PhotoSubmission submission =
                checked(submittedBy(TEACHER, "children", json(List.of(ADA, BEN))), Finding.NOT_TO_BE_PUBLISHED);

        assertThatThrownBy(() -> amend(submission))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Reason:");
        amend(submission, "childrenReason", "Cropped out.");
        assertThat(submission.takenOut()).containsExactly(new TakenOut(BEN, "Cropped out.", LATER));
        assertThat(submission.history().toString()).doesNotContain("Cropped");

        find(submission, Finding.WORDS_TO_CHANGE);
        amend(submission, "children", json(List.of(ADA, BEN)));
        assertThat(submission.takenOut()).isEmpty();
    }

    @Test
    void what_is_published_somewhere_already_stays_published_there_and_only_the_rest_is_checked_again() {
        PhotoSubmission submission = cleared(submittedBy(TEACHER, "channels", "[\"facebook\", \"twitter\"]"));
        done(submission, Effect.PUBLISH);
        assertThat(submission.state()).isEqualTo(State.CLEARED);

        submission.voidClearance(LATER, WITHIN);

        assertThat(submission.outstanding()).containsExactly(Use.TWITTER);
        assertThat(submission.publications())
                .extracting(Publication::state)
                .containsExactly(PublicationState.PUBLISHED, PublicationState.VOID);
        find(submission, Finding.WORDS_TO_CHANGE);
        assertThatThrownBy(() -> amend(submission, "channels", "[\"facebook\"]"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Channels:");
        amend(submission, "channels", "[\"press\"]");
        assertThat(submission.channels()).containsExactly(Use.FACEBOOK, Use.PRESS);
        assertThat(submission.outstanding()).containsExactly(Use.PRESS);
        cleared(submission);
        assertThat(submission.openPublications()).extracting(Publication::use).containsExactly(Use.PRESS);
    }

    @Test
    void a_publication_rests_on_the_very_consents_it_was_cleared_on() {
        PhotoSubmission submission = cleared(submittedBy(TEACHER));
        UUID publication = publication(submission, Use.FACEBOOK);
        Set<UUID> ada = Set.of(ADA);

        assertThat(submission.restsOn(publication, ada, standing(ADA, Answer.YES, 0L)))
                .isTrue();
        assertThat(submission.restsOn(publication, ada, standing(ADA, Answer.YES, 7L)))
                .isFalse();
        assertThat(submission.restsOn(publication, ada, standing(ADA, Answer.YES, 0L, 7L)))
                .isFalse();
        assertThat(submission.restsOn(publication, ada, standing(ADA, Answer.NONE)))
                .isFalse();
        assertThat(submission.restsOn(publication, ada, standing(ADA, Answer.BARRED)))
                .isFalse();
        assertThat(submission.restsOn(publication, ada, List.of())).isFalse();
        assertThat(submission.restsOn(publication, Set.of(ADA, BEN), standing(ADA, Answer.YES, 0L)))
                .isFalse();
        assertThat(submission.restsOn(publication, ada, standing(BEN, Answer.YES, 0L)))
                .isFalse();
    }

    private static List<Standing> standing(UUID child, Answer answer, Long... consents) {
        return List.of(new Standing(child, Use.FACEBOOK, answer, Set.of(consents)));
    }

    @Test
    void the_channel_is_called_six_times_and_then_a_person_does_it() {
        PhotoSubmission submission = cleared(submittedBy(TEACHER));
        UUID publication = publication(submission, Use.FACEBOOK);
        Instant now = LATER;
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(submission.attempt(publication, Effect.PUBLISH, true, now, CALENDAR))
                    .isEqualTo(Publication.Next.CALL);
            assertThat(submission.putOff(publication, Effect.PUBLISH, Optional.empty(), "no answer", now, CALENDAR))
                    .isEqualTo(attempt < 6);
            if (attempt < 6) {
                assertThat(submission.attempt(publication, Effect.PUBLISH, true, now, CALENDAR))
                        .isEqualTo(Publication.Next.WAIT);
                now = submission.publication(publication).effort().nextAttempt().orElseThrow();
            }
        }

        assertThat(submission.attempt(publication, Effect.PUBLISH, true, now, CALENDAR))
                .isEqualTo(Publication.Next.ASK_A_PERSON);
        assertThat(submission.publication(publication).isPending(Duty.BY_HAND)).isTrue();
    }

    @Test
    void where_the_next_attempt_to_remove_would_come_too_late_a_person_does_it() {
        PhotoSubmission submission = takingDown(submittedBy(TEACHER));
        UUID publication = publication(submission, Use.FACEBOOK);
        Instant due = SUBMITTED.plus(WITHIN);
        submission.attempt(publication, Effect.REMOVE, true, SUBMITTED, CALENDAR);
        assertThat(submission.putOff(
                        publication, Effect.REMOVE, Optional.of(due.minusMillis(1)), "no answer", SUBMITTED, CALENDAR))
                .isTrue();

        submission.attempt(publication, Effect.REMOVE, true, due.minusMillis(1), CALENDAR);
        assertThat(submission.putOff(publication, Effect.REMOVE, Optional.of(due), "no answer", SUBMITTED, CALENDAR))
                .isFalse();
        assertThat(submission.publication(publication).effort().byHand())
                .contains("The software tried 2 times in vain; the last time no answer.");
    }
}
