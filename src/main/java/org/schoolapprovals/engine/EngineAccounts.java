package org.schoolapprovals.engine;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the engine's own user store. */
@Component
class EngineAccounts implements Accounts {

    private final IdentityService identityService;
    private final ProcessEngineConfigurationImpl engine;

    EngineAccounts(IdentityService identityService, ProcessEngineConfigurationImpl engine) {
        this.identityService = identityService;
        this.engine = engine;
    }

    @Override
    public boolean anyExists() {
        return identityService.createUserQuery().count() > 0;
    }

    @Override
    public boolean exists(String userId) {
        return find(userId).isPresent();
    }

    /**
     * Only reads. The engine's own check writes every wrong guess to the account, so that two at once collide, and somebody who
     * guesses could keep the owner out.
     */
    @Override
    public boolean isPassword(String userId, String password) {
        PasswordManager passwords = engine.getPasswordManager();
        Optional<UserEntity> account = find(userId);
        if (account.isEmpty()) {
            passwords.encrypt(
                    password); // takes as long as a check, so that nobody finds out by the clock who has an account
        }
        return account.filter(present -> passwords.check(
                        EncryptionUtil.saltPassword(password, present.getSalt()), present.getPassword()))
                .isPresent();
    }

    @Override
    public Optional<String> passwordMark(String userId) {
        return find(userId).map(UserEntity::getSalt);
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

    @Override
    @Transactional
    public void changePassword(String userId, String password) {
        UserEntity user = find(userId).orElseThrow();
        user.setPassword(password);
        identityService.saveUser(user);
    }

    @Override
    @Transactional
    public void enterEmail(String userId, String address) {
        UserEntity user = find(userId).orElseThrow();
        user.setEmail(address);
        identityService.saveUser(user);
    }

    private Optional<UserEntity> find(String userId) {
        return Optional.ofNullable(
                (UserEntity) identityService.createUserQuery().userId(userId).singleResult());
    }
}
