package org.schoolapprovals.textcheck;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The school's lists: those responsible for its accounts, the office, the head and the deputy see and change them. A change
 * either stands as a whole, with a line in the change log, or is refused with a sentence for each fault.
 *
 * <p>Everything takes the user name of the person who asks and throws {@link NotAllowedException} if the lists are not theirs.
 */
@Service
public class TextLists {

    private static final int CHANGES_SHOWN = 20;
    private static final int ENTRIES_TOLD = 10;
    private static final Role[] KEEPERS = {Role.SOCIAL_MEDIA, Role.OFFICE, Role.HEAD_TEACHER, Role.DEPUTY_HEAD};

    private final TextListStore store;
    private final People people;
    private final Clock clock;

    TextLists(TextListStore store, People people, Clock clock) {
        this.store = store;
        this.people = people;
        this.clock = clock;
    }

    /** Whether this person keeps the lists. */
    public boolean mayKeep(String userId) {
        return people.find(userId).filter(person -> person.hasAnyOf(KEEPERS)).isPresent();
    }

    /** How many entries each list has. */
    public Map<ListKind, Long> sizes(String userId) {
        refuseUnlessKeeper(userId);
        return store.sizes();
    }

    /** A list with all its entries. */
    @Transactional(readOnly = true)
    public TextList list(String userId, ListKind kind) {
        refuseUnlessKeeper(userId);
        return new TextList(kind, store.entries(kind), store.versions().get(kind));
    }

    /** The latest changes of all lists, the last one first. */
    public List<ListChange> changes(String userId) {
        refuseUnlessKeeper(userId);
        return store.latestChanges(CHANGES_SHOWN).stream()
                .map(change -> new ListChange(change.kind(), change.what(), people.nameOf(change.by()), change.at()))
                .toList();
    }

    /**
     * Replaces the whole of a list.
     *
     * @param text one entry a line
     * @param version of the list that the person had before them
     * @return what was done, in words
     * @throws RefusedException for lines that are no entries, and if somebody changed the list meanwhile
     */
    @Transactional
    public String change(String userId, ListKind kind, String text, long version) {
        refuseUnlessKeeper(userId);
        Collection<String> wanted = ListReader.read(kind, text);
        if (store.lock(kind) != version) {
            throw new RefusedException(
                    "%s: somebody has changed this list meanwhile; copy what you added, open the list anew and add it there."
                            .formatted(kind.title()));
        }
        Set<String> present = new LinkedHashSet<>(store.entries(kind));
        List<String> added =
                wanted.stream().filter(entry -> !present.contains(entry)).toList();
        List<String> removed = new ArrayList<>(present);
        removed.removeAll(Set.copyOf(wanted));
        if (added.isEmpty() && removed.isEmpty()) {
            return "%s: the list stays as it was.".formatted(kind.title());
        }
        store.change(kind, added, removed);
        String what = "%s: %s, %s.".formatted(kind.title(), told(added, "added"), told(removed, "removed"));
        store.note(kind, what, userId, clock.instant());
        return what;
    }

    private static String told(List<String> entries, String what) {
        String number = String.format(Locale.UK, "%,d %s", entries.size(), what);
        if (entries.isEmpty()) {
            return number;
        }
        String some = entries.stream().limit(ENTRIES_TOLD).collect(Collectors.joining(", "));
        return "%s (%s%s)".formatted(number, some, entries.size() > ENTRIES_TOLD ? " and others" : "");
    }

    private void refuseUnlessKeeper(String userId) {
        if (!mayKeep(userId)) {
            throw new NotAllowedException(
                    "Only those responsible for the school’s accounts, the office, the head teacher and the deputy head see and"
                            + " change the lists.");
        }
    }
}
