package org.schoolapprovals.policyreview.web;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.PolicyStanding;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.HomeNotes;
import org.springframework.stereotype.Component;

/** Tells head, deputy and governors on their home page that the policy should have been reviewed (R1), or that there is none yet. */
@Component
class Overdue implements HomeNotes {

    private final PolicyVersions versions;

    Overdue(PolicyVersions versions) {
        this.versions = versions;
    }

    @Override
    public List<HomeNote> of(Person person) {
        if (!person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS)) {
            return List.of();
        }
        PolicyStanding standing = versions.standing();
        if (standing.reviewDue().isEmpty() && person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            return List.of(new HomeNote(
                    "The school’s social networking policy is not entered yet.", "Enter the policy", "/policy"));
        }
        return sentence(standing).map(sentence -> new HomeNote(sentence, "Open the policy", "/policy")).stream()
                .toList();
    }

    /** That it is overdue, where it is. */
    static Optional<String> sentence(PolicyStanding standing) {
        return standing.isOverdue()
                ? standing.reviewDue()
                        .map(due -> "The review of the policy itself is overdue: it was due by "
                                + SchoolTime.format(due) + " (R1).")
                : Optional.empty();
    }
}
