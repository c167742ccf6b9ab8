package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.policyreview.ReviewSchool.AUTUMN;
import static org.schoolapprovals.policyreview.ReviewSchool.CALENDAR;
import static org.schoolapprovals.policyreview.ReviewSchool.CHAIR;
import static org.schoolapprovals.policyreview.ReviewSchool.CHANGES;
import static org.schoolapprovals.policyreview.ReviewSchool.EDITOR;
import static org.schoolapprovals.policyreview.ReviewSchool.GOVERNOR;
import static org.schoolapprovals.policyreview.ReviewSchool.GOVERNORS;
import static org.schoolapprovals.policyreview.ReviewSchool.HEAD;
import static org.schoolapprovals.policyreview.ReviewSchool.LATER;
import static org.schoolapprovals.policyreview.ReviewSchool.LONG_AFTER;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;
import static org.schoolapprovals.policyreview.ReviewSchool.SECOND_GOVERNOR;
import static org.schoolapprovals.policyreview.ReviewSchool.at;
import static org.schoolapprovals.policyreview.ReviewSchool.day;
import static org.schoolapprovals.policyreview.ReviewSchool.draft;
import static org.schoolapprovals.policyreview.ReviewSchool.drafted;
import static org.schoolapprovals.policyreview.ReviewSchool.everybodyAgrees;
import static org.schoolapprovals.policyreview.ReviewSchool.headReview;
import static org.schoolapprovals.policyreview.ReviewSchool.opened;
import static org.schoolapprovals.policyreview.ReviewSchool.prepare;
import static org.schoolapprovals.policyreview.ReviewSchool.report;
import static org.schoolapprovals.policyreview.ReviewSchool.withChair;

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
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;

/** Every step from every place where a review can stand: it is legal, or it is refused and changes nothing. */
class TransitionsTest {

    private static final UUID VERSION = new UUID(3, 1);
    private static final Instant UNTIL = at("2026-12-16T23:59");

    /** Steps, each by the right person at the right time. */
    enum Step {
        PREPARE_NO_CHANGE(review -> prepare(review, EDITOR, Change.NO_CHANGE)),
        PREPARE_CHANGE(review -> prepare(review, EDITOR, Change.MINOR_CHANGE)),
        LEAVE_POLICY(review -> headReview(review, HEAD, Change.NO_CHANGE)),
        CHANGE_POLICY(review -> headReview(review, HEAD, Change.MINOR_CHANGE)),
        DRAFT(review -> draft(review, HEAD, true)),
        DRAFT_WHAT_NEEDS_NO_CONFIRMATION(review -> draft(review, HEAD, false)),
        AGREE(review -> review.view(GOVERNOR, View.AGREE, null, LATER)),
        WANT_IT_RETURNED(review -> review.view(SECOND_GOVERNOR, View.RETURN, "Too long.", LATER)),
        GOVERNOR_JOINS(review -> review.governorJoined("third-governor", LATER)),
        GOVERNOR_LEAVES(review -> review.governorLeft("governor", LATER)),
        CLOSE_VIEWS(review -> review.closeViews(LONG_AFTER, CALENDAR)),
        APPROVE(review -> review.signOff(CHAIR, Verdict.APPROVE, "Few were there.", LATER, CALENDAR)),
        RETURN(review -> review.signOff(CHAIR, Verdict.RETURN, "Too long.", LATER, CALENDAR)),
        PUBLISH(review -> review.published(VERSION, Optional.of(UNTIL), LATER)),
        CLOSE_PERIOD(review -> review.closePeriod(0, LONG_AFTER, CALENDAR)),
        CLOSE_PERIOD_WITH_MISSING(review -> review.closePeriod(2, LONG_AFTER, CALENDAR)),
        FOLLOW_UP(review -> review.followUp(HEAD, "Spoke to both.", LONG_AFTER)),
        CANCEL(review -> review.cancel(HEAD, "Opened by mistake.", LATER)),
        REMIND_PREPARER(review -> review.remind(Duty.PREPARE, LATER)),
        REMIND_HEAD(review -> review.remind(Duty.HEAD_REVIEW, LATER)),
        REMIND_WRITER(review -> review.remind(Duty.DRAFT, LATER)),
        REMIND_GOVERNORS(review -> review.remind(Duty.GIVE_VIEW, LATER)),
        REMIND_CHAIR(review -> review.remind(Duty.DECIDE, LATER)),
        REMIND_OF_MISSING(review -> review.remind(Duty.FOLLOW_UP, LATER)),
        PREPARATION_OVERDUE(review -> review.overdue(Duty.PREPARE, LONG_AFTER)),
        HEAD_OVERDUE(review -> review.overdue(Duty.HEAD_REVIEW, LONG_AFTER)),
        DRAFT_OVERDUE(review -> review.overdue(Duty.DRAFT, LONG_AFTER)),
        CHAIR_OVERDUE(review -> review.overdue(Duty.DECIDE, at("2027-06-01T08:00"))),
        FOLLOW_UP_OVERDUE(review -> review.overdue(Duty.FOLLOW_UP, at("2027-06-01T08:00")));

