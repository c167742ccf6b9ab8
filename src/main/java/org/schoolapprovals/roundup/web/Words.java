package org.schoolapprovals.roundup.web;

import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.State;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** Where a round-up stands, in words and as the styles of badges in {@code school.css}. */
final class Words {

    private Words() {}

    static String standing(RoundUp roundUp) {
        if (roundUp.isOpen()) {
            return roundUp.headToldAt().isPresent() ? "Overdue" : "To be posted";
        }
        return roundUp.state() == State.POSTED ? roundUp.isLate() ? "Posted late" : "Posted" : "Missed";
    }

    static String style(RoundUp roundUp) {
        return switch (roundUp.state()) {
            case OPEN -> roundUp.headToldAt().isPresent() ? "badge-bad" : "badge-warn";
            case POSTED -> "badge-ok";
            case MISSED -> "badge-bad";
        };
    }

    /**
     * When it ended and how, or by when it is due.
     *
     * @param by name of whoever said so; empty where nobody did
     */
    static String when(RoundUp roundUp, String by) {
        if (roundUp.isOpen()) {
            return "Due " + SchoolTime.format(roundUp.day().due());
        }
        String at = SchoolTime.format(roundUp.ending().orElseThrow().at());
        if (roundUp.isUnanswered()) {
            return "Nobody said whether it was posted, or why not; it counts as missed since " + at;
        }
        return (roundUp.state() == State.POSTED ? "Posted" : "Said to be missed") + (by.isEmpty() ? "" : " by " + by)
                + ", " + at;
    }
}
