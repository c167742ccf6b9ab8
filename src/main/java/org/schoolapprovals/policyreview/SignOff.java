package org.schoolapprovals.policyreview;

import java.time.Instant;

/**
 * What the chair of governors decided.
 *
 * @param note why; may be empty where a quorum agreed to be asked
 * @param by user name of the chair; never whoever prepared or wrote it
 */
public record SignOff(Verdict verdict, String note, String by, Instant at) {}