        private final Consumer<Review> on;

        Step(Consumer<Review> on) {
            this.on = on;
        }
    }

    private static final Set<Step> PREPARING =
            EnumSet.of(Step.PREPARE_NO_CHANGE, Step.PREPARE_CHANGE, Step.REMIND_PREPARER, Step.PREPARATION_OVERDUE);
    private static final Set<Step> LOOKING =
            EnumSet.of(Step.LEAVE_POLICY, Step.CHANGE_POLICY, Step.REMIND_HEAD, Step.HEAD_OVERDUE);
    private static final Set<Step> WRITING =
            EnumSet.of(Step.DRAFT, Step.DRAFT_WHAT_NEEDS_NO_CONFIRMATION, Step.REMIND_WRITER, Step.DRAFT_OVERDUE);
    private static final Set<Step> GIVING_VIEWS = EnumSet.of(
            Step.AGREE,
            Step.WANT_IT_RETURNED,
            Step.GOVERNOR_JOINS,
            Step.GOVERNOR_LEAVES,
            Step.CLOSE_VIEWS,
            Step.REMIND_GOVERNORS);
    private static final Set<Step> DECIDING =
            EnumSet.of(Step.APPROVE, Step.RETURN, Step.REMIND_CHAIR, Step.CHAIR_OVERDUE);
    private static final Set<Step> FOLLOWING_UP =
            EnumSet.of(Step.FOLLOW_UP, Step.REMIND_OF_MISSING, Step.FOLLOW_UP_OVERDUE);

    /** Everywhere that a review can stand, how it gets there, and what may happen from there. */
    enum Place {
        OPENED(() -> opened(), PREPARING, true),
        PREPARED(after(OPENED, Step.PREPARE_NO_CHANGE), LOOKING, true),
        TO_BE_WRITTEN(after(PREPARED, Step.CHANGE_POLICY), WRITING, true),
        REPORT_WITH_GOVERNORS(after(PREPARED, Step.LEAVE_POLICY), GIVING_VIEWS, true),
        DRAFT_WITH_GOVERNORS(after(TO_BE_WRITTEN, Step.DRAFT), GIVING_VIEWS, true),
        REPORT_WITH_CHAIR(after(REPORT_WITH_GOVERNORS, Step.CLOSE_VIEWS), DECIDING, true),
        DRAFT_WITH_CHAIR(after(DRAFT_WITH_GOVERNORS, Step.CLOSE_VIEWS), DECIDING, true),
        REPORT_RETURNED(after(REPORT_WITH_CHAIR, Step.RETURN), PREPARING, true),
        REPORT_PREPARED_ANEW(after(REPORT_RETURNED, Step.PREPARE_CHANGE), LOOKING, true),
        DRAFT_RETURNED(after(DRAFT_WITH_CHAIR, Step.RETURN), WRITING, true),
        DRAFT_WITH_GOVERNORS_ANEW(after(DRAFT_RETURNED, Step.DRAFT), GIVING_VIEWS, true),
        REPORT_SIGNED_OFF(after(REPORT_WITH_CHAIR, Step.APPROVE), EnumSet.noneOf(Step.class), false),
        DRAFT_SIGNED_OFF(after(DRAFT_WITH_CHAIR, Step.APPROVE), EnumSet.of(Step.PUBLISH), false),
        ACKNOWLEDGING(
                after(DRAFT_SIGNED_OFF, Step.PUBLISH),
                EnumSet.of(Step.CLOSE_PERIOD, Step.CLOSE_PERIOD_WITH_MISSING),
                false),
        SOME_MISSING(after(ACKNOWLEDGING, Step.CLOSE_PERIOD_WITH_MISSING), FOLLOWING_UP, false),
        CLOSED(after(ACKNOWLEDGING, Step.CLOSE_PERIOD), EnumSet.noneOf(Step.class), false),
        FOLLOWED_UP(after(SOME_MISSING, Step.FOLLOW_UP), EnumSet.noneOf(Step.class), false),
        CANCELLED(after(DRAFT_WITH_CHAIR, Step.CANCEL), EnumSet.noneOf(Step.class), false);

