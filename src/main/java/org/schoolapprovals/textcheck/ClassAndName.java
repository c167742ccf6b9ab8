package org.schoolapprovals.textcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolapprovals.textcheck.FoldedText.Word;
import org.schoolapprovals.textcheck.Phrases.Place;
import org.schoolapprovals.textcheck.PupilNames.Child;

/**
 * Finds a child's first name, nickname or initials near a class (S4): together they tell who it is, even where the name alone is a
 * common word or too short to count, as in Al from 3B or will in Year 4.
 *
 * <p>Near is within five words. A name that is a common word counts with its capital, or where the class follows at once, as do
 * initials without dots. A class without a figure, such as Oak, counts with its capital or beside the word class.
 */
final class ClassAndName {

    private static final int NEAR = 5;
    private static final int SHORT_NAME = 2;
    private static final Set<String> OF = Set.of("from", "in", "of", "at");
    private static final Set<String> BEFORE_CLASS = Set.of("our", "the", "class", "year");
    private static final Set<String> NOBODYS_INITIALS = Set.of("pe", "re", "it", "tv", "uk", "ta");
    private static final Pattern YEAR = Pattern.compile("(?:year|yr|y|class)? ?([1-9])(?![0-9]).*");
    private static final Pattern RUN_TOGETHER = Pattern.compile("([0-9]+)([a-z]+)");

    private final Phrases<String> classes = new Phrases<>();
    private final Map<List<String>, Set<String>> children = new HashMap<>();
    private final Phrases<List<String>> names = new Phrases<>();
    private final Map<String, Set<String>> initials = new HashMap<>();

    ClassAndName(Collection<Child> all) {
        for (Child child : all) {
            addClass(child.className());
            addName(child.firstName(), child.name());
            addName(child.firstName().strip().split("\\s", 2)[0], child.name());
            child.nicknames().forEach(nickname -> addName(nickname, child.name()));
            List<String> first = FoldedText.wordsOf(child.firstName());
            List<String> last = FoldedText.wordsOf(child.lastName());
            if (!first.isEmpty() && !last.isEmpty()) {
                String both = initial(first.get(0)) + initial(last.get(last.size() - 1));
                initials.computeIfAbsent(both, unknown -> new LinkedHashSet<>()).add(child.name());
            }
        }
    }

    /** Such as {@code Grace May (3B)}. */
    Set<String> in(FoldedText text) {
        List<Word> words = text.words();
        String[] classAt = new String[words.size()];
        classes.findIn(words, (name, place) -> {
            if (isClass(words, place)) {
                for (int at = place.from(); at < place.to(); at++) {
                    classAt[at] = name;
                }
            }
        });
        Set<String> found = new LinkedHashSet<>();
        names.findIn(words, (name, place) -> {
            String near = counts(words, place, classAt) ? classNear(place, classAt) : classAfter(words, place, classAt);
            if (near != null) {
                children.get(name).forEach(child -> found.add("%s (%s)".formatted(child, near)));
            }
        });
        for (int at = 0; at < words.size(); at++) {
            findInitials(words, at, classAt, found);
        }
        return found;
    }

    private void findInitials(List<Word> words, int at, String[] classAt, Set<String> found) {
        Word word = words.get(at);
        String written = "";
        String near = null;
        if (word.shouted() && word.folded().length() == 2 && !NOBODYS_INITIALS.contains(word.folded())) {
            written = word.folded();
            near = at + 1 < classAt.length && classAt[at + 1] != null
                    ? classAt[at + 1]
                    : classAfter(words, new Place(at, at + 1), classAt);
        } else if (isInitial(word) && at + 1 < words.size() && isInitial(words.get(at + 1))) {
            written = word.folded() + words.get(at + 1).folded();
            near = classNear(new Place(at, at + 2), classAt);
        }
        if (near != null) {
            for (String child : initials.getOrDefault(written, Set.of())) {
                found.add("%s (%s)".formatted(child, near));
            }
        }
    }

    private void addName(String name, String child) {
        List<String> words = FoldedText.wordsOf(name);
        children.computeIfAbsent(words, unknown -> new LinkedHashSet<>()).add(child);
        names.put(words, words);
    }

    private void addClass(String className) {
        List<String> words = FoldedText.wordsOf(className);
        String together = String.join(" ", words);
        if (together.length() > 1) {
            classes.put(words, className);
            classes.put(apart(words), className);
        } else if (!words.isEmpty()) {
            classes.put(List.of("class", together), className);
        }
        Matcher year = YEAR.matcher(together);
        if (year.matches()) {
            String figure = year.group(1);
            for (String before : List.of("year", "yr", "class")) {
                classes.put(List.of(before, figure), "Year " + figure);
            }
            classes.put(List.of("y" + figure), "Year " + figure);
        }
    }

    /** 3 B for 3B. */
    private static List<String> apart(List<String> words) {
        List<String> apart = new ArrayList<>();
        for (String word : words) {
            Matcher together = RUN_TOGETHER.matcher(word);
            if (together.matches()) {
                apart.add(together.group(1));
                apart.add(together.group(2));
            } else {
                apart.add(word);
            }
        }
        return apart;
    }

    private static boolean isClass(List<Word> words, Place place) {
        List<Word> name = words.subList(place.from(), place.to());
        return name.stream().anyMatch(word -> word.folded().chars().anyMatch(Character::isDigit))
                || name.stream().allMatch(Word::capital)
                || name.get(0).folded().equals("class")
                || place.from() > 0 && words.get(place.from() - 1).folded().equals("class")
                || place.to() < words.size() && words.get(place.to()).folded().equals("class");
    }

    private static boolean counts(List<Word> words, Place place, String[] classAt) {
        List<Word> name = words.subList(place.from(), place.to());
        boolean plain = name.stream().allMatch(word -> CommonWords.contain(word.folded()))
                || name.stream().mapToInt(word -> word.folded().length()).sum() <= SHORT_NAME;
        return !plain
                || Names.hasCapitals(words, place) && !Names.isVerb(words, place) && classAt[place.from()] == null;
    }

    private static String classNear(Place place, String[] classAt) {
        for (int distance = 1; distance <= NEAR + 1; distance++) {
            int after = place.to() - 1 + distance;
            int before = place.from() - distance;
            if (after < classAt.length && classAt[after] != null) {
                return classAt[after];
            }
            if (before >= 0 && classAt[before] != null) {
                return classAt[before];
            }
        }
        return null;
    }

    /** The class that follows at once, or after such words as from our class. */
    private static String classAfter(List<Word> words, Place place, String[] classAt) {
        int at = place.to();
        boolean of = at < words.size() && OF.contains(words.get(at).folded());
        if (!of) {
            return null;
        }
        at++;
        while (at < words.size()
                && classAt[at] == null
                && BEFORE_CLASS.contains(words.get(at).folded())) {
            at++;
        }
        return at < words.size() ? classAt[at] : null;
    }

    private static boolean isInitial(Word word) {
        return word.capital() && word.folded().length() == 1;
    }

    private static String initial(String word) {
        return word.substring(0, 1);
    }
}
