package org.schoolapprovals.people;

import java.util.Optional;
import java.util.Set;

/** The accounts with which people sign in. */
public interface Accounts {

    /** Whether anybody could sign in at all. */
    boolean anyExists();

    boolean exists(String userId);

    /** Whether this is the password of this account; false, and no sooner, for an account that does not exist. */
    boolean isPassword(String userId, String password);

    /**
     * A mark of the password that the account has now: another one after every change, and after another account was opened under
     * the same name. It tells nothing about the password. Empty for an account that does not exist.
     */
    Optional<String> passwordMark(String userId);

    /** Opens an account. */
    void open(String userId, String firstName, String lastName, String password, Set<Role> roles);

    /** Gives an account that exists another password. */
    void changePassword(String userId, String password);

    /** Gives an account that exists the address of the person's official school e-mail, for notices. */
    void enterEmail(String userId, String address);
}
