package org.schoolapprovals.comment;

import java.util.regex.Pattern;

/** What somebody outside wrote, as people see it: nothing in it is hidden or turns the words round, S2. */
public final class Shown {

    /** Control characters, marks of writing direction and characters without width; what joins emoji stays. */
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cntrl}&&[^\\n\\t]]"
                    + "|[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0]");

    private static final String PLACE = "[hidden mark]";

    private Shown() {}

    /** With a word in the place of each mark that nobody sees. */
    public static String text(String text) {
        return replaced(text, PLACE);
    }

    /** For copying: what nobody saw when it was agreed is not published either. */
    public static String withoutMarks(String text) {
        return replaced(text, "");
    }

    private static String replaced(String text, String replacement) {
        return HIDDEN.matcher(text.replace("\r\n", "\n")).replaceAll(replacement);
    }
}
