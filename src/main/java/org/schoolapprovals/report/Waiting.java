package org.schoolapprovals.report;

import java.time.LocalDate;

/** How many stages of a kind that began on the same day were open at a moment. */
record Waiting(String process, String kind, LocalDate since, int count) {}