        private final Supplier<Review> arrive;
        private final Set<Step> legal;

        Place(Supplier<Review> arrive, Set<Step> legal, boolean mayBeCancelled) {
            this.arrive = arrive;
            this.legal = EnumSet.copyOf(mayBeCancelled ? with(legal, Step.CANCEL) : with(legal, null));
        }

        private static Set<Step> with(Set<Step> some, Step one) {
            Set<Step> all = EnumSet.noneOf(Step.class);
            all.addAll(some);
            if (one != null) {
                all.add(one);
            }
            return all;
        }

        private static Supplier<Review> after(Place before, Step step) {
            return () -> {
                Review review = before.arrive.get();
                step.on.accept(review);
                return review;
            };
        }
    }

    static Stream<Arguments> everyStepFromEveryPlace() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Step.values()).map(step -> Arguments.of(place, step)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("everyStepFromEveryPlace")
    void a_step_is_legal_or_refused_and_changes_nothing(Place place, Step step) {
        Review review = place.arrive.get();
        Review.Content before = review.content();
        List<HistoryEvent> history = List.copyOf(review.history());

        if (place.legal.contains(step)) {
            assertThatCode(() -> step.on.accept(review)).doesNotThrowAnyException();
            assertThat(review.history()).hasSizeGreaterThan(history.size());
            return;
        }
        if (isTheEndOfAPeriodThatHasEnded(place, step)) {
            assertThatCode(() -> step.on.accept(review)).doesNotThrowAnyException();
        } else {
            RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> step.on.accept(review));
            assertThat(refusal.sentences()).hasSize(1);
        }
        assertThat(review.content()).isEqualTo(before);
        assertThat(review.history()).isEqualTo(history);
    }

    private static boolean isTheEndOfAPeriodThatHasEnded(Place place, Step step) {
        return place == Place.SOME_MISSING && (step == Step.CLOSE_PERIOD || step == Step.CLOSE_PERIOD_WITH_MISSING);
    }

    @Test
    void the_places_cover_every_state() {
        assertThat(Place.values())
                .extracting(place -> place.arrive.get().state())
                .contains(State.values());
    }

    @ParameterizedTest
    @EnumSource
    void somebody_has_a_due_date_exactly_while_somebody_has_to_act(Place place) {
        Review review = place.arrive.get();

        assertThat(review.due().isPresent()).isEqualTo(review.duty().isPresent());
        assertThat(review.state().isEnd() && review.duty().isPresent()).isFalse();
    }

    @Test
    void the_chair_decides_only_once_the_views_are_closed() {
        Review review = drafted(true);
        everybodyAgrees(review);

        assertThatThrownBy(() -> review.signOff(CHAIR, Verdict.APPROVE, null, LATER, CALENDAR))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("With the governors");
    }

    @Test
    void views_are_closed_early_only_once_everybody_gave_one() {
        Review review = drafted(true);
        review.view(GOVERNOR, View.AGREE, null, LATER);

        assertThatThrownBy(() -> review.closeViews(LATER, CALENDAR)).hasMessageContaining("Governors have until");

        review.view(SECOND_GOVERNOR, View.AGREE, null, LATER);
        review.view(CHAIR, View.AGREE, null, LATER);
        review.closeViews(LATER, CALENDAR);
        assertThat(review.state()).isEqualTo(State.WITH_CHAIR);
    }

    @Test
    void a_late_governor_does_not_hold_up_the_chair_once_the_time_is_over() {
        Review review = drafted(true);
        review.view(GOVERNOR, View.AGREE, null, LATER);
        Deadline due = review.due().orElseThrow();

        assertThatThrownBy(() -> review.closeViews(due.alarm().minusMillis(1), CALENDAR))
                .isInstanceOf(RefusedException.class);

        review.closeViews(due.alarm(), CALENDAR);

        assertThat(review.state()).isEqualTo(State.WITH_CHAIR);
        assertThatThrownBy(() -> review.view(SECOND_GOVERNOR, View.AGREE, null, LATER))
                .hasMessageContaining("With the chair of governors");
    }

    @Test
    void a_quorum_is_half_of_the_governors_rounded_up() {
        assertThat(Stream.of(0, 1, 2, 3, 4, 5)
                        .map(governors -> round(governors, 0).quorum()))
                .containsExactly(1, 1, 1, 2, 2, 3);
        assertThat(round(3, 1).hasQuorum()).isFalse();
        assertThat(round(3, 2).hasQuorum()).isTrue();
        assertThat(round(0, 0).hasQuorum()).isFalse();
    }

    private static Round round(int governors, int given) {
        return new Round(
                1,
                OPENED,
                1,
                Optional.empty(),
                Stream.iterate(0, number -> number + 1)
                        .limit(governors)
                        .map(number -> new Asked(
                                "governor-" + number,
                                OPENED,
                                number < given
                                        ? Optional.of(new Asked.Given(View.AGREE, "", LATER))
                                        : Optional.empty()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void without_a_quorum_the_chair_says_why_they_sign_off_all_the_same() {
        Review review = drafted(true);
        review.view(GOVERNOR, View.AGREE, null, LATER);
        review.closeViews(LONG_AFTER, CALENDAR);

        assertThatThrownBy(() -> review.signOff(CHAIR, Verdict.APPROVE, null, LONG_AFTER, CALENDAR))
                .hasMessage("Note: please fill it in.");

        review.signOff(CHAIR, Verdict.APPROVE, "Two were ill.", LONG_AFTER, CALENDAR);
        assertThat(review.state()).isEqualTo(State.SIGNED_OFF);
    }

    @Test
    void without_any_governor_the_chair_decides_at_once_and_says_why() {
        Review review = opened();
        prepare(review, EDITOR, Change.NO_CHANGE);
        review.headReview(HEAD, Change.NO_CHANGE, null, report(2), Set.of(), LATER, CALENDAR);

        review.closeViews(LATER, CALENDAR);

        assertThat(review.state()).isEqualTo(State.WITH_CHAIR);
        assertThatThrownBy(() -> review.signOff(CHAIR, Verdict.APPROVE, "", LATER, CALENDAR))
                .hasMessageContaining("Note");
    }

    @Test
    void a_view_is_given_once_and_whoever_wants_it_returned_says_why() {
        Review review = drafted(true);

        assertThatThrownBy(() -> review.view(GOVERNOR, View.RETURN, " ", LATER))
                .hasMessage("Comment: please fill it in.");
        review.view(GOVERNOR, View.RETURN, "Section 3 is unclear.", LATER);

        assertThatThrownBy(() -> review.view(GOVERNOR, View.AGREE, null, LATER))
                .hasMessageContaining("You gave your view");
    }

    @Test
    void who_joins_the_governors_is_asked_and_who_leaves_is_not_waited_for_but_a_view_given_stands() {
        Review review = drafted(true);
        review.view(GOVERNOR, View.AGREE, null, LATER);

        assertThat(review.governorJoined("third-governor", LATER)).isTrue();
        assertThat(review.governorJoined("third-governor", LATER)).isFalse();
        assertThat(review.governorLeft("governor", LATER)).isFalse();
        assertThat(review.governorLeft("second-governor", LATER)).isTrue();
        assertThat(review.governorLeft("nobody", LATER)).isFalse();

        assertThat(review.round().orElseThrow().governors())
                .extracting(Asked::governor)
                .containsExactlyInAnyOrder("chair", "governor", "third-governor");
        assertThat(review.round().orElseThrow().given()).isEqualTo(1);
    }

    @Test
    void nobody_is_asked_for_a_view_on_their_own_work() {
        Review review = opened();
        prepare(review, EDITOR, Change.MINOR_CHANGE);
        headReview(review, HEAD, Change.MINOR_CHANGE);
        Draft draft = review.readDraft(
                HEAD, Optional.of(new UUID(1, 1)), CHANGES, true, day("2027-01-05"), LATER, new Faults());

        review.draft(draft, report(2), Set.of("head", "editor", "governor"), CALENDAR);

        assertThat(review.round().orElseThrow().governors())
                .extracting(Asked::governor)
                .containsExactly("governor");
    }

    @Test
    void what_is_returned_goes_to_the_governors_again_with_a_report_as_it_stands_then() {
        Review review = withChair(drafted(true));
        review.signOff(CHAIR, Verdict.RETURN, "Section 3 is unclear.", LATER, CALENDAR);

        draft(review, HEAD, true);

        assertThat(review.rounds()).hasSize(2);
        assertThat(review.rounds()).extracting(Round::report).containsExactly(2, 3);
        assertThat(review.round().orElseThrow().given()).isZero();
        assertThat(review.rounds().get(0).signOff().orElseThrow().verdict()).isEqualTo(Verdict.RETURN);
    }

    @Test
    void nothing_is_to_be_published_unless_the_chair_approved_this_very_draft() {
        Review review = withChair(drafted(true));
        assertThat(review.toPublish()).isEmpty();

        review.signOff(CHAIR, Verdict.RETURN, "Section 3 is unclear.", LATER, CALENDAR);
        assertThat(review.toPublish()).isEmpty();

        draft(review, HEAD, false);
        withChair(review).signOff(CHAIR, Verdict.APPROVE, null, LATER, CALENDAR);
        assertThat(review.toPublish().orElseThrow().substantive()).isFalse();

        review.published(VERSION, Optional.empty(), LATER);
        assertThat(review.toPublish()).isEmpty();
        assertThat(review.state()).isEqualTo(State.SIGNED_OFF);
    }

    @Test
    void a_major_change_is_one_that_staff_confirm() {
        Review review = opened();
        prepare(review, EDITOR, Change.MAJOR_CHANGE);
        headReview(review, HEAD, Change.MAJOR_CHANGE);
        Faults faults = new Faults();

        review.readDraft(HEAD, Optional.of(new UUID(1, 1)), "Too short", false, day("2026-11-30"), LATER, faults);

        assertThat(catchThrowableOfType(RefusedException.class, faults::refuseIfAny)
                        .sentences())
                .containsExactly(
                        "What changes: please say a little more, at least 10 characters.",
                        "Substantive: a major change is one, so staff have to confirm it; please tick it.",
                        "In force from: please choose a day from today on, at most a year ahead.");
    }

    @Test
    void whoever_decides_otherwise_than_proposed_says_why() {
        Review review = opened();
        prepare(review, EDITOR, Change.MAJOR_CHANGE);

        assertThatThrownBy(() -> review.headReview(HEAD, Change.NO_CHANGE, null, report(2), GOVERNORS, LATER, CALENDAR))
                .hasMessage("Note: please fill it in.");
        assertThat(review.reports()).hasSize(1);
    }

    @Test
    void a_review_that_leaves_the_policy_as_it_is_renews_it_for_two_years_only_if_the_policy_was_due() {
        assertThat(signedOffUnchanged(opened(true)).renewedUntil()).contains(day("2028-12-01"));
        assertThat(signedOffUnchanged(opened(false)).renewedUntil()).isEmpty();
    }

    private static Review signedOffUnchanged(Review review) {
        prepare(review, EDITOR, Change.NO_CHANGE);
        headReview(review, HEAD, Change.NO_CHANGE);
        withChair(review).signOff(CHAIR, Verdict.APPROVE, null, LATER, CALENDAR);
        return review;
    }

    @Test
    void due_dates_are_counted_in_school_days() {
        Review review = opened();
        assertThat(review.due().orElseThrow().alarm()).isEqualTo(at("2026-12-08T16:00"));

        prepare(review, EDITOR, Change.MINOR_CHANGE);
        assertThat(review.due().orElseThrow().alarm()).isEqualTo(at("2026-12-04T16:00"));

        headReview(review, HEAD, Change.MINOR_CHANGE);
        assertThat(review.due().orElseThrow().alarm()).isEqualTo(at("2026-12-15T16:00"));

        draft(review, HEAD, true);
        assertThat(review.due().orElseThrow().alarm()).isEqualTo(at("2026-12-15T16:00"));

        withChair(review);
        assertThat(review.due().orElseThrow().alarm()).isEqualTo(at("2026-12-08T16:00"));
    }

    @Test
    void once_it_is_overdue_somebody_joins_but_nobody_signs_off_in_the_place_of_the_chair() {
        Review review = opened();
        assertThat(review.overdue(Duty.PREPARE, LONG_AFTER)).contains(Role.HEAD_TEACHER);
        assertThat(review.overdue(Duty.PREPARE, LONG_AFTER)).contains(Role.HEAD_TEACHER);
        assertThat(review.history())
                .filteredOn(event -> event.type() == EventType.OVERDUE)
                .hasSize(1);

        prepare(review, EDITOR, Change.MINOR_CHANGE);
        assertThat(review.overdue(Duty.HEAD_REVIEW, LONG_AFTER)).contains(Role.DEPUTY_HEAD);

        assertThat(withChair(drafted(true)).overdue(Duty.DECIDE, LONG_AFTER)).isEmpty();
    }

    @Test
    void a_term_shows_its_name_in_the_history() {
        assertThat(opened(true).history().get(0).text())
                .isEqualTo(AUTUMN.name() + ". The policy itself is due to be reviewed as well (R1).");
    }
}
