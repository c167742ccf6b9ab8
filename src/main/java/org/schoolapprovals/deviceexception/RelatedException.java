package org.schoolapprovals.deviceexception;

/**
 * Another exception that a decider should know of.
 *
 * @param samePerson asked for by the same person
 * @param sameTrip for a trip of the same name, case and blanks aside
 * @param conflict the same person's, at the same time, and neither refused nor ended
 */
public record RelatedException(ExceptionSummary exception, boolean samePerson, boolean sameTrip, boolean conflict) {}
