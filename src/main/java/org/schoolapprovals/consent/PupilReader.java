package org.schoolapprovals.consent;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.RefusedException;

/** Reads a child's particulars as they were typed or came in a file. */
final class PupilReader {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_CLASS = 30;
    private static final int LONGEST_NUMBER = 30;
    private static final int MOST_NICKNAMES = 5;
    private static final int MOST_YEARS = 15;

    private PupilReader() {}

    /** What was typed. */
    record Particulars(
            String firstName,
            String lastName,
            List<String> nicknames,
            String className,
            int leavingYear,
            Optional<String> number) {

        /** Name without case, accents kept. */
        String nameKey() {
            return PupilReader.nameKey(firstName, lastName);
        }

        String name() {
            return firstName + " " + lastName;
        }
    }

    /** @throws RefusedException with a sentence for each fault */
    static Particulars read(PupilForm form, LocalDate today) {
        Faults faults = new Faults();
        String first = faults.line("First name", spaced(form.firstName()), LONGEST_NAME);
        String last = faults.line("Last name", spaced(form.lastName()), LONGEST_NAME);
        String className = faults.line("Class", spaced(form.className()), LONGEST_CLASS);
        int leavingYear = leavingYear(form.leavingYear(), today, faults);
        boolean numbered = form.number() != null && !form.number().isBlank();
        Optional<String> number = numbered
                ? Optional.of(faults.line("Pupil number", spaced(form.number()), LONGEST_NUMBER))
                : Optional.empty();
        List<String> nicknames = nicknames(form.nicknames(), faults);
        faults.refuseIfAny();
        return new Particulars(first, last, nicknames, className, leavingYear, number);
    }

    static String nameKey(String firstName, String lastName) {
        return key(firstName + " " + lastName);
    }

    /** Without case, and with one apostrophe for all. */
    static String key(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'');
    }

    private static List<String> nicknames(String typed, Faults faults) {
        Set<String> nicknames = new LinkedHashSet<>();
        for (String nickname : (typed == null ? "" : typed).split("[,;]")) {
            if (!nickname.isBlank()) {
                nicknames.add(faults.line("Nicknames", spaced(nickname), LONGEST_NAME));
            }
        }
        if (nicknames.size() > MOST_NICKNAMES) {
            faults.add("Nicknames: please enter %d at most.".formatted(MOST_NICKNAMES));
        }
        return List.copyOf(nicknames);
    }

    /** A year, or the date of leaving that some exports have instead. */
    private static int leavingYear(String typed, LocalDate today, Faults faults) {
        String text = typed == null ? "" : typed.strip();
        int year = text.matches("[0-9]{4}")
                ? Integer.parseInt(text)
                : Dates.read(text).map(LocalDate::getYear).orElse(0);
        if (year < today.getYear() - 1 || year > today.getYear() + MOST_YEARS) {
            faults.add("Year of leaving: please enter the year in which the child leaves the school, such as %d."
                    .formatted(today.getYear() + 3));
        }
        return year;
    }

    /** One blank instead of several; line breaks and tabs stay, and are refused. */
    private static String spaced(String typed) {
        return typed == null ? null : typed.strip().replaceAll("[ \\u00A0]+", " ");
    }
}
