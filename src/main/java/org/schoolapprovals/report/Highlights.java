package org.schoolapprovals.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands out, in sentences. They are made of the figures as they are printed and of nothing else, so that they can say no more
 * than these.
 */
final class Highlights {

    private static final int WORTH_TELLING_SECONDS = 3600;
    private static final int WORTH_TELLING_DAYS = 2;

    private final ReportFrame frame;
    private final boolean over;
    private final List<String> sentences = new ArrayList<>();

    private Highlights(ReportFrame frame) {
        this.frame = frame;
        this.over = Piece.countedUntil(frame.period(), frame.asAt())
                .equals(frame.period().ends());
    }

    /** @param parts the contents in the order of the sections, with the same tables and rows */
    static List<String> of(ReportFrame frame, List<Contents.Part> parts, List<Section> sections) {
        Highlights highlights = new Highlights(frame);
        for (int section = 0; section < sections.size(); section++) {
            List<FigureTable> tables = sections.get(section).tables();
            for (int table = 0; table < tables.size(); table++) {
                if (!parts.get(section).tables().get(table).trend()) {
                    highlights.read(parts.get(section).tables().get(table), tables.get(table));
                }
            }
        }
        return highlights.said();
    }

    private void read(Contents.Table contents, FigureTable table) {
        for (int row = 0; row < table.rows().size(); row++) {
            String subject = contents.lines().get(row).subject();
            List<Figure> figures = table.rows().get(row).figures();
            if (subject.isEmpty()) {
                continue;
            }
            if (figures.get(0) instanceof Figure.Count now
                    && figures.size() > 1
                    && figures.get(1) instanceof Figure.Count before) {
                compare(subject, now.span(), before.span());
            } else if (figures.get(0) instanceof Figure.SchoolDays now
                    && figures.size() > 1
                    && figures.get(1) instanceof Figure.SchoolDays before) {
                compare(subject, now, before);
            }
        }
        tell(table);
    }

    /** Figures that stand out by themselves. */
    private void tell(FigureTable table) {
        if (table.id().equals("comments-seconds")
                && figure(table, "worst") instanceof Figure.Seconds worst
                && worst.seconds() >= WORTH_TELLING_SECONDS) {
            sentences.add("A comment that nobody had agreed to was in public for %s before it was hidden."
                    .formatted(worst.text()));
        }
        if (table.id().endsWith("-asked")
                && figure(table, "late") instanceof Figure.Count late
                && figure(table, "decided") instanceof Figure.Count decided
                && late.span().low() >= Span.SHOWN_FROM) {
            sentences.add("Of %s decisions on %s, %s came late."
                    .formatted(decided.text(), table.id().replace("-asked", ""), late.text()));
        }
        if (table.id().equals("round-ups")
                && figure(table, "missed") instanceof Figure.Count missed
                && figure(table, "posted") instanceof Figure.Count posted
                && missed.span().high() == 0
                && posted.span().low() >= Span.SHOWN_FROM) {
            sentences.add("No weekly round-up was missed.");
        }
        if (table.id().equals("policy-coverage")
                && figure(table, "coverage") instanceof Figure.Percent coverage
                && coverage.high() < 100) {
            sentences.add(
                    "Of those asked to confirm the new version of the policy, %s did.".formatted(coverage.text()));
        }
    }

    private static Figure figure(FigureTable table, String row) {
        return table.rows().stream()
                .filter(some -> some.id().equals(row))
                .map(some -> some.figures().get(0))
                .findFirst()
                .orElseThrow();
    }

    private void compare(String subject, Span now, Span before) {
        String against = "%s: %s against %s.".formatted(theOther(), now.text(), before.text());
        if (before.high() == 0 && now.low() >= Span.SHOWN_FROM) {
            sentences.add("%s: %s, after none in %s.".formatted(subject, now.text(), theOther()));
        } else if (before.low() >= Span.SHOWN_FROM && now.low() >= 3L * before.high()) {
            sentences.add("%s have tripled or more against %s".formatted(subject, against));
        } else if (before.low() >= Span.SHOWN_FROM && now.low() >= 2L * before.high()) {
            sentences.add("%s have doubled or more against %s".formatted(subject, against));
        } else if (over && before.low() >= 2 * Span.SHOWN_FROM && 2L * now.high() <= before.low()) {
            sentences.add("%s have halved or fallen further against %s".formatted(subject, against));
        }
    }

    private void compare(String subject, Figure.SchoolDays now, Figure.SchoolDays before) {
        if (now.days() >= 2 * before.days() && now.days() - before.days() >= WORTH_TELLING_DAYS) {
            sentences.add("%s take longer than in %s: nine in ten took up to %s, against %s."
                    .formatted(subject, theOther(), now.text(), before.text()));
        } else if (before.days() >= 2 * now.days() && before.days() - now.days() >= WORTH_TELLING_DAYS) {
            sentences.add("%s take less time than in %s: nine in ten took up to %s, against %s."
                    .formatted(subject, theOther(), now.text(), before.text()));
        }
    }

    private List<String> said() {
        if (sentences.isEmpty()) {
            return List.of(
                    frame.before().isPresent()
                            ? "Nothing stands out against " + theOther() + "."
                            : "There is nothing before this to compare it with.");
        }
        return List.copyOf(sentences);
    }

    private String theOther() {
        String name = frame.before().orElseThrow().name();
        return Character.isLetter(name.charAt(0))
                ? "the " + name.substring(0, 1).toLowerCase(Locale.UK) + name.substring(1)
                : "the days before (" + name + ")";
    }
}
