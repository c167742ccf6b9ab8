package org.schoolapprovals.comment.process;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.schoolapprovals.comment.AuthorHistory;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.Duty;
import org.schoolapprovals.comment.Effect;
import org.schoolapprovals.comment.Effort;
import org.schoolapprovals.comment.Road;
import org.schoolapprovals.comment.Ruling;
import org.schoolapprovals.comment.Shown;
import org.schoolapprovals.comment.Stretch;
import org.schoolapprovals.comment.Triage;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.people.People;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** What the forms of a comment's tasks show, and how its tasks stand in the queues. */
@Component
class CommentForms {

    /** Above every review, whatever was found: it has been decided and only has to be done, or responded to, S6. */
    private static final int AT_ONCE = 100;

    private static final int NORMAL = 50;

    private final Comments comments;
    private final People people;

    CommentForms(Comments comments, People people) {
        this.comments = comments;
        this.people = people;
    }

    void openReview(DelegateTask task, Comment comment, Map<String, ?> fields) {
        Map<String, Object> facts = facts(comment, Duty.REVIEW);
        facts.put("warning", comment.isAboutHead() ? "About the head teacher, who has no part in it." : "");
        facts.put("reasons", comment.triage().map(Triage::reasons).orElse(List.of()));
        facts.put("attachment", comment.isMoreThanWords() ? "a picture or film: look at it where it stands (S3)" : "");
        facts.put("before", before(comments.authorHistory(comment.id())));
        open(task, comment, Duty.REVIEW, facts, fields);
    }

    void openByHand(DelegateTask task, Comment comment, Effect effect, Map<String, ?> fields) {
        Map<String, Object> facts = facts(comment, Duty.BY_HAND);
        facts.put("why", comment.effort().flatMap(Effort::byHand).orElse(""));
        facts.put("steps", ByHandSteps.of(comment, effect));
        boolean posted = ByHandSteps.isPosted(comment, effect);
        facts.put("textTitle", posted ? "Copy this text:" : "What it says:");
        if (posted) {
            facts.put("text", Shown.withoutMarks(comment.text()));
        }
        facts.put("asksForLink", effect == Effect.SHOW);
        open(task, comment, Duty.BY_HAND, facts, fields);
    }

    void openReport(DelegateTask task, Comment comment, Map<String, ?> fields) {
        Map<String, Object> facts = facts(comment, Duty.RESPONSE);
        facts.put("warning", comment.isAboutHead() ? "About the head teacher, who has no part in it." : "");
        facts.put(
                "reportedBy",
                comment.ruling().map(Ruling::by).map(people::nameOf).orElse(""));
        facts.put("reason", comment.ruling().map(Ruling::reason).orElse(""));
        facts.put("before", before(comments.authorHistory(comment.id())));
        open(task, comment, Duty.RESPONSE, facts, fields);
    }

    private void open(DelegateTask task, Comment comment, Duty duty, Map<String, Object> facts, Map<String, ?> fields) {
        task.setPriority(priority(comment, duty));
        task.setDueDate(comment.obligation(duty)
                .flatMap(obligation -> obligation.due().due())
                .map(Date::from)
                .orElse(null));
        TaskForm.open(
                task,
                new TaskForm.Queued(
                        comment.reference() + " on " + comment.channel().words(),
                        Optional.empty(),
                        comment.isRequesterPerson()
                                ? people.nameOf(comment.requester())
                                : comment.road() == Road.PAGE ? "The page" : "The staff account",
                        mark(comment, duty)),
                facts,
                fields);
    }

