package org.schoolapprovals.schoolcalendar;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of the school calendar says about its days. */
public enum EntryKind {
    TERM("term", "Term"),
    HOLIDAY("holiday", "Holiday in term"),
    INSET_DAY("inset-day", "INSET day"),
    BANK_HOLIDAY("bank-holiday", "Bank holiday");

    private final String id;
    private final String title;

    EntryKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As it stands in the table and in the form. */
    public String id() {
        return id;
    }

    /** As people say it. */
    public String title() {
        return title;
    }

    /** Whether such an entry is always a single day. */
    public boolean isSingleDay() {
        return this == INSET_DAY || this == BANK_HOLIDAY;
    }

    /** The kind with this id; empty where there is none. */
    public static Optional<EntryKind> ofId(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
