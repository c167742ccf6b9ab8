package org.schoolapprovals.photo.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.people.People;
import org.schoolapprovals.photo.ChildConsents;
import org.schoolapprovals.photo.Consent;
import org.schoolapprovals.photo.Duty;
import org.schoolapprovals.photo.Effect;
import org.schoolapprovals.photo.PhotoFacts;
import org.schoolapprovals.photo.PhotoFile;
import org.schoolapprovals.photo.PhotoInfo;
import org.schoolapprovals.photo.PhotoRegister;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.photo.Verdict;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Component;

/** What the forms of photographs show, and how their tasks stand in the queues. No child is named outside a form. */
@Component
class PhotoForms {

    /** Above everything that is only to be decided: a photograph that has to go is in public, S3. */
    private static final int AT_ONCE = 100;

    private static final int NORMAL = 50;

    private final PhotoSubmissions submissions;
    private final PhotoRegister register;
    private final Photos photos;
    private final People people;

    PhotoForms(PhotoSubmissions submissions, PhotoRegister register, Photos photos, People people) {
        this.submissions = submissions;
        this.register = register;
        this.photos = photos;
        this.people = people;
    }

    void openConsentMissing(DelegateTask task, PhotoSubmission submission, Map<String, ?> fields) {
        Map<String, Object> facts = facts(submission, submission.obligation(Duty.OBTAIN_CONSENT));
        facts.put(
                "missing",
                submissions.facts(submission.id()).children().stream()
                        .filter(child -> child.consents().containsValue(Consent.NO))
                        .map(child -> named(child) + ": " + inWords(placesWhere(child, Consent.NO)))
                        .toList());
        open(
                task,
                submission,
                submission.outstanding(),
                Duty.OBTAIN_CONSENT,
                submission.obligation(Duty.OBTAIN_CONSENT),
                facts,
                fields);
    }

    /** Whoever submitted them finds everything as it stands; anybody else may only withdraw it. */
    void openAmendment(DelegateTask task, PhotoSubmission submission) {
        task.setOwner(submission.submitter());
        PhotoFacts found = submissions.facts(submission.id());
        Map<String, Object> facts = facts(submission, submission.obligation(Duty.AMEND));
        facts.put("reasons", reasons(submission, found));
        facts.put(
                "onlyWithdraw",
                task.getAssignee() != null && !task.getAssignee().equalsIgnoreCase(submission.submitter()));
        putConsents(facts, submission, found);
        Map<String, Object> fields = new HashMap<>();
        fields.put(
                "photoIds",
                infos(submission).stream()
                        .map(PhotoInfo::id)
                        .map(UUID::toString)
                        .toList());
        fields.put("event", submission.event());
        fields.put("caption", submission.caption());
        fields.put(
                "children", submission.children().stream().map(UUID::toString).toList());
        fields.put("childrenReason", null);
        fields.put("channels", submission.outstanding().stream().map(Use::value).toList());
        fields.put("wholeClass", submission.isWholeClass());
        fields.put("noChildren", submission.hasNoChildren());
        fields.put("withdraw", false);
        open(task, submission, submission.outstanding(), Duty.AMEND, submission.obligation(Duty.AMEND), facts, fields);
    }

    void openClearing(DelegateTask task, PhotoSubmission submission, Map<String, ?> fields) {
        Map<String, Object> facts = facts(submission, submission.obligation(Duty.CLEAR));
        facts.put("places", inWords(submission.outstanding()));
        facts.put("event", submission.event());
        facts.put("caption", submission.caption());
        facts.put(
                "photos",
                infos(submission).stream()
                        .map(photo ->
                                Map.of("id", photo.id().toString(), "width", photo.width(), "height", photo.height()))
                        .toList());
        facts.put(
                "noChildren",
                submission.hasNoChildren()
                        ? "Whoever submitted them says that no child can be recognised in any of them."
                        : "");
        facts.put(
                "takenOut",
                register.takenOut(submission).stream()
                        .map(child -> child.name() + ", " + child.className() + ": " + child.reason())
                        .toList());
        putConsents(facts, submission, submissions.facts(submission.id()));
        open(task, submission, submission.outstanding(), Duty.CLEAR, submission.obligation(Duty.CLEAR), facts, fields);
    }

    void openByHand(
            DelegateTask task,
            PhotoSubmission submission,
            Publication publication,
            Effect effect,
            Map<String, ?> fields) {
        Duty duty = byHand(effect);
        Map<String, Object> facts = facts(submission, publication.obligation(duty));
        facts.put("why", publication.effort().byHand().orElse(""));
        facts.put("isRemoval", effect == Effect.REMOVE);
        facts.put("steps", ByHandSteps.of(publication.use(), effect));
        facts.put("link", publication.link().orElse(""));
        facts.put("text", publication.text());
        facts.put("photos", files(publication));
        facts.put("all", "/photos/publications/" + publication.id() + "/files");
        open(task, submission, Set.of(publication.use()), duty, publication.obligation(duty), facts, fields);
    }

