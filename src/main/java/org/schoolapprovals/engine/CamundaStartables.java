package org.schoolapprovals.engine;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.web.Startables;
import org.springframework.stereotype.Component;

/** Asks the engine, under the person's own authorizations: what it offers here is what it offers in Tasklist. */
@Component
class CamundaStartables implements Startables {

    private final RepositoryService repository;
    private final IdentityService identity;

    CamundaStartables(RepositoryService repository, IdentityService identity) {
        this.repository = repository;
        this.identity = identity;
    }

    @Override
    public List<Startable> of(Person person) {
        Authentication before = identity.getCurrentAuthentication();
        identity.setAuthentication(
                person.id(), person.roles().stream().map(Role::groupId).toList());
        try {
            return repository
                    .createProcessDefinitionQuery()
                    .latestVersion()
                    .active()
                    .startableInTasklist()
                    .startablePermissionCheck()
                    .orderByProcessDefinitionName()
                    .asc()
                    .list()
                    .stream()
                    .map(process -> new Startable(process.getKey(), process.getName()))
                    .toList();
        } finally {
            identity.setAuthentication(before);
        }
    }
}
