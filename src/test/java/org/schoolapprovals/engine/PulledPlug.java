package org.schoolapprovals.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Lets the engine fail on its way into a step, after everything before that step was done, or something else happen then. */
public final class PulledPlug extends AbstractProcessEnginePlugin {

    private volatile String failingStep = "";
    private final AtomicReference<Meanwhile> meanwhile = new AtomicReference<>();

    private record Meanwhile(String task, Runnable deed) {}

    /** From now on no execution gets into this element. */
    public void pullBefore(String element) {
        failingStep = element;
    }

    /** The next time somebody completes this task, this happens once its rows are read and before anything is recorded. */
    public void meanwhile(String task, Runnable deed) {
        meanwhile.set(new Meanwhile(task, deed));
    }

    public void putBack() {
        failingStep = "";
        meanwhile.set(null);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>(
                Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
        listeners.add(everyStep());
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private BpmnParseListener everyStep() {
        return new AbstractBpmnParseListener() {
            @Override
            public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
            }

            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
                ((UserTaskActivityBehavior) activity.getActivityBehavior())
                        .getTaskDefinition()
                        .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, task -> happens(activity.getId()));
            }

            @Override
            public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
                watch(activity);
            }
        };
    }

    private void happens(String task) {
        Meanwhile due = meanwhile.get();
        if (due != null && due.task().equals(task) && meanwhile.compareAndSet(due, null)) {
            due.deed().run();
        }
    }

    private void watch(ActivityImpl activity) {
        activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> {
            if (activity.getId().equals(failingStep)) {
                throw new IllegalStateException("Somebody pulled the plug before " + failingStep);
            }
        });
    }
}
