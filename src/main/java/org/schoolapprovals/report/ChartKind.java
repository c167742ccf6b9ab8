package org.schoolapprovals.report;

/** How the figures of a table are drawn. */
public enum ChartKind {
    /** A pair of bars for each row: this period and the one before. */
    BARS,
    /** A line for each row over the columns. */
    LINES
}
