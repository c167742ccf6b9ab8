package org.schoolapprovals.people;

import java.util.Set;

/** The accounts with which people sign in. */
public interface Accounts {

    /** Whether anybody could sign in at all. */
    boolean anyExists();

    boolean exists(String userId);

    /** Whether this is the password of this account; false for an account that does not exist. */
    boolean isPassword(String userId, String password);

    /** Opens an account. */
    void open(String userId, String firstName, String lastName, String password, Set<Role> roles);
}
