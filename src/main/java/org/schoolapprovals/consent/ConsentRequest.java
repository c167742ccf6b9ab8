package org.schoolapprovals.consent;

import java.time.LocalDate;

/**
 * What a family is asked, for the printed form and for Weduc; the software itself sends nothing to parents (P4).
 *
 * @param until last day of a consent that is given today
 * @param weducText ready to be pasted into Weduc
 */
public record ConsentRequest(Pupil pupil, LocalDate until, String weducText) {}
