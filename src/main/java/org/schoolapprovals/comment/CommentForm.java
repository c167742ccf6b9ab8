package org.schoolapprovals.comment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolapprovals.refusal.Faults;

/**
 * Reads what a form, or somebody with a tool of their own, sent about a comment. Nothing is believed: every fault gets a sentence.
 *
 * @param origin where the comment comes from; sound only if no fault was found
 */
record CommentForm(Origin origin, String text) {

    static final String CHANNEL = "channel";
    static final String AUTHOR_NAME = "authorName";
    static final String COMMENT_TEXT = "commentText";
    static final String POST_LINK = "postLink";
    static final String OUR_OWN = "ourOwn";
    static final String IN_PUBLIC = "inPublic";

    private static final Set<String> FIELDS = Set.of(CHANNEL, AUTHOR_NAME, COMMENT_TEXT, POST_LINK, OUR_OWN, IN_PUBLIC);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 10_000;

    /** @throws org.schoolapprovals.refusal.RefusedException with all faults at once */
    static CommentForm read(Map<String, ?> values) {
        Faults faults = new Faults();
        faults.unknownFields(values.keySet(), FIELDS);
        Optional<Channel> channel = Channel.of(values.get(CHANNEL));
        if (channel.isEmpty()) {
            faults.add("Channel: please choose one of "
                    + Arrays.stream(Channel.values()).map(Channel::words).collect(Collectors.joining(", ")) + ".");
        }
        String author = faults.line("Author", values.get(AUTHOR_NAME), LONGEST_NAME);
        String text = text(values.get(COMMENT_TEXT), faults);
        Optional<String> link = faults.link("Link", values.get(POST_LINK));
        boolean ourOwn = faults.ticked("Our own", values.get(OUR_OWN));
        boolean inPublic = faults.ticked("In public", values.get(IN_PUBLIC));
        faults.refuseIfAny();
        return new CommentForm(
                new Origin(
                        Road.BY_HAND,
                        channel.orElseThrow(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        author,
                        Optional.empty(),
                        link,
                        ourOwn,
                        inPublic,
                        Optional.empty()),
                text);
    }

    /** What was confirmed about work by hand. @return where the comment can be seen now */
    static Optional<String> readConfirmation(boolean done, boolean gone, String link) {
        Faults faults = new Faults();
        if (done == gone) {
            faults.add(
                    done
                            ? "Please tick either that it is done or that it is no longer there, not both."
                            : "Please tick that it is done, or that it is no longer there.");
        }
        Optional<String> given = faults.link("Link", link);
        faults.refuseIfAny();
        return given;
    }

    /** A comment may be emoji and nothing else, and hold marks that nobody sees: it is kept as it was written. */
    private static String text(Object raw, Faults faults) {
        if (raw != null && !(raw instanceof String)) {
            faults.add("Comment: please enter text.");
            return "";
        }
        String text = raw == null ? "" : OutsideText.of((String) raw).text();
        int length = text.codePointCount(0, text.length());
        if (text.isBlank()) {
            faults.add("Comment: please fill it in.");
        } else if (length > LONGEST_TEXT) {
            faults.add(String.format(Locale.UK, "Comment: please shorten it to %,d characters.", LONGEST_TEXT));
        }
        return text;
    }
}
