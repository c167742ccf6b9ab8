package org.schoolapprovals.deviceexception;

/**
 * What the requester states when the use is over (P5).
 *
 * @param contactMade whether anybody of the school community was contacted on the personal device
 * @param contactLog who, when and why, 3 to 2,000 characters; needed where contact was made
 * @param numbersDeleted that the numbers of families are off the device; has to be true
 * @param photosTransferred that photographs were handed to the school and deleted; has to be true where photographs were allowed
 */
public record ClosureReport(
        boolean contactMade, String contactLog, boolean numbersDeleted, boolean photosTransferred) {}
