package org.schoolapprovals.policyreview;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When drafts go that were handed in to nobody. */
@Component
class UnusedDrafts {

    private final PolicyVersions versions;

    UnusedDrafts(PolicyVersions versions) {
        this.versions = versions;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void round() {
        versions.deleteUnused();
    }
}
