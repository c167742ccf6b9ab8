package org.schoolapprovals.policyreview.process;

import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.people.People;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.Asked;
import org.schoolapprovals.policyreview.AttachedFile;
import org.schoolapprovals.policyreview.Change;
import org.schoolapprovals.policyreview.Draft;
import org.schoolapprovals.policyreview.Duty;
import org.schoolapprovals.policyreview.HeadRuling;
import org.schoolapprovals.policyreview.PolicyStanding;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Preparation;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Round;
import org.schoolapprovals.policyreview.SignOff;
import org.schoolapprovals.policyreview.Verdict;
import org.schoolapprovals.policyreview.View;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** What the forms of a review and of an acknowledgement show, and how their tasks stand in the queues. */
@Component
class ReviewForms {

    /** Their dates are days away, and nobody is harmed meanwhile: behind whatever concerns a child. */
    static final int PRIORITY = 50;

    private final PolicyVersions versions;
    private final Acknowledgements acknowledgements;
    private final People people;
    private final Clock clock;

    ReviewForms(PolicyVersions versions, Acknowledgements acknowledgements, People people, Clock clock) {
        this.versions = versions;
        this.acknowledgements = acknowledgements;
        this.people = people;
        this.clock = clock;
    }

    /** What was said before it was returned is there again. */
    void openPreparation(DelegateTask task, Review review, String summary, String proposal) {
        Map<String, Object> fields = TaskForm.empty(summary, proposal);
        review.preparation().ifPresent(before -> fields.put(summary, before.summary()));
        open(task, review, Duty.PREPARE, facts(review, Duty.PREPARE), fields);
    }

    /** The decision of the head teacher, the governors, and the chair. */
    void open(DelegateTask task, Review review, Duty duty, String... fields) {
        open(task, review, duty, facts(review, duty), TaskForm.empty(fields));
    }

    void openDraft(
            DelegateTask task,
            Review review,
            String file,
            String changeSummary,
            String substantive,
            String inForceFrom) {
        Map<String, Object> facts = facts(review, Duty.DRAFT);
        facts.put("upload", page(review) + "/draft");
        facts.put(
                "major",
                review.headRuling()
                        .filter(ruling -> ruling.outcome() == Change.MAJOR_CHANGE)
                        .isPresent());
        facts.put("today", SchoolTime.dayOf(clock.instant()).toString());
        Map<String, Object> fields = new HashMap<>(TaskForm.empty(file, changeSummary, inForceFrom));
        fields.put(substantive, false);
        review.round().flatMap(Round::draft).ifPresent(before -> {
            fields.put(changeSummary, before.changeSummary());
            fields.put(substantive, before.substantive());
        });
        open(task, review, Duty.DRAFT, facts, fields);
    }

    void openFollowUp(DelegateTask task, Review review, String note) {
        Map<String, Object> facts = facts(review, Duty.FOLLOW_UP);
        facts.put("list", "/policy/acknowledgements");
        facts.put("missing", acknowledgements.missing(review.published().orElseThrow()));
        open(task, review, Duty.FOLLOW_UP, facts, TaskForm.empty(note));
    }

    void openAcknowledgement(DelegateTask task, Acknowledgement acknowledgement, String confirmed) {
        PolicyVersion version = versions.find(acknowledgement.version()).orElseThrow();
        String address = "/policy/versions/" + version.id();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heading", "Social networking policy, version " + version.number());
        facts.put("dueNote", "Due: " + SchoolTime.format(acknowledgement.end()));
        facts.put("inForceFrom", SchoolTime.format(version.inForceFrom()));
        facts.put("changeSummary", version.changeSummary());
        facts.put("version", address);
        facts.put(
                "changes",
                versions.before(version).map(before -> address + "/changes").orElse(""));
        task.setPriority(PRIORITY);
        task.setDueDate(Date.from(acknowledgement.end()));
        TaskForm.open(
                task,
                new TaskForm.Queued(version.reference(), Optional.empty(), "", ""),
                facts,
                Map.of(confirmed, false));
    }

    private void open(
            DelegateTask task, Review review, Duty duty, Map<String, Object> facts, Map<String, Object> fields) {
        Optional<Obligation> obligation = review.obligation(duty);
        task.setPriority(PRIORITY);
        task.setDueDate(obligation
                .map(Obligation::due)
                .flatMap(Deadline::due)
                .map(Date::from)
                .orElse(null));
        TaskForm.open(
                task,
                new TaskForm.Queued(
                        review.term().name() + " (" + review.reference() + ")",
                        Optional.empty(),
                        review.openedBy().map(people::nameOf).orElse(""),
                        mark(obligation)),
                facts,
                fields);
    }

