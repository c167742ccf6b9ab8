package org.schoolapprovals.textcheck;

import java.util.Arrays;
import java.util.Optional;

/** One of the lists that the school keeps for the check of texts. */
public enum ListKind {
    ABUSIVE_WORDS(
            "abusive-words",
            "Abusive words",
            "One word or phrase a line. Only whole words are found; a star at the end stands for any ending: idiot* finds idiots and"
                    + " idiotic too. Simple disguises such as figures, signs or spaces between the letters are seen through.",
            5_000),
    SAFEGUARDING_SIGNS(
            "safeguarding-signs",
            "Signs of a safeguarding concern",
            "One word or phrase a line. A comment with one of them has to be looked at within two hours. A star at the end stands"
                    + " for any ending.",
            5_000),
    AGREED_SITES(
            "agreed-sites",
            "Agreed sites",
            "One site a line, such as bbc.co.uk; all that lies below it is agreed as well. Add the school’s own site.",
            1_000);

    private final String id;
    private final String title;
    private final String hint;
    private final int most;

    ListKind(String id, String title, String hint, int most) {
        this.id = id;
        this.title = title;
        this.hint = hint;
        this.most = most;
    }

    /** What it is called in addresses and in the database. */
    public String id() {
        return id;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** What to write, for whoever changes it. */
    public String hint() {
        return hint;
    }

    /** How many entries it may have. */
    int most() {
        return most;
    }

    /** The list with this id; empty for any other. */
    public static Optional<ListKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
