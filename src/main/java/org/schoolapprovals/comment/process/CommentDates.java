package org.schoolapprovals.comment.process;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.Duty;
import org.schoolapprovals.comment.Effort;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Component;

/** The dates that the models' timers wait for, from our own tables. Public because expressions of the models call it. */
@Component
public class CommentDates {

    private final Comments comments;

    CommentDates(Comments comments) {
        this.comments = comments;
    }

    public Date reviewReminder(String businessKey) {
        return reminder(businessKey, Duty.REVIEW);
    }

    public Date reviewDue(String businessKey) {
        return due(businessKey, Duty.REVIEW);
    }

    public Date byHandReminder(String businessKey) {
        return reminder(businessKey, Duty.BY_HAND);
    }

    public Date byHandDue(String businessKey) {
        return due(businessKey, Duty.BY_HAND);
    }

    public Date responseReminder(String businessKey) {
        return reminder(businessKey, Duty.RESPONSE);
    }

    public Date responseDue(String businessKey) {
        return due(businessKey, Duty.RESPONSE);
    }

    public Date nextAttempt(String businessKey) {
        return date(
                businessKey,
                comment -> comment.effort().flatMap(Effort::nextAttempt).orElseThrow());
    }

    private Date reminder(String businessKey, Duty duty) {
        return date(businessKey, comment -> obligation(comment, duty).reminder());
    }

    private Date due(String businessKey, Duty duty) {
        return date(businessKey, comment -> obligation(comment, duty).due().alarm());
    }

    private static Obligation obligation(Comment comment, Duty duty) {
        return comment.obligation(duty).orElseThrow();
    }

    private Date date(String businessKey, Function<Comment, Instant> moment) {
        return Date.from(moment.apply(comments.find(UUID.fromString(businessKey))));
    }
}
