package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.schoolapprovals.policyreview.ReviewSchool.CHANGES;
import static org.schoolapprovals.policyreview.ReviewSchool.EVERYBODY;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;
import static org.schoolapprovals.policyreview.ReviewSchool.SUMMARY;
import static org.schoolapprovals.policyreview.ReviewSchool.at;
import static org.schoolapprovals.policyreview.ReviewSchool.bytes;
import static org.schoolapprovals.policyreview.ReviewSchool.day;
import static org.schoolapprovals.policyreview.ReviewSchool.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/** A review from its opening to its end, with what is written down on the way. */
class ReviewsTest extends PolicyTest {

    @Autowired
    DecisionRecord decisions;

    @Autowired
    ReviewStore store;

    @Test
    void a_review_is_read_again_as_it_was_written() {
        Review review = withChair();

        Review read = reviews.find(review.id());

        assertThat(read.content()).isEqualTo(review.content());
        assertThat(read.history()).isEqualTo(review.history());
        assertThat(read.term()).isEqualTo(ReviewSchool.AUTUMN);
    }

    @Test
    void without_a_change_governors_note_the_report_and_the_chair_signs_it_off() {
        Review review = withChair("no-change", false);

        Review signedOff = reviews.chairDecide(review.id(), "chair", "approve", null);

        assertThat(signedOff.state()).isEqualTo(State.SIGNED_OFF);
        assertThat(signedOff.published()).isEmpty();
        assertThat(versions.all()).isEmpty();
        assertThat(stages().of(review.id()))
                .containsExactly("request signed-off P8", "decision no-change P8", "decision approve P8");
        assertThat(decisions.of(review.id()))
                .extracting(Decision::clause, Decision::outcome, Decision::requestedBy, Decision::decidedBy)
                .containsExactly(tuple("P8", "no-change", "editor", "head"), tuple("P8", "approve", "editor", "chair"));
    }

    @Test
    void a_new_version_is_published_the_moment_the_chair_signs_it_off_and_staff_are_asked() {
        Review review = withChair();
        assertThat(versions.all()).isEmpty();

        Review published = reviews.chairDecide(review.id(), "chair", "approve", null);

        PolicyVersion version = versions.all().get(0);
        assertThat(published.state()).isEqualTo(State.ACKNOWLEDGING);
        assertThat(published.published()).contains(version.id());
        assertThat(version.approvedBy()).contains("chair");
        assertThat(version.changeSummary()).isEqualTo(CHANGES);
        assertThat(version.document().id())
                .isEqualTo(published.round().flatMap(Round::draft).orElseThrow().document());
        assertThat(stages().of(review.id()))
                .containsExactly("request published P8", "decision minor-change P8", "decision approve R1");
        verify(process, times(5)).acknowledgementAsked(any(), any());
    }

    @Test
    void what_is_not_substantive_is_published_and_nobody_has_to_confirm_it() {
        Review review = withChair("minor-change", false);

        assertThat(reviews.chairDecide(review.id(), "chair", "approve", null).state())
                .isEqualTo(State.SIGNED_OFF);

        assertThat(versions.all()).hasSize(1);
        verify(process, never()).acknowledgementAsked(any(), any());
    }

    @Test
    void what_the_chair_returns_is_decided_anew_and_nothing_is_published() {
        Review review = withChair();

        Review returned = reviews.chairDecide(review.id(), "chair", "return", "Section 3 is unclear.");

        assertThat(returned.state()).isEqualTo(State.DRAFTING);
        assertThat(versions.all()).isEmpty();
        assertThat(stages().of(review.id()))
                .containsExactly("request open P8", "decision minor-change P8", "decision return R1");

        handedIn(review.id(), true);
        assertThat(reviews.find(review.id()).rounds()).hasSize(2);
    }

    @Test
    void governors_sign_off_the_very_file_that_they_saw() {
        Review review = withGovernors();
        Round round = review.round().orElseThrow();
        byte[] seen = store.report(review.id(), round.report()).orElseThrow();

        clock.moveTo(OPENED.plusSeconds(3600));
        reviews.governorsAsked(review.id()).forEach(governor -> reviews.view(review.id(), governor, "agree", null));
        reviews.closeViews(review.id());
        Review signedOff = reviews.chairDecide(review.id(), "chair", "approve", null);

        AttachedFile file =
                signedOff.reports().get(signedOff.round().orElseThrow().report() - 1);
        assertThat(store.report(review.id(), file.nth())).contains(seen);
        assertThat(file.sha256()).isEqualTo(DigestUtils.sha256Hex(seen));
        assertThat(file.asAt()).isEqualTo(OPENED);
    }

    @Test
    void a_head_who_is_also_responsible_for_the_account_does_not_look_at_their_own_preparation() {
        people.are(with(person("head", Role.STAFF, Role.HEAD_TEACHER, Role.SOCIAL_MEDIA)));
        UUID id = openedByClock().id();
        reviews.prepare(id, "head", SUMMARY, "no-change");

        assertThatThrownBy(() -> reviews.headReview(id, "head", "no-change", null))
                .isInstanceOf(NotAllowedException.class);

        reviews.headReview(id, "deputy", "no-change", null);
        assertThat(decisions.of(id)).extracting(Decision::onBehalfOf).containsExactly(Optional.of(Role.HEAD_TEACHER));
    }

