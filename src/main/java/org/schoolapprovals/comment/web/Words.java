package org.schoolapprovals.comment.web;

import java.time.Duration;
import java.util.List;
import org.schoolapprovals.comment.Shown;

/** Lengths of time and texts, as people read them. */
final class Words {

    /** What is read at a glance; the rest is folded. */
    private static final int GLANCE = 400;

    private static final int LINES = 6;

    private Words() {}

    /**
     * A text from outside.
     *
     * @param beginning as much of it as is read at a glance
     * @param whole all of it where that is more; otherwise empty
     * @param length in characters, of the whole
     */
    record Excerpt(String beginning, String whole, int length) {

        static Excerpt of(String text) {
            String shown = Shown.text(text).stripTrailing();
            int end = shown.offsetByCodePoints(0, Math.min(GLANCE, shown.codePointCount(0, shown.length())));
            List<String> lines = shown.substring(0, end).lines().toList();
            String beginning = String.join("\n", lines.subList(0, Math.min(LINES, lines.size())));
            return beginning.length() == shown.length()
                    ? new Excerpt(shown, "", 0)
                    : new Excerpt(beginning.stripTrailing() + " …", shown, shown.codePointCount(0, shown.length()));
        }
    }

    /** Such as {@code 47 seconds}, and from two minutes on in the largest unit that fits twice. */
    static String of(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return "less than a second";
        }
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return number(time.toSeconds(), "second");
        }
        if (time.compareTo(Duration.ofHours(2)) < 0) {
            return number(time.toMinutes(), "minute");
        }
        return time.compareTo(Duration.ofDays(2)) < 0 ? number(time.toHours(), "hour") : number(time.toDays(), "day");
    }

    private static String number(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
