package org.schoolapprovals.consent;

/**
 * A child's particulars as they were typed; null counts as empty.
 *
 * @param leavingYear such as {@code 2030}
 * @param number that of the school's management system; empty for none
 * @param nicknames separated by commas; empty for none
 */
public record PupilForm(
        String firstName, String lastName, String className, String leavingYear, String number, String nicknames) {}
