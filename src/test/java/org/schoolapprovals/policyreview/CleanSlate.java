package org.schoolapprovals.policyreview;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A school that has never had a policy or a review: one term has one review, so tests cannot just leave theirs. */
public final class CleanSlate {

    private static final List<String> TABLES = List.of(
            "policy_acknowledgement",
            "policy_version",
            "policy_review_governor",
            "policy_review_round",
            "policy_document_content",
            "policy_document",
            "policy_review_report",
            "policy_review_event",
            "policy_review",
            "policy_review_day");

    private CleanSlate() {}

    /** Past the triggers that keep what is there. */
    public static void make(JdbcClient jdbc, TransactionTemplate transactions) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            for (String table : TABLES) {
                jdbc.sql("delete from approvals." + table).update();
            }
            jdbc.sql("delete from approvals.stage where process in ('policy-review', 'policy-acknowledgement')")
                    .update();
            jdbc.sql("delete from approvals.decision where process = 'policy-review'")
                    .update();
        });
    }
}