    @Test
    void governors_are_kept_in_step_with_their_group() {
        Review review = withGovernors();
        List<Person> changed = with(person("third-governor", Role.GOVERNORS));
        changed.removeIf(one -> one.id().equals("second-governor"));
        people.are(changed);

        reviews.keepGovernorsInStep();
        reviews.keepGovernorsInStep();

        verify(process, times(1)).governorJoined(review.id(), "third-governor");
        verify(process, times(1)).governorLeft(review.id(), "second-governor");
        assertThat(reviews.governorsAsked(review.id()))
                .containsExactlyInAnyOrder("chair", "governor", "third-governor");
    }

    @Test
    void a_school_without_governors_comes_to_the_chair_at_once() {
        people.are(EVERYBODY.stream().filter(one -> !one.has(Role.GOVERNORS)).toList());

        Review review = withGovernors();

        assertThat(reviews.governorsAsked(review.id())).isEmpty();
        assertThat(reviews.closeViews(review.id()).state()).isEqualTo(State.WITH_CHAIR);
    }

    @Test
    void two_governors_at_the_same_moment_both_give_their_view() throws Exception {
        Review review = withGovernors();

        atTheSameMoment(
                () -> reviews.view(review.id(), "governor", "agree", null),
                () -> reviews.view(review.id(), "second-governor", "agree", null));

        assertThat(reviews.find(review.id()).round().orElseThrow().given()).isEqualTo(2);
    }

    @Test
    void the_head_opens_one_by_hand_unless_one_is_open_or_the_term_has_had_it() {
        assertThatThrownBy(() -> reviews.openByHand("teacher")).isInstanceOf(NotAllowedException.class);
        Review review = reviews.openByHand("deputy");
        verify(process, never()).opened(any());

        assertThatThrownBy(() -> reviews.openByHand("head")).hasMessageContaining("is open still");

        reviews.cancel(review.id(), "head", "Opened too early.");
        Review again = reviews.openByHand("head");
        reviews.prepare(again.id(), "editor", SUMMARY, "no-change");
        reviews.headReview(again.id(), "head", "no-change", null);
        clock.moveTo(at("2026-12-18T17:00"));
        reviews.closeViews(again.id());
        reviews.chairDecide(again.id(), "chair", "approve", "Nobody had the time.");

        assertThatThrownBy(() -> reviews.openByHand("head")).hasMessageContaining("has had its review");
        assertThat(reviews.openDue()).isEmpty();
    }

    @Test
    void in_the_holidays_the_head_opens_the_review_of_the_term_that_is_over() {
        clock.moveTo(at("2026-12-28T10:00"));

        assertThat(reviews.openByHand("head").term()).isEqualTo(ReviewSchool.AUTUMN);
    }

    @Test
    void a_cancelled_review_is_not_opened_again_by_the_clock() {
        Review review = openedByClock();

        reviews.cancel(review.id(), "chair", "The head is away.");

        verify(process).cancelled(review.id());
        assertThat(reviews.openDue()).isEmpty();
        assertThat(stages().of(review.id())).containsExactly("request cancelled P8");
    }

    @Test
    void on_two_nodes_at_the_same_moment_one_review_is_opened() throws Exception {
        List<Optional<Review>> opened = atTheSameMoment(reviews::openDue, reviews::openDue);

        assertThat(opened.stream().flatMap(Optional::stream)).hasSize(1);
        verify(process, times(1)).opened(any());
    }

    private static <T> List<T> atTheSameMoment(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> results = new ArrayList<>();
            for (Callable<T> each : List.of(one, other)) {
                results.add(both.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            return List.of(results.get(0).get(), results.get(1).get());
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void the_policy_is_overdue_two_years_after_it_came_into_force_and_the_review_of_that_term_carries_it() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2020-09-01")));

        assertThat(versions.standing().reviewDue()).contains(day("2022-09-01"));
        assertThat(versions.standing().isOverdue()).isTrue();
        assertThat(versions.standing(at("2022-09-01T12:00")).isOverdue()).isFalse();
        assertThat(openedByClock().isPolicyDue()).isTrue();
    }

    @Test
    void a_policy_that_comes_due_in_the_holidays_is_carried_by_the_term_before() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2024-12-28")));
        assertThat(openedByClock().isPolicyDue()).isTrue();
    }

    @Test
    void a_policy_that_comes_due_in_the_next_term_is_not_carried_yet() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2025-01-04")));
        assertThat(openedByClock().isPolicyDue()).isFalse();
    }

    @Test
    void a_minor_change_in_between_does_not_put_off_the_review_that_the_policy_is_due() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2025-06-01")));

