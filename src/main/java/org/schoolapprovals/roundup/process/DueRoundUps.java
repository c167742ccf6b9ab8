package org.schoolapprovals.roundup.process;

import org.schoolapprovals.roundup.RoundUps;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When the software looks whether a round-up is due; the first time soon after it was started, so that none is lost to downtime. */
@Component
class DueRoundUps {

    private final RoundUps roundUps;

    DueRoundUps(RoundUps roundUps) {
        this.roundUps = roundUps;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT10S")
    void round() {
        roundUps.openDue();
    }
}
