package org.schoolapprovals.policyreview.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Asked;
import org.schoolapprovals.policyreview.AttachedFile;
import org.schoolapprovals.policyreview.Change;
import org.schoolapprovals.policyreview.Draft;
import org.schoolapprovals.policyreview.HistoryEvent;
import org.schoolapprovals.policyreview.PolicyDocument;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.ReviewStory;
import org.schoolapprovals.policyreview.Round;
import org.schoolapprovals.policyreview.SignOff;
import org.schoolapprovals.policyreview.Verdict;
import org.schoolapprovals.policyreview.View;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;

/**
 * The page of a review, in words.
 *
 * @param policyDue that it carries the review of the policy; empty where it does not
 * @param hasTask whether a task about it waits for the viewer
 * @param published the version that came out of it
 * @param cancel where it can be cancelled; empty where it cannot
 */
record ReviewPage(
        String link,
        String reference,
        String term,
        String opened,
        String standing,
        String style,
        String policyDue,
        List<Step> steps,
        boolean hasTask,
        List<Report> reports,
        Optional<Said> preparation,
        Optional<Said> headRuling,
        List<Asking> rounds,
        Optional<Way> published,
        List<Ruled> decisions,
        List<Entry> timeline,
        String cancel) {

    record Way(String words, String link) {}

    /** A report that was attached. @param use what it is there for */
    record Report(String link, String words, String asAt, String fingerprint, String use) {}

    /** What somebody said and decided. */
    record Said(String outcome, String by, String text) {}

    record Fact(String name, String value) {}

    /**
     * One time that it went to the governors.
     *
     * @param file the new version; empty where the policy stays
     * @param changes where it stands beside the version in force; empty where there is nothing to compare
     */
    record Asking(
            String title,
            String asked,
            Optional<Way> file,
            String changes,
            List<Fact> facts,
            String changeSummary,
            List<Governor> governors,
            String quorum,
            Optional<Said> signOff) {}

    record Governor(String name, String view, String style, String at, String comment) {}

    /** A row of the decision record. */
    record Ruled(String outcome, String by, String at, String clause, String reason) {}

    /** @param by empty where the software did it */
    record Entry(String at, String machineTime, String title, String by, String text) {}

    static ReviewPage of(ReviewStory story, boolean hasTask, boolean hasVersionInForce) {
        Review review = story.review();
        String link = "/policy/reviews/" + review.id();
        return new ReviewPage(
                link,
                review.reference(),
                review.term().name(),
                "opened " + SchoolTime.format(review.openedAt())
                        + review.openedBy().map(by -> " by " + story.name(by)).orElse(" by the calendar"),
                review.state().words(),
                Standing.style(review.state()),
                review.isPolicyDue() ? "This review carries the one of the policy itself, which is due (R1)." : "",
                Standing.steps(review),
                hasTask,
                review.reports().stream()
                        .map(report -> report(review, link, report))
                        .toList(),
                review.preparation()
                        .map(one -> new Said(
                                "Proposal: " + one.proposal().words().toLowerCase(Locale.UK),
                                by(story, one.by(), one.at()),
                                one.summary())),
                review.headRuling()
                        .map(one -> new Said(one.outcome().words(), by(story, one.by(), one.at()), one.note())),
                review.rounds().stream()
                        .map(round -> asking(story, link, round, hasVersionInForce))
                        .toList(),
                story.published().map(ReviewPage::way),
                story.decisions().stream().map(one -> ruled(story, one)).toList(),
                review.history().stream().map(event -> entry(story, event)).toList(),
                story.mayCancel() ? link + "/cancel" : "");
    }

    private static String by(ReviewStory story, String userId, Instant at) {
        return story.name(userId) + ", " + SchoolTime.format(at);
    }

    private static Report report(Review review, String link, AttachedFile report) {
        boolean signedOff = review.round()
                .filter(round -> round.report() == report.nth())
                .flatMap(Round::signOff)
                .filter(signOff -> signOff.verdict() == Verdict.APPROVE)
                .isPresent();
        boolean before = review.rounds().stream().anyMatch(round -> round.report() == report.nth());
        return new Report(
                link + "/reports/" + report.nth(),
                "Report from %s to %s (PDF)"
                        .formatted(SchoolTime.format(report.first()), SchoolTime.format(report.last())),
                SchoolTime.format(report.asAt()),
                report.fingerprint(),
                signedOff ? "Signed off" : before ? "Before the governors" : "For the preparation");
    }

    private static Way way(PolicyVersion version) {
        return new Way("Version " + version.number() + " of the policy", "/policy/versions/" + version.id());
    }

    private static Asking asking(ReviewStory story, String link, Round round, boolean hasVersionInForce) {
        Optional<Draft> draft = round.draft();
        Optional<PolicyDocument> document = draft.map(Draft::document).map(story.drafts()::get);
        return new Asking(
                story.review().rounds().size() == 1 ? "Governors" : "Governors, round " + round.nth(),
                SchoolTime.format(round.asked()),
                document.map(file -> new Way(
                        file.fileName() + " (" + file.kind().words() + ")", link + "/drafts/" + file.id() + "/file")),
                document.filter(file -> hasVersionInForce)
                        .map(file -> link + "/drafts/" + file.id() + "/changes")
                        .orElse(""),
                draft.map(one -> facts(story, one)).orElse(List.of()),
                draft.map(Draft::changeSummary).orElse(""),
                round.governors().stream()
                        .map(asked -> governor(story, asked, draft.isPresent()))
                        .toList(),
                quorum(round),
                round.signOff().map(one -> signOff(story, one)));
    }

    private static List<Fact> facts(ReviewStory story, Draft draft) {
        return List.of(
                new Fact("Handed in", by(story, draft.by(), draft.at())),
                new Fact("In force from", SchoolTime.format(draft.inForceFrom()) + ", never before it is signed off"),
                new Fact("Substantive", draft.substantive() ? "Yes, staff confirm it" : "No"));
    }

    private static Governor governor(ReviewStory story, Asked asked, boolean withDraft) {
        return asked.view()
                .map(given -> new Governor(
                        story.name(asked.governor()),
                        given.view() == View.AGREE && !withDraft
                                ? "Noted"
                                : given.view().words(),
                        given.view() == View.AGREE ? "badge-ok" : "badge-bad",
                        SchoolTime.format(given.at()),
                        given.comment()))
                .orElseGet(() -> new Governor(story.name(asked.governor()), "No view yet", "badge-quiet", "", ""));
    }

    private static String quorum(Round round) {
        return "%d of %d gave a view; a quorum is %d%s."
                .formatted(
                        round.given(),
                        round.governors().size(),
                        round.quorum(),
                        round.hasQuorum() ? ", which is reached" : "");
    }

    private static Said signOff(ReviewStory story, SignOff signOff) {
        return new Said(signOff.verdict().words(), by(story, signOff.by(), signOff.at()), signOff.note());
    }

    private static Ruled ruled(ReviewStory story, Decision decision) {
        return new Ruled(
                Stream.of(
                                Change.of(decision.outcome()).map(Change::words),
                                Verdict.of(decision.outcome()).map(Verdict::words))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(decision.outcome()),
                story.name(decision.decidedBy()) + ", " + title(decision.role())
                        + decision.onBehalfOf()
                                .map(other -> " for the " + title(other))
                                .orElse(""),
                SchoolTime.format(decision.decidedAt()),
                decision.clause(),
                decision.reason());
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    private static Entry entry(ReviewStory story, HistoryEvent event) {
        return new Entry(
                SchoolTime.format(event.at()),
                event.at().toString(),
                event.type().title(),
                event.by().map(story::name).orElse(""),
                event.text());
    }

    /** A review as one line of the list. */
    record Line(String link, String reference, String term, String opened, String standing, String style, String due) {

        static Line of(Review review) {
            return new Line(
                    "/policy/reviews/" + review.id(),
                    review.reference(),
                    review.term().name(),
                    SchoolTime.format(review.openedAt()),
                    review.state().words(),
                    Standing.style(review.state()),
                    review.due()
                            .map(due -> due.isKnown() ? due.inWords() : "No due date")
                            .orElse(""));
        }
    }
}
