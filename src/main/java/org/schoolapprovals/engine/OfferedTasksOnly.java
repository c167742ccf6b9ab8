package org.schoolapprovals.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.schoolapprovals.refusal.NotAllowedException;

/** A task that is offered to groups is only ever taken by one of their members: claiming it for somebody else hands over nothing. */
class OfferedTasksOnly extends AbstractBpmnParseListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        UserTaskActivityBehavior behavior = (UserTaskActivityBehavior) activity.getActivityBehavior();
        behavior.getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, OfferedTasksOnly::refuseStrangers);
    }

    private static void refuseStrangers(DelegateTask task) {
        Set<String> offeredTo = task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .map(IdentityLink::getGroupId)
                .collect(Collectors.toSet());
        if (task.getAssignee() == null || offeredTo.isEmpty()) {
            return;
        }
        boolean member = task.getProcessEngineServices()
                        .getIdentityService()
                        .createGroupQuery()
                        .groupMember(task.getAssignee())
                        .groupIdIn(offeredTo.toArray(String[]::new))
                        .count()
                > 0;
        if (!member) {
            throw new NotAllowedException("This task can only be taken by those it is offered to.");
        }
    }
}
