package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.policyreview.ReviewSchool.CALENDAR;
import static org.schoolapprovals.policyreview.ReviewSchool.CHAIR;
import static org.schoolapprovals.policyreview.ReviewSchool.DEPUTY;
import static org.schoolapprovals.policyreview.ReviewSchool.EDITOR;
import static org.schoolapprovals.policyreview.ReviewSchool.EVERYBODY;
import static org.schoolapprovals.policyreview.ReviewSchool.GOVERNOR;
import static org.schoolapprovals.policyreview.ReviewSchool.HEAD;
import static org.schoolapprovals.policyreview.ReviewSchool.LATER;
import static org.schoolapprovals.policyreview.ReviewSchool.LONG_AFTER;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;
import static org.schoolapprovals.policyreview.ReviewSchool.SECOND_GOVERNOR;
import static org.schoolapprovals.policyreview.ReviewSchool.at;
import static org.schoolapprovals.policyreview.ReviewSchool.draft;
import static org.schoolapprovals.policyreview.ReviewSchool.drafted;
import static org.schoolapprovals.policyreview.ReviewSchool.headReview;
import static org.schoolapprovals.policyreview.ReviewSchool.opened;
import static org.schoolapprovals.policyreview.ReviewSchool.person;
import static org.schoolapprovals.policyreview.ReviewSchool.prepare;
import static org.schoolapprovals.policyreview.ReviewSchool.withChair;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;

/** Who may do what to a review, tried with everybody. */
class WhoMayTest {

    private static final Person HEAD_WHO_EDITS = person("head", Role.STAFF, Role.HEAD_TEACHER, Role.SOCIAL_MEDIA);

    @Test
    void only_those_responsible_for_the_account_prepare_it_and_the_head_once_it_is_overdue() {
        assertOnly(List.of(EDITOR), ReviewSchool::opened, WhoMayTest::prepares);
        assertOnly(
                List.of(EDITOR, HEAD),
                () -> {
                    Review review = opened();
                    review.overdue(Duty.PREPARE, LONG_AFTER);
                    return review;
                },
                WhoMayTest::prepares);
    }

    private static void prepares(Review review, Person person) {
        prepare(review, person, Change.NO_CHANGE);
    }

    @Test
    void only_the_head_decides_and_the_deputy_once_it_is_overdue() {
        assertOnly(List.of(HEAD), () -> preparedBy(EDITOR), WhoMayTest::decides);
        assertOnly(
                List.of(HEAD, DEPUTY),
                () -> {
                    Review review = preparedBy(EDITOR);
                    review.overdue(Duty.HEAD_REVIEW, LONG_AFTER);
                    return review;
                },
                WhoMayTest::decides);
    }

    @Test
    void what_the_head_prepared_the_deputy_or_the_chair_decides() {
        assertOnly(List.of(DEPUTY, CHAIR), () -> preparedBy(HEAD_WHO_EDITS), WhoMayTest::decides);
        assertThat(ruled(preparedBy(HEAD_WHO_EDITS), DEPUTY).onBehalfOf()).contains(Role.HEAD_TEACHER);
    }

    private static HeadRuling ruled(Review review, Person by) {
        decides(review, by);
        return review.headRuling().orElseThrow();
    }

    @Test
    void whoever_prepared_it_does_not_decide_it_even_under_another_spelling_of_their_user_name() {
        Review review = preparedBy(person("both", Role.SOCIAL_MEDIA));

        assertThatThrownBy(() -> decides(review, person("BOTH", Role.HEAD_TEACHER)))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
    }

    @Test
    void what_the_deputy_prepared_the_chair_decides_where_the_head_does_not_in_time() {
        Review review = preparedBy(person("deputy", Role.STAFF, Role.DEPUTY_HEAD, Role.SOCIAL_MEDIA));

        assertThat(review.overdue(Duty.HEAD_REVIEW, LONG_AFTER)).contains(Role.CHAIR_OF_GOVERNORS);
        assertThat(review.whoMay(Duty.HEAD_REVIEW)).containsExactly(Role.HEAD_TEACHER, Role.CHAIR_OF_GOVERNORS);
    }

