package org.schoolapprovals.consent.web;

import java.time.LocalDate;
import org.schoolapprovals.consent.Cell;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * Where a child stands for one use, to be told by its sign and its words, with or without colour.
 *
 * @param until last day of a yes, such as {@code until Tue 31 Aug 2027}; empty for every other answer
 * @param ending whether that day is in this term
 */
record Mark(String sign, String words, String style, String until, boolean ending) {

    static Mark of(Cell cell, LocalDate endOfTerm) {
        boolean ending = cell.until().filter(until -> !until.isAfter(endOfTerm)).isPresent();
        String until =
                cell.until().map(day -> "until " + SchoolTime.format(day)).orElse("");
        return switch (cell.answer()) {
            case YES -> new Mark("✓", cell.answer().words(), ending ? "mark-warn" : "mark-ok", until, ending);
            case NONE -> new Mark("?", cell.answer().words(), "mark-quiet", until, ending);
            case NO -> new Mark("✗", cell.answer().words(), "mark-bad", until, ending);
            case BARRED -> new Mark("⊘", cell.answer().words(), "mark-bad", until, ending);
        };
    }
}
