package org.schoolapprovals.consent;

import java.time.LocalDate;

/**
 * Who answered, when and how.
 *
 * @param until last day of what was agreed to
 */
record Signed(String carer, LocalDate on, How how, LocalDate until) {}
