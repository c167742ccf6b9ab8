package org.schoolapprovals.security;

import java.util.ArrayList;
import java.util.List;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.stereotype.Component;

/** The rules for a password that somebody chooses: long rather than intricate, and the current one has to be known. */
@Component
class PasswordChange {

    private static final int SHORTEST = 12;

    private final Accounts accounts;
    private final GuessThrottle throttle;

    PasswordChange(Accounts accounts, GuessThrottle throttle) {
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /**
     * Changes a person's own password.
     *
     * @param address where the person is, because the current password could be guessed here as well
     * @throws RefusedException with one sentence for each fault
     */
    void change(String userId, String address, String current, String wanted, String again) {
        List<String> faults = new ArrayList<>();
        if (wanted.codePointCount(0, wanted.length()) < SHORTEST) {
            faults.add("New password: please choose at least " + SHORTEST
                    + " characters; three or four words that you can remember are best.");
        } else if (wanted.length() > SignIn.LONGEST) {
            faults.add("New password: please choose at most " + SignIn.LONGEST + " characters.");
        } else if (wanted.equalsIgnoreCase(userId)) {
            faults.add("New password: please choose another one than your user name.");
        } else if (wanted.equals(current)) {
            faults.add("New password: please choose another one than your current password.");
        }
        if (!wanted.equals(again)) {
            faults.add("New password again: please type the same as above; the two differ.");
        }
        if (faults.isEmpty()) {
            refuseStranger(userId, address, current);
            accounts.changePassword(userId, wanted);
        } else {
            throw new RefusedException(faults);
        }
    }

    private void refuseStranger(String userId, String address, String current) {
        if (!throttle.admits(userId, address)) {
            throw new RefusedException("There were too many attempts. Please wait a few minutes, then try again.");
        }
        if (current.length() > SignIn.LONGEST || !accounts.isPassword(userId, current)) {
            throw new RefusedException("Current password: that is not it; please type it again.");
        }
        throttle.forgive(userId, address);
    }
}
