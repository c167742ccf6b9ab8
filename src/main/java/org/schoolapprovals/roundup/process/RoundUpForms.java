package org.schoolapprovals.roundup.process;

import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.Task;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.photo.ClearedPhoto;
import org.schoolapprovals.roundup.Draft;
import org.schoolapprovals.roundup.Ending;
import org.schoolapprovals.roundup.PostedPhoto;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.Takedown;
import org.schoolapprovals.roundup.Takedowns;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** What the forms of round-ups show, and how their tasks stand in the queues. */
@Component
class RoundUpForms {

    /** Above everything that is only to be written: a photograph that has to go is in public, S3. */
    static final int AT_ONCE = 100;

    static final int NORMAL = 50;

    private final RoundUps roundUps;
    private final Takedowns takedowns;

    RoundUpForms(RoundUps roundUps, Takedowns takedowns) {
        this.roundUps = roundUps;
        this.takedowns = takedowns;
    }

    /** Everything that was prepared is in the form already. */
    void openPosting(DelegateTask task, RoundUp roundUp) {
        task.setDueDate(Date.from(roundUp.day().due()));
        task.setPriority(NORMAL);
        TaskForm.open(task, queued(roundUp.day().inWords(), mark(roundUp)), facts(roundUp), fields(roundUp));
    }

    /** What somebody prepared meanwhile comes into a form that is open. */
    void bringUpToDate(TaskService tasks, UUID roundUpId) {
        RoundUp roundUp = roundUps.find(roundUpId);
        for (Task task : tasks.createTaskQuery()
                .processInstanceBusinessKey(roundUp.id().toString())
                .taskDefinitionKey("Task_PostRoundup")
                .list()) {
            TaskForm.showAnew(tasks, task.getId(), facts(roundUp), fields(roundUp));
        }
    }

    private Map<String, Object> facts(RoundUp roundUp) {
        Draft draft = roundUps.draft(roundUp.day().friday());
        List<String> faults = draft.isEmpty() ? List.of() : roundUps.faultsOf(draft);
        List<ClearedPhoto> choices = roundUps.choices(draft);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heading", "Round-up of " + roundUp.day().inWords());
        facts.put("reference", roundUp.reference());
        facts.put("dueNote", "Due: " + SchoolTime.format(roundUp.day().due()));
        facts.put("page", RoundUps.PAGES + "/" + roundUp.day().friday());
        facts.put("faults", faults);
        facts.put("ready", !draft.isEmpty() && faults.isEmpty());
        facts.put(
                "choices",
                choices.stream()
                        .map(photo -> Map.of("value", photo.id().toString(), "label", photo.title()))
                        .toList());
        return facts;
    }

    /** Photographs that may not be shown any more are left out: whoever opens the form sees which are chosen. */
    private Map<String, Object> fields(RoundUp roundUp) {
        Draft draft = roundUps.draft(roundUp.day().friday());
        Set<UUID> allowed =
                roundUps.choices(draft).stream().map(ClearedPhoto::id).collect(Collectors.toSet());
        Map<String, Object> fields = new HashMap<>(TaskForm.empty("outcome", "link", "reason"));
        fields.put("text", draft.text());
        fields.put(
                "photos",
                draft.photos().stream()
                        .filter(allowed::contains)
                        .map(UUID::toString)
                        .toList());
        fields.put("contactsOurs", draft.contactsOurs());
        return fields;
    }

    void openTakedown(DelegateTask task, Takedown takedown) {
        RoundUp roundUp = roundUps.find(takedown.roundUp());
        List<PostedPhoto> photos = takedowns.photosOf(takedown.id());
        task.setDueDate(Date.from(takedown.due()));
        task.setPriority(AT_ONCE);
        Optional<Ending> post = roundUp.ending();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heading", "Photographs in the round-up of " + roundUp.day().inWords());
        facts.put("reference", roundUp.reference());
        facts.put("dueNote", "Due: " + SchoolTime.format(takedown.due()));
        facts.put("posted", post.map(Ending::at).map(SchoolTime::format).orElse(""));
        facts.put("href", post.flatMap(Ending::link).orElse(""));
        facts.put("text", post.map(Ending::text).orElse(""));
        facts.put("photos", photos.stream().map(RoundUpForms::inWords).toList());
        TaskForm.open(
                task, queued("round-up of " + roundUp.day().inWords(), mark(takedown)), facts, TaskForm.empty("done"));
    }

    private static String inWords(PostedPhoto photo) {
        return "Photograph " + photo.number() + " of the post: " + photo.title();
    }

    private static TaskForm.Queued queued(String about, String mark) {
        return new TaskForm.Queued(about, Optional.empty(), "", mark);
    }

    /** How an open task stands out in its queue. */
    static String mark(RoundUp roundUp) {
        if (roundUp.headToldAt().isPresent()) {
            return "Overdue";
        }
        return roundUp.isReminded() ? "Reminded" : "";
    }

    static String mark(Takedown takedown) {
        return takedown.isOverdue() ? "Overdue" : "Urgent";
    }
}
