package org.schoolapprovals.comment.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.schoolapprovals.comment.Triage;
import org.schoolapprovals.comment.TriageFacts;

/** The way between what code found and the decision table {@code comment-triage}: yes or no goes in, reasons come out. */
final class CommentTriage {

    private static final int FLAGGED = 60;

    private CommentTriage() {}

    /** The inputs of the table, all of them. */
    static Map<String, Boolean> inputs(TriageFacts facts, boolean attachment) {
        Map<String, Boolean> inputs = new LinkedHashMap<>();
        inputs.put("safeguarding", facts.safeguarding());
        inputs.put("abusive", facts.abusive());
        inputs.put("aboutHead", facts.aboutHead());
        inputs.put("namesPupil", facts.namesPupil());
        inputs.put("namesStaff", facts.namesStaff());
        inputs.put("contactDetails", facts.contactDetails());
        inputs.put("otherLink", facts.otherLink());
        inputs.put("attachment", attachment);
        inputs.put("authorReportedBefore", facts.authorReportedBefore());
        inputs.put("hiddenMarks", facts.hiddenMarks());
        inputs.put("onlyEmoji", facts.onlyEmoji());
        inputs.put("ourOwn", facts.ourOwn());
        return inputs;
    }

    /** What the rows that hold come to. A table that has nothing to say about a comment leaves it to people to look closely. */
    static Triage of(DmnDecisionResult rows, TriageFacts facts) {
        if (rows.isEmpty()) {
            return new Triage(
                    List.of("The decision table has no row for this comment"), FLAGGED, false, true, facts.aboutHead());
        }
        List<String> reasons = new ArrayList<>();
        int priority = 0;
        boolean urgent = false;
        boolean flagged = false;
        for (DmnDecisionResultEntries row : rows) {
            List<String> found = facts.found().getOrDefault(row.<String>getEntry("fact"), List.of());
            reasons.add(row.<String>getEntry("reason") + (found.isEmpty() ? "" : ": " + String.join(", ", found)));
            priority = Math.max(priority, row.<Number>getEntry("priority").intValue());
            urgent |= row.<Boolean>getEntry("urgent");
            flagged |= row.<Boolean>getEntry("flagged");
        }
        return new Triage(reasons, priority, urgent, flagged, facts.aboutHead());
    }
}
