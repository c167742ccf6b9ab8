package org.schoolapprovals.report;

import java.time.Instant;
import java.util.List;

/** Tells at the head of a report what its readers have to know beside the figures, such as that the policy is overdue. */
public interface ReportNotes {

    /** One sentence each, as it stood at this moment: the same for ever. */
    List<String> asAt(Instant moment);
}
