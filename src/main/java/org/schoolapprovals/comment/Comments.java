package org.schoolapprovals.comment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.textcheck.TextCheck;
import org.schoolapprovals.textcheck.TextFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people, the page, the mailbox and the clock can do with comments. Each method is one transaction, in which the comment, its
 * history, its evidence and its row in the decision record change together or not at all. User names are those of whoever acts.
 *
 * <p>Everything refuses with {@link RefusedException}: with {@link NotAllowedException} for the wrong person; and the loser of two
 * people who act on one comment at once is told to look again. What comes from outside waits for its turn instead.
 */
@Service
@Transactional
public class Comments {

    static final String NOT_YOURS = "There is no such comment, or it is not yours to see.";

    private static final String PAGES = "/comments/";

    private static final String TOKEN_EXPIRED = "The token for the page has run out";
    private static final String TOKEN_SENTENCE =
            "The school's Facebook page no longer accepts the token, so people have to hide, publish and remove comments by hand."
                    + " Please renew the token as the README says.";
    private static final String PERMISSION_LOST = "The page does not let the software do this any more";
    private static final String PERMISSION_SENTENCE =
            "The software has lost a permission on the school's Facebook page, so people have to hide, publish and remove comments"
                    + " by hand. Please let somebody who administers the page give it back.";

    private static final Logger LOG = LoggerFactory.getLogger(Comments.class);

    private static final EnumSet<State> STILL_OPEN_TO_ITS_AUTHOR =
            EnumSet.of(State.RECEIVED, State.WAITING, State.AGREED);
    private static final EnumSet<State> DECIDED_ON_ITS_TEXT =
            EnumSet.of(State.REMOVING, State.REPORTED, State.ANSWERED);

    private final CommentStore store;
    private final EvidenceStore evidence;
    private final DecisionRecord decisions;
    private final People people;
    private final SchoolCalendars calendars;
    private final TextCheck textCheck;
    private final Notices notices;
    private final CommentProcess process;
    private final CommentPage page;
    private final Clock clock;
    private final TransactionTemplate apart;

