package org.schoolapprovals.engine;

import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.type.PrimitiveValueType;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;

/**
 * The way between a form in Tasklist and the use cases: what a form shows goes in as variables of the task alone and ends with it;
 * what somebody sent comes out as plain values, nothing of which is believed yet.
 */
public final class TaskForm {

    /** Everything that a form shows, in one variable: {@code {{facts.trip}}}. */
    private static final String FACTS = "facts";

    private static final Set<String> SHOWN =
            Set.of(FACTS, QueueFacts.ABOUT, QueueFacts.DEPARTURE, QueueFacts.REQUESTER_NAME, QueueFacts.MARK);

    private TaskForm() {}

    /**
     * What the queues show of a task.
     *
     * @param about what it is about, in a few words; nothing confidential
     * @param departure when it begins; empty where nothing begins
     * @param requesterName who asked, by name
     * @param mark {@code Urgent}, {@code Reminded}, {@code Overdue}, or empty
     */
    public record Queued(String about, Optional<Date> departure, String requesterName, String mark) {}

    /**
     * Fills in the form of a task that has just been created.
     *
     * @param facts what the form shows; the form's html component shows markup in it as text
     * @param fields what the form asks for, with the values that it starts with; null for none
     */
    public static void open(DelegateTask task, Queued queued, Map<String, ?> facts, Map<String, ?> fields) {
        task.setVariableLocal(QueueFacts.ABOUT, queued.about());
        task.setVariableLocal(QueueFacts.DEPARTURE, queued.departure().orElse(null));
        task.setVariableLocal(QueueFacts.REQUESTER_NAME, queued.requesterName());
        task.setVariableLocal(QueueFacts.MARK, queued.mark());
        // Fields are there from the start, so that what is sent stays with the task instead of going to the process.
        shown(facts, fields).forEach(task::setVariableLocal);
    }

    /** Fills in the form of an open task anew: what it shows, and what its fields start with, has changed meanwhile. */
    public static void showAnew(TaskService tasks, String taskId, Map<String, ?> facts, Map<String, ?> fields) {
        tasks.setVariablesLocal(taskId, shown(facts, fields));
    }

    private static Map<String, Object> shown(Map<String, ?> facts, Map<String, ?> fields) {
        Map<String, Object> shown = new HashMap<>();
        fields.forEach((name, value) ->
                shown.put(name, value instanceof Collection<?> several ? json(several) : value));
        shown.put(FACTS, json(facts));
        return shown;
    }

    /**
     * What was sent with a task, for the fields that {@link #open} knew.
     *
     * @param routing variables of the process that may be there
     * @throws RefusedException if anything else was sent
     */
    public static SentForm read(DelegateTask task, Set<String> routing) {
        Set<String> unknown = new HashSet<>(task.getExecution().getVariableNames());
        unknown.removeAll(routing);
        if (!unknown.isEmpty()) {
            throw new RefusedException("This form has no field " + named(unknown) + ": nothing was saved.");
        }
        Map<String, Object> values = plain(task.getVariableNamesLocal(), task::getVariableLocalTyped);
        SHOWN.forEach(values::remove);
        return new SentForm(values);
    }

    /** What was sent with a start form; takes it out of the process, which has no use for it. */
    public static Map<String, Object> takeStart(DelegateExecution execution) {
        Map<String, Object> values = plain(execution.getVariableNames(), execution::getVariableTyped);
        execution.removeVariables();
        return values;
    }

    /** Fields that start empty. */
    public static Map<String, Object> empty(String... fields) {
        Map<String, Object> empty = new HashMap<>();
        for (String field : fields) {
            empty.put(field, null);
        }
        return empty;
    }

    /**
     * The request that a process is about: its business key.
     *
     * @throws RefusedException if the process was not started by its form
     */
    public static UUID requestOf(DelegateExecution execution) {
        String businessKey = execution.getProcessBusinessKey();
        if (businessKey == null) {
            throw new RefusedException("This was not started by its form, so there is no request behind it.");
        }
        return UUID.fromString(businessKey);
    }

    /** User name of whoever acts at this moment. */
    public static String actor(DelegateTask task) {
        return signedIn(task.getProcessEngineServices().getIdentityService().getCurrentAuthentication());
    }

    /** User name of whoever acts at this moment. */
    public static String actor(DelegateExecution execution) {
        return signedIn(
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication());
    }

    private static String signedIn(Authentication somebody) {
        return Optional.ofNullable(somebody)
                .map(Authentication::getUserId)
                .orElseThrow(() -> new NotAllowedException("Please sign in first."));
    }

    private interface TypedVariables {
        TypedValue typed(String name, boolean deserialize);
    }

    /** Values that are no plain ones stay wrapped, so that no reader takes them for text; nothing is ever deserialised. */
    private static Map<String, Object> plain(Collection<String> names, TypedVariables variables) {
        Map<String, Object> values = new HashMap<>();
        for (String name : names) {
            TypedValue value = variables.typed(name, false);
            if (value instanceof JsonValue json) {
                values.put(name, json.getValueSerialized());
            } else if (value instanceof SerializableValue object) {
                values.put(name, object);
            } else if (value.getValue() == null || value.getType() instanceof PrimitiveValueType) {
                values.put(name, value.getValue());
            } else {
                values.put(name, value);
            }
        }
        return values;
    }

    private static JsonValue json(Object value) {
        return SpinValues.jsonValue(Spin.JSON(value).toString()).create();
    }

    private static String named(Set<String> unknown) {
        return unknown.stream()
                .sorted()
                .limit(3)
                .map(name -> "\u201c" + name.substring(0, Math.min(40, name.length())) + "\u201d")
                .collect(Collectors.joining(", "));
    }
}
