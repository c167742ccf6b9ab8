package org.schoolapprovals.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.schoolapprovals.refusal.NotAllowedException;

/**
 * Who may have a task. One that is offered to groups is only ever taken by one of their members, for themselves, and put back by
 * any of them, so that nobody's absence holds it up. One that is meant for a single person stays with them, until others join
 * because it is overdue.
 */
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
        String assignee = task.getAssignee();
        if (offeredTo.isEmpty()) {
            if (assignee == null) {
                throw new NotAllowedException("This task is meant for one person and stays with them.");
            }
        } else if (assignee != null) {
            IdentityService identity = task.getProcessEngineServices().getIdentityService();
            Authentication acting = identity.getCurrentAuthentication();
            if (acting != null && !assignee.equals(acting.getUserId())) {
                throw new NotAllowedException("Everybody takes a task for themselves only.");
            }
            boolean meantForThem = task.getCandidates().stream().anyMatch(link -> assignee.equals(link.getUserId()));
            if (!meantForThem && !isMember(identity, assignee, offeredTo)) {
                throw new NotAllowedException("This task can only be taken by those it is offered to.");
            }
        }
    }

    private static boolean isMember(IdentityService identity, String userId, Set<String> groups) {
        return identity.createGroupQuery()
                        .groupMember(userId)
                        .groupIdIn(groups.toArray(String[]::new))
                        .count()
                > 0;
    }
}
