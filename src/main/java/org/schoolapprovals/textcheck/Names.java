package org.schoolapprovals.textcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.schoolapprovals.textcheck.FoldedText.Word;
import org.schoolapprovals.textcheck.Phrases.Place;
import org.schoolapprovals.textcheck.PupilNames.Child;

/**
 * Finds people's names in a text.
 *
 * <ul>
 *   <li>A whole name always counts; where all of it are common words, as in Grace May, only with its capitals.
 *   <li>A pupil's first name or nickname of three letters or more counts alone; where it is a common word, only with a capital.
 *   <li>Of grown-ups, whose surnames families in the village share, the surname counts with a title (Mrs Hale), or alone with a
 *       capital from four letters on where it is no common word; a first name counts with a title (Miss Sarah).
 *   <li>A first name, or a surname after a title, of five letters or more may be misspelt by one letter, unless that makes it a
 *       common word.
 * </ul>
 */
final class Names {

    private static final int SHORTEST_FIRST_NAME = 3;
    private static final int SHORTEST_SURNAME = 4;
    private static final int SHORTEST_MISSPELT = 5;
    private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "mister");
    private static final DamerauLevenshteinDistance ONE_SLIP = new DamerauLevenshteinDistance(1);

    /** Will you, may I: what follows the verb and hardly ever the child. */
    private static final Set<String> VERBS_TOO = Set.of("will", "may");

    private static final Set<String> AFTER_A_VERB = Set.of(
            "i",
            "we",
            "you",
            "he",
            "she",
            "it",
            "they",
            "there",
            "this",
            "that",
            "these",
            "those",
            "the",
            "a",
            "an",
            "any",
            "some",
            "all",
            "my",
            "our",
            "your",
            "his",
            "her",
            "their",
            "parents",
            "children",
            "anyone",
            "someone",
            "everyone",
            "school",
            "be",
            "not");

    /** What has to hold for a name that was found in a text. */
    private enum Needs {
        NOTHING,
        A_CAPITAL,
        CAPITALS,
        A_TITLE
    }

    private record Known(String name, Needs needs) {}

    private final Phrases<List<Known>> phrases = new Phrases<>();
    private final Map<List<String>, List<Known>> known = new HashMap<>();
    private final Map<String, List<String>> slips = new HashMap<>();

    /** Each is found under the whole name, the first name and every nickname. */
    static Names ofPupils(Collection<Child> pupils) {
        Names names = new Names();
        for (Child pupil : pupils) {
            List<String> last = FoldedText.wordsOf(pupil.lastName());
            Set<List<String>> called = new LinkedHashSet<>();
            called.add(FoldedText.wordsOf(pupil.firstName()));
            called.add(FoldedText.wordsOf(pupil.firstName().strip().split("\\s", 2)[0]));
            pupil.nicknames().forEach(nickname -> called.add(FoldedText.wordsOf(nickname)));
            for (List<String> first : called) {
                names.addWhole(Stream.concat(first.stream(), last.stream()).toList(), pupil.name());
                if (letters(first) >= SHORTEST_FIRST_NAME) {
                    names.add(first, new Known(pupil.name(), allCommon(first) ? Needs.A_CAPITAL : Needs.NOTHING));
                    names.addSlips(first);
                }
            }
        }
        return names;
    }

    /** @param people first and last names, with or without a title */
    static Names ofGrownUps(Collection<String> people) {
        Names names = new Names();
        for (String person : people) {
            List<String> whole = FoldedText.wordsOf(person).stream()
                    .filter(word -> !TITLES.contains(word) && Character.isLetter(word.codePointAt(0)))
                    .toList();
            if (whole.isEmpty()) {
                continue;
            }
            List<String> first = whole.subList(0, 1);
            List<String> last = whole.subList(whole.size() - 1, whole.size());
            names.addWhole(whole, person);
            names.add(List.of(first.get(0), last.get(0)), new Known(person, needsOfWhole(whole)));
            names.add(first, new Known(person, Needs.A_TITLE));
            names.add(last, new Known(person, Needs.A_TITLE));
            names.addSlips(last);
            if (letters(last) >= SHORTEST_SURNAME && !allCommon(last)) {
                names.add(last, new Known(person, Needs.CAPITALS));
            }
        }
        return names;
    }

    /** The names that are found, as they were given. */
    Set<String> in(FoldedText text) {
        Set<String> found = new LinkedHashSet<>();
        List<Word> words = text.words();
        phrases.findIn(
                words,
                (candidates, place) -> candidates.stream()
                        .filter(candidate -> holds(candidate.needs(), words, place))
                        .forEach(candidate -> found.add(candidate.name())));
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at).folded();
            boolean titled = isTitled(words, at);
            if (seen.add(titled ? "mr " + word : word)) {
                misspelt(word).forEach(candidate -> {
                    if (candidate.needs() == Needs.NOTHING
                            || candidate.needs() == Needs.A_CAPITAL
                            || candidate.needs() == Needs.A_TITLE && titled) {
                        found.add(candidate.name());
                    }
                });
            }
        }
        return found;
    }

    private void addWhole(List<String> words, String name) {
        if (words.size() > 1) {
            add(words, new Known(name, needsOfWhole(words)));
        }
    }

    private void add(List<String> words, Known one) {
        List<Known> all = known.computeIfAbsent(words, unknown -> {
            List<Known> sharing = new ArrayList<>();
            phrases.put(words, sharing);
            return sharing;
        });
        if (!all.contains(one)) {
            all.add(one);
        }
    }

    private void addSlips(List<String> words) {
        if (words.size() == 1 && words.get(0).length() >= SHORTEST_MISSPELT) {
            String word = words.get(0);
            withOneLetterLess(word)
                    .forEach(less -> slips.computeIfAbsent(less, unknown -> new ArrayList<>(1))
                            .add(word));
            slips.computeIfAbsent(word, unknown -> new ArrayList<>(1)).add(word);
        }
    }

    /** Two words that are one slip apart have a word in common when each loses one letter or none. */
    private Set<Known> misspelt(String word) {
        if (word.length() < SHORTEST_MISSPELT - 1
                || word.length() > 40
                || known.containsKey(List.of(word))
                || CommonWords.contain(word)) {
            return Set.of();
        }
        Set<String> meant = new LinkedHashSet<>(slips.getOrDefault(word, List.of()));
        withOneLetterLess(word).forEach(less -> meant.addAll(slips.getOrDefault(less, List.of())));
        Set<Known> found = new LinkedHashSet<>();
        meant.stream()
                .filter(name -> ONE_SLIP.apply(name, word) >= 0)
                .forEach(name -> found.addAll(known.get(List.of(name))));
        return found;
    }

    private static Set<String> withOneLetterLess(String word) {
        Set<String> less = new LinkedHashSet<>();
        for (int at = 0; at < word.length(); at++) {
            less.add(word.substring(0, at) + word.substring(at + 1));
        }
        return less;
    }

    private static boolean holds(Needs needs, List<Word> words, Place place) {
        return switch (needs) {
            case NOTHING -> true;
            case A_TITLE -> isTitled(words, place.from());
            case A_CAPITAL -> hasCapitals(words, place) && !isVerb(words, place);
            case CAPITALS -> hasCapitals(words, place);
        };
    }

    static boolean hasCapitals(List<Word> words, Place place) {
        List<Word> name = words.subList(place.from(), place.to());
        return name.stream().allMatch(Word::capital)
                && (name.size() > 1 || !name.get(0).shouted() || !isShouted(words, place));
    }

    /** Among words that are all in capitals, a capital tells nothing. */
    private static boolean isShouted(List<Word> words, Place place) {
        return place.from() > 0 && words.get(place.from() - 1).shouted()
                || place.to() < words.size() && words.get(place.to()).shouted();
    }

    static boolean isVerb(List<Word> words, Place place) {
        return VERBS_TOO.contains(words.get(place.from()).folded())
                && place.to() < words.size()
                && AFTER_A_VERB.contains(words.get(place.to()).folded());
    }

    private static boolean isTitled(List<Word> words, int at) {
        return at > 0 && TITLES.contains(words.get(at - 1).folded());
    }

    private static Needs needsOfWhole(List<String> words) {
        return allCommon(words) ? Needs.CAPITALS : Needs.NOTHING;
    }

    private static boolean allCommon(List<String> words) {
        return words.stream().allMatch(CommonWords::contain);
    }

    private static int letters(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }
}
