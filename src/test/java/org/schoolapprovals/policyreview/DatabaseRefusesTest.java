package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.policyreview.ReviewSchool.SUMMARY;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the tables of reviews refuse, whatever a slip in the code above asks of them. */
class DatabaseRefusesTest extends PolicyTest {

    private void refuses(String sql, String because) {
        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        status -> jdbc.sql(sql).update()))
                .hasStackTraceContaining(because);
    }

    @Test
    void a_second_review_while_one_is_open_or_of_a_term_that_has_had_one() {
        openedByClock();
        String copy = """
                insert into approvals.policy_review (id, reference, version, term_name, term_first_day, term_last_day, policy_due,
                    opened_at, state, step_asked_at, step_due_at, step_due_known, step_reminder_at, step_reminded, step_overdue)
                select gen_random_uuid(), 'REV-2026-9999', 0, term_name, %s, %s, policy_due, opened_at, state, step_asked_at,
                    step_due_at, step_due_known, step_reminder_at, step_reminded, step_overdue from approvals.policy_review
                """;

        refuses(copy.formatted("date '2027-01-04'", "date '2027-03-25'"), "policy_review_one_open");
        jdbc.sql("update approvals.policy_review set state = 'HEAD_REVIEW', summary = :summary, proposal = 'no-change',"
                        + " prepared_by = 'editor', prepared_role = 'social-media', prepared_by_head = false,"
                        + " prepared_by_deputy = false, prepared_at = opened_at")
                .param("summary", SUMMARY)
                .update();
        refuses(
                copy.replace("opened_at, state,", "opened_at, 'PREPARING',")
                        .formatted("date '2026-12-01'", "date '2027-01-10'"),
                "one_");
    }

    @Test
    void a_review_of_a_term_that_has_had_one() {
        Review review = withChair("no-change", false);
        reviews.chairDecide(review.id(), "chair", "approve", null);

        refuses("""
                insert into approvals.policy_review (id, reference, version, term_name, term_first_day, term_last_day, policy_due,
                    opened_at, state, step_asked_at, step_due_at, step_due_known, step_reminder_at, step_reminded, step_overdue)
                values (gen_random_uuid(), 'REV-2026-9999', 0, 'Moved', date '2026-12-01', date '2026-12-24', false,
                    now(), 'PREPARING', now(), now(), true, now(), false, false)
                """, "one_review_a_term");
    }

    @Test
    void a_review_that_begins_in_the_middle_or_skips_a_step_or_comes_back_from_its_end() {
        Review review = openedByClock();
        refuses("update approvals.policy_review set state = 'WITH_CHAIR'", "does not come from");
        refuses("update approvals.policy_review set term_name = 'Another'", "stays as it is");

        reviews.cancel(review.id(), "head", "A mistake.");
        refuses("update approvals.policy_review set state = 'PREPARING', ended_at = null", "is at its end");
        refuses("""
                insert into approvals.policy_review (id, reference, version, term_name, term_first_day, term_last_day, policy_due,
                    opened_at, state, ended_at)
                values (gen_random_uuid(), 'REV-2027-9999', 0, 'Spring', date '2027-01-04', date '2027-03-25', false,
                    now(), 'CANCELLED', now())
                """, "has to be prepared first");
    }

    @Test
    void a_head_who_decides_what_they_prepared() {
        UUID id = openedByClock().id();
        reviews.prepare(id, "editor", SUMMARY, "no-change");

        refuses("""
                update approvals.policy_review set state = 'DRAFTING', head_outcome = 'minor-change', head_note = '',
                    head_by = 'EDITOR', head_role = 'head-teacher', head_at = now()
                """, "nobody_decides_what_they_prepared");
        refuses("update approvals.policy_review set state = 'DRAFTING'", "state_rests_on_its_head_ruling");
    }

    @Test
    void a_chair_who_decides_before_the_views_are_closed_or_on_their_own_work() {
        withGovernors();
        refuses("""
                update approvals.policy_review_round set chair_verdict = 'approve', chair_note = '', chair_by = 'chair',
                    chair_at = now()
                """, "chair_only_after_the_views_are_closed");
        refuses("""
                update approvals.policy_review_round set closed_at = asked_at, chair_verdict = 'approve', chair_note = '',
                    chair_by = 'Head', chair_at = now()
                """, "chair_did_not_write_it");
        refuses("update approvals.policy_review set state = 'WITH_CHAIR'", "cannot stand at WITH_CHAIR");
    }

    @Test
    void a_review_that_is_signed_off_though_the_chair_did_not() {
        withChair("no-change", false);

        refuses("""
                update approvals.policy_review set state = 'SIGNED_OFF', ended_at = now(), step_asked_at = null, step_due_at = null,
                    step_due_known = null, step_reminder_at = null, step_reminded = null, step_overdue = null
                """, "cannot stand at SIGNED_OFF");
    }

    @Test
    void a_view_that_changes_goes_or_comes_after_the_views_are_closed() {
        Review review = withGovernors();
        reviews.view(review.id(), "governor", "agree", null);

        refuses(
                "update approvals.policy_review_governor set view = 'return', comment = 'Changed.' where governor = 'governor'",
                "A view that was given stays");
        refuses(
                "delete from approvals.policy_review_governor where governor = 'governor'",
                "A view that was given stays");

        clock.moveTo(ReviewSchool.LONG_AFTER);
        reviews.closeViews(review.id());
        refuses("""
                update approvals.policy_review_governor set view = 'agree', comment = '', viewed_at = now()
                where governor = 'second-governor'
                """, "The views are closed");
    }

    @Test
    void a_report_a_draft_or_a_round_that_becomes_another_one() {
        withGovernors();

        refuses("update approvals.policy_review_report set fingerprint = 'another'", "stays as it is");
        refuses("update approvals.policy_document set text = 'another'", "stays as it is");
        refuses("update approvals.policy_document_content set bytes = 'another'", "stays as it is");
        refuses("delete from approvals.policy_document_content", "stays as it is");
        refuses("update approvals.policy_review_round set draft_change_summary = 'Something else.'", "stays as it is");
        refuses("update approvals.policy_review_round set report = 1", "stays as it is");
        refuses("""
                insert into approvals.policy_review_report select review_id, 9, first_day, last_day, as_at, fingerprint, sha256, size,
                    'another' from approvals.policy_review_report limit 1
                """, "report_is_that_file");
    }

    @Test
    void a_version_that_the_chair_did_not_approve() {
        withChair();

        refuses("""
                insert into approvals.policy_version (id, number, reference, review_id, document_id, change_summary, substantive,
                    drafted_by, approved_by, published_at, in_force_from, review_due)
                select gen_random_uuid(), 1, 'POL-2026-9999', review_id, draft_document, draft_change_summary, draft_substantive,
                    draft_by, 'chair', timestamptz '2026-12-01 12:00+00', date '2026-12-01', date '2028-12-01'
                from approvals.policy_review_round
                """, "has not approved version");
    }

    @Test
    void a_version_that_changes_goes_or_is_in_force_before_it_was_published() {
        published();

        refuses("update approvals.policy_version set change_summary = 'Something else.'", "stays as it was published");
        refuses("delete from approvals.policy_version", "stays as it was published");
        refuses("truncate approvals.policy_version cascade", "stays as it was published");
        refuses("""
                insert into approvals.policy_version (id, number, reference, review_id, document_id, change_summary, substantive,
                    drafted_by, approved_by, published_at, in_force_from, review_due)
                select gen_random_uuid(), 2, 'POL-2026-9999', gen_random_uuid(), gen_random_uuid(), change_summary, substantive,
                    drafted_by, approved_by, published_at, in_force_from - 1, review_due
                from approvals.policy_version
                """, "in_force_once_it_is_published");
        refuses("""
                insert into approvals.policy_version (id, number, reference, document_id, change_summary, substantive, drafted_by,
                    published_at, in_force_from, review_due)
                select gen_random_uuid(), 2, 'POL-2026-9999', gen_random_uuid(), change_summary, false, drafted_by, published_at,
                    in_force_from, review_due
                from approvals.policy_version
                """, "only_the_first_is_in_hand");
    }

    @Test
    void a_confirmation_that_is_asked_twice_changes_or_goes() {
        UUID version = published().published().orElseThrow();
        acknowledgements.acknowledge(version, "teacher");

        refuses("""
                insert into approvals.policy_acknowledgement select gen_random_uuid(), version_id, person, 'ASKED', asked_at, ends_at,
                    0, null from approvals.policy_acknowledgement where person = 'teacher'
                """, "asked_once_for_a_version");
        refuses(
                "update approvals.policy_acknowledgement set confirmed_at = now() where person = 'teacher'",
                "does not come from CONFIRMED");
        refuses(
                "update approvals.policy_acknowledgement set person = 'somebody' where person = 'office'",
                "Who confirms what stays");
        refuses(
                "update approvals.policy_acknowledgement set ends_at = now() + interval '9 years' where person = 'office'",
                "The time to confirm stays");
        refuses(
                "update approvals.policy_acknowledgement set state = 'CONFIRMED', confirmed_at = ends_at where person = 'office'",
                "late_after_the_end");
        refuses("delete from approvals.policy_acknowledgement", "stays on record");
    }

    @Test
    void a_confirmation_of_a_version_that_nobody_has_to_confirm() {
        reviews.chairDecide(withChair("minor-change", false).id(), "chair", "approve", null);

        refuses("""
                insert into approvals.policy_acknowledgement select gen_random_uuid(), id, 'teacher', 'ASKED', published_at,
                    published_at + interval '1 day', 0, null from approvals.policy_version
                """, "do not have to confirm");
    }
}
