package org.schoolapprovals.policyreview;

/** What people have to do for a review. */
public enum Duty {
    /** Sum the term up and propose what should become of the policy, P8. */
    PREPARE,
    /** Decide whether the policy stays or changes. */
    HEAD_REVIEW,
    /** Hand in the new version. */
    DRAFT,
    /** Give a view, as a governor. */
    GIVE_VIEW,
    /** Sign off or return, as the chair. */
    DECIDE,
    /** See to it that whoever is missing reads the new version. */
    FOLLOW_UP
}
