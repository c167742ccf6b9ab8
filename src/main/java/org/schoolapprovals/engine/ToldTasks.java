package org.schoolapprovals.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Lets people know of every task of every process: the model says nothing about it. */
class ToldTasks extends AbstractBpmnParseListener {

    private final Supplier<TaskNotices> notices;

    /** @param notices asked for when something happens: they need the engine themselves */
    ToldTasks(Supplier<TaskNotices> notices) {
        this.notices = notices;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        // After the listeners of the model: they say what the task is about and how urgent it is, and who comes too
        // late.
        task.addTaskListener(
                TaskListener.EVENTNAME_CREATE, created -> notices.get().offered(created));
        task.addTaskListener(
                TaskListener.EVENTNAME_UPDATE, changed -> notices.get().changed(changed));
        task.addTaskListener(
                TaskListener.EVENTNAME_COMPLETE, ended -> notices.get().ended(ended));
        // Even where somebody deletes a process without the listeners of the model.
        task.addBuiltInTaskListener(
                TaskListener.EVENTNAME_DELETE, ended -> notices.get().ended(ended));
    }
}
