package org.schoolapprovals.textcheck;

import java.util.List;
import java.util.Set;
import org.schoolapprovals.textcheck.FoldedText.Word;
import org.schoolapprovals.textcheck.Phrases.Place;

/** Whether a text speaks of the head teacher by title. */
final class HeadTeacher {

    private static final Set<String> NOT_THE_HEAD =
            Set.of("deputy", "assistant", "former", "previous", "old", "last", "vice");
    private static final Set<String> WHOSE =
            Set.of("the", "our", "your", "this", "that", "new", "acting", "executive", "interim");
    private static final Set<String> WHAT_A_PERSON_DOES = Set.of(
            "is", "was", "has", "had", "should", "does", "doesnt", "did", "didnt", "isnt", "wasnt", "needs", "said",
            "says", "told", "tells", "never", "always", "knows", "must", "wont", "cant", "and", "who");

    private static final Phrases<Boolean> TITLES = new Phrases<>();

    static {
        for (String title : List.of(
                "headteacher*",
                "head teacher*",
                "headmaster*",
                "head master*",
                "headmistress*",
                "head mistress*",
                "head of school",
                "headteecher*",
                "head techer*",
                "headtecher*",
                "head teachr*")) {
            TITLES.put(List.of(title.split(" ")), true);
        }
    }

    private HeadTeacher() {}

    static boolean isSpokenOfIn(FoldedText text) {
        List<Word> words = text.words();
        boolean[] found = new boolean[1];
        TITLES.findIn(words, (title, place) -> found[0] |= !isAnother(words, place));
        for (int at = 1; at < words.size() && !found[0]; at++) {
            found[0] = isTheHead(words, at);
        }
        return found[0];
    }

    private static boolean isAnother(List<Word> words, Place place) {
        return place.from() > 0
                && NOT_THE_HEAD.contains(words.get(place.from() - 1).folded());
    }

    /** The Head, or our head is and the like: not the head of the queue, and no bumped head. */
    private static boolean isTheHead(List<Word> words, int at) {
        Word head = words.get(at);
        if (!head.folded().equals("head") || !WHOSE.contains(words.get(at - 1).folded())) {
            return false;
        }
        String next = at + 1 < words.size() ? words.get(at + 1).folded() : "";
        return WHAT_A_PERSON_DOES.contains(next)
                || head.capital() && !head.shouted() && !next.equals("of") && !next.equals("lice");
    }
}
