package org.schoolapprovals.comment.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolapprovals.comment.AuthorHistory;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.CommentStory;
import org.schoolapprovals.comment.Duty;
import org.schoolapprovals.comment.EventType;
import org.schoolapprovals.comment.ReportOutcome;
import org.schoolapprovals.comment.Shown;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.comment.Triage;
import org.schoolapprovals.comment.Verdict;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;

/**
 * The page of one comment, in words. Whoever only brought it reads what became of it and why; what was found in it, what became of
 * the author's other comments, and who was reminded when, is for those who decide.
 */
record StoryPage(
        String link,
        String reference,
        String title,
        String standing,
        String style,
        boolean urgent,
        boolean publicNow,
        Words.Excerpt text,
        boolean evidence,
        List<Step> steps,
        boolean decides,
        boolean mayReview,
        List<String> reasons,
        List<Fact> facts,
        List<Link> links,
        List<Ruled> decisions,
        List<Entry> timeline,
        boolean mayReadEvidence) {

    /** What somebody who only brought it may know to have happened. */
    private static final Set<EventType> FOR_EVERYBODY = EnumSet.of(
            EventType.RECEIVED,
            EventType.SHORTENED,
            EventType.LEFT_OUT,
            EventType.EDITED,
            EventType.AGREED,
            EventType.DECLINED,
            EventType.REMOVAL_DECIDED,
            EventType.HIDDEN,
            EventType.PUBLISHED,
            EventType.REMOVED,
            EventType.WITHDRAWN,
            EventType.REPLACED);

    private static final Set<EventType> OF_THE_REPORT =
            EnumSet.of(EventType.RESPONSE_REMINDED, EventType.RESPONSE_OVERDUE, EventType.ANSWERED);

    record Fact(String name, String value) {}

    record Link(String name, String address) {}

    /** A row of the decision record. */
    record Ruled(String outcome, String by, String at, String clause, String reason) {}

    /** @param by empty where the software or somebody outside did it */
    record Entry(String at, String machineTime, String title, String by, String text) {}

    static StoryPage of(CommentStory story, Person viewer, Instant now) {
        Comment comment = story.comment();
        boolean decides = decides(comment, viewer);
        boolean evidence = CommentRow.isEvidence(comment.state());
        boolean kept = evidence || comment.state() == State.REMOVING;
        Optional<Deadline> due = due(comment);
        return new StoryPage(
                "/comments/" + comment.id(),
                comment.reference(),
                title(comment),
                comment.state().words(),
                Standing.style(comment.state()),
                decides
                        && !comment.state().isEnd()
                        && comment.triage().filter(Triage::urgent).isPresent(),
                comment.isInPublic(),
                Words.Excerpt.of(evidence ? "" : comment.text()),
                evidence,
                Standing.steps(comment.state(), due),
                decides,
                story.mayReview(),
                decides
                        ? comment.triage().map(Triage::reasons).orElse(List.of()).stream()
                                .map(Shown::text)
                                .toList()
                        : List.of(),
                facts(story, decides, now),
                links(comment),
                story.decisions().stream().map(StoryPage::ruled).toList(),
                story.timeline().stream()
                        .filter(happening -> decides || FOR_EVERYBODY.contains(happening.type()))
                        .map(happening -> entry(happening, story.mayReadReport()))
                        .toList(),
                kept && story.mayReadReport());
    }

    /** Whether the viewer has a part in deciding, and has not just brought it. */
    private static boolean decides(Comment comment, Person viewer) {
        if (comment.isAboutHead() && viewer.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            return viewer.has(Role.SOCIAL_MEDIA) && !viewer.has(Role.HEAD_TEACHER);
        }
        return viewer.hasAnyOf(CommentsController.READERS);
    }

    private static String title(Comment comment) {
        String where = comment.channel().words();
        return comment.origin().ourOwn()
                ? "The school’s own comment for " + where
                : "Comment by %s on %s".formatted(Shown.text(comment.authorName()), where);
    }

    private static Optional<Deadline> due(Comment comment) {
        return Stream.of(Duty.values())
                .filter(comment::isPending)
                .flatMap(duty -> comment.obligation(duty).stream())
                .map(Obligation::due)
                .min(Comparator.comparing(Deadline::alarm));
    }

    private static List<Fact> facts(CommentStory story, boolean decides, Instant now) {
        Comment comment = story.comment();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Author", Shown.text(comment.authorName())));
        facts.add(new Fact("How it came", comment.road().words()));
        if (comment.isRequesterPerson()) {
            facts.add(new Fact("Requested by", story.requesterName()));
        }
        facts.add(new Fact("Received", SchoolTime.format(comment.receivedAt())));
        comment.origin()
                .subject()
                .ifPresent(subject -> facts.add(new Fact("Subject of the mail", Shown.text(subject))));
        if (comment.round() > 1) {
            facts.add(new Fact("Edited", SchoolTime.format(comment.roundBegan())));
        }
        facts.add(new Fact("In public before it was agreed", inPublic(story)));
        if (decides) {
            comment.effort()
                    .flatMap(effort -> effort.byHand())
                    .ifPresent(why -> facts.add(new Fact("Done by hand", why)));
            facts.add(new Fact("The author’s other comments", others(story.author())));
        }
        return facts;
    }

    private static String inPublic(CommentStory story) {
        if (story.comment().stretches().stream().noneMatch(stretch -> !stretch.agreed())) {
            return "Never";
        }
        return Words.of(story.inPublicUnagreed())
                + (story.comment().state() != State.PUBLISHED && story.comment().isInPublic() ? " so far" : "");
    }

    private static String others(AuthorHistory author) {
        List<String> parts = Stream.of(
                        count(author.published(), "published"),
                        count(author.declined(), "declined"),
                        count(author.reported(), "removed and reported"))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? "None decided yet" : String.join(", ", parts);
    }

    private static Optional<String> count(int number, String what) {
        return number == 0 ? Optional.empty() : Optional.of(number + " " + what);
    }

    private static List<Link> links(Comment comment) {
        return Stream.of(
                        comment.origin().postLink().map(address -> new Link("Where it stands or belongs", address)),
                        comment.publishedAt().map(address -> new Link("Where it was published", address)),
                        comment.attachmentUrl().map(address -> new Link("Its picture or film", address)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Ruled ruled(CommentStory.DecisionLine line) {
        String outcome = line.decision().outcome();
        return new Ruled(
                Verdict.of(outcome)
                        .map(Verdict::words)
                        .or(() -> ReportOutcome.of(outcome).map(ReportOutcome::words))
                        .orElse(outcome),
                line.byName()
                        + ", "
                        + inRole(line.decision().role(), line.decision().onBehalfOf()),
                SchoolTime.format(line.decision().decidedAt()),
                line.decision().clause(),
                line.decision().reason());
    }

    private static String inRole(Role role, Optional<Role> onBehalfOf) {
        return title(role) + onBehalfOf.map(other -> " for " + title(other)).orElse("");
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    private static Entry entry(CommentStory.Happening happening, boolean mayReadReport) {
        boolean secret = OF_THE_REPORT.contains(happening.type()) && !mayReadReport;
        return new Entry(
                SchoolTime.format(happening.at()),
                happening.at().toString(),
                happening.type().title(),
                happening.byName(),
                secret ? "" : Shown.text(happening.text()));
    }
}
