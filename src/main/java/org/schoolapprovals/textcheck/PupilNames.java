package org.schoolapprovals.textcheck;

import java.util.List;

/** The pupils whose names no text may hold (S4), from whoever keeps them. */
public interface PupilNames {

    /**
     * What the check needs to know of a child.
     *
     * @param nicknames what they are called besides; each counts as a name
     */
    record Child(String firstName, String lastName, List<String> nicknames, String className) {

        public Child {
            nicknames = List.copyOf(nicknames);
        }

        /** First and last name. */
        public String name() {
            return firstName + " " + lastName;
        }
    }

    /** Grows with every change, so that the names are read only when they are others. */
    long version();

    List<Child> children();
}