    /** What every form of a review shows, as far as it is known. */
    private Map<String, Object> facts(Review review, Duty duty) {
        Map<String, Object> facts = new LinkedHashMap<>();
        PolicyStanding standing = versions.standing();
        facts.put("heading", "Review of the " + review.term().name());
        facts.put("reference", review.reference());
        facts.put(
                "dueNote",
                review.obligation(duty)
                        .map(Obligation::due)
                        .map(due -> due.isKnown() ? "Due: " + due.inWords() : due.inWords())
                        .orElse(""));
        facts.put("warning", review.isPolicyDue() && review.published().isEmpty() ? policyDue(standing) : "");
        facts.put("returned", returned(review));
        facts.put("page", page(review));
        facts.put(
                "asAt",
                lastOf(review.reports())
                        .map(AttachedFile::asAt)
                        .map(SchoolTime::format)
                        .orElse(""));
        facts.put("policy", standing.inForce().map(ReviewForms::inWords).orElse(""));
        facts.put("summary", review.preparation().map(Preparation::summary).orElse(""));
        facts.put(
                "preparer",
                review.preparation().map(Preparation::by).map(people::nameOf).orElse(""));
        facts.put(
                "proposal",
                review.preparation()
                        .map(Preparation::proposal)
                        .map(Change::words)
                        .orElse(""));
        facts.put("outcome", review.headRuling().map(this::inWords).orElse(""));
        facts.put("headNote", review.headRuling().map(HeadRuling::note).orElse(""));
        putRound(facts, review, standing);
        return facts;
    }

    private void putRound(Map<String, Object> facts, Review review, PolicyStanding standing) {
        Optional<Round> round = review.round();
        Optional<Draft> draft = round.flatMap(Round::draft);
        Optional<String> file = draft.map(one -> page(review) + "/drafts/" + one.document());
        facts.put("draft", file.map(address -> address + "/file").orElse(""));
        facts.put(
                "changes",
                file.filter(address -> standing.inForce().isPresent())
                        .map(address -> address + "/changes")
                        .orElse(""));
        facts.put("changeSummary", draft.map(Draft::changeSummary).orElse(""));
        facts.put(
                "substantive",
                draft.map(one -> one.substantive() ? "yes" : "no").orElse(""));
        facts.put(
                "inForceFrom",
                draft.map(Draft::inForceFrom).map(SchoolTime::format).orElse(""));
        facts.put("quorum", round.map(ReviewForms::quorum).orElse(""));
        facts.put(
                "views",
                round.map(Round::governors).orElse(List.of()).stream()
                        .map(asked -> inWords(asked, draft.isPresent()))
                        .toList());
    }

    private static String quorum(Round round) {
        return "%d of %d governors gave a view; a quorum is %d.%s"
                .formatted(
                        round.given(),
                        round.governors().size(),
                        round.quorum(),
                        round.hasQuorum() ? "" : " There is none: to approve, please say why in the note.");
    }

    private String inWords(Asked asked, boolean withDraft) {
        return people.nameOf(asked.governor()) + ": "
                + asked.view()
                        .map(given -> (given.view() == View.AGREE && !withDraft
                                        ? "Noted"
                                        : given.view().words())
                                + (given.comment().isEmpty() ? "" : ". " + given.comment()))
                        .orElse("gave no view");
    }

    private String inWords(HeadRuling ruling) {
        return ruling.outcome().words() + ", decided by " + people.nameOf(ruling.by());
    }

    private static String inWords(PolicyVersion version) {
        return "version " + version.number() + ", in force from " + SchoolTime.format(version.inForceFrom());
    }

    private static String policyDue(PolicyStanding standing) {
        return "This review carries that of the policy itself (R1), which "
                + (standing.isOverdue() ? "was due by " : "is due by ")
                + standing.reviewDue().map(SchoolTime::format).orElse("now") + ".";
    }

    /** Why it is here again. */
    private String returned(Review review) {
        return review.round()
                .flatMap(Round::signOff)
                .filter(signOff -> signOff.verdict() == Verdict.RETURN)
                .map(this::returned)
                .orElse("");
    }

    private String returned(SignOff signOff) {
        return people.nameOf(signOff.by()) + " returned it: " + signOff.note();
    }

    private static <T> Optional<T> lastOf(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    private static String page(Review review) {
        return "/policy/reviews/" + review.id();
    }

    /** How an open task stands out in its queue. */
    static String mark(Optional<Obligation> obligation) {
        if (obligation.filter(Obligation::overdue).isPresent()) {
            return "Overdue";
        }
        return obligation.filter(Obligation::reminded).isPresent() ? "Reminded" : "";
    }
}