    private static Review preparedBy(Person person) {
        Review review = opened();
        prepares(review, person);
        return review;
    }

    private static void decides(Review review, Person person) {
        headReview(review, person, Change.NO_CHANGE);
    }

    @Test
    void only_the_head_hands_in_a_draft_and_the_deputy_once_it_is_overdue() {
        assertOnly(List.of(HEAD), WhoMayTest::toBeWritten, (review, person) -> draft(review, person, true));
        assertOnly(
                List.of(HEAD, DEPUTY),
                () -> {
                    Review review = toBeWritten();
                    review.overdue(Duty.DRAFT, LONG_AFTER);
                    return review;
                },
                (review, person) -> draft(review, person, true));
    }

    private static Review toBeWritten() {
        Review review = preparedBy(EDITOR);
        headReview(review, HEAD, Change.MAJOR_CHANGE);
        return review;
    }

    @Test
    void only_governors_who_were_asked_give_a_view() {
        assertOnly(
                List.of(CHAIR, GOVERNOR, SECOND_GOVERNOR),
                () -> drafted(true),
                (review, person) -> review.view(person, View.AGREE, null, LATER));
        assertThatThrownBy(() -> drafted(true).view(person("new", Role.GOVERNORS), View.AGREE, null, LATER))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void only_the_chair_signs_off_and_never_what_they_wrote_or_prepared() {
        assertOnly(
                List.of(CHAIR),
                () -> withChair(drafted(true)),
                (review, person) -> review.signOff(person, Verdict.APPROVE, null, LATER, CALENDAR));
        assertThatThrownBy(() -> withChair(drafted(true))
                        .signOff(person("HEAD", Role.CHAIR_OF_GOVERNORS), Verdict.APPROVE, null, LATER, CALENDAR))
                .hasMessage("Nobody decides their own request: somebody else has to.");
        assertThatThrownBy(() -> withChair(drafted(true))
                        .signOff(person("editor", Role.CHAIR_OF_GOVERNORS), Verdict.RETURN, "No.", LATER, CALENDAR))
                .hasMessage("Nobody decides their own request: somebody else has to.");
    }

    @Test
    void only_the_head_follows_up_who_is_missing_and_the_deputy_once_it_is_overdue() {
        assertOnly(
                List.of(HEAD),
                WhoMayTest::someMissing,
                (review, person) -> review.followUp(person, "Spoke to them.", LONG_AFTER));
        assertOnly(
                List.of(HEAD, DEPUTY),
                () -> {
                    Review review = someMissing();
                    review.overdue(Duty.FOLLOW_UP, at("2027-06-01T08:00"));
                    return review;
                },
                (review, person) -> review.followUp(person, "Spoke to them.", LONG_AFTER));
    }

    private static Review someMissing() {
        Review review = withChair(drafted(true));
        review.signOff(CHAIR, Verdict.APPROVE, null, LATER, CALENDAR);
        review.published(new UUID(3, 1), Optional.of(OPENED.plusSeconds(3600)), LATER);
        review.closePeriod(1, LONG_AFTER, CALENDAR);
        return review;
    }

    @Test
    void only_the_head_and_the_chair_cancel_it() {
        assertOnly(
                List.of(HEAD, CHAIR),
                ReviewSchool::opened,
                (review, person) -> review.cancel(person, "A mistake.", LATER));
    }

    @Test
    void head_deputy_governors_and_those_responsible_for_the_account_read_it() {
        assertThat(EVERYBODY)
                .filteredOn(opened()::isVisibleTo)
                .containsExactlyInAnyOrder(EDITOR, HEAD, DEPUTY, CHAIR, GOVERNOR, SECOND_GOVERNOR);
    }

    private static void assertOnly(List<Person> these, Supplier<Review> reviews, BiConsumer<Review, Person> step) {
        for (Person person : EVERYBODY) {
            Review review = reviews.get();
            Review.Content before = review.content();
            if (these.contains(person)) {
                assertThatCode(() -> step.accept(review, person))
                        .as(person.id())
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> step.accept(review, person))
                        .as(person.id())
                        .isInstanceOf(NotAllowedException.class);
                assertThat(review.content()).isEqualTo(before);
            }
        }
    }
}