        reviews.chairDecide(withChair("minor-change", false).id(), "chair", "approve", null);

        assertThat(versions.standing().inForce().orElseThrow().number()).isEqualTo(2);
        assertThat(versions.standing().reviewDue()).contains(day("2027-06-01"));
    }

    @Test
    void a_review_of_the_policy_that_leaves_it_as_it_is_renews_it_for_two_years() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2020-09-01")));

        reviews.chairDecide(withChair("no-change", false).id(), "chair", "approve", null);

        assertThat(versions.standing().reviewDue()).contains(day("2028-12-01"));
        assertThat(versions.standing().isOverdue()).isFalse();
    }

    @Test
    void what_is_in_force_from_a_later_day_is_coming_until_then() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2025-06-01")));
        UUID id = openedByClock().id();
        reviews.prepare(id, "editor", SUMMARY, "major-change");
        reviews.headReview(id, "head", "major-change", null);
        PolicyDocument upload = versions.upload("head", id, "new.md", bytes("# New policy"));
        reviews.draft(id, "head", upload.id().toString(), CHANGES, true, "2027-01-05");
        reviews.governorsAsked(id).forEach(governor -> reviews.view(id, governor, "agree", null));
        reviews.closeViews(id);
        reviews.chairDecide(id, "chair", "approve", null);

        assertThat(versions.standing().inForce().orElseThrow().number()).isEqualTo(1);
        assertThat(versions.standing().coming().orElseThrow().number()).isEqualTo(2);
        clock.moveTo(at("2027-01-05T00:00"));
        assertThat(versions.standing().inForce().orElseThrow().number()).isEqualTo(2);
        assertThat(versions.standing().reviewDue()).contains(day("2029-01-05"));
    }

    @Test
    void what_should_have_been_in_force_before_it_was_signed_off_is_in_force_from_that_day() {
        UUID id = withGovernors().id();
        clock.moveTo(at("2027-01-20T10:00"));
        reviews.closeViews(id);

        reviews.chairDecide(id, "chair", "approve", "Views came too late.");

        assertThat(versions.all().get(0).inForceFrom()).isEqualTo(day("2027-01-20"));
    }

    @Test
    void all_faults_of_a_draft_are_told_at_once_and_the_version_in_force_is_no_new_one() {
        versions.enterInHand("head", "policy.md", bytes("# Policy"), Optional.of(day("2025-06-01")));
        UUID id = openedByClock().id();
        reviews.prepare(id, "editor", SUMMARY, "minor-change");
        reviews.headReview(id, "head", "minor-change", null);

        assertThatThrownBy(() -> reviews.draft(id, "head", "none", "", true, "31/02/2027"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.sentences()).hasSize(3));

        PolicyDocument same = versions.upload("head", id, "other-name.md", bytes("# Policy"));
        assertThatThrownBy(() -> reviews.draft(id, "head", same.id().toString(), CHANGES, true, "2026-12-02"))
                .hasMessage("File: this is the very version that is in force; please upload the new one.");
        assertThatThrownBy(() -> versions.upload("editor", id, "policy.md", bytes("# Mine")))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void the_version_in_hand_is_entered_once_and_only_by_the_head() {
        assertThatThrownBy(() -> versions.enterInHand("office", "p.md", bytes("# P"), Optional.of(day("2020-09-01"))))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> versions.enterInHand("head", "p.md", bytes("# P"), Optional.of(day("2027-09-01"))))
                .hasMessageContaining("In force from");
        versions.enterInHand("head", "p.md", bytes("# P"), Optional.of(day("2020-09-01")));
        assertThatThrownBy(() -> versions.enterInHand("head", "p.md", bytes("# P2"), Optional.of(day("2021-09-01"))))
                .hasMessageContaining("There is a version of the policy already");
    }

    @Test
    void drafts_that_were_handed_in_to_nobody_go_after_a_day() {
        Review review = withGovernors();
        UUID handedIn = review.round().flatMap(Round::draft).orElseThrow().document();
        clock.moveTo(OPENED.plusSeconds(60));
        reviews.closeViews(everybodyAgreed(review.id()));
        reviews.chairDecide(review.id(), "chair", "return", "Unclear.");
        UUID unused = versions.upload("head", review.id(), "policy.md", bytes("# Never handed in"))
                .id();

        versions.deleteUnused();
        assertThat(versions.document(unused)).isPresent();
        clock.moveTo(OPENED.plusSeconds(2 * 24 * 3600));
        versions.deleteUnused();

        assertThat(versions.document(unused)).isEmpty();
        assertThat(versions.document(handedIn)).isPresent();
    }

    private UUID everybodyAgreed(UUID id) {
        reviews.governorsAsked(id).forEach(governor -> reviews.view(id, governor, "agree", null));
        return id;
    }

    private static List<Person> with(Person person) {
        List<Person> everybody = new ArrayList<>(EVERYBODY);
        everybody.removeIf(one -> one.id().equals(person.id()));
        everybody.add(person);
        return everybody;
    }
}
