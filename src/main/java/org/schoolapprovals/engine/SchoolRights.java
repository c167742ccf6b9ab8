package org.schoolapprovals.engine;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;

/**
 * Who may do what in the engine: the whole table, in one place. Rights on a single task need no line here: the engine gives them
 * to those whom the task is offered to.
 */
@Component
class SchoolRights {

    private static final String ANY = Authorization.ANY;

    private static final List<Grant> GRANTS = Stream.of(
                    processStartedBy("personal-device-exception", Role.STAFF),
                    processStartedBy("comment-approval", Role.STAFF),
                    processStartedBy("photo-consent-verification", Role.STAFF),
                    processStartedBy("policy-review", Role.HEAD_TEACHER),
                    processStartedBy("policy-review", Role.DEPUTY_HEAD),
                    processesShownTo(
                            Role.STAFF,
                            "personal-device-closure",
                            "comment-effect",
                            "photo-publication",
                            "photo-takedown",
                            "policy-acknowledgement",
                            "weekly-roundup",
                            "weekly-roundup-takedown"),
                    processesShownTo(Role.SOCIAL_MEDIA, "policy-review"),
                    processesShownTo(Role.GOVERNORS, "policy-review"),
                    processesShownTo(
                            Role.CHAIR_OF_GOVERNORS,
                            "personal-device-exception",
                            "personal-device-closure",
                            "comment-approval",
                            "comment-effect",
                            "policy-review"),
                    everybodyWithTasks(Resources.APPLICATION, "tasklist", ACCESS),
                    everything(Role.ADMINISTRATOR))
            .flatMap(List::stream)
            .toList();

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;

    SchoolRights(IdentityService identityService, AuthorizationService authorizationService) {
        this.identityService = identityService;
        this.authorizationService = authorizationService;
    }

    private record Grant(Role role, Resource resource, String resourceId, Permission... permissions) {}

    private static List<Grant> processStartedBy(String process, Role role) {
        return List.of(
                new Grant(role, Resources.PROCESS_DEFINITION, process, READ, CREATE_INSTANCE),
                new Grant(role, Resources.PROCESS_INSTANCE, ANY, CREATE));
    }

    /** The model only, so that a task can name its process and draw it; not one running instance. */
    private static List<Grant> processesShownTo(Role role, String... processes) {
        return Stream.of(processes)
                .map(process -> new Grant(role, Resources.PROCESS_DEFINITION, process, READ))
                .toList();
    }

    private static List<Grant> everybodyWithTasks(Resource resource, String resourceId, Permission permission) {
        return Stream.of(Role.STAFF, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS)
                .map(role -> new Grant(role, resource, resourceId, permission))
                .toList();
    }

    private static List<Grant> everything(Role role) {
        return Arrays.stream(Resources.values())
                .map(resource -> new Grant(role, resource, ANY, ALL))
                .toList();
    }

    /** Makes the groups and their rights; what is there already stays as it is. */
    void layDown() {
        for (Role role : Role.values()) {
            if (identityService.createGroupQuery().groupId(role.groupId()).count() == 0) {
                Group group = identityService.newGroup(role.groupId());
                group.setName(role.title());
                group.setType(role == Role.ADMINISTRATOR ? "SYSTEM" : "WORKFLOW");
                identityService.saveGroup(group);
            }
        }
        GRANTS.forEach(grant -> grant(grant.role(), grant.resource(), grant.resourceId(), grant.permissions()));
    }

    /** Gives a role rights on one resource, once. */
    void grant(Role role, Resource resource, String resourceId, Permission... permissions) {
        Authorization present = authorizationService
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(role.groupId())
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        if (present == null) {
            Authorization granted = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            granted.setGroupId(role.groupId());
            granted.setResource(resource);
            granted.setResourceId(resourceId);
            granted.setPermissions(permissions);
            authorizationService.saveAuthorization(granted);
        }
    }
}
