package org.schoolapprovals.engine;

import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the engine's own user store. */
@Component
class EngineAccounts implements Accounts {

    private final IdentityService identityService;

    EngineAccounts(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public boolean anyExists() {
        return identityService.createUserQuery().count() > 0;
    }

    @Override
    public boolean exists(String userId) {
        return identityService.createUserQuery().userId(userId).count() > 0;
    }

    @Override
    public boolean isPassword(String userId, String password) {
        return identityService.checkPassword(userId, password);
    }

    @Override
    @Transactional
    public void open(String userId, String firstName, String lastName, String password, Set<Role> roles) {
        User user = identityService.newUser(userId);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setPassword(password);
        identityService.saveUser(user);
        roles.forEach(role -> identityService.createMembership(userId, role.groupId()));
    }
}