    /** What every form of a comment shows. */
    private Map<String, Object> facts(Comment comment, Duty duty) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heading", heading(comment));
        facts.put("reference", comment.reference());
        facts.put("dueNote", dueNote(comment, duty));
        facts.put("text", Shown.text(comment.text()));
        facts.put("author", author(comment));
        facts.put("cameIn", cameIn(comment));
        facts.put("inPublic", inPublic(comment));
        facts.put("where", where(comment));
        facts.put("link", comment.origin().postLink().map(Shown::text).orElse(""));
        facts.put(
                "href",
                comment.origin().postLink().flatMap(CommentForms::reachable).orElse(""));
        return facts;
    }

    private static String heading(Comment comment) {
        return comment.origin().ourOwn()
                ? "The school\u2019s own, for " + comment.channel().words()
                : "Comment on " + comment.channel().words();
    }

    private String author(Comment comment) {
        String name = Shown.text(comment.authorName());
        return comment.road() == Road.MAILBOX
                ? comment.origin()
                        .authorId()
                        .map(address -> name + " (" + Shown.text(address) + ", not proven)")
                        .orElse(name)
                : name;
    }

    private String cameIn(Comment comment) {
        String who = comment.isRequesterPerson() ? ", " + people.nameOf(comment.requester()) : "";
        String edited = comment.round() > 1 ? ", edited " + SchoolTime.format(comment.roundBegan()) : "";
        return SchoolTime.format(comment.receivedAt()) + who + edited;
    }

    private static String where(Comment comment) {
        return comment.channel().words()
                + comment.origin()
                        .subject()
                        .map(subject -> ", sent by mail as \u201c" + Shown.text(subject) + "\u201d")
                        .orElse("");
    }

    /** No length of time while it lasts: a form goes on showing what it showed when its task came up. */
    private static String inPublic(Comment comment) {
        List<Stretch> unagreed = comment.stretches().stream()
                .filter(stretch -> !stretch.agreed())
                .toList();
        if (unagreed.isEmpty()) {
            return "never";
        }
        Stretch last = unagreed.get(unagreed.size() - 1);
        return last.until()
                .map(until -> inWords(comment.timeInPublicUnagreed(until)) + ", until " + SchoolTime.format(until))
                .orElseGet(() -> "from " + SchoolTime.format(last.from()) + " until it is hidden");
    }

    private static String before(AuthorHistory author) {
        List<String> parts = new ArrayList<>();
        add(parts, author.published(), "published", author.lastPublished());
        add(parts, author.declined(), "declined", author.lastDeclined());
        add(parts, author.reported(), "removed and reported", author.lastReported());
        return parts.isEmpty() ? "nothing here" : String.join("; ", parts);
    }

    private static void add(List<String> parts, int count, String what, Optional<Instant> last) {
        if (count > 0) {
            parts.add(count + " " + what
                    + last.map(at -> ", last on " + SchoolTime.format(SchoolTime.dayOf(at)))
                            .orElse(""));
        }
    }

    private static String dueNote(Comment comment, Duty duty) {
        Optional<Deadline> due = comment.obligation(duty).map(Obligation::due);
        String urgency =
                duty == Duty.REVIEW && isUrgent(comment) ? "Urgent: it may be abuse or a safeguarding concern. " : "";
        return urgency
                + due.map(deadline -> deadline.isKnown() ? "Due: " + deadline.inWords() : deadline.inWords())
                        .orElse("");
    }

    /** How an open task of this comment stands out in its queue. */
    static String mark(Comment comment, Duty duty) {
        Optional<Obligation> obligation = comment.obligation(duty);
        if (obligation.filter(Obligation::overdue).isPresent()) {
            return "Overdue";
        } else if (duty == Duty.REVIEW ? isUrgent(comment) : priority(comment, duty) == AT_ONCE) {
            return "Urgent";
        }
        return obligation.filter(Obligation::reminded).isPresent() ? "Reminded" : "";
    }

    /** How far up the queue a task stands. */
    static int priority(Comment comment, Duty duty) {
        return switch (duty) {
            case REVIEW -> comment.triage().map(Triage::priority).orElse(NORMAL);
            case BY_HAND ->
                comment.effort()
                                .filter(effort -> effort.effect() == Effect.SHOW)
                                .isPresent()
                        ? NORMAL
                        : AT_ONCE;
            case RESPONSE -> AT_ONCE;
        };
    }

    private static boolean isUrgent(Comment comment) {
        return comment.triage().filter(Triage::urgent).isPresent();
    }

    private static String inWords(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + (time.toSeconds() == 1 ? " second" : " seconds");
        } else if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes");
        } else if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toDays() + " days";
    }

    /** An address that a browser may be sent to: on the web, and nothing in it that could end an attribute. */
    private static Optional<String> reachable(String link) {
        try {
            URI address = URI.create(link);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address.toASCIIString()) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