    Comments(
            CommentStore store,
            EvidenceStore evidence,
            DecisionRecord decisions,
            People people,
            SchoolCalendars calendars,
            TextCheck textCheck,
            Notices notices,
            CommentProcess process,
            CommentPage page,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.evidence = evidence;
        this.decisions = decisions;
        this.people = people;
        this.calendars = calendars;
        this.textCheck = textCheck;
        this.notices = notices;
        this.process = process;
        this.page = page;
        this.clock = clock;
        // Whoever carries out holds one connection and takes another: see camunda.bpm.job-execution.max-pool-size.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Records a comment that staff entered; the process is there already.
     *
     * @param form the fields of {@code comment-approval-start}, as they were sent
     */
    public Comment request(String userId, Map<String, ?> form) {
        Instant now = now();
        Person requester = person(userId);
        if (!requester.hasAnyOf(Role.STAFF, Role.OFFICE, Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            throw new NotAllowedException("Only people who work at the school can bring a comment to be agreed (P6).");
        }
        CommentForm read = CommentForm.read(form);
        Comment comment = Comment.received(
                UUID.randomUUID(),
                nextReference(now),
                read.origin(),
                read.text(),
                Optional.empty(),
                Requester.of(requester),
                now,
                now);
        store.add(comment);
        return comment;
    }

    /**
     * A comment stands on the page. Unknown, it becomes a request and its process starts; with a text that is known, nothing
     * happens; with another text it was edited.
     *
     * @param at when this stood there: the moment of the event, or the moment before the page was asked, so that a slow answer is
     *     not taken for later news
     */
    public void arrived(PageComment comment, Instant at) {
        onPage(comment, at, false);
    }

    /**
     * Its author edited it. Before it was published or declined that is a new round of the same request; afterwards a new request;
     * once it is to be removed, nothing, because the evidence stands. An edit older than the text present is ignored.
     *
     * @param at when the page says that it happened
     */
    public void edited(PageComment comment, Instant at) {
        onPage(comment, at, true);
    }

    private void onPage(PageComment comment, Instant at, boolean edited) {
        Instant now = now();
        Instant happened = at.truncatedTo(ChronoUnit.MILLIS);
        PageMemory memory = store.rememberPage(comment.externalId());
        if (memory.removed()) {
            return;
        }
        Optional<Comment> known = store.lockLatest(comment.externalId());
        OutsideText text = OutsideText.of(comment.text());
        if (known.isEmpty()) {
            Instant created = comment.createdAt().truncatedTo(ChronoUnit.MILLIS);
            startFromPage(comment, text, happened, Optional.empty(), created, now);
            return;
        }
        Comment present = known.get();
        boolean older = memory.textAt()
                .filter(textAt -> edited ? happened.isBefore(textAt) : !happened.isAfter(textAt))
                .isPresent();
        if (older || DECIDED_ON_ITS_TEXT.contains(present.state())) {
            return;
        }
        if (sameContent(present, text, comment, edited)) {
            store.rememberText(comment.externalId(), happened);
            return;
        }
        if (STILL_OPEN_TO_ITS_AUTHOR.contains(present.state())) {
            boolean waiting = present.state() != State.RECEIVED;
            newRound(present, comment, text, happened, now);
            if (waiting) {
                process.edited(present.id());
            }
        } else {
            Comment successor = startFromPage(comment, text, happened, Optional.of(present.id()), happened, now);
            present.replacedBy(successor.reference(), happened, now);
            store.save(present);
        }
    }

    /** Another picture under the same words is an edit as well; the page tells of it with edits only. */
    private static boolean sameContent(Comment present, OutsideText text, PageComment comment, boolean edited) {
        return present.text().equals(text.text())
                && (!edited
                        || OutsideText.fileName(comment.attachmentUrl())
                                .equals(OutsideText.fileName(present.attachmentUrl())));
    }

    private Comment startFromPage(
            PageComment comment,
            OutsideText text,
            Instant textAt,
            Optional<UUID> previous,
            Instant publicFrom,
            Instant now) {
        Comment received = Comment.received(
                UUID.randomUUID(),
                nextReference(now),
                OutsideText.origin(comment, previous),
                text.text(),
                OutsideText.link(comment.attachmentUrl()),
                Requester.PAGE,
                publicFrom,
                now);
        text.note(received, now);
        store.add(received);
        store.rememberText(comment.externalId(), textAt);
        process.start(received.id());
        return received;
    }

    private void newRound(Comment present, PageComment comment, OutsideText text, Instant at, Instant now) {
        present.edited(text.text(), OutsideText.link(comment.attachmentUrl()), at, now);
        text.note(present, now);
        store.save(present);
        store.rememberText(comment.externalId(), at);
    }

    /**
     * It is no longer on the page. What nobody had decided ends; what was to be removed counts as removed. Unknown, it is
     * remembered, so that a late word of its arrival makes no request. The echo of our own removal changes nothing.
     *
     * @param at when the page says that it happened
     */
    public void removed(String externalId, Instant at) {
        Instant now = now();
        Instant happened = at.truncatedTo(ChronoUnit.MILLIS);
        store.rememberPage(externalId);
        store.rememberRemoval(externalId, happened);
        store.lockLatest(externalId).ifPresent(comment -> {
            boolean open = STILL_OPEN_TO_ITS_AUTHOR.contains(comment.state());
            comment.gone(happened, now);
            store.save(comment);
            if (open) {
                tellThatItIsGone(comment, Optional.empty());
                process.gone(comment.id());
            }
        });
    }

    /** A mail to the staff account becomes a request, once, and its process starts. */
    public void mailed(MailedComment mail) {
        Instant now = now();
        if (!store.rememberMail(mail.messageId(), now)) {
            return;
        }
        OutsideText text = OutsideText.of(mail.text());
        Comment comment = Comment.received(
                UUID.randomUUID(),
                nextReference(now),
                OutsideText.origin(mail),
                text.text(),
                Optional.empty(),
                people.withEmail(mail.senderAddress()).map(Requester::of).orElse(Requester.MAILBOX),
                now,
                now);
        text.note(comment, now);
        mail.leftOut().forEach(what -> comment.note(EventType.LEFT_OUT, OutsideText.line(what, 200), now));
        store.add(comment);
        process.start(comment.id());
    }

    /** What code finds about the comment as it stands now, for the decision table. */
    @Transactional(readOnly = true)
    public TriageFacts triageFacts(UUID id) {
        Comment comment = find(id);
        String all = comment.origin().subject().map(subject -> subject + "\n").orElse("") + comment.text();
        TextFacts facts = textCheck.check(all);
        Map<String, List<String>> found = new LinkedHashMap<>();
        found.put(
                "namesPupil",
                Stream.concat(facts.pupils().stream(), facts.classAndName().stream())
                        .toList());
        found.put("namesStaff", List.copyOf(facts.staff()));
        found.put("contactDetails", facts.contactDetails());
        found.put("otherLink", facts.otherLinks());
        found.put("abusive", List.copyOf(facts.abusive()));
        found.put("safeguarding", List.copyOf(facts.safeguarding()));
        found.values().removeIf(List::isEmpty);
        return new TriageFacts(
                !facts.pupils().isEmpty() || !facts.classAndName().isEmpty(),
                !facts.staff().isEmpty(),
                facts.headTeacher(),
                !facts.contactDetails().isEmpty(),
                !facts.otherLinks().isEmpty(),
                !facts.abusive().isEmpty(),
                !facts.safeguarding().isEmpty(),
                store.authorHistory(comment).reported() > 0,
                facts.onlyEmoji(),
                facts.hiddenMarks(),
                comment.origin().ourOwn(),
                comment.isInPublic(),
                found);
    }

    /** Records what looking through it came to: from now on a person has to decide. */
    public Comment triaged(UUID id, Triage triage) {
        return changed(id, comment -> comment.triaged(triage, now(), calendars.current()));
    }

    /**
     * Decides a comment that awaits its review, and writes it in the decision record; with a removal the evidence is kept.
     *
     * @param decision {@code publish}, {@code decline} or {@code remove-and-report}
     * @param reason 3 to 1,000 characters; null for none, which only a publication may have
     * @param clause {@code P6}, {@code S2}, {@code S4}, {@code S5} or {@code S6}; null for the usual one
     * @param aboutHead the reviewer says that it is about the head teacher; false takes nothing back
     */
    public Comment review(UUID id, String userId, String decision, String reason, String clause, boolean aboutHead) {
        Verdict verdict = Verdict.of(decision)
                .orElseThrow(() -> new RefusedException(
                        "Decision: please choose to publish, to decline or to remove and report."));
        Instant now = now();
        Comment comment = lock(id);
        comment.review(person(userId), verdict, reason, clause, aboutHead, now);
        if (verdict == Verdict.REMOVE_AND_REPORT) {
            evidence.keep(comment);
        }
        store.save(comment);
        Ruling ruling = comment.ruling().orElseThrow();
        decisions.append(
                new Decision(
                        id,
                        Comment.PROCESS,
                        ruling.clause(),
                        verdict.value(),
                        ruling.reason(),
                        "",
                        comment.requester(),
                        comment.roundBegan(),
                        comment.obligation(Duty.REVIEW)
                                .flatMap(obligation -> obligation.due().due()),
                        userId,
                        ruling.role(),
                        onBehalfOf(ruling.role(), Role.SOCIAL_MEDIA),
                        now),
                StageKind.DECISION);
        tellRequester(
                comment,
                Notice.Kind.DECISION,
                "Decision on comment " + comment.reference(),
                switch (verdict) {
                    case PUBLISH -> "The comment " + comment.reference() + " was agreed and is going to be published.";
                    case DECLINE ->
                        "The comment " + comment.reference() + " was declined. The reason is with the comment.";
                    case REMOVE_AND_REPORT ->
                        "The comment " + comment.reference() + " is going to be removed and reported (S6).";
                });
        return comment;
    }

    /**
     * Responds to a report, and writes it in the decision record.
     *
     * @param outcome {@code no-further-action}, {@code speak-to-author}, {@code refer-safeguarding} or {@code refer-police}
     * @param note at most 1,000 characters; null for none
     */
    public Comment respond(UUID id, String userId, String outcome, String note) {
        ReportOutcome chosen = ReportOutcome.of(outcome)
                .orElseThrow(() -> new RefusedException("Outcome: please choose what follows from the report."));
        Instant now = now();
        Comment comment = lock(id);
        comment.respond(person(userId), chosen, note, now);
        store.save(comment);
        ReportAnswer answer = comment.answer().orElseThrow();
        Obligation obligation = comment.obligation(Duty.RESPONSE).orElseThrow();
        String reporter = comment.ruling().orElseThrow().by();
        decisions.append(
                new Decision(
                        id,
                        Comment.PROCESS,
                        Comment.ABUSE_CLAUSE,
                        chosen.value(),
                        answer.note(),
                        "",
                        // The chair of governors may have reported it themselves: then it is the comment that they
                        // decide on.
                        reporter.equalsIgnoreCase(userId) ? comment.requester() : reporter,
                        obligation.asked(),
                        obligation.due().due(),
                        userId,
                        answer.role(),
                        onBehalfOf(answer.role(), comment.respondents().orElseThrow()),
                        now),
                StageKind.RESPONSE);
        return comment;
    }

    private static Optional<Role> onBehalfOf(Role role, Role byRight) {
        return role == byRight ? Optional.empty() : Optional.of(byRight);
    }

    /**
     * Publishes harmless comments together, each in a transaction of its own and with its own decision in the record. Left out is
     * what is flagged, was changed since it was seen, does not await its review any more, or is the person's own.
     */
    @Transactional(propagation = Propagation.NEVER)
    public PublishedTogether publishTogether(String userId, List<Seen> seen) {
        List<PublishedTogether.Published> published = new ArrayList<>();
        List<PublishedTogether.LeftOut> leftOut = new ArrayList<>();
        for (Seen one : new LinkedHashSet<>(seen)) {
            try {
                published.add(apart.execute(status -> publishSeen(userId, one)));
            } catch (RefusedException refusal) {
                leftOut.add(new PublishedTogether.LeftOut(one.id(), refusal.getMessage()));
            }
        }
        return new PublishedTogether(published, leftOut);
    }

    private PublishedTogether.Published publishSeen(String userId, Seen seen) {
        Person person = person(userId);
        // Locked, so that what was read is what is published.
        Comment comment = store.lock(seen.id())
                .filter(found -> found.isVisibleTo(person))
                .orElseThrow(() -> new NotAllowedException(NOT_YOURS));
        String reference = comment.reference();
        if (comment.state() != State.WAITING) {
            throw new RefusedException(reference + " does not await its review any more.");
        }
        if (comment.round() != seen.round()) {
            throw new RefusedException(reference + " was edited since you saw it: please read it again.");
        }
        if (!comment.mayReview(person)) {
            throw new NotAllowedException(reference + " is not yours to decide: somebody else has to.");
        }
        if (comment.isFlagged()) {
            throw new RefusedException(reference + " needs a closer look: please open its own form.");
        }
        process.publish(comment.id(), userId);
        return new PublishedTogether.Published(comment.id(), reference);
    }

    /**
     * Carries out on the channel what the comment needs, once; what is done already stays done. The attempt is recorded before
     * the channel is called, in a transaction of its own, so that no attempt is lost: whoever calls this must not have changed the
     * comment in their own transaction before. Calls for one comment take turns: a hiding that is still on its way when the comment
     * is agreed reaches the channel before the showing does.
     *
     * @throws RefusedException if nobody decided that it should be published or removed
     */
    public Carried carryOut(UUID id, Effect effect) {
        store.takeTurnOnChannel(id);
        Comment.Next next = apart.execute(status -> {
            Comment comment = lock(id);
            Comment.Next todo = comment.attempt(effect, page.isConnected(), now(), calendars.current());
            store.save(comment);
            return todo;
        });
        return switch (next) {
            case NOTHING -> ended(find(id));
            case WAIT -> Carried.LATER;
            case ASK_A_PERSON -> Carried.BY_HAND;
            case CALL -> {
                Comment called = find(id);
                yield settle(called, effect, call(called, effect));
            }
        };
    }

    private CommentPage.Answer call(Comment comment, Effect effect) {
        String externalId = comment.origin().externalId().orElseThrow();
        try {
            return switch (effect) {
                case HIDE -> page.hide(externalId);
                case SHOW -> page.show(externalId, comment.text());
                case REMOVE -> {
                    keepSnapshot(comment, externalId);
                    yield page.remove(externalId);
                }
            };
        } catch (RuntimeException unexpected) {
            LOG.warn("The page failed for {}", comment.reference(), unexpected);
            return new CommentPage.Answer.Later(Optional.empty(), "the page failed in a way nobody had foreseen");
        }
    }

    /** Whatever happens here, the removal goes on. */
    private void keepSnapshot(Comment comment, String externalId) {
        if (evidence.hasSnapshot(comment.id())) {
            return;
        }
        try {
            Instant now = now();
            page.snapshot(externalId)
                    .ifPresent(snapshot ->
                            apart.executeWithoutResult(status -> evidence.keepSnapshot(comment.id(), snapshot, now)));
        } catch (RuntimeException unexpected) {
            LOG.warn("No snapshot could be kept for {}", comment.reference(), unexpected);
        }
    }

    private Carried settle(Comment called, Effect effect, CommentPage.Answer answer) {
        Instant now = now();
        Comment comment = lock(called.id());
        if (effect == Effect.SHOW && comment.round() != called.round()) {
            return Carried.EDITED;
        }
        if (!comment.owes(effect)) {
            return ended(comment);
        }
        Carried carried;
        if (answer instanceof CommentPage.Answer.Done) {
            comment.done(effect, Optional.empty(), Optional.empty(), now);
            carried = Carried.DONE;
        } else if (answer instanceof CommentPage.Answer.Gone) {
            carried = gone(comment, Optional.empty(), now);
        } else if (answer instanceof CommentPage.Answer.Edited edited) {
            newRound(comment, edited.now(), OutsideText.of(edited.now().text()), now, now);
            return Carried.EDITED;
        } else if (answer instanceof CommentPage.Answer.TokenExpired) {
            handOver(
                    comment, effect, TOKEN_EXPIRED, TOKEN_SENTENCE, Set.of(Role.SOCIAL_MEDIA, Role.ADMINISTRATOR), now);
            carried = Carried.BY_HAND;
        } else if (answer instanceof CommentPage.Answer.PermissionLost) {
            handOver(
                    comment,
                    effect,
                    PERMISSION_LOST,
                    PERMISSION_SENTENCE,
                    Set.of(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER),
                    now);
            carried = Carried.BY_HAND;
        } else {
            CommentPage.Answer.Later later = (CommentPage.Answer.Later) answer;
            boolean again = comment.putOff(effect, later.notBefore(), later.why(), now, calendars.current());
            carried = again ? Carried.LATER : Carried.BY_HAND;
        }
        store.save(comment);
        return carried;
    }

    /** Whoever can mend it is told, once as long as anything waits for the same reason. */
    private void handOver(Comment comment, Effect effect, String why, String sentence, Set<Role> roles, Instant now) {
        comment.handOver(effect, why, now, calendars.current());
        if (!store.othersWaitBecause(why, comment.id())) {
            Set<String> told = roles.stream()
                    .flatMap(role -> people.with(role).stream())
                    .map(Person::id)
                    .collect(Collectors.toSet());
            notices.tell(Notice.of(Notice.Kind.PROBLEM, told, why, sentence, "/"));
        }
    }

    private Carried gone(Comment comment, Optional<String> foundBy, Instant now) {
        comment.gone(now, now);
        if (comment.state() == State.GONE) {
            tellThatItIsGone(comment, foundBy);
        }
        return ended(comment);
    }

    /** Whoever asked for it and whoever agreed it wait for it to be published, in vain. */
    private void tellThatItIsGone(Comment comment, Optional<String> foundBy) {
        Set<String> told = new HashSet<>();
        if (comment.isRequesterPerson()) {
            told.add(comment.requester());
        }
        comment.ruling().map(Ruling::by).ifPresent(told::add);
        foundBy.ifPresent(told::remove);
        if (!told.isEmpty()) {
            notices.tell(Notice.of(
                    Notice.Kind.PROBLEM,
                    told,
                    "Comment " + comment.reference() + " is no longer there",
                    "The comment " + comment.reference()
                            + " is no longer where it stood: its author or the page took it"
                            + " away. There is nothing left to agree or to publish.",
                    PAGES + comment.id()));
        }
    }

    private static Carried ended(Comment comment) {
        return comment.state() == State.GONE ? Carried.GONE : Carried.DONE;
    }

    private void tellRequester(Comment comment, Notice.Kind kind, String subject, String sentence) {
        if (comment.isRequesterPerson()) {
            notices.tell(Notice.of(kind, Set.of(comment.requester()), subject, sentence, PAGES + comment.id()));
        }
    }

    /**
     * A person did by hand what the comment needed, or found that it is no longer there.
     *
     * @param done it is done
     * @param gone it is no longer there; exactly one of both
     * @param link where it can be seen now, an address on the web of at most 500 characters; null or empty for none
     * @return {@link Carried#DONE}, or {@link Carried#GONE} where there is nothing to agree any more
     * @throws RefusedException if nobody decided that it should be published or removed
     */
    public Carried doneByHand(UUID id, String userId, Effect effect, boolean done, boolean gone, String link) {
        Instant now = now();
        Person person = person(userId);
        Comment comment = lock(id);
        comment.requireByHand(person);
        comment.requireDecidedFor(effect);
        Optional<String> given = CommentForm.readConfirmation(done, gone, link);
        if (!comment.owes(effect)) {
            return ended(comment);
        }
        Carried carried = Carried.DONE;
        if (gone) {
            carried = gone(comment, Optional.of(userId), now);
        } else {
            comment.done(effect, Optional.of(userId), given, now);
        }
        store.save(comment);
        return carried;
    }

    /** Whoever has to act is reminded. */
    public Comment remind(UUID id, Duty duty) {
        return changed(id, comment -> comment.remind(duty, now()));
    }

    /**
     * The due date has passed without anybody acting.
     *
     * @return the role that may act as well from now on; empty where nobody joins
     */
    public Optional<Role> overdue(UUID id, Duty duty) {
        Comment comment = lock(id);
        Optional<Role> joiner = comment.overdue(duty, now());
        store.save(comment);
        return joiner;
    }

    /** What became of the author's other comments here. */
    @Transactional(readOnly = true)
    public AuthorHistory authorHistory(UUID id) {
        return store.authorHistory(find(id));
    }

    /** The comment itself, for the process, whoever is signed in; pages ask {@link CommentRegister}. */
    @Transactional(readOnly = true)
    public Comment find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private Comment lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private Comment changed(UUID id, Consumer<Comment> step) {
        Comment comment = lock(id);
        step.accept(comment);
        store.save(comment);
        return comment;
    }

    private String nextReference(Instant now) {
        return store.nextReference(SchoolTime.dayOf(now).getYear());
    }

    private Person person(String userId) {
        return people.find(userId)
                .orElseThrow(() -> new NotAllowedException("You are not known here any more: please ask the office."));
    }

    /** Whole milliseconds, so that what is written and what is read again are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
