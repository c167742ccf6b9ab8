package org.schoolapprovals.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * A child's particulars from one moment on.
 *
 * @param version grows with every change of any child's particulars
 * @param number that of the school's management system, where the office gave it
 * @param present false once the child has left
 * @param by user name of whoever recorded it
 */
public record Enrolment(long version, Pupil pupil, Optional<String> number, boolean present, String by, Instant at) {}
