package org.schoolapprovals.policyreview;

import static org.mockito.Mockito.reset;
import static org.schoolapprovals.policyreview.ReviewSchool.CHANGES;
import static org.schoolapprovals.policyreview.ReviewSchool.EVERYBODY;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;
import static org.schoolapprovals.policyreview.ReviewSchool.SUMMARY;
import static org.schoolapprovals.policyreview.ReviewSchool.bytes;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.schoolapprovals.decision.Stages;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests of the use cases on a school of their own: before each of them there is no review and no version. */
@SpringJUnitConfig(PolicyApplication.class)
abstract class PolicyTest {

    @Autowired
    Reviews reviews;

    @Autowired
    PolicyVersions versions;

    @Autowired
    Acknowledgements acknowledgements;

    @Autowired
    ReviewDays days;

    @Autowired
    PolicyReviewProcess process;

    @Autowired
    Notices notices;

    @Autowired
    SchoolCalendars calendars;

    @Autowired
    PolicyApplication.MovablePeople people;

    @Autowired
    PolicyApplication.MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void aNewSchool() {
        CleanSlate.make(jdbc, transactions);
        reset(process, notices);
        people.are(EVERYBODY);
        clock.moveTo(OPENED);
        PolicyApplication.knowsItsTerms(calendars);
    }

    Stages stages() {
        return new Stages(jdbc);
    }

    Review openedByClock() {
        return reviews.openDue().orElseThrow();
    }

    Review withGovernors() {
        return withGovernors("minor-change", true);
    }

    Review withGovernors(String outcome, boolean substantive) {
        UUID id = openedByClock().id();
        reviews.prepare(id, "editor", SUMMARY, outcome);
        Review review = reviews.headReview(id, "head", outcome, "As it is.");
        return review.needsVersion() ? handedIn(id, substantive) : review;
    }

    Review handedIn(UUID id, boolean substantive) {
        PolicyDocument upload = versions.upload("head", id, "policy.md", bytes("# Policy\n\nAs of " + clock.instant()));
        String today = clock.instant().toString().substring(0, 10);
        return reviews.draft(id, "head", upload.id().toString(), CHANGES, substantive, today);
    }

    Review withChair() {
        return withChair("minor-change", true);
    }

    Review withChair(String outcome, boolean substantive) {
        UUID id = withGovernors(outcome, substantive).id();
        reviews.governorsAsked(id).forEach(governor -> reviews.view(id, governor, "agree", null));
        return reviews.closeViews(id);
    }

    /** A new version that staff have to confirm. */
    Review published() {
        return reviews.chairDecide(withChair().id(), "chair", "approve", null);
    }
}
