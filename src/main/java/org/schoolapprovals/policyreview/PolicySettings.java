package org.schoolapprovals.policyreview;

import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long staff have to read a new version of the policy.
 *
 * @param daysToConfirm in calendar days; see {@link Acknowledgements#endOfPeriod} for what holidays add
 */
@ConfigurationProperties("school.policy")
record PolicySettings(@DefaultValue("14") int daysToConfirm) {

    /** @throws SettingsFault for a time in which nobody could be reminded, or nobody would hurry */
    PolicySettings {
        if (daysToConfirm < 7 || daysToConfirm > 60) {
            throw new SettingsFault("SCHOOL_POLICY_DAYS_TO_CONFIRM takes a number of days from 7 to 60.");
        }
    }
}
