package org.schoolapprovals.engine;

import org.camunda.bpm.engine.impl.TaskServiceImpl;

/**
 * Putting a task back takes no more rights than claiming it. The engine asks for those to give it to anybody, and with them come
 * those to offer it to anybody.
 */
class ReturnableTasks extends TaskServiceImpl {

    @Override
    public void setAssignee(String taskId, String userId) {
        if (userId == null) {
            claim(taskId, null);
        } else {
            super.setAssignee(taskId, userId);
        }
    }
}
