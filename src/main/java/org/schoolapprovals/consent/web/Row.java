package org.schoolapprovals.consent.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.RegisterLine;

/**
 * A child in a list, in words.
 *
 * @param about class and year of leaving
 * @param barred what stands instead of the answers where the child is barred; empty otherwise
 * @param answers one for each use
 */
record Row(String link, String name, String about, String barred, List<Answered> answers) {

    /** @param use its short name */
    record Answered(String use, Mark mark) {}

    /** @param at what the link needs to show the same moment; empty for now */
    static Row of(RegisterLine line, LocalDate endOfTerm, String at) {
        Pupil pupil = line.enrolment().pupil();
        return new Row(
                "/consents/pupils/" + pupil.id() + at,
                pupil.name(),
                about(line),
                line.barred() ? Answer.BARRED.words() : "",
                line.cells().entrySet().stream()
                        .map(cell -> new Answered(cell.getKey().title(), Mark.of(cell.getValue(), endOfTerm)))
                        .toList());
    }

    static String about(RegisterLine line) {
        Pupil pupil = line.enrolment().pupil();
        return String.format(
                Locale.ROOT,
                line.enrolment().present() ? "%s, leaves in %d" : "%s, has left (%d)",
                pupil.className(),
                pupil.leavingYear());
    }
}
