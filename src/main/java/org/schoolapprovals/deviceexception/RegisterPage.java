package org.schoolapprovals.deviceexception;

import java.util.List;

/**
 * A page of the register.
 *
 * @param lines the exceptions on this page
 * @param total how many there are on all pages
 * @param page counted from 0
 * @param size lines on a full page
 */
public record RegisterPage(List<ExceptionSummary> lines, long total, int page, int size) {

    /** How many pages there are, at least one. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