    void openTelling(DelegateTask task, PhotoSubmission submission, Publication publication, Map<String, ?> fields) {
        Map<String, Object> facts = facts(submission, publication.obligation(Duty.TELL_PARENT));
        facts.put(
                "texts",
                submissions.parentTexts(publication.id()).stream()
                        .map(text -> Map.of("name", text.name() + ", " + text.className(), "text", text.text()))
                        .toList());
        open(
                task,
                submission,
                Set.of(publication.use()),
                Duty.TELL_PARENT,
                publication.obligation(Duty.TELL_PARENT),
                facts,
                fields);
    }

    private void open(
            DelegateTask task,
            PhotoSubmission submission,
            Collection<Use> places,
            Duty duty,
            Optional<Obligation> obligation,
            Map<String, Object> facts,
            Map<String, ?> fields) {
        task.setPriority(priority(duty));
        task.setDueDate(
                obligation.flatMap(due -> due.due().due()).map(Date::from).orElse(null));
        TaskForm.open(
                task,
                new TaskForm.Queued(
                        submission.reference() + " for " + inWords(places),
                        Optional.empty(),
                        people.nameOf(submission.submitter()),
                        mark(obligation, duty)),
                facts,
                fields);
    }

    /** What every form of photographs shows. */
    private Map<String, Object> facts(PhotoSubmission submission, Optional<Obligation> obligation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heading", submission.event() + " (" + submission.reference() + ")");
        facts.put("requester", people.nameOf(submission.submitter()));
        facts.put(
                "dueNote",
                obligation
                        .map(Obligation::due)
                        .map(due -> due.isKnown() ? "Due: " + due.inWords() : due.inWords())
                        .orElse(""));
        return facts;
    }

    private List<String> reasons(PhotoSubmission submission, PhotoFacts found) {
        List<String> reasons = new ArrayList<>();
        submission
                .ruling()
                .filter(ruling -> ruling.verdict() == Verdict.AMEND)
                .ifPresent(ruling -> reasons.add(people.nameOf(ruling.by()) + ": " + ruling.reason()));
        if (found.notToBePublished()) {
            reasons.add("Somebody in them is not to be published: the table says who, and where.");
        }
        reasons.addAll(found.words());
        if (found.consentMissing()) {
            reasons.add("Consent is missing: the table says whose, and where.");
        }
        if (reasons.isEmpty()) {
            reasons.add("Nothing stands against them any more: send the form as it is, and they are checked again.");
        }
        return reasons;
    }

    private static void putConsents(Map<String, Object> facts, PhotoSubmission submission, PhotoFacts found) {
        List<Use> places = List.copyOf(submission.outstanding());
        facts.put("channels", places.stream().map(Use::title).toList());
        facts.put(
                "children",
                found.children().stream()
                        .map(child -> Map.of("name", named(child), "answers", answers(child, places)))
                        .toList());
    }

    private static List<Map<String, Object>> answers(ChildConsents child, List<Use> places) {
        return places.stream()
                .map(place -> child.consents().getOrDefault(place, Consent.NO))
                .map(answer -> Map.<String, Object>of("words", answer.words(), "fine", answer == Consent.YES))
                .toList();
    }

    private static List<Use> placesWhere(ChildConsents child, Consent answer) {
        return child.consents().entrySet().stream()
                .filter(consent -> consent.getValue() == answer)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<PhotoInfo> infos(PhotoSubmission submission) {
        return photos.of(submission.id());
    }

    private static List<Map<String, String>> files(Publication publication) {
        List<PhotoFile> files = publication.files();
        return IntStream.range(0, files.size())
                .mapToObj(number -> Map.of(
                        "href", "/photos/" + files.get(number).photo(), "name", "photograph-" + (number + 1) + ".jpg"))
                .toList();
    }

    private static String named(ChildConsents child) {
        return child.name() + ", " + child.className();
    }

    private static String inWords(Collection<Use> places) {
        return places.stream().map(Use::title).collect(Collectors.joining(", "));
    }

    /** What a person owes who does this by hand. */
    static Duty byHand(Effect effect) {
        return effect == Effect.PUBLISH ? Duty.BY_HAND : Duty.REMOVE;
    }

    /** How an open task stands out in its queue. */
    static String mark(Optional<Obligation> obligation, Duty duty) {
        if (obligation.filter(Obligation::overdue).isPresent()) {
            return "Overdue";
        } else if (duty == Duty.REMOVE) {
            return "Urgent";
        }
        return obligation.filter(Obligation::reminded).isPresent() ? "Reminded" : "";
    }

    /** How far up the queue a task stands. */
    static int priority(Duty duty) {
        return duty == Duty.REMOVE ? AT_ONCE : NORMAL;
    }
}
