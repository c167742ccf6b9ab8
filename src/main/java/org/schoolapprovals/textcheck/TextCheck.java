package org.schoolapprovals.textcheck;

import com.ibm.icu.text.Normalizer2;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Service;

/**
 * Looks through a text for what the policy asks about, by the school's lists and the pupils as they stand at this moment. The names of those who
 * work here may be a minute old.
 */
@Service
public class TextCheck {

    /** Of each kind; more would tell a reader nothing new. */
    private static final int MOST_TOLD = 20;

    private static final Duration NAMES_KEPT = Duration.ofMinutes(1);
    private static final Normalizer2 COMPOSED = Normalizer2.getNFKCInstance();

    private record Lists(Map<ListKind, Long> versions, Wordlist abusive, Wordlist safeguarding, Set<String> agreed) {}

    private record Pupils(long version, Names names, ClassAndName withClasses) {}

    private record GrownUps(Instant at, Names all, Names headTeachers) {}

    private final TextListStore store;
    private final PupilNames pupilNames;
    private final People people;
    private final Clock clock;

    private volatile Lists lists;
    private volatile Pupils pupils;
    private volatile GrownUps grownUps;

    TextCheck(TextListStore store, PupilNames pupilNames, People people, Clock clock) {
        this.store = store;
        this.pupilNames = pupilNames;
        this.people = people;
        this.clock = clock;
    }

    /** @param written of any length and with anything in it */
    public TextFacts check(String written) {
        String text = FoldedText.withoutPilesOfMarks(written);
        Lists current = lists();
        Pupils children = pupils();
        GrownUps known = grownUps();
        FoldedText folded = FoldedText.of(text);
        String seen = seen(text);
        Set<String> hosts = Links.hostsIn(seen);
        return new TextFacts(
                some(children.names().in(folded)),
                some(children.withClasses().in(folded)),
                some(known.all().in(folded)),
                HeadTeacher.isSpokenOfIn(folded)
                        || !known.headTeachers().in(folded).isEmpty(),
                ContactDetails.kindsIn(seen),
                List.copyOf(some(hosts.stream()
                        .filter(host -> !Links.isAmong(current.agreed(), host))
                        .toList())),
                List.copyOf(some(hosts.stream()
                        .filter(host -> Links.isAmong(current.agreed(), host))
                        .toList())),
                some(current.abusive().in(folded)),
                some(current.safeguarding().in(folded)),
                Marks.areOnlyEmoji(text),
                Marks.areHiddenIn(text));
    }

    /** As a reader sees it: wide and curly forms as plain ones, and nothing between the letters that nobody sees. */
    private static String seen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        COMPOSED.normalize(text)
                .codePoints()
                .filter(character -> !FoldedText.isNeverSeen(character))
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    private static Set<String> some(Collection<String> found) {
        return found.stream().limit(MOST_TOLD).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Lists lists() {
        Map<ListKind, Long> versions = store.versions();
        Lists known = lists;
        if (known == null || !known.versions().equals(versions)) {
            known = new Lists(
                    versions,
                    new Wordlist(store.entries(ListKind.ABUSIVE_WORDS)),
                    new Wordlist(store.entries(ListKind.SAFEGUARDING_SIGNS)),
                    Set.copyOf(store.entries(ListKind.AGREED_SITES)));
            lists = known;
        }
        return known;
    }

    private Pupils pupils() {
        long version = pupilNames.version();
        Pupils known = pupils;
        if (known == null || known.version() != version) {
            List<PupilNames.Child> children = pupilNames.children();
            known = new Pupils(version, Names.ofPupils(children), new ClassAndName(children));
            pupils = known;
        }
        return known;
    }

    private GrownUps grownUps() {
        Instant now = clock.instant();
        GrownUps known = grownUps;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(NAMES_KEPT) > 0) {
            known = new GrownUps(
                    now,
                    Names.ofGrownUps(namesOf(
                            Role.STAFF,
                            Role.OFFICE,
                            Role.SOCIAL_MEDIA,
                            Role.HEAD_TEACHER,
                            Role.DEPUTY_HEAD,
                            Role.GOVERNORS,
                            Role.CHAIR_OF_GOVERNORS)),
                    Names.ofGrownUps(namesOf(Role.HEAD_TEACHER)));
            grownUps = known;
        }
        return known;
    }

    /** Whoever was entered without a name bears their user name instead, and nobody calls them that. */
    private Collection<String> namesOf(Role... roles) {
        return Stream.of(roles)
                .flatMap(role -> people.with(role).stream())
                .filter(person -> !person.name().equals(person.id()))
                .map(Person::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
