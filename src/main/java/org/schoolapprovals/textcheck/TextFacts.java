package org.schoolapprovals.textcheck;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found in a text. Each collection is in the order of the list or of the text, and empty where there is nothing of the
 * kind.
 *
 * @param pupils names of children at the school, S4
 * @param classAndName a child's first name or initials near a class, such as {@code Grace May (3B)}, even where the name alone would
 *     count as a common word, S4
 * @param staff names of people who work here or govern the school, the head teacher's among them, S4
 * @param headTeacher whether the text speaks of the head teacher, by name or by title; such a comment is the chair's
 * @param contactDetails kinds in words, such as {@code a phone number}; never the number itself, S4
 * @param otherLinks hosts that are not among the school's agreed sites, as they really are, S5
 * @param agreedLinks hosts that are among them
 * @param abusive entries of the school's list of abusive words, S6
 * @param safeguarding entries of the school's list of signs of a safeguarding concern
 * @param onlyEmoji whether there are emoji and nothing else in it
 * @param hiddenMarks whether there are marks in it that nobody sees: turned or overridden writing direction, characters without
 *     width
 */
public record TextFacts(
        Set<String> pupils,
        Set<String> classAndName,
        Set<String> staff,
        boolean headTeacher,
        List<String> contactDetails,
        List<String> otherLinks,
        List<String> agreedLinks,
        Set<String> abusive,
        Set<String> safeguarding,
        boolean onlyEmoji,
        boolean hiddenMarks) {

    public TextFacts {
        pupils = inOrder(pupils);
        classAndName = inOrder(classAndName);
        staff = inOrder(staff);
        contactDetails = List.copyOf(contactDetails);
        otherLinks = List.copyOf(otherLinks);
        agreedLinks = List.copyOf(agreedLinks);
        abusive = inOrder(abusive);
        safeguarding = inOrder(safeguarding);
    }

    /** Whether anybody is named, or the head teacher spoken of. */
    public boolean namesSomebody() {
        return !pupils.isEmpty() || !classAndName.isEmpty() || !staff.isEmpty() || headTeacher;
    }

    private static Set<String> inOrder(Set<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }
}
