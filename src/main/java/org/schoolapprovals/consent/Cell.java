package org.schoolapprovals.consent;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a child stands for one use, for those who keep the register.
 *
 * @param until last day of a yes; empty for every other answer
 */
public record Cell(Answer answer, Optional<LocalDate> until) {}
