package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of the management system's export may hold, as far as the register wants it. */
public enum ImportColumn {
    FIRST_NAME(
            "first-name",
            "First name",
            true,
            "first name",
            "forename",
            "given name",
            "legal forename",
            "chosen forename"),
    LAST_NAME("last-name", "Last name", true, "last name", "surname", "family name", "legal surname", "chosen surname"),
    CLASS(
            "class",
            "Class",
            true,
            "class",
            "class name",
            "registration group",
            "reg group",
            "reg",
            "registration form",
            "form"),
    LEAVING_YEAR(
            "leaving-year",
            "Year of leaving",
            true,
            "year of leaving",
            "leaving year",
            "leaver year",
            "date of leaving",
            "leaving date",
            "expected leaving date"),
    NUMBER(
            "number",
            "Pupil number",
            false,
            "pupil number",
            "admission number",
            "adno",
            "upn",
            "pupil id",
            "student id",
            "id"),
    NICKNAMES(
            "nicknames",
            "Nicknames",
            false,
            "nicknames",
            "nickname",
            "known as",
            "preferred name",
            "preferred forename");

    private final String value;
    private final String words;
    private final boolean needed;
    private final List<String> headings;

    ImportColumn(String value, String words, boolean needed, String... headings) {
        this.value = value;
        this.words = words;
        this.needed = needed;
        this.headings = List.of(headings);
    }

    /** As forms send it, such as {@code first-name}. */
    public String value() {
        return value;
    }

    /** As people read it, such as {@code First name}. */
    public String words() {
        return words;
    }

    /** Whether no import goes without it. */
    public boolean needed() {
        return needed;
    }

    /** The position of the column that is most likely meant, by its heading; empty where none is. */
    Optional<Integer> among(List<String> columns) {
        List<String> plain = columns.stream().map(ImportColumn::plain).toList();
        return headings.stream().map(plain::indexOf).filter(at -> at >= 0).findFirst();
    }

    /** The column with this value; empty for any other. */
    public static Optional<ImportColumn> of(String value) {
        return Arrays.stream(values())
                .filter(column -> column.value.equals(value))
                .findFirst();
    }

    private static String plain(String heading) {
        return heading.replaceAll("[^\\p{L}]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
