package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.List;
import org.schoolapprovals.report.ReportNotes;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** Tells at the head of every report that the policy should have been reviewed (R1). */
@Component
class PolicyNotes implements ReportNotes {

    private final PolicyVersions versions;

    PolicyNotes(PolicyVersions versions) {
        this.versions = versions;
    }

    @Override
    public List<String> asAt(Instant moment) {
        PolicyStanding standing = versions.standing(moment);
        return standing.isOverdue()
                ? List.of("The review of the policy itself is overdue: it was due by "
                        + SchoolTime.format(standing.reviewDue().orElseThrow()) + " (R1).")
                : List.of();
    }
}
