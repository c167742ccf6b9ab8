package org.schoolapprovals.comment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.comment.CommentLine;
import org.schoolapprovals.comment.Shown;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * A comment in a list, in words.
 *
 * @param seen what its tick stands for: its id and the round that is shown
 * @param from who wrote it and where it stands or shall stand
 * @param inPublic how long everybody could see it before it was agreed; empty for never
 */
record CommentRow(
        String seen,
        String link,
        String reference,
        String author,
        String from,
        String received,
        String age,
        Words.Excerpt text,
        boolean evidence,
        List<String> reasons,
        boolean urgent,
        boolean overdue,
        boolean harmless,
        boolean mayReview,
        String due,
        boolean publicNow,
        String inPublic,
        String standing,
        String style) {

    static CommentRow of(CommentLine line, Instant now) {
        boolean evidence = isEvidence(line.state());
        return new CommentRow(
                line.id() + ":" + line.round(),
                "/comments/" + line.id(),
                line.reference(),
                Shown.text(line.authorName()),
                from(line),
                SchoolTime.format(line.receivedAt()),
                Words.of(Duration.between(line.receivedAt(), now)) + " ago",
                Words.Excerpt.of(evidence ? "" : line.text()),
                evidence,
                line.reasons().stream().map(Shown::text).toList(),
                line.urgent(),
                line.due().filter(due -> due.isPast(now)).isPresent(),
                line.harmless(),
                line.mayReview(),
                Standing.due(line.due()),
                line.inPublic(),
                line.inPublicUnagreed().isZero() ? "" : Words.of(line.inPublicUnagreed()),
                line.state().words(),
                Standing.style(line.state()));
    }

    /** Once it is removed, its text is read with the evidence only, so that it is known who did. */
    static boolean isEvidence(State state) {
        return state == State.REPORTED || state == State.ANSWERED;
    }

    private static String from(CommentLine line) {
        String where = line.channel().words();
        if (line.ourOwn()) {
            return "the school’s own, for %s, asked by %s".formatted(where, line.requesterName());
        }
        return switch (line.road()) {
            case PAGE -> "on " + where;
            case MAILBOX -> "for %s, by mail to the staff account".formatted(where);
            case BY_HAND -> "on %s, entered by %s".formatted(where, line.requesterName());
        };
    }
}
