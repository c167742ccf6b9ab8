package org.schoolapprovals.photo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.ChildConsents;
import org.schoolapprovals.photo.Consent;
import org.schoolapprovals.photo.Deed;
import org.schoolapprovals.photo.Duty;
import org.schoolapprovals.photo.PhotoFacts;
import org.schoolapprovals.photo.PhotoInfo;
import org.schoolapprovals.photo.PhotoStory;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.photo.Takedown;
import org.schoolapprovals.photo.Verdict;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;

/**
 * The page of photographs that were submitted together, in words. Its readers submitted them or may clear them; of the children it
 * says no more than where they may be shown.
 *
 * @param children empty once nothing is left to be decided
 * @param found what stands against them, a sentence each
 * @param hasTask whether a task about them waits for the viewer
 */
record StoryPage(
        String link,
        String reference,
        String event,
        String caption,
        String submitter,
        String submitted,
        String standing,
        String style,
        List<Step> steps,
        boolean hasTask,
        List<Picture> pictures,
        Optional<Children> children,
        List<String> found,
        List<String> takenOut,
        List<Published> publications,
        List<Ruled> decisions,
        List<Entry> timeline,
        String places) {

    private static final List<Duty> DUTIES = List.of(Duty.OBTAIN_CONSENT, Duty.AMEND, Duty.CLEAR);

    record Picture(String link, int width, int height, String name) {}

    /** Who is to be seen, and where they may be shown. @param note how they were picked; may be empty */
    record Children(String note, List<String> places, List<Child> rows) {}

    record Child(String name, List<Answer> answers) {}

    record Answer(String place, String words, String style) {}

    record Fact(String name, String value) {}

    /**
     * @param link where it can be seen, or could be; empty for unknown
     * @param files where the files can be downloaded to be published by hand; empty where they are not to be
     * @param takedown where it can be sent to be taken down; empty where it cannot
     */
    record Published(
            UUID id,
            String place,
            String standing,
            String style,
            List<Fact> facts,
            String link,
            String files,
            String takedown) {}

    /** A row of the decision record. */
    record Ruled(String outcome, String by, String at, String clause, String reason) {}

    /** @param by empty where the software did it */
    record Entry(String at, String machineTime, String title, String by, String text) {}

    static StoryPage of(PhotoStory story, boolean hasTask) {
        PhotoSubmission submission = story.submission();
        boolean live = submission.publications().stream().anyMatch(Publication::isLive);
        return new StoryPage(
                "/photos/submissions/" + submission.id(),
                submission.reference(),
                submission.event(),
                submission.caption(),
                story.submitterName(),
                SchoolTime.format(submission.submittedAt()),
                Standing.words(submission.state(), live),
                Standing.style(submission.state(), live),
                Standing.steps(submission.state(), due(submission), live),
                hasTask,
                pictures(story.photos()),
                story.facts().map(facts -> children(submission, facts)),
                story.facts().map(StoryPage::found).orElse(List.of()),
                story.takenOut().stream()
                        .map(child -> "%s, %s: %s".formatted(child.name(), child.className(), child.reason()))
                        .toList(),
                story.publications().stream()
                        .map(line -> published(line, story.mayTakeDown()))
                        .toList(),
                story.decisions().stream().map(StoryPage::ruled).toList(),
                story.timeline().stream().map(StoryPage::entry).toList(),
                SubmissionsController.titles(List.copyOf(submission.channels())));
    }

    private static Optional<Deadline> due(PhotoSubmission submission) {
        return DUTIES.stream()
                .filter(submission::isPending)
                .findFirst()
                .flatMap(submission::obligation)
                .map(Obligation::due);
    }

    private static List<Picture> pictures(List<PhotoInfo> photos) {
        return IntStream.range(0, photos.size())
                .mapToObj(at -> new Picture(
                        "/photos/" + photos.get(at).id(),
                        photos.get(at).width(),
                        photos.get(at).height(),
                        "Photograph %d of %d".formatted(at + 1, photos.size())))
                .toList();
    }

    private static Children children(PhotoSubmission submission, PhotoFacts facts) {
        List<Use> places = List.copyOf(submission.outstanding());
        return new Children(
                note(submission),
                places.stream().map(Use::title).toList(),
                facts.children().stream().map(child -> child(child, places)).toList());
    }

    private static String note(PhotoSubmission submission) {
        if (submission.hasNoChildren()) {
            return "Whoever submitted them says that no child can be recognised in any of them.";
        }
        return submission.isWholeClass() ? "Everybody in the classes of the children who were picked counts." : "";
    }

    private static Child child(ChildConsents child, List<Use> places) {
        return new Child(
                child.name() + ", " + child.className(),
                places.stream()
                        .map(place -> answer(place, child.consents().getOrDefault(place, Consent.NO)))
                        .toList());
    }

    private static Answer answer(Use place, Consent consent) {
        return new Answer(place.title(), consent.words(), Standing.style(consent));
    }

    private static List<String> found(PhotoFacts facts) {
        List<String> found = new ArrayList<>();
        if (facts.notToBePublished()) {
            found.add("Somebody in them is not to be published: the table says who, and where.");
        }
        found.addAll(facts.words());
        if (facts.consentMissing()) {
            found.add("Consent is missing: the table says whose, and where.");
        }
        return found;
    }

    private static Published published(PhotoStory.PublicationLine line, boolean mayTakeDown) {
        Publication publication = line.publication();
        String address = "/photos/publications/" + publication.id();
        return new Published(
                publication.id(),
                publication.use().title(),
                publication.state().words(),
                Standing.style(publication.state()),
                facts(line),
                publication.link().orElse(""),
                mayTakeDown && publication.isPending(Duty.BY_HAND) ? address + "/files" : "",
                mayTakeDown && publication.state() == PublicationState.PUBLISHED ? address + "/takedown" : "");
    }

    private static List<Fact> facts(PhotoStory.PublicationLine line) {
        Publication publication = line.publication();
        return Stream.of(
                        fact(
                                "Cleared",
                                Optional.of(line.clearedByName() + ", "
                                        + SchoolTime.format(
                                                publication.clearance().at()))),
                        fact(
                                "To be published by hand",
                                publication.effort().byHand().filter(why -> publication.isPending(Duty.BY_HAND))),
                        fact("By hand, due", due(publication, Duty.BY_HAND)),
                        fact("Published", publication.published().map(deed -> done(deed, line.publishedByName()))),
                        fact("Reason for taking down", publication.takedown().map(Takedown::reason)),
                        fact(
                                "Taking down begun",
                                publication.takedown().map(Takedown::asked).map(SchoolTime::format)),
                        fact("To be gone by", due(publication, Duty.REMOVE)),
                        fact("Gone", publication.gone().map(deed -> done(deed, line.goneByName()))),
                        fact("Parents to be told by", due(publication, Duty.TELL_PARENT)),
                        fact("Parents told", publication.parentTold().map(deed -> SchoolTime.format(deed.at()))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Fact> fact(String name, Optional<String> value) {
        return value.map(known -> new Fact(name, known));
    }

    private static Optional<String> due(Publication publication, Duty duty) {
        return publication
                .obligation(duty)
                .filter(obligation -> publication.isPending(duty))
                .map(obligation -> obligation.due().inWords() + (obligation.overdue() ? " (overdue)" : ""));
    }

    private static String done(Deed deed, String byName) {
        return SchoolTime.format(deed.at()) + (byName.isEmpty() ? ", by the software" : ", by hand, by " + byName);
    }

    private static Ruled ruled(PhotoStory.DecisionLine line) {
        Decision decision = line.decision();
        return new Ruled(
                Verdict.of(decision.outcome()).map(Verdict::words).orElse(decision.outcome()),
                line.byName() + ", " + title(decision.role())
                        + decision.onBehalfOf()
                                .map(other -> " for " + title(other))
                                .orElse(""),
                SchoolTime.format(decision.decidedAt()),
                decision.clause(),
                decision.reason());
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    private static Entry entry(PhotoStory.Happening happening) {
        return new Entry(
                SchoolTime.format(happening.at()),
                happening.at().toString(),
                happening.type().title(),
                happening.byName(),
                happening.text());
    }
}
